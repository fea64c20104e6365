using System.Threading.Channels;
using Chancery.Sources;

namespace Chancery.Command;

/// <summary>What the user asked of <c>chancery read</c>.</summary>
internal sealed record ReadOptions(string[] Paths, string? Format, bool Explain, string? Lexicon, string? Output = null, bool Lines = false)
{
    /// <summary>How much one file may ask for.</summary>
    public SourceLimits Limits { get; init; } = SourceLimits.Standard;
}

/// <summary>Reads many files on all cores and writes their records in the order of the files, in constant memory.</summary>
internal static class ReadCommand
{
    private sealed record Outcome(Input Input, Reading? Reading);

    /// <returns>0; 1 if something could not be read; 2 if the lexicon has faults.</returns>
    public static async Task<int> RunAsync(ReadOptions options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (LexiconFolder.Open(options.Lexicon, error) is not { } lexicon)
            return 2;
        var reader = new Reader(lexicon);
        if (options.Output is { } folder)
            return await Archive.RunAsync(options, folder, reader, error, stop).ConfigureAwait(false);
        if (options.Lines)
            return await JsonLinesFilter.RunAsync(reader, Console.OpenStandardInput(), output, error, stop).ConfigureAwait(false);
        using var buffered = new StreamlessWriter(output);
        var format = RecordFormat.Of(options.Format ?? Default(options), buffered.Writer, options.Explain, options.Format is null && !Console.IsOutputRedirected);
        var queue = Channel.CreateBounded<Task<Outcome>>(Environment.ProcessorCount * 4);
        var files = Task.Run(() => FillAsync(options, reader, error, queue.Writer, stop), stop);
        var (read, faults) = (0, 0);
        var progress = new Progress(error);
        await foreach (var task in queue.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            var (input, reading) = await task.ConfigureAwait(false);
            if (reading is null)
            {
                faults++;
                progress.Clear();
                await error.WriteLineAsync($"chancery: {input.Name}: {input.Fault}").ConfigureAwait(false);
                continue;
            }
            read++;
            format.Write(input.Name, reading);
            progress.Show(read, faults);
        }
        await files.ConfigureAwait(false);
        progress.Clear();
        format.End();
        buffered.Writer.Flush();
        return faults > 0 ? 1 : 0;
    }

    private static string Default(ReadOptions options) =>
        !Console.IsOutputRedirected || (options.Paths.Length == 1 && !Directory.Exists(options.Paths[0])) ? "text" : "jsonl";

    private static async Task FillAsync(ReadOptions options, Reader reader, TextWriter error, ChannelWriter<Task<Outcome>> queue, CancellationToken stop)
    {
        try
        {
            foreach (var path in Inputs.Files(options.Paths, error))
                await queue.WriteAsync(Task.Run(() => ReadAsync(path, reader, options.Limits, stop), stop), stop).ConfigureAwait(false);
        }
        finally
        {
            queue.Complete();
        }
    }

    private static async Task<Outcome> ReadAsync(string path, Reader reader, SourceLimits limits, CancellationToken stop)
    {
        var input = await Inputs.OpenAsync(path, limits, stop).ConfigureAwait(false);
        var (reading, fault) = Read(input, reader);
        return new Outcome(input with { Fault = fault }, reading);
    }

    /// <summary>The reading of an input, or why there is none.</summary>
    public static (Reading? Reading, string? Fault) Read(Input input, Reader reader)
    {
        if (input.Document is null)
            return (null, input.Fault);
        var reading = reader.Read(input.Document, input.Id);
        return reading.IsRelease ? (reading, null) : (null, "holds no release: nothing was read from it");
    }

    /// <summary>A count on the terminal, for long runs only.</summary>
    private sealed class Progress(TextWriter error)
    {
        private readonly bool shown = !Console.IsErrorRedirected && Console.IsOutputRedirected;
        private readonly System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
        private long last = -1000;

        public void Show(int read, int faults)
        {
            if (!shown || clock.ElapsedMilliseconds - last < 200)
                return;
            last = clock.ElapsedMilliseconds;
            error.Write($"\r{read:N0} read, {faults:N0} not, {read * 1000.0 / Math.Max(last, 1):N0} a second ");
        }

        public void Clear()
        {
            if (shown && last >= 0)
                error.Write("\r" + new string(' ', 60) + "\r");
        }
    }

    /// <summary>Collects what is written, so that many small records are not many small writes.</summary>
    private sealed class StreamlessWriter : IDisposable
    {
        public StreamlessWriter(TextWriter output) => Writer = ReferenceEquals(output, Console.Out)
            ? new StreamWriter(Console.OpenStandardOutput(), new System.Text.UTF8Encoding(false), 64 * 1024)
            : output;

        public TextWriter Writer { get; }

        public void Dispose() => Writer.Flush();
    }
}

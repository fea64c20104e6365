using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Chancery.Issuing.Sites;

namespace Chancery.Command;

/// <summary>
/// Reads an archive into a folder and remembers what was read, so that a run that was ended at any moment goes on where it was, and a later run
/// reads only what is new or changed. What is finished is the same byte for byte however often it was interrupted.
/// </summary>
internal static class Archive
{
    private sealed record Source(string Path, string Id);

    /// <summary>Of one source: its hash and either its record or why there is none.</summary>
    private sealed record Outcome(Source Source, string Hash, long Bytes, string? Record, string? Fault)
    {
        public string Status => Record is not null ? "read" : Fault!.StartsWith("holds no release", StringComparison.Ordinal) ? "no release" : "unreadable";
    }

    /// <returns>0; 1 if something could not be read; 2 if the folder cannot be written.</returns>
    public static async Task<int> RunAsync(ReadOptions options, string folder, Reader reader, TextWriter error, CancellationToken stop)
    {
        Memory memory;
        try
        {
            Directory.CreateDirectory(folder);
            memory = new Memory(Path.Combine(folder, "read.log"), RegisterOpening.KnowledgeOf(options.Lexicon));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"chancery: {folder}: cannot be written: {fault.Message}").ConfigureAwait(false);
            return 2;
        }
        using (memory)
        {
            var sources = Sources(options.Paths, error);
            var outcomes = new (string Hash, long Bytes)[sources.Count];
            var progress = new Progress(error, sources.Count);
            await Parallel.ForEachAsync(Enumerable.Range(0, sources.Count), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = stop }, async (i, token) =>
            {
                outcomes[i] = await OneAsync(sources[i], reader, memory, options.Limits, token).ConfigureAwait(false);
                progress.Step();
            }).ConfigureAwait(false);
            progress.Clear();
            IEnumerable<Outcome> All() => sources.Select((s, i) => memory.Find(s.Id, outcomes[i].Hash) is var (record, fault) ? new Outcome(s, outcomes[i].Hash, outcomes[i].Bytes, record, fault) : throw new InvalidOperationException(s.Path));
            await WriteAsync(options.Format ?? "jsonl", folder, All, stop).ConfigureAwait(false);
            return await ReportAsync(folder, All(), memory.Fresh, error, stop).ConfigureAwait(false);
        }
    }

    /// <summary>All files in the order of their names; the id of each is its path below the folder without its ending.</summary>
    private static List<Source> Sources(string[] paths, TextWriter error)
    {
        var found = new List<Source>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in paths)
        {
            foreach (var file in Inputs.Files([path], error))
            {
                var below = Directory.Exists(path) ? Path.GetRelativePath(path, file) : Path.GetFileName(file);
                var id = Path.ChangeExtension(below, null).Replace('\\', '/');
                found.Add(new Source(file, ids.Add(id) ? id : below.Replace('\\', '/')));
            }
        }
        return found;
    }

    private static async ValueTask<(string, long)> OneAsync(Source source, Reader reader, Memory memory, Chancery.Sources.SourceLimits limits, CancellationToken stop)
    {
        var (bytes, fault) = await Inputs.BytesAsync(source.Path, limits, stop).ConfigureAwait(false);
        if (bytes is null)
        {
            // What cannot be opened has no hash; it is tried again the next time.
            var none = "unopened:" + fault;
            if (memory.Find(source.Id, none) is null)
                memory.Add(source.Id, none, null, fault);
            return (none, 0);
        }
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (memory.Find(source.Id, hash) is null)
        {
            var (reading, reason) = ReadCommand.Read(await Inputs.OfAsync(source.Path, source.Id, bytes, limits).ConfigureAwait(false), reader);
            memory.Add(source.Id, hash, reading is null ? null : RecordJson.Write(reading.Record, indented: false, reading.Sentences.Where(s => s.Facts.IsEmpty)), reason);
        }
        return (hash, bytes.Length);
    }

    private static async Task WriteAsync(string format, string folder, Func<IEnumerable<Outcome>> all, CancellationToken stop)
    {
        await ReplaceAsync(Path.Combine(folder, "manifest.jsonl"), async stream =>
        {
            foreach (var one in all())
                await stream.WriteAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { id = one.Source.Id, source = one.Source.Path, sha256 = one.Hash.StartsWith("unopened", StringComparison.Ordinal) ? null : one.Hash, bytes = one.Bytes, status = one.Status, reason = one.Fault }, Plain) + "\n"), stop).ConfigureAwait(false);
        }).ConfigureAwait(false);
        if (format == "jsonl")
        {
            await ReplaceAsync(Path.Combine(folder, "records.jsonl"), async stream =>
            {
                foreach (var one in all().Where(o => o.Record is not null))
                    await stream.WriteAsync(Encoding.UTF8.GetBytes(one.Record + "\n"), stop).ConfigureAwait(false);
            }).ConfigureAwait(false);
            return;
        }
        await DatasetTables.WriteAsync(format, (name, write) => ReplaceAsync(Path.Combine(folder, name), write), () => all().Where(o => o.Record is not null).Select(o => (o.Source.Path, o.Hash, o.Record!)), stop).ConfigureAwait(false);
    }

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Writes a file wholly or not at all.</summary>
    /// <returns>0; 1 where it cannot be written, and the reason is told.</returns>
    internal static async Task<int> SaveAsync(string path, byte[] bytes, TextWriter error, CancellationToken stop)
    {
        try
        {
            await ReplaceAsync(path, stream => stream.WriteAsync(bytes, stop).AsTask()).ConfigureAwait(false);
            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"chancery: {path}: cannot be written: {fault.Message}").ConfigureAwait(false);
            return 1;
        }
    }

    /// <summary>The old file or the new one, never a part of it.</summary>
    internal static async Task ReplaceAsync(string path, Func<Stream, Task> write)
    {
        var stream = new FileStream(path + ".new", FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16);
        await using (stream.ConfigureAwait(false))
            await write(stream).ConfigureAwait(false);
        File.Move(path + ".new", path, overwrite: true);
    }

    private static async Task<int> ReportAsync(string folder, IEnumerable<Outcome> all, int fresh, TextWriter error, CancellationToken stop)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal) { ["read"] = 0, ["no release"] = 0, ["unreadable"] = 0 };
        var report = new StringBuilder();
        foreach (var one in all)
        {
            counts[one.Status]++;
            if (one.Status == "unreadable")
                report.Append(one.Source.Path).Append(": ").Append(one.Fault).Append('\n');
        }
        var head = $"{counts.Values.Sum():N0} files: {counts["read"]:N0} read, {counts["no release"]:N0} no release, {counts["unreadable"]:N0} unreadable";
        await ReplaceAsync(Path.Combine(folder, "report.txt"), async stream => await stream.WriteAsync(Encoding.UTF8.GetBytes(head + "\n" + report), stop).ConfigureAwait(false)).ConfigureAwait(false);
        await error.WriteLineAsync($"chancery: {folder}: {head} ({fresh:N0} of them now; see report.txt)").ConfigureAwait(false);
        return counts["unreadable"] > 0 ? 1 : 0;
    }

    /// <summary>
    /// What was read, in a file that is only ever added to: a line for each source, written whole. A line that was cut off is dropped.
    /// In memory stand only the places of the lines.
    /// </summary>
    private sealed class Memory : IDisposable
    {
        private readonly Dictionary<(string Id, string Hash), (long At, int Length)> places = [];
        private readonly FileStream file;
        private readonly Lock gate = new();

        public Memory(string path, string knowledge)
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16);
            var end = Load(knowledge);
            file.SetLength(end);
            file.Position = end;
            if (end == 0)
                Append(Encoding.UTF8.GetBytes(knowledge + "\n"));
        }

        /// <summary>How many sources this run has read.</summary>
        public int Fresh { get; private set; }

        private long Load(string knowledge)
        {
            var (line, end, first) = (new MemoryStream(), 0L, true);
            var buffer = new byte[1 << 16];
            for (int count; (count = file.Read(buffer)) > 0;)
            {
                var from = 0;
                for (int at; (at = Array.IndexOf(buffer, (byte)'\n', from, count - from)) >= 0; from = at + 1)
                {
                    line.Write(buffer, from, at - from);
                    var bytes = line.GetBuffer().AsSpan(0, (int)line.Length);
                    if (first && !bytes.SequenceEqual(Encoding.UTF8.GetBytes(knowledge)))
                        return 0;
                    if (!first && bytes.IndexOf((byte)'\t') is var one and > 0 && bytes[(one + 1)..].IndexOf((byte)'\t') is var two and > 0)
                        places[(Encoding.UTF8.GetString(bytes[..one]), Encoding.UTF8.GetString(bytes.Slice(one + 1, two)))] = (end + one + two + 2, bytes.Length - one - two - 2);
                    end += bytes.Length + 1;
                    first = false;
                    line.SetLength(0);
                }
                line.Write(buffer, from, count - from);
            }
            return end;
        }

        public (string? Record, string? Fault)? Find(string id, string hash)
        {
            lock (gate)
            {
                if (!places.TryGetValue((id, hash), out var place))
                    return null;
                var bytes = new byte[place.Length];
                RandomAccess.Read(file.SafeFileHandle, bytes, place.At);
                var text = Encoding.UTF8.GetString(bytes);
                return text[0] == '{' ? (text, null) : (null, text[1..]);
            }
        }

        public void Add(string id, string hash, string? record, string? fault)
        {
            var head = Encoding.UTF8.GetBytes($"{id.ReplaceLineEndings(" ").Replace('\t', ' ')}\t{hash}\t");
            var said = Encoding.UTF8.GetBytes(record ?? "!" + fault!.ReplaceLineEndings(" "));
            lock (gate)
            {
                var at = file.Position;
                Append([.. head, .. said, (byte)'\n']);
                places[(id, hash)] = (at + head.Length, said.Length);
                Fresh++;
            }
        }

        private void Append(byte[] line)
        {
            file.Write(line);
            file.Flush();
        }

        public void Dispose() => file.Dispose();
    }

    /// <summary>A bar with rate and time left, on a terminal only.</summary>
    private sealed class Progress(TextWriter error, int total)
    {
        private readonly bool shown = !Console.IsErrorRedirected;
        private readonly System.Diagnostics.Stopwatch clock = System.Diagnostics.Stopwatch.StartNew();
        private int done;
        private long last;

        public void Step()
        {
            var count = Interlocked.Increment(ref done);
            var now = clock.ElapsedMilliseconds;
            if (!shown || now - Interlocked.Read(ref last) < 200)
                return;
            Interlocked.Exchange(ref last, now);
            var rate = count * 1000.0 / Math.Max(now, 1);
            var bar = new string('█', count * 30 / Math.Max(total, 1)).PadRight(30, '░');
            error.Write($"\r{bar} {count:N0} of {total:N0}, {rate:N0} a second, {TimeSpan.FromSeconds((total - count) / Math.Max(rate, 0.1)):hh\\:mm\\:ss} left ");
        }

        public void Clear()
        {
            if (shown)
                error.Write("\r" + new string(' ', 90) + "\r");
        }
    }
}

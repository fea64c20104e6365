using System.Diagnostics;
using System.Text;
using Chancery.Lexicons;
using Chancery.Registers.Import;
using Chancery.Registers.Store;
using Chancery.Sources;

namespace Chancery.Benchmarks;

/// <summary>How fast releases come into a register beside reading alone, what they take on disk, and how fast it answers.</summary>
internal static class RegisterBenchmark
{
    public static async Task<int> RunAsync(string setting, int count)
    {
        var reader = new Reader();
        // Until the runtime has compiled it to its last form.
        Parallel.For(0, Warm, Cores, i => reader.Read(Made(i, count).Opened.Document!));
        var alone = Math.Min(count, 40_000);
        var clock = Stopwatch.StartNew();
        Parallel.For(0, alone, Cores, i => reader.Read(Made(i, count).Opened.Document!));
        var reading = alone / clock.Elapsed.TotalSeconds;
        Line("reading alone, with the making of the texts", $"{reading:N0} releases a second");

        var (store, fault) = await RegisterStore.OpenAsync(setting).ConfigureAwait(false);
        if (store is null)
        {
            await Console.Error.WriteLineAsync(fault).ConfigureAwait(false);
            return 1;
        }
        clock.Restart();
        var last = TimeSpan.Zero;
        var importer = new Importer(store, Lexicon.Standard, "benchmark", (name, _) =>
        {
            var (bytes, opened) = Made(int.Parse(name), count);
            return Task.FromResult(new OpenedSource(name, bytes, opened.Document, opened.Fault));
        });
        var report = await importer.ImportAsync(Enumerable.Range(0, count).Select(i => i.ToString()), "benchmark", done =>
        {
            if (clock.Elapsed - last < TimeSpan.FromSeconds(30))
                return;
            last = clock.Elapsed;
            Console.WriteLine($"  {done:N0} in {clock.Elapsed.TotalSeconds:N0} s");
        }, CancellationToken.None).ConfigureAwait(false);
        var rate = report.Files / clock.Elapsed.TotalSeconds;
        Line("import", $"{rate:N0} releases a second, {rate / reading:P0} of reading alone; {report}");
        return 0;
    }

    /// <summary>How many are read before the clock starts.</summary>
    private const int Warm = 40_000;

    private static readonly ParallelOptions Cores = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };

    private static (byte[] Bytes, SourceResult Opened) Made(int number, int count)
    {
        var bytes = Encoding.UTF8.GetBytes(MadeReleases.Text(number, count));
        return (bytes, SourceFile.Open(bytes));
    }

    private static void Line(string what, string said) => Console.WriteLine($"{what}: {said}");
}

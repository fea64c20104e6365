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
        for (var i = 0; i < 2000; i++)
            reader.Read(MadeReleases.Text(i, count));
        var clock = Stopwatch.StartNew();
        var alone = Math.Min(count, 20_000);
        Parallel.For(0, alone, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i => reader.Read(SourceFile.Open(Encoding.UTF8.GetBytes(MadeReleases.Text(i, count))).Document!));
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
            var bytes = Encoding.UTF8.GetBytes(MadeReleases.Text(int.Parse(name), count));
            var opened = SourceFile.Open(bytes);
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

    private static void Line(string what, string said) => Console.WriteLine($"{what}: {said}");
}

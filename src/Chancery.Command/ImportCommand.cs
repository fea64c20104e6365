using Chancery.Registers.Import;
using Chancery.Registers.Store;
using Chancery.Sources;

namespace Chancery.Command;

/// <summary>Takes files into the register.</summary>
internal static class ImportCommand
{
    /// <returns>0; 1 if something could not be read; 2 if there is no register or no lexicon.</returns>
    public static async Task<int> RunAsync(string[] paths, string? register, string? folder, string? who, SourceLimits limits, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (LexiconFolder.Open(folder, error) is not { } lexicon || await RegisterOpening.OpenAsync(register, error, stop).ConfigureAwait(false) is not { } store)
            return 2;
        // Whoever reads meanwhile comes first. Elsewhere ./chancery sees to it: there a running program can give way only thread by thread.
        if (OperatingSystem.IsWindows())
            System.Diagnostics.Process.GetCurrentProcess().PriorityClass = System.Diagnostics.ProcessPriorityClass.BelowNormal;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var shown = !Console.IsErrorRedirected;
        ImportReport report;
        try
        {
            report = await RegisterOpening.Importer(store, lexicon, folder, limits).ImportAsync(Inputs.Files(paths, error), RegisterOpening.Who(who), done =>
            {
                if (shown)
                    error.Write($"\r{done:N0} files, {done / Math.Max(clock.Elapsed.TotalSeconds, 0.001):N0} a second ");
            }, stop).ConfigureAwait(false);
        }
        catch (Exception fault) when (RegisterStore.IsFault(fault))
        {
            await error.WriteLineAsync($"chancery: {store.Name}: {RegisterStore.Said(fault)}; what was imported before stays, run the import again").ConfigureAwait(false);
            return 2;
        }
        if (shown)
            await error.WriteAsync("\r" + new string(' ', 50) + "\r").ConfigureAwait(false);
        foreach (var (name, fault) in report.Faults)
            await error.WriteLineAsync($"chancery: {name}: {fault}").ConfigureAwait(false);
        await output.WriteLineAsync($"{store.Name}: {report}").ConfigureAwait(false);
        return report.Faults.Count > 0 ? 1 : 0;
    }
}

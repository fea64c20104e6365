using System.Diagnostics;
using System.Globalization;
using Chancery.Issuing.Seals;
using Chancery.Issuing.Sites;
using Chancery.Registers.Store;
using Chancery.Web.Server;

namespace Chancery.Command;

/// <summary>Publishes the site.</summary>
internal static class PublishCommand
{
    internal sealed record Options(string Folder, string? Address, string? Templates, string? Register, string? Keys, string? Lexicon);

    /// <returns>0 once it is published; 2 if it cannot be, and what was served stays.</returns>
    public static async Task<int> RunAsync(Options options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var (settings, fault) = ServerSettings.Of(Directory.GetCurrentDirectory());
        if (fault is not null)
        {
            await error.WriteLineAsync($"chancery: {fault}").ConfigureAwait(false);
            return 2;
        }
        if (LexiconFolder.Open(options.Lexicon, error) is not { } lexicon || await RegisterOpening.OpenAsync(options.Register ?? settings.Register, error, stop).ConfigureAwait(false) is not { } store)
            return 2;
        try
        {
            var sealer = new Sealer(options.Keys ?? settings.KeysFolder(store.Setting, !store.IsPostgres), settings.KeyPassword, options.Address ?? settings.SiteAddress, TimeProvider.System);
            var watch = Stopwatch.StartNew();
            var done = await new Publisher(store, lexicon, sealer, TimeProvider.System).PublishAsync(options.Folder, options.Address ?? settings.SiteAddress, options.Templates, stop).ConfigureAwait(false);
            if (done.Fault is { } wrong)
            {
                await error.WriteLineAsync($"chancery: {wrong}").ConfigureAwait(false);
                return 2;
            }
            await output.WriteLineAsync(done.Issues == 0 && done.Files == 0 ? $"{options.Folder}: nothing is new" : string.Create(CultureInfo.InvariantCulture, $"{options.Folder}: {done.Releases:N0} releases, {done.Files:N0} files written ({done.Bytes / 1e6:N1} MB) in {watch.Elapsed.TotalSeconds:F1} s")).ConfigureAwait(false);
            return 0;
        }
        catch (Exception failure) when (RegisterStore.IsFault(failure))
        {
            await error.WriteLineAsync($"chancery: {store.Name}: {RegisterStore.Said(failure)}").ConfigureAwait(false);
            return 2;
        }
    }
}

using System.Security.Cryptography;
using Chancery.Registers.Import;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Api;

/// <summary>What became of a file that was handed in.</summary>
/// <param name="Outcome">new, new edition, copy, read again, known, no release or unreadable.</param>
/// <param name="Release">The release that it holds; null where it holds none.</param>
/// <param name="Fault">Why it could not be read; null where it could.</param>
internal sealed record Taken(string Outcome, long? Release, string? Fault)
{
    public bool IsNew => Outcome is "new" or "new edition";
}

/// <summary>Takes files in, one at a time, whoever hands them in.</summary>
internal static class Intake
{
    public static async Task<Taken> TakeAsync(Served served, byte[] bytes, string name, string who, CancellationToken stop)
    {
        var report = await served.Importer(bytes, name).ImportAsync([name], who, null, stop).ConfigureAwait(false);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var release = await served.Store.AskAsync(context => context.Sources.Where(s => s.Hash == hash).Select(s => s.ReleaseId).SingleOrDefaultAsync(stop)).ConfigureAwait(false);
        return report.Faults is [var (_, fault)] ? new Taken("unreadable", release, fault) : new Taken(OutcomeOf(report), release, null);
    }

    private static string OutcomeOf(ImportReport report) => report switch { { New: > 0 } => "new", { Editions: > 0 } => "new edition", { Copies: > 0 } => "copy", { Updated: > 0 } => "read again", { Known: > 0 } => "known", _ => "no release" };
}

using Chancery.Registers.Journals;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Api;

public sealed record JournalView(long Id, DateTime At, string Who, string What, string Details, string Hash);

/// <summary>Whether the journal is whole.</summary>
/// <param name="Entries">How many entries stand before the first fault.</param>
/// <param name="Fault">The first that does not fit; null where all do.</param>
public sealed record JournalState(long Entries, string? Fault);

/// <summary>Who did what and when.</summary>
internal static class JournalEndpoints
{
    private const int MostTaken = 500;

    public static void Map(WebApplication app)
    {
        var journal = app.MapGroup("/api/journal").WithTags("Journal");
        journal.MapGet("", ListAsync).WithName("ListJournal").Produces<List<JournalView>>();
        journal.MapGet("verify", VerifyAsync).WithName("VerifyJournal").Produces<JournalState>();
    }

    private static async Task<IResult> ListAsync(HttpContext http, Served served, long? before, int? take) => Results.Ok(await served.Store.AskAsync(context =>
        context.Journal.AsNoTracking().Where(j => before == null || j.Id < before).OrderByDescending(j => j.Id).Take(Math.Clamp(take ?? 100, 1, MostTaken)).Select(j => new JournalView(j.Id, j.At, j.Who, j.What, j.Details, j.Hash)).ToListAsync(http.RequestAborted)).ConfigureAwait(false));

    private static async Task<IResult> VerifyAsync(HttpContext http, Served served)
    {
        var (entries, fault) = await served.Store.AskAsync(context => Journal.VerifyAsync(context, http.RequestAborted)).ConfigureAwait(false);
        return Results.Ok(new JournalState(entries, fault));
    }
}

using Chancery.Registers.Journals;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Pages;

/// <param name="State">Whether the journal is whole; null where that was not asked.</param>
public sealed record JournalModel(IReadOnlyList<JournalView> Entries, long? Next, JournalState? State);

/// <summary>Who did what and when.</summary>
internal static class JournalPages
{
    private const int Shown = 50;

    public static void Map(RouteGroupBuilder pages) => pages.MapGet("/journal", ListAsync);

    private static async Task<IResult> ListAsync(HttpContext http, Served served, long? before, bool? verify)
    {
        var stop = http.RequestAborted;
        return AllPages.Show<JournalPage>(await served.Store.AskAsync(async context =>
        {
            var entries = await context.Journal.AsNoTracking().Where(j => before == null || j.Id < before).OrderByDescending(j => j.Id).Take(Shown).Select(j => new JournalView(j.Id, j.At, j.Who, j.What, j.Details, j.Hash)).ToListAsync(stop).ConfigureAwait(false);
            JournalState? state = null;
            if (verify == true)
            {
                var (count, fault) = await Journal.VerifyAsync(context, stop).ConfigureAwait(false);
                state = new JournalState(count, fault);
            }
            return new JournalModel(entries, entries.Count == Shown ? entries[^1].Id : null, state);
        }).ConfigureAwait(false));
    }
}

using Chancery.Registers.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Api;

public sealed record EngagementView(long Id, string Kind, DateOnly? Start, DateOnly? End, string? City, string? Country, string? Occasion, string[] Parties, IReadOnlyList<AttendeeView> Attendees, IReadOnlyList<AccountView> Accounts);

public sealed record AttendeeView(long? Person, string? Name, string? Party, string[] Offices);

public sealed record AccountView(long Release, DateOnly? Day, string? Issuer, string Headline, int From, int Until);

internal sealed record EngagementPage(IReadOnlyList<EngagementView> Items, long? Next);

/// <summary>Engagements with all accounts of them.</summary>
internal static class EngagementEndpoints
{
    private const int MostTaken = 200;

    public static void Map(WebApplication app)
    {
        var engagements = app.MapGroup("/api/engagements").WithTags("Engagements");
        engagements.MapGet("", ListAsync).WithName("ListEngagements").WithSummary("Engagements of one or two parties, the newest first.").Produces<EngagementPage>();
        engagements.MapGet("{id:long}", OneAsync).WithName("GetEngagement").Produces<EngagementView>().ProducesProblem(404);
    }

    private static async Task<IResult> ListAsync(HttpContext http, Served served, string? with, [FromQuery(Name = "for")] string? side, string? kind, long? before, int? take)
    {
        var most = Math.Clamp(take ?? 20, 1, MostTaken);
        var views = await served.Store.AskAsync(context => NewestAsync(context, with, side, kind, before, most, http.RequestAborted)).ConfigureAwait(false);
        long? next = views.Count == most ? views[^1].Accounts.Min(a => a.Release) : null;
        if (next is { } page)
            Answers.LinkNext(http, "before", page);
        return Results.Ok(new EngagementPage(views, next));
    }

    private static async Task<IResult> OneAsync(HttpContext http, Served served, long id) =>
        await served.Store.AskAsync(async context => await ViewsAsync(context, [id], http.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false) is [var view] ? Results.Ok(view) : Answers.None("engagement", id);

    /// <summary>Engagements by the newest releases that tell of them.</summary>
    internal static async Task<List<EngagementView>> NewestAsync(RegisterContext context, string? with, string? side, string? kind, long? before, int take, CancellationToken stop)
    {
        var releases = (with, side) switch
        {
            (null, null) => context.Releases.Where(r => r.ReplacedBy == null).Select(r => r.Id),
            ({ } a, { } b) => context.ReleasePairs.Where(p => p.Pair == Bar.Sorted(new[] { a, b })).Select(p => p.ReleaseId),
            var (a, b) => context.ReleaseParties.Where(p => p.Party == (a ?? b)).Select(p => p.ReleaseId),
        };
        // A few of the newest releases at a time, and not all of a relation's, however many it has.
        var found = new List<EngagementRow>();
        var end = before ?? long.MaxValue;
        for (var some = take * 3; ; some *= 4)
        {
            var below = end;
            var left = releases.Where(r => r < below).OrderByDescending(r => r);
            var rows = from r in left.Take(some) join a in context.Accounts on r equals a.ReleaseId join e in context.Engagements.AsNoTracking() on a.EngagementId equals e.Id where (kind == null || a.Kind == kind) && (with == null || ("|" + e.Parties + "|").Contains("|" + with + "|")) && (side == null || ("|" + e.Parties + "|").Contains("|" + side + "|")) orderby r descending, a.Ordinal select e;
            found = [.. found.Concat(await rows.ToListAsync(stop).ConfigureAwait(false)).DistinctBy(e => e.Id).Take(take)];
            if (found.Count == take || (end = await left.Skip(some - 1).FirstOrDefaultAsync(stop).ConfigureAwait(false)) == 0)
                return await ViewsAsync(context, found, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Engagements by their numbers, in that order.</summary>
    internal static async Task<List<EngagementView>> ViewsAsync(RegisterContext context, IEnumerable<long> numbers, CancellationToken stop)
    {
        var wanted = numbers.ToList();
        var rows = await context.Engagements.AsNoTracking().Where(e => wanted.Contains(e.Id)).ToListAsync(stop).ConfigureAwait(false);
        return await ViewsAsync(context, [.. rows.OrderBy(r => wanted.IndexOf(r.Id))], stop).ConfigureAwait(false);
    }

    private static async Task<List<EngagementView>> ViewsAsync(RegisterContext context, List<EngagementRow> engagements, CancellationToken stop)
    {
        var ids = engagements.Select(e => e.Id).ToArray();
        var present = (await (from a in context.Attendances.AsNoTracking() where ids.Contains(a.EngagementId) join p in context.People on a.PersonId equals (long?)p.Id into people from p in people.DefaultIfEmpty() select new { a.EngagementId, a.PersonId, a.Party, a.Offices, Name = p == null ? null : p.Name }).ToListAsync(stop).ConfigureAwait(false)).ToLookup(a => a.EngagementId);
        var accounts = (await (from a in context.Accounts.AsNoTracking() where ids.Contains(a.EngagementId) join r in context.Releases on a.ReleaseId equals r.Id select new { a.EngagementId, View = new AccountView(r.Id, r.Day, r.Issuer, r.Headline, a.From, a.Until) }).ToListAsync(stop).ConfigureAwait(false)).ToLookup(a => a.EngagementId, a => a.View);
        return [.. engagements.Select(e =>
        {
            var attendees = present[e.Id].GroupBy(a => (a.PersonId, a.Party)).Select(g => new AttendeeView(g.Key.PersonId, g.First().Name, g.Key.Party, [.. g.SelectMany(x => x.Offices.Split("; ", StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)])).ToList();
            return new EngagementView(e.Id, e.Kind, e.Start, e.End, e.City, e.Country, e.Occasion, Bar.Split(e.Parties), attendees, [.. accounts[e.Id].OrderBy(a => a.Release)]);
        })];
    }
}

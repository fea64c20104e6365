using Chancery.Registers.Briefs;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Store;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Pages;

/// <summary>A party and how many releases tell of it.</summary>
public sealed record PartyCount(string Code, string Name, int Releases, bool IsState);

public sealed record PartiesModel(IReadOnlyList<PartyCount> Parties);

/// <summary>Somebody of a party, in an office.</summary>
public sealed record OfficeHolder(long Person, string Name, string Role, DateOnly? FirstSeen, DateOnly? LastSeen);

/// <summary>A state or an organisation.</summary>
public sealed record PartyModel(string Code, string Name, bool IsState, IReadOnlyList<PartyCount> Others, IReadOnlyList<EngagementView> Engagements, IReadOnlyList<DueItem> Due, IReadOnlyList<OfficeHolder> Holders, IReadOnlyList<StandingLine> Standing);

/// <summary>A partnership or an anniversary.</summary>
public sealed record StandingLine(string[] Parties, string Kind, string Name, string? Status, int HowManieth, int Year, DateOnly? Day, long Release);

/// <summary>Two parties.</summary>
public sealed record RelationModel(string First, string FirstName, string Second, string SecondName, Timeline Timeline, IReadOnlyList<DueItem> Due, IReadOnlyList<EngagementView> Engagements, IReadOnlyList<StandingLine> Standing, IReadOnlyList<BriefTopic> Topics, IReadOnlyList<ReleaseReference> Sources);

/// <summary>Whom a party met.</summary>
public sealed record MapModel(string? Of, string? Name, IReadOnlyList<PartyCount> Met, IReadOnlyList<PartyCount> Choices, IReadOnlyCollection<string> States);

/// <summary>States and organisations, alone, by twos, and on a map.</summary>
internal static class PartyPages
{
    /// <summary>Over how many of the newest releases the others are counted.</summary>
    private const int MostCounted = 5000;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/parties", AllAsync);
        pages.MapGet("/parties/{code}", OneAsync);
        pages.MapGet("/relations/{first}/{second}", RelationAsync);
        pages.MapGet("/map", MapAsync);
    }

    private static bool IsState(Served served, string code) => served.Lexicon.PartyByCode.TryGetValue(code, out var party) && served.Lexicon.PartyList[party].IsState;

    private static async Task<List<PartyCount>> CountsAsync(RegisterContext context, Served served, int take, CancellationToken stop)
    {
        var latest = context.Releases.OrderByDescending(r => r.Id).Select(r => r.Id).Take(MostCounted);
        var counts = await context.ReleaseParties.Where(p => latest.Contains(p.ReleaseId)).GroupBy(p => p.Party).Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ThenBy(g => g.Key).Take(take).ToListAsync(stop).ConfigureAwait(false);
        return counts.ConvertAll(c => new PartyCount(c.Key, served.Name(c.Key), c.Count, IsState(served, c.Key)));
    }

    /// <summary>Those with whom a party is told of, the most often first.</summary>
    private static async Task<List<PartyCount>> OthersAsync(RegisterContext context, Served served, string code, CancellationToken stop)
    {
        var theirs = context.ReleaseParties.Where(p => p.Party == code).OrderByDescending(p => p.ReleaseId).Select(p => p.ReleaseId).Take(MostCounted);
        var pairs = await context.ReleasePairs.Where(p => theirs.Contains(p.ReleaseId) && (p.Pair.StartsWith(code + "|") || p.Pair.EndsWith("|" + code))).GroupBy(p => p.Pair).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(stop).ConfigureAwait(false);
        return [.. pairs.Select(p => (Other: Bar.Split(p.Key).First(c => c != code), p.Count)).OrderByDescending(p => p.Count).ThenBy(p => p.Other, StringComparer.Ordinal).Select(p => new PartyCount(p.Other, served.Name(p.Other), p.Count, IsState(served, p.Other)))];
    }

    private static async Task<IResult> AllAsync(HttpContext http, Served served) =>
        AllPages.Show<PartiesPage>(new PartiesModel(await served.Store.AskAsync(context => CountsAsync(context, served, 400, http.RequestAborted)).ConfigureAwait(false)));

    private static async Task<IResult> OneAsync(HttpContext http, Served served, string code)
    {
        if (!served.Lexicon.PartyByCode.ContainsKey(code))
            return Results.NotFound();
        var (today, stop) = (DateOnly.FromDateTime(DateTime.Today), http.RequestAborted);
        return AllPages.Show<PartyPage>(await served.Store.AskAsync(async context =>
        {
            var holders = await (from m in context.Memberships.AsNoTracking() where m.Party == code join p in context.People on m.PersonId equals p.Id orderby m.LastSeen descending select new OfficeHolder(p.MergedInto ?? p.Id, p.Name, m.Role, m.FirstSeen, m.LastSeen)).Take(60).ToListAsync(stop).ConfigureAwait(false);
            return new PartyModel(code, served.Name(code), IsState(served, code), await OthersAsync(context, served, code, stop).ConfigureAwait(false), await EngagementEndpoints.NewestAsync(context, code, null, null, null, 8, stop).ConfigureAwait(false),
                await DueList.OfAsync(context, new DueQuery(today) { With = code, Take = 8 }, stop).ConfigureAwait(false), [.. holders.DistinctBy(h => (h.Person, h.Role)).Take(20)], await StandingAsync(context, p => p.Pair.StartsWith(code + "|") || p.Pair.EndsWith("|" + code), stop).ConfigureAwait(false));
        }).ConfigureAwait(false));
    }

    private static async Task<List<StandingLine>> StandingAsync(RegisterContext context, System.Linq.Expressions.Expression<Func<RelationRow, bool>> which, CancellationToken stop)
    {
        var rows = await context.Relations.AsNoTracking().Where(which).OrderByDescending(r => r.ReleaseId).Take(200).ToListAsync(stop).ConfigureAwait(false);
        return [.. rows.GroupBy(r => (r.Pair, r.Kind, Name: r.Kind == "anniversary" ? "" : r.Name.ToUpperInvariant(), r.HowManieth, r.Year)).Select(g => g.First()).Select(r => new StandingLine(Bar.Split(r.Pair), r.Kind, r.Name, r.Status, r.HowManieth, r.Year, r.Day, r.ReleaseId)).Take(30)];
    }

    private static async Task<IResult> RelationAsync(HttpContext http, Served served, string first, string second, DateOnly? from, DateOnly? to)
    {
        if (!served.Lexicon.PartyByCode.ContainsKey(first) || !served.Lexicon.PartyByCode.ContainsKey(second) || first == second)
            return Results.NotFound();
        var (today, stop) = (DateOnly.FromDateTime(DateTime.Today), http.RequestAborted);
        var pair = Bar.Sorted(new[] { first, second });
        return AllPages.Show<RelationPage>(await served.Store.AskAsync(async context =>
        {
            var engagements = await EngagementEndpoints.NewestAsync(context, first, second, null, null, 200, stop).ConfigureAwait(false);
            var owed = await DueList.OfAsync(context, new DueQuery(today) { With = first, For = second, All = true, Take = 300 }, stop).ConfigureAwait(false);
            var standing = await StandingAsync(context, p => p.Pair == pair, stop).ConfigureAwait(false);
            var brief = await new BriefWriter(context, served.Lexicon).WriteAsync(first, second, today, stop).ConfigureAwait(false);
            var timeline = Timeline.Of(engagements, owed, standing, today, from, to);
            return new RelationModel(first, served.Name(first), second, served.Name(second), timeline, owed, [.. engagements.OrderByDescending(e => e.Start ?? DateOnly.MinValue).Take(12)], standing, brief.Topics, brief.Sources);
        }).ConfigureAwait(false));
    }

    private static async Task<IResult> MapAsync(HttpContext http, Served served, [FromQuery(Name = "of")] string? code)
    {
        if (code is { Length: > 0 } && !served.Lexicon.PartyByCode.ContainsKey(code))
            return Results.NotFound();
        var stop = http.RequestAborted;
        return AllPages.Show<MapPage>(await served.Store.AskAsync(async context =>
        {
            var choices = await CountsAsync(context, served, 60, stop).ConfigureAwait(false);
            var of = code is { Length: > 0 } ? code : choices.FirstOrDefault(c => c.IsState)?.Code;
            var met = of is null ? [] : await OthersAsync(context, served, of, stop).ConfigureAwait(false);
            return new MapModel(of, of is null ? null : served.Name(of), met, choices, [.. served.Lexicon.PartyList.Where(p => p.IsState).Select(p => p.Code)]);
        }).ConfigureAwait(false));
    }
}

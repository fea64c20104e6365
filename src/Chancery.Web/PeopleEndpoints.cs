using System.Text.Json.Serialization;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web;

/// <summary>A person, in the words of Popolo.</summary>
internal sealed record PersonView(long Id, string Name, [property: JsonPropertyName("other_names")] IReadOnlyList<string> OtherNames, IReadOnlyList<MembershipView> Memberships);

/// <summary>An office held (Popolo: Membership); start_date and end_date as an officer knows them, first_seen and last_seen as releases show them.</summary>
internal sealed record MembershipView(long Id, string Role, [property: JsonPropertyName("organization_id")] string? OrganizationId, [property: JsonPropertyName("start_date")] DateOnly? StartDate, [property: JsonPropertyName("end_date")] DateOnly? EndDate, [property: JsonPropertyName("first_seen")] DateOnly? FirstSeen, [property: JsonPropertyName("last_seen")] DateOnly? LastSeen);

internal sealed record TermChange(DateOnly? StartDate, DateOnly? EndDate);

internal sealed record EngagementView(long Id, string Kind, DateOnly? Start, DateOnly? End, string? City, string? Country, string? Occasion, string[] Parties, IReadOnlyList<AttendeeView> Attendees, IReadOnlyList<AccountView> Accounts);

internal sealed record AttendeeView(long? Person, string? Name, string? Party, string[] Offices);

internal sealed record AccountView(long Release, DateOnly? Day, string? Issuer, string Headline, int From, int Until);

internal sealed record EngagementPage(IReadOnlyList<EngagementView> Items, long? Next);

/// <summary>People with their offices, and engagements with all accounts of them.</summary>
internal static class PeopleEndpoints
{
    public static void Map(WebApplication app)
    {
        var people = app.MapGroup("/api/people").WithTags("People");
        people.MapGet("", FindAsync).WithName("FindPeople").WithSummary("People who bear all the words of a name.").Produces<List<PersonView>>();
        people.MapGet("{id:long}", OneAsync).WithName("GetPerson").Produces<PersonView>().ProducesProblem(404);
        app.MapPatch("/api/memberships/{id:long}", TermAsync).WithTags("People").WithName("ChangeMembership").WithSummary("Corrects when an office was held.").Produces(204).ProducesProblem(400);
        var engagements = app.MapGroup("/api/engagements").WithTags("Engagements");
        engagements.MapGet("", ListAsync).WithName("ListEngagements").WithSummary("Engagements of one or two parties, the newest first.").Produces<EngagementPage>();
        engagements.MapGet("{id:long}", EngagementAsync).WithName("GetEngagement").Produces<EngagementView>().ProducesProblem(404);
    }

    private static async Task<IResult> FindAsync(HttpContext http, Served served, string name, string? party)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
        {
            var words = Lexicons.PersonName.Words(name);
            var found = context.People.AsNoTracking().Where(p => p.MergedInto == null && (party == null || p.Party == party));
            foreach (var word in words)
                found = found.Where(p => context.Set<PersonWordRow>().Any(w => w.Word == word && w.PersonId == p.Id));
            var ids = words.Length == 0 ? [] : await found.OrderBy(p => p.Id).Select(p => p.Id).Take(50).ToArrayAsync(http.RequestAborted).ConfigureAwait(false);
            return Results.Json(await ViewsAsync(context, ids, http.RequestAborted).ConfigureAwait(false), RegisterServer.Json);
        }
    }

    private static async Task<IResult> OneAsync(HttpContext http, Served served, long id)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
        {
            var person = await context.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, http.RequestAborted).ConfigureAwait(false);
            if (person is null)
                return Results.Problem($"There is no person {id}.", statusCode: 404);
            return Results.Json((await ViewsAsync(context, [person.MergedInto ?? id], http.RequestAborted).ConfigureAwait(false))[0], RegisterServer.Json);
        }
    }

    private static async Task<List<PersonView>> ViewsAsync(RegisterContext context, long[] ids, CancellationToken stop)
    {
        var people = await context.People.AsNoTracking().Where(p => ids.Contains(p.Id) || p.MergedInto != null && ids.Contains(p.MergedInto.Value)).ToListAsync(stop).ConfigureAwait(false);
        var all = people.Select(p => p.Id).ToArray();
        var held = (await context.Memberships.AsNoTracking().Where(m => all.Contains(m.PersonId)).ToListAsync(stop).ConfigureAwait(false)).ToLookup(m => m.PersonId);
        return [.. ids.Select(id =>
        {
            var names = people.Where(p => p.Id == id || p.MergedInto == id).ToList();
            return new PersonView(id, names.Find(p => p.Id == id)!.Name, [.. names.Where(p => p.Id != id).Select(p => p.Name)], [.. names.SelectMany(p => held[p.Id]).OrderBy(m => m.FirstSeen).Select(m => new MembershipView(m.Id, m.Role, m.Party, m.Start, m.End, m.FirstSeen, m.LastSeen))]);
        })];
    }

    private static async Task<IResult> TermAsync(HttpContext http, Served served, long id, TermChange change, [FromHeader(Name = "X-Officer")] string? who) =>
        await new Officer(served.Store, who ?? served.Who).TermAsync(id, change.StartDate, change.EndDate, http.RequestAborted).ConfigureAwait(false) is { } fault ? Results.Problem(fault, statusCode: fault.StartsWith("there is no", StringComparison.Ordinal) ? 404 : 400) : Results.NoContent();

    private static async Task<IResult> ListAsync(HttpContext http, Served served, string? with, [FromQuery(Name = "for")] string? side, string? kind, long? before, int? take)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
        {
            var most = Math.Clamp(take ?? 20, 1, 200);
            var views = await EngagementsAsync(context, with, side, kind, before, most, http.RequestAborted).ConfigureAwait(false);
            long? next = views.Count == most ? views[^1].Accounts.Min(a => a.Release) : null;
            if (next is { } page)
                http.Response.Headers.Link = $"<{ReleaseEndpoints.Page(http, "before", page)}>; rel=\"next\"";
            return Results.Json(new EngagementPage(views, next), RegisterServer.Json);
        }
    }

    /// <summary>Engagements by the newest releases that tell of them.</summary>
    internal static async Task<List<EngagementView>> EngagementsAsync(RegisterContext context, string? with, string? side, string? kind, long? before, int take, CancellationToken stop)
    {
        var releases = (with, side) switch
        {
            (null, null) => context.Releases.Where(r => r.ReplacedBy == null).Select(r => r.Id),
            ({ } a, { } b) => context.ReleasePairs.Where(p => p.Pair == Bar.Sorted(new[] { a, b })).Select(p => p.ReleaseId),
            var (a, b) => context.ReleaseParties.Where(p => p.Party == (a ?? b)).Select(p => p.ReleaseId),
        };
        if (before is { } end)
            releases = releases.Where(r => r < end);
        var rows = from r in releases join a in context.Accounts on r equals a.ReleaseId where kind == null || a.Kind == kind orderby r descending, a.Ordinal select a.EngagementId;
        var ids = (await rows.Take(take * 2).ToListAsync(stop).ConfigureAwait(false)).Distinct().Take(take).ToArray();
        return await ViewAsync(context, ids, stop).ConfigureAwait(false);
    }

    private static async Task<List<EngagementView>> ViewAsync(RegisterContext context, long[] ids, CancellationToken stop)
    {
        var engagements = await context.Engagements.AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, stop).ConfigureAwait(false);
        var present = (await (from a in context.Attendances.AsNoTracking() where ids.Contains(a.EngagementId) join p in context.People on a.PersonId equals (long?)p.Id into people from p in people.DefaultIfEmpty() select new { a.EngagementId, a.PersonId, a.Party, a.Offices, Name = p == null ? null : p.Name }).ToListAsync(stop).ConfigureAwait(false)).ToLookup(a => a.EngagementId);
        var accounts = (await (from a in context.Accounts.AsNoTracking() where ids.Contains(a.EngagementId) join r in context.Releases on a.ReleaseId equals r.Id select new { a.EngagementId, View = new AccountView(r.Id, r.Day, r.Issuer, r.Headline, a.From, a.Until) }).ToListAsync(stop).ConfigureAwait(false)).ToLookup(a => a.EngagementId, a => a.View);
        return [.. ids.Where(engagements.ContainsKey).Select(id =>
        {
            var e = engagements[id];
            var attendees = present[id].GroupBy(a => (a.PersonId, a.Party)).Select(g => new AttendeeView(g.Key.PersonId, g.First().Name, g.Key.Party, [.. g.SelectMany(x => x.Offices.Split("; ", StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)])).ToList();
            return new EngagementView(e.Id, e.Kind, e.Start, e.End, e.City, e.Country, e.Occasion, Bar.Split(e.Parties), attendees, [.. accounts[id].OrderBy(a => a.Release)]);
        })];
    }

    private static async Task<IResult> EngagementAsync(HttpContext http, Served served, long id)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
            return await ViewAsync(context, [id], http.RequestAborted).ConfigureAwait(false) is [var view] ? Results.Json(view, RegisterServer.Json) : Results.Problem($"There is no engagement {id}.", statusCode: 404);
    }
}

using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Pages;

/// <summary>What somebody said.</summary>
public sealed record SaidLine(long Release, DateOnly? Day, string Kind, string[] By, string[] To, string? About);

/// <summary>A person with the offices held, the engagements, and what was said.</summary>
public sealed record PersonModel(PersonView Person, string? Party, IReadOnlyList<EngagementView> Engagements, IReadOnlyList<SaidLine> Said, IReadOnlyList<ProposalView> Merges);

/// <summary>People.</summary>
internal static class PersonPages
{
    private const int MostEngagements = 25;
    private const int MostSaid = 40;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/people/{id:long}", OneAsync);
        pages.MapPost("/memberships/{id:long}", TermAsync).RequireAuthorization(Roles.Officer);
    }

    private static async Task<IResult> OneAsync(HttpContext http, Served served, long id)
    {
        var stop = http.RequestAborted;
        var model = await served.Store.AskAsync(async context =>
        {
            if (await context.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, stop).ConfigureAwait(false) is not { } row)
                return null;
            var first = row.MergedInto ?? id;
            if (await PeopleEndpoints.ViewsAsync(context, [first], stop).ConfigureAwait(false) is not [var person])
                return null;
            var ids = await context.People.Where(p => p.Id == first || p.MergedInto == first).Select(p => (long?)p.Id).ToListAsync(stop).ConfigureAwait(false);
            var engaged = await context.Attendances.Where(a => ids.Contains(a.PersonId)).OrderByDescending(a => a.ReleaseId).Select(a => new { a.EngagementId, a.ReleaseId }).Take(MostEngagements * 3).ToListAsync(stop).ConfigureAwait(false);
            // Acts are found by their releases: who speaks in one is told as having been there.
            var releases = engaged.ConvertAll(e => e.ReleaseId);
            var engagements = await EngagementEndpoints.ViewsAsync(context, engaged.Select(e => e.EngagementId).Distinct().Take(MostEngagements), stop).ConfigureAwait(false);
            var said = await context.Acts.AsNoTracking().Where(a => releases.Contains(a.ReleaseId) && ids.Contains(a.PersonId)).OrderByDescending(a => a.ReleaseId).ThenBy(a => a.Ordinal).Take(MostSaid).ToListAsync(stop).ConfigureAwait(false);
            var merges = await ProposalEndpoints.ViewsAsync(context.Proposals.Where(p => p.Kind == "merge" && (ids.Contains(p.PersonId) || ids.Contains(p.OtherId))).OrderBy(p => p.Id).Take(10), stop).ConfigureAwait(false);
            return new PersonModel(person, row.Party, engagements, said.ConvertAll(a => new SaidLine(a.ReleaseId, ReleaseNumber.Day(a.ReleaseId) is var day && day > DateOnly.MinValue ? day : null, a.Kind, Bar.Split(a.By), Bar.Split(a.To), a.About)), merges);
        }).ConfigureAwait(false);
        return model is null ? Results.NotFound() : AllPages.Show<PersonPage>(model);
    }

    private static async Task<IResult> TermAsync(HttpContext http, Served served, long id)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        static DateOnly? Day(string said) => DateOnly.TryParseExact(said, "yyyy-MM-dd", out var day) ? day : null;
        var refusal = await served.Officer(http).TermAsync(id, Day(sent["start"].ToString()), Day(sent["end"].ToString()), http.RequestAborted).ConfigureAwait(false);
        return refusal is { IsUnknown: true } ? Results.NotFound() : AllPages.Then(AllPages.Local(sent["return"]) + (refusal is null ? "" : "?refused=1"));
    }
}

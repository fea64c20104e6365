using System.Text.Json.Serialization;
using Chancery.Lexicons;
using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Api;

/// <summary>A person, in the words of Popolo.</summary>
public sealed record PersonView(long Id, string Name, [property: JsonPropertyName("other_names")] IReadOnlyList<string> OtherNames, IReadOnlyList<MembershipView> Memberships);

/// <summary>An office held (Popolo: Membership); start_date and end_date as an officer knows them, first_seen and last_seen as releases show them.</summary>
public sealed record MembershipView(long Id, string Role, [property: JsonPropertyName("organization_id")] string? OrganizationId, [property: JsonPropertyName("start_date")] DateOnly? StartDate, [property: JsonPropertyName("end_date")] DateOnly? EndDate, [property: JsonPropertyName("first_seen")] DateOnly? FirstSeen, [property: JsonPropertyName("last_seen")] DateOnly? LastSeen);

internal sealed record TermChange(DateOnly? StartDate, DateOnly? EndDate);

/// <summary>People with the offices they held.</summary>
internal static class PeopleEndpoints
{
    public static void Map(WebApplication app)
    {
        var people = app.MapGroup("/api/people").WithTags("People");
        people.MapGet("", FindAsync).WithName("FindPeople").WithSummary("People who bear all the words of a name.").Produces<List<PersonView>>();
        people.MapGet("{id:long}", OneAsync).WithName("GetPerson").Produces<PersonView>().ProducesProblem(404);
        app.MapPatch("/api/memberships/{id:long}", TermAsync).WithTags("People").WithName("ChangeMembership").WithSummary("Corrects when an office was held.").Produces(204).ProducesProblem(400).RequireAuthorization(Roles.Officer);
    }

    private const int MostFound = 50;

    private static async Task<IResult> FindAsync(HttpContext http, Served served, string name, string? party) => Results.Ok(await served.Store.AskAsync(async context =>
    {
        var words = PersonName.Words(name);
        var found = context.People.AsNoTracking().Where(p => p.MergedInto == null && (party == null || p.Party == party));
        foreach (var word in words)
            found = found.Where(p => context.Set<PersonWordRow>().Any(w => w.Word == word && w.PersonId == p.Id));
        var ids = words.Length == 0 ? [] : await found.OrderBy(p => p.Id).Select(p => p.Id).Take(MostFound).ToArrayAsync(http.RequestAborted).ConfigureAwait(false);
        return await ViewsAsync(context, ids, http.RequestAborted).ConfigureAwait(false);
    }).ConfigureAwait(false));

    private static async Task<IResult> OneAsync(HttpContext http, Served served, long id)
    {
        var views = await served.Store.AskAsync(async context =>
        {
            var person = await context.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, http.RequestAborted).ConfigureAwait(false);
            return person is null ? [] : await ViewsAsync(context, [person.MergedInto ?? id], http.RequestAborted).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return views is [var view] ? Results.Ok(view) : Answers.None("person", id);
    }

    internal static async Task<List<PersonView>> ViewsAsync(RegisterContext context, long[] ids, CancellationToken stop)
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

    private static async Task<IResult> TermAsync(HttpContext http, Served served, long id, TermChange change) =>
        await served.Officer(http).TermAsync(id, change.StartDate, change.EndDate, http.RequestAborted).ConfigureAwait(false) is { } refusal ? Answers.Refused(refusal) : Results.NoContent();
}

using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.People;

/// <summary>Who held what office, as the releases show it.</summary>
internal static class OfficesHeld
{
    /// <summary>Writes offices held, with the first and last day on which a release shows them: new ones, and the days of those that are known.</summary>
    /// <param name="context">The register.</param>
    /// <param name="shown">Who is shown in what office.</param>
    /// <param name="next">Gives the next number.</param>
    /// <param name="stop">Ends the work.</param>
    public static async Task SeenAsync(RegisterContext context, IEnumerable<(long Person, string? Party, string Role, ReleaseRow Release)> shown, Func<long> next, CancellationToken stop)
    {
        var told = shown.GroupBy(o => (o.Person, o.Role)).ToList();
        var people = told.Select(t => t.Key.Person).Distinct().ToArray();
        var known = new Dictionary<(long, string), MembershipRow>();
        foreach (var some in people.Chunk(500))
        {
            foreach (var membership in await context.Memberships.AsNoTracking().Where(m => some.Contains(m.PersonId)).ToListAsync(stop).ConfigureAwait(false))
                known[(membership.PersonId, membership.Role)] = membership;
        }
        var (added, changed) = (new List<MembershipRow>(), new List<object?[]>());
        foreach (var group in told)
        {
            var days = group.Select(g => g.Release.Day).Where(d => d is not null).ToList();
            var (first, last) = (days.Min(), days.Max());
            if (!known.TryGetValue(group.Key, out var held))
                added.Add(new MembershipRow { Id = next(), PersonId = group.Key.Person, Party = group.First().Party, Role = group.Key.Role, FirstSeen = first, LastSeen = last, ReleaseId = group.First().Release.Id });
            else if ((Earlier(held.FirstSeen, first), Later(held.LastSeen, last)) is var (since, until) && (since, until) != (held.FirstSeen, held.LastSeen))
                changed.Add([since, until, held.Id]);
        }
        var bulk = new BulkWriter(context);
        await bulk.WriteAsync(added, stop).ConfigureAwait(false);
        await bulk.ExecuteAsync("UPDATE membership SET first_seen = $1, last_seen = $2 WHERE id = $3", changed, stop).ConfigureAwait(false);
    }

    /// <summary>An office that no release has shown for so long is not likely held any more.</summary>
    public const int YearsSeen = 4;

    /// <summary>Somebody as the register has him on a day.</summary>
    /// <param name="context">The register.</param>
    /// <param name="named">The name, in any order, and the party where it is told.</param>
    /// <param name="day">The day.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>The fullest name, the party, and the offices held then, the newest shown first; null where the register knows nobody, or several, of that name.</returns>
    public static async Task<Participant?> OnAsync(RegisterContext context, Participant named, DateOnly day, CancellationToken stop)
    {
        var words = Lexicons.PersonName.Words(named.Person ?? "");
        if (words.Length == 0)
            return null;
        var found = context.People.AsNoTracking().Where(p => p.MergedInto == null && (named.Party == null || p.Party == named.Party));
        foreach (var word in words)
            found = found.Where(p => context.Set<PersonWordRow>().Any(w => w.Word == word && w.PersonId == p.Id));
        if (await found.Take(2).ToListAsync(stop).ConfigureAwait(false) is not [var person])
            return null;
        var ids = await context.People.Where(p => p.Id == person.Id || p.MergedInto == person.Id).Select(p => p.Id).ToListAsync(stop).ConfigureAwait(false);
        var oldest = day.AddYears(-YearsSeen);
        var held = await context.Memberships.AsNoTracking().Where(m => ids.Contains(m.PersonId) && (m.Start ?? m.FirstSeen) <= day && (m.End == null ? m.LastSeen >= oldest : m.End >= day)).ToListAsync(stop).ConfigureAwait(false);
        // Of those that releases show on several days, what was shown last by the day holds.
        var newest = held.Count == 0 ? null : held.Max(m => m.LastSeen < day ? m.LastSeen : day);
        return new Participant(person.Name, [.. held.Where(m => (m.LastSeen < day ? m.LastSeen : day) == newest).OrderBy(m => m.Id).Select(m => m.Role).Distinct(StringComparer.OrdinalIgnoreCase)], person.Party);
    }

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a < b ? a : b;

    private static DateOnly? Later(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a > b ? a : b;
}

using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.People;

/// <summary>Who held what office, as the releases show it.</summary>
internal static class OfficesHeld
{
    /// <summary>Offices held, with the first and last day on which a release shows them.</summary>
    /// <param name="context">The register.</param>
    /// <param name="shown">Who is shown in what office.</param>
    /// <param name="next">Gives the next number.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>The offices that were not known; what is known is changed within the context.</returns>
    public static async Task<List<MembershipRow>> SeenAsync(RegisterContext context, IEnumerable<(long Person, string? Party, string Role, ReleaseRow Release)> shown, Func<long> next, CancellationToken stop)
    {
        var told = shown.GroupBy(o => (o.Person, o.Role)).ToList();
        var people = told.Select(t => t.Key.Person).Distinct().ToArray();
        var known = new Dictionary<(long, string), MembershipRow>();
        foreach (var some in people.Chunk(500))
        {
            foreach (var membership in await context.Memberships.Where(m => some.Contains(m.PersonId)).ToListAsync(stop).ConfigureAwait(false))
                known[(membership.PersonId, membership.Role)] = membership;
        }
        var added = new List<MembershipRow>();
        foreach (var group in told)
        {
            var days = group.Select(g => g.Release.Day).Where(d => d is not null).ToList();
            var (first, last) = (days.Min(), days.Max());
            if (known.TryGetValue(group.Key, out var held))
            {
                held.FirstSeen = Earlier(held.FirstSeen, first);
                held.LastSeen = Later(held.LastSeen, last);
            }
            else
                added.Add(new MembershipRow { Id = next(), PersonId = group.Key.Person, Party = group.First().Party, Role = group.Key.Role, FirstSeen = first, LastSeen = last, ReleaseId = group.First().Release.Id });
        }
        return added;
    }

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a < b ? a : b;

    private static DateOnly? Later(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a > b ? a : b;
}

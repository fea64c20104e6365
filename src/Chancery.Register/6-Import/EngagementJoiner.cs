using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.Import;

/// <summary>Two readouts of one meeting are one engagement with two accounts: the same first day, the same parties, and somebody who was at both where both name somebody.</summary>
internal static class EngagementJoiner
{
    /// <summary>Gives each engagement its number: that of one which the register knows from another account, or a new one.</summary>
    /// <returns>The new ones.</returns>
    public static async Task<List<EngagementRow>> JoinAsync(RegisterContext context, IReadOnlyList<ReleaseRows> releases, Func<long> next, CancellationToken stop)
    {
        var added = new List<EngagementRow>();
        var told = releases.SelectMany(r => r.Engagements).ToList();
        var keys = told.Select(t => t.Row.Meet).Where(m => m is not null).Distinct(StringComparer.Ordinal).ToArray();
        var index = new Dictionary<string, List<(EngagementRow Row, HashSet<long> People)>>(StringComparer.Ordinal);
        foreach (var some in keys.Chunk(500))
        {
            var candidates = await context.Engagements.AsNoTracking().Where(e => some.Contains(e.Meet)).ToListAsync(stop).ConfigureAwait(false);
            if (candidates.Count == 0)
                continue;
            var ids = candidates.ConvertAll(c => c.Id);
            var people = (await context.Attendances.Where(a => ids.Contains(a.EngagementId) && a.PersonId != null).Select(a => new { a.EngagementId, a.PersonId }).ToListAsync(stop).ConfigureAwait(false)).ToLookup(a => a.EngagementId, a => a.PersonId!.Value);
            foreach (var candidate in candidates)
                Near(index, candidate.Meet!).Add((candidate, people[candidate.Id].ToHashSet()));
        }
        foreach (var (row, account, present) in told)
        {
            var people = present.Where(p => p.PersonId is not null).Select(p => p.PersonId!.Value).ToHashSet();
            var near = row.Meet is null ? null : Near(index, row.Meet);
            var same = near?.Find(k => OneMeeting(k.Row, row) && (k.People.Count == 0 || people.Count == 0 || k.People.Overlaps(people))) ?? default;
            if (same.Row is { } found)
            {
                row.Id = found.Id;
                same.People.UnionWith(people);
            }
            else
            {
                row.Id = next();
                added.Add(row);
                near?.Add((row, people));
            }
            account.EngagementId = row.Id;
            foreach (var one in present)
                one.EngagementId = row.Id;
        }
        return added;
    }

    private static List<(EngagementRow Row, HashSet<long> People)> Near(Dictionary<string, List<(EngagementRow, HashSet<long>)>> index, string meet)
    {
        if (!index.TryGetValue(meet, out var list))
            index.Add(meet, list = []);
        return list;
    }

    /// <summary>A call is no meeting, and a visit is more than one.</summary>
    private static bool OneMeeting(EngagementRow a, EngagementRow b)
    {
        static int Sort(string kind) => kind switch { "phone call" or "video call" => 1, "visit" => 2, _ => 0 };
        return Sort(a.Kind) == Sort(b.Kind);
    }
}

using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.FollowUps;

/// <summary>
/// What the register holds between two parties, as far as the follow-up asks, kept in memory while one import writes: loaded when a pair is first met, kept in step
/// with what is written, forgotten when there is too much of it or when somebody else has written. For one thread.
/// </summary>
internal sealed class PairMemory
{
    /// <summary>How many promises and releases are kept in all; beyond that the pairs that were longest not met are forgotten.</summary>
    private const int MostKept = 400_000;

    private readonly Dictionary<string, Kept> pairs = new(StringComparer.Ordinal);
    private long clock;
    private int size;

    internal sealed class Kept
    {
        public List<Owed> Owed { get; init; } = [];

        public List<Shown> Shown { get; init; } = [];

        public long Met { get; set; }
    }

    public void Clear()
    {
        pairs.Clear();
        size = 0;
    }

    /// <summary>What is kept of a key: two parties with a bar between, or one.</summary>
    public async Task<Kept> OfAsync(RegisterContext context, string key, CancellationToken stop)
    {
        if (!pairs.TryGetValue(key, out var kept))
        {
            pairs.Add(key, kept = await LoadAsync(context, key, stop).ConfigureAwait(false));
            size += kept.Owed.Count + kept.Shown.Count;
        }
        kept.Met = ++clock;
        return kept;
    }

    public void Add(Kept kept, Owed owed)
    {
        kept.Owed.Add(owed);
        size++;
    }

    public void Add(Kept kept, Shown shown)
    {
        kept.Shown.Add(shown);
        size++;
    }

    /// <summary>Forgets the pairs that were longest not met, between two batches.</summary>
    public void Trim()
    {
        if (size <= MostKept)
            return;
        foreach (var (key, kept) in pairs.OrderBy(p => p.Value.Met).ToList())
        {
            pairs.Remove(key);
            size -= kept.Owed.Count + kept.Shown.Count;
            if (size <= MostKept / 2)
                return;
        }
    }

    private static async Task<Kept> LoadAsync(RegisterContext context, string key, CancellationToken stop)
    {
        var kept = new Kept();
        var isPair = key.Contains('|', StringComparison.Ordinal);
        // Most pairs that are met for the first time are new to the register too.
        if (isPair && !await context.ReleasePairs.AnyAsync(p => p.Pair == key, stop).ConfigureAwait(false))
            return kept;
        kept.Owed.AddRange((await context.Commitments.AsNoTracking().Where(c => c.Pair == key && !c.Gone && c.Made != null).OrderBy(c => c.Made).ToListAsync(stop).ConfigureAwait(false)).Select(c => new Owed(c)));
        if (isPair)
            kept.Shown.AddRange(await ShownAsync(context, context.ReleasePairs.Where(p => p.Pair == key).Select(p => p.ReleaseId), stop).ConfigureAwait(false));
        return kept;
    }

    /// <summary>What some releases show, in the order of their days.</summary>
    private static async Task<List<Shown>> ShownAsync(RegisterContext context, IQueryable<long> ids, CancellationToken stop)
    {
        var releases = await context.Releases.AsNoTracking().Where(r => ids.Contains(r.Id) && r.ReplacedBy == null && r.Day != null).OrderBy(r => r.Id).Select(r => new { r.Id, r.Day, r.Headline }).ToListAsync(stop).ConfigureAwait(false);
        if (releases.Count == 0)
            return [];
        var parties = (await context.ReleaseParties.AsNoTracking().Where(p => ids.Contains(p.ReleaseId)).ToListAsync(stop).ConfigureAwait(false)).ToLookup(p => p.ReleaseId, p => p.Party);
        var engagements = (await (from a in context.Accounts.AsNoTracking() where ids.Contains(a.ReleaseId) join e in context.Engagements on a.EngagementId equals e.Id select new { a.ReleaseId, a.From, a.Until, a.Heads, a.Kind, a.Start, e.Country, e.Occasion, e.Parties }).ToListAsync(stop).ConfigureAwait(false)).ToLookup(x => x.ReleaseId);
        var acts = (await context.Acts.AsNoTracking().Where(a => ids.Contains(a.ReleaseId) && a.Shows != null).ToListAsync(stop).ConfigureAwait(false)).ToLookup(a => a.ReleaseId);
        var standings = (await context.Relations.AsNoTracking().Where(r => ids.Contains(r.ReleaseId) && r.Kind == "partnership" && r.Status == "current").ToListAsync(stop).ConfigureAwait(false)).ToLookup(a => a.ReleaseId);
        var promises = (await context.Commitments.AsNoTracking().Where(c => ids.Contains(c.ReleaseId) && !c.Gone).ToListAsync(stop).ConfigureAwait(false)).ToLookup(a => a.ReleaseId);
        return releases.ConvertAll(r =>
        {
            var shown = new Shown(r.Id, r.Day!.Value, r.Headline, [.. parties[r.Id]]);
            shown.Engagements.AddRange(engagements[r.Id].Select(e => new ShownEngagement(e.Kind, e.Start, e.Country, e.Occasion, Bar.Split(e.Parties), e.Heads, e.From, e.Until)));
            shown.Acts.AddRange(acts[r.Id].Select(Of));
            shown.Standings.AddRange(standings[r.Id].Select(Of));
            shown.Promises.AddRange(promises[r.Id].Select(c => new Owed(c)));
            return shown;
        });
    }

    public static ShownAct Of(ActRow act) => new(act.Kind, act.Shows!, Bar.Split(act.By), Bar.Split(act.To), act.About ?? "", act.From, act.Until);

    public static ShownStanding Of(RelationRow relation) => new(relation.Pair, relation.Name, relation.From, relation.Until);
}

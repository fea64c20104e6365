using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.FollowUps;

/// <summary>
/// What the register holds between two parties, as far as the follow-up asks, kept in memory while one import writes: loaded when a pair is first met, kept in step
/// with what is written, forgotten when there is too much of it or when somebody else has written. For one thread.
/// </summary>
internal sealed class PairMemory
{
    /// <summary>How many promises and releases are kept in all; beyond that what is settled is forgotten, then the pairs that were longest not met.</summary>
    private const int MostKept = 400_000;

    /// <summary>Releases of an archive come in the order of their days, but for so many days.</summary>
    private const int DaysApart = 90;

    private readonly Dictionary<string, Kept> pairs = new(StringComparer.Ordinal);
    private long clock;
    private int size;
    private DateOnly newest;

    /// <param name="since">What may be asked of this day and later ones is here; for an earlier day more is loaded.</param>
    internal sealed class Kept(DateOnly since)
    {
        public DateOnly Since { get; set; } = since;

        /// <summary>Promises by kind, each in the order in which they came.</summary>
        public Dictionary<string, List<Owed>> Promises { get; } = new(StringComparer.Ordinal);

        public List<Shown> Shown { get; } = [];

        public int Size => Promises.Values.Sum(o => o.Count) + Shown.Count;

        public void Add(Owed owed)
        {
            if (!Promises.TryGetValue(owed.Kind, out var same))
                Promises.Add(owed.Kind, same = []);
            same.Add(owed);
        }

        public long Met { get; set; }
    }

    public void Clear()
    {
        pairs.Clear();
        size = 0;
    }

    /// <summary>Forgets some keys: what the database holds of them has changed.</summary>
    public void Forget(IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            if (pairs.Remove(key, out var kept))
                size -= kept.Size;
        }
    }

    /// <summary>What is kept of a key, two parties with a bar between or one: the promises that a release of a day may settle, and the releases after that day.</summary>
    /// <param name="context">The register.</param>
    /// <param name="key">The key.</param>
    /// <param name="day">The day.</param>
    /// <param name="fresh">What is already added and not yet written, if the key must be loaded anew.</param>
    /// <param name="stop">Ends the work.</param>
    public async Task<Kept> OfAsync(RegisterContext context, string key, DateOnly day, IReadOnlyList<Shown> fresh, CancellationToken stop)
    {
        newest = day > newest ? day : newest;
        if (!pairs.TryGetValue(key, out var kept) || day < kept.Since)
        {
            var again = kept is not null;
            Forget([key]);
            // With what lies a little before, for the next release may be of an earlier day.
            pairs.Add(key, kept = await LoadAsync(context, key, day.AddDays(-Math.Min(DaysApart, day.DayNumber)), stop).ConfigureAwait(false));
            if (again)
                Put(kept, key, fresh);
            size += kept.Size;
        }
        kept.Met = ++clock;
        return kept;
    }

    /// <summary>What <see cref="OfAsync"/> last gave of a key.</summary>
    public Kept Recalled(string key) => pairs[key];

    private static void Put(Kept kept, string key, IReadOnlyList<Shown> fresh)
    {
        foreach (var shown in fresh)
        {
            if (key.Contains('|', StringComparison.Ordinal) && Settlement.Keys(shown).Contains(key, StringComparer.Ordinal))
                kept.Shown.Add(shown);
            foreach (var owed in shown.Promises.Where(p => p.Made is not null && Owed.KeyOf(p.All) == key))
                kept.Add(owed);
        }
    }

    public void Add(Kept kept, Owed owed)
    {
        kept.Add(owed);
        size++;
    }

    public void Add(Kept kept, Shown shown)
    {
        kept.Shown.Add(shown);
        size++;
    }

    /// <summary>Between two batches: forgets what is too much.</summary>
    public void Trim()
    {
        if (size <= MostKept)
            return;
        var since = newest.AddDays(-DaysApart);
        size = 0;
        foreach (var kept in pairs.Values)
        {
            foreach (var owed in kept.Promises.Values)
                owed.RemoveAll(o => FollowUp.LastDay(o) < since);
            kept.Shown.RemoveAll(s => s.Day <= since);
            kept.Since = since > kept.Since ? since : kept.Since;
            size += kept.Size;
        }
        foreach (var (key, _) in size > MostKept / 2 ? pairs.OrderBy(p => p.Value.Met).ToList() : [])
        {
            Forget([key]);
            if (size <= MostKept / 2)
                return;
        }
    }

    /// <summary>What the database holds of a day and later ones.</summary>
    private static async Task<Kept> LoadAsync(RegisterContext context, string key, DateOnly since, CancellationToken stop)
    {
        var kept = new Kept(since);
        var isPair = key.Contains('|', StringComparison.Ordinal);
        // Most pairs that are met for the first time are new to the register too.
        if (isPair && !await context.ReleasePairs.AnyAsync(p => p.Pair == key, stop).ConfigureAwait(false))
            return kept;
        var (due, made) = (since.AddDays(-FollowUp.MostDaysLate), since.AddDays(-FollowUp.MostDaysOpen));
        var open = context.CommitmentParties.Where(p => p.Parties == key && (p.Due >= due || p.Made >= made)).Select(p => p.CommitmentId);
        foreach (var row in await context.Commitments.AsNoTracking().Where(c => open.Contains(c.Id) && c.Pair == key && !c.Gone && c.Made != null && (c.Due == null ? c.Made >= made : c.Due >= due)).OrderBy(c => c.Made).ToListAsync(stop).ConfigureAwait(false))
            kept.Add(new Owed(row));
        var first = ReleaseNumber.First(since);
        if (isPair)
            kept.Shown.AddRange(await ShownAsync(context, context.ReleasePairs.Where(p => p.Pair == key && p.ReleaseId >= first).Select(p => p.ReleaseId), stop).ConfigureAwait(false));
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

using Chancery.Registers.FollowUps;
using Chancery.Registers.People;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.Import;

/// <summary>Writes one batch of files within the transaction of a context: told apart by bytes, body and edition; facts as rows; then what they say of older promises.</summary>
internal sealed class BatchWriter(RegisterContext context, string knowledge, PartyNames names, FollowUp rules, ImportMemory memory)
{
    private readonly BulkWriter bulk = new(context);
    private readonly List<SourceRow> sources = [];
    private readonly List<ReleaseRows> fresh = [];
    private readonly EditionWriter editions = new(context, memory.Pairs);
    private Dictionary<long, DayRow> days = [];
    private SeenBefore? seenBefore;
    private SequenceRow sequence = new();

    private long Next() => sequence.Next++;

    private bool MayHold(string hash) => hash.Length > 0 && seenBefore?.MayHold(hash) != false;

    public async Task<ImportReport> WriteAsync(List<ReadSource> batch, CancellationToken stop)
    {
        sequence = await context.Set<SequenceRow>().SingleAsync(stop).ConfigureAwait(false);
        var people = new PeopleRegister(context, memory.People, Next);
        seenBefore = await memory.SeenAsync(context, batch.Count, stop).ConfigureAwait(false);
        var hashes = batch.Select(b => b.Hash).Where(MayHold).Distinct(StringComparer.Ordinal).ToArray();
        var known = hashes.Length == 0 ? [] : await context.Sources.Where(s => hashes.Contains(s.Hash)).Select(s => new { s.Hash, s.Knowledge, s.ReleaseId, s.Id }).ToDictionaryAsync(s => s.Hash, StringComparer.Ordinal, stop).ConfigureAwait(false);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var made = batch.Select(b => b.Release).OfType<ReleaseRows>().ToList();
        var (bodies, latest) = await KnownReleasesAsync(made.ConvertAll(r => r.Release), stop).ConfigureAwait(false);
        var firsts = made.Select(r => ReleaseNumber.First(r.Release.Day)).Distinct().ToArray();
        days = await context.Set<DayRow>().AsNoTracking().Where(d => firsts.Contains(d.Id)).ToDictionaryAsync(d => d.Id, stop).ConfigureAwait(false);
        await people.LoadAsync(made.SelectMany(r => r.Named), stop).ConfigureAwait(false);
        var (added, corrected, copies, updated, again, empty) = (0, 0, 0, 0, 0, 0);
        var faults = new List<(string, string)>();
        foreach (var source in batch)
        {
            if (source.Hash.Length == 0)
            {
                faults.Add((source.Name, source.Fault!));
                continue;
            }
            if (source.Known || !seen.Add(source.Hash) || known.TryGetValue(source.Hash, out var stands) && stands.Knowledge == knowledge)
            {
                again++;
                continue;
            }
            known.TryGetValue(source.Hash, out var old);
            var row = new SourceRow { Id = old?.Id ?? Next(), Hash = source.Hash, Name = source.Name, Size = source.Size, Imported = DateTime.UtcNow, Fault = source.Fault, Knowledge = knowledge };
            if (old is null)
            {
                row.Bytes = source.Packed!;
                sources.Add(row);
                seenBefore?.Add(row.Hash);
            }
            if (source.Release is not { } release)
            {
                if (source.Fault is { } fault)
                    faults.Add((source.Name, fault));
                else
                    empty++;
                if (old is not null)
                    await context.Sources.Where(s => s.Id == old.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Knowledge, knowledge), stop).ConfigureAwait(false);
                continue;
            }
            if (old?.ReleaseId is { } before)
            {
                await RenewAsync(release, before, people, stop).ConfigureAwait(false);
                await context.Sources.Where(s => s.Id == old.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.Knowledge, knowledge).SetProperty(x => x.Fault, (string?)null), stop).ConfigureAwait(false);
                updated++;
            }
            else if (bodies.TryGetValue(release.Release.BodyHash, out var same))
            {
                row.ReleaseId = same;
                copies++;
            }
            else
            {
                var number = Number(release.Release.Day);
                (release.Release.Id, row.ReleaseId) = (number, number);
                bodies[release.Release.BodyHash] = number;
                seenBefore?.Add(release.Release.BodyHash);
                if (release.Release.EditionKey.Length > 0 && latest.TryGetValue(release.Release.EditionKey, out var earlier))
                {
                    release.Release.Edition = earlier.Edition + 1;
                    await SucceedAsync(earlier.Id, release, people, stop).ConfigureAwait(false);
                    corrected++;
                }
                else
                {
                    release.Number(people, Next);
                    fresh.Add(release);
                    added++;
                }
                if (release.Release.EditionKey.Length > 0)
                {
                    latest[release.Release.EditionKey] = (number, release.Release.Edition);
                    seenBefore?.Add(release.Release.EditionKey);
                }
            }
            if (old is not null && row.ReleaseId is { } found)
                await context.Sources.Where(s => s.Id == old.Id).ExecuteUpdateAsync(s => s.SetProperty(x => x.ReleaseId, found).SetProperty(x => x.Knowledge, knowledge).SetProperty(x => x.Fault, (string?)null), stop).ConfigureAwait(false);
        }
        await StoreAsync(people, stop).ConfigureAwait(false);
        return new ImportReport(added, corrected, copies, updated, again, empty, faults);
    }

    /// <summary>The releases of the register, and those of this batch that were written early, that have the body or the edition key of one of these.</summary>
    private async Task<(Dictionary<string, long> Bodies, Dictionary<string, (long Id, int Edition)> Editions)> KnownReleasesAsync(List<ReleaseRow> releases, CancellationToken stop)
    {
        var bodies = releases.Select(r => r.BodyHash).Where(MayHold).ToArray();
        var keys = releases.Select(r => r.EditionKey).Where(MayHold).ToArray();
        var sameBody = bodies.Length == 0 ? [] : await context.Releases.Where(r => bodies.Contains(r.BodyHash)).Select(r => new { r.BodyHash, r.Id }).ToListAsync(stop).ConfigureAwait(false);
        var sameKey = keys.Length == 0 ? [] : await context.Releases.Where(r => keys.Contains(r.EditionKey) && r.ReplacedBy == null).Select(r => new { r.EditionKey, r.Id, r.Edition }).ToListAsync(stop).ConfigureAwait(false);
        return (sameBody.GroupBy(r => r.BodyHash, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(r => r.Id), StringComparer.Ordinal), sameKey.GroupBy(r => r.EditionKey, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(r => (r.Id, r.Edition)).MaxBy(r => r.Edition), StringComparer.Ordinal));
    }

    private long Number(DateOnly? day)
    {
        var first = ReleaseNumber.First(day);
        if (!days.TryGetValue(first, out var row))
            days.Add(first, row = new DayRow { Id = first, Last = first });
        return ++row.Last;
    }

    private async Task StoreAsync(PeopleRegister people, CancellationToken stop)
    {
        // In the order of their numbers: the index of words ends a segment whenever a number is lower than the one before.
        fresh.Sort((a, b) => a.Release.Id.CompareTo(b.Release.Id));
        var engagements = await EngagementJoiner.JoinAsync(context, fresh, Next, stop).ConfigureAwait(false);
        var shown = fresh.Select(r => r.Shown()).OfType<Shown>().ToList();
        var settlement = new Settlement(context, rules, memory.Pairs, Next);
        await settlement.RecallAsync(shown, stop).ConfigureAwait(false);
        var judging = Task.Run(() => settlement.Judge(shown), stop);
        try
        {
            await TellAsync(people, engagements, stop).ConfigureAwait(false);
        }
        finally
        {
            // Nothing may be changed while it is looked at.
            await ((Task)judging).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        var findings = await judging.ConfigureAwait(false);
        var proposals = await settlement.SettleAsync(shown, findings, fresh.ToDictionary(r => r.Release.Id, r => r.Release.Text), fresh.Where(r => r.IsRenewed).Select(r => r.Release.Id).ToHashSet(), stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => r.Commitments), stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => r.LookedUp()), stop).ConfigureAwait(false);
        await bulk.WriteAsync(proposals, stop).ConfigureAwait(false);
        await OfficesHeld.SeenAsync(context, fresh.SelectMany(r => r.Offices), Next, stop).ConfigureAwait(false);
        await bulk.WriteAsync(await people.ProposeAsync(stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        await bulk.ExecuteAsync("INSERT INTO release_day (id, last) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET last = excluded.last", [.. days.Values.Select(d => new object?[] { d.Id, d.Last })], stop).ConfigureAwait(false);
        await context.SaveChangesAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Writes all that does not hang on what became of promises.</summary>
    private async Task TellAsync(PeopleRegister people, List<EngagementRow> engagements, CancellationToken stop)
    {
        await bulk.WriteAsync(sources, stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.Select(r => r.Release), stop).ConfigureAwait(false);
        WordIndex.Add(context, fresh.Select(r => r.Release));
        await bulk.WriteAsync(fresh.SelectMany(r => r.Parties.Select(p => new ReleasePartyRow { Party = p, ReleaseId = r.Release.Id })), stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => Bar.Pairs(r.Parties).Select(p => new ReleasePairRow { Pair = p, ReleaseId = r.Release.Id })), stop).ConfigureAwait(false);
        await bulk.WriteAsync(people.New, stop).ConfigureAwait(false);
        await bulk.WriteAsync(people.Words, stop).ConfigureAwait(false);
        await bulk.WriteAsync(engagements, stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => r.Engagements).Select(e => e.Account), stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => r.Engagements).SelectMany(e => e.Present), stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => r.Acts), stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => r.Relations), stop).ConfigureAwait(false);
    }

    /// <summary>A later edition takes the place of an earlier one, which stays in the register with its text and record.</summary>
    private async Task SucceedAsync(long earlier, ReleaseRows release, PeopleRegister people, CancellationToken stop)
    {
        await FlushAsync(earlier, people, stop).ConfigureAwait(false);
        await editions.ForgetAsync(earlier, stop).ConfigureAwait(false);
        await context.Releases.Where(r => r.Id == earlier).ExecuteUpdateAsync(r => r.SetProperty(x => x.ReplacedBy, release.Release.Id), stop).ConfigureAwait(false);
        release.Number(people, Next);
        await editions.CarryOverAsync(earlier, release, stop).ConfigureAwait(false);
        fresh.Add(release);
    }

    /// <summary>The same release, read again: its facts are made anew, what an officer decided stays.</summary>
    private async Task RenewAsync(ReleaseRows release, long id, PeopleRegister people, CancellationToken stop)
    {
        // Its other source came before in this batch.
        if (fresh.Exists(r => r.Release.Id == id))
            return;
        var (edition, replaced) = await context.Releases.Where(r => r.Id == id).Select(r => new ValueTuple<int, long?>(r.Edition, r.ReplacedBy)).SingleAsync(stop).ConfigureAwait(false);
        if (replaced is not null)
            return;
        var said = await context.Reviews.AsNoTracking().Where(r => r.ReleaseId == id).OrderBy(r => r.Id).ToListAsync(stop).ConfigureAwait(false);
        if (said.Count > 0)
        {
            release = release.Reviewed(said, names, rules);
            await people.LoadAsync(release.Named, stop).ConfigureAwait(false);
        }
        await editions.ForgetAsync(id, stop).ConfigureAwait(false);
        (release.Release.Id, release.Release.Edition) = (id, edition);
        release.Number(people, Next);
        await editions.CarryOverAsync(id, release, stop).ConfigureAwait(false);
        await context.Releases.Where(r => r.Id == id).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        fresh.Add(release);
    }

    /// <summary>Writes a release of the register anew, by what officers now say of it.</summary>
    public async Task RewriteAsync(long id, CancellationToken stop)
    {
        sequence = await context.Set<SequenceRow>().SingleAsync(stop).ConfigureAwait(false);
        var people = new PeopleRegister(context, memory.People, Next);
        var release = ReleaseRows.Of(await context.Releases.AsNoTracking().SingleAsync(r => r.Id == id, stop).ConfigureAwait(false), [], names, rules);
        await people.LoadAsync(release.Named, stop).ConfigureAwait(false);
        await RenewAsync(release, id, people, stop).ConfigureAwait(false);
        await StoreAsync(people, stop).ConfigureAwait(false);
    }

    /// <summary>An earlier edition of the same batch is written first.</summary>
    private async Task FlushAsync(long earlier, PeopleRegister people, CancellationToken stop)
    {
        if (!fresh.Exists(r => r.Release.Id == earlier))
            return;
        await StoreAsync(people, stop).ConfigureAwait(false);
        sources.Clear();
        fresh.Clear();
        people.New.Clear();
        people.Words.Clear();
    }
}

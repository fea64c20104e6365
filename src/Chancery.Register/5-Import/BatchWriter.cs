using Chancery.Comparisons;
using Chancery.Registers.FollowUps;
using Chancery.Registers.People;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.Import;

/// <summary>Writes one batch of files within the transaction of a context: told apart by bytes, body and edition; facts as rows; then what they say of older promises.</summary>
internal sealed class BatchWriter(RegisterContext context, string knowledge, FollowUp rules, ImportMemory memory)
{
    private readonly BulkWriter bulk = new(context);
    private readonly List<SourceRow> sources = [];
    private readonly List<ReleaseRows> fresh = [];
    private readonly List<AccountRow> accounts = [];
    private readonly List<EngagementRow> engagements = [];
    private Dictionary<long, DayRow> days = [];
    private SequenceRow sequence = new();

    private long Next() => sequence.Next++;

    public async Task<ImportReport> WriteAsync(List<ReadSource> batch, CancellationToken stop)
    {
        sequence = await context.Set<SequenceRow>().SingleAsync(stop).ConfigureAwait(false);
        var people = new PeopleRegister(context, memory.People, Next);
        var hashes = batch.Where(b => b.Hash.Length > 0).Select(b => b.Hash).Distinct(StringComparer.Ordinal).ToArray();
        var known = await context.Sources.Where(s => hashes.Contains(s.Hash)).Select(s => new { s.Hash, s.Knowledge, s.ReleaseId, s.Id }).ToDictionaryAsync(s => s.Hash, StringComparer.Ordinal, stop).ConfigureAwait(false);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var made = batch.Select(b => b.Release).OfType<ReleaseRows>().ToList();
        var (bodies, editions) = await KnownReleasesAsync(made.ConvertAll(r => r.Release), stop).ConfigureAwait(false);
        var firsts = made.Select(r => ReleaseNumber.First(r.Release.Day)).Distinct().ToArray();
        days = await context.Set<DayRow>().Where(d => firsts.Contains(d.Id)).ToDictionaryAsync(d => d.Id, stop).ConfigureAwait(false);
        await people.LoadAsync(made.SelectMany(r => r.PersonKeys()), stop).ConfigureAwait(false);
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
                if (release.Release.EditionKey.Length > 0 && editions.TryGetValue(release.Release.EditionKey, out var earlier))
                {
                    release.Release.Edition = earlier.Edition + 1;
                    await SucceedAsync(earlier.Id, release, people, stop).ConfigureAwait(false);
                    corrected++;
                }
                else
                {
                    release.Fill(people, Next);
                    fresh.Add(release);
                    added++;
                }
                if (release.Release.EditionKey.Length > 0)
                    editions[release.Release.EditionKey] = (number, release.Release.Edition);
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
        var bodies = releases.Select(r => r.BodyHash).ToArray();
        var keys = releases.Select(r => r.EditionKey).Where(k => k.Length > 0).ToArray();
        var sameBody = await context.Releases.Where(r => bodies.Contains(r.BodyHash)).Select(r => new { r.BodyHash, r.Id }).ToListAsync(stop).ConfigureAwait(false);
        var sameKey = await context.Releases.Where(r => keys.Contains(r.EditionKey) && r.ReplacedBy == null).Select(r => new { r.EditionKey, r.Id, r.Edition }).ToListAsync(stop).ConfigureAwait(false);
        return (sameBody.GroupBy(r => r.BodyHash, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(r => r.Id), StringComparer.Ordinal), sameKey.GroupBy(r => r.EditionKey, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(r => (r.Id, r.Edition)).MaxBy(r => r.Edition), StringComparer.Ordinal));
    }

    private long Number(DateOnly? day)
    {
        var first = ReleaseNumber.First(day);
        if (!days.TryGetValue(first, out var row))
        {
            days.Add(first, row = new DayRow { Id = first, Last = first });
            context.Add(row);
        }
        return ++row.Last;
    }

    private async Task StoreAsync(PeopleRegister people, CancellationToken stop)
    {
        // In the order of their numbers: the index of words ends a segment whenever a number is lower than the one before.
        fresh.Sort((a, b) => a.Release.Id.CompareTo(b.Release.Id));
        await EngageAsync(stop).ConfigureAwait(false);
        await bulk.WriteAsync(await new Settlement(context, rules, memory.Pairs, Next).SettleAsync([.. fresh.Select(r => r.Shown()).OfType<Shown>()], fresh.ToDictionary(r => r.Release.Id, r => r.Release.Text), stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        await bulk.WriteAsync(sources, stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.ConvertAll(r => r.Release), stop).ConfigureAwait(false);
        await WordIndex.AddAsync(context, fresh.ConvertAll(r => r.Release), stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => r.Parties.Select(p => new ReleasePartyRow { Party = p, ReleaseId = r.Release.Id })).ToList(), stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => Bar.Pairs(r.Parties).Select(p => new ReleasePairRow { Pair = p, ReleaseId = r.Release.Id })).ToList(), stop).ConfigureAwait(false);
        await bulk.WriteAsync(people.New, stop).ConfigureAwait(false);
        await bulk.WriteAsync(people.Words, stop).ConfigureAwait(false);
        await bulk.WriteAsync(engagements, stop).ConfigureAwait(false);
        await bulk.WriteAsync(accounts, stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => r.Engagements).SelectMany(e => e.Present).ToList(), stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => r.Acts).ToList(), stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => r.Commitments).ToList(), stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => r.Commitments).SelectMany(c => Bar.Split(c.Parties).Select(p => new CommitmentPartyRow { Party = p, Due = c.Due ?? CommitmentPartyRow.Never, CommitmentId = c.Id })).ToList(), stop).ConfigureAwait(false);
        await bulk.WriteAsync(fresh.SelectMany(r => r.Relations).ToList(), stop).ConfigureAwait(false);
        await OfficesAsync(stop).ConfigureAwait(false);
        await bulk.WriteAsync(await people.ProposeAsync(stop).ConfigureAwait(false), stop).ConfigureAwait(false);
        await context.SaveChangesAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Gives each engagement its number: that of one which the register knows from another account, or a new one.</summary>
    private async Task EngageAsync(CancellationToken stop)
    {
        var told = fresh.SelectMany(r => r.Engagements).ToList();
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
        foreach (var (_, row, account, present) in told)
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
                row.Id = Next();
                engagements.Add(row);
                near?.Add((row, people));
            }
            account.EngagementId = row.Id;
            accounts.Add(account);
            foreach (var one in present)
                one.EngagementId = row.Id;
        }
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

    /// <summary>Offices held, with the first and last day on which a release shows them.</summary>
    private async Task OfficesAsync(CancellationToken stop)
    {
        var told = fresh.SelectMany(r => r.Offices.Select(o => (o.Person, o.Party, o.Role, Release: r.Release))).GroupBy(o => (o.Person, o.Role)).ToList();
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
                added.Add(new MembershipRow { Id = Next(), PersonId = group.Key.Person, Party = group.First().Party, Role = group.Key.Role, FirstSeen = first, LastSeen = last, ReleaseId = group.First().Release.Id });
        }
        await bulk.WriteAsync(added, stop).ConfigureAwait(false);
    }

    private static DateOnly? Earlier(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a < b ? a : b;

    private static DateOnly? Later(DateOnly? a, DateOnly? b) => a is null ? b : b is null || a > b ? a : b;

    /// <summary>A later edition takes the place of an earlier one, which stays in the register with its text and record.</summary>
    private async Task SucceedAsync(long earlier, ReleaseRows release, PeopleRegister people, CancellationToken stop)
    {
        await FlushAsync(earlier, people, stop).ConfigureAwait(false);
        await ForgetAsync(earlier, stop).ConfigureAwait(false);
        await context.Releases.Where(r => r.Id == earlier).ExecuteUpdateAsync(r => r.SetProperty(x => x.ReplacedBy, release.Release.Id), stop).ConfigureAwait(false);
        release.Fill(people, Next);
        await CarryOverAsync(earlier, release, stop).ConfigureAwait(false);
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
        await ForgetAsync(id, stop).ConfigureAwait(false);
        (release.Release.Id, release.Release.Edition) = (id, edition);
        release.Fill(people, Next);
        await CarryOverAsync(id, release, stop).ConfigureAwait(false);
        await context.Releases.Where(r => r.Id == id).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        fresh.Add(release);
    }

    /// <summary>An earlier edition of the same batch is written first.</summary>
    private async Task FlushAsync(long earlier, PeopleRegister people, CancellationToken stop)
    {
        if (!fresh.Exists(r => r.Release.Id == earlier))
            return;
        await StoreAsync(people, stop).ConfigureAwait(false);
        sources.Clear();
        fresh.Clear();
        accounts.Clear();
        engagements.Clear();
        people.New.Clear();
        people.Words.Clear();
    }

    /// <summary>Takes the facts of a release out, but for its commitments.</summary>
    private async Task ForgetAsync(long id, CancellationToken stop)
    {
        memory.Pairs.Forget(await context.ReleasePairs.Where(p => p.ReleaseId == id).Select(p => p.Pair).ToListAsync(stop).ConfigureAwait(false));
        memory.Pairs.Forget(await context.ReleaseParties.Where(p => p.ReleaseId == id).Select(p => p.Party).ToListAsync(stop).ConfigureAwait(false));
        var release = await context.Releases.AsNoTracking().SingleAsync(r => r.Id == id, stop).ConfigureAwait(false);
        await WordIndex.RemoveAsync(context, release, stop).ConfigureAwait(false);
        var engaged = await context.Accounts.Where(a => a.ReleaseId == id).Select(a => a.EngagementId).ToListAsync(stop).ConfigureAwait(false);
        await context.Accounts.Where(a => a.ReleaseId == id).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        await context.Attendances.Where(a => a.ReleaseId == id).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        await context.Engagements.Where(e => engaged.Contains(e.Id) && !context.Accounts.Any(a => a.EngagementId == e.Id)).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        await context.Acts.Where(a => a.ReleaseId == id).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        await context.Relations.Where(r => r.ReleaseId == id).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        await context.ReleaseParties.Where(p => p.ReleaseId == id).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        await context.ReleasePairs.Where(p => p.ReleaseId == id).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        // What this release showed of others' promises is proposed anew; what an officer decided stays.
        await context.Proposals.Where(p => p.ReleaseId == id && p.Decision == Decisions.Open).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        await context.Commitments.Where(c => c.ClosedBy == id && !c.Decided).ExecuteUpdateAsync(c => c.SetProperty(x => x.State, CommitmentState.Open).SetProperty(x => x.Closed, (DateOnly?)null).SetProperty(x => x.ClosedBy, (long?)null), stop).ConfigureAwait(false);
    }

    /// <summary>How like two tellings of a commitment must be to be one, from 0 to 1.</summary>
    private const double OneCommitment = 0.5;

    /// <summary>Each commitment of the earlier reading that is told again keeps its number, state, officer and note.</summary>
    private async Task CarryOverAsync(long earlier, ReleaseRows release, CancellationToken stop)
    {
        var before = await context.Commitments.AsNoTracking().Where(c => c.ReleaseId == earlier).ToListAsync(stop).ConfigureAwait(false);
        var ids = before.ConvertAll(c => c.Id);
        await context.CommitmentParties.Where(p => ids.Contains(p.CommitmentId)).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        await context.Commitments.Where(c => c.ReleaseId == earlier).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        foreach (var now in release.Commitments)
        {
            var topic = Topics.Of(now.What);
            var old = before.Where(b => b.Kind == now.Kind).Select(b => (b, Like: b.What == now.What ? 2 : Topics.Likeness(Topics.Of(b.What), topic))).Where(x => x.Like >= OneCommitment).OrderByDescending(x => x.Like).Select(x => x.b).FirstOrDefault();
            if (old is null)
                continue;
            before.Remove(old);
            (now.Id, now.Officer, now.Note, now.Remind) = (old.Id, old.Officer, old.Note, old.Remind);
            if (old.Decided || old.State != CommitmentState.Open)
                (now.State, now.Closed, now.ClosedBy, now.Decided) = (old.State, old.Closed, old.ClosedBy, old.Decided);
        }
        foreach (var lost in before)
        {
            if (lost.Decided || lost.Officer is not null || lost.Note is not null)
            {
                (lost.Gone, lost.ReleaseId) = (true, release.Release.Id);
                release.Commitments.Add(lost);
            }
            else
                await context.Proposals.Where(p => p.CommitmentId == lost.Id).ExecuteDeleteAsync(stop).ConfigureAwait(false);
        }
    }
}

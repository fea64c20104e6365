using Chancery.Lexicons;
using Chancery.Registers.People;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.FollowUps;

/// <summary>Holds new releases against older promises, and new promises against later releases, and proposes what became of them.</summary>
internal sealed class Settlement(RegisterContext context, PartyNames names, Func<long> next)
{
    private readonly FollowUp rules = new(Lexicon.Standard, names);

    /// <summary>How many promises of one pair are held against a release, the newest first.</summary>
    private const int MostOfPair = 200;

    /// <summary>How many later releases are held against a promise, the first after it.</summary>
    private const int MostLater = 200;

    public async Task SettleAsync(IReadOnlyList<Shown> fresh, CancellationToken stop)
    {
        if (fresh.Count == 0)
            return;
        await context.SaveChangesAsync(stop).ConfigureAwait(false);
        var owed = new Dictionary<long, CommitmentRow>();
        var findings = new List<(CommitmentRow Owed, Shown Shown, Finding Finding)>();
        await OlderAsync(fresh, owed, findings, stop).ConfigureAwait(false);
        await LaterAsync(fresh, owed, findings, stop).ConfigureAwait(false);
        await ProposeAsync(findings, stop).ConfigureAwait(false);
    }

    /// <summary>All pairs and the whole of a release's parties: the keys under which promises between them are kept.</summary>
    private static IEnumerable<string> Keys(Shown shown) => Bar.Pairs(shown.Parties.Length <= 10 ? shown.Parties : shown.Parties[..10]).Append(Bar.Sorted(shown.Parties)).Concat(shown.Parties);

    private async Task OlderAsync(IReadOnlyList<Shown> fresh, Dictionary<long, CommitmentRow> owed, List<(CommitmentRow, Shown, Finding)> findings, CancellationToken stop)
    {
        var keys = fresh.SelectMany(Keys).Distinct(StringComparer.Ordinal).ToArray();
        foreach (var some in keys.Chunk(500))
        {
            await foreach (var row in context.Commitments.Where(c => some.Contains(c.Parties) && c.State == CommitmentState.Open && !c.Gone).AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
                owed[row.Id] = row;
        }
        var byKey = owed.Values.ToLookup(c => c.Parties, StringComparer.Ordinal);
        foreach (var shown in fresh)
        {
            foreach (var key in Keys(shown).Distinct(StringComparer.Ordinal))
            {
                foreach (var one in byKey[key].OrderByDescending(c => c.Made).Take(MostOfPair))
                {
                    if (rules.Judge(one, shown) is { } finding)
                        findings.Add((one, shown, finding));
                }
            }
        }
    }

    /// <summary>A release that came late: what the register already shows of its promises.</summary>
    private async Task LaterAsync(IReadOnlyList<Shown> fresh, Dictionary<long, CommitmentRow> owed, List<(CommitmentRow, Shown, Finding)> findings, CancellationToken stop)
    {
        var ours = fresh.Select(f => f.Release.Id).ToHashSet();
        foreach (var promise in fresh.SelectMany(f => f.Commitments).Where(c => c.State == CommitmentState.Open && !c.Gone))
        {
            foreach (var known in await ShownAsync([.. (await AfterAsync(promise, stop).ConfigureAwait(false)).Where(id => !ours.Contains(id))], stop).ConfigureAwait(false))
            {
                if (rules.Judge(promise, known) is { } finding)
                    findings.Add((owed.TryGetValue(promise.Id, out var row) ? row : owed[promise.Id] = await context.Commitments.SingleAsync(c => c.Id == promise.Id, stop).ConfigureAwait(false), known, finding));
            }
        }
    }

    /// <summary>The releases after a promise that tell of both its parties.</summary>
    private async Task<List<long>> AfterAsync(CommitmentRow promise, CancellationToken stop)
    {
        var parties = Bar.Split(promise.Parties);
        var later = parties.Length >= 2
            ? context.ReleasePairs.Where(p => p.Pair == Bar.Pairs(parties).First() && p.ReleaseId > promise.ReleaseId).Select(p => p.ReleaseId)
            : context.ReleaseParties.Where(p => p.Party == promise.Parties && p.ReleaseId > promise.ReleaseId).Select(p => p.ReleaseId);
        return await later.OrderBy(id => id).Take(MostLater).ToListAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Holds all later releases against one promise once more: an officer refused what was proposed.</summary>
    public async Task AgainAsync(CommitmentRow promise, CancellationToken stop)
    {
        var shown = await ShownAsync([.. await AfterAsync(promise, stop).ConfigureAwait(false)], stop).ConfigureAwait(false);
        await ProposeAsync([.. shown.Select(s => (promise, s, rules.Judge(promise, s))).Where(f => f.Item3 is not null).Select(f => (f.promise, f.s, f.Item3!))], stop).ConfigureAwait(false);
    }

    /// <summary>Releases of the register with what they show.</summary>
    private async Task<List<Shown>> ShownAsync(long[] ids, CancellationToken stop)
    {
        if (ids.Length == 0)
            return [];
        var releases = await context.Releases.AsNoTracking().Where(r => ids.Contains(r.Id) && r.ReplacedBy == null).OrderBy(r => r.Id).ToListAsync(stop).ConfigureAwait(false);
        var parties = (await context.ReleaseParties.AsNoTracking().Where(p => ids.Contains(p.ReleaseId)).ToListAsync(stop).ConfigureAwait(false)).ToLookup(p => p.ReleaseId, p => p.Party);
        var accounts = (await (from a in context.Accounts.AsNoTracking() where ids.Contains(a.ReleaseId) join e in context.Engagements.AsNoTracking() on a.EngagementId equals e.Id select new { a, e }).ToListAsync(stop).ConfigureAwait(false)).ToLookup(x => x.a.ReleaseId);
        var present = (await context.Attendances.AsNoTracking().Where(a => ids.Contains(a.ReleaseId)).ToListAsync(stop).ConfigureAwait(false)).ToLookup(a => (a.ReleaseId, a.EngagementId));
        var acts = (await context.Acts.AsNoTracking().Where(a => ids.Contains(a.ReleaseId)).ToListAsync(stop).ConfigureAwait(false)).ToLookup(a => a.ReleaseId);
        var relations = (await context.Relations.AsNoTracking().Where(a => ids.Contains(a.ReleaseId)).ToListAsync(stop).ConfigureAwait(false)).ToLookup(a => a.ReleaseId);
        var commitments = (await context.Commitments.AsNoTracking().Where(a => ids.Contains(a.ReleaseId)).ToListAsync(stop).ConfigureAwait(false)).ToLookup(a => a.ReleaseId);
        return releases.ConvertAll(r => new Shown(r, [.. parties[r.Id]], [.. accounts[r.Id].Select(x => (x.e, x.a, (IReadOnlyList<AttendanceRow>)[.. present[(r.Id, x.e.Id)]]))], [.. acts[r.Id]], [.. relations[r.Id]], [.. commitments[r.Id]]));
    }

    private async Task ProposeAsync(List<(CommitmentRow Owed, Shown Shown, Finding Finding)> findings, CancellationToken stop)
    {
        var ids = findings.Select(f => f.Owed.Id).Distinct().ToArray();
        var known = (await context.Proposals.Where(p => p.CommitmentId != null && ids.Contains(p.CommitmentId!.Value)).ToListAsync(stop).ConfigureAwait(false)).ToLookup(p => (p.CommitmentId, p.ReleaseId, p.Kind));
        foreach (var (owed, shown, finding) in findings.OrderBy(f => f.Finding.Day).ThenBy(f => f.Shown.Release.Id))
        {
            // What an officer refused is not proposed again, nor what comes after the day on which it was settled.
            if (known[(owed.Id, shown.Release.Id, finding.Kind)].Any() || owed.Decided || owed.State != CommitmentState.Open && owed.Closed <= finding.Day)
                continue;
            context.Proposals.Add(new ProposalRow
            {
                Id = next(),
                Kind = finding.Kind,
                CommitmentId = owed.Id,
                ReleaseId = shown.Release.Id,
                Day = finding.Day,
                DaysLate = finding.Kind == CommitmentState.Kept && finding.Day is { } day && owed.Due is { } due ? day.DayNumber - due.DayNumber : null,
                Reason = finding.Reason,
                Passage = Passages.Of(shown.Release.Text, finding.From, finding.Until),
                From = finding.From,
                Until = finding.Until,
            });
            if (finding.Kind != "progress")
                (owed.State, owed.Closed, owed.ClosedBy) = (finding.Kind, finding.Day, shown.Release.Id);
        }
        await context.SaveChangesAsync(stop).ConfigureAwait(false);
    }
}

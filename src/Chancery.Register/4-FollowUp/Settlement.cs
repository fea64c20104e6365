using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.FollowUps;

/// <summary>Holds new releases against older promises, and new promises against later releases, and proposes what became of them.</summary>
internal sealed class Settlement(RegisterContext context, FollowUp rules, PairMemory memory, Func<long> next)
{
    /// <summary>How many promises of one pair and kind are held against a release, the newest first.</summary>
    private const int MostOfPair = 200;

    /// <summary>How many later releases are held against a promise, the first after it.</summary>
    private const int MostLater = 200;

    /// <summary>Before new releases are written: what the register holds that they may settle, or that may settle what they promise, comes to mind.</summary>
    /// <param name="fresh">What the new releases show.</param>
    /// <param name="stop">Ends the work.</param>
    public async Task RecallAsync(IReadOnlyList<Shown> fresh, CancellationToken stop)
    {
        memory.Trim();
        // All that is new stands in memory before anything is judged, so that the order within a batch changes nothing.
        var done = new List<Shown>(fresh.Count);
        foreach (var shown in fresh)
        {
            foreach (var key in Keys(shown))
            {
                var kept = await memory.OfAsync(context, key, shown.Day, done, stop).ConfigureAwait(false);
                if (key.Contains('|', StringComparison.Ordinal))
                    memory.Add(kept, shown);
            }
            foreach (var owed in shown.Promises.Where(p => p.Made is not null))
                memory.Add(await memory.OfAsync(context, Owed.KeyOf(owed.All), shown.Day, done, stop).ConfigureAwait(false), owed);
            done.Add(shown);
        }
    }

    /// <summary>Holds the new releases against what came to mind; asks nobody, and so may be done beside the writing of all that does not hang on it.</summary>
    public List<Finding> Judge(IReadOnlyList<Shown> fresh)
    {
        var findings = new List<Finding>();
        var ids = fresh.Select(f => f.Release).ToHashSet();
        foreach (var shown in fresh)
        {
            foreach (var key in Keys(shown))
                findings.AddRange(Older(memory.Recalled(key), shown));
        }
        foreach (var owed in fresh.SelectMany(f => f.Promises).Where(p => p.Made is not null && !p.Decided))
            findings.AddRange(Later(memory.Recalled(Owed.KeyOf(owed.All)), owed).Where(f => !ids.Contains(f.Shown.Release)));
        return InOrder(findings);
    }

    /// <summary>By their days. What is promised again points back to the last time that it was, which points back in turn.</summary>
    private static List<Finding> InOrder(List<Finding> findings)
    {
        var last = findings.Where(f => f.Kind == FollowUp.Progress).GroupBy(f => (f.Shown.Release, f.From)).ToDictionary(g => g.Key, g => g.MaxBy(f => (f.Owed.Made, f.Owed.Id)));
        return [.. findings.Where(f => f.Kind != FollowUp.Progress || ReferenceEquals(last[(f.Shown.Release, f.From)], f)).OrderBy(f => f.Day).ThenBy(f => f.Shown.Release)];
    }

    /// <summary>Sets the state of what new releases promise, and changes that of what the register holds.</summary>
    /// <param name="fresh">What the new releases show.</param>
    /// <param name="findings">What was found of them.</param>
    /// <param name="texts">Their texts.</param>
    /// <param name="renewed">Those that take the place of an earlier edition or reading, of which the same may have been proposed.</param>
    /// <param name="stop">Ends the work.</param>
    public async Task<List<ProposalRow>> SettleAsync(IReadOnlyList<Shown> fresh, List<Finding> findings, Dictionary<long, string> texts, IReadOnlySet<long> renewed, CancellationToken stop)
    {
        var proposals = await ProposeAsync(findings, texts, renewed, stop).ConfigureAwait(false);
        foreach (var owed in fresh.SelectMany(f => f.Promises))
            owed.IsNew = false;
        return proposals;
    }

    /// <summary>The keys under which promises that a release may settle are kept: each pair of its parties, and each party.</summary>
    internal static IEnumerable<string> Keys(Shown shown) => Bar.Pairs(shown.Parties).Concat(shown.Parties);

    private IEnumerable<Finding> Older(PairMemory.Kept pair, Shown shown)
    {
        foreach (var (kind, all) in pair.Promises)
        {
            if (!FollowUp.Tells(shown, kind))
                continue;
            var held = 0;
            for (var i = all.Count - 1; i >= 0 && held < MostOfPair; i--)
            {
                var owed = all[i];
                if (owed.Decided || owed.Made >= shown.Day || owed.State != CommitmentState.Open && owed.Closed <= shown.Day || shown.Day > FollowUp.LastDay(owed))
                    continue;
                held++;
                if (rules.Judge(owed, shown) is { } finding)
                    yield return finding;
            }
        }
    }

    private IEnumerable<Finding> Later(PairMemory.Kept pair, Owed owed)
    {
        var again = false;
        foreach (var shown in pair.Shown.Where(s => s.Day > owed.Made && s.Day <= FollowUp.LastDay(owed)).OrderBy(s => s.Release).Take(MostLater))
        {
            if (rules.Judge(owed, shown) is not { } finding || finding.Kind == FollowUp.Progress && again)
                continue;
            // What is promised a third time points back to the second.
            again |= finding.Kind == FollowUp.Progress;
            yield return finding;
        }
    }

    /// <summary>Holds all later releases against one promise once more: an officer refused what was proposed.</summary>
    public async Task<List<ProposalRow>> AgainAsync(CommitmentRow promise, CancellationToken stop)
    {
        var owed = new Owed(promise);
        return promise.Made is not { } made ? [] : await ProposeAsync(InOrder([.. Later(await memory.OfAsync(context, promise.Pair, made, [], stop).ConfigureAwait(false), owed)]), [], new HashSet<long> { promise.ReleaseId }, stop).ConfigureAwait(false);
    }

    private async Task<List<ProposalRow>> ProposeAsync(List<Finding> findings, Dictionary<long, string> texts, IReadOnlySet<long> renewed, CancellationToken stop)
    {
        var proposals = new List<ProposalRow>();
        if (findings.Count == 0)
            return proposals;
        var ids = findings.Where(f => renewed.Contains(f.Owed.Release) || renewed.Contains(f.Shown.Release)).Select(f => f.Owed.Id).Distinct().ToArray();
        var known = new HashSet<(long?, long?, string)>();
        foreach (var some in ids.Chunk(500))
        {
            foreach (var p in await context.Proposals.Where(p => some.Contains(p.CommitmentId!.Value)).Select(p => new { p.CommitmentId, p.ReleaseId, p.Kind }).ToListAsync(stop).ConfigureAwait(false))
                known.Add((p.CommitmentId, p.ReleaseId, p.Kind));
        }
        var settled = new List<(long Id, string State, DateOnly Day, long Release)>();
        foreach (var finding in findings)
        {
            var (owed, shown) = (finding.Owed, finding.Shown);
            // What an officer refused is not proposed again, nor what comes after the day on which it was settled.
            if (owed.Decided || owed.State != CommitmentState.Open && owed.Closed <= finding.Day || !known.Add((owed.Id, shown.Release, finding.Kind)))
                continue;
            if (!texts.TryGetValue(shown.Release, out var text))
                texts.Add(shown.Release, text = await context.Releases.Where(r => r.Id == shown.Release).Select(r => r.Text).SingleAsync(stop).ConfigureAwait(false));
            proposals.Add(new ProposalRow
            {
                Id = next(),
                Kind = finding.Kind,
                CommitmentId = owed.Id,
                ReleaseId = shown.Release,
                Day = finding.Day,
                DaysLate = finding.Kind == CommitmentState.Kept && owed.Due is { } due ? finding.Day.DayNumber - due.DayNumber : null,
                Reason = finding.Reason,
                Passage = Passages.Of(text, finding.From, finding.Until),
                From = finding.From,
                Until = finding.Until,
            });
            if (finding.Kind == FollowUp.Progress)
                continue;
            owed.Settle(finding.Kind, finding.Day, shown.Release);
            if (owed.IsNew)
                continue;
            settled.Add((owed.Id, finding.Kind, finding.Day, shown.Release));
        }
        await new BulkWriter(context).ExecuteAsync("UPDATE commitment SET state = $1, closed = $2, closed_by = $3 WHERE id = $4", [.. settled.OrderBy(s => s.Id).Select(s => new object?[] { s.State, s.Day, s.Release, s.Id })], stop).ConfigureAwait(false);
        return proposals;
    }
}

using Chancery.Comparisons;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.Import;

/// <summary>Takes back what an earlier edition or reading of a release told, and hands on what an officer decided.</summary>
internal sealed class EditionWriter(RegisterContext context, PairMemory memory)
{
    /// <summary>Takes the facts of a release out, but for its commitments.</summary>
    public async Task ForgetAsync(long id, CancellationToken stop)
    {
        memory.Forget(await context.ReleasePairs.Where(p => p.ReleaseId == id).Select(p => p.Pair).ToListAsync(stop).ConfigureAwait(false));
        memory.Forget(await context.ReleaseParties.Where(p => p.ReleaseId == id).Select(p => p.Party).ToListAsync(stop).ConfigureAwait(false));
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
    public async Task CarryOverAsync(long earlier, ReleaseRows release, CancellationToken stop)
    {
        release.IsRenewed = true;
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

using Chancery.Lexicons;
using Chancery.Registers.Journals;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.FollowUps;

/// <summary>Why something cannot be done.</summary>
/// <param name="Words">The reason.</param>
/// <param name="IsUnknown">Whether there is nothing of that number at all.</param>
internal sealed record Refusal(string Words, bool IsUnknown = false);

/// <summary>What an officer decides; each decision is a transaction with an entry in the journal. Returns null, or why it cannot be done.</summary>
internal sealed class Officer(RegisterStore store, Lexicon lexicon, string who)
{
    /// <summary>Accepts, refuses or undoes a proposal.</summary>
    public Task<Refusal?> DecideAsync(long id, string decision, CancellationToken stop) => DoAsync($"{decision} proposal", async context =>
    {
        if (await context.Proposals.SingleOrDefaultAsync(p => p.Id == id, stop).ConfigureAwait(false) is not { } proposal)
            return ("", new Refusal($"there is no proposal {id}", IsUnknown: true));
        if (decision == Decisions.Undone && proposal.Decision == Decisions.Open)
            return ("", new Refusal($"proposal {id} was not decided on, so nothing is undone"));
        if (decision == proposal.Decision)
            return ("", new Refusal($"proposal {id} is {decision} already"));
        var before = proposal.Decision;
        // What is undone is open again, for another decision.
        (proposal.Decision, proposal.DecidedBy, proposal.DecidedAt) = (decision == Decisions.Undone ? Decisions.Open : decision, who, DateTime.UtcNow);
        if (proposal.Kind == "merge")
            await MergeAsync(context, proposal, decision, stop).ConfigureAwait(false);
        else if (proposal.Kind != FollowUp.Progress)
            await CloseAsync(context, proposal, decision, stop).ConfigureAwait(false);
        return ($"proposal {id} ({proposal.Kind}): {before} -> {decision}", null);
    }, stop);

    private async Task CloseAsync(RegisterContext context, ProposalRow proposal, string decision, CancellationToken stop)
    {
        var owed = await context.Commitments.SingleAsync(c => c.Id == proposal.CommitmentId, stop).ConfigureAwait(false);
        if (decision == Decisions.Accepted)
        {
            (owed.State, owed.Closed, owed.ClosedBy, owed.Decided) = (proposal.Kind, proposal.Day ?? owed.Made, proposal.ReleaseId, true);
            return;
        }
        // Without this one, the first of the other proposals holds.
        owed.Decided = false;
        var other = await context.Proposals.Where(p => p.CommitmentId == owed.Id && p.Kind != FollowUp.Progress && (p.Id != proposal.Id || decision == Decisions.Undone) && p.Decision == Decisions.Open).OrderBy(p => p.Day).FirstOrDefaultAsync(stop).ConfigureAwait(false);
        other = decision == Decisions.Undone && (other is null || proposal.Day < other.Day) ? proposal : other;
        (owed.State, owed.Closed, owed.ClosedBy) = other is null ? (CommitmentState.Open, null, null) : (other.Kind, other.Day, other.ReleaseId);
        await context.SaveChangesAsync(stop).ConfigureAwait(false);
        if (other is not null)
            return;
        var sequence = await context.Set<SequenceRow>().SingleAsync(stop).ConfigureAwait(false);
        var proposals = await new Settlement(context, new FollowUp(lexicon), new PairMemory(), () => sequence.Next++).AgainAsync(owed, stop).ConfigureAwait(false);
        context.Proposals.AddRange(proposals);
        await context.SaveChangesAsync(stop).ConfigureAwait(false);
        await context.Entry(owed).ReloadAsync(stop).ConfigureAwait(false);
    }

    private static async Task MergeAsync(RegisterContext context, ProposalRow proposal, string decision, CancellationToken stop)
    {
        var other = await context.People.SingleAsync(p => p.Id == proposal.OtherId, stop).ConfigureAwait(false);
        other.MergedInto = decision == Decisions.Accepted ? proposal.PersonId : null;
    }

    /// <summary>Sets what became of a promise, without a proposal.</summary>
    public Task<Refusal?> SetStateAsync(long id, string state, DateOnly day, CancellationToken stop) => OnAsync(id, "set state", owed =>
    {
        if (state is not (CommitmentState.Open or CommitmentState.Kept or CommitmentState.Superseded or CommitmentState.Withdrawn))
            return new Refusal("a state is open, kept, superseded or withdrawn");
        (owed.State, owed.Decided) = (state, true);
        owed.Closed = state == CommitmentState.Open ? null : day;
        if (state == CommitmentState.Open)
            owed.ClosedBy = null;
        return null;
    }, $"{state} {day:yyyy-MM-dd}", stop);

    /// <summary>Gives a promise to an officer; null takes it back.</summary>
    public Task<Refusal?> AssignAsync(long id, string? officer, CancellationToken stop) => OnAsync(id, "assign", owed =>
    {
        owed.Officer = officer;
        return null;
    }, officer ?? "nobody", stop);

    public Task<Refusal?> NoteAsync(long id, string? note, CancellationToken stop) => OnAsync(id, "note", owed =>
    {
        owed.Note = note;
        return null;
    }, note ?? "", stop);

    public Task<Refusal?> RemindAsync(long id, DateOnly? day, CancellationToken stop) => OnAsync(id, "remind", owed =>
    {
        owed.Remind = day;
        return null;
    }, day?.ToString("yyyy-MM-dd") ?? "", stop);

    /// <summary>Corrects the days on which an office was held.</summary>
    public Task<Refusal?> TermAsync(long membership, DateOnly? start, DateOnly? end, CancellationToken stop) => DoAsync("correct office", async context =>
    {
        if (await context.Memberships.SingleOrDefaultAsync(m => m.Id == membership, stop).ConfigureAwait(false) is not { } held)
            return ("", new Refusal($"there is no office {membership}", IsUnknown: true));
        if (start > end)
            return ("", new Refusal("an office cannot end before it begins"));
        (held.Start, held.End) = (start, end);
        return ($"office {membership}: {start:yyyy-MM-dd} to {end:yyyy-MM-dd}", null);
    }, stop);

    private Task<Refusal?> OnAsync(long id, string what, Func<CommitmentRow, Refusal?> change, string details, CancellationToken stop) => DoAsync(what, async context =>
        await context.Commitments.SingleOrDefaultAsync(c => c.Id == id, stop).ConfigureAwait(false) is { } owed ? ($"commitment {id}: {details}", change(owed)) : ("", new Refusal($"there is no commitment {id}", IsUnknown: true)), stop);

    private Task<Refusal?> DoAsync(string what, Func<RegisterContext, Task<(string Details, Refusal? Fault)>> work, CancellationToken stop) => WriteLock.DoAsync(store, async context =>
    {
        var (details, fault) = await work(context).ConfigureAwait(false);
        if (fault is not null)
        {
            context.ChangeTracker.Clear();
            return fault;
        }
        await Journal.AddAsync(context, who, what, details, stop).ConfigureAwait(false);
        return null;
    }, stop);
}

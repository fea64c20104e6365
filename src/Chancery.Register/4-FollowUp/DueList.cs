using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.FollowUps;

/// <summary>What the list of promises is asked for.</summary>
/// <param name="AsOf">The day that is asked about: what was promised later is not listed, what was settled later counts as open.</param>
public sealed record DueQuery(DateOnly AsOf)
{
    /// <summary>Only promises to which this party is one.</summary>
    public string? With { get; init; }

    /// <summary>Only promises to which this party is one too.</summary>
    public string? For { get; init; }

    /// <summary>Only what falls due up to this day.</summary>
    public DateOnly? By { get; init; }

    /// <summary>Also what is kept, superseded or withdrawn.</summary>
    public bool All { get; init; }

    /// <summary>Only those in one state: open, overdue, kept, superseded or withdrawn.</summary>
    public string? State { get; init; }

    /// <summary>Only those of one release.</summary>
    public long? Release { get; init; }

    public string? Officer { get; init; }

    /// <summary>Only the one with this number.</summary>
    public long? Id { get; init; }

    /// <summary>How many are passed over.</summary>
    public int Skip { get; init; }

    /// <summary>How many at most are returned.</summary>
    public int Take { get; init; } = 500;
}

/// <summary>A promise as it stands on a day.</summary>
/// <param name="State">open, overdue, kept, superseded or withdrawn, on the day that was asked about.</param>
/// <param name="Confirmed">Whether an officer decided so; otherwise it is the register's proposal.</param>
public sealed record DueItem(long Id, string Kind, string State, bool Confirmed, string[] By, string[] To, string What, string Words, DateOnly? Made, DateOnly? Due, string? DueWords, DateOnly? Closed, int? DaysLate, ReleaseReference Release, ReleaseReference? ShownBy, string? ShownWords, string? Reason, string? Officer, string? Note, DateOnly? Remind);

/// <summary>A release by which something is shown.</summary>
public sealed record ReleaseReference(long Id, DateOnly? Day, string? Issuer, string Headline);

/// <summary>What is open on a day, and what became of the rest.</summary>
internal static class DueList
{
    /// <summary>The promises that a query asks for, those with a day first, by day.</summary>
    public static async Task<List<DueItem>> OfAsync(RegisterContext context, DueQuery query, CancellationToken stop)
    {
        var day = query.AsOf;
        var rows = context.Commitments.AsNoTracking().Where(c => !c.Gone && (c.Made == null || c.Made <= day));
        if (query.By is { } by)
            rows = rows.Where(c => c.Due != null && c.Due <= by);
        if (query.Release is { } release)
            rows = rows.Where(c => c.ReleaseId == release);
        if (query.Officer is { } officer)
            rows = rows.Where(c => c.Officer == officer);
        if (query.Id is { } id)
            rows = rows.Where(c => c.Id == id);
        rows = query.State switch
        {
            CommitmentState.Open => rows.Where(c => (c.Closed == null || c.Closed > day) && (c.Due == null || c.Due >= day)),
            CommitmentState.Overdue => rows.Where(c => (c.Closed == null || c.Closed > day) && c.Due < day),
            { } state => rows.Where(c => c.State == state && c.Closed <= day),
            null when query.All => rows,
            null => rows.Where(c => c.Closed == null || c.Closed > day),
        };
        // The promises of one or two parties are walked in the order of their days until a page is full.
        var parties = Bar.Sorted(new[] { query.With, query.For }.OfType<string>());
        var theirs = context.CommitmentParties.Where(p => p.Parties == parties && p.Made <= day);
        if (!query.All && query.State is null or CommitmentState.Open or CommitmentState.Overdue)
            theirs = theirs.Where(p => p.Closed > day);
        var ordered = parties.Length > 0
            ? from p in theirs join c in rows on p.CommitmentId equals c.Id orderby p.Due, p.CommitmentId select c
            : from c in rows orderby c.Due == null, c.Due, c.Id select c;
        var found = await (from c in ordered.Skip(query.Skip).Take(query.Take)
                           orderby c.Due == null, c.Due, c.Id
                           join r in context.Releases on c.ReleaseId equals r.Id
                           join k in context.Releases on c.ClosedBy equals (long?)k.Id into shown
                           from k in shown.DefaultIfEmpty()
                           select new { c, r = new ReleaseReference(r.Id, r.Day, r.Issuer, r.Headline), k = k == null ? null : new ReleaseReference(k.Id, k.Day, k.Issuer, k.Headline) })
            .ToListAsync(stop).ConfigureAwait(false);
        var ids = found.Where(f => f.c.ClosedBy != null && f.c.Closed <= day).Select(f => f.c.Id).ToArray();
        List<ProposalRow> proofs = ids.Length == 0 ? [] : await context.Proposals.AsNoTracking().Where(p => p.CommitmentId != null && ids.Contains(p.CommitmentId!.Value) && p.Decision != Decisions.Refused && p.Decision != Decisions.Undone).ToListAsync(stop).ConfigureAwait(false);
        var proof = proofs.ToLookup(p => (p.CommitmentId!.Value, p.ReleaseId));
        return found.ConvertAll(f => Item(f.c, f.r, f.k, proof[(f.c.Id, f.c.ClosedBy)].FirstOrDefault(p => p.Kind == f.c.State), day));
    }

    private static DueItem Item(CommitmentRow c, ReleaseReference release, ReleaseReference? shown, ProposalRow? proof, DateOnly day)
    {
        var closed = c.Closed is { } then && then <= day;
        var state = closed ? c.State : c.Due < day ? CommitmentState.Overdue : CommitmentState.Open;
        return new DueItem(c.Id, c.Kind, state, closed && c.Decided, Bar.Split(c.By), Bar.Split(c.To), c.What, c.Words, c.Made, c.Due, c.DueWords, closed ? c.Closed : null, closed ? proof?.DaysLate : state == CommitmentState.Overdue ? day.DayNumber - c.Due!.Value.DayNumber : null,
            release, closed ? shown : null, closed ? proof?.Passage : null, closed ? proof?.Reason : null, c.Officer, c.Note, c.Remind);
    }
}

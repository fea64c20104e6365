using Chancery.Issuing.Clearances;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Issuing.Desks;

/// <summary>Somebody at the desk.</summary>
/// <param name="Name">The name.</param>
/// <param name="Duties">What he is charged with.</param>
internal sealed record Colleague(string Name, IReadOnlyList<Duty> Duties);

/// <summary>Who may see a draft. Stateless.</summary>
internal static class DraftAccess
{
    /// <summary>All who have a duty; where the circle is limited, its author, those named, and those whose turn it is.</summary>
    public static bool MaySee(DraftRow draft, Colleague who)
    {
        if (who.Duties.Count == 0)
            return false;
        if (draft.Circle is not { } circle || Is(draft.Author, who.Name) || circle.Split('|').Any(name => Is(name, who.Name)))
            return true;
        return Clearance.WaitsFor(ClearanceWords.StageOf(draft.Stage)).Any(d => d != Duty.Drafter && who.Duties.Contains(d));
    }

    /// <summary>Who says who may see it: its author, or a spokesperson.</summary>
    public static bool MayLimit(DraftRow draft, Colleague who) => Is(draft.Author, who.Name) || who.Duties.Contains(Duty.Spokesperson);

    private static bool Is(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The draft; or why it is not shown.</summary>
    public static async Task<(DraftRow? Draft, Refusal? Refused)> FindAsync(RegisterContext context, long id, Colleague who, CancellationToken stop)
    {
        if (await context.Drafts.SingleOrDefaultAsync(d => d.Id == id, stop).ConfigureAwait(false) is not { } draft)
            return (null, new Refusal($"there is no draft {id}", IsUnknown: true));
        return MaySee(draft, who) ? (draft, null) : (null, new Refusal("this draft is not for you"));
    }
}

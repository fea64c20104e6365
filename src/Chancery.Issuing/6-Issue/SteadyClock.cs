namespace Chancery.Issuing.Issue;

/// <summary>
/// A time that is never ahead of the true one, whatever becomes of the machine's clock: the earlier of what the clock says and of what it said once, with what has gone by since on the
/// counter that nobody can set. The counter runs on while the machine does, whichever process reads it. Guarded by a lock; safe to share.
/// </summary>
/// <param name="time">Both.</param>
internal sealed class SteadyClock(TimeProvider time)
{
    /// <summary>So little is the adjusting of clocks that are kept right, and no jump.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    private readonly Lock guard = new();
    private (DateTime Wall, long Ticks)? anchor;

    /// <summary>A time that the clock said, and the counter then.</summary>
    public (DateTime Wall, long Ticks) Anchor
    {
        get
        {
            lock (guard)
                return anchor ??= Here();
        }
    }

    private (DateTime Wall, long Ticks) Here() => (time.GetUtcNow().UtcDateTime, time.GetTimestamp());

    /// <summary>Goes on from what another process of this machine has kept.</summary>
    public void GoOnFrom(DateTime wall, long ticks)
    {
        lock (guard)
        {
            // A counter that is behind is that of a machine that was started anew.
            if (ticks <= time.GetTimestamp())
                anchor = (DateTime.SpecifyKind(wall, DateTimeKind.Utc), ticks);
        }
    }

    /// <summary>The time to go by, UTC; and how far the clock has jumped ahead (more than zero) or back since the two agreed.</summary>
    public (DateTime Believed, TimeSpan Jump) Now()
    {
        lock (guard)
        {
            var here = Here();
            var (wall, ticks) = anchor ??= here;
            var steady = wall + time.GetElapsedTime(ticks, here.Ticks);
            var jump = here.Wall - steady;
            if (jump.Duration() <= Slack)
            {
                anchor = here;
                return (here.Wall, TimeSpan.Zero);
            }
            return (here.Wall < steady ? here.Wall : steady, jump);
        }
    }

    /// <summary>Somebody says that the clock is right as it is.</summary>
    public void Trust()
    {
        lock (guard)
            anchor = Here();
    }
}

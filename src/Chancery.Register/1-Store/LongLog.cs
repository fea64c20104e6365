using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.Store;

/// <summary>
/// Takes SQLite's log into the file while much is written, beside the writing, so that the writer waits for the disk as little as can be. Where people read all the time, SQLite
/// itself never finds a moment in which its log may begin anew; it grows, and every page that is read is looked for in all of it. So whoever writes much waits for that moment
/// between two batches. For one writer.
/// </summary>
internal sealed class LongLog(RegisterStore store)
{
    /// <summary>How many batches it holds before it is taken in; a page that several of them change is then written once.</summary>
    private const int Batches = 8;

    /// <summary>How many it holds at most; then the writer waits.</summary>
    private const int MostBatches = 32;

    private int held;
    private bool isLong;
    private bool onceMore = true;
    private Task? taking;

    /// <summary>Leaves the log to this one, for as long as a context has its connection.</summary>
    public static Task LeaveAsync(RegisterContext context, CancellationToken stop) =>
        context is SqliteRegister ? context.Database.ExecuteSqlRawAsync("PRAGMA wal_autocheckpoint = 0", stop) : Task.CompletedTask;

    /// <summary>After a batch.</summary>
    public async Task ShortenAsync(CancellationToken stop)
    {
        if (store.IsPostgres || ++held < Batches)
            return;
        isLong = true;
        taking ??= Task.Run(() => TakeAsync("PASSIVE", stop), stop);
        if (!taking.IsCompleted && held < MostBatches)
            return;
        await taking.ConfigureAwait(false);
        taking = null;
        if (onceMore)
        {
            // What was written in the meantime is taken in too before anybody waits.
            taking = Task.Run(() => TakeAsync("PASSIVE", stop), stop);
        }
        else
        {
            // Little is left; the file keeps its length, which it will need again.
            await TakeAsync("RESTART", stop).ConfigureAwait(false);
            held = 0;
        }
        onceMore = !onceMore;
    }

    /// <summary>After the last batch: what is left, and the file of the log is emptied.</summary>
    public async Task EndAsync(CancellationToken stop)
    {
        await WaitAsync().ConfigureAwait(false);
        if (isLong)
            await TakeAsync("TRUNCATE", stop).ConfigureAwait(false);
        (held, isLong, onceMore) = (0, false, true);
    }

    /// <summary>Until nobody takes it in any more, however that ended.</summary>
    public async Task WaitAsync()
    {
        if (taking is not null)
            await taking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        taking = null;
    }

#pragma warning disable EF1002 // No word of it comes from outside.
    private Task TakeAsync(string how, CancellationToken stop) => store.AskAsync(context => context.Database.ExecuteSqlRawAsync($"PRAGMA wal_checkpoint({how})", stop));
#pragma warning restore EF1002
}

using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Chancery.Registers.Store;

/// <summary>One writer at a time, whoever and wherever the others are: SQLite's own lock, or an advisory lock of PostgreSQL, both let go with the transaction.</summary>
internal static class WriteLock
{
    /// <summary>Known to all who write to a register ("chancery" in letters of a telephone).</summary>
    private const long Lock = 24_262_379;

    /// <summary>Begins a transaction that writes; waits for the writer before.</summary>
    public static async Task<IDbContextTransaction> BeginAsync(RegisterContext context, CancellationToken stop)
    {
        var transaction = await context.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        if (context is PostgresRegister)
            await context.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Lock})", stop).ConfigureAwait(false);
        return transaction;
    }

    /// <summary>Does a piece of work within such a transaction and commits it.</summary>
    public static async Task<T> DoAsync<T>(RegisterStore store, Func<RegisterContext, Task<T>> work, CancellationToken stop)
    {
        var context = store.Context();
        await using (context.ConfigureAwait(false))
        {
            return await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                context.ChangeTracker.Clear();
                var transaction = await BeginAsync(context, stop).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    var result = await work(context).ConfigureAwait(false);
                    await context.SaveChangesAsync(stop).ConfigureAwait(false);
                    await transaction.CommitAsync(stop).ConfigureAwait(false);
                    return result;
                }
            }).ConfigureAwait(false);
        }
    }
}

using Chancery.Registers.Store;
using Microsoft.Extensions.Hosting;

namespace Chancery.Web.Server;

/// <summary>
/// Does one piece of work again and again while the server runs, and less and less often while it cannot be done. What is left undone when the server ends stands where
/// the work is kept, and is done after the next start.
/// </summary>
/// <param name="round">How long it rests when all is done.</param>
/// <param name="longest">The longest rest where it cannot be done.</param>
internal abstract class Keeper(TimeSpan round, TimeSpan longest) : BackgroundService
{
    /// <summary>Does what is due; why it must wait, or null.</summary>
    protected abstract Task<string?> DoAsync(CancellationToken stop);

    /// <summary>What has to be there before the first round; why there is to be none, or null.</summary>
    protected virtual Task<string?> BeginAsync(CancellationToken stop) => Task.FromResult<string?>(null);

    protected abstract void LogWaiting(string reason);

    /// <summary>What has to be there is there before the server answers anybody.</summary>
    public sealed override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await BeginAsync(cancellationToken).ConfigureAwait(false) is { } closed)
            LogWaiting(closed);
        else
            await base.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var pause = round; ; await Task.Delay(pause, stoppingToken).ConfigureAwait(false))
            {
                string? fault;
                try
                {
                    fault = await DoAsync(stoppingToken).ConfigureAwait(false);
                }
                catch (Exception failure) when (RegisterStore.IsFault(failure))
                {
                    fault = RegisterStore.Said(failure);
                }
                if (fault is not null)
                    LogWaiting(fault);
                pause = fault is null ? round : pause * 2 > longest ? longest : pause * 2;
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }
}

using Chancery.Issuing.Issue;
using Chancery.Registers.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chancery.Web.Server;

/// <summary>Looks every second what is due to be issued.</summary>
internal sealed partial class IssueClock(Schedule schedule, ILogger<IssueClock> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(1);

    /// <summary>After a register that did not answer.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var clock = new PeriodicTimer(Round);
        try
        {
            while (await clock.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                try
                {
                    await schedule.RunAsync(stoppingToken).ConfigureAwait(false);
                }
                catch (Exception failure) when (RegisterStore.IsFault(failure))
                {
                    // It is due still, and is tried again; a replica leaves it to the primary's server.
                    LogWaiting(RegisterStore.Said(failure));
                    await Task.Delay(Pause, stoppingToken).ConfigureAwait(false);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends; what is due stands in the register.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "what is due cannot be issued yet: {Reason}")]
    private partial void LogWaiting(string reason);
}

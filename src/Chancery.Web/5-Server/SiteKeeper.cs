using Chancery.Issuing.Sites;
using Chancery.Registers.Store;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chancery.Web.Server;

/// <summary>Publishes the site after each issue: looks every few seconds whether the log has a new line, and tries again where it could not.</summary>
internal sealed partial class SiteKeeper(Publisher publisher, ServerSettings settings, RegisterStore store, ILogger<SiteKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var (shown, pause) = (-1L, Round);
        try
        {
            while (true)
            {
                try
                {
                    var lines = await PublicReleases.CountAsync(store, stoppingToken).ConfigureAwait(false);
                    if (lines != shown)
                    {
                        var done = await publisher.PublishAsync(settings.Site, settings.SiteAddress, null, stoppingToken).ConfigureAwait(false);
                        if (done.Fault is { } fault)
                        {
                            LogWaiting(fault);
                            pause = pause * 2 > Longest ? Longest : pause * 2;
                        }
                        else
                            (shown, pause) = (lines, Round);
                    }
                }
                catch (Exception failure) when (RegisterStore.IsFault(failure))
                {
                    LogWaiting(RegisterStore.Said(failure));
                    pause = pause * 2 > Longest ? Longest : pause * 2;
                }
                await Task.Delay(pause, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends; what is not published yet stands in the log.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the site is not published yet: {Reason}")]
    private partial void LogWaiting(string reason);
}

using Chancery.Issuing.Sites;
using Chancery.Registers.Store;
using Microsoft.Extensions.Logging;

namespace Chancery.Web.Server;

/// <summary>Publishes the site after each issue: looks every few seconds whether the log has a new line, and tries again where it could not.</summary>
internal sealed partial class SiteKeeper(Publisher publisher, ServerSettings settings, RegisterStore store, ILogger<SiteKeeper> log) : Keeper(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(5))
{
    private long shown = -1;

    protected override async Task<string?> DoAsync(CancellationToken stop)
    {
        var lines = await PublicReleases.CountAsync(store, stop).ConfigureAwait(false);
        if (lines == shown)
            return null;
        if ((await publisher.PublishAsync(settings.Site, settings.SiteAddress, null, stop).ConfigureAwait(false)).Fault is { } fault)
            return fault;
        shown = lines;
        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the site is not published yet: {Reason}")]
    protected override partial void LogWaiting(string reason);
}

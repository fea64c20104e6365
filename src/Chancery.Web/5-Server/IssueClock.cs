using Chancery.Issuing.Issue;
using Microsoft.Extensions.Logging;

namespace Chancery.Web.Server;

/// <summary>Looks every second what is due to be issued. What could not be issued is due still, and is tried again; a replica leaves it to the primary's server.</summary>
internal sealed partial class IssueClock(Schedule schedule, ILogger<IssueClock> log) : Keeper(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10))
{
    protected override async Task<string?> DoAsync(CancellationToken stop)
    {
        await schedule.RunAsync(stop).ConfigureAwait(false);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "what is due cannot be issued yet: {Reason}")]
    protected override partial void LogWaiting(string reason);
}

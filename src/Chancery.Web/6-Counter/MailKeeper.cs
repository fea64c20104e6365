using Chancery.Issuing.Lists;
using Chancery.Web.Server;
using Microsoft.Extensions.Logging;

namespace Chancery.Web.Counter;

/// <summary>Sends mails as they fall due, and tries again where a server is away.</summary>
internal sealed partial class MailKeeper(MailingList list, Mailer mailer, ILogger<MailKeeper> log) : Keeper(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1))
{
    protected override Task<string?> BeginAsync(CancellationToken stop) => list.OpenAsync(stop);

    protected override async Task<string?> DoAsync(CancellationToken stop) => (await mailer.RunAsync(stop).ConfigureAwait(false)).Fault;

    [LoggerMessage(Level = LogLevel.Warning, Message = "mails wait: {Reason}")]
    protected override partial void LogWaiting(string reason);
}

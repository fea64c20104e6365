using Chancery.Issuing.Lists;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chancery.Web.Counter;

/// <summary>Sends mails as they fall due, and tries again where a server is away.</summary>
internal sealed partial class MailKeeper(MailingList list, Mailer mailer, ILogger<MailKeeper> log) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = Round;
        try
        {
            if (await list.OpenAsync(stoppingToken).ConfigureAwait(false) is { } closed)
            {
                LogWaiting(closed);
                return;
            }
            while (true)
            {
                string? fault;
                try
                {
                    (_, fault) = await mailer.RunAsync(stoppingToken).ConfigureAwait(false);
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Microsoft.Data.Sqlite.SqliteException or Microsoft.EntityFrameworkCore.DbUpdateException)
                {
                    fault = failure.Message;
                }
                if (fault is not null)
                    LogWaiting(fault);
                pause = fault is null ? Round : pause * 2 > Longest ? Longest : pause * 2;
                await Task.Delay(pause, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The counter closes; what is due stands in the file.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "mails wait: {Reason}")]
    private partial void LogWaiting(string reason);
}

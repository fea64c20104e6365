using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Chancery.Issuing.Seals;
using Chancery.Issuing.Sites;
using Chancery.Issuing.Verification;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Chancery.Issuing.Lists;

/// <summary>By which server mails are sent, and in whose name.</summary>
internal sealed record MailSettings
{
    public string Host { get; init; } = "";

    public int Port { get; init; } = 25;

    /// <summary>Whether only an encrypted connection will do; else it is encrypted where the server can.</summary>
    public bool Tls { get; init; }

    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>From whom mails come, as "press@example.org".</summary>
    public string From { get; init; } = "";

    /// <summary>The maildir to which what comes back is delivered; empty for none.</summary>
    public string Bounces { get; init; } = "";

    /// <summary>Where the public finds the site and the counter, with a stroke at its end.</summary>
    public string Address { get; init; } = "";
}

/// <summary>
/// Writes to subscribers of what the published site tells of, and of nothing else, so that an embargo holds by itself. What is due is kept before it is sent; a mail that may have been sent when the
/// process ended is not sent again, but told of. One process at a time; not to be shared.
/// </summary>
/// <param name="list">The subscribers.</param>
/// <param name="site">The published site.</param>
/// <param name="settings">The server.</param>
/// <param name="time">The clock.</param>
internal sealed class Mailer(MailingList list, Func<PublicSite> site, MailSettings settings, TimeProvider time)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(4);

    /// <summary>After so many attempts a mail is given up, and told of: within some three days.</summary>
    private const int MostAttempts = 24;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Looks at what is new, reads what came back, and sends what is due.</summary>
    /// <returns>How many were sent, and why not all; null where all is well.</returns>
    public async Task<(int Sent, string? Fault)> RunAsync(CancellationToken stop)
    {
        await BouncesAsync(stop).ConfigureAwait(false);
        var open = site();
        var log = await open.LogAsync().ConfigureAwait(false);
        await PlanAsync(open, log, stop).ConfigureAwait(false);
        return await SendAsync(open, log, stop).ConfigureAwait(false);
    }

    /// <summary>Makes the mails of new issues, in one step with having looked at them.</summary>
    private async Task PlanAsync(PublicSite open, IReadOnlyList<string> log, CancellationToken stop)
    {
        var context = list.Context();
        await using (context.ConfigureAwait(false))
        {
            var progress = await context.Progress.SingleOrDefaultAsync(stop).ConfigureAwait(false);
            if (progress is null)
            {
                // The list begins with what comes after it.
                context.Progress.Add(new ProgressRow { Id = 1, Line = log.Count });
                await context.SaveChangesAsync(stop).ConfigureAwait(false);
                return;
            }
            for (var at = (int)progress.Line; at < log.Count; at++)
            {
                if (PublicLog.Read(log[at]) is { Event: "issued" } entry)
                {
                    var (parties, topics) = await AboutAsync(open, entry).ConfigureAwait(false);
                    await foreach (var subscriber in context.Subscribers.AsNoTracking().Where(s => s.State == "confirmed").AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
                    {
                        if (Wants(subscriber.Parties, parties) && Wants(subscriber.Topics, topics))
                            context.Deliveries.Add(new DeliveryRow { SubscriberId = subscriber.Id, Line = entry.Index, State = "due", Next = Now });
                    }
                }
                progress.Line = at + 1;
                await context.SaveChangesAsync(stop).ConfigureAwait(false);
            }
        }
    }

    private static bool Wants(string wished, IReadOnlyCollection<string> have) => wished.Length == 0 || have.Any(h => wished.Contains($"|{h}|", StringComparison.OrdinalIgnoreCase));

    private static async Task<(IReadOnlyList<string> Parties, IReadOnlyList<string> Topics)> AboutAsync(PublicSite open, LoggedIssue entry)
    {
        if (entry.Files.FirstOrDefault(f => f.Form == "record") is not { } file || await open.BytesAsync(PathOf(entry) + file.Name).ConfigureAwait(false) is not { } bytes || Records.RecordParser.Parse(Encoding.UTF8.GetString(bytes)) is not { } record)
            return ([], []);
        return ([.. record.Engagements.SelectMany(e => e.Participants).Select(p => p.Party).OfType<string>().Distinct(StringComparer.Ordinal)], PublicReleases.TopicsOf(record));
    }

    private static string PathOf(LoggedIssue entry) => PublicRelease.PathOf(entry.House, entry.Number);

    private async Task<(int Sent, string? Fault)> SendAsync(PublicSite open, IReadOnlyList<string> log, CancellationToken stop)
    {
        var sent = 0;
        using var watch = new WordWatch();
        using var client = new SmtpClient(watch) { Timeout = 30_000 };
        while (true)
        {
            var context = list.Context();
            await using (context.ConfigureAwait(false))
            {
                var now = Now;
                if (await (from d in context.Deliveries join s in context.Subscribers on d.SubscriberId equals s.Id where d.State == "due" && d.Next <= now orderby d.Id select new { Delivery = d, Subscriber = s }).FirstOrDefaultAsync(stop).ConfigureAwait(false) is not { } due)
                    break;
                var message = await MessageAsync(open, log, due.Delivery, due.Subscriber).ConfigureAwait(false);
                if (message is null)
                {
                    (due.Delivery.State, due.Delivery.Fault) = ("failed", "it was withdrawn before it was sent");
                    await context.SaveChangesAsync(stop).ConfigureAwait(false);
                    continue;
                }
                try
                {
                    if (!client.IsConnected)
                        await ConnectAsync(client, stop).ConfigureAwait(false);
                    (due.Delivery.State, due.Delivery.Attempts) = ("sending", due.Delivery.Attempts + 1);
                    await context.SaveChangesAsync(stop).ConfigureAwait(false);
                    watch.Handed = false;
                    await client.SendAsync(message, SenderOf(due.Subscriber), [MailboxAddress.Parse(due.Subscriber.Address)], stop).ConfigureAwait(false);
                    due.Delivery.State = "sent";
                    sent++;
                    await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
                }
                catch (SmtpCommandException refused) when (refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)refused.StatusCode >= 500)
                {
                    // Nobody of that name: no more mails, and no more attempts.
                    (due.Delivery.State, due.Delivery.Fault) = ("failed", refused.Message);
                    (due.Subscriber.State, due.Subscriber.Changed) = ("bounced", Now);
                    await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
                }
                catch (Exception failure) when (failure is SmtpCommandException or SmtpProtocolException or ServiceNotConnectedException or SocketException or IOException or AuthenticationException or SslHandshakeException or TimeoutException)
                {
                    // A server that fell silent once it was given the mail's words may have it; before, it has not.
                    var uncertain = due.Delivery.State == "sending" && watch.Handed && failure is not SmtpCommandException;
                    due.Delivery.State = uncertain ? "uncertain" : due.Delivery.Attempts >= MostAttempts ? "failed" : "due";
                    due.Delivery.Fault = failure.Message;
                    due.Delivery.Next = Now + Pause(Math.Max(1, due.Delivery.Attempts));
                    await context.SaveChangesAsync(CancellationToken.None).ConfigureAwait(false);
                    return (sent, $"{settings.Host}:{settings.Port}: {failure.Message}");
                }
            }
        }
        if (client.IsConnected)
            await client.DisconnectAsync(quit: true, stop).ConfigureAwait(false);
        return (sent, null);
    }

    /// <summary>Ever longer, from ten seconds to four hours.</summary>
    private static TimeSpan Pause(int attempts) => TimeSpan.FromSeconds(10 * Math.Pow(2, Math.Min(attempts, 12))) is var pause && pause > LongestPause ? LongestPause : pause;

    private async Task ConnectAsync(SmtpClient client, CancellationToken stop)
    {
        await client.ConnectAsync(settings.Host, settings.Port, settings.Tls ? SecureSocketOptions.Auto : SecureSocketOptions.StartTlsWhenAvailable, stop).ConfigureAwait(false);
        if (settings.User.Length > 0)
            await client.AuthenticateAsync(settings.User, settings.Password, stop).ConfigureAwait(false);
    }

    /// <summary>"press+TOKEN@example.org": what comes back to it tells whose mail it was (VERP).</summary>
    private MailboxAddress SenderOf(SubscriberRow subscriber)
    {
        var at = settings.From.IndexOf('@', StringComparison.Ordinal);
        return MailboxAddress.Parse($"{settings.From[..at]}+{subscriber.Token}{settings.From[at..]}");
    }

    private async Task<MimeMessage?> MessageAsync(PublicSite open, IReadOnlyList<string> log, DeliveryRow delivery, SubscriberRow subscriber)
    {
        var message = new MimeMessage();
        var from = MailboxAddress.Parse(settings.From);
        var leave = $"{settings.Address}leave/{subscriber.Token}";
        string text;
        if (delivery.Line == 0)
        {
            message.Subject = subscriber.State == "confirmed" ? "You are on the list already" : "Please confirm";
            text = $"Somebody, probably you, asked that press releases be sent to this address.\n\n{(subscriber.State == "confirmed" ? "It is on the list already. To change what you get, leave and ask again." : $"If it was you, confirm here:\n{settings.Address}confirm/{subscriber.Token}\n\nIf it was not, do nothing: you will get nothing more.")}\n\nTo leave: {leave}\n";
        }
        else
        {
            if (PublicLog.Read(log[(int)delivery.Line - 1]) is not { } entry || log.Skip((int)delivery.Line).Select(PublicLog.Read).Any(e => e is { Event: "withdrawn" } && e.House == entry.House && e.Number == entry.Number))
                return null;
            from = new MailboxAddress(entry.Issuer, from.Address);
            message.Subject = entry.Edition > 1 ? $"Corrected: {entry.Headline}" : entry.Headline;
            var file = entry.Files.FirstOrDefault(f => f.Form == "txt" && !f.Name.Contains("-embargoed", StringComparison.Ordinal));
            var body = file is null ? null : await open.BytesAsync(PathOf(entry) + file.Name).ConfigureAwait(false);
            text = $"{(body is null ? entry.Headline : Encoding.UTF8.GetString(body))}\n\n-- \n{settings.Address}{PathOf(entry)}\nCode {entry.Code}: is it genuine? {settings.Address}verify/\nTo leave: {leave}\n";
            message.Headers.Add("List-Id", $"Press releases <press.{from.Domain}>");
        }
        message.From.Add(from);
        message.To.Add(MailboxAddress.Parse(subscriber.Address));
        message.Date = new DateTimeOffset(Now, TimeSpan.Zero);
        message.MessageId = string.Create(CultureInfo.InvariantCulture, $"{delivery.Line}.{subscriber.Token}@{from.Domain}");
        message.Headers.Add("List-Unsubscribe", $"<{leave}>");
        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new TextPart("plain") { Text = text };
        return message;
    }

    /// <summary>Reads what came back (RFC 3464), each once.</summary>
    private async Task BouncesAsync(CancellationToken stop)
    {
        var arrived = Path.Combine(settings.Bounces, "new");
        if (settings.Bounces.Length == 0 || !Directory.Exists(arrived))
            return;
        foreach (var file in Directory.EnumerateFiles(arrived).Order(StringComparer.Ordinal).ToList())
        {
            if (new FileInfo(file).Length < 4 << 20 && await ReadAsync(file, stop).ConfigureAwait(false) is { } message && Reported(message) is var (token, final, why))
                await list.BounceAsync(token, final, why, stop).ConfigureAwait(false);
            Directory.CreateDirectory(Path.Combine(settings.Bounces, "cur"));
            File.Move(file, Path.Combine(settings.Bounces, "cur", Path.GetFileName(file) + ":2,S"), overwrite: true);
        }
    }

    private static async Task<MimeMessage?> ReadAsync(string file, CancellationToken stop)
    {
        try
        {
            return await MimeMessage.LoadAsync(file, stop).ConfigureAwait(false);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private (string Token, bool Final, string Why)? Reported(MimeMessage message)
    {
        // Only what was sent back to us tells of us: To or Envelope-to hold the token, in a report of delivery.
        if (message.Body is not MultipartReport report || report.OfType<MessageDeliveryStatus>().FirstOrDefault() is not { } status)
            return null;
        var plus = settings.From[..settings.From.IndexOf('@', StringComparison.Ordinal)] + "+";
        var named = message.To.Mailboxes.Select(m => m.Address).Append(message.Headers["Envelope-to"] ?? "").Select(a => a.Trim().ToLowerInvariant()).FirstOrDefault(a => a.StartsWith(plus, StringComparison.Ordinal));
        if (named is null)
            return null;
        var token = named[plus.Length..named.IndexOf('@', StringComparison.Ordinal)];
        var fields = status.StatusGroups.Skip(1).FirstOrDefault(g => g["Action"] is not null);
        if (fields is null || fields["Action"]?.Trim() is "delayed" or "delivered" or "relayed" or "expanded")
            return null;
        var code = fields["Status"]?.Trim() ?? "";
        return (token, code.StartsWith("5.1", StringComparison.Ordinal) || code.StartsWith("5.0", StringComparison.Ordinal), fields["Diagnostic-Code"] ?? code);
    }
}

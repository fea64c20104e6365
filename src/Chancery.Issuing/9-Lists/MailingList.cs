using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Chancery.Issuing.Lists;

/// <summary>
/// Who gets mails of what is issued. Whoever asks is written to once and gets nothing more before he confirms. Nobody learns from the answers whether an address is on the list. Safe to share.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="time">The clock.</param>
internal sealed class MailingList(string path, TimeProvider time)
{
    private readonly DbContextOptions<ListsContext> options = new DbContextOptionsBuilder<ListsContext>().UseSqlite($"Data Source={path};Default Timeout=30").Options;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>A look into the file.</summary>
    public ListsContext Context() => new(options);

    /// <summary>Makes the file where it is not there; or says why it cannot be used.</summary>
    public async Task<string?> OpenAsync(CancellationToken stop)
    {
        try
        {
            var context = Context();
            await using (context.ConfigureAwait(false))
            {
                await context.Database.EnsureCreatedAsync(stop).ConfigureAwait(false);
                await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", stop).ConfigureAwait(false);
                // What was being sent when the process before this one ended may have been sent.
                await context.Deliveries.Where(d => d.State == "sending").ExecuteUpdateAsync(s => s.SetProperty(d => d.State, "uncertain"), stop).ConfigureAwait(false);
            }
            return null;
        }
        catch (Exception failure) when (failure is Microsoft.Data.Sqlite.SqliteException or IOException or UnauthorizedAccessException)
        {
            return $"{path}: {failure.Message}";
        }
    }

    /// <summary>Somebody asks for mails; he is asked to confirm. Who is on the list already is asked whether he wants it changed.</summary>
    /// <returns>Null; or why the address is none.</returns>
    public async Task<string?> AskAsync(string address, IEnumerable<string> parties, IEnumerable<string> topics, CancellationToken stop)
    {
        var plain = address.Trim().ToLowerInvariant();
        if (plain.Length > 254 || !MailboxAddress.TryParse(plain, out var mailbox) || mailbox.Address != plain || !plain.Contains('@', StringComparison.Ordinal))
            return "that is no address of a mailbox";
        var context = Context();
        await using (context.ConfigureAwait(false))
        {
            var known = await context.Subscribers.SingleOrDefaultAsync(s => s.Address == plain, stop).ConfigureAwait(false);
            // Once a day at most, so that nobody is flooded by another's asking.
            if (known is { State: "asked" or "confirmed" } && Now - known.Changed < TimeSpan.FromDays(1))
                return null;
            if (known is null)
                context.Subscribers.Add(known = new SubscriberRow { Address = plain, State = "asked", Token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)) });
            else if (known.State is "left" or "bounced")
                known.State = "asked";
            if (known.State == "asked")
                (known.Parties, known.Topics) = (Barred(parties), Barred(topics));
            (known.Changed, known.Bounces) = (Now, 0);
            await context.SaveChangesAsync(stop).ConfigureAwait(false);
            await context.Deliveries.Where(d => d.SubscriberId == known.Id && d.Line == 0).ExecuteDeleteAsync(stop).ConfigureAwait(false);
            context.Deliveries.Add(new DeliveryRow { SubscriberId = known.Id, Line = 0, State = "due", Next = Now });
            await context.SaveChangesAsync(stop).ConfigureAwait(false);
        }
        return null;
    }

    /// <summary>Who asked says that it was he.</summary>
    /// <returns>Whether there is such a subscriber.</returns>
    public Task<bool> ConfirmAsync(string token, CancellationToken stop) => SetAsync(token, "confirmed", stop);

    /// <summary>Somebody wants no more mails; at once.</summary>
    /// <inheritdoc cref="ConfirmAsync"/>
    public async Task<bool> LeaveAsync(string token, CancellationToken stop)
    {
        var found = await SetAsync(token, "left", stop).ConfigureAwait(false);
        var context = Context();
        await using (context.ConfigureAwait(false))
        {
            var ids = context.Subscribers.Where(s => s.Token == token).Select(s => s.Id);
            await context.Deliveries.Where(d => ids.Contains(d.SubscriberId) && d.State == "due").ExecuteDeleteAsync(stop).ConfigureAwait(false);
        }
        return found;
    }

    private async Task<bool> SetAsync(string token, string state, CancellationToken stop)
    {
        var context = Context();
        await using (context.ConfigureAwait(false))
            return await context.Subscribers.Where(s => s.Token == token && (state != "confirmed" || s.State != "left")).ExecuteUpdateAsync(s => s.SetProperty(x => x.State, state).SetProperty(x => x.Changed, Now), stop).ConfigureAwait(false) > 0;
    }

    /// <summary>A mail came back.</summary>
    /// <param name="token">Whose.</param>
    /// <param name="final">Whether there is no such mailbox.</param>
    /// <param name="why">What was said.</param>
    /// <param name="stop">Ends the work.</param>
    public async Task BounceAsync(string token, bool final, string why, CancellationToken stop)
    {
        var context = Context();
        await using (context.ConfigureAwait(false))
        {
            if (await context.Subscribers.SingleOrDefaultAsync(s => s.Token == token, stop).ConfigureAwait(false) is not { } subscriber)
                return;
            subscriber.Bounces++;
            if (final || subscriber.Bounces >= MostBounces)
                (subscriber.State, subscriber.Changed) = ("bounced", Now);
            if (await context.Deliveries.Where(d => d.SubscriberId == subscriber.Id && (d.State == "sent" || d.State == "sending" || d.State == "uncertain")).OrderByDescending(d => d.Id).FirstOrDefaultAsync(stop).ConfigureAwait(false) is { } last)
                (last.State, last.Fault) = ("failed", why);
            await context.SaveChangesAsync(stop).ConfigureAwait(false);
        }
    }

    /// <summary>After so many mails in a row that came back, no more are sent.</summary>
    public const int MostBounces = 3;

    private static string Barred(IEnumerable<string> words) => words.Select(w => w.Replace("|", "", StringComparison.Ordinal).Trim()).Where(w => w.Length is > 0 and < 60).Distinct(StringComparer.OrdinalIgnoreCase).Take(50).ToList() is { Count: > 0 } some ? $"|{string.Join('|', some)}|" : "";
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.Journals;

/// <summary>
/// Who did what and when. Entries are only ever added, each with the SHA-256 of what it says and of the entry before, so that a changed or missing entry shows.
/// </summary>
internal static class Journal
{
    /// <summary>Adds an entry within the transaction of a context, which must be the only writer.</summary>
    public static async Task AddAsync(RegisterContext context, string who, string what, string details, CancellationToken stop)
    {
        var last = await context.Journal.AsNoTracking().OrderByDescending(j => j.Id).FirstOrDefaultAsync(stop).ConfigureAwait(false);
        last = context.Journal.Local.Append(last).OfType<JournalRow>().MaxBy(j => j.Id);
        var entry = new JournalRow
        {
            Id = (last?.Id ?? 0) + 1,
            // Whole milliseconds, which both databases keep as they are.
            At = new DateTime(DateTime.UtcNow.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc),
            Who = who,
            What = what,
            Details = details,
            Previous = last?.Hash ?? "",
        };
        entry.Hash = HashOf(entry);
        context.Journal.Add(entry);
        await context.SaveChangesAsync(stop).ConfigureAwait(false);
    }

    /// <summary>Reads the journal from its beginning.</summary>
    /// <returns>How many entries stand, and the first that does not fit; null where all do.</returns>
    public static async Task<(long Entries, string? Fault)> VerifyAsync(RegisterContext context, CancellationToken stop)
    {
        var (count, previous) = (0L, "");
        await foreach (var entry in context.Journal.AsNoTracking().OrderBy(j => j.Id).AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
        {
            if (entry.Id != count + 1)
                return (count, $"entry {count + 1} is missing");
            if (entry.Previous != previous)
                return (count, $"entry {entry.Id} does not follow the entry before it");
            if (HashOf(entry) != entry.Hash)
                return (count, $"entry {entry.Id} was changed");
            (count, previous) = (entry.Id, entry.Hash);
        }
        return (count, null);
    }

    private static string HashOf(JournalRow entry)
    {
        var said = string.Join('\n', entry.Id.ToString(CultureInfo.InvariantCulture), DateTime.SpecifyKind(entry.At, DateTimeKind.Utc).ToString("O", CultureInfo.InvariantCulture), Escaped(entry.Who), Escaped(entry.What), Escaped(entry.Details), entry.Previous);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said)));
    }

    /// <summary>No line of one field can pass for another.</summary>
    private static string Escaped(string field) => field.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
}

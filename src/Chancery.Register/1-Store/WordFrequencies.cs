using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.Store;

/// <summary>
/// In what share of PostgreSQL's releases a word stands, by the database's own statistics, and how many releases each day has, looked at again every few minutes. By
/// them a search chooses between walking from the newest release down and asking the index of words, and how far back it looks first. Safe to share between threads.
/// </summary>
internal sealed class WordFrequencies
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private sealed record Table(IReadOnlyDictionary<string, float> Shares, (long First, long Count)[] Days, DateTime Read)
    {
        public long Total { get; } = Days.Sum(d => d.Count);
    }

    private readonly Lock gate = new();
    private Task<Table>? pending;
    private volatile Table? table;

    /// <summary>How many releases there are.</summary>
    public long Total => table?.Total ?? 0;

    /// <summary>The number at which the newest so many releases begin, to the day; 0 where there are no more.</summary>
    /// <param name="count">How many.</param>
    /// <param name="before">Below which number they are.</param>
    public long Newest(double count, long before)
    {
        foreach (var (first, released) in table?.Days ?? [])
        {
            if (first < before && (count -= released) <= 0)
                return first;
        }
        return 0;
    }

    /// <summary>The share of releases, from 0 to 1, in which all of some words are to be expected, as if they came independently; null where the database has counted none yet.</summary>
    /// <param name="context">The register.</param>
    /// <param name="words">Words in lower case without accents.</param>
    /// <param name="stop">Ends the work.</param>
    public async Task<double?> ShareAsync(RegisterContext context, IEnumerable<string> words, CancellationToken stop)
    {
        var known = table;
        if (known is null || DateTime.UtcNow - known.Read > Kept)
        {
            // One reads for all who wait.
            Task<Table> reading;
            lock (gate)
                reading = pending is { IsCompleted: false } ? pending : pending = ReadAsync(context);
            table = known = await reading.WaitAsync(stop).ConfigureAwait(false);
        }
        return known.Shares.Count == 0 ? null : words.Aggregate(1.0, (share, word) => share * known.Shares.GetValueOrDefault(word));
    }

    /// <summary>Of several words the one that stands in the fewest releases.</summary>
    public string Rarest(IEnumerable<string> words) => words.MinBy(w => table?.Shares.GetValueOrDefault(w) ?? 0)!;

    private static async Task<Table> ReadAsync(RegisterContext context)
    {
        var rows = await context.Database.SqlQuery<Counted>($"SELECT most_common_elems::text::text[] AS \"Words\", most_common_elem_freqs AS \"Shares\" FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'release' AND attname = 'words' AND most_common_elems IS NOT NULL").ToListAsync().ConfigureAwait(false);
        var shares = new Dictionary<string, float>(StringComparer.Ordinal);
        // Behind the words' shares stand their least and greatest.
        foreach (var row in rows)
        {
            for (var i = 0; i < Math.Min(row.Words.Length, row.Shares.Length); i++)
                shares[row.Words[i]] = row.Shares[i];
        }
        var days = await context.Set<DayRow>().AsNoTracking().OrderByDescending(d => d.Id).Select(d => new ValueTuple<long, long>(d.Id, d.Last - d.Id)).ToArrayAsync().ConfigureAwait(false);
        return new Table(shares, days, DateTime.UtcNow);
    }

    private sealed record Counted(string[] Words, float[] Shares);
}

using System.Diagnostics;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Search;
using Chancery.Registers.Store;
using Chancery.Web.Api;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Benchmarks;

/// <summary>How fast a register answers under many readers at once, beside bare queries of the database's own index of words on the same data.</summary>
internal static class RegisterQueries
{
    private const int Readers = 50;
    private const int Rounds = 12;

    private static readonly string[] Common = ["trade", "importance", "cooperation", "energy"];

    public static async Task<int> RunAsync(string setting)
    {
        var (store, fault) = await RegisterStore.OpenAsync(setting).ConfigureAwait(false);
        if (store is null)
        {
            await Console.Error.WriteLineAsync(fault).ConfigureAwait(false);
            return 1;
        }
        long count;
        string[] rare, pairs;
        var context = store.Context();
        await using (context.ConfigureAwait(false))
        {
            count = await context.Releases.LongCountAsync().ConfigureAwait(false);
            var texts = await context.Releases.OrderBy(r => r.BodyHash).Take(60).Select(r => r.Text).ToListAsync().ConfigureAwait(false);
            rare = [.. texts.SelectMany(t => t.Split([' ', '.', ',', '\n'])).Where(w => w.Length > 6 && w.EndsWith('x')).Distinct(StringComparer.Ordinal).Take(60)];
            pairs = [.. await context.ReleasePairs.OrderBy(p => p.ReleaseId).Take(400).Select(p => p.Pair).Distinct().Take(60).ToListAsync().ConfigureAwait(false)];
        }
        Console.WriteLine($"{count:N0} releases in {(store.IsPostgres ? "PostgreSQL" : $"SQLite, {new FileInfo(setting).Length / (double)count / 1000:F1} kB each")}; {Readers} readers at once, {Readers * Rounds} queries of each kind");
        (string What, Func<RegisterContext, int, Task> Query)[] kinds =
        [
            ("search, a rare word", (c, i) => SearchIndex.FindAsync(c, new SearchQuery(rare[i % rare.Length]), facets: false, default)),
            ("search, a common word", (c, i) => SearchIndex.FindAsync(c, new SearchQuery(Common[i % Common.Length]), facets: false, default)),
            ("search, a rare word with a common one", (c, i) => SearchIndex.FindAsync(c, new SearchQuery($"{rare[i % rare.Length]} {Common[i % Common.Length]}"), facets: false, default)),
            ("search, a common word and a party", (c, i) => SearchIndex.FindAsync(c, new SearchQuery(Common[i % Common.Length]) { Parties = [pairs[i % pairs.Length][..3]] }, facets: false, default)),
            ("a relation's page: last engagements", (c, i) => EngagementEndpoints.NewestAsync(c, pairs[i % pairs.Length][..3], pairs[i % pairs.Length][4..], null, null, 20, default)),
            ("a relation's due list", (c, i) => DueList.OfAsync(c, new DueQuery(new DateOnly(2020, 1, 1)) { With = pairs[i % pairs.Length][..3], For = pairs[i % pairs.Length][4..], Take = 50 }, default)),
            ("the due list of a party", (c, i) => DueList.OfAsync(c, new DueQuery(new DateOnly(2020, 1, 1)) { With = pairs[i % pairs.Length][..3], Take = 50 }, default)),
        ];
        // Once unseen: connections opened, statements prepared and code compiled to its last form, as in a server that has been asked for a minute.
        foreach (var (what, query) in kinds)
            await MeasureAsync(what, store, query, told: false).ConfigureAwait(false);
        foreach (var (what, query) in kinds)
            await MeasureAsync(what, store, query, told: true).ConfigureAwait(false);
        var postgres = store.IsPostgres;
        await MeasureAsync("bare index, a rare word", store, (c, i) => BareAsync(c, postgres, rare[i % rare.Length]), told: true).ConfigureAwait(false);
        await MeasureAsync("bare index, a common word", store, (c, i) => BareAsync(c, postgres, Common[i % Common.Length]), told: true).ConfigureAwait(false);
        return 0;
    }

    private static async Task<int> BareAsync(RegisterContext context, bool postgres, string word) => postgres
        ? (await context.Database.SqlQuery<long>($"SELECT id AS \"Value\" FROM release WHERE words @@ to_tsquery('simple', {word}) ORDER BY id DESC LIMIT 20").ToListAsync().ConfigureAwait(false)).Count
        : (await context.Database.SqlQuery<long>($"SELECT rowid AS Value FROM release_words WHERE release_words MATCH {word} ORDER BY rowid DESC LIMIT 20").ToListAsync().ConfigureAwait(false)).Count;

    private static async Task MeasureAsync(string what, RegisterStore store, Func<RegisterContext, int, Task> query, bool told)
    {
        var times = new double[Readers * Rounds];
        async Task ReadAsync(int reader, int rounds, bool counted)
        {
            for (var round = 0; round < rounds; round++)
            {
                var start = Stopwatch.GetTimestamp();
                var context = store.Context();
                await using (context.ConfigureAwait(false))
                    await query(context, (reader * 7) + round).ConfigureAwait(false);
                if (counted)
                    times[(reader * Rounds) + round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(r => Task.Run(() => ReadAsync(r, 4, counted: false)))).ConfigureAwait(false);
        var alone = Stopwatch.GetTimestamp();
        await ReadAsync(1, 5, counted: false).ConfigureAwait(false);
        var single = Stopwatch.GetElapsedTime(alone).TotalMilliseconds / 5;
        await Task.WhenAll(Enumerable.Range(0, Readers).Select(r => Task.Run(() => ReadAsync(r, Rounds, counted: true)))).ConfigureAwait(false);
        Array.Sort(times);
        if (told)
            Console.WriteLine($"  {what}: alone {single:F1} ms; p50 {times[times.Length / 2]:F1} ms, p95 {times[times.Length * 95 / 100]:F1} ms");
    }
}

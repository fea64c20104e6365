using System.Diagnostics;
using System.Text;
using Chancery.Issuing.Clearances;
using Chancery.Issuing.Desks;
using Chancery.Issuing.Documents;
using Chancery.Lexicons;
using Chancery.Registers.Import;
using Chancery.Registers.Store;
using Chancery.Sources;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Chancery.Web.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Benchmarks;

/// <summary>How fast the pages are: each alone, then for 200 people who read while an import runs.</summary>
internal static class PagesBenchmark
{
    private const int Readers = 200;

    /// <summary>How long somebody looks at a page before asking for the next.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Long = TimeSpan.FromSeconds(40);

    /// <param name="setting">The register.</param>
    /// <param name="incoming">A folder of releases that "chancery import" takes in meanwhile, in a process of its own.</param>
    public static async Task<int> RunAsync(string setting, string incoming)
    {
        var (store, fault) = await RegisterStore.OpenAsync(setting).ConfigureAwait(false);
        if (store is null)
        {
            await Console.Error.WriteLineAsync(fault).ConfigureAwait(false);
            return 1;
        }
        Importer Of(Func<string, byte[]> bytes) => new(store, Lexicon.Standard, "benchmark", (name, _) => Task.FromResult(new OpenedSource(name, bytes(name), SourceFile.Open(bytes(name)).Document, null)));
        var app = await RegisterServer.MakeAsync(new Served(store, Lexicon.Standard, (bytes, _) => Of(_ => bytes)), new ServerSettings { Urls = "http://localhost:5296", Open = true }).ConfigureAwait(false);
        await using (app.ConfigureAwait(false))
        {
            await app.StartAsync().ConfigureAwait(false);
            using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Readers }) { BaseAddress = new Uri("http://localhost:5296") };
            var (count, releases, pairs, people, engagements) = await store.AskAsync(async c => (
                await c.Releases.LongCountAsync().ConfigureAwait(false),
                await c.Releases.OrderBy(r => r.BodyHash).Select(r => r.Id).Take(200).ToListAsync().ConfigureAwait(false),
                await c.ReleasePairs.OrderBy(p => p.ReleaseId).Select(p => p.Pair).Take(200).ToListAsync().ConfigureAwait(false),
                await c.People.OrderBy(p => p.Id).Select(p => p.Id).Take(200).ToListAsync().ConfigureAwait(false),
                await c.Engagements.OrderBy(e => e.Id).Select(e => e.Id).Take(200).ToListAsync().ConfigureAwait(false))).ConfigureAwait(false);
            (string Name, Func<int, string> Path)[] pages =
            [
                ("home", _ => "/"), ("release", i => $"/releases/{releases[i % releases.Count]}"), ("search", i => $"/search?text={(i % 2 == 0 ? "trade" : "importance")}"), ("relation", i => $"/relations/{pairs[i % pairs.Count].Replace('|', '/')}"),
                ("party", i => $"/parties/{pairs[i % pairs.Count][..3]}"), ("person", i => $"/people/{people[i % people.Count]}"), ("engagement", i => $"/engagements/{engagements[i % engagements.Count]}"), ("commitments", i => $"/commitments?with={pairs[i % pairs.Count][..3]}"), ("map", i => $"/map?of={pairs[i % pairs.Count][..3]}"),
            ];
            Console.WriteLine($"{count:N0} releases in {(store.IsPostgres ? "PostgreSQL" : "SQLite")}");
            foreach (var (name, path) in pages)
            {
                for (var i = 0; i < 40; i++)
                    await client.GetByteArrayAsync(path(i)).ConfigureAwait(false);
                var (times, size) = (new List<double>(), 0);
                for (var i = 40; i < 140; i++)
                {
                    var clock = Stopwatch.StartNew();
                    size = Math.Max(size, (await client.GetByteArrayAsync(path(i)).ConfigureAwait(false)).Length);
                    times.Add(clock.Elapsed.TotalMilliseconds);
                }
                times.Sort();
                Console.WriteLine($"  {name} alone: p50 {times[50]:F1} ms, p95 {times[95]:F1} ms, the largest {size / 1000.0:F0} kB");
            }
            await WriteAsync(client).ConfigureAwait(false);
            await DraftAsync(app, store).ConfigureAwait(false);
            using var ended = new CancellationTokenSource(Long);
            using var import = Process.Start(new ProcessStartInfo("./chancery", ["import", incoming, "--register", setting]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            import.ErrorDataReceived += (_, _) => { };
            import.BeginErrorReadLine();
            import.BeginOutputReadLine();
            await Task.Delay(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
            var before = await store.AskAsync(c => c.Releases.LongCountAsync()).ConfigureAwait(false);
            var all = new List<double>();
            await Task.WhenAll(Enumerable.Range(0, Readers).Select(async reader =>
            {
                var random = new Random(reader);
                await Task.Delay(random.Next((int)Look.TotalMilliseconds)).ConfigureAwait(false);
                while (!ended.IsCancellationRequested)
                {
                    var clock = Stopwatch.StartNew();
                    using var answer = await client.GetAsync(pages[random.Next(pages.Length)].Path(random.Next(1000))).ConfigureAwait(false);
                    answer.EnsureSuccessStatusCode();
                    await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
                    lock (all)
                        all.Add(clock.Elapsed.TotalMilliseconds);
                    await Task.Delay(Look).ConfigureAwait(false);
                }
            })).ConfigureAwait(false);
            var imported = await store.AskAsync(c => c.Releases.LongCountAsync()).ConfigureAwait(false) - before;
            var whole = !import.HasExited;
            import.Kill();
            all.Sort();
            Console.WriteLine($"  {Readers} people, each a page every {Look.TotalSeconds:F0} s and its own time, while an import {(whole ? "runs" : "ran for a part of it")}: {all.Count / Long.TotalSeconds:F0} pages a second, p50 {all[all.Count / 2]:F1} ms, p95 {all[all.Count * 95 / 100]:F1} ms, p99 {all[all.Count * 99 / 100]:F1} ms; {imported / Long.TotalSeconds:F0} releases a second came in");
        }
        return 0;
    }

    /// <summary>1,500 words of made releases.</summary>
    private static string Words()
    {
        var text = new StringBuilder(MadeReleases.Text(1, 1000));
        for (var i = 2; text.ToString().Split(' ').Length < 1500; i++)
            text.Append(MadeReleases.Text(i, 1000).Split("\n\n").Skip(3).First()).Append("\n\n");
        return text.ToString();
    }

    private static string Secret(string page) => page[(page.IndexOf("name=\"csrf\" value=\"", StringComparison.Ordinal) + 19)..].Split('"')[0];

    /// <summary>What is read beside a text of 1,500 words, after each of a hundred changes.</summary>
    private static async Task WriteAsync(HttpClient client)
    {
        var (text, secret) = (Words(), Secret(await client.GetStringAsync("/write").ConfigureAwait(false)));
        await BesideAsync(client, "/write", "a text of 1,500 words", i => [KeyValuePair.Create("text", text + new string('a', i)), KeyValuePair.Create("csrf", secret)]).ConfigureAwait(false);
    }

    /// <summary>The same in the editor of a draft, with letterhead and all that was answered.</summary>
    private static async Task DraftAsync(WebApplication app, RegisterStore store)
    {
        const string Password = "correct horse battery staple";
        var scope = app.Services.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
            await scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Account>>().CreateAsync(new Account { UserName = "Dara", Role = Roles.Officer, Duties = "drafter", Made = DateTime.UtcNow }, Password).ConfigureAwait(false);
        var sheet = new Sheet { House = "KHM", Headline = "Ministers Meet", Body = Words(), Place = "Phnom Penh", Date = "2026-05-12" };
        var (id, _) = await new DraftDesk(store, new Colleague("Dara", [Duty.Drafter]), TimeProvider.System).BeginAsync(sheet, CancellationToken.None).ConfigureAwait(false);
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri("http://localhost:5296") };
        using var door = new FormUrlEncodedContent([KeyValuePair.Create("csrf", Secret(await client.GetStringAsync("/sign-in").ConfigureAwait(false))), KeyValuePair.Create("name", "Dara"), KeyValuePair.Create("password", Password)]);
        using var signedIn = await client.PostAsync("/sign-in", door).ConfigureAwait(false);
        var secret = Secret(await client.GetStringAsync($"/drafts/{id}/edit").ConfigureAwait(false));
        await BesideAsync(client, $"/drafts/{id}/beside", "a draft of 1,500 words in its editor", i => [KeyValuePair.Create("body", sheet.Body + new string('a', i)), KeyValuePair.Create("house", "KHM"), KeyValuePair.Create("headline", sheet.Headline), KeyValuePair.Create("date", sheet.Date), KeyValuePair.Create("place", sheet.Place), KeyValuePair.Create("csrf", secret)]).ConfigureAwait(false);
    }

    private static async Task BesideAsync(HttpClient client, string address, string what, Func<int, KeyValuePair<string, string>[]> fields)
    {
        var times = new List<double>();
        for (var i = 0; i < 140; i++)
        {
            var clock = Stopwatch.StartNew();
            using var form = new FormUrlEncodedContent(fields(i));
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form, Headers = { { "X-Part", "beside" } } };
            using var answer = await client.SendAsync(request).ConfigureAwait(false);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            if (i >= 40)
                times.Add(clock.Elapsed.TotalMilliseconds);
        }
        times.Sort();
        Console.WriteLine($"  {what}, read after each change: p50 {times[50]:F1} ms, p95 {times[95]:F1} ms; script asks 40 ms after the last key");
    }
}

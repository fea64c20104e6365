using System.Diagnostics;
using System.Net;
using Chancery.Issuing.Clearances;
using Chancery.Issuing.Documents;
using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chancery.Tests.Web;

/// <summary>The server is killed (SIGKILL) while it issues: a release is issued whole or not at all, and what is scheduled is issued once by the next that starts. CHANCERY_KILLS says how often; docs/testing.md.</summary>
public sealed class IssueKillTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("kill").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("CHANCERY_KILLS"), out var kills) ? kills : 6;

    private Process Start(string address) => Process.Start(new ProcessStartInfo("dotnet", [ServeTests.Command, "serve", "--urls", address, "--no-samples"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, Environment = { ["CHANCERY_REGISTER"] = Path.Combine(folder, "register.db") } })!;

    private static async Task<HttpClient> SignedInAsync(string address, string name)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        for (var round = 0; ; round++)
        {
            try
            {
                if ((await client.GetAsync("/readyz")).StatusCode == HttpStatusCode.OK)
                    break;
            }
            catch (HttpRequestException) when (round < 300)
            {
                await Task.Delay(100);
            }
        }
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["csrf"] = ServeTests.Hidden(await client.GetStringAsync("/sign-in"), "csrf"), ["name"] = name, ["password"] = ServedRegister.Password });
        Assert.Equal(HttpStatusCode.SeeOther, (await client.PostAsync("/sign-in", form)).StatusCode);
        return client;
    }

    [Xunit.Fact]
    public async Task A_release_is_issued_whole_or_not_at_all_whenever_the_server_is_killed()
    {
        if (!Programs.Contain("chromium"))
            Assert.Skip("Chromium is not installed (apt-get install chromium)");
        // The register, its people and a cleared draft for each round.
        var ids = new List<long>();
        await using (var served = await ServedRegister.StartAsync(samples: false))
        {
            await served.AccountAsync("Sam", Roles.Officer, duties: "spokesperson");
            var issuer = IssueTests.IssuerOf(served, TimeProvider.System);
            var sheet = IssueTests.Release("Ministers of Cambodia and Slovenia Meet");
            for (var i = 0; i < Kills; i++)
                ids.Add(await IssueTests.ClearedAsync(served.Store, issuer, sheet with { Body = $"{sheet.Body} They have met {i + 2} times.", Date = new DateOnly(2026, 5, 12).AddDays(i).ToString("yyyy-MM-dd") }));
            await served.Store.AskAsync(context => context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
            File.Copy(served.Store.Setting, Path.Combine(folder, "register.db"));
        }
        var random = new Random(20261126);
        var (whole, none) = (0, 0);
        for (var i = 0; i < ids.Count; i++)
        {
            var address = $"http://localhost:{ServedRegister.FreePort()}";
            using var server = Start(address);
            try
            {
                using var client = await SignedInAsync(address, "Sam");
                using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["csrf"] = ServeTests.Hidden(await client.GetStringAsync($"/drafts/{ids[i]}"), "csrf"), ["version"] = "1", ["step"] = Clearance.Issue });
                // The documents take a second or so to print; then all is written at once.
                var issuing = client.PostAsync($"/drafts/{ids[i]}/step", form);
                if (i % 3 == 2)
                    await Task.WhenAny(issuing, Task.Delay(20_000));
                else
                    await Task.WhenAny(issuing, Task.Delay(i % 3 == 0 ? random.Next(0, 300) : random.Next(100, 2500)));
                server.Kill();
                await server.WaitForExitAsync();
                await Task.WhenAny(issuing);
                _ = issuing.Exception;
            }
            finally
            {
                if (!server.HasExited)
                    server.Kill(entireProcessTree: true);
            }
            var (store, fault) = await RegisterStore.OpenAsync(Path.Combine(folder, "register.db"));
            Assert.Null(fault);
            await store!.AskAsync(async context =>
            {
                var draft = await context.Drafts.AsNoTracking().SingleAsync(d => d.Id == ids[i]);
                var forms = await context.IssuedFiles.CountAsync(f => f.DraftId == ids[i]);
                var release = await context.Releases.CountAsync(r => r.Id == draft.ReleaseId);
                var told = await context.Journal.CountAsync(j => j.What == "clearance" && j.Details.StartsWith($"draft {ids[i]},") && j.Details.Contains("-> issued"));
                var isIssued = draft.Stage == "issued";
                Assert.Equal(isIssued ? ("issued", DocumentSet.Forms.Count, 1, 1) : ("cleared", 0, 0, 0), (draft.Stage, forms, release, told));
                (whole, none) = isIssued ? (whole + 1, none) : (whole, none + 1);
                Assert.Null((await Registers.Journals.Journal.VerifyAsync(context, CancellationToken.None)).Fault);
                Assert.Equal(await context.Drafts.CountAsync(d => d.Stage == "issued"), await context.Releases.CountAsync());
                return true;
            });
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{whole} issued whole, {none} not at all");
        Assert.True(whole > 0 && none > 0, $"{whole} issued, {none} not: the kills all fell on one side");
    }

    [Xunit.Fact]
    public async Task What_is_scheduled_is_issued_once_by_the_server_that_starts_after_one_was_killed()
    {
        if (!Programs.Contain("chromium"))
            Assert.Skip("Chromium is not installed (apt-get install chromium)");
        long id;
        await using (var served = await ServedRegister.StartAsync(samples: false))
        {
            var issuer = IssueTests.IssuerOf(served, TimeProvider.System);
            id = await IssueTests.ClearedAsync(served.Store, issuer, IssueTests.Release("Ministers of Cambodia and Slovenia Meet"));
            Assert.Null(await issuer.TakeAsync(id, 1, Clearance.Schedule, IssueTests.Sam, "", DateTime.UtcNow.AddHours(1), CancellationToken.None));
            await served.App.StopAsync();
            // An hour has gone by.
            await served.Store.AskAsync(context => context.Drafts.ExecuteUpdateAsync(d => d.SetProperty(x => x.Due, DateTime.UtcNow.AddSeconds(1))));
            await served.Store.AskAsync(context => context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)"));
            File.Copy(served.Store.Setting, Path.Combine(folder, "register.db"));
        }
        for (var i = 0; i < 3; i++)
        {
            using var server = Start($"http://localhost:{ServedRegister.FreePort()}");
            // Killed about when it is issued: the first rounds of its clock come a second apart.
            await Task.Delay(1200 + (i * 900));
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
        var (store, _) = await RegisterStore.OpenAsync(Path.Combine(folder, "register.db"));
        for (var round = 0; round < 2; round++)
        {
            using var server = Start($"http://localhost:{ServedRegister.FreePort()}");
            for (var wait = 0; wait < 100 && (await IssueTests.DraftAsync(store!, id)).Stage != "issued"; wait++)
                await Task.Delay(200);
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
        Assert.Equal("issued", (await IssueTests.DraftAsync(store!, id)).Stage);
        Assert.Equal(1, await store!.AskAsync(context => context.DraftSteps.CountAsync(s => s.DraftId == id && s.Step == Clearance.TimeComes)));
        Assert.Equal(1, await store!.AskAsync(context => context.Releases.CountAsync()));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }
}

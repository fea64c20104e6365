using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chancery.Command;
using Chancery.Issuing.Lists;
using Chancery.Sources;
using Chancery.Web.Counter;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Xunit;

namespace Chancery.Tests;

/// <summary>The counter: mailing lists through a real mail server, and verification for programs.</summary>
public sealed class MailTests(BusySite published) : IClassFixture<BusySite>
{
    private static async Task<(WebApplication App, HttpClient Client, MailingList List)> OpenAsync(string site, MailServer mail, string folder)
    {
        var address = $"http://localhost:{Web.ServedRegister.FreePort()}";
        var settings = new CounterSettings { Urls = address, Site = site, Lists = Path.Combine(folder, "subscribers.db"), Address = address, Mail = new MailSettings { Host = "127.0.0.1", Port = mail.Port, From = "press@mail.example", Bounces = mail.Maildir } };
        Assert.Null(settings.Fault);
        var app = CounterServer.Make(settings, async (name, bytes) => (await Inputs.OfAsync(name, name, bytes, SourceLimits.Standard)).Document, TimeProvider.System);
        await app.StartAsync();
        return (app, new HttpClient { BaseAddress = new Uri(address) }, new MailingList(settings.Lists, TimeProvider.System));
    }

    private static async Task AskAsync(HttpClient client, string address, string parties = "") => Assert.True((await client.PostAsync("/subscribe", new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["address"] = address, ["parties"] = parties }))).IsSuccessStatusCode);

    private static string Link(MimeMessage mail, string kind) => Regex.Match(mail.TextBody ?? "", $"http://localhost:[0-9]+(?<path>/{kind}/[0-9a-f]+)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["path"].Value;

    private static IEnumerable<MimeMessage> To(MailServer mail, string name) => mail.Mails().Where(m => m.To.Mailboxes.Any(t => t.Address.StartsWith(name, StringComparison.Ordinal)));

    /// <summary>Asked, confirmed, written to by party, corrected, left by one click; what comes back ends it; a server that is away loses nothing.</summary>
    [Xunit.Fact]
    public async Task Subscribers_confirm_get_what_they_wish_for_leave_by_one_click_and_bounce()
    {
        published.Needed();
        if (!MailServer.CanRun)
            Assert.Skip("Exim is not installed or not run by root (apt-get install exim4-daemon-light)");
        using var mail = new MailServer();
        await mail.StartAsync();
        var site = Path.Combine(published.Folder, "mailed");
        Assert.Null((await published.Publisher.PublishAsync(site, PublishedSite.Address, null, CancellationToken.None)).Fault);
        var folder = Directory.CreateTempSubdirectory("lists").FullName;
        var (app, client, list) = await OpenAsync(site, mail, folder);
        await using (app)
        {
            foreach (var (name, parties) in new[] { ("ann", ""), ("bob", "JPN"), ("gone", ""), ("eve", "") })
                await AskAsync(client, $"{name}@mail.example", parties);
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await client.PostAsync("/subscribe", new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["address"] = "no address" }))).StatusCode);
            await MailServer.UntilAsync(() => To(mail, "ann").Any() && To(mail, "bob").Any() && To(mail, "eve").Any(), "mails to confirm");
            // Looking at the link does nothing; the button does. Eve does not confirm.
            foreach (var name in new[] { "ann", "bob" })
            {
                var link = Link(To(mail, name).Single(), "confirm");
                Assert.Contains("button", await client.GetStringAsync(link), StringComparison.Ordinal);
                Assert.True((await client.PostAsync(link, null)).IsSuccessStatusCode);
            }
            // Asking again within a day sends nothing more.
            await AskAsync(client, "ann@mail.example");
            await MailServer.UntilAsync(() => State(list, "gone") == "bounced", "what came back for gone@");
            await published.IssueAsync(IssueTests.Release("Cambodia and Slovenia Open Air Services"));
            Assert.Null((await published.Publisher.PublishAsync(site, PublishedSite.Address, null, CancellationToken.None)).Fault);
            await MailServer.UntilAsync(() => To(mail, "ann").Count() == 2, "the release to Ann");
            var got = To(mail, "ann").Single(m => m.Subject!.Contains("Air Services", StringComparison.Ordinal));
            Assert.Equal("List-Unsubscribe=One-Click", got.Headers["List-Unsubscribe-Post"]);
            Assert.Contains("met with H.E. Lina Novak", got.TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
            await Task.Delay(3000);
            Assert.Equal((2, 1, 1), (To(mail, "ann").Count(), To(mail, "bob").Count(), To(mail, "eve").Count()));
            // One click of a mail program.
            using var click = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["List-Unsubscribe"] = "One-Click" });
            Assert.True((await client.PostAsync(new Uri(got.Headers["List-Unsubscribe"]!.Trim('<', '>')), click)).IsSuccessStatusCode);
            Assert.Equal("left", State(list, "ann"));
            // Bob wants all; the mail server is away, and comes back.
            await SetAsync(list, "bob", "");
            mail.Stop();
            await published.IssueAsync(IssueTests.Release("Cambodia and Slovenia Sign"));
            Assert.Null((await published.Publisher.PublishAsync(site, PublishedSite.Address, null, CancellationToken.None)).Fault);
            await Task.Delay(4000);
            await mail.StartAsync();
            await HastenAsync(list);
            await MailServer.UntilAsync(() => To(mail, "bob").Any(m => m.Subject!.EndsWith("Sign", StringComparison.Ordinal)), "the release to Bob, once the server is back");
            await Task.Delay(2500);
            Assert.Equal((2, 2), (To(mail, "ann").Count(), To(mail, "bob").Count()));
        }
        Directory.Delete(folder, recursive: true);
    }

    private static string State(MailingList list, string name)
    {
        using var context = list.Context();
        return context.Subscribers.AsNoTracking().Single(s => s.Address.StartsWith(name)).State;
    }

    private static async Task SetAsync(MailingList list, string name, string parties)
    {
        await using var context = list.Context();
        await context.Subscribers.Where(s => s.Address.StartsWith(name)).ExecuteUpdateAsync(s => s.SetProperty(x => x.Parties, parties));
    }

    /// <summary>Waits no longer than needed for the next attempt.</summary>
    private static async Task HastenAsync(MailingList list)
    {
        await using var context = list.Context();
        await context.Deliveries.Where(d => d.State == "due").ExecuteUpdateAsync(s => s.SetProperty(d => d.Next, DateTime.UtcNow.AddSeconds(-1)));
    }

    /// <summary>`kill -9` while it writes to many: nobody gets a mail twice, and whoever may have got none is told of.</summary>
    [Xunit.Fact]
    public async Task Killed_while_it_sends_nobody_is_written_to_twice_and_nobody_is_forgotten()
    {
        published.Needed();
        if (!MailServer.CanRun)
            Assert.Skip("Exim is not installed or not run by root (apt-get install exim4-daemon-light)");
        using var mail = new MailServer();
        await mail.StartAsync();
        var (site, folder) = (Path.Combine(published.Folder, "killedmail"), Directory.CreateTempSubdirectory("lists").FullName);
        Assert.Null((await published.Publisher.PublishAsync(site, PublishedSite.Address, null, CancellationToken.None)).Fault);
        var list = new MailingList(Path.Combine(folder, "s.db"), TimeProvider.System);
        Assert.Null(await list.OpenAsync(CancellationToken.None));
        var lines = (await Chancery.Issuing.Verification.PublicSite.InFolder(site).LogAsync()).Count;
        await using (var context = list.Context())
        {
            for (var i = 0; i < 80; i++)
                context.Subscribers.Add(new SubscriberRow { Address = $"s{i}@mail.example", Token = i.ToString("x32", CultureInfo.InvariantCulture), State = "confirmed", Changed = DateTime.UtcNow });
            context.Progress.Add(new ProgressRow { Id = 1, Line = lines - 3 });
            await context.SaveChangesAsync();
        }
        var random = new Random(11);
        for (var round = 0; round < 9; round++)
        {
            var start = new ProcessStartInfo("dotnet", [Web.ServeTests.Command, "counter", "--site", site, "--lists", Path.Combine(folder, "s.db"), "--urls", $"http://127.0.0.1:{Web.ServedRegister.FreePort()}", "--address", "http://localhost"]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
            (start.Environment["CHANCERY_COUNTER__MAIL__HOST"], start.Environment["CHANCERY_COUNTER__MAIL__PORT"], start.Environment["CHANCERY_COUNTER__MAIL__FROM"]) = ("127.0.0.1", mail.Port.ToString(CultureInfo.InvariantCulture), "press@mail.example");
            using var process = Process.Start(start)!;
            if (round < 8)
                await Task.Delay(random.Next(900, 2200));
            else
                await MailServer.UntilAsync(() => list.Context().Deliveries.Count(d => d.State != "due" && d.State != "sending") == 160, "all that is due is sent");
            process.Kill();
            await process.WaitForExitAsync();
        }
        await using (var context = list.Context())
        {
            var states = (await context.Deliveries.ToListAsync()).GroupBy(d => d.State).ToDictionary(g => g.Key, g => g.Count());
            await MailServer.UntilAsync(() => mail.Mails().Count >= states.GetValueOrDefault("sent"), "what was sent has arrived");
            var arrived = mail.Mails().Select(m => m.MessageId).ToList();
            Assert.Equal(arrived.Count, arrived.Distinct(StringComparer.Ordinal).Count());
            var (sent, uncertain) = (states.GetValueOrDefault("sent"), states.GetValueOrDefault("uncertain") + states.GetValueOrDefault("sending"));
            Assert.InRange(arrived.Count, sent, sent + uncertain);
            Assert.Equal(states.Values.Sum(), sent + uncertain + states.GetValueOrDefault("failed"));
            Assert.True(states.Values.Sum() == 160, string.Join(", ", states));
            Assert.InRange(uncertain, 0, 8);
            TestContext.Current.TestOutputHelper?.WriteLine($"{arrived.Count} mails arrived, none twice; {uncertain} that a kill fell into are told of");
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>For programs: a file goes in, an answer comes out; what is no file is refused.</summary>
    [Xunit.Fact]
    public async Task The_counter_verifies_what_is_sent_to_it_and_serves_the_site()
    {
        published.Needed();
        var settings = new CounterSettings { Urls = $"http://localhost:{Web.ServedRegister.FreePort()}", Site = published.Site };
        Assert.Null(settings.Fault);
        await using var app = CounterServer.Make(settings, async (name, bytes) => (await Inputs.OfAsync(name, name, bytes, SourceLimits.Standard)).Document, TimeProvider.System);
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(settings.Urls) };
        Assert.Contains("Press releases", await client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync("/nothing/here")).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await client.GetAsync("/../site.trees/a.json")).StatusCode);
        async Task<string?> FindingAsync(byte[] bytes)
        {
            using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } }, "file", "copy.bin" } };
            return JsonDocument.Parse(await (await client.PostAsync("/api/verify", form)).Content.ReadAsStringAsync()).RootElement.GetProperty("finding").GetString();
        }
        Assert.Equal("issued", await FindingAsync(PublishedSite.BytesOf(published.Releases[2]["pdf"])));
        Assert.Equal("older edition", await FindingAsync(PublishedSite.BytesOf(published.Releases[0]["docx"])));
        Assert.Equal("withdrawn", await FindingAsync(PublishedSite.BytesOf(published.Releases[1]["html"])));
        Assert.Equal("unknown", await FindingAsync("The Government announced that all treaties are suspended and that ambassadors are recalled at once."u8.ToArray()));
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await client.PostAsync("/api/verify", new ByteArrayContent([]))).StatusCode);
    }
}

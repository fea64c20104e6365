using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Chancery.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chancery.Tests.Web;

/// <summary>What gets nowhere, and is journalled.</summary>
public sealed partial class SecurityTests(Browser browser)
{
    [GeneratedRegex("name=\"csrf\" value=\"(?<secret>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Secret();

    private static async Task<string> SecretAsync(HttpClient client, string page) => Secret().Match(await client.GetStringAsync(page)).Groups["secret"].Value;

    private static async Task<HttpResponseMessage> SendAsync(HttpClient client, string path, string? secret, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Concat(secret is null ? [] : [KeyValuePair.Create("csrf", secret)]));
        return await client.PostAsync(path, form);
    }

    private static async Task<HttpResponseMessage> SignInAsync(HttpClient client, string name, string password) =>
        await SendAsync(client, "/sign-in", await SecretAsync(client, "/sign-in"), ("name", name), ("password", password));

    private static async Task<HttpClient> SignedInAsync(ServedRegister served, string name, string role)
    {
        await served.AccountAsync(name, role);
        var client = served.Client();
        Assert.Equal(HttpStatusCode.SeeOther, (await SignInAsync(client, name, ServedRegister.Password)).StatusCode);
        return client;
    }

    [Xunit.Fact]
    public async Task A_flood_of_sign_ins_is_slowed()
    {
        await using var served = await ServedRegister.StartAsync(samples: false);
        await served.AccountAsync("Ada", Roles.Administrator);
        using var client = served.Client();
        var secret = await SecretAsync(client, "/sign-in");
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < SignInLimit.Most + 5; i++)
            statuses.Add((await SendAsync(client, "/sign-in", secret, ("name", "Ada"), ("password", $"guess number {i}"))).StatusCode);
        Assert.Equal(SignInLimit.Most, statuses.Count(s => s == HttpStatusCode.Unauthorized));
        Assert.Equal(5, statuses.Count(s => s == HttpStatusCode.TooManyRequests));
        // The right password comes too late now, for a minute and for as long as the account is locked.
        Assert.Equal(HttpStatusCode.TooManyRequests, (await SendAsync(client, "/sign-in", secret, ("name", "Ada"), ("password", ServedRegister.Password))).StatusCode);
        Assert.Contains((await served.JournalAsync("refused sign-in")), d => d.Contains("Ada", StringComparison.Ordinal));
        Assert.Contains((await served.JournalAsync("slowed")), d => d.Contains("times)", StringComparison.Ordinal));
    }

    [Xunit.Fact]
    public async Task A_wrong_name_is_told_as_a_wrong_password_is()
    {
        await using var served = await ServedRegister.StartAsync(samples: false);
        await served.AccountAsync("Ada", Roles.Administrator);
        using var client = served.Client();
        var (one, other) = (await SignInAsync(client, "Ada", "no such password at all"), await SignInAsync(client, "Eve", "no such password at all"));
        Assert.Equal(one.StatusCode, other.StatusCode);
        static string Plain(string page) => Secret().Replace(page, "").Replace("Eve", "Ada", StringComparison.Ordinal);
        Assert.Equal(Plain(await one.Content.ReadAsStringAsync()), Plain(await other.Content.ReadAsStringAsync()));
    }

    [Xunit.Fact]
    public async Task A_request_from_another_site_gets_nowhere()
    {
        await using var served = await ServedRegister.StartAsync();
        using var client = await SignedInAsync(served, "Olga", Roles.Officer);
        var id = await served.Store.AskAsync(c => c.Commitments.Select(x => x.Id).FirstAsync());
        var secret = await SecretAsync(client, $"/commitments/{id}");
        // Without the page's secret, with that of another session, and with the right one from another origin.
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(client, $"/commitments/{id}", null, ("state", "kept"))).StatusCode);
        using var other = await SignedInAsync(served, "Oscar", Roles.Officer);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(other, $"/commitments/{id}", secret, ("state", "kept"))).StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, $"/commitments/{id}") { Content = new FormUrlEncodedContent([KeyValuePair.Create("state", "kept"), KeyValuePair.Create("csrf", secret)]) };
        foreign.Headers.Add("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(foreign)).StatusCode);
        // A session does not open the interface for programs to a form of another site either.
        using var json = new HttpRequestMessage(HttpMethod.Patch, $"/api/commitments/{id}") { Content = new StringContent("""{"state":"kept"}""", Encoding.UTF8, "application/json") };
        Assert.Equal(HttpStatusCode.BadRequest, (await client.SendAsync(json)).StatusCode);
        Assert.Equal(0, await served.Store.AskAsync(c => c.Commitments.CountAsync(x => x.Decided)));
        Assert.Equal(4, (await served.JournalAsync("refused cross-site request")).Count);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(client, $"/commitments/{id}", secret, ("state", "kept"))).StatusCode);
        Assert.Equal(1, await served.Store.AskAsync(c => c.Commitments.CountAsync(x => x.Decided)));
    }

    [Xunit.Fact]
    public async Task Script_in_the_text_of_a_release_is_text()
    {
        await using var served = await ServedRegister.StartAsync(samples: false);
        const string Text = "Ministry of Foreign Affairs of Chile\n\nMinisters <script>document.title = 'owned'</script><img src=x onerror=\"document.title='owned'\"> Meet\n\nSantiago, 4 March 2024\n\nMinister of Foreign Affairs of Chile Ana <b onmouseover=alert(1)>Rojas</b> met with Foreign Minister of Peru Luis Vega in Santiago on 4 March 2024. Minister Rojas thanked Peru for its help with \"><script>document.title='owned'</script>.\n";
        await served.Served.Importer(Encoding.UTF8.GetBytes(Text), "x.txt").ImportAsync(["x.txt"], "<script>document.title='owned'</script>", null, CancellationToken.None);
        var id = await served.Store.AskAsync(c => c.Releases.Select(r => r.Id).SingleAsync());
        await served.AccountAsync("Olga", Roles.Officer);
        var page = await browser.PageAsync(served.Address);
        await StoryTests.SignInAsync(page, "Olga");
        foreach (var path in new[] { $"/releases/{id}", $"/releases/{id}/review", "/", "/search?text=thanked", "/journal", "/parties/CHL", "/relations/CHL/PER", "/search?text=" + Uri.EscapeDataString("\"><script>document.title='owned'</script>") })
        {
            await page.GotoAsync(path);
            Assert.NotEqual("owned", await page.TitleAsync());
            Assert.Equal(0, await page.Locator("main script, main img, main b[onmouseover]").CountAsync());
        }
        // And were it markup, the policy would keep it from running, and the journal would have it.
        await page.EvaluateAsync("() => { const s = document.createElement('script'); s.textContent = \"document.title = 'owned'\"; document.body.append(s); }");
        Assert.NotEqual("owned", await page.TitleAsync());
        for (var i = 0; i < 50 && (await served.JournalAsync("kept from running")).Count == 0; i++)
            await Task.Delay(100);
        Assert.NotEmpty(await served.JournalAsync("kept from running"));
    }

    [Xunit.Fact]
    public async Task Paths_in_the_names_of_uploads_lead_nowhere()
    {
        await using var served = await ServedRegister.StartAsync(samples: false);
        using var client = await SignedInAsync(served, "Olga", Roles.Officer);
        var secret = await SecretAsync(client, "/import");
        using var begin = new HttpRequestMessage(HttpMethod.Post, "/import/begin") { Headers = { { "X-CSRF", secret } } };
        var run = System.Text.Json.JsonDocument.Parse(await (await client.SendAsync(begin)).Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetInt64();
        foreach (var name in new[] { "../../../../etc/cron.d/x", "..\\..\\windows\\x.txt", "/etc/passwd", "%2e%2e%2f%2e%2e%2fx", "a\u0000b.txt", "..", new string('x', 5000), "%FF%FE" })
        {
            using var content = new ByteArrayContent("Minister A met Minister B."u8.ToArray());
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/import/{run}/files") { Content = content, Headers = { { "X-CSRF", secret } } };
            request.Headers.TryAddWithoutValidation("X-Source-Name", Uri.EscapeDataString(name));
            Assert.Equal(HttpStatusCode.OK, (await client.SendAsync(request)).StatusCode);
        }
        var names = await served.Store.AskAsync(c => c.HandedFiles.Select(f => f.Name).Concat(c.Sources.Select(s => s.Name)).ToListAsync());
        Assert.All(names, n => Assert.True(n.Length <= 200 && !n.Contains('/', StringComparison.Ordinal) && !n.Contains('\\', StringComparison.Ordinal) && n != ".." && !n.Any(char.IsControl), n));
        Assert.False(File.Exists("/etc/cron.d/x"));
        Assert.True((await served.JournalAsync("refused path")).Count >= 4);
        foreach (var path in new[] { "/front/../../etc/passwd", "/front/%2e%2e%2f%2e%2e%2fetc%2fpasswd", "/releases/1/pages/..%2f..%2fetc%2fpasswd.png", "/import/..%2f1.csv" })
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }

    [Xunit.Fact]
    public async Task What_is_too_large_or_malformed_is_refused()
    {
        await using var served = await ServedRegister.StartAsync(samples: false, set: s => s.MostMegabytes = 1);
        using var client = await served.ProgramAsync("Olga", Roles.Officer);
        using var large = new ByteArrayContent(new byte[(1 << 20) + 1]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync("/api/releases", large)).StatusCode);
        using var wrong = new StringContent("{\"state\":", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PatchAsync("/api/commitments/1", wrong)).StatusCode);
        using var deep = new StringContent(new string('[', 5000), Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PatchAsync("/api/commitments/1", deep)).StatusCode);
        using var browserish = await SignedInAsync(served, "Oscar", Roles.Officer);
        using var torn = new StringContent("--x\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a\"\r\n\r\nabc", Encoding.ASCII);
        torn.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");
        Assert.Equal(HttpStatusCode.BadRequest, (await browserish.PostAsync("/import", torn)).StatusCode);
        // What is no HTTP at all reaches no page.
        foreach (var line in new[] { "GET / HTTP/9.9\r\n\r\n", "\u0001\u0002\u0003\r\n\r\n", $"GET /{new string('a', 20_000)} HTTP/1.1\r\nHost: localhost\r\n\r\n", "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG" })
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, served.Address.Port);
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(line));
            var buffer = new byte[64];
            var count = await socket.GetStream().ReadAsync(buffer);
            Assert.Matches("^$|^HTTP/1.1 4..|^HTTP/1.1 505", Encoding.ASCII.GetString(buffer, 0, count).Split('\r')[0][..Math.Min(12, count)]);
        }
        Assert.NotEmpty(await served.JournalAsync("refused malformed request"));
        Assert.Contains(await served.JournalAsync("refused request"), d => d.Contains("413", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/releases")).StatusCode);
    }

    [Xunit.Fact]
    public async Task A_session_that_was_signed_out_opens_nothing_whoever_kept_its_cookie()
    {
        await using var served = await ServedRegister.StartAsync();
        await served.AccountAsync("Ada", Roles.Administrator);
        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = served.Address };
        await SignInAsync(client, "Ada", ServedRegister.Password);
        var stolen = cookies.GetCookies(served.Address).Single(c => c.Name == AccountServices.CookieName);
        Assert.True(stolen.HttpOnly);
        using var thief = served.Client();
        async Task<HttpStatusCode> TryAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/accounts");
            request.Headers.Add("Cookie", $"{stolen.Name}={stolen.Value}");
            return (await thief.SendAsync(request)).StatusCode;
        }
        Assert.Equal(HttpStatusCode.OK, await TryAsync());
        await SendAsync(client, "/sign-out", await SecretAsync(client, "/"));
        Assert.Equal(HttpStatusCode.Redirect, await TryAsync());
        Assert.NotEmpty(await served.JournalAsync("refused session"));
        // Nor does a change of the password leave another browser in.
        await SignInAsync(client, "Ada", ServedRegister.Password);
        using var second = await SignedInAsync(served, "Ada", Roles.Administrator);
        Assert.Equal(HttpStatusCode.SeeOther, (await SendAsync(client, "/account/password", await SecretAsync(client, "/account"), ("old", ServedRegister.Password), ("new", "another horse, another staple"))).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await second.GetAsync("/accounts")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/accounts")).StatusCode);
    }

    [Xunit.Fact]
    public async Task Addresses_of_another_role_typed_in_by_hand_stay_shut()
    {
        await using var served = await ServedRegister.StartAsync();
        var commitment = await served.Store.AskAsync(c => c.Commitments.Select(x => x.Id).FirstAsync());
        var release = await served.Store.AskAsync(c => c.Releases.Select(x => x.Id).FirstAsync());
        var ada = await served.AccountAsync("Ada", Roles.Administrator);
        string[] officers = ["/import", "/import/1", "/import/1.csv", $"/releases/{release}/review"];
        using var stranger = served.Client();
        foreach (var path in officers.Concat(["/", "/search", $"/releases/{release}", "/accounts", "/account", "/journal", "/reviews/gold.jsonl"]))
            Assert.Equal((path, HttpStatusCode.Redirect), (path, (await stranger.GetAsync(path)).StatusCode));
        foreach (var path in new[] { "/api/releases", "/api/journal", "/api/commitments", "/feeds/engagements.atom", "/api/calendar.ics" })
            Assert.Equal((path, HttpStatusCode.Unauthorized), (path, (await stranger.GetAsync(path)).StatusCode));
        using var reader = await SignedInAsync(served, "Rita", Roles.Reader);
        var secret = await SecretAsync(reader, "/");
        foreach (var path in officers.Append("/accounts"))
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await reader.GetAsync(path)).StatusCode));
        foreach (var path in new[] { $"/commitments/{commitment}", "/proposals/1", $"/releases/{release}/review", "/import", "/import/begin", "/memberships/1", "/accounts", $"/accounts/{ada.Id}" })
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await SendAsync(reader, path, secret, ("do", "remove"), ("state", "kept"))).StatusCode));
        using var officer = await SignedInAsync(served, "Olga", Roles.Officer);
        Assert.Equal(HttpStatusCode.Forbidden, (await officer.GetAsync("/accounts")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(officer, $"/accounts/{ada.Id}", await SecretAsync(officer, "/"), ("do", "remove"))).StatusCode);
        // A program may not do more than its token, even where its account may.
        using var program = await served.ProgramAsync("Rita", Roles.Reader);
        using var json = new StringContent("""{"state":"kept"}""", Encoding.UTF8, "application/json");
        Assert.Equal(HttpStatusCode.Forbidden, (await program.PatchAsync($"/api/commitments/{commitment}", json)).StatusCode);
        Assert.Equal(0, await served.Store.AskAsync(c => c.Commitments.CountAsync(x => x.Decided)));
        Assert.Contains(await served.JournalAsync("refused request"), d => d.Contains("/accounts: 403", StringComparison.Ordinal) && d.Contains("Rita", StringComparison.Ordinal));
    }

    [Xunit.Fact]
    public async Task A_token_that_was_revoked_opens_nothing()
    {
        await using var served = await ServedRegister.StartAsync(samples: false);
        using var client = await SignedInAsync(served, "Olga", Roles.Officer);
        var made = await (await SendAsync(client, "/account/tokens", await SecretAsync(client, "/account"), ("name", "desk"), ("role", "officer"), ("days", "30"))).Content.ReadAsStringAsync();
        var token = Regex.Match(made, "chy_[A-Za-z0-9_-]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        using var program = served.Client();
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync("/api/releases")).StatusCode);
        var page = await client.GetStringAsync("/account");
        Assert.DoesNotContain(token, page, StringComparison.Ordinal);
        await SendAsync(client, "/account/end", await SecretAsync(client, "/account"), ("what", "token"), ("id", Keys.Hash(token)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/releases")).StatusCode);
        Assert.NotEmpty(await served.JournalAsync("refused token"));
        // A role above one's own is not to be had.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await SendAsync(client, "/account/tokens", await SecretAsync(client, "/account"), ("name", "x"), ("role", "administrator"), ("days", "30"))).StatusCode);
    }

    [Xunit.Fact]
    public async Task An_invitation_holds_once_and_no_guessed_password_is_taken()
    {
        await using var served = await ServedRegister.StartAsync(samples: false);
        using var ada = await SignedInAsync(served, "Ada", Roles.Administrator);
        var made = WebUtility.HtmlDecode(await (await SendAsync(ada, "/accounts", await SecretAsync(ada, "/accounts"), ("name", "Nadia"), ("role", "officer"))).Content.ReadAsStringAsync());
        var link = new Uri(Regex.Match(made, "http://[^<\\s]+/invitation[^<\\s]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value);
        var query = System.Web.HttpUtility.ParseQueryString(link.Query);
        using var nadia = served.Client();
        async Task<HttpStatusCode> ChooseAsync(string password) => (await SendAsync(nadia, "/invitation", await SecretAsync(nadia, link.PathAndQuery), ("name", "Nadia"), ("code", query["code"]!), ("password", password))).StatusCode;
        foreach (var weak in new[] { "short", "passwordpassword", "Nadia123456789", "aaaaaaaaaaaaaaaa", "qwertyuiopasd" })
            Assert.Equal((weak, HttpStatusCode.UnprocessableEntity), (weak, await ChooseAsync(weak)));
        Assert.Equal(HttpStatusCode.SeeOther, await ChooseAsync("an umbrella in the rain"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await ChooseAsync("another umbrella altogether"));
        Assert.NotEmpty(await served.JournalAsync("refused invitation"));
        // Whoever loses a role is out at once.
        using var second = served.Client();
        await SignInAsync(second, "Nadia", "an umbrella in the rain");
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/import")).StatusCode);
        var account = await served.AccountAsync("Nadia", Roles.Officer);
        await SendAsync(ada, $"/accounts/{account.Id}", await SecretAsync(ada, "/accounts"), ("do", "role"), ("role", "reader"));
        Assert.Equal(HttpStatusCode.Redirect, (await second.GetAsync("/import")).StatusCode);
    }

    [Xunit.Fact]
    public async Task Every_answer_binds_the_browser()
    {
        await using var served = await ServedRegister.StartAsync(samples: false);
        using var client = served.Client();
        foreach (var path in new[] { "/", "/sign-in", "/nothing", "/api/releases", "/front/none.css", "/healthz" })
        {
            var response = await client.GetAsync(path);
            var policy = response.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.False(response.Headers.Contains("Server"));
        }
        using var signed = await SignedInAsync(served, "Ada", Roles.Administrator);
        Assert.True((await signed.GetAsync("/")).Headers.CacheControl!.NoStore);
        // A way out that is not ours is not taken.
        foreach (var away in new[] { "https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/\u0009/evil.example" })
        {
            var sent = await SendAsync(signed, "/language", await SecretAsync(signed, "/"), ("language", "fr"), ("return", away));
            Assert.Equal("/", sent.Headers.Location!.ToString());
        }
    }

    [Xunit.Fact]
    public async Task Open_reading_is_for_this_machine_and_for_reading_alone()
    {
        await using var served = await ServedRegister.StartAsync(set: s => s.Open = true);
        await served.AccountAsync("Ada", Roles.Administrator);
        using var client = served.Client();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/commitments")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/import")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync(client, "/proposals/1", await SecretAsync(client, "/"), ("decision", "accepted"))).StatusCode);
        Assert.Contains("loopback", new Chancery.Web.Server.ServerSettings { Urls = "http://0.0.0.0:80", Open = true }.Fault, StringComparison.Ordinal);
        Assert.Contains("loopback", new Chancery.Web.Server.ServerSettings { Urls = "http://+:80", Open = true }.Fault, StringComparison.Ordinal);
    }
}

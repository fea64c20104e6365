using System.Text;
using Chancery.Command;
using Chancery.Issuing.Seals;
using Chancery.Sources;
using Chancery.Web.Counter;
using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Xunit;

namespace Chancery.Tests.Web;

/// <summary>The public site in a real browser: all pages for all people, search without a server, and copies that are verified without being sent anywhere.</summary>
public sealed class PublicSiteTests(Browser browser, PublishedSite published)
{
    private async Task<(WebApplication App, Uri Address)> OpenAsync()
    {
        published.Needed();
        var settings = new CounterSettings { Urls = $"http://localhost:{ServedRegister.FreePort()}", Site = published.Site };
        var app = CounterServer.Make(settings, async (name, bytes) => (await Inputs.OfAsync(name, name, bytes, SourceLimits.Standard)).Document, TimeProvider.System);
        await app.StartAsync();
        return (app, new Uri(settings.Urls));
    }

    public static TheoryData<bool, bool> Screens() => new() { { false, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Screens))]
    public async Task Every_kind_of_page_is_accessible_and_fits_the_screen(bool phone, bool dark)
    {
        var (app, address) = await OpenAsync();
        await using (app)
        {
            var faults = new List<string>();
            var page = await browser.PageAsync(address, phone, dark, faults: faults);
            foreach (var (path, name) in new[] { ("", "home"), ("releases/2026/khm-2026-1/", "release"), ("releases/2026/khm-2026-1/edition-1.html", "older"), ("releases/2026/khm-2026-2/", "withdrawn"), ("archive/2026/", "archive"), ("party/", "parties"), ("people/", "people"), ("topic/", "topics"), ("relation/", "relations"), ("relation/jpn-khm/", "relation"), ("search/", "search"), ("verify/", "verify"), ("data/", "data"), ("log/", "log"), ("404.html", "missing") })
            {
                await page.GotoAsync(path);
                await Browser.LookAsync(page, "site-" + name, phone, dark);
            }
            Assert.Empty(faults);
        }
    }

    [Xunit.Fact]
    public async Task The_search_finds_words_without_a_server_and_not_what_an_older_edition_said()
    {
        var (app, address) = await OpenAsync();
        await using (app)
        {
            var page = await browser.PageAsync(address);
            await page.GotoAsync("search/index.html?q=air+services");
            await Assertions.Expect(page.Locator("#said")).ToHaveTextAsync("1 release:");
            await page.GetByRole(AriaRole.Link, new() { Name = "Air Services" }).ClickAsync();
            await Assertions.Expect(page.Locator("h1")).ToContainTextAsync("Air Services");
            await page.GotoAsync("search/");
            await page.GetByLabel("Words").FillAsync("nothingofthekind");
            await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
            await Assertions.Expect(page.Locator("#said")).ToHaveTextAsync("Nothing was found.");
        }
    }

    /// <summary>A file that was issued, a Word file saved anew, an older edition, a text with a word changed, another text: told apart in the browser; nothing is sent but when the reader asks for it.</summary>
    [Xunit.Fact]
    public async Task A_file_that_is_dropped_is_verified_in_the_browser_and_not_sent_anywhere()
    {
        var (app, address) = await OpenAsync();
        await using (app)
        {
            var faults = new List<string>();
            var page = await browser.PageAsync(address, faults: faults);
            var sent = new List<string>();
            page.Request += (_, request) =>
            {
                if (request.Method != "GET")
                    sent.Add(request.Url);
            };
            await page.GotoAsync("verify/");
            async Task TakeAsync(string name, byte[] bytes) => await page.SetInputFilesAsync("#file", new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });
            var verdict = page.Locator("#verdict h2");
            await TakeAsync("letter.pdf", PublishedSite.BytesOf(published.Releases[2]["pdf"]));
            await Assertions.Expect(verdict).ToHaveTextAsync("Genuine");
            await TakeAsync("old.pdf", PublishedSite.BytesOf(published.Releases[0]["pdf"]));
            await Assertions.Expect(verdict).ToHaveTextAsync("Genuine, but an older edition");
            await TakeAsync("gone.txt", PublishedSite.BytesOf(published.Releases[1]["txt"]));
            await Assertions.Expect(verdict).ToHaveTextAsync("Genuine, but withdrawn");
            var text = Encoding.UTF8.GetString(PublishedSite.BytesOf(published.Releases[2]["txt"]));
            await TakeAsync("copy.txt", Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));
            await Assertions.Expect(verdict).ToHaveTextAsync("The wording that was issued");
            await page.GetByLabel("Or the words").FillAsync(text.Split("\n\n").Where(p => !p.Contains("Check: ", StringComparison.Ordinal)).MaxBy(p => p.Length)!);
            await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
            await Assertions.Expect(verdict).ToHaveTextAsync("A passage that was issued");
            await page.GetByLabel("Or the words").FillAsync(text.Replace("thanked", "condemned", StringComparison.Ordinal));
            await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
            await Assertions.Expect(verdict).ToHaveTextAsync("Altered");
            await Assertions.Expect(page.Locator("#verdict del").First).ToHaveTextAsync("condemned");
            await Assertions.Expect(page.Locator("#verdict ins").First).ToHaveTextAsync("thanked");
            await Browser.LookAsync(page, "site-altered");
            await page.GetByLabel("Or the words").FillAsync("The Government announced today that all treaties with its neighbours are suspended with immediate effect and its ambassadors recalled.");
            await page.GetByRole(AriaRole.Button, new() { Name = "Compare" }).ClickAsync();
            await Assertions.Expect(verdict).ToHaveTextAsync("Unknown");
            Assert.Empty(sent);
            // A PDF that was printed anew: the reader may send it to the checker.
            await TakeAsync("printed.pdf", [.. PublishedSite.BytesOf(published.Releases[2]["pdf"]), .. "\n%"u8]);
            await page.GetByRole(AriaRole.Button, new() { Name = "Send this file" }).ClickAsync();
            await Assertions.Expect(verdict).ToHaveTextAsync("Genuine: same wording");
            Assert.Single(sent);
            // The code, as somebody types it.
            var code = await published.Store.AskAsync(context => Task.FromResult(context.Drafts.OrderBy(d => d.Id).Skip(2).First().Code!));
            await page.GetByLabel("The code on the document").FillAsync(code.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant());
            await page.GetByRole(AriaRole.Button, new() { Name = "Look it up" }).ClickAsync();
            await Assertions.Expect(page.Locator("h1")).ToHaveTextAsync(code);
            Assert.Equal(code, ReleaseCode.Of(code.ToLowerInvariant()));
            Assert.Empty(faults);
        }
    }

    /// <summary>The code on the page of a release is read from a picture of the page.</summary>
    [Xunit.Fact]
    public async Task The_code_is_read_from_a_picture_of_the_page()
    {
        if (!Programs.Contain("zbarimg"))
            Assert.Skip("zbarimg is not installed (apt-get install zbar-tools)");
        var (app, address) = await OpenAsync();
        await using (app)
        {
            var page = await browser.PageAsync(address);
            await page.GotoAsync("releases/2026/khm-2026-3/");
            var picture = Path.Combine(published.Folder, "page.png");
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = picture, FullPage = true });
            Assert.Matches("^https://press.example/v/[0-9A-Z]{4}-[0-9A-Z]{4}/\n$", await Programs.RunAsync("zbarimg", "-q", "--raw", picture));
        }
    }
}

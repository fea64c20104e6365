using Chancery.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Chancery.Tests.Web;

/// <summary>Every page, on a desk and on a telephone, light and dark: legible to all by axe's rules, nothing wider than the screen. With CHANCERY_PICTURES set to a folder, each is kept there as a picture.</summary>
public sealed class LookTests(Browser browser)
{
    /// <summary>The pages, by what their pictures are called.</summary>
    private static async Task<List<(string Name, string Path)>> PagesAsync(ServedRegister served) => await served.Store.AskAsync(async context =>
    {
        var release = await context.Releases.Where(r => r.Headline == "Cambodian and Japanese Foreign Ministers Meet in Phnom Penh").Select(r => r.Id).SingleAsync();
        var pdf = await context.Sources.Where(s => s.Name.EndsWith(".pdf")).Select(s => s.ReleaseId).SingleAsync();
        var engagement = await context.Accounts.GroupBy(a => a.EngagementId).Where(g => g.Count() > 1).Select(g => g.Key).FirstAsync();
        var person = await context.People.Where(p => p.Name == "Prak Sokhonn").Select(p => p.Id).FirstAsync();
        var commitment = await context.Proposals.Where(p => p.CommitmentId != null).Select(p => p.CommitmentId).FirstAsync();
        return new List<(string, string)>
        {
            ("home", "/"), ("search", "/search?text=strategic+partnership"), ("release", $"/releases/{release}"), ("page", $"/releases/{pdf}/pages"), ("review", $"/releases/{release}/review?at=a2&edit=1"), ("review-add", $"/releases/{release}/review?add=c"),
            ("parties", "/parties"), ("party", "/parties/JPN"), ("organisation", "/parties/ASEAN"), ("relation", "/relations/JPN/KHM"), ("map", "/map?of=JPN"), ("person", $"/people/{person}"), ("engagement", $"/engagements/{engagement}"),
            ("commitments", "/commitments"), ("commitment", $"/commitments/{commitment}"), ("proposals", "/proposals"), ("brief", "/briefs/JPN?for=KHM&date=2023-10-01"), ("briefs", "/briefs"), ("write", "/write"), ("journal", "/journal?verify=true"),
            ("import", "/import"), ("account", "/account"), ("accounts", "/accounts"), ("missing", "/nothing"),
        };
    });

    private const string Letter = """
        <style>body { font: 12pt/1.5 serif; margin: 25mm } h1 { font-size: 15pt }</style>
        <p>Ministry of Foreign Affairs<br>Republic of Kenya</p><h1>Cabinet Secretary Meets Foreign Minister of Norway in Nairobi</h1><p>Nairobi, 14 March 2024</p>
        <p>Cabinet Secretary for Foreign Affairs Grace Wambui met with the Foreign Minister of Norway, Lars Dahl, in Nairobi on 14 March 2024.</p>
        <p>Cabinet Secretary Wambui thanked Norway for its support of the Nairobi River project. Foreign Minister Dahl reaffirmed Norway’s support for the peace process. The two sides agreed to sign a memorandum of understanding on ocean research by December 2024.</p>
        """;

    private async Task<ServedRegister> StartAsync()
    {
        var served = await ServedRegister.StartAsync();
        var sheet = await browser.PageAsync(served.Address);
        await sheet.SetContentAsync(Letter);
        var pdf = await sheet.PdfAsync(new PagePdfOptions { Format = "A4" });
        await served.Served.Importer(pdf, "letter.pdf").ImportAsync(["letter.pdf"], "tester", null, CancellationToken.None);
        await served.AccountAsync("Ada", Roles.Administrator);
        return served;
    }

    public static TheoryData<bool, bool> Looks() => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Every_page_is_accessible_and_fits(bool phone, bool dark)
    {
        await using var served = await StartAsync();
        var faults = new List<string>();
        var page = await browser.PageAsync(served.Address, phone, dark, faults: faults);
        await page.GotoAsync("/sign-in");
        await Browser.LookAsync(page, "sign-in", phone, dark);
        await StoryTests.SignInAsync(page, "Ada");
        foreach (var (name, path) in await PagesAsync(served))
        {
            await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
            await Browser.LookAsync(page, name, phone, dark);
        }
        Assert.Empty(faults);
    }

    [Xunit.Fact]
    public async Task In_French_the_pages_are_French()
    {
        await using var served = await StartAsync();
        var page = await browser.PageAsync(served.Address, language: "fr-FR");
        await page.GotoAsync("/sign-in");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "fr");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Se connecter" })).ToBeVisibleAsync();
        await page.GetByLabel("Nom").FillAsync("Ada");
        await page.GetByLabel("Mot de passe").FillAsync(ServedRegister.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Se connecter", Exact = true }).ClickAsync();
        await page.GotoAsync("/relations/JPN/KHM");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Ce qui est ouvert" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("31 décembre 2024");
        // The choice of the foot holds against the browser's own language.
        await page.GetByRole(AriaRole.Button, new() { Name = "English" }).ClickAsync();
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
    }

    [Xunit.Fact]
    public async Task What_is_printed_is_the_text_and_its_facts_alone()
    {
        await using var served = await StartAsync();
        var page = await browser.PageAsync(served.Address);
        var release = (await PagesAsync(served)).Single(p => p.Name == "release").Path;
        await StoryTests.SignInAsync(page, "Ada");
        await page.GotoAsync(release);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator(".c-bar")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".c-foot")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#text")).ToBeVisibleAsync();
    }
}

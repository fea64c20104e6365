using Chancery.Lexicons;
using Chancery.Registers.Checks;
using Chancery.Web.Accounts;
using Microsoft.Playwright;
using Xunit;

namespace Chancery.Tests.Web;

/// <summary>A text held against the register while it is written: sentence in, remark out.</summary>
public sealed class WriteTests(Browser browser)
{
    private const string Head = "Ministry of Foreign Affairs and International Cooperation of Cambodia\n\nMinisters Meet\n\nPhnom Penh, 4 March 2024\n\n";

    private static async Task<List<Remark>> CheckAsync(ServedRegister served, string text)
    {
        var record = new Reader().Read(text).Record;
        return await served.Store.AskAsync(context => TextCheck.OfAsync(context, Lexicon.Standard, text, record, CancellationToken.None));
    }

    [Xunit.Fact]
    public async Task Names_offices_weekdays_promises_and_readouts_that_do_not_fit_are_remarked()
    {
        await using var served = await ServedRegister.StartAsync();
        async Task<string> RemarkAsync(string kind, string text) => string.Join('\n', (await CheckAsync(served, text)).Where(r => r.Kind == kind).Select(r => r.Words));
        Assert.Contains("that day is a Monday", await RemarkAsync("weekday", Head + "The two sides met on Tuesday, 4 March 2024."), StringComparison.Ordinal);
        Assert.Contains("there is no such day", await RemarkAsync("weekday", Head + "They will meet on Friday, 31 April 2024."), StringComparison.Ordinal);
        Assert.Equal("", await RemarkAsync("weekday", Head + "The two sides met on Monday, 4 March 2024, and Monday, March 4, 2024."));
        Assert.Contains("the register knows Prak Sokhonn", await RemarkAsync("name", Head + "Prak Sokhon, Deputy Prime Minister of Cambodia, met with Hayashi Yoshimasa, Minister for Foreign Affairs of Japan, in Phnom Penh on 4 March 2024."), StringComparison.Ordinal);
        Assert.Equal("", await RemarkAsync("name", Head + "Prak Sokhonn, Deputy Prime Minister of Cambodia, met with Hayashi Yoshimasa, Minister for Foreign Affairs of Japan, in Phnom Penh on 4 March 2024."));
        Assert.Contains("Hun Manet was last shown as Prime Minister", await RemarkAsync("office", Head + "Hun Sen, Prime Minister of Cambodia, met with Kishida Fumio, Prime Minister of Japan, in Phnom Penh on 4 March 2024."), StringComparison.Ordinal);
        Assert.Contains("was promised for 31 December 2024 already", await RemarkAsync("promise", Head + "Hun Manet, Prime Minister of Cambodia, met with Kishida Fumio, Prime Minister of Japan, in Phnom Penh on 4 March 2024. The two sides agreed to hold the next round of political consultations in Phnom Penh in 2026."), StringComparison.Ordinal);
        Assert.Contains("in the readout of JPN", await RemarkAsync("readout", Head.Replace("4 March 2024", "4 August 2022", StringComparison.Ordinal) + "Prak Sokhonn, Minister of Foreign Affairs and International Cooperation of Cambodia, met with Hayashi Yoshimasa, Minister of Trade of Japan, in Siem Reap on 4 August 2022."), StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public async Task What_is_typed_is_read_beside_it()
    {
        await using var served = await ServedRegister.StartAsync();
        await served.AccountAsync("Olga", Roles.Officer);
        var faults = new List<string>();
        var page = await browser.PageAsync(served.Address, faults: faults);
        await StoryTests.SignInAsync(page, "Olga");
        await page.GotoAsync("/write");
        await page.GetByLabel("Text", new() { Exact = true }).FillAsync(Head + "Hun Sen, Prime Minister of Cambodia, met with Kishida Fumio, Prime Minister of Japan, in Phnom Penh on 4 March 2024.");
        await Assertions.Expect(page.Locator("#beside .c-fact").First).ToContainTextAsync("bilateral meeting");
        await Assertions.Expect(page.Locator("#beside .c-card").First).ToContainTextAsync("Hun Manet");
        await page.GetByLabel("Text", new() { Exact = true }).PressSequentiallyAsync(" Prime Minister Kishida thanked Cambodia for its hospitality.");
        await Assertions.Expect(page.Locator("#beside .c-fact").Nth(1)).ToContainTextAsync("thank JPN → KHM");
        await Browser.AccessibleAsync(page);
        // It begins with an engagement of the register, with the offices of that day.
        await page.GotoAsync("/relations/JPN/KHM");
        await page.GetByRole(AriaRole.Link, new() { Name = "bilateral meeting" }).Last.ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Draft a release for KHM" }).ClickAsync();
        await Assertions.Expect(page.Locator("#typed")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("H.E. Prak Sokhonn, Deputy Prime Minister and Minister of Foreign Affairs and International Cooperation of Cambodia, met with H.E. Hayashi Yoshimasa", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        // Without script the same comes with the whole page.
        var plain = await browser.PageAsync(served.Address, script: false);
        await StoryTests.SignInAsync(plain, "Olga");
        await plain.GotoAsync("/write");
        await plain.GetByLabel("Text", new() { Exact = true }).FillAsync(Head + "The two sides met on Tuesday, 4 March 2024.");
        await plain.GetByRole(AriaRole.Button, new() { Name = "Read it" }).ClickAsync();
        await Assertions.Expect(plain.Locator("#beside")).ToContainTextAsync("that day is a Monday");
        Assert.Empty(faults);
    }
}

using Chancery.Sources;
using Chancery.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Chancery.Tests.Web;

/// <summary>The story in a real browser, as an officer lives it.</summary>
public sealed class StoryTests(Browser browser)
{
    internal static async Task SignInAsync(IPage page, string name)
    {
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("Name").FillAsync(name);
        await page.GetByLabel("Password").FillAsync(ServedRegister.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Browser.ArriveAsync(page, "://[^/]+/$");
    }

    [Xunit.Fact]
    public async Task Import_read_correct_confirm_search_compare_and_take_a_brief_along()
    {
        await using var served = await ServedRegister.StartAsync(samples: false);
        var faults = new List<string>();
        var page = await browser.PageAsync(served.Address, faults: faults);

        // The first administrator, by the link that is told once.
        await page.GotoAsync($"/first?code={served.Access.FirstKey}");
        await page.GetByLabel("Name").FillAsync("Ada");
        await page.GetByLabel("Password").FillAsync(ServedRegister.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Browser.ArriveAsync(page, "://[^/]+/$");
        Assert.Equal(404, (await page.GotoAsync($"/first?code={served.Access.FirstKey}"))!.Status);

        // Import: many files at once, with what became of each.
        await page.GotoAsync("/import");
        var samples = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples")).Where(f => !f.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        await page.GetByLabel("Choose files, or drop them here").SetInputFilesAsync(samples);
        await Assertions.Expect(page.Locator("#said")).ToHaveTextAsync("All files are in the register. The report is kept.", new() { Timeout = 60_000 });
        Assert.Equal(samples.Length, await page.Locator("#sent tr").CountAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "The report" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Report of an import" })).ToBeVisibleAsync();
        Assert.Equal(samples.Length, await page.Locator("tbody tr").CountAsync());

        // Search, with a facet.
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Searchbox).FillAsync("\"special envoy\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search" }).ClickAsync();
        await Assertions.Expect(page.Locator("main mark").First).ToContainTextAsync("Special Envoy");
        await page.GetByRole(AriaRole.Link, new() { Name = "Cambodia", Exact = true }).First.ClickAsync();

        // Read: a fact and its words light up together.
        await page.GetByRole(AriaRole.Link, new() { Name = "Cambodian and Japanese Foreign Ministers Meet in Phnom Penh" }).ClickAsync();
        var thanked = page.Locator(".c-fact", new() { HasText = "thank" }).First;
        await thanked.HoverAsync();
        await Assertions.Expect(page.Locator("mark.lit").First).ToBeVisibleAsync();
        var name = await thanked.GetAttributeAsync("data-f");
        Assert.Contains(name!, (await page.Locator("mark.lit").First.GetAttributeAsync("data-f"))!.Split(' '));

        // Correct a fact by keyboard, reject one, add one that was missed by marking its words.
        var release = page.Url;
        await page.GotoAsync($"{release}/review?at={name}");
        await page.Keyboard.PressAsync("c");
        await Browser.ArriveAsync(page, "edit=1");
        await page.GetByLabel("What it is about").FillAsync("its long friendship");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Browser.ArriveAsync(page, "edit=1", left: true);
        await page.GotoAsync($"{release}/review?at={name}");
        await Assertions.Expect(page.Locator($"#f-{name}")).ToContainTextAsync("its long friendship");
        await Assertions.Expect(page.Locator($"#f-{name}")).ToContainTextAsync("by Ada");
        await page.Keyboard.PressAsync("j");
        await Browser.ArriveAsync(page, $"at={name}", left: true);
        var rejected = await page.Locator(".c-fact--now").GetAttributeAsync("data-f");
        await page.Keyboard.PressAsync("x");
        await Assertions.Expect(page.Locator($"#f-{rejected}")).ToContainTextAsync("rejected");
        await page.GotoAsync($"{release}/review?add=a");
        await Browser.MarkAsync(page, "Phnom Penh");
        await Assertions.Expect(page.GetByLabel("The words that say it")).ToHaveValueAsync("Phnom Penh");
        await page.GetByLabel("Who does it").FillAsync("Cambodia");
        await page.GetByLabel("Kind").SelectOptionAsync("welcome");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator(".c-fact", new() { HasText = "added" })).ToContainTextAsync("KHM");
        var row = await served.Store.AskAsync(context => context.Acts.Where(a => a.About == "its long friendship").SingleAsync());
        Assert.Equal("thank", row.Kind);
        using var client = await served.ProgramAsync("reader", Roles.Reader);
        var gold = await client.GetStringAsync($"/reviews/gold.jsonl?release={row.ReleaseId}");
        Assert.Contains("its long friendship", gold, StringComparison.Ordinal);
        Assert.Contains("=> thank", await client.GetStringAsync($"/reviews/specifications.md?release={row.ReleaseId}"), StringComparison.Ordinal);

        // Confirm what the register proposes.
        await page.GotoAsync("/proposals");
        var visit = page.Locator(".c-card", new() { HasText = "paid a working visit to Japan" }).First;
        await visit.GetByRole(AriaRole.Button, new() { Name = "Confirm" }).ClickAsync();
        await page.GotoAsync("/proposals?decided=true");
        await Assertions.Expect(page.Locator(".c-card").First).ToContainTextAsync("Ada");
        await page.GotoAsync("/commitments?with=JPN&for=KHM");
        await Assertions.Expect(page.Locator(".kept .c-card", new() { HasText = "official visit to Japan" })).Not.ToContainTextAsync("as the register proposes");

        // Compare two accounts.
        await page.GotoAsync(release);
        await page.GetByRole(AriaRole.Link, new() { Name = "The engagement with all accounts of it" }).First.ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Two accounts side by side" })).ToBeVisibleAsync();
        Assert.True(await page.Locator(".c-only").CountAsync() > 0);

        // The course of the relation, and a brief to take along.
        await page.GotoAsync("/relations/JPN/KHM");
        var before = await page.Locator("#timeline").InnerHTMLAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Zoom in" }).ClickAsync();
        await Browser.ArriveAsync(page, "from=");
        Assert.NotEqual(before, await page.Locator("#timeline").InnerHTMLAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Brief for Cambodia" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "As a Word file" }).ClickAsync());
        var document = SourceFile.Open(await File.ReadAllBytesAsync(await download.PathAsync())).Document!;
        Assert.Contains("meeting with Japan", document.Text, StringComparison.Ordinal);

        // The journal has all of it and is whole.
        await page.GotoAsync("/journal?verify=true");
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("The journal is whole");
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("accepted proposal");
        Assert.Empty(faults);
    }

    [Xunit.Fact]
    public async Task Without_script_all_can_be_read_files_handed_in_and_facts_corrected()
    {
        await using var served = await ServedRegister.StartAsync(samples: false);
        await served.AccountAsync("Olga", Roles.Officer);
        var page = await browser.PageAsync(served.Address, script: false);
        await SignInAsync(page, "Olga");
        await page.GotoAsync("/import");
        await page.GetByLabel("Choose files, or drop them here").SetInputFilesAsync(Path.Combine(AppContext.BaseDirectory, "samples", "2022-08-04-khm-jpn.md"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Import" }).ClickAsync();
        await Browser.ArriveAsync(page, "/import/[^/]+$");
        await page.GetByRole(AriaRole.Link, new() { Name = "Cambodian and Japanese Foreign Ministers Meet in Phnom Penh" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Review" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept" }).ClickAsync();
        await Assertions.Expect(page.Locator(".govuk-tag", new() { HasText = "accepted" })).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Link, new() { Name = "Correct", Exact = true }).ClickAsync();
        await page.GetByLabel("The words that say it").FillAsync("words that nobody said");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Assertions.Expect(page.Locator(".govuk-error-summary")).ToContainTextAsync("These words do not stand in the text");
        await page.GotoAsync("/commitments");
        Assert.True(await page.Locator(".c-card").CountAsync() > 3);
    }

    [Xunit.Fact]
    public async Task A_passkey_is_added_and_opens_the_door()
    {
        await using var served = await ServedRegister.StartAsync(samples: false);
        await served.AccountAsync("Pavel", Roles.Officer);
        var faults = new List<string>();
        var page = await browser.PageAsync(served.Address, faults: faults);
        var devtools = await page.Context.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object> { ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true } });
        await SignInAsync(page, "Pavel");
        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("passkey 1")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await Browser.ArriveAsync(page, "://[^/]+/$");
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Pavel" })).ToBeVisibleAsync();
        Assert.Contains("by passkey", await served.JournalAsync("sign in"));
        Assert.Empty(faults);
    }
}

using System.Net;
using Chancery.Sources;
using Chancery.Web.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;

namespace Chancery.Tests.Web;

/// <summary>A release from notes to issue and correction, in a real browser, by the people of a press office.</summary>
public sealed class IssueStoryTests(Browser browser)
{
    private static async Task<ServedRegister> StartAsync(TimeProvider time)
    {
        var served = await ServedRegister.StartAsync(set: s => s.Time = time);
        await served.AccountAsync("Dara", Roles.Officer, duties: "drafter");
        await served.AccountAsync("Dina", Roles.Officer, duties: "drafter");
        await served.AccountAsync("Ben", Roles.Officer, duties: "drafter|desk");
        await served.AccountAsync("Lea", Roles.Reader, duties: "legal");
        await served.AccountAsync("Sam", Roles.Officer, duties: "spokesperson");
        await served.AccountAsync("Rita", Roles.Reader);
        return served;
    }

    private readonly List<string> faults = [];

    private async Task<IPage> AsAsync(ServedRegister served, string name, bool script = true, bool phone = false, bool dark = false)
    {
        var page = await browser.PageAsync(served.Address, script: script, phone: phone, dark: dark, faults: faults);
        await StoryTests.SignInAsync(page, name);
        return page;
    }

    private static Task LookAsync(IPage page, string name, bool phone = false, bool dark = false) => Browser.LookAsync(page, name, phone, dark, whole: true);

    private static Task StepAsync(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static Task StageAsync(IPage page, string stage) => Assertions.Expect(page.Locator("main .govuk-tag").First).ToHaveTextAsync(stage);

    [Xunit.Fact]
    public async Task From_notes_through_remarks_clearance_embargo_and_issue_to_a_correction()
    {
        var time = new JumpingTime(DateTime.UtcNow);
        await using var served = await StartAsync(time);

        // Dara begins with an engagement of the register, and notes what was said.
        var dara = await AsAsync(served, "Dara");
        var engagement = await served.Store.AskAsync(context => context.Engagements.Where(e => e.City == "Phnom Penh" && e.Kind == "bilateral meeting").Select(e => e.Id).FirstAsync());
        await dara.GotoAsync($"/engagements/{engagement}");
        await dara.GetByRole(AriaRole.Link, new() { Name = "Draft a release for KHM" }).ClickAsync();
        await Assertions.Expect(dara.GetByLabel("Who took part")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Prak Sokhonn", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await dara.GetByLabel("Choose from the register").FillAsync("Kishida");
        await dara.Locator("#found button").First.ClickAsync();
        await Assertions.Expect(dara.GetByLabel("Who took part")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Kishida Fumio \\| Prime Minister", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        var people = await dara.GetByLabel("Who took part").InputValueAsync();
        await dara.GetByLabel("Who took part").FillAsync(string.Join('\n', people.Split('\n').Where(l => !l.Contains("Kishida", StringComparison.Ordinal))));
        await dara.GetByLabel("Headline", new() { Exact = true }).FillAsync("Foreign Ministers of Cambodia and Japan Meet in Phnom Penh");
        await dara.GetByLabel("Who signs").FillAsync("Sok Dara | Spokesperson");
        await dara.GetByLabel("What was said, one on each line").FillAsync("Prak Sokhonn | thank | JPN | its assistance to demining\nboth | agree | | to open a joint training centre in Phnom Penh | 31 March 2027");
        await LookAsync(dara, "notes");
        await StepAsync(dara, "Write the draft");
        await Browser.ArriveAsync(dara, "/edit$");
        var draft = new Uri(dara.Url).AbsolutePath.Replace("/edit", "", StringComparison.Ordinal);

        // While she types, what is read stands beside it; a remark is dismissed with a reason, and the text is not left for it.
        var text = dara.GetByLabel("Text", new() { Exact = true });
        Assert.Contains("thanked Japan for its assistance to demining", await text.InputValueAsync(), StringComparison.Ordinal);
        await Assertions.Expect(dara.Locator("#beside .c-fact", new() { HasText = "2027-03-31" })).ToBeVisibleAsync();
        await text.FocusAsync();
        await dara.Keyboard.PressAsync("Control+End");
        await text.PressSequentiallyAsync(" Deputy Prime Minister Prak Sokhonn informed Japan of the situation in Burma on Tuesday, 4 August 2022.");
        await Assertions.Expect(dara.Locator("#beside .c-card", new() { HasText = "this house writes Myanmar" })).ToBeVisibleAsync();
        var weekday = dara.Locator("#beside .c-card", new() { HasText = "that day is a Thursday" });
        await LookAsync(dara, "draft-editor");
        await weekday.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Assertions.Expect(weekday).ToBeVisibleAsync();
        await weekday.GetByLabel("Reason").FillAsync("as the other side has it");
        await weekday.GetByRole(AriaRole.Button, new() { Name = "Dismiss" }).ClickAsync();
        await Assertions.Expect(weekday).ToBeHiddenAsync();
        Assert.Contains("Tuesday, 4 August 2022", await text.InputValueAsync(), StringComparison.Ordinal);
        await StepAsync(dara, "Save, and look at it");
        await Browser.ArriveAsync(dara, $"{draft}$");
        await Assertions.Expect(dara.GetByText("as the other side has it")).ToHaveCountAsync(1);
        await LookAsync(dara, "draft");
        await StepAsync(dara, "Submit");
        await StageAsync(dara, "submitted");
        Assert.Equal(0, await dara.GetByRole(AriaRole.Button, new() { Name = "Clear", Exact = true }).CountAsync());

        // Ben comments on a passage that he marks, and sends it back.
        var ben = await AsAsync(served, "Ben");
        await ben.GotoAsync("/drafts");
        await Assertions.Expect(ben.Locator(".c-card", new() { HasText = "your turn" })).ToBeVisibleAsync();
        await LookAsync(ben, "drafts");
        await ben.GotoAsync(draft);
        await Browser.MarkAsync(ben, "Burma");
        await Assertions.Expect(ben.GetByLabel("Passage; mark it in the text")).ToHaveValueAsync("Burma");
        await ben.GetByLabel("Comment", new() { Exact = true }).FillAsync("We write Myanmar.");
        await StepAsync(ben, "Add the comment");
        await Assertions.Expect(ben.Locator(".c-card", new() { HasText = "We write Myanmar." })).ToBeVisibleAsync();
        await ben.GetByLabel("Reason").First.FillAsync("see the comment");
        await StepAsync(ben, "Send back");
        await StageAsync(ben, "draft");

        // Two write at once: different passages are joined, the same is not overwritten.
        var dina = await AsAsync(served, "Dina");
        await dara.GotoAsync($"{draft}/edit");
        await dina.GotoAsync($"{draft}/edit");
        await text.FillAsync((await text.InputValueAsync()).Replace("Burma", "Myanmar", StringComparison.Ordinal).Replace("Tuesday, 4 August 2022", "Thursday, 4 August 2022", StringComparison.Ordinal));
        await dina.GetByLabel("Headline", new() { Exact = true }).FillAsync("Foreign Ministers of Cambodia and Japan Hold Talks in Phnom Penh");
        await StepAsync(dara, "Save");
        await Assertions.Expect(dara.GetByRole(AriaRole.Status)).ToContainTextAsync("Saved as version 3.");
        await StepAsync(dina, "Save");
        await Assertions.Expect(dina.GetByRole(AriaRole.Status)).ToContainTextAsync("joined with what somebody else wrote");
        await Assertions.Expect(dina.GetByLabel("Text", new() { Exact = true })).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("Myanmar", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await dina.GetByLabel("Headline", new() { Exact = true }).FillAsync("Ministers Hold Talks");
        await StepAsync(dina, "Save");
        await dara.GetByLabel("Headline", new() { Exact = true }).FillAsync("Ministers Confer");
        await StepAsync(dara, "Save");
        await Assertions.Expect(dara.GetByRole(AriaRole.Alert)).ToContainTextAsync("Somebody else changed the same passage meanwhile");
        await LookAsync(dara, "draft-clash");
        await dara.GetByLabel("Headline", new() { Exact = true }).FillAsync("Foreign Ministers of Cambodia and Japan Hold Talks in Phnom Penh");
        await StepAsync(dara, "Save, and look at it");
        await Browser.ArriveAsync(dara, $"{draft}$");
        await dara.Locator(".c-card", new() { HasText = "We write Myanmar." }).GetByRole(AriaRole.Button, new() { Name = "Settled" }).ClickAsync();
        await dara.GotoAsync($"{draft}/versions/3");
        await Assertions.Expect(dara.Locator("ins", new() { HasText = "Myanmar" })).ToBeVisibleAsync();
        await LookAsync(dara, "draft-version");
        await dara.GotoAsync(draft);
        await StepAsync(dara, "Submit");

        // The desk hands it to legal, who clears; the number is given.
        await ben.GotoAsync(draft);
        await StepAsync(ben, "Hand to legal");
        var lea = await AsAsync(served, "Lea");
        await lea.GotoAsync(draft);
        await StepAsync(lea, "Clear");
        await StageAsync(lea, "cleared");
        await Assertions.Expect(lea.Locator("main")).ToContainTextAsync("No. 1/");

        // An embargo, in the house's time.
        var sam = await AsAsync(served, "Sam");
        await sam.GotoAsync(draft);
        await LookAsync(sam, "draft-cleared");
        var until = DateTime.SpecifyKind(time.GetUtcNow().UtcDateTime.AddHours(7 + 1), DateTimeKind.Unspecified);
        // A browser writes a time without seconds where there are none.
        until = until.Second == 0 ? until.AddSeconds(1) : until;
        await sam.Locator("#due-embargoed").FillAsync(until.ToString("yyyy-MM-ddTHH:mm:ss"));
        await StepAsync(sam, "Embargo");
        await StageAsync(sam, "embargoed");
        await Assertions.Expect(sam.Locator("main")).ToContainTextAsync("Asia/Phnom_Penh");
        using (var client = await served.ProgramAsync("reader", Roles.Reader))
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/issued/{draft.Split('/')[^1]}/pdf")).StatusCode);
        time.Pass(TimeSpan.FromMinutes(58));
        await Task.Delay(2500);
        await sam.ReloadAsync();
        await StageAsync(sam, "embargoed");
        time.Pass(TimeSpan.FromMinutes(2));
        for (var round = 0; round < 240 && await sam.Locator("main .govuk-tag").First.TextContentAsync() != "issued"; round++)
        {
            await Task.Delay(250);
            await sam.ReloadAsync();
        }
        await StageAsync(sam, "issued");

        // All may read it in the register, and take its documents.
        var rita = await AsAsync(served, "Rita");
        await sam.GetByRole(AriaRole.Link, new() { Name = "In the register" }).ClickAsync();
        var release = new Uri(sam.Url).AbsolutePath;
        await rita.GotoAsync(release);
        await Assertions.Expect(rita.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Foreign Ministers of Cambodia and Japan Hold Talks in Phnom Penh");
        await LookAsync(rita, "issued");
        var pdf = await (await rita.APIRequest.GetAsync($"/issued/{draft.Split('/')[^1]}/pdf")).BodyAsync();
        Assert.Contains("Hold Talks", new Reader().Read(SourceFile.Open(pdf).Document!).Record.Release.Headline, StringComparison.Ordinal);

        // A correction: the new edition holds, the old one is kept.
        await dara.GotoAsync(draft);
        await dara.GetByLabel("What was wrong").FillAsync("the centre opens by 30 June 2027");
        await StepAsync(dara, "Correct");
        await Browser.ArriveAsync(dara, "/edit$");
        var second = new Uri(dara.Url).AbsolutePath.Replace("/edit", "", StringComparison.Ordinal);
        await text.FillAsync((await text.InputValueAsync()).Replace("31 March 2027", "30 June 2027", StringComparison.Ordinal));
        await StepAsync(dara, "Save, and look at it");
        await StepAsync(dara, "Submit");
        await ben.GotoAsync(second);
        await StepAsync(ben, "Clear");
        await sam.GotoAsync(second);
        await StepAsync(sam, "Issue");
        await StageAsync(sam, "issued");
        await sam.GotoAsync(draft);
        await StageAsync(sam, "corrected");
        await rita.GotoAsync(release);
        await Assertions.Expect(rita.Locator("main")).ToContainTextAsync("A later edition took its place:");

        // Withdrawn, with the reason before all eyes.
        await sam.GotoAsync(second);
        await sam.GetByLabel("Reason").FillAsync("issued without the other side");
        await StepAsync(sam, "Withdraw");
        await StageAsync(sam, "withdrawn");
        await sam.GetByRole(AriaRole.Link, new() { Name = "In the register" }).ClickAsync();
        await Assertions.Expect(sam.Locator("main")).ToContainTextAsync("issued without the other side");
        Assert.Empty(faults);
        var journal = string.Join('\n', await served.JournalAsync("clearance"));
        foreach (var step in new[] { "submit -> submitted", "send back -> draft", "hand to legal -> at legal", "clear -> cleared", "embargo -> embargoed", "the time comes -> issued", "issue -> issued", "withdraw -> withdrawn" })
            Assert.Contains(step, journal, StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public async Task A_drafter_cannot_clear_a_reader_cannot_see_and_each_direct_request_is_refused_and_journalled()
    {
        await using var served = await StartAsync(new JumpingTime(DateTime.UtcNow));
        var (id, _) = await new Issuing.Desks.DraftDesk(served.Store, new("Ben", [Issuing.Clearances.Duty.Drafter]), TimeProvider.System).BeginAsync(IssueTests.Release("Ministers Meet in Phnom Penh"), CancellationToken.None);
        async Task<IAPIResponse> PostAsync(IPage page, string path, params (string Name, string Value)[] fields)
        {
            var form = page.APIRequest.CreateFormData();
            form.Append("csrf", await page.Locator("input[name=csrf]").First.GetAttributeAsync("value") ?? "");
            foreach (var (name, value) in fields)
                form.Append(name, value);
            return await page.APIRequest.PostAsync(path, new() { Form = form, MaxRedirects = 0 });
        }
        // A reader, an officer without a duty, and a program with an administrator's token.
        await served.AccountAsync("Olga", Roles.Administrator);
        foreach (var name in new[] { "Rita", "Olga" })
        {
            var page = await AsAsync(served, name);
            Assert.Equal(0, await page.GetByRole(AriaRole.Link, new() { Name = "Drafts" }).CountAsync());
            foreach (var path in new[] { "/drafts", "/drafts/new", $"/drafts/{id}", $"/drafts/{id}/edit", $"/drafts/{id}/versions/1", $"/drafts/{id}/documents/txt", $"/drafts/{id}/documents/pdf" })
                Assert.Equal((path, 403), (path, (await page.GotoAsync(path))!.Status));
            await page.GotoAsync("/");
            foreach (var path in new[] { "edit", "beside", "remarks", "step", "correct", "comments", "circle" })
                Assert.Equal((path, 403), (path, (await PostAsync(page, $"/drafts/{id}/{path}", ("version", "1"), ("step", "submit"))).Status));
            Assert.Equal(404, (await page.APIRequest.GetAsync($"/issued/{id}/txt")).Status);
        }
        using (var program = await served.ProgramAsync("program", Roles.Administrator))
            Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync($"/drafts/{id}")).StatusCode);
        var refused = string.Join('\n', await served.JournalAsync("refused request"));
        foreach (var said in new[] { $"GET /drafts/{id}: 403", $"POST /drafts/{id}/step: 403", $"GET /drafts/{id}/documents/pdf: 403", "signed in as Rita", "signed in as Olga" })
            Assert.Contains(said, refused, StringComparison.Ordinal);
        // Ben has the desk too, but wrote the text himself.
        var ben = await AsAsync(served, "Ben");
        await ben.GotoAsync($"/drafts/{id}");
        await StepAsync(ben, "Submit");
        Assert.Equal(0, await ben.GetByRole(AriaRole.Button, new() { Name = "Clear", Exact = true }).CountAsync());
        await Assertions.Expect(ben.Locator("main")).ToContainTextAsync("somebody else clears it");
        Assert.Equal(409, (await PostAsync(ben, $"/drafts/{id}/step", ("version", "1"), ("step", "clear"))).Status);
        // Dara drafts, and clears and issues nothing.
        var dara = await AsAsync(served, "Dara");
        await dara.GotoAsync($"/drafts/{id}");
        foreach (var step in new[] { "clear", "hand to legal", "issue", "schedule", "the time comes" })
            Assert.Equal((step, 409), (step, (await PostAsync(dara, $"/drafts/{id}/step", ("version", "1"), ("step", step), ("due", "2030-01-01T00:00"))).Status));
        var steps = string.Join('\n', await served.JournalAsync("refused step"));
        Assert.Contains("clear: nobody clears a text that he wrote himself", steps, StringComparison.Ordinal);
        Assert.Contains("clear: “clear” is for the duty desk", steps, StringComparison.Ordinal);
        // Where the circle is limited, the duty alone opens nothing.
        await ben.GotoAsync($"/drafts/{id}");
        await StepAsync(ben, "Take back");
        await ben.Locator("summary", new() { HasText = "Who may see this draft" }).ClickAsync();
        await ben.GetByLabel("Only its author").CheckAsync();
        await ben.GetByLabel("Names, with commas between").FillAsync("Dina");
        await StepAsync(ben, "Set");
        Assert.Equal(403, (await dara.GotoAsync($"/drafts/{id}"))!.Status);
        Assert.Equal(403, (await dara.GotoAsync($"/drafts/{id}/documents/txt"))!.Status);
        await dara.GotoAsync("/drafts");
        Assert.Equal(0, await dara.Locator(".c-card").CountAsync());
        Assert.Equal(200, (await (await AsAsync(served, "Dina")).GotoAsync($"/drafts/{id}"))!.Status);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, true)]
    public async Task The_pages_of_a_draft_are_accessible_and_fit(bool phone, bool dark)
    {
        await using var served = await StartAsync(new JumpingTime(DateTime.UtcNow));
        var (id, _) = await new Issuing.Desks.DraftDesk(served.Store, IssueTests.Dara, TimeProvider.System).BeginAsync(IssueTests.Release("Ministers Meet in Phnom Penh"), CancellationToken.None);
        var page = await AsAsync(served, "Dara", phone: phone, dark: dark);
        foreach (var (name, path) in new[] { ("drafts", "/drafts"), ("notes", "/drafts/new"), ("draft", $"/drafts/{id}"), ("draft-editor", $"/drafts/{id}/edit"), ("draft-version", $"/drafts/{id}/versions/1") })
        {
            await page.GotoAsync(path);
            await LookAsync(page, name, phone, dark);
        }
        Assert.Empty(faults);
    }

    [Xunit.Fact]
    public async Task Without_script_a_release_is_written_cleared_and_issued_too()
    {
        await using var served = await StartAsync(TimeProvider.System);
        var ben = await AsAsync(served, "Ben", script: false);
        await ben.GotoAsync("/drafts/new");
        await ben.GetByLabel("House", new() { Exact = true }).FillAsync("KHM");
        await ben.GetByLabel("Headline", new() { Exact = true }).FillAsync("Foreign Ministers of Cambodia and Japan Meet Again");
        await ben.GetByLabel("Day of issue").FillAsync("2022-09-01");
        await ben.GetByLabel("Place of issue").FillAsync("Phnom Penh");
        await ben.GetByLabel("Day", new() { Exact = true }).FillAsync("2022-09-01");
        await ben.GetByLabel("City").FillAsync("Phnom Penh");
        await ben.GetByLabel("Who took part").FillAsync("Prak Sokhonn\nHayashi Yoshimasa");
        await ben.GetByLabel("What was said, one on each line").FillAsync("Prak Sokhonn | thank | JPN | its support");
        await StepAsync(ben, "Write the draft");
        Assert.Contains("H.E. Prak Sokhonn, Deputy Prime Minister and Minister of Foreign Affairs and International Cooperation of Cambodia", await ben.GetByLabel("Text", new() { Exact = true }).InputValueAsync(), StringComparison.Ordinal);
        await StepAsync(ben, "Save, and look at it");
        await StepAsync(ben, "Submit");
        var draft = new Uri(ben.Url).AbsolutePath;
        await served.AccountAsync("Bea", Roles.Officer, duties: "desk");
        var bea = await AsAsync(served, "Bea", script: false);
        await bea.GotoAsync(draft);
        await StepAsync(bea, "Clear");
        var sam = await AsAsync(served, "Sam", script: false);
        await sam.GotoAsync(draft);
        await StepAsync(sam, "Issue");
        await StageAsync(sam, "issued");
    }
}

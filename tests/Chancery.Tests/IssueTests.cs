using System.Text.Json.Nodes;
using Chancery.Issuing.Clearances;
using Chancery.Issuing.Desks;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Issue;
using Chancery.Lexicons;
using Chancery.Registers.Store;
using Chancery.Sources;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Chancery.Tests;

/// <summary>What is issued: documents that read back as what was written, and a schedule that holds.</summary>
public sealed class IssueTests
{
    internal static readonly Colleague Dara = new("Dara", [Duty.Drafter]);
    internal static readonly Colleague Ben = new("Ben", [Duty.Desk]);
    internal static readonly Colleague Sam = new("Sam", [Duty.Spokesperson]);

    internal static Sheet Release(string headline) => new()
    {
        House = "KHM",
        Headline = headline,
        Body = "H.E. Prak Sokhonn, Deputy Prime Minister and Minister of Foreign Affairs and International Cooperation of Cambodia, met with H.E. Lina Novak, Minister of Foreign Affairs of Slovenia, in Phnom Penh on 12 May 2026.\n\nDeputy Prime Minister Prak Sokhonn thanked Slovenia for its support of mine clearance. The two sides agreed to sign an agreement on air services by the end of 2026.",
        Place = "Phnom Penh",
        Date = "2026-05-12",
        Signatory = "Sok Dara",
        Office = "Spokesperson of the Ministry of Foreign Affairs and International Cooperation",
    };

    internal static Issuer IssuerOf(Web.ServedRegister served, TimeProvider time) => new(served.Store, Lexicon.Standard, served.Served.Importer, time);

    /// <summary>A draft that Dara wrote and Ben cleared.</summary>
    internal static async Task<long> ClearedAsync(RegisterStore store, Issuer issuer, Sheet sheet)
    {
        var (id, refused) = await new DraftDesk(store, Dara, issuer.Time).BeginAsync(sheet, CancellationToken.None);
        Assert.Null(refused);
        Assert.Null(await issuer.TakeAsync(id, 1, Clearance.Submit, Dara, "", null, CancellationToken.None));
        Assert.Null(await issuer.TakeAsync(id, 1, Clearance.Clear, Ben, "", null, CancellationToken.None));
        return id;
    }

    internal static Task<DraftRow> DraftAsync(RegisterStore store, long id) => store.AskAsync(context => context.Drafts.AsNoTracking().SingleAsync(d => d.Id == id));

    private static string Samples => Path.Combine(AppContext.BaseDirectory, "samples");

    public static TheoryData<int> Parts() => [.. Enumerable.Range(0, 4)];

    /// <summary>The ring: record, draft, the issued documents with the house's letterhead, and the record again.</summary>
    [Theory]
    [MemberData(nameof(Parts))]
    public async Task Every_sample_is_issued_in_every_form_and_read_back_as_the_same(int part)
    {
        if (!Programs.Contain("chromium"))
            Assert.Skip("Chromium is not installed (apt-get install chromium)");
        var (reader, documents, drafter) = (new Reader(), new DocumentSet(Lexicon.Standard), new Drafter());
        foreach (var sample in DraftTests.Releases().Select(r => r.Data).Where((_, i) => i % 4 == part))
        {
            var record = reader.Read(await File.ReadAllTextAsync(Path.Combine(Samples, sample))).Record;
            var sheet = Sheet.Of(drafter.Write(record), record.Release).Tidy();
            var head = Letterheads.Of(Lexicon.Standard, sheet.House, sheet.Issuer);
            var (made, fault) = await documents.MakeAsync(sheet, new IssueFacts("urn:x", head.EnglishName ?? "", "No. 17/2026", 1, "", DateTime.UtcNow, null), CancellationToken.None);
            Assert.Null(fault);
            Assert.Equal(DocumentSet.Forms.Select(f => f.Form), made.Select(d => d.Form));
            foreach (var document in made.Where(d => d.Form is "html" or "pdf" or "docx" or "txt"))
                Assert.Equal((sample, document.Form, DraftTests.Facts(record)), (sample, document.Form, DraftTests.Facts(reader.Read(SourceFile.Open(document.Bytes).Document!).Record)));
            Assert.Equal(DraftTests.Facts(record), DraftTests.Facts(RecordJson.Read(System.Text.Encoding.UTF8.GetString(made.Single(d => d.Form == "record").Bytes))!));
            var item = JsonNode.Parse(made.Single(d => d.Form == "ninjs").Bytes)!;
            Assert.Equal((sheet.Headline, "usable"), (item["headlines"]![0]!["value"]!.GetValue<string>(), item["pubStatus"]!.GetValue<string>()));
        }
    }

    /// <summary>A letterhead in another script is kept in every form, and an embargo and a correction stand on the documents without being read as news.</summary>
    [Theory]
    [InlineData("KHM", "ក្រសួងការបរទេស")]
    [InlineData("ARE", "وزارة الخارجية")]
    [InlineData("JPN", "外務省")]
    [InlineData("SEN", "Ministère de l'Intégration africaine")]
    public async Task A_letterhead_in_two_scripts_stands_right_in_every_form(string house, string name)
    {
        if (!Programs.Contain("chromium") || !Programs.Contain("pdftotext"))
            Assert.Skip("Chromium and poppler-utils are not installed (apt-get install chromium poppler-utils)");
        var until = new DateTime(2026, 5, 12, 11, 0, 0, DateTimeKind.Utc);
        var sheet = Release("Foreign Ministers Meet") with { House = house };
        var (made, fault) = await new DocumentSet(Lexicon.Standard).MakeAsync(sheet, new IssueFacts("urn:x", "", "No. 17/2026", 2, "in an earlier edition the day by which both sides agreed to sign the agreement on air services was given wrongly, and the name of the Minister of Foreign Affairs of Slovenia was written otherwise than she writes it herself; the Ministry regrets the errors", until, until), CancellationToken.None);
        Assert.Null(fault);
        var plain = new Reader().Read(new DocumentSet(Lexicon.Standard).Compose(sheet, "No. 17/2026", null, "", until).Text).Record;
        var letters = string.Concat(name.Where(char.IsLetter));
        foreach (var document in made.Where(d => d.Form is "html" or "pdf" or "docx" or "txt"))
        {
            var opened = SourceFile.Open(document.Bytes).Document!;
            var reading = new Reader().Read(opened);
            Assert.Equal((document.Form, DraftTests.Facts(plain)), (document.Form, DraftTests.Facts(reading.Record)));
            Assert.Equal((document.Form, "Foreign Ministers Meet"), (document.Form, reading.Record.Release.Headline));
            Assert.Equal((document.Form, "2026-05-12"), (document.Form, reading.Record.Release.Date));
            Assert.Contains("EMBARGOED UNTIL", reading.Record.Release.Embargo ?? "", StringComparison.OrdinalIgnoreCase);
            if (document.Form != "pdf")
                Assert.Contains(letters, string.Concat(opened.Text.Where(char.IsLetter)), StringComparison.Ordinal);
        }
        // What somebody copies out of the PDF; blanks between clusters are the viewer's.
        var file = Path.Combine(Directory.CreateTempSubdirectory("letterhead").FullName, "a.pdf");
        await File.WriteAllBytesAsync(file, made.Single(d => d.Form == "pdf").Bytes);
        var copied = string.Concat((await Programs.RunAsync("pdftotext", file, "-")).Where(char.IsLetter));
        Assert.Contains(letters, copied, StringComparison.Ordinal);
        Assert.Contains("Tagged: yes", string.Join(' ', (await Programs.RunAsync("pdfinfo", file)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_issued_is_in_the_register_with_its_documents_and_a_correction_takes_its_place(bool postgres)
    {
        await using var served = await Web.ServedRegister.StartAsync(postgres, samples: false);
        var issuer = IssuerOf(served, new JumpingTime(DateTime.UtcNow));
        var id = await ClearedAsync(served.Store, issuer, Release("Cambodia and Slovenia to Sign an Agreement on Air Services"));
        Assert.Null(await issuer.TakeAsync(id, 1, Clearance.Issue, Sam, "", null, CancellationToken.None));
        var draft = await DraftAsync(served.Store, id);
        Assert.Equal("issued", draft.Stage);
        var forms = await served.Store.AskAsync(context => context.IssuedFiles.Where(f => f.DraftId == id).Select(f => f.Form).ToListAsync());
        Assert.Equal(DocumentSet.Forms.Select(f => f.Form).Order(StringComparer.Ordinal), forms.Order(StringComparer.Ordinal));
        var owed = await served.Store.AskAsync(context => context.Commitments.SingleAsync(c => c.ReleaseId == draft.ReleaseId && !c.Gone));
        Assert.Equal((new DateOnly(2026, 12, 31), "agreement"), (owed.Due!.Value, owed.Kind));
        // A second edition.
        var desk = new DraftDesk(served.Store, Dara, issuer.Time);
        Assert.NotNull((await desk.CorrectAsync(id, " ", CancellationToken.None)).Refused);
        var (second, _) = await desk.CorrectAsync(id, "the agreement is to be signed by March", CancellationToken.None);
        Assert.NotNull((await desk.CorrectAsync(id, "again", CancellationToken.None)).Refused);
        var sheet = Release("Cambodia and Slovenia to Sign an Agreement on Air Services");
        var (saved, _) = await desk.SaveAsync(second, 1, sheet with { Body = sheet.Body.Replace("by the end of 2026", "by 31 March 2027", StringComparison.Ordinal) }, CancellationToken.None);
        foreach (var (step, who) in new[] { (Clearance.Submit, Dara), (Clearance.Clear, Ben), (Clearance.Issue, Sam) })
            Assert.Null(await issuer.TakeAsync(second, saved!.Version, step, who, "", null, CancellationToken.None));
        var (old, now) = (await DraftAsync(served.Store, id), await DraftAsync(served.Store, second));
        Assert.Equal(("corrected", "issued", old.Number), (old.Stage, now.Stage, now.Number));
        Assert.Equal(now.ReleaseId, await served.Store.AskAsync(context => context.Releases.Where(r => r.Id == old.ReleaseId).Select(r => r.ReplacedBy).SingleAsync()));
        Assert.Contains("CORRECTED", System.Text.Encoding.UTF8.GetString(Packed.Bytes(await served.Store.AskAsync(context => context.IssuedFiles.Where(f => f.DraftId == second && f.Form == "txt").Select(f => f.Bytes).SingleAsync()))), StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2027, 3, 31), await served.Store.AskAsync(context => context.Commitments.Where(c => c.ReleaseId == now.ReleaseId && !c.Gone).Select(c => c.Due).SingleAsync()));
        // A third, which corrects the headline alone, is no copy of the second.
        var (third, _) = await desk.CorrectAsync(second, "the headline", CancellationToken.None);
        var latest = (await served.Store.AskAsync(context => DraftHistory.SheetAsync(context, third, 1, CancellationToken.None)))! with { Headline = "Cambodia and Slovenia to Sign an Air Services Agreement" };
        Assert.Null((await desk.SaveAsync(third, 1, latest, CancellationToken.None)).Refused);
        foreach (var (step, who) in new[] { (Clearance.Submit, Dara), (Clearance.Clear, Ben), (Clearance.Issue, Sam) })
            Assert.Null(await issuer.TakeAsync(third, 2, step, who, "", null, CancellationToken.None));
        Assert.Equal((await DraftAsync(served.Store, third)).ReleaseId, await served.Store.AskAsync(context => context.Releases.Where(r => r.Id == now.ReleaseId).Select(r => r.ReplacedBy).SingleAsync()));
        Assert.Null((await served.Store.AskAsync(context => Registers.Journals.Journal.VerifyAsync(context, CancellationToken.None))).Fault);
    }

    [Xunit.Fact]
    public async Task Nobody_steps_on_with_a_text_that_was_changed_meanwhile_and_two_who_issue_at_once_issue_once()
    {
        await using var served = await Web.ServedRegister.StartAsync(samples: false);
        var issuer = IssuerOf(served, new JumpingTime(DateTime.UtcNow));
        var desk = new DraftDesk(served.Store, Dara, issuer.Time);
        var (id, _) = await desk.BeginAsync(Release("Ministers Meet in Phnom Penh"), CancellationToken.None);
        Assert.Null((await desk.SaveAsync(id, 1, Release("Ministers Met in Phnom Penh"), CancellationToken.None)).Refused);
        Assert.Contains("changed meanwhile", (await issuer.TakeAsync(id, 1, Clearance.Submit, Dara, "", null, CancellationToken.None))!.Words, StringComparison.Ordinal);
        Assert.Null(await issuer.TakeAsync(id, 2, Clearance.Submit, Dara, "", null, CancellationToken.None));
        Assert.Contains("submitted", (await desk.SaveAsync(id, 2, Release("Another"), CancellationToken.None)).Refused!.Words, StringComparison.Ordinal);
        Assert.Null(await issuer.TakeAsync(id, 2, Clearance.Clear, Ben, "", null, CancellationToken.None));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => issuer.TakeAsync(id, 2, Clearance.Issue, Sam, "", null, CancellationToken.None)));
        Assert.Single(outcomes, o => o is null);
        Assert.Equal(1, await served.Store.AskAsync(context => context.DraftSteps.CountAsync(s => s.DraftId == id && s.Stage == "issued")));
        Assert.Equal(1, await served.Store.AskAsync(context => context.Releases.CountAsync()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_schedule_survives_a_restart_and_fires_neither_early_nor_twice_whatever_the_clock_does(bool postgres)
    {
        await using var served = await Web.ServedRegister.StartAsync(postgres, samples: false);
        var time = new JumpingTime(DateTime.UtcNow);
        Schedule Start() => new(served.Store, IssuerOf(served, time), new SteadyClock(time), "this boot");
        var issuer = IssuerOf(served, time);
        var due = time.GetUtcNow().UtcDateTime.AddHours(1);
        var id = await ClearedAsync(served.Store, issuer, Release("Cambodia and Slovenia Agree on Air Services"));
        Assert.Null(await issuer.TakeAsync(id, 1, Clearance.Schedule, Sam, "", due, CancellationToken.None));
        var server = Start();
        Assert.Empty(await server.RunAsync(CancellationToken.None));
        // The clock is set ahead by a day: it waits.
        time.Set(TimeSpan.FromDays(1));
        Assert.Empty(await server.RunAsync(CancellationToken.None));
        Assert.Equal(TimeSpan.FromDays(1), server.Jump);
        // So it does after a restart of the server under the wrong clock.
        server = Start();
        Assert.Empty(await server.RunAsync(CancellationToken.None));
        // The clock is set back too far: what it says counts.
        time.Set(TimeSpan.FromDays(-2));
        time.Pass(TimeSpan.FromMinutes(30));
        Assert.Empty(await server.RunAsync(CancellationToken.None));
        // Right again, and not yet due, nor with the second to go.
        time.Set(TimeSpan.FromDays(1));
        Assert.Empty(await server.RunAsync(CancellationToken.None));
        time.Pass(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        Assert.Empty(await server.RunAsync(CancellationToken.None));
        Assert.Equal("scheduled", (await DraftAsync(served.Store, id)).Stage);
        // It is due while no server runs; two start at once.
        time.Pass(TimeSpan.FromHours(3));
        var issued = await Task.WhenAll(Start().RunAsync(CancellationToken.None), Start().RunAsync(CancellationToken.None));
        Assert.Equal(id, Assert.Single(issued.SelectMany(i => i)));
        time.Set(TimeSpan.FromDays(-1));
        time.Pass(TimeSpan.FromDays(2));
        Assert.Empty(await Start().RunAsync(CancellationToken.None));
        Assert.Equal(1, await served.Store.AskAsync(context => context.DraftSteps.CountAsync(s => s.DraftId == id && s.Step == Clearance.TimeComes)));
        Assert.Equal(1, await served.Store.AskAsync(context => context.Releases.CountAsync()));
    }

    [Xunit.Fact]
    public async Task What_is_held_is_not_issued_and_an_embargo_has_documents_that_bear_it_until_it_ends()
    {
        await using var served = await Web.ServedRegister.StartAsync(samples: false);
        var time = new JumpingTime(DateTime.UtcNow);
        var issuer = IssuerOf(served, time);
        var schedule = new Schedule(served.Store, issuer, new SteadyClock(time), "this boot");
        var id = await ClearedAsync(served.Store, issuer, Release("Cambodia and Slovenia Agree on Air Services"));
        Assert.Null(await issuer.TakeAsync(id, 1, Clearance.Schedule, Sam, "", time.GetUtcNow().UtcDateTime.AddHours(1), CancellationToken.None));
        Assert.Null(await issuer.TakeAsync(id, 1, Clearance.Hold, Sam, "wait for the other side", null, CancellationToken.None));
        time.Pass(TimeSpan.FromHours(2));
        Assert.Empty(await schedule.RunAsync(CancellationToken.None));
        Assert.Null(await issuer.TakeAsync(id, 1, Clearance.Embargo, Sam, "", time.GetUtcNow().UtcDateTime.AddHours(1), CancellationToken.None));
        async Task<string> TextAsync(string form, bool embargoed = false) => System.Text.Encoding.UTF8.GetString(Packed.Bytes(await served.Store.AskAsync(context => context.IssuedFiles.Where(f => f.DraftId == id && f.Form == form && f.IsEmbargoed == embargoed).Select(f => f.Bytes).SingleAsync())));
        Assert.Contains("EMBARGOED UNTIL", await TextAsync("txt", embargoed: true), StringComparison.Ordinal);
        Assert.DoesNotContain("EMBARGOED UNTIL", await TextAsync("txt"), StringComparison.Ordinal);
        Assert.Equal("withheld", JsonNode.Parse(await TextAsync("ninjs", embargoed: true))!["pubStatus"]!.GetValue<string>());
        time.Pass(TimeSpan.FromHours(1));
        Assert.Equal([id], await schedule.RunAsync(CancellationToken.None));
        Assert.DoesNotContain("EMBARGOED", await served.Store.AskAsync(context => context.Releases.Select(r => r.Text).SingleAsync()), StringComparison.Ordinal);
    }
}

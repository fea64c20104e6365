using Chancery.Command;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Notes;
using Chancery.Lexicons;
using Chancery.Sources;
using Xunit;

namespace Chancery.Tests;

/// <summary>The way back: from a record to a text that reads back as the record.</summary>
public sealed class DraftTests(Web.Browser browser)
{
    private static string Samples => Path.Combine(AppContext.BaseDirectory, "samples");

    public static TheoryData<string> Releases() => [.. Directory.EnumerateFiles(Samples).Where(f => f.EndsWith(".txt", StringComparison.Ordinal) || f.EndsWith(".md", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal)];

    internal static string Facts(ReleaseRecord record) => string.Join('\n', record.Engagements.Select(e => $"{e.Kind.Word()} {e.Start} {e.End} {e.City} {e.Country} {string.Join(", ", e.Participants.Select(p => $"{p.Person} ({p.Party}; {string.Join("/", p.Offices)})").Order(StringComparer.Ordinal))}")
        .Concat(record.Acts.Select(a => $"{a.Kind.Word()} {string.Join('+', a.By.Order(StringComparer.Ordinal))} {a.Person}").Order(StringComparer.Ordinal))
        .Concat(record.Commitments.Select(c => $"{c.Kind.Word()} {string.Join('+', c.By.Order(StringComparer.Ordinal))} {c.Due}").Order(StringComparer.Ordinal)));

    [Theory]
    [MemberData(nameof(Releases))]
    public void A_sample_is_read_drafted_anew_and_read_back_as_the_same(string sample)
    {
        var reader = new Reader();
        var record = reader.Read(File.ReadAllText(Path.Combine(Samples, sample))).Record;
        var draft = new Drafter().Write(record);
        Assert.Empty(draft.Warnings);
        var again = reader.Read(draft.Text).Record;
        Assert.Equal(Facts(record), Facts(again));
        // The Word document holds the same.
        var opened = SourceFile.Open(ReleaseDocx.Write(draft, Lexicon.Standard));
        Assert.Equal(Facts(record), Facts(reader.Read(opened.Document!).Record));
    }

    [Xunit.Fact]
    public async Task A_sample_goes_round_as_a_page_and_as_a_PDF_that_Chromium_prints_of_it()
    {
        var reader = new Reader();
        var sheet = await browser.PageAsync(new Uri("http://localhost"));
        foreach (var sample in Releases().Select(r => r.Data))
        {
            var record = reader.Read(File.ReadAllText(Path.Combine(Samples, sample))).Record;
            var html = ReleaseHtml.Write(new Drafter().Write(record), record.Release, Lexicon.Standard);
            Assert.Equal((sample, Facts(record)), (sample, Facts(reader.Read(SourceFile.Open(System.Text.Encoding.UTF8.GetBytes(html)).Document!).Record)));
            await sheet.SetContentAsync(html);
            var pdf = await sheet.PdfAsync(new() { PreferCSSPageSize = true, Tagged = true });
            Assert.Equal((sample, Facts(record)), (sample, Facts(reader.Read(SourceFile.Open(pdf).Document!).Record)));
        }
    }

    [Xunit.Fact]
    public void Notes_become_a_release_and_what_is_wrong_in_them_is_told()
    {
        var (record, fault) = MeetingNotes.Read(File.ReadAllText(Path.Combine(Samples, "notes", "2022-08-04-khm-jpn.yaml")), Lexicon.Standard);
        Assert.Null(fault);
        var draft = new Drafter().Write(record!);
        Assert.Empty(draft.Warnings);
        var again = new Reader().Read(draft.Text).Record;
        Assert.Equal(("KHM", "2022-08-04", "Sok Dara"), (again.Release.IssuerCountry, again.Release.Date, again.Release.Signatory!.Name));
        Assert.Equal(record!.Acts.Select(a => a.Kind), again.Acts.Select(a => a.Kind));
        Assert.Contains(again.Commitments, c => c is { Kind: CommitmentKind.Visit, Due: "2022-12-31" });
        Assert.Contains("dance: is no kind of act", MeetingNotes.Read("said:\n  - { who: JPN, kind: dance }", Lexicon.Standard).Fault, StringComparison.Ordinal);
        Assert.Contains("Atlantis: is no party", MeetingNotes.Read("said:\n  - { who: Atlantis, kind: thank }", Lexicon.Standard).Fault, StringComparison.Ordinal);
        Assert.Contains("line 2", MeetingNotes.Read("house: KHM\nhouse2: x", Lexicon.Standard).Fault, StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public async Task People_named_without_office_get_those_that_the_register_shows_on_the_day()
    {
        await using var served = await Web.ServedRegister.StartAsync();
        var notes = Path.Combine(Directory.CreateTempSubdirectory("draft").FullName, "notes.yaml");
        await File.WriteAllTextAsync(notes, "house: KHM\nheadline: Foreign Ministers Meet in Phnom Penh\ndate: 2022-09-01\nengagements:\n  - start: 2022-09-01\n    city: Phnom Penh\n    people: [Prak Sokhonn, Yoshimasa Hayashi, Nobody Atall]\nsaid:\n  - { who: Prak Sokhonn, kind: thank, to: JPN, about: its support }\n");
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(0, await DraftCommand.RunAsync(notes, null, served.Store.Setting, null, output, error, CancellationToken.None));
        Assert.Contains("H.E. Prak Sokhonn, Deputy Prime Minister and Minister of Foreign Affairs and International Cooperation of Cambodia", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Yoshimasa Hayashi, Minister for Foreign Affairs of Japan", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("thanked Japan for its support", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("Nobody Atall: the register knows nobody", error.ToString(), StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(notes)!, recursive: true);
    }

    [Xunit.Fact]
    public void What_cannot_be_said_so_that_it_reads_back_is_warned_of()
    {
        var notes = new ReleaseRecord(new Release(), [], [new Act { Kind = ActKind.Condole, By = ["KHM"], About = "xyzzy" }], [], []);
        Assert.NotEmpty(new Drafter().Write(notes).Warnings);
        Assert.Empty(new Drafter().Write(new ReleaseRecord(new Release(), [], [], [], [])).Warnings);
    }
}

using System.Text.RegularExpressions;
using Chancery.Command;
using Chancery.Sources;
using Xunit;

namespace Chancery.Tests;

/// <summary>A release yields the same record in whatever form it comes.</summary>
public sealed partial class FormTests(Forms forms)
{
    private static readonly Reader Reader = new();

    public static TheoryData<string, string> Exact() => [.. from form in (string[])["eml", "site.html", "old.html", "plain.docx", "plain.pdf", "print.pdf", "columns.pdf"] from sample in Forms.Samples select (Path.GetFileNameWithoutExtension(sample), form)];

    [Theory]
    [MemberData(nameof(Exact))]
    public void The_record_is_the_same_in_every_form(string sample, string form)
    {
        var (wanted, read) = Both(sample, form, null);
        Assert.Equal(string.Join("\n", wanted), string.Join("\n", read));
    }

    [Xunit.Fact]
    public void Scans_at_200_dpi_yield_all_but_three_in_a_hundred_facts()
    {
        Assert.SkipUnless(Tesseract.Recognizer is not null, "tesseract is not installed");
        var results = Forms.Samples.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(s => (Sample: Path.GetFileNameWithoutExtension(s), Records: Both(Path.GetFileNameWithoutExtension(s), "scan.pdf", Tesseract.Recognizer))).ToList();
        var all = results.Sum(r => r.Records.Wanted.Count);
        var missed = results.SelectMany(r => r.Records.Wanted.Where(w => !r.Records.Read.Contains(w)).Select(w => $"{r.Sample}: {w}")).ToList();
        Assert.True(missed.Count <= all * 0.03, $"{missed.Count} of {all} facts:\n{string.Join('\n', missed)}");
    }

    /// <summary>A recognizer makes letters of a code that can be scanned, of a crest and of a stamp. It is not sure of them; a name that it read badly stands among words of which it is.</summary>
    [Xunit.Fact]
    public void What_a_recognizer_makes_of_a_code_is_no_word()
    {
        const string Picture = "\u0089PNG";
        static string Row(int level, int top, int height, double confidence, string word, int left = 300) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{level}\t1\t1\t1\t1\t1\t{left}\t{top}\t200\t{height}\t{confidence}\t{word}");
        var rows = string.Join('\n', Row(1, 0, 2339, -1, ""),
            Row(4, 400, 30, -1, ""), Row(5, 400, 28, 96, "Minister"), Row(5, 400, 28, 45, "Mexzi"), Row(5, 400, 28, 20, "~;"),
            Row(4, 600, 30, -1, ""), Row(5, 600, 28, 96, "12"), Row(5, 600, 28, 55, "Novembr", left: 510), Row(5, 600, 28, 45, "apesin", left: 900), Row(5, 600, 28, 58, "Ei", left: 1110),
            Row(4, 700, 30, -1, ""), Row(5, 700, 28, 96, "Signed"), Row(5, 700, 28, 45, "1999", left: 900),
            Row(4, 800, 137, -1, ""), Row(5, 800, 137, 25, "a"), Row(5, 800, 30, 57, "migm"),
            Row(4, 900, 30, -1, ""), Row(5, 900, 30, 51, "https://press.example/v/764Q-YP5E/"));
        var read = SourceFile.Open(System.Text.Encoding.Latin1.GetBytes(Picture + "\r\n\u001a\n"), _ => new TextResult(rows, null)).Document!;
        Assert.Equal(["Minister", "Mexzi", "12", "Novembr", "Signed", "1999", "https://press.example/v/764Q-YP5E/"], read.Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }

    [Xunit.Fact]
    public void Words_are_found_again_where_the_page_shows_them()
    {
        var path = Forms.Of(Forms.Samples[0], "print.pdf");
        Assert.SkipUnless(File.Exists(path), "chromium is not installed");
        var document = SourceFile.Open(File.ReadAllBytes(path)).Document!;
        var record = Reader.Read(document).Record;
        foreach (var span in record.Acts.SelectMany(a => a.Evidence))
        {
            Assert.NotEmpty(span.Places);
            Assert.All(span.Places, b => Assert.True(b.Page >= 1 && b.Page <= document.Pages.Length && b.Left >= 0 && b.Left + b.Width <= document.Pages[b.Page - 1].Width && b.Top >= 0 && b.Top + b.Height <= document.Pages[b.Page - 1].Height));
        }
    }

    private (List<string> Wanted, List<string> Read) Both(string sample, string form, PageRecognizer? recognizer)
    {
        Assert.NotNull(forms);
        var text = Path.Combine(AppContext.BaseDirectory, "samples", sample + ".txt");
        var path = Forms.Of(text, form);
        Assert.SkipUnless(File.Exists(path), $"the program that makes {form} is not installed");
        var result = SourceFile.Open(File.ReadAllBytes(path), recognizer);
        Assert.Null(result.Fault);
        return (Facts(Reader.Read(File.ReadAllText(text)).Record), Facts(Reader.Read(result.Document!).Record));
    }

    /// <summary>All that a record says, its evidence in words.</summary>
    private static List<string> Facts(ReleaseRecord record)
    {
        var release = record.Release;
        return
        [
            $"release {release.Date} {release.IssuerCountry} {release.Kind} {Words(release.Headline)}",
            .. record.Engagements.Select(e => $"engagement {e.Kind} {e.Start} {e.End} {e.City} {e.Country} {Words(e.Occasion)} {string.Join(", ", e.Participants.Select(p => $"{p.Person} ({p.Party}) {Words(string.Join("; ", p.Offices))}"))} {Said(e)}"),
            .. record.Acts.Select(a => $"act {a.Kind} {string.Join('+', a.By)} {string.Join('+', a.To)} {a.Person} {Said(a)}"),
            .. record.Commitments.Select(c => $"commitment {c.Kind} {c.Status} {string.Join('+', c.By)} {c.Due} {Said(c)}"),
            .. record.Relations.Select(r => $"relation {string.Join('+', r.Parties)} {Said(r)}"),
        ];
    }

    private static string Said(Fact fact) => "«" + Words(string.Join(" ", fact.Evidence.Select(e => e.Exact))) + "»";

    private static string Words(string? text) => Space().Replace(text ?? "", " ").Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"').Trim();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Space();
}

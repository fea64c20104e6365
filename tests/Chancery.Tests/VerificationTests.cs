using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Chancery.Command;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Verification;
using Chancery.Registers.Store;
using Chancery.Sources;
using Xunit;

namespace Chancery.Tests;

/// <summary>Whether something is genuine: forgeries are detected, honest copies are not called forged.</summary>
public sealed partial class VerificationTests(PublishedSite published)
{
    private sealed record Piece(string Kind, byte[] Bytes, string? Text, bool IsPicture = false, string? Signature = null);

    private Verifier Verifier() => new(PublicSite.InFolder(published.Site));

    private static string TextOf(IReadOnlyDictionary<string, IssuedFileRow> release) => Encoding.UTF8.GetString(PublishedSite.BytesOf(release["txt"]));

    private static string PageOf(IReadOnlyDictionary<string, IssuedFileRow> release) => Encoding.UTF8.GetString(PublishedSite.BytesOf(release["html"]));

    private static async Task<Piece> OpenedAsync(string kind, string name, byte[] bytes, string? signature = null)
    {
        var input = await Inputs.OfAsync(name, name, bytes, SourceLimits.Standard);
        var exhibit = Exhibits.Of(bytes, input.Document, signature);
        return new Piece(kind, exhibit.Bytes, exhibit.Text, exhibit.IsPicture, signature);
    }

    private static async Task<byte[]> PrintedAsync(string html) => (await PrintedPage.AsPdfAsync(html, CancellationToken.None)).Pdf!;

    /// <summary>The body's paragraphs of a release's text.</summary>
    private static List<string> Told(string text) => [.. text.Split("\n\n").Where(p => p.Split(' ').Length > 15 && !p.Contains("\nCheck: ", StringComparison.Ordinal))];

    /// <summary>A Word file with other words in it.</summary>
    private static byte[] Docx(byte[] docx, Func<string, string> change)
    {
        using var stream = new MemoryStream();
        stream.Write(docx);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var part = zip.GetEntry("word/document.xml")!;
            string xml;
            using (var reader = new StreamReader(part.Open()))
                xml = reader.ReadToEnd();
            part.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("word/document.xml").Open());
            writer.Write(change(xml));
        }
        return stream.ToArray();
    }

    private static string Changed(string text, string kind, IReadOnlyDictionary<string, IssuedFileRow> release, IReadOnlyDictionary<string, IssuedFileRow> other)
    {
        var told = Told(text);
        var last = told[^1];
        string Once(string from, string to) => text.Replace(last, Replace(last, from, to), StringComparison.Ordinal);
        return kind switch
        {
            "word" => Once(Regex.Match(last, @"\b[a-z]{6,}ed\b").Value, "refused"),
            "not" => Regex.Replace(text, @"\b(?<verb>thanked|agreed|welcomed|met|expressed|discussed)\b", "did not ${verb}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)),
            "date" => Regex.Replace(text, @"\b(?<day>\d{1,2}) (?<month>January|February|March|April|May|June|July|August|September|October|November|December)\b", m => $"{(int.Parse(m.Groups["day"].Value, System.Globalization.CultureInfo.InvariantCulture) % 27) + 1} {m.Groups["month"].Value}", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)),
            "name" => ReplaceName(text),
            "sentence" => text.Replace(told[0], told[0][(told[0].IndexOf(". ", StringComparison.Ordinal) is var at and > 0 && at < told[0].Length - 3 ? at + 2 : told[0].Length / 2)..], StringComparison.Ordinal),
            "added" => text.Replace(last, last + " Both sides further agreed to recognise the new border without delay.", StringComparison.Ordinal),
            "end" => text[..text.IndexOf(last, StringComparison.Ordinal)],
            "other text" => text[..text.IndexOf(told[0], StringComparison.Ordinal)] + "The Government announced today that all treaties with its neighbours are suspended with immediate effect, and that its ambassadors have been recalled for consultations. Citizens are asked to leave the border provinces before Friday.\n\n" + text[(text.IndexOf(last, StringComparison.Ordinal) + last.Length)..],
            "party" => Regex.Replace(text, @"\b(?:Slovenia|Japan|Thailand|Peru|Brazil|Mexico|Kenya|Norway|Ghana|Laos|Canada|New Zealand|Germany|Georgia|Tanzania|the Philippines|Qatar|Singapore|Indonesia|Pakistan|Viet Nam|Ukraine|Colombia|Chile)\b", "Atlantis", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)),
            _ => text,
        };
    }

    private static string Replace(string text, string from, string to) => from.Length == 0 ? text[..^1] + " with reservations." : text[..text.IndexOf(from, StringComparison.Ordinal)] + to + text[(text.IndexOf(from, StringComparison.Ordinal) + from.Length)..];

    [GeneratedRegex(@"(?:Minister|President|Secretary|Ambassador|H\.E\.|Mr\.|Ms\.|Dr\.?) (?:[A-Z][a-z]+ )*?(?<name>[A-Z][a-z]{3,})", RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    private static string ReplaceName(string text)
    {
        var told = Told(text)[0];
        var name = Name().Matches(told).Select(m => m.Groups["name"].Value).FirstOrDefault(n => n is not ("Foreign" or "Minister" or "Affairs" or "Prime" or "President")) ?? told.Split(' ').First(w => w.Length > 3 && char.IsUpper(w[0]));
        return text.Replace(told, told.Replace(name, "Zacharias", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static readonly string[] Kinds = ["word", "not", "date", "name", "sentence", "added", "end", "other text", "party"];

    /// <summary>One word changed, a date, a name, a page dropped, a letterhead around other text, a signature of another file, an old edition passed off as the new.</summary>
    [Xunit.Fact]
    public async Task A_hundred_forgeries_are_all_detected()
    {
        published.Needed();
        var pieces = new List<Piece>();
        var good = published.Releases.Skip(2).ToList();
        foreach (var (release, r) in good.Select((x, i) => (x, i)))
        {
            var other = good[(r + 1) % good.Count];
            var text = TextOf(release);
            foreach (var kind in Kinds)
            {
                var changed = Changed(text, kind, release, other);
                if (changed == text)
                    continue;
                // As a text, as a page saved, as Word, as PDF, as the scan of a print: in turn.
                switch ((r + Array.IndexOf(Kinds, kind)) % 4)
                {
                    case 0 when kind is not "end":
                        pieces.Add(await OpenedAsync($"{kind} in a PDF", "forged.pdf", await PrintedAsync($"<html><body style='font:12pt serif'>{string.Concat(changed.Split("\n\n").Select(p => $"<p>{System.Net.WebUtility.HtmlEncode(p).Replace("\n", "<br>", StringComparison.Ordinal)}</p>"))}</body></html>")));
                        break;
                    case 1 when Told(text).TrueForAll(t => PageOf(release).Contains(System.Net.WebUtility.HtmlEncode(t), StringComparison.Ordinal)):
                        pieces.Add(await OpenedAsync($"{kind} in a page", "forged.html", Encoding.UTF8.GetBytes(Page(PageOf(release), text, changed))));
                        break;
                    default:
                        pieces.Add(new Piece($"{kind} in a text", Encoding.UTF8.GetBytes(changed), changed));
                        break;
                }
            }
            // A signature taken from another file.
            var forged = Changed(text, "word", release, other);
            pieces.Add(new Piece("another file's signature", Encoding.UTF8.GetBytes(forged), forged, false, other["txt"].Signature));
        }
        // An old edition passed off as the new.
        foreach (var form in new[] { "pdf", "html", "docx", "txt" })
            pieces.Add(await OpenedAsync($"an old edition as {form}", $"release.{form}", PublishedSite.BytesOf(published.Releases[0][form])));
        pieces.Add(new Piece("what was withdrawn", PublishedSite.BytesOf(published.Releases[1]["txt"]), TextOf(published.Releases[1])));
        // A forgery as a scan.
        if (Programs.Contain("tesseract") && Programs.Contain("pdftoppm"))
        {
            foreach (var kind in new[] { "word", "date", "name" })
                pieces.Add(await ScannedAsync($"{kind} in a scan", await PrintedAsync($"<html><body style='font:13pt serif'>{string.Concat(Changed(TextOf(good[0]), kind, good[0], good[1]).Split("\n\n").Select(p => $"<p>{System.Net.WebUtility.HtmlEncode(p).Replace("\n", "<br>", StringComparison.Ordinal)}</p>"))}</body></html>")));
        }
        Assert.True(pieces.Count >= 100, $"{pieces.Count} forgeries");
        await AllAsync(pieces, verdict => !verdict.IsGood);
    }

    /// <summary>A saved page with the changed paragraphs in the place of those that were issued.</summary>
    private static string Page(string html, string text, string changed)
    {
        var (before, after) = (Told(text), changed);
        foreach (var paragraph in before.Where(p => !after.Split("\n\n").Contains(p, StringComparer.Ordinal)))
        {
            var now = after.Split("\n\n").Where(p => !text.Split("\n\n").Contains(p, StringComparer.Ordinal)).OrderByDescending(p => p.Split(' ').Intersect(paragraph.Split(' ')).Count()).FirstOrDefault() ?? "";
            html = html.Replace(System.Net.WebUtility.HtmlEncode(paragraph), System.Net.WebUtility.HtmlEncode(now), StringComparison.Ordinal);
        }
        return html;
    }

    /// <summary>Renamed, saved again, printed to PDF again, copied as text, quoted, typed, mailed, scanned.</summary>
    [Xunit.Fact]
    public async Task Of_a_hundred_honest_copies_none_is_called_forged()
    {
        published.Needed();
        var pieces = new List<Piece>();
        var folder = Directory.CreateTempSubdirectory("copies").FullName;
        var good = published.Releases.Skip(2).ToList();
        var words = new List<string>();
        foreach (var (release, r) in good.Select((x, i) => (x, i)))
        {
            var (text, page) = (TextOf(release), PageOf(release));
            pieces.Add(await OpenedAsync("renamed PDF", "copy.pdf", PublishedSite.BytesOf(release["pdf"]), release["pdf"].Signature));
            pieces.Add(await OpenedAsync("renamed Word file", "copy of release.docx", PublishedSite.BytesOf(release["docx"])));
            pieces.Add(await OpenedAsync("page in another encoding of lines", "copy.html", Encoding.UTF8.GetBytes(page.ReplaceLineEndings("\r\n"))));
            pieces.Add(await OpenedAsync("page printed again on Letter", "print.pdf", await PrintedAsync(page.Replace("size: A4", "size: Letter", StringComparison.Ordinal).Replace("11.5pt", "13pt", StringComparison.Ordinal))));
            var told = Told(text);
            pieces.Add(new Piece("words without head and foot", [1], text[text.IndexOf(told[0], StringComparison.Ordinal)..(text.IndexOf(told[^1], StringComparison.Ordinal) + told[^1].Length)]));
            pieces.Add(new Piece("a quotation", [2], $"The spokesperson wrote: “{told[^1]}” We asked for more."));
            pieces.Add(new Piece("typed on lines of 60 letters, with straight quotes", [3], Wrapped(text.Replace('“', '"').Replace('”', '"').Replace('’', '\''), 60)));
            pieces.Add(new Piece("in a mail, quoted", [4], "On Monday the press office wrote:\n" + string.Join('\n', text.Split('\n').Select(l => "> " + l))));
            var pdf = Path.Combine(folder, $"{r}.pdf");
            await File.WriteAllBytesAsync(pdf, PublishedSite.BytesOf(release["pdf"]));
            if (Programs.Contain("pdftotext"))
                pieces.Add(new Piece("copied out of the PDF", [5], await Programs.RunAsync("pdftotext", "-layout", pdf, "-")));
            if (Programs.Contain("tesseract") && Programs.Contain("pdftoppm"))
                pieces.Add(await ScannedAsync("scanned", PublishedSite.BytesOf(release["pdf"])));
            var docx = Path.Combine(folder, $"{r}.docx");
            await File.WriteAllBytesAsync(docx, PublishedSite.BytesOf(release["docx"]));
            words.Add(docx);
        }
        if (Programs.Contain("soffice"))
        {
            var (again, printed) = (Path.Combine(folder, "again"), Path.Combine(folder, "printed"));
            await Programs.RunAsync("soffice", ["--headless", $"-env:UserInstallation=file://{folder}/office", "--convert-to", "docx:MS Word 2007 XML", "--outdir", again, .. words]);
            await Programs.RunAsync("soffice", ["--headless", $"-env:UserInstallation=file://{folder}/office", "--convert-to", "pdf", "--outdir", printed, .. words]);
            foreach (var file in Directory.EnumerateFiles(again).Concat(Directory.EnumerateFiles(printed)))
                pieces.Add(await OpenedAsync($"saved again by LibreOffice as {Path.GetExtension(file)}", file, await File.ReadAllBytesAsync(file)));
        }
        Assert.True(pieces.Count >= 100 || !Programs.Contain("tesseract") || !Programs.Contain("soffice"), $"{pieces.Count} copies");
        await AllAsync(pieces, verdict => verdict.IsGood);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A mark on the paper beside a line is no forgery; the same letters within a sentence may be, and so may a word or a figure anywhere.</summary>
    [Xunit.Fact]
    public async Task A_speck_that_a_picture_has_behind_a_line_alters_nothing()
    {
        published.Needed();
        var text = TextOf(published.Releases[2]);
        var told = Told(text)[0];
        var head = text[..text.IndexOf(told, StringComparison.Ordinal)].TrimEnd();
        var rest = text[head.Length..];
        var cut = text.IndexOf(told, StringComparison.Ordinal) + told.IndexOf(' ', told.Length / 2);
        Piece Seen(string kind, string changed, bool picture = true) => new(kind, Encoding.UTF8.GetBytes(changed), changed, picture);
        await AllAsync([Seen("a speck behind the head", $"{head} mem{rest}")], verdict => verdict is { IsGood: true, Unclear.Count: 1 });
        var pair = text.Split('\n').First(l => l.Split(' ').Length == 2 && l.All(c => char.IsLetter(c) || c == ' '));
        await AllAsync([Seen("specks behind a line of two words", text.Replace($"\n{pair}\n", $"\n{pair} m m m\n", StringComparison.Ordinal))], verdict => verdict is { IsGood: true, Unclear.Count: 1 });
        await AllAsync([Seen("a word behind a line of two words", text.Replace($"\n{pair}\n", $"\n{pair} resigned\n", StringComparison.Ordinal))], verdict => verdict.Finding == Finding.Altered);
        await AllAsync(
            [
                Seen("a speck in a text that is no picture", $"{head} mem{rest}", picture: false),
                Seen("the same letters within a sentence", text.Insert(cut, " mem")),
                Seen("a word behind the head", $"{head} cancelled{rest}"),
                Seen("a denial behind the head", $"{head} not{rest}"),
                Seen("a figure behind the head", $"{head} 451{rest}"),
            ],
            verdict => verdict.Finding == Finding.Altered);
    }

    private static string Wrapped(string text, int width) => string.Join('\n', text.Split('\n').SelectMany(line =>
    {
        var lines = new List<string> { "" };
        foreach (var word in line.Split(' '))
        {
            if (lines[^1].Length + word.Length > width)
                lines.Add("");
            lines[^1] += (lines[^1].Length > 0 ? " " : "") + word;
        }
        return lines;
    }));

    private static async Task<Piece> ScannedAsync(string kind, byte[] pdf)
    {
        var folder = Directory.CreateTempSubdirectory("scan").FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "in.pdf"), pdf);
        await Programs.RunAsync("pdftoppm", "-r", "200", "-gray", "-jpeg", Path.Combine(folder, "in.pdf"), Path.Combine(folder, "page"));
        var text = new StringBuilder();
        var bytes = Array.Empty<byte>();
        foreach (var page in Directory.EnumerateFiles(folder, "*.jpg").Order(StringComparer.Ordinal))
        {
            bytes = await File.ReadAllBytesAsync(page);
            text.Append((await Inputs.OfAsync(page, page, bytes, SourceLimits.Standard)).Document?.Text).Append("\n\n");
        }
        Directory.Delete(folder, recursive: true);
        return new Piece(kind, bytes, text.ToString(), IsPicture: true);
    }

    private async Task AllAsync(List<Piece> pieces, Func<Verdict, bool> right)
    {
        var verifier = Verifier();
        var wrong = new List<string>();
        foreach (var piece in pieces)
        {
            var verdict = await verifier.VerifyAsync(new Exhibit(piece.Bytes, piece.Text, piece.IsPicture, piece.Signature));
            if (!right(verdict))
                wrong.Add(Exhibits.Text(piece.Kind, verdict));
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{pieces.Count} pieces: {string.Join(", ", pieces.GroupBy(p => p.Kind).Select(g => $"{g.Count()} × {g.Key}"))}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {pieces.Count} wrong:\n{string.Join("\n", wrong)}");
    }
}

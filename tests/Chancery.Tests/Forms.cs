using System.Diagnostics;
using System.Net;
using MimeKit;
using UglyToad.PdfPig.Writer;

[assembly: Xunit.AssemblyFixture(typeof(Chancery.Tests.Forms))]

namespace Chancery.Tests;

/// <summary>The samples in the forms in which ministries publish, made once by the programs that ministries use; a form whose program is missing is left out.</summary>
public sealed class Forms
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "forms");

    /// <summary>Samples in plain text; those in Markdown carry page feet of their own.</summary>
    public static IReadOnlyList<string> Samples { get; } = [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.txt").Order(StringComparer.Ordinal).Take(24)];

    public Forms()
    {
        Directory.CreateDirectory(Folder);
        foreach (var sample in Samples)
        {
            var text = File.ReadAllText(sample);
            File.WriteAllText(Of(sample, "site.html"), Site(text));
            File.WriteAllText(Of(sample, "old.html"), Old(text));
            File.WriteAllText(Of(sample, "print.html"), Print(text, columns: 1, "A4"));
            File.WriteAllText(Of(sample, "columns.html"), Print(text, columns: 2, "Letter"));
            File.WriteAllText(Of(sample, "plain.html"), $"<html><head><meta charset=utf-8></head><body>{Paragraphs(text)}</body></html>");
            Mail(text, Of(sample, "eml"));
        }
        if (Programs.Contain("soffice"))
        {
            Run("soffice", ["--headless", $"-env:UserInstallation=file://{Folder}/office", "--convert-to", "docx:MS Word 2007 XML", "--outdir", Folder, .. Samples.Select(s => Of(s, "plain.html"))]);
            Run("soffice", ["--headless", $"-env:UserInstallation=file://{Folder}/office", "--convert-to", "pdf", "--outdir", Folder, .. Samples.Select(s => Of(s, "plain.docx"))]);
            Run("soffice", ["--headless", $"-env:UserInstallation=file://{Folder}/office", "--convert-to", """pdf:writer_pdf_Export:{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"secret"}}""", "--outdir", Path.Combine(Folder, "encrypted"), Of(Samples[0], "plain.docx")]);
        }
        if (Programs.Contain("chromium"))
        {
            Parallel.ForEach(Samples.SelectMany(s => (string[])[Of(s, "print"), Of(s, "columns")]), new ParallelOptions { MaxDegreeOfParallelism = 2 }, page =>
            {
                var profile = Directory.CreateTempSubdirectory("forms");
                Run("chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", $"--user-data-dir={profile.FullName}", "--no-pdf-header-footer", $"--print-to-pdf={page}.pdf", $"file://{page}.html"]);
                profile.Delete(recursive: true);
            });
            if (Programs.Contain("pdftoppm"))
                Parallel.ForEach(Samples, new ParallelOptions { MaxDegreeOfParallelism = 2 }, Scan);
        }
    }

    /// <summary>Where a form of a sample lies; it is not there if its program is missing.</summary>
    public static string Of(string sample, string form) => Path.Combine(Folder, Path.GetFileNameWithoutExtension(sample) + "." + form);

    private static void Run(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
    }

    /// <summary>A scan at 200 dpi: pictures of the pages and no text.</summary>
    private static void Scan(string sample)
    {
        var stem = Of(sample, "scan");
        Run("pdftoppm", ["-r", "200", "-gray", "-jpeg", Of(sample, "print.pdf"), stem]);
        using var builder = new PdfDocumentBuilder();
        foreach (var picture in Directory.EnumerateFiles(Folder, Path.GetFileName(stem) + "-*.jpg").Order(StringComparer.Ordinal))
        {
            var page = builder.AddPage(595, 842);
            page.AddJpeg(File.ReadAllBytes(picture), new UglyToad.PdfPig.Core.PdfRectangle(0, 0, 595, 842));
        }
        File.WriteAllBytes(stem + ".pdf", builder.Build());
    }

    private static string Paragraphs(string text) => string.Concat(text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
        .Select(p => $"<p>{string.Join("<br>\n", p.Trim().Split('\n').Select(WebUtility.HtmlEncode))}</p>\n"));

    /// <summary>Set as a ministry sets it: a foot with contacts on each page, numbered, in one column or two.</summary>
    private static string Print(string text, int columns, string size) => $$"""
        <html><head><meta charset="utf-8"><style>
        @page { size: {{size}}; margin: 22mm 20mm 30mm 20mm; @bottom-center { content: "Telephone: (+000) 12 345 678 · www.example.org"; font: 8pt 'Liberation Sans'; } @bottom-right { content: counter(page); font: 8pt 'Liberation Sans'; } }
        body { font: 12pt/1.5 'Liberation Serif'; column-count: {{columns}}; column-gap: 12mm; text-align: justify; hyphens: auto; }
        </style></head><body lang="en">{{Paragraphs(text)}}</body></html>
        """;

    /// <summary>The release inside a whole page of a site, among menus, banners and other news.</summary>
    private static string Site(string text) => $$"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>News | Government Portal</title><meta name="viewport" content="width=device-width">
        <script>var tracking = "<p>The Minister met nobody.</p>";</script><style>.x{color:red}</style></head>
        <body><header><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About the Ministry</a></li><li><a href="/visa">Visas</a></li><li><a href="/contact">Contact us</a></li></ul></nav></header>
        <div class="cookies">We use cookies. <button>Accept</button></div>
        <div id="content"><article>{{Paragraphs(text)}}</article>
        <aside><h3>Related news</h3><ul><li><a href="/1">The Minister receives the Ambassador of Elsewhere</a></li><li><a href="/2">Consular notice</a></li></ul></aside></div>
        <footer><p>All rights reserved. <a href="/privacy">Privacy</a></p></footer></body></html>
        """;

    /// <summary>A page of an older site, that marks no article.</summary>
    private static string Old(string text) => $"""
        <html><head><meta charset="utf-8"><title>Ministry - News</title></head><body>
        <div class="header"><div class="menu"><ul><li><a href="/">Home</a></li><li><a href="/about">About the Ministry</a></li><li><a href="/visa">Visas</a></li><li><a href="/contact">Contact us</a></li></ul></div></div>
        <div class="cookies">We use cookies. <button>Accept</button></div>
        <table><tr><td><div class="text">{Paragraphs(text)}</div></td><td class="side"><h3>Related news</h3><ul><li><a href="/1">The Minister receives the Ambassador of Elsewhere</a></li><li><a href="/2">Consular notice on travel</a></li><li><a href="/3">Opening hours of the Ministry</a></li></ul></td></tr></table>
        </body></html>
        """;

    private static void Mail(string text, string path)
    {
        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress("Press", "press@example.org"));
        message.To.Add(new MailboxAddress("Editors", "editors@example.org"));
        message.Subject = "For your information";
        message.Date = new DateTimeOffset(2026, 1, 1, 9, 0, 0, TimeSpan.Zero);
        message.Body = new TextPart("plain") { Text = text };
        message.WriteTo(path);
    }
}

using System.IO.Compression;
using System.Text;
using Chancery.Sources;
using UglyToad.PdfPig.Writer;
using Xunit;

namespace Chancery.Tests;

/// <summary>What a file may not do, and what is said of it.</summary>
public sealed class SourceTests
{
    private static string Fault(byte[] bytes, SourceLimits? limits = null)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var result = SourceFile.Open(bytes, null, limits);
        Assert.Null(result.Document);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60));
        return result.Fault!;
    }

    private static byte[] Pdf(int pages)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(UglyToad.PdfPig.Fonts.Standard14Fonts.Standard14Font.Helvetica);
        for (var i = 0; i < pages; i++)
            builder.AddPage(595, 842).AddText("The Minister met the Ambassador.", 12, new UglyToad.PdfPig.Core.PdfPoint(50, 700), font);
        return builder.Build();
    }

    [Xunit.Fact]
    public void A_pdf_of_too_many_pages_is_refused() => Assert.Contains("60 pages; the limit is 50", Fault(Pdf(60), new SourceLimits { Pages = 50 }), StringComparison.Ordinal);

    [Xunit.Fact]
    public void A_truncated_pdf_is_read_as_far_as_it_goes_or_refused()
    {
        var whole = Pdf(3);
        foreach (var part in (double[])[0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
        {
            var result = SourceFile.Open(whole.AsMemory(0, (int)(whole.Length * part)));
            Assert.True(result.Document is null != result.Fault is null);
        }
    }

    [Xunit.Fact]
    public void A_docx_that_unpacks_without_end_is_refused()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("word/document.xml", CompressionLevel.Optimal).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 200; i++)
                part.Write(zeros);
        }
        Assert.Contains("unpacks to more than 128 MB", Fault(stream.ToArray()), StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public void External_entities_of_a_docx_are_not_fetched()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Add(string name, string text)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                writer.Write(text);
            }
            Add("[Content_Types].xml", "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            Add("_rels/.rels", "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            Add("word/document.xml", "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY secret SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&secret;</w:t></w:r></w:p></w:body></w:document>");
        }
        Assert.Contains("damaged DOCX", Fault(stream.ToArray()), StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public void Html_nested_without_end_is_refused() =>
        Assert.Contains("nests its elements more than 400 deep", Fault(Encoding.UTF8.GetBytes("<html><body>" + string.Concat(Enumerable.Repeat("<div>", 100_000)))), StringComparison.Ordinal);

    [Xunit.Fact]
    public void A_file_over_the_limit_is_refused() => Assert.Contains("the limit is 32 MB", Fault(new byte[100 * 1024 * 1024]), StringComparison.Ordinal);

    [Xunit.Fact]
    public void Mails_within_mails_come_to_an_end()
    {
        var mail = "Subject: end\r\nFrom: a@example.org\r\nTo: b@example.org\r\nDate: Thu, 01 Jan 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n";
        for (var i = 0; i < 200; i++)
            mail = $"Subject: {i}\r\nFrom: a@example.org\r\nTo: b@example.org\r\nDate: Thu, 01 Jan 2026 09:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n{mail}\r\n--b{i}--\r\n";
        Assert.Contains("mail", Fault(Encoding.ASCII.GetBytes(mail)), StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public void A_picture_without_a_recognizer_says_what_to_install() =>
        Assert.Contains("install Tesseract", Fault([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]), StringComparison.Ordinal);

    [Theory]
    [InlineData("%PDF-1.7\n", SourceKind.Pdf)]
    [InlineData("\uFEFF<!DOCTYPE html><html>", SourceKind.Html)]
    [InlineData("From: a@example.org\nTo: b@example.org\nSubject: News\n\nText", SourceKind.Mail)]
    [InlineData("# Headline\n\nText", SourceKind.Text)]
    [InlineData("Date: 3 May 2024\nSubject: Visit\n\nThe Minister met the Ambassador.", SourceKind.Text)]
    public void The_kind_is_told_from_the_content(string start, SourceKind kind) => Assert.Equal(kind, SourceFile.KindOf(Encoding.UTF8.GetBytes(start)));

    [Xunit.Fact]
    public void Tracked_changes_are_taken_as_accepted()
    {
        var document = Docx("<w:p><w:r><w:t>The Minister </w:t></w:r><w:del w:id=\"1\" w:author=\"x\"><w:r><w:delText>snubbed</w:delText></w:r></w:del><w:ins w:id=\"2\" w:author=\"x\"><w:r><w:t>thanked</w:t></w:r></w:ins><w:r><w:t> Norway.</w:t></w:r></w:p>");
        Assert.Equal("The Minister thanked Norway.", document.Text);
    }

    [Xunit.Fact]
    public void What_a_page_says_beside_its_text_is_its_title_day_and_site()
    {
        var page = "<!doctype html><html><head><title>x</title><meta property=\"og:site_name\" content=\"Ministry of Foreign Affairs of Kenya\"><script type=\"application/ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-03T08:00:00+03:00\"}</script></head><body><article><h1>Minister meets Ambassador</h1><p>"
            + string.Concat(Enumerable.Repeat("Foreign Minister Grace Wambui met with the Ambassador of Norway Ingrid Solheim. ", 4)) + "</p></article></body></html>";
        var record = new Reader().Read(SourceFile.Open(Encoding.UTF8.GetBytes(page)).Document!).Record;
        Assert.Equal("2024-05-03", record.Release.Date);
        Assert.Equal("KEN", record.Release.IssuerCountry);
        Assert.Equal("Minister meets Ambassador", record.Release.Headline);
    }

    [Xunit.Fact]
    public void Another_script_is_named_and_not_read_and_numbers_and_embargoes_are_kept()
    {
        var release = new Reader().Read("ព្រះរាជាណាចក្រកម្ពុជា\n\nKINGDOM OF CAMBODIA\n\nPress Release No: 214\n\nEmbargoed until 18:00, 3 May 2024\n\nMinister meets Ambassador\n\n3 May 2024\n\nForeign Minister Prak Sokhonn met with the Ambassador of Norway Ingrid Solheim today.").Record.Release;
        Assert.Equal(["Khmer"], release.Scripts);
        Assert.Equal("214", release.Number);
        Assert.StartsWith("Embargoed until", release.Embargo, StringComparison.Ordinal);
        Assert.Equal("Minister meets Ambassador", release.Headline);
    }

    private static SourceDocument Docx(string body)
    {
        using var stream = new MemoryStream();
        using (var package = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Create(stream, DocumentFormat.OpenXml.WordprocessingDocumentType.Document))
        {
            using var part = package.AddMainDocumentPart().GetStream(FileMode.Create);
            part.Write(Encoding.UTF8.GetBytes($"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"));
        }
        return SourceFile.Open(stream.ToArray()).Document!;
    }
}

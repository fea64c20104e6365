using System.Diagnostics;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.DocumentLayoutAnalysis.WordExtractor;
using UglyToad.PdfPig.Exceptions;

namespace Chancery.Sources;

/// <summary>Reads PDF files: words with their places, in reading order; pages that hold a picture and no text through the recognizer.</summary>
internal static class PdfSource
{
    /// <summary>A page with fewer letters is taken for a picture, if it holds one.</summary>
    private const int FewLetters = 20;

    public static SourceResult Read(ReadOnlyMemory<byte> bytes, PageRecognizer? recognizer, SourceLimits limits)
    {
        var clock = Stopwatch.StartNew();
        PdfDocument document;
        try
        {
            document = PdfDocument.Open(bytes.ToArray(), new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true });
        }
        catch (PdfDocumentEncryptedException)
        {
            return SourceResult.Bad("is an encrypted PDF; take the password off (qpdf --decrypt)");
        }
        using (document)
        {
            if (document.NumberOfPages > limits.Pages)
                return SourceResult.Bad($"has {document.NumberOfPages:N0} pages; the limit is {limits.Pages:N0}");
            var pages = new List<(PageSize, List<PageWord>)>();
            var (recognised, unread) = (false, (string?)null);
            for (var number = 1; number <= document.NumberOfPages; number++)
            {
                if (clock.Elapsed > limits.Time)
                    return SourceResult.Bad($"took longer than {limits.Time.TotalSeconds:N0} s to read");
                var page = document.GetPage(number);
                var size = new PageSize(page.Width, page.Height);
                var words = Words(page);
                if (words.Sum(w => w.Text.Length) < FewLetters && Picture(page, limits) is { } picture)
                {
                    var read = ScanSource.Words(picture, recognizer, size);
                    unread ??= read.Fault;
                    recognised |= read.Words.Count > 0;
                    words = read.Words.Count > 0 ? read.Words : words;
                }
                pages.Add((size, words));
            }
            var (text, placed) = PageText.Of(pages);
            if (!text.Any(char.IsLetter))
                return SourceResult.Bad(unread ?? "is a PDF without text");
            return SourceResult.Of(new SourceDocument(SourceKind.Pdf, text) { Words = placed, Pages = [.. pages.Select(p => p.Item1)], Recognised = recognised });
        }
    }

    private static List<PageWord> Words(Page page)
    {
        var words = new List<PageWord>();
        foreach (var word in NearestNeighbourWordExtractor.Instance.GetWords(page.Letters))
        {
            // Stamps and watermarks stand aslant.
            if (word.TextOrientation is not TextOrientation.Horizontal)
                continue;
            var text = Plain(word.Text);
            var box = word.BoundingBox;
            // The type size makes a line's height, not how far its letters happen to reach.
            var size = word.Letters.Max(l => l.PointSize);
            var bottom = page.Height - word.Letters.Min(l => l.StartBaseLine.Y);
            if (text.Length > 0)
                words.Add(new PageWord(text, box.Left, bottom - (size * 0.8), box.Right, bottom + (size * 0.2)));
        }
        return words;
    }

    /// <summary>U+FB00 to U+FB06, by their compatibility decompositions in the Unicode Character Database.</summary>
    private static readonly string[] Ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

    /// <summary>Ligatures as the letters that they stand for; without signs that nobody sees.</summary>
    private static string Plain(string word)
    {
        var text = new StringBuilder(word.Length);
        foreach (var c in word)
        {
            if (c is >= '\ufb00' and <= '\ufb06')
                text.Append(Ligatures[c - '\ufb00']);
            else if (!char.IsControl(c) && !char.IsWhiteSpace(c) && c is not ('\u200b' or '\ufeff' or '\ufffd'))
                text.Append(c == '\u2011' ? '-' : c);
        }
        var plain = text.ToString();
        return plain.Any(Scripts.IsFromRight) ? Spoken(plain) : plain;
    }

    /// <summary>Letters of a script from right to left, found from left to right as they are drawn, in the order in which they are said.</summary>
    private static string Spoken(string drawn)
    {
        var letters = drawn.ToCharArray();
        Array.Reverse(letters);
        return new string(letters);
    }

    /// <summary>The largest picture on a page, as a file that a recognizer reads.</summary>
    private static byte[]? Picture(Page page, SourceLimits limits)
    {
        var image = page.GetImages().Where(i => (long)i.WidthInSamples * i.HeightInSamples <= limits.Pixels).MaxBy(i => (long)i.WidthInSamples * i.HeightInSamples);
        if (image is null || image.WidthInSamples < 200)
            return null;
        var raw = image.RawBytes.ToArray();
        if (raw is [0xFF, 0xD8, 0xFF, ..])
            return raw;
        return image.TryGetPng(out var png) ? png : null;
    }
}

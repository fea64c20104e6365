using System.Globalization;

namespace Chancery.Sources;

/// <summary>Reads pictures of pages through a recognizer.</summary>
internal static class ScanSource
{
    /// <summary>What is said where a page needs a recognizer and there is none.</summary>
    private const string Missing = "is a picture of a page; to read it install Tesseract (Debian: apt-get install tesseract-ocr tesseract-ocr-eng tesseract-ocr-script-latn)";

    /// <summary>An A4 page of 595 points: the size of a page of which only the picture is known.</summary>
    private const double PageWidth = 595;

    public static SourceResult Read(ReadOnlyMemory<byte> picture, PageRecognizer? recognizer)
    {
        var (words, size, fault) = Recognise(picture, recognizer, null);
        if (words.Count == 0)
            return SourceResult.Bad(fault ?? "is a picture in which no words were found");
        var (text, placed) = PageText.Of([(size, words)]);
        return SourceResult.Of(new SourceDocument(SourceKind.Picture, text) { Words = placed, Pages = [size], Recognised = true });
    }

    /// <summary>The words of a picture that fills a page of a known size.</summary>
    public static (List<PageWord> Words, string? Fault) Words(ReadOnlyMemory<byte> picture, PageRecognizer? recognizer, PageSize size)
    {
        var (words, _, fault) = Recognise(picture, recognizer, size);
        return (words, fault);
    }

    /// <summary>Words below this confidence, of 100, are stains and stamps.</summary>
    private const double LeastConfidence = 25;

    /// <summary>Scraps in a line of which no word reaches this confidence, of 100, are what a recognizer makes of a code or a crest; words are read with more than 70.</summary>
    private const double LeastOfLine = 60;

    /// <summary>The longest scrap, in letters.</summary>
    private const int LongestScrap = 5;

    /// <summary>What a recognizer makes of a code or a crest beside a line stands farther from its words than one word from the next in the loosest justified line: in heights of the line.</summary>
    private const double Apart = 3;

    /// <summary>Where the words at a line's end begin that are unsure and stand apart from the sure ones; the number of all where none do. An unsure figure is kept: it may have been put in.</summary>
    private static int Beside(List<PageWord> words, List<double> sure)
    {
        var first = words.Count - sure.Count;
        var unsure = words.Count;
        while (unsure - 1 > first && sure[unsure - 1 - first] < LeastOfLine && words[unsure - 1].Text.All(char.IsLetter))
            unsure--;
        while (unsure < words.Count && words[unsure].Left - words[unsure - 1].Right < Apart * (words[unsure].Bottom - words[unsure].Top))
            unsure++;
        return unsure;
    }

    private static (List<PageWord> Words, PageSize Size, string? Fault) Recognise(ReadOnlyMemory<byte> picture, PageRecognizer? recognizer, PageSize? known)
    {
        var words = new List<PageWord>();
        if (recognizer is null)
            return (words, default, Missing);
        var result = recognizer(picture);
        if (result.Text is null)
            return (words, default, result.Fault);
        var (scale, size) = (1.0, known ?? default);
        // Of a line the lowest letters tell the baseline; its words take the height of the line.
        (double Top, double Bottom) line = default;
        var sure = new List<double>();
        void EndLine()
        {
            var begun = words.Count - sure.Count;
            var kept = sure.TrueForAll(s => s < LeastOfLine) && words.Skip(begun).All(w => w.Text.Length <= LongestScrap) ? begun : Beside(words, sure);
            words.RemoveRange(kept, words.Count - kept);
            sure.Clear();
        }
        foreach (var row in result.Text.Split('\n'))
        {
            var columns = row.Split('\t');
            if (columns.Length < 12 || !int.TryParse(columns[0], CultureInfo.InvariantCulture, out var level))
                continue;
            double At(int column) => double.Parse(columns[column], CultureInfo.InvariantCulture);
            switch (level)
            {
                case 1:
                    var width = Math.Max(1, At(8));
                    scale = (known?.Width ?? PageWidth) / width;
                    size = known ?? new PageSize(PageWidth, At(9) * scale);
                    break;
                case 4:
                    EndLine();
                    line = (At(7) * scale, (At(7) + At(9)) * scale);
                    break;
                case 5 when At(10) >= LeastConfidence && columns[11].Trim() is { Length: > 0 } text && !(text.Length == 1 && char.IsPunctuation(text[0]) && text[0] is '|' or '_' or '~'):
                    words.Add(new PageWord(text, At(6) * scale, line.Top, (At(6) + At(8)) * scale, line.Bottom));
                    sure.Add(At(10));
                    break;
                default:
                    break;
            }
        }
        EndLine();
        return (Even(words), size, null);
    }

    /// <summary>A line without a letter that goes below it is no smaller type: what differs little from the page's type is of it.</summary>
    private static List<PageWord> Even(List<PageWord> words)
    {
        var type = PageLine.Median(words.Select(w => w.Height));
        return [.. words.Select(w => Math.Abs(w.Height - type) < type * 0.4 ? w with { Top = w.Middle - (type / 2), Bottom = w.Middle + (type / 2) } : w)];
    }
}

using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Chancery.Sources;

/// <summary>A word on a page, its box counted from the upper left.</summary>
internal readonly record struct PageWord(string Text, double Left, double Top, double Right, double Bottom)
{
    public double Height => Bottom - Top;

    public double Middle => (Top + Bottom) / 2;
}

/// <summary>A line on a page: words from left to right.</summary>
internal sealed class PageLine(int page, List<PageWord> words)
{
    public int Page => page;

    public List<PageWord> Words => words;

    public double Left => words[0].Left;

    public double Right => words.Max(w => w.Right);

    public double Top => words.Min(w => w.Top);

    public double Bottom => words.Max(w => w.Bottom);

    /// <summary>The commonest height of its words stands for its type size.</summary>
    public double Height { get; } = Median(words.Select(w => w.Height));

    public string Text => string.Join(' ', words.Select(w => w.Text));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[sorted.Length / 2];
    }
}

/// <summary>
/// Makes running text of words on pages: lines, columns, running heads and feet, paragraphs, words broken at the end of a line.
/// What stands at the head of every page is kept once, at the beginning; what stands at the foot once, at the end.
/// </summary>
internal sealed partial class PageText
{
    private readonly StringBuilder text = new();
    private readonly ImmutableArray<PlacedWord>.Builder placed = ImmutableArray.CreateBuilder<PlacedWord>();

    /// <summary>The text of a document and where its words stand.</summary>
    /// <param name="pages">For each page its size and its words, in any order.</param>
    public static (string Text, ImmutableArray<PlacedWord> Words) Of(IReadOnlyList<(PageSize Size, List<PageWord> Words)> pages)
    {
        var flows = new List<List<PageLine>>();
        for (var p = 0; p < pages.Count; p++)
            flows.Add(Ordered(pages[p].Words, p + 1));
        var (heads, feet) = Furniture(flows, pages.Select(p => p.Size).ToList());
        var writer = new PageText();
        writer.Paragraphs(heads);
        writer.Paragraphs([.. flows.SelectMany(f => f)]);
        writer.Paragraphs(feet);
        return (writer.text.ToString().TrimEnd(), writer.placed.ToImmutable());
    }

    /// <summary>Words that stand at one height, from left to right, page by page from top to bottom.</summary>
    private static List<List<PageWord>> Rows(List<PageWord> words)
    {
        var rows = new List<List<PageWord>>();
        foreach (var word in words.OrderByDescending(w => w.Height).ThenBy(w => w.Top))
        {
            // A small word beside a large one ("7" and its "th") belongs to the row that it overlaps.
            var row = rows.Find(r => word.Middle > r[0].Top && word.Middle < r[0].Bottom && word.Height <= r[0].Height * 1.2);
            if (row is null)
                rows.Add([word]);
            else
                row.Add(word);
        }
        foreach (var row in rows)
            row.Sort((a, b) => a.Left.CompareTo(b.Left));
        return [.. rows.OrderBy(r => r[0].Middle)];
    }

    /// <summary>A row as lines: cut where two columns part, and where words are set apart more widely than any text is set.</summary>
    private static IEnumerable<PageLine> Cut(List<PageWord> row, double? gutter, int page)
    {
        var from = 0;
        for (var i = 1; i <= row.Count; i++)
        {
            var apart = i < row.Count ? row[i].Left - row.Take(i).Max(w => w.Right) : 0;
            var parted = i < row.Count && gutter is { } x && row[i - 1].Right <= x && row[i].Left >= x;
            if (i < row.Count && !parted && apart < Math.Max(36, row[0].Height * 3.5))
                continue;
            yield return new PageLine(page, Directed(Joined(row.GetRange(from, i - from))));
            from = i;
        }
    }

    /// <summary>Words of a script from right to left, one after the other, in the order in which they are said.</summary>
    private static List<PageWord> Directed(List<PageWord> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var end = i;
            while (end < words.Count && words[end].Text.Any(Scripts.IsFromRight))
                end++;
            if (end - i > 1)
                words.Reverse(i, end - i);
            i = Math.Max(i, end - 1);
        }
        return words;
    }

    /// <summary>"7" and a raised "th" are one word.</summary>
    private static List<PageWord> Joined(List<PageWord> words)
    {
        for (var i = words.Count - 1; i > 0; i--)
        {
            var (before, raised) = (words[i - 1], words[i]);
            if (raised.Text is "st" or "nd" or "rd" or "th" && char.IsDigit(before.Text[^1]) && raised.Left - before.Right < before.Height * 0.35)
            {
                words[i - 1] = before with { Text = before.Text + raised.Text, Right = raised.Right };
                words.RemoveAt(i);
            }
        }
        return words;
    }

    private const int LeastColumnLines = 4;

    /// <summary>Reading order: two columns are read one after the other, what goes over both before and after them.</summary>
    private static List<PageLine> Ordered(List<PageWord> words, int page)
    {
        var rows = Rows(words);
        var gutter = Gutter(rows);
        var lines = rows.SelectMany(r => Cut(r, gutter, page)).ToList();
        if (gutter is not { } x)
            return lines;
        var ordered = new List<PageLine>();
        var (left, right) = (new List<PageLine>(), new List<PageLine>());
        foreach (var line in lines)
        {
            if (line.Right <= x)
                left.Add(line);
            else if (line.Left >= x)
                right.Add(line);
            else
            {
                ordered.AddRange(left.Concat(right));
                left.Clear();
                right.Clear();
                ordered.Add(line);
            }
        }
        ordered.AddRange(left.Concat(right));
        return ordered;
    }

    /// <summary>The least space between two columns, in points.</summary>
    private const double LeastGutter = 10;

    /// <summary>Where a page is parted into two columns of running text; null if it is not.</summary>
    private static double? Gutter(List<List<PageWord>> rows)
    {
        if (rows.Count < LeastColumnLines)
            return null;
        var (from, to) = (rows.Min(r => r[0].Left), rows.Max(r => r[^1].Right));
        var (best, most) = ((double?)null, 0);
        for (var x = from + ((to - from) * 0.3); x < from + ((to - from) * 0.7); x += 2)
        {
            var (left, right, across, wideLeft, wideRight) = (0, 0, 0, 0.0, 0.0);
            foreach (var row in rows)
            {
                var (before, behind) = (double.MinValue, double.MaxValue);
                var crossed = false;
                foreach (var word in row)
                {
                    if (word.Right <= x)
                        before = Math.Max(before, word.Right);
                    else if (word.Left >= x)
                        behind = Math.Min(behind, word.Left);
                    else
                        crossed = true;
                }
                if (crossed || before > double.MinValue && behind < double.MaxValue && behind - before < LeastGutter)
                {
                    across++;
                    continue;
                }
                left += before > double.MinValue ? 1 : 0;
                right += behind < double.MaxValue ? 1 : 0;
                wideLeft = Math.Max(wideLeft, before > double.MinValue ? before - row[0].Left : 0);
                wideRight = Math.Max(wideRight, behind < double.MaxValue ? row[^1].Right - behind : 0);
            }
            if (left >= LeastColumnLines && right >= LeastColumnLines && across * 2 < left + right && Math.Min(wideLeft, wideRight) > (to - from) * 0.3 && left + right - across > most)
                (best, most) = (x, left + right - across);
        }
        return best;
    }

    /// <summary>Takes running heads, feet and page numbers out of the flows; each is kept once.</summary>
    private static (List<PageLine> Heads, List<PageLine> Feet) Furniture(List<List<PageLine>> flows, List<PageSize> sizes)
    {
        var (heads, feet) = (new List<PageLine>(), new List<PageLine>());
        if (flows.Count < 2)
            return (heads, feet);
        var seen = new Dictionary<string, HashSet<int>>(StringComparer.Ordinal);
        foreach (var line in flows.SelectMany(f => f).Where(l => Edge(l, sizes) != 0))
        {
            if (!seen.TryGetValue(Shape(line, sizes), out var pages))
                seen[Shape(line, sizes)] = pages = [];
            pages.Add(line.Page);
        }
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var flow in flows)
        {
            for (var i = 0; i < flow.Count; i++)
            {
                var line = flow[i];
                if (Edge(line, sizes) is var edge and not 0 && (PageNumber().IsMatch(line.Text) || seen[Shape(line, sizes)].Count >= 2))
                {
                    flow.RemoveAt(i--);
                    if (!PageNumber().IsMatch(line.Text) && kept.Add(Shape(line, sizes)))
                        (edge < 0 ? heads : feet).Add(line);
                }
            }
        }
        return (heads, feet);
    }

    /// <summary>-1 in the uppermost seventh of a page, 1 in the lowest, 0 between.</summary>
    private static int Edge(PageLine line, List<PageSize> sizes) =>
        line.Bottom < sizes[line.Page - 1].Height / 7 ? -1 : line.Top > sizes[line.Page - 1].Height * 6 / 7 ? 1 : 0;

    /// <summary>A line whatever its numbers are, and at which edge it stands.</summary>
    private static string Shape(PageLine line, List<PageSize> sizes) => Edge(line, sizes) + Digits().Replace(line.Text, "#");

    private void Paragraphs(List<PageLine> lines)
    {
        var flow = new Flow(lines);
        for (var i = 0; i < lines.Count; i++)
        {
            var goesOn = i > 0 && GoesOn(flow, i);
            if (i > 0 && !goesOn)
                text.Append("\n\n");
            Write(lines[i], goesOn, lines);
        }
        if (lines.Count > 0)
            text.Append("\n\n");
    }

    /// <summary>Lines that are read one after the other, with what is asked of all of them, worked out once.</summary>
    private sealed class Flow(List<PageLine> lines)
    {
        private readonly Dictionary<int, List<PageLine>> pages = lines.GroupBy(l => l.Page).ToDictionary(g => g.Key, g => g.ToList());
        private readonly Dictionary<int, double> rooms = [];

        public List<PageLine> Lines => lines;

        public double Leading { get; } = PageText.Leading(lines);

        /// <summary>The commonest height stands for the type size of the text.</summary>
        public double Height { get; } = PageLine.Median(lines.Select(l => l.Height));

        /// <summary>The lines of the page of a line.</summary>
        public List<PageLine> Beside(PageLine line) => pages[line.Page];

        /// <summary>How wide the page of a line is written.</summary>
        public double Room(PageLine line)
        {
            if (!rooms.TryGetValue(line.Page, out var room))
                rooms.Add(line.Page, room = Beside(line).Max(l => l.Right) - Beside(line).Min(l => l.Left));
            return room;
        }
    }

    /// <summary>From one line to the next of a paragraph, as a part of the type size.</summary>
    private static double Leading(List<PageLine> lines)
    {
        var steps = new List<double>();
        for (var i = 1; i < lines.Count; i++)
        {
            var step = (lines[i].Top - lines[i - 1].Top) / Math.Max(1, lines[i].Height);
            if (lines[i].Page == lines[i - 1].Page && step is > 0.5 and < 4)
                steps.Add(Math.Round(step, 1));
        }
        return steps.Count == 0 ? 1.5 : steps.GroupBy(s => s).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).First().Key;
    }

    /// <summary>Whether a line goes on with the paragraph of the line before it.</summary>
    private static bool GoesOn(Flow flow, int at)
    {
        var (lines, leading) = (flow.Lines, flow.Leading);
        var (before, line) = (lines[at - 1], lines[at]);
        var open = !SentenceEnd().IsMatch(before.Text) || Style().IsMatch(before.Text);
        if (ItemStart().IsMatch(line.Text) && !(open && line.Text[0] == '(') || IsDateline(lines, at) || IsDateline(lines, at - 1) || Math.Abs(line.Height - before.Height) > Math.Max(line.Height, before.Height) * 0.18)
            return false;
        var lower = char.IsLower(line.Text[0]);
        if (line.Page != before.Page || line.Top < before.Top)
            return open && (lower || Wide(flow, at - 1));
        var step = (line.Top - before.Top) / Math.Max(1, line.Height);
        if (step < 0.5)
            return false;
        if (step > Math.Max(leading * 1.25, leading + 0.25))
            return open && lower && step < leading * 1.8;
        if (IsSetApart(flow, at))
            return false;
        // The same distance to all lines: a short line ends its paragraph, if it ends a sentence or no sentence at all.
        return Wide(flow, at - 1) || open && lower;
    }

    /// <summary>A day by itself, and not one that a sentence goes on with: "… from 22 to" above it.</summary>
    private static bool IsDateline(List<PageLine> lines, int at) => DayAlone().IsMatch(lines[at].Text) && !(at > 0 && RunsOn().IsMatch(lines[at - 1].Text));

    /// <summary>
    /// Lines of a letterhead or a sign-off, in the middle or at the right: no larger than the text, each beginning elsewhere, and the second with a capital though it would have had room on the
    /// first; or each in a script of its own.
    /// </summary>
    private static bool IsSetApart(Flow flow, int at)
    {
        var (before, line) = (flow.Lines[at - 1], flow.Lines[at]);
        if (before.Text.Any(Scripts.IsFar) != line.Text.Any(Scripts.IsFar))
            return true;
        if (!char.IsUpper(line.Text[0]) || Math.Abs(before.Left - line.Left) < 12 || line.Height > flow.Height * 1.12)
            return false;
        var atRight = Math.Abs(before.Right - line.Right) < 2;
        var inMiddle = Math.Abs(before.Left + before.Right - line.Left - line.Right) < 4;
        if (!atRight && !inMiddle)
            return false;
        return before.Right - before.Left + line.Words[0].Right - line.Words[0].Left + (line.Height * 0.6) < flow.Room(line);
    }

    /// <summary>Whether the next line's first word would not have had room on this line.</summary>
    private static bool Wide(Flow flow, int at)
    {
        var (lines, line) = (flow.Lines, flow.Lines[at]);
        var right = flow.Beside(line).Where(l => Math.Abs(l.Left - line.Left) < 60 && Overlaps(l, line)).Max(l => l.Right);
        var next = at + 1 < lines.Count ? lines[at + 1].Words[0] : default;
        return line.Right + (next.Right - next.Left) + (line.Height * 0.6) >= right - 1;
    }

    private static bool Overlaps(PageLine a, PageLine b) => a.Left < b.Right && b.Left < a.Right;

    private void Write(PageLine line, bool goesOn, List<PageLine> all)
    {
        for (var i = 0; i < line.Words.Count; i++)
        {
            var word = line.Words[i];
            var whole = i == 0 && goesOn && Broken(word.Text, all);
            if (!whole && text.Length > 0 && text[^1] != '\n')
                text.Append(' ');
            var start = text.Length;
            text.Append(word.Text);
            placed.Add(new PlacedWord(start, text.Length, new PageBox(line.Page, word.Left, word.Top, word.Right - word.Left, word.Height)));
        }
    }

    /// <summary>A word that was broken at the end of the last line: its hyphen goes where the whole word stands elsewhere or looks like one.</summary>
    private bool Broken(string rest, List<PageLine> all)
    {
        if (text.Length < 3 || text[^1] is not ('-' or '\u00ad' or '‐') || !char.IsLetter(text[^2]) || !char.IsLetter(rest[0]))
            return false;
        var start = text.Length - 1;
        while (start > 0 && char.IsLetter(text[start - 1]))
            start--;
        var before = text.ToString(start, text.Length - 1 - start);
        if (text[^1] is '\u00ad' or '‐' || char.IsLower(rest[0]) && !Joins(before, rest, all))
        {
            text.Length--;
            if (placed.Count > 0)
                placed[^1] = placed[^1] with { End = text.Length };
        }
        return true;
    }

    private static readonly string[] Prefixes = ["co", "non", "vice", "inter", "anti", "multi", "self", "ex", "mid", "long", "high", "low", "well", "third", "two", "three", "four", "five", "counter", "cross", "follow", "near", "far", "wide", "post", "pre", "pro", "semi", "all", "people", "peace", "decision", "win", "so", "face"];

    /// <summary>Whether the hyphen belongs to the word.</summary>
    private static bool Joins(string before, string rest, List<PageLine> all)
    {
        var tail = new string([.. rest.TakeWhile(c => char.IsLetter(c))]);
        var words = all.SelectMany(l => l.Words).Select(w => w.Text).ToList();
        if (words.Exists(w => w.Contains(before + "-" + tail, StringComparison.OrdinalIgnoreCase)))
            return true;
        if (words.Exists(w => w.StartsWith(before + tail, StringComparison.OrdinalIgnoreCase)))
            return false;
        return Prefixes.Contains(before, StringComparer.OrdinalIgnoreCase) || before.Length is > 1 and < 5 && char.IsUpper(before[0]);
    }

    [GeneratedRegex(@"^[\s\-–—|]*((page|p\.)\s*)?\d{1,4}(\s*(/|of)\s*\d{1,4})?[\s\-–—|]*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PageNumber();

    [GeneratedRegex(@"^(\p{L}+day,?\s+)?(\d{1,2}(st|nd|rd|th)?\s+\p{L}{3,9},?\s+\d{4}|\p{L}{3,9}\.?\s+\d{1,2},?\s+\d{4})\.?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DayAlone();

    [GeneratedRegex(@"\b(from|to|on|of|until|till|and|by|between|since|before|after|dated|the)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RunsOn();

    [GeneratedRegex(@"\d+", RegexOptions.None, 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^(•|▪|\(?\d{1,2}[.)]\s|\([a-z]\)\s|[-–]\s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ItemStart();

    [GeneratedRegex(@"\b(Mr|Mrs|Ms|Dr|H\.\s?E|Hon|Prof|Gen|Amb|Sen|St|No|vs)\.$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Style();

    [GeneratedRegex(@"[.!?:;][""”’')\]]*$", RegexOptions.None, 1000)]
    private static partial Regex SentenceEnd();
}

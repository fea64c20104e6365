using System.Buffers;
using System.Collections.Immutable;
using System.Net;

namespace Chancery.Sources;

/// <summary>
/// A text as it came, beside the same text with its markup taken off, each place of the one known in the other.
/// Light markup (Markdown's headings, emphasis, links and escapes; HTML's inline tags and entities) is taken off; the words stay as they are.
/// </summary>
internal sealed class SourceText
{
    private static readonly SearchValues<char> MarkupSigns = SearchValues.Create("*_#<[&\\>`\u200b\u200e\u200f\ufeff\u00ad");

    // A run of clean text that stands in one piece in the source: where it begins in each.
    private readonly List<(int Clean, int Raw)> runs;
    private readonly List<int> wide;

    private readonly ImmutableArray<PlacedWord> placed;

    private SourceText(string raw, string clean, List<(int, int)> runs, ImmutableArray<PlacedWord> placed = default)
    {
        this.placed = placed.IsDefault ? [] : placed;
        Raw = raw;
        Clean = clean;
        this.runs = runs;
        wide = [];
        for (var at = raw.AsSpan().IndexOfAnyInRange('\ud800', '\udbff'); at >= 0 && at < raw.Length; at++)
        {
            if (char.IsHighSurrogate(raw[at]) && at + 1 < raw.Length && char.IsLowSurrogate(raw[at + 1]))
                wide.Add(at);
        }
    }

    public string Raw { get; }

    public string Clean { get; }

    public static SourceText From(string raw)
    {
        if (raw.AsSpan().IndexOfAny(MarkupSigns) < 0)
            return new SourceText(raw, raw, [(0, 0)]);
        return new Stripper(raw).Strip();
    }

    /// <summary>A text without markup, as sources other than Markdown have it, its words with their places on pages.</summary>
    public static SourceText Plain(SourceDocument document) => new(document.Text, document.Text, [(0, 0)], document.Words);

    /// <summary>Where the words of a stretch of the clean text stand on their pages: a box for each line.</summary>
    public ImmutableArray<PageBox> Places(int from, int to)
    {
        if (placed.IsEmpty)
            return [];
        var (low, high) = (0, placed.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (placed[middle].End > from)
                high = middle;
            else
                low = middle + 1;
        }
        var boxes = ImmutableArray.CreateBuilder<PageBox>();
        for (; low < placed.Length && placed[low].Start < to; low++)
        {
            var box = placed[low].Box;
            if (boxes.Count > 0 && boxes[^1] is var line && line.Page == box.Page && box.Left >= line.Left && Math.Abs(line.Top - box.Top) < line.Height / 2)
                boxes[^1] = line with { Width = Math.Max(line.Left + line.Width, box.Left + box.Width) - line.Left };
            else
                boxes.Add(box);
        }
        return boxes.ToImmutable();
    }

    /// <summary>Where a place of the clean text stands in the source, in Unicode code points.</summary>
    public int CodePoint(int clean)
    {
        var raw = ToRaw(clean);
        if (wide.Count == 0)
            return raw;
        var before = wide.BinarySearch(raw);
        return raw - (before < 0 ? ~before : before);
    }

    /// <summary>The end, exclusive, in code points of the source, of clean text that ends before <paramref name="clean"/>.</summary>
    public int CodePointEnd(int clean) => clean == 0 ? 0 : CodePoint(clean - 1) + 1;

    private int ToRaw(int clean)
    {
        var (low, high) = (0, runs.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (runs[middle].Clean <= clean)
                low = middle;
            else
                high = middle - 1;
        }
        return runs[low].Raw + clean - runs[low].Clean;
    }

    private sealed class Stripper(string raw)
    {
        // What is left is never longer than what came.
        private readonly char[] clean = ArrayPool<char>.Shared.Rent(raw.Length);
        private int length;
        private readonly List<(int, int)> runs = [];
        private int copied;

        public SourceText Strip()
        {
            var at = 0;
            while (at < raw.Length)
            {
                var next = raw.AsSpan(at).IndexOfAny(MarkupSigns);
                if (next < 0)
                    break;
                at += next;
                at = Sign(at);
            }
            Copy(raw.Length);
            if (runs.Count == 0)
                runs.Add((0, 0));
            var left = new string(clean, 0, length);
            ArrayPool<char>.Shared.Return(clean);
            return new SourceText(raw, left, runs);
        }

        private int Sign(int at)
        {
            switch (raw[at])
            {
                case '#' or '>' when AtLineStart(at):
                    var end = at;
                    while (end < raw.Length && raw[end] == raw[at])
                        end++;
                    return end < raw.Length && raw[end] == ' ' ? Drop(at, end + 1) : end;
                case '*' or '_':
                    return Emphasis(at);
                case '<':
                    return Tag(at);
                case '[':
                    return Link(at);
                case '&':
                    return Entity(at);
                case '\\' when at + 1 < raw.Length && raw[at + 1] is '*' or '_' or '#' or '[' or ']' or '.' or '-':
                    return Drop(at, at + 1) + 1;
                case '\u200b' or '\u200e' or '\u200f' or '\ufeff' or '\u00ad':
                    return Drop(at, at + 1);
                default:
                    return at + 1;
            }
        }

        private int Emphasis(int at)
        {
            var end = at;
            while (end < raw.Length && raw[end] == raw[at])
                end++;
            var before = at == 0 ? ' ' : raw[at - 1];
            var after = end >= raw.Length ? ' ' : raw[end];
            if (raw[at] == '*' && AtLineStart(at) && after == ' ' && end == at + 1)
                return Drop(at, end + 1);
            if (raw[at] == '_' && char.IsLetterOrDigit(before) && char.IsLetterOrDigit(after))
                return end;
            return char.IsWhiteSpace(before) && char.IsWhiteSpace(after) ? end : Drop(at, end);
        }

        private int Tag(int at)
        {
            if (at + 1 >= raw.Length || !(char.IsAsciiLetter(raw[at + 1]) || raw[at + 1] == '/'))
                return at + 1;
            var length = raw.AsSpan(at, Math.Min(300, raw.Length - at)).IndexOf('>');
            if (length < 0)
                return at + 1;
            var breaks = raw.AsSpan(at + 1, length - 1).TrimStart('/') is var tag
                && (tag.StartsWith("br", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("p", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("div", StringComparison.OrdinalIgnoreCase));
            return breaks ? Replace(at, at + length + 1, "\n") : Drop(at, at + length + 1);
        }

        /// <summary>[words](address): the words stay.</summary>
        private int Link(int at)
        {
            var span = raw.AsSpan(at, Math.Min(600, raw.Length - at));
            var close = span.IndexOf("](", StringComparison.Ordinal);
            if (close < 0 || span[1..close].IndexOfAny('[', '\n') >= 0)
                return at + 1;
            var end = span[close..].IndexOf(')');
            if (end < 0)
                return at + 1;
            var start = at > 0 && raw[at - 1] == '!' && at - 1 >= copied ? at - 1 : at;
            Drop(start, at + 1);
            Copy(at + close);
            return Drop(at + close, at + close + end + 1);
        }

        private int Entity(int at)
        {
            var length = raw.AsSpan(at, Math.Min(12, raw.Length - at)).IndexOf(';') + 1;
            if (length < 3)
                return at + 1;
            var written = raw.Substring(at, length);
            var meant = WebUtility.HtmlDecode(written);
            return meant.Length == 1 && meant != written ? Replace(at, at + length, meant) : at + 1;
        }

        private bool AtLineStart(int at)
        {
            // No heading or quotation is set in by more.
            for (var back = 0; back < 16 && at > 0 && raw[at - 1] is ' ' or '#' or '>'; back++)
                at--;
            return at == 0 || raw[at - 1] == '\n';
        }

        private void Copy(int until)
        {
            if (until > copied)
            {
                runs.Add((length, copied));
                raw.AsSpan(copied, until - copied).CopyTo(clean.AsSpan(length));
                length += until - copied;
            }
            copied = until;
        }

        private int Drop(int from, int to)
        {
            Copy(from);
            copied = to;
            return to;
        }

        private int Replace(int from, int to, string by)
        {
            Copy(from);
            runs.Add((length, from));
            by.CopyTo(clean.AsSpan(length));
            length += by.Length;
            copied = to;
            return to;
        }
    }
}

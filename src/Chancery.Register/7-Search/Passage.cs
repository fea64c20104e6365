using Chancery.Lexicons;

namespace Chancery.Registers.Search;

/// <summary>The words around the first place in a text where something that was looked for stands.</summary>
/// <param name="Text">The words, on one line.</param>
/// <param name="Marks">Which of its letters were looked for: from, to, exclusive.</param>
public sealed record Passage(string Text, IReadOnlyList<int[]> Marks)
{
    public static Passage None { get; } = new("", []);

    /// <summary>How many words stand before the first that was looked for, and from it on.</summary>
    private const int Before = 8;
    private const int After = 16;

    /// <summary>The passage; null where nothing of it stands in the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sought">What was looked for, each a word or several that stand together, see <see cref="SearchText.Sought"/>.</param>
    public static Passage? Of(string text, IReadOnlyList<string[]> sought)
    {
        var longest = sought.Count == 0 ? 0 : sought.Max(p => p.Length);
        var words = new List<(int Start, int End)>(64);
        var at = 0;
        // No further than to the end of the passage.
        void ReadTo(int count)
        {
            while (words.Count < count && at < text.Length)
            {
                var start = at;
                while (at < text.Length && char.IsLetterOrDigit(text[at]))
                    at++;
                if (at > start)
                    words.Add((start, at));
                at++;
            }
        }
        var places = new List<(int First, int Count)>();
        for (var i = 0; places.Count == 0 || i < places[0].First + After; i++)
        {
            ReadTo(i + longest);
            if (i >= words.Count)
                break;
            foreach (var phrase in sought)
            {
                if (Stands(text, words, i, phrase))
                    places.Add((i, phrase.Length));
            }
        }
        if (places.Count == 0)
            return null;
        ReadTo(places[0].First + After + 1);
        var (from, until) = (Math.Max(0, places[0].First - Before), Math.Min(words.Count, places[0].First + After));
        var (begin, end) = (from == 0 ? words[0].Start : words[from].Start, words[until - 1].End);
        var (lead, tail) = (from > 0 ? "… " : "", until < words.Count ? " …" : "");
        var marks = places.Where(p => p.First + p.Count <= until).Select(p => new[] { words[p.First].Start - begin + lead.Length, words[p.First + p.Count - 1].End - begin + lead.Length });
        return new Passage(lead + string.Create(end - begin, text.AsMemory(begin, end - begin), static (line, part) =>
        {
            part.Span.CopyTo(line);
            line.ReplaceAny(Breaks, ' ');
        }) + tail, [.. marks]);
    }

    private static readonly System.Buffers.SearchValues<char> Breaks = System.Buffers.SearchValues.Create("\r\n\t\f\v\u0085\u2028\u2029");

    private static bool Stands(string text, List<(int Start, int End)> words, int at, string[] phrase)
    {
        if (at + phrase.Length > words.Count)
            return false;
        for (var k = 0; k < phrase.Length; k++)
        {
            var (start, end) = words[at + k];
            if (end - start != phrase[k].Length)
                return false;
            for (var i = start; i < end; i++)
            {
                if (PersonName.Plain(text[i]) != phrase[k][i - start])
                    return false;
            }
        }
        return true;
    }
}

using Chancery.Lexicons;
using DiffPlex;
using DiffPlex.Chunkers;

namespace Chancery.Issuing.Verification;

/// <summary>A word of a text as it is compared.</summary>
/// <param name="Said">As it is written.</param>
/// <param name="Plain">In lower case, without accents and signs.</param>
internal readonly record struct Token(string Said, string Plain);

/// <summary>Where two texts differ.</summary>
/// <param name="Given">The words of what was given; empty where some were left out.</param>
/// <param name="Issued">The words that were issued; empty where some were put in.</param>
/// <param name="Before">The words before.</param>
internal sealed record Departure(string Given, string Issued, string Before);

/// <summary>How a text relates to an edition's.</summary>
/// <param name="Same">How many words both have, in the same order.</param>
/// <param name="Given">How many words the text has.</param>
/// <param name="Issued">How many the edition has.</param>
/// <param name="Inner">Where they differ between the first and the last word that both have.</param>
/// <param name="Before">Words of the text before the first.</param>
/// <param name="After">Words of the text behind the last.</param>
/// <param name="MissingBefore">How many words of the edition stand before the first.</param>
/// <param name="MissingAfter">How many stand behind the last.</param>
internal sealed record Likeness(int Same, int Given, int Issued, IReadOnlyList<Departure> Inner, IReadOnlyList<string> Before, IReadOnlyList<string> After, int MissingBefore, int MissingAfter);

/// <summary>Compares wordings as people read them: without regard to lines, pages, type, quotation marks and spaces. Stateless.</summary>
internal static class Wording
{
    /// <summary>The words of a text. What a line's end cut in two is joined; letters that are one sign (ﬁ) are two.</summary>
    public static List<Token> Of(string text)
    {
        var whole = text.Replace("ﬁ", "fi", StringComparison.Ordinal).Replace("ﬂ", "fl", StringComparison.Ordinal).Replace("ﬀ", "ff", StringComparison.Ordinal).Replace("ﬃ", "ffi", StringComparison.Ordinal).Replace("\u00ad", "", StringComparison.Ordinal);
        var tokens = new List<Token>(whole.Length / 6);
        for (var i = 0; i < whole.Length;)
        {
            if (!char.IsLetterOrDigit(whole[i]))
            {
                i++;
                continue;
            }
            var start = i;
            // Numbers stay whole, "1,500.5"; words are cut at hyphens, which lines' ends put in and take out.
            while (i < whole.Length && (char.IsLetterOrDigit(whole[i]) || char.GetUnicodeCategory(whole[i]) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
                || i + 1 < whole.Length && char.IsDigit(whole[i + 1]) && char.IsDigit(whole[i - 1]) && whole[i] is '.' or ',' or ':' || i + 1 < whole.Length && whole[i] is '\'' or '’' && char.IsLetter(whole[i + 1])))
                i++;
            var said = whole[start..i];
            var plain = PersonName.Plain(said).Replace("-", "", StringComparison.Ordinal);
            // The mark of a possessive is no word of its own.
            tokens.Add(new Token(said, plain.Length > 0 ? plain : said));
        }
        return tokens;
    }

    /// <summary>Whether a word is written in Latin letters or figures. Others stand in letterheads, and come out of a PDF in an order of their own.</summary>
    public static bool IsLatin(Token token) => token.Said.All(c => c < 0x250 || c is >= '\u1e00' and < '\u2100' || !char.IsLetter(c) && char.GetUnicodeCategory(c) is not (System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark));

    /// <summary>No gap weighs more than so many words, so that what follows a page that was left out is still held against the same release.</summary>
    private const int WidestGap = 12;

    /// <summary>Compares a text with an edition's: the part of both that is alike, and where it differs in between.</summary>
    public static Likeness Compare(IReadOnlyList<Token> given, IReadOnlyList<Token> issued)
    {
        var diff = new Differ().CreateDiffs(string.Join('\n', given.Select(t => t.Plain)), string.Join('\n', issued.Select(t => t.Plain)), ignoreWhiteSpace: false, ignoreCase: false, new LineChunker());
        var blocks = diff.DiffBlocks.Select(b => new Block(b.DeleteStartA, b.DeleteCountA, b.InsertStartB, b.InsertCountB)).Where(b => !SameLetters(given, issued, b)).ToList();
        // Runs of words that both have, with the blocks between them.
        var runs = new List<(int Given, int Issued, int Count)>();
        var (a, b) = (0, 0);
        foreach (var block in blocks.Append(new Block(given.Count, 0, issued.Count, 0)))
        {
            runs.Add((a, b, block.GivenAt - a));
            (a, b) = (block.GivenAt + block.GivenCount, block.IssuedAt + block.IssuedCount);
        }
        var (first, last) = Alike(runs, blocks);
        if (first < 0)
            return new Likeness(0, given.Count, issued.Count, [], [.. given.Select(t => t.Said)], [], issued.Count, 0);
        string Words(IReadOnlyList<Token> of, int at, int count) => string.Join(' ', of.Skip(at).Take(count).Select(t => t.Said));
        var inner = blocks.Skip(first).Take(last - first).Select(x => new Departure(Words(given, x.GivenAt, x.GivenCount), Words(issued, x.IssuedAt, x.IssuedCount), Words(given, Math.Max(0, x.GivenAt - 5), Math.Min(5, x.GivenAt)))).ToList();
        var (from, to) = (runs[first], runs[last]);
        var end = last < blocks.Count ? (Given: blocks[last].GivenAt, Issued: blocks[last].IssuedAt) : (Given: given.Count, Issued: issued.Count);
        return new Likeness(runs.Skip(first).Take(last - first + 1).Sum(r => r.Count), given.Count, issued.Count, inner, [.. given.Take(from.Given).Select(t => t.Said)], [.. given.Skip(end.Given).Select(t => t.Said)], from.Issued, issued.Count - end.Issued);
    }

    private readonly record struct Block(int GivenAt, int GivenCount, int IssuedAt, int IssuedCount);

    /// <summary>From which run to which the two are alike: where words in common outweigh what lies between them most (Bentley 1984, the greatest sum). A lone word that both happen to have is no part of it.</summary>
    private static (int First, int Last) Alike(List<(int Given, int Issued, int Count)> runs, List<Block> blocks)
    {
        var (best, first, last, sum, start) = (0.0, -1, -1, 0.0, 0);
        for (var r = 0; r < runs.Count; r++)
        {
            if (r > 0)
                sum -= Math.Min(blocks[r - 1].GivenCount, WidestGap) + (0.5 * Math.Min(blocks[r - 1].IssuedCount, WidestGap));
            if (sum <= 0)
                (sum, start) = (0, r);
            sum += runs[r].Count;
            if (sum > best)
                (best, first, last) = (sum, start, r);
        }
        return (first, last);
    }

    /// <summary>Whether some words have the same letters and are only cut otherwise: "counter-\nterrorism", "co operation".</summary>
    private static bool SameLetters(IReadOnlyList<Token> given, IReadOnlyList<Token> issued, Block block) =>
        block.GivenCount > 0 && block.IssuedCount > 0 && string.Concat(given.Skip(block.GivenAt).Take(block.GivenCount).Select(t => t.Plain)) == string.Concat(issued.Skip(block.IssuedAt).Take(block.IssuedCount).Select(t => t.Plain));
}

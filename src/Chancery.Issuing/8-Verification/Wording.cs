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

    /// <summary>Compares a text with an edition's.</summary>
    public static Likeness Compare(IReadOnlyList<Token> given, IReadOnlyList<Token> issued)
    {
        var diff = new Differ().CreateDiffs(string.Join('\n', given.Select(t => t.Plain)), string.Join('\n', issued.Select(t => t.Plain)), ignoreWhiteSpace: false, ignoreCase: false, new LineChunker());
        var blocks = diff.DiffBlocks.Select(b => (GivenAt: b.DeleteStartA, GivenCount: b.DeleteCountA, IssuedAt: b.InsertStartB, IssuedCount: b.InsertCountB)).Where(b => !SameLetters(given, b.GivenAt, b.GivenCount, issued, b.IssuedAt, b.IssuedCount)).ToList();
        var same = given.Count - diff.DiffBlocks.Sum(b => b.DeleteCountA);
        var (before, after, missingBefore, missingAfter) = (new List<string>(), new List<string>(), 0, 0);
        if (same == 0)
            return new Likeness(0, given.Count, issued.Count, [], [.. given.Select(t => t.Said)], [], issued.Count, 0);
        if (blocks.Count > 0 && blocks[0] is var first && (first.GivenAt == 0 && first.IssuedAt == 0))
        {
            before.AddRange(given.Take(first.GivenCount).Select(t => t.Said));
            missingBefore = first.IssuedCount;
            blocks.RemoveAt(0);
        }
        if (blocks.Count > 0 && blocks[^1] is var last && last.GivenAt + last.GivenCount == given.Count && last.IssuedAt + last.IssuedCount == issued.Count)
        {
            after.AddRange(given.Skip(last.GivenAt).Select(t => t.Said));
            missingAfter = last.IssuedCount;
            blocks.RemoveAt(blocks.Count - 1);
        }
        string Words(IReadOnlyList<Token> of, int at, int count) => string.Join(' ', of.Skip(at).Take(count).Select(t => t.Said));
        return new Likeness(same, given.Count, issued.Count, [.. blocks.Select(b => new Departure(Words(given, b.GivenAt, b.GivenCount), Words(issued, b.IssuedAt, b.IssuedCount), Words(given, Math.Max(0, b.GivenAt - 5), Math.Min(5, b.GivenAt))))], before, after, missingBefore, missingAfter);
    }

    /// <summary>Whether some words have the same letters and are only cut otherwise: "counter-\nterrorism", "co operation".</summary>
    private static bool SameLetters(IReadOnlyList<Token> given, int givenAt, int givenCount, IReadOnlyList<Token> issued, int issuedAt, int issuedCount) =>
        givenCount > 0 && issuedCount > 0 && string.Concat(given.Skip(givenAt).Take(givenCount).Select(t => t.Plain)) == string.Concat(issued.Skip(issuedAt).Take(issuedCount).Select(t => t.Plain));
}

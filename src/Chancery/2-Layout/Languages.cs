using Chancery.Lexicons;

namespace Chancery.Layout;

/// <summary>Tells paragraphs in another language of Latin script from English ones by their small words.</summary>
internal static class Languages
{
    /// <summary>Shorter lines are names and headings, which prove nothing.</summary>
    private const int Least = 40;

    /// <summary>The language of a paragraph; null if it is English or too little is told.</summary>
    public static OtherLanguage? Other(ReadOnlySpan<char> paragraph, Lexicon lexicon)
    {
        if (paragraph.Length < Least || paragraph.Contains(" the ", StringComparison.Ordinal) || paragraph.Contains(" and ", StringComparison.Ordinal) || paragraph.Contains(" of ", StringComparison.Ordinal))
            return null;
        Span<int> counts = stackalloc int[32];
        counts.Clear();
        var known = lexicon.LanguageWords.GetAlternateLookup<ReadOnlySpan<char>>();
        var words = 0;
        foreach (var range in paragraph.Split(' '))
        {
            words++;
            if (!known.TryGetValue(paragraph[range], out var languages))
                continue;
            for (; languages != 0; languages &= languages - 1)
                counts[System.Numerics.BitOperations.TrailingZeroCount(languages)]++;
        }
        var best = 0;
        for (var i = 1; i < lexicon.Languages.Count; i++)
        {
            if (counts[i] > counts[best])
                best = i;
        }
        // One word in eight or more is a small one in every language; in names and lists of English they are rarer.
        return counts[best] > 2 && counts[best] * 8 >= words ? lexicon.Languages[best] : null;
    }
}

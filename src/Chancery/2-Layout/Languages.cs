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
        OtherLanguage? best = null;
        var (most, words) = (2, 0);
        foreach (var language in lexicon.Languages)
        {
            var known = language.Words.GetAlternateLookup<ReadOnlySpan<char>>();
            var count = 0;
            words = 0;
            foreach (var range in paragraph.Split(' '))
            {
                words++;
                if (known.Contains(paragraph[range]))
                    count++;
            }
            if (count > most)
                (best, most) = (language, count);
        }
        // One word in eight or more is a small one in every language; in names and lists of English they are rarer.
        return most * 8 >= words ? best : null;
    }
}

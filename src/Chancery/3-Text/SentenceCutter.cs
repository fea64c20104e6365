using Chancery.Lexicons;

namespace Chancery.Text;

/// <summary>Where sentences end.</summary>
internal static class SentenceCutter
{
    /// <summary>No sentence of a release is longer, in words and signs; what is, is cut, so that the work for a sentence has a bound.</summary>
    private const int Longest = 400;

    public static void Cut(List<Token> tokens, int first, string text, Vocabulary words, int paragraph, List<Sentence> sentences)
    {
        first = SkipNumber(tokens, first);
        var start = first;
        for (var i = first; i < tokens.Count; i++)
        {
            if (i - start < Longest && !EndsAt(tokens, i, text, words))
                continue;
            var end = i + 1;
            while (end < tokens.Count && tokens[end].Sign is '"' or '”' or ')' or '»' or '\'' && (tokens[end].Shape & Shape.SpaceBefore) == 0)
                end++;
            if (end - start > 1)
                sentences.Add(new Sentence(start, end, paragraph, sentences.Count));
            start = SkipNumber(tokens, end);
            i = start - 1;
        }
        if (tokens.Count - start > 1)
            sentences.Add(new Sentence(start, tokens.Count, paragraph, sentences.Count));
    }

    /// <summary>"1.", "(2)", "a)", "•" before a paragraph or sentence.</summary>
    private static int SkipNumber(List<Token> tokens, int at)
    {
        var i = at;
        while (i < tokens.Count && tokens[i].Sign is '•' or '–' or '—' or '-' or '·' or '*' or '▪')
            i++;
        if (i + 2 < tokens.Count && tokens[i].Sign == '(' && tokens[i + 2].Sign == ')' && tokens[i + 1].End - tokens[i + 1].Start <= 3)
            return i + 3;
        if (i + 1 < tokens.Count && tokens[i].IsWord && tokens[i].End - tokens[i].Start <= 2 && (tokens[i].Shape & Shape.Digit) != 0)
        {
            if (tokens[i + 1].Sign is '.' or ')')
                return i + 2;
            // "2  Minister X will …": a number and a capital.
            return tokens[i + 1].Capital && at == i && (tokens[i + 1].Shape & Shape.Letters) != 0 && !IsMonthName(tokens[i + 1]) ? i + 1 : i;
        }
        return i;

        static bool IsMonthName(Token token) => token.End - token.Start >= 3 && token.Word >= 0;
    }

    /// <summary>"was underlined.Minister X": a point between a word in small letters and one with a capital, whose blank was lost.</summary>
    private static bool IsGlued(List<Token> tokens, int point, string text)
    {
        if (point == 0 || tokens[point - 1] is not { IsWord: true } before || before.End - before.Start < 3 || text.AsSpan(before.Start, before.End - before.Start).ContainsAnyExceptInRange('a', 'z'))
            return false;
        var after = tokens[point + 1];
        return after.IsWord && after.Capital && (after.End - after.Start == 1 || char.IsLower(text[after.Start + 1]));
    }

    private static bool EndsAt(List<Token> tokens, int i, string text, Vocabulary words)
    {
        var token = tokens[i];
        var next = i + 1;
        if (token.Sign is '.' or '!' or '?')
        {
            while (next < tokens.Count && tokens[next].Sign is '"' or '”' or ')' or '»' or '\'' && (tokens[next].Shape & Shape.SpaceBefore) == 0)
                next++;
            if (next >= tokens.Count)
                return true;
            var follower = tokens[next];
            return ((follower.Shape & Shape.SpaceBefore) != 0 || token.Sign == '.' && next == i + 1 && IsGlued(tokens, i, text) || tokens[next - 1].Sign is '"' or '”') && (!follower.IsWord || follower.Capital || (follower.Shape & Shape.Digit) != 0 || text[follower.Start] > '\u024f')
                && !(follower.Sign is ',' or ';');
        }
        // A point that belongs to "U.S." or "p.m." may end the sentence as well: so it does before a word that opens one.
        if (token.IsWord && (token.Shape & Shape.Period) != 0 && next < tokens.Count && tokens[next].IsWord && tokens[next].Capital)
            return (token.Shape & Shape.AllCaps) != 0 && ((words.Class(tokens[next].Word) & WordClass.SentenceOpener) != 0
                // "in Washington, D.C. Secretary X said"
                || (words.Class(token.Word) & WordClass.EndOfPlace) != 0 && i > 0 && tokens[i - 1].Sign == ',');
        return false;
    }
}

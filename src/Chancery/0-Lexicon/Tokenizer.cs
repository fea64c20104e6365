namespace Chancery.Lexicons;

/// <summary>How a word is written.</summary>
[Flags]
internal enum Shape : byte { None = 0, Capital = 1, AllCaps = 2, Digit = 4, Period = 8, SpaceBefore = 16, Letters = 32 }

/// <summary>One word or sign of the clean text.</summary>
internal readonly record struct Token(int Start, int End, int Word, char Sign, Shape Shape)
{
    public bool IsWord => Sign == '\0';

    public bool Capital => (Shape & Shape.Capital) != 0;
}

/// <summary>Cuts text into words and signs. Linear in the text.</summary>
internal static class Tokenizer
{
    /// <summary>An accent is typed for one too: "Iceland´s", "Kosovo`s".</summary>
    private static bool IsApostrophe(char c) => c is '\'' or '’' or '´' or '`';

    /// <summary>The words and signs of a phrase of the lexicon, in lower case, as they are found in a text.</summary>
    public static IEnumerable<string> Pieces(string phrase, Vocabulary vocabulary)
    {
        var tokens = new List<Token>();
        Cut(phrase, 0, phrase.Length, vocabulary, tokens);
        foreach (var token in tokens)
        {
            var text = Vocabulary.Normal(phrase[token.Start..token.End]);
            yield return token.Word >= 0 ? vocabulary[token.Word] : text;
        }
    }

    /// <summary>In letters; a longer word is in no lexicon.</summary>
    private const int Longest = 48;

    public static void Cut(string text, int from, int to, Vocabulary vocabulary, List<Token> tokens)
    {
        Span<char> lower = stackalloc char[Longest];
        Cut(text, from, to, vocabulary, tokens, lower);
    }

    /// <summary>Apart from the room that it needs: what takes room on the stack is not compiled anew by how it runs.</summary>
    private static void Cut(string text, int from, int to, Vocabulary vocabulary, List<Token> tokens, Span<char> lower)
    {
        var at = from;
        var (quoted, inQuotes) = (false, false);
        while (at < to)
        {
            var c = text[at];
            if (c == ' ' || char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }
            var space = at == from || char.IsWhiteSpace(text[at - 1]) ? Shape.SpaceBefore : Shape.None;
            if (char.IsLetterOrDigit(c) || IsMark(c))
            {
                if (Plain(text, at, to) is var plain and > 0)
                {
                    tokens.Add(new Token(at, at + plain, Look(text.AsSpan(at, plain), lower, vocabulary), '\0', space | Shape.Letters | (c <= 'Z' ? Shape.Capital : Shape.None)));
                    at += plain;
                    continue;
                }
                var end = WordEnd(text, at, to, out var shape);
                var word = end - at <= lower.Length ? Look(text.AsSpan(at, end - at), lower, vocabulary) : -1;
                // "Mr." and "St." keep their point; it ends no sentence.
                if (end < to && text[end] == '.' && (vocabulary.Class(word) & WordClass.Abbreviation) != 0
                    && ((vocabulary.Class(word) & WordClass.Month) == 0 || (shape & Shape.Capital) != 0 && IsOfDate(text, end + 1, to, tokens)))
                    (end, shape) = (end + 1, shape | Shape.Period);
                // "Kh.Battulga": a short name before a surname, written as one word
                else if (end - at == 2 && end + 2 < to && text[end] == '.' && char.IsUpper(text[at]) && char.IsLower(text[at + 1]) && char.IsUpper(text[end + 1]) && char.IsLower(text[end + 2]))
                    (end, word) = (WordEnd(text, end + 1, to, out _), -1);
                tokens.Add(new Token(at, end, word, '\0', shape | space));
                at = end;
            }
            else if (IsApostrophe(c) && at + 1 < to && text[at + 1] is 's' or 'S' && (at + 2 >= to || !char.IsLetterOrDigit(text[at + 2])) && at > from && char.IsLetterOrDigit(text[at - 1]))
            {
                tokens.Add(new Token(at, at + 2, 0, '\0', space));
                at += 2;
            }
            // "the Philippines’ Foreign Minister", where the apostrophe closes no quotation
            else if (IsApostrophe(c) && !quoted && at > from && text[at - 1] == 's' && tokens is [.., { Capital: true }] && at + 2 < to && text[at + 1] == ' ' && char.IsLetter(text[at + 2]))
            {
                tokens.Add(new Token(at, at + 1, 0, '\0', space));
                at++;
            }
            else
            {
                var sign = IsApostrophe(c) || c == '‘' ? '\'' : c;
                if (sign == '\'')
                    sign = Quotation(text, at, to, opens: space != Shape.None, ref inQuotes);
                quoted = sign == '\'' ? space != Shape.None : quoted;
                lower[0] = sign;
                if (sign == '\'' && at + 1 < to && text[at + 1] == c)
                {
                    // Two apostrophes are a quotation mark.
                    lower[0] = '"';
                    tokens.Add(new Token(at, at + 2, vocabulary.Find(lower[..1]), c == '‘' ? '“' : c == '’' ? '”' : '"', space));
                    at += 2;
                    continue;
                }
                var end = at + (char.IsHighSurrogate(c) && at + 1 < to && char.IsLowSurrogate(text[at + 1]) ? 2 : 1);
                tokens.Add(new Token(at, end, vocabulary.Find(lower[..1]), sign, space));
                at = end;
            }
        }
    }

    /// <summary>How many letters a word has that is one letter with small ones behind it, up to a blank or comma, as most are; 0 for another.</summary>
    private static int Plain(string text, int at, int to)
    {
        if (!char.IsAsciiLetter(text[at]))
            return 0;
        var i = at + 1;
        while (i < to && char.IsAsciiLetterLower(text[i]))
            i++;
        return i - at <= Longest && i < to && text[i] is ' ' or ',' or '\n' ? i - at : 0;
    }

    /// <summary>"'We agree,' he said": the sign of quotation for which an apostrophe stands, or the apostrophe.</summary>
    private static char Quotation(string text, int at, int to, bool opens, ref bool inQuotes)
    {
        if (!(opens ? Encloses(text, at, to) : inQuotes && text[at - 1] is ',' or '.' or '!' or '?'))
            return '\'';
        inQuotes = opens;
        return opens ? '“' : '”';
    }

    /// <summary>In letters; so far an apostrophe that closes another is looked for.</summary>
    private const int LongestQuotation = 1500;

    /// <summary>Whether an apostrophe before a capital opens what another closes behind a comma or a point.</summary>
    private static bool Encloses(string text, int at, int to)
    {
        if (at + 1 >= to || !char.IsUpper(text[at + 1]))
            return false;
        for (var i = at + 2; i < Math.Min(to, at + LongestQuotation); i++)
        {
            if ((IsApostrophe(text[i]) || text[i] == '‘') && (i + 1 >= to || !char.IsLetterOrDigit(text[i + 1])) && text[i - 1] is ',' or '.' or '!' or '?')
                return true;
        }
        return false;
    }

    /// <summary>"Jan. 3", "3 Jan. 2020": a number beside a month, which "Mr. Gao Jun." has not.</summary>
    private static bool IsOfDate(string text, int at, int to, List<Token> tokens)
    {
        while (at < to && text[at] == ' ')
            at++;
        return at < to && char.IsAsciiDigit(text[at]) || tokens is [.., var before] && (before.Shape & Shape.Digit) != 0;
    }

    private static int Look(ReadOnlySpan<char> word, Span<char> lower, Vocabulary vocabulary)
    {
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            lower[i] = c is >= 'A' and <= 'Z' ? (char)(c | 0x20) : c < 0x80 ? c : IsApostrophe(c) ? '\'' : char.ToLowerInvariant(c);
        }
        return vocabulary.Find(lower[..word.Length]);
    }

    private static bool IsMark(char c) => c >= 0x300 && char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;

    private static int WordEnd(string text, int at, int to, out Shape shape)
    {
        // "eSwatini"
        shape = char.IsUpper(text[at]) || at + 1 < text.Length && text[at] == 'e' && char.IsUpper(text[at + 1]) ? Shape.Capital : Shape.None;
        if (char.IsLetter(text[at]) && at + 1 < to && text[at + 1] == '.' && (at + 2 >= to || !char.IsLower(text[at + 2]) || IsDotted(text, at + 2, to)))
            return Dotted(text, at, to, ref shape);
        var (letters, upper) = (0, 0);
        var i = at;
        while (i < to)
        {
            var c = text[i];
            if (c < 0x80 ? char.IsAsciiLetterOrDigit(c) : char.IsLetterOrDigit(c) || IsMark(c))
            {
                if (c is >= '0' and <= '9')
                    shape |= Shape.Digit;
                else
                {
                    // "9:30p.m."
                    if (letters == 0 && i > at && c is 'a' or 'p' && IsDotted(text, i, to) && IsDotted(text, i + 2, to))
                        break;
                    letters++;
                    if (c < 0x80 ? c <= 'Z' : char.IsUpper(c))
                        upper++;
                }
                i++;
                continue;
            }
            if (i + 1 >= to || !char.IsLetterOrDigit(text[i + 1]))
                break;
            var joins = c switch
            {
                '-' or '‑' => true,
                _ when IsApostrophe(c) => text[i + 1] is not ('s' or 'S') || (i + 2 < to && char.IsLetterOrDigit(text[i + 2])),
                '.' or ',' => char.IsDigit(text[i - 1]) && char.IsDigit(text[i + 1]),
                _ => false,
            };
            if (!joins)
                break;
            i++;
            if (IsDotted(text, i, to) && char.IsUpper(text[i]) && text[i - 1] is '-' or '‑')
                return Dotted(text, i, to, ref shape);
        }
        if (letters > 0)
            shape |= Shape.Letters;
        if (letters > 1 && upper == letters)
            shape |= Shape.AllCaps;
        return i;
    }

    private static bool IsDotted(string text, int at, int to) => at + 1 < to && char.IsLetter(text[at]) && text[at + 1] == '.';

    /// <summary>"U.S.", "H.E.", "J.": single letters, each with a point. "U.S.-ROK" goes on as one word.</summary>
    private static int Dotted(string text, int at, int to, ref Shape shape)
    {
        var (i, count) = (at, 0);
        while (IsDotted(text, i, to))
        {
            i += 2;
            count++;
        }
        if (count == 1 && !char.IsUpper(text[at]))
            return at + 1;
        // "U.S", without its last point
        if (count > 0 && i < to && char.IsLetter(text[i]) && (i + 1 >= to || !char.IsLetterOrDigit(text[i + 1])))
            (i, count) = (i + 1, count + 1);
        if (i + 1 < to && text[i] == '-' && char.IsLetter(text[i + 1]))
        {
            i = WordEnd(text, i + 1, to, out _);
            shape |= Shape.Capital | Shape.Letters;
            return i;
        }
        shape |= Shape.Letters | (count > 1 ? Shape.AllCaps | Shape.Period : Shape.Period);
        return i;
    }
}

using Chancery.Lexicons;
using Chancery.Mentions;

namespace Chancery.Registers.People;

/// <summary>The parties that a line of text names, by the lexicon.</summary>
internal sealed class PartyNames(Lexicon lexicon)
{
    public IEnumerable<string> In(string line)
    {
        var tokens = Cut(line);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].Capital)
                continue;
            var first = line[tokens[i].Start..tokens[i].End];
            if (PartyReader.Longest(lexicon, tokens, i, (name, _) => name.Kind is PartyWord.Name or PartyWord.Adjective && PartyReader.IsWritten(name, first), out var end) is { } best)
            {
                yield return lexicon.PartyList[best.Party].Code;
                i = end - 1;
            }
            else if (first.AsSpan().IndexOfAny('-', '–') > 0)
            {
                foreach (var party in PartyReader.InCompound(first, lexicon))
                    yield return lexicon.PartyList[party].Code;
            }
        }
    }

    /// <summary>How many letters the name of a place takes at most.</summary>
    private const int LongestPlace = 60;

    /// <summary>Where in the text "in X" names a state or a city of one: the state; null where nothing does.</summary>
    public string? Where(string text)
    {
        const string In = " in ";
        for (var at = text.IndexOf(In, StringComparison.Ordinal); at >= 0; at = text.IndexOf(In, at + In.Length, StringComparison.Ordinal))
        {
            var rest = text[(at + In.Length)..];
            if (rest.Length > 0 && char.IsUpper(rest[0]) && PartyReader.Longest(lexicon, Cut(rest[..Math.Min(rest.Length, LongestPlace)]), 0, (name, _) => name.Kind is PartyWord.Name or PartyWord.City, out _) is { } place)
                return lexicon.PartyList[place.Party].Code;
        }
        return null;
    }

    private List<Token> Cut(string line)
    {
        var tokens = new List<Token>();
        Tokenizer.Cut(line, 0, line.Length, lexicon.Words, tokens);
        return tokens;
    }
}

using Chancery.Lexicons;

namespace Chancery.Registers.People;

/// <summary>The parties that a line of text names, by the lexicon.</summary>
internal sealed class PartyNames(Lexicon lexicon)
{
    public IEnumerable<string> In(string line)
    {
        var tokens = new List<Token>();
        Tokenizer.Cut(line, 0, line.Length, lexicon.Words, tokens);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].Capital)
                continue;
            var (node, best, end) = (0, -1, i);
            for (var j = i; j < tokens.Count; j++)
            {
                node = lexicon.Parties.Step(node, tokens[j].Word);
                if (node < 0)
                    break;
                if (lexicon.Parties.Ends(node, out var name) && name.Kind is PartyWord.Name or PartyWord.Adjective && !(name.Acronym && line.AsSpan(tokens[i].Start, tokens[i].End - tokens[i].Start).IndexOfAnyInRange('a', 'z') >= 0))
                    (best, end) = (name.Party, j);
            }
            if (best >= 0)
            {
                yield return lexicon.PartyList[best].Code;
                i = end;
                continue;
            }
            if (line.AsSpan(tokens[i].Start, tokens[i].End - tokens[i].Start).IndexOfAny('-', '–') > 0)
            {
                foreach (var party in Names.PartyReader.InCompound(line[tokens[i].Start..tokens[i].End], lexicon))
                    yield return lexicon.PartyList[party].Code;
            }
        }
    }

    /// <summary>Where in the text "in X" names a state or a city of one: the state; null where nothing does.</summary>
    public string? Where(string text)
    {
        for (var at = text.IndexOf(" in ", StringComparison.Ordinal); at >= 0; at = text.IndexOf(" in ", at + 4, StringComparison.Ordinal))
        {
            var rest = text[(at + 4)..];
            if (rest.Length == 0 || !char.IsUpper(rest[0]))
                continue;
            var tokens = new List<Token>();
            Tokenizer.Cut(rest, 0, Math.Min(rest.Length, 60), lexicon.Words, tokens);
            var (node, best) = (0, -1);
            for (var j = 0; j < tokens.Count; j++)
            {
                node = lexicon.Parties.Step(node, tokens[j].Word);
                if (node < 0)
                    break;
                if (lexicon.Parties.Ends(node, out var name) && name.Kind is PartyWord.Name or PartyWord.City)
                    best = name.Party;
            }
            if (best >= 0)
                return lexicon.PartyList[best].Code;
        }
        return null;
    }
}

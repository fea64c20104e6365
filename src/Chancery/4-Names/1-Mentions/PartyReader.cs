using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Mentions;

/// <summary>Finds the names of states, organisations and cities.</summary>
internal static class PartyReader
{
    /// <summary>The longest name that begins at a token.</summary>
    public static PartyName? At(Body body, int at, int limit, out int end)
    {
        end = at;
        if (!body.Is(at, WordClass.PartyStart | WordClass.StateWord) || !(body.IsCapital(at) || body.Is(at, "the")))
            return null;
        PartyName? best = null;
        var tree = body.Lexicon.Parties;
        var node = 0;
        for (var i = at; i < limit; i++)
        {
            node = tree.Step(node, body[i].Word);
            if (node < 0)
                break;
            if (!tree.Ends(node, out var name))
                continue;
            // Short names in capitals are meant only where they are written so: "US", not "us"; "WHO", not "who".
            if (name.Acronym && (body[at].Shape & (Shape.AllCaps | Shape.Digit)) == 0 && i == at)
                continue;
            (best, end) = (name, i + 1);
        }
        if (best is not null && body.IsCapital(at - 1) && (IsTail(body, at) || end == at + 1 && IsContinent(body.Span(at - 1), body.Span(at))))
            return null;
        if (best is null && body.Is(at, WordClass.StateWord) && body.Is(at + 1, "of"))
        {
            var inner = body.Is(at + 2, "the") ? at + 3 : at + 2;
            if (inner < limit && !body.Is(inner, WordClass.StateWord) && At(body, inner, limit, out var past) is { Kind: PartyWord.Name } state)
                (best, end) = (state, past);
        }
        return best;
    }

    /// <summary>The longest name that begins at a token of a line, of those that fit by what they are and how many words they take; null where there is none.</summary>
    public static PartyName? Longest(Lexicon lexicon, List<Token> tokens, int at, Func<PartyName, int, bool> fits, out int end)
    {
        PartyName? best = null;
        end = at;
        var node = 0;
        for (var i = at; i < tokens.Count; i++)
        {
            node = lexicon.Parties.Step(node, tokens[i].Word);
            if (node < 0)
                break;
            if (lexicon.Parties.Ends(node, out var name) && fits(name, i + 1 - at))
                (best, end) = (name, i + 1);
        }
        return best;
    }

    /// <summary>"Latin America", "South American": no party.</summary>
    private static bool IsContinent(ReadOnlySpan<char> before, ReadOnlySpan<char> name) => before is "Latin" or "North" or "South" or "Central" && name is "America" or "American" or "Americans";

    /// <summary>The parties that a line names, in their order.</summary>
    public static List<int> InLine(string line, Lexicon lexicon)
    {
        var found = new List<int>();
        // Where all is in capitals "US" may be a word.
        var mixed = line.AsSpan().IndexOfAnyInRange('a', 'z') >= 0;
        var tokens = new List<Token>();
        Tokenizer.Cut(line, 0, line.Length, lexicon.Words, tokens);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].Capital)
                continue;
            var first = line[tokens[i].Start..tokens[i].End];
            if (i > 0 && IsContinent(line.AsSpan(tokens[i - 1].Start, tokens[i - 1].End - tokens[i - 1].Start), first))
                continue;
            if (Longest(lexicon, tokens, i, (name, words) => name.Kind is PartyWord.Name or PartyWord.Adjective or PartyWord.Organ && !(name.Acronym && name.Text.Length < 3 && !mixed) && (words > 1 || IsWritten(name, first)), out _) is { } best)
                found.Add(best.Party);
            else if (first.AsSpan().IndexOfAny('-', '–') > 0)
                found.AddRange(InCompound(first, lexicon));
        }
        return found;
    }

    /// <summary>Short names in capitals are meant only where they are written so.</summary>
    public static bool IsWritten(PartyName name, ReadOnlySpan<char> first) => !name.Acronym || first.IndexOfAnyInRange('a', 'z') < 0;

    /// <summary>The name that begins behind articles.</summary>
    public static PartyName? Behind(Body body, int at, int limit, out int end)
    {
        while (at < limit && (body.Is(at, WordClass.Article) || body.Is(at, Role.Friendly)))
            at++;
        return At(body, at, limit, out end);
    }

    /// <summary>"Ministry of Foreign Affairs of Norway": whose house it is, by the words of its name from a token on; -1 where they do not tell.</summary>
    public static int OfHouse(Body body, int at, int limit, out int end)
    {
        for (end = at; end < limit && (body.IsCapital(end) || body.Is(end, "of") || body.Is(end, "for") || body.Is(end, "and") || body.Is(end, WordClass.Article)); end++)
        {
            if (body.Is(end, "of") && Behind(body, end + 1, limit, out var past) is { Kind: PartyWord.Name } owner && !body.IsGenitive(past))
            {
                end = past;
                return owner.Party;
            }
        }
        return -1;
    }

    /// <summary>"the Australia-Papua New Guinea Forum": what only ends a name that begins within a compound is no name of its own.</summary>
    private static bool IsTail(Body body, int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 2) && body.IsCapital(i); i--)
        {
            if (body.Span(i).LastIndexOfAny('-', '–') > 0)
                return Tail(body, i, out var end) is not null && end > at;
        }
        return false;
    }

    /// <summary>The party whose name begins with the last part of a compound and goes on behind it.</summary>
    private static PartyName? Tail(Body body, int at, out int end)
    {
        end = at + 1;
        var word = body.Span(at);
        Span<char> lower = stackalloc char[32];
        var last = word[(word.LastIndexOfAny('-', '–') + 1)..];
        if (last.Length is 0 or > 32)
            return null;
        last.ToLowerInvariant(lower);
        var node = body.Lexicon.Parties.Step(0, body.Lexicon.Words.Find(lower[..last.Length]));
        PartyName? best = null;
        for (var i = at + 1; i < body.Count && node >= 0 && body.IsCapital(i); i++)
        {
            node = body.Lexicon.Parties.Step(node, body[i].Word);
            if (node >= 0 && body.Lexicon.Parties.Ends(node, out var name))
                (best, end) = (name, i + 1);
        }
        return best;
    }

    /// <summary>Whether an adjective of a state ends at a token: "the Japanese minister".</summary>
    public static bool EndsAdjective(Body body, int at)
    {
        for (var start = at; start >= Math.Max(0, at - 2); start--)
        {
            if (At(body, start, at + 1, out var end) is { Kind: PartyWord.Adjective or PartyWord.Name } && end == at + 1)
                return true;
        }
        return false;
    }

    /// <summary>Whether a city's name ends at a token.</summary>
    public static bool EndsCity(Body body, int at)
    {
        for (var start = at; start >= Math.Max(0, at - 2); start--)
        {
            if (At(body, start, at + 1, out var end) is { Kind: PartyWord.City } && end == at + 1)
                return true;
        }
        return false;
    }

    private static readonly List<int> None = [];

    /// <summary>The parties in a word like "ASEAN-Japan" or "U.S.-Nordics"; only those that are known.</summary>
    public static List<int> InCompound(Body body, int at)
    {
        if (!body.IsCapital(at) || !body.Span(at).ContainsAny('-', '‑'))
            return None;
        var found = InCompound(body.Span(at), body.Lexicon);
        if (Tail(body, at, out _) is { Kind: PartyWord.Name } tail && !found.Contains(tail.Party))
            found.Add(tail.Party);
        return found;
    }

    /// <summary>The parties in a compound word.</summary>
    public static List<int> InCompound(ReadOnlySpan<char> word, Lexicon lexicon)
    {
        var found = new List<int>();
        foreach (var range in word.SplitAny('-', '–', '‑'))
        {
            var part = word[range];
            if (part.Length > 1 && char.IsUpper(part[0]) && lexicon.Named(part) is { } party && party.Kind is not PartyWord.City && IsWritten(party, part) && !found.Contains(party.Party))
                found.Add(party.Party);
        }
        return found;
    }
}

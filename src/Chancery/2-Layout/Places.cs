using Chancery.Lexicons;

namespace Chancery.Layout;

/// <summary>Cities by the lexicon.</summary>
internal static class Places
{
    public static bool IsCity(ReadOnlySpan<char> words, Lexicon lexicon) => City(words, lexicon) is not null;

    /// <summary>"UZBEKISTAN": a state's name where a dateline has its place.</summary>
    public static bool IsState(ReadOnlySpan<char> words, Lexicon lexicon) => State(words, lexicon) >= 0;

    /// <summary>The state whose name some words are; -1 where they are none.</summary>
    public static int State(ReadOnlySpan<char> words, Lexicon lexicon)
    {
        var node = 0;
        foreach (var piece in Tokenizer.Pieces(words.ToString(), lexicon.Words))
        {
            node = lexicon.Parties.Step(node, lexicon.Words.Find(piece));
            if (node < 0)
                return -1;
        }
        return lexicon.Parties.Ends(node, out var name) && name.Kind == PartyWord.Name && lexicon.PartyList[name.Party].IsState ? name.Party : -1;
    }

    /// <summary>"ISLAMABAD" is written "Islamabad".</summary>
    public static string Written(string words, Lexicon lexicon) => words.Any(char.IsLower) || City(words, lexicon) is not { } city ? words : city.City;

    /// <summary>"Prime Minister hosted a summit in Stockholm": the city that ends a headline, or what stands before its colon, behind "in".</summary>
    public static (string City, int Party)? CityAtEnd(ReadOnlySpan<char> headline, Lexicon lexicon) =>
        headline.LastIndexOf(" in ", StringComparison.OrdinalIgnoreCase) is var at and > 0 && headline[(at + 4)..] is var rest ? City((rest.IndexOf(": ") is var colon and > 0 ? rest[..colon] : rest).TrimEnd(". "), lexicon) : null;

    /// <summary>Whether some name of a party or place begins with the first word, where a blank ends it.</summary>
    private static bool Begins(ReadOnlySpan<char> words, Lexicon lexicon)
    {
        const int Longest = 32;
        var end = words.IndexOf(' ') is var blank and >= 0 ? blank : words.Length;
        Span<char> lower = stackalloc char[Longest];
        return end > Longest || words[..end].ContainsAnyExcept(Letters) || lexicon.Parties.Step(0, lexicon.Words.Find(lower[..words[..end].ToLowerInvariant(lower)])) >= 0;
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>The city and the state that it lies in.</summary>
    public static (string City, int Party)? City(ReadOnlySpan<char> words, Lexicon lexicon)
    {
        var tree = lexicon.Parties;
        if (!Begins(words, lexicon))
            return null;
        var node = 0;
        foreach (var piece in Tokenizer.Pieces(words.ToString(), lexicon.Words))
        {
            node = tree.Step(node, lexicon.Words.Find(piece));
            if (node < 0)
                return null;
        }
        // A city-state's name is a place too ("Singapore, 3 May 2024").
        return tree.Ends(node, out var found) && (found.Kind == PartyWord.City || lexicon.Capitals.GetValueOrDefault(found.Party) == found.Text)
            ? (found.Text, found.Party)
            : null;
    }
}

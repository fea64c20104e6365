using Chancery.Lexicons;

namespace Chancery.Layout;

/// <summary>Cities by the lexicon.</summary>
internal static class Places
{
    public static bool IsCity(ReadOnlySpan<char> words, Lexicon lexicon) => City(words, lexicon) is not null;

    /// <summary>"UZBEKISTAN": a state's name where a dateline has its place.</summary>
    public static bool IsState(ReadOnlySpan<char> words, Lexicon lexicon) => State(words, lexicon) >= 0;

    /// <summary>The state whose name some words are; -1 where they are none.</summary>
    public static int State(ReadOnlySpan<char> words, Lexicon lexicon) => lexicon.Named(words) is { Kind: PartyWord.Name } name && lexicon.PartyList[name.Party].IsState ? name.Party : -1;

    /// <summary>"ISLAMABAD" is written "Islamabad".</summary>
    public static string Written(string words, Lexicon lexicon) => words.Any(char.IsLower) || City(words, lexicon) is not { } city ? words : city.City;

    /// <summary>"Prime Minister hosted a summit in Stockholm", "In Stockholm, ministers discuss trade": the city behind "in" that ends a headline, what stands before its colon, or its opening.</summary>
    public static (string City, int Party)? CityIn(ReadOnlySpan<char> headline, Lexicon lexicon) =>
        headline.StartsWith("In ", StringComparison.Ordinal) && headline.IndexOf(',') is var comma and > 3 && City(headline[3..comma], lexicon) is { } first ? first :
        headline.LastIndexOf(" in ", StringComparison.OrdinalIgnoreCase) is var at and > 0 && headline[(at + 4)..] is var rest ? City((rest.IndexOf(": ") is var colon and > 0 ? rest[..colon] : rest).TrimEnd(". "), lexicon) : null;

    /// <summary>The city and the state that it lies in; a city-state's name is a place too ("Singapore, 3 May 2024").</summary>
    public static (string City, int Party)? City(ReadOnlySpan<char> words, Lexicon lexicon) =>
        lexicon.Named(words) is { } found && (found.Kind == PartyWord.City || lexicon.Capitals.GetValueOrDefault(found.Party) == found.Text) ? (found.Text, found.Party) : null;
}

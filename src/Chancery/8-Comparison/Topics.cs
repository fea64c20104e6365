using Chancery.Lexicons;

namespace Chancery.Comparisons;

/// <summary>Whether two facts speak of the same thing, by the words that they share.</summary>
internal static class Topics
{
    private static readonly HashSet<string> Small = new(StringComparer.Ordinal)
    {
        "the", "and", "for", "with", "that", "this", "its", "his", "her", "their", "they", "both", "two", "side", "sides", "will", "would", "from", "into", "over", "between", "which", "who", "has", "have", "had", "been", "was", "were", "are",
        "minister", "ministers", "foreign", "president", "prime", "also", "furth", "relat", "coope", "count", "bilat", "stren", "impor", "need", "expre", "mutua", "inclu", "effor", "conti", "deepe", "progr", "towar", "level", "well", "about", "all", "each", "other", "next", "year", "years",
    };

    /// <summary>The stems of a fact's words that say what it is about.</summary>
    public static HashSet<string> Of(Fact fact)
    {
        return Of(fact switch { Act a => a.About, Commitment c => c.What, _ => null } ?? string.Join(' ', fact.Evidence.Select(e => e.Exact)));
    }

    /// <summary>The stems of some words that say what they are about.</summary>
    public static HashSet<string> Of(string about)
    {
        var stems = new HashSet<string>(StringComparer.Ordinal);
        foreach (var word in about.Split((char[])[' ', '\n', ',', '.', ';', ':', '"', '“', '”', '(', ')', '-', '–', '/', '’', '\''], StringSplitOptions.RemoveEmptyEntries))
        {
            var plain = PersonName.Plain(word);
            var stem = plain.Length > 5 ? plain[..5] : plain;
            if (plain.Length > 2 && !Small.Contains(plain) && !Small.Contains(stem))
                stems.Add(stem);
        }
        return stems;
    }

    /// <summary>From 0, nothing in common, to 1, the shorter wholly within the longer.</summary>
    public static double Likeness(HashSet<string> a, HashSet<string> b)
    {
        var shared = a.Count(b.Contains);
        var least = Math.Min(a.Count, b.Count);
        return least == 0 || shared < Math.Min(2, least) ? 0 : (double)shared / least;
    }

    /// <summary>Names of one person, whatever their order, capitals and accents; one may leave words out.</summary>
    public static bool SameName(string? a, string? b)
    {
        if (a is null || b is null)
            return false;
        var (one, other) = (PersonName.Words(a), PersonName.Words(b));
        return one.Length > 0 && other.Length > 0 && (one.Length <= other.Length ? one.All(other.Contains) : other.All(one.Contains));
    }
}

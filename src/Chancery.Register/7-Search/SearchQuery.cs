using Chancery.Lexicons;

namespace Chancery.Registers.Search;

/// <summary>What is looked for. Words must all be there; "in quotation marks" they must stand together; a word with - before it must not be there; OR between two asks for either.</summary>
/// <param name="Text">The words; null or empty for all releases.</param>
public sealed record SearchQuery(string? Text)
{
    /// <summary>All of these parties must be told of.</summary>
    public IReadOnlyList<string> Parties { get; init; } = [];

    /// <summary>Whose release it is.</summary>
    public string? Issuer { get; init; }

    /// <summary>The number of a person who took part or spoke.</summary>
    public long? Person { get; init; }

    /// <summary>Words of an office that somebody who took part holds.</summary>
    public string? Office { get; init; }

    /// <summary>A kind of engagement, act, commitment or relation.</summary>
    public string? Kind { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Only releases before this one, for the next page.</summary>
    public long? Before { get; init; }

    /// <summary>How many at most are returned.</summary>
    public int Take { get; init; } = 20;
}

/// <summary>A release that was found.</summary>
/// <param name="Passage">Words around the first place where it was found; empty where nothing was asked for by words.</param>
/// <param name="Marks">Which letters of the passage are the words that were looked for: from, to, exclusive.</param>
public sealed record SearchHit(long Id, DateOnly? Day, string? Issuer, string? IssuerName, string? Kind, string Headline, string Passage, IReadOnlyList<int[]> Marks);

/// <summary>How many of the newest releases that were found have a mark.</summary>
public sealed record FacetValue(string Value, int Count);

/// <summary>What was found, the newest first.</summary>
/// <param name="Next">What to give as <see cref="SearchQuery.Before"/> for the next page; null where this is the last.</param>
/// <param name="Counted">Over how many of the newest the facets count.</param>
public sealed record SearchResult(IReadOnlyList<SearchHit> Hits, long? Next, int Counted, IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> Facets);

/// <summary>A query's words in the language of each database's index.</summary>
internal static class SearchText
{
    /// <summary>The query as an index takes it; null where it asks for no word at all.</summary>
    /// <param name="text">What the user wrote; a zero byte, which is no letter in any database, counts as a blank.</param>
    /// <param name="postgres">Whether for PostgreSQL, which reads the users' own language (websearch_to_tsquery), or for FTS5.</param>
    public static string? Of(string? text, bool postgres)
    {
        var said = text?.Replace('\0', ' ');
        return !postgres ? ForFts(said) : string.IsNullOrWhiteSpace(said) ? null : said;
    }

    /// <summary>What a passage shows of a query: each word, and the words of each phrase, in lower case without accents; not what must not be there.</summary>
    public static IReadOnlyList<string[]> Sought(string? text) =>
        [.. Parts(text ?? "").Where(p => !p.Without && p.Word != "OR").Select(p => Runs(p.Word)).Where(words => words.Length > 0)];

    /// <summary>As the index cuts words: "co-operation" is two.</summary>
    private static string[] Runs(string said) =>
        string.Concat(said.Select(c => char.IsLetterOrDigit(c) ? PersonName.Plain(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string? ForFts(string? text)
    {
        var parts = new List<string>();
        var not = new List<string>();
        var or = false;
        foreach (var (word, without) in Parts(text ?? ""))
        {
            if (word == "OR" && parts.Count > 0)
            {
                or = true;
                continue;
            }
            var quoted = "\"" + word.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
            if (!word.Any(char.IsLetterOrDigit))
                continue;
            if (without)
                not.Add(quoted);
            else if (or)
                parts[^1] = $"({parts[^1]} OR {quoted})";
            else
                parts.Add(quoted);
            or = false;
        }
        return parts.Count == 0 ? null : string.Join(" AND ", parts) + string.Concat(not.Select(n => $" NOT {n}"));
    }

    private static IEnumerable<(string Word, bool Without)> Parts(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
                continue;
            var without = text[i] == '-' && i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]);
            if (without)
                i++;
            var end = text[i] is '"' or '“' or '”' ? text.AsSpan(i + 1).IndexOfAny('"', '”', '“') : text.AsSpan(i).IndexOfAny(" \t\r\n");
            var start = text[i] is '"' or '“' or '”' ? i + 1 : i;
            end = end < 0 ? text.Length : start + end;
            if (end > start)
                yield return (text[start..end], without);
            i = end;
        }
    }
}

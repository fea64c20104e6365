using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Chancery.Lexicons;

namespace Chancery.Issuing.Sites;

/// <summary>A meeting that a release tells of, as timelines show it.</summary>
internal sealed record ListedEngagement(string Kind, string? Start, string? Place, IReadOnlyList<string> Parties);

/// <summary>Something that a release announces for a day to come.</summary>
internal sealed record ListedEvent(string Day, string What);

/// <summary>What lists tell of a release. Immutable.</summary>
internal sealed record Listed
{
    public string Slug { get; init; } = "";

    /// <summary>Where it stands on the site.</summary>
    public string Path { get; init; } = "";

    public string House { get; init; } = "";

    public string Number { get; init; } = "";

    public string Headline { get; init; } = "";

    /// <summary>The day that it bears, ISO 8601.</summary>
    public string Date { get; init; } = "";

    /// <summary>The year by which it is listed.</summary>
    public int Year { get; init; }

    /// <summary>When it was issued, and when it last changed, UTC.</summary>
    public DateTime Issued { get; init; }

    /// <inheritdoc cref="Issued"/>
    public DateTime Changed { get; init; }

    public int Edition { get; init; }

    public bool Withdrawn { get; init; }

    /// <summary>The opening words, for feeds.</summary>
    public string Opening { get; init; } = "";

    public IReadOnlyList<string> Parties { get; init; } = [];

    public IReadOnlyList<string> People { get; init; } = [];

    public IReadOnlyList<string> Topics { get; init; } = [];

    public IReadOnlyList<ListedEngagement> Engagements { get; init; } = [];

    public IReadOnlyList<ListedEvent> Events { get; init; } = [];

    /// <summary>Where its words stand in the search, one for each edition, the last one's holding.</summary>
    public IReadOnlyList<int> Ordinals { get; init; } = [];

    /// <summary>The lists that it stands in, as paths.</summary>
    [JsonIgnore]
    public IEnumerable<string> Lists => [$"archive/{Year.ToString(CultureInfo.InvariantCulture)}/", .. Parties.Select(p => $"party/{Names.Slug(p)}/"), .. People.Select(p => $"person/{Names.Slug(p)}/"), .. Topics.Select(t => $"topic/{Names.Slug(t)}/"), .. Pairs.Select(p => $"relation/{Names.Slug(p)}/")];

    /// <summary>The house with each party that it met, "KHM-JPN".</summary>
    [JsonIgnore]
    public IEnumerable<string> Pairs => Engagements.SelectMany(e => e.Parties).Where(p => p != House).Distinct(StringComparer.Ordinal).Select(p => string.CompareOrdinal(House, p) < 0 ? $"{House}-{p}" : $"{p}-{House}");
}

/// <summary>Names in addresses. Stateless.</summary>
internal static class Names
{
    /// <summary>Letters and digits in lower case without accents, with lines between words; at most 60.</summary>
    public static string Slug(string name)
    {
        var words = name.Split([' ', '-', '/', '.', ',', '\'', '’', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Select(w => string.Concat(PersonName.Plain(w).Where(char.IsAsciiLetterOrDigit))).Where(w => w.Length > 0);
        var slug = string.Join('-', words);
        return slug.Length == 0 ? "x" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(name)))[..10] : slug.Length > 60 ? slug[..60].TrimEnd('-') : slug;
    }
}

/// <summary>All releases of a site in the order of their first issue, and up to where of the log it goes. Immutable.</summary>
/// <param name="Line">The last line of the log that it holds.</param>
/// <param name="Maker">By which making its pages were made; another one makes all anew.</param>
/// <param name="Releases">The releases.</param>
internal sealed record Catalogue(long Line, string Maker, IReadOnlyList<Listed> Releases)
{
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };

    public static Catalogue Empty { get; } = new(0, "", []);

    /// <summary>How many editions its search holds.</summary>
    [JsonIgnore]
    public int Editions => Releases.Sum(r => r.Ordinals.Count);

    public byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(this, Written);

    /// <summary>The catalogue of a file; an empty one where there is none or it was not written whole.</summary>
    public static Catalogue Of(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Catalogue>(File.ReadAllBytes(path), Written) ?? Empty : Empty;
        }
        catch (JsonException)
        {
            return Empty;
        }
    }
}

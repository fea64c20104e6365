using System.Collections.Immutable;

namespace Chancery.Lexicons;

/// <summary>A line of a letterhead in a language (ISO 639-1).</summary>
internal readonly record struct LetterheadLine(string Language, string Text);

/// <summary>A line at the foot of a page: what it is ("Address"), and the words.</summary>
internal readonly record struct FootLine(string Kind, string Words);

/// <summary>What stands around a house's releases. Immutable.</summary>
/// <param name="Party">The house's party.</param>
internal sealed record Letterhead(string Party)
{
    /// <summary>Lines above the house's name: the state, its motto.</summary>
    public ImmutableArray<LetterheadLine> Above { get; init; } = [];

    /// <summary>The house's name, in each of its languages.</summary>
    public ImmutableArray<LetterheadLine> Names { get; init; } = [];

    /// <summary>What stands at the foot of each page.</summary>
    public ImmutableArray<FootLine> Foot { get; init; } = [];

    /// <summary>Where the house signs; null where that is not said.</summary>
    public string? Place { get; init; }

    /// <summary>Its time, by its name in the tz database.</summary>
    public string Zone { get; init; } = "UTC";

    /// <summary>How its releases are numbered.</summary>
    public string Number { get; init; } = "No. {number}/{year}";

    /// <summary>The office that signs; null where that is not said.</summary>
    public string? Signs { get; init; }

    /// <summary>The crest, a PNG; null for none.</summary>
    public byte[]? Crest { get; init; }

    /// <summary>The house's name in English; null where it has none.</summary>
    public string? EnglishName => Names.FirstOrDefault(n => n.Language == "en").Text;
}

/// <summary>How a language is written that is not set like English.</summary>
/// <param name="IsFromRight">Whether it runs from right to left.</param>
/// <param name="IsEastAsian">Whether it is set by the fonts of East Asia.</param>
/// <param name="Font">A font that draws it.</param>
internal sealed record Writing(bool IsFromRight, bool IsEastAsian, string Font);

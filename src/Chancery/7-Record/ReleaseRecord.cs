using System.Collections.Immutable;
using Chancery.Sources;

namespace Chancery;

/// <summary>What reading one release yields. Immutable; what the release does not state is null or empty, never guessed.</summary>
/// <param name="Release">The release itself.</param>
/// <param name="Engagements">Who met or spoke with whom.</param>
/// <param name="Acts">What each side did in words.</param>
/// <param name="Commitments">What is left to do.</param>
/// <param name="Relations">Facts on the standing of two parties.</param>
public sealed record ReleaseRecord(
    Release Release,
    ImmutableArray<Engagement> Engagements,
    ImmutableArray<Act> Acts,
    ImmutableArray<Commitment> Commitments,
    ImmutableArray<Relation> Relations)
{
    /// <summary>The name by which records are paired, or null. Set by whoever hands in the text.</summary>
    public string? Id { get; init; }

    /// <summary>Whether nothing at all was read from the text.</summary>
    public bool IsEmpty => Engagements.IsEmpty && Acts.IsEmpty && Commitments.IsEmpty && Relations.IsEmpty;
}

/// <summary>Words of the source that say a fact (W3C Web Annotation: text quote and text position selector).</summary>
/// <param name="Exact">The words as they stand in the source, markup taken off.</param>
/// <param name="Start">Where they begin, in Unicode code points from the start of the source text.</param>
/// <param name="End">Where they end, exclusive, in Unicode code points.</param>
public readonly record struct Evidence(string Exact, int Start, int End)
{
    private readonly ImmutableArray<PageBox> places;

    /// <summary>Where the words stand on their pages, a box for each line; empty where the source has no pages.</summary>
    public ImmutableArray<PageBox> Places
    {
        get => places.IsDefault ? [] : places;
        init => places = value;
    }
}

/// <summary>The release itself.</summary>
public sealed record Release
{
    /// <summary>press release, readout, joint statement, statement, remarks, media note or other.</summary>
    public string? Kind { get; init; }

    /// <summary>The name of the house that issues it.</summary>
    public string? IssuerName { get; init; }

    /// <summary>The party whose house it is: ISO 3166-1 alpha-3, or an organisation's short name.</summary>
    public string? IssuerCountry { get; init; }

    /// <summary>The headline.</summary>
    public string? Headline { get; init; }

    /// <summary>The reference number that it bears.</summary>
    public string? Number { get; init; }

    /// <summary>The embargo, in the release's words ("Embargoed until …", "Check against delivery").</summary>
    public string? Embargo { get; init; }

    /// <summary>Scripts other than Latin in which lines of it are written, and languages other than English in which paragraphs of it are ("Khmer", "French"); those parts are kept in the source and not read.</summary>
    public ImmutableArray<string> Scripts { get; init; } = [];

    /// <summary>The place of issue.</summary>
    public string? Place { get; init; }

    /// <summary>The date of issue, ISO 8601, whole or reduced.</summary>
    public string? Date { get; init; }

    /// <summary>The language, ISO 639-1.</summary>
    public string? Language { get; init; }

    /// <summary>Who signed it.</summary>
    public Signatory? Signatory { get; init; }

    /// <summary>Addresses, telephones and the like.</summary>
    public ImmutableArray<Contact> Contacts { get; init; } = [];
}

/// <summary>Who signed a release.</summary>
/// <param name="Name">The name.</param>
/// <param name="Office">The office, or null.</param>
public sealed record Signatory(string Name, string? Office);

/// <summary>A contact: address, phone, fax, email or web.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Value">The value as it is written.</param>
public sealed record Contact(string Kind, string Value)
{
    /// <summary>A telephone number in the international form (E.164), where it says its country; null for all else.</summary>
    public string? International { get; init; }
}

/// <summary>A fact: the words that say it, and the entry of the lexicon that made it.</summary>
public abstract record Fact
{
    /// <summary>The words that say it; more than one span where a page foot or other words stand between.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>The entry of the lexicon that made it: file and line, as "acts/thank: ~thank".</summary>
    public string Entry { get; init; } = "";

    /// <summary>The sentence of the body that it was read from, from 0.</summary>
    public int Sentence { get; init; }
}

/// <summary>An occasion on which people of two or more parties met or spoke.</summary>
public sealed record Engagement : Fact
{
    /// <summary>Its kind.</summary>
    public required EngagementKind Kind { get; init; }

    /// <summary>The day, or the first of several, ISO 8601.</summary>
    public string? Start { get; init; }

    /// <summary>The last of several days.</summary>
    public string? End { get; init; }

    /// <summary>The city where it took place.</summary>
    public string? City { get; init; }

    /// <summary>The state where it took place, ISO 3166-1 alpha-3.</summary>
    public string? Country { get; init; }

    /// <summary>The larger event that it took place in or on the sidelines of, in the release's words.</summary>
    public string? Occasion { get; init; }

    /// <summary>Those who took part.</summary>
    public ImmutableArray<Participant> Participants { get; init; } = [];
}

/// <summary>Somebody who took part in an engagement.</summary>
/// <param name="Person">The fullest form of the name in the release, without honorifics; null for a delegation.</param>
/// <param name="Offices">The offices that the release gives.</param>
/// <param name="Party">The party that the person acts for, or null where that is open.</param>
public sealed record Participant(string? Person, ImmutableArray<string> Offices, string? Party);

/// <summary>What one side, or both, did in words.</summary>
public sealed record Act : Fact
{
    /// <summary>Its kind.</summary>
    public required ActKind Kind { get; init; }

    /// <summary>Who does it: parties.</summary>
    public ImmutableArray<string> By { get; init; } = [];

    /// <summary>Whom it addresses: parties.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>The person who speaks, where the sentence names one.</summary>
    public string? Person { get; init; }

    /// <summary>The words that say what it is about.</summary>
    public string? About { get; init; }
}

/// <summary>What is left to do or to be expected after the engagement.</summary>
public sealed record Commitment : Fact
{
    /// <summary>Its kind.</summary>
    public required CommitmentKind Kind { get; init; }

    /// <summary>How far it has come.</summary>
    public required CommitmentStatus Status { get; init; }

    /// <summary>Who owes it: parties.</summary>
    public ImmutableArray<string> By { get; init; } = [];

    /// <summary>To whom: parties.</summary>
    public ImmutableArray<string> To { get; init; } = [];

    /// <summary>The words that say what.</summary>
    public string What { get; init; } = "";

    /// <summary>The day by which, ISO 8601, worked out from the date of the release.</summary>
    public string? Due { get; init; }

    /// <summary>The words that say by when.</summary>
    public string? DueWords { get; init; }
}

/// <summary>A fact on the standing of two parties.</summary>
public abstract record Relation : Fact
{
    /// <summary>The two parties.</summary>
    public ImmutableArray<string> Parties { get; init; } = [];
}

/// <summary>An anniversary of two parties.</summary>
public sealed record Anniversary : Relation
{
    /// <summary>The how-manieth, 1 or more.</summary>
    public int Ordinal { get; init; }

    /// <summary>The year in which it falls; 0 where that is open.</summary>
    public int Year { get; init; }

    /// <summary>What it is the anniversary of.</summary>
    public string? Of { get; init; }
}

/// <summary>A partnership that has a name.</summary>
public sealed record Partnership : Relation
{
    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>current, proposed or intended.</summary>
    public string Status { get; init; } = "current";
}

using Chancery.Layout;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>Somebody who took part in an engagement.</summary>
internal readonly record struct Taker(int Person, int Party);

/// <summary>A sentence that tells of an engagement.</summary>
/// <param name="By">Who met, as its subject names them; null where it tells of none.</param>
/// <param name="End">Where the telling ends, a token: what stands behind it is of those who met.</param>
/// <param name="Fact">The engagement as it is kept; null where it goes on about one that is known.</param>
/// <param name="Verb">The verb that tells of it; -1 where none does.</param>
internal readonly record struct Told(Doer? By, int End, EngagementFact? Fact = null, int Verb = -1);

/// <summary>An engagement as it was read.</summary>
internal sealed class EngagementFact
{
    public required EngagementKind Kind { get; set; }

    public required string Entry { get; init; }

    public List<Taker> Takers { get; } = [];

    public PartialDate Start { get; set; }

    public PartialDate End { get; set; }

    public string? City { get; set; }

    public int Country { get; set; } = -1;

    public string? Occasion { get; set; }

    public List<Said> Words { get; } = [];

    public int Sentence { get; init; }

    /// <summary>Whether it is told as one that came after another of the same people.</summary>
    public bool Further { get; init; }

    /// <summary>Whether it is announced, not reported.</summary>
    public bool Announced { get; init; }

    public IEnumerable<int> Parties => Takers.Select(t => t.Party).Where(p => p >= 0).Distinct();

    public IEnumerable<int> People => Takers.Select(t => t.Person).Where(p => p >= 0);
}

using Chancery.Layout;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>Somebody who took part in an engagement.</summary>
internal readonly record struct Taker(int Person, int Party);

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

    /// <summary>Whether it is announced, not reported.</summary>
    public bool Announced { get; init; }

    public IEnumerable<int> Parties => Takers.Select(t => t.Party).Where(p => p >= 0).Distinct();

    public IEnumerable<int> People => Takers.Select(t => t.Person).Where(p => p >= 0);
}

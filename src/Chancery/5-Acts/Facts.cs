using Chancery.Layout;
using Chancery.Names;

namespace Chancery.Acts;

/// <summary>Tokens that say a fact, end exclusive.</summary>
internal readonly record struct Said(int First, int End);

/// <summary>An act whose verb and subject are found, before it is known how far its words go and whom it addresses.</summary>
internal sealed record ActDraft(Trigger Trigger, Doer By, int Start, ActKind Kind, int Clause, bool Own, int[] To)
{
    /// <summary>Who the subject is, before what was done together made it both sides.</summary>
    public Doer Subject { get; init; } = By;
}

/// <summary>An act as it was read.</summary>
internal sealed class ActFact
{
    public required ActKind Kind { get; init; }

    public required string Entry { get; init; }

    public required int[] By { get; init; }

    public int[] To { get; init; } = [];

    public int Person { get; init; } = -1;

    public required Said About { get; set; }

    public required Said Words { get; set; }

    public required int Sentence { get; init; }

    /// <summary>Where the verb stands.</summary>
    public required int Verb { get; init; }

    /// <summary>What the act reports begins here ("that", "to"); -1 where there is no clause.</summary>
    public int Clause { get; init; } = -1;

    /// <summary>Whether the kind comes from what the speaker says of his own side.</summary>
    public bool Own { get; init; }
}

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

/// <summary>Who does something in a clause.</summary>
internal sealed record Doer(int[] Parties, int[] People, int First, Mention? Mention)
{
    public int Person => People.Length == 1 ? People[0] : -1;
}

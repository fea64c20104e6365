using Chancery.Verbs;

namespace Chancery.Acts;

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

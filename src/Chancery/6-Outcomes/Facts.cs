using Chancery.Layout;
using Chancery.Verbs;

namespace Chancery.Outcomes;

/// <summary>A commitment as it was read.</summary>
internal sealed class CommitmentFact
{
    public required CommitmentKind Kind { get; init; }

    public required CommitmentStatus Status { get; set; }

    public required string Entry { get; init; }

    public required int[] By { get; init; }

    public int[] To { get; init; } = [];

    public required Said What { get; init; }

    public PartialDate Due { get; set; }

    public string? DueWords { get; set; }

    public List<Said> Words { get; } = [];

    public int Sentence { get; init; }
}

/// <summary>A relation as it was read: an anniversary or a partnership.</summary>
internal sealed class RelationFact
{
    public required bool IsAnniversary { get; init; }

    public required string Entry { get; init; }

    public required int[] Parties { get; init; }

    public int Ordinal { get; init; }

    public int Year { get; init; }

    public string? Of { get; init; }

    public string? Name { get; init; }

    public string? Status { get; set; }

    public required Said Words { get; init; }

    public int Sentence { get; init; }
}

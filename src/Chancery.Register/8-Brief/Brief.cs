using Chancery.Registers.FollowUps;

namespace Chancery.Registers.Briefs;

/// <summary>What an officer, or a minister, is told before the next meeting. Immutable; every line names the releases that say it.</summary>
/// <param name="Party">The other side.</param>
/// <param name="For">Our side; null for a brief on the other side alone.</param>
/// <param name="Day">The day for which it holds.</param>
public sealed record Brief(string Party, string PartyName, string? For, string? ForName, DateOnly Day)
{
    /// <summary>Partnerships and the like that hold, the newest first.</summary>
    public IReadOnlyList<BriefLine> Standing { get; init; } = [];

    public IReadOnlyList<BriefLine> Anniversaries { get; init; } = [];

    public IReadOnlyList<BriefLine> Engagements { get; init; } = [];

    public IReadOnlyList<BriefPerson> Opposite { get; init; } = [];

    /// <summary>What the other side owes, and what both do.</summary>
    public IReadOnlyList<BriefPromise> Theirs { get; init; } = [];

    public IReadOnlyList<BriefPromise> Ours { get; init; } = [];

    public IReadOnlyList<BriefTopic> Topics { get; init; } = [];

    /// <summary>The releases by which all of it is shown; lines name them by their place here, from 1.</summary>
    public IReadOnlyList<ReleaseReference> Sources { get; init; } = [];
}

/// <summary>A line with its sources.</summary>
public sealed record BriefLine(string Text, IReadOnlyList<int> Sources);

/// <summary>Who will sit opposite.</summary>
/// <param name="Written">How the person is addressed in writing.</param>
/// <param name="Spoken">And in speech.</param>
/// <param name="Seen">When a release last shows the office.</param>
public sealed record BriefPerson(string Name, string Office, string Written, string Spoken, DateOnly? Seen, IReadOnlyList<int> Sources);

public sealed record BriefPromise(string State, string What, DateOnly? Due, string By, string Said, string? Note, IReadOnlyList<int> Sources);

/// <summary>What each side last said on a topic, and what it had said before.</summary>
public sealed record BriefTopic(string Topic, IReadOnlyList<BriefSaid> Said);

/// <param name="Changed">What the side had said before, where that was of another kind; null where nothing changed.</param>
public sealed record BriefSaid(string Party, DateOnly? Day, string Kind, string Words, string? Changed, IReadOnlyList<int> Sources);

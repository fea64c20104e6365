using Chancery.Comparisons;
using Chancery.Registers.Store;

namespace Chancery.Registers.FollowUps;

/// <summary>What a release shows, as far as it may tell what became of a promise.</summary>
internal sealed class Shown(long release, DateOnly day, string headline, string[] parties)
{
    public long Release => release;

    public DateOnly Day => day;

    public string Headline => headline;

    public string[] Parties => parties;

    public List<ShownEngagement> Engagements { get; } = [];

    public List<ShownAct> Acts { get; } = [];

    /// <summary>Partnerships that it tells of as current.</summary>
    public List<ShownStanding> Standings { get; } = [];

    public List<Owed> Promises { get; } = [];
}

internal sealed record ShownEngagement(string Kind, DateOnly? Start, string? Country, string? Occasion, string[] Parties, string Heads, int From, int Until);

/// <param name="Shows">done, off or later, see <see cref="ActRow.Shows"/>.</param>
internal sealed record ShownAct(string Kind, string Shows, string[] By, string[] To, string About, int From, int Until)
{
    private HashSet<string>? topic;

    public HashSet<string> Topic => topic ??= Topics.Of(About);
}

internal sealed record ShownStanding(string Pair, string Name, int From, int Until);

/// <summary>A promise as far as its follow-up asks; its state is kept in step with the register's.</summary>
/// <param name="row">Its row.</param>
/// <param name="isNew">Whether the row is not yet written, so that its state is set on it.</param>
internal sealed class Owed(CommitmentRow row, bool isNew = false)
{
    private HashSet<string>? topic;

    public bool IsNew { get; set; } = isNew;

    public long Id => row.Id;

    public long Release => row.ReleaseId;

    public string Kind => row.Kind;

    public string What => row.What;

    public string Words => row.Words;

    public string All => row.Parties;

    public string[] Parties { get; } = Bar.Split(row.Parties);

    public string[] By { get; } = Bar.Split(row.By);

    public string[] To { get; } = Bar.Split(row.To);

    public DateOnly? Made => row.Made;

    public DateOnly? Due => row.Due;

    public int From => row.From;

    public int Until => row.Until;

    public string State => row.State;

    public DateOnly? Closed => row.Closed;

    public void Settle(string state, DateOnly day, long release) => (row.State, row.Closed, row.ClosedBy) = (state, day, release);

    public bool Decided => row.Decided;

    public HashSet<string> Topic => topic ??= Topics.Of(What);

    /// <summary>Where it is to take place and under what name, once that was looked for.</summary>
    public (string? Where, string? Session)? Meeting { get; set; }

    /// <summary>Under what key it is found: its first two parties, or the one that it has.</summary>
    public static string KeyOf(string parties) => Bar.Split(parties) is { Length: > 2 } more ? $"{more[0]}|{more[1]}" : parties;
}

/// <summary>What a release tells of a promise: its state from a day on, why, and the words that say so.</summary>
internal sealed record Finding(Owed Owed, Shown Shown, string Kind, DateOnly Day, string Reason, int From, int Until);

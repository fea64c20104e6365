namespace Chancery.Issuing.Clearances;

/// <summary>How far a release has come.</summary>
internal enum Stage
{
    Draft,
    Submitted,
    AtLegal,
    Cleared,
    Scheduled,
    Embargoed,
    Issued,
    Corrected,
    Withdrawn,
}

/// <summary>What somebody is charged with in the issuing of releases; one may have several.</summary>
internal enum Duty
{
    /// <summary>Writes.</summary>
    Drafter,
    /// <summary>Knows the matter, and clears.</summary>
    Desk,
    /// <summary>Clears what the desk hands on for its wording in law.</summary>
    Legal,
    /// <summary>Issues.</summary>
    Spokesperson,
}

/// <summary>A step from one stage to the next.</summary>
/// <param name="Name">How it is called; of one stage no two steps have one name.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it leads.</param>
/// <param name="By">Who may take it; null for what follows of itself, when a time comes or another edition is issued.</param>
/// <param name="FourEyes">Whether nobody may take it who wrote any of the text.</param>
/// <param name="NeedsReason">Whether it is to be said why.</param>
/// <param name="NeedsTime">Whether a time to come is to be set.</param>
internal sealed record Step(string Name, Stage From, Stage To, Duty? By, bool FourEyes = false, bool NeedsReason = false, bool NeedsTime = false);

/// <summary>Who asks for a step, and with what.</summary>
/// <param name="Who">The name.</param>
/// <param name="Duties">What he is charged with.</param>
/// <param name="Reason">Why; empty where nothing is said.</param>
/// <param name="Due">For when, UTC; null where no time is set.</param>
internal sealed record Asked(string Who, IReadOnlyCollection<Duty> Duties, string Reason, DateTime? Due);

/// <summary>
/// The one place that says how a release comes from draft to issue: which steps there are, who may take them, and what they need. The drawing in the documentation is made of it.
/// Stateless.
/// </summary>
internal static class Clearance
{
    public const string Submit = "submit";
    public const string TakeBack = "take back";
    public const string SendBack = "send back";
    public const string ToLegal = "hand to legal";
    public const string Clear = "clear";
    public const string Issue = "issue";
    public const string Schedule = "schedule";
    public const string Embargo = "embargo";
    public const string Hold = "hold";
    public const string TimeComes = "the time comes";
    public const string Succeed = "a correction is issued";
    public const string Withdraw = "withdraw";

    public static IReadOnlyList<Step> Steps { get; } =
    [
        new(Submit, Stage.Draft, Stage.Submitted, Duty.Drafter),
        new(Withdraw, Stage.Draft, Stage.Withdrawn, Duty.Drafter, NeedsReason: true),
        new(TakeBack, Stage.Submitted, Stage.Draft, Duty.Drafter),
        new(Clear, Stage.Submitted, Stage.Cleared, Duty.Desk, FourEyes: true),
        new(ToLegal, Stage.Submitted, Stage.AtLegal, Duty.Desk, FourEyes: true),
        new(SendBack, Stage.Submitted, Stage.Draft, Duty.Desk, NeedsReason: true),
        new(Clear, Stage.AtLegal, Stage.Cleared, Duty.Legal, FourEyes: true),
        new(SendBack, Stage.AtLegal, Stage.Draft, Duty.Legal, NeedsReason: true),
        new(Issue, Stage.Cleared, Stage.Issued, Duty.Spokesperson),
        new(Schedule, Stage.Cleared, Stage.Scheduled, Duty.Spokesperson, NeedsTime: true),
        new(Embargo, Stage.Cleared, Stage.Embargoed, Duty.Spokesperson, NeedsTime: true),
        new(SendBack, Stage.Cleared, Stage.Draft, Duty.Spokesperson, NeedsReason: true),
        new(TimeComes, Stage.Scheduled, Stage.Issued, null),
        new(Hold, Stage.Scheduled, Stage.Cleared, Duty.Spokesperson, NeedsReason: true),
        new(TimeComes, Stage.Embargoed, Stage.Issued, null),
        new(Hold, Stage.Embargoed, Stage.Cleared, Duty.Spokesperson, NeedsReason: true),
        new(Succeed, Stage.Issued, Stage.Corrected, null),
        new(Withdraw, Stage.Issued, Stage.Withdrawn, Duty.Spokesperson, NeedsReason: true),
    ];

    /// <summary>Stages whose text and documents are public.</summary>
    public static bool IsPublic(Stage stage) => stage is Stage.Issued or Stage.Corrected or Stage.Withdrawn;

    /// <summary>Whether the text may be changed.</summary>
    public static bool IsOpen(Stage stage) => stage == Stage.Draft;

    /// <summary>Whether somebody may change the text.</summary>
    public static bool MayWrite(Stage stage, IEnumerable<Duty> duties) => IsOpen(stage) && duties.Contains(Duty.Drafter);

    /// <summary>Whose turn it is.</summary>
    public static IEnumerable<Duty> WaitsFor(Stage stage) => Steps.Where(s => s.From == stage).Select(s => s.By).OfType<Duty>().Distinct();

    /// <summary>The steps of a stage that somebody may take; what they need is not asked yet.</summary>
    /// <param name="stage">Where it stands.</param>
    /// <param name="who">The name.</param>
    /// <param name="duties">What he is charged with.</param>
    /// <param name="authors">Who wrote any of the text.</param>
    public static IEnumerable<Step> Open(Stage stage, string who, IReadOnlyCollection<Duty> duties, IReadOnlyCollection<string> authors) =>
        Steps.Where(s => s.From == stage && s.By is { } by && duties.Contains(by) && !(s.FourEyes && authors.Contains(who, StringComparer.OrdinalIgnoreCase)));

    /// <summary>The step that is asked for; or why it cannot be taken.</summary>
    /// <param name="stage">Where it stands.</param>
    /// <param name="name">The step's name.</param>
    /// <param name="asked">Who asks, and with what.</param>
    /// <param name="authors">Who wrote any of the text.</param>
    /// <param name="now">The time, UTC.</param>
    public static (Step? Step, string? Refused) Judge(Stage stage, string name, Asked asked, IReadOnlyCollection<string> authors, DateTime now)
    {
        if (Steps.FirstOrDefault(s => s.From == stage && s.Name == name) is not { } step)
            return (null, $"what is {stage.Word()} cannot be asked to “{name}”");
        if (step.By is not { } by || !asked.Duties.Contains(by))
            return (null, step.By is { } needed ? $"“{name}” is for the duty {needed.Word()}" : $"“{name}” follows of itself");
        if (step.FourEyes && authors.Contains(asked.Who, StringComparer.OrdinalIgnoreCase))
            return (null, "nobody clears a text that he wrote himself");
        if (step.NeedsReason && string.IsNullOrWhiteSpace(asked.Reason))
            return (null, $"“{name}” needs a reason");
        if (step.NeedsTime && !(asked.Due > now))
            return (null, $"“{name}” needs a time to come");
        return (step, null);
    }
}

/// <summary>Stages and duties as they are written.</summary>
internal static class ClearanceWords
{
    public static string Word(this Stage stage) => stage == Stage.AtLegal ? "at legal" : stage.ToString().ToLowerInvariant();

    public static string Word(this Duty duty) => duty.ToString().ToLowerInvariant();

    public static Stage StageOf(string word) => Enum.GetValues<Stage>().First(s => s.Word() == word);

    /// <summary>The duties that some words name; what is none is left out.</summary>
    public static IReadOnlyList<Duty> DutiesOf(IEnumerable<string?> words) => [.. Enum.GetValues<Duty>().Where(d => words.Contains(d.Word(), StringComparer.Ordinal))];
}

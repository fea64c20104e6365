namespace Chancery.Registers.Store;

/// <summary>A file as it came.</summary>
internal sealed class SourceRow
{
    public long Id { get; set; }

    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>Path or address it came from.</summary>
    public string Name { get; set; } = "";

    /// <summary>The bytes, compressed by Brotli.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>How many bytes it had.</summary>
    public int Size { get; set; }

    /// <summary>When it was taken in, UTC.</summary>
    public DateTime Imported { get; set; }

    /// <summary>The release that it holds; several sources may hold one; null where it holds none.</summary>
    public long? ReleaseId { get; set; }

    /// <summary>Why nothing was read from it.</summary>
    public string? Fault { get; set; }

    /// <summary>By what knowledge it was read.</summary>
    public string Knowledge { get; set; } = "";
}

/// <summary>A release, in one edition. Its number begins with the day of issue, so that the newest have the highest.</summary>
internal sealed class ReleaseRow
{
    public long Id { get; set; }

    public string Headline { get; set; } = "";

    public string Text { get; set; } = "";

    public string? Kind { get; set; }

    public string? Issuer { get; set; }

    public string? IssuerName { get; set; }

    /// <summary>The day of issue; of a month or year that alone is told, the first day.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>What is the same in two copies of one release, and in them alone.</summary>
    public string BodyHash { get; set; } = "";

    /// <summary>What is the same in two editions of one release: who issued it, the day, and the headline or number.</summary>
    public string EditionKey { get; set; } = "";

    /// <summary>From 1.</summary>
    public int Edition { get; set; } = 1;

    /// <summary>The edition that took its place; null for the one that holds.</summary>
    public long? ReplacedBy { get; set; }

    /// <summary>The record as JSON, compressed by Brotli.</summary>
    public byte[] Record { get; set; } = [];

    public string Knowledge { get; set; } = "";
}

/// <summary>A party that a release tells of: as issuer, participant, or by acting or being named in the headline.</summary>
internal sealed class ReleasePartyRow
{
    public string Party { get; set; } = "";

    public long ReleaseId { get; set; }
}

/// <summary>Two parties that a release tells of together, "JPN|KHM", in the order of their codes.</summary>
internal sealed class ReleasePairRow
{
    public string Pair { get; set; } = "";

    public long ReleaseId { get; set; }
}

/// <summary>A person (Popolo: Person).</summary>
internal sealed class PersonRow
{
    public long Id { get; set; }

    /// <summary>The fullest form of the name.</summary>
    public string Name { get; set; } = "";

    /// <summary>The words of the name, plain and in the order of the alphabet, and the party: two mentions with one key are one person.</summary>
    public string Key { get; set; } = "";

    public string? Party { get; set; }

    /// <summary>Whom an officer, or the register, took this one to be.</summary>
    public long? MergedInto { get; set; }
}

/// <summary>A word of a person's name, by which likely namesakes are found.</summary>
internal sealed class PersonWordRow
{
    public string Word { get; set; } = "";

    public long PersonId { get; set; }
}

/// <summary>An office held (Popolo: Membership).</summary>
internal sealed class MembershipRow
{
    public long Id { get; set; }

    public long PersonId { get; set; }

    /// <summary>Popolo: organization_id.</summary>
    public string? Party { get; set; }

    public string Role { get; set; } = "";

    /// <summary>The first day on which a release shows it.</summary>
    public DateOnly? FirstSeen { get; set; }

    /// <summary>The last.</summary>
    public DateOnly? LastSeen { get; set; }

    /// <summary>Popolo: start_date, as an officer knows it.</summary>
    public DateOnly? Start { get; set; }

    /// <summary>Popolo: end_date, as an officer knows it.</summary>
    public DateOnly? End { get; set; }

    public long ReleaseId { get; set; }
}

/// <summary>An engagement, of which one or more releases tell.</summary>
internal sealed class EngagementRow
{
    public long Id { get; set; }

    public string Kind { get; set; } = "";

    public DateOnly? Start { get; set; }

    public DateOnly? End { get; set; }

    public string? City { get; set; }

    public string? Country { get; set; }

    public string? Occasion { get; set; }

    /// <summary>The parties in the order of their codes, with a bar between.</summary>
    public string Parties { get; set; } = "";

    /// <summary>First day and parties, by which another account of it is known; null without a day.</summary>
    public string? Meet { get; set; }
}

/// <summary>What one release tells of an engagement.</summary>
internal sealed class AccountRow
{
    public long EngagementId { get; set; }

    public long ReleaseId { get; set; }

    public int Ordinal { get; set; }

    public string Kind { get; set; } = "";

    public DateOnly? Start { get; set; }

    /// <summary>Heads of state and government who were there: "KHM:Prime Minister", with bars between.</summary>
    public string Heads { get; set; } = "";

    public int From { get; set; }

    public int Until { get; set; }
}

/// <summary>Who took part, by which account.</summary>
internal sealed class AttendanceRow
{
    public long ReleaseId { get; set; }

    /// <summary>From 0, over all engagements of the release.</summary>
    public int Ordinal { get; set; }

    public long EngagementId { get; set; }

    public long? PersonId { get; set; }

    public string? Party { get; set; }

    public string Offices { get; set; } = "";
}

/// <summary>An act of a side.</summary>
internal sealed class ActRow
{
    public long ReleaseId { get; set; }

    public int Ordinal { get; set; }

    public string Kind { get; set; } = "";

    /// <summary>Parties with a bar between.</summary>
    public string By { get; set; } = "";

    public string To { get; set; } = "";

    public long? PersonId { get; set; }

    public string? About { get; set; }

    /// <summary>What it may show of a promise: done, off or later; null where nothing.</summary>
    public string? Shows { get; set; }

    public const string Done = "done";

    public const string Off = "off";

    public const string Later = "later";

    public int From { get; set; }

    public int Until { get; set; }
}

/// <summary>What is owed, and what became of it.</summary>
internal sealed class CommitmentRow
{
    public long Id { get; set; }

    public long ReleaseId { get; set; }

    public int Ordinal { get; set; }

    public string Kind { get; set; } = "";

    /// <summary>How far it had come in the release's words.</summary>
    public string Status { get; set; } = "";

    public string By { get; set; } = "";

    public string To { get; set; } = "";

    /// <summary>All parties to it, in the order of their codes, with a bar between.</summary>
    public string Parties { get; set; } = "";

    /// <summary>The first two of them, or the one that there is: the key under which the follow-up finds it.</summary>
    public string Pair { get; set; } = "";

    public string What { get; set; } = "";

    public string Words { get; set; } = "";

    public int From { get; set; }

    public int Until { get; set; }

    /// <summary>The day on which it was made: that of the release.</summary>
    public DateOnly? Made { get; set; }

    public DateOnly? Due { get; set; }

    public string? DueWords { get; set; }

    /// <summary>open, kept, superseded or withdrawn; overdue is what is open behind its day.</summary>
    public string State { get; set; } = CommitmentState.Open;

    /// <summary>The day on which it ceased to be open.</summary>
    public DateOnly? Closed { get; set; }

    /// <summary>The release that shows it.</summary>
    public long? ClosedBy { get; set; }

    /// <summary>Whether an officer decided on the state.</summary>
    public bool Decided { get; set; }

    public string? Officer { get; set; }

    public string? Note { get; set; }

    public DateOnly? Remind { get; set; }

    /// <summary>Whether the release, read again, no longer tells it; kept for what an officer decided.</summary>
    public bool Gone { get; set; }
}

/// <summary>Under whom a commitment is looked up: a party to it, or two; with the day in front, so that what is owed is found in the order in which it falls due.</summary>
internal sealed class CommitmentPartyRow
{
    /// <summary>Stands for no day: behind all others.</summary>
    public static DateOnly Never { get; } = DateOnly.MaxValue;

    /// <summary>A party, or two with a bar between, in the order of their codes.</summary>
    public string Parties { get; set; } = "";

    public DateOnly Due { get; set; }

    public long CommitmentId { get; set; }

    /// <summary>When it was promised; the first of all days where the release has none.</summary>
    public DateOnly Made { get; set; }

    /// <summary>When it was settled, <see cref="Never"/> while it is open: a trigger follows the commitment's own, so that what is open is found without looking at the rest.</summary>
    public DateOnly Closed { get; set; } = Never;
}

/// <summary>The standing of two parties.</summary>
internal sealed class RelationRow
{
    public long ReleaseId { get; set; }

    public int Ordinal { get; set; }

    /// <summary>anniversary or partnership.</summary>
    public string Kind { get; set; } = "";

    public string Pair { get; set; } = "";

    /// <summary>The partnership's name, or what the anniversary is of.</summary>
    public string Name { get; set; } = "";

    public string? Status { get; set; }

    public int HowManieth { get; set; }

    public int Year { get; set; }

    public DateOnly? Day { get; set; }

    public int From { get; set; }

    public int Until { get; set; }
}

/// <summary>What the register proposes, and what an officer decided on it.</summary>
internal sealed class ProposalRow
{
    public long Id { get; set; }

    /// <summary>kept, superseded, withdrawn, progress or merge.</summary>
    public string Kind { get; set; } = "";

    public long? CommitmentId { get; set; }

    public long? PersonId { get; set; }

    /// <summary>The person to be merged into the first.</summary>
    public long? OtherId { get; set; }

    /// <summary>The release that shows it.</summary>
    public long? ReleaseId { get; set; }

    /// <summary>The day on which it came to pass.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>Days behind the day it was due; null where none was.</summary>
    public int? DaysLate { get; set; }

    public string Reason { get; set; } = "";

    /// <summary>The words that show it.</summary>
    public string Passage { get; set; } = "";

    public int From { get; set; }

    public int Until { get; set; }

    /// <summary>open, accepted, refused or undone.</summary>
    public string Decision { get; set; } = Decisions.Open;

    public string? DecidedBy { get; set; }

    public DateTime? DecidedAt { get; set; }
}

/// <summary>What an officer said of a fact of a release.</summary>
internal sealed class ReviewRow
{
    public long Id { get; set; }

    public long ReleaseId { get; set; }

    /// <summary>engagements, acts, commitments or relations.</summary>
    public string Facet { get; set; } = "";

    /// <summary>The fact as it was read, in the record format; empty where it was missed.</summary>
    public string Read { get; set; } = "";

    /// <summary>accepted, corrected, rejected or added.</summary>
    public string Verdict { get; set; } = "";

    /// <summary>The fact as the officer has it; empty where it was accepted or rejected.</summary>
    public string Corrected { get; set; } = "";

    public string Who { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; set; }
}

/// <summary>Files that somebody handed in at one time, and what became of each.</summary>
internal sealed class HandInRow
{
    public long Id { get; set; }

    public string Who { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; set; }
}

/// <summary>A file that was handed in.</summary>
internal sealed class HandedFileRow
{
    public long HandInId { get; set; }

    public int Ordinal { get; set; }

    public string Name { get; set; } = "";

    /// <summary>new, new edition, copy, read again, known, no release or unreadable.</summary>
    public string Outcome { get; set; } = "";

    public long? ReleaseId { get; set; }

    /// <summary>Why it could not be read.</summary>
    public string? Fault { get; set; }
}

/// <summary>The last number that a release of one day has.</summary>
internal sealed class DayRow
{
    /// <summary>The first number of the day.</summary>
    public long Id { get; set; }

    public long Last { get; set; }
}

/// <summary>The next number that is free; one row, written by whoever imports.</summary>
internal sealed class SequenceRow
{
    public int Id { get; set; }

    public long Next { get; set; }
}

/// <summary>An entry of the journal; each carries the hash of the one before.</summary>
internal sealed class JournalRow
{
    public long Id { get; set; }

    /// <summary>UTC.</summary>
    public DateTime At { get; set; }

    public string Who { get; set; } = "";

    public string What { get; set; } = "";

    public string Details { get; set; } = "";

    public string Previous { get; set; } = "";

    public string Hash { get; set; } = "";
}

/// <summary>What becomes of a commitment.</summary>
internal static class CommitmentState
{
    public const string Open = "open";
    public const string Kept = "kept";
    public const string Superseded = "superseded";
    public const string Withdrawn = "withdrawn";

    /// <summary>Open behind its day; never stored, for it depends on the day that is asked about.</summary>
    public const string Overdue = "overdue";
}

/// <summary>What an officer says to a proposal.</summary>
internal static class Decisions
{
    public const string Open = "open";
    public const string Accepted = "accepted";
    public const string Refused = "refused";
    public const string Undone = "undone";
}

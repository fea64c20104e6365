namespace Chancery.Registers.Store;

/// <summary>A release on its way from notes to its issue, in one edition.</summary>
internal sealed class DraftRow
{
    public long Id { get; set; }

    /// <summary>The party whose house issues it.</summary>
    public string House { get; set; } = "";

    /// <summary>How far it has come: draft, submitted, at legal, cleared, scheduled, embargoed, issued, corrected or withdrawn.</summary>
    public string Stage { get; set; } = "";

    /// <summary>From 1; a correction is the next.</summary>
    public int Edition { get; set; } = 1;

    /// <summary>The edition before this one.</summary>
    public long? Corrects { get; set; }

    /// <summary>The note of correction; empty in the first edition.</summary>
    public string Note { get; set; } = "";

    /// <summary>The number under which it is issued, "17/2026"; given when it is cleared.</summary>
    public string? Number { get; set; }

    /// <summary>The code that its documents bear, by which anybody finds its page; null before they are made.</summary>
    public string? Code { get; set; }

    public string Headline { get; set; } = "";

    /// <summary>The latest of its versions.</summary>
    public int Version { get; set; }

    /// <summary>Who began it.</summary>
    public string Author { get; set; } = "";

    /// <summary>When it was begun, UTC.</summary>
    public DateTime Begun { get; set; }

    /// <summary>When something last changed, UTC.</summary>
    public DateTime Changed { get; set; }

    /// <summary>Who else than its author and those whom it waits for may see it, by name with bars between; null for all who have a duty.</summary>
    public string? Circle { get; set; }

    /// <summary>When it is to be issued, UTC; null where no time is set.</summary>
    public DateTime? Due { get; set; }

    /// <summary>When it was issued, UTC.</summary>
    public DateTime? Issued { get; set; }

    /// <summary>The release of the register that was issued.</summary>
    public long? ReleaseId { get; set; }

    /// <summary>Why it was withdrawn.</summary>
    public string Reason { get; set; } = "";
}

/// <summary>What a draft said at one time; each is kept.</summary>
internal sealed class DraftVersionRow
{
    public long DraftId { get; set; }

    /// <summary>From 1.</summary>
    public int Version { get; set; }

    /// <summary>The sheet, as JSON, compressed.</summary>
    public byte[] Sheet { get; set; } = [];

    public string Who { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; set; }
}

/// <summary>A step that a draft has taken.</summary>
internal sealed class DraftStepRow
{
    public long DraftId { get; set; }

    /// <summary>From 1.</summary>
    public int Ordinal { get; set; }

    public string Step { get; set; } = "";

    /// <summary>The stage that it led to.</summary>
    public string Stage { get; set; } = "";

    /// <summary>The version that it was taken with.</summary>
    public int Version { get; set; }

    public string Who { get; set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; set; }
}

/// <summary>What somebody says of a passage of a draft.</summary>
internal sealed class DraftCommentRow
{
    public long Id { get; set; }

    public long DraftId { get; set; }

    public int Version { get; set; }

    /// <summary>The passage; empty where the whole is meant.</summary>
    public string Words { get; set; } = "";

    public string Said { get; set; } = "";

    public string Who { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; set; }

    /// <summary>Who settled it; null where it is open.</summary>
    public string? SettledBy { get; set; }
}

/// <summary>What became of something that the reader remarked in a draft.</summary>
internal sealed class DraftAnswerRow
{
    public long DraftId { get; set; }

    /// <summary>The remark, in its words.</summary>
    public string Remark { get; set; } = "";

    /// <summary>taken or dismissed.</summary>
    public string Verdict { get; set; } = "";

    public string Reason { get; set; } = "";

    public string Who { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime At { get; set; }
}

/// <summary>A document of a release as it is issued, or handed out before the end of an embargo.</summary>
internal sealed class IssuedFileRow
{
    public long DraftId { get; set; }

    /// <summary>html, pdf, docx, txt, ninjs or record.</summary>
    public string Form { get; set; } = "";

    /// <summary>Whether the embargo stands on it, to be handed out before its end.</summary>
    public bool IsEmbargoed { get; set; }

    /// <summary>The name that it is handed out by.</summary>
    public string Name { get; set; } = "";

    /// <summary>Compressed by Brotli.</summary>
    public byte[] Bytes { get; set; } = [];

    /// <summary>SHA-256 of the bytes, in lower-case hexadecimal.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The signature that stands beside it (JWS, compact); null where the house did not sign yet.</summary>
    public string? Signature { get; set; }
}

/// <summary>A line of the log that tells of each issue and withdrawal.</summary>
internal sealed class PublicLogRow
{
    /// <summary>From 1, without a gap.</summary>
    public long Number { get; set; }

    public long DraftId { get; set; }

    /// <summary>The line as it is published, JSON.</summary>
    public string Line { get; set; } = "";

    /// <summary>SHA-256 of the line, which the next one holds.</summary>
    public string Hash { get; set; } = "";
}

/// <summary>The last number that a house gave in a year.</summary>
internal sealed class HouseNumberRow
{
    public string House { get; set; } = "";

    public int Year { get; set; }

    public int Last { get; set; }
}

/// <summary>What the clock of a machine said, and its counter then, for whoever comes after this process.</summary>
internal sealed class ClockRow
{
    /// <summary>Names the run of the machine in which the counter goes on.</summary>
    public string Boot { get; set; } = "";

    /// <summary>UTC.</summary>
    public DateTime Wall { get; set; }

    public long Ticks { get; set; }
}

namespace Chancery.Layout;

/// <summary>A stretch of the clean text, end exclusive.</summary>
internal readonly record struct Stretch(int Start, int End)
{
    public int Length => End - Start;

    public ReadOnlySpan<char> Of(string text) => text.AsSpan(Start, Length);
}

/// <summary>A paragraph of the body: more than one stretch where the foot of a page cuts it.</summary>
/// <param name="Stretches">Where it stands.</param>
/// <param name="Day">The day that the heading above it gives, in the programme of a visit.</param>
/// <param name="Above">That heading.</param>
/// <param name="Item">Whether it is an item of the list that a paragraph before it opens with a colon.</param>
internal sealed record Paragraph(List<Stretch> Stretches, PartialDate Day = default, Stretch Above = default, bool Item = false);

/// <summary>A contact line.</summary>
internal readonly record struct ContactLine(string Kind, string Value);

/// <summary>The parts of a release.</summary>
internal sealed class ReleaseParts
{
    public Stretch? Headline { get; set; }

    /// <summary>Whether the headline is the first paragraph of what is read, because the body tells of no meeting.</summary>
    public bool TellsInHeadline { get; set; }

    /// <summary>The headline where only what stands beside the text gives it.</summary>
    public string? Title { get; set; }

    /// <summary>Who publishes, as what stands beside the text says.</summary>
    public string? Publisher { get; set; }

    public string? Number { get; set; }

    public string? Embargo { get; set; }

    /// <summary>The ISO 639-1 code of the first language other than English in which whole paragraphs are.</summary>
    public string? OtherLanguage { get; set; }

    /// <summary>Scripts other than Latin of which whole lines are, languages other than English of which whole paragraphs are.</summary>
    public List<string> Scripts { get; } = [];

    public string? Kind { get; set; }

    /// <summary>Lines of the head and foot that may name the house that issues.</summary>
    public List<Stretch> HouseLines { get; } = [];

    /// <summary>Lines of the head and foot that are nothing else.</summary>
    public List<Stretch> OtherLines { get; } = [];

    public List<Paragraph> Body { get; } = [];

    public PartialDate Date { get; set; }

    /// <summary>The place before the date, in the head or foot.</summary>
    public Stretch? Place { get; set; }

    /// <summary>Whether the place and date open the first paragraph, and so tell where things took place.</summary>
    public bool InlineDateline { get; set; }

    /// <summary>"Jane Doe, Secretary-General" in the head: who holds the office of which the text tells, and that office.</summary>
    public (string Name, string Office)? Holder { get; set; }

    public string? SignatoryName { get; set; }

    public string? SignatoryOffice { get; set; }

    public List<ContactLine> Contacts { get; } = [];
}

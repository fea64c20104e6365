namespace Chancery.Issuing.Notes;

/// <summary>Notes of a meeting, as a file or a form has them.</summary>
internal sealed class NotesSheet
{
    public string? House { get; set; }
    public string? Issuer { get; set; }
    public string? Kind { get; set; }
    public string? Number { get; set; }
    public string? Headline { get; set; }
    public string? Place { get; set; }
    public string? Date { get; set; }
    public string? Signed { get; set; }
    public List<NotedEngagement> Engagements { get; set; } = [];
    public List<NotedLine> Said { get; set; } = [];
    public List<NotedLine> Promised { get; set; } = [];
    public List<NotedLine> Relations { get; set; } = [];
    public Dictionary<string, string> Contacts { get; set; } = [];
}

/// <summary>An engagement of the notes; its people are lines "name | office; office | party".</summary>
internal sealed class NotedEngagement
{
    public string? Kind { get; set; }
    public string? Start { get; set; }
    public string? End { get; set; }
    public string? City { get; set; }
    public string? Country { get; set; }
    public string? Occasion { get; set; }
    public List<string> People { get; set; } = [];
}

/// <summary>A short line of the notes: who, kind, to whom, about what, by when.</summary>
internal sealed class NotedLine
{
    public string? Who { get; set; }
    public string? Kind { get; set; }
    public string? To { get; set; }
    public string? About { get; set; }
    public string? By { get; set; }
    public string? Status { get; set; }
    public int Ordinal { get; set; }
    public int Year { get; set; }

    /// <summary>A line of a form: "who | kind | to whom | about what | by when".</summary>
    public static NotedLine Of(string line)
    {
        var parts = line.Split('|', StringSplitOptions.TrimEntries);
        string? Part(int at) => at < parts.Length && parts[at].Length > 0 ? parts[at] : null;
        return new NotedLine { Who = Part(0), Kind = Part(1), To = Part(2), About = Part(3), By = Part(4) };
    }
}

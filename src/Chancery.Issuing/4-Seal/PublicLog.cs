using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chancery.Issuing.Documents;

namespace Chancery.Issuing.Seals;

/// <summary>A file of an issue, as the public log tells of it.</summary>
internal sealed record LoggedFile(string Name, string Form, string Hash);

/// <summary>What the public log tells of one issue or withdrawal.</summary>
internal sealed record LoggedIssue
{
    /// <summary>From 1, without a gap.</summary>
    public long Index { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>issued or withdrawn.</summary>
    public string Event { get; init; } = "issued";

    public string House { get; init; } = "";

    /// <summary>The house's name.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>As it is kept, "17/2026".</summary>
    public string Number { get; init; } = "";

    public int Edition { get; init; }

    public string Code { get; init; } = "";

    public string Headline { get; init; } = "";

    /// <summary>Why it was withdrawn, or the note of correction.</summary>
    public string Note { get; init; } = "";

    public IReadOnlyList<LoggedFile> Files { get; init; } = [];

    /// <summary>The hash of the entry before; 64 zeros for the first.</summary>
    public string Previous { get; init; } = PublicLog.Root;
}

/// <summary>
/// The log of all issues: a line of JSON each, which holds the hash of the line before it, so that an entry slipped in, changed or taken out later shows to whoever kept any later hash. Stateless.
/// </summary>
internal static class PublicLog
{
    /// <summary>What the first entry holds as the hash before it.</summary>
    public const string Root = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>The line of an entry; its hash is that of these bytes.</summary>
    public static string Write(LoggedIssue entry) => new JsonObject
    {
        ["index"] = entry.Index,
        ["at"] = JsonForm.Time(entry.At),
        ["event"] = entry.Event,
        ["house"] = entry.House,
        ["issuer"] = entry.Issuer,
        ["number"] = entry.Number,
        ["edition"] = entry.Edition,
        ["code"] = entry.Code,
        ["headline"] = entry.Headline,
        ["note"] = entry.Note,
        ["files"] = new JsonArray([.. entry.Files.Select(f => new JsonObject { ["name"] = f.Name, ["form"] = f.Form, ["sha256"] = f.Hash })]),
        ["previous"] = entry.Previous,
    }.ToJsonString(JsonForm.Plain);

    /// <summary>The entry of a line; null where it is none.</summary>
    public static LoggedIssue? Read(string line)
    {
        try
        {
            var json = JsonDocument.Parse(line).RootElement;
            string Text(string name) => json.GetProperty(name).GetString() ?? "";
            return new LoggedIssue
            {
                Index = json.GetProperty("index").GetInt64(),
                At = DateTime.Parse(Text("at"), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal),
                Event = Text("event"),
                House = Text("house"),
                Issuer = Text("issuer"),
                Number = Text("number"),
                Edition = json.GetProperty("edition").GetInt32(),
                Code = Text("code"),
                Headline = Text("headline"),
                Note = Text("note"),
                Files = [.. json.GetProperty("files").EnumerateArray().Select(f => new LoggedFile(f.GetProperty("name").GetString() ?? "", f.GetProperty("form").GetString() ?? "", f.GetProperty("sha256").GetString() ?? ""))],
                Previous = Text("previous"),
            };
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The hash of a line, SHA-256 in lower-case hexadecimal.</summary>
    public static string HashOf(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line)));

    /// <summary>Whether lines are one unbroken chain from the first entry on.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="known">A hash that somebody kept of an earlier day; null for none. It must be that of one of the lines.</param>
    /// <returns>The entries, the hash of the last, and what is wrong; null where nothing is.</returns>
    public static (IReadOnlyList<LoggedIssue> Entries, string Head, string? Fault) Check(IEnumerable<string> lines, string? known = null)
    {
        var (entries, head, seen) = (new List<LoggedIssue>(), Root, known is null || known == Root);
        foreach (var line in lines.Where(l => l.Length > 0))
        {
            if (Read(line) is not { } entry)
                return (entries, head, $"line {entries.Count + 1} of the log is no entry");
            if (entry.Index != entries.Count + 1)
                return (entries, head, $"entry {entries.Count + 1} of the log is missing");
            if (entry.Previous != head)
                return (entries, head, $"entry {entry.Index} of the log does not follow from the one before: something was slipped in, changed or taken out");
            head = HashOf(line);
            seen |= head == known;
            entries.Add(entry);
        }
        return (entries, head, seen ? null : "the log does not hold what it held before: its past was changed");
    }
}

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chancery.Lexicons;

namespace Chancery.Issuing.Documents;

/// <summary>What is written of a release: its words without the letterhead, which the house puts around them. Immutable.</summary>
internal sealed partial record Sheet
{
    /// <summary>The party whose house issues it.</summary>
    public string House { get; init; } = "";

    /// <summary>The house's name where it has no letterhead of its own.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>What it is, as "press release".</summary>
    public string Kind { get; init; } = "press release";

    public string Headline { get; init; } = "";

    /// <summary>What is told; a blank line between two paragraphs.</summary>
    public string Body { get; init; } = "";

    /// <summary>Where it is signed.</summary>
    public string Place { get; init; } = "";

    /// <summary>The day that it bears (ISO 8601).</summary>
    public string Date { get; init; } = "";

    /// <summary>Who signs.</summary>
    public string Signatory { get; init; } = "";

    /// <summary>The office of who signs.</summary>
    public string Office { get; init; } = "";

    /// <summary>The same with the spaces of a person's typing taken out.</summary>
    public Sheet Tidy() => this with
    {
        Headline = Line(Headline),
        Place = Line(Place),
        Date = Line(Date),
        Signatory = Line(Signatory),
        Office = Line(Office),
        Kind = Line(Kind),
        Issuer = Line(Issuer),
        Body = Blank().Replace(Body.ReplaceLineEndings("\n"), "\n\n").Trim(),
    };

    /// <summary>On one line, a blank between two words.</summary>
    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether some words stand in it, wherever its lines end.</summary>
    public bool Says(string words) => Line(Plain).Contains(Line(words), StringComparison.Ordinal);

    [GeneratedRegex(@"[ \t]*\n[ \t]*(\n[ \t]*)+", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Blank();

    /// <summary>A draft that was written of notes, as a sheet.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="release">What the notes say of the release.</param>
    public static Sheet Of(Draft draft, Release release) => new()
    {
        House = release.IssuerCountry ?? "",
        Issuer = release.IssuerName ?? "",
        Kind = release.Kind ?? "press release",
        Headline = release.Headline ?? "",
        Body = string.Join("\n\n", draft.Paragraphs.Where(p => p.Part == DraftPart.Body).Select(p => p.Text)),
        Place = release.Place ?? "",
        Date = release.Date ?? "",
        Signatory = release.Signatory?.Name ?? "",
        Office = release.Signatory?.Office ?? "",
    };

    public string Json() => JsonSerializer.Serialize(this);

    public static Sheet OfJson(string json) => JsonSerializer.Deserialize<Sheet>(json) ?? new Sheet();

    /// <summary>The parts as lines for comparison: what stands in each field, then the body.</summary>
    public string Plain => string.Join("\n\n", new[] { Kind, Headline, Body, string.Join("\n", Signed) }.Where(p => p.Length > 0)) + "\n";

    /// <summary>The lines of the sign-off.</summary>
    private IEnumerable<string> Signed => new[] { string.Join(", ", new[] { Place, Day(Date) }.Where(t => t.Length > 0)), Office, Signatory }.Where(l => l.Length > 0);

    /// <summary>"2022-08-04" as "4 August 2022"; what is no day as it is.</summary>
    public static string Day(string date) => DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) : date;

    /// <summary>The release as paragraphs, with the letterhead of its house.</summary>
    /// <param name="head">The letterhead.</param>
    /// <param name="number">The number; null where it has none yet.</param>
    /// <param name="notice">What stands above it; null for nothing.</param>
    /// <param name="check">Where, or by which code, anybody looks whether it is genuine; empty for nowhere.</param>
    public Draft Compose(Letterhead head, string? number, string? notice, string check = "")
    {
        var paragraphs = ImmutableArray.CreateBuilder<DraftParagraph>();
        void Put(DraftPart part, string text, string? language = null)
        {
            if (text.Length > 0)
                paragraphs.Add(new DraftParagraph(part, text, language == "en" ? null : language));
        }
        foreach (var line in head.Above.Concat(head.Names))
            Put(DraftPart.Letterhead, line.Text, line.Language);
        Put(DraftPart.Notice, notice ?? "");
        Put(DraftPart.Kind, Kind.ToUpperInvariant());
        Put(DraftPart.Number, number ?? "");
        Put(DraftPart.Headline, Headline);
        foreach (var paragraph in Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            Put(DraftPart.Body, Line(paragraph));
        Put(DraftPart.SignOff, string.Join('\n', Signed));
        Put(DraftPart.Contacts, string.Join('\n', head.Foot.Select(f => $"{f.Kind}: {f.Words}").Concat(check.Length > 0 ? [$"Check: {check}"] : [])));
        return new Draft(paragraphs.ToImmutable(), []);
    }
}

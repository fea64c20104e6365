using System.Globalization;
using System.Net;
using System.Text;

namespace Chancery.Registers.Briefs;

/// <summary>The parts of a brief in the order in which they are read, whatever they are written as.</summary>
public sealed record BriefPart(string Heading, IReadOnlyList<BriefItem> Items);

/// <param name="Lead">Words that stand out at the beginning.</param>
public sealed record BriefItem(string Lead, string Text, IReadOnlyList<int> Sources, int Level = 0);

/// <summary>A brief as Markdown and as a page for printing.</summary>
internal static class BriefText
{
    public static string Title(Brief brief) => brief.ForName is null ? $"Brief: {brief.PartyName}" : $"Brief for {brief.ForName}: meeting with {brief.PartyName}";

    public static string Subtitle(Brief brief) => $"As of {Day(brief.Day)}. Every line names its releases, which are listed at the end.";

    public static List<BriefPart> Parts(Brief brief)
    {
        var parts = new List<BriefPart>
        {
            new("Standing of the relation", [.. brief.Standing.Select(Line)]),
            new("Anniversaries ahead", [.. brief.Anniversaries.Select(Line)]),
            new("Who will sit opposite", [.. brief.Opposite.Select(p => new BriefItem(p.Name, $"{p.Office}. In writing: {p.Written}; in speech: {p.Spoken}.{(p.Seen is { } seen ? $" Last shown in office on {Day(seen)}." : "")}", p.Sources))]),
            new("Last engagements", [.. brief.Engagements.Select(Line)]),
            new($"Open: owed by {brief.PartyName}", [.. brief.Theirs.Select(Promise)]),
            new(brief.ForName is null ? "Open: owed by others" : $"Open: owed by {brief.ForName}", [.. brief.Ours.Select(Promise)]),
            new("What each side last said", [.. brief.Topics.SelectMany(t => t.Said.Select((s, i) => Said(t, s, i)).Prepend(new BriefItem(Capital(t.Topic), "", [])))]),
        };
        parts.RemoveAll(p => p.Items.Count == 0 && !p.Heading.StartsWith("Open", StringComparison.Ordinal));
        parts.Add(new BriefPart("Sources", [.. brief.Sources.Select((s, i) => new BriefItem($"{i + 1}.", $"{(s.Day is { } day ? Day(day) : "no date")}, {s.Issuer ?? "issuer unknown"}: {(s.Headline.Length > 0 ? s.Headline : "(no headline)")} (release {s.Id})", []))]));
        return parts;
    }

    private static BriefItem Line(BriefLine line) => new("", line.Text, line.Sources);

    private static BriefItem Promise(BriefPromise promise) =>
        new(promise.State == "overdue" ? $"Overdue since {Day(promise.Due!.Value)}:" : promise.Due is { } due ? $"By {Day(due)}:" : "No day set:", $"{promise.By}: {promise.What} ({promise.Said}){(promise.Note is null ? "" : $". Note: {promise.Note}")}", promise.Sources);

    private static BriefItem Said(BriefTopic topic, BriefSaid said, int place) =>
        new(said.Party, $"({said.Kind}{(said.Day is { } day ? ", " + Day(day) : "")}): {said.Words}{(said.Changed is null ? "" : $" — before: {said.Changed}")}", said.Sources, 1);

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Cited(IReadOnlyList<int> sources) => sources.Count == 0 ? "" : $" [{string.Join(", ", sources)}]";

    public static string Markdown(Brief brief)
    {
        var text = new StringBuilder($"# {Title(brief)}\n\n{Subtitle(brief)}\n");
        foreach (var part in Parts(brief))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {part.Heading}\n\n");
            if (part.Items.Count == 0)
                text.Append("Nothing.\n");
            foreach (var item in part.Items)
                text.Append(CultureInfo.InvariantCulture, $"{new string(' ', item.Level * 2)}- {(item.Lead.Length > 0 ? $"**{Escaped(item.Lead)}** " : "")}{Escaped(item.Text)}{Cited(item.Sources)}\n");
        }
        return text.ToString();
    }

    private static string Escaped(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text.ReplaceLineEndings(" "))
        {
            if (c is '*' or '_' or '`' or '[' or ']' or '<' or '>' or '\\' or '#')
                safe.Append('\\');
            safe.Append(c);
        }
        return safe.ToString();
    }

    private const string Style = """
        @page { size: A4; margin: 20mm 22mm; }
        body { font: 11pt/1.45 "Liberation Serif", Georgia, serif; color: #111; max-width: 46em; margin: 2em auto; padding: 0 1em; }
        h1 { font-size: 1.6em; margin: 0 0 .2em; } h2 { font-size: 1.1em; margin: 1.3em 0 .4em; border-bottom: 1px solid #888; break-after: avoid; }
        p.sub { color: #444; margin: 0 0 1em; } ul { margin: 0; padding-left: 1.2em; } li { margin: .25em 0; break-inside: avoid; }
        li.in { margin-left: 1.2em; } .src { color: #555; font-size: .85em; white-space: nowrap; }
        @media print { body { margin: 0; max-width: none; padding: 0; } }
        """;

    public static string Html(Brief brief)
    {
        static string Safe(string text) => WebUtility.HtmlEncode(text.ReplaceLineEndings(" "));
        var text = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>{Safe(Title(brief))}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n<main>\n<h1>{Safe(Title(brief))}</h1>\n<p class=\"sub\">{Safe(Subtitle(brief))}</p>\n");
        foreach (var part in Parts(brief))
        {
            text.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{Safe(part.Heading)}</h2>\n");
            text.Append(part.Items.Count == 0 ? "<p>Nothing.</p>\n" : "<ul>\n");
            foreach (var item in part.Items)
                text.Append(CultureInfo.InvariantCulture, $"<li{(item.Level > 0 ? " class=\"in\"" : "")}>{(item.Lead.Length > 0 ? $"<b>{Safe(item.Lead)}</b> " : "")}{Safe(item.Text)}{(item.Sources.Count > 0 ? $"<span class=\"src\">{Cited(item.Sources)}</span>" : "")}</li>\n");
            text.Append(part.Items.Count == 0 ? "</section>\n" : "</ul>\n</section>\n");
        }
        return text.Append("</main>\n</body>\n</html>\n").ToString();
    }
}

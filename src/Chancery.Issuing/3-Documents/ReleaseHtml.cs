using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Chancery.Lexicons;

namespace Chancery.Issuing.Documents;

/// <summary>A release as a page: for the site, and for printing as a PDF on A4. It carries what it is as schema.org NewsArticle, and nothing from elsewhere. Stateless.</summary>
internal static class ReleaseHtml
{
    private const string Fonts = "\"Liberation Serif\", \"Noto Serif\", Georgia, serif";

    private const string Style = $$"""
        @page { size: A4; margin: 16mm 22mm 28mm; }
        body { font: 11.5pt/1.42 {{Fonts}}; color: #111; max-width: 42rem; margin: 2rem auto; padding: 0 1.25rem; }
        header { text-align: center; border-bottom: 1.5pt solid #12385b; padding-bottom: .5rem; margin-bottom: 1rem; }
        .crest { width: 20mm; height: 20mm; margin-bottom: .3rem; }
        .house { font-weight: bold; font-size: 12.5pt; line-height: 1.45; margin: 0; }
        .notice { border: 1pt solid #7a1f1f; color: #7a1f1f; padding: .3rem .7rem; font-weight: bold; }
        .kind { text-align: center; font-weight: bold; letter-spacing: .12em; margin: 0 0 .6rem; }
        .number { margin: 0 0 .9rem; font-size: 11pt; text-align: center; }
        h1 { font-size: 15pt; line-height: 1.3; text-align: center; text-wrap: balance; margin: 0 0 1rem; }
        p.told { text-align: justify; hyphens: auto; orphans: 3; widows: 3; margin: 0 0 .7rem; }
        p.told:has(+ .signed) { break-after: avoid; }
        .signed { margin-top: 1.5rem; text-align: right; break-inside: avoid; }
        .contacts { margin-top: 2.5rem; border-top: .5pt solid #888; padding-top: .5rem; font-size: 9.5pt; color: #444; text-align: center; }
        .check { text-align: center; break-inside: avoid; margin: .8rem 0 0; }
        .check img { width: 22mm; height: 22mm; image-rendering: pixelated; }
        @media print { body { margin: 0; max-width: none; padding: 0; } }

        """;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>The page.</summary>
    /// <param name="draft">What is written.</param>
    /// <param name="release">The release that it is, for what machines are told of it.</param>
    /// <param name="lexicon">How languages are written.</param>
    /// <param name="head">The letterhead; null where it stands in the draft's paragraphs alone.</param>
    /// <param name="check">A picture (PNG) of the code that leads to its page; null for none.</param>
    public static string Write(Draft draft, Release release, Lexicon lexicon, Letterhead? head = null, byte[]? check = null)
    {
        static string Safe(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);
        string In(string? language) => language is null ? "" : $" lang=\"{Safe(language)}\"{(lexicon.IsFromRight(language) ? " dir=\"rtl\"" : "")}";
        string Part(DraftPart part, string open, string close) => string.Concat(draft.Paragraphs.Where(p => p.Part == part).Select(p => $"{open.Replace(">", In(p.Language) + ">", StringComparison.Ordinal)}{Safe(p.Text)}{close}\n"));
        var article = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "NewsArticle",
            ["headline"] = release.Headline,
            ["identifier"] = release.Number,
            ["datePublished"] = release.Date,
            ["inLanguage"] = release.Language ?? "en",
            ["publisher"] = release.IssuerName is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { ["@type"] = "GovernmentOrganization", ["name"] = release.IssuerName },
        };
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<title>").Append(Safe(release.Headline ?? release.IssuerName ?? "Release")).Append("</title>\n<style>\n").Append(Style).Append(Scripts(draft, lexicon)).Append(Foot(draft)).Append("</style>\n");
        // The encoder writes no sign by which a script element could end.
        html.Append("<script type=\"application/ld+json\">").Append(JsonSerializer.Serialize(article.Where(a => a.Value is not null).ToDictionary(StringComparer.Ordinal), Plain)).Append("</script>\n</head>\n<body>\n<article>\n");
        html.Append("<header>\n");
        if (head?.Crest is { } crest)
            html.Append("<img class=\"crest\" alt=\"\" src=\"data:image/png;base64,").Append(Convert.ToBase64String(crest)).Append("\">\n");
        html.Append(Part(DraftPart.Letterhead, "<p class=\"house\">", "</p>")).Append("</header>\n");
        html.Append(Part(DraftPart.Notice, "<p class=\"notice\">", "</p>")).Append(Part(DraftPart.Kind, "<p class=\"kind\">", "</p>")).Append(Part(DraftPart.Number, "<p class=\"number\">", "</p>"));
        html.Append(Part(DraftPart.Headline, "<h1>", "</h1>")).Append(Part(DraftPart.Body, "<p class=\"told\">", "</p>"));
        html.Append(Part(DraftPart.SignOff, "<p class=\"signed\">", "</p>")).Append(Part(DraftPart.Contacts, "<p class=\"contacts\">", "</p>"));
        if (check is not null)
            html.Append("<p class=\"check\"><img alt=\"QR code that leads to the page of this release\" src=\"data:image/png;base64,").Append(Convert.ToBase64String(check)).Append("\"></p>\n");
        return html.Append("</article>\n</body>\n</html>\n").ToString();
    }

    /// <summary>The fonts of the languages that stand in it.</summary>
    private static string Scripts(Draft draft, Lexicon lexicon) => string.Concat(draft.Paragraphs.Select(p => p.Language).OfType<string>().Distinct(StringComparer.Ordinal).Where(lexicon.Writings.ContainsKey).Select(l => $":lang({l}) {{ font-family: {Quoted(lexicon.Writings[l].Font)}, {Fonts}; }}\n"));

    /// <summary>On paper the contacts stand at the foot of every page, with its number, instead of at the end (CSS Paged Media Level 3, 5).</summary>
    private static string Foot(Draft draft)
    {
        const string Page = "counter(page) \" / \" counter(pages)";
        var lines = draft.Paragraphs.Where(p => p.Part == DraftPart.Contacts).SelectMany(p => p.Text.Split('\n')).ToList();
        if (lines.Count == 0)
            return $"@page {{ @bottom-center {{ content: {Page}; font: 9pt {Fonts}; }} }}\n";
        return $"@page {{ @bottom-center {{ content: {string.Join(" \"\\A \" ", lines.Select(Quoted))} \"\\A \" {Page}; white-space: pre; font: 8.5pt/1.35 {Fonts}; color: #444; text-align: center; border-top: .5pt solid #888; padding-top: 2mm; vertical-align: top; width: 100%; }} @bottom-left {{ content: none; }} @bottom-right {{ content: none; }} }}\n@media print {{ .contacts {{ display: none; }} }}\n";
    }

    /// <summary>A string of CSS in which nothing can end the style (CSS Syntax Level 3, 4.3.7).</summary>
    private static string Quoted(string text) => $"\"{string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '.' or ',' or ':' or '-' || c > 127 && !char.IsControl(c) && !char.IsSurrogate(c) ? c.ToString() : char.IsSurrogate(c) ? "" : $"\\{(int)c:x} "))}\"";
}

using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chancery.Drafts;

/// <summary>A draft as a page: for the site, and for printing as a PDF on A4. It carries what it is as schema.org NewsArticle, and nothing from elsewhere. Stateless.</summary>
internal static class DraftHtml
{
    private const string Style = """
        @page { size: A4; margin: 24mm 24mm 26mm; @bottom-center { content: counter(page); font: 9pt serif; } }
        body { font: 12pt/1.5 "Liberation Serif", "Noto Serif", "Noto Serif Khmer", "Noto Naskh Arabic", Georgia, serif; color: #111; max-width: 42rem; margin: 2rem auto; padding: 0 1.25rem; }
        .house { text-align: center; font-weight: bold; font-size: 13pt; letter-spacing: .02em; border-bottom: 1.5pt solid #12385b; padding-bottom: .6rem; margin-bottom: 1.4rem; }
        .kind { text-align: center; font-weight: bold; letter-spacing: .08em; margin: 0 0 1rem; }
        .number { margin: 0 0 1rem; }
        h1 { font-size: 15pt; line-height: 1.3; text-align: center; text-wrap: balance; margin: 0 0 1.4rem; }
        p.told { text-align: justify; hyphens: auto; orphans: 3; widows: 3; }
        .signed { margin-top: 2.2rem; text-align: right; break-inside: avoid; }
        .contacts { margin-top: 2.5rem; border-top: .5pt solid #888; padding-top: .5rem; font-size: 9.5pt; color: #444; text-align: center; }
        @media print { body { margin: 0; max-width: none; padding: 0; } }
        """;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.Default };

    /// <summary>The page.</summary>
    /// <param name="draft">What is written.</param>
    /// <param name="release">The release that it is, for what machines are told of it.</param>
    public static string Write(Draft draft, Release release)
    {
        static string Safe(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);
        string Part(DraftPart part, string open, string close) => string.Concat(draft.Paragraphs.Where(p => p.Part == part).Select(p => $"{open}{Safe(p.Text)}{close}\n"));
        var article = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "NewsArticle",
            ["headline"] = release.Headline,
            ["datePublished"] = release.Date,
            ["inLanguage"] = release.Language ?? "en",
            ["publisher"] = release.IssuerName is null ? null : new Dictionary<string, string>(StringComparer.Ordinal) { ["@type"] = "GovernmentOrganization", ["name"] = release.IssuerName },
        };
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<title>").Append(Safe(release.Headline ?? release.IssuerName ?? "Release")).Append("</title>\n<style>\n").Append(Style).Append("\n</style>\n");
        // The encoder writes no sign by which a script element could end.
        html.Append("<script type=\"application/ld+json\">").Append(JsonSerializer.Serialize(article.Where(a => a.Value is not null).ToDictionary(StringComparer.Ordinal), Plain)).Append("</script>\n</head>\n<body>\n<article>\n");
        html.Append(Part(DraftPart.Letterhead, "<p class=\"house\">", "</p>")).Append(Part(DraftPart.Kind, "<p class=\"kind\">", "</p>")).Append(Part(DraftPart.Number, "<p class=\"number\">", "</p>"));
        html.Append(Part(DraftPart.Headline, "<h1>", "</h1>")).Append(Part(DraftPart.Body, "<p class=\"told\">", "</p>"));
        html.Append(Part(DraftPart.SignOff, "<p class=\"signed\">", "</p>")).Append(Part(DraftPart.Contacts, "<p class=\"contacts\">", "</p>"));
        return html.Append("</article>\n</body>\n</html>\n").ToString();
    }
}

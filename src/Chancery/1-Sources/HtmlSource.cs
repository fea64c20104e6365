using System.Globalization;
using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Chancery.Sources;

/// <summary>Reads web pages: the article among the menus, and what the page says of its title, day and site. Nothing is loaded from anywhere.</summary>
internal static class HtmlSource
{
    public static SourceResult Read(ReadOnlyMemory<byte> bytes, SourceLimits limits)
    {
        if (Depth(bytes.Span) > limits.Depth)
            return SourceResult.Bad($"nests its elements more than {limits.Depth} deep");
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        using var page = new HtmlParser(new HtmlParserOptions { IsScripting = false }).ParseDocument(stream);
        var meta = new PageMeta(page);
        var article = Article(page, limits);
        if (article is null)
            return SourceResult.Bad("is a web page without text");
        return SourceResult.Of(new SourceDocument(SourceKind.Html, article) { Title = meta.Title(), Issued = meta.Issued(), Publisher = meta.Publisher() });
    }

    /// <summary>How deep tags stand in one another, as they are written; elements that never close do not count.</summary>
    private static int Depth(ReadOnlySpan<byte> bytes)
    {
        var (depth, deepest) = (0, 0);
        for (var at = bytes.IndexOf((byte)'<'); at >= 0 && at + 1 < bytes.Length;)
        {
            if (bytes[at + 1] == '/')
                depth = Math.Max(0, depth - 1);
            else if (char.IsAsciiLetter((char)bytes[at + 1]) && !Closes(bytes[(at + 1)..]))
                deepest = Math.Max(deepest, ++depth);
            var next = bytes[(at + 1)..].IndexOf((byte)'<');
            at = next < 0 ? -1 : at + 1 + next;
        }
        return deepest;
    }

    private static readonly string[] Empty = ["br", "img", "hr", "meta", "link", "input", "p", "li", "td", "tr", "th", "option", "source", "path", "dd", "dt", "wbr", "area", "col", "embed", "param", "track", "base", "use", "rect", "circle", "polygon", "line"];

    private static bool Closes(ReadOnlySpan<byte> tag)
    {
        var end = 0;
        while (end < tag.Length && char.IsAsciiLetterOrDigit((char)tag[end]))
            end++;
        var name = Encoding.ASCII.GetString(tag[..end]);
        var close = tag[..Math.Min(tag.Length, 2000)].IndexOf((byte)'>');
        return Array.Exists(Empty, e => e.Equals(name, StringComparison.OrdinalIgnoreCase)) || close > 0 && tag[close - 1] == '/';
    }

    private static string? Article(IHtmlDocument page, SourceLimits limits)
    {
        foreach (var noise in page.QuerySelectorAll("script, style, noscript, template, iframe, svg, button, form, nav, aside, [hidden], [aria-hidden=true], [role=navigation], [role=search], [role=dialog], [role=banner] nav").ToList())
            noise.Remove();
        foreach (var menu in page.QuerySelectorAll("ul, ol, div, section, table, header, footer").Where(e => IsMenu(e, Length(page.DocumentElement))).ToList())
            menu.Remove();
        var marked = page.QuerySelectorAll("article, [itemprop=articleBody], main, [role=main]").Select(e => (Element: e, Words: Length(e))).Where(e => e.Words > 200).ToList();
        if (marked.Count > 0)
        {
            var most = marked.Max(m => m.Words);
            // The smallest element that still holds nearly all of the text.
            var best = marked.Where(m => m.Words * 10 >= most * 8).MinBy(m => m.Words).Element;
            return Written(best);
        }
        if (page.Body is not { } body || Length(body) == 0)
            return null;
        var found = new SmartReader.Reader("https://page.invalid/", page.DocumentElement.OuterHtml) { MaxElemsToParse = (int)Math.Min(limits.Unpacked / 1024, 200_000) }.GetArticle();
        if (found is not { IsReadable: true, Content: { Length: > 0 } content })
            return Written(body);
        using var article = new HtmlParser().ParseDocument(content);
        // A page that is nothing but its release loses its head and foot to the search for an article.
        return article.Body is { } inner && Length(inner) * 10 < Length(body) * 8 ? Written(inner) : Written(body);
    }

    private static readonly string[] Furniture = ["cookie", "breadcrumb", "menu", "navbar", "sidebar", "share", "social", "related", "newsletter", "skip-link", "side"];

    /// <summary>Little but links, or a small part of the page that its class calls a menu, a notice of cookies and the like.</summary>
    private static bool IsMenu(IElement element, int whole)
    {
        var length = Length(element);
        if (length * 3 > whole)
            return false;
        var links = element.QuerySelectorAll("a");
        if (links.Length > 2 && links.Sum(Length) * 10 > length * 6)
            return true;
        var names = $"{element.ClassName} {element.Id}".Split([' ', '-', '_'], StringSplitOptions.RemoveEmptyEntries);
        return length * 5 < whole && names.Any(n => Array.Exists(Furniture, f => n.Equals(f, StringComparison.OrdinalIgnoreCase) || n.Equals(f + "s", StringComparison.OrdinalIgnoreCase)));
    }

    private static int Length(IElement element) => element.TextContent.Count(c => !char.IsWhiteSpace(c));

    private static string Written(INode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return Tidy(text);
    }

    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "P", "DIV", "SECTION", "ARTICLE", "HEADER", "FOOTER", "MAIN", "H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "LI", "TABLE", "TR", "TD", "TH", "BLOCKQUOTE", "PRE", "FIGURE", "FIGCAPTION", "ADDRESS", "DL", "DT", "DD", "HR", "TIME",
    };

    private static void Write(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            switch (child)
            {
                case IText words:
                    text.Append(Space(words.Data, text.Length == 0 || char.IsWhiteSpace(text[^1])));
                    break;
                case IElement { TagName: "BR" }:
                    text.Append('\n');
                    break;
                case IElement { TagName: "IMG" or "FIGCAPTION" or "INPUT" or "SELECT" }:
                    break;
                case IElement element when Blocks.Contains(element.TagName) && !(element.TagName == "TIME" && element.ParentElement?.TagName is "P" or "SPAN" or "LI"):
                    text.Append("\n\n");
                    if (element.TagName == "LI")
                        text.Append(element.ParentElement?.TagName == "OL" ? $"{1 + element.ParentElement.Children.TakeWhile(c => c != element).Count()}. " : "• ");
                    Write(element, text);
                    text.Append("\n\n");
                    break;
                default:
                    Write(child, text);
                    break;
            }
        }
    }

    private static string Space(string words, bool after)
    {
        var text = new StringBuilder(words.Length);
        foreach (var c in words)
        {
            var space = char.IsWhiteSpace(c);
            if (!space || !(text.Length == 0 ? after : text[^1] == ' '))
                text.Append(space ? ' ' : c);
        }
        return text.ToString();
    }

    /// <summary>Blank lines between paragraphs, none in them.</summary>
    private static string Tidy(StringBuilder text)
    {
        var tidy = new StringBuilder(text.Length);
        var blank = 2;
        foreach (var line in text.ToString().Split('\n'))
        {
            var words = line.Trim();
            if (words.Length is 0 || words == "•")
            {
                if (blank++ == 0)
                    tidy.Append('\n');
                continue;
            }
            tidy.Append(words).Append('\n');
            blank = 0;
        }
        return tidy.ToString().Trim();
    }

    /// <summary>What a page says of itself in its head: Open Graph, schema.org, Dublin Core.</summary>
    private sealed class PageMeta(IHtmlDocument page)
    {
        private readonly List<JsonElement> linked = [.. Linked(page)];

        public string? Title()
        {
            var title = page.QuerySelectorAll("article h1, main h1, h1").FirstOrDefault(h => h.TextContent.Trim().Contains(' ', StringComparison.Ordinal))?.TextContent
                ?? Json("headline") ?? Meta("og:title", "twitter:title", "dc.title", "dcterms.title") ?? page.Title;
            return title is null ? null : string.Join(' ', title.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        }

        public string? Publisher() => Meta("og:site_name", "application-name", "dc.publisher", "dcterms.publisher") ?? Json("publisher");

        public DateOnly? Issued()
        {
            var told = new[]
            {
                Json("datePublished"), Meta("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.issued", "pubdate", "publish-date", "parsely-pub-date"),
                page.QuerySelector("[itemprop=datePublished]")?.GetAttribute("content") ?? page.QuerySelector("[itemprop=datePublished]")?.GetAttribute("datetime"), page.QuerySelector("time[datetime]")?.GetAttribute("datetime"),
            };
            foreach (var one in told)
            {
                if (one is not null && DateTimeOffset.TryParse(one, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) && day.Year > 1900)
                    return DateOnly.FromDateTime(day.DateTime);
            }
            return null;
        }

        private string? Meta(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                foreach (var meta in page.QuerySelectorAll("meta[content]"))
                {
                    if (name.Equals(meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop"), StringComparison.OrdinalIgnoreCase) && !string.IsNullOrWhiteSpace(meta.GetAttribute("content")))
                        return meta.GetAttribute("content")!.Trim();
                }
            }
            return null;
        }

        private string? Json(string name)
        {
            foreach (var thing in linked)
            {
                if (thing.ValueKind == JsonValueKind.Object && thing.TryGetProperty(name, out var value))
                {
                    if (value.ValueKind == JsonValueKind.String)
                        return value.GetString();
                    if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("name", out var inner) && inner.ValueKind == JsonValueKind.String)
                        return inner.GetString();
                }
            }
            return null;
        }

        private static IEnumerable<JsonElement> Linked(IHtmlDocument page)
        {
            foreach (var script in page.QuerySelectorAll("script[type='application/ld+json']"))
            {
                JsonElement root;
                try
                {
                    root = JsonDocument.Parse(script.TextContent).RootElement.Clone();
                }
                catch (JsonException)
                {
                    continue;
                }
                foreach (var one in root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : [root])
                {
                    yield return one;
                    if (one.ValueKind == JsonValueKind.Object && one.TryGetProperty("@graph", out var graph) && graph.ValueKind == JsonValueKind.Array)
                    {
                        foreach (var inner in graph.EnumerateArray())
                            yield return inner;
                    }
                }
            }
        }
    }
}

using System.Globalization;
using System.ServiceModel.Syndication;
using System.Text;
using System.Text.Json.Nodes;
using Chancery.Issuing.Documents;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace Chancery.Issuing.Sites;

/// <summary>Feeds, calendar and maps of a site. Stateless.</summary>
internal static class SiteFeeds
{
    private static string IdOf(Listed release) => $"urn:x-chancery:{release.House.ToLowerInvariant()}:{release.Number.Replace('/', ':')}";

    /// <summary>An Atom feed (RFC 4287), newest first.</summary>
    public static byte[] Atom(string title, string address, string self, string page, IReadOnlyList<Listed> releases)
    {
        var feed = new SyndicationFeed(title, null, new Uri(address + page), $"urn:x-chancery:feed:{(page.Length == 0 ? "all" : page.Trim('/').Replace('/', ':'))}", releases.Count > 0 ? At(releases.Max(r => r.Changed)) : DateTimeOffset.UnixEpoch)
        {
            Language = "en",
            Items = [.. releases.Select(r => new SyndicationItem(r.Headline, new TextSyndicationContent(r.Opening), new Uri(address + r.Path), IdOf(r), At(r.Changed)) { PublishDate = At(r.Issued), Summary = new TextSyndicationContent(r.Opening), Content = null })],
        };
        feed.Authors.Add(new SyndicationPerson { Name = title });
        return AtomForm.Bytes(feed, new Uri(address + self));
    }

    /// <summary>A JSON Feed (version 1.1), newest first.</summary>
    public static string Json(string title, string address, string self, IReadOnlyList<Listed> releases) => new JsonObject
    {
        ["version"] = "https://jsonfeed.org/version/1.1",
        ["title"] = title,
        ["home_page_url"] = address,
        ["feed_url"] = address + self,
        ["language"] = "en",
        ["authors"] = new JsonArray(new JsonObject { ["name"] = title }),
        ["items"] = new JsonArray([.. releases.Select(r => new JsonObject
        {
            ["id"] = IdOf(r),
            ["url"] = address + r.Path,
            ["title"] = r.Headline,
            ["content_text"] = r.Opening,
            ["date_published"] = JsonForm.Time(r.Issued),
            ["date_modified"] = JsonForm.Time(r.Changed),
            ["tags"] = new JsonArray([.. r.Parties.Concat(r.Topics).Select(t => (JsonNode)t)]),
        })]),
    }.ToJsonString(JsonForm.Plain);

    /// <summary>What releases announce, as a calendar (RFC 5545).</summary>
    public static string Calendar(string address, IEnumerable<Listed> releases)
    {
        var calendar = new Ical.Net.Calendar { ProductId = "-//Chancery//Public calendar//EN" };
        foreach (var release in releases)
        {
            for (var e = 0; e < release.Events.Count; e++)
            {
                if (!DateOnly.TryParseExact(release.Events[e].Day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                    continue;
                calendar.Events.Add(new CalendarEvent
                {
                    Uid = string.Create(CultureInfo.InvariantCulture, $"{release.Slug}-{e + 1}@chancery"),
                    DtStamp = new CalDateTime(release.Changed, "UTC"),
                    Start = new CalDateTime(day),
                    Summary = release.Events[e].What,
                    Description = release.Headline,
                    Url = address.Length > 0 ? new Uri(address + release.Path) : null,
                });
            }
        }
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    /// <summary>A map of pages (sitemaps.org, 0.9).</summary>
    public static string Map(string address, IEnumerable<(string Path, DateTime? Changed)> pages) => Xml("urlset", "url", address, pages);

    /// <summary>A map of maps.</summary>
    public static string MapOfMaps(string address, IEnumerable<(string Path, DateTime? Changed)> maps) => Xml("sitemapindex", "sitemap", address, maps);

    private static string Xml(string root, string item, string address, IEnumerable<(string Path, DateTime? Changed)> all)
    {
        var text = new StringBuilder($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
        foreach (var (path, changed) in all)
            text.Append(CultureInfo.InvariantCulture, $"<{item}><loc>{System.Security.SecurityElement.Escape(address + path)}</loc>{(changed is { } at ? $"<lastmod>{at:yyyy-MM-dd}</lastmod>" : "")}</{item}>\n");
        return text.Append("</").Append(root).Append(">\n").ToString();
    }

    private static DateTimeOffset At(DateTime at) => new(DateTime.SpecifyKind(at, DateTimeKind.Utc));
}

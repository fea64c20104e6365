using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Seals;
using Chancery.Lexicons;
using Fluid;

namespace Chancery.Issuing.Sites;

/// <summary>
/// Writes the pages of a site from templates in Liquid. A folder of templates of the same names takes the place of those that are built in, and so does a site.css. Safe to share.
/// </summary>
internal sealed class SitePages
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly JsonSerializerOptions Linked = new() { Encoder = JavaScriptEncoder.Default };

    private readonly TemplateOptions options = new() { MemberAccessStrategy = UnsafeMemberAccessStrategy.Instance };
    private readonly ConcurrentDictionary<string, IFluidTemplate> templates = new(StringComparer.Ordinal);
    private readonly FluidParser parser = new();
    private readonly Lexicon lexicon;
    private readonly string house;
    private readonly string address;
    private readonly string? folder;

    /// <param name="lexicon">Names of parties.</param>
    /// <param name="house">The house's name.</param>
    /// <param name="address">Where the site is found, with a stroke at its end; empty where that is not known.</param>
    /// <param name="folder">Templates of the house's own; null for none.</param>
    public SitePages(Lexicon lexicon, string house, string address, string? folder)
    {
        (this.lexicon, this.house, this.address, this.folder) = (lexicon, house, address, folder);
        options.CultureInfo = CultureInfo.InvariantCulture;
    }

    /// <summary>Names the making, so that a site that was made otherwise is made anew: all that pages are made by.</summary>
    public string Maker
    {
        get
        {
            using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
            hash.AppendData(Encoding.UTF8.GetBytes($"1|{house}|{address}"));
            foreach (var name in Names)
                hash.AppendData(Source(name));
            return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
        }
    }

    private static readonly string[] Names = ["layout.liquid", "release.liquid", "list.liquid", "names.liquid", "code.liquid", "search.liquid", "verify.liquid", "data.liquid", "log.liquid", "missing.liquid", "site.css", "search.js", "verify.js"];

    /// <summary>A file that pages are made by: the house's own, or the one that is built in.</summary>
    public byte[] Source(string name)
    {
        if (folder is not null && Path.Combine(folder, name) is var own && File.Exists(own))
            return File.ReadAllBytes(own);
        using var stream = typeof(SitePages).Assembly.GetManifestResourceStream("site/" + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Why the house's own templates cannot be used; null where they can.</summary>
    public string? Fault()
    {
        foreach (var name in Names.Where(n => n.EndsWith(".liquid", StringComparison.Ordinal)))
        {
            if (!parser.TryParse(Encoding.UTF8.GetString(Source(name)), out _, out var fault))
                return $"{(folder is null ? name : Path.Combine(folder, name))}: {fault}";
        }
        return null;
    }

    private IFluidTemplate Template(string name) => templates.GetOrAdd(name, n => parser.Parse(Encoding.UTF8.GetString(Source(n))));

    /// <summary>A page: its content by one template, the rest by the layout's.</summary>
    /// <param name="path">Where it stands, "party/jpn/index.html".</param>
    /// <param name="title">What it is called.</param>
    /// <param name="name">The template of its content.</param>
    /// <param name="model">What the template may say.</param>
    /// <param name="description">In one line; empty for none.</param>
    /// <param name="head">More for its head.</param>
    /// <param name="feed">The folder of its feed.</param>
    /// <param name="kind">What Open Graph calls it.</param>
    public string Page(string path, string title, string name, IReadOnlyDictionary<string, object?> model, string description = "", string head = "", string feed = "", string? kind = null)
    {
        var root = string.Concat(Enumerable.Repeat("../", path.Count(c => c == '/')));
        var inner = new TemplateContext(options);
        inner.SetValue("root", root);
        inner.SetValue("house", house);
        foreach (var (key, value) in model)
            inner.SetValue(key, value);
        var outer = new TemplateContext(options);
        foreach (var (key, value) in new (string, object?)[] { ("root", root), ("house", house), ("title", title), ("description", description), ("head", head), ("feed", feed), ("kind", kind), ("home", path == "index.html"), ("canonical", address.Length > 0 ? address + (path.EndsWith("/index.html", StringComparison.Ordinal) || path == "index.html" ? path[..^"index.html".Length] : path) : ""), ("content", Template(name).Render(inner, Encoder)) })
            outer.SetValue(key, value);
        return Template("layout.liquid").Render(outer, Encoder);
    }

    /// <summary>The name of a party.</summary>
    public string NameOf(string party) => lexicon.PartyByCode.TryGetValue(party, out var at) ? lexicon.PartyList[at].Name : party;

    /// <summary>"4 August 2022"; what is no whole day as it is.</summary>
    public static string Day(string? date) => Sheet.Day(date ?? "");

    private static string Day(DateTime at) => at.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    private string? PlaceOf(Engagement engagement) => engagement.City is { } city ? engagement.Country is { } state ? $"{city}, {NameOf(state)}" : city : engagement.Country is { } only ? NameOf(only) : null;

    /// <summary>What lists tell of a release.</summary>
    public Listed ListedOf(PublicRelease release, IReadOnlyList<int> ordinals)
    {
        var (current, first) = (release.Current, release.Editions[0]);
        var record = current.Record;
        var parties = record.Engagements.SelectMany(e => e.Participants).Select(p => p.Party).OfType<string>().Where(p => p != release.House).Distinct(StringComparer.Ordinal).ToList();
        var opening = current.Sheet.Body.Split("\n\n")[0].ReplaceLineEndings(" ");
        return new Listed
        {
            Slug = release.Slug,
            Path = release.Path,
            House = release.House,
            Number = release.Number,
            Headline = current.Sheet.Headline,
            Date = current.Sheet.Date,
            Year = release.Year,
            Issued = first.Issued,
            Changed = release.Withdrawn ?? current.Issued,
            Edition = current.Edition,
            Withdrawn = release.Withdrawn is not null,
            Opening = opening.Length > 300 ? opening[..opening.LastIndexOf(' ', 300)] + " …" : opening,
            Parties = parties,
            People = [.. record.Engagements.SelectMany(e => e.Participants).Select(p => p.Person).OfType<string>().Distinct(StringComparer.Ordinal)],
            Topics = PublicReleases.TopicsOf(record),
            Engagements = [.. record.Engagements.Select(e => new ListedEngagement(e.Kind.Word(), e.Start, PlaceOf(e), [.. e.Participants.Select(p => p.Party).OfType<string>().Distinct(StringComparer.Ordinal)]))],
            Events = [.. record.Commitments.Where(c => c.Due is { Length: 10 } && c.Kind is CommitmentKind.Meeting or CommitmentKind.Visit).Select(c => new ListedEvent(c.Due!, c.What))],
            Ordinals = ordinals,
        };
    }

    /// <summary>The page of an edition.</summary>
    public string Edition(PublicRelease release, PublicEdition edition)
    {
        var number = NumberOf(release, edition);
        var record = edition.Record;
        var checkPage = ReleaseCode.AddressOf(address, edition.Code);
        var model = new Dictionary<string, object?>(Standing(release, edition), StringComparer.Ordinal)
        {
            ["note"] = edition.Note,
            ["issued_day"] = Day(edition.Issued),
            ["kind"] = edition.Sheet.Kind,
            ["place"] = edition.Sheet.Place,
            ["date"] = edition.Sheet.Date,
            ["day"] = Day(edition.Sheet.Date),
            ["paragraphs"] = edition.Sheet.Body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries),
            ["signatory"] = edition.Sheet.Signatory,
            ["office"] = edition.Sheet.Office,
            ["files"] = edition.Files.Select(f => new { f.Name, Label = LabelOf(f.Form), Size = $"{Math.Max(1, f.Bytes.Length / 1000)} kB", Signed = f.Signature is not null }).ToList(),
            ["engagements"] = record.Engagements.Select(e => new { Kind = Capital(e.Kind.Word()), Day = e.Start is null ? "" : Day(e.Start) + (e.End is null ? "" : " to " + Day(e.End)), Place = PlaceOf(e) ?? "", People = e.Participants.Select(p => new { Person = p.Person ?? "", PersonSlug = p.Person is null ? "" : Sites.Names.Slug(p.Person), Offices = string.Join("; ", p.Offices), Party = p.Party is null || p.Party == release.House ? "" : NameOf(p.Party), PartySlug = p.Party is null ? "" : Sites.Names.Slug(p.Party) }).ToList() }).ToList(),
            ["pairs"] = ListedOf(release, []).Pairs.Select(p => new { Slug = Sites.Names.Slug(p), Name = PairName(p) }).ToList(),
            ["promises"] = record.Commitments.Select(c => new { c.What, Due = c.Due is null || c.DueWords is { } words && c.What.Contains(words, StringComparison.Ordinal) ? "" : Day(c.Due) }).ToList(),
            ["topics"] = PublicReleases.TopicsOf(record).Select(t => new { Slug = Sites.Names.Slug(t), Name = t }).ToList(),
            ["editions"] = release.Editions.Select(e => new { e.Edition, Path = release.FileOf(e), Day = Day(e.Issued), e.Note, Here = e == edition }).ToList(),
            ["cite"] = $"{release.Issuer}, “{edition.Sheet.Headline}”, {edition.Sheet.Kind}{(number.Length > 0 ? " " + number : "")}{(edition.Edition > 1 ? $", edition {edition.Edition}" : "")}, {Day(edition.Sheet.Date)}{(checkPage.Length > 0 ? $", {checkPage}" : "")}.",
            ["qr"] = checkPage.Length > 0 ? "data:image/png;base64," + Convert.ToBase64String(CheckPicture.Of(checkPage)) : "",
        };
        var opening = ListedOf(release, []).Opening;
        var article = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "NewsArticle",
            ["headline"] = edition.Sheet.Headline,
            ["identifier"] = number,
            ["datePublished"] = JsonForm.Time(release.Editions[0].Issued),
            ["dateModified"] = JsonForm.Time(edition.Issued),
            ["version"] = edition.Edition,
            ["inLanguage"] = "en",
            ["publisher"] = new JsonObject { ["@type"] = "GovernmentOrganization", ["name"] = release.Issuer },
            ["about"] = new JsonArray([.. record.Engagements.Select(e => new JsonObject { ["@type"] = "Event", ["name"] = $"{Capital(e.Kind.Word())}: {string.Join(", ", e.Participants.Select(p => p.Party).OfType<string>().Distinct(StringComparer.Ordinal).Select(NameOf))}", ["startDate"] = e.Start, ["endDate"] = e.End, ["location"] = PlaceOf(e) is { } place ? new JsonObject { ["@type"] = "Place", ["name"] = place } : null, ["attendee"] = new JsonArray([.. e.Participants.Where(p => p.Person is not null).Select(p => new JsonObject { ["@type"] = "Person", ["name"] = p.Person, ["jobTitle"] = string.Join("; ", p.Offices) })]) })]),
            ["encoding"] = new JsonArray([.. edition.Files.Select(f => new JsonObject { ["@type"] = "MediaObject", ["contentUrl"] = f.Name, ["sha256"] = f.Hash })]),
        };
        var extra = $"<meta property=\"article:published_time\" content=\"{JsonForm.Time(release.Editions[0].Issued)}\">\n<meta property=\"article:modified_time\" content=\"{JsonForm.Time(edition.Issued)}\">\n<script type=\"application/ld+json\">{article.ToJsonString(Linked)}</script>";
        return Page(release.PageOf(edition), edition.Sheet.Headline, "release.liquid", model, opening.Replace('\n', ' '), extra, kind: "article");
    }

    /// <summary>The page of a code.</summary>
    public string Code(PublicRelease release, PublicEdition edition) => Page($"v/{edition.Code}/index.html", edition.Code, "code.liquid", new Dictionary<string, object?>(Standing(release, edition), StringComparer.Ordinal)
    {
        ["path"] = release.Path,
        ["page"] = release.FileOf(edition),
        ["day"] = Day(edition.Issued),
    });

    private string NumberOf(PublicRelease release, PublicEdition edition) => IssueNumber.Of(release.Number)!.Value.On(Letterheads.Of(lexicon, release.House, edition.Sheet.Issuer));

    /// <summary>What an edition is, and whether it still holds.</summary>
    private Dictionary<string, object?> Standing(PublicRelease release, PublicEdition edition)
    {
        var next = release.Editions.IndexOf(edition) + 1;
        return new(StringComparer.Ordinal)
        {
            ["code"] = edition.Code,
            ["edition"] = edition.Edition,
            ["headline"] = edition.Sheet.Headline,
            ["number"] = NumberOf(release, edition),
            ["withdrawn"] = release.Withdrawn is { } gone ? Day(gone) : "",
            ["reason"] = release.Reason,
            ["newer"] = next < release.Editions.Length,
            ["last"] = release.Current.Edition,
            ["replaced"] = next < release.Editions.Length ? Day(release.Editions[next].Issued) : "",
        };
    }

    /// <summary>A page of a list.</summary>
    public string List(string path, string heading, string about, IReadOnlyList<Listed> newestFirst, string older, string newer, string feed, bool timeline = false) => Page(path, heading, "list.liquid", new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["heading"] = heading,
        ["about"] = about,
        ["count"] = newestFirst.Count,
        ["items"] = newestFirst.Select(r => new { r.Date, Day = Day(r.Date), r.Path, r.Headline, r.Withdrawn, r.Edition, Met = timeline ? r.Engagements.Select(e => $"{Capital(e.Kind)}{(e.Start is null ? "" : ", " + Day(e.Start))}{(e.Place is null ? "" : ", " + e.Place)}").ToList() : [] }).ToList(),
        ["older"] = older,
        ["newer"] = newer,
        ["own_feed"] = feed.Length > 0 ? "atom.xml" : "",
    }, feed: feed);

    /// <summary>A page of names.</summary>
    public string NamesPage(string path, string heading, string about, IEnumerable<(string Path, string Name)> names) => Page(path, heading, "names.liquid", new Dictionary<string, object?>(StringComparer.Ordinal) { ["heading"] = heading, ["about"] = about, ["names"] = names.Select(n => new { n.Path, n.Name }).ToList() });

    /// <summary>"Cambodia and Japan".</summary>
    public string PairName(string pair) => string.Join(" and ", pair.Split('-', 2).Select(NameOf));

    private static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    private static string LabelOf(string form) => form switch { "html" => "Page", "pdf" => "PDF", "docx" => "Word", "txt" => "Text", "ninjs" => "For newsrooms (ninjs)", "record" => "Record (data)", _ => form };
}

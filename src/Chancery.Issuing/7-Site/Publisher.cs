using System.Globalization;
using System.Text.Json.Nodes;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Seals;
using Chancery.Lexicons;
using Chancery.Registers.Store;

namespace Chancery.Issuing.Sites;

/// <summary>What a publication did.</summary>
/// <param name="Issues">How many lines of the log are new on the site.</param>
/// <param name="Releases">How many releases they tell of.</param>
/// <param name="Files">How many files were written.</param>
/// <param name="Bytes">How many bytes.</param>
/// <param name="Fault">Why nothing was published, or not all; null where all is well.</param>
internal sealed record Publication(long Issues, int Releases, int Files, long Bytes, string? Fault)
{
    public static Publication Failed(string fault) => new(0, 0, 0, 0, fault);
}

/// <summary>
/// Publishes what was issued as a folder of files that any web server serves: pages, feeds, search, data, the log, the keys. Only what changed is written, to a tree that is not served; then the
/// site turns over to it. Ended at any moment, the site is the old one or the new one, and the next run goes on. Safe to share; one publication of a folder at a time.
/// </summary>
/// <param name="store">The register.</param>
/// <param name="lexicon">Names and letterheads.</param>
/// <param name="sealer">The keys: the public ones are published, and the head of the log is signed.</param>
/// <param name="time">The clock.</param>
internal sealed class Publisher(RegisterStore store, Lexicon lexicon, Sealer sealer, TimeProvider time)
{
    /// <summary>So many releases stand on a page of a list.</summary>
    public const int PageSize = 100;

    /// <summary>So many lines of the log stand in a file.</summary>
    public const int LogPart = 1000;

    private const int FeedSize = 50;

    private const int PartyFeedSize = 20;

    /// <summary>The pages that every site has.</summary>
    private static readonly string[] Fixed = ["", "archive/", "party/", "people/", "topic/", "relation/", "search/", "verify/", "data/", "log/"];

    private static readonly string[] DataFormats = ["csv", "parquet"];

    /// <summary>Publishes what is new.</summary>
    /// <param name="folder">The site's folder.</param>
    /// <param name="address">Where the public finds it; empty where that is not known.</param>
    /// <param name="templates">Templates of the house's own; null for none.</param>
    /// <param name="stop">Ends the work.</param>
    public async Task<Publication> PublishAsync(string folder, string address, string? templates, CancellationToken stop)
    {
        address = address.Length == 0 ? "" : address.TrimEnd('/') + "/";
        if (address.Length > 0 && (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
            return Publication.Failed($"{address}: is no address of a site, as https://press.example");
        var (trees, fault) = SiteTrees.Open(folder);
        if (trees is null)
            return Publication.Failed(fault!);
        using (trees)
        {
            try
            {
                return await PublishAsync(trees, address, templates, stop).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return Publication.Failed($"{folder}: {failure.Message}; what is served is whole, and the next publication goes on");
            }
        }
    }

    private async Task<Publication> PublishAsync(SiteTrees trees, string address, string? templates, CancellationToken stop)
    {
        var lines = await PublicReleases.LinesAsync(store, 0, stop).ConfigureAwait(false);
        var entries = lines.Select(l => (l.Number, l.Line, Entry: PublicLog.Read(l.Line)!)).ToList();
        var house = entries.Select(e => e.Entry.Issuer).LastOrDefault(i => i.Length > 0) ?? "Press releases";
        var pages = new SitePages(lexicon, house, address, templates);
        if (pages.Fault() is { } wrong)
            return Publication.Failed(wrong);
        var (ring, unread) = sealer.Ring();
        if (ring is null)
            return Publication.Failed(unread!);
        var keys = ring.PublicSet().ToJsonString();
        var maker = $"{pages.Maker}-{PublicLog.HashOf(keys)[..8]}";
        var served = trees.Served;
        var shown = served is null ? Catalogue.Empty : trees.CatalogueOf(served);
        // What was left in the middle is ended first.
        if (served is not null && shown.Line <= lines.Count && shown.Maker == maker)
        {
            Follow(trees, served, shown, null);
            if (shown.Line == lines.Count)
                return new Publication(0, 0, 0, 0, null);
        }
        var spare = trees.Spare;
        var before = trees.CatalogueOf(spare);
        // A tree that was made otherwise, or holds more than the log, is made anew.
        var anew = before.Maker != maker || before.Line > lines.Count;
        if (anew)
            before = Catalogue.Empty;
        var tree = trees.Change(spare, anew);
        var (after, releases) = await WriteAsync(tree, before, maker, entries, keys, pages, address, stop).ConfigureAwait(false);
        tree.End();
        trees.Keep(spare, after);
        trees.Serve(spare);
        Follow(trees, spare, after, (before, tree));
        return new Publication(lines.Count - (shown.Maker == maker ? shown.Line : 0), releases, tree.Fresh, tree.Bytes, null);
    }

    /// <summary>Brings the tree that is not served to what the served one holds, so that the next publication finds both alike.</summary>
    private static void Follow(SiteTrees trees, string served, Catalogue shown, (Catalogue Before, SiteTree Tree)? just)
    {
        var other = trees.Spare;
        var behind = trees.CatalogueOf(other);
        if (behind.Line == shown.Line && behind.Maker == shown.Maker)
            return;
        var alike = just is { } done && behind.Line == done.Before.Line && behind.Maker == done.Before.Maker && behind.Line > 0;
        var from = trees.FolderOf(served);
        var to = trees.FolderOf(other);
        trees.Change(other, anew: false);
        trees.Share(served, other, alike ? just!.Value.Tree.Written : Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(from, f)));
        foreach (var gone in alike ? just!.Value.Tree.Removed.Select(r => Path.Combine(to, r)) : Directory.EnumerateFiles(to, "*", SearchOption.AllDirectories).Where(f => !File.Exists(Path.Combine(from, Path.GetRelativePath(to, f)))).ToList())
            File.Delete(gone);
        trees.Keep(other, shown);
    }

    private async Task<(Catalogue After, int Releases)> WriteAsync(SiteTree tree, Catalogue before, string maker, List<(long Number, string Line, LoggedIssue Entry)> entries, string keys, SitePages pages, string address, CancellationToken stop)
    {
        var known = before.Releases.Select((r, i) => (r, i)).ToDictionary(x => $"{x.r.House} {x.r.Number}", x => x.i, StringComparer.Ordinal);
        var all = before.Releases.ToList();
        var fresh = entries.Where(e => e.Number > before.Line).ToList();
        var changed = fresh.Select(e => e.Entry).GroupBy(e => $"{e.House} {e.Number}", StringComparer.Ordinal).ToList();
        var (ordinal, held) = (before.Editions, before.Editions);
        var lists = new HashSet<string>(StringComparer.Ordinal);
        var (texts, touched, hashes, years) = (new List<(int, string)>(), new HashSet<int>(), new List<(string, string, int, string)>(), new HashSet<int>());
        foreach (var group in changed)
        {
            stop.ThrowIfCancellationRequested();
            var release = await store.AskAsync(context => PublicReleases.OfAsync(context, group.First(), lexicon, stop)).ConfigureAwait(false);
            var old = known.TryGetValue(group.Key, out var at) ? all[at] : null;
            var ordinals = (old?.Ordinals ?? []).ToList();
            while (ordinals.Count < release.Editions.Length)
            {
                texts.Add((ordinal, release.Editions[ordinals.Count].Text));
                ordinals.Add(ordinal++);
            }
            var listed = pages.ListedOf(release, ordinals);
            if (old is null)
            {
                known[group.Key] = all.Count;
                all.Add(listed);
            }
            else
                all[at] = listed;
            lists.UnionWith(listed.Lists);
            lists.UnionWith(old?.Lists ?? []);
            touched.UnionWith(ordinals);
            years.Add(listed.Year);
            foreach (var edition in release.Editions)
            {
                tree.Put(release.PageOf(edition), pages.Edition(release, edition));
                if (edition.Code.Length > 0)
                    tree.Put($"v/{edition.Code}/index.html", pages.Code(release, edition));
                foreach (var file in edition.Files)
                {
                    tree.Put(release.Path + file.Name, file.Bytes);
                    if (file.Signature is { } signature)
                        tree.Put($"{release.Path}{file.Name}.jws", signature);
                    hashes.Add((file.Hash, release.Path, edition.Edition, file.Name));
                }
            }
        }
        var after = new Catalogue(entries.Count, maker, all);
        WriteLists(tree, before, after, lists, pages, address);
        SiteHashes.Add(tree, hashes);
        SiteSearch.Write(tree, held, texts);
        SiteSearch.WriteEditions(tree, after, touched);
        WriteFixed(tree, pages);
        WriteLog(tree, before.Line, entries, keys, pages);
        WriteFeeds(tree, after, pages, address, years);
        await WriteDataAsync(tree, after, years, pages, stop).ConfigureAwait(false);
        return (after, changed.Count);
    }

    private static void WriteFixed(SiteTree tree, SitePages pages)
    {
        var nothing = new Dictionary<string, object?>(StringComparer.Ordinal);
        tree.Put("site.css", pages.Source("site.css"));
        tree.Put("search/search.js", pages.Source("search.js"));
        tree.Put("search/index.html", pages.Page("search/index.html", "Search", "search.liquid", nothing));
        tree.Put("verify/verify.js", pages.Source("verify.js"));
        tree.Put("verify/index.html", pages.Page("verify/index.html", "Is it genuine?", "verify.liquid", nothing));
        tree.Put("404.html", pages.Page("404.html", "Not here", "missing.liquid", nothing));
    }

    private static void WriteLists(SiteTree tree, Catalogue before, Catalogue after, HashSet<string> changed, SitePages pages, string address)
    {
        var lists = new Dictionary<string, List<Listed>>(StringComparer.Ordinal);
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var release in after.Releases)
        {
            foreach (var path in release.Lists)
            {
                if (!lists.TryGetValue(path, out var list))
                    lists.Add(path, list = []);
                if (list.Count == 0 || !ReferenceEquals(list[^1], release))
                    list.Add(release);
            }
            names[$"archive/{release.Year}/"] = release.Year.ToString(CultureInfo.InvariantCulture);
            foreach (var party in release.Parties)
                names.TryAdd($"party/{Names.Slug(party)}/", pages.NameOf(party));
            foreach (var person in release.People)
                names.TryAdd($"person/{Names.Slug(person)}/", person);
            foreach (var topic in release.Topics)
                names.TryAdd($"topic/{Names.Slug(topic)}/", topic);
            foreach (var pair in release.Pairs)
                names.TryAdd($"relation/{Names.Slug(pair)}/", pages.PairName(pair));
        }
        foreach (var path in changed)
        {
            if (!lists.TryGetValue(path, out var list))
            {
                // Nothing stands in it any more.
                tree.Remove(path + "index.html");
                continue;
            }
            WriteList(tree, path, names[path], list, pages, path.StartsWith("party/", StringComparison.Ordinal), path.StartsWith("relation/", StringComparison.Ordinal));
            if (path.StartsWith("party/", StringComparison.Ordinal) && address.Length > 0)
                tree.Put(path + "atom.xml", SiteFeeds.Atom($"{names[path]}", address, path + "atom.xml", path, [.. list.AsEnumerable().Reverse().Take(PartyFeedSize)]));
        }
        var newest = after.Releases.AsEnumerable().Reverse().Take(20).ToList();
        tree.Put("index.html", pages.List("index.html", newest.Count > 0 ? "Press releases" : "Nothing yet", "", newest, "archive/index.html", "", ""));
        IEnumerable<(string, string)> Of(string kind) => names.Where(n => n.Key.StartsWith(kind, StringComparison.Ordinal)).OrderBy(n => n.Value, StringComparer.OrdinalIgnoreCase).Select(n => (n.Key[kind.Length..] + "index.html", n.Value));
        tree.Put("archive/index.html", pages.NamesPage("archive/index.html", "Archive", "", Of("archive/").Reverse()));
        tree.Put("party/index.html", pages.NamesPage("party/index.html", "States and organisations", "", Of("party/")));
        tree.Put("topic/index.html", pages.NamesPage("topic/index.html", "Topics", "What releases speak of most.", Of("topic/")));
        tree.Put("relation/index.html", pages.NamesPage("relation/index.html", "Relations", "", Of("relation/")));
        var people = Of("person/").GroupBy(p => p.Item1[0]).OrderBy(g => g.Key).ToList();
        tree.Put("people/index.html", pages.NamesPage("people/index.html", "People", "By the first letter of the name as it is written.", people.Select(g => ($"{g.Key}/index.html", g.Key.ToString().ToUpperInvariant()))));
        foreach (var letter in people)
            tree.Put($"people/{letter.Key}/index.html", pages.NamesPage($"people/{letter.Key}/index.html", $"People: {char.ToUpperInvariant(letter.Key)}", "", letter.Select(p => ($"../../person/{p.Item1}", p.Item2))));
    }

    /// <summary>A list on pages that are numbered from the oldest on, so that a release more changes the newest page alone.</summary>
    private static void WriteList(SiteTree tree, string path, string name, List<Listed> list, SitePages pages, bool feed, bool timeline)
    {
        var whole = list.Count / PageSize;
        var shown = Math.Max(0, whole - 1) * PageSize;
        string Older(int page) => page > 0 ? $"page-{page}.html" : "";
        tree.Put(path + "index.html", pages.List(path + "index.html", name, "", [.. list.Skip(shown).Reverse()], Older(shown / PageSize), "", feed ? path : "", timeline));
        for (var page = 1; page <= shown / PageSize; page++)
            tree.Put($"{path}page-{page}.html", pages.List($"{path}page-{page}.html", $"{name}, page {page}", "", [.. list.Skip((page - 1) * PageSize).Take(PageSize).Reverse()], Older(page - 1), page == shown / PageSize ? "index.html" : $"page-{page + 1}.html", "", timeline));
    }

    private void WriteLog(SiteTree tree, long from, List<(long Number, string Line, LoggedIssue Entry)> entries, string keys, SitePages pages)
    {
        for (var part = (int)(from / LogPart); part * LogPart < entries.Count; part++)
            tree.Put($"log/{part + 1:00000}.jsonl", string.Concat(entries.Skip(part * LogPart).Take(LogPart).Select(e => e.Line + "\n")));
        var head = entries.Count == 0 ? PublicLog.Root : PublicLog.HashOf(entries[^1].Line);
        // A house that has issued nothing has nothing to sign; one whose key is away does not publish a log that nobody would believe.
        if (entries.Count > 0)
        {
            var (key, fault) = sealer.Key(entries[^1].Entry.Issuer);
            using (key ?? throw new IOException(fault))
                tree.Put("log/head.jws", Jws.Sign(new JsonObject { ["lines"] = entries.Count, ["head"] = head, ["signed"] = JsonForm.Time(time.GetUtcNow().UtcDateTime) }, key));
        }
        tree.Put("keys.json", keys);
        tree.Put("log/index.html", pages.Page("log/index.html", "Log of all issues", "log.liquid", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["count"] = entries.Count,
            ["head"] = head,
            ["parts"] = Enumerable.Range(1, (entries.Count + LogPart - 1) / LogPart).Select(p => new { Path = $"{p:00000}.jsonl", Name = $"Lines {((p - 1) * LogPart) + 1} to {Math.Min(p * LogPart, entries.Count)}" }).ToList(),
        }));
    }

    private static void WriteFeeds(SiteTree tree, Catalogue after, SitePages pages, string address, HashSet<int> years)
    {
        var newest = after.Releases.OrderByDescending(r => r.Changed).Take(FeedSize).ToList();
        var house = after.Releases.Count > 0 ? pages.NameOf(after.Releases[^1].House) : "Press releases";
        var title = $"{house}: press releases";
        var at = address.Length > 0 ? address : "http://localhost/";
        tree.Put("atom.xml", SiteFeeds.Atom(title, at, "atom.xml", "", newest));
        tree.Put("feed.json", SiteFeeds.Json(title, at, "feed.json", newest));
        tree.Put("calendar.ics", SiteFeeds.Calendar(address, after.Releases.Where(r => !r.Withdrawn && r.Events.Count > 0).TakeLast(1000)));
        if (address.Length == 0)
            return;
        foreach (var year in years)
            tree.Put($"sitemaps/{year}.xml", SiteFeeds.Map(address, after.Releases.Where(r => r.Year == year).Select(r => (r.Path, (DateTime?)r.Changed))));
        tree.Put("sitemaps/pages.xml", SiteFeeds.Map(address, Fixed.Select(p => (p, (DateTime?)null))));
        tree.Put("sitemap.xml", SiteFeeds.MapOfMaps(address, after.Releases.GroupBy(r => r.Year).OrderBy(g => g.Key).Select(g => ($"sitemaps/{g.Key}.xml", (DateTime?)g.Max(r => r.Changed))).Append(("sitemaps/pages.xml", null))));
        tree.Put("robots.txt", $"User-agent: *\nAllow: /\nSitemap: {address}sitemap.xml\n");
    }

    private static async Task WriteDataAsync(SiteTree tree, Catalogue after, HashSet<int> years, SitePages pages, CancellationToken stop)
    {
        foreach (var year in years)
        {
            var records = new List<(string Path, string Hash, string Record)>();
            foreach (var release in after.Releases.Where(r => r.Year == year && !r.Withdrawn))
            {
                var name = $"{release.Path}{release.Slug}{(release.Edition > 1 ? $"-edition-{release.Edition}" : "")}.record.json";
                if (tree.Read(name) is not { } bytes || JsonNode.Parse(bytes) is not JsonObject record)
                    continue;
                record.Remove("id");
                record.Insert(0, "id", release.Slug);
                records.Add((release.Path, Sealer.HashOf(bytes), record.ToJsonString(JsonForm.Plain)));
            }
            tree.Put($"data/{year}/records.jsonl", string.Concat(records.Select(r => r.Record + "\n")));
            foreach (var format in DataFormats)
            {
                await DatasetTables.WriteAsync(format, async (name, write) =>
                {
                    using var stream = new MemoryStream();
                    await write(stream).ConfigureAwait(false);
                    tree.Put($"data/{year}/{name}", stream.ToArray());
                }, () => records, stop).ConfigureAwait(false);
            }
        }
        tree.Put("data/index.html", pages.Page("data/index.html", "Data", "data.liquid", new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["years"] = after.Releases.Select(r => r.Year).Distinct().OrderDescending().Select(y => y.ToString(CultureInfo.InvariantCulture)).ToList(),
            ["tables"] = DatasetTables.Dictionary.Select(t => t.Name).ToList(),
            ["dictionary"] = DatasetTables.Dictionary.Select(t => new { t.Name, Columns = t.Columns.Select(c => new { c.Name, c.Told }).ToList() }).ToList(),
        }));
    }
}

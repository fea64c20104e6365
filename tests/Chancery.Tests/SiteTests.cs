using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Seals;
using Chancery.Issuing.Sites;
using Chancery.Issuing.Verification;
using Chancery.Lexicons;
using Xunit;

namespace Chancery.Tests;

/// <summary>The published site: whole, linked, found, and never half.</summary>
public sealed class SiteTests(PublishedSite published)
{
    private static readonly string[] OnThePage = ["Corrected on", "31 March 2027", "khm-2026-1-edition-2.pdf", "khm-2026-1-edition-2.pdf.jws", "edition-1.html", "Cite", "application/ld+json", "og:title", "rel=\"canonical\" href=\"https://press.example/releases/2026/khm-2026-1/\""];

    private static readonly string[] Needed = ["id", "title", "updated"];

    private string Read(string path)
    {
        published.Needed();
        return File.ReadAllText(Path.Combine(published.Site, path));
    }

    [Xunit.Fact]
    public void Each_release_has_its_page_with_documents_editions_cite_and_verify()
    {
        var page = Read("releases/2026/khm-2026-1/index.html");
        foreach (var words in OnThePage)
            Assert.Contains(words, page, StringComparison.Ordinal);
        Assert.Contains("older edition", Read("releases/2026/khm-2026-1/edition-1.html"), StringComparison.Ordinal);
        Assert.Contains("Withdrawn on", Read("releases/2026/khm-2026-2/index.html"), StringComparison.Ordinal);
        foreach (var line in published.Releases.Skip(2).Select(r => Read($"v/{Codes()[r["txt"].DraftId]}/index.html")))
            Assert.Contains("the edition that holds", line, StringComparison.Ordinal);
    }

    private Dictionary<long, string> Codes() => published.Store.AskAsync(context => Task.FromResult(context.Drafts.Where(d => d.Code != null).ToDictionary(d => d.Id, d => d.Code!))).GetAwaiter().GetResult();

    /// <summary>All links of all pages lead to files of the site; none goes elsewhere but to the site itself.</summary>
    [Xunit.Fact]
    public void Every_link_leads_somewhere_and_no_page_loads_anything_from_elsewhere()
    {
        published.Needed();
        var (parser, faults, links) = (new HtmlParser(), new List<string>(), 0);
        foreach (var file in Directory.EnumerateFiles(published.Site + ".trees/" + Path.GetFileName(new DirectoryInfo(published.Site).LinkTarget), "*.html", SearchOption.AllDirectories))
        {
            if (file.Contains("/releases/", StringComparison.Ordinal) && Regex.IsMatch(file, @"/khm-2026-\d+(?:-edition-\d+)?\.html$", RegexOptions.None, TimeSpan.FromSeconds(1)))
                continue;
            Assert.True(new FileInfo(file).Length < 100_000, file);
            var page = parser.ParseDocument(File.ReadAllText(file));
            Assert.DoesNotContain(page.Scripts, s => !s.IsDeferred && s.Type is null or "" or "text/javascript");
            foreach (var link in page.QuerySelectorAll("a[href],link[href],script[src],img[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!))
            {
                links++;
                if (link.StartsWith(PublishedSite.Address, StringComparison.Ordinal) || link.StartsWith('#') || link.StartsWith("data:", StringComparison.Ordinal))
                    continue;
                if (!File.Exists(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, link.Split('#')[0]))))
                    faults.Add($"{file}: {link}");
            }
        }
        Assert.Empty(faults);
        Assert.True(links > 500, $"{links} links");
    }

    [Xunit.Fact]
    public void Feeds_calendar_and_maps_are_what_their_standards_ask_for()
    {
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var feed = XDocument.Parse(Read("atom.xml")).Root!;
        Assert.Equal(atom + "feed", feed.Name);
        // RFC 4287, 4.1.1 and 4.1.2: what a feed and an entry must have, once.
        foreach (var (parent, name) in feed.Elements(atom + "entry").Prepend(feed).SelectMany(e => Needed.Select(n => (e, n))))
            Assert.Single(parent.Elements(atom + name));
        Assert.Equal("self", feed.Elements(atom + "link").Single(l => l.Attribute("rel")?.Value == "self").Attribute("rel")!.Value);
        Assert.NotEmpty(feed.Elements(atom + "author").Elements(atom + "name"));
        var entries = feed.Elements(atom + "entry").ToList();
        Assert.Equal(12, entries.Count);
        Assert.Equal(entries.Count, entries.Select(e => e.Element(atom + "id")!.Value).Distinct().Count());
        Assert.All(entries, e => Assert.True(Uri.IsWellFormedUriString(e.Element(atom + "link")!.Attribute("href")!.Value, UriKind.Absolute) && DateTimeOffset.TryParse(e.Element(atom + "updated")!.Value, System.Globalization.CultureInfo.InvariantCulture, out _)));
        var json = JsonDocument.Parse(Read("feed.json")).RootElement;
        Assert.Equal("https://jsonfeed.org/version/1.1", json.GetProperty("version").GetString());
        Assert.All(json.GetProperty("items").EnumerateArray(), i => Assert.False(string.IsNullOrEmpty(i.GetProperty("id").GetString()) || string.IsNullOrEmpty(i.GetProperty("content_text").GetString())));
        var calendar = Ical.Net.Calendar.Load(Read("calendar.ics"));
        Assert.NotEmpty(calendar!.Events);
        Assert.All(calendar.Events, e => Assert.NotNull(e.Uid));
        var map = XDocument.Parse(Read("sitemap.xml")).Root!;
        Assert.All(map.Descendants().Where(d => d.Name.LocalName == "loc"), l => Assert.True(File.Exists(Path.Combine(published.Site, l.Value[PublishedSite.Address.Length..]))));
    }

    [Xunit.Fact]
    public async Task Data_is_there_by_year_in_three_forms_and_says_what_its_columns_mean()
    {
        Assert.Equal(11, Read("data/2026/records.jsonl").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("Id,Source,Sha256", Read("data/2026/releases.csv"), StringComparison.Ordinal);
        await using var parquet = File.OpenRead(Path.Combine(published.Site, "data/2026/acts.parquet"));
        Assert.NotEmpty((await Parquet.Serialization.ParquetSerializer.DeserializeAsync<DatasetTables.ActRow>(parquet)).Data);
        Assert.Contains("the rule that read it", Read("data/index.html"), StringComparison.Ordinal);
        foreach (var (table, columns) in DatasetTables.Dictionary)
            Assert.Equal(Read($"data/2026/{table}.csv").Split('\n')[0].Trim().Split(','), columns.Select(c => c.Name));
    }

    /// <summary>The log: one chain; a line slipped in, changed or taken out shows.</summary>
    [Xunit.Fact]
    public async Task The_log_is_a_chain_in_which_every_meddling_shows()
    {
        published.Needed();
        var site = PublicSite.InFolder(published.Site);
        var (entries, head, fault) = await site.CheckLogAsync(null);
        Assert.Null(fault);
        Assert.Equal(14, entries.Count);
        var lines = await site.LogAsync();
        Assert.NotNull(PublicLog.Check([.. lines.Take(3), .. lines.Skip(4)]).Fault);
        Assert.NotNull(PublicLog.Check(lines.Select((l, i) => i == 5 ? l.Replace("\"edition\":1", "\"edition\":3", StringComparison.Ordinal) : l)).Fault);
        Assert.NotNull(PublicLog.Check([.. lines.Take(4), lines[2], .. lines.Skip(4)]).Fault);
        Assert.NotNull(PublicLog.Check(lines.Take(13), head).Fault);
        Assert.Null(PublicLog.Check(lines, PublicLog.HashOf(lines[6])).Fault);
        // A chain that was made anew is not the one that was signed.
        var forged = Directory.CreateTempSubdirectory("forged").FullName;
        await Programs.RunAsync("cp", "-rL", published.Site + "/.", forged);
        await File.WriteAllTextAsync(Path.Combine(forged, "log/00001.jsonl"), string.Concat(lines.Take(13).Select(l => l + "\n")));
        Assert.Contains("not the one whose head was signed", (await PublicSite.InFolder(forged).CheckLogAsync(null)).Fault, StringComparison.Ordinal);
        Directory.Delete(forged, recursive: true);
    }

    [Xunit.Fact]
    public async Task Pdfs_are_signed_so_that_readers_show_it_and_each_form_has_a_signature_beside_it()
    {
        published.Needed();
        var folder = Path.Combine(published.Site, "releases/2026/khm-2026-3");
        if (Programs.Contain("pdfsig"))
        {
            var said = await Programs.RunAsync("pdfsig", Path.Combine(folder, "khm-2026-3.pdf"));
            Assert.Contains("Signature is Valid", said, StringComparison.Ordinal);
            Assert.Contains("Total document signed", said, StringComparison.Ordinal);
            Assert.Contains("Ministry of Foreign Affairs and International Cooperation", said, StringComparison.Ordinal);
        }
        var keys = await PublicSite.InFolder(published.Site).KeysAsync();
        var record = Sealer.HashOf(await File.ReadAllBytesAsync(Path.Combine(folder, "khm-2026-3.record.json")));
        foreach (var file in Directory.EnumerateFiles(folder, "khm-2026-3.*").Where(f => !f.EndsWith(".jws", StringComparison.Ordinal)))
        {
            var signed = Jws.Check(await File.ReadAllTextAsync(file + ".jws"), keys);
            Assert.Null(signed.Fault);
            Assert.Equal((Sealer.HashOf(await File.ReadAllBytesAsync(file)), record), (signed.Payload!.Value.GetProperty("sha256").GetString(), signed.Payload.Value.GetProperty("record_sha256").GetString()));
        }
    }

    /// <summary>The code on a document and on its page is read from a picture by another program.</summary>
    [Xunit.Fact]
    public async Task The_code_leads_from_a_picture_of_the_document_to_its_page()
    {
        published.Needed();
        if (!Programs.Contain("zbarimg") || !Programs.Contain("pdftoppm"))
            Assert.Skip("zbarimg or pdftoppm is not installed (apt-get install zbar-tools poppler-utils)");
        var stem = Path.Combine(published.Folder, "picture");
        await Programs.RunAsync("pdftoppm", "-r", "150", "-png", Path.Combine(published.Site, "releases/2026/khm-2026-3/khm-2026-3.pdf"), stem);
        var code = Codes()[published.Releases[2]["pdf"].DraftId];
        var said = await Programs.RunAsync("zbarimg", ["-q", "--raw", .. Directory.EnumerateFiles(published.Folder, "picture*.png")]);
        Assert.Equal($"{PublishedSite.Address}v/{code}/", said.Trim());
        Assert.True(File.Exists(Path.Combine(published.Site, $"v/{code}/index.html")));
    }

    /// <summary>The keys: retired ones stay good for what they signed, revoked ones do not; one that is gone or has ended stops the issue and says so.</summary>
    [Xunit.Fact]
    public async Task Keys_rotate_are_revoked_get_lost_and_end_without_anything_being_lost()
    {
        published.Needed();
        var folder = Directory.CreateTempSubdirectory("ring").FullName;
        var time = new JumpingTime(DateTime.UtcNow);
        var (ring, _) = KeyRing.Open(folder, "secret");
        ring!.Make("House", time.GetUtcNow().UtcDateTime, 1);
        var first = ring.Current!;
        string Sign(KeyRing from)
        {
            var (key, fault) = from.OpenCurrent(time.GetUtcNow().UtcDateTime);
            Assert.Null(fault);
            using (key)
                return Jws.Sign(new System.Text.Json.Nodes.JsonObject { ["sha256"] = "x", ["signed"] = JsonForm.Time(time.GetUtcNow().UtcDateTime) }, key!);
        }
        static JsonElement Set(KeyRing from) => JsonDocument.Parse(from.PublicSet().ToJsonString()).RootElement;
        var old = Sign(ring);
        time.Pass(TimeSpan.FromDays(30));
        ring.Make("House", time.GetUtcNow().UtcDateTime, 1);
        Assert.NotEqual(first.Id, ring.Current!.Id);
        Assert.Null(Jws.Check(old, Set(ring)).Fault);
        var later = Sign(ring);
        // The ring is read again as it was written.
        ring = KeyRing.Open(folder, "secret").Ring!;
        Assert.Equal(2, ring.Keys.Count);
        Assert.Contains("password", KeyRing.Open(folder, "wrong").Ring!.OpenCurrent(time.GetUtcNow().UtcDateTime).Fault, StringComparison.Ordinal);
        // The certificate ends.
        Assert.Contains("ended", ring.OpenCurrent(time.GetUtcNow().UtcDateTime.AddYears(2)).Fault, StringComparison.Ordinal);
        // Revoked from a day on: what it signed before holds, what it signs after does not.
        Assert.Null(ring.Revoke(first.Id[..10], "the laptop was stolen", time.GetUtcNow().UtcDateTime.AddDays(-60)));
        Assert.Contains("stolen", Jws.Check(old, Set(ring)).Fault, StringComparison.Ordinal);
        Assert.Null(Jws.Check(later, Set(ring)).Fault);
        // The key is gone: nothing is issued, the draft waits, and once the key is back it is issued.
        var sealer = new Sealer(folder, "secret", PublishedSite.Address, time);
        await using var served = await Web.ServedRegister.StartAsync(samples: false);
        var issuer = new Chancery.Issuing.Issue.Issuer(served.Store, Lexicon.Standard, served.Served.Importer, time, sealer);
        var id = await IssueTests.ClearedAsync(served.Store, issuer, IssueTests.Release("Cambodia and Slovenia Agree"));
        var file = Directory.EnumerateFiles(folder, ring.Current!.Id[..16] + "*").Single();
        File.Move(file, file + ".away");
        Assert.Contains("the key is gone", (await issuer.TakeAsync(id, 1, Chancery.Issuing.Clearances.Clearance.Issue, IssueTests.Sam, "", null, CancellationToken.None))!.Words, StringComparison.Ordinal);
        Assert.Equal("cleared", (await IssueTests.DraftAsync(served.Store, id)).Stage);
        File.Move(file + ".away", file);
        Assert.Null(await issuer.TakeAsync(id, 1, Chancery.Issuing.Clearances.Clearance.Issue, IssueTests.Sam, "", null, CancellationToken.None));
        // Nor is anything published without it, for the head of the log could not be signed.
        var (publisher, site) = (new Publisher(served.Store, Lexicon.Standard, sealer, time), Path.Combine(folder, "site"));
        File.Move(file, file + ".away");
        Assert.Contains("the key is gone", (await publisher.PublishAsync(site, PublishedSite.Address, null, CancellationToken.None)).Fault, StringComparison.Ordinal);
        File.Move(file + ".away", file);
        Assert.Null((await publisher.PublishAsync(site, PublishedSite.Address, null, CancellationToken.None)).Fault);
        Assert.Null((await PublicSite.InFolder(site).CheckLogAsync(null)).Fault);
        Assert.Equal(1, await served.Store.AskAsync(context => Task.FromResult(context.PublicLog.Count())));
    }

    /// <summary>A key on a token (SoftHSM, by PKCS#11) signs PDFs and the rest.</summary>
    [Xunit.Fact]
    public async Task A_key_on_a_token_signs_too()
    {
        const string Module = "/usr/lib/softhsm/libsofthsm2.so";
        if (!File.Exists(Module) || !Programs.Contain("pkcs11-tool"))
            Assert.Skip("SoftHSM or pkcs11-tool is not installed (apt-get install softhsm2 opensc)");
        published.Needed();
        var folder = Directory.CreateTempSubdirectory("token").FullName;
        Directory.CreateDirectory(Path.Combine(folder, "tokens"));
        await File.WriteAllTextAsync(Path.Combine(folder, "conf"), $"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\n");
        // The token's library reads its settings from the environment with which a process begins.
        Task<string> WithTokenAsync(params string[] command) => Programs.RunAsync("env", [$"SOFTHSM2_CONF={folder}/conf", "CHANCERY_KEYPASSWORD=1234", .. command]);
        await WithTokenAsync("softhsm2-util", "--init-token", "--free", "--label", "house", "--so-pin", "1234", "--pin", "1234");
        await WithTokenAsync("pkcs11-tool", "--module", Module, "--token-label", "house", "--login", "--pin", "1234", "--keypairgen", "--key-type", "rsa:2048", "--label", "seal", "--id", "01");
        Assert.Contains("signs from now on", await WithTokenAsync("dotnet", Web.ServeTests.Command, "keys", "take", "--keys", $"{folder}/ring", "--module", Module, "--token", "house", "--label", "seal", "--house", "House on a token"), StringComparison.Ordinal);
        await File.WriteAllBytesAsync(Path.Combine(folder, "release.pdf"), (await Chancery.Issuing.Documents.PrintedPage.AsPdfAsync("<html><body>A release</body></html>", CancellationToken.None)).Pdf!);
        Assert.Contains("its signature is believed", await WithTokenAsync("dotnet", Web.ServeTests.Command, "keys", "try", "--keys", $"{folder}/ring", "--pdf", Path.Combine(folder, "release.pdf")), StringComparison.Ordinal);
        var signed = await Programs.RunAsync("pdfsig", Path.Combine(folder, "release.signed.pdf"));
        Assert.Contains("House on a token", signed, StringComparison.Ordinal);
        Assert.Contains("Signature is Valid", signed, StringComparison.Ordinal);
    }

    /// <summary>After one issue only what it changes is written, and the old site is served until the new one is whole.</summary>
    [Xunit.Fact]
    public async Task After_one_issue_only_what_changed_is_written()
    {
        published.Needed();
        var folder = Path.Combine(published.Folder, "second");
        var first = await published.Publisher.PublishAsync(folder, PublishedSite.Address, null, CancellationToken.None);
        Assert.Null(first.Fault);
        Assert.Equal(0, (await published.Publisher.PublishAsync(folder, PublishedSite.Address, null, CancellationToken.None)).Files);
        var before = Files(folder);
        Assert.Equal(before, Files(folder + ".trees/" + (new DirectoryInfo(folder).LinkTarget!.EndsWith('a') ? "b" : "a")));
        Assert.True(first.Files > 300, $"{first.Files} files");
        Assert.Contains("files that are no site", (await published.Publisher.PublishAsync(Path.Combine(published.Folder), PublishedSite.Address, null, CancellationToken.None)).Fault, StringComparison.Ordinal);
    }

    /// <summary>A disk that is full: the reason is told, what was served stays, and once there is room it is published.</summary>
    [Xunit.Fact]
    public async Task A_full_disk_is_told_of_and_leaves_the_site_as_it_was()
    {
        published.Needed();
        var small = Path.Combine(published.Folder, "small");
        Directory.CreateDirectory(small);
        if ((await Programs.RunAsync("sh", "-c", $"mount -t tmpfs -o size=6m tmpfs {small} 2>/dev/null && echo mounted")).Trim() != "mounted")
            Assert.Skip("a small disk cannot be mounted here");
        try
        {
            var site = Path.Combine(small, "site");
            Assert.Null((await published.Publisher.PublishAsync(site, PublishedSite.Address, null, CancellationToken.None)).Fault);
            var before = Stable(site);
            await Programs.RunAsync("sh", "-c", $"head -c 8000000 /dev/zero > {small}/full 2>/dev/null");
            var failed = await published.Publisher.PublishAsync(site, "https://other.example/", null, CancellationToken.None);
            Assert.Contains("No space left", failed.Fault, StringComparison.Ordinal);
            Assert.Equal(before.OrderBy(f => f.Key, StringComparer.Ordinal), Stable(site).OrderBy(f => f.Key, StringComparer.Ordinal));
            File.Delete(Path.Combine(small, "full"));
            Assert.Null((await published.Publisher.PublishAsync(site, "https://other.example/", null, CancellationToken.None)).Fault);
            Assert.Contains("https://other.example/", await File.ReadAllTextAsync(Path.Combine(site, "atom.xml")), StringComparison.Ordinal);
        }
        finally
        {
            await Programs.RunAsync("umount", small);
        }
    }

    /// <summary>The server publishes after each issue; what is under an embargo is nowhere on the site before its end.</summary>
    [Xunit.Fact]
    public async Task The_server_publishes_after_each_issue_and_keeps_embargoes()
    {
        published.Needed();
        var site = Path.Combine(published.Folder, "own");
        await using var served = await Web.ServedRegister.StartAsync(samples: false, set: s => (s.Site, s.SiteAddress, s.Keys) = (site, PublishedSite.Address, Path.Combine(published.Folder, "ownkeys")));
        var time = new JumpingTime(DateTime.UtcNow);
        var issuer = new Chancery.Issuing.Issue.Issuer(served.Store, Lexicon.Standard, served.Served.Importer, time, new Sealer(Path.Combine(published.Folder, "ownkeys"), "", PublishedSite.Address, time));
        var first = await IssueTests.ClearedAsync(served.Store, issuer, IssueTests.Release("Cambodia and Slovenia Agree"));
        var second = await IssueTests.ClearedAsync(served.Store, issuer, IssueTests.Release("Cambodia and Slovenia Keep a Secret"));
        Assert.Null(await issuer.TakeAsync(second, 1, Chancery.Issuing.Clearances.Clearance.Embargo, IssueTests.Sam, "", time.GetUtcNow().UtcDateTime.AddHours(2), CancellationToken.None));
        Assert.Null(await issuer.TakeAsync(first, 1, Chancery.Issuing.Clearances.Clearance.Issue, IssueTests.Sam, "", null, CancellationToken.None));
        await MailServer.UntilAsync(() => File.Exists(Path.Combine(site, "releases/2026/khm-2026-1/index.html")), "the first release on the site");
        Assert.DoesNotContain(Files(site).Keys, f => File.ReadAllText(Path.Combine(site, f)).Contains("Keep a Secret", StringComparison.Ordinal));
        time.Pass(TimeSpan.FromHours(3));
        Assert.True(await issuer.TimeComesAsync(second, time.GetUtcNow().UtcDateTime, CancellationToken.None));
        await MailServer.UntilAsync(() => File.Exists(Path.Combine(site, "releases/2026/khm-2026-2/index.html")), "the second release, once its embargo has ended");
    }

    private static Dictionary<string, string> Files(string folder) => Directory.EnumerateFiles(Path.GetFullPath(new DirectoryInfo(folder).ResolveLinkTarget(true)?.FullName ?? folder), "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(new DirectoryInfo(folder).ResolveLinkTarget(true)?.FullName ?? folder, f), f => Sealer.HashOf(File.ReadAllBytes(f)), StringComparer.Ordinal);

    /// <summary>A publication that ended while the second tree was brought after the served one: the address that it had before is published whole, with nothing of the other in it.</summary>
    [Xunit.Fact]
    public Task A_tree_that_was_left_in_the_middle_is_never_taken_for_what_it_held() => ComesBackAsync("middle", async (folder, publish) =>
    {
        var behind = new DirectoryInfo(folder).ResolveLinkTarget(true)!.FullName;
        // A folder stands where the last of its files would be written: there the work ends.
        var last = Directory.EnumerateFiles(behind, "*", SearchOption.AllDirectories).Last();
        Directory.CreateDirectory(last + ".new");
        Assert.NotNull((await publish("https://two.example/")).Fault);
        Assert.Contains("https://two.example/", await File.ReadAllTextAsync(Path.Combine(folder, "atom.xml")), StringComparison.Ordinal);
        Directory.Delete(last + ".new");
    });

    /// <summary>A file half written that an ended process left behind goes with the next publication.</summary>
    [Xunit.Fact]
    public Task Nothing_that_an_ended_process_left_behind_is_served() => ComesBackAsync("left", async (folder, publish) =>
    {
        var spare = folder + ".trees/" + (Path.GetFileName(new DirectoryInfo(folder).LinkTarget) == "a" ? "b" : "a");
        File.Delete(spare + ".json");
        await File.WriteAllTextAsync(Path.Combine(spare, "site.css.new"), "body {");
        Assert.Null((await publish("https://two.example/")).Fault);
        Assert.False(File.Exists(Path.Combine(folder, "site.css.new")));
    });

    /// <summary>Publishes at one address, then what comes between, then at the first again: the same site stands there as before.</summary>
    private async Task ComesBackAsync(string name, Func<string, Func<string, Task<Publication>>, Task> between)
    {
        published.Needed();
        var folder = Path.Combine(published.Folder, name);
        Task<Publication> PublishAsync(string address) => published.Publisher.PublishAsync(folder, address, null, CancellationToken.None);
        Assert.Null((await PublishAsync("https://one.example/")).Fault);
        var one = Stable(folder);
        await between(folder, PublishAsync);
        Assert.Null((await PublishAsync("https://one.example/")).Fault);
        Assert.Equal(one.OrderBy(f => f.Key, StringComparer.Ordinal), Stable(folder).OrderBy(f => f.Key, StringComparer.Ordinal));
    }

    /// <summary>`kill -9` while it publishes, at moments that fall anywhere: the old site or the new one, and the next run ends what was begun.</summary>
    [Xunit.Fact]
    public async Task Killed_at_any_moment_the_site_is_the_old_or_the_new_one_never_half()
    {
        published.Needed();
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("CHANCERY_KILLS"), out var asked) ? asked : 6;
        var folder = Path.Combine(published.Folder, "killed");
        string[] Arguments(string address) => [Web.ServeTests.Command, "publish", "-o", folder, "--address", address, "--register", published.Store.Setting, "--keys", published.Keys];
        async Task PublishAsync(string address) => Assert.DoesNotContain("chancery:", await Programs.RunAsync("dotnet", Arguments(address)), StringComparison.Ordinal);
        await PublishAsync("https://one.example/");
        var (states, random, old, fresh) = (new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal) { ["https://one.example/"] = Stable(folder) }, new Random(7), 0, 0);
        var watch = Stopwatch.StartNew();
        await PublishAsync("https://two.example/");
        var whole = (int)watch.ElapsedMilliseconds;
        states["https://two.example/"] = Stable(folder);
        var shown = "https://two.example/";
        for (var round = 0; round < rounds; round++)
        {
            var wanted = shown == "https://one.example/" ? "https://two.example/" : "https://one.example/";
            using (var process = Process.Start(new ProcessStartInfo("dotnet", Arguments(wanted)) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!)
            {
                await Task.Delay(random.Next(whole / 4, whole + (whole / 4)));
                process.Kill();
                await process.WaitForExitAsync();
            }
            var now = Stable(folder);
            var matches = states.Where(s => s.Value.Count == now.Count && s.Value.All(f => now.GetValueOrDefault(f.Key) == f.Value)).Select(s => s.Key).ToList();
            Assert.True(matches.Count == 1, $"round {round}: the site is neither the one nor the other");
            (old, fresh, shown) = (old + (matches[0] == wanted ? 0 : 1), fresh + (matches[0] == wanted ? 1 : 0), matches[0]);
        }
        await PublishAsync("https://one.example/");
        Assert.Equal(states["https://one.example/"].OrderBy(f => f.Key, StringComparer.Ordinal), Stable(folder).OrderBy(f => f.Key, StringComparer.Ordinal));
        TestContext.Current.TestOutputHelper?.WriteLine($"{rounds} kills: {old} times the old site, {fresh} times the new one");
    }

    /// <summary>All files but the signed head of the log, which tells when it was signed.</summary>
    private static Dictionary<string, string> Stable(string folder)
    {
        var files = Files(folder);
        files.Remove("log/head.jws");
        return files;
    }
}

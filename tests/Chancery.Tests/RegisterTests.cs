using System.Text;
using Chancery.Lexicons;
using Chancery.Registers.Briefs;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Import;
using Chancery.Registers.Journals;
using Chancery.Registers.People;
using Chancery.Registers.Search;
using Chancery.Registers.Store;
using Chancery.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Xunit;

namespace Chancery.Tests;

/// <summary>The register, in SQLite and in PostgreSQL: what was promised, to whom, by when, and what became of it.</summary>
public sealed class RegisterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("register").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    public static TheoryData<string> Databases() => ["SQLite", "PostgreSQL"];

    private async Task<RegisterStore> OpenAsync(string database)
    {
        var setting = database == "SQLite" ? Path.Combine(folder, "register.db") : Postgres.Database();
        if (setting is null)
            Assert.Skip("PostgreSQL is not installed (apt-get install postgresql)");
        var (store, fault) = await RegisterStore.OpenAsync(setting);
        Assert.Null(fault);
        return store!;
    }

    private static Task<ImportReport> ImportAsync(RegisterStore store, IEnumerable<string> files, string knowledge = "standard") =>
        new Importer(store, Lexicon.Standard, knowledge, async (path, stop) =>
        {
            var bytes = await File.ReadAllBytesAsync(path, stop);
            var opened = SourceFile.Open(bytes);
            return new OpenedSource(path, bytes, opened.Document, opened.Fault);
        }).ImportAsync(files, "tester", null, CancellationToken.None);

    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "samples");

    private static IEnumerable<string> SampleFiles() => Directory.EnumerateFiles(Samples).Where(f => f.EndsWith(".txt", StringComparison.Ordinal) || f.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }

    private static async Task<List<DueItem>> DueAsync(RegisterStore store, DueQuery query)
    {
        await using var context = store.Context();
        return await DueList.OfAsync(context, query, CancellationToken.None);
    }

    private static DateOnly Day(int year, int month, int day) => new(year, month, day);

    private static string Line(DueItem item) => $"{item.Kind} {item.State}{(item.Closed is { } day ? $" {day:yyyy-MM-dd}" : "")}";

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_story_of_one_meeting_and_five_promises(string database)
    {
        var store = await OpenAsync(database);
        await ImportAsync(store, SampleFiles());
        const string Headline = "Cambodian and Japanese Foreign Ministers Meet in Phnom Penh";

        var before = (await DueAsync(store, new DueQuery(Day(2022, 8, 5)) { With = "JPN" })).Where(i => i.Release.Headline == Headline).ToList();
        Assert.Equal(["action open", "agreement open", "meeting open", "proposal open", "visit open"], before.Select(Line).Order(StringComparer.Ordinal));

        var january = (await DueAsync(store, new DueQuery(Day(2023, 1, 15)) { With = "JPN" })).Where(i => i.Release.Headline == Headline).ToList();
        Assert.Equal("visit overdue", Line(january.Single(i => i.Kind == "visit")));
        Assert.All(january.Where(i => i.Kind != "visit"), i => Assert.Equal("open", i.State));

        var today = (await DueAsync(store, new DueQuery(Day(2026, 1, 1)) { With = "JPN", All = true })).Where(i => i.Release.Headline == Headline).ToDictionary(i => i.Kind);
        Assert.Equal("visit kept 2023-01-21", Line(today["visit"]));
        Assert.Equal(21, today["visit"].DaysLate);
        Assert.Equal("Working Visit of the Deputy Prime Minister to Japan", today["visit"].ShownBy!.Headline);
        Assert.Contains("paid a working visit to Japan from 21 to 24 January 2023", today["visit"].ShownWords, StringComparison.Ordinal);
        Assert.Equal("proposal kept 2023-02-06", Line(today["proposal"]));
        Assert.Equal("The 7th Japan-Cambodia Politico-Military Dialogue", today["proposal"].ShownBy!.Headline);
        Assert.Equal("meeting kept 2023-12-17", Line(today["meeting"]));
        Assert.Equal("agreement kept 2023-09-06", Line(today["agreement"]));
        Assert.Equal("action open", Line(today["action"]));
        Assert.All(today.Values, i => Assert.False(i.Confirmed));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_order_in_which_releases_come_changes_nothing(string database)
    {
        var store = await OpenAsync(database);
        foreach (var file in SampleFiles().Reverse())
            await ImportAsync(store, [file]);
        var today = (await DueAsync(store, new DueQuery(Day(2026, 1, 1)) { With = "KHM", For = "JPN", All = true })).Where(i => i.Release.Day == Day(2022, 8, 4)).Select(Line).Order(StringComparer.Ordinal);
        Assert.Equal(["action open", "action open", "proposal kept 2023-02-06", "visit kept 2023-01-21"], today);
    }

    private const string Promise = """
        Ministry of Foreign Affairs of Chile

        Foreign Ministers of Chile and Peru meet

        Santiago, 4 March 2024

        Minister of Foreign Affairs of Chile Ana Rojas met with Foreign Minister of Peru Luis Vega in Santiago on 4 March 2024. Minister Vega accepted the invitation to visit Chile this year. The two sides agreed to hold the next round of political consultations in Lima in June 2024. Minister Rojas stressed that Chile would provide vaccines to Peru.
        """;

    private const string Later = """
        Ministry of Foreign Affairs of Chile

        Second meeting of the Foreign Ministers

        Santiago, 2 July 2024

        Minister of Foreign Affairs of Chile Ana Rojas met with Foreign Minister of Peru Luis Vega in New York on 2 July 2024. The two sides agreed to hold the next round of political consultations in Lima in October 2024. Minister Rojas informed her counterpart that Chile had cancelled its plan to provide vaccines to Peru.
        """;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_second_story_of_promises_not_kept_superseded_and_withdrawn(string database)
    {
        var store = await OpenAsync(database);
        await ImportAsync(store, [Write("a.txt", Promise), Write("b.txt", Later)]);
        var first = (await DueAsync(store, new DueQuery(Day(2025, 2, 1)) { All = true })).Where(i => i.Release.Day == Day(2024, 3, 4)).ToDictionary(i => i.Kind);
        Assert.Equal("visit overdue", Line(first["visit"]));
        Assert.Equal("meeting superseded 2024-07-02", Line(first["meeting"]));
        Assert.Equal("assistance withdrawn 2024-07-02", Line(first["assistance"]));
        var second = (await DueAsync(store, new DueQuery(Day(2025, 2, 1)) { All = true })).Single(i => i.Release.Day == Day(2024, 7, 2));
        Assert.Equal("meeting overdue", Line(second));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_officer_accepts_refuses_and_undoes_and_the_journal_tells(string database)
    {
        var store = await OpenAsync(database);
        await ImportAsync(store, SampleFiles());
        var officer = new Officer(store, Lexicon.Standard, "Ms. Officer");
        var visit = (await DueAsync(store, new DueQuery(Day(2026, 1, 1)) { With = "KHM", For = "JPN", All = true })).First(i => i.Kind == "visit");
        await using var context = store.Context();
        var proposal = await context.Proposals.AsNoTracking().SingleAsync(p => p.CommitmentId == visit.Id && p.Kind == "kept");

        async Task<DueItem> VisitAsync() => (await DueAsync(store, new DueQuery(Day(2026, 1, 1)) { All = true })).Single(i => i.Id == visit.Id);
        // Without the visit the next that may have kept it is proposed: Cambodia's Prime Minister came to the summit in Tokyo.
        Assert.Null(await officer.DecideAsync(proposal.Id, "refused", CancellationToken.None));
        Assert.Equal("visit kept 2023-12-17", Line(await VisitAsync()));
        var next = await context.Proposals.AsNoTracking().SingleAsync(p => p.CommitmentId == visit.Id && p.Kind == "kept" && p.Decision == "open");
        Assert.Null(await officer.DecideAsync(next.Id, "refused", CancellationToken.None));
        Assert.Equal("visit overdue", Line(await VisitAsync()));
        Assert.Null(await officer.DecideAsync(proposal.Id, "undone", CancellationToken.None));
        Assert.Equal("visit kept 2023-01-21", Line(await VisitAsync()));
        Assert.Null(await officer.DecideAsync(proposal.Id, "accepted", CancellationToken.None));
        Assert.True((await VisitAsync()).Confirmed);
        Assert.Equal(new Refusal("there is no proposal 999999", IsUnknown: true), await officer.DecideAsync(999_999, "accepted", CancellationToken.None));
        Assert.Null(await officer.AssignAsync(visit.Id, "Mr. Desk", CancellationToken.None));
        Assert.Null(await officer.NoteAsync(visit.Id, "ask the protocol", CancellationToken.None));
        Assert.Equal(("Mr. Desk", "ask the protocol"), ((await VisitAsync()).Officer, (await VisitAsync()).Note));

        Assert.Equal((7, null), await Journal.VerifyAsync(context, CancellationToken.None));
        await context.Journal.Where(j => j.Id == 3).ExecuteUpdateAsync(j => j.SetProperty(x => x.Who, "somebody else"));
        Assert.Equal((2, "entry 3 was changed"), await Journal.VerifyAsync(context, CancellationToken.None));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_same_file_a_copy_and_a_corrected_release_are_told_apart(string database)
    {
        var store = await OpenAsync(database);
        var report = await ImportAsync(store, [Write("a.txt", Promise), Write("again.txt", Promise), Write("site.html", $"<html><head><title>News site</title></head><body><nav>Home</nav><article>{string.Concat(Promise.Split("\n\n").Select(p => $"<p>{p}</p>"))}</article></body></html>")]);
        Assert.Equal((1, 1, 1), (report.New, report.Copies, report.Known));
        var corrected = await ImportAsync(store, [Write("corrected.txt", Promise.Replace("in June 2024", "in August 2024", StringComparison.Ordinal))]);
        Assert.Equal((0, 1), (corrected.New, corrected.Editions));
        await using var context = store.Context();
        Assert.Equal([1, 2], await context.Releases.OrderBy(r => r.Id).Select(r => r.Edition).ToListAsync());
        var meeting = (await DueAsync(store, new DueQuery(Day(2024, 3, 5)))).Where(i => i.Kind == "meeting");
        Assert.Equal(Day(2024, 8, 31), Assert.Single(meeting).Due);
        Assert.Equal(1, await context.Engagements.CountAsync());
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Reading_again_with_a_better_lexicon_keeps_what_an_officer_decided(string database)
    {
        var store = await OpenAsync(database);
        var file = Write("a.txt", Promise);
        await ImportAsync(store, [file]);
        var visit = (await DueAsync(store, new DueQuery(Day(2024, 3, 5)))).Single(i => i.Kind == "visit");
        var officer = new Officer(store, Lexicon.Standard, "Ms. Officer");
        await officer.SetStateAsync(visit.Id, "kept", Day(2024, 5, 1), CancellationToken.None);
        await officer.AssignAsync(visit.Id, "Mr. Desk", CancellationToken.None);
        Assert.Equal(1, (await ImportAsync(store, [file], "better")).Updated);
        Assert.Equal(1, (await ImportAsync(store, [file], "better")).Known);
        var after = (await DueAsync(store, new DueQuery(Day(2026, 1, 1)) { All = true })).Single(i => i.Kind == "visit");
        Assert.Equal((visit.Id, "visit kept 2024-05-01", true, "Mr. Desk"), (after.Id, Line(after), after.Confirmed, after.Officer));
        await using var context = store.Context();
        Assert.Equal(3, await context.Commitments.CountAsync());
        Assert.Equal(2, await context.Attendances.CountAsync());
    }

    /// <summary>One promise, made once more in each of two later years.</summary>
    private string[] Thrice() => [.. Enumerable.Range(2022, 3).Select(year => Write($"{year}.txt", $"""
        Ministry of Foreign Affairs of Chile

        Foreign Ministers of Chile and Peru meet for the talks of {year}

        Santiago, 4 March {year}

        Minister of Foreign Affairs of Chile Ana Rojas met with Foreign Minister of Peru Luis Vega in Santiago on 4 March {year}. The two sides agreed to establish a joint fund for vaccines and hospitals.
        """))];

    private static async Task<string[]> ProposedAsync(RegisterStore store)
    {
        await using var context = store.Context();
        return await (from p in context.Proposals join c in context.Commitments on p.CommitmentId equals c.Id join r in context.Releases on p.ReleaseId equals r.Id orderby c.Made, r.Day select $"{p.Kind}: of {c.Made!.Value.Year} by {r.Day!.Value.Year}").ToArrayAsync();
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_promised_again_points_back_to_the_last_time_that_it_was(string database)
    {
        var store = await OpenAsync(database);
        foreach (var file in Thrice())
            await ImportAsync(store, [file]);
        Assert.Equal(["progress: of 2022 by 2023", "progress: of 2023 by 2024"], await ProposedAsync(store));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task What_is_read_again_is_not_proposed_again(string database)
    {
        var store = await OpenAsync(database);
        var files = Thrice();
        await ImportAsync(store, files);
        var before = await ProposedAsync(store);
        Assert.Equal(2, before.Length);
        Assert.Equal(1, (await ImportAsync(store, files[..1], "better")).Updated);
        Assert.Equal(1, (await ImportAsync(store, files[1..2], "better")).Updated);
        Assert.Equal(before, await ProposedAsync(store));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Of_many_files_each_is_taken_in_once_however_far_apart_its_copies_lie(string database)
    {
        var store = await OpenAsync(database);
        var files = Enumerable.Range(0, 2500).Select(i => Write($"{i:D4}.txt", $"Ministry of Foreign Affairs of Chile\n\nMinisters meet for round {i} of their talks\n\n{1 + i % 28} March 2024\n\nForeign Minister of Chile Ana Rojas met with Foreign Minister of Peru Luis Vega. They discussed project {i}.\n")).ToArray();
        var sites = files[..10].Select((file, i) => Write($"site{i}.html", $"<html><body><article>{string.Concat(File.ReadAllText(file).Split("\n\n").Select(p => $"<p>{p}</p>"))}</article></body></html>"));
        var corrected = Write("corrected.txt", (await File.ReadAllTextAsync(files[7])).Replace("project 7", "project seven", StringComparison.Ordinal));
        var report = await ImportAsync(store, [.. files, .. files, .. sites, corrected]);
        Assert.Equal((2500, 2500, 10, 1), (report.New, report.Known, report.Copies, report.Editions));
    }

    [Fact]
    public void What_was_seen_before_is_known_and_little_else()
    {
        var seen = new SeenBefore();
        for (var i = 0; i < 200_000; i++)
            seen.Add($"{i:x32}");
        Assert.All(Enumerable.Range(0, 200_000), i => Assert.True(seen.MayHold($"{i:x32}")));
        Assert.InRange(Enumerable.Range(200_000, 100_000).Count(i => seen.MayHold($"{i:x32}")), 0, 300);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_edition_of_a_release_that_an_earlier_version_took_in_is_told(string database)
    {
        var store = await OpenAsync(database);
        await ImportAsync(store, [Write("a.txt", Promise)]);
        await using (var context = store.Context())
        {
            var migrator = context.GetService<Microsoft.EntityFrameworkCore.Migrations.IMigrator>();
            var last = context.Database.GetMigrations().Last(m => string.CompareOrdinal(m, "20261128") < 0);
            await migrator.MigrateAsync(last);
            // What an earlier version cut of the hash is not known any more; here it is put back.
            await context.Database.ExecuteSqlRawAsync("UPDATE release SET edition_key = edition_key || '00000000'");
        }
        var (upgraded, fault) = await RegisterStore.OpenAsync(store.Setting);
        Assert.Null(fault);
        Assert.Equal(1, (await ImportAsync(upgraded!, [Write("corrected.txt", Promise.Replace("in June 2024", "in August 2024", StringComparison.Ordinal))])).Editions);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_release_of_two_sources_is_read_again_as_one(string database)
    {
        var store = await OpenAsync(database);
        string[] files = [Write("a.txt", Promise), Write("site.html", $"<html><head><title>News site</title></head><body><nav>Home</nav><article>{string.Concat(Promise.Split("\n\n").Select(p => $"<p>{p}</p>"))}</article></body></html>")];
        Assert.Equal((1, 1), (await ImportAsync(store, files)) is var report ? (report.New, report.Copies) : default);
        Assert.Equal(2, (await ImportAsync(store, files, "better")).Updated);
        Assert.Equal(2, (await ImportAsync(store, files, "better")).Known);
        await using var context = store.Context();
        Assert.Equal((1, 1, 3), (await context.Releases.CountAsync(), await context.Engagements.CountAsync(), await context.Commitments.CountAsync()));
        Assert.Single((await SearchIndex.FindAsync(context, new SearchQuery("vaccines"), facets: false, CancellationToken.None)).Hits);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Two_readouts_of_one_meeting_are_one_engagement_and_names_in_any_order_one_person(string database)
    {
        var store = await OpenAsync(database);
        await ImportAsync(store, SampleFiles());
        await using var context = store.Context();
        var meeting = await context.Engagements.SingleAsync(e => e.Start == Day(2022, 8, 4) && e.Parties == "JPN|KHM");
        Assert.Equal(2, await context.Accounts.CountAsync(a => a.EngagementId == meeting.Id));
        Assert.Equal(2, await context.Attendances.Where(a => a.EngagementId == meeting.Id).Select(a => a.PersonId).Distinct().CountAsync());
        var kishida = await context.People.SingleAsync(p => p.Key == Mention.Of("KISHIDA Fumio", "JPN")!.Key);
        Assert.Equal(kishida.Key, Mention.Of("Fumio Kishida", "JPN")!.Key);
        var held = await context.Memberships.SingleAsync(m => m.PersonId == kishida.Id);
        Assert.Equal(("Prime Minister", Day(2022, 11, 12), Day(2023, 12, 18)), (held.Role, held.FirstSeen, held.LastSeen));
    }

    [Theory]
    [InlineData("Hayashi", "Hayashi Yoshimasa", "JPN", "JPN", true)]
    [InlineData("Sergei Lavrov", "Sergey Lavrov", "RUS", "RUS", true)]
    [InlineData("Ana Rojas", "Ana Vidal", "CHL", "CHL", false)]
    [InlineData("Hun Sen", "Hun Sen", "KHM", "ASEAN", true)]
    [InlineData("Luis Vega", "Luis Vera", "PER", "CHL", false)]
    public void People_who_may_be_one_are_proposed_with_the_reason(string one, string other, string party, string otherParty, bool alike) =>
        Assert.Equal(alike, PeopleRegister.Alike(new PersonRow { Name = one, Party = party }, new PersonRow { Name = other, Party = otherParty }) is not null);

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_merge_is_accepted_and_undone(string database)
    {
        var store = await OpenAsync(database);
        await ImportAsync(store, [Write("a.txt", Promise)]);
        await ImportAsync(store, [Write("b.txt", Later.Replace("Luis Vega", "Luís Vegga", StringComparison.Ordinal))]);
        await using var context = store.Context();
        var merge = await context.Proposals.AsNoTracking().SingleAsync(p => p.Kind == "merge");
        Assert.Contains("spelt in two ways", merge.Reason, StringComparison.Ordinal);
        var officer = new Officer(store, Lexicon.Standard, "Ms. Officer");
        await officer.DecideAsync(merge.Id, "accepted", CancellationToken.None);
        Assert.Equal(merge.PersonId, (await context.People.AsNoTracking().SingleAsync(p => p.Id == merge.OtherId)).MergedInto);
        await officer.DecideAsync(merge.Id, "undone", CancellationToken.None);
        Assert.Null((await context.People.AsNoTracking().SingleAsync(p => p.Id == merge.OtherId)).MergedInto);
    }

    [Xunit.Fact]
    public async Task A_file_that_is_no_register_damaged_or_newer_is_refused_and_left_as_it_is()
    {
        var text = Write("text.db", new string('x', 5000));
        Assert.Contains("is no register", (await RegisterStore.OpenAsync(text)).Fault, StringComparison.Ordinal);
        Assert.Equal(5000, new FileInfo(text).Length);
        Assert.Contains("is a folder", (await RegisterStore.OpenAsync(folder)).Fault, StringComparison.Ordinal);
        Assert.Contains("does not exist", (await RegisterStore.OpenAsync(Path.Combine(folder, "none", "r.db"))).Fault, StringComparison.Ordinal);

        var path = Path.Combine(folder, "good.db");
        var (store, _) = await RegisterStore.OpenAsync(path);
        await using (var context = store!.Context())
        {
            await context.Database.ExecuteSqlRawAsync("INSERT INTO __EFMigrationsHistory VALUES ('20991231000000_Future', '99.0')");
            await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        Assert.Contains("made by a newer version", (await RegisterStore.OpenAsync(path)).Fault, StringComparison.Ordinal);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var bytes = await File.ReadAllBytesAsync(path);
        Array.Fill<byte>(bytes, 0xAB, 4096, bytes.Length - 4096);
        await File.WriteAllBytesAsync(path, bytes);
        Assert.Contains("is damaged", (await RegisterStore.OpenAsync(path)).Fault, StringComparison.Ordinal);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(path));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Two_imports_at_once_lose_and_double_nothing(string database)
    {
        var store = await OpenAsync(database);
        var files = SampleFiles().ToArray();
        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => ImportAsync(store, i % 2 == 0 ? files : files.Reverse()))));
        Assert.Equal(files.Length, reports.Sum(r => r.New));
        await using var context = store.Context();
        Assert.Equal(files.Length, await context.Releases.CountAsync());
        Assert.Null((await Journal.VerifyAsync(context, CancellationToken.None)).Fault);
    }

    private static async Task<SearchResult> SearchAsync(RegisterStore store, SearchQuery query)
    {
        await using var context = store.Context();
        return await SearchIndex.FindAsync(context, query, facets: true, CancellationToken.None);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Words_phrases_and_facets_find_the_newest_first_with_the_words_marked(string database)
    {
        var store = await OpenAsync(database);
        await ImportAsync(store, SampleFiles());
        var found = await SearchAsync(store, new SearchQuery("\"strategic partnership\"") { Parties = ["JPN"] });
        Assert.Equal([Day(2023, 9, 6), Day(2023, 2, 6), Day(2022, 11, 12), Day(2022, 8, 4)], found.Hits.Select(h => h.Day!.Value));
        Assert.All(found.Hits, h => Assert.Contains("partnership", string.Concat(h.Marks.Select(m => h.Passage[m[0]..m[1]])), StringComparison.OrdinalIgnoreCase));
        Assert.Equal(new FacetValue("JPN", 4), found.Facets["parties"][0]);
        var first = await SearchAsync(store, new SearchQuery("\"strategic partnership\"") { Parties = ["JPN"], Take = 3 });
        var second = await SearchAsync(store, new SearchQuery("\"strategic partnership\"") { Parties = ["JPN"], Take = 3, Before = first.Next });
        Assert.Equal(found.Hits.Select(h => h.Id), first.Hits.Concat(second.Hits).Select(h => h.Id));
        Assert.Null(second.Next);
        Assert.Empty((await SearchAsync(store, new SearchQuery("\"partnership strategic\""))).Hits);
        Assert.Equal(["KHM"], (await SearchAsync(store, new SearchQuery("partnership -port") { Issuer = "KHM" })).Hits.Select(h => h.Issuer!).Distinct());
        Assert.Equal([Day(2023, 12, 18)], (await SearchAsync(store, new SearchQuery(null) { Parties = ["JPN"], From = Day(2023, 10, 1), To = Day(2023, 12, 31) })).Hits.Select(h => h.Day!.Value));
        Assert.NotEmpty((await SearchAsync(store, new SearchQuery(null) { Kind = "summons" })).Hits);
        Assert.NotEmpty((await SearchAsync(store, new SearchQuery(null) { Office = "prime minister" })).Hits);
        // What SQL or the index's own language would take for more than words is words.
        foreach (var hostile in new[] { "'; DROP TABLE release; --", "\"", "(", "a AND", "NEAR(a b)", "*", "col:x", "-", "OR", "\0" })
            await SearchAsync(store, new SearchQuery(hostile));
        await using var context = store.Context();
        var kishida = await context.People.SingleAsync(p => p.Key == Mention.Of("Kishida Fumio", "JPN")!.Key);
        Assert.Equal(3, (await SearchAsync(store, new SearchQuery(null) { Person = kishida.Id })).Hits.Count);
    }

    [Theory]
    [InlineData("ports", "the [Ports] of call")]
    [InlineData("\"strategic partnership\" -ports", "a [strategic\npartnership] for the Ports")]
    [InlineData("co-operation", "on [co-operation] in trade")]
    [InlineData("sao OR rio", "in [São] Paulo and [Rio] de Janeiro")]
    [InlineData("absent", "nothing of it")]
    public void A_passage_shows_what_was_looked_for(string query, string text)
    {
        var plain = text.Replace("[", "", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
        var passage = Passage.Of(plain, SearchText.Sought(query));
        var shown = passage is null ? plain : passage.Marks.OrderByDescending(m => m[0]).Aggregate(passage.Text, (t, m) => $"{t[..m[0]]}[{t[m[0]..m[1]]}]{t[m[1]..]}");
        Assert.Equal(text.Replace('\n', ' '), shown);
    }

    [Fact]
    public void A_passage_is_cut_to_the_words_around_the_first_place()
    {
        var text = string.Join(' ', Enumerable.Range(0, 100).Select(i => i == 50 ? "here" : $"w{i}"));
        Assert.Equal("… w42 w43 w44 w45 w46 w47 w48 w49 here w51 w52 w53 w54 w55 w56 w57 w58 w59 w60 w61 w62 w63 w64 w65 …", Passage.Of(text, SearchText.Sought("here"))!.Text);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Accents_make_no_difference(string database)
    {
        var store = await OpenAsync(database);
        await ImportAsync(store, [Write("a.txt", Promise.Replace("Ana Rojas", "Ána Rójas", StringComparison.Ordinal))]);
        Assert.Single((await SearchAsync(store, new SearchQuery("ana rojas"))).Hits);
        Assert.Single((await SearchAsync(store, new SearchQuery("ÁNA"))).Hits);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_backup_is_made_while_the_register_is_in_use_and_restored(string database)
    {
        var store = await OpenAsync(database);
        if (store.IsPostgres && !Programs.Contain("pg_dump"))
            Assert.Skip("pg_dump is not installed (apt-get install postgresql-client)");
        await ImportAsync(store, SampleFiles().Take(10));
        var path = Path.Combine(folder, "backup");
        var importing = Task.Run(() => ImportAsync(store, SampleFiles()));
        Assert.Null(await Backup.WriteAsync(store, path, "tester", CancellationToken.None));
        await importing;
        var setting = database == "SQLite" ? Path.Combine(folder, "restored.db") : Postgres.Database()!;
        Assert.Null(await Backup.ReadAsync(path, setting, CancellationToken.None));
        var (restored, fault) = await RegisterStore.OpenAsync(setting);
        Assert.Null(fault);
        await using (var context = restored!.Context())
        {
            Assert.InRange(await context.Releases.CountAsync(), 10, SampleFiles().Count());
            Assert.Null((await Journal.VerifyAsync(context, CancellationToken.None)).Fault);
            Assert.NotEmpty((await SearchIndex.FindAsync(context, new SearchQuery("Japan"), facets: false, CancellationToken.None)).Hits);
        }
        await ImportAsync(restored, SampleFiles());
        await using (var context = restored.Context())
            Assert.Equal(SampleFiles().Count(), await context.Releases.CountAsync());
        Assert.Contains("nothing was changed", await Backup.ReadAsync(path, setting, CancellationToken.None), StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public async Task What_is_no_backup_is_not_restored()
    {
        var setting = Path.Combine(folder, "r.db");
        Assert.Contains("is no backup", await Backup.ReadAsync(Write("text", new string('x', 5000)), setting, CancellationToken.None), StringComparison.Ordinal);
        Assert.Contains("no such file", await Backup.ReadAsync(Path.Combine(folder, "none"), setting, CancellationToken.None), StringComparison.Ordinal);
        Assert.False(File.Exists(setting));
    }

    [Xunit.Fact]
    public async Task A_database_that_goes_away_is_told_and_loses_nothing()
    {
        var (store, fault) = await RegisterStore.OpenAsync("Host=127.0.0.1;Port=1;Database=none;Timeout=2");
        Assert.Null(store);
        Assert.StartsWith("127.0.0.1:1/none: ", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("at Npgsql", fault, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_brief_tells_what_holds_on_its_day_with_the_sources_of_each_line(string database)
    {
        var store = await OpenAsync(database);
        await ImportAsync(store, SampleFiles());
        await using var context = store.Context();
        var brief = await new BriefWriter(context, Lexicon.Standard).WriteAsync("JPN", "KHM", Day(2023, 10, 1), CancellationToken.None);
        Assert.Equal("Comprehensive Strategic Partnership, Japan and Cambodia: holds, as of 6 February 2023", brief.Standing[0].Text);
        Assert.Contains(brief.Anniversaries, a => a.Text.StartsWith("2023: 70th anniversary", StringComparison.Ordinal));
        Assert.Equal(["Kishida Fumio", "Hayashi Yoshimasa"], brief.Opposite.Take(2).Select(o => o.Name));
        Assert.Equal(("H.E. Kishida Fumio", "Mr. Prime Minister / Madam Prime Minister"), (brief.Opposite[0].Written, brief.Opposite[0].Spoken));
        Assert.StartsWith("6 February 2023: consultations in Tokyo", brief.Engagements[0].Text, StringComparison.Ordinal);
        Assert.Contains(brief.Theirs, p => p.What.Contains("Sihanoukville", StringComparison.Ordinal));
        Assert.Contains(brief.Ours, p => p.What.Contains("Special Envoy", StringComparison.Ordinal));
        Assert.All(brief.Engagements.Concat(brief.Standing).Concat(brief.Anniversaries).Select(l => l.Sources).Concat(brief.Theirs.Concat(brief.Ours).Select(p => p.Sources)).Concat(brief.Topics.SelectMany(t => t.Said).Select(s => s.Sources)), sources => Assert.NotEmpty(sources));
        Assert.All(brief.Sources, s => Assert.True(s.Day <= Day(2023, 10, 1)));
        var opened = SourceFile.Open(BriefDocx.Write(brief)).Document!.Text;
        Assert.Contains("Brief for Cambodia: meeting with Japan", opened, StringComparison.Ordinal);
        Assert.Contains("Sihanoukville", opened, StringComparison.Ordinal);
    }
}

using System.Text;
using System.Text.Json.Nodes;
using Chancery.Lexicons;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Import;
using Chancery.Registers.Journals;
using Chancery.Registers.Reviews;
using Chancery.Registers.Store;
using Chancery.Sources;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Xunit;

namespace Chancery.Tests;

/// <summary>What an officer says of a fact, in SQLite and in PostgreSQL; and an older register that is brought up to date.</summary>
public sealed class ReviewTests : IDisposable
{
    private const string Text = "Ministry of Foreign Affairs of Chile\n\nMinisters Meet in Santiago\n\nSantiago, 4 March 2024\n\nMinister of Foreign Affairs of Chile Ana Rojas met with Foreign Minister of Peru Luis Vega in Santiago on 4 March 2024. Minister Rojas thanked Peru for its help. The two sides agreed to sign an agreement on ports by December 2024.\n";

    private readonly string folder = Directory.CreateTempSubdirectory("review").FullName;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    public static TheoryData<string> Databases() => ["SQLite", "PostgreSQL"];

    private async Task<(RegisterStore Store, long Release)> StartAsync(string database)
    {
        var setting = database == "SQLite" ? Path.Combine(folder, "register.db") : Postgres.Database();
        if (setting is null)
            Assert.Skip("PostgreSQL is not installed (apt-get install postgresql)");
        var store = (await RegisterStore.OpenAsync(setting)).Store!;
        await ImportAsync(store, "first knowledge");
        return (store, await store.AskAsync(c => c.Releases.Select(r => r.Id).SingleAsync()));
    }

    private static Task<ImportReport> ImportAsync(RegisterStore store, string knowledge) => new Importer(store, Lexicon.Standard, knowledge, (name, _) =>
    {
        var bytes = Encoding.UTF8.GetBytes(Text);
        return Task.FromResult(new OpenedSource(name, bytes, SourceFile.Open(bytes).Document, null));
    }).ImportAsync(["a.txt"], "tester", null, CancellationToken.None);

    private static Task<JsonObject> ReadAsync(RegisterStore store, long release) => store.AskAsync(async c => JsonNode.Parse(Packed.Text(await c.Releases.Where(r => r.Id == release).Select(r => r.Record).SingleAsync()))!.AsObject());

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_correction_holds_is_kept_beside_what_was_read_and_outlives_another_reading(string database)
    {
        var (store, release) = await StartAsync(database);
        var officer = new Reviewer(store, Lexicon.Standard, "Olga");
        var read = await ReadAsync(store, release);
        var thank = read["acts"]!.AsArray().Select((a, i) => (a, i)).Single(x => (string?)x.a!["kind"] == "thank");
        var corrected = thank.a!.DeepClone().AsObject();
        corrected["kind"] = "praise";
        corrected.Remove("evidence");
        Assert.Null(await officer.SayAsync(release, "acts", thank.i, Verdicts.Corrected, corrected, CancellationToken.None));
        Assert.Equal(1, await store.AskAsync(c => c.Acts.CountAsync(a => a.Kind == "praise")));
        Assert.Equal(0, await store.AskAsync(c => c.Acts.CountAsync(a => a.Kind == "thank")));
        Assert.Equal("thank", (string?)(await ReadAsync(store, release))["acts"]![thank.i]!["kind"]);
        // The same release is read again by another knowledge: the correction stands.
        Assert.Equal(1, (await ImportAsync(store, "second knowledge")).Updated);
        Assert.Equal(1, await store.AskAsync(c => c.Acts.CountAsync(a => a.Kind == "praise")));
        var row = await store.AskAsync(c => c.Reviews.SingleAsync());
        Assert.Equal(("Olga", "corrected"), (row.Who, row.Verdict));
        Assert.Null(await officer.UndoAsync(release, "acts", thank.i, CancellationToken.None));
        Assert.Equal((1, 0), (await store.AskAsync(c => c.Acts.CountAsync(a => a.Kind == "thank")), await store.AskAsync(c => c.Reviews.CountAsync())));
        Assert.Null(await store.AskAsync(async c => (await Journal.VerifyAsync(c, CancellationToken.None)).Fault));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_rejected_promise_is_gone_one_that_is_added_is_followed_up_and_what_was_decided_stays(string database)
    {
        var (store, release) = await StartAsync(database);
        var officer = new Reviewer(store, Lexicon.Standard, "Olga");
        var promise = await store.AskAsync(c => c.Commitments.SingleAsync());
        Assert.Null(await new Officer(store, Lexicon.Standard, "Olga").NoteAsync(promise.Id, "ask the port authority", CancellationToken.None));
        var start = Text.IndexOf("met with", StringComparison.Ordinal);
        var visit = JsonNode.Parse($$"""{"kind":"visit","status":"invited","by":["PER"],"to":["CHL"],"what":"visit Chile","due":"2024","evidence":[{"exact":"met with","start":{{start}},"end":{{start + 8}}}]}""")!.AsObject();
        Assert.Null(await officer.AddAsync(release, "commitments", visit, CancellationToken.None));
        var all = await store.AskAsync(c => DueList.OfAsync(c, new DueQuery(new DateOnly(2024, 4, 1)) { With = "PER", For = "CHL" }, CancellationToken.None));
        Assert.Equal(["agreement", "visit"], all.Select(d => d.Kind).Order(StringComparer.Ordinal));
        // The other keeps its number and what was noted of it.
        Assert.Contains(all, d => d.Id == promise.Id && d.Note == "ask the port authority");
        Assert.Null(await officer.SayAsync(release, "commitments", 0, Verdicts.Rejected, null, CancellationToken.None));
        var left = await store.AskAsync(c => DueList.OfAsync(c, new DueQuery(new DateOnly(2024, 4, 1)) { With = "PER" }, CancellationToken.None));
        Assert.Equal("visit", Assert.Single(left).Kind);
        var review = await store.AskAsync(c => c.Reviews.Where(r => r.Verdict == Verdicts.Added).Select(r => r.Id).SingleAsync());
        Assert.Null(await officer.TakeBackAsync(release, review, CancellationToken.None));
        Assert.Empty(await store.AskAsync(c => DueList.OfAsync(c, new DueQuery(new DateOnly(2024, 4, 1)) { With = "PER" }, CancellationToken.None)));
        Assert.NotNull(await officer.SayAsync(release, "acts", 999, Verdicts.Accepted, null, CancellationToken.None));
        Assert.NotNull(await officer.UndoAsync(release, "acts", 0, CancellationToken.None));
    }

    [Xunit.Fact]
    public void A_corrected_sentence_is_a_line_for_the_specifications()
    {
        var record = new Reader().Read(Text).Record;
        Assert.Equal("- Minister Rojas thanked Peru for its help. => thank CHL to PER", SpecificationLine.Of("Minister Rojas\nthanked Peru for its help.", [record.Acts.Single(a => a.Kind == ActKind.Thank)]));
        Assert.Equal("- The weather was fine. => nothing", SpecificationLine.Of("The weather was fine.", []));
    }

    [Xunit.Fact]
    public void A_record_is_the_same_when_it_was_written_and_read_back()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples"), "*.txt"))
        {
            var json = RecordJson.Write(new Reader().Read(File.ReadAllText(file), "x").Record);
            Assert.Equal(json, RecordJson.Write(RecordJson.Read(json)!));
        }
        Assert.Null(RecordJson.Read("no JSON"));
        Assert.Null(RecordJson.Read("[1, 2]"));
        Assert.True(RecordJson.Read("""{"acts":[{"kind":"dance"}],"engagements":7,"release":"x"}""")!.IsEmpty);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task An_older_register_is_kept_as_it_was_before_it_is_brought_up_to_date(string database)
    {
        var setting = database == "SQLite" ? Path.Combine(folder, "old.db") : Postgres.Database();
        if (setting is null)
            Assert.Skip("PostgreSQL is not installed (apt-get install postgresql)");
        var (store, _) = await RegisterStore.OpenAsync(setting);
        var last = await store!.AskAsync(async c =>
        {
            var migrations = c.Database.GetMigrations().ToList();
            await c.GetService<IMigrator>().MigrateAsync(migrations[^2]);
            return migrations[^2];
        });
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var told = new List<string>();
        var (opened, fault) = await RegisterStore.OpenAsync(setting, (s, from) => Backup.BeforeUpgradeAsync(s, from, folder, told.Add, CancellationToken.None));
        Assert.True(fault is null, fault);
        await ImportAsync(opened!, "k");
        var kept = database == "SQLite" ? $"{setting}.before-upgrade-{last}" : Path.Combine(folder, $"chancery-before-upgrade-{last}.dump");
        Assert.True(new FileInfo(kept).Length > 0);
        Assert.Contains(Path.GetFileName(kept), Assert.Single(told), StringComparison.Ordinal);
        // The way back: what was kept is a register, and an old one.
        var back = database == "SQLite" ? Path.Combine(folder, "back.db") : Postgres.Database()!;
        if (database == "SQLite")
            File.Copy(kept, back);
        else
            Assert.Null(await Backup.ReadAsync(kept, back, CancellationToken.None));
        var (again, _) = await RegisterStore.OpenAsync(back, (_, from) => Task.FromResult<string?>($"stopped at {from}"));
        Assert.Null(again);
        // Where no backup can be made, nothing is changed.
        var refused = await RegisterStore.OpenAsync(back, (s, _) => Backup.BeforeUpgradeAsync(s, "x/y/z", folder, told.Add, CancellationToken.None));
        Assert.Contains("nothing was changed", refused.Fault, StringComparison.Ordinal);
    }
}

using Chancery.Issuing.Clearances;
using Chancery.Issuing.Desks;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Issue;
using Chancery.Issuing.Seals;
using Chancery.Issuing.Sites;
using Chancery.Lexicons;
using Chancery.Registers.Store;
using Xunit;

[assembly: AssemblyFixture(typeof(Chancery.Tests.PublishedSite))]

namespace Chancery.Tests;

/// <summary>A house that has issued a dozen releases, one corrected and one withdrawn, signed, and published as a site. Made once, when the first test asks for it.</summary>
public class PublishedSite : IAsyncDisposable
{
    /// <summary>Where the public would find it.</summary>
    public const string Address = "https://press.example/";

    private Web.ServedRegister served = null!;

    internal RegisterStore Store => served.Store;

    internal Issuer Issuer { get; private set; } = null!;

    internal Sealer Sealer { get; private set; } = null!;

    /// <summary>The folder of all that is here.</summary>
    internal string Folder { get; } = Directory.CreateTempSubdirectory("site").FullName;

    /// <summary>The published site.</summary>
    internal string Site => Path.Combine(Folder, "site");

    internal string Keys => Path.Combine(Folder, "keys");

    /// <summary>The releases in the order of their issue, each with its documents by form; the corrected one's first edition is the first.</summary>
    internal List<IReadOnlyDictionary<string, IssuedFileRow>> Releases { get; } = [];

    /// <summary>How many samples are issued beside the first release.</summary>
    protected virtual int Samples => 11;

    private readonly Lazy<Task> made;

    public PublishedSite() => made = new Lazy<Task>(() => Task.Run(MakeAsync));

    /// <summary>Makes it where it is not made yet; the test is skipped where Chromium is missing.</summary>
    internal void Needed()
    {
        if (!Programs.Contain("chromium"))
            Assert.Skip("Chromium is not installed (apt-get install chromium)");
        made.Value.GetAwaiter().GetResult();
    }

    internal Publisher Publisher => new(Store, Lexicon.Standard, Sealer, TimeProvider.System);

    private async Task MakeAsync()
    {
        served = await Web.ServedRegister.StartAsync(samples: false);
        Sealer = new Sealer(Keys, "", Address, TimeProvider.System);
        Issuer = new Issuer(served.Store, Lexicon.Standard, served.Served.Importer, TimeProvider.System, Sealer);
        var (reader, drafter) = (new Reader(), new Drafter());
        var sheets = new List<Sheet> { IssueTests.Release("Cambodia and Slovenia to Sign an Agreement on Air Services") };
        foreach (var sample in Forms.Samples.Take(Samples))
        {
            var record = reader.Read(await File.ReadAllTextAsync(sample)).Record;
            sheets.Add(Sheet.Of(drafter.Write(record), record.Release).Tidy() with { House = "KHM", Issuer = "", Date = record.Release.Date ?? "2026-05-12" });
        }
        foreach (var sheet in sheets)
            Releases.Add(await FilesAsync(await IssueAsync(sheet)));
        // The first is corrected, the second withdrawn.
        var drafts = await served.Store.AskAsync(context => Task.FromResult(context.Drafts.OrderBy(d => d.Id).Select(d => d.Id).ToList()));
        var desk = new DraftDesk(served.Store, IssueTests.Dara, TimeProvider.System);
        var (second, _) = await desk.CorrectAsync(drafts[0], "the agreement is to be signed by March", CancellationToken.None);
        var (saved, _) = await desk.SaveAsync(second, 1, sheets[0] with { Body = sheets[0].Body.Replace("by the end of 2026", "by 31 March 2027", StringComparison.Ordinal) }, CancellationToken.None);
        foreach (var (step, who) in new[] { (Clearance.Submit, IssueTests.Dara), (Clearance.Clear, IssueTests.Ben), (Clearance.Issue, IssueTests.Sam) })
            Assert.Null(await Issuer.TakeAsync(second, saved!.Version, step, who, "", null, CancellationToken.None));
        Assert.Null(await Issuer.TakeAsync(drafts[1], 1, Clearance.Withdraw, IssueTests.Sam, "the meeting was put off", null, CancellationToken.None));
        var done = await Publisher.PublishAsync(Site, Address, null, CancellationToken.None);
        Assert.Null(done.Fault);
    }

    internal async Task<long> IssueAsync(Sheet sheet)
    {
        var id = await IssueTests.ClearedAsync(served.Store, Issuer, sheet);
        Assert.Null(await Issuer.TakeAsync(id, 1, Clearance.Issue, IssueTests.Sam, "", null, CancellationToken.None));
        return id;
    }

    internal Task<IReadOnlyDictionary<string, IssuedFileRow>> FilesAsync(long draft) => served.Store.AskAsync(context => Task.FromResult<IReadOnlyDictionary<string, IssuedFileRow>>(context.IssuedFiles.Where(f => f.DraftId == draft && !f.IsEmbargoed).ToDictionary(f => f.Form, StringComparer.Ordinal)));

    internal static byte[] BytesOf(IssuedFileRow file) => Packed.Bytes(file.Bytes);

    public async ValueTask DisposeAsync()
    {
        if (served is not null)
            await served.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}

/// <summary>A smaller house, which goes on to issue.</summary>
public sealed class BusySite : PublishedSite
{
    protected override int Samples => 2;
}

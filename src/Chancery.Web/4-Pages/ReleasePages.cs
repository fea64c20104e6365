using Chancery.Registers.FollowUps;
using Chancery.Registers.Store;
using Chancery.Sources;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Pages;

/// <summary>A release with its text and what was read from it.</summary>
public sealed record ReleaseModel(long Id, Release Release, DateOnly? Day, int Edition, long? ReplacedBy, IReadOnlyList<SourceView> Sources, IReadOnlyList<FactView> Facts, IReadOnlyList<Piece> Pieces, IReadOnlyList<DueItem> Owed, IReadOnlyList<long> Engagements, bool HasPages, IssuedView? Issued);

/// <summary>What this house issued itself.</summary>
/// <param name="Withdrawn">Why it was withdrawn; null where it holds.</param>
public sealed record IssuedView(long Draft, string? Withdrawn, string Note);

/// <summary>A page of a PDF with the words that say something.</summary>
public sealed record DrawnPage(int Number, double Width, double Height, IReadOnlyList<DrawnBox> Boxes);

/// <summary>Words of a fact on a page, in points from the upper left corner.</summary>
public sealed record DrawnBox(string Fact, char Letter, PageBox Box);

/// <summary>The pages of a PDF.</summary>
/// <param name="Missing">What must be installed for the pages to be drawn; null where nothing.</param>
public sealed record PagesModel(long Id, string Headline, IReadOnlyList<FactView> Facts, IReadOnlyList<DrawnPage> Pages, string? Missing);

/// <summary>A release: its text, its pages, its files.</summary>
internal static class ReleasePages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/releases/{id:long}", OneAsync);
        pages.MapGet("/releases/{id:long}/pages", PagesAsync);
        pages.MapGet("/releases/{id:long}/pages/{page:int}.png", PictureAsync);
    }

    private static async Task<IResult> OneAsync(HttpContext http, Served served, long id)
    {
        var stop = http.RequestAborted;
        var model = await served.Store.AskAsync(async context =>
        {
            if (await context.Releases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, stop).ConfigureAwait(false) is not { } row)
                return null;
            var said = await ReleaseEndpoints.SaidAsync(context, id, stop).ConfigureAwait(false);
            var read = ReleaseEndpoints.Read(row);
            var sources = await context.Sources.AsNoTracking().Where(s => s.ReleaseId == id).OrderBy(s => s.Id).Select(s => new SourceView(s.Id, s.Name, s.Hash, s.Size, s.Imported)).ToListAsync(stop).ConfigureAwait(false);
            var owed = await DueList.OfAsync(context, new DueQuery(DateOnly.FromDateTime(DateTime.Today)) { Release = id, All = true }, stop).ConfigureAwait(false);
            var engagements = await context.Accounts.Where(a => a.ReleaseId == id).OrderBy(a => a.Ordinal).Select(a => a.EngagementId).ToListAsync(stop).ConfigureAwait(false);
            var facts = FactViews.Of(read, said);
            return new ReleaseModel(id, Records.RecordParser.Record(read).Release, row.Day, row.Edition, row.ReplacedBy, sources, facts, FactViews.Cut(row.Text, facts), owed, engagements, facts.Any(f => f.Fact.Evidence.Any(e => !e.Places.IsEmpty)), await context.Drafts.AsNoTracking().Where(d => d.ReleaseId == id).Select(d => new IssuedView(d.Id, d.Stage == "withdrawn" ? d.Reason : null, d.Note)).FirstOrDefaultAsync(stop).ConfigureAwait(false));
        }).ConfigureAwait(false);
        return model is null ? Results.NotFound() : AllPages.Show<ReleasePage>(model);
    }

    private static async Task<IResult> PagesAsync(HttpContext http, Served served, long id)
    {
        var stop = http.RequestAborted;
        var model = await served.Store.AskAsync(async context =>
        {
            if (await context.Releases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, stop).ConfigureAwait(false) is not { } row || await PdfAsync(context, id, stop).ConfigureAwait(false) is not { } pdf)
                return null;
            var facts = FactViews.Of(ReleaseEndpoints.Read(row), await ReleaseEndpoints.SaidAsync(context, id, stop).ConfigureAwait(false));
            var boxes = facts.Where(f => !f.IsOut).SelectMany(f => f.Fact.Evidence.SelectMany(e => e.Places).Select(p => new DrawnBox(f.Name, f.Letter, p))).ToLookup(b => b.Box.Page);
            var sizes = PdfPages.Sizes(pdf);
            return new PagesModel(id, row.Headline, facts, [.. sizes.Select((s, i) => new DrawnPage(i + 1, s.Width, s.Height, [.. boxes[i + 1]]))], PdfPages.IsInstalled ? null : "poppler-utils");
        }).ConfigureAwait(false);
        return model is null ? Results.NotFound() : AllPages.Show<PagesPage>(model);
    }

    private static async Task<byte[]?> PdfAsync(RegisterContext context, long id, CancellationToken stop)
    {
        foreach (var source in await context.Sources.Where(s => s.ReleaseId == id).OrderBy(s => s.Id).Select(s => s.Id).Take(8).ToListAsync(stop).ConfigureAwait(false))
        {
            var bytes = Packed.Bytes(await context.Sources.Where(s => s.Id == source).Select(s => s.Bytes).SingleAsync(stop).ConfigureAwait(false));
            if (bytes.AsSpan().IndexOf("%PDF-"u8) is >= 0 and < 1024)
                return bytes;
        }
        return null;
    }

    private static async Task<IResult> PictureAsync(HttpContext http, Served served, long id, int page)
    {
        var pdf = await served.Store.AskAsync(context => PdfAsync(context, id, http.RequestAborted)).ConfigureAwait(false);
        if (pdf is null || page < 1 || await PdfPages.DrawAsync(pdf, page, http.RequestAborted).ConfigureAwait(false) is not { } picture)
            return Results.NotFound();
        http.Response.Headers.CacheControl = "private, max-age=3600";
        return Results.Bytes(picture, "image/png");
    }
}

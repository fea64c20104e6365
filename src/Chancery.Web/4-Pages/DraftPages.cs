using System.Globalization;
using Chancery.Issuing.Clearances;
using Chancery.Issuing.Desks;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Issue;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Pages;

/// <summary>Releases on their way: the list, a draft with all that was done with it, the editor, and versions held against each other. For those who have a duty.</summary>
internal static class DraftPages
{
    /// <summary>How many drafts a list shows, the newest first.</summary>
    private const int Most = 200;

    public static void Map(RouteGroupBuilder pages)
    {
        var drafts = pages.MapGroup("/drafts").RequireAuthorization(Asker.HasDuty);
        drafts.MapGet("", ListAsync);
        drafts.MapPost("/clock", TrustAsync);
        drafts.MapGet("/{id:long}", (HttpContext http, Served served, Issuer issuer, long id) => OneAsync(http, served, issuer, id, null));
        drafts.MapGet("/{id:long}/edit", (HttpContext http, Served served, Issuer issuer, long id) => EditAsync(http, served, issuer, id, null, null, ""));
        drafts.MapPost("/{id:long}/edit", SaveAsync);
        drafts.MapPost("/{id:long}/beside", BesideAsync);
        drafts.MapGet("/{id:long}/versions/{version:int}", VersionAsync);
        DraftActions.Map(drafts);
        DraftDocuments.Map(pages, drafts);
    }

    private static async Task<IResult> ListAsync(HttpContext http, Served served, Schedule schedule)
    {
        var who = http.User.Colleague();
        var rows = await served.Store.AskAsync(context => context.Drafts.AsNoTracking().OrderByDescending(d => d.Changed).Take(Most).ToListAsync(http.RequestAborted)).ConfigureAwait(false);
        var lines = rows.Where(d => DraftAccess.MaySee(d, who)).Select(d => DraftViews.Line(served, d, who)).OrderByDescending(d => d.IsTurn).ToList();
        return AllPages.Show<DraftsPage>(new DraftsModel(lines, who.Duties.Contains(Duty.Drafter), schedule.Jump, who.Duties.Contains(Duty.Spokesperson)));
    }

    private static async Task<IResult> TrustAsync(HttpContext http, Schedule schedule)
    {
        var who = http.User.Colleague();
        if (!who.Duties.Contains(Duty.Spokesperson))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        await schedule.TrustAsync(who.Name, http.RequestAborted).ConfigureAwait(false);
        return AllPages.Then("/drafts");
    }

    /// <summary>What was refused: nothing there, not for whoever asks, or not as things stand, which the draft's page tells.</summary>
    public static Task<IResult> RefusedAsync(HttpContext http, Served served, Issuer issuer, long id, Refusal refusal) =>
        refusal.IsUnknown ? Task.FromResult(Results.NotFound()) : OneAsync(http, served, issuer, id, refusal.Words);

    /// <summary>A draft, and why what was asked for was refused; null where nothing was.</summary>
    private static Task<IResult> OneAsync(HttpContext http, Served served, Issuer issuer, long id, string? fault) => DraftViews.OfAsync(http, served, id, async (context, draft) =>
        AllPages.Show<DraftPage>(await DraftViews.WholeAsync(context, served, issuer, draft, http.User.Colleague(), fault, http.RequestAborted).ConfigureAwait(false), fault is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict));

    /// <summary>The editor.</summary>
    /// <param name="http">The request.</param>
    /// <param name="served">What is served.</param>
    /// <param name="issuer">Dates what is not issued yet.</param>
    /// <param name="id">The draft.</param>
    /// <param name="typed">What was typed and is not saved; null for the latest version.</param>
    /// <param name="theirs">What another wrote meanwhile, with which it clashes; null for nothing.</param>
    /// <param name="told">What became of saving; empty where nothing was saved.</param>
    private static Task<IResult> EditAsync(HttpContext http, Served served, Issuer issuer, long id, Sheet? typed, Sheet? theirs, string told) => DraftViews.OfAsync(http, served, id, async (context, draft) =>
    {
        var (who, stop) = (http.User.Colleague(), http.RequestAborted);
        if (!Clearance.MayWrite(ClearanceWords.StageOf(draft.Stage), who.Duties))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        var sheet = typed ?? (await DraftHistory.SheetAsync(context, id, draft.Version, stop).ConfigureAwait(false))!;
        var beside = await DraftViews.BesideAsync(context, served, draft, who, DraftViews.Composed(served, draft, sheet, issuer), stop).ConfigureAwait(false);
        return AllPages.Show<DraftEditPage>(new EditModel(id, draft.Version, DraftFields.Of(sheet), beside, theirs is null ? null : Versions.Between(theirs, sheet), told), theirs is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    });

    private static async Task<IResult> SaveAsync(HttpContext http, Served served, Issuer issuer, long id)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        if (!int.TryParse(sent["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return Results.BadRequest();
        var sheet = DraftFields.Sent(sent);
        var (saved, refused) = await new DraftDesk(served.Store, http.User.Colleague(), issuer.Time).SaveAsync(id, version, sheet, http.RequestAborted).ConfigureAwait(false);
        if (refused is not null)
            return await RefusedAsync(http, served, issuer, id, refused).ConfigureAwait(false);
        if (saved!.Theirs is { } theirs)
            return await EditAsync(http, served, issuer, id, sheet, theirs, "").ConfigureAwait(false);
        return sent["then"] == "look" ? AllPages.Then($"/drafts/{id}") : await EditAsync(http, served, issuer, id, null, null, saved.Merged ? "merged" : "saved").ConfigureAwait(false);
    }

    /// <summary>What stands beside the text as it is typed; nothing is kept.</summary>
    private static async Task<IResult> BesideAsync(HttpContext http, Served served, Issuer issuer, long id)
    {
        var sheet = DraftFields.Sent(await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false));
        if (sheet.Body.Length > DraftDesk.Longest)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        return await DraftViews.OfAsync(http, served, id, async (context, draft) => new RazorComponentResult<Parts.DraftBeside>(new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["Model"] = await DraftViews.BesideAsync(context, served, draft, http.User.Colleague(), DraftViews.Composed(served, draft, sheet.Tidy(), issuer), http.RequestAborted).ConfigureAwait(false),
        })).ConfigureAwait(false);
    }

    private static Task<IResult> VersionAsync(HttpContext http, Served served, long id, int version, int? with) => DraftViews.OfAsync(http, served, id, async (context, draft) =>
    {
        var stop = http.RequestAborted;
        var row = await context.DraftVersions.AsNoTracking().SingleOrDefaultAsync(v => v.DraftId == id && v.Version == version, stop).ConfigureAwait(false);
        var earlier = with ?? version - 1;
        var before = earlier < 1 ? new Sheet { Kind = "" } : await DraftHistory.SheetAsync(context, id, earlier, stop).ConfigureAwait(false);
        return row is null || before is null ? Results.NotFound() : AllPages.Show<DraftVersionPage>(new VersionModel(id, draft.Headline, earlier, version, row.Who, row.At, Versions.Between(before, Sheet.OfJson(Packed.Text(row.Sheet)))));
    });
}

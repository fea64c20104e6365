using Chancery.Issuing.Desks;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Issue;
using Chancery.Registers.Store;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Pages;

/// <summary>The documents of releases: of drafts for those who may see them, of what was issued for all who may read the register.</summary>
internal static class DraftDocuments
{
    public static void Map(RouteGroupBuilder pages, RouteGroupBuilder drafts)
    {
        drafts.MapGet("/{id:long}/documents/{form}", OfDraftAsync);
        pages.MapGet("/issued/{id:long}/{form}", IssuedAsync);
    }

    private static Task<IssuedFileRow?> KeptAsync(RegisterContext context, long id, string form, bool embargoed, CancellationToken stop) =>
        context.IssuedFiles.AsNoTracking().SingleOrDefaultAsync(f => f.DraftId == id && f.Form == form && f.IsEmbargoed == embargoed, stop);

    /// <summary>A document that is kept, or of a draft that has none yet, one made of it as it stands.</summary>
    private static Task<IResult> OfDraftAsync(HttpContext http, Served served, Issuer issuer, long id, string form, bool embargoed = false) => DraftViews.OfAsync(http, served, id, async (context, draft) =>
    {
        var stop = http.RequestAborted;
        if (await KeptAsync(context, id, form, embargoed, stop).ConfigureAwait(false) is { } file)
            return Send(form, file.Name, Packed.Bytes(file.Bytes));
        if (draft.Issued is not null || embargoed || DocumentSet.Forms.All(f => f.Form != form))
            return Results.NotFound();
        var sheet = (await DraftHistory.SheetAsync(context, id, draft.Version, stop).ConfigureAwait(false))!;
        var (made, fault) = await issuer.PreviewAsync(draft, sheet, stop).ConfigureAwait(false);
        return made.FirstOrDefault(d => d.Form == form) is { } document ? Send(form, Issuer.NameOf(draft, sheet, form), document.Bytes) : Results.Problem(fault, statusCode: StatusCodes.Status503ServiceUnavailable);
    });

    private static Task<IResult> IssuedAsync(HttpContext http, Served served, long id, string form) => served.Store.AskAsync(async context =>
        await context.Drafts.AnyAsync(d => d.Id == id && d.Issued != null, http.RequestAborted).ConfigureAwait(false) && await KeptAsync(context, id, form, embargoed: false, http.RequestAborted).ConfigureAwait(false) is { } file
            ? Send(form, file.Name, Packed.Bytes(file.Bytes)) : Results.NotFound());

    private static IResult Send(string form, string name, byte[] bytes) => Results.Bytes(bytes, DocumentSet.Forms.First(f => f.Form == form).Media, name);
}

using Chancery.Registers.Checks;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Chancery.Web.Pages;

/// <summary>A text while it is written, with what is read from it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Facts">What is read, in its order.</param>
/// <param name="Pieces">The text, cut at the words of facts.</param>
/// <param name="Remarks">What its writer should look at.</param>
public sealed record WriteModel(string Text, IReadOnlyList<FactView> Facts, IReadOnlyList<Piece> Pieces, IReadOnlyList<Remark> Remarks);

/// <summary>A reader beside the writer: what is typed or pasted is read and held against the register, and kept nowhere.</summary>
internal static class WritePages
{
    /// <summary>How long a text may be, in letters.</summary>
    private const int Longest = 200_000;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/write", () => AllPages.Show<WritePage>(new WriteModel("", [], [], [])));
        pages.MapPost("/write", (Delegate)ReadAsync);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, Served served)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var text = sent["text"].ToString().ReplaceLineEndings("\n");
        if (text.Length > Longest)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var record = served.Reader.Read(text).Record;
        var remarks = await served.Store.AskAsync(context => TextCheck.OfAsync(context, served.Lexicon, text, record, http.RequestAborted)).ConfigureAwait(false);
        var facts = FactViews.Of(record);
        var model = new WriteModel(text, facts, FactViews.Cut(text, facts), remarks);
        // Script asks for the part beside the text alone.
        return http.Request.Headers.ContainsKey("X-Part") ? new RazorComponentResult<Parts.Beside>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = model }) : AllPages.Show<WritePage>(model);
    }
}

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
        pages.MapGet("/write", BeginAsync);
        pages.MapPost("/write", (Delegate)ReadAsync);
    }

    /// <summary>An empty sheet, or one that begins with an engagement of the register: who, in what office, where and when.</summary>
    private static async Task<IResult> BeginAsync(HttpContext http, Served served, long? engagement, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "for")] string? side)
    {
        if (engagement is not { } id)
            return AllPages.Show<WritePage>(new WriteModel("", [], [], []));
        if (side is not null && !served.Lexicon.PartyByCode.ContainsKey(side))
            return Results.NotFound();
        var views = await served.Store.AskAsync(context => EngagementEndpoints.ViewsAsync(context, [id], http.RequestAborted)).ConfigureAwait(false);
        if (views is not [var view] || !Kinds.TryEngagement(view.Kind, out var kind))
            return Results.NotFound();
        var told = new Engagement
        {
            Kind = kind,
            Start = view.Start?.ToString("yyyy-MM-dd"),
            End = view.End?.ToString("yyyy-MM-dd"),
            City = view.City,
            Country = view.Country,
            Occasion = view.Occasion,
            Participants = [.. view.Attendees.Select(a => new Participant(a.Name, [.. a.Offices], a.Party))],
        };
        var release = new Release { Kind = "press release", IssuerCountry = side, IssuerName = side is null ? null : $"Ministry of Foreign Affairs of {served.Name(side)}", Place = view.City, Date = told.End ?? told.Start };
        var draft = new Drafter(served.Lexicon).Write(new ReleaseRecord(release, [told], [], [], []));
        return AllPages.Show<WritePage>(await BesideAsync(http, served, draft.Text).ConfigureAwait(false));
    }

    private static async Task<WriteModel> BesideAsync(HttpContext http, Served served, string text)
    {
        var record = served.Reader.Read(text).Record;
        var remarks = await served.Store.AskAsync(context => TextCheck.OfAsync(context, served.Lexicon, text, record, http.RequestAborted)).ConfigureAwait(false);
        var facts = FactViews.Of(record);
        return new WriteModel(text, facts, FactViews.Cut(text, facts), remarks);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, Served served)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var text = sent["text"].ToString().ReplaceLineEndings("\n");
        if (text.Length > Longest)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var model = await BesideAsync(http, served, text).ConfigureAwait(false);
        // Script asks for the part beside the text alone.
        return http.Request.Headers.ContainsKey("X-Part") ? new RazorComponentResult<Parts.Beside>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = model }) : AllPages.Show<WritePage>(model);
    }
}

using Chancery.Issuing.Desks;
using Chancery.Issuing.Issue;
using Chancery.Issuing.Notes;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chancery.Web.Pages;

/// <summary>Where a release begins: notes of a meeting, or an engagement of the register, of which the first draft is written.</summary>
internal static class NotesPages
{
    private static readonly string[] Fields = ["house", "issuer", "kind", "headline", "place", "date", "signed", "engagement", "start", "end", "city", "country", "occasion", "people", "said", "promised", "yaml"];

    private const int Longest = 100_000;

    public static void Map(RouteGroupBuilder pages)
    {
        var notes = pages.MapGroup("/drafts/new").RequireAuthorization(Asker.HasDuty);
        notes.MapGet("", BeginAsync);
        notes.MapPost("", WriteAsync);
    }

    private static NotesModel Model(Served served, IReadOnlyDictionary<string, string> values, string? fault) =>
        new([.. served.Lexicon.Letterheads.Keys.Order(StringComparer.Ordinal).Select(code => (code, served.Name(code)))], values, fault);

    /// <summary>An empty form, or one that begins with an engagement of the register: who, in what office, where and when.</summary>
    private static async Task<IResult> BeginAsync(HttpContext http, Served served, long? engagement, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "for")] string? side)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["kind"] = "press release", ["engagement"] = "bilateral meeting" };
        if (side is not null && served.Lexicon.PartyByCode.ContainsKey(side))
        {
            values["house"] = side;
            var head = DraftViews.Head(served, side);
            values["issuer"] = head.EnglishName ?? "";
            values["signed"] = head.Signs is { } office ? $" | {office}" : "";
        }
        if (engagement is { } id)
        {
            var views = await served.Store.AskAsync(context => EngagementEndpoints.ViewsAsync(context, [id], http.RequestAborted)).ConfigureAwait(false);
            if (views is not [var view])
                return Results.NotFound();
            values["engagement"] = view.Kind;
            values["start"] = view.Start?.ToString("yyyy-MM-dd") ?? "";
            values["end"] = view.End?.ToString("yyyy-MM-dd") ?? "";
            values["date"] = values["end"].Length > 0 ? values["end"] : values["start"];
            values["city"] = view.City ?? "";
            values["place"] = view.City ?? "";
            values["country"] = view.Country ?? "";
            values["occasion"] = view.Occasion ?? "";
            values["people"] = string.Join('\n', view.Attendees.Select(a => $"{a.Name} | {string.Join("; ", a.Offices)} | {a.Party}"));
        }
        return AllPages.Show<NotesPage>(Model(served, values, null));
    }

    private static async Task<IResult> WriteAsync(HttpContext http, Served served, Issuer issuer)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var values = Fields.ToDictionary(f => f, f => sent[f].ToString().ReplaceLineEndings("\n").Trim(), StringComparer.Ordinal);
        if (values.Values.Sum(v => v.Length) > Longest)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var (record, fault) = values["yaml"].Length > 0 ? MeetingNotes.Read(values["yaml"], served.Lexicon) : MeetingNotes.Of(Sheet(values), served.Lexicon);
        if (record?.Release.IssuerCountry is null)
            return AllPages.Show<NotesPage>(Model(served, values, fault ?? "the house that issues it is missing"), StatusCodes.Status422UnprocessableEntity);
        var (filled, _) = await served.Store.AskAsync(context => OfficesOfTheDay.FillAsync(context, record, http.RequestAborted)).ConfigureAwait(false);
        var draft = new Drafter(served.Lexicon).Write(filled);
        var (id, refused) = await new DraftDesk(served.Store, http.User.Colleague(), issuer.Time).BeginAsync(Chancery.Issuing.Documents.Sheet.Of(draft, filled.Release), http.RequestAborted).ConfigureAwait(false);
        return refused is not null ? Results.StatusCode(StatusCodes.Status403Forbidden) : AllPages.Then($"/drafts/{id}/edit");
    }

    /// <summary>What was typed, as notes.</summary>
    private static NotesSheet Sheet(Dictionary<string, string> values)
    {
        string? Value(string field) => values[field] is { Length: > 0 } text ? text : null;
        static List<NotedLine> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(NotedLine.Of)];
        var people = values["people"].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        return new NotesSheet
        {
            House = Value("house"),
            Issuer = Value("issuer"),
            Kind = Value("kind"),
            Headline = Value("headline"),
            Place = Value("place"),
            Date = Value("date"),
            Signed = Value("signed"),
            Engagements = people.Count == 0 ? [] : [new NotedEngagement { Kind = Value("engagement"), Start = Value("start"), End = Value("end"), City = Value("city"), Country = Value("country"), Occasion = Value("occasion"), People = people }],
            Said = Lines(values["said"]),
            Promised = Lines(values["promised"]),
        };
    }
}

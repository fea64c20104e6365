using Chancery.Registers.Briefs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Chancery.Web.Api;

/// <summary>Briefs before the next meeting.</summary>
internal static class BriefEndpoints
{
    public static void Map(WebApplication app) =>
        app.MapGet("/api/brief/{party}", BriefAsync).WithTags("Briefs").WithName("GetBrief").WithSummary("A brief for the next meeting; format json, md, html or docx.").Produces<Brief>().ProducesProblem(404);

    private static async Task<IResult> BriefAsync(HttpContext http, Served served, string party, [FromQuery(Name = "for")] string? side, DateOnly? date, string? format)
    {
        foreach (var code in new[] { party, side }.OfType<string>())
        {
            if (!served.Lexicon.PartyByCode.ContainsKey(code))
                return Results.Problem($"{code} is no party that the lexicon knows.", statusCode: StatusCodes.Status404NotFound);
        }
        var brief = await served.Store.AskAsync(context => new BriefWriter(context, served.Lexicon).WriteAsync(party, side, date ?? DateOnly.FromDateTime(DateTime.Today), http.RequestAborted)).ConfigureAwait(false);
        return format switch
        {
            "md" => Results.Text(BriefText.Markdown(brief), "text/markdown; charset=utf-8"),
            "html" => Results.Text(BriefText.Html(brief), "text/html; charset=utf-8"),
            "docx" => Results.File(BriefDocx.Write(brief), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", $"brief-{party}.docx"),
            null or "json" => Results.Ok(brief),
            _ => Results.Problem("A brief is had as json, md, html or docx.", statusCode: StatusCodes.Status400BadRequest),
        };
    }
}

using Chancery.Registers.Briefs;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Chancery.Web.Pages;

/// <summary>What a brief is asked for.</summary>
public sealed record BriefAsk(IReadOnlyList<(string Code, string Name)> Parties, string? Party, string? For, string? Fault);

/// <summary>Briefs before the next meeting.</summary>
internal static class BriefPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/briefs", Ask);
        pages.MapGet("/briefs/{party}", OneAsync);
    }

    private static IResult Ask(Served served, string? party, [FromQuery(Name = "for")] string? side, DateOnly? date)
    {
        var known = served.Lexicon.PartyList.Select(p => (p.Code, p.Name)).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToList();
        if (string.IsNullOrWhiteSpace(party))
            return AllPages.Show<BriefsPage>(new BriefAsk(known, null, null, null));
        string? Code(string? said) => known.Where(p => string.Equals(p.Code, said?.Trim(), StringComparison.OrdinalIgnoreCase) || string.Equals(p.Name, said?.Trim(), StringComparison.OrdinalIgnoreCase)).Select(p => p.Code).FirstOrDefault();
        if (Code(party) is not { } with || !string.IsNullOrWhiteSpace(side) && Code(side) is null)
            return AllPages.Show<BriefsPage>(new BriefAsk(known, party, side, "No such state or organisation is known"), StatusCodes.Status422UnprocessableEntity);
        var query = QueryString.Create(new Dictionary<string, string?>(StringComparer.Ordinal) { ["for"] = Code(side), ["date"] = date?.ToString("yyyy-MM-dd") }.Where(f => f.Value is not null));
        return AllPages.Then($"/briefs/{Uri.EscapeDataString(with)}{query}");
    }

    private static async Task<IResult> OneAsync(HttpContext http, Served served, string party, [FromQuery(Name = "for")] string? side, DateOnly? date)
    {
        if (!served.Lexicon.PartyByCode.ContainsKey(party) || side is not null && !served.Lexicon.PartyByCode.ContainsKey(side))
            return Results.NotFound();
        return AllPages.Show<BriefPage>(await served.Store.AskAsync(context => new BriefWriter(context, served.Lexicon).WriteAsync(party, side, date ?? DateOnly.FromDateTime(DateTime.Today), http.RequestAborted)).ConfigureAwait(false));
    }
}

using System.ServiceModel.Syndication;
using Chancery.Issuing.Documents;
using Chancery.Registers.FollowUps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Chancery.Web.Api;

/// <summary>Atom feeds (RFC 4287) of engagements and commitments, for any of the queries of the lists.</summary>
internal static class Feeds
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/feeds/engagements.atom", EngagementsAsync).WithTags("Feeds").WithName("EngagementFeed").Produces<string>(200, AtomForm.Type);
        app.MapGet("/feeds/commitments.atom", CommitmentsAsync).WithTags("Feeds").WithName("CommitmentFeed").Produces<string>(200, AtomForm.Type);
    }

    private const int MostEngagements = 50;
    private const int MostCommitments = 100;

    private static async Task<IResult> EngagementsAsync(HttpContext http, Served served, string? with, [FromQuery(Name = "for")] string? side, string? kind)
    {
        var engagements = await served.Store.AskAsync(context => EngagementEndpoints.NewestAsync(context, with, side, kind, null, MostEngagements, http.RequestAborted)).ConfigureAwait(false);
        return Write(http, "Engagements", engagements.Select(e => new SyndicationItem(
            $"{e.Kind}, {string.Join(" and ", e.Parties)}{(e.City is null ? "" : ", " + e.City)}",
            string.Join("; ", e.Attendees.Where(a => a.Name is not null).Select(a => $"{a.Name} ({a.Party})")) + (e.Occasion is null ? "" : $". {e.Occasion}"),
            new Uri($"/api/engagements/{e.Id}", UriKind.Relative), $"urn:chancery:engagement:{e.Id}", At(e.Accounts[^1].Day ?? e.Start))));
    }

    private static async Task<IResult> CommitmentsAsync(HttpContext http, Served served, string? with, [FromQuery(Name = "for")] string? side, DateOnly? by, string? state, string? officer)
    {
        var query = new DueQuery(DateOnly.FromDateTime(DateTime.Today)) { With = with, For = side, By = by, State = state, Officer = officer, All = state is null, Take = MostCommitments };
        var items = await served.Store.AskAsync(context => DueList.OfAsync(context, query, http.RequestAborted)).ConfigureAwait(false);
        return Write(http, "Commitments", items.Select(i => new SyndicationItem(
            $"{i.State}: {string.Join(" and ", i.By)}: {i.What}", $"{(i.Due is { } due ? $"Due {due:yyyy-MM-dd}. " : "")}{i.Words} ({i.Release.Headline})",
            new Uri($"/api/commitments/{i.Id}", UriKind.Relative), $"urn:chancery:commitment:{i.Id}", At(i.Closed ?? i.Made))));
    }

    private static DateTimeOffset At(DateOnly? day) => new((day ?? DateOnly.FromDayNumber(0)).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    private static IResult Write(HttpContext http, string title, IEnumerable<SyndicationItem> items)
    {
        var all = items.OrderByDescending(i => i.LastUpdatedTime).ToList();
        var self = new Uri($"{http.Request.Scheme}://{http.Request.Host}{http.Request.Path}{http.Request.QueryString}");
        var feed = new SyndicationFeed(title, "From the Chancery register", self, $"urn:chancery:feed:{title.ToLowerInvariant()}:{http.Request.QueryString}", all.Count > 0 ? all[0].LastUpdatedTime : DateTimeOffset.UnixEpoch, all);
        feed.Authors.Add(new SyndicationPerson { Name = "Chancery" });
        foreach (var item in all)
            item.BaseUri = new Uri($"{http.Request.Scheme}://{http.Request.Host}");
        return Results.Bytes(AtomForm.Bytes(feed, self), AtomForm.Type + "; charset=utf-8");
    }
}

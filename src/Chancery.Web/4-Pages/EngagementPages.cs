using Chancery.Comparisons;
using Chancery.Records;
using Chancery.Registers.Store;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Pages;

/// <summary>An engagement with its accounts, two of them laid side by side.</summary>
/// <param name="Compared">What both say, what they say differently, what only one says; null where there is one account, or they share too little.</param>
public sealed record EngagementModel(EngagementView Engagement, AccountView? First, AccountView? Second, Comparison? Compared);

/// <summary>Engagements.</summary>
internal static class EngagementPages
{
    public static void Map(RouteGroupBuilder pages) => pages.MapGet("/engagements/{id:long}", OneAsync);

    private static async Task<IResult> OneAsync(HttpContext http, Served served, long id, long? first, long? second)
    {
        var stop = http.RequestAborted;
        var model = await served.Store.AskAsync(async context =>
        {
            if (await EngagementEndpoints.ViewsAsync(context, [id], stop).ConfigureAwait(false) is not [var engagement])
                return null;
            var accounts = engagement.Accounts.DistinctBy(a => a.Release).ToList();
            var a = accounts.Find(x => x.Release == first) ?? accounts.FirstOrDefault();
            // The other side's own, where there is one.
            var b = accounts.Find(x => x.Release == second && x != a) ?? accounts.Find(x => x != a && x.Issuer != a?.Issuer) ?? accounts.Find(x => x != a);
            if (a is null || b is null)
                return new EngagementModel(engagement, a, null, null);
            return new EngagementModel(engagement, a, b, Comparison.Of(await RecordAsync(context, a.Release, stop).ConfigureAwait(false), await RecordAsync(context, b.Release, stop).ConfigureAwait(false)));
        }).ConfigureAwait(false);
        return model is null ? Results.NotFound() : AllPages.Show<EngagementPage>(model);
    }

    private static async Task<ReleaseRecord> RecordAsync(RegisterContext context, long release, CancellationToken stop) =>
        RecordParser.Record(ReleaseEndpoints.Record(await context.Releases.AsNoTracking().SingleAsync(r => r.Id == release, stop).ConfigureAwait(false), await ReleaseEndpoints.SaidAsync(context, release, stop).ConfigureAwait(false)));
}

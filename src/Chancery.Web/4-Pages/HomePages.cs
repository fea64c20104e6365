using Chancery.Registers.FollowUps;
using Chancery.Registers.Search;
using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Chancery.Web.Front;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Pages;

/// <summary>Two parties of which releases tell together.</summary>
/// <param name="Releases">How many of the newest do.</param>
public sealed record PairCount(string First, string Second, int Releases);

/// <summary>What the home page shows.</summary>
public sealed record HomeModel(long Releases, long Engagements, long Open, long ToConfirm, IReadOnlyList<DueItem> Overdue, IReadOnlyList<DueItem> Soon, IReadOnlyList<SearchHit> Newest, IReadOnlyList<PairCount> Relations, bool WithoutAccounts);

/// <summary>Where one begins; and the choice of language.</summary>
internal static class HomePages
{
    private const int SoonDays = 120;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/", HomeAsync);
        pages.MapPost("/language", (Delegate)LanguageAsync).AllowAnonymous();
    }

    private static async Task<IResult> HomeAsync(HttpContext http, Served served, Access access)
    {
        var (today, stop) = (DateOnly.FromDateTime(DateTime.Today), http.RequestAborted);
        var withoutAccounts = !await access.HasAccountsAsync().ConfigureAwait(false);
        return AllPages.Show<HomePage>(await served.Store.AskAsync(async context =>
        {
            var soon = (await DueList.OfAsync(context, new DueQuery(today) { By = today.AddDays(SoonDays), State = CommitmentState.Open, Take = 5 }, stop).ConfigureAwait(false)).ToList();
            var overdue = await DueList.OfAsync(context, new DueQuery(today) { State = CommitmentState.Overdue, Take = 5 }, stop).ConfigureAwait(false);
            var newest = await SearchIndex.FindAsync(context, new SearchQuery(null) { Take = 6 }, facets: false, stop).ConfigureAwait(false);
            var numbers = await Figures.OfAsync(served.Store, context, stop).ConfigureAwait(false);
            return new HomeModel(numbers.Releases, numbers.Engagements, numbers.Open, numbers.ToConfirm, overdue, soon, newest.Hits, numbers.Pairs, withoutAccounts);
        }).ConfigureAwait(false));
    }

    private static async Task<IResult> LanguageAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        if (Words.Languages.Any(l => l.Code == form["language"]))
            http.Response.Cookies.Append("chancery-language", $"c=|uic={form["language"]}", new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, Secure = http.Request.IsHttps });
        return AllPages.Then(form["return"].ToString());
    }
}

/// <summary>How much a register holds: counted anew when some time has gone, for in a large one it takes a while.</summary>
internal sealed record Figures(long Releases, long Engagements, long Open, long ToConfirm, IReadOnlyList<PairCount> Pairs, DateTime At)
{
    /// <summary>Over how many of the newest releases relations are counted.</summary>
    private const int MostCounted = 500;

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<RegisterStore, Figures> Last = [];

    /// <summary>How long a count is good for, by how long it took.</summary>
    private const int Patience = 50;

    private TimeSpan Took { get; init; }

    public static async Task<Figures> OfAsync(RegisterStore store, RegisterContext context, CancellationToken stop)
    {
        if (Last.TryGetValue(store, out var last) && DateTime.UtcNow - last.At < last.Took * Patience)
            return last;
        var begun = DateTime.UtcNow;
        var latest = context.Releases.OrderByDescending(r => r.Id).Select(r => r.Id).Take(MostCounted);
        var pairs = await context.ReleasePairs.Where(p => latest.Contains(p.ReleaseId)).GroupBy(p => p.Pair).Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ThenBy(g => g.Key).Take(10).ToListAsync(stop).ConfigureAwait(false);
        var figures = new Figures(
            await context.Releases.LongCountAsync(r => r.ReplacedBy == null, stop).ConfigureAwait(false),
            await context.Engagements.LongCountAsync(stop).ConfigureAwait(false),
            await context.Commitments.LongCountAsync(c => !c.Gone && c.State == CommitmentState.Open, stop).ConfigureAwait(false),
            await context.Proposals.LongCountAsync(p => p.Decision == Decisions.Open, stop).ConfigureAwait(false),
            pairs.ConvertAll(p => new PairCount(Bar.Split(p.Key)[0], Bar.Split(p.Key)[1], p.Count)),
            DateTime.UtcNow)
        {
            Took = DateTime.UtcNow - begun,
        };
        Last.AddOrUpdate(store, figures);
        return figures;
    }
}

using System.Globalization;
using Chancery.Issuing.Desks;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Issue;
using Chancery.Registers.FollowUps;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Chancery.Web.Pages;

/// <summary>What is done with a draft: steps, corrections, comments, answers to remarks, who may see it.</summary>
internal static class DraftActions
{
    public static void Map(RouteGroupBuilder drafts)
    {
        drafts.MapPost("/{id:long}/step", StepAsync);
        drafts.MapPost("/{id:long}/correct", CorrectAsync);
        drafts.MapPost("/{id:long}/comments", CommentAsync);
        drafts.MapPost("/{id:long}/remarks", AnswerAsync);
        drafts.MapPost("/{id:long}/circle", LimitAsync);
    }

    /// <summary>Does something at the desk with what was sent, and shows the draft again, at a place of it.</summary>
    private static async Task<IResult> DoAsync(HttpContext http, Served served, Issuer issuer, long id, Func<DraftDesk, IFormCollection, Task<Refusal?>> work, string place = "")
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var refused = await work(new DraftDesk(served.Store, http.User.Colleague(), issuer.Time), sent).ConfigureAwait(false);
        return refused is null ? AllPages.Then($"/drafts/{id}{place}") : await DraftPages.RefusedAsync(http, served, issuer, id, refused).ConfigureAwait(false);
    }

    private static Task<IResult> AnswerAsync(HttpContext http, Served served, Issuer issuer, long id) => DoAsync(http, served, issuer, id, (desk, sent) =>
        desk.AnswerAsync(id, sent["remark"].ToString(), sent["verdict"].ToString(), sent["reason"].ToString(), http.RequestAborted));

    private static Task<IResult> CommentAsync(HttpContext http, Served served, Issuer issuer, long id) => DoAsync(http, served, issuer, id, (desk, sent) =>
        long.TryParse(sent["settle"], NumberStyles.None, CultureInfo.InvariantCulture, out var comment) ? desk.SettleAsync(id, comment, http.RequestAborted) : desk.CommentAsync(id, sent["words"].ToString(), sent["said"].ToString(), http.RequestAborted), "#comments");

    private static Task<IResult> LimitAsync(HttpContext http, Served served, Issuer issuer, long id) => DoAsync(http, served, issuer, id, (desk, sent) =>
        desk.LimitAsync(id, sent["limited"] == "yes" ? sent["names"].ToString().Split((char[])[',', '\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : null, http.RequestAborted));

    private static async Task<IResult> CorrectAsync(HttpContext http, Served served, Issuer issuer, long id)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var (edition, refused) = await new DraftDesk(served.Store, http.User.Colleague(), issuer.Time).CorrectAsync(id, sent["note"].ToString(), http.RequestAborted).ConfigureAwait(false);
        return refused is null ? AllPages.Then($"/drafts/{edition}/edit") : await DraftPages.RefusedAsync(http, served, issuer, id, refused).ConfigureAwait(false);
    }

    private static async Task<IResult> StepAsync(HttpContext http, Served served, Issuer issuer, long id)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        if (!int.TryParse(sent["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return Results.BadRequest();
        DateTime? due = null;
        if (sent["due"].ToString() is { Length: > 0 } said && (due = await TimeOfAsync(served, id, said, http.RequestAborted).ConfigureAwait(false)) is null)
            return Results.BadRequest();
        var refused = await issuer.TakeAsync(id, version, sent["step"].ToString(), http.User.Colleague(), sent["reason"].ToString(), due, http.RequestAborted).ConfigureAwait(false);
        if (refused is null)
            return AllPages.Then($"/drafts/{id}");
        http.RequestServices.GetRequiredService<Refusals>().Note(http, "refused step", $"draft {id}: {sent["step"]}: {refused.Words}");
        return await DraftPages.RefusedAsync(http, served, issuer, id, refused).ConfigureAwait(false);
    }

    /// <summary>A time as a browser sends it ("2026-05-12T18:00"), by the clocks of the draft's house, as UTC; null where it is none.</summary>
    private static async Task<DateTime?> TimeOfAsync(Served served, long id, string said, CancellationToken stop)
    {
        var house = await served.Store.AskAsync(context => context.Drafts.Where(d => d.Id == id).Select(d => d.House).SingleOrDefaultAsync(stop)).ConfigureAwait(false);
        var read = LocalDateTimePattern.CreateWithInvariantCulture(said.Length > 16 ? "uuuu-MM-dd'T'HH:mm:ss" : "uuuu-MM-dd'T'HH:mm").Parse(said);
        // Of an hour that clocks show twice the earlier would be too early.
        return read.Success && house is not null ? DocumentSet.ZoneOf(DraftViews.Head(served, house)).ResolveLocal(read.Value, Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnForwardShifted)).ToDateTimeUtc() : null;
    }
}

using Chancery.Registers.FollowUps;
using Chancery.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Chancery.Web.Api;

/// <summary>A page of commitments.</summary>
/// <param name="Next">How many to pass over for the next page; null where this is the last.</param>
internal sealed record CommitmentPage(DateOnly AsOf, IReadOnlyList<DueItem> Items, int? Next);

/// <summary>What an officer changes of a commitment; what is left out stays.</summary>
internal sealed record CommitmentChange(string? State, DateOnly? On, string? Officer, string? Note, DateOnly? Remind);

/// <summary>Commitments, and what became of them.</summary>
internal static class CommitmentEndpoints
{
    private const int MostTaken = 500;

    public static void Map(WebApplication app)
    {
        var commitments = app.MapGroup("/api/commitments").WithTags("Commitments");
        commitments.MapGet("", ListAsync).WithName("ListCommitments").WithSummary("What is owed on a day, with the state of each.").Produces<CommitmentPage>();
        commitments.MapGet("{id:long}", OneAsync).WithName("GetCommitment").Produces<DueItem>().ProducesProblem(404);
        commitments.MapPatch("{id:long}", ChangeAsync).WithName("ChangeCommitment").WithSummary("Sets the state, the officer, a note, a reminder. An empty officer or note takes it away.").Produces<DueItem>().ProducesProblem(404).ProducesProblem(400).RequireAuthorization(Roles.Officer);
        app.MapGet("/api/calendar.ics", CalendarAsync).WithTags("Commitments").WithName("GetCalendar").WithSummary("Due days, reminders and anniversaries (RFC 5545).").Produces<string>(200, "text/calendar");
    }

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.Today);

    private static async Task<IResult> ListAsync(HttpContext http, Served served, string? with, [FromQuery(Name = "for")] string? side, DateOnly? by, DateOnly? asOf, bool? all, string? state, string? officer, long? release, int? skip, int? take)
    {
        var (over, most) = (Math.Max(0, skip ?? 0), Math.Clamp(take ?? 100, 1, MostTaken));
        var query = new DueQuery(asOf ?? Today) { With = with, For = side, By = by, All = all ?? false, State = state, Officer = officer, Release = release, Skip = over, Take = most + 1 };
        var items = await served.Store.AskAsync(context => DueList.OfAsync(context, query, http.RequestAborted)).ConfigureAwait(false);
        if (items.Count <= most)
            return Results.Ok(new CommitmentPage(query.AsOf, items, null));
        Answers.LinkNext(http, "skip", over + most);
        return Results.Ok(new CommitmentPage(query.AsOf, items[..most], over + most));
    }

    private static async Task<IResult> OneAsync(HttpContext http, Served served, long id) =>
        await served.Store.AskAsync(context => DueList.OfAsync(context, new DueQuery(Today) { All = true, Id = id }, http.RequestAborted)).ConfigureAwait(false) is [var item] ? Results.Ok(item) : Answers.None("commitment", id);

    private static async Task<IResult> ChangeAsync(HttpContext http, Served served, long id, CommitmentChange change)
    {
        var (officer, stop) = (served.Officer(http), http.RequestAborted);
        Refusal? refusal = null;
        if (change.State is { } state)
            refusal = await officer.SetStateAsync(id, state, change.On ?? Today, stop).ConfigureAwait(false);
        if (refusal is null && change.Officer is { } name)
            refusal = await officer.AssignAsync(id, name.Length == 0 ? null : name, stop).ConfigureAwait(false);
        if (refusal is null && change.Note is { } note)
            refusal = await officer.NoteAsync(id, note.Length == 0 ? null : note, stop).ConfigureAwait(false);
        if (refusal is null && change.Remind is { } remind)
            refusal = await officer.RemindAsync(id, remind, stop).ConfigureAwait(false);
        return refusal is null ? await OneAsync(http, served, id).ConfigureAwait(false) : Answers.Refused(refusal);
    }

    /// <summary>How many events a calendar has at most.</summary>
    private const int MostEvents = 5000;

    private static async Task<IResult> CalendarAsync(HttpContext http, Served served, string? with, [FromQuery(Name = "for")] string? side, DateOnly? by, string? officer)
    {
        var query = new DueQuery(Today) { With = with, For = side, By = by, Officer = officer, Take = MostEvents };
        var calendar = await served.Store.AskAsync(async context => DueCalendar.Of(await DueList.OfAsync(context, query, http.RequestAborted).ConfigureAwait(false), await DueCalendar.AnniversariesAsync(context, query, http.RequestAborted).ConfigureAwait(false))).ConfigureAwait(false);
        return Results.Text(calendar, "text/calendar; charset=utf-8");
    }
}

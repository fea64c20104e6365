using Chancery.Registers.Briefs;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Journals;
using Chancery.Registers.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web;

/// <summary>A page of promises.</summary>
/// <param name="Next">How many to pass over for the next page; null where this is the last.</param>
internal sealed record PromisePage(DateOnly AsOf, IReadOnlyList<DueItem> Items, int? Next);

/// <summary>What an officer changes of a promise; what is left out stays.</summary>
internal sealed record PromiseChange(string? State, DateOnly? On, string? Officer, string? Note, DateOnly? Remind);

/// <summary>What the register proposes.</summary>
internal sealed record ProposalView(long Id, string Kind, long? Commitment, long? Person, long? Other, long? Release, DateOnly? Day, int? DaysLate, string Reason, string Passage, string Decision, string? DecidedBy, DateTime? DecidedAt);

/// <summary>accepted, refused or undone.</summary>
internal sealed record Decision(string Value);

internal sealed record JournalView(long Id, DateTime At, string Who, string What, string Details, string Hash);

internal sealed record JournalState(long Entries, string? Fault);

/// <summary>Promises, proposals, briefs and the journal.</summary>
internal static class PromiseEndpoints
{
    private const int MostTaken = 500;

    public static void Map(WebApplication app)
    {
        var promises = app.MapGroup("/api/commitments").WithTags("Commitments");
        promises.MapGet("", ListAsync).WithName("ListCommitments").WithSummary("What is owed on a day, with the state of each.").Produces<PromisePage>();
        promises.MapGet("{id:long}", OneAsync).WithName("GetCommitment").Produces<DueItem>().ProducesProblem(404);
        promises.MapPatch("{id:long}", ChangeAsync).WithName("ChangeCommitment").WithSummary("Sets the state, the officer, a note, a reminder. An empty officer or note takes it away.").Produces<DueItem>().ProducesProblem(404).ProducesProblem(400).ProducesProblem(412);
        var proposals = app.MapGroup("/api/proposals").WithTags("Proposals");
        proposals.MapGet("", ProposalsAsync).WithName("ListProposals").WithSummary("What the register proposes, or proposed.").Produces<List<ProposalView>>();
        proposals.MapPost("{id:long}/decision", DecideAsync).WithName("DecideProposal").WithSummary("Accepts, refuses or undoes.").Produces(204).ProducesProblem(400);
        app.MapGet("/api/brief/{party}", BriefAsync).WithTags("Briefs").WithName("GetBrief").WithSummary("A brief for the next meeting; format json, md, html or docx.").Produces<Brief>().ProducesProblem(404);
        app.MapGet("/api/calendar.ics", CalendarAsync).WithTags("Commitments").WithName("GetCalendar").WithSummary("Due days, reminders and anniversaries (RFC 5545).").Produces<string>(200, "text/calendar");
        var journal = app.MapGroup("/api/journal").WithTags("Journal");
        journal.MapGet("", JournalAsync).WithName("ListJournal").Produces<List<JournalView>>();
        journal.MapGet("verify", VerifyAsync).WithName("VerifyJournal").Produces<JournalState>();
    }

    private static DueQuery Query(string? with, string? side, DateOnly? by, DateOnly? asOf, bool? all, string? state, string? officer) =>
        new(asOf ?? DateOnly.FromDateTime(DateTime.Today)) { With = with, For = side, By = by, All = all ?? false, State = state, Officer = officer };

    private static async Task<IResult> ListAsync(HttpContext http, Served served, string? with, [FromQuery(Name = "for")] string? side, DateOnly? by, DateOnly? asOf, bool? all, string? state, string? officer, long? release, int? skip, int? take)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
        {
            var (over, most) = (Math.Max(0, skip ?? 0), Math.Clamp(take ?? 100, 1, MostTaken));
            var query = Query(with, side, by, asOf, all, state, officer) with { Release = release, Skip = over, Take = most + 1 };
            var items = await DueList.OfAsync(context, query, http.RequestAborted).ConfigureAwait(false);
            int? next = items.Count > most ? over + most : null;
            if (next is { } page)
                http.Response.Headers.Link = $"<{ReleaseEndpoints.Page(http, "skip", page)}>; rel=\"next\"";
            return Results.Json(new PromisePage(query.AsOf, items.Count > most ? items[..most] : items, next), RegisterServer.Json);
        }
    }

    private static async Task<DueItem?> FindAsync(RegisterContext context, long id, CancellationToken stop) =>
        (await DueList.OfAsync(context, new DueQuery(DateOnly.FromDateTime(DateTime.Today)) { All = true, Id = id }, stop).ConfigureAwait(false)).SingleOrDefault();

    private static async Task<IResult> OneAsync(HttpContext http, Served served, long id)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
            return await FindAsync(context, id, http.RequestAborted).ConfigureAwait(false) is { } item ? Results.Json(item, RegisterServer.Json) : Results.Problem($"There is no commitment {id}.", statusCode: 404);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, Served served, long id, PromiseChange change, [FromHeader(Name = "X-Officer")] string? who)
    {
        var stop = http.RequestAborted;
        var officer = new Officer(served.Store, who ?? served.Who);
        string? fault = null;
        if (change.State is { } state)
            fault = await officer.SetStateAsync(id, state, change.On ?? DateOnly.FromDateTime(DateTime.Today), stop).ConfigureAwait(false);
        if (fault is null && change.Officer is { } name)
            fault = await officer.AssignAsync(id, name.Length == 0 ? null : name, stop).ConfigureAwait(false);
        if (fault is null && change.Note is { } note)
            fault = await officer.NoteAsync(id, note.Length == 0 ? null : note, stop).ConfigureAwait(false);
        if (fault is null && change.Remind is { } remind)
            fault = await officer.RemindAsync(id, remind, stop).ConfigureAwait(false);
        if (fault is not null)
            return Results.Problem(fault, statusCode: fault.StartsWith("there is no", StringComparison.Ordinal) ? 404 : 400);
        return await OneAsync(http, served, id).ConfigureAwait(false);
    }

    private static async Task<IResult> ProposalsAsync(HttpContext http, Served served, string? kind, string? decision, long? commitment, long? after, int? take)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
        {
            var rows = context.Proposals.AsNoTracking().Where(p => p.Id > (after ?? 0));
            if (kind is not null)
                rows = rows.Where(p => p.Kind == kind);
            if (commitment is not null)
                rows = rows.Where(p => p.CommitmentId == commitment);
            rows = decision is null ? rows : rows.Where(p => p.Decision == decision);
            var list = await rows.OrderBy(p => p.Id).Take(Math.Clamp(take ?? 100, 1, MostTaken)).Select(p => new ProposalView(p.Id, p.Kind, p.CommitmentId, p.PersonId, p.OtherId, p.ReleaseId, p.Day, p.DaysLate, p.Reason, p.Passage, p.Decision, p.DecidedBy, p.DecidedAt)).ToListAsync(http.RequestAborted).ConfigureAwait(false);
            return Results.Json(list, RegisterServer.Json);
        }
    }

    private static async Task<IResult> DecideAsync(HttpContext http, Served served, long id, Decision decision, [FromHeader(Name = "X-Officer")] string? who)
    {
        if (decision.Value is not (Decisions.Accepted or Decisions.Refused or Decisions.Undone))
            return Results.Problem("A decision is accepted, refused or undone.", statusCode: 400);
        return await new Officer(served.Store, who ?? served.Who).DecideAsync(id, decision.Value, http.RequestAborted).ConfigureAwait(false) is { } fault
            ? Results.Problem(fault, statusCode: fault.StartsWith("there is no", StringComparison.Ordinal) ? 404 : 400)
            : Results.NoContent();
    }

    private static async Task<IResult> BriefAsync(HttpContext http, Served served, string party, [FromQuery(Name = "for")] string? side, DateOnly? date, string? format)
    {
        foreach (var code in new[] { party, side }.OfType<string>())
        {
            if (!served.Lexicon.PartyByCode.ContainsKey(code))
                return Results.Problem($"{code} is no party that the lexicon knows.", statusCode: 404);
        }
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
        {
            var brief = await new BriefWriter(context, served.Lexicon).WriteAsync(party, side, date ?? DateOnly.FromDateTime(DateTime.Today), http.RequestAborted).ConfigureAwait(false);
            return format switch
            {
                "md" => Results.Text(BriefText.Markdown(brief), "text/markdown; charset=utf-8"),
                "html" => Results.Text(BriefText.Html(brief), "text/html; charset=utf-8"),
                "docx" => Results.File(BriefDocx.Write(brief), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", $"brief-{party}.docx"),
                null or "json" => Results.Json(brief, RegisterServer.Json),
                _ => Results.Problem("A brief is had as json, md, html or docx.", statusCode: 400),
            };
        }
    }

    private static async Task<IResult> CalendarAsync(HttpContext http, Served served, string? with, [FromQuery(Name = "for")] string? side, DateOnly? by, string? officer)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
        {
            var query = Query(with, side, by, null, false, null, officer) with { Take = 5000 };
            var items = await DueList.OfAsync(context, query, http.RequestAborted).ConfigureAwait(false);
            return Results.Text(DueCalendar.Of(items, await DueCalendar.AnniversariesAsync(context, query, http.RequestAborted).ConfigureAwait(false)), "text/calendar; charset=utf-8");
        }
    }

    private static async Task<IResult> JournalAsync(HttpContext http, Served served, long? before, int? take)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
        {
            var rows = await context.Journal.AsNoTracking().Where(j => before == null || j.Id < before).OrderByDescending(j => j.Id).Take(Math.Clamp(take ?? 100, 1, MostTaken)).Select(j => new JournalView(j.Id, j.At, j.Who, j.What, j.Details, j.Hash)).ToListAsync(http.RequestAborted).ConfigureAwait(false);
            return Results.Json(rows, RegisterServer.Json);
        }
    }

    private static async Task<IResult> VerifyAsync(HttpContext http, Served served)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
        {
            var (entries, fault) = await Journal.VerifyAsync(context, http.RequestAborted).ConfigureAwait(false);
            return Results.Json(new JournalState(entries, fault), RegisterServer.Json);
        }
    }
}

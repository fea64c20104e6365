using Chancery.Registers.FollowUps;
using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Pages;

/// <summary>What is owed, by state.</summary>
/// <param name="State">The one state that is shown; null for the board of all.</param>
public sealed record BoardModel(DueQuery Query, string? State, IReadOnlyList<BoardColumn> Columns);

/// <summary>Commitments of one state.</summary>
/// <param name="More">Whether there are more than are shown.</param>
public sealed record BoardColumn(string Name, string Class, string State, IReadOnlyList<DueItem> Items, bool More);

/// <summary>A commitment with what may have become of it.</summary>
public sealed record CommitmentModel(DueItem Item, string Words, int From, IReadOnlyList<ProposalView> Proposals, string? Refused);

/// <summary>What the register proposes, with both passages.</summary>
public sealed record ProposalCard(ProposalView Proposal, string? Owed, string? By, ReleaseReference? Said, ReleaseReference? Shown, string? One, string? Other);

public sealed record ProposalsModel(IReadOnlyList<ProposalCard> Cards, bool Decided, long? Next);

/// <summary>Commitments, and the follow-up on them.</summary>
internal static class CommitmentPages
{
    /// <summary>How many a column shows.</summary>
    private const int Shown = 25;

    private const int MostProposals = 30;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/commitments", BoardAsync);
        pages.MapGet("/commitments/{id:long}", (HttpContext http, Served served, long id) => OneAsync(http, served, id, null));
        pages.MapPost("/commitments/{id:long}", ChangeAsync).RequireAuthorization(Roles.Officer);
        pages.MapGet("/proposals", ProposalsAsync);
        pages.MapPost("/proposals/{id:long}", DecideAsync).RequireAuthorization(Roles.Officer);
    }

    private static DateOnly Today => DateOnly.FromDateTime(DateTime.Today);

    private static string? Code(Served served, string? said) => said is { Length: > 0 } ? served.Lexicon.CodeOf(said) ?? said : null;

    private static async Task<IResult> BoardAsync(HttpContext http, Served served, string? with, [FromQuery(Name = "for")] string? side, DateOnly? by, DateOnly? asOf, string? officer, string? state, int? skip)
    {
        var query = new DueQuery(asOf ?? Today) { With = Code(served, with), For = Code(served, side), By = by, Officer = string.IsNullOrWhiteSpace(officer) ? null : officer, Skip = state is null ? 0 : Math.Max(0, skip ?? 0), Take = Shown + 1 };
        var columns = new (string Name, string Class, string State)[] { ("Overdue", "overdue", "overdue"), ("Open", "open", "open"), ("Kept", "kept", "kept"), ("Superseded", "done", "superseded"), ("Withdrawn", "done", "withdrawn") };
        if (state is not null && !columns.Any(c => c.State == state))
            return Results.NotFound();
        var model = await served.Store.AskAsync(async context =>
        {
            var filled = new List<BoardColumn>();
            foreach (var (name, how, one) in columns.Where(c => state is null || c.State == state))
            {
                var items = await DueList.OfAsync(context, query with { State = one, All = true }, http.RequestAborted).ConfigureAwait(false);
                if (items.Count > 0 || state is not null || one is "overdue" or "open" or "kept")
                    filled.Add(new BoardColumn(name, how, one, [.. items.Take(Shown)], items.Count > Shown));
            }
            return new BoardModel(query, state, filled);
        }).ConfigureAwait(false);
        return AllPages.Show<BoardPage>(model);
    }

    private static async Task<IResult> OneAsync(HttpContext http, Served served, long id, string? refused)
    {
        var stop = http.RequestAborted;
        var model = await served.Store.AskAsync(async context =>
        {
            if (await DueList.OfAsync(context, new DueQuery(Today) { All = true, Id = id }, stop).ConfigureAwait(false) is not [var item])
                return null;
            var row = await context.Commitments.AsNoTracking().SingleAsync(c => c.Id == id, stop).ConfigureAwait(false);
            return new CommitmentModel(item, row.Words, row.From, await ProposalEndpoints.ViewsAsync(context.Proposals.Where(p => p.CommitmentId == id).OrderBy(p => p.Day).ThenBy(p => p.Id).Take(MostProposals), stop).ConfigureAwait(false), refused);
        }).ConfigureAwait(false);
        return model is null ? Results.NotFound() : AllPages.Show<PromisePage>(model, refused is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, Served served, long id)
    {
        var (sent, stop, officer) = (await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false), http.RequestAborted, served.Officer(http));
        Refusal? refusal = null;
        static DateOnly? Day(string said) => DateOnly.TryParseExact(said, "yyyy-MM-dd", out var day) ? day : null;
        if (sent.ContainsKey("state"))
            refusal = await officer.SetStateAsync(id, sent["state"].ToString(), Day(sent["on"].ToString()) ?? Today, stop).ConfigureAwait(false);
        if (refusal is null && sent.ContainsKey("officer"))
        {
            var (name, note) = (sent["officer"].ToString().Trim(), sent["note"].ToString().Trim());
            refusal = await officer.AssignAsync(id, name.Length == 0 ? null : name, stop).ConfigureAwait(false)
                ?? await officer.NoteAsync(id, note.Length == 0 ? null : note, stop).ConfigureAwait(false)
                ?? await officer.RemindAsync(id, Day(sent["remind"].ToString()), stop).ConfigureAwait(false);
        }
        return refusal is null ? AllPages.Then($"/commitments/{id}") : refusal.IsUnknown ? Results.NotFound() : await OneAsync(http, served, id, refusal.Words).ConfigureAwait(false);
    }

    private static async Task<IResult> ProposalsAsync(HttpContext http, Served served, bool? decided, long? before)
    {
        var stop = http.RequestAborted;
        return AllPages.Show<ProposalsPage>(await served.Store.AskAsync(async context =>
        {
            var rows = context.Proposals.AsNoTracking().Where(p => (decided == true ? p.Decision != Decisions.Open : p.Decision == Decisions.Open) && (before == null || p.Id < before));
            var proposals = await ProposalEndpoints.ViewsAsync(rows.OrderByDescending(p => p.Id).Take(MostProposals), stop).ConfigureAwait(false);
            var owedIds = proposals.Select(p => p.Commitment).OfType<long>().ToArray();
            var owed = await context.Commitments.AsNoTracking().Where(c => owedIds.Contains(c.Id)).ToDictionaryAsync(c => c.Id, stop).ConfigureAwait(false);
            var releaseIds = proposals.Select(p => p.Release).OfType<long>().Concat(owed.Values.Select(c => c.ReleaseId)).Distinct().ToArray();
            var releases = await context.Releases.AsNoTracking().Where(r => releaseIds.Contains(r.Id)).Select(r => new ReleaseReference(r.Id, r.Day, r.Issuer, r.Headline)).ToDictionaryAsync(r => r.Id, stop).ConfigureAwait(false);
            var people = proposals.SelectMany(p => new[] { p.Person, p.Other }).OfType<long>().Distinct().ToArray();
            var names = await context.People.AsNoTracking().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Party == null ? p.Name : $"{p.Name} ({p.Party})", stop).ConfigureAwait(false);
            var cards = proposals.ConvertAll(p =>
            {
                var c = p.Commitment is { } id ? owed.GetValueOrDefault(id) : null;
                return new ProposalCard(p, c?.Words, c is null ? null : string.Join(", ", Bar.Split(c.By)), c is null ? null : releases.GetValueOrDefault(c.ReleaseId), p.Release is { } shown ? releases.GetValueOrDefault(shown) : null, p.Person is { } a ? names.GetValueOrDefault(a) : null, p.Other is { } b ? names.GetValueOrDefault(b) : null);
            });
            return new ProposalsModel(cards, decided == true, proposals.Count == MostProposals ? proposals[^1].Id : null);
        }).ConfigureAwait(false));
    }

    private static async Task<IResult> DecideAsync(HttpContext http, Served served, long id)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        if (sent["decision"].ToString() is not (Decisions.Accepted or Decisions.Refused or Decisions.Undone))
            return Results.BadRequest();
        var refusal = await served.Officer(http).DecideAsync(id, sent["decision"].ToString(), http.RequestAborted).ConfigureAwait(false);
        // Somebody else may have decided in the meantime: the page shows how it stands.
        return refusal is { IsUnknown: true } ? Results.NotFound() : AllPages.Then(sent["return"].ToString());
    }
}

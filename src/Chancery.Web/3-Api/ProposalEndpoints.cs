using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Api;

/// <summary>What the register proposes.</summary>
public sealed record ProposalView(long Id, string Kind, long? Commitment, long? Person, long? Other, long? Release, DateOnly? Day, int? DaysLate, string Reason, string Passage, string Decision, string? DecidedBy, DateTime? DecidedAt);

/// <summary>accepted, refused or undone.</summary>
internal sealed record Decision(string Value);

/// <summary>What the register proposes, and what officers decide.</summary>
internal static class ProposalEndpoints
{
    private const int MostTaken = 500;

    public static void Map(WebApplication app)
    {
        var proposals = app.MapGroup("/api/proposals").WithTags("Proposals");
        proposals.MapGet("", ListAsync).WithName("ListProposals").WithSummary("What the register proposes, or proposed.").Produces<List<ProposalView>>();
        proposals.MapPost("{id:long}/decision", DecideAsync).WithName("DecideProposal").WithSummary("Accepts, refuses or undoes.").Produces(204).ProducesProblem(400).ProducesProblem(404).RequireAuthorization(Roles.Officer);
    }

    private static async Task<IResult> ListAsync(HttpContext http, Served served, string? kind, string? decision, long? commitment, long? after, int? take) => Results.Ok(await served.Store.AskAsync(context =>
    {
        var rows = context.Proposals.AsNoTracking().Where(p => p.Id > (after ?? 0) && (kind == null || p.Kind == kind) && (commitment == null || p.CommitmentId == commitment) && (decision == null || p.Decision == decision));
        return ViewsAsync(rows.OrderBy(p => p.Id).Take(Math.Clamp(take ?? 100, 1, MostTaken)), http.RequestAborted);
    }).ConfigureAwait(false));

    internal static Task<List<ProposalView>> ViewsAsync(IQueryable<ProposalRow> rows, CancellationToken stop) =>
        rows.AsNoTracking().Select(p => new ProposalView(p.Id, p.Kind, p.CommitmentId, p.PersonId, p.OtherId, p.ReleaseId, p.Day, p.DaysLate, p.Reason, p.Passage, p.Decision, p.DecidedBy, p.DecidedAt)).ToListAsync(stop);

    private static async Task<IResult> DecideAsync(HttpContext http, Served served, long id, Decision decision)
    {
        if (decision.Value is not (Decisions.Accepted or Decisions.Refused or Decisions.Undone))
            return Results.Problem("A decision is accepted, refused or undone.", statusCode: StatusCodes.Status400BadRequest);
        return await served.Officer(http).DecideAsync(id, decision.Value, http.RequestAborted).ConfigureAwait(false) is { } refusal ? Answers.Refused(refusal) : Results.NoContent();
    }
}

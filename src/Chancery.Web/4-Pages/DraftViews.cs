using System.Globalization;
using Chancery.Issuing.Clearances;
using Chancery.Issuing.Desks;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Issue;
using Chancery.Lexicons;
using Chancery.Registers.Checks;
using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Pages;

/// <summary>Drafts made ready to be shown, to those who may see them. Stateless.</summary>
internal static class DraftViews
{
    /// <summary>Shows something of a draft to whoever may see it; others are refused, and the journal has it.</summary>
    public static Task<IResult> OfAsync(HttpContext http, Served served, long id, Func<RegisterContext, DraftRow, Task<IResult>> show) => served.Store.AskAsync(async context =>
    {
        var (draft, refused) = await DraftAccess.FindAsync(context, id, http.User.Colleague(), http.RequestAborted).ConfigureAwait(false);
        return draft is not null ? await show(context, draft).ConfigureAwait(false) : refused is { IsUnknown: true } ? Results.NotFound() : Results.StatusCode(StatusCodes.Status403Forbidden);
    });

    public static Letterhead Head(Served served, string house) => Letterheads.Of(served.Lexicon, house, "");

    public static DraftLine Line(Served served, DraftRow draft, Colleague who)
    {
        var (head, stage) = (Head(served, draft.House), ClearanceWords.StageOf(draft.Stage));
        var due = draft.Due is { } at && draft.Issued is null ? $"{DocumentSet.Local(at, head).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} ({head.Zone})" : "";
        var isTurn = Clearance.WaitsFor(stage).Any(who.Duties.Contains) && stage is not (Stage.Issued or Stage.Scheduled or Stage.Embargoed);
        return new DraftLine(draft.Id, draft.Headline, draft.House, draft.Stage, draft.Edition, IssueNumber.Of(draft.Number)?.On(head), draft.Author, draft.Changed, due, isTurn);
    }

    /// <summary>The text as it would be issued now.</summary>
    public static string Composed(Served served, DraftRow draft, Sheet sheet, Issuer issuer) =>
        new DocumentSet(served.Lexicon).Compose(sheet, IssueNumber.Of(draft.Number)?.On(Head(served, draft.House)), null, draft.Note, draft.Issued ?? issuer.Time.GetUtcNow().UtcDateTime).Text;

    /// <summary>What stands beside a text of a draft: what is read from it, and what its writer should look at.</summary>
    public static async Task<DraftBesideModel> BesideAsync(RegisterContext context, Served served, DraftRow draft, Colleague who, string text, CancellationToken stop)
    {
        var record = served.Reader.Read(text).Record;
        var remarks = draft.Issued is null ? await TextCheck.OfAsync(context, served.Lexicon, text, record, stop).ConfigureAwait(false) : [];
        var answers = await context.DraftAnswers.AsNoTracking().Where(a => a.DraftId == draft.Id).ToDictionaryAsync(a => a.Remark, StringComparer.Ordinal, stop).ConfigureAwait(false);
        return new DraftBesideModel(draft.Id, remarks.ConvertAll(r => answers.TryGetValue(r.Words, out var said) ? new RemarkView(r, said.Verdict, said.Reason, said.Who) : new RemarkView(r, null, "", "")), FactViews.Of(record), who.Duties.Count > 0 && draft.Issued is null);
    }

    /// <summary>A draft with all that was done with it, and what whoever looks may do.</summary>
    /// <param name="context">The register.</param>
    /// <param name="served">What is served.</param>
    /// <param name="issuer">Dates what is not issued yet.</param>
    /// <param name="draft">The draft.</param>
    /// <param name="who">Who looks.</param>
    /// <param name="fault">Why what was asked for was refused; null for nothing.</param>
    /// <param name="stop">Ends the work.</param>
    public static async Task<DraftModel> WholeAsync(RegisterContext context, Served served, Issuer issuer, DraftRow draft, Colleague who, string? fault, CancellationToken stop)
    {
        var (id, stage) = (draft.Id, ClearanceWords.StageOf(draft.Stage));
        var sheet = (await DraftHistory.SheetAsync(context, id, draft.Version, stop).ConfigureAwait(false))!;
        var text = Composed(served, draft, sheet, issuer);
        var beside = await BesideAsync(context, served, draft, who, text, stop).ConfigureAwait(false);
        var authors = await DraftHistory.AuthorsAsync(context, id, stop).ConfigureAwait(false);
        var comments = await context.DraftComments.AsNoTracking().Where(c => c.DraftId == id).OrderBy(c => c.Id).ToListAsync(stop).ConfigureAwait(false);
        var taken = await context.DraftSteps.AsNoTracking().Where(s => s.DraftId == id).OrderByDescending(s => s.Ordinal).Select(s => new TakenView(s.Step, s.Stage, s.Version, s.Who, s.Reason, s.At)).ToListAsync(stop).ConfigureAwait(false);
        var versions = await context.DraftVersions.AsNoTracking().Where(v => v.DraftId == id).OrderByDescending(v => v.Version).Select(v => new VersionView(v.Version, v.Who, v.At)).ToListAsync(stop).ConfigureAwait(false);
        var files = await context.IssuedFiles.AsNoTracking().Where(f => f.DraftId == id).Select(f => new DocumentView(f.Form, f.IsEmbargoed, f.Name)).ToListAsync(stop).ConfigureAwait(false);
        var later = await context.Drafts.AsNoTracking().Where(d => d.Corrects == id && d.Stage != "withdrawn").Select(d => (long?)d.Id).FirstOrDefaultAsync(stop).ConfigureAwait(false);
        var forms = DocumentSet.Forms.Select(f => f.Form).ToList();
        return new DraftModel(Line(served, draft, who), draft.Note, draft.Reason, draft.Circle, draft.Corrects, later, draft.ReleaseId, draft.Issued, draft.Version, FactViews.Cut(text, [.. beside.Facts]), beside,
            [.. Clearance.Open(stage, who.Name, who.Duties, authors).Select(s => new StepView(s.Name, s.To.Word(), s.NeedsReason, s.NeedsTime))],
            comments.ConvertAll(c => new CommentView(c.Id, c.Version, c.Words, c.Said, c.Who, c.At, c.SettledBy, sheet.Says(c.Words))),
            taken, versions, [.. files.OrderBy(f => f.IsEmbargoed).ThenBy(f => forms.IndexOf(f.Form))], Head(served, draft.House).Zone,
            MayWrite: Clearance.MayWrite(stage, who.Duties),
            MayCorrect: stage == Stage.Issued && later is null && who.Duties.Contains(Duty.Drafter),
            MayLimit: DraftAccess.MayLimit(draft, who),
            IsOwn: authors.Contains(who.Name, StringComparer.OrdinalIgnoreCase), fault);
    }
}

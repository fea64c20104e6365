using System.Globalization;
using Chancery.Issuing.Clearances;
using Chancery.Issuing.Desks;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Issue;
using Chancery.Registers.Checks;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Chancery.Web.Pages;

/// <summary>Releases on their way: the list, a draft with all that was done with it, the editor, and the steps. For those who have a duty.</summary>
internal static class DraftPages
{
    /// <summary>How many drafts a list shows, the newest first.</summary>
    private const int Most = 200;

    public static void Map(RouteGroupBuilder pages)
    {
        var drafts = pages.MapGroup("/drafts").RequireAuthorization(Asker.HasDuty);
        drafts.MapGet("", ListAsync);
        drafts.MapPost("/clock", TrustAsync);
        drafts.MapGet("/{id:long}", (HttpContext http, Served served, Issuer issuer, long id) => OneAsync(http, served, issuer.Time, id, null));
        drafts.MapGet("/{id:long}/edit", (HttpContext http, Served served, Issuer issuer, long id) => EditAsync(http, served, issuer.Time, id, null, null, "", null));
        drafts.MapPost("/{id:long}/edit", SaveAsync);
        drafts.MapPost("/{id:long}/beside", (HttpContext http, Served served, Issuer issuer, long id) => BesideAsync(http, served, issuer.Time, id));
        drafts.MapPost("/{id:long}/remarks", AnswerAsync);
        drafts.MapPost("/{id:long}/step", StepAsync);
        drafts.MapPost("/{id:long}/correct", CorrectAsync);
        drafts.MapPost("/{id:long}/comments", CommentAsync);
        drafts.MapPost("/{id:long}/circle", CircleAsync);
        drafts.MapGet("/{id:long}/versions/{version:int}", VersionAsync);
        drafts.MapGet("/{id:long}/documents/{form}", DocumentAsync);
        pages.MapGet("/issued/{id:long}/{form}", IssuedAsync);
    }

    private static DraftDesk Desk(HttpContext http, Served served) => new(served.Store, http.User.Colleague(), http.RequestServices.GetRequiredService<Issuer>().Time);

    /// <summary>What was refused, by what it is: nothing there, not for whoever asks, or not as things stand.</summary>
    public static async Task<IResult> RefusedAsync(HttpContext http, Served served, TimeProvider time, long id, Refusal refusal)
    {
        if (refusal.IsUnknown)
            return Results.NotFound();
        if (await served.Store.AskAsync(context => DraftAccess.FindAsync(context, id, http.User.Colleague(), http.RequestAborted)).ConfigureAwait(false) is { Draft: null })
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        return await OneAsync(http, served, time, id, refusal.Words).ConfigureAwait(false);
    }

    private static DraftLine Line(Served served, DraftRow draft, Colleague who)
    {
        var stage = ClearanceWords.StageOf(draft.Stage);
        return new DraftLine(draft.Id, draft.Headline, draft.House, draft.Stage, draft.Edition, NumberOf(served, draft), draft.Author, draft.Changed, DueOf(served, draft), Clearance.WaitsFor(stage).Any(who.Duties.Contains) && stage is not (Stage.Issued or Stage.Scheduled or Stage.Embargoed));
    }

    private static Lexicons.Letterhead Head(Served served, string house) => LetterheadOf.House(served.Lexicon, house, "");

    private static string? NumberOf(Served served, DraftRow draft) => draft.Number is { } given && given.Split('/') is [var count, var year] ? Head(served, draft.House).Number.Replace("{number}", count, StringComparison.Ordinal).Replace("{year}", year, StringComparison.Ordinal) : null;

    private static string DueOf(Served served, DraftRow draft) => draft.Due is { } due && draft.Issued is null ? $"{DocumentSet.Local(due, Head(served, draft.House)).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} ({Head(served, draft.House).Zone})" : "";

    private static async Task<IResult> ListAsync(HttpContext http, Served served, Schedule schedule)
    {
        var who = http.User.Colleague();
        var rows = await served.Store.AskAsync(context => context.Drafts.AsNoTracking().OrderByDescending(d => d.Changed).Take(Most).ToListAsync(http.RequestAborted)).ConfigureAwait(false);
        var lines = rows.Where(d => DraftAccess.MaySee(d, who)).Select(d => Line(served, d, who)).OrderByDescending(d => d.IsTurn).ToList();
        return AllPages.Show<DraftsPage>(new DraftsModel(lines, who.Duties.Contains(Duty.Drafter), schedule.Jump, who.Duties.Contains(Duty.Spokesperson)));
    }

    private static async Task<IResult> TrustAsync(HttpContext http, Schedule schedule)
    {
        var who = http.User.Colleague();
        if (!who.Duties.Contains(Duty.Spokesperson))
            return Results.StatusCode(StatusCodes.Status403Forbidden);
        await schedule.TrustAsync(who.Name, http.RequestAborted).ConfigureAwait(false);
        return AllPages.Then("/drafts");
    }

    private static async Task<IResult> OneAsync(HttpContext http, Served served, TimeProvider time, long id, string? fault)
    {
        var (who, stop) = (http.User.Colleague(), http.RequestAborted);
        var (model, refused) = await served.Store.AskAsync<(DraftModel?, Refusal?)>(async context =>
        {
            var (draft, no) = await DraftAccess.FindAsync(context, id, who, stop).ConfigureAwait(false);
            if (draft is null)
                return (null, no);
            var sheet = (await DraftAccess.SheetAsync(context, id, draft.Version, stop).ConfigureAwait(false))!;
            var authors = await DraftAccess.AuthorsAsync(context, id, stop).ConfigureAwait(false);
            var stage = ClearanceWords.StageOf(draft.Stage);
            var text = Composed(served, draft, sheet, time);
            var beside = await BesideAsync(context, served, draft, who, text, stop).ConfigureAwait(false);
            var plain = string.Join(' ', sheet.Plain.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            var comments = await context.DraftComments.AsNoTracking().Where(c => c.DraftId == id).OrderBy(c => c.Id).ToListAsync(stop).ConfigureAwait(false);
            var steps = await context.DraftSteps.AsNoTracking().Where(s => s.DraftId == id).OrderByDescending(s => s.Ordinal).Select(s => new TakenView(s.Step, s.Stage, s.Version, s.Who, s.Reason, s.At)).ToListAsync(stop).ConfigureAwait(false);
            var versions = await context.DraftVersions.AsNoTracking().Where(v => v.DraftId == id).OrderByDescending(v => v.Version).Select(v => new VersionView(v.Version, v.Who, v.At)).ToListAsync(stop).ConfigureAwait(false);
            var files = await context.IssuedFiles.AsNoTracking().Where(f => f.DraftId == id).Select(f => new DocumentView(f.Form, f.Name, f.Hash)).ToListAsync(stop).ConfigureAwait(false);
            var later = await context.Drafts.AsNoTracking().Where(d => d.Corrects == id && d.Stage != "withdrawn").Select(d => (long?)d.Id).FirstOrDefaultAsync(stop).ConfigureAwait(false);
            var isOwn = string.Equals(draft.Author, who.Name, StringComparison.OrdinalIgnoreCase);
            var facts = beside.Facts;
            return (new DraftModel(Line(served, draft, who), draft.Note, draft.Reason, draft.Circle, draft.Corrects, later, draft.ReleaseId, draft.Issued, draft.Version, FactViews.Cut(text, facts.ToList()), beside,
                [.. Clearance.Open(stage, who.Name, who.Duties, authors).Select(s => new StepView(s.Name, s.To.Word(), s.NeedsReason, s.NeedsTime))],
                comments.ConvertAll(c => new CommentView(c.Id, c.Version, c.Words, c.Said, c.Who, c.At, c.SettledBy, c.Words.Length == 0 || plain.Contains(string.Join(' ', c.Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal))),
                steps, versions, [.. files.OrderBy(f => f.Form.StartsWith(Issuer.Embargoed, StringComparison.Ordinal)).ThenBy(f => Order(f.Form))], Head(served, draft.House).Zone,
                Clearance.MayWrite(stage, who.Duties), stage == Stage.Issued && later is null && who.Duties.Contains(Duty.Drafter), isOwn || who.Duties.Contains(Duty.Spokesperson), authors.Contains(who.Name, StringComparer.OrdinalIgnoreCase), fault), null);
        }).ConfigureAwait(false);
        return model is null ? Refused(refused) : AllPages.Show<DraftPage>(model, fault is null ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
    }

    private static int Order(string form) => DocumentSet.Forms.ToList().FindIndex(f => form.EndsWith(f.Form, StringComparison.Ordinal));

    private static IResult Refused(Refusal? refusal) => refusal is { IsUnknown: true } ? Results.NotFound() : Results.StatusCode(StatusCodes.Status403Forbidden);

    /// <summary>The text as it would be issued now.</summary>
    private static string Composed(Served served, DraftRow draft, Sheet sheet, TimeProvider time) => new DocumentSet(served.Lexicon).Compose(sheet, NumberOf(served, draft), null, draft.Note, draft.Issued ?? time.GetUtcNow().UtcDateTime).Text;

    private static async Task<DraftBesideModel> BesideAsync(RegisterContext context, Served served, DraftRow draft, Colleague who, string text, CancellationToken stop)
    {
        var record = served.Reader.Read(text).Record;
        var remarks = draft.Issued is null ? await TextCheck.OfAsync(context, served.Lexicon, text, record, stop).ConfigureAwait(false) : [];
        var answers = await context.DraftAnswers.AsNoTracking().Where(a => a.DraftId == draft.Id).ToDictionaryAsync(a => a.Remark, StringComparer.Ordinal, stop).ConfigureAwait(false);
        return new DraftBesideModel(draft.Id, remarks.ConvertAll(r => answers.TryGetValue(r.Words, out var said) ? new RemarkView(r, said.Verdict, said.Reason, said.Who) : new RemarkView(r, null, "", "")), FactViews.Of(record), who.Duties.Count > 0 && draft.Issued is null);
    }

    private static async Task<IResult> EditAsync(HttpContext http, Served served, TimeProvider time, long id, Sheet? typed, Sheet? theirs, string told, string? fault)
    {
        var (who, stop) = (http.User.Colleague(), http.RequestAborted);
        var (model, refused) = await served.Store.AskAsync<(EditModel?, Refusal?)>(async context =>
        {
            var (draft, no) = await DraftAccess.FindAsync(context, id, who, stop).ConfigureAwait(false);
            if (draft is null)
                return (null, no);
            if (!Clearance.MayWrite(ClearanceWords.StageOf(draft.Stage), who.Duties))
                return (null, new Refusal("is not written now"));
            var sheet = typed ?? (await DraftAccess.SheetAsync(context, id, draft.Version, stop).ConfigureAwait(false))!;
            var beside = await BesideAsync(context, served, draft, who, Composed(served, draft, sheet, time), stop).ConfigureAwait(false);
            return (new EditModel(id, draft.Version, DraftFields.Of(sheet), beside, theirs is null ? null : Versions.Between(theirs, sheet), told, fault), null);
        }).ConfigureAwait(false);
        return model is null ? Refused(refused) : AllPages.Show<DraftEditPage>(model, theirs is not null ? StatusCodes.Status409Conflict : fault is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SaveAsync(HttpContext http, Served served, Issuer issuer, long id)
    {
        var time = issuer.Time;
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        if (!int.TryParse(sent["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return Results.BadRequest();
        var sheet = DraftFields.Sent(sent);
        var (saved, refused) = await Desk(http, served).SaveAsync(id, version, sheet, http.RequestAborted).ConfigureAwait(false);
        if (refused is not null)
            return await RefusedAsync(http, served, time, id, refused).ConfigureAwait(false);
        if (saved!.Theirs is { } theirs)
            return await EditAsync(http, served, time, id, sheet, theirs, "", null).ConfigureAwait(false);
        return sent["then"] == "look" ? AllPages.Then($"/drafts/{id}") : await EditAsync(http, served, time, id, null, null, saved.Merged ? "merged" : "saved", null).ConfigureAwait(false);
    }

    /// <summary>What stands beside the text as it is typed; nothing is kept.</summary>
    private static async Task<IResult> BesideAsync(HttpContext http, Served served, TimeProvider time, long id)
    {
        var (who, stop) = (http.User.Colleague(), http.RequestAborted);
        var sheet = DraftFields.Sent(await http.Request.ReadFormAsync(stop).ConfigureAwait(false));
        if (sheet.Body.Length > DraftDesk.Longest)
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var (model, refused) = await served.Store.AskAsync<(DraftBesideModel?, Refusal?)>(async context =>
        {
            var (draft, no) = await DraftAccess.FindAsync(context, id, who, stop).ConfigureAwait(false);
            return draft is null ? (null, no) : (await BesideAsync(context, served, draft, who, Composed(served, draft, sheet.Tidy(), time), stop).ConfigureAwait(false), null);
        }).ConfigureAwait(false);
        return model is null ? Refused(refused) : new RazorComponentResult<Parts.DraftBeside>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = model });
    }

    private static async Task<IResult> AnswerAsync(HttpContext http, Served served, Issuer issuer, long id)
    {
        var time = issuer.Time;
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var refused = await Desk(http, served).AnswerAsync(id, sent["remark"].ToString(), sent["verdict"].ToString(), sent["reason"].ToString(), http.RequestAborted).ConfigureAwait(false);
        return refused is not null ? await RefusedAsync(http, served, time, id, refused).ConfigureAwait(false) : AllPages.Then($"/drafts/{id}");
    }

    private static async Task<IResult> StepAsync(HttpContext http, Served served, Issuer issuer, long id)
    {
        var time = issuer.Time;
        var (who, sent) = (http.User.Colleague(), await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false));
        if (!int.TryParse(sent["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return Results.BadRequest();
        DateTime? due = null;
        if (sent["due"].ToString() is { Length: > 0 } said)
        {
            var house = await served.Store.AskAsync(context => context.Drafts.Where(d => d.Id == id).Select(d => d.House).SingleOrDefaultAsync(http.RequestAborted)).ConfigureAwait(false);
            var read = LocalDateTimePattern.CreateWithInvariantCulture(said.Length > 16 ? "uuuu-MM-dd'T'HH:mm:ss" : "uuuu-MM-dd'T'HH:mm").Parse(said);
            if (!read.Success || house is null)
                return Results.BadRequest();
            // Of an hour that clocks show twice the earlier would be too early.
            due = DocumentSet.ZoneOf(Head(served, house)).ResolveLocal(read.Value, Resolvers.CreateMappingResolver(Resolvers.ReturnLater, Resolvers.ReturnForwardShifted)).ToDateTimeUtc();
        }
        var refused = await issuer.TakeAsync(id, version, sent["step"].ToString(), who, sent["reason"].ToString(), due, http.RequestAborted).ConfigureAwait(false);
        if (refused is null)
            return AllPages.Then($"/drafts/{id}");
        http.RequestServices.GetRequiredService<Refusals>().Note(http, "refused step", $"draft {id}: {sent["step"]}: {refused.Words}");
        return await RefusedAsync(http, served, time, id, refused).ConfigureAwait(false);
    }

    private static async Task<IResult> CorrectAsync(HttpContext http, Served served, Issuer issuer, long id)
    {
        var time = issuer.Time;
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var (edition, refused) = await Desk(http, served).CorrectAsync(id, sent["note"].ToString(), http.RequestAborted).ConfigureAwait(false);
        return refused is not null ? await RefusedAsync(http, served, time, id, refused).ConfigureAwait(false) : AllPages.Then($"/drafts/{edition}/edit");
    }

    private static async Task<IResult> CommentAsync(HttpContext http, Served served, Issuer issuer, long id)
    {
        var time = issuer.Time;
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var refused = long.TryParse(sent["settle"], NumberStyles.None, CultureInfo.InvariantCulture, out var comment)
            ? await Desk(http, served).SettleAsync(id, comment, http.RequestAborted).ConfigureAwait(false)
            : await Desk(http, served).CommentAsync(id, sent["words"].ToString(), sent["said"].ToString(), http.RequestAborted).ConfigureAwait(false);
        return refused is not null ? await RefusedAsync(http, served, time, id, refused).ConfigureAwait(false) : AllPages.Then($"/drafts/{id}#comments");
    }

    private static async Task<IResult> CircleAsync(HttpContext http, Served served, Issuer issuer, long id)
    {
        var time = issuer.Time;
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var names = sent["limited"] == "yes" ? sent["names"].ToString().Split((char[])[',', '\n', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : null;
        var refused = await Desk(http, served).LimitAsync(id, names, http.RequestAborted).ConfigureAwait(false);
        return refused is not null ? await RefusedAsync(http, served, time, id, refused).ConfigureAwait(false) : AllPages.Then($"/drafts/{id}");
    }

    private static async Task<IResult> VersionAsync(HttpContext http, Served served, long id, int version, int? with)
    {
        var (who, stop) = (http.User.Colleague(), http.RequestAborted);
        var (model, refused) = await served.Store.AskAsync<(VersionModel?, Refusal?)>(async context =>
        {
            var (draft, no) = await DraftAccess.FindAsync(context, id, who, stop).ConfigureAwait(false);
            if (draft is null)
                return (null, no);
            var row = await context.DraftVersions.AsNoTracking().SingleOrDefaultAsync(v => v.DraftId == id && v.Version == version, stop).ConfigureAwait(false);
            var earlier = with ?? version - 1;
            var before = earlier < 1 ? new Sheet { Kind = "" } : await DraftAccess.SheetAsync(context, id, earlier, stop).ConfigureAwait(false);
            return row is null || before is null ? (null, new Refusal("", IsUnknown: true)) : (new VersionModel(id, draft.Headline, earlier, version, row.Who, row.At, Versions.Between(before, Sheet.OfJson(Packed.Text(row.Sheet)))), null);
        }).ConfigureAwait(false);
        return model is null ? Refused(refused) : AllPages.Show<DraftVersionPage>(model);
    }

    /// <summary>A document that is kept, or of a draft that has none yet, one made of it as it stands.</summary>
    private static async Task<IResult> DocumentAsync(HttpContext http, Served served, Issuer issuer, long id, string form)
    {
        var (who, stop) = (http.User.Colleague(), http.RequestAborted);
        var (draft, sheet, file, refused) = await served.Store.AskAsync(async context =>
        {
            var (row, no) = await DraftAccess.FindAsync(context, id, who, stop).ConfigureAwait(false);
            return (row, row is null ? null : await DraftAccess.SheetAsync(context, id, row.Version, stop).ConfigureAwait(false), row is null ? null : await context.IssuedFiles.AsNoTracking().SingleOrDefaultAsync(f => f.DraftId == id && f.Form == form, stop).ConfigureAwait(false), no);
        }).ConfigureAwait(false);
        if (draft is null || sheet is null)
            return Refused(refused);
        if (file is not null)
            return Send(form, file.Name, Packed.Bytes(file.Bytes));
        if (draft.Issued is not null || DocumentSet.Forms.All(f => f.Form != form))
            return Results.NotFound();
        var (made, fault) = await issuer.PreviewAsync(draft, sheet, stop).ConfigureAwait(false);
        return made.FirstOrDefault(d => d.Form == form) is { } document ? Send(form, Issuer.NameOf(draft, sheet, "", form), document.Bytes) : Results.Problem(fault, statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>A document of a release that was issued, for all who may read the register.</summary>
    private static async Task<IResult> IssuedAsync(HttpContext http, Served served, long id, string form)
    {
        var stop = http.RequestAborted;
        var file = await served.Store.AskAsync(async context => await context.Drafts.AnyAsync(d => d.Id == id && d.Issued != null, stop).ConfigureAwait(false) ? await context.IssuedFiles.AsNoTracking().SingleOrDefaultAsync(f => f.DraftId == id && f.Form == form, stop).ConfigureAwait(false) : null).ConfigureAwait(false);
        return file is null || form.StartsWith(Issuer.Embargoed, StringComparison.Ordinal) ? Results.NotFound() : Send(form, file.Name, Packed.Bytes(file.Bytes));
    }

    private static IResult Send(string form, string name, byte[] bytes) => Results.Bytes(bytes, DocumentSet.Forms.First(f => form.EndsWith(f.Form, StringComparison.Ordinal)).Media, name);
}

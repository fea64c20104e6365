using System.Globalization;
using System.Text.RegularExpressions;
using Chancery.Issuing.Clearances;
using Chancery.Issuing.Desks;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Seals;
using Chancery.Lexicons;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Import;
using Chancery.Registers.Journals;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Issuing.Issue;

/// <summary>
/// Leads drafts from stage to stage. Documents are made before; then all that a step does — the documents, the release in the register, the edition before it, the journal — is one
/// transaction, so that a release is issued whole or not at all. Safe to share.
/// </summary>
/// <param name="store">The register.</param>
/// <param name="lexicon">Letterheads and names.</param>
/// <param name="importer">Takes what is issued into the register: its bytes and its name.</param>
/// <param name="time">The clock.</param>
/// <param name="sealer">Signs what is issued; null where nothing is signed.</param>
internal sealed partial class Issuer(RegisterStore store, Lexicon lexicon, Func<byte[], string, Importer> importer, TimeProvider time, Sealer? sealer = null)
{
    private readonly DocumentSet documents = new(lexicon);

    /// <summary>The clock by which steps are dated.</summary>
    public TimeProvider Time => time;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Takes a step.</summary>
    /// <param name="id">The draft.</param>
    /// <param name="version">The version that was looked at; a later one is not stepped on with.</param>
    /// <param name="name">The step.</param>
    /// <param name="who">Who takes it.</param>
    /// <param name="reason">Why; empty where nothing is said.</param>
    /// <param name="due">For when, UTC.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>Null; or why it cannot be.</returns>
    public async Task<Refusal?> TakeAsync(long id, int version, string name, Colleague who, string reason, DateTime? due, CancellationToken stop)
    {
        var asked = new Asked(who.Name, who.Duties, reason, due);
        var files = new List<IssuedFileRow>();
        var code = "";
        if (name is Clearance.Issue or Clearance.Schedule or Clearance.Embargo)
        {
            var (draft, sheet, refused) = await store.AskAsync(async context =>
            {
                var (row, fault) = await JudgedAsync(context, id, version, name, asked, who, stop).ConfigureAwait(false);
                return (row, row is null ? null : await DraftHistory.SheetAsync(context, id, row.Version, stop).ConfigureAwait(false), fault);
            }).ConfigureAwait(false);
            if (draft is null || sheet is null)
                return refused;
            draft.Code ??= ReleaseCode.New();
            code = draft.Code;
            var (made, fault) = await FilesAsync(draft, sheet, name == Clearance.Issue ? Now : due!.Value, name == Clearance.Embargo ? due : null, stop).ConfigureAwait(false);
            if (fault is not null)
                return new Refusal(fault);
            files = made;
        }
        return await WriteLock.DoAsync(store, async context =>
        {
            var (draft, refused) = await JudgedAsync(context, id, version, name, asked, who, stop).ConfigureAwait(false);
            if (draft is null)
                return refused;
            var step = Clearance.Steps.First(s => s.From == ClearanceWords.StageOf(draft.Stage) && s.Name == name);
            if (step.To is not (Stage.Draft or Stage.Withdrawn) && await FaultOfAsync(context, draft, stop).ConfigureAwait(false) is { } missing)
                return new Refusal(missing);
            await PutAsync(context, draft, step, files, reason, due, stop).ConfigureAwait(false);
            if (code.Length > 0)
                draft.Code = code;
            await DraftHistory.AddStepAsync(context, draft, name, step.To, who.Name, reason, Now, stop).ConfigureAwait(false);
            await context.SaveChangesAsync(stop).ConfigureAwait(false);
            if (step.To == Stage.Issued)
                await IssueAsync(context, draft, files, stop).ConfigureAwait(false);
            else if (step.To == Stage.Withdrawn && draft.Issued is not null)
                await LogAsync(context, draft, "withdrawn", [], stop).ConfigureAwait(false);
            await Journal.AddAsync(context, who.Name, "clearance", $"draft {id}, version {draft.Version}: {name} -> {step.To.Word()}{(draft.Number is null ? "" : $", {draft.Number}")}{(due is { } on && step.NeedsTime ? $", for {on:yyyy-MM-dd HH:mm} UTC" : "")}{(reason.Trim().Length > 0 ? $": {reason.Trim()}" : "")}", stop).ConfigureAwait(false);
            return null;
        }, stop).ConfigureAwait(false);
    }

    /// <summary>Issues what is due by a time.</summary>
    /// <returns>Whether it was issued; what is not due, was held or is issued already is left alone.</returns>
    public Task<bool> TimeComesAsync(long id, DateTime believed, CancellationToken stop) => WriteLock.DoAsync(store, async context =>
    {
        if (await context.Drafts.SingleOrDefaultAsync(d => d.Id == id, stop).ConfigureAwait(false) is not { Due: { } due } draft || DateTime.SpecifyKind(due, DateTimeKind.Utc) > believed)
            return false;
        if (Clearance.Steps.FirstOrDefault(s => s.From == ClearanceWords.StageOf(draft.Stage) && s.Name == Clearance.TimeComes) is not { } step)
            return false;
        var files = await context.IssuedFiles.Where(f => f.DraftId == id && !f.IsEmbargoed).ToListAsync(stop).ConfigureAwait(false);
        await DraftHistory.AddStepAsync(context, draft, step.Name, step.To, "server", "", Now, stop).ConfigureAwait(false);
        await IssueAsync(context, draft, files, stop).ConfigureAwait(false);
        await Journal.AddAsync(context, "server", "clearance", $"draft {id}, version {draft.Version}: {step.Name} -> {step.To.Word()}, {draft.Number}, set for {due:yyyy-MM-dd HH:mm} UTC", stop).ConfigureAwait(false);
        return true;
    }, stop);

    /// <summary>The documents of a draft as it stands, for a look before it is issued.</summary>
    public async Task<(IReadOnlyList<IssuedDocument> Documents, string? Fault)> PreviewAsync(DraftRow draft, Sheet sheet, CancellationToken stop)
    {
        var facts = FactsOf(draft, sheet, draft.Due ?? Now, null);
        return await documents.MakeAsync(sheet, facts with { Number = draft.Number ?? "DRAFT" }, stop).ConfigureAwait(false);
    }

    /// <summary>The draft, if the step may be taken with what it now says.</summary>
    private async Task<(DraftRow? Draft, Refusal? Refused)> JudgedAsync(RegisterContext context, long id, int version, string name, Asked asked, Colleague who, CancellationToken stop)
    {
        var (draft, refused) = await DraftAccess.FindAsync(context, id, who, stop).ConfigureAwait(false);
        if (draft is null)
            return (null, refused);
        if (draft.Version != version)
            return (null, new Refusal($"the text was changed meanwhile (version {draft.Version}); look at it again"));
        var authors = await DraftHistory.AuthorsAsync(context, id, stop).ConfigureAwait(false);
        var (step, fault) = Clearance.Judge(ClearanceWords.StageOf(draft.Stage), name, asked, authors, Now);
        return step is null ? (null, new Refusal(fault!)) : (draft, null);
    }

    /// <summary>What a text lacks to go on; null where nothing.</summary>
    private static async Task<string?> FaultOfAsync(RegisterContext context, DraftRow draft, CancellationToken stop)
    {
        var sheet = (await DraftHistory.SheetAsync(context, draft.Id, draft.Version, stop).ConfigureAwait(false))!;
        return sheet.Headline.Length == 0 ? "a release needs a headline"
            : sheet.Body.Length == 0 ? "a release needs a text"
            : !DateOnly.TryParseExact(sheet.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? "a release needs the day that it bears"
            : null;
    }

    private static async Task PutAsync(RegisterContext context, DraftRow draft, Step step, List<IssuedFileRow> files, string reason, DateTime? due, CancellationToken stop)
    {
        switch (step.To)
        {
            case Stage.Cleared when step.Name == Clearance.Hold:
                draft.Due = null;
                await context.IssuedFiles.Where(f => f.DraftId == draft.Id).ExecuteDeleteAsync(stop).ConfigureAwait(false);
                break;
            case Stage.Cleared:
                draft.Number ??= await NumberAsync(context, draft, stop).ConfigureAwait(false);
                break;
            case Stage.Withdrawn:
                draft.Reason = reason.Trim();
                break;
            case Stage.Scheduled or Stage.Embargoed or Stage.Issued:
                draft.Due = step.NeedsTime ? due : null;
                await context.IssuedFiles.Where(f => f.DraftId == draft.Id).ExecuteDeleteAsync(stop).ConfigureAwait(false);
                context.IssuedFiles.AddRange(files);
                break;
            default:
                break;
        }
    }

    /// <summary>The next number of the house in the year that its clocks show; made when the text is cleared, so that the documents can bear it.</summary>
    private static async Task<string> NumberAsync(RegisterContext context, DraftRow draft, CancellationToken stop)
    {
        var year = draft.Changed.Year;
        var row = await context.Set<HouseNumberRow>().SingleOrDefaultAsync(n => n.House == draft.House && n.Year == year, stop).ConfigureAwait(false);
        if (row is null)
            context.Add(row = new HouseNumberRow { House = draft.House, Year = year });
        row.Last++;
        return new IssueNumber(row.Last, year).ToString();
    }

    private IssueFacts FactsOf(DraftRow draft, Sheet sheet, DateTime at, DateTime? until)
    {
        var head = Letterheads.Of(lexicon, sheet.House, sheet.Issuer);
        return new IssueFacts($"urn:x-chancery:{draft.House.ToLowerInvariant()}:{(draft.Number ?? "draft").Replace('/', ':')}:{draft.Edition}", head.EnglishName ?? sheet.Issuer, IssueNumber.Of(draft.Number)?.On(head) ?? "", draft.Edition, draft.Note, at, until, draft.Code ?? "", draft.Code is { } code ? ReleaseCode.AddressOf(sealer?.Site ?? "", code) : "");
    }

    /// <summary>The documents as rows; with an embargo, those that bear it too.</summary>
    private async Task<(List<IssuedFileRow> Files, string? Fault)> FilesAsync(DraftRow draft, Sheet sheet, DateTime at, DateTime? until, CancellationToken stop)
    {
        var rows = new List<IssuedFileRow>();
        foreach (var end in until is null ? new DateTime?[] { null } : [null, until])
        {
            var (made, fault) = await documents.MakeAsync(sheet, FactsOf(draft, sheet, at, end), stop).ConfigureAwait(false);
            if (fault is not null)
                return ([], fault);
            var (done, unsealed) = sealer is null ? ([.. made.Select(d => new SealedDocument(d, Sealer.HashOf(d.Bytes), ""))], null) : await sealer.SealAsync(made, FactsOf(draft, sheet, at, end), draft.House, sheet.Place, form => NameOf(draft, sheet, form, end is not null)).ConfigureAwait(false);
            if (unsealed is not null)
                return ([], unsealed);
            rows.AddRange(done.Select(d => new IssuedFileRow { DraftId = draft.Id, Form = d.Document.Form, IsEmbargoed = end is not null, Name = NameOf(draft, sheet, d.Document.Form, end is not null), Bytes = Packed.Pack(d.Document.Bytes), Hash = d.Hash, Signature = d.Signature.Length > 0 ? d.Signature : null }));
        }
        return (rows, null);
    }

    /// <summary>"khm-2022-17.pdf", "khm-2022-17-edition-2.pdf".</summary>
    public static string NameOf(DraftRow draft, Sheet sheet, string form, bool embargoed = false)
    {
        var number = IssueNumber.Of(draft.Number) is { } given ? $"{given.Year}-{given.Count}" : $"draft-{draft.Id}";
        return $"{StemOf(sheet.House)}-{number}{(draft.Edition > 1 ? $"-edition-{draft.Edition}" : "")}{(embargoed ? "-embargoed" : "")}{DocumentSet.Forms.First(f => f.Form == form).Ending}";
    }

    /// <summary>A house as names of files begin with it.</summary>
    public static string StemOf(string house) => NoName().Replace(house.ToLowerInvariant(), "");

    [GeneratedRegex("[^a-z0-9-]", RegexOptions.NonBacktracking)]
    private static partial Regex NoName();

    /// <summary>Puts what is issued into the register, in the place of the edition before it.</summary>
    private async Task IssueAsync(RegisterContext context, DraftRow draft, List<IssuedFileRow> files, CancellationToken stop)
    {
        draft.Issued = Now;
        var before = draft.Corrects is { } corrects ? await context.Drafts.SingleAsync(d => d.Id == corrects, stop).ConfigureAwait(false) : null;
        var text = files.Single(f => f is { Form: "txt", IsEmbargoed: false });
        await context.SaveChangesAsync(stop).ConfigureAwait(false);
        draft.ReleaseId = await importer(Packed.Bytes(text.Bytes), text.Name).TakeAsync(context, text.Name, before?.ReleaseId, stop).ConfigureAwait(false);
        if (before is not null)
            await DraftHistory.AddStepAsync(context, before, Clearance.Succeed, Stage.Corrected, "server", $"draft {draft.Id}", Now, stop).ConfigureAwait(false);
        var all = await context.IssuedFiles.AsNoTracking().Where(f => f.DraftId == draft.Id).Select(f => new { f.Name, f.Form, f.Hash }).ToListAsync(stop).ConfigureAwait(false);
        await LogAsync(context, draft, "issued", [.. all.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => new LoggedFile(f.Name, f.Form, f.Hash))], stop).ConfigureAwait(false);
    }

    /// <summary>Adds to the public log; whoever writes to the register does so alone, so that lines have no gap.</summary>
    private async Task LogAsync(RegisterContext context, DraftRow draft, string what, IReadOnlyList<LoggedFile> files, CancellationToken stop)
    {
        await context.SaveChangesAsync(stop).ConfigureAwait(false);
        var last = await context.PublicLog.AsNoTracking().OrderByDescending(l => l.Number).FirstOrDefaultAsync(stop).ConfigureAwait(false);
        var line = PublicLog.Write(new LoggedIssue
        {
            Index = (last?.Number ?? 0) + 1,
            At = Now,
            Event = what,
            House = draft.House,
            Issuer = Letterheads.Of(lexicon, draft.House, "").EnglishName ?? "",
            Number = draft.Number ?? "",
            Edition = draft.Edition,
            Code = draft.Code ?? "",
            Headline = draft.Headline,
            Note = what == "withdrawn" ? draft.Reason : draft.Note,
            Files = files,
            Previous = last?.Hash ?? PublicLog.Root,
        });
        context.PublicLog.Add(new PublicLogRow { Number = (last?.Number ?? 0) + 1, DraftId = draft.Id, Line = line, Hash = PublicLog.HashOf(line) });
        await context.SaveChangesAsync(stop).ConfigureAwait(false);
    }
}

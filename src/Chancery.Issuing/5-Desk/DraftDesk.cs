using System.Text.Json;
using Chancery.Issuing.Clearances;
using Chancery.Issuing.Documents;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Journals;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Issuing.Desks;

/// <summary>What became of saving.</summary>
/// <param name="Version">The version that now holds.</param>
/// <param name="Merged">Whether another's changes were joined with these.</param>
/// <param name="Theirs">What another wrote in the same place meanwhile, with which this could not be joined; null where it was saved.</param>
internal sealed record Saved(int Version, bool Merged, Sheet? Theirs);

/// <summary>Where drafts are written: begun, changed, commented on. Each change is a transaction with an entry in the journal. For one colleague.</summary>
internal sealed class DraftDesk(RegisterStore store, Colleague who, TimeProvider time)
{
    /// <summary>How long a text may be, in letters.</summary>
    public const int Longest = 200_000;

    private const int LongestLine = 1000;
    private const int LongestComment = 4000;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Begins a draft.</summary>
    public Task<(long Id, Refusal? Refused)> BeginAsync(Sheet sheet, CancellationToken stop) => WriteLock.DoAsync(store, async context =>
    {
        if (!who.Duties.Contains(Duty.Drafter))
            return (0L, new Refusal("drafts are begun by drafters"));
        if (FaultOf(sheet) is { } fault)
            return (0L, new Refusal(fault));
        var id = await BeginAsync(context, sheet, null, "", stop).ConfigureAwait(false);
        return (id, (Refusal?)null);
    }, stop);

    /// <summary>Begins a correction of what was issued: a new edition, which holds once it is issued itself.</summary>
    public Task<(long Id, Refusal? Refused)> CorrectAsync(long id, string note, CancellationToken stop) => WriteLock.DoAsync(store, async context =>
    {
        var (draft, refused) = await DraftAccess.FindAsync(context, id, who, stop).ConfigureAwait(false);
        if (draft is null)
            return (0L, refused);
        if (!who.Duties.Contains(Duty.Drafter))
            return (0L, new Refusal("corrections are begun by drafters"));
        if (draft.Stage != Stage.Issued.Word())
            return (0L, new Refusal($"what is {draft.Stage} is not corrected"));
        if (string.IsNullOrWhiteSpace(note))
            return (0L, new Refusal("a correction needs a note that says what was wrong"));
        if (await context.Drafts.Where(d => d.Corrects == id && d.Stage != "withdrawn").Select(d => (long?)d.Id).FirstOrDefaultAsync(stop).ConfigureAwait(false) is { } other)
            return (0L, new Refusal($"a correction is being written already (draft {other})"));
        var sheet = await DraftHistory.SheetAsync(context, id, draft.Version, stop).ConfigureAwait(false);
        return (await BeginAsync(context, sheet!, draft, note.Trim(), stop).ConfigureAwait(false), (Refusal?)null);
    }, stop);

    private async Task<long> BeginAsync(RegisterContext context, Sheet sheet, DraftRow? before, string note, CancellationToken stop)
    {
        var sequence = await context.Set<SequenceRow>().SingleAsync(stop).ConfigureAwait(false);
        var draft = new DraftRow
        {
            Id = sequence.Next++,
            House = sheet.House,
            Stage = Stage.Draft.Word(),
            Edition = (before?.Edition ?? 0) + 1,
            Corrects = before?.Id,
            Number = before?.Number,
            Circle = before?.Circle,
            Note = note,
            Author = who.Name,
            Begun = Now,
        };
        context.Drafts.Add(draft);
        await AddVersionAsync(context, draft, sheet.Tidy(), before is null ? "began" : $"began a correction of draft {before.Id} as", stop).ConfigureAwait(false);
        return draft.Id;
    }

    private async Task AddVersionAsync(RegisterContext context, DraftRow draft, Sheet sheet, string did, CancellationToken stop)
    {
        (draft.Version, draft.Headline, draft.House, draft.Changed) = (draft.Version + 1, sheet.Headline, sheet.House, Now);
        context.DraftVersions.Add(new DraftVersionRow { DraftId = draft.Id, Version = draft.Version, Sheet = Packed.Pack(sheet.Json()), Who = who.Name, At = Now });
        await Journal.AddAsync(context, who.Name, "draft", $"{did} draft {draft.Id}, version {draft.Version}", stop).ConfigureAwait(false);
    }

    /// <summary>Why a sheet is not kept; null where it is.</summary>
    private static string? FaultOf(Sheet sheet) =>
        sheet.House.Length == 0 ? "a draft needs the house that issues it"
        : sheet.Body.Length > Longest ? $"a text has at most {Longest} letters"
        : new[] { sheet.Headline, sheet.Kind, sheet.Place, sheet.Date, sheet.Signatory, sheet.Office, sheet.Issuer }.Any(l => l.Length > LongestLine) ? $"a line has at most {LongestLine} letters"
        : null;

    /// <summary>Saves what was written of a version. Where somebody else saved meanwhile, both are joined if they changed different things; otherwise nothing is saved, and both are shown.</summary>
    public Task<(Saved? Saved, Refusal? Refused)> SaveAsync(long id, int version, Sheet sheet, CancellationToken stop) => WriteLock.DoAsync<(Saved?, Refusal?)>(store, async context =>
    {
        var (draft, refused) = await DraftAccess.FindAsync(context, id, who, stop).ConfigureAwait(false);
        if (draft is null)
            return (null, refused);
        if (!Clearance.MayWrite(ClearanceWords.StageOf(draft.Stage), who.Duties))
            return (null, new Refusal(who.Duties.Contains(Duty.Drafter) ? $"what is {draft.Stage} is not changed; take it back, or have it sent back" : "drafts are written by drafters"));
        var mine = sheet.Tidy();
        if (FaultOf(mine) is { } fault)
            return (null, new Refusal(fault));
        var latest = (await DraftHistory.SheetAsync(context, id, draft.Version, stop).ConfigureAwait(false))!;
        if (mine == latest)
            return (new Saved(draft.Version, false, null), null);
        var merged = version != draft.Version;
        if (merged)
        {
            if (await DraftHistory.SheetAsync(context, id, version, stop).ConfigureAwait(false) is not { } common)
                return (null, new Refusal($"there is no version {version}"));
            if (Versions.Merge(common, mine, latest) is not { } both)
                return (new Saved(draft.Version, false, latest), null);
            mine = both;
        }
        await AddVersionAsync(context, draft, mine, merged ? "saved, joined with another's changes," : "saved", stop).ConfigureAwait(false);
        return (new Saved(draft.Version, merged, null), null);
    }, stop);

    /// <summary>Says something of a passage, or of the whole.</summary>
    public Task<Refusal?> CommentAsync(long id, string words, string said, CancellationToken stop) => DoAsync(id, "draft comment", async (context, draft) =>
    {
        (words, said) = (words.Trim(), said.Trim());
        if (said.Length is 0 or > LongestComment || words.Length > LongestComment)
            return ("", new Refusal($"a comment has from 1 to {LongestComment} letters"));
        if (Clearance.IsPublic(ClearanceWords.StageOf(draft.Stage)))
            return ("", new Refusal($"what is {draft.Stage} is not commented on"));
        var sheet = (await DraftHistory.SheetAsync(context, id, draft.Version, stop).ConfigureAwait(false))!;
        if (!sheet.Says(words))
            return ("", new Refusal("these words do not stand in the text"));
        var sequence = await context.Set<SequenceRow>().SingleAsync(stop).ConfigureAwait(false);
        context.DraftComments.Add(new DraftCommentRow { Id = sequence.Next++, DraftId = id, Version = draft.Version, Words = words, Said = said, Who = who.Name, At = Now });
        return ($"draft {id}, version {draft.Version}", null);
    }, stop);

    /// <summary>Settles a comment.</summary>
    public Task<Refusal?> SettleAsync(long id, long comment, CancellationToken stop) => DoAsync(id, "draft comment", async (context, _) =>
    {
        if (await context.DraftComments.SingleOrDefaultAsync(c => c.Id == comment && c.DraftId == id, stop).ConfigureAwait(false) is not { } row)
            return ("", new Refusal($"there is no comment {comment}", IsUnknown: true));
        if (row.SettledBy is not null)
            return ("", new Refusal("this comment is settled already"));
        row.SettledBy = who.Name;
        return ($"draft {id}: settled {comment}", null);
    }, stop);

    /// <summary>Takes or dismisses something that the reader remarked; what is dismissed needs a reason.</summary>
    public Task<Refusal?> AnswerAsync(long id, string remark, string verdict, string reason, CancellationToken stop) => DoAsync(id, "draft remark", async (context, draft) =>
    {
        if (verdict is not ("taken" or "dismissed") || remark.Length is 0 or > LongestLine)
            return ("", new Refusal("a remark is taken or dismissed"));
        if (verdict == "dismissed" && string.IsNullOrWhiteSpace(reason))
            return ("", new Refusal("who dismisses a remark says why"));
        if (Clearance.IsPublic(ClearanceWords.StageOf(draft.Stage)))
            return ("", new Refusal($"what is {draft.Stage} has no remarks any more"));
        if (await context.DraftAnswers.SingleOrDefaultAsync(a => a.DraftId == id && a.Remark == remark, stop).ConfigureAwait(false) is { } before)
            context.DraftAnswers.Remove(before);
        await context.SaveChangesAsync(stop).ConfigureAwait(false);
        context.DraftAnswers.Add(new DraftAnswerRow { DraftId = id, Remark = remark, Verdict = verdict, Reason = reason.Trim(), Who = who.Name, At = Now });
        return ($"draft {id}: {verdict}: {remark}{(reason.Trim().Length > 0 ? $" ({reason.Trim()})" : "")}", null);
    }, stop);

    /// <summary>Limits who may see a draft; null opens it to all who have a duty.</summary>
    public Task<Refusal?> LimitAsync(long id, IReadOnlyCollection<string>? names, CancellationToken stop) => DoAsync(id, "draft circle", (context, draft) =>
    {
        if (!DraftAccess.MayLimit(draft, who))
            return Task.FromResult<(string, Refusal?)>(("", new Refusal("its author, or a spokesperson, says who may see a draft")));
        draft.Circle = names is null ? null : string.Join('|', names.Select(n => n.Replace("|", "", StringComparison.Ordinal).Trim()).Where(n => n.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase));
        return Task.FromResult<(string, Refusal?)>(($"draft {id}: {(names is null ? "all who have a duty" : JsonSerializer.Serialize(draft.Circle))}", null));
    }, stop);

    private Task<Refusal?> DoAsync(long id, string what, Func<RegisterContext, DraftRow, Task<(string Details, Refusal? Refused)>> work, CancellationToken stop) => WriteLock.DoAsync(store, async context =>
    {
        var (draft, refused) = await DraftAccess.FindAsync(context, id, who, stop).ConfigureAwait(false);
        if (draft is null)
            return refused;
        var (details, fault) = await work(context, draft).ConfigureAwait(false);
        if (fault is not null)
        {
            context.ChangeTracker.Clear();
            return fault;
        }
        await Journal.AddAsync(context, who.Name, what, details, stop).ConfigureAwait(false);
        return null;
    }, stop);
}

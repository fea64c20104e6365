using Chancery.Issuing.Clearances;
using Chancery.Issuing.Documents;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Issuing.Desks;

/// <summary>What a draft said and went through. Stateless.</summary>
internal static class DraftHistory
{
    /// <summary>Who wrote any version of a draft.</summary>
    public static Task<List<string>> AuthorsAsync(RegisterContext context, long id, CancellationToken stop) =>
        context.DraftVersions.Where(v => v.DraftId == id).Select(v => v.Who).Distinct().ToListAsync(stop);

    /// <summary>What a draft says in a version; null where there is none.</summary>
    public static async Task<Sheet?> SheetAsync(RegisterContext context, long id, int version, CancellationToken stop) =>
        await context.DraftVersions.AsNoTracking().Where(v => v.DraftId == id && v.Version == version).Select(v => v.Sheet).SingleOrDefaultAsync(stop).ConfigureAwait(false) is { } packed ? Sheet.OfJson(Packed.Text(packed)) : null;

    /// <summary>Leads a draft to a stage, and keeps the step that led there.</summary>
    public static async Task AddStepAsync(RegisterContext context, DraftRow draft, string step, Stage to, string who, string reason, DateTime now, CancellationToken stop)
    {
        var last = await context.DraftSteps.Where(s => s.DraftId == draft.Id).Select(s => (int?)s.Ordinal).MaxAsync(stop).ConfigureAwait(false) ?? 0;
        (draft.Stage, draft.Changed) = (to.Word(), now);
        context.DraftSteps.Add(new DraftStepRow { DraftId = draft.Id, Ordinal = last + 1, Step = step, Stage = to.Word(), Version = draft.Version, Who = who, Reason = reason.Trim(), At = now });
    }
}

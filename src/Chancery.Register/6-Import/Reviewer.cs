using System.Text.Json.Nodes;
using Chancery.Lexicons;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Journals;
using Chancery.Registers.People;
using Chancery.Registers.Reviews;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.Import;

/// <summary>What an officer says of the facts of a release: kept as his, and the release's rows written anew by it, each in one transaction with an entry in the journal. Returns null, or why it cannot be done.</summary>
internal sealed class Reviewer(RegisterStore store, Lexicon lexicon, string who)
{
    /// <summary>Accepts, corrects or rejects a fact that was read, in the place of what was said of it before.</summary>
    /// <param name="release">The release.</param>
    /// <param name="facet">engagements, acts, commitments or relations.</param>
    /// <param name="ordinal">The fact's place among those that were read, from 0.</param>
    /// <param name="verdict">accepted, corrected or rejected.</param>
    /// <param name="corrected">The fact as it should be; null but for a correction.</param>
    /// <param name="stop">Ends the work.</param>
    public Task<Refusal?> SayAsync(long release, string facet, int ordinal, string verdict, JsonObject? corrected, CancellationToken stop) => DoAsync(release, async (context, read) =>
    {
        if (read[facet] is not JsonArray facts || ordinal < 0 || ordinal >= facts.Count || facts[ordinal] is not JsonObject fact)
            return ("", false, new Refusal($"release {release} has no such fact", IsUnknown: true));
        var before = await OfAsync(context, release, facet, fact, stop).ConfigureAwait(false);
        if (before?.Verdict == verdict && verdict != Verdicts.Corrected)
            return ("", false, null);
        if (before is not null)
            context.Reviews.Remove(before);
        if (corrected is not null && corrected["evidence"] is null)
            corrected["evidence"] = fact["evidence"]?.DeepClone();
        await AddAsync(context, release, facet, Review.Kept(fact), verdict, corrected, stop).ConfigureAwait(false);
        var changes = verdict != Verdicts.Accepted || before is not null && before.Verdict != Verdicts.Accepted;
        return ($"release {release}, {facet} {ordinal + 1}: {verdict}{(corrected is null ? "" : $": {Review.Kept(Short(corrected))}")}", changes, null);
    }, stop);

    /// <summary>Adds a fact that was missed.</summary>
    public Task<Refusal?> AddAsync(long release, string facet, JsonObject fact, CancellationToken stop) => DoAsync(release, async (context, _) =>
    {
        await AddAsync(context, release, facet, "", Verdicts.Added, fact, stop).ConfigureAwait(false);
        return ($"release {release}, {facet}: added: {Review.Kept(Short(fact))}", true, null);
    }, stop);

    /// <summary>Takes back what was said of a fact that was read.</summary>
    public Task<Refusal?> UndoAsync(long release, string facet, int ordinal, CancellationToken stop) => DoAsync(release, async (context, read) =>
    {
        var before = read[facet] is JsonArray facts && ordinal >= 0 && ordinal < facts.Count && facts[ordinal] is JsonObject fact ? await OfAsync(context, release, facet, fact, stop).ConfigureAwait(false) : null;
        if (before is null)
            return ("", false, new Refusal("nothing was said of this fact, so nothing is undone"));
        context.Reviews.Remove(before);
        return ($"release {release}, {facet} {ordinal + 1}: undone", before.Verdict != Verdicts.Accepted, null);
    }, stop);

    /// <summary>Takes back a fact that was added.</summary>
    public Task<Refusal?> TakeBackAsync(long release, long review, CancellationToken stop) => DoAsync(release, async (context, _) =>
    {
        if (await context.Reviews.SingleOrDefaultAsync(r => r.Id == review && r.ReleaseId == release && r.Verdict == Verdicts.Added, stop).ConfigureAwait(false) is not { } row)
            return ("", false, new Refusal($"there is no added fact {review}", IsUnknown: true));
        context.Reviews.Remove(row);
        return ($"release {release}, {row.Facet}: an added fact was taken back", true, null);
    }, stop);

    private static async Task<ReviewRow?> OfAsync(RegisterContext context, long release, string facet, JsonObject fact, CancellationToken stop)
    {
        var rows = await context.Reviews.Where(r => r.ReleaseId == release && r.Facet == facet && r.Verdict != Verdicts.Added).ToListAsync(stop).ConfigureAwait(false);
        return rows.Find(r => Review.Find([JsonNode.Parse(r.Read)], fact, whole: true) >= 0);
    }

    private async Task AddAsync(RegisterContext context, long release, string facet, string read, string verdict, JsonObject? corrected, CancellationToken stop)
    {
        var sequence = await context.Set<SequenceRow>().SingleAsync(stop).ConfigureAwait(false);
        context.Reviews.Add(new ReviewRow { Id = sequence.Next++, ReleaseId = release, Facet = facet, Read = read, Verdict = verdict, Corrected = corrected is null ? "" : Review.Kept(corrected), Who = who, At = DateTime.UtcNow });
    }

    /// <summary>For the journal: without the words, which stand in the row.</summary>
    private static JsonObject Short(JsonObject fact)
    {
        var brief = fact.DeepClone().AsObject();
        brief.Remove("evidence");
        brief.Remove("entry");
        return brief;
    }

    private Task<Refusal?> DoAsync(long release, Func<RegisterContext, JsonObject, Task<(string Details, bool Rewrite, Refusal? Fault)>> work, CancellationToken stop) => WriteLock.DoAsync(store, async context =>
    {
        if (await context.Releases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == release, stop).ConfigureAwait(false) is not { } row)
            return new Refusal($"there is no release {release}", IsUnknown: true);
        if (row.ReplacedBy is { } later)
            return new Refusal($"release {release} was replaced by a later edition, {later}");
        var (details, rewrite, fault) = await work(context, JsonNode.Parse(Packed.Text(row.Record))!.AsObject()).ConfigureAwait(false);
        if (fault is not null || details.Length == 0)
        {
            context.ChangeTracker.Clear();
            return fault;
        }
        await context.SaveChangesAsync(stop).ConfigureAwait(false);
        if (rewrite)
            await new BatchWriter(context, row.Knowledge, new PartyNames(lexicon), new FollowUp(lexicon), new ImportMemory()).RewriteAsync(release, stop).ConfigureAwait(false);
        await Journal.AddAsync(context, who, "review", details, stop).ConfigureAwait(false);
        return null;
    }, stop);
}

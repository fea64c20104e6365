using System.Collections.Immutable;
using System.Text;
using Chancery.Issuing.Desks;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Issue;
using Chancery.Issuing.Seals;
using Chancery.Lexicons;
using Chancery.Registers.Search;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Issuing.Sites;

/// <summary>A document of an edition, as it is handed to the public.</summary>
internal sealed record PublicFile(string Name, string Form, byte[] Bytes, string Hash, string? Signature);

/// <summary>One edition of a release, whole.</summary>
internal sealed record PublicEdition(int Edition, string Code, string Note, DateTime Issued, Sheet Sheet, ReleaseRecord Record, ImmutableArray<PublicFile> Files)
{
    /// <summary>Its text, as it was issued.</summary>
    public string Text => Encoding.UTF8.GetString(Files.Single(f => f.Form == "txt").Bytes);
}

/// <summary>A release with all its editions, oldest first.</summary>
/// <param name="Slug">Its name in addresses, "khm-2026-17".</param>
/// <param name="Number">Which of its house's in a year, "17/2026".</param>
/// <param name="Withdrawn">When it was withdrawn, UTC; null where it stands.</param>
/// <param name="Reason">Why it was withdrawn.</param>
internal sealed record PublicRelease(string Slug, string House, string Issuer, string Number, ImmutableArray<PublicEdition> Editions, DateTime? Withdrawn, string Reason)
{
    /// <summary>The edition that holds.</summary>
    public PublicEdition Current => Editions[^1];

    /// <summary>The year of its number.</summary>
    public int Year => IssueNumber.Of(Number)!.Value.Year;

    /// <summary>Where it stands on the site.</summary>
    public string Path => $"releases/{Year}/{Slug}/";

    /// <summary>The file of an edition's page below <see cref="Path"/>: the last edition's is the release's own.</summary>
    public string FileOf(PublicEdition edition) => edition == Current ? "index.html" : $"edition-{edition.Edition}.html";

    /// <summary>The page of an edition below the site.</summary>
    public string PageOf(PublicEdition edition) => Path + FileOf(edition);

    /// <summary>Where the release of a number stands on the site.</summary>
    public static string PathOf(string house, string number) => IssueNumber.Of(number) is { } given ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"releases/{given.Year}/{Issue.Issuer.StemOf(house)}-{given.Year}-{given.Count}/") : "";
}

/// <summary>A line of the public log, with the draft that it tells of.</summary>
internal sealed record PublicLine(long Number, long DraftId, string Line);

/// <summary>What the register hands to the public: what was issued, and nothing else. Stateless.</summary>
internal static class PublicReleases
{
    /// <summary>The lines of the log behind one.</summary>
    public static Task<List<PublicLine>> LinesAsync(RegisterStore store, long after, CancellationToken stop) =>
        store.AskAsync(context => context.PublicLog.AsNoTracking().Where(l => l.Number > after).OrderBy(l => l.Number).Select(l => new PublicLine(l.Number, l.DraftId, l.Line)).ToListAsync(stop));

    /// <summary>How many lines the log has.</summary>
    public static Task<long> CountAsync(RegisterStore store, CancellationToken stop) => store.AskAsync(context => context.PublicLog.LongCountAsync(stop));

    /// <summary>The release of a line of the log, with all editions that were issued up to another line.</summary>
    /// <param name="context">The register.</param>
    /// <param name="entry">The line.</param>
    /// <param name="lexicon">Letterheads.</param>
    /// <param name="stop">Ends the work.</param>
    public static async Task<PublicRelease> OfAsync(RegisterContext context, LoggedIssue entry, Lexicon lexicon, CancellationToken stop)
    {
        var drafts = await context.Drafts.AsNoTracking().Where(d => d.House == entry.House && d.Number == entry.Number && d.Issued != null).OrderBy(d => d.Edition).ToListAsync(stop).ConfigureAwait(false);
        var editions = ImmutableArray.CreateBuilder<PublicEdition>(drafts.Count);
        foreach (var draft in drafts)
        {
            var sheet = await DraftHistory.SheetAsync(context, draft.Id, draft.Version, stop).ConfigureAwait(false) ?? new Sheet();
            var files = await context.IssuedFiles.AsNoTracking().Where(f => f.DraftId == draft.Id && !f.IsEmbargoed).ToListAsync(stop).ConfigureAwait(false);
            var whole = files.OrderBy(f => DocumentSet.Rank(f.Form)).Select(f => new PublicFile(f.Name, f.Form, Packed.Bytes(f.Bytes), f.Hash, f.Signature)).ToImmutableArray();
            var record = Records.RecordParser.Parse(Encoding.UTF8.GetString(whole.Single(f => f.Form == "record").Bytes)) ?? throw new InvalidDataException($"draft {draft.Id}: its record cannot be read");
            editions.Add(new PublicEdition(draft.Edition, draft.Code ?? "", draft.Note, DateTime.SpecifyKind(draft.Issued!.Value, DateTimeKind.Utc), sheet, record, whole));
        }
        var last = drafts[^1];
        var withdrawn = last.Stage == Clearances.ClearanceWords.Word(Clearances.Stage.Withdrawn);
        var slug = Issuer.NameOf(drafts[0], editions[0].Sheet, "txt")[..^".txt".Length];
        return new PublicRelease(slug, entry.House, Letterheads.Of(lexicon, entry.House, editions[0].Sheet.Issuer).EnglishName ?? editions[0].Sheet.Issuer, entry.Number, editions.ToImmutable(), withdrawn ? DateTime.SpecifyKind(last.Changed, DateTimeKind.Utc) : null, last.Reason);
    }

    /// <summary>What acts speak of most.</summary>
    public static IReadOnlyList<string> TopicsOf(ReleaseRecord record) => [.. SearchIndex.TopicsOf(record.Acts.Select(a => a.About).OfType<string>(), 6).Select(t => t.Value)];
}

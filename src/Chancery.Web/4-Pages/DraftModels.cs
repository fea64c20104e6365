using Chancery.Issuing.Desks;
using Chancery.Issuing.Documents;
using Chancery.Registers.Checks;
using Microsoft.AspNetCore.Http;

namespace Chancery.Web.Pages;

/// <summary>A draft in a list.</summary>
/// <param name="Due">When it is to be issued, as the clocks of its house show it; empty where no time is set.</param>
/// <param name="IsTurn">Whether it waits for whoever looks.</param>
public sealed record DraftLine(long Id, string Headline, string House, string Stage, int Edition, string? Number, string Author, DateTime Changed, string Due, bool IsTurn);

/// <summary>All drafts that somebody may see.</summary>
/// <param name="Jump">How far the machine's clock has jumped, so that what is scheduled waits; zero where it has not.</param>
public sealed record DraftsModel(IReadOnlyList<DraftLine> Drafts, bool MayBegin, TimeSpan Jump, bool MayTrust);

/// <summary>What is written of a release, as the fields of a form.</summary>
public sealed record DraftFields(string House, string Issuer, string Kind, string Headline, string Body, string Place, string Date, string Signatory, string Office)
{
    internal static DraftFields Of(Sheet sheet) => new(sheet.House, sheet.Issuer, sheet.Kind, sheet.Headline, sheet.Body, sheet.Place, sheet.Date, sheet.Signatory, sheet.Office);

    internal static Sheet Sent(IFormCollection sent) => new()
    {
        House = sent["house"].ToString(),
        Issuer = sent["issuer"].ToString(),
        Kind = sent["kind"].ToString(),
        Headline = sent["headline"].ToString(),
        Body = sent["body"].ToString(),
        Place = sent["place"].ToString(),
        Date = sent["date"].ToString(),
        Signatory = sent["signatory"].ToString(),
        Office = sent["office"].ToString(),
    };
}

/// <summary>Something that the reader remarked, and what became of it.</summary>
/// <param name="Verdict">taken or dismissed; null where nothing was said yet.</param>
public sealed record RemarkView(Remark Remark, string? Verdict, string Reason, string Who);

/// <summary>What stands beside a draft.</summary>
/// <param name="MayAnswer">Whether whoever looks may take or dismiss remarks.</param>
public sealed record DraftBesideModel(long Id, IReadOnlyList<RemarkView> Remarks, IReadOnlyList<FactView> Facts, bool MayAnswer);

/// <summary>A step that whoever looks may take.</summary>
public sealed record StepView(string Name, string To, bool NeedsReason, bool NeedsTime);

/// <summary>A comment on a passage.</summary>
/// <param name="Stands">Whether the passage still stands in the text.</param>
public sealed record CommentView(long Id, int Version, string Words, string Said, string Who, DateTime At, string? SettledBy, bool Stands);

/// <summary>A step that was taken.</summary>
public sealed record TakenView(string Step, string Stage, int Version, string Who, string Reason, DateTime At);

/// <summary>A version that is kept.</summary>
public sealed record VersionView(int Version, string Who, DateTime At);

/// <summary>A document that is kept.</summary>
/// <param name="IsEmbargoed">Whether the embargo stands on it.</param>
public sealed record DocumentView(string Form, bool IsEmbargoed, string Name);

/// <summary>A draft, with all that was done with it.</summary>
/// <param name="Zone">The name of the house's time.</param>
/// <param name="Later">The edition that corrects this one; null for none.</param>
public sealed record DraftModel(DraftLine Draft, string Note, string Reason, string? Circle, long? Corrects, long? Later, long? Release, DateTime? Issued, int Version, IReadOnlyList<Piece> Pieces, DraftBesideModel Beside, IReadOnlyList<StepView> Steps, IReadOnlyList<CommentView> Comments, IReadOnlyList<TakenView> Taken, IReadOnlyList<VersionView> Versions, IReadOnlyList<DocumentView> Documents, string Zone, bool MayWrite, bool MayCorrect, bool MayLimit, bool IsOwn, string? Fault)
{
    /// <summary>Whether it may still be commented on.</summary>
    public bool IsOpen => Issued is null && Draft.Stage != "withdrawn";
}

/// <summary>A draft while it is written.</summary>
/// <param name="Clash">What another wrote meanwhile, held against this; null where nothing clashes.</param>
/// <param name="Told">What became of saving; empty where nothing was saved.</param>
public sealed record EditModel(long Id, int Version, DraftFields Fields, DraftBesideModel Beside, IReadOnlyList<Change>? Clash, string Told);

/// <summary>Two versions of a draft, held against each other.</summary>
public sealed record VersionModel(long Id, string Headline, int Earlier, int Later, string Who, DateTime At, IReadOnlyList<Change> Changes);

/// <summary>The form of notes.</summary>
/// <param name="Houses">Houses with letterheads, by their party.</param>
public sealed record NotesModel(IReadOnlyList<(string Code, string Name)> Houses, IReadOnlyDictionary<string, string> Values, string? Fault)
{
    public string Value(string field) => Values.GetValueOrDefault(field, "");
}

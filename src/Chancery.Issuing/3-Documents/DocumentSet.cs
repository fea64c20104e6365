using System.Globalization;
using System.Text;
using Chancery.Lexicons;
using NodaTime;
using NodaTime.Extensions;

namespace Chancery.Issuing.Documents;

/// <summary>What stands on a release besides its words.</summary>
/// <param name="Uri">By what it is known for ever.</param>
/// <param name="House">The house's name.</param>
/// <param name="Number">The number.</param>
/// <param name="Edition">From 1.</param>
/// <param name="Note">The note of correction; empty for none.</param>
/// <param name="At">When it is issued, UTC.</param>
/// <param name="EmbargoedUntil">The end of an embargo, UTC; null for none.</param>
/// <param name="Code">The code by which anybody finds its page; empty for none.</param>
/// <param name="Address">Where that page is; empty where there is no site.</param>
internal sealed record IssueFacts(string Uri, string House, string Number, int Edition, string Note, DateTime At, DateTime? EmbargoedUntil, string Code = "", string Address = "");

/// <summary>A document of a release.</summary>
/// <param name="Form">html, pdf, docx, txt, ninjs or record.</param>
/// <param name="Bytes">What it holds.</param>
internal sealed record IssuedDocument(string Form, byte[] Bytes);

/// <summary>Makes all documents of a release: page, PDF, Word, plain text, ninjs, and the record that is read from it. Safe to share.</summary>
internal sealed class DocumentSet(Lexicon lexicon)
{
    /// <summary>The forms, with the end of their names and their media types.</summary>
    public static IReadOnlyList<(string Form, string Ending, string Media)> Forms { get; } =
    [
        ("html", ".html", "text/html; charset=utf-8"),
        ("pdf", ".pdf", "application/pdf"),
        ("docx", ".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("txt", ".txt", "text/plain; charset=utf-8"),
        ("ninjs", ".ninjs.json", "application/json"),
        ("record", ".record.json", "application/json"),
    ];

    /// <summary>Where a form comes among the others.</summary>
    public static int Rank(string form) => Forms.TakeWhile(f => f.Form != form).Count();

    private readonly Reader reader = new(lexicon);

    /// <summary>The release as paragraphs, with all that stands on it.</summary>
    public Draft Compose(Sheet sheet, string? number, DateTime? embargoedUntil, string note, DateTime at, string check = "")
    {
        var head = Letterheads.Of(lexicon, sheet.House, sheet.Issuer);
        var notice = string.Join('\n', new[]
        {
            embargoedUntil is { } until ? $"EMBARGOED UNTIL {Local(until, head).ToString("HH:mm", CultureInfo.InvariantCulture)} ({head.Place ?? head.Zone} time), {Local(until, head).ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}" : "",
            note.Length > 0 ? $"CORRECTED ON {Local(at, head).ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}: {note}" : "",
        }.Where(l => l.Length > 0));
        return sheet.Compose(head, number, notice, check);
    }

    /// <summary>A time as the clocks of the house show it.</summary>
    public static LocalDateTime Local(DateTime utc, Letterhead head) => DateTime.SpecifyKind(utc, DateTimeKind.Utc).ToInstant().InZone(ZoneOf(head)).LocalDateTime;

    /// <summary>The time zone of a house; UTC where the tz database has none of the name.</summary>
    public static DateTimeZone ZoneOf(Letterhead head) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(head.Zone) ?? DateTimeZone.Utc;

    /// <summary>All documents; or why they cannot be made.</summary>
    public async Task<(IReadOnlyList<IssuedDocument> Documents, string? Fault)> MakeAsync(Sheet sheet, IssueFacts issue, CancellationToken stop)
    {
        var draft = Compose(sheet, issue.Number, issue.EmbargoedUntil, issue.Note, issue.At, issue.Address.Length > 0 ? issue.Address : issue.Code);
        var picture = issue.Address.Length > 0 ? CheckPicture.Of(issue.Address) : null;
        var head = Letterheads.Of(lexicon, sheet.House, sheet.Issuer);
        var record = reader.Read(draft.Text).Record;
        var html = ReleaseHtml.Write(draft, record.Release with { Headline = sheet.Headline, IssuerName = issue.House, Number = issue.Number, Date = sheet.Date }, lexicon, head, picture);
        var (pdf, fault) = await PrintedPage.AsPdfAsync(html, stop).ConfigureAwait(false);
        if (pdf is null)
            return ([], fault);
        return (
        [
            new("html", Encoding.UTF8.GetBytes(html)),
            new("pdf", pdf),
            new("docx", ReleaseDocx.Write(draft, lexicon, head, picture)),
            new("txt", Encoding.UTF8.GetBytes(draft.Text)),
            new("ninjs", Ninjs.Write(draft, html, record, issue, lexicon)),
            new("record", RecordJson.Utf8(record).ToArray()),
        ], null);
    }
}

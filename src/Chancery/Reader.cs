using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Names;
using Chancery.Outcomes;
using Chancery.Records;
using Chancery.Sources;
using Chancery.Text;

namespace Chancery;

/// <summary>
/// The front door: takes a release, as text or as a file of any kind that is read, and returns its record, each fact with the words that say it.
/// Deterministic, without input or output of its own, and safe to use from any number of threads at once.
/// </summary>
public sealed class Reader
{
    private readonly Lexicon lexicon;

    /// <summary>A reader by the standard lexicon.</summary>
    public Reader()
        : this(Lexicon.Standard)
    {
    }

    /// <summary>A reader by another lexicon.</summary>
    /// <param name="lexicon">What the reader knows.</param>
    public Reader(Lexicon lexicon) => this.lexicon = lexicon;

    /// <summary>Reads one release.</summary>
    /// <param name="text">Plain text or Markdown, of any length. Time and memory grow in proportion to it.</param>
    /// <param name="id">The name by which the record is paired with others, or null.</param>
    /// <returns>The record, empty where the text holds no facts, and what was read from each sentence. Never throws for any text.</returns>
    public Reading Read(string text, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Read(SourceText.From(text), null, id);
    }

    /// <summary>Reads the release in a document.</summary>
    /// <param name="document">A file as <see cref="SourceFile.Open(ReadOnlyMemory{byte}, PageRecognizer?, SourceLimits?)"/> opens it. Of a mail the body is read, or where it tells nothing the first attachment that does.</param>
    /// <param name="id">The name by which the record is paired with others, or null.</param>
    /// <returns>The record; evidence counts in the text of <see cref="Reading.Source"/>, and names page and place where the source has pages. Never throws for any document.</returns>
    public Reading Read(SourceDocument document, string? id = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        var reading = ReadOne(document, id);
        if (!reading.Record.IsEmpty)
            return reading;
        foreach (var attachment in document.Attachments)
        {
            if (Read(attachment, id) is { Record.IsEmpty: false } attached)
                return attached;
        }
        return reading;
    }

    private Reading ReadOne(SourceDocument document, string? id)
    {
        // Only text may hold Markdown; what other sources hold stands as it is.
        var source = document.Kind is SourceKind.Text or SourceKind.Mail ? SourceText.From(document.Text) : SourceText.Plain(document);
        return Read(source, document, id) with { Source = document };
    }

    private Reading Read(SourceText source, SourceDocument? document, string? id)
    {
        var parts = LayoutReader.Read(source.Clean, lexicon, document);
        var told = Tell(source, parts);
        // "Minister X met with Minister Y" above "During the meeting, …": the meeting is told in the headline alone.
        if (told.Record.Engagements.IsEmpty && parts.Headline is { } headline && lexicon.Tells(headline.Of(source.Clean), "meeting told"))
        {
            parts.Body.Insert(0, new Paragraph([headline]));
            parts.TellsInHeadline = true;
            if (Tell(source, parts) is { Record.Engagements.IsEmpty: false } whole)
                told = whole;
        }
        return id is null ? told : told with { Record = told.Record with { Id = id } };
    }

    private Reading Tell(SourceText source, ReleaseParts parts)
    {
        var body = Body.Cut(source.Clean, parts, lexicon);
        var house = new HouseFinder(source.Clean, parts, body);
        var cast = Cast.Of(body, house);
        var telling = new Telling(body, parts, cast);
        telling.Follow();
        return new RecordBuilder(source, parts, body, cast).Build(house, telling.Engagements, telling.Acts, telling.Commitments, telling.Relations);
    }
}

using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Names;
using Chancery.Outcomes;
using Chancery.Records;
using Chancery.Sources;
using Chancery.Text;

namespace Chancery;

/// <summary>
/// The front door: takes the text of a release and returns its record, each fact with the words that say it.
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
        var source = SourceText.From(text);
        var parts = LayoutReader.Read(source.Clean, lexicon);
        var body = Body.Cut(source.Clean, parts, lexicon);
        var house = new HouseFinder(source.Clean, parts, body);
        var cast = Cast.Of(body, house);
        var telling = new Telling(body, parts, cast);
        telling.Follow();
        var reading = new RecordBuilder(source, parts, body, cast).Build(house, telling.Engagements, telling.Acts, telling.Commitments, telling.Relations);
        return id is null ? reading : reading with { Record = reading.Record with { Id = id } };
    }
}

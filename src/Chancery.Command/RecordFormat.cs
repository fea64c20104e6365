using System.Globalization;
using Chancery.Issuing.Sites;
using nietras.SeparatedValues;

namespace Chancery.Command;

/// <summary>A way of writing records one after the other.</summary>
internal abstract class RecordFormat(TextWriter output)
{
    protected TextWriter Output { get; } = output;

    public static RecordFormat Of(string name, TextWriter output, bool explain, bool colour) => name switch
    {
        "json" => new JsonFormat(output),
        "jsonl" => new JsonLines(output),
        "csv" => new CsvFormat(output),
        "plover" => new EventFormat(output, cameo: false),
        "cameo" => new EventFormat(output, cameo: true),
        _ => new TextFormat(output, explain, colour),
    };

    public abstract void Write(string name, Reading reading);

    public virtual void End()
    {
    }

    protected static IEnumerable<SentenceReading> NotRead(Reading reading) => reading.Sentences.Where(s => s.Facts.IsEmpty);
}

/// <summary>One record as it is, several as a list.</summary>
internal sealed class JsonFormat(TextWriter output) : RecordFormat(output)
{
    private string? first;
    private int count;

    public override void Write(string name, Reading reading)
    {
        var json = RecordJson.Write(reading.Record, indented: true, NotRead(reading));
        if (count++ == 0)
        {
            first = json;
            return;
        }
        if (count == 2)
            Output.Write("[\n" + first);
        Output.Write(",\n" + json);
    }

    public override void End() => Output.WriteLine(count switch { 0 => "[]", 1 => first, _ => "\n]" });
}

/// <summary>One record a line.</summary>
internal sealed class JsonLines(TextWriter output) : RecordFormat(output)
{
    public override void Write(string name, Reading reading) => Output.Write(RecordJson.Write(reading.Record, indented: false, NotRead(reading)) + "\n");
}

/// <summary>One row a fact, and a participant.</summary>
internal sealed class CsvFormat : RecordFormat
{
    private static readonly string[] Columns =
        ["id", "fact", "number", "kind", "date", "end", "city", "country", "occasion", "person", "offices", "by", "to", "about", "status", "due", "words", "start_at", "end_at", "entry"];

    private readonly SepWriter table;

    public CsvFormat(TextWriter output)
        : base(output) => table = Sep.New(',').Writer(o => o with { Escape = true, DisableColCountCheck = true, CultureInfo = CultureInfo.InvariantCulture }).To(output, leaveOpen: true);

    public override void Write(string name, Reading reading)
    {
        var record = reading.Record;
        var id = record.Id ?? name;
        Row(id, "release", 0, null, ("kind", record.Release.Kind), ("date", record.Release.Date), ("city", record.Release.Place), ("country", record.Release.IssuerCountry), ("about", record.Release.Headline), ("by", record.Release.IssuerName), ("person", record.Release.Signatory?.Name));
        for (var i = 0; i < record.Engagements.Length; i++)
        {
            var e = record.Engagements[i];
            Row(id, "engagement", i + 1, e, ("kind", e.Kind.Word()), ("date", e.Start), ("end", e.End), ("city", e.City), ("country", e.Country), ("occasion", e.Occasion));
            foreach (var p in e.Participants)
                Row(id, "participant", i + 1, null, ("person", p.Person), ("offices", string.Join("; ", p.Offices)), ("by", p.Party));
        }
        for (var i = 0; i < record.Acts.Length; i++)
        {
            var a = record.Acts[i];
            Row(id, "act", i + 1, a, ("kind", a.Kind.Word()), ("person", a.Person), ("by", string.Join("; ", a.By)), ("to", string.Join("; ", a.To)), ("about", a.About));
        }
        for (var i = 0; i < record.Commitments.Length; i++)
        {
            var c = record.Commitments[i];
            Row(id, "commitment", i + 1, c, ("kind", c.Kind.Word()), ("by", string.Join("; ", c.By)), ("to", string.Join("; ", c.To)), ("about", c.What), ("status", c.Status.Word()), ("due", c.Due));
        }
        for (var i = 0; i < record.Relations.Length; i++)
        {
            var r = record.Relations[i];
            Row(id, "relation", i + 1, r, ("kind", r is Anniversary ? "anniversary" : "partnership"), ("by", string.Join("; ", r.Parties)), ("about", r is Anniversary n ? $"{n.Ordinal} {n.Of}" : ((Partnership)r).Name),
                ("date", r is Anniversary { Year: > 0 } y ? y.Year.ToString(CultureInfo.InvariantCulture) : null), ("status", (r as Partnership)?.Status));
        }
    }

    public override void End() => table.Dispose();

    private void Row(string id, string fact, int number, Fact? source, params ReadOnlySpan<(string Column, string? Value)> values)
    {
        using var row = table.NewRow();
        foreach (var column in Columns)
            row[column].Set("");
        row["id"].Set(id);
        row["fact"].Set(fact);
        row["number"].Set(number.ToString(CultureInfo.InvariantCulture));
        foreach (var (column, value) in values)
            row[column].Set(DatasetTables.Safe(value));
        if (source is null)
            return;
        row["words"].Set(DatasetTables.Safe(string.Join(" … ", source.Evidence.Select(e => e.Exact))));
        if (!source.Evidence.IsEmpty)
        {
            row["start_at"].Set(source.Evidence[0].Start.ToString(CultureInfo.InvariantCulture));
            row["end_at"].Set(source.Evidence[^1].End.ToString(CultureInfo.InvariantCulture));
        }
        row["entry"].Set(source.Entry);
    }
}

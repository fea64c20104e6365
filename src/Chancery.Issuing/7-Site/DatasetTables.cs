using System.Globalization;
using System.Text;
using System.Text.Json;
using nietras.SeparatedValues;
using Parquet;
using Parquet.Serialization;

namespace Chancery.Issuing.Sites;

/// <summary>The records of an archive as four tables that their ids join: releases, engagements, acts, commitments; as Parquet or CSV.</summary>
internal static class DatasetTables
{
#pragma warning disable MA0048, SA1402 // The rows stand together as the tables do.
    internal sealed class ReleaseRow
    {
        public string Id { get; set; } = "";
        public string Source { get; set; } = "";
        public string Sha256 { get; set; } = "";
        public string? Kind { get; set; }
        public string? IssuerName { get; set; }
        public string? IssuerCountry { get; set; }
        public string? Headline { get; set; }
        public string? Place { get; set; }
        public string? Date { get; set; }
    }

    /// <summary>A row for each participant of each engagement.</summary>
    internal sealed class EngagementRow
    {
        public string ReleaseId { get; set; } = "";
        public int Number { get; set; }
        public string Kind { get; set; } = "";
        public string? Start { get; set; }
        public string? End { get; set; }
        public string? City { get; set; }
        public string? Country { get; set; }
        public string? Occasion { get; set; }
        public string? Person { get; set; }
        public string? Offices { get; set; }
        public string? Party { get; set; }
        public string Words { get; set; } = "";
    }

    internal sealed class ActRow
    {
        public string ReleaseId { get; set; } = "";
        public int Number { get; set; }
        public string Kind { get; set; } = "";
        public string By { get; set; } = "";
        public string To { get; set; } = "";
        public string? Person { get; set; }
        public string? About { get; set; }
        public string Words { get; set; } = "";
        public string Entry { get; set; } = "";
    }

    internal sealed class CommitmentRow
    {
        public string ReleaseId { get; set; } = "";
        public int Number { get; set; }
        public string Kind { get; set; } = "";
        public string Status { get; set; } = "";
        public string By { get; set; } = "";
        public string To { get; set; } = "";
        public string What { get; set; } = "";
        public string? Due { get; set; }
        public string? DueWords { get; set; }
        public string Words { get; set; } = "";
        public string Entry { get; set; } = "";
    }
#pragma warning restore MA0048, SA1402

    /// <summary>What the columns of the tables mean.</summary>
    public static IReadOnlyList<(string Name, IReadOnlyList<(string Name, string Told)> Columns)> Dictionary { get; } =
    [
        ("releases", [("Id", "the release"), ("Source", "where it stands"), ("Sha256", "hash of the file that was read (SHA-256, hexadecimal)"), ("Kind", "press release, readout, joint statement, statement, remarks, media note or other"), ("IssuerName", "the house"), ("IssuerCountry", "its party"), ("Headline", "the headline"), ("Place", "place of issue"), ("Date", "day of issue")]),
        ("engagements", [("ReleaseId", "the release"), ("Number", "which engagement of the release, from 1; a row for each participant"), ("Kind", "bilateral meeting, courtesy call, phone call, video call, visit, summit, multilateral meeting, consultations, signing ceremony, credentials, summons or other"), ("Start", "the day, or the first of several"), ("End", "the last of several days"), ("City", "where"), ("Country", "in which state"), ("Occasion", "the larger event, in the release's words"), ("Person", "the participant's name; empty for a delegation"), ("Offices", "the offices that the release gives"), ("Party", "for whom the participant acts"), ("Words", "the words that say it")]),
        ("acts", [("ReleaseId", "the release"), ("Number", "which act, from 1"), ("Kind", "what a side did in words: discuss, agree, sign, launch, thank, praise, congratulate, condole, welcome, support, reaffirm, pledge, give, propose, consider, invite, accept, decline, request, inform, state, hope, concern or condemn"), ("By", "who does it"), ("To", "whom it addresses"), ("Person", "who speaks"), ("About", "what about, in the release's words"), ("Words", "the words that say it"), ("Entry", "the rule that read it")]),
        ("commitments", [("ReleaseId", "the release"), ("Number", "which promise, from 1"), ("Kind", "visit, meeting, agreement, assistance, action or proposal"), ("Status", "invited, accepted, agreed, pledged, under consideration or announced"), ("By", "who owes it"), ("To", "to whom"), ("What", "what, in the release's words"), ("Due", "the day by which"), ("DueWords", "the words that say by when"), ("Words", "the words that say it"), ("Entry", "the rule that read it")]),
    ];

    /// <summary>Rows are written in groups of this many, so that memory does not grow with the archive.</summary>
    private const int Group = 20_000;

    /// <summary>Writes the four tables.</summary>
    /// <param name="format">parquet or csv.</param>
    /// <param name="put">Puts a file of a name, wholly or not at all.</param>
    /// <param name="records">Path, hash and record of each source that was read; walked once for each table.</param>
    /// <param name="stop">Ends the writing; no table is then half-written.</param>
    public static async Task WriteAsync(string format, Func<string, Func<Stream, Task>, Task> put, Func<IEnumerable<(string Path, string Hash, string Record)>> records, CancellationToken stop)
    {
        IEnumerable<JsonElement> Parsed() => records().Select(r => Parse(r.Record));
        await TableAsync(format, put, "releases", records().Select(r => Release(r.Path, r.Hash, Parse(r.Record))), stop).ConfigureAwait(false);
        await TableAsync(format, put, "engagements", Parsed().SelectMany(Engagements), stop).ConfigureAwait(false);
        await TableAsync(format, put, "acts", Parsed().SelectMany(Acts), stop).ConfigureAwait(false);
        await TableAsync(format, put, "commitments", Parsed().SelectMany(Commitments), stop).ConfigureAwait(false);
    }

    private static Task TableAsync<T>(string format, Func<string, Func<Stream, Task>, Task> put, string name, IEnumerable<T> rows, CancellationToken stop)
        where T : class, new() => put($"{name}.{format}", stream => format == "parquet" ? ParquetAsync(stream, rows, stop) : CsvAsync(stream, rows, stop));

    private static async Task ParquetAsync<T>(Stream stream, IEnumerable<T> rows, CancellationToken stop)
        where T : class, new()
    {
        var append = false;
        foreach (var group in rows.Chunk(Group).DefaultIfEmpty([]))
        {
            stream.Position = 0;
            await ParquetSerializer.SerializeAsync(group, stream, new ParquetOptions { Append = append }, cancellationToken: stop).ConfigureAwait(false);
            append = true;
        }
    }

    private static async Task CsvAsync<T>(Stream stream, IEnumerable<T> rows, CancellationToken stop)
    {
        var text = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true);
        await using (text.ConfigureAwait(false))
            Csv(text, rows.TakeWhile(_ => !stop.IsCancellationRequested));
        stop.ThrowIfCancellationRequested();
    }

    private static void Csv<T>(TextWriter text, IEnumerable<T> rows)
    {
        var columns = typeof(T).GetProperties();
        using var table = Sep.New(',').Writer(o => o with { Escape = true, CultureInfo = CultureInfo.InvariantCulture }).To(text);
        foreach (var one in rows)
        {
            using var row = table.NewRow();
            foreach (var column in columns)
                row[column.Name].Set(Safe(Convert.ToString(column.GetValue(one), CultureInfo.InvariantCulture)));
        }
    }

    private static JsonElement Parse(string record)
    {
        using var document = JsonDocument.Parse(record);
        return document.RootElement.Clone();
    }

    private static string? Text(JsonElement fact, string name) => fact.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string List(JsonElement fact, string name) => fact.TryGetProperty(name, out var value) ? string.Join(';', value.EnumerateArray().Select(v => v.GetString())) : "";

    private static string Words(JsonElement fact) => string.Join(" … ", fact.GetProperty("evidence").EnumerateArray().Select(s => s.GetProperty("exact").GetString()));

    private static JsonElement Part(JsonElement fact, string name) => fact.TryGetProperty(name, out var value) ? value : Nothing;

    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    private static ReleaseRow Release(string path, string hash, JsonElement record)
    {
        var release = record.GetProperty("release");
        var issuer = Part(release, "issuer");
        return new ReleaseRow
        {
            Id = Text(record, "id") ?? "",
            Source = path,
            Sha256 = hash,
            Kind = Text(release, "kind"),
            IssuerName = Text(issuer, "name"),
            IssuerCountry = Text(issuer, "country"),
            Headline = Text(release, "headline"),
            Place = Text(release, "place"),
            Date = Text(release, "date"),
        };
    }

    private static IEnumerable<EngagementRow> Engagements(JsonElement record) => record.GetProperty("engagements").EnumerateArray().SelectMany((e, i) => e.GetProperty("participants").EnumerateArray().Select(p => new EngagementRow
    {
        ReleaseId = Text(record, "id") ?? "",
        Number = i + 1,
        Kind = Text(e, "kind") ?? "",
        Start = Text(e, "start"),
        End = Text(e, "end"),
        City = Text(Part(e, "place"), "city"),
        Country = Text(Part(e, "place"), "country"),
        Occasion = Text(e, "occasion"),
        Person = Text(p, "person"),
        Offices = List(p, "offices"),
        Party = Text(p, "party"),
        Words = Words(e),
    }));

    private static IEnumerable<ActRow> Acts(JsonElement record) => record.GetProperty("acts").EnumerateArray().Select((a, i) => new ActRow
    {
        ReleaseId = Text(record, "id") ?? "",
        Number = i + 1,
        Kind = Text(a, "kind") ?? "",
        By = List(a, "by"),
        To = List(a, "to"),
        Person = Text(a, "person"),
        About = Text(a, "about"),
        Words = Words(a),
        Entry = Text(a, "entry") ?? "",
    });

    private static IEnumerable<CommitmentRow> Commitments(JsonElement record) => record.GetProperty("commitments").EnumerateArray().Select((c, i) => new CommitmentRow
    {
        ReleaseId = Text(record, "id") ?? "",
        Number = i + 1,
        Kind = Text(c, "kind") ?? "",
        Status = Text(c, "status") ?? "",
        By = List(c, "by"),
        To = List(c, "to"),
        What = Text(c, "what") ?? "",
        Due = Text(c, "due"),
        DueWords = Text(c, "due_words"),
        Words = Words(c),
        Entry = Text(c, "entry") ?? "",
    });

    /// <summary>A cell that a spreadsheet would take for a formula is marked as text (OWASP, CSV injection).</summary>
    internal static string Safe(string? value) => value is null ? "" : value.Length > 0 && value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + value : value;
}

using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chancery;

/// <summary>Writes and reads records as JSON in the record format. Stateless and safe to call from any thread.</summary>
public static class RecordJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    /// <summary>The record as JSON text.</summary>
    /// <param name="record">The record.</param>
    /// <param name="indented">Whether to lay it out over several lines.</param>
    /// <param name="notRead">Sentences from which nothing was read; written as "notRead" where given.</param>
    public static string Write(ReleaseRecord record, bool indented = false, IEnumerable<SentenceReading>? notRead = null) => Encoding.UTF8.GetString(Utf8(record, indented, notRead).Span);

    /// <summary>The record that a JSON text holds. What is not of the record format is left out.</summary>
    /// <param name="json">The text, as <see cref="Write"/> writes it.</param>
    /// <returns>The record; null where the text is no JSON object. Never throws for any text.</returns>
    public static ReleaseRecord? Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Records.RecordParser.Parse(json);
    }

    /// <summary>The same as the bytes of UTF-8.</summary>
    internal static ReadOnlyMemory<byte> Utf8(ReleaseRecord record, bool indented = false, IEnumerable<SentenceReading>? notRead = null)
    {
        var buffer = new ArrayBufferWriter<byte>(8192);
        using (var json = new Utf8JsonWriter(buffer, indented ? Indented : Plain))
        {
            json.WriteStartObject();
            if (record.Id is not null)
                json.WriteString("id", record.Id);
            WriteRelease(json, record.Release);
            Array(json, "engagements", record.Engagements, WriteEngagement);
            Array(json, "acts", record.Acts, WriteAct);
            Array(json, "commitments", record.Commitments, WriteCommitment);
            Array(json, "relations", record.Relations, WriteRelation);
            if (notRead is not null)
            {
                json.WriteStartArray("notRead");
                foreach (var sentence in notRead)
                    WriteSpan(json, new Evidence(sentence.Text, sentence.Start, sentence.End));
                json.WriteEndArray();
            }
            json.WriteEndObject();
        }
        return buffer.WrittenMemory;
    }

    private static void Array<T>(Utf8JsonWriter json, string name, ImmutableArray<T> facts, Action<Utf8JsonWriter, T> write)
        where T : Fact
    {
        json.WriteStartArray(name);
        foreach (var fact in facts)
        {
            json.WriteStartObject();
            write(json, fact);
            json.WriteStartArray("evidence");
            foreach (var span in fact.Evidence)
                WriteSpan(json, span);
            json.WriteEndArray();
            json.WriteString("entry", fact.Entry);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteSpan(Utf8JsonWriter json, Evidence span)
    {
        json.WriteStartObject();
        json.WriteString("exact", span.Exact);
        json.WriteNumber("start", span.Start);
        json.WriteNumber("end", span.End);
        if (!span.Places.IsEmpty)
        {
            json.WriteStartArray("places");
            foreach (var box in span.Places)
            {
                json.WriteStartObject();
                json.WriteNumber("page", box.Page);
                json.WriteStartArray("box");
                foreach (var side in (ReadOnlySpan<double>)[box.Left, box.Top, box.Width, box.Height])
                    json.WriteNumberValue(Math.Round(side, 1));
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            json.WriteString(name, value);
    }

    private static void Texts(Utf8JsonWriter json, string name, ImmutableArray<string> values)
    {
        if (values.IsEmpty)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void WriteRelease(Utf8JsonWriter json, Release release)
    {
        json.WriteStartObject("release");
        Text(json, "kind", release.Kind);
        if (release.IssuerName is not null || release.IssuerCountry is not null)
        {
            json.WriteStartObject("issuer");
            Text(json, "name", release.IssuerName);
            Text(json, "country", release.IssuerCountry);
            json.WriteEndObject();
        }
        Text(json, "headline", release.Headline);
        Text(json, "number", release.Number);
        Text(json, "embargo", release.Embargo);
        Texts(json, "scripts", release.Scripts);
        Text(json, "place", release.Place);
        Text(json, "date", release.Date);
        Text(json, "language", release.Language);
        if (release.Signatory is { } signatory)
        {
            json.WriteStartObject("signatory");
            Text(json, "name", signatory.Name);
            Text(json, "office", signatory.Office);
            json.WriteEndObject();
        }
        if (!release.Contacts.IsEmpty)
        {
            json.WriteStartArray("contacts");
            foreach (var contact in release.Contacts)
            {
                json.WriteStartObject();
                Text(json, "kind", contact.Kind);
                Text(json, "value", contact.Value);
                Text(json, "e164", contact.International);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void WriteEngagement(Utf8JsonWriter json, Engagement engagement)
    {
        json.WriteString("kind", engagement.Kind.Word());
        Text(json, "start", engagement.Start);
        Text(json, "end", engagement.End);
        if (engagement.City is not null || engagement.Country is not null)
        {
            json.WriteStartObject("place");
            Text(json, "city", engagement.City);
            Text(json, "country", engagement.Country);
            json.WriteEndObject();
        }
        Text(json, "occasion", engagement.Occasion);
        json.WriteStartArray("participants");
        foreach (var participant in engagement.Participants)
        {
            json.WriteStartObject();
            Text(json, "person", participant.Person);
            Texts(json, "offices", participant.Offices);
            Text(json, "party", participant.Party);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteAct(Utf8JsonWriter json, Act act)
    {
        json.WriteString("kind", act.Kind.Word());
        Texts(json, "by", act.By);
        Texts(json, "to", act.To);
        Text(json, "person", act.Person);
        Text(json, "about", act.About);
    }

    private static void WriteCommitment(Utf8JsonWriter json, Commitment commitment)
    {
        json.WriteString("kind", commitment.Kind.Word());
        Texts(json, "by", commitment.By);
        Texts(json, "to", commitment.To);
        Text(json, "what", commitment.What);
        json.WriteString("status", commitment.Status.Word());
        Text(json, "due", commitment.Due);
        Text(json, "due_words", commitment.DueWords);
    }

    private static void WriteRelation(Utf8JsonWriter json, Relation relation)
    {
        json.WriteString("kind", relation is Anniversary ? "anniversary" : "partnership");
        Texts(json, "parties", relation.Parties);
        switch (relation)
        {
            case Anniversary anniversary:
                if (anniversary.Ordinal > 0)
                    json.WriteNumber("ordinal", anniversary.Ordinal);
                if (anniversary.Year > 0)
                {
                    json.WriteNumber("year", anniversary.Year);
                    if (anniversary.Ordinal > 0)
                        json.WriteNumber("since", anniversary.Year - anniversary.Ordinal);
                }
                Text(json, "of", anniversary.Of);
                break;
            case Partnership partnership:
                Text(json, "name", partnership.Name);
                Text(json, "status", partnership.Status);
                break;
            default:
                break;
        }
    }
}

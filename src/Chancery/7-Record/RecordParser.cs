using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chancery.Sources;

namespace Chancery.Records;

/// <summary>A record from its JSON. What is not of the record format is left out.</summary>
internal static class RecordParser
{
    public static ReleaseRecord? Parse(string json)
    {
        try
        {
            return JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { MaxDepth = 16 }) is JsonObject whole ? Record(whole) : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    public static ReleaseRecord Record(JsonObject json) => new(
        json["release"] is JsonObject release ? Release(release) : new Release(),
        [.. Objects(json, "engagements").Select(Engagement).OfType<Engagement>()],
        [.. Objects(json, "acts").Select(Act).OfType<Act>()],
        [.. Objects(json, "commitments").Select(Commitment).OfType<Commitment>()],
        [.. Objects(json, "relations").Select(Relation)])
    {
        Id = Text(json, "id"),
    };

    private static string? Text(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static int Number(JsonObject json, string name) => json[name] is JsonValue value && value.TryGetValue<int>(out var number) ? number : 0;

    private static ImmutableArray<string> Texts(JsonObject json, string name) => json[name] is JsonArray all ? [.. all.OfType<JsonValue>().Select(v => v.TryGetValue<string>(out var text) ? text : null).OfType<string>()] : [];

    private static IEnumerable<JsonObject> Objects(JsonObject json, string name) => json[name] is JsonArray all ? all.OfType<JsonObject>() : [];

    private static ImmutableArray<Evidence> Evidence(JsonObject json) => [.. Objects(json, "evidence").Select(e => new Evidence(Text(e, "exact") ?? "", Number(e, "start"), Number(e, "end"))
    {
        Places = [.. Objects(e, "places").Select(p => p["box"] is JsonArray { Count: 4 } box ? new PageBox(Number(p, "page"), Side(box[0]), Side(box[1]), Side(box[2]), Side(box[3])) : default).Where(p => p.Page > 0)],
    })];

    private static double Side(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var side) ? side : 0;

    private static string Entry(JsonObject json) => Text(json, "entry") ?? "";

    private static Release Release(JsonObject json)
    {
        var issuer = json["issuer"] as JsonObject;
        return new Release
        {
            Kind = Text(json, "kind"),
            IssuerName = issuer is null ? null : Text(issuer, "name"),
            IssuerCountry = issuer is null ? null : Text(issuer, "country"),
            Headline = Text(json, "headline"),
            Number = Text(json, "number"),
            Embargo = Text(json, "embargo"),
            Scripts = Texts(json, "scripts"),
            Place = Text(json, "place"),
            Date = Text(json, "date"),
            Language = Text(json, "language"),
            Signatory = json["signatory"] is JsonObject signed && Text(signed, "name") is { } name ? new Signatory(name, Text(signed, "office")) : null,
            Contacts = [.. Objects(json, "contacts").Select(c => new Contact(Text(c, "kind") ?? "", Text(c, "value") ?? "") { International = Text(c, "e164") })],
        };
    }

    private static Engagement? Engagement(JsonObject json)
    {
        if (!Kinds.TryEngagement(Text(json, "kind") ?? "", out var kind))
            return null;
        var place = json["place"] as JsonObject;
        return new Engagement
        {
            Kind = kind,
            Start = Text(json, "start"),
            End = Text(json, "end"),
            City = place is null ? null : Text(place, "city"),
            Country = place is null ? null : Text(place, "country"),
            Occasion = Text(json, "occasion"),
            Participants = [.. Objects(json, "participants").Select(p => new Participant(Text(p, "person"), Texts(p, "offices"), Text(p, "party")))],
            Evidence = Evidence(json),
            Entry = Entry(json),
        };
    }

    private static Act? Act(JsonObject json) => !Kinds.TryAct(Text(json, "kind") ?? "", out var kind) ? null : new Act
    {
        Kind = kind,
        By = Texts(json, "by"),
        To = Texts(json, "to"),
        Person = Text(json, "person"),
        About = Text(json, "about"),
        Evidence = Evidence(json),
        Entry = Entry(json),
    };

    private static Commitment? Commitment(JsonObject json) => !Kinds.TryCommitment(Text(json, "kind") ?? "", out var kind) ? null : new Commitment
    {
        Kind = kind,
        Status = Kinds.TryStatus(Text(json, "status") ?? "", out var status) ? status : default,
        By = Texts(json, "by"),
        To = Texts(json, "to"),
        What = Text(json, "what") ?? "",
        Due = Text(json, "due"),
        DueWords = Text(json, "due_words"),
        Evidence = Evidence(json),
        Entry = Entry(json),
    };

    private static Relation Relation(JsonObject json) => Text(json, "kind") == "anniversary"
        ? new Anniversary { Parties = Texts(json, "parties"), Ordinal = Number(json, "ordinal"), Year = Number(json, "year"), Of = Text(json, "of"), Evidence = Evidence(json), Entry = Entry(json) }
        : new Partnership { Parties = Texts(json, "parties"), Name = Text(json, "name") ?? "", Status = Text(json, "status") ?? "current", Evidence = Evidence(json), Entry = Entry(json) };
}

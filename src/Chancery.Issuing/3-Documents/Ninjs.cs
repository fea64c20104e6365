using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chancery.Lexicons;

namespace Chancery.Issuing.Documents;

/// <summary>A release for the systems of newsrooms: IPTC ninjs 3.1, with who is named in it and where. Stateless.</summary>
internal static class Ninjs
{
    /// <summary>The item.</summary>
    /// <param name="draft">What is written.</param>
    /// <param name="html">The same as a page.</param>
    /// <param name="record">What is read from it.</param>
    /// <param name="issue">Number, edition and times.</param>
    /// <param name="lexicon">Names of parties.</param>
    public static byte[] Write(Draft draft, string html, ReleaseRecord record, IssueFacts issue, Lexicon lexicon)
    {
        string Name(string party) => lexicon.PartyByCode.TryGetValue(party, out var at) ? lexicon.PartyList[at].Name : party;
        static JsonObject Named(string name, string rel) => new() { ["name"] = name, ["rel"] = rel };
        var body = string.Join("\n\n", draft.Paragraphs.Where(p => p.Part == DraftPart.Body).Select(p => p.Text));
        var people = record.Engagements.SelectMany(e => e.Participants).Select(p => p.Person).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var parties = record.Engagements.SelectMany(e => e.Participants).Select(p => p.Party).OfType<string>().Concat(record.Acts.SelectMany(a => a.By.Concat(a.To))).Distinct(StringComparer.Ordinal).ToList();
        var cities = record.Engagements.Select(e => e.City).OfType<string>().Distinct(StringComparer.Ordinal);
        var item = new JsonObject
        {
            ["uri"] = issue.Uri,
            ["standard"] = new JsonObject { ["name"] = "ninjs", ["version"] = "3.1", ["schema"] = "https://iptc.org/std/ninjs/ninjs-schema_3.1.json" },
            ["type"] = "text",
            ["representationType"] = "full",
            ["version"] = issue.Edition.ToString(CultureInfo.InvariantCulture),
            ["versionCreated"] = JsonForm.Time(issue.At),
            ["language"] = "en",
            ["pubStatus"] = issue.EmbargoedUntil is null ? "usable" : "withheld",
            ["headlines"] = new JsonArray(new JsonObject { ["role"] = "main", ["contentType"] = "text/plain", ["value"] = record.Release.Headline ?? "" }),
            ["bodies"] = new JsonArray(
                new JsonObject { ["role"] = "main", ["contentType"] = "text/plain", ["charCount"] = body.Length, ["wordCount"] = body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, ["value"] = body },
                new JsonObject { ["role"] = "richtext", ["contentType"] = "text/html", ["value"] = html }),
            ["people"] = new JsonArray([.. people.Select(p => Named(p, "about"))]),
            ["organisations"] = new JsonArray([.. parties.Where(p => !lexicon.PartyByCode.TryGetValue(p, out var at) || !lexicon.PartyList[at].IsState).Select(p => Named(Name(p), "about"))]),
            ["places"] = new JsonArray([.. cities.Select(c => Named(c, "located")), .. parties.Where(p => lexicon.PartyByCode.TryGetValue(p, out var at) && lexicon.PartyList[at].IsState).Select(p => Named(Name(p), "about"))]),
            ["infoSources"] = new JsonArray(new JsonObject { ["name"] = issue.House }),
            ["altIds"] = new JsonArray(new JsonObject { ["role"] = "number", ["value"] = issue.Number }),
        };
        if (issue.EmbargoedUntil is { } until)
            item["embargoedUntil"] = JsonForm.Time(until);
        if (issue.Note.Length > 0)
            item["edNote"] = issue.Note;
        if (draft.Paragraphs.FirstOrDefault(p => p.Part == DraftPart.SignOff).Text is { Length: > 0 } signed)
            item["by"] = signed.Split('\n')[^1];
        return JsonSerializer.SerializeToUtf8Bytes(item, JsonForm.Indented);
    }
}

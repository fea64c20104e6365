using System.Text.Json.Nodes;
using Chancery.Registers.Store;

namespace Chancery.Web.Api;

/// <summary>Releases in the words of others: schema.org with Popolo for people, and W3C Web Annotations for evidence.</summary>
internal static class LinkedData
{
    public static JsonObject Release(ReleaseRow release, JsonNode record)
    {
        var about = new JsonArray();
        foreach (var engagement in record["engagements"]!.AsArray())
            about.Add(Event(engagement!));
        return new JsonObject
        {
            ["@context"] = new JsonArray("https://schema.org", new JsonObject { ["popolo"] = "http://www.popoloproject.com/ns#", ["opengov"] = "http://www.w3.org/ns/opengov#", ["org"] = "http://www.w3.org/ns/org#" }),
            ["@type"] = "NewsArticle",
            ["@id"] = $"/api/releases/{release.Id}",
            ["headline"] = release.Headline,
            ["datePublished"] = release.Day?.ToString("yyyy-MM-dd"),
            ["inLanguage"] = (string?)record["release"]?["language"],
            ["publisher"] = release.IssuerName is null && release.Issuer is null ? null : new JsonObject { ["@type"] = "GovernmentOrganization", ["name"] = release.IssuerName ?? release.Issuer, ["identifier"] = release.Issuer },
            ["about"] = about,
        };
    }

    private static JsonObject Event(JsonNode engagement)
    {
        var attendees = new JsonArray();
        foreach (var participant in engagement["participants"]?.AsArray() ?? [])
        {
            var roles = new JsonArray();
            foreach (var office in participant!["offices"]?.AsArray() ?? [])
                roles.Add(new JsonObject { ["@type"] = "org:Membership", ["opengov:role"] = (string?)office, ["org:organization"] = (string?)participant["party"] });
            attendees.Add((string?)participant["person"] is { } person
                ? new JsonObject { ["@type"] = "Person", ["name"] = person, ["affiliation"] = (string?)participant["party"], ["org:hasMembership"] = roles }
                : new JsonObject { ["@type"] = "Organization", ["identifier"] = (string?)participant["party"] });
        }
        return new JsonObject
        {
            ["@type"] = "Event",
            ["additionalType"] = (string?)engagement["kind"],
            ["startDate"] = (string?)engagement["start"],
            ["endDate"] = (string?)engagement["end"],
            ["location"] = engagement["place"] is { } place ? new JsonObject { ["@type"] = "Place", ["address"] = new JsonObject { ["@type"] = "PostalAddress", ["addressLocality"] = (string?)place["city"], ["addressCountry"] = (string?)place["country"] } } : null,
            ["superEvent"] = (string?)engagement["occasion"] is { } occasion ? new JsonObject { ["@type"] = "Event", ["name"] = occasion } : null,
            ["attendee"] = attendees,
        };
    }

    private static readonly string[] Facts = ["engagements", "acts", "commitments", "relations"];

    public static JsonObject Annotations(ReleaseRow release, JsonNode record)
    {
        var items = new JsonArray();
        foreach (var facts in Facts)
        {
            var number = 0;
            foreach (var fact in record[facts]?.AsArray() ?? [])
            {
                number++;
                var said = fact!.DeepClone().AsObject();
                said.Remove("evidence");
                items.Add(new JsonObject
                {
                    ["id"] = $"/api/releases/{release.Id}/annotations#{facts}-{number}",
                    ["type"] = "Annotation",
                    ["motivation"] = "classifying",
                    ["body"] = new JsonObject { ["type"] = "TextualBody", ["purpose"] = "classifying", ["format"] = "application/json", ["value"] = said.ToJsonString(RegisterJson.Options) },
                    ["target"] = new JsonArray([.. (fact["evidence"]?.AsArray() ?? []).Select(span => Target(release.Id, span!))]),
                });
            }
        }
        return new JsonObject
        {
            ["@context"] = "http://www.w3.org/ns/anno.jsonld",
            ["id"] = $"/api/releases/{release.Id}/annotations",
            ["type"] = "AnnotationPage",
            ["items"] = items,
        };
    }

    private static JsonObject Target(long release, JsonNode span) => new()
    {
        ["source"] = $"/api/releases/{release}/text",
        ["selector"] = new JsonArray(
            new JsonObject { ["type"] = "TextQuoteSelector", ["exact"] = (string?)span["exact"] },
            new JsonObject { ["type"] = "TextPositionSelector", ["start"] = (int?)span["start"], ["end"] = (int?)span["end"] }),
    };
}

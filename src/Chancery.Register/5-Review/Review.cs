using System.Text.Json;
using System.Text.Json.Nodes;
using Chancery.Registers.Store;

namespace Chancery.Registers.Reviews;

/// <summary>What an officer says of a fact.</summary>
internal static class Verdicts
{
    public const string Accepted = "accepted";
    public const string Corrected = "corrected";
    public const string Rejected = "rejected";

    /// <summary>A fact that was missed.</summary>
    public const string Added = "added";
}

/// <summary>Facets of a record that are reviewed fact by fact; each by its letter in the name of a fact ("a3": the fourth act).</summary>
internal static class Facets
{
    public static IReadOnlyList<(char Letter, string Name)> All { get; } = [('e', "engagements"), ('a', "acts"), ('c', "commitments"), ('r', "relations")];

    public static string? Name(char letter) => All.FirstOrDefault(f => f.Letter == letter).Name;

    public static char Letter(string name) => All.First(f => f.Name == name).Letter;
}

/// <summary>Lays what officers said over what was read. What was read stays as it is; what holds is worked out of both. Stateless.</summary>
internal static class Review
{
    /// <summary>The record as it holds: rejected facts are out, corrected ones in their place, missed ones added, all in the order of the text.</summary>
    /// <param name="read">The record as it was read, in the record format.</param>
    /// <param name="said">What officers said of it.</param>
    public static JsonObject Holding(JsonObject read, IReadOnlyCollection<ReviewRow> said)
    {
        var holds = read.DeepClone().AsObject();
        foreach (var row in said.Where(r => r.Verdict != Verdicts.Accepted))
        {
            if (holds[row.Facet] is not JsonArray facts)
                holds[row.Facet] = facts = [];
            var at = row.Read.Length > 0 && JsonNode.Parse(row.Read) is JsonObject was ? Find(facts, was) : -1;
            if (at >= 0)
                facts.RemoveAt(at);
            if (row.Corrected.Length > 0 && JsonNode.Parse(row.Corrected) is JsonObject now && Find(facts, now, whole: true) < 0)
                facts.Insert(PlaceOf(facts, now), now);
        }
        return holds;
    }

    /// <summary>Where a fact stands among those that were read, perhaps by a later reading: the same words, of the same kind if there are several; -1 where it does not.</summary>
    public static int Find(JsonArray facts, JsonObject fact, bool whole = false)
    {
        var best = -1;
        for (var i = 0; i < facts.Count; i++)
        {
            if (facts[i] is not JsonObject one || Words(one) != Words(fact))
                continue;
            if (Same(one, fact))
                return i;
            if (!whole && (best < 0 || Text(one, "kind") == Text(fact, "kind")))
                best = i;
        }
        return best;
    }

    /// <summary>Whether two facts say the same, whatever made them.</summary>
    private static bool Same(JsonObject a, JsonObject b) => JsonNode.DeepEquals(Bare(a), Bare(b));

    private static JsonObject Bare(JsonObject fact)
    {
        var bare = fact.DeepClone().AsObject();
        bare.Remove("entry");
        bare.Remove("evidence");
        return bare;
    }

    private static string? Text(JsonObject fact, string name) => fact[name]?.GetValue<string>();

    private static (int Start, int End) Words(JsonObject fact) =>
        fact["evidence"] is JsonArray { Count: > 0 } spans ? (spans[0]!["start"]!.GetValue<int>(), spans[^1]!["end"]!.GetValue<int>()) : (0, 0);

    private static int PlaceOf(JsonArray facts, JsonObject fact)
    {
        var at = 0;
        while (at < facts.Count && facts[at] is JsonObject one && Words(one).Start <= Words(fact).Start)
            at++;
        return at;
    }

    /// <summary>How a fact is kept in a row.</summary>
    public static string Kept(JsonObject fact) => fact.ToJsonString(Plain);

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

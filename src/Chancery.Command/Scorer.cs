using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chancery.Lexicons;

namespace Chancery.Command;

/// <summary>How many of what should be read was read, and how much of what was read should be.</summary>
internal sealed class Tally
{
    public int Hit { get; set; }

    public int Gold { get; set; }

    public int Read { get; set; }

    public List<string> Errors { get; } = [];

    /// <summary>0 to 1; 1 where nothing was read and nothing was to be read.</summary>
    public double Precision => Read > 0 ? (double)Hit / Read : Gold == 0 ? 1 : 0;

    /// <summary>0 to 1.</summary>
    public double Recall => Gold > 0 ? (double)Hit / Gold : 1;

    /// <summary>The harmonic mean of precision and recall.</summary>
    public double F1 => Precision + Recall > 0 ? 2 * Precision * Recall / (Precision + Recall) : 0;

    /// <summary>Pairs each gold fact with the first fact read that is the same and not yet taken.</summary>
    public void Add(IReadOnlyList<JsonNode> gold, IReadOnlyList<JsonNode> read, Func<JsonNode, JsonNode, bool> same, string where)
    {
        var left = read.ToList();
        (Gold, Read) = (Gold + gold.Count, Read + read.Count);
        foreach (var fact in gold)
        {
            var at = left.FindIndex(other => same(fact, other));
            if (at < 0)
            {
                Errors.Add($"missed   {where}: {Brief(fact)}");
                continue;
            }
            left.RemoveAt(at);
            Hit++;
        }
        Errors.AddRange(left.Select(fact => $"invented {where}: {Brief(fact)}"));
    }

    private static string Brief(JsonNode fact)
    {
        if (fact is not JsonObject whole)
            return fact.ToString();
        var shown = string.Join(", ", whole.Where(p => p.Key is not "evidence" and not "entry").Select(p => $"{p.Key}: {p.Value?.ToJsonString(Relaxed) ?? ""}"));
        var quote = string.Join(" … ", Scorer.List(whole, "evidence").Select(e => Scorer.Text(e, "exact")));
        return Cut(shown, 220) + (quote.Length > 0 ? $"  «{Cut(quote, 160)}»" : "");
    }

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private static readonly System.Text.Json.JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}

/// <summary>
/// Scores records against records worked out by hand, facet by facet, by the rules of the record format's own scorer
/// (record/score.py): two facts rest on the same words when they share a run of 5 words or of 60 % of the shorter span.
/// </summary>
internal static partial class Scorer
{
    private static readonly string[] Kinds = ["engagements", "acts", "commitments", "relations"];

    private static readonly HashSet<string> Honorifics = [.. ("his her excellency he h e mr mrs ms miss dr prof professor sir dame lord lady hon honourable honorable the "
        + "samdech techo dato datuk seri tan sri tun sheikh shaikh prince princess king queen").Split(' ')];

    public static Dictionary<string, Tally> Score(IReadOnlyDictionary<string, JsonObject> gold, IReadOnlyDictionary<string, JsonObject> read)
    {
        var tallies = new Dictionary<string, Tally>(StringComparer.Ordinal);
        foreach (var (id, one) in gold.OrderBy(g => g.Key, StringComparer.Ordinal))
            Record(tallies, id, one, read.GetValueOrDefault(id));
        return tallies;
    }

    private static Tally Of(Dictionary<string, Tally> tallies, string facet)
    {
        if (!tallies.TryGetValue(facet, out var tally))
            tallies.Add(facet, tally = new Tally());
        return tally;
    }

    private static void Record(Dictionary<string, Tally> t, string id, JsonObject gold, JsonObject? found)
    {
        var read = found ?? [];
        void Add(string facet, IEnumerable<JsonNode> a, IEnumerable<JsonNode> b, Func<JsonNode, JsonNode, bool> same) => Of(t, facet).Add([.. a], [.. b], same, id);
        var (gr, pr) = (Child(gold, "release"), Child(read, "release"));
        Add("release.date", One(gr, "date"), One(pr, "date"), Equal);
        Add("release.issuer", One(Child(gr, "issuer"), "country"), One(Child(pr, "issuer"), "country"), Equal);
        Add("release.headline", One(gr, "headline"), One(pr, "headline"), LooselyEqual);
        Add("release.signatory", One(gr, "signatory"), One(pr, "signatory"), (a, b) => SameName(Text(a, "name"), Text(b, "name")));
        var (ge, pe) = (List(gold, "engagements"), List(read, "engagements"));
        Add("engagement", ge, pe, (a, b) => Text(a, "kind") == Text(b, "kind") && Meets(a, b));
        Add("engagement.found", ge, pe, Meets);
        Add("engagement.start", ge.SelectMany(e => One(e, "start")), pe.SelectMany(e => One(e, "start")), Equal);
        Add("engagement.occasion", ge.SelectMany(e => One(e, "occasion")), pe.SelectMany(e => One(e, "occasion")), LooselyEqual);
        Add("engagement.city", ge.SelectMany(e => One(Child(e, "place"), "city")), pe.SelectMany(e => One(Child(e, "place"), "city")), LooselyEqual);
        Add("engagement.country", ge.SelectMany(e => One(Child(e, "place"), "country")), pe.SelectMany(e => One(Child(e, "place"), "country")), Equal);
        Add("participant", People(ge), People(pe), (a, b) => SameName(Text(a, "person"), Text(b, "person")) && Text(a, "party") == Text(b, "party"));
        Add("participant.office", Offices(ge), Offices(pe), (a, b) => SameName(Text(a, "person"), Text(b, "person")) && LooselyEqual(a["office"]!, b["office"]!));
        var (ga, pa) = (List(gold, "acts"), List(read, "acts"));
        Add("act.found", ga, pa, SamePlace);
        Add("act.kind", ga, pa, (a, b) => Text(a, "kind") == Text(b, "kind") && SamePlace(a, b));
        Add("act", ga, pa, (a, b) => Text(a, "kind") == Text(b, "kind") && Parties(a, "by").SetEquals(Parties(b, "by"))
            && (Parties(a, "to").Count == 0 || Parties(a, "to").SetEquals(Parties(b, "to"))) && SamePlace(a, b));
        var (gc, pc) = (List(gold, "commitments"), List(read, "commitments"));
        Add("commitment", gc, pc, (a, b) => Text(a, "kind") == Text(b, "kind") && Parties(a, "by").SetEquals(Parties(b, "by")) && SamePlace(a, b));
        Add("commitment.due", gc.Where(c => Text(c, "due").Length > 0), pc.Where(c => Text(c, "due").Length > 0), (a, b) => Text(a, "due") == Text(b, "due") && SamePlace(a, b));
        Add("relation", List(gold, "relations"), List(read, "relations"), SameRelation);
        if (Text(gold, "text").Length > 0 && found is not null)
            Evidence(Of(t, "evidence.true"), Text(gold, "text"), read);
    }

    private static void Evidence(Tally tally, string text, JsonObject read)
    {
        var source = string.Join(' ', Words(text));
        var facts = Kinds.SelectMany(k => List(read, k)).ToList();
        var spans = facts.SelectMany(f => List(f, "evidence")).ToList();
        var bare = facts.Count(f => List(f, "evidence").Count == 0);
        tally.Gold += spans.Count + bare;
        tally.Read += spans.Count + bare;
        tally.Hit += spans.Count(s => Text(s, "exact").Length > 0 && source.Contains(string.Join(' ', Words(Text(s, "exact"))), StringComparison.Ordinal));
    }

    private static bool SameRelation(JsonNode a, JsonNode b) => Text(a, "kind") == Text(b, "kind") && Parties(a, "parties").SetEquals(Parties(b, "parties"))
        && (Text(a, "kind") != "anniversary" || Text(a, "ordinal") == Text(b, "ordinal"))
        && (Text(a, "kind") != "partnership" || (a["name"] is { } x && b["name"] is { } y && LooselyEqual(x, y)));

    /// <summary>Two engagements are the same when they share a participating person, or all their parties.</summary>
    private static bool Meets(JsonNode a, JsonNode b)
    {
        var (pa, pb) = (List(a, "participants"), List(b, "participants"));
        return pa.Any(x => pb.Any(y => SameName(Text(x, "person"), Text(y, "person"))))
            || pa.Select(x => Text(x, "party")).ToHashSet(StringComparer.Ordinal).SetEquals(pb.Select(y => Text(y, "party")));
    }

    private static IEnumerable<JsonNode> People(IEnumerable<JsonNode> engagements) => engagements.SelectMany(e => List(e, "participants")).Where(p => Text(p, "person").Length > 0);

    private static IEnumerable<JsonNode> Offices(IEnumerable<JsonNode> engagements) =>
        People(engagements).SelectMany(p => List(p, "offices").Select(o => (JsonNode)new JsonObject { ["person"] = Text(p, "person"), ["office"] = o.GetValue<string>() }));

    private static JsonObject Child(JsonNode? node, string key) => node?[key] as JsonObject ?? [];

    internal static List<JsonNode> List(JsonNode node, string key) => node is JsonObject whole && whole[key] is JsonArray list ? [.. list.OfType<JsonNode>()] : [];

    private static IEnumerable<JsonNode> One(JsonNode node, string key) => node[key] is { } value && (value is JsonObject || value.ToString().Length > 0) ? [value] : [];

    internal static string Text(JsonNode? node, string key) => node is JsonObject whole ? whole[key]?.ToString() ?? "" : "";

    private static HashSet<string> Parties(JsonNode fact, string key) => [.. List(fact, key).Select(p => p.ToString())];

    private static bool Equal(JsonNode a, JsonNode b) => a.ToString() == b.ToString();

    private static bool LooselyEqual(JsonNode a, JsonNode b)
    {
        var (x, y) = (Words(a.ToString()).ToHashSet(StringComparer.Ordinal), Words(b.ToString()).ToHashSet(StringComparer.Ordinal));
        return x.Count > 0 && y.Count > 0 && x.Intersect(y, StringComparer.Ordinal).Count() / (double)Math.Min(x.Count, y.Count) >= 0.6;
    }

    private static bool SameName(string a, string b)
    {
        var (x, y) = (Name(a), Name(b));
        if (x.Count == 0 || y.Count == 0)
            return false;
        var shared = x.Intersect(y, StringComparer.Ordinal).Count();
        return x.SetEquals(y) || shared / (double)x.Union(y, StringComparer.Ordinal).Count() >= 0.5 || (Math.Min(x.Count, y.Count) >= 2 && (x.IsSubsetOf(y) || y.IsSubsetOf(x)));
    }

    private static HashSet<string> Name(string text) => [.. Words(text).Where(w => !Honorifics.Contains(w))];

    /// <summary>Words without accents, case and markup.</summary>
    internal static List<string> Words(string text)
    {
        var bare = Markup().Replace(text, "");
        var plain = new StringBuilder(bare.Length);
        foreach (var c in bare)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark))
                plain.Append(PersonName.Plain(c));
        }
        return [.. Letters().Matches(plain.ToString()).Select(m => m.Value)];
    }

    private static bool SamePlace(JsonNode a, JsonNode b)
    {
        var others = List(b, "evidence").Select(e => Words(Text(e, "exact"))).ToList();
        foreach (var span in List(a, "evidence"))
        {
            var x = Words(Text(span, "exact"));
            foreach (var y in others)
            {
                if (x.Count == 0 || y.Count == 0)
                    continue;
                var run = LongestRun(x, y);
                if (run >= 5 || run >= 0.6 * Math.Min(x.Count, y.Count))
                    return true;
            }
        }
        return false;
    }

    private static int LongestRun(List<string> a, List<string> b)
    {
        var (best, previous) = (0, new int[b.Count + 1]);
        foreach (var x in a)
        {
            var row = new int[b.Count + 1];
            for (var j = 1; j <= b.Count; j++)
            {
                if (x == b[j - 1])
                    best = Math.Max(best, row[j] = previous[j - 1] + 1);
            }
            previous = row;
        }
        return best;
    }

    [GeneratedRegex("<[^>]+>|[*_#]", RegexOptions.None, 1000)]
    private static partial Regex Markup();

    [GeneratedRegex(@"[^\W_]+", RegexOptions.None, 1000)]
    private static partial Regex Letters();
}

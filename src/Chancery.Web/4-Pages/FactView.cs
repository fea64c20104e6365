using System.Text.Json.Nodes;
using Chancery.Records;
using Chancery.Registers.Reviews;
using Chancery.Registers.Store;

namespace Chancery.Web.Pages;

/// <summary>A fact as a page shows it.</summary>
/// <param name="Name">By which it is called: "a3" is the fourth act that was read, "n812" one that an officer added.</param>
/// <param name="Letter">Its facet: e, a, c or r.</param>
/// <param name="Fact">The fact as it holds.</param>
/// <param name="Verdict">What an officer said of it; null where none did.</param>
/// <param name="Was">What was read, where an officer corrected it.</param>
public sealed record FactView(string Name, char Letter, Fact Fact, string? Verdict, string? Who, DateTime? At, Fact? Was)
{
    public bool IsOut => Verdict == "rejected";
}

/// <summary>A piece of the text, and the facts that it says.</summary>
/// <param name="Facts">Their names; empty for words that say none.</param>
/// <param name="Letter">The facet by which it is drawn.</param>
/// <param name="First">The facts of which it is the first piece.</param>
public sealed record Piece(string Text, IReadOnlyList<string> Facts, char Letter, IReadOnlyList<string> First);

/// <summary>Facts and text made ready to be shown together. Stateless.</summary>
internal static class FactViews
{
    /// <summary>The facts that were read, and those that were added, with what officers said of each; in the order of the text.</summary>
    public static List<FactView> Of(JsonObject read, IReadOnlyCollection<ReviewRow> said)
    {
        var views = new List<FactView>();
        foreach (var (letter, facet) in Facets.All)
        {
            var rows = said.Where(r => r.Facet == facet).ToList();
            foreach (var (json, i) in (read[facet] as JsonArray ?? []).OfType<JsonObject>().Select((f, i) => (f, i)))
            {
                if (Fact(facet, json) is not { } fact)
                    continue;
                var row = rows.Find(r => r.Read.Length > 0 && Review.Find([JsonNode.Parse(r.Read)], json, whole: true) >= 0);
                var now = row is { Corrected.Length: > 0 } ? Fact(facet, JsonNode.Parse(row.Corrected)!.AsObject()) : null;
                views.Add(new FactView($"{letter}{i}", letter, now ?? fact, row?.Verdict, row?.Who, row?.At, now is null ? null : fact));
            }
            foreach (var row in rows.Where(r => r.Verdict == Verdicts.Added))
            {
                if (Fact(facet, JsonNode.Parse(row.Corrected)!.AsObject()) is { } added)
                    views.Add(new FactView($"n{row.Id}", letter, added, row.Verdict, row.Who, row.At, null));
            }
        }
        return [.. views.OrderBy(v => v.Fact.Evidence.IsEmpty ? int.MaxValue : v.Fact.Evidence[0].Start).ThenBy(v => v.Letter != 'e')];
    }

    /// <summary>The facts of a record that nobody reviewed yet.</summary>
    public static List<FactView> Of(ReleaseRecord record) =>
        [.. record.Engagements.Select((f, i) => ((Fact)f, 'e', i)).Concat(record.Acts.Select((f, i) => ((Fact)f, 'a', i))).Concat(record.Commitments.Select((f, i) => ((Fact)f, 'c', i))).Concat(record.Relations.Select((f, i) => ((Fact)f, 'r', i)))
            .Select(x => new FactView($"{x.Item2}{x.Item3}", x.Item2, x.Item1, null, null, null, null)).OrderBy(v => v.Fact.Evidence.IsEmpty ? int.MaxValue : v.Fact.Evidence[0].Start)];

    /// <summary>A fact of a facet from its JSON; null where it is none.</summary>
    public static Fact? Fact(string facet, JsonObject json)
    {
        var record = RecordParser.Record(new JsonObject { [facet] = new JsonArray(json.DeepClone()) });
        return record.Engagements.Cast<Fact>().Concat(record.Acts).Concat(record.Commitments).Concat(record.Relations).FirstOrDefault();
    }

    /// <summary>The text, cut wherever a fact's words begin or end. Facts that were rejected mark nothing.</summary>
    public static List<Piece> Cut(string text, IReadOnlyList<FactView> facts)
    {
        var spans = facts.Where(f => !f.IsOut).SelectMany(f => f.Fact.Evidence.Select((e, i) => (f.Name, f.Letter, e.Start, e.End, IsFirst: i == 0))).Where(s => s.End > s.Start).ToList();
        var cuts = spans.SelectMany(s => new[] { s.Start, s.End }).Append(0).Distinct().Order().ToList();
        var units = Units(text, cuts);
        var pieces = new List<Piece>();
        for (var i = 0; i < cuts.Count; i++)
        {
            var (from, until) = (units[i], i + 1 < cuts.Count ? units[i + 1] : text.Length);
            if (until <= from)
                continue;
            var here = spans.Where(s => s.Start <= cuts[i] && s.End > cuts[i]).ToList();
            var letter = here.Count == 0 ? ' ' : here.MaxBy(s => "eacr".IndexOf(s.Letter, StringComparison.Ordinal)).Letter;
            pieces.Add(new Piece(text[from..until], [.. here.Select(s => s.Name).Distinct(StringComparer.Ordinal)], letter, [.. here.Where(s => s.IsFirst && s.Start == cuts[i]).Select(s => s.Name)]));
        }
        return pieces;
    }

    /// <summary>Where places that are counted in Unicode code points stand in a string.</summary>
    private static List<int> Units(string text, List<int> points)
    {
        var units = new List<int>(points.Count);
        var (unit, point) = (0, 0);
        foreach (var wanted in points)
        {
            for (; point < wanted && unit < text.Length; point++)
                unit += char.IsHighSurrogate(text[unit]) && unit + 1 < text.Length && char.IsLowSurrogate(text[unit + 1]) ? 2 : 1;
            units.Add(unit);
        }
        return units;
    }

    /// <summary>Where some words stand in a text, in Unicode code points: at a place that is known, else at the first; null where they do not stand in it. Blanks of any number and kind are one.</summary>
    public static Evidence? Place(string text, string words, int? start)
    {
        var wanted = words.Trim();
        if (wanted.Length == 0)
            return null;
        var at = start is { } known && Units(text, [known])[0] is var unit && text.AsSpan(unit).StartsWith(wanted, StringComparison.Ordinal) ? unit : text.IndexOf(wanted, StringComparison.Ordinal);
        var end = at + wanted.Length;
        if (at < 0)
        {
            var pattern = string.Join(@"\s+", wanted.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(System.Text.RegularExpressions.Regex.Escape));
            var match = System.Text.RegularExpressions.Regex.Match(text, pattern, System.Text.RegularExpressions.RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
            if (!match.Success)
                return null;
            (at, end) = (match.Index, match.Index + match.Length);
        }
        var from = Points(text.AsSpan(0, at));
        return new Evidence(text[at..end], from, from + Points(text.AsSpan(at, end - at)));
    }

    private static int Points(ReadOnlySpan<char> text)
    {
        var points = 0;
        for (var i = 0; i < text.Length; i++, points++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
        }
        return points;
    }
}

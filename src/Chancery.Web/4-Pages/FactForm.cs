using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Chancery.Lexicons;
using Microsoft.AspNetCore.Http;

namespace Chancery.Web.Pages;

/// <summary>A fact as the fields of a form.</summary>
/// <param name="Letter">Its facet: e, a, c or r.</param>
/// <param name="Values">What stands in each field.</param>
/// <param name="Errors">What is wrong, by field; empty where nothing.</param>
public sealed record FactForm(char Letter, IReadOnlyDictionary<string, string> Values, IReadOnlyDictionary<string, string> Errors)
{
    public string Value(string field) => Values.GetValueOrDefault(field, "");

    private static readonly string[] Names = ["kind", "by", "to", "person", "about", "status", "what", "due", "due_words", "first", "last", "city", "country", "occasion", "participants", "parties", "name", "ordinal", "year", "words", "start"];

    /// <summary>The kinds that a fact of a facet may have.</summary>
    public static IReadOnlyList<string> KindsOf(char letter) => letter switch
    {
        'e' => [.. Enum.GetValues<EngagementKind>().Select(k => k.Word())],
        'a' => [.. Enum.GetValues<ActKind>().Select(k => k.Word())],
        'c' => [.. Enum.GetValues<CommitmentKind>().Select(k => k.Word())],
        _ => ["anniversary", "partnership"],
    };

    public static IReadOnlyList<string> Statuses(char letter) => letter == 'r' ? ["current", "proposed", "intended"] : [.. Enum.GetValues<CommitmentStatus>().Select(s => s.Word())];

    /// <summary>The form of a fact as it holds.</summary>
    public static FactForm Of(char letter, Fact fact)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        void Put(string name, string? value) => values[name] = value ?? "";
        static string Join(ImmutableArray<string> codes) => string.Join(", ", codes);
        Put("words", fact.Evidence.IsEmpty ? "" : fact.Evidence[0].Exact);
        Put("start", fact.Evidence.IsEmpty ? "" : fact.Evidence[0].Start.ToString(CultureInfo.InvariantCulture));
        switch (fact)
        {
            case Engagement e:
                Put("kind", e.Kind.Word());
                Put("first", e.Start);
                Put("last", e.End);
                Put("city", e.City);
                Put("country", e.Country);
                Put("occasion", e.Occasion);
                Put("participants", string.Join('\n', e.Participants.Select(p => $"{p.Person} | {string.Join("; ", p.Offices)} | {p.Party}")));
                break;
            case Act a:
                Put("kind", a.Kind.Word());
                Put("by", Join(a.By));
                Put("to", Join(a.To));
                Put("person", a.Person);
                Put("about", a.About);
                break;
            case Commitment c:
                Put("kind", c.Kind.Word());
                Put("status", c.Status.Word());
                Put("by", Join(c.By));
                Put("to", Join(c.To));
                Put("what", c.What);
                Put("due", c.Due);
                Put("due_words", c.DueWords);
                break;
            case Anniversary n:
                Put("kind", "anniversary");
                Put("parties", Join(n.Parties));
                Put("name", n.Of);
                Put("ordinal", n.Ordinal > 0 ? n.Ordinal.ToString(CultureInfo.InvariantCulture) : "");
                Put("year", n.Year > 0 ? n.Year.ToString(CultureInfo.InvariantCulture) : "");
                break;
            case Partnership p:
                Put("kind", "partnership");
                Put("parties", Join(p.Parties));
                Put("name", p.Name);
                Put("status", p.Status);
                break;
            default:
                break;
        }
        return new FactForm(letter, values, new Dictionary<string, string>(StringComparer.Ordinal));
    }

    public static FactForm Empty(char letter) => new(letter, new Dictionary<string, string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>How long a field may be, in letters.</summary>
    private const int Longest = 4000;

    /// <summary>What was sent, as a fact in the record format; null with the errors in the form.</summary>
    /// <param name="letter">The facet.</param>
    /// <param name="sent">The form.</param>
    /// <param name="text">The release's text, in which the words must stand.</param>
    /// <param name="lexicon">The parties that there are.</param>
    public static (FactForm Form, JsonObject? Fact) Read(char letter, IFormCollection sent, string text, Lexicon lexicon)
    {
        var values = Names.ToDictionary(n => n, n => sent[n].ToString() is { Length: > Longest } long1 ? long1[..Longest] : sent[n].ToString().Trim(), StringComparer.Ordinal);
        var errors = new Dictionary<string, string>(StringComparer.Ordinal);
        var fact = new JsonObject { ["kind"] = values["kind"] };
        if (!KindsOf(letter).Contains(values["kind"], StringComparer.Ordinal))
            errors["kind"] = "Choose a kind";
        void Text(string field, string name)
        {
            if (values[field].Length > 0)
                fact[name] = values[field];
        }
        void Parties(string field, bool needed)
        {
            var codes = new JsonArray();
            foreach (var said in values[field].Split((char[])[',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                if (Party(said, lexicon) is { } code)
                    codes.Add(code);
                else
                    errors[field] = "A party is a code like JPN or ASEAN, or a state's or organisation's name";
            }
            if (codes.Count > 0)
                fact[field] = codes;
            else if (needed && !errors.ContainsKey(field))
                errors[field] = "Say who";
        }
        void Day(string field, string name)
        {
            if (values[field].Length == 0)
                return;
            if (Registers.Import.ReleaseRows.Day(values[field]) is null)
                errors[field] = "A day is written 2024-05-31, a month 2024-05, a year 2024";
            else
                fact[name] = values[field];
        }
        void Number(string field)
        {
            if (values[field].Length == 0)
                return;
            if (int.TryParse(values[field], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 10_000)
                fact[field] = number;
            else
                errors[field] = "A whole number";
        }
        switch (letter)
        {
            case 'e':
                Day("first", "start");
                Day("last", "end");
                if (values["city"].Length > 0 || values["country"].Length > 0)
                {
                    var country = values["country"].Length == 0 ? null : Party(values["country"], lexicon);
                    if (values["country"].Length > 0 && country is null)
                        errors["country"] = "A party is a code like JPN or ASEAN, or a state's or organisation's name";
                    var place = new JsonObject();
                    if (values["city"].Length > 0)
                        place["city"] = values["city"];
                    if (country is not null)
                        place["country"] = country;
                    fact["place"] = place;
                }
                Text("occasion", "occasion");
                fact["participants"] = Participants(values["participants"], lexicon, errors);
                break;
            case 'a':
                Parties("by", needed: true);
                Parties("to", needed: false);
                Text("person", "person");
                Text("about", "about");
                break;
            case 'c':
                if (!Statuses('c').Contains(values["status"], StringComparer.Ordinal))
                    errors["status"] = "Choose how far it has come";
                fact["status"] = values["status"];
                Parties("by", needed: true);
                Parties("to", needed: false);
                Text("what", "what");
                if (values["what"].Length == 0)
                    errors["what"] = "Say what";
                Day("due", "due");
                Text("due_words", "due_words");
                break;
            default:
                Parties("parties", needed: true);
                if (fact["parties"] is JsonArray { Count: < 2 } && !errors.ContainsKey("parties"))
                    errors["parties"] = "A relation has two parties";
                if (values["kind"] == "anniversary")
                {
                    Number("ordinal");
                    Number("year");
                    Text("name", "of");
                }
                else
                {
                    Text("name", "name");
                    fact["status"] = Statuses('r').Contains(values["status"], StringComparer.Ordinal) ? values["status"] : "current";
                }
                break;
        }
        if (FactViews.Place(text, values["words"], int.TryParse(values["start"], NumberStyles.None, CultureInfo.InvariantCulture, out var start) ? start : null) is { } words)
            fact["evidence"] = new JsonArray(new JsonObject { ["exact"] = words.Exact, ["start"] = words.Start, ["end"] = words.End });
        else
            errors["words"] = "These words do not stand in the text";
        return (new FactForm(letter, values, errors), errors.Count == 0 ? fact : null);
    }

    /// <summary>A party by its code, or by a name that the lexicon knows.</summary>
    private static string? Party(string said, Lexicon lexicon) =>
        lexicon.CodeOf(said) ?? (new Registers.People.PartyNames(lexicon).In(said).ToList() is [var one] ? one : null);

    private static JsonArray Participants(string lines, Lexicon lexicon, Dictionary<string, string> errors)
    {
        var all = new JsonArray();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            var one = new JsonObject();
            if (parts[0].Length > 0)
                one["person"] = parts[0];
            if (parts.Length > 1 && parts[1].Length > 0)
                one["offices"] = new JsonArray([.. parts[1].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(o => JsonValue.Create(o))]);
            if (parts.Length > 2 && parts[2].Length > 0)
            {
                if (Party(parts[2], lexicon) is { } code)
                    one["party"] = code;
                else
                    errors["participants"] = "A party is a code like JPN or ASEAN, or a state's or organisation's name";
            }
            if (one.Count > 0)
                all.Add(one);
        }
        if (all.Count == 0)
            errors["participants"] = "Say who took part, one on each line";
        return all;
    }
}

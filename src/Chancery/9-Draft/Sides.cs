using System.Collections.Immutable;
using Chancery.Lexicons;

namespace Chancery.Drafts;

/// <summary>How parties and people are named in a draft: in full style at first mention, short after.</summary>
internal sealed class Sides(Lexicon lexicon, ReleaseRecord notes)
{
    private readonly HashSet<string> introduced = new(StringComparer.Ordinal);

    /// <summary>A party's name within a sentence: "the United States", "ASEAN".</summary>
    public string Party(string code)
    {
        if (!lexicon.PartyByCode.TryGetValue(code, out var at))
            return code;
        var party = lexicon.PartyList[at];
        // Organisations go by their short name where that is how they are called.
        var name = party.IsState || code.Any(char.IsLower) ? party.Name : code;
        return lexicon.WithThe.Contains(party.Name) || !party.IsState && name == code && code.Length <= 4 && code.All(char.IsUpper) && code is not ("ASEAN" or "NATO") ? "the " + name : name;
    }

    public string Parties(IEnumerable<string> codes) => Listed([.. codes.Select(Party)]);

    /// <summary>Who does something: the person by a short style, both sides of a meeting of two, or the parties by their names.</summary>
    public string Subject(ImmutableArray<string> by, string? person)
    {
        if (person is not null)
            return Short(person, by.FirstOrDefault());
        var present = notes.Engagements.SelectMany(e => e.Participants).Select(p => p.Party).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return by.Length == 2 && present.Count == 2 && by.All(present.Contains) ? BothSides : Parties(by);
    }

    /// <summary>People of one side with their offices and their state; those of one state share its name.</summary>
    public string Styled(IReadOnlyList<Participant> people)
    {
        var named = people.Where(p => p.Person is not null || !p.Offices.IsEmpty).Select(One).ToList();
        return named.Count > 0 ? Listed(named) : people.Count > 0 && people[0].Party is { } party ? Party(party) : "";
    }

    private string One(Participant p)
    {
        var offices = string.Join(" and ", p.Offices);
        var of = p.Party is { } party && !offices.Contains(Name(party), StringComparison.Ordinal) ? $" of {Party(party)}" : "";
        if (p.Person is not { } person)
            return $"the {offices}{of}";
        introduced.Add(person);
        var style = p.Offices.Select(Rank).FirstOrDefault(r => r is not null)?.Written ?? "{name}";
        return offices.Length == 0 ? $"{person}{of}" : $"{style.Replace("{name}", person, StringComparison.Ordinal)}, {offices}{of},";
    }

    private string Name(string code) => lexicon.PartyByCode.TryGetValue(code, out var at) ? lexicon.PartyList[at].Name : code;

    /// <summary>How the holder of an office is addressed; null where the lexicon does not say.</summary>
    private OfficeRank? Rank(string office) => lexicon.RankOf(office) is var rank && rank < lexicon.Addresses.Count ? lexicon.Addresses[rank] : null;

    /// <summary>An office as it is said before a name: "Foreign Minister"; else its head.</summary>
    private string? Head(string office)
    {
        foreach (var (whole, brief) in lexicon.ShortOffices)
        {
            if (office.StartsWith(whole, StringComparison.OrdinalIgnoreCase))
                return brief;
        }
        return Rank(office)?.Office;
    }

    /// <summary>The office by its head, as it is said before a name, and the name.</summary>
    private string Short(string person, string? party)
    {
        var offices = notes.Engagements.SelectMany(e => e.Participants).FirstOrDefault(p => p.Person == person)?.Offices ?? [];
        var head = offices.IsEmpty ? null : Head(offices[0]);
        if (offices.IsEmpty && party is not null && introduced.Add(person))
            return $"{person} of {Party(party)}";
        return head is null ? person : $"{head} {person}";
    }

    /// <summary>How somebody is called who has just been named: "The Deputy Prime Minister", "They"; null where there is no such way.</summary>
    public string? Again(string pattern, ImmutableArray<string> by, string? person)
    {
        if (person is null)
            return by.Length == 2 && Subject(by, null) == BothSides ? pattern : null;
        var offices = notes.Engagements.SelectMany(e => e.Participants).FirstOrDefault(p => p.Person == person)?.Offices ?? [];
        return offices.IsEmpty || Head(offices[0]) is not { } head ? null : pattern.Replace("{office}", head, StringComparison.Ordinal);
    }

    private const string BothSides = "the two sides";

    /// <summary>Parties that a sentence names, but for those that took part.</summary>
    public HashSet<string> Third(string sentence)
    {
        var present = notes.Engagements.SelectMany(e => e.Participants).Select(p => p.Party).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return [.. lexicon.PartyByCode.Where(p => !present.Contains(p.Key) && (WholeWords.IndexOf(sentence, lexicon.PartyList[p.Value].Name) >= 0 || !lexicon.PartyList[p.Value].IsState && p.Key.Length > 2 && WholeWords.IndexOf(sentence, p.Key) >= 0)).Select(p => p.Key)];
    }

    public static string Listed(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1).Select(i => i.TrimEnd(',')))} and {items[^1]}",
    };

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}

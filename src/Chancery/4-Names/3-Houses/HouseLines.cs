using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Mentions;

namespace Chancery.Names;

/// <summary>The house that the lines of the head and foot name.</summary>
/// <param name="text">The release's text.</param>
/// <param name="parts">Its parts.</param>
/// <param name="lexicon">The houses that are known.</param>
/// <param name="isNamed">Whether the text names a party at all.</param>
internal sealed class HouseLines(string text, ReleaseParts parts, Lexicon lexicon, Func<int, bool> isNamed)
{
    /// <summary>The house's name; null where no line gives it.</summary>
    public string? Name { get; private set; }

    /// <summary>Whether the name is one that houses of several states have, so that it tells no party.</summary>
    public bool IsShared { get; private set; }

    /// <summary>The party of the house; -1 where the lines do not tell it.</summary>
    public int Party()
    {
        var lines = parts.HouseLines.Concat(parts.OtherLines).Select(l => l.Of(text).ToString()).ToList();
        if (parts.Headline is { } headline)
            // "Minister X meets with White House officials": a guest's house
            lines.Add(headline.Of(text).ToString().Split(" with ")[0]);
        string? shared = null;
        foreach (var line in lines)
        {
            if (lexicon.HouseIn(line) is not (var known and >= 0))
                continue;
            var house = lexicon.Houses[known];
            if (house.Shared && !isNamed(house.Party))
            {
                shared = house.Name;
                continue;
            }
            Name = house.Name;
            // An acronym is only known to be one state's; the state that the address names is said outright.
            return !house.Words.Any(char.IsLower) && ByAddress() is var said and >= 0 ? said : !isNamed(house.Party) && ByStateLine() is var told and >= 0 ? told : house.Party;
        }
        if (parts.Headline is { } head && head.Of(text).ToString() is var title && title.IndexOf("Ministry of ", StringComparison.Ordinal) is var ministry and > 0 && title.IndexOf(" on the ", ministry, StringComparison.Ordinal) is var topic and > 0 && FirstParty(title[ministry..topic]) is var teller and >= 0)
        {
            // "Information of the Press Service of the Ministry of Foreign Affairs of Norway on the meeting …"
            Name = title[ministry..topic];
            return teller;
        }
        if (parts.HouseLines.Count > 0)
            Name = shared ?? HouseName(parts.HouseLines[0].Of(text).ToString());
        IsShared = shared is not null;
        var state = ByStateLine();
        return state < 0 && parts.HouseLines.Count > 0 && !IsShared ? ByCapitalLine() : state;
    }

    /// <summary>"Ministry of Foreign Affairs / Singha Durbar, Kathmandu": the capital that stands by a house without a state.</summary>
    private int ByCapitalLine()
    {
        foreach (var line in parts.HouseLines.Concat(parts.OtherLines).Concat(parts.Place is { } place ? [place] : []).Where(l => l.Length < 80))
        {
            foreach (var piece in line.Of(text).ToString().Split([',', '–', '|'], StringSplitOptions.TrimEntries))
            {
                if (Places.City(piece, lexicon) is { } city && IsSeat(city, lexicon))
                    return city.Party;
            }
        }
        return -1;
    }

    /// <summary>The state that a line of the head or foot names; -1 if none does.</summary>
    private int ByStateLine()
    {
        // "Foreign Minister of A", "Foreign Minister of B", "…": those who sign together are no house.
        if (parts.HouseLines.Count == 0 && parts.OtherLines.Where(l => l.Length < 60).Select(l => FirstParty(l.Of(text).ToString())).Where(p => p >= 0).Distinct().Skip(2).Any())
            return -1;
        foreach (var line in parts.HouseLines.Concat(parts.OtherLines.Where(l => l.Length < 60 && !text.AsSpan(l.Start, l.Length).Contains(" in ", StringComparison.Ordinal) && !text.AsSpan(l.Start, l.Length).Contains(" with ", StringComparison.Ordinal) && !IsCaption(l) && !TellsSomething(l.Of(text)))).Select(l => l.Of(text).ToString()).Concat(parts.Contacts.Where(c => c.Kind == "address").Select(c => c.Value)))
        {
            if (FirstParty(line) is var party and >= 0)
                return party;
        }
        return -1;
    }

    /// <summary>Whether a line stands between the headline and the body.</summary>
    private bool IsCaption(Stretch line) => parts.Headline is { } headline && line.Start > headline.End && parts.Body.Count > 0 && line.End < parts.Body[0].Stretches[0].Start;

    /// <summary>"Foreign Minister receives call from US Secretary of State": a line with a verb is a second headline, and names no house.</summary>
    private bool TellsSomething(ReadOnlySpan<char> line)
    {
        foreach (var word in line.Split(' '))
        {
            if (line[word] is { Length: > 3 } one && char.IsLower(one[0]) && (lexicon.Words.Form(lexicon.Words.Find(one.ToString())) & VerbForm.Third) != 0)
                return true;
        }
        return false;
    }

    /// <summary>The state that an address names; -1 if none does.</summary>
    private int ByAddress() => parts.Contacts.Where(c => c.Kind == "address").Select(c => FirstParty(c.Value)).FirstOrDefault(p => p >= 0, -1);

    private int FirstParty(string line) => PartyReader.InLine(line, lexicon).FirstOrDefault(-1);

    private static string HouseName(string line)
    {
        // "Ministry of Foreign Affairs, Harbour House, 20077 Malé | Tel. …": the house without its address.
        if (line.AsSpan().IndexOfAnyInRange('0', '9') > 0 && line.AsSpan().IndexOfAny(',', '|') is var address and > 0)
            line = line[..address].TrimEnd();
        // "Press Service of the Ministry of …", "Spokesperson of the Ministry of …": the ministry is the house.
        var at = line.IndexOf("Ministry", StringComparison.OrdinalIgnoreCase);
        var name = (at > 0 ? line[at..] : line).TrimEnd('/', ' ');
        return name.Any(char.IsLower) ? name : TitleCase(name);
    }

    private static string TitleCase(string line) => string.Join(' ', line.Split(' ').Select(w =>
        w is "OF" or "AND" or "FOR" or "THE" or "IN" ? w.ToLowerInvariant() : w.Length > 1 ? w[0] + w[1..].ToLowerInvariant() : w));

    /// <summary>A ministry issues from its own capital, seldom from another's.</summary>
    public static bool IsSeat((string City, int Party) city, Lexicon lexicon) => lexicon.Capitals.TryGetValue(city.Party, out var capital) && string.Equals(capital, city.City, StringComparison.OrdinalIgnoreCase) && !HostsMany.Contains(capital);

    /// <summary>Capitals in which everybody's ministers meet.</summary>
    private static readonly HashSet<string> HostsMany = new(StringComparer.OrdinalIgnoreCase) { "Washington D.C.", "Brussels", "Vienna" };
}

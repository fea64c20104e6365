using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;

namespace Chancery.Names;

/// <summary>What a headline tells of the house that wrote it: it says whose everybody else is, and leaves unsaid whose its own are.</summary>
internal sealed class HouseHeadline(string text, ReleaseParts parts, Body body)
{
    private readonly Lexicon lexicon = body.Lexicon;

    private int[]? parties;

    /// <summary>The first sentence below the headline.</summary>
    public Sentence Opening => body.Sentences[parts.TellsInHeadline && body.Sentences.Count > 1 ? 1 : 0];

    /// <summary>"President Mwale Holds Talks with Ghanaian Foreign Minister": those whose state a headline need not say, where it says the others', are the house's own.</summary>
    public int Lead(Cast cast)
    {
        if (parts.Headline is not { } headline || cast.People.Count == 0)
            return -1;
        var title = headline.Of(text).ToString();
        var named = InLine(title).ToHashSet();
        if (named.Count > 0 && First(title, cast) is { } first)
            return first.Party >= 0 && lexicon.PartyList[first.Party].IsState ? first.Party : -1;
        var own = -1;
        foreach (var person in cast.People.Where(p => p.Party >= 0 && lexicon.PartyList[p.Party].IsState).Take(MostInHeadline))
        {
            var surname = person.Name[(person.Name.LastIndexOf(' ') + 1)..];
            if (title.IndexOf(surname, StringComparison.OrdinalIgnoreCase) is not (var at and >= 0))
                continue;
            // "the Ambassador of A and Minister X", "Minister X of A": the last state before a name, and one behind it, are said of him.
            var before = title[..at];
            if (named.Contains(person.Party) || InLine(before).Count > 0 || title.AsSpan(at + surname.Length).StartsWith(" of ", StringComparison.Ordinal))
                continue;
            if (own >= 0 && own != person.Party)
                return -1;
            own = person.Party;
        }
        return named.Count > 0 ? own : -1;
    }

    /// <summary>"Minister X meets Y, urges all to recognize Z": who is named first, where no state stands before him and one further on, and another behind his verb; null where it is not so.</summary>
    private Person? First(string title, Cast cast)
    {
        Person? first = null;
        var (least, others) = (title.Length, 0);
        foreach (var person in cast.People.Where(p => p.Offices.Count > 0 && (p.Party < 0 || lexicon.PartyList[p.Party].IsState)).Take(MostInHeadline))
        {
            if (title.IndexOf(person.Name[(person.Name.LastIndexOf(' ') + 1)..], StringComparison.OrdinalIgnoreCase) is not (var at and >= 0))
                continue;
            others++;
            if (at < least)
                (first, least) = (person, at);
        }
        if (first is null || others < 2 || InLine(title[..least]).Count > 0)
            return null;
        var rest = title.AsSpan(title.IndexOf(' ', least) is var space and > 0 ? space + 1 : title.Length);
        var verb = rest[..(rest.IndexOf(' ') is var end and > 0 ? end : rest.Length)].ToString().ToLowerInvariant();
        return (lexicon.Words.Form(lexicon.Words.Find(verb)) & (VerbForm.Third | VerbForm.Past)) != 0 && InLine(title[least..].Split(',', ':')[0]).Count == 0 ? first : null;
    }

    /// <summary>The one person of the text whom the headline names; -1 where it names nobody or several.</summary>
    public int Only(Cast cast)
    {
        var only = -1;
        for (var p = 0; parts.Headline is { } headline && p < Math.Min(cast.People.Count, MostInHeadline); p++)
        {
            if (!headline.Of(text).Contains(cast.People[p].Name.AsSpan(cast.People[p].Name.LastIndexOf(' ') + 1), StringComparison.OrdinalIgnoreCase))
                continue;
            if (only >= 0)
                return -1;
            only = p;
        }
        return only;
    }

    /// <summary>How many of those whom a text names first are looked for in its headline.</summary>
    private const int MostInHeadline = 6;

    /// <summary>"Brazilian Foreign Minister meets …" above "Foreign Minister X met …": the state of whoever comes first is said in the headline.</summary>
    public int Subject(Cast cast)
    {
        if (parts.Headline is not { } headline || cast.People.Count == 0 || cast.People[0] is not { Party: < 0, Offices.Count: > 0 } first || first.First >= Opening.End)
            return -1;
        var title = headline.Of(text).ToString();
        // The state is its first word or two, and the office follows.
        for (var space = title.IndexOf(' '); space is > 0 and < 30; space = title.IndexOf(' ', space + 1))
        {
            var owner = title[..space];
            if (lexicon.Named(owner.EndsWith("'s", StringComparison.Ordinal) || owner.EndsWith("’s", StringComparison.Ordinal) ? owner[..^2] : owner) is { Kind: PartyWord.Adjective or PartyWord.Name } named && lexicon.PartyList[named.Party].IsState)
                return first.Offices.Exists(o => title.AsSpan(space + 1).StartsWith(o.Text, StringComparison.OrdinalIgnoreCase)) ? named.Party : -1;
        }
        return -1;
    }

    /// <summary>"Foreign Minister meets U.S. Ambassador": an office whose state a headline need not say is the house's own, and so the other of two.</summary>
    public int ByOffice(Cast cast)
    {
        var sides = cast.People.Where(p => p.Party >= 0 && lexicon.PartyList[p.Party].IsState).Select(p => p.Party).Distinct().ToList();
        if (sides.Count != 2 || Sides() is not [var other] || !sides.Contains(other) || !BeginsWithOffice)
            return -1;
        // "Prime Minister raises the visibility of Samoa" above "The Prime Minister of Samoa was in London": his own state.
        var own = cast.People[0].Party == other && !body.Is(cast.People[0].First - 1, WordClass.Preposition) && cast.People[0].First < Opening.End && cast.People[0].Offices.Exists(o => parts.Headline!.Value.Of(text).StartsWith(o.Text, StringComparison.OrdinalIgnoreCase));
        return own && cast.Mentions[0].Exists(m => m.Person == 0) ? other : sides.Find(p => p != other);
    }

    /// <summary>"Minister X met with the Norwegian ambassador to Peru" above "Minister X of Peru met …": to whom an envoy is sent, where that is whose minister comes first.</summary>
    public int ByEnvoy(Cast cast)
    {
        if (cast.People is not [{ } first, ..] || first.First >= Opening.End || first.Offices.Count == 0 || first.Offices.Exists(o => o.Is(Role.Envoy, lexicon)))
            return -1;
        // "Ambassadors-Designate to Peru", and with a blank behind the hyphen
        var title = (parts.Headline?.Of(text).ToString() ?? "").Replace("- ", "-", StringComparison.Ordinal).Replace("-designate", "", StringComparison.OrdinalIgnoreCase);
        foreach (var rank in lexicon.SentTo)
        {
            if (title.IndexOf(rank, StringComparison.OrdinalIgnoreCase) is not (var at and >= 0) || InLine(title[(at + rank.Length)..]).FirstOrDefault(-1) is not (var own and >= 0))
                continue;
            // Of several envoys the receiver need not say whose Minister he is: they come from elsewhere.
            if (first.Party == own || first.Party < 0 && rank.EndsWith("s to ", StringComparison.Ordinal))
                return own;
        }
        return first.Party < 0 ? SentToInOpening() : -1;
    }

    /// <summary>"Two new ambassadors to Peru presented their credentials to President X": the state to which several are sent; -1 where none is told.</summary>
    private int SentToInOpening()
    {
        for (var i = Opening.First; i < Opening.End - 2; i++)
        {
            if (body.Is(i, Role.Envoy) && body.Is(i, WordClass.GroupNoun) && body.Is(i + 1, "to") && PartyReader.Behind(body, i + 2, Opening.End, out _) is { Kind: PartyWord.Name } own && lexicon.PartyList[own.Party].IsState)
                return own.Party;
        }
        return -1;
    }

    /// <summary>"President met with a delegation of X" above "President of A Jane Doe met …": whose office a headline need not say is of the house.</summary>
    public int Bearer(Cast cast)
    {
        if (parts.Headline is not { } headline || !BeginsWithOffice || cast.People is not [{ Party: >= 0 and var own, Offices: [var office, ..] } first, ..] || first.First >= Opening.End || !lexicon.PartyList[own].IsState || InLine(headline.Of(text).ToString()).Contains(own))
            return -1;
        var title = headline.Of(text);
        return (title.StartsWith("The ", StringComparison.OrdinalIgnoreCase) ? title[4..] : title).StartsWith(office.Text, StringComparison.OrdinalIgnoreCase) ? own : -1;
    }

    /// <summary>The states that the headline names, but for where they meet: "… in Singapore", "… in Fiji ahead of the Forum".</summary>
    public List<int> Sides()
    {
        if (parts.Headline is not { } headline)
            return [];
        var title = headline.Of(text).ToString();
        var place = title.LastIndexOf(" in ", StringComparison.OrdinalIgnoreCase);
        if (place > 0 && lexicon.Named(FirstWords(title[(place + 4)..])) is not null)
            title = string.Concat(title.AsSpan(0, place), title.AsSpan(place + 4 + FirstWords(title[(place + 4)..]).Length));
        return [.. InLine(title).Distinct().Where(p => lexicon.PartyList[p].IsState)];
    }

    /// <summary>The words with which a line begins up to the first in lower case.</summary>
    private static string FirstWords(string line)
    {
        var end = 0;
        for (var word = 0; word >= 0 && word < line.Length && !char.IsLower(line[word]); word = end < line.Length ? end + 1 : -1)
            end = line.IndexOf(' ', word) is var space and >= 0 ? space : line.Length;
        return line[..end].TrimEnd();
    }

    /// <summary>"Minister X meets the ministers of A and B": whether the headline begins with somebody whose state is not said, and names another's behind him.</summary>
    public bool BeginsWithOther(Person guest, Cast cast)
    {
        if (!BeginsWithOffice || cast.People[0] is not { Party: < 0, Offices.Count: > 0 } first || first == guest || parts.Headline is not { } headline)
            return false;
        var surname = first.Name.AsSpan(first.Name.LastIndexOf(' ') + 1);
        return headline.Of(text).Contains(surname, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>"X welcomes A and B ambassadors": whether a headline ends with envoys.</summary>
    public bool IsOfEnvoys => parts.Headline is { } headline && (lexicon.RolesOf([Vocabulary.Lower(headline.Of(text)[(headline.Of(text).LastIndexOf(' ') + 1)..].ToString())]) & Role.Envoy) != 0;

    /// <summary>"The Foreign Minister meets …": whether a headline begins with an office of which it does not say whose it is.</summary>
    public bool BeginsWithOffice => parts.Headline is { } headline && OpensWithOffice(headline.Of(text));

    private bool OpensWithOffice(ReadOnlySpan<char> title)
    {
        if (title.StartsWith("The ", StringComparison.OrdinalIgnoreCase))
            title = title[4..];
        // "SL High Commissioner": letters that stand for a state
        if (title.IndexOf(' ') is var letters and > 0 and < 4 && !title[..letters].ContainsAnyExceptInRange('A', 'Z') && (lexicon.Words.Class(lexicon.Words.Find(title[..letters].ToString())) & WordClass.OfficeStart) == 0)
            title = title[(letters + 1)..];
        var first = title[..(title.IndexOf(' ') is var space and > 0 ? space : title.Length)].ToString().ToLowerInvariant();
        // "Official visit to …", "State visit …"
        var rest = title[Math.Min(title.Length, first.Length + 1)..];
        var second = rest[..(rest.IndexOf(' ') is var end and > 0 ? end : rest.Length)].ToString().ToLowerInvariant();
        return (lexicon.Words.Class(lexicon.Words.Find(first)) & (WordClass.OfficeStart | WordClass.OfficeBefore)) != 0 && (lexicon.Words.Class(lexicon.Words.Find(second)) & WordClass.EventNoun) == 0;
    }

    /// <summary>"Prime Minister hosted a summit in Stockholm": whose office a headline need not say, and who hosts in a capital, is of that state.</summary>
    public int Host()
    {
        if (parts.Headline is not { } headline || !BeginsWithOffice || !lexicon.Tells(headline.Of(text), "hosted"))
            return -1;
        return Places.CityIn(headline.Of(text), lexicon) is { } city && HouseLines.IsSeat(city, lexicon) ? city.Party : -1;
    }

    /// <summary>"President undertakes Official Visit to Namibia": a headline that names only where somebody goes is the other side's.</summary>
    public int Visitor(Cast cast)
    {
        var sides = cast.People.Where(p => p.Party >= 0 && lexicon.PartyList[p.Party].IsState).Select(p => p.Party).Distinct().ToList();
        return sides.Count == 2 && Parties().Where(p => lexicon.PartyList[p].IsState).ToList() is [var visited] && sides.Contains(visited) && IsVisited(visited) ? sides.Find(p => p != visited) : -1;
    }

    /// <summary>"… Official Visit to Namibia": a headline's state that is only where somebody goes.</summary>
    public bool IsVisited(int party) => party >= 0 && Visited() == party;

    /// <summary>"… Official Visit to Namibia": where a headline says that somebody goes; -1 where it says nothing of it.</summary>
    public int Visited()
    {
        var title = parts.Headline is { } headline ? headline.Of(text).ToString() : "";
        foreach (var words in lexicon.Visited)
        {
            if (title.IndexOf(words, StringComparison.OrdinalIgnoreCase) is var at and >= 0)
                return InLine(title[(at + words.Length)..]).FirstOrDefault(-1);
        }
        // "Visit of Minister X to Lima, Peru"
        return title.IndexOf("visit of ", StringComparison.OrdinalIgnoreCase) is var visit and >= 0 && InLine(title[..visit]).Count == 0 && title.LastIndexOf(" to ", StringComparison.Ordinal) is var to && to > visit ? InLine(title[(to + 4)..]).FirstOrDefault(-1) : -1;
    }

    /// <summary>"Visit by a delegation from A", "Readout of the meeting with B": whoever comes, or is met by somebody of whom it is not said whose he is.</summary>
    public bool IsGuest(int party)
    {
        var title = parts.Headline is { } headline ? headline.Of(text).ToString() : "";
        foreach (var words in lexicon.Guests)
        {
            if (title.IndexOf(words, StringComparison.OrdinalIgnoreCase) is var at and >= 0 && InLine(title[..at]).Count == 0)
                return InLine(title[(at + words.Length)..]).Contains(party);
        }
        return false;
    }

    /// <summary>"Minister hosts delegation from A's Group on B": whose delegation comes; -1 where a headline tells of none.</summary>
    public int Delegation()
    {
        const string From = "delegation from ";
        return parts.Headline is { } headline && headline.Of(text).ToString() is var title && title.IndexOf(From, StringComparison.OrdinalIgnoreCase) is var at and >= 0 ? InLine(title[(at + From.Length)..]).FirstOrDefault(-1) : -1;
    }

    /// <summary>"Minister X met with A's chief diplomat" from A's capital: whose state a headline need not say is not A's.</summary>
    public bool IsGuestOf(int party, Cast cast) => parts.Headline is { } headline && Sides() is [var only] && only == party
        && cast.People.Exists(p => p.Party < 0 && p.Offices.Count > 0 && headline.Of(text).Contains(p.Name.AsSpan(p.Name.LastIndexOf(' ') + 1), StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the headline names two people, one before the other, and then what is between their states.</summary>
    public bool Names(string one, string other)
    {
        if (parts.Headline is not { } headline)
            return false;
        var words = headline.Of(text).ToString().Split(' ').Select(w => PersonName.Word(w)).ToList();
        return words.IndexOf(one) is var first and >= 0 && words.IndexOf(other) is var second && second > first && words.IndexOf("between") > second;
    }

    /// <summary>The parties that the headline names, in order.</summary>
    public IReadOnlyList<int> Parties() => parties ??= parts.Headline is { } headline ? [.. InLine(headline.Of(text).ToString()).Distinct()] : [];

    /// <summary>"Foreign Ministers of A and B hold talks": whether those of two states meet, and another is none of them.</summary>
    public bool IsOfTwoOthers(int party) => Parties() is [var one, var other] && one != party && other != party && lexicon.PartyList[one].IsState && lexicon.PartyList[other].IsState && BeginsWithOffices;

    /// <summary>Whether the headline begins with offices in the plural and "of".</summary>
    public bool BeginsWithOffices
    {
        get
        {
            var headline = parts.Headline is { } stretch ? stretch.Of(text) : default;
            return headline.IndexOf("s of ", StringComparison.Ordinal) is var at and > 0 && headline[..at].Count(' ') < 3 && lexicon.Words.Class(lexicon.Words.Find(Vocabulary.Lower(headline[(headline[..at].LastIndexOf(' ') + 1)..(at + 1)].ToString()))).HasFlag(WordClass.GroupNoun);
        }
    }

    /// <summary>"Joint Statement", "Joint Communiqué", "Chairman's Statement": those who met say it together.</summary>
    public bool IsJoint => parts.Headline is { } headline && (lexicon.Tells(headline.Of(text), "joint") || IsOfChair);

    /// <summary>"Chairman's Statement of the ASEAN-Japan Summit", "Co-Chairs' Summary".</summary>
    public bool IsOfChair => parts.Headline is { } headline && lexicon.Tells(headline.Of(text), "chair") && lexicon.Tells(headline.Of(text), "chair's paper");

    private List<int> InLine(string line) => PartyReader.InLine(line, lexicon);
}

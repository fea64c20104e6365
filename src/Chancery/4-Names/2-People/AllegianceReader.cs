using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;

namespace Chancery.Names;

/// <summary>For whom somebody acts of whom the text does not say it by his office.</summary>
internal sealed class AllegianceReader(Body body, Cast cast, HouseFinder house)
{
    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>Those whose party is not said act for the party of their office, of the person list, or of the house.</summary>
    public void Settle()
    {
        InTurn();
        foreach (var person in cast.People)
        {
            if (person.Party < 0)
                person.Party = cast.KnownParty(person);
            var told = person.Party;
            if (person.Party < 0)
                person.Party = OfWords(person);
            if (person.Party < 0 && person.Offices.Count > 0)
                person.Party = ByOthers(person) is var others and >= 0 ? others : cast.Home;
            person.Assumed = told < 0 && person.Party >= 0;
        }
    }

    /// <summary>The party that those who are named beside an office holder tell, the surest rule first; -1 where they tell none.</summary>
    private int ByOthers(Person person) =>
        Mission(person) is var mission and >= 0 ? mission
        : Across(person) is var opposite and >= 0 ? opposite
        : Met(person) is var met and >= 0 ? met
        : Second(person) is var second and >= 0 ? second
        : Foreign(person);

    /// <summary>"Minister X and Minister Y discuss cooperation between A and B": where no state is said of either, each is of his own, in turn.</summary>
    private void InTurn()
    {
        if (cast.Headline is not [var first, var second] || !lexicon.PartyList[first].IsState || !lexicon.PartyList[second].IsState
            || cast.People.Count < 2 || cast.People[0] is not { Party: < 0, Offices.Count: > 0 } one || cast.People[1] is not { Party: < 0, Offices.Count: > 0 } other || cast.KnownParty(one) >= 0 || cast.KnownParty(other) >= 0)
            return;
        if (house.Heading.Names(one.Words[^1], other.Words[^1]))
            (one.Party, other.Party) = (first, second);
    }

    /// <summary>The party that the words beside somebody tell, or those of his office; -1 where none do.</summary>
    public int OfWords(Person person) => Owning(person.First - 1) is var owner and >= 0 ? owner : Befriending(person) is var friend and >= 0 ? friend : Beside(person);

    /// <summary>"Norway's X Y": the state whose genitive ends at a token; -1 where none does.</summary>
    private int Owning(int genitive)
    {
        for (var words = 1; body.IsGenitive(genitive) && words <= LongestState; words++)
        {
            if (PartyReader.At(body, genitive - words, genitive, out var end) is { Kind: PartyWord.Name } state && end == genitive)
                return state.Party;
        }
        return -1;
    }

    /// <summary>In words: "the United Arab Emirates".</summary>
    private const int LongestState = 4;

    /// <summary>"Chair of the Norway-Peru Friendship Group X": the state that is named first; -1 for another office.</summary>
    private int Befriending(Person person) => person.Offices is [{ Party: < 0 } office] && office.Has("friendship") && PartyReader.InLine(office.Text, lexicon) is [var own, _] ? own : -1;

    /// <summary>"Minister X was accompanied by Y", "led … on the Indian side by X": whose side he is on is told beside him.</summary>
    private int Beside(Person person)
    {
        var at = person.First - 1;
        if (!body.Is(at, "by"))
            return -1;
        if (body.Is(at - 1, "side") && PartyReader.At(body, at - 2, at, out _) is { Kind: PartyWord.Adjective or PartyWord.Name } side)
            return side.Party;
        // "The Indian delegation was led by X"
        for (var i = at - 1; body.Is(at - 1, Role.Led) && i > at - 9 && i > 0; i--)
        {
            for (var words = 1; words < 4 && (body.Is(i, "delegation") || body.Is(i, "side")); words++)
            {
                if (PartyReader.At(body, i - words, i, out var end) is { Kind: PartyWord.Adjective or PartyWord.Name } led && end == i)
                    return led.Party;
            }
            // "the delegation from Kenya led by X"
            if ((body.Is(i, "from") || body.Is(i, "of")) && body.Is(i - 1, "delegation") && PartyReader.Behind(body, i + 1, at, out _) is { } sent)
                return sent.Party;
        }
        // "The Secretary-General's meeting was attended by X"
        if (body.Is(at - 1, "attended") && cast.Mentions.SelectMany(m => m).LastOrDefault(m => m.End <= at && m.End > at - 6) is { Genitive: true } owner)
            return owner.SaidParty is var named and >= 0 ? named : owner.HasOffice ? Holder(owner, at) : -1;
        if (!body.Is(at - 1, "accompanied"))
            return -1;
        var principal = cast.Mentions.SelectMany(m => m).LastOrDefault(m => m.End <= at && m.End > at - 5 && m.Kind == MentionKind.Person && m.Person >= 0);
        return principal is null ? -1 : cast.People[principal.Person].Party;
    }

    /// <summary>The party of the one of those named before who holds an office; -1 where nobody or more than one does.</summary>
    private int Holder(Mention office, int before) =>
        cast.People.Where(p => p.First < before && p.Party >= 0 && p.Holds(office.Offices[0].Words)).Select(p => p.Party).Distinct().ToList() is [var party] ? party : -1;

    /// <summary>The states that the headline names or that somebody acts for, but for the house's own.</summary>
    private int[] OtherStates() => [.. cast.Headline.Concat(cast.People.Select(p => p.Party)).Where(p => p >= 0 && p != cast.Home && lexicon.PartyList[p].IsState).Distinct()];

    /// <summary>"talks between Kuwaiti Minister X and Assistant Secretary Y", "met with his counterpart Y": whoever is across from the house's own is of the one other state that is told; -1 where nobody is, or more states are.</summary>
    private int Across(Person person)
    {
        if (cast.Home < 0)
            return -1;
        var index = cast.People.IndexOf(person);
        var named = cast.Mentions.SelectMany(m => m).FirstOrDefault(m => m.Person == index);
        var between = named is not null && body.Is(named.First - 1, "and") && cast.Mentions.SelectMany(m => m).Any(m => m is { Kind: MentionKind.Person, Person: >= 0 } && m.End == named.First - 1 && cast.People[m.Person].Party == cast.Home && (body.Is(m.First - 1, "between") || body.Is(m.First - 2, "between")));
        if (!between && named is not { OfCounterpart: true })
            return -1;
        return OtherStates() is [var other] ? other : house.States.Paired(cast.Home);
    }

    /// <summary>"Kuwaiti Minister X met with Director General Y" below a headline that names China beside Kuwait: whoever meets the house's own is the other's, where there is but one.</summary>
    private int Met(Person person)
    {
        var with = body.Is(person.First - 1, WordClass.Article) ? person.First - 2 : person.First - 1;
        if (!body.Is(with, "with") || person.First >= house.Heading.Opening.End || person.Offices.Exists(o => o.Home == cast.Home) || cast.People[0] is not { Assumed: false } own || own == person || own.Party != cast.Home)
            return -1;
        return OtherStates() is [var other] && cast.Headline.Contains(other) && cast.Headline.Contains(cast.Home) ? other : -1;
    }

    /// <summary>"President X and President Y": no state has two, so the second is the other side's, where there is but one.</summary>
    private int Second(Person person)
    {
        // "Foreign Ministers of A and B meet" above "A's Foreign Minister X and the Foreign Secretary Y met"
        if (person.Offices is [{ Words: ["foreign", "secretary"] }] && house.Heading.BeginsWithOffices && person.First < house.Heading.Opening.End && cast.People[0] is { Assumed: false } minister && minister != person && minister.Party == cast.Home && OtherStates() is [var opposite])
            return opposite;
        if (person.Offices is not [{ Words: ["president"] or ["prime", "minister"] or ["foreign", "minister", ..] or ["minister", "foreign", ..] } office] || !cast.People.Exists(p => p != person && p.First < person.First && (p.Party == cast.Home || p.Party < 0 && p == cast.People[0]) && p.Offices.Exists(o => IsSameRank(o, office))))
            return -1;
        var others = OtherStates();
        return others.Length == 1 ? others[0] : others.Length == 0 && office.Has("foreign") ? house.States.MostNamed([cast.Home]) : -1;
    }

    /// <summary>"Foreign Minister" and "Minister of Foreign Affairs and Cooperation" are one office, of which a state has one.</summary>
    private static bool IsSameRank(OfficeWords one, OfficeWords other) => one.Words.SequenceEqual(other.Words)
        || one.Words is ["foreign", "minister", ..] or ["minister", "foreign", ..] && other.Words is ["foreign", "minister", ..] or ["minister", "foreign", ..];

    /// <summary>"The Under Secretary and Foreign Minister X": a state with a Secretary has no Foreign Minister, so he is of the other that the text names.</summary>
    private int Foreign(Person person)
    {
        if (person.Offices is not [{ Words: ["foreign", "minister"] or ["minister", "of" or "for", "foreign", "affairs"] }] || !cast.People.Exists(p => p != person && p.Party == cast.Home && p.Offices.Exists(o => o.Home == cast.Home && o.Has("secretary"))))
            return -1;
        return house.States.MostNamed([cast.Home]);
    }

    /// <summary>A "Deputy High Commissioner" belongs to the mission of the High Commissioner who is named with his state.</summary>
    private int Mission(Person person)
    {
        foreach (var word in new[] { "commissioner", "ambassador" })
        {
            // "Minister of State, Ambassador X", "Ambassador X", which may be a rank, are of no mission.
            if (person.Offices is [{ Words: ["ambassador"] }] || !person.Offices.TrueForAll(o => o.Has(word)))
                continue;
            var head = cast.People.Find(p => p != person && p.Party >= 0 && p.Offices.Exists(o => o.Has(word)));
            if (head is not null)
                return head.Party;
        }
        return -1;
    }
}

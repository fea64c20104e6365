using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;

namespace Chancery.Names;

/// <summary>Whose release it is: the house that its head or foot names, or the side for which the unnamed offices stand.</summary>
internal sealed class HouseFinder(string text, ReleaseParts parts, Body body)
{
    private readonly Lexicon lexicon = body.Lexicon;

    private Sentence Opening => Heading.Opening;

    /// <summary>The states that the text names.</summary>
    public NamedStates States { get; } = new(body);

    /// <summary>What the headline tells of the house.</summary>
    public HouseHeadline Heading { get; } = new(text, parts, body);

    /// <summary>Who holds the office of which the text tells, where a line of the head says it.</summary>
    public (string Name, string Office)? Holder => parts.Holder;

    /// <summary>The name of the house, where a line gives it.</summary>
    public string? Name { get; private set; }

    /// <summary>The party whose house tells a release; -1 where nothing tells.</summary>
    public int Home(Cast cast)
    {
        var lines = new HouseLines(text, parts, lexicon, IsNamed);
        var home = lines.Party();
        Name = lines.Name;
        if (home >= 0)
            return home;
        var voice = new HouseVoice(text, body, Heading, IsNamed);
        // "Foreign Ministers of A and B meet": not the third state that alone has a Ministry of such a name.
        if (Certain(cast, lines, voice) is var certain and >= 0 && !Heading.IsOfTwoOthers(certain))
            return certain;
        // What only likelihood tells yields to a headline in which that party comes to somebody else.
        if (Likely(cast) is var likely and >= 0 && !(Name is null && Heading.IsGuest(likely)))
            return likely;
        if (voice.ByShortName() is not { } called)
            return ByPublisher();
        Name ??= called.Name;
        return called.Party;
    }

    /// <summary>What the first of some rules tells that tells anything; -1 where none does.</summary>
    private static int First(params ReadOnlySpan<Func<int>> rules)
    {
        foreach (var rule in rules)
        {
            if (rule() is var party and >= 0)
                return party;
        }
        return -1;
    }

    /// <summary>Whose release it is where the text says it in so many words.</summary>
    private int Certain(Cast cast, HouseLines lines, HouseVoice voice) => First(
        () => ByShared(lines, cast),
        () => ByEnvoys(cast),
        // The chair speaks for the organisation that met.
        () => Heading.IsOfChair ? Heading.Parties().Where(p => !lexicon.PartyList[p].IsState).FirstOrDefault(-1) : -1,
        () => voice.BySaying(cast),
        () => Heading.Lead(cast),
        () => Heading.ByOffice(cast),
        () => Heading.ByEnvoy(cast),
        Heading.Host,
        () => Heading.Bearer(cast),
        voice.ByPlace,
        () => voice.InPresent(cast),
        // Ministries of foreign affairs have a Secretary General too.
        () => TellsOfSecretaryGeneral(cast) && Heading.Parties().Count(p => lexicon.PartyList[p].IsState) < 2 ? OfOrganisation(cast) : -1,
        () => ByPeople(cast),
        () => Heading.Subject(cast));

    /// <summary>Whose release it most likely is, by who acts, where and beside whom.</summary>
    private int Likely(Cast cast) => First(
        // "Joint Statement on the visit to A of the Minister of B": by the host.
        () => Heading.IsJoint ? Heading.Visited() : -1,
        () => ByState(cast),
        () => ByOwnCapital(cast),
        () => ByPairs(cast, cast.People.Exists(p => p.Party < 0 && p.Offices.Count > 0 && p.First < body.EndOf(3) && !IsFormer(p))),
        () => ByVisitFrom(cast),
        () => ByCity(cast),
        () => BySeat(cast),
        () => ByReception(cast),
        () => ByAccredited(cast),
        () => ByMentions(cast),
        () => ByFirstPerson(cast),
        () => ByPairs(cast, cast.Mentions.Any(m => m.Exists(n => IsUnnamed(n) && !IsHeld(n, cast))) && cast.People.Where(p => p.Party >= 0).Select(p => p.Party).Distinct().Count() < 2),
        () => Heading.Visitor(cast),
        () => ByLead(cast),
        () => ByHost(cast),
        () => BesideOrganisation(cast),
        () => Heading.Parties().Any() ? -1 : BySubject(cast),
        () => Name is not { } house ? -1 : ByPortfolio(house, cast) is var holder and >= 0 ? holder : States.MostNamed([.. cast.People.Select(p => p.Party), .. Heading.Parties()], least: 1),
        () => ByMost(cast),
        () => ByPledge(cast),
        () => Untitled(cast),
        // "Minister X met her counterpart Y. They spoke of relations between A and B": a house names itself first.
        () => cast.People.Count > 1 && cast.People.TrueForAll(p => p.Party < 0) && cast.People[0].First < Opening.End && States.OnlyPair() is { } pair ? pair.One : -1);

    /// <summary>"former President X": nobody of a house that speaks.</summary>
    private bool IsFormer(Person person) => body.Is(person.First, Role.Former) || body.Is(person.First - 1, Role.Former);

    /// <summary>Where somebody's state is not said who comes first: that of the two told of which the text names twice as often as the other, and the headline alone; -1 where it is not so.</summary>
    private int ByMost(Cast cast)
    {
        if (cast.People is not [{ Party: < 0, Offices.Count: > 0 } first, ..] || first.First >= Opening.End)
            return -1;
        var sides = cast.People.Where(p => p.Party >= 0 && lexicon.PartyList[p.Party].IsState).Select(p => p.Party).Distinct().ToList();
        var most = States.Commonest();
        return sides.Count == 2 && sides.Contains(most) && Heading.Sides() is [var only] && only == most && States.MostNamed([.. sides.Where(s => s != most)], least: 2) == most ? most : -1;
    }

    /// <summary>"said that Peru would continue": where whoever comes first is of no state that is told, the one of which it is said what it will do; -1 where that is not one.</summary>
    private int ByPledge(Cast cast)
    {
        if (cast.People is not [{ Party: < 0, Offices.Count: > 0 } first, ..] || first.First >= Opening.End)
            return -1;
        var own = -1;
        for (var i = 0; i < body.Count - 2; i++)
        {
            if (!body.Is(i, WordClass.That) || PartyReader.Behind(body, i + 1, body.Count, out var end) is not { Kind: PartyWord.Name } state || !lexicon.PartyList[state.Party].IsState || !body.Is(end, "will") && !body.Is(end, "would"))
                continue;
            if (own >= 0 && own != state.Party || cast.People.Exists(p => p.Party == state.Party))
                return -1;
            own = state.Party;
        }
        return own;
    }

    /// <summary>"CARICOM ministers meet US Secretary" above a text that also tells of the Minister of Peru: the one state of whose people the headline says nothing; -1 where there is not one.</summary>
    private int Untitled(Cast cast) => Heading.Parties().Count > 0 && cast.People.Where(p => p.Party >= 0 && p.Offices.Count > 0 && lexicon.PartyList[p.Party].IsState).Select(p => p.Party).Distinct().Except(Heading.Parties()).ToList() is [var own] ? own : -1;

    /// <summary>A house of a name that several have: whose minister somebody is by that name where every side is told, else whoever comes first in the text is its own.</summary>
    private int ByShared(HouseLines lines, Cast cast)
    {
        if (Name is { } shared && cast.People.TrueForAll(p => p.Party >= 0 || p.Offices.Count == 0 || p.First >= body.EndOf(2)) && ByPortfolio(shared, cast) is var holder and >= 0)
            return holder;
        return lines.IsShared && cast.People.Find(p => p.Party >= 0 && lexicon.PartyList[p.Party].IsState && !Invites(p)) is { } own && own.First < Opening.End ? own.Party : -1;
    }

    /// <summary>"SLOVENIA, March 14 – …": a state where the place of a dateline stands.</summary>
    private int ByState(Cast cast) => parts.Place is { } dateline && lexicon.Named(dateline.Of(text).ToString()) is { Kind: PartyWord.Name } state && lexicon.PartyList[state.Party].IsState && IsOfSomebody(state.Party, cast) ? state.Party : -1;

    /// <summary>"ISLAMABAD: Pakistan Foreign Secretary X met Minister Y", of whom nothing tells whose he is: whoever comes first, from his own capital.</summary>
    private int ByOwnCapital(Cast cast) => cast.People is [{ Party: >= 0 and var own, Offices.Count: > 0 } lead, ..] && lead.First < Opening.End && parts.Place is { } place && Places.City(place.Of(text), lexicon) is { } city && city.Party == own && HouseLines.IsSeat(city, lexicon) ? own : -1;

    /// <summary>"LIMA, March 14 – …": the seat of a government where the place of a dateline stands.</summary>
    private int ByCity(Cast cast) => parts.Place is { } place && Places.City(place.Of(text), lexicon) is { } city && HouseLines.IsSeat(city, lexicon) && IsOfSomebody(city.Party, cast) && !Heading.IsGuestOf(city.Party, cast) ? city.Party : -1;

    /// <summary>The party that comes first both in the headline and among the people.</summary>
    private int ByLead(Cast cast) => cast.People.Find(p => p.Party >= 0) is { } lead && Heading.Parties().FirstOrDefault(-1) == lead.Party && lexicon.PartyList[lead.Party].IsState && !Heading.IsVisited(lead.Party) && !Heading.BeginsWithOther(lead, cast) ? lead.Party : -1;

    /// <summary>"Berlin, 6 May – Prime Minister X of Peru met today during his visit to Berlin": who is on a visit to the dateline's city tells of it.</summary>
    private int ByVisitFrom(Cast cast)
    {
        if (parts.Place is not { } place || Places.City(place.Of(text), lexicon) is not { } city || cast.People is not [{ Party: >= 0 and var own } first, ..] || own == city.Party || first.First >= Opening.End || !lexicon.PartyList[own].IsState || body.Is(first.First - 1, WordClass.Preposition))
            return -1;
        for (var i = first.First; i < Opening.End - 2; i++)
        {
            if (body.Is(i, "visit") && body.Is(i + 1, "to") && (body.Is(i - 1, WordClass.Possessive) || body.Is(i - 2, WordClass.Possessive)) && PartyReader.Behind(body, i + 2, Opening.End, out _) is { } visited && visited.Party == city.Party)
                return own;
        }
        return -1;
    }

    /// <summary>"MINISTRY OF LAW", where one side has a Minister for Law: whose minister it is; -1 where that is not one state.</summary>
    private static int ByPortfolio(string house, Cast cast)
    {
        // "Ministry of Law", "Ministry for Foreign and European Affairs"
        var of = Math.Max(house.LastIndexOf(" of ", StringComparison.OrdinalIgnoreCase), house.IndexOf(" for ", StringComparison.OrdinalIgnoreCase) + 1);
        if (of <= 0)
            return -1;
        var portfolio = house[(house.IndexOf(' ', of + 1) + 1)..];
        bool IsOf(OfficeWords office) => office.Text.EndsWith(" for " + portfolio, StringComparison.OrdinalIgnoreCase) || office.Text.EndsWith(" of " + portfolio, StringComparison.OrdinalIgnoreCase) || office.Text.StartsWith("Minister for " + portfolio, StringComparison.OrdinalIgnoreCase);
        return cast.People.Where(p => p.Party >= 0 && p.Offices.Exists(IsOf)).Select(p => p.Party).Distinct().ToList() is [var one] ? one : -1;
    }

    /// <summary>"Prime Minister X received Minister Y of Peru in Nairobi": who receives somebody in a capital is of its state, where no other is said.</summary>
    private int ByReception(Cast cast)
    {
        if (cast.People is not [{ Party: < 0, Offices.Count: > 0 } host, ..] || host.First >= Opening.End || cast.People.Find(p => p.Party >= 0) is not { } guest || guest.First >= Opening.End)
            return -1;
        return Enumerable.Range(host.First, Math.Max(0, guest.First - host.First)).Any(i => body.Is(i, "received") || body.Is(i, "hosted")) ? CapitalBehind(guest, atSeat: false) : -1;
    }

    /// <summary>"President X met Minister Y of Peru at the Palace in Nairobi": who comes first, whose state is not said, and receives another's in a capital.</summary>
    private int BySeat(Cast cast) =>
        cast.People is [{ Party: < 0, Offices.Count: > 0 } first, { Party: >= 0 } guest, ..] && first.First < Opening.End && guest.First < Opening.End ? CapitalBehind(guest, atSeat: true) : -1;

    /// <summary>The state, not a guest's own, in whose capital the first sentence tells behind him that he was; with or without the palace there. -1 where it tells none.</summary>
    private int CapitalBehind(Person guest, bool atSeat)
    {
        for (var i = guest.First; i < Opening.End - 1; i++)
        {
            if (body.Is(i, "in") && PartyReader.At(body, i + 1, Opening.End, out _) is { Kind: PartyWord.City } city && city.Party != guest.Party && HouseLines.IsSeat((city.Text, city.Party), lexicon) && (!atSeat || body.Is(i - 1, Role.Seat)))
                return city.Party;
        }
        return -1;
    }

    /// <summary>"the Ambassador of Norway to Peru, X, and the Ambassador of Chile to Peru, Y": the one state to which those of several are sent; -1 where that is not so.</summary>
    private int ByEnvoys(Cast cast)
    {
        var sent = cast.People.Where(p => p.Party >= 0).Select(p => (p.Party, Host: SentTo(p))).Where(p => p.Host >= 0).ToList();
        return sent.Select(p => p.Party).Distinct().Skip(1).Any() && sent.Select(p => p.Host).Distinct().ToList() is [var host] ? host : -1;
    }

    /// <summary>"Ambassador to Peru": the state to which an office sends somebody; -1 where none does.</summary>
    private int SentTo(Person person) => person.Offices.Find(o => o.Text.Contains(" to ", StringComparison.Ordinal)) is { } sent && FirstParty(sent.Text[sent.Text.IndexOf(" to ", StringComparison.Ordinal)..]) is var host && host != person.Party ? host : -1;

    /// <summary>"the Ambassador of Estonia to Latvia", "the ambassadors accredited to Latvia": to whom they are sent, where somebody's state is not said; whose they are, where it is said who the other side is.</summary>
    private int ByAccredited(Cast cast)
    {
        if (!cast.People.Exists(p => p.Party < 0 && p.Offices.Count > 0 && p.First < Opening.End))
            return -1;
        foreach (var person in cast.People.Where(p => p.Party >= 0 && (p.First < body.EndOf(1) || Heading.IsOfEnvoys)))
        {
            if (SentTo(person) is var host and >= 0)
                return cast.People.Exists(p => p.Party == host) ? person.Party : host;
        }
        for (var i = 1; i + 1 < body.Count; i++)
        {
            if (body.Is(i - 1, "accredited") && (body.Is(i, "to") || body.Is(i, "in")) && PartyReader.Behind(body, i + 1, body.Count, out _) is { Kind: PartyWord.Name } state)
                return state.Party;
        }
        return -1;
    }

    /// <summary>"Minister X of A met Minister Y of B", without a headline: a house begins with its own, but for an ambassador who calls on its minister.</summary>
    private int BySubject(Cast cast)
    {
        var sides = cast.People.Where(p => p.Party >= 0 && lexicon.PartyList[p.Party].IsState && !Invites(p)).ToList();
        // "In a call with Minister X of A, Minister Y of B said": whose sentence it is.
        if (sides.Count > 1 && body.Is(Opening.First, WordClass.Preposition) && body.Is(sides[0].First - 1, "with"))
            return sides[1].First < Opening.End ? sides[1].Party : -1;
        var many = sides.Select(p => p.Party).Distinct().Count();
        // "Prime Minister X met Y of A. … X also met Z of B": who is told of in most sentences.
        if (many > 2 && MostTold(sides, cast) is { } most)
            return most.Party;
        // "President X of A received Letters of Credence from five envoys": to whom they are handed
        if (many > 2 && cast.People[0] == sides[0] && sides[0].First < Opening.End && ReceivesLetters(sides[0].First))
            return sides[0].Party;
        if (many < 2 || many > 2 && SentencesOf(sides[0], cast) < 3 || cast.People.Find(p => !Invites(p)) != sides[0] || sides[0].First >= Opening.End || sides[1].First >= Opening.End && sides[1].Party == sides[0].Party)
            return -1;
        // "Deputy Minister Ambassador X": a rank behind an office sends nobody.
        return sides[0].Offices is [var first, ..] && first.Is(Role.Envoy, lexicon) ? sides.Find(p => p.Party != sides[0].Party)!.Party : sides[0].Party;
    }

    /// <summary>Whether the opening says, behind a token, that letters of credence are received.</summary>
    private bool ReceivesLetters(int from)
    {
        for (var i = from; i < Opening.End - 1; i++)
        {
            if (body.Is(i, "received"))
                return Enumerable.Range(i + 1, Math.Min(6, Opening.End - i - 1)).Any(w => body.Is(w, WordClass.Credence));
        }
        return false;
    }

    /// <summary>In how many sentences somebody is told of.</summary>
    private static int SentencesOf(Person person, Cast cast) => cast.Mentions.Count(s => s.Exists(m => m.Person >= 0 && cast.People[m.Person] == person));

    /// <summary>Who is told of in three sentences or more, and in twice as many as anybody else; null where nobody is.</summary>
    private static Person? MostTold(List<Person> people, Cast cast)
    {
        var most = people.MaxBy(p => SentencesOf(p, cast))!;
        var sentences = SentencesOf(most, cast);
        return sentences > 2 && people.Count(p => SentencesOf(p, cast) * 2 > sentences) == 1 ? most : null;
    }

    /// <summary>"Minister X of A met Minister Y of B, who is on a visit to A": who comes first and is visited tells of it.</summary>
    private int ByHost(Cast cast)
    {
        if (cast.People.Find(p => p.Party >= 0 && !Invites(p)) is not { } lead || lead.First >= Opening.End || cast.People.Where(p => p.Party >= 0).Select(p => p.Party).Distinct().Count() != 2)
            return -1;
        for (var i = lead.First; i < body.EndOf(1) - 2; i++)
        {
            if ((body.Is(i, "visit") || body.Is(i, "trip")) && body.Is(i + 1, "to") && PartyReader.Behind(body, i + 2, body.Count, out _) is { } visited)
                return visited.Party == lead.Party ? visited.Party : -1;
        }
        return -1;
    }

    /// <summary>"Outcome of the Korea-ASEAN Meeting": the one state beside an organisation, where the text begins with somebody whose state is not said.</summary>
    private int BesideOrganisation(Cast cast) => cast.People.Find(p => p.Offices.Count > 0) is { Party: < 0 } first && first.First < Opening.End
        && Heading.Parties().Distinct().ToList() is { Count: 2 } named && named.FindAll(p => lexicon.PartyList[p].IsState) is [var state] ? state : -1;

    /// <summary>"at the invitation of President X": whoever invites is on the other side of the visit.</summary>
    private bool Invites(Person person)
    {
        var of = person.First - (body.Is(person.First - 1, WordClass.Possessive | WordClass.Article) ? 2 : 1);
        return (body.Is(of, "of") || body.Is(of, "from")) && body.Is(of - 1, "invitation");
    }

    /// <summary>A dateline tells the house only where somebody of that state takes part, or somebody's state is not said.</summary>
    private bool IsOfSomebody(int party, Cast cast) => cast.People.Count == 0 || cast.People.Exists(p => p.Party == party || p.Party < 0 && (p.First < body.EndOf(2) || cast.People[0].Party < 0));

    /// <summary>The site or sender that publishes it, by what stands beside the text.</summary>
    private int ByPublisher()
    {
        if (parts.Publisher is not { } publisher)
            return -1;
        var known = lexicon.HouseIn(publisher);
        Name = known >= 0 ? lexicon.Houses[known].Name : publisher;
        return known >= 0 ? lexicon.Houses[known].Party : FirstParty(publisher);
    }

    /// <summary>Whether a text names a state at all: what the lexicon only knows of an office or a house yields where it does not.</summary>
    public bool IsNamed(int party)
    {
        if (named is null)
        {
            named = [.. Aside().SelectMany(l => InLine(l.Of(text).ToString()))];
            for (var i = 0; i < body.Count; i++)
            {
                if (!body.IsCapital(i))
                    continue;
                if (PartyReader.At(body, i, body.Count, out _) is { Kind: PartyWord.Name or PartyWord.Adjective } one)
                    named.Add(one.Party);
                else
                    named.UnionWith(PartyReader.InCompound(body, i));
            }
        }
        return named.Contains(party);
    }

    private HashSet<int>? named;

    private List<int> InLine(string line) => PartyReader.InLine(line, lexicon);

    private int FirstParty(string line) => InLine(line).FirstOrDefault(-1);

    /// <summary>The lines beside the body.</summary>
    private IEnumerable<Stretch> Aside() => parts.HouseLines.Concat(parts.OtherLines).Concat(parts.Headline is { } headline ? [headline] : []).Concat(parts.Place is { } place ? [place] : []);

    /// <summary>Offices that only one state has, and people whom the lexicon knows.</summary>
    private int ByPeople(Cast cast)
    {
        foreach (var person in cast.People)
        {
            if (person.Party < 0 && person.Offices.Count > 0 && person.First < body.EndOf(4) && cast.KnownParty(person) is var party and >= 0
                // "Foreign Ministers of A and B meet": a third state is no side of it.
                && !Heading.IsOfTwoOthers(party)
                && !IsMetByUnnamed(person, cast)
                // "conveyed the greetings of King X"
                && !SendsGreetings(person)
                // "the visit to A of the Minister of B": B's President, named further on, does not tell that it is B's.
                && !(person.First >= Opening.End && Heading.Parties().Skip(1).Contains(party) && !Heading.IsVisited(party))
                // Whoever comes first is of another state: the text is more likely his.
                && !(cast.People[0] is { Party: >= 0 } lead && lead.Party != party && lexicon.PartyList[lead.Party].IsState && lead.First < Opening.End && !Heading.Parties().Contains(lead.Party))
                // "A's Minister and his counterpart of B" above a text that begins with A's: so is the text.
                && !(cast.People[0] is { Party: >= 0 } named && named != person && named.Party != party && Heading.Parties().FirstOrDefault(-1) == named.Party && Heading.Parties().Contains(party) && !Heading.IsVisited(party))
                // "he met with X", "Minister Y met with the Secretary of State": the other side's.
                && !((body.Is(person.First - 1, "with") || body.Is(person.First - 1, WordClass.Article) && body.Is(person.First - 2, "with")) && (cast.People[0] == person || cast.People[0] is { Party: < 0, Offices.Count: > 0 } && cast.KnownParty(cast.People[0]) < 0))
                // Beside "the Indian Minister" the Prime Minister, known to be India's, is the other side's too.
                && !(cast.People.Exists(p => p.Party == party) && cast.People[0].Party < 0 && cast.People[0] != person))
                return party;
        }
        return -1;
    }

    /// <summary>"The Foreign Secretary met Tánaiste X": whether somebody is behind an office that opens the text alone, of which it is not said whose it is.</summary>
    private bool IsMetByUnnamed(Person person, Cast cast) => person.First < Opening.End && cast.Mentions.FirstOrDefault(s => s.Exists(m => m.First >= Opening.First)) is [{ Genitive: false } office, ..]
        && office.First <= Opening.First + 1 && office.End < person.First && IsUnnamed(office) && !(office.Offices[0].Home >= 0 && cast.IsHome(office.Offices[0])) && !IsHeld(office, cast);

    /// <summary>"conveyed the greetings of King X and Prince Y": those who sent them.</summary>
    private bool SendsGreetings(Person person)
    {
        for (var i = person.First - 1; i >= 0 && i > person.First - 20 && body.Sign(i) is not ('.' or ';'); i--)
        {
            if (body.Is(i, Role.Greeting))
                return true;
        }
        return false;
    }

    /// <summary>"The Attorney General of Peru called on Minister X", "met with the Assistant Secretary of State": the parties of those of whom the first sentence tells by office alone.</summary>
    private static IEnumerable<int> ByOfficeAlone(Cast cast) => cast.Mentions.Length == 0 ? [] : cast.Mentions[0]
        .Where(m => m is { Kind: MentionKind.Office, HasOffice: true, Genitive: false, Former: false })
        .Select(m => m.SaidParty >= 0 ? m.SaidParty : cast.IsHome(m.Offices[0]) ? m.Offices[0].Home : -1).Where(p => p >= 0);

    /// <summary>"relations between Singapore and Malaysia" where Malaysia is the other side.</summary>
    private int ByPairs(Cast cast, bool unnamed)
    {
        var others = cast.People.Where(p => p.Party >= 0).Select(p => p.Party).ToHashSet();
        if (others.Count == 0)
        {
            others.UnionWith(ByOfficeAlone(cast));
            // "The Azerbaijani Foreign Minister met with the British Minister": both sides are told.
            if (others.Count(p => lexicon.PartyList[p].IsState) == 2)
                return -1;
        }
        if (others.Count == 0)
            others.UnionWith(cast.People.Where(p => IsMetByUnnamed(p, cast)).Select(cast.KnownParty).Where(p => p >= 0));
        if (others.Count == 0 || !unnamed)
            return -1;
        // A spokesperson beside two sides that are both named speaks for one of them: the one that comes first.
        if (cast.People.Exists(p => p.Party < 0 && cast.IsSpokesperson(p)) && others.Count(p => lexicon.PartyList[p].IsState) == 2)
            return Heading.Parties().Where(others.Contains).Append(cast.People.First(p => p.Party >= 0).Party).First();
        var named = Heading.Sides();
        // "Foreign Ministers of A and B meet" above "A's Minister and the Foreign Secretary met": whose minister comes first tells of it.
        if (Heading.BeginsWithOffices && named is [var own, _] && cast.People[0].Party == own && cast.People[0].First < Opening.End)
            return own;
        var votes = new Dictionary<int, int>();
        foreach (var party in named)
        {
            // Several that the headline names are the guests of one that it does not.
            if (!others.Contains(party) && !Heading.IsVisited(party) && !(named.Count > 2 && named.Exists(others.Contains)) && !Heading.IsOfEnvoys)
                votes[party] = votes.GetValueOrDefault(party) + 3;
        }
        for (var i = 0; i < body.Count; i++)
        {
            if (States.Pair(i) is var (one, other))
            {
                var vote = others.Contains(one) == others.Contains(other) ? Across(cast, one, other) : others.Contains(one) ? other : one;
                // A Minister is of no organisation: "the Japan-CARICOM Friendship Year".
                if (vote >= 0 && (lexicon.PartyList[vote].IsState || !cast.People.Exists(p => p.Party < 0 && p.Offices.Exists(o => o.Has("minister")))))
                    votes[vote] = votes.GetValueOrDefault(vote) + 3;
            }
        }
        return votes.Count == 0 ? -1 : votes.MaxBy(v => v.Value).Key;
    }

    /// <summary>Where somebody's state is not said: the one that the text names most often beside those of the others, "Qatar" and "the Qatari side", but not "the Israeli attacks".</summary>
    private int ByMentions(Cast cast)
    {
        var others = cast.People.Select(p => p.Party >= 0 || p == cast.People[0] ? p.Party : cast.KnownParty(p)).Where(p => p >= 0).ToHashSet();
        // "The Foreign Secretary spoke to Russian Foreign Minister X": he need not be named.
        if (!cast.People.Exists(p => p.Party < 0 && p.Offices.Count > 0 && p.First < body.EndOf(3) && !IsFormer(p)) && !(others.Count == 1 && cast.Mentions.Length > 0 && cast.Mentions[0].Find(m => m.Kind is MentionKind.Office or MentionKind.Person) is { } subject && IsUnnamed(subject)))
            return -1;
        // "Foreign Minister meets US Congressman": whom the headline names is the other.
        if (Heading.BeginsWithOffice)
            others.UnionWith(Heading.Delegation() is var guest and >= 0 ? [guest] : Heading.Parties());
        if (others.Count == 0)
            others.UnionWith(ByOfficeAlone(cast));
        if (others.Count == 0)
            return -1;
        // Beside two sides that are told, a third state that is named but once is no side, unless somebody of no state is told of again and again.
        var toldOften = cast.People.Exists(p => p.Party < 0 && p.Offices.Count > 0 && SentencesOf(p, cast) > 3);
        return States.MostNamed(others, least: !toldOften && others.Count(p => lexicon.PartyList[p].IsState) > 1 ? 2 : 1);
    }

    /// <summary>"relations between Ghana and Zambia" where one of an unnamed side meets somebody of Zambia: his own is the other.</summary>
    private static int Across(Cast cast, int one, int other)
    {
        if (cast.People.Count < 2 || cast.People[0] is not { Party: < 0, Offices.Count: > 0 } || cast.People[1].Party is not (var met and >= 0))
            return -1;
        return met == one ? other : met == other ? one : -1;
    }

    /// <summary>Whether it is an organisation's Secretary-General of whom a text tells, and not somebody of another office who is named before.</summary>
    private bool TellsOfSecretaryGeneral(Cast cast)
    {
        if (cast.Mentions.Length == 0)
            return false;
        var first = cast.Mentions[0].Find(m => m.Kind is MentionKind.Person or MentionKind.Office);
        var isOther = first is { Kind: MentionKind.Person, HasOffice: true } && !first.Offices.Exists(IsSecretaryGeneral);
        return !isOther && NamesSecretaryGeneral(cast);
    }

    private bool NamesSecretaryGeneral(Cast cast)
    {
        if (cast.People.Exists(p => p.Party < 0 && p.Offices.Exists(IsSecretaryGeneral) && p.First < body.EndOf(4)))
            return true;
        var anyNamed = cast.People.Exists(p => p.Offices.Exists(o => o.Text.StartsWith("Secretary", StringComparison.Ordinal) && o.Text.EndsWith("General", StringComparison.Ordinal)));
        return !anyNamed && cast.Mentions.Any(m => m.Exists(n => IsUnnamed(n) && IsSecretaryGeneral(n.Offices[0])));
    }

    private static bool IsSecretaryGeneral(OfficeWords office) => office.Text is "Secretary-General" or "Secretary General" or "Deputy Secretary-General" or "Deputy Secretary General";

    /// <summary>The organisation whose Secretary-General is meant: the one named most often but for those of which others are named, or the United Nations, whose releases call theirs so without more.</summary>
    private int OfOrganisation(Cast cast) => InLine(text).Where(p => !lexicon.PartyList[p].IsState && !cast.People.Exists(o => o.Party == p && !o.Offices.Exists(IsSecretaryGeneral))).GroupBy(p => p).MaxBy(g => g.Count())?.Key ?? lexicon.PartyByCode.GetValueOrDefault("UN", -1);

    /// <summary>"The Foreign Secretary": an office of nobody else's.</summary>
    private static bool IsUnnamed(Mention mention) => mention is { Kind: MentionKind.Office, HasOffice: true, Former: false } && mention.SaidParty < 0 && !mention.Offices[0].Plural;

    /// <summary>"Minister has recalled" behind "Minister X of A": an office that somebody holds whose state is told.</summary>
    private static bool IsHeld(Mention mention, Cast cast) => cast.People.Exists(p => p.Party >= 0 && p.Holds(mention.Offices[0].Words));

    /// <summary>A lone party in a sentence with "our country" is not told; a text in the first person without one stays open.</summary>
    private int ByFirstPerson(Cast cast)
    {
        for (var i = 0; i + 1 < body.Count; i++)
        {
            if (body.Is(i, "our") && body.Is(i + 1, WordClass.SideNoun))
                return cast.People is [{ Party: >= 0 and var own } speaker, ..] && lexicon.PartyList[own].IsState && speaker.First < Opening.End ? own : States.Commonest();
        }
        return -1;
    }
}

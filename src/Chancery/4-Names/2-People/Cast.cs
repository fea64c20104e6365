using System.Text;
using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;

namespace Chancery.Names;

/// <summary>All whom a release names, and for whom each acts.</summary>
internal sealed class Cast
{
    /// <summary>How many people of one text are told apart; a release names far fewer.</summary>
    private const int Most = 300;

    /// <summary>In letters; shorter surnames are too common to tell whose somebody is.</summary>
    private const int LeastSurname = 5;

    private readonly Body body;
    private readonly Lexicon lexicon;

    private readonly HouseFinder house;

    private Cast(Body body, HouseFinder house, List<Mention>[] mentions)
    {
        this.house = house;
        this.body = body;
        lexicon = body.Lexicon;
        Mentions = mentions;
    }

    public List<Person> People { get; } = [];

    /// <summary>The mentions of each sentence.</summary>
    public List<Mention>[] Mentions { get; }

    /// <summary>The party whose release it is, or -1.</summary>
    public int Home { get; private set; } = -1;

    /// <summary>The parties that the headline names, in order.</summary>
    public int[] Headline { get; private init; } = [];

    /// <summary>The one person whom the headline names; -1 where it names nobody or several.</summary>
    public int Titled => titled ??= house.Heading.Only(this);

    private int? titled;

    /// <summary>Whether the parties of the headline issue it together, and so are "we".</summary>
    public bool Joint { get; private init; }

    public static Cast Of(Body body, HouseFinder house)
    {
        var finder = new MentionFinder(body);
        var mentions = new List<Mention>[body.Sentences.Count];
        for (var s = 0; s < mentions.Length; s++)
            mentions[s] = finder.Find(body.Sentences[s]);
        var cast = new Cast(body, house, mentions) { Headline = [.. house.Heading.Parties()], Joint = house.Heading.IsJoint };
        cast.Meet();
        if (house.Holder is { } holder)
            cast.Enter(holder.Name, holder.Office);
        var allegiances = new AllegianceReader(body, cast, house);
        // "the Korean delegation headed by X": no unnamed side, from which the house could be told
        foreach (var person in cast.People.Where(p => p.Party < 0))
            person.Party = allegiances.OfWords(person);
        cast.Home = house.Home(cast);
        allegiances.Settle();
        return cast;
    }

    private void Meet()
    {
        foreach (var mentions in Mentions)
            Respectively(mentions);
        // Those who are introduced come first; then the bare surnames that refer back to them.
        foreach (var mentions in Mentions)
        {
            ShareOffice(mentions);
            Appoint(mentions);
            HoldBoth(mentions);
        }
        var named = new List<Mention>();
        foreach (var mentions in Mentions)
        {
            foreach (var mention in mentions)
            {
                if (mention.Kind == MentionKind.Person)
                    named.Add(mention);
            }
        }
        foreach (var mention in named)
        {
            if (mention.HasHonorific || mention.HasOffice || mention.NameEnd - mention.NameFirst > 1)
                Enter(mention);
        }
        foreach (var mention in named)
        {
            if (mention.Person < 0)
                mention.Person = Match(NameWords(mention), mention, alone: true);
        }
        // A capitalised word that nobody bears is no one's name.
        foreach (var mentions in Mentions)
            mentions.RemoveAll(m => m.Kind == MentionKind.Person && m.Person < 0 && !m.HasOffice && !m.HasHonorific && m.NamedParty < 0);
    }

    /// <summary>"the Prime Ministers of A and B, X and Y", "his peers from A and B, X and Y": as many names as states, in their order.</summary>
    private void Respectively(List<Mention> mentions)
    {
        for (var m = 0; m < mentions.Count; m++)
        {
            var group = mentions[m];
            int[] parties = group.Listed.Length > 0 ? group.Listed : group.SecondParty >= 0 ? [group.NamedParty, group.SecondParty] : [];
            if (parties.Length == 0 || m + parties.Length >= mentions.Count || group.Kind == MentionKind.Person)
                continue;
            var (names, at) = (mentions.GetRange(m + 1, parties.Length), group.End);
            var fit = names.TrueForAll(n => n.Kind == MentionKind.Person && n.NamedParty < 0 && !n.HasOffice);
            foreach (var name in names)
            {
                fit &= name.First - at <= 2 && (body.Sign(name.First - 1) == ',' || body.Is(name.First - 1, "and") || name == names[0] && name.First == at);
                at = name.End;
            }
            if (!fit || m + 1 + parties.Length < mentions.Count && mentions[m + 1 + parties.Length].First - at <= 1 && body.Is(at, "and"))
                continue;
            for (var n = 0; n < names.Count; n++)
            {
                names[n].NamedParty = parties[n];
                if (OfficeOf(group) is { } office)
                    names[n].Offices.Add(One(new OfficeWords(office, parties[n], -1, Plural: true)));
            }
        }
    }

    /// <summary>"Ministers X and Y": each is a Minister.</summary>
    private void ShareOffice(List<Mention> mentions)
    {
        for (var m = 1; m < mentions.Count; m++)
        {
            if (mentions[m - 1] is { Kind: MentionKind.Person, HasOffice: true } first && first.Offices is [{ Plural: true } office] && mentions[m] is { Kind: MentionKind.Person, HasOffice: false, HasHonorific: false, NamedParty: < 0 } other && other.First - first.End == 1 && body.Is(first.End, "and"))
                other.Offices.Add(One(office with { Party = -1 }));
        }
    }

    /// <summary>"the Minister of Foreign Affairs of Norway, OSCE Chairperson-in-Office X": one who holds both, and acts for his state.</summary>
    private void HoldBoth(List<Mention> mentions)
    {
        for (var m = 0; m + 1 < mentions.Count; m++)
        {
            if (mentions[m] is not { Kind: MentionKind.Office, HasOffice: true, Genitive: false, SaidParty: >= 0 } own || own.Offices[0].Plural || !lexicon.PartyList[own.SaidParty].IsState
                || mentions[m + 1] is not { Kind: MentionKind.Person, HasOffice: true } named || named.First != own.End + 1 || body.Sign(own.End) != ',' || named.SaidParty is var said and >= 0 && lexicon.PartyList[said].IsState
                || !Enumerable.Range(named.First, named.NameFirst - named.First).Any(i => body.Is(i, WordClass.HeldInTurn)))
                continue;
            named.NamedParty = own.SaidParty;
            named.Offices.InsertRange(0, own.Offices);
            named.First = own.First;
            mentions.RemoveAt(m);
        }
    }

    /// <summary>"X on his appointment as Minister of Y", "the appointment of X as Minister of Y": the office is that of whoever is named.</summary>
    private void Appoint(List<Mention> mentions)
    {
        for (var m = 0; m + 1 < mentions.Count; m++)
        {
            if (mentions[m] is not { Kind: MentionKind.Person, HasOffice: false, NamedParty: < 0 } named || mentions.Find(o => o.First > named.End && o is { Kind: MentionKind.Office, HasOffice: true }) is not { SaidParty: >= 0 } office)
                continue;
            var told = body.Is(named.End, "as") && body.Is(named.First - 1, "of") && body.Is(named.First - 2, WordClass.ComesToOffice) && office.First == named.End + 1;
            for (var i = named.End; !told && i < Math.Min(office.First, named.End + FarthestOffice) && body.IsWord(i) && !body.IsCapital(i); i++)
                told = body.Is(i, WordClass.ComesToOffice) && (body.Is(i + 1, "as") || body.Is(i + 1, "to")) && office.First - i < FarthestOffice;
            if (told)
                named.Offices.AddRange(office.Offices);
        }
    }

    /// <summary>In words; "on his appointment to the post of the".</summary>
    private const int FarthestOffice = 7;

    /// <summary>"the Foreign Ministers of …": the office of those who are named together, in the plural; null where they have none.</summary>
    private string? OfficeOf(Mention group)
    {
        if (group.HasOffice)
            return group.Offices[0].Text;
        var first = group.First;
        while (first < group.End && !body.IsCapital(first) || body.Is(first, WordClass.Article))
            first++;
        var end = first;
        while (end < group.End && !body.Is(end, "of"))
            end++;
        return group.Kind == MentionKind.Group && end > first && end - first < 4 && body.IsCapital(end - 1) && body.Is(end - 1, WordClass.GroupNoun) && One(new OfficeWords(body.Words(first, end), -1, -1, Plural: true)) is var one && one.Text != body.Words(first, end) ? body.Words(first, end) : null;
    }

    private void Enter(Mention mention)
    {
        var words = NameWords(mention);
        if (words.Length == 0)
            return;
        var known = Match(words, mention, alone: false);
        if (known < 0)
        {
            if (People.Count == Most)
                return;
            People.Add(new Person(Display(mention), words) { First = mention.First });
            known = People.Count - 1;
        }
        mention.Person = known;
        var person = People[known];
        if (words.Length > person.Words.Length || words.Length == person.Words.Length && PersonName.IsWrittenOut(person.Words, words))
            (person.Name, person.Words) = (Display(mention), words);
        foreach (var office in mention.HasOffice ? mention.Offices : [])
            AddOffice(person, office.Plural ? One(office) : office);
        if (person.Sex == ' ')
            person.Sex = mention.Sex;
        var party = mention.SaidParty;
        if (person.Party < 0 && party >= 0)
            person.Party = party;
    }

    /// <summary>"Jane Doe, Secretary-General" above a text that tells only of "the Secretary-General": it is she.</summary>
    private void Enter(string name, string office)
    {
        var held = new OfficeWords(office, -1, -1, Plural: false);
        var told = Mentions.SelectMany(m => m).FirstOrDefault(m => m is { Kind: MentionKind.Office, HasOffice: true } && m.SaidParty < 0 && m.Offices[0].Words.SequenceEqual(held.Words));
        if (told is null || People.Exists(p => p.Offices.Exists(o => o.Words.SequenceEqual(held.Words))))
            return;
        var person = new Person(name, PersonName.Words(name)) { First = told.First };
        person.Offices.Add(told.Offices[0]);
        People.Insert(0, person);
        foreach (var mention in Mentions.SelectMany(m => m).Where(m => m.Person >= 0))
            mention.Person++;
    }

    /// <summary>"Foreign Ministers X and Y": each is a Foreign Minister.</summary>
    private OfficeWords One(OfficeWords office)
    {
        var words = office.Text.Split(' ');
        for (var i = 0; i < words.Length; i++)
        {
            var one = words[i].EndsWith("ies", StringComparison.Ordinal) ? words[i][..^3] + "y" : words[i].EndsWith('s') ? words[i][..^1] : words[i];
            if (one != words[i] && lexicon.Words.Find(one.ToLowerInvariant()) is var word && word >= 0 && lexicon.Offices.Step(0, word) >= 0)
            {
                words[i] = one;
                break;
            }
        }
        return new OfficeWords(string.Join(' ', words), office.Party, office.Known, Plural: false);
    }

    private void AddOffice(Person person, OfficeWords office)
    {
        if (person.Offices.Exists(o => o.Text == office.Text) || person.Offices.Count > 0 && IsShortFor(person, office))
            return;
        for (var i = 0; i < person.Offices.Count; i++)
        {
            // "Foreign Minister" after "Minister of Foreign Affairs" is no second office.
            if (person.Offices[i].HasAll(office.Words))
                return;
            if (office.HasAll(person.Offices[i].Words))
            {
                person.Offices[i] = office;
                return;
            }
        }
        person.Offices.Add(office);
    }

    /// <summary>"FM", "Deputy PM": a held office in short.</summary>
    private bool IsShortFor(Person person, OfficeWords office)
    {
        if (!HasAcronym(office.Text))
            return office.Words is ["ambassador"] && IsHeldAs(person, office);
        if (IsHeldAs(person, office))
            return true;
        var whole = office.Words.SelectMany(w => lexicon.SameOffices.Where(s => s.Short is [var one] && one == w).Select(s => s.Long[0]).FirstOrDefault([w])).ToArray();
        return person.Holds(whole);
    }

    private static bool HasAcronym(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split(' '))
        {
            var word = text[range];
            if (word.Length < 2 || !char.IsUpper(word[1]))
                continue;
            var i = 0;
            while (i < word.Length && char.IsUpper(word[i]))
                i++;
            if (i == word.Length)
                return true;
        }
        return false;
    }

    /// <summary>Whether an office is another name of one that somebody holds: "FM", "Foreign Secretary".</summary>
    public bool IsHeldAs(Person person, OfficeWords office)
    {
        foreach (var (named, meant) in lexicon.SameOffices)
        {
            if (named.Length == office.Words.Length && office.HasAll(named) && Array.Exists(meant, person.Holds))
                return true;
        }
        return false;
    }

    private int Match(string[] words, Mention mention, bool alone)
    {
        var best = -1;
        for (var i = 0; i < People.Count; i++)
        {
            var person = People[i];
            if (mention.Sex != ' ' && person.Sex != ' ' && mention.Sex != person.Sex)
                continue;
            if (!PersonName.Fits(words, person.Words) && !IsMisspelt(words, mention, person) && !IsVariant(words, mention, person))
                continue;
            if (words.Length < person.Words.Length ? PersonName.IsFather(words, person.Name) : words.Length > person.Words.Length && PersonName.IsFather(person.Words, Display(mention)))
                continue;
            // "King Hamad" is not Sheikh Hamad bin Salem, the Minister.
            if (words.Length == 1 && mention.HasOffice && person.Offices.Count > 0 && mention.Offices.Exists(IsMonarch) != person.Offices.Exists(IsMonarch) && mention.Offices.Exists(IsMonarch))
                continue;
            var party = mention.SaidParty;
            if (party >= 0 && person.Party >= 0 && party != person.Party && words.Length < 2)
                continue;
            if (alone && person.First > mention.First && words.Length < 2)
                continue;
            // "Hussein" is rather Fuad Hussein than Hussein Amir.
            if (words is [var lone] && best >= 0 && People[best].Words is [_, .., var surname] && surname == lone && person.Words.Length > 1 && person.Words[^1] != lone)
                continue;
            best = i;
            if (words.Length == person.Words.Length)
                break;
        }
        return best;
    }

    private bool IsMonarch(OfficeWords office) => office.Words.Length > 0 && (lexicon.Words.Class(lexicon.Words.Find(office.Words[0])) & WordClass.Monarch) != 0;

    /// <summary>How many letters a surname must have for one of them to be wrong.</summary>
    private const int LeastMisspelt = 7;

    /// <summary>"Foreign Minister Steinmier" for Foreign Minister Frank-Walter Steinmeier: the surname of one who holds the office, with one letter wrong.</summary>
    private static bool IsMisspelt(string[] words, Mention mention, Person person) => words is [{ Length: >= LeastMisspelt } surname] && mention.HasOffice && person.Words.Length > 1 && person.First < mention.First
        && person.Offices.Exists(o => o.Words.SequenceEqual(mention.Offices[0].Words)) && PersonName.Distance(surname, person.Words[^1]) == 1;

    /// <summary>How many letters of a surname of at least so many two spellings of it may differ in.</summary>
    private const int MostVaried = 2;

    /// <summary>"Hasan Mahmood" for Hasan Mahmud: all names but the last the same, of that some letters, where nothing else is told of him.</summary>
    private static bool IsVariant(string[] words, Mention mention, Person person)
    {
        if (words.Length < 2 || words.Length != person.Words.Length || mention.HasOffice || person.Offices.Count == 0 || mention.SaidParty >= 0)
            return false;
        var (surname, known) = (words[^1], person.Words[^1]);
        return Math.Min(surname.Length, known.Length) >= LeastMisspelt - 1 && surname[..3] == known[..3] && words.AsSpan()[..^1].SequenceEqual(person.Words.AsSpan()[..^1]) && PersonName.Distance(surname, known) <= MostVaried;
    }

    private string[] NameWords(Mention mention)
    {
        var words = new List<string>(4);
        for (var i = mention.NameFirst; i < mention.NameEnd; i++)
        {
            if (body.Sign(i) == ',')
                break;
            if (!body.IsWord(i) || body.Is(i, WordClass.NameSuffix) && i > mention.NameFirst)
                continue;
            var plain = PersonName.Word(body.Span(i));
            if (plain.Length > 0 && !(body.Is(i, WordClass.NameParticle) && (i > mention.NameFirst || i + 1 < mention.NameEnd && body.IsCapital(i + 1)) && mention.NameEnd - mention.NameFirst > 1 && plain.Length <= 4))
                words.Add(plain);
        }
        return [.. words];
    }

    /// <summary>"HAYASHI Yoshimasa" is written "Hayashi Yoshimasa".</summary>
    /// <summary>"Olivier J.P. Habimana": letters with points before another part of the name are no order or degree.</summary>
    private bool IsInitials(int at, int end) => at + 1 < end && body.IsWord(at + 1) && body.Span(at).Contains('.');

    private string Display(Mention mention)
    {
        var text = new StringBuilder();
        for (var i = mention.NameFirst; i < mention.NameEnd; i++)
        {
            // Orders and degrees behind a name are no part of it: "Jane Doe, OBE, MP".
            var suffix = body.IsWord(i) ? i : i + 1;
            if (i > mention.NameFirst && (body.Is(suffix, WordClass.NameSuffix) && !IsInitials(suffix, mention.NameEnd) || body.Sign(i) == ',' && !PersonName.IsOfSyllables(body.Span(i + 1))) && !body.Is(suffix, Role.Generation))
                break;
            if (i > mention.NameFirst && body.IsWord(i) && (body[i].Shape & Shape.SpaceBefore) != 0)
                text.Append(' ');
            var span = body.Span(i);
            if ((body[i].Shape & Shape.AllCaps) != 0 && span.Length > 2 && span.IndexOf('.') < 0 && span is not ("III" or "VII" or "VIII" or "XII" or "XIII" or "XIV" or "XVI"))
            {
                var start = true;
                foreach (var c in span)
                {
                    text.Append(start ? c : char.ToLowerInvariant(c));
                    start = c is '-' or '\'' or '’';
                }
            }
            else
                text.Append(span);
        }
        return text.ToString();
    }

    /// <summary>Whether an office that is known to be one state's is so here: not in the release of another house that never names that state.</summary>
    public bool IsHome(int party) => Home < 0 || party == Home || house.IsNamed(party);

    /// <summary>Whether an office is one state's here: of the house, of a state that is named, or called by words that no other state's office begins with, "the Deputy Assistant Secretary of State".</summary>
    public bool IsHome(OfficeWords office) => office.Home == Home || house.IsNamed(office.Home) || !office.IsShared;

    /// <summary>Whether somebody speaks for a house, and so tells what others did.</summary>
    public bool IsSpokesperson(Person person) => person.Offices.Exists(o => Is(o, Role.Spokesperson));

    /// <summary>Whether a mention names a state, and no organisation.</summary>
    public bool IsState(Mention mention) => mention.NamedParty >= 0 && lexicon.PartyList[mention.NamedParty].IsState;

    /// <summary>Whether a party is a state, or somebody who is named acts for it.</summary>
    public bool IsStateOrOfSomebody(int party) => lexicon.PartyList[party].IsState || People.Exists(p => p.Party == party);

    /// <summary>Whether a word of an office is one of some.</summary>
    public bool Is(OfficeWords office, Role role) => office.Is(role, lexicon);

    /// <summary>The party of an office that only one party has, or of somebody whom the lexicon knows.</summary>
    public int KnownParty(Person person)
    {
        foreach (var office in person.Offices)
        {
            if (office.Home >= 0 && IsHome(office) && !house.Heading.IsOfTwoOthers(office.Home))
                return office.Home;
        }
        foreach (var word in person.Words)
        {
            foreach (var (words, party) in lexicon.KnownPeople.TryGetValue(word, out var list) ? list : [])
            {
                // "President Biden": a surname that one state alone has tells as much beside an office of the first rank, or below a headline that names the state.
                if (person.Words.Length == 1 && word.Length >= LeastSurname && words[^1] == word && list!.TrueForAll(k => k.Party == party && k.Words[^1] == word)
                    && (Headline.Contains(party) || person.First < body.EndOf(1) && person.Offices.Exists(o => o.Words.Any(lexicon.FirstRank.Contains))))
                    return party;
                // "King Charles III": whose name his style alone makes known
                if (person.Words.Length == 1 && words is [var style, var given] && given == word && person.Offices.Exists(o => o.Words is [var only] && only == style))
                    return party;
                if (person.Words.Length > 1 && words.Count(w => person.Words.Contains(w, StringComparer.Ordinal)) is var shared && shared >= 2
                    && (shared == words.Length || shared == person.Words.Length))
                    return party;
            }
        }
        return -1;
    }
}

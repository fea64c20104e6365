using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;

namespace Chancery.Names;

/// <summary>
/// Who is on the scene while a release is read from top to bottom: who last spoke, who met whom. Resolves "he", "the Minister",
/// "his counterpart", "the two sides" to people and parties, or leaves them open.
/// </summary>
internal sealed class Scene
{
    private readonly Body body;
    private readonly Cast cast;
    private readonly Lexicon lexicon;

    public Scene(Body body, Cast cast)
    {
        (this.body, this.cast) = (body, cast);
        lexicon = body.Lexicon;
        Plurals = new Plurals(body, cast, this);
    }

    /// <summary>Whom a plural means.</summary>
    public Plurals Plurals { get; }

    /// <summary>The people of the meeting that is being told, in order.</summary>
    public List<int> Present { get; } = [];

    /// <summary>The parties of the meeting that is being told.</summary>
    public List<int> Sides { get; } = [];

    /// <summary>The person who last was the subject, or -1.</summary>
    public int Speaker { get; set; } = -1;

    /// <summary>The party that last was the subject, or -1.</summary>
    public int SpeakingParty { get; set; } = -1;

    /// <summary>The parties that last acted together, where they were several: "they" are they.</summary>
    public int[] Together { get; set; } = [];

    /// <summary>The two of several sides of whom the last acts told, by both or by one to the other: "both Ministers" are they; else none.</summary>
    public int[] Pair { get; set; } = [];

    /// <summary>Those of one side who last acted together: "they" are they; else none.</summary>
    public int[] Several { get; set; } = [];

    /// <summary>Who "we" are where a statement begins by saying it: "We, the Foreign Ministers of A, B and C, …".</summary>
    public int[] Ourselves { get; private set; } = [];

    /// <summary>Whose turn it is in a transcript, where "I" and "we" are his; -1 where nobody's.</summary>
    public int Turn { get; set; } = -1;

    /// <summary>The side that tells of what it did: the house's, or the last speaker's where no house is known; -1 where neither is.</summary>
    public int TellingSide => cast.Home >= 0 || Speaker < 0 ? cast.Home : cast.People[Speaker].Party;

    /// <summary>Who is last named besides the speaker.</summary>
    public int Other { get; set; } = -1;

    public Cast Cast => cast;

    /// <summary>Whether those on the scene were met one by one, and not together.</summary>
    private bool apart;

    /// <summary>Those of more who met of whom the last plural told; none where it told of all.</summary>
    private int[] narrow = [];

    /// <summary>Where that plural ends.</summary>
    private int narrowed;

    /// <summary>Whether but one sentence ends between two tokens that are near.</summary>
    private bool IsNext(int from, int to) => to - from < MostBetween && Enumerable.Range(from, to - from).Count(i => body.Sign(i) == '.') <= 1;

    /// <summary>In words and signs; a plural is gone on with near by.</summary>
    private const int MostBetween = 120;

    /// <summary>A meeting begins to be told, or several of one with each of the others.</summary>
    public void Meet(IEnumerable<int> people, IEnumerable<int> parties, bool oneByOne = false)
    {
        int[] before = [.. Sides];
        (Pair, apart, narrow) = ([], oneByOne, []);
        Present.Clear();
        Sides.Clear();
        Present.AddRange(people.Where(p => p >= 0).Distinct());
        Sides.AddRange(parties.Where(p => p >= 0).Distinct());
        // Who acted together at another meeting are no longer "they".
        if (Together.All(before.Contains) && !Together.All(Sides.Contains))
            Together = [];
    }

    /// <summary>Resolves the mentions of a sentence in order.</summary>
    public void Resolve(List<Mention> mentions)
    {
        if (mentions is [{ Kind: MentionKind.Pronoun } we, { Kind: MentionKind.Group, Listed.Length: > 1 } listed, ..] && body.Is(we.First, WordClass.We) && body.Sign(we.End) == ',' && listed.First <= we.End + 2)
            Ourselves = listed.Listed;
        // "The Foreign Ministers of A, B and C reject …. We urge …" of a joint statement
        if (Ourselves.Length == 0 && cast.Joint && mentions is [{ Kind: MentionKind.Group, Listed.Length: > 2 } signed, ..])
            Ourselves = signed.Listed;
        for (var m = 0; m < mentions.Count; m++)
        {
            var mention = mentions[m];
            switch (mention.Kind)
            {
                case MentionKind.Person:
                    Named(mention);
                    break;
                case MentionKind.Office:
                    ByOffice(mention);
                    break;
                case MentionKind.Party:
                    mention.Parties = mention.SecondParty >= 0 ? [mention.NamedParty, mention.SecondParty] : [mention.NamedParty];
                    // "The A and B Ministers of three stressed trade. They agreed …"
                    if (mention.SecondParty >= 0 && Sides.Count > 2 && body.Is(mention.End - 1, WordClass.GroupNoun) && !body.Is(mention.First - 1, WordClass.Preposition))
                        (narrow, narrowed) = (mention.Parties, mention.End);
                    // "The American diplomat": the only one of that party who was told of.
                    if (mention is { SecondParty: < 0, Genitive: false } && body.Is(mention.End - 1, Role.Somebody) && OnlyOne(mention) is var only and >= 0)
                        Take(mention, only);
                    break;
                case MentionKind.Group:
                    Plurals.Read(mention);
                    // "The two Ministers of three discussed trade. They agreed …"
                    narrow = mention.Size > 1 && !body.Is(mention.First - 1, "and") && mention.Size == mention.Parties.Length && mention.Size < Sides.Count ? mention.Parties : [];
                    narrowed = mention.End;
                    break;
                case MentionKind.Organisation:
                    mention.Parties = Again(mention);
                    break;
                case MentionKind.Counterpart:
                    // "received Minister X, where he congratulated the latter"
                    if (mention.Former && Latter(mentions, m) is var latter and >= 0)
                        Other = latter;
                    Counterpart(mention);
                    break;
                default:
                    // "X met Y, and they discussed": those of the sentence, where no meeting is on the scene yet.
                    if (Sides.Count < 2 && body.Is(mention.First, WordClass.They) && TakeAll(mention, mentions, m))
                        break;
                    // "Minister X received Y, where he congratulated him": he is the one who received.
                    if (m > 0 && body.Is(mention.First - 1, "where") && body.Is(mention.First, WordClass.He | WordClass.She) && mentions[0] is { Kind: MentionKind.Person, Genitive: false, Person: >= 0 } host && Sexed(host.Person, body.Is(mention.First, WordClass.He) ? 'm' : 'f'))
                    {
                        (mention.Person, mention.People, mention.Parties) = (host.Person, host.People, host.Parties);
                        break;
                    }
                    // "Minister X assured him when the Minister of Y called on him": on whom the sentence is about.
                    if (Called(mentions, m) is var called and >= 0)
                    {
                        (mention.Person, mention.People, mention.Parties) = (called, [called], [cast.People[called].Party]);
                        break;
                    }
                    Pronoun(mention, m + 1 < mentions.Count && mentions[m + 1] is { Kind: MentionKind.Person, Genitive: false } next && next.First - mention.End < 3 ? next.Person : -1);
                    break;
            }
        }
    }

    /// <summary>Who opens a sentence, where another is the subject of a clause behind "when" or "after" whose object "him" or "her" is; -1 where that is not so.</summary>
    private int Called(List<Mention> mentions, int at)
    {
        var pronoun = mentions[at];
        if (at < 2 || pronoun.OwnerPronoun || !body.Is(pronoun.First, "him") && !body.Is(pronoun.First, "her") || mentions[at - 1] is not { Kind: MentionKind.Person or MentionKind.Office, Genitive: false, Parties: [var side] } subject || !body.Is(subject.First - 1, "when") && !body.Is(subject.First - 1, "after"))
            return -1;
        return mentions.Find(m => m is { Kind: MentionKind.Person, Genitive: false, Person: >= 0 } && m.First < subject.First && cast.People[m.Person].Party >= 0 && cast.People[m.Person].Party != side && Sexed(m.Person, body.Is(pronoun.First, "him") ? 'm' : 'f'))?.Person ?? -1;
    }

    /// <summary>The last who is named before a mention of a sentence, where another is named before him; -1 if there are no two.</summary>
    private static int Latter(List<Mention> mentions, int before)
    {
        var (last, several) = (-1, false);
        for (var m = 0; m < before; m++)
        {
            if (mentions[m] is not { Kind: MentionKind.Person, Person: >= 0 } named)
                continue;
            several |= last >= 0 && last != named.Person;
            if (!named.Genitive)
                last = named.Person;
        }
        return several ? last : -1;
    }

    /// <summary>"they" as those of different parties whom a sentence names before; false where they are not.</summary>
    private static bool TakeAll(Mention they, List<Mention> mentions, int before)
    {
        var here = mentions.Take(before).Where(n => n is { Kind: MentionKind.Person or MentionKind.Office or MentionKind.Counterpart, Genitive: false, People.Length: <= 1, Parties.Length: 1 }).ToList();
        int[] parties = [.. here.Select(h => h.Parties[0]).Distinct()];
        if (parties.Length < 2)
            return false;
        (they.Parties, they.People) = (parties, [.. here.SelectMany(h => h.People).Distinct()]);
        return true;
    }

    /// <summary>"the Organization", "the Kingdom", "the Ministry": the one of the sides that is called so.</summary>
    private int[] Again(Mention mention)
    {
        // "The delegation assured": that of the guests.
        if (body.Is(mention.First + 1, Role.Delegation))
            return Sides is [_, _] && Sides.Contains(cast.Home) ? Besides([cast.Home]) : [];
        // "The Ministry welcomes": the house's own.
        if (body.Is(mention.First + 1, WordClass.SideNoun) && !body.Is(mention.First + 1, WordClass.StateWord) || body.Is(mention.First + 1, "Foreign"))
            return cast.Home >= 0 ? [cast.Home] : [];
        var word = body.Span(mention.End - 1).ToString().ToLowerInvariant();
        if (!body.Is(mention.End - 1, WordClass.StateWord))
            return [.. Sides.Where(s => !lexicon.PartyList[s].IsState).Take(1)];
        var called = lexicon.StateStyles.GetValueOrDefault(word) ?? [];
        var fits = Sides.Where(called.Contains).ToArray();
        return fits.Length == 1 ? fits : fits.Contains(cast.Home) || fits.Length == 0 && called.Contains(cast.Home) ? [cast.Home] : [];
    }

    /// <summary>The sides of the meeting but for some.</summary>
    public int[] Besides(int[] parties)
    {
        var (others, count) = (new int[Sides.Count], 0);
        foreach (var side in Sides)
        {
            if (!parties.Contains(side))
                others[count++] = side;
        }
        return count == others.Length ? others : others[..count];
    }

    /// <summary>Resolves an object or owner against its subject: "briefed her", "its mediation", "his counterpart".</summary>
    public int[] Beside(Mention mention, Mention? subject)
    {
        if (mention.Kind == MentionKind.Counterpart || (mention.Kind == MentionKind.Pronoun && subject is { Parties.Length: 1 }))
        {
            if (mention.NamedParty >= 0)
                return [mention.NamedParty];
            var own = subject?.Parties.FirstOrDefault(-1) ?? -1;
            if (mention.OwnerPronoun && !body.Is(mention.First, WordClass.First))
                return [];
            var others = Sides.Where(s => s != own).ToArray();
            return others.Length == 1 && own >= 0 ? others : mention.Kind == MentionKind.Counterpart ? mention.Parties : [];
        }
        return mention.Parties;
    }

    private void Named(Mention mention)
    {
        if (mention.Person >= 0)
        {
            var person = cast.People[mention.Person];
            mention.People = [mention.Person];
            if (person.Sex == ' ')
                person.Sex = mention.Sex;
            if (person.Party < 0 && mention.OfCounterpart)
            {
                // "the guest" is the same whoever spoke before; of which side, the house tells.
                var guest = IsGuest(mention);
                if (guest && cast.Home < 0 && mention.NamedParty < 0)
                    return;
                var own = guest ? cast.Home : Speaker >= 0 ? cast.People[Speaker].Party : cast.Home;
                if (own >= 0 && Sides.Contains(own) && Sides.Where(s => s != own).ToList() is [var opposite])
                    person.Party = opposite;
            }
            if (person.Party >= 0)
                mention.Parties = [person.Party];
        }
        else if (mention.SaidParty is var party and >= 0)
            mention.Parties = [party];
    }

    private void ByOffice(Mention mention)
    {
        var party = mention.SaidParty;
        if (!mention.HasOffice)
        {
            // "His Excellency": whoever is meant by sex and side.
            var styled = Enumerable.Range(0, cast.People.Count).Where(p => Sexed(p, mention.Sex)).ToList();
            Take(mention, styled.Find(p => cast.People[p].Party == cast.Home) is var home && styled.Contains(home) ? home : styled.Count == 1 ? styled[0] : -1);
            return;
        }
        if (mention.SecondParty >= 0)
        {
            mention.Parties = [mention.NamedParty, mention.SecondParty];
            mention.People = [.. Plurals.Leads(mention.Parties, Plurals.Rank(mention))];
            return;
        }
        if (mention.Offices[0].Plural)
        {
            if (party >= 0 && mention.Listed.Length == 0)
                mention.Parties = [party];
            else if (mention.Listed.Length > 0 || IsHeld(mention.Offices[0]))
                Plurals.Read(mention);
            return;
        }
        // "briefed the former Minister", who is there
        if (!mention.Former || Present.Exists(p => cast.People[p].Holds(mention.Offices[0].Words)))
        {
            var fits = new List<int>();
            for (var p = 0; p < cast.People.Count; p++)
            {
                // One who is named only later is not yet "the Minister", unless he is of the house.
                if ((party < 0 ? cast.People[p].First <= mention.First || cast.People[p].Party == cast.Home : cast.People[p].Party == party) && cast.People[p].Holds(mention.Offices[0].Words))
                    fits.Add(p);
            }
            Take(mention, Choose(fits, mention));
            if (mention.Offices.Count == 2 && mention.NameFirst < 0)
                Both(mention);
        }
        if (mention.Parties.Length == 0 && party >= 0)
            mention.Parties = [party];
        else if (mention.Parties.Length == 0 && mention.Offices[0].Home >= 0 && cast.IsHome(mention.Offices[0]))
            mention.Parties = [mention.Offices[0].Home];
        else if (mention.Parties.Length == 0 && cast.Home >= 0 && !mention.Former && !IsEnvoy(mention.Offices[0]) && (body.Is(mention.First, "the") || mention.HasHonorific) && cast.People.TrueForAll(p => p.First > mention.First || !p.Holds(mention.Offices[0].Words)))
            mention.Parties = [cast.Home];
    }

    /// <summary>"the Deputy Secretary and Foreign Minister": two of the meeting, each by his office, where nobody holds both.</summary>
    private void Both(Mention mention)
    {
        var (first, second) = (mention.Offices[0], mention.Offices[1]);
        if (Present.Count < 2 || mention.Person >= 0 && Has(cast.People[mention.Person], second))
            return;
        var one = mention.Person >= 0 ? mention.Person : Present.FirstOrDefault(p => Has(cast.People[p], first), -1);
        var other = Present.FirstOrDefault(p => p != one && Has(cast.People[p], second) && !Has(cast.People[p], first), -1);
        if (one < 0 || other < 0 || cast.People[one].Party < 0 || cast.People[other].Party < 0 || cast.People[one].Party == cast.People[other].Party)
            return;
        (mention.Person, mention.People, mention.Parties) = (-1, [one, other], [cast.People[one].Party, cast.People[other].Party]);
    }

    private bool Has(Person person, OfficeWords office) => person.Holds(office.Words) || cast.IsHeldAs(person, office);

    /// <summary>The only one of a party who was told of before a mention of it; -1 where nobody or several were.</summary>
    private int OnlyOne(Mention mention)
    {
        var told = -1;
        for (var p = 0; p < cast.People.Count; p++)
        {
            if (cast.People[p].Party != mention.NamedParty || cast.People[p].First > mention.First)
                continue;
            if (told >= 0)
                return -1;
            told = p;
        }
        return told;
    }

    /// <summary>Of whom "the official", "the diplomat" tells: the ambassador who is there for a diplomat, else whoever spoke last.</summary>
    private int Somebody(int noun)
    {
        if (body.Is(noun, "diplomat") && Present.Where(p => cast.People[p].Offices.Exists(IsEnvoy)).ToList() is [var envoy])
            return envoy;
        return Speaker;
    }

    /// <summary>"the Ambassador", of whom nobody is told: most often another state's.</summary>
    private bool IsEnvoy(OfficeWords office) => cast.Is(office, Role.Envoy);

    private int Choose(List<int> fits, Mention mention)
    {
        if (fits.Count == 1)
            return fits[0];
        if (fits.Count == 0)
            return -1;
        var present = fits.Where(Present.Contains).ToList();
        // Whoever holds just this office comes before one in whose title the word stands ("the President", "Vice President").
        bool IsJust(int person) => cast.People[person].Offices.Exists(o => o.Words.Length == mention.Offices[0].Words.Length);
        // "The Prime Minister", of a house whose guest is a Deputy Prime Minister: its own
        if (present.Count == 1 && (IsJust(present[0]) || !fits.Exists(p => IsJust(p) && cast.People[p].Party == cast.Home)))
            return present[0];
        var exact = (present.Count > 1 ? present : fits).Where(IsJust).ToList();
        if (exact.Count == 1)
            return exact[0];
        var pool = exact.Count > 0 ? exact : present.Count > 0 ? present : fits;
        // A house calls its own by the bare office.
        var own = pool.Where(p => cast.People[p].Party == cast.Home).ToList();
        if (own.Count >= 1)
            return own[0];
        return pool.Contains(Speaker) ? Speaker : cast.Home < 0 ? pool.Min() : -1;
    }

    /// <summary>"the speakers", "the directors": those meant hold such an office, or nobody is named.</summary>
    private bool IsHeld(OfficeWords office)
    {
        var word = office.Words[^1].EndsWith('s') ? office.Words[^1][..^1] : office.Words[^1];
        return word is "minister" or "president" || office.Has("ministers") || cast.People.Exists(p => p.Offices.Exists(o => o.Has(word)));
    }

    private void Take(Mention mention, int person)
    {
        if (person < 0 && mention.HasOffice && !mention.Former)
        {
            var party = mention.SaidParty;
            var same = new List<int>();
            for (var p = 0; p < cast.People.Count; p++)
            {
                if ((party < 0 || cast.People[p].Party == party) && cast.IsHeldAs(cast.People[p], mention.Offices[0]))
                    same.Add(p);
            }
            person = Choose(same, mention);
        }
        if (person >= 0)
            Mean(mention, person);
    }

    /// <summary>Gives a mention the one whom it means, and his party where it is told.</summary>
    private void Mean(Mention mention, int person)
    {
        mention.Person = person;
        mention.People = [person];
        if (cast.People[person].Party >= 0)
            mention.Parties = [cast.People[person].Party];
    }

    private void Counterpart(Mention mention)
    {
        if (mention.Former)
        {
            // "the latter"
            mention.Person = Other;
            if (Other >= 0 && cast.People[Other].Party >= 0)
                (mention.People, mention.Parties) = ([Other], [cast.People[Other].Party]);
            return;
        }
        var own = cast.Home >= 0 && IsGuest(mention) ? cast.Home : Speaker >= 0 ? cast.People[Speaker].Party : SpeakingParty >= 0 ? SpeakingParty : cast.Home;
        var fits = Present.Where(p => cast.People[p].Party >= 0 && (mention.NamedParty >= 0 ? cast.People[p].Party == mention.NamedParty : cast.People[p].Party != own)).ToList();
        if (fits.Count == 0 && mention.NamedParty >= 0)
            fits = [.. Enumerable.Range(0, cast.People.Count).Where(p => cast.People[p].Party == mention.NamedParty && cast.People[p].First <= mention.End)];
        if (fits.Count > 0)
        {
            mention.Person = fits[0];
            (mention.People, mention.Parties) = ([fits[0]], [cast.People[fits[0]].Party]);
        }
        else if (mention.NamedParty >= 0)
            mention.Parties = [mention.NamedParty];
        else
            mention.Parties = [.. Sides.Where(s => s != own).Take(1)];
    }

    /// <summary>"the guest", "the visiting dignitary"</summary>
    private bool IsGuest(Mention mention) => body.Is(mention.First, WordClass.Article) && body.Is(mention.End - 1, Role.Guest) && !body.Is(mention.End - 1, "host");

    private bool Sexed(int person, char sex) => sex == ' ' || cast.People[person].Sex == ' ' || cast.People[person].Sex == sex;

    /// <param name="mention">The pronoun.</param>
    /// <param name="addressed">Who is named right behind it, and so is not meant by it: "he invited Minister X".</param>
    private void Pronoun(Mention mention, int addressed)
    {
        var at = mention.First;
        if (body.Is(at, WordClass.He | WordClass.She))
        {
            var sex = body.Is(at, WordClass.He) ? 'm' : 'f';
            bool Fits(int person) => person >= 0 && (person != addressed || mention.OwnerPronoun);
            // "he" goes on with the speaker where nothing speaks against it; "she" is one whose sex a style tells, where there is one.
            var goesOn = sex == 'm' && Fits(Speaker) && Sexed(Speaker, sex);
            List<int> pool = goesOn ? [] : [.. new[] { Speaker, Other }.Concat(Present).Where(Fits)];
            var person = goesOn ? Speaker : pool.Exists(p => cast.People[p].Sex == sex) ? pool.Find(p => cast.People[p].Sex == sex) : pool.Exists(p => Sexed(p, sex)) ? pool.Find(p => Sexed(p, sex)) : -1;
            // "Minister X attends conference" above "On the first day he met"
            if (person < 0 && pool.Count == 0 && cast.Titled is var titled and >= 0 && Sexed(titled, sex))
                person = titled;
            if (person >= 0)
                Mean(mention, person);
        }
        else if (body.Is(at, WordClass.They) && Several is [var leader, ..] && cast.People[leader].Party >= 0)
            (mention.Parties, mention.People) = ([cast.People[leader].Party], Several);
        else if (body.Is(at, WordClass.They))
        {
            mention.Parties = narrow.Length > 1 && IsNext(narrowed, at) ? narrow : Together.Any(p => !Sides.Contains(p)) || apart && Together.Length == 2 ? Together : Sides.Count > 1 ? [.. Sides] : Plurals.Everyone();
            mention.People = [.. Plurals.Leads(mention.Parties)];
        }
        else if (body.Is(at, WordClass.First))
        {
            var turn = Turn >= 0 && !body.Quoted[at];
            var party = turn ? cast.People[Turn].Party : body.Quoted[at] && Speaker >= 0 ? cast.People[Speaker].Party : cast.Home;
            if (!turn && body.Is(at, WordClass.We) && !body.Quoted[at] && Ourselves.Length > 1)
                mention.Parties = Ourselves;
            else if (!turn && body.Is(at, WordClass.We) && !body.Quoted[at] && cast.Headline.Length > 1 && (cast.Joint || cast.Headline.Length > 2 && cast.People.Count == 0))
                mention.Parties = cast.Headline;
            else if (party >= 0)
                mention.Parties = [party];
            else if (body.Is(at, WordClass.We) && Sides.Count > 1)
                mention.Parties = [.. Sides];
            if (turn)
                mention.People = [Turn];
            else if (body.Quoted[at] && Speaker >= 0)
                mention.People = [Speaker];
        }
        else if (body.Is(at + 1, Role.Somebody) && Somebody(at + 1) is var one and >= 0)
            Mean(mention, one);
        else if (body.Is(at, WordClass.It) && SpeakingParty >= 0)
            mention.Parties = [SpeakingParty];
        else if (body.Is(at, "their"))
            mention.Parties = [.. Sides];
    }
}

using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Mentions;

/// <summary>Finds who is named in a sentence, before it is known who is meant.</summary>
internal sealed class MentionFinder
{
    private readonly Body body;
    private readonly HonorificReader honorifics;
    private readonly OfficeReader offices;
    private readonly NameReader names;
    private readonly GroupReader groups;
    private readonly OwnerReader owners;
    private readonly AppositionReader appositions;
    private readonly Lexicon lexicon;

    public MentionFinder(Body body)
    {
        this.body = body;
        lexicon = body.Lexicon;
        honorifics = new HonorificReader(body);
        var heads = new OfficeHeadReader(body);
        offices = new OfficeReader(body, heads);
        names = new NameReader(body, heads, offices);
        groups = new GroupReader(body);
        owners = new OwnerReader(body, heads, offices, names);
        appositions = new AppositionReader(body, honorifics, offices, names, owners);
    }

    /// <summary>How many offices of one text are remembered; a release tells of far fewer.</summary>
    private const int MostHeld = 300;

    /// <summary>The mention before the one that is being read.</summary>
    private Mention? last;

    /// <summary>The offices that were told beside a name, with the token of its last word.</summary>
    private readonly List<(string Office, int Name)> held = [];

    /// <summary>Where the sentence begins that is being read.</summary>
    private int opening;

    /// <summary>The mentions of a sentence, in order, none inside another.</summary>
    public List<Mention> Find(Sentence sentence)
    {
        var found = new List<Mention>(8);
        last = null;
        opening = sentence.First;
        var i = sentence.First;
        while (i < sentence.End)
        {
            if (At(i, sentence) is { } mention)
            {
                (mention.End, mention.NameEnd) = (Math.Min(mention.End, sentence.End), Math.Min(mention.NameEnd, sentence.End));
                mention.Genitive = body.IsGenitive(mention.End) || (body.Sign(mention.End) == '\'' && body.Is(mention.End - 1, WordClass.GroupNoun) && mention.End < sentence.End);
                // "newly appointed Georgian Foreign Minister X": how new he is belongs to him.
                while (mention.First > (found.Count > 0 ? found[^1].End : sentence.First) && mention.Kind is MentionKind.Person or MentionKind.Office && body.Is(mention.First - 1, Role.NewInOffice))
                    mention.First--;
                found.Add(last = mention);
                if (mention.Kind == MentionKind.Person && mention.HasOffice && held.Count < MostHeld)
                    Hold(mention);
                i = Math.Max(mention.End, i + 1);
            }
            else
                i++;
        }
        return found;
    }

    private void Hold(Mention mention)
    {
        foreach (var office in mention.Offices)
            held.Add((office.Text, mention.NameEnd - 1));
    }

    private Mention? At(int at, Sentence sentence)
    {
        var limit = sentence.End;
        var what = body.Class(at);
        if (!body.IsWord(at))
            return null;
        var quick = WordClass.Determiner | WordClass.Possessive | WordClass.PartyStart | WordClass.OfficeStart | WordClass.OfficeBefore | WordClass.Portfolio | WordClass.HonorificStart
            | WordClass.He | WordClass.She | WordClass.They | WordClass.It | WordClass.First | WordClass.GroupNoun | WordClass.Number | WordClass.PersonStart | WordClass.Counterpart;
        var small = quick & ~(WordClass.PartyStart | WordClass.OfficeStart | WordClass.OfficeBefore | WordClass.Portfolio | WordClass.PersonStart);
        if (!body.IsCapital(at) && ((what & quick) == 0 || (what & small) == 0 && !LeadsToOffice(at, limit)))
            return null;
        if ((what & WordClass.SubjectPronoun) != 0 && (what & (WordClass.He | WordClass.She | WordClass.They | WordClass.It | WordClass.First)) != 0
            && !(body.Is(at, "I") && !body.IsCapital(at)))
            return new Mention(at, at + 1, MentionKind.Pronoun);
        if ((what & (WordClass.Determiner | WordClass.Number | WordClass.GroupNoun | WordClass.PartyStart | WordClass.StateWord | WordClass.Counterpart)) != 0 && groups.Group(at, limit) is { } group)
            return OfNamed(group, limit, at == sentence.First);
        if ((what & WordClass.Article) != 0 && House(at, limit) is { } house)
            return house;
        if (Named(at, limit, at == sentence.First) is { } named)
            return named;
        if ((body.Is(at, "the") && body.IsCapital(at + 1) && body.Is(at + 1, WordClass.OrganisationNoun | WordClass.StateWord) && !body.Is(at + 1, "government") && !body.Is(at + 1, "state") && !body.IsCapital(at + 2) && !body.Is(at + 2, "of") && at + 1 < limit))
            return new Mention(at, at + 2, MentionKind.Organisation);
        if (body.Is(at, "the") && body.Is(at + 1, "delegation") && at == sentence.First && at + 2 < limit && body.Is(at + 2, WordClass.PhraseStart) && (body.Form(at + 2) & VerbForm.Past) != 0)
            return new Mention(at, at + 2, MentionKind.Organisation);
        if (body.Is(at, "the") && body.Is(at + 1, Role.Somebody) && at + 2 < limit && (body.Form(at + 2) != VerbForm.None || body.Is(at + 2, WordClass.Adverb | WordClass.Have)))
            return new Mention(at, at + 2, MentionKind.Pronoun);
        if ((what & WordClass.Possessive) != 0)
            return new Mention(at, at + 1, MentionKind.Pronoun) { OwnerPronoun = !(body.Is(at, "her") && (body.Is(at + 1, WordClass.Preposition) || body.Sign(at + 1) is '.' or ',')) };
        if ((what & (WordClass.He | WordClass.She | WordClass.They | WordClass.We | WordClass.First | WordClass.It)) != 0)
            return new Mention(at, at + 1, MentionKind.Pronoun);
        return null;
    }

    /// <summary>In words; no office takes more before the word that says what it is.</summary>
    private const int LongestBeforeOffice = 9;

    /// <summary>"foreign minister X", but not "relations with": whether what begins in small letters may be an office.</summary>
    private bool LeadsToOffice(int at, int limit)
    {
        for (var i = at; i < Math.Min(limit, at + LongestBeforeOffice); i++)
        {
            if (body.Is(i, WordClass.OfficeStart))
                return true;
        }
        return false;
    }

    /// <summary>"The Ministry of Foreign Affairs condemns", "The Government of Norway has welcomed": a house that is the subject of a verb; its own where it names no state.</summary>
    private Mention? House(int at, int limit)
    {
        if (!body.IsCapital(at + 1) && IsMinistry(at, limit))
            return new Mention(at, at + 2, MentionKind.Organisation);
        if (!body.IsCapital(at + 1) || !body.Is(at + 1, WordClass.SideNoun) && !body.Is(at + 1, "Foreign") || !body.Is(at, "the"))
            return null;
        var i = body.Is(at + 1, "Foreign") ? at + 2 : at + 1;
        if (!body.IsCapital(i) || !body.Is(i, WordClass.SideNoun) || body.Is(i, Role.Delegation) || !lexicon.HouseWords.Contains(body.Span(i).ToString(), StringComparer.OrdinalIgnoreCase) || body.Is(at - 1, WordClass.Preposition))
            return null;
        // "The Cabinet Secretary", "The Foreign Ministry Spokesperson"
        if (body.IsCapital(i + 1) && body.Is(i + 1, WordClass.OfficeStart | WordClass.OfficeBefore))
            return null;
        var party = PartyReader.OfHouse(body, i + 1, limit, out i);
        var verb = body.PastAdverbs(body.Sign(i) == '(' ? body.BehindParenthesis(i, limit) : i, limit);
        if (verb >= limit || !((body.Form(verb) & (VerbForm.Past | VerbForm.Third)) != 0 && body.Is(verb, WordClass.PhraseStart) || body.Is(verb, WordClass.Have | WordClass.Be)))
            return null;
        return party >= 0 ? new Mention(at, i, MentionKind.Party) { NamedParty = party } : new Mention(at, i, MentionKind.Organisation);
    }

    /// <summary>"the ministry welcomed": the house in small letters, the subject of a verb; but not "“…,” the ministry said", which tells where it was read.</summary>
    private bool IsMinistry(int at, int limit) => body.Is(at + 1, WordClass.SideNoun) && body.Is(at + 1, "ministry") && body.Is(at, "the") && !(at > 0 && body.Quoted[at - 1]) && body.Sign(at - 1) is not ('”' or '"')
        && at + 2 < limit && body.Is(at + 2, WordClass.PhraseStart) && (body.Form(at + 2) & (VerbForm.Past | VerbForm.Third)) != 0;

    /// <summary>"the Ministers of Foreign Affairs of A, X, and B, Y": people, each with his state, or the states whose Ministers they are; "the Ambassadors of ASEAN": the organisation's.</summary>
    private Mention OfNamed(Mention group, int limit, bool opensSentence)
    {
        var of = group.End;
        // "the Ambassadors Extraordinary and Plenipotentiary of Norway"
        while (of < limit && body.Is(of, WordClass.OfficeBefore | WordClass.OfficeStart | WordClass.Conjunction) && of < group.End + 3)
            of++;
        if (group.Listed.Length > 0 || !body.Is(of, "of") || !(body.IsCapital(of + 1) || body.Is(of + 1, WordClass.Article) && body.IsCapital(of + 2)))
            return group;
        if (Named(group.First, limit, opensSentence) is not { } whole)
            return group;
        var ofOrganisation = whole is { HasOffice: true } && whole.Offices[0] is { Plural: true, Party: >= 0 and var those } && !lexicon.PartyList[those].IsState;
        return whole.Kind == MentionKind.Person || whole.Listed.Length > 2 || ofOrganisation ? whole : group;
    }

    /// <summary>A mention that came to nothing, to be used for the next.</summary>
    private Mention? spare;

    private Mention? Named(int at, int limit, bool opensSentence)
    {
        var draft = spare ?? new Mention(at, at, MentionKind.Office);
        spare = null;
        var named = Named(draft, at, limit, opensSentence);
        if (named != draft)
            spare = draft;
        return named;
    }

    private Mention? Named(Mention mention, int at, int limit, bool opensSentence)
    {
        var i = at;
        var owner = body.Is(i, WordClass.Possessive);
        var article = false;
        var styled = honorifics.End(at, limit, out _) > at;
        while (!styled && i < limit && body.Is(i, WordClass.Determiner) && !(body.IsCapital(i) && i > at) && !body.Is(i, WordClass.Number))
        {
            article |= body.Is(i, "the") || owner;
            if (!(body.Is(i, "the") || body.Is(i, "a") || body.Is(i, "an") || body.Is(i, WordClass.Possessive)))
                break;
            i++;
            if (i - at > 1)
                break;
        }
        if (!body.IsCapital(i) && !body.Is(i, WordClass.OfficeStart | WordClass.OfficeBefore | WordClass.Counterpart) && i > at && !LeadsOn(i) && !(i == at + 1 && body.Is(i, "latter")))
            return null;
        mention.Begin(at);
        if (body.Is(i, Role.Former))
        {
            mention.Former = true;
            i++;
        }
        // "their respective U.S. counterparts"
        while (i < at + 6 && (IsHowHeComes(i, limit, opensSentence && i == at) || owner && body.Is(i, "respective")))
            i++;
        var start = i;
        i = honorifics.Take(mention, i, limit);
        // "His Majesty, King Charles III"
        if (i > start && body.Sign(i) == ',' && honorifics.End(i + 1, limit, out _) > i + 1)
            i = honorifics.Take(mention, i + 1, limit);
        // "His Majesty The King", "Her Highness the Crown Princess"
        if (i > start && body.Is(i, "the") && body.Is(i + 1, WordClass.OfficeStart) && body.IsCapital(i + 1))
            i++;
        i = owners.Before(mention, i, limit, out var bareParty, out var adjective);
        if (Counterpart(at, i, limit, mention, owner || bareParty) is { } counterpart)
            return counterpart;
        i = Offices(mention, i, limit);
        if (mention.HasOffice && mention.Offices[0] is { Plural: true, Party: >= 0 } first && body.Sign(i) == ',')
            i = groups.ListedAfter(mention, first.Party, i, limit);
        else if (mention.HasOffice && mention.Offices[0] is { Plural: true, Party: >= 0 } both && body.Is(i, "and") && PartyReader.Behind(body, i + 1, limit, out var second) is { Kind: PartyWord.Name } other && other.Party != both.Party)
            (mention.NamedParty, mention.SecondParty, i) = (both.Party, other.Party, second);
        // "the Ministers of A X and B Y": the state and the name of the second.
        if (!mention.HasOffice && bareParty && !adjective && last is { Kind: MentionKind.Person, HasOffice: true } before && before.Offices[0].Plural && (body.Sign(i) == ',' ? i + 1 : i) is var from && names.Name(from, limit, strong: true) is var own && own - from >= 2 && at - before.End <= 2)
        {
            mention.Kind = MentionKind.Person;
            (mention.NameFirst, mention.NameEnd, mention.End) = (from, own, own);
            mention.Offices.Add(new OfficeWords(before.Offices[0].Text, mention.NamedParty, -1, Plural: true));
            return mention;
        }
        if (!mention.HasOffice && bareParty && (i > start))
            return OnlyParty(mention, i, limit, adjective, article);
        // "the Ministers of Foreign Affairs of A and B, X and Y": each is named by himself.
        if (mention.HasOffice && (mention.Listed.Length > 0 || mention.SecondParty >= 0))
        {
            mention.End = i;
            return mention;
        }
        var beforeName = i;
        i = honorifics.Take(mention, i, limit);
        // "Foreign Minister His Excellency, X"
        if (i > beforeName && mention.HasOffice && body.Sign(i) == ',' && body.Is(i - 1, "excellency") && names.Name(i + 1, limit, strong: true) > i + 2)
            i++;
        // "the Minister of Foreign Affairs of Moldova, Mr. Victor Lungu"
        if (mention.HasOffice && beforeName == i && !(mention.Offices[0].Plural && mention.NamedParty >= 0 && !lexicon.PartyList[mention.NamedParty].IsState) && body.Sign(i) is ',' or '–' or '-' && !(body.Sign(i) == '-' && !body.IsCapital(i + 1)))
        {
            var inside = honorifics.Take(mention, i + 1, limit);
            // ", Her Excellency, Ms …"
            if (inside > i + 1 && body.Sign(inside) == ',')
                inside = honorifics.End(inside + 1, limit, out _) > inside + 1 ? honorifics.Take(mention, inside + 1, limit) : names.Name(inside + 1, limit, strong: true) - inside > 2 ? inside + 1 : inside;
            var name = names.Name(inside, limit, strong: true);
            if (name > inside && !ClosesOpening(at, name) && (inside > i + 1 || (name - inside >= 2 && appositions.IsApposed(name, limit))) && !IsKnownOther(inside))
                i = inside;
        }
        var nameEnd = names.Name(i, limit, strong: mention.HasHonorific || mention.HasOffice);
        if (nameEnd > i && !mention.HasOffice && !mention.HasHonorific && !names.Believable(i, nameEnd, opensSentence))
            return null;
        // "KAZINFORM – Foreign Minister X met …": who tells the news
        if (nameEnd == i + 1 && !mention.HasOffice && !mention.HasHonorific && (body[i].Shape & Shape.AllCaps) != 0 && body.Sign(nameEnd) is '–' or '—' or '-' && (i == 0 || !body.IsWord(i - 1)))
            return null;
        if (nameEnd > i)
        {
            mention.Kind = MentionKind.Person;
            (mention.NameFirst, mention.NameEnd) = (i, nameEnd);
            if (!mention.HasOffice && honorifics.OfficeBefore(i) is { } reigns)
                mention.Offices.Add(new OfficeWords(reigns, -1, -1, Plural: false));
            i = appositions.Behind(mention, nameEnd, limit, opening);
        }
        else
        {
            i = beforeName;
            // "the King", "the Crown Prince": a style that stands alone is the office.
            if (!mention.HasOffice && article && i > start && offices.Read(start, i, out var whole) is { Plural: false } reigns && whole == i)
                mention.Offices.Add(reigns);
            if (!mention.HasOffice)
                return mention.HasHonorific && i > start ? Style(mention, i) : null;
            if (!article && !body.IsCapital(start) && mention.SaidParty < 0)
                return null;
        }
        mention.End = i;
        return mention;
    }

    /// <summary>"the newly elected President", "acting US Secretary", "Visiting Indian Foreign Minister X": how somebody comes is no part of his name or office.</summary>
    private bool IsHowHeComes(int at, int limit, bool opensSentence)
    {
        if (!body.Is(at, Role.NewInOffice) && !body.Is(at, "acting"))
            return false;
        var whose = PartyReader.At(body, at + 1, limit, out _) is { Kind: not PartyWord.City };
        if (body.IsCapital(at))
            return opensSentence && (whose || body.Is(at, "visiting") && body.Is(at + 1, WordClass.OfficeStart | WordClass.OfficeBefore));
        return whose || body.Is(at, Role.NewInOffice);
    }

    /// <summary>"In a conversation with the Estonian Ambassador, X stressed": the comma closes what opens the sentence, and the name is its subject.</summary>
    private bool ClosesOpening(int at, int nameEnd)
    {
        while (body.Is(nameEnd, WordClass.Adverb))
            nameEnd++;
        if (!body.Is(opening, WordClass.Preposition) && !body.Is(opening, "following") && (body.Form(opening) & VerbForm.Ing) == 0 || at == opening || (body.Form(nameEnd) & (VerbForm.Past | VerbForm.Third)) == 0 && !body.Is(nameEnd, WordClass.Have))
            return false;
        for (var i = opening; i < at; i++)
        {
            if (body.Sign(i) == ',')
                return false;
        }
        return true;
    }

    /// <summary>"His Excellency stressed …": a style that stands alone.</summary>
    private static Mention? Style(Mention mention, int end)
    {
        mention.End = end;
        return mention.Sex == ' ' ? null : mention;
    }

    /// <summary>Small words that may stand between an article and an office.</summary>
    private bool LeadsOn(int at) => body.Is(at, Role.Former | Role.NewInOffice | Role.BeforeCounterpart);

    /// <summary>"from the member states of ASEAN": where the name of the grouping begins.</summary>
    private int BehindMembers(int from)
    {
        var i = from + 1;
        while (i < from + 4 && (body.Is(i, WordClass.Article) || body.Is(i, "member") || body.Is(i, "other")))
            i++;
        return body.Is(i - 1, "member") && body.Is(i, WordClass.GroupNoun) && body.Is(i + 1, "of") ? i + 2 : from + 1;
    }

    private Mention? Counterpart(int at, int i, int limit, Mention mention, bool owned)
    {
        var noun = i;
        while (noun < i + 3 && body.Is(noun, Role.BeforeCounterpart))
            noun++;
        // "his Austrian and Irish colleagues"
        if (owned && mention.NamedParty >= 0 && body.Is(i, "and") && PartyReader.At(body, i + 1, limit, out var both) is { Kind: PartyWord.Adjective } joined && joined.Party != mention.NamedParty)
        {
            while (both < i + 5 && body.Is(both, Role.BeforeCounterpart))
                both++;
            if (body.Is(both, WordClass.Counterpart) && body.Is(both, WordClass.GroupNoun))
            {
                (mention.Kind, mention.End, mention.Listed) = (MentionKind.Group, both + 1, [mention.NamedParty, joined.Party]);
                return mention;
            }
        }
        if (!owned && !(body.Is(at, "the") && body.Is(noun, Role.Guest)) && !(body.Is(noun, WordClass.GroupNoun) && body.Is(noun, WordClass.Counterpart) && body.Is(noun + 1, "from")) || !body.Is(noun, WordClass.Counterpart) || (body.IsCapital(noun) && noun == i && !owned))
            return body.Is(at, "the") && body.Is(at + 1, "latter") && body.Form(at + 2) != VerbForm.None ? new Mention(at, at + 2, MentionKind.Counterpart) { Former = true } : null;
        var end = noun + 1;
        if ((body.Is(end, "from") || body.Is(end, "of")) && PartyReader.Behind(body, BehindMembers(end), limit, out var from) is { Kind: not PartyWord.Adjective } origin && !body.IsGenitive(from))
        {
            (mention.NamedParty, end) = (origin.Party, from);
            // "from the Democratic Republic of Congo (DRC), X"
            if (body.Sign(end) == '(' && body.Sign(end + 2) == ')' && (body[end + 1].Shape & Shape.AllCaps) != 0)
                end += 3;
            // "his counterparts from A, B and C"
            if (body.Is(noun, WordClass.GroupNoun) && groups.ListedAfter(mention, origin.Party, end, limit) is var past && past > end)
                (mention.Kind, mention.End) = (MentionKind.Group, past);
            if (mention.Listed.Length > 0)
                return mention;
            // "his counterparts from A and B"
            if (body.Is(noun, WordClass.GroupNoun) && body.Is(end, "and") && PartyReader.Behind(body, end + 1, limit, out var second) is { Kind: PartyWord.Name } other && other.Party != origin.Party && !body.IsGenitive(second))
            {
                (mention.Kind, mention.End, mention.Listed) = (MentionKind.Group, second, [origin.Party, other.Party]);
                return mention;
            }
        }
        // "his counterpart in the country, X"
        if (body.Is(end, "in") && body.Is(end + 1, WordClass.Article) && body.Is(end + 2, Role.Host) && body.Sign(end + 3) == ',')
            end += 3;
        mention.Kind = MentionKind.Counterpart;
        var next = body.Sign(end) == ',' ? end + 1 : end;
        // "her counterpart, Peru's Minister X"
        var start = honorifics.Take(mention, next, limit);
        if (mention.NamedParty < 0 && next > end && PartyReader.At(body, start, limit, out var ownerEnd) is { Kind: PartyWord.Name } whose && body.IsGenitive(ownerEnd))
            (mention.NamedParty, start) = (whose.Party, ownerEnd + 1);
        if (offices.Read(start, limit, out var afterOffice, apposed: next > end) is { Plural: false } office)
        {
            mention.Offices.Add(office);
            start = honorifics.Take(mention, afterOffice, limit);
        }
        var name = names.Name(start, limit, strong: true);
        if (name > start && !(body.Sign(end) == ',' && ClosesOpening(at, name)) && (next == end || start > next || name - start >= 2))
        {
            (mention.Kind, mention.OfCounterpart) = (MentionKind.Person, true);
            (mention.NameFirst, mention.NameEnd) = (start, name);
            end = appositions.Behind(mention, name, limit, opening);
        }
        if (mention.Kind == MentionKind.Counterpart)
            mention.Offices.Clear();
        mention.End = end;
        return mention;
    }

    private int Offices(Mention mention, int at, int limit)
    {
        var i = at;
        while (i < limit)
        {
            var from = i;
            if (mention.HasOffice)
            {
                // "Minister of Labour and Deputy Minister of Economic Development", "Deputy Prime Minister, Minister of …"
                var link = body.Is(i, "and") || body.Sign(i) is '&' or ',' or '-' or '–' or '/';
                // "Deputy Minister Ambassador X"
                if (!link && body.IsCapital(i) && body.Is(i, Role.Envoy) && names.Name(i + 1, limit, strong: true) > i + 1 && offices.Read(i, i + 1, out var rank) is { Plural: false } envoy)
                {
                    mention.Offices.Add(envoy);
                    return rank;
                }
                // "Receiving the Envoy, Minister X congratulated him": behind the comma stands the subject.
                if (!link || body.Sign(i) == ',' && (body.Form(mention.First - 1) & VerbForm.Ing) != 0 && body.IsCapital(mention.First - 1))
                    break;
                from = i + 1;
                if (body.Sign(i) == ',' && body.Is(from, "and"))
                    from++;
                if (body.Is(from, WordClass.Article))
                    from++;
                // "Director-General of the WTO and former Finance Minister, Dr X"
                if (body.Is(from, Role.Former) && offices.Read(PartyReader.At(body, from + 1, limit, out var was) is null ? from + 1 : was, limit, out var past) is not null)
                {
                    i = past;
                    continue;
                }
                // "Member of the Politburo and Chinese Foreign Minister X": of the one state
                if (body.Is(i, "and") && PartyReader.At(body, from, limit, out var whose) is { Kind: PartyWord.Adjective } same && (same.Party == mention.Offices[^1].Home || same.Party == mention.Offices[^1].Party) && body.IsCapital(whose))
                    (mention.NamedParty, from) = (same.Party, whose);
                // "the minister and ambassador"
                if (!body.IsCapital(from) && (body.IsCapital(at) || !body.Is(i, "and") || from > i + 1))
                    break;
            }
            if (offices.Read(from, limit, out var end, apposed: from > i) is not { } office)
                break;
            if (mention.HasOffice && body.Sign(i) == ',' && ClosesOpening(at, names.Name(honorifics.End(end, limit, out _), limit, strong: true)))
                break;
            if (mention.HasOffice && (StartsOther(i, end, limit) || body.Is(i, "and") && mention.NamedParty < 0 && IsHeldByOther(mention.Offices[0].Text, end, limit) || office.Words.Length == 1 && body.Is(i, "and") && names.Name(end, limit, strong: true) > end || office.Party >= 0 && mention.Offices[^1].Party >= 0 && office.Party != mention.Offices[^1].Party))
                break;
            if (mention.HasOffice && (mention.Offices[0].Plural != office.Plural || body.Is(i, "and") && IsOfOrganisation(mention.Offices[^1]) != IsOfOrganisation(office)))
                break;
            // "the UN Secretary-General's Personal Envoy": not whose envoy he is.
            if (body.IsGenitive(end) && !office.Plural && body.IsCapital(end + 1) && offices.Read(end + 1, limit, out var served) is { Plural: false } aide)
                (office, end) = (aide, served);
            mention.Offices.Add(office);
            i = end;
        }
        return i;
    }

    /// <summary>"the Secretary-General and Foreign Minister X": an organisation's office and a state's are two people's.</summary>
    private static bool IsOfOrganisation(OfficeWords office) => office.Text.Contains("Secretary-General", StringComparison.OrdinalIgnoreCase) || office.Text.Equals("Secretary General", StringComparison.OrdinalIgnoreCase);

    /// <summary>"the Under Secretary and Foreign Minister X", where the Under Secretary was told to be Y.</summary>
    private bool IsHeldByOther(string office, int at, int limit)
    {
        var start = honorifics.End(at, limit, out _);
        var end = names.Name(start, limit, strong: true);
        if (end == start)
            return false;
        var (byHim, byOther) = (false, false);
        foreach (var (known, name) in held)
        {
            if (!known.StartsWith(office, StringComparison.OrdinalIgnoreCase))
                continue;
            var his = body.Span(name).SequenceEqual(body.Span(end - 1));
            (byHim, byOther) = (byHim || his, byOther || !his);
        }
        return byOther && !byHim;
    }

    /// <summary>After "and" or a comma: whether the office belongs to another person, as in "Prime Minister X and President Y".</summary>
    private bool StartsOther(int link, int end, int limit)
    {
        if (body.Sign(link) is not ',' && !body.Is(link, "and"))
            return false;
        // Before a name both are one person's only where the first has no name of its own, which is so here: the name comes last.
        return body.Is(link, "and") && body.Is(link + 1, WordClass.Article) && names.Name(end, limit, strong: true) <= end;
    }

    private Mention? OnlyParty(Mention mention, int i, int limit, bool adjective, bool article)
    {
        mention.Kind = MentionKind.Party;
        mention.End = i;
        if (body.IsGenitive(i))
        {
            // "Jordan's government", "Cambodia's side", "China's foreign ministry": the side itself; otherwise an owner.
            if (!body.Is(i + 1, "people") && groups.SideNoun(i + 1) is var side && side > i + 1)
                mention.End = side;
            mention.Adjective = adjective;
            return mention;
        }
        if (i < limit && body.Is(i, WordClass.SideNoun) && (adjective || article || body.Is(i, "side") || body.Is(i, "government") || body.Is(i, "delegation")) && !body.IsCapital(i))
            mention.End = i + 1;
        // "thanked the Maldives Government for"
        else if (article && i < limit && body.Is(i, "government") && !body.IsCapital(i + 1))
            mention.End = i + 1;
        else if (i < limit && groups.SideNoun(i) is var house && house > i + 1)
            mention.End = house;
        else if (adjective)
            mention.Adjective = true;
        if (mention.City && !(article || body.Form(i) != VerbForm.None || body.Is(i, WordClass.Be | WordClass.Have | WordClass.Modal | WordClass.Adverb)))
            mention.Adjective = true;
        return mention;
    }

    private bool IsKnownOther(int at) => PartyReader.At(body, at, body.Count, out var end) is { Kind: PartyWord.Name or PartyWord.Organ } && !names.IsGivenName(at, end, opens: true);
}

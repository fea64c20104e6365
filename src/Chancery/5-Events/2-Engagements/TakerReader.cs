using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>Who else takes part in an engagement, besides the subject of its verb.</summary>
internal sealed class TakerReader(Body body, Clauses clauses)
{
    /// <summary>Those on the other side: behind the verb, or behind "with", "between", "by", "from", "on".</summary>
    public (List<Mention> Others, int End) Others(Trigger trigger, Sentence sentence, EngagementKind kind, Doer? by)
    {
        var found = new List<Mention>();
        // "The Commission was held in Lima and was co-chaired by …"
        var told = trigger.Use == VerbUse.Noun && body.Is(trigger.End - 1, "by");
        var i = trigger.Use == VerbUse.Noun && !told ? trigger.Verb + 1 : trigger.End;
        var end = trigger.End;
        // "called on and was hosted by …"
        var shared = kind == EngagementKind.CourtesyCall && body.Is(trigger.End, "and") && body.Is(trigger.End + 1, WordClass.Be);
        var open = told || body.Is(trigger.End - 1, "together") || (trigger.Phrase.StartsWithVerb && (trigger.End - trigger.Verb <= 1 || body.Is(trigger.End - 1, WordClass.Preposition) || body.Is(trigger.End - 1, "audience")));
        var several = false;
        while (i < sentence.End && i < trigger.End + 90)
        {
            // "paid a visit to Peru, where she met Minister X": whom she met there is told by another verb.
            if (kind == EngagementKind.Visit && body.Is(i, "where") && body.Sign(i - 1) == ',')
                break;
            var mention = clauses.MentionAt(i);
            // "with his counterparts from countries …, including A, B and C"
            several |= mention is { Kind: MentionKind.Counterpart or MentionKind.Group, Parties.Length: 0 } && body.Is(mention.End - 1, WordClass.GroupNoun);
            if (several && found.Count == 0 && body.Is(i, "including"))
            {
                open = true;
                i++;
                continue;
            }
            if (mention is not null && mention.First <= i)
            {
                // "summoned Iran's most senior diplomat"
                if (kind == EngagementKind.Summons && open && mention is { Kind: MentionKind.Party, Genitive: true } sender && Enumerable.Range(sender.End, 5).Any(w => body.Is(w, Role.Somebody) || body.Is(w, "envoy") || body.Is(w, "ambassador")))
                {
                    found.Add(mention);
                    return (found, mention.End);
                }
                Lead(mention, found);
                var usable = (IsSomebody(mention, kind, found.Count == 0, several) || found.Count == 0 && (SendsDelegation(mention) || IsOpen(mention, by))) && !(found.Count == 0 && NamesWhatIsHosted(mention, trigger)) && (by is null || !SamePeople(mention, by));
                // "met X and they signed": what they did then
                if (found.Count > 0 && mention.Kind is MentionKind.Pronoun or MentionKind.Group && body.Is(mention.First - 1, "and") && IsSubject(mention, sentence.End))
                    break;
                // "met with X, Spokesman Y said": who only tells it.
                if (found.Count > 0 && body.Sign(mention.First - 1) == ',' && clauses.Attribution.At() == mention.First - 1)
                    break;
                // "met with OSCE Chair-in-Office, Minister of Trade of Peru X": one who holds both
                var both = usable && found is [{ Kind: MentionKind.Office, People.Length: 0, HasOffice: true } held] && !held.Offices[0].Plural && mention is { Kind: MentionKind.Person, HasOffice: true } && body.Sign(held.End) == ',' && mention.First == held.End + 1 && held.Parties is [var sends] && !body.Lexicon.PartyList[sends].IsState;
                if (both)
                    found.Clear();
                if (usable && (open || both || found.Count > 0 && Joined(mention.First - 1)))
                {
                    found.Add(mention);
                    end = i = mention.End;
                    open = false;
                    continue;
                }
                if (found.Count > 0 && !usable && !mention.Genitive)
                    break;
                i = mention.End;
                continue;
            }
            if (Introduces(i, trigger, kind, found.Count == 0, shared))
            {
                // "with him", "with the Prime Minister", but not "with a focus on"
                open = true;
                i++;
                continue;
            }
            // "received on Monday the visit of Minister X"
            if (open && found.Count == 0 && body.Is(trigger.Verb, "received") && body.Is(i, "visit") && (body.Is(i + 1, "of") || body.Is(i + 1, "from")))
            {
                i += 2;
                continue;
            }
            // "received in audience, the Ambassador of Peru"
            if (open && i == trigger.End && body.Sign(i) == ',' && body.Is(i - 1, "audience"))
            {
                i++;
                continue;
            }
            // "held talks with and pledged help to Minister X": with whom stands behind the second verb.
            if (found.Count == 0 && body.Is(i, "and") && body.Is(i - 1, "with") && Shared(i + 1, sentence.End) is var whom and > 0)
            {
                open = true;
                i = whom;
                continue;
            }
            if (open && found.Count == 0 && (body.Is(i, "at") || body.Is(i, "in")))
            {
                // "received at the Palace today …": where, before whom
                i = PlaceEnd(i + 1, sentence.End);
                continue;
            }
            if (open && kind == EngagementKind.Consultations && body.IsCapital(i) && (body.Is(i, WordClass.BodyNoun | WordClass.Portfolio) || body.Is(i, "ministries")))
            {
                i++;
                continue;
            }
            if (open && (body.Is(i, WordClass.Weekday | WordClass.Month) || (body[i].Shape & Shape.Digit) != 0 || body.Is(i, Role.PartOfDay)))
            {
                i++;
                continue;
            }
            // "with foreign ministers of ASEAN", "from Finland and Sweden"
            if (open && body.Is(i, Role.BeforeGroup) && !body.IsCapital(i) && clauses.MentionAt(i) is null && clauses.MentionAt(i + 1) is { Kind: MentionKind.Party } or { Kind: MentionKind.Group, Listed.Length: > 1 })
            {
                i++;
                continue;
            }
            // "with the parliamentary delegation of Norway", "a six-member cross-party delegation from Norway"
            if (open && body.IsWord(i) && !body.IsCapital(i) && !body.Is(i, WordClass.Preposition | WordClass.Determiner) && (body.Is(i + 1, Role.Delegation) || body.Is(i + 2, Role.Delegation) && !body.IsCapital(i + 1) && body.IsWord(i + 1)) && clauses.MentionAt(i) is null)
            {
                i++;
                continue;
            }
            // "with a delegation of the African Union", "with a team from Norway"
            if (open && body.Is(i, Role.Delegation) && (body.Is(i + 1, "of") || body.Is(i + 1, "from")) && clauses.MentionAt(i) is null)
            {
                i += 2;
                continue;
            }
            // "with a delegation of the upper house of the United States Congress"
            if (open && body.Is(i - 2, Role.Delegation) && body.Is(i - 1, "of") && body.Is(i, WordClass.Article) && !body.IsCapital(i + 1) && Enumerable.Range(i + 1, 6).FirstOrDefault(w => clauses.MentionAt(w) is { Kind: MentionKind.Party, Genitive: false, Adjective: false }, -1) is var whose and > 0)
            {
                i = whose;
                continue;
            }
            // "on DFA Secretary X": the house before its office
            if (open && (body[i].Shape & Shape.AllCaps) != 0 && clauses.MentionAt(i + 1) is { HasOffice: true })
            {
                i++;
                continue;
            }
            // "with the esteemed Russian Foreign Minister"
            if (open && body.Is(i - 1, WordClass.Article) && !body.IsCapital(i) && clauses.MentionAt(i + 1) is { Kind: MentionKind.Person or MentionKind.Office })
            {
                i++;
                continue;
            }
            if (open && (body.Is(i, WordClass.Determiner) || body.Is(i, "visiting") || body.Is(i, "separately") || body.Is(i, "both") || body.IsAdverb(i)))
            {
                i++;
                continue;
            }
            if (body.Is(i, WordClass.NoMeeting) && open && found.Count == 0)
                return (found, end);
            // "met with the King at the Palace last week as well as Minister X"
            if (found.Count > 0 && (body.Is(i, "at") || body.Is(i, "in")) && Rejoins(i, sentence.End) is var again && again > i)
            {
                i = again;
                continue;
            }
            // "…, as well as a delegation from Norway"
            if (found.Count > 0 && body.Is(i, WordClass.Article) && Joined(i - 1) && body.Is(i + 1, Role.Delegation) && (body.Is(i + 2, "of") || body.Is(i + 2, "from")) && (clauses.MentionAt(i + 3) ?? clauses.MentionAt(i + 4)) is { Kind: MentionKind.Party, Genitive: false } sending)
            {
                (open, i) = (true, sending.First);
                continue;
            }
            if (found.Count > 0 && !(body.Sign(i) is ',' or '(' or ')' or ';' || told && body.Is(i, "by") || IsLed(i) || body.IsCapital(i) && IsLed(i + 1) || body.Is(i, "by") && IsLed(i - 1) || body.Is(i, "and") || body.Is(i, "as") || body.Is(i, "well") || body.Is(i, "along") || body.Is(i, "together") || body.Is(i, Role.Friendly) || body.Is(i + 1, Role.Friendly) && body.Is(i, WordClass.Article)))
                break;
            // "welcomed the Minister of X, Y; the Minister of Z, …"
            if (found.Count > 0 && body.Sign(i) == ';' && clauses.MentionAt(body.Is(i + 1, "and") ? i + 2 : i + 1) is { Kind: MentionKind.Person or MentionKind.Office, Genitive: false } next && !IsSubject(next, sentence.End))
            {
                i++;
                continue;
            }
            // "met with the ambassadors accredited to X: the Ambassador of A, Y; …"
            if (found.Count == 0 && body.Sign(i) == ':' && kind == EngagementKind.BilateralMeeting && clauses.MentionAt(i + 1) is { Kind: MentionKind.Person })
            {
                open = true;
                i++;
                continue;
            }
            // "met with ambassadors who had lately been accredited: the Ambassador of A, Y; …"
            if (found.Count == 0 && body.Is(i, "who") && body.Is(i - 1, WordClass.GroupNoun) && kind == EngagementKind.BilateralMeeting && ListBehind(i, sentence.End) is var list && list > i)
            {
                open = true;
                i = list;
                continue;
            }
            if (body.Sign(i) == ';' || body.Sign(i) == ':' && !IsHour(i) || body.Is(i, WordClass.Relative) && found.Count == 0 && !body.Is(i - 1, ",") || (body.Is(i, WordClass.To) && body.Form(i + 1) != VerbForm.None && !(kind == EngagementKind.CourtesyCall) && !IsHonoured(i + 1, trigger)) || body.Is(i, "about") || body.Is(i, "regarding"))
                break;
            if (body.Is(i, WordClass.PhraseStart) && (body.Form(i) & VerbForm.Past) != 0 && (body.Is(i - 1, "and") || body.Sign(i - 1) == ',') && !shared && !body.Is(i, Role.Led))
                break;
            if (open && body.IsWord(i) && !body.Is(i, WordClass.Preposition))
                open = false;
            i++;
        }
        // "India-Canada Foreign Office Consultations were held"
        for (var c = sentence.First; trigger.Use == VerbUse.Noun && found.Count == 0 && c < trigger.Verb; c++)
        {
            if (PartyReader.InCompound(body, c) is { Count: 2 } pair)
                found.Add(new Mention(c, c + 1, MentionKind.Party) { NamedParty = pair[0], SecondParty = pair[1], Parties = [.. pair] });
        }
        if (trigger.Use == VerbUse.Noun)
            end = Math.Max(end, Leaders(trigger, sentence, found));
        return (found, EndOf(end, sentence));
    }

    /// <summary>Where "as well as", or a semicolon, goes on with those who were met behind where and when; the token itself where nothing does.</summary>
    private int Rejoins(int at, int limit)
    {
        var i = PlaceEnd(at + 1, limit);
        for (var words = 0; words < 3 && i < limit && body.IsWord(i) && !body.Is(i, "as") && body.Form(i) == VerbForm.None; words++)
            i++;
        return body.Sign(i) == ';' || body.Is(i, "as") && body.Is(i + 1, "well") && body.Is(i + 2, "as") ? i : at;
    }

    /// <summary>"a delegation from the Peruvian Parliament": the state whose house sends it.</summary>
    private bool SendsDelegation(Mention mention)
    {
        var from = body.Is(mention.First, WordClass.Article) ? mention.First - 1 : body.Is(mention.First - 1, WordClass.Article) ? mention.First - 2 : mention.First - 1;
        return mention is { Kind: MentionKind.Party, Adjective: true, Genitive: false, Parties.Length: 1 } && (body.Is(from, "from") || body.Is(from, "of")) && body.Is(from - 1, Role.Delegation) && body.IsCapital(mention.End);
    }

    /// <summary>A minister of whom nothing tells whose he is, where it is open whose release it is; or Prof. X, where a guest of the house is told of.</summary>
    private bool IsOpen(Mention mention, Doer? by) => mention is { Kind: MentionKind.Person, People.Length: 1, Genitive: false, OwnerPronoun: false, Parties.Length: 0 }
        && (clauses.Scene.Cast.Home < 0 ? mention.HasOffice : mention.HasHonorific && by is { Parties: [var guest] } && guest != clauses.Scene.Cast.Home);

    private bool IsLed(int at) => body.Is(at, Role.Led) && body.Is(at + 1, "by") && (body.Is(at - 1, Role.Delegation) || body.IsCapital(at - 1));

    /// <summary>"the Norwegian delegation headed by X": whose state is not said is of the side that he leads.</summary>
    private void Lead(Mention mention, List<Mention> found)
    {
        if (mention is not { Kind: MentionKind.Person, People: [var leader] } || found.Count == 0 || found[^1] is not { Kind: MentionKind.Party, Parties: [var side] } led || !body.Is(mention.First - 1, "by") || !IsLed(mention.First - 2) || mention.First - 2 - led.End > 1)
            return;
        if (clauses.Scene.Cast.People[leader] is { Party: < 0 } or { Assumed: true })
            (mention.Parties, clauses.Scene.Cast.People[leader].Party) = ([side], side);
    }

    /// <summary>"hosted a banquet to welcome the delegation".</summary>
    private bool IsHonoured(int at, Trigger trigger) => body.Is(trigger.Verb, "hosted") && body.Is(at, "welcome") && body.Is(at - 1, "to");

    /// <summary>"at 12:00".</summary>
    private bool IsHour(int colon) => (body[colon - 1].Shape & Shape.Digit) != 0 && colon + 1 < body.Count && (body[colon + 1].Shape & Shape.Digit) != 0;

    /// <summary>"met X; the Minister stressed": whoever has a verb behind him begins a clause of his own.</summary>
    private bool IsSubject(Mention mention, int limit)
    {
        var verb = mention.End;
        while (verb < limit && body.IsAdverb(verb))
            verb++;
        return verb < limit && ((body.Form(verb) & (VerbForm.Past | VerbForm.Third)) != 0 || body.Is(verb, WordClass.Be | WordClass.Have | WordClass.Modal));
    }

    /// <summary>Where somebody stands whom the preposition of a second verb governs too; -1 if nobody does.</summary>
    private int Shared(int from, int limit)
    {
        for (var i = from; i < Math.Min(limit - 1, from + 12) && body.Sign(i) is not (',' or ';'); i++)
        {
            if ((body.Is(i, "with") || body.Is(i, "to")) && clauses.MentionAt(i + 1) is { Kind: MentionKind.Person or MentionKind.Counterpart, Genitive: false })
                return i + 1;
        }
        return -1;
    }

    /// <summary>Where a list of people behind a colon begins; -1 if there is none.</summary>
    private int ListBehind(int from, int limit)
    {
        for (var i = from; i < limit - 1; i++)
        {
            if (body.Sign(i) == ':')
                return clauses.MentionAt(i + 1) is { Kind: MentionKind.Person } ? i + 1 : -1;
        }
        return -1;
    }

    /// <summary>"consultations were held …, led by X and Y", "under the co-chairmanship of X and Y": those who led take the place of their houses.</summary>
    private int Leaders(Trigger trigger, Sentence sentence, List<Mention> found)
    {
        for (var i = trigger.Use == VerbUse.Noun ? trigger.Verb : trigger.End; i < sentence.End - 2; i++)
        {
            if (!(body.Is(i, Role.Led) && body.Is(i + 1, "by")) && !(body.Is(i, Role.Leadership) && body.Is(i + 1, "of")))
                continue;
            var end = i;
            for (var m = i + 2; m < sentence.End; m++)
            {
                if (clauses.MentionAt(m) is { Kind: MentionKind.Person, Genitive: false, Parties.Length: > 0 } leader && !found.Contains(leader))
                {
                    found.RemoveAll(f => f.Kind == MentionKind.Party && f.Parties.SequenceEqual(leader.Parties));
                    found.Add(leader);
                    end = leader.End;
                }
            }
            return end;
        }
        return 0;
    }

    /// <summary>The end of a place in capitals, and of the part of the day behind it.</summary>
    private int PlaceEnd(int at, int limit)
    {
        // "received at his office in Lima the Ambassador"
        if (body.Is(at, WordClass.Possessive) && (body.Is(at + 1, Role.Seat) || body.Is(at + 1, WordClass.BodyNoun)))
            at += 2;
        while (at < limit && (body.Is(at, WordClass.Article) || body.Is(at, Role.PartOfDay) || body.Is(at, WordClass.BodyNoun) || body.Is(at, Role.Seat) || IsPart(at) || body.Is(at, "of") || body.IsGenitive(at)
            || body.IsCapital(at) && (clauses.MentionAt(at) is not { } mention || mention.Kind is MentionKind.Party && mention.City)))
            at++;
        return at;
    }

    /// <summary>"the ministry offices": the house of which a word in small letters tells.</summary>
    private bool IsPart(int at) => body.IsWord(at) && !body.IsCapital(at) && body.Is(at - 1, WordClass.BodyNoun) && !body.Is(at, WordClass.Preposition | WordClass.Conjunction | WordClass.Relative | WordClass.Adverb) && clauses.MentionAt(at) is null;

    /// <summary>The evidence goes on over day, place and occasion, to the next comma or verb.</summary>
    private int EndOf(int end, Sentence sentence)
    {
        var i = end;
        while (i < sentence.End && !(body.Sign(i) is '.' or ';' or ':') && !(body.Is(i, WordClass.To) && (body.Form(i + 1) & VerbForm.Base) != 0 && body.Is(i + 1, WordClass.PhraseStart)) && !body.Is(i, "about")
            && !GoesOn(i, sentence.End) && !body.Is(i, WordClass.Relative) && !(body.Is(i, "where") && body.Sign(i - 1) == ','))
            i++;
        while (i > end && (body.Sign(i - 1) == ',' || body.Is(i - 1, "and")))
            i--;
        return i;
    }

    /// <summary>"and also held", ", meeting", "as well as met", "and they signed": a further verb.</summary>
    private bool GoesOn(int at, int limit)
    {
        if (!body.Is(at, "and") && body.Sign(at) != ',' && !(body.Is(at, "as") && body.Is(at + 1, "well") && body.Is(at + 2, "as")))
            return false;
        if (body.Is(at, "and") && clauses.MentionAt(at + 1) is { Kind: MentionKind.Pronoun or MentionKind.Group, Genitive: false, OwnerPronoun: false } subject && IsSubject(subject, limit))
            return true;
        var verb = body.PastAdverbs(body.Is(at, "as") ? at + 3 : at + 1, limit);
        return body.Is(verb, WordClass.PhraseStart) && (body.Form(verb) & (VerbForm.Past | VerbForm.Ing)) != 0;
    }

    private static bool SamePeople(Mention mention, Doer by) => mention.People.Length > 0 && mention.People.All(by.People.Contains);

    /// <summary>Whether a mention may be whom somebody met: of a party, or a person whose party the text leaves open.</summary>
    private static bool IsSomebody(Mention mention, EngagementKind kind, bool first, bool several)
    {
        if (mention.OwnerPronoun || mention.Genitive || mention.Kind == MentionKind.Party && (mention.Adjective || kind is EngagementKind.Visit))
            return false;
        if (mention.Parties.Length > 0)
            return true;
        return mention.Kind switch
        {
            MentionKind.Counterpart => !mention.Former && !several,
            MentionKind.Person => mention.People.Length == 1 && (mention.OfCounterpart || !first && (mention.HasHonorific || mention.HasOffice)),
            _ => false,
        };
    }

    /// <summary>"hosted the EU General Affairs Council": a party that only says of what it is.</summary>
    private bool NamesWhatIsHosted(Mention mention, Trigger trigger) => mention is { Kind: MentionKind.Party, Genitive: false } && trigger.End - trigger.Verb == 1 && body.IsCapital(mention.End) && !clauses.Scene.Cast.IsState(mention);

    /// <summary>Whether a word leads to whom somebody met: "with X", and "on X" of a call, "from X" of credentials, "by X" of one who was received.</summary>
    private bool Introduces(int at, Trigger trigger, EngagementKind kind, bool first, bool shared)
    {
        // "held talks on the relations between A and B"
        if (body.Is(at, "with") || body.Is(at, "between") && (trigger.Use == VerbUse.Noun || !body.Is(at - 1, Role.Standing)) || body.Is(at, "alongside") || body.Is(at, "accompanied"))
            return true;
        if (body.Is(at, "by"))
            return trigger.Use == VerbUse.Passive || shared || body.Is(at - 1, Role.Led) || first && kind == EngagementKind.CourtesyCall && body.Is(at - 1, "call");
        if (body.Is(at, "from"))
            return kind is EngagementKind.PhoneCall or EngagementKind.CourtesyCall or EngagementKind.Credentials;
        if (!first)
            return false;
        if (IsHonoured(at, trigger))
            return true;
        if (body.Is(at, "on") || body.Is(at, "upon"))
            return kind == EngagementKind.CourtesyCall;
        if (body.Is(at, "to"))
            return kind is EngagementKind.PhoneCall or EngagementKind.CourtesyCall or EngagementKind.Credentials;
        if (body.Is(at, "for"))
            return body.Is(trigger.Verb, "hosted");
        if (!body.Is(at, "of"))
            return false;
        // "hosted a luncheon in honour of the Ambassador"
        if ((body.Is(at - 1, "honour") || body.Is(at - 1, "honor")) && body.Is(at - 2, "in"))
            return true;
        // "a trilateral meeting of A, B and C"
        if (body.Is(at - 1, Role.Talks) && (kind == EngagementKind.MultilateralMeeting || trigger.Use == VerbUse.Noun && at <= trigger.Verb + 2))
            return true;
        return kind == EngagementKind.Credentials || kind == EngagementKind.PhoneCall && trigger.Use == VerbUse.Noun;
    }

    private bool Joined(int link)
    {
        // "the Sultanate and the sisterly State of Qatar"
        while (body.Is(link, Role.Friendly))
            link--;
        return Links(link);
    }

    private bool Links(int link) => body.Sign(link) is ',' or '&' or ';' || body.Is(link, "by") && body.Is(link - 1, "and") || body.Is(link, "and") || body.Is(link, "with") || body.Is(link, WordClass.Article) && (body.Is(link - 1, "and") || body.Sign(link - 1) == ',') || body.Is(link, "as")
        || body.Is(link, "well");
}

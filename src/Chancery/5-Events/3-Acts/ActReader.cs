using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Acts;

/// <summary>Reads the acts of a sentence.</summary>
internal sealed class ActReader(Body body, Scene scene, Clauses clauses, ReportReader reports, AddresseeReader addressees, int releaseYear)
{
    private readonly Lexicon lexicon = body.Lexicon;
    private readonly TopicReader topics = new(body, clauses);
    private readonly DoerReader doers = new(body, scene, clauses);

    /// <summary>In words; so many stand at most between "said" and the verb that tells of a meeting: "that he had just".</summary>
    private const int MostBeforeMeeting = 4;

    /// <summary>The acts of a sentence, in order. The engagement that the sentence reports, if any, is already on the scene.</summary>
    public List<ActFact> Read(int number, Sentence sentence, List<Trigger> triggers, Doer? meeting, int meetingVerb, int meetingEnd)
    {
        var drafts = new List<ActDraft>();
        ActDraft? last = null;
        // "In his speech, the Minister discussed trade. He also touched on fishing."
        doers.InSpeech = doers.InSpeech && body.Is(sentence.First, WordClass.He | WordClass.She) || TellsOfSpeech(sentence);
        foreach (var trigger in triggers)
        {
            if (trigger.Phrase.Use == PhraseUse.Act && trigger.Act == ActKind.Welcome && trigger.End - trigger.Verb == 1 && Greets(trigger, sentence, meetingVerb))
                continue;
            if (trigger.Phrase.Use != PhraseUse.Act || trigger.Act == ActKind.Inform && triggers.Exists(t => t.Verb == trigger.Verb && t.Phrase.Use == PhraseUse.Engagement && t.Phrase.Weight > trigger.Phrase.Weight) || (trigger.Verb == meetingVerb && !(trigger.Act == ActKind.Discuss && trigger.Phrase.Weight > 20)))
                continue;
            if (Draw(trigger, sentence, triggers, last, meeting, meetingEnd) is not { } draft)
                continue;
            // "said he had met X": the meeting, and no statement
            if (draft.Kind == ActKind.State && draft.Clause > trigger.Verb && meetingVerb > draft.Clause && meetingVerb <= draft.Clause + MostBeforeMeeting && !body.Quoted[meetingVerb])
                continue;
            drafts.Add(draft);
            last = draft;
            if (trigger.Use is VerbUse.Finite)
                clauses.Main = draft.Subject;
        }
        return Finish(number, sentence, drafts);
    }

    /// <summary>"In his opening address", "delivered a keynote speech", but not "to address".</summary>
    private bool TellsOfSpeech(Sentence sentence)
    {
        for (var i = sentence.First + 1; i < sentence.End; i++)
        {
            if (body.Is(i, WordClass.Speech) && (body.Is(i - 1, WordClass.Possessive) || body.Is(i - 2, WordClass.Possessive) || body.IsGenitive(i - 1) || body.Is(i - 1, "opening") || body.Is(i - 1, "closing") || body.Is(i - 1, "keynote")))
                return true;
        }
        return false;
    }

    /// <summary>Whether somebody is greeted, which is the meeting or hospitality, and not what he has done or brought: "welcomed the delegation", "After welcoming the Ambassador, …", "welcomed on Monday the Ambassador of Norway".</summary>
    private bool Greets(Trigger trigger, Sentence sentence, int meetingVerb)
    {
        if (clauses.MentionAt(trigger.End) is { Kind: MentionKind.Party, Genitive: false } guests && body.Is(guests.End - 1, "delegation"))
            return true;
        if (trigger.Use == VerbUse.Ing)
            return body.Is(sentence.First, "after") && trigger.Verb < sentence.First + 3 && (clauses.MentionAt(trigger.End) ?? clauses.MentionAt(trigger.End + 1) ?? clauses.MentionAt(trigger.End + 2)) is { Kind: MentionKind.Person or MentionKind.Office, Genitive: false } greeted && greeted.First < trigger.End + 3;
        if (trigger.Use != VerbUse.Finite || !body.Is(trigger.Verb, Role.Welcomed))
            return false;
        var at = clauses.PastDay(trigger.End);
        return trigger.Verb == meetingVerb || at > trigger.End && (clauses.MentionAt(at) ?? clauses.MentionAt(at + 1)) is { Genitive: false, OwnerPronoun: false, Kind: MentionKind.Person or MentionKind.Office, People: [var guest] } && scene.Present.Contains(guest);
    }

    private ActDraft? Draw(Trigger trigger, Sentence sentence, List<Trigger> triggers, ActDraft? last, Doer? meeting, int meetingEnd)
    {
        // "wished to express solidarity": read at what is wished.
        if (trigger.Act == ActKind.Hope && trigger.Phrase.IsBare && triggers.Exists(t => t.GroupStart == trigger.Verb && t.Verb > trigger.Verb && t.Phrase.Use == PhraseUse.Act))
            return null;
        if (trigger.Use is VerbUse.None or VerbUse.Future || InReported(trigger, last, sentence) || InCondition(trigger, sentence) || IsOfItsNoun(trigger) || IsInserted(trigger) || TellsPaper(trigger, sentence))
            return null;
        Doer? by;
        var start = trigger.GroupStart;
        int[] to = [];
        switch (trigger.Use)
        {
            case VerbUse.Noun:
                if (OpensLate(trigger, sentence) || IsFurtherAim(trigger))
                    return null;
                by = clauses.Agent(trigger.End, sentence.End) ?? (trigger.Act == ActKind.Invite ? doers.Host(trigger) : null) ?? doers.Both(trigger.Verb);
                start = NounStart(trigger.Verb, sentence);
                break;
            // "Mr. X was warmly welcomed by the Minister": received
            case VerbUse.Passive when trigger.Act == ActKind.Welcome && body.Is(trigger.Verb, Role.Welcomed) && clauses.MentionAt(trigger.GroupStart - 1) is { Kind: MentionKind.Person or MentionKind.Office, Genitive: false }:
                return null;
            case VerbUse.Passive:
                if (doers.OfPassive(trigger, sentence, last, out start, out to) is not { } agent)
                    return null;
                by = agent;
                break;
            case VerbUse.Infinitive:
                // "Norway will continue to support Peru's aspirations", told by the release itself
                if (trigger.Act == ActKind.Support && body.Is(trigger.GroupStart - 1, "continue") && body.Is(trigger.GroupStart - 2, WordClass.Modal) && last is not { Clause: >= 0 })
                {
                    by = clauses.Before(trigger.GroupStart - 2, out var within);
                    if (within)
                        return null;
                    break;
                }
                by = !lexicon.Manners[(int)trigger.Act].Joint && doers.Caller(trigger.GroupStart, sentence) is { } caller ? caller
                    : Math.Abs(trigger.GroupStart - meetingEnd) <= 2 || last is { Trigger.Use: VerbUse.Infinitive } && !IsAim(trigger) ? DoerReader.OfPurpose(trigger, triggers, meeting) : null;
                break;
            case VerbUse.Ing:
                by = doers.OfParticiple(trigger, sentence, last, meeting, out start);
                // "Talking about the summit, she stressed": what one speaks of who says something about it.
                if (trigger.Act == ActKind.Discuss && trigger.Verb == sentence.First && by?.Parties.Length == 1)
                    return null;
                break;
            default:
                if (trigger.Phrase.Agentless)
                {
                    by = doers.Both(trigger.Verb);
                    start = NounStart(trigger.Verb, sentence);
                    break;
                }
                if (body.Sign(trigger.GroupStart - 1) == ',' && doers.Closing(trigger, sentence) is { } closing)
                {
                    by = closing;
                    break;
                }
                by = clauses.Before(trigger.GroupStart, out var subordinate);
                // "an invitation to visit, which the Prime Minister accepted"
                if (subordinate && !(trigger.Act == ActKind.Accept && last?.Kind == ActKind.Invite && by is not null && body.Is(by.First - 1, "which")))
                    return null;
                if (by is null && doers.Inverted(trigger) is { } inverted)
                    by = inverted;
                // "The meeting reviewed trade and explored ways to …"
                if (by is null && last is { Trigger.Use: VerbUse.Noun, By.Parties.Length: > 1 } && trigger.Past && body.Is(trigger.GroupStart - 1, "and") && clauses.Scene.Sides.Count > 1)
                    by = last.By;
                if (by is not null && by.First < trigger.GroupStart && !ReferenceEquals(by, last?.Subject) && (last is null || by.First > last.Trigger.Verb) && IsOwnSubject(by, trigger))
                    start = by.First;
                break;
        }
        // "the support Nigeria has offered": a clause that tells which.
        if (trigger.Use == VerbUse.Finite && by?.Mention is { } telling && (last is null ? telling.First > sentence.First + 2 && body.Is(trigger.GroupStart, WordClass.Have) : telling.First >= last.Trigger.End) && telling.End <= trigger.GroupStart && IsNoun(telling.First - 1))
            return null;
        // "She hopes that trade will grow, said Minister X."
        if (by?.Mention is { Kind: MentionKind.Pronoun, Parties.Length: 1 } pronoun && pronoun.First == sentence.First && clauses.Attribution.By() is { } attributed)
            by = attributed;
        else if (by?.Mention?.Kind == MentionKind.Pronoun && (doers.OwnSide(trigger, by) ?? doers.Other(trigger, by) ?? doers.Guest(trigger, by)) is { } meant)
            by = meant;
        // "…, said Minister X, adding that …": who is named behind the verb says it, and is not what is said.
        if (trigger is { Act: ActKind.State, Phrase.IsBare: true } && body.Is(trigger.Verb, Role.ToldThis) && body.Sign(trigger.Verb - 1) == ',' && clauses.MentionAt(trigger.End) is { Kind: MentionKind.Person or MentionKind.Office, Genitive: false } says && body.Sign(says.End) == ',')
            return null;
        if (by is null || by.Parties.Length == 0 || !doers.Takes(by) || IsHistory(trigger, sentence, last))
            return null;
        var clause = reports.ClauseAt(trigger, sentence);
        var (kind, own) = (trigger.Act, false);
        if (kind == ActKind.Agree && body.Is(trigger.Verb, "confirmed") && by.Parties.Length < 2)
            kind = ActKind.State;
        // "Both sides confirmed their intention to meet": agreed
        if (kind == ActKind.Pledge && by.Parties.Length > 1 && body.Is(trigger.Verb, "confirmed"))
            kind = ActKind.Agree;
        // "shared Norway's perspective on trade": what one side thinks, it tells the other.
        if (kind == ActKind.Agree && by.Parties is [var side] && OwnView(trigger, side))
            kind = ActKind.Inform;
        if (lexicon.Manners[(int)kind].Reports || kind is ActKind.Inform or ActKind.Hope or ActKind.Pledge)
            (kind, own) = reports.Reported(trigger, kind, by, clause, sentence);
        if (kind is ActKind.Support or ActKind.Reaffirm or ActKind.Hope or ActKind.Pledge or ActKind.Concern && !trigger.Phrase.IsBare && OwnerWithin(trigger, by))
            kind = ActKind.State;
        return new ActDraft(trigger, doers.Joined(trigger, by, kind, sentence), start, kind, clause, own, to) { Subject = by };
    }

    /// <summary>"asked the Minister to convey his greetings to the King".</summary>
    private bool HandsOnGreetings(Trigger trigger)
    {
        for (var i = trigger.End; i < Math.Min(body.Count, trigger.End + 10); i++)
        {
            if (body.Is(i, "convey") || body.Is(i, "extend") || body.Is(i, "pass"))
                return body.Is(i + 1, Role.Greeting) || body.Is(i + 2, Role.Greeting) || body.Is(i + 3, Role.Greeting);
        }
        return false;
    }

    /// <summary>Whether a verb tells nothing of its own: it is put in, tells who tells it all, or hands greetings on.</summary>
    private bool IsInserted(Trigger trigger) => trigger.Act switch
    {
        ActKind.Pledge => Enumerable.Range(trigger.End, 4).Any(i => body.Is(i, Role.Greeting)),
        ActKind.Request => HandsOnGreetings(trigger),
        // "Minister X, supported by Secretary Y, met"
        ActKind.Support => trigger.Use == VerbUse.Finite && trigger.End - trigger.Verb == 1 && body.Is(trigger.End, "by"),
        // "their friendship and shared vision of peace"
        ActKind.Agree when body.Is(trigger.Verb, "shared") && body.Is(trigger.Verb + 2, "of") => true,
        // "while sharing Pakistan's perspective", "agreed to this when they met"
        ActKind.Agree => body.Is(trigger.Verb, "sharing") || body.Is(trigger.End, WordClass.Preposition) && body.Is(trigger.End + 1, "this") && (!body.IsWord(trigger.End + 2) || body.Is(trigger.End + 2, WordClass.Connective | WordClass.Preposition)),
        _ => false,
    } || TellsAll(trigger) || SaysThis(trigger)
        // "outcomes which, he said, testify to …", but not "…, he said, adding that …"
        || body.Is(trigger.Verb, "said") && body.Sign(trigger.Verb + 1) == ',' && body.Sign(trigger.Verb - 2) == ',' && (body.Form(trigger.Verb + 2) & VerbForm.Ing) == 0
        || lexicon.Manners[(int)trigger.Act].Reports && trigger.Phrase.IsBare && body.Sign(trigger.Verb + 1) == ',' && body.Sign(trigger.Verb - 2) == ',' && body.Is(trigger.Verb - 3, WordClass.Relative)
        // "X and Y, the Ministry said in a press release, discussed"
        || lexicon.Manners[(int)trigger.Act].Reports && trigger.Phrase.IsBare && clauses.Attribution.TellsByTheWay(trigger.Verb)
        // "…, informed Norway's Ministry"
        || trigger.Act == ActKind.Inform && trigger.Use == VerbUse.Finite && body.Is(trigger.Verb, "informed") && body.Sign(trigger.Verb - 1) == ',' && clauses.MentionAt(trigger.End) is { Kind: MentionKind.Party or MentionKind.Office, Genitive: true };

    /// <summary>"…, the Foreign Ministry told Daily News.": by whom a text came to be known, and nobody who met.</summary>
    private bool TellsPaper(Trigger trigger, Sentence sentence)
    {
        if (trigger.Act != ActKind.Inform || !body.Is(trigger.Verb, "told") || !trigger.Phrase.IsBare)
            return false;
        var at = trigger.End;
        // "News.az" is one name.
        while (at < sentence.End && (at > trigger.End && body.IsWord(at) && body.Sign(at - 1) == '.' && (body[at].Shape & Shape.SpaceBefore) == 0 || body.IsCapital(at) && clauses.MentionAt(at) is null or { Parties.Length: 0 } || at > trigger.End && body.Sign(at) == '.' && at + 1 < sentence.End))
            at++;
        return at > trigger.End && (at >= sentence.End - 1 || body.Sign(at) == ',');
    }

    /// <summary>"…, said the statement": who tells the release.</summary>
    private bool TellsAll(Trigger trigger) => clauses.Attribution.IsTold(trigger.GroupStart) || lexicon.Manners[(int)trigger.Act].Reports && trigger.Phrase.Elements.Length == 1 && clauses.Attribution.IsTeller(trigger.Verb + 1);

    /// <summary>"“…” Minister X stated this at the meeting": what he stated stands before.</summary>
    private bool SaysThis(Trigger trigger) => body.Is(trigger.Verb, Role.ToldThis) && body.Is(trigger.Verb + 1, "this") && (!body.IsWord(trigger.Verb + 2) || body.Is(trigger.Verb + 2, WordClass.Preposition));

    /// <summary>"the Communiqué, signed on 10 July", "the consultation, expected to take place in May": a participle behind its noun.</summary>
    private bool IsOfItsNoun(Trigger trigger) => body.Sign(trigger.Verb - 1) == ',' && trigger.Act switch
    {
        ActKind.Hope => body.Is(trigger.Verb, "expected") && body.Is(trigger.Verb + 1, WordClass.To),
        ActKind.Sign or ActKind.Launch => trigger.Past && trigger.Use == VerbUse.Finite && body.Is(trigger.Verb + 1, WordClass.Preposition) && clauses.MentionAt(trigger.Verb - 2) is null,
        _ => false,
    };

    private bool IsNoun(int at) => body.IsWord(at) && !body.IsCapital(at) && (body.Form(at) == VerbForm.None || body.Is(at - 1, WordClass.Article | WordClass.Possessive) || body.Is(at - 1, "and") && body.Form(at - 2) == VerbForm.None) && (body[at].Shape & Shape.Digit) == 0
        && !body.Is(at, WordClass.Connective | WordClass.Conjunction | WordClass.Relative | WordClass.That | WordClass.Preposition | WordClass.Adverb | WordClass.Determiner | WordClass.SentenceOpener | WordClass.Weekday | WordClass.Be | WordClass.Have) && !body.IsAdverb(at) && !body.Is(at, Role.PartOfDay);

    /// <summary>"acknowledged Australia's support": what another supports, hopes or promises is only stated.</summary>
    private bool OwnerWithin(Trigger trigger, Doer by)
    {
        for (var i = trigger.Verb + 1; i < trigger.End; i++)
        {
            if (clauses.MentionAt(i) is { Genitive: true, Parties.Length: > 0 } owner && owner.First == i && !owner.Parties.Any(by.Parties.Contains) && (by.Mention?.Kind != MentionKind.Pronoun || !owner.Parties.Contains(scene.Cast.Home)))
                return true;
        }
        // "acknowledged the dedication of the Peruvian people"
        return body.Is(trigger.End, "of") && trigger.End - trigger.Verb > 1 && (clauses.MentionAt(trigger.End + 1) ?? clauses.MentionAt(trigger.End + 2)) is { Kind: MentionKind.Party, Genitive: false, Parties.Length: > 0 } other && !other.Parties.Any(by.Parties.Contains);
    }

    /// <summary>"to discuss cooperation to address challenges": what the cooperation is for, where no "and" joins it to what the meeting was for.</summary>
    private bool IsAim(Trigger trigger) => body.Is(trigger.GroupStart, WordClass.To) && body.IsWord(trigger.GroupStart - 1) && !body.Is(trigger.GroupStart - 1, "and");

    /// <summary>"The visit aims to strengthen trade and explore new areas": what is told of a noun is what it is for.</summary>
    private bool IsFurtherAim(Trigger trigger)
    {
        if (!body.Is(trigger.End - 2, "and") || (body.Form(trigger.End - 1) & VerbForm.Base) == 0)
            return false;
        for (var i = trigger.Verb + 2; i < trigger.End - 2; i++)
        {
            if (body.Is(i, WordClass.To) && body.Form(i - 1) != VerbForm.None)
                return true;
        }
        return false;
    }

    /// <summary>"shared Norway's perspective", said of Norway.</summary>
    private bool OwnView(Trigger trigger, int party)
    {
        for (var i = trigger.Verb + 1; i < trigger.End; i++)
        {
            if (clauses.MentionAt(i) is { Genitive: true, OwnerPronoun: false, Parties: [var owner] } && owner == party)
                return true;
        }
        return false;
    }

    private bool IsOwnSubject(Doer by, Trigger trigger)
    {
        for (var i = by.Mention?.End ?? by.First; i < trigger.GroupStart; i++)
        {
            if (body.Is(i, "and") && body.Form(i + 1) != VerbForm.None && i + 1 >= trigger.GroupStart && by.Mention is { } m && i > m.End)
                return false;
        }
        return true;
    }
    /// <summary>Whether a verb stands in what an earlier verb of the sentence reports.</summary>
    private bool InReported(Trigger trigger, ActDraft? last, Sentence sentence)
    {
        var p = trigger.GroupStart - 1;
        while (p >= sentence.First && body.IsAdverb(p) && clauses.MentionAt(p) is null)
            p--;
        if (doers.IsAnswer(trigger, last, p))
            return false;
        if (body.Is(p, WordClass.That) || body.Is(p, "which") && !body.Is(p - 1, "during") || body.Is(p, "whose"))
            return true;
        // A subject of its own right behind a reporting verb: "said Japan rejected".
        if (trigger.Use is VerbUse.Finite or VerbUse.Passive && clauses.MentionAt(p) is { } subject && last is not null && (subject.First <= last.Trigger.End + 1 && subject.First >= last.Trigger.End || last.Clause == last.Trigger.End) && last.Trigger.Verb < subject.First
            && lexicon.Manners[(int)last.Trigger.Act].Reports && !(last.Trigger.Use == VerbUse.Ing && body.Sign(subject.First - 1) == ','))
            return true;
        // "It is important that the states coordinate their positions": what is wished for.
        for (var i = p; last is null && !trigger.Past && trigger.Use == VerbUse.Finite && i > sentence.First && body.Sign(i) is not (',' or ';'); i--)
        {
            if (body.Is(i, WordClass.That) && body.IsWord(i - 1) && clauses.MentionAt(i - 1) is null)
                return true;
        }
        if (last is not { Clause: >= 0 } || last.Clause >= trigger.Verb || trigger.Use == VerbUse.Ing)
            return false;
        // Within "that …": a past verb after "and" or a comma goes on with the speaker, as does one with its own subject after a comma.
        if (trigger.Use == VerbUse.Finite && (body.Is(p, "and") || body.Sign(p) == ',' || body.Is(p, "but")))
            return !trigger.Past || last.Trigger.Use == VerbUse.Infinitive;
        if (trigger.Use == VerbUse.Finite && clauses.MentionAt(p) is { } own && trigger.Past)
        {
            var q = own.First - 1;
            // "that in facing challenges, Norway was willing": the comma closes what opens the clause.
            if (body.Sign(q) == ',' && body.Is(last.Clause, WordClass.Preposition) && Enumerable.Range(last.Clause, q - last.Clause).All(i => body.Sign(i) != ','))
                return true;
            return !(body.Is(q, "and") && !body.Is(q - 1, WordClass.That) || body.Is(q, "while") || body.Sign(q) is ';' or ',' || body.Sign(q) == ':') || body.Is(q + 1, WordClass.That);
        }
        return trigger.Use is not (VerbUse.Infinitive or VerbUse.Noun) || last.Clause < trigger.Verb;
    }

    private bool InCondition(Trigger trigger, Sentence sentence)
    {
        for (var i = trigger.Verb - 1; i >= sentence.First && i > trigger.Verb - 14; i--)
        {
            if (body.Sign(i) is ',' or ';')
                return false;
            if (body.Is(i, "if") || body.Is(i, "unless") || body.Is(i, "whether"))
                return true;
        }
        return false;
    }

    /// <summary>A noun phrase inside a reported clause or behind a relative is nothing by itself; nor is one with a subject of its own behind it.</summary>
    private bool OpensLate(Trigger trigger, Sentence sentence)
    {
        for (var i = trigger.Verb - 1; i >= sentence.First && i > trigger.Verb - 5 && body.Sign(i) is not (',' or ';'); i--)
        {
            if (body.Is(i, WordClass.That | WordClass.Relative) && !(body.Is(i, WordClass.That) && clauses.Attribution.IsTold(i - 1)))
                return true;
        }
        for (var i = trigger.Verb + 1; i < trigger.End; i++)
        {
            // but not the comma within a name: "the meeting with X, Minister of Trade, covered"
            if (body.Sign(i) == ',' && clauses.MentionAt(i + 1) is { Kind: not MentionKind.Party } other && other.First > i)
                return true;
        }
        return false;
    }

    private int NounStart(int verb, Sentence sentence)
    {
        var i = verb;
        while (i > sentence.First && !(body.Sign(i - 1) is ';' or ':' || body.Sign(i - 1) == ',' && !body.IsAdverb(i)) && !(body.Is(i - 1, "and") && i - 1 > sentence.First && verb - i > 1) && !body.Is(i - 1, "while"))
            i--;
        return i;
    }

    /// <summary>"had been signed in 2015", "the MoU signed in 2019": older than the release.</summary>
    private bool IsHistory(Trigger trigger, Sentence sentence, ActDraft? last)
    {
        if (trigger.Act is not (ActKind.Sign or ActKind.Launch or ActKind.Give or ActKind.Agree or ActKind.Discuss or ActKind.Accept))
            return false;
        // "decided last March to hold …"
        if (body.Is(trigger.Verb + 1, "last") && body.Is(trigger.Verb + 2, WordClass.Month) || body.Is(trigger.Verb + 1, "last") && (body.Is(trigger.Verb + 2, "year") || body.Is(trigger.Verb + 2, "month")))
            return true;
        // "last year the Declaration was signed"
        for (var i = Math.Max(sentence.First, trigger.GroupStart - 8); trigger.Act == ActKind.Sign && i < trigger.GroupStart - 1; i++)
        {
            if (body.Is(i, "last") && (body.Is(i + 1, "year") || body.Is(i + 1, "month")))
                return true;
        }
        for (var i = sentence.First; i < Math.Min(sentence.End, trigger.End + 14); i++)
        {
            if ((body[i].Shape & (Shape.Digit | Shape.Letters)) == Shape.Digit && body[i].End - body[i].Start == 4 && int.TryParse(body.Span(i), out var year) && year > 1500 && year < releaseYear
                && (body.Is(i - 1, "in") || body.Is(i - 1, "since") || body.Is(i - 1, WordClass.Month) || body.Sign(i - 1) == ',' && body.Is(i - 3, WordClass.Month)) && (i < trigger.Verb ? last is null || i < last.Trigger.Verb : i < trigger.End + 12 && !OfAnotherVerb(trigger.End, i)))
                return true;
        }
        return false;
    }

    /// <summary>"…, and conveyed the greetings of the President": what is handed on is not what the act before it is about.</summary>
    private int Greeting(int from, int end)
    {
        for (var i = from + 1; i < end - 2; i++)
        {
            if (body.Is(i - 1, "and") && (body.Form(i) & VerbForm.Past) != 0 && (body.Is(i + 1, Role.Greeting) || body.Is(i + 2, Role.Greeting) || body.Is(i + 3, Role.Greeting)))
                return i - 1;
        }
        return end;
    }

    /// <summary>"reviewed the progress since the talks held in 2015": the year is the other verb's.</summary>
    private bool OfAnotherVerb(int from, int year)
    {
        for (var i = from; i < year; i++)
        {
            if ((body.Form(i) & VerbForm.Past) != 0 && clauses.MentionAt(i) is null)
                return true;
        }
        return false;
    }

    /// <summary>"in talks with X", "at a meeting with Y", "during a press conference": where something was said, and not what.</summary>
    private bool AtTalks(int at) => body.Is(at, WordClass.Preposition) && Enumerable.Range(at + 1, 3).Any(i => body.Is(i, Role.Talks) && (body.Is(i + 1, "with") || !body.IsWord(i + 1)) || body.Is(i, "press") && body.Is(i + 1, "conference"));

    /// <summary>"discussed with X, on the sidelines of the Summit": where they met, and no topic.</summary>
    private bool IsOccasion(int at)
    {
        var word = body.Is(at, WordClass.Article) ? at + 1 : at;
        return (body.Is(word, "sidelines") || body.Is(word, "margins")) && body.Is(word + 1, "of");
    }

    private List<ActFact> Finish(int number, Sentence sentence, List<ActDraft> drafts)
    {
        var facts = new List<ActFact>(drafts.Count);
        for (var d = 0; d < drafts.Count; d++)
        {
            var draft = drafts[d];
            var end = d + 1 < drafts.Count ? Math.Max(drafts[d + 1].Start, draft.Trigger.End) : sentence.End;
            if (end == sentence.End && clauses.Attribution.At() is var told && draft.Trigger.End < told)
                end = told;
            // What is quoted ends with the quotation: "“thanked Norway,” according to a post".
            for (var i = draft.Trigger.Verb; body.Quoted[draft.Trigger.Verb] && i < end; i++)
            {
                if (!body.Quoted[i])
                    end = i;
            }
            end = topics.Trim(draft.Trigger.End, Greeting(draft.Trigger.End, end));
            var addressed = -1;
            var to = draft.To.Length > 0 ? draft.To : addressees.Addressee(draft, end, out addressed);
            // "welcomed and commended him": received
            if (draft.Kind == ActKind.Welcome && d + 1 < drafts.Count && draft.Trigger.Phrase.IsBare && body.Is(draft.Trigger.Verb, Role.Welcomed) && body.Is(draft.Trigger.End, "and") && drafts[d + 1].Trigger.GroupStart == draft.Trigger.End + 1
                && (body.Is(drafts[d + 1].Trigger.End, "him") || body.Is(drafts[d + 1].Trigger.End, "her")))
                continue;
            // "assessed and reviewed": the second verb has the object of both.
            if (d + 1 < drafts.Count && (draft.Kind == ActKind.State || draft.Kind == drafts[d + 1].Kind) && draft.Clause < 0 && draft.Trigger.Phrase.Elements.Length == 1 && body.Is(draft.Trigger.End, "and") && drafts[d + 1].Trigger.GroupStart == draft.Trigger.End + 1)
            {
                drafts[d + 1] = drafts[d + 1] with { Start = draft.Start };
                continue;
            }
            // "…, Spokesman X said.", "…, the press service reported.": what was said stands before; it is read there, or is what he said.
            var behind = draft.Trigger.Use == VerbUse.Finite && draft.By.First >= draft.Trigger.End && doers.Closing(draft.Trigger, sentence) is not null;
            // "X wish to deepen ties, the host said, adding that …", "…, the host said in talks with Y."
            var inserted = lexicon.Manners[(int)draft.Kind].Reports && (body.Sign(draft.Trigger.End) == ',' || AtTalks(draft.Trigger.End)) && body.Sign(draft.By.First - 1) == ',' && draft.By.First > sentence.First + 2;
            var trails = draft.Clause < 0 && draft.Trigger.Use == VerbUse.Finite && draft.Trigger.Phrase.Elements.Length == 1 && (inserted || clauses.PastDay(draft.Trigger.End) >= sentence.End - 1 || clauses.Attribution.At() < draft.Trigger.Verb);
            // "Speaking after the meeting, he said:" above what he said
            if (trails && (draft.Kind is ActKind.Inform || draft.Kind is ActKind.State && (d > 0 || body.Sign(sentence.End - 1) == ':') || draft.Kind == ActKind.Reaffirm && d > 0 && drafts[d - 1].By.Parties.SequenceEqual(draft.By.Parties)))
                continue;
            var (kind, own) = (draft.Kind, draft.Own);
            if ((behind || trails && draft.By.First > sentence.First + 2) && kind == ActKind.State && draft.By.Parties.Length == 1 && reports.Own(sentence.First, draft.By, Math.Min(draft.By.First, draft.Trigger.GroupStart)) is { } said)
            {
                // "He hopes that trade will grow, said X.": read at its own verb.
                if (d > 0 && drafts[d - 1].Kind == said && drafts[d - 1].By.Parties.SequenceEqual(draft.By.Parties))
                    continue;
                (kind, own) = (said, true);
            }
            if (draft.Kind == ActKind.Invite)
                doers.Invited = to.Length > 0 ? to : doers.Opposite(draft.By.Parties, 0)?.Parties;
            var manner = lexicon.Manners[(int)draft.Kind];
            if (to.Length > 0 && manner.Joint)
                to = [];
            var about = behind ? new Said(sentence.First, topics.Trim(sentence.First, draft.Trigger.GroupStart)) : trails && draft.By.First > sentence.First + 2 ? new Said(sentence.First, topics.Trim(sentence.First, draft.By.First)) : topics.About(draft, end, addressed);
            if (kind == ActKind.Discuss && IsOccasion(about.First))
                continue;
            facts.Add(new ActFact
            {
                Kind = kind,
                Entry = draft.Trigger.Phrase.Entry,
                By = draft.By.Parties,
                To = to,
                Person = draft.By.Parties.Length == 1 ? draft.By.Person : -1,
                About = about,
                Words = new Said(behind || trails && draft.By.First > sentence.First + 2 ? sentence.First : Math.Min(draft.Start, draft.Trigger.Verb), end),
                Sentence = number,
                Verb = draft.Trigger.Verb,
                Clause = draft.Clause,
                Own = own,
            });
        }
        return facts;
    }
}

using Chancery.Lexicons;
using Chancery.Names;
using Chancery.Text;

namespace Chancery.Acts;

/// <summary>Reads the acts of a sentence.</summary>
internal sealed class ActReader(Body body, Scene scene, TriggerFinder finder, Clauses clauses, ReportReader reports, AddresseeReader addressees, int releaseYear)
{
    private readonly Lexicon lexicon = body.Lexicon;
    private readonly TopicReader topics = new(body, clauses);

    /// <summary>The acts of a sentence, in order. The engagement that the sentence reports, if any, is already on the scene.</summary>
    public List<ActFact> Read(int number, Sentence sentence, List<Trigger> triggers, Doer? meeting, int meetingVerb, int meetingEnd)
    {
        var drafts = new List<ActDraft>();
        ActDraft? last = null;
        foreach (var trigger in triggers)
        {
            // A delegation that is welcomed is shown hospitality.
            if (trigger.Phrase.Use == PhraseUse.Act && trigger.Act == ActKind.Welcome && trigger.End - trigger.Verb == 1 && clauses.MentionAt(trigger.End) is { Kind: MentionKind.Party, Genitive: false } guests && body.Is(guests.End - 1, "delegation"))
                continue;
            // Whoever is welcomed himself is received, which is the meeting.
            if (trigger.Phrase.Use == PhraseUse.Act && trigger.Act == ActKind.Welcome && trigger.End - trigger.Verb == 1 && trigger.Use == VerbUse.Finite && body.Is(trigger.Verb, Role.Welcomed) && trigger.Verb == meetingVerb)
                continue;
            if (trigger.Phrase.Use != PhraseUse.Act || trigger.Act == ActKind.Inform && triggers.Exists(t => t.Verb == trigger.Verb && t.Phrase.Use == PhraseUse.Engagement && t.Phrase.Weight > trigger.Phrase.Weight) || (trigger.Verb == meetingVerb && !(trigger.Act == ActKind.Discuss && trigger.Phrase.Weight > 20)))
                continue;
            if (Draw(trigger, sentence, triggers, last, meeting, meetingEnd) is not { } draft)
                continue;
            drafts.Add(draft);
            last = draft;
            if (trigger.Use is VerbUse.Finite)
                clauses.Main = draft.Subject;
        }
        return Finish(number, sentence, drafts);
    }

    private ActDraft? Draw(Trigger trigger, Sentence sentence, List<Trigger> triggers, ActDraft? last, Doer? meeting, int meetingEnd)
    {
        if (trigger.Use is VerbUse.None or VerbUse.Future || InReported(trigger, last, sentence) || InCondition(trigger, sentence) || IsOfItsNoun(trigger) || IsInserted(trigger))
            return null;
        Doer? by;
        var start = trigger.GroupStart;
        int[] to = [];
        switch (trigger.Use)
        {
            case VerbUse.Noun:
                if (OpensLate(trigger, sentence))
                    return null;
                by = clauses.Agent(trigger.End, sentence.End) ?? (trigger.Act == ActKind.Invite ? Host(trigger) : null) ?? Both(trigger.Verb);
                start = NounStart(trigger.Verb, sentence);
                break;
            case VerbUse.Passive:
                if (Passive(trigger, sentence, last, out start, out to) is not { } agent)
                    return null;
                by = agent;
                break;
            case VerbUse.Infinitive:
                by = Math.Abs(trigger.GroupStart - meetingEnd) <= 2 || last is { Trigger.Use: VerbUse.Infinitive } ? Purpose(trigger, triggers, meeting) : null;
                break;
            case VerbUse.Ing:
                by = IngSubject(trigger, sentence, last, meeting, out start);
                break;
            default:
                if (trigger.Phrase.Agentless)
                {
                    by = Both(trigger.Verb);
                    start = NounStart(trigger.Verb, sentence);
                    break;
                }
                if (body.Sign(trigger.Verb - 1) == ',' && Closing(trigger, sentence) is { } closing)
                {
                    by = closing;
                    break;
                }
                by = clauses.Before(trigger.GroupStart, out var subordinate);
                // "an invitation to visit, which the Prime Minister accepted"
                if (subordinate && !(trigger.Act == ActKind.Accept && last?.Kind == ActKind.Invite && by is not null && body.Is(by.First - 1, "which")))
                    return null;
                if (by is null && Inverted(trigger) is { } inverted)
                    by = inverted;
                if (by is not null && by.First < trigger.GroupStart && by != last?.Subject && (last is null || by.First > last.Trigger.Verb) && IsOwnSubject(by, trigger))
                    start = by.First;
                break;
        }
        // "the support Nigeria has offered": a clause that tells which.
        if (last is not null && trigger.Use == VerbUse.Finite && by?.Mention is { } telling && telling.First > last.Trigger.End && telling.End <= trigger.GroupStart && IsNoun(telling.First - 1))
            return null;
        if (by?.Mention?.Kind == MentionKind.Pronoun && OwnSide(trigger, by) is { } meant)
            by = meant;
        if (by is null || by.Parties.Length == 0 || !Takes(by) || IsHistory(trigger, sentence, last))
            return null;
        var clause = reports.ClauseAt(trigger, sentence);
        var (kind, own) = (trigger.Act, false);
        if (kind == ActKind.Agree && body.Is(trigger.Verb, "confirmed") && by.Parties.Length < 2)
            kind = ActKind.State;
        if (lexicon.Manners[(int)kind].Reports || kind is ActKind.Inform or ActKind.Hope or ActKind.Pledge)
            (kind, own) = reports.Reported(trigger, kind, by, clause, sentence);
        if (kind is ActKind.Support or ActKind.Reaffirm or ActKind.Hope or ActKind.Pledge or ActKind.Concern && trigger.Phrase.Weight > 10 && OwnerWithin(trigger, by))
            kind = ActKind.State;
        return new ActDraft(trigger, Joined(trigger, by, kind, sentence), start, kind, clause, own, to) { Subject = by };
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

    /// <summary>"outcomes which, he said, testify to …", "while sharing Pakistan's perspective": nothing of its own.</summary>
    private bool IsInserted(Trigger trigger) => trigger.Act == ActKind.Pledge && Enumerable.Range(trigger.End, 4).Any(i => body.Is(i, Role.Greeting)) || lexicon.Manners[(int)trigger.Act].Reports && trigger.Phrase.Elements.Length == 1 && body.Is(trigger.Verb + 1, WordClass.Article) && body.Is(trigger.Verb + 2, Role.Teller) && clauses.MentionAt(trigger.Verb + 2) is null || trigger.Act == ActKind.Request && HandsOnGreetings(trigger) || body.Is(trigger.Verb, "said") && body.Is(trigger.Verb + 1, "this") || body.Is(trigger.Verb, "said") && body.Sign(trigger.Verb + 1) == ',' && body.Sign(trigger.Verb - 2) == ',' || trigger.Act == ActKind.Agree && body.Is(trigger.Verb, "sharing") || trigger.Act == ActKind.Inform && body.Is(trigger.Verb, "informed") && body.Sign(trigger.Verb - 1) == ',' && trigger.Use == VerbUse.Finite && clauses.MentionAt(trigger.End) is { Kind: MentionKind.Party or MentionKind.Office, Genitive: true };

    /// <summary>"the Communiqué, signed on 10 July": a participle behind its noun.</summary>
    private bool IsOfItsNoun(Trigger trigger) => trigger.Act is ActKind.Sign or ActKind.Launch && trigger.Past && trigger.Use == VerbUse.Finite && body.Sign(trigger.Verb - 1) == ',' && body.Is(trigger.Verb + 1, WordClass.Preposition)
        && clauses.MentionAt(trigger.Verb - 2) is null;

    private bool IsNoun(int at) => body.IsWord(at) && !body.IsCapital(at) && body.Form(at) == VerbForm.None && (body[at].Shape & Shape.Digit) == 0
        && !body.Is(at, WordClass.Connective | WordClass.Conjunction | WordClass.Relative | WordClass.That | WordClass.Preposition | WordClass.Adverb | WordClass.Determiner | WordClass.SentenceOpener | WordClass.Weekday | WordClass.Be | WordClass.Have) && !finder.IsAdverb(at) && !body.Is(at, Role.PartOfDay);

    /// <summary>"She expressed Peru's solidarity with Chile": who speaks of one side's stance is of it, whoever spoke last.</summary>
    private Doer? OwnSide(Trigger trigger, Doer by)
    {
        if (by.Parties.Length != 1 || scene.Sides.Count != 2 || trigger.Act is not (ActKind.Support or ActKind.Reaffirm or ActKind.Pledge or ActKind.Hope or ActKind.Concern or ActKind.Thank or ActKind.Condole))
            return null;
        for (var i = trigger.Verb + 1; i < trigger.End; i++)
        {
            if (clauses.MentionAt(i) is { Genitive: true, Parties: [var side] } && side != by.Parties[0] && scene.Sides.Contains(side))
                return by with { Parties = [side], People = scene.Present.Where(p => scene.Cast.People[p].Party == side).ToArray() is [var one] ? [one] : [] };
        }
        return null;
    }

    /// <summary>"acknowledged Australia's support": what another supports, hopes or promises is only stated.</summary>
    private bool OwnerWithin(Trigger trigger, Doer by)
    {
        for (var i = trigger.Verb + 1; i < trigger.End; i++)
        {
            if (clauses.MentionAt(i) is { Genitive: true, Parties.Length: > 0 } owner && owner.First == i && !owner.Parties.Any(by.Parties.Contains) && !owner.Parties.Contains(scene.Cast.Home))
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

    private Doer? Both(int at)
    {
        var sides = scene.Sides.Count > 1 ? [.. scene.Sides] : scene.Everyone();
        // Where no meeting was told, those whom a text only names are not its sides.
        return sides.Length > 1 && (scene.Sides.Count > 1 || scene.Cast.Home < 0 || sides.Contains(scene.Cast.Home)) ? new Doer(sides, [], at, null) : null;
    }

    /// <summary>Only those who take part, or whose release it is, act; others are background.</summary>
    private bool Takes(Doer by) => scene.Sides.Count == 0 || scene.Present.Count < 2 && scene.Cast.Home < 0 || by.Parties.Any(p => scene.Sides.Contains(p) || p == scene.Cast.Home);

    /// <summary>"All criteria should be met, agreed Minister X and Minister Y.": nothing but the subject stands behind the verb.</summary>
    private Doer? Closing(Trigger trigger, Sentence sentence)
    {
        if (!lexicon.Manners[(int)trigger.Act].Reports && trigger.Act != ActKind.Agree || clauses.MentionAt(trigger.End) is not { Genitive: false, Parties.Length: > 0, Kind: MentionKind.Person or MentionKind.Office or MentionKind.Group } mention)
            return null;
        var (parties, people) = (mention.Parties.AsEnumerable(), mention.People.AsEnumerable());
        for (var i = mention.End; i < sentence.End; i++)
        {
            if (clauses.MentionAt(i) is { } other)
                (parties, people, i) = (parties.Concat(other.Parties), people.Concat(other.People), other.End - 1);
            else if (body.IsWord(i) && !body.Is(i, "and"))
                return null;
        }
        return new Doer([.. parties.Distinct()], [.. people.Distinct()], mention.First, mention);
    }

    /// <summary>"said the President": the subject behind the verb.</summary>
    private Doer? Inverted(Trigger trigger)
    {
        if (trigger.Verb - 1 >= 0 && (body.Sign(trigger.Verb - 1) is '"' or '”' || body.Sign(trigger.Verb - 1) == ',' && !clauses.NamesBefore(trigger.Verb)) && clauses.MentionAt(trigger.End) is { Genitive: false } mention && mention.Parties.Length > 0)
            return new Doer(mention.Parties, mention.People, mention.First, mention);
        return null;
    }

    /// <summary>Whether a verb stands in what an earlier verb of the sentence reports.</summary>
    private bool InReported(Trigger trigger, ActDraft? last, Sentence sentence)
    {
        var p = trigger.GroupStart - 1;
        while (p >= sentence.First && finder.IsAdverb(p) && clauses.MentionAt(p) is null)
            p--;
        if (body.Is(p, WordClass.That) || body.Is(p, "which") && !body.Is(p - 1, "during") || body.Is(p, "whose"))
            return true;
        // A subject of its own right behind a reporting verb: "said Japan rejected".
        if (trigger.Use is VerbUse.Finite or VerbUse.Passive && clauses.MentionAt(p) is { } subject && last is not null && (subject.First <= last.Trigger.End + 1 && subject.First >= last.Trigger.End || last.Clause == last.Trigger.End) && last.Trigger.Verb < subject.First
            && lexicon.Manners[(int)last.Trigger.Act].Reports)
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
            if (body.Is(i, WordClass.That | WordClass.Relative))
                return true;
        }
        for (var i = trigger.Verb + 1; i < trigger.End; i++)
        {
            if (body.Sign(i) == ',' && clauses.MentionAt(i + 1) is { Kind: not MentionKind.Party })
                return true;
        }
        return false;
    }

    private int NounStart(int verb, Sentence sentence)
    {
        var i = verb;
        while (i > sentence.First && !(body.Sign(i - 1) is ';' or ':' || body.Sign(i - 1) == ',' && !finder.IsAdverb(i)) && !(body.Is(i - 1, "and") && i - 1 > sentence.First && verb - i > 1) && !body.Is(i - 1, "while"))
            i--;
        return i;
    }

    private Doer? Passive(Trigger trigger, Sentence sentence, ActDraft? last, out int start, out int[] to)
    {
        to = [];
        start = sentence.First;
        if (trigger.Act is ActKind.Hope or ActKind.Pledge or ActKind.Consider or ActKind.Support && !body.Is(trigger.Verb, "supported"))
            return trigger.Act == ActKind.Hope && body.Is(trigger.GroupStart - 1, WordClass.It) ? Both(trigger.Verb) : null;
        // "It is noted that …": what the release tells in its own voice.
        if (!trigger.Past && body.Is(trigger.GroupStart - 1, WordClass.It) && trigger.Act == ActKind.State)
            return null;
        // From the verb back to where its clause begins.
        for (var i = trigger.GroupStart - 1; i >= sentence.First; i--)
        {
            if ((body.Is(i, WordClass.That) && !body.Is(i + 1, WordClass.EventNoun | WordClass.SideNoun) || body.Is(i, "which") || body.Is(i, "who")) && !HasOwnVerb(i, trigger.GroupStart) || body.Is(i, "how") || body.Is(i, "where") || body.Is(i, "when") || body.Is(i, "as") && trigger.GroupStart - i < 6 && body.Is(trigger.GroupStart, WordClass.Be))
                return null;
            if (body.Sign(i) is ';' or ':' || (body.Sign(i) == ',' && last is not null && last.Trigger.Verb < i && body.Is(i + 1, "and")) || body.Is(i, "while") || (body.Is(i, "and") && last is not null && i > last.Trigger.End))
            {
                start = i + 1;
                break;
            }
            if (last is not null && i <= last.Trigger.Verb)
            {
                start = trigger.GroupStart;
                break;
            }
        }
        var agent = clauses.Agent(trigger.End, sentence.End);
        var subject = clauses.Before(trigger.GroupStart, out var subordinate);
        if (subordinate)
            return null;
        var acts = subject?.Mention is not null && subject.First >= start;
        if (acts && lexicon.Manners[(int)trigger.Act].ToObject && !(trigger.Act == ActKind.Inform && body.Is(subject!.First, WordClass.It)))
        {
            // "The delegation was briefed on": the other side did it.
            to = subject!.Parties;
            return agent ?? Opposite(subject.Parties, trigger.Verb);
        }
        if (agent is not null)
            return agent;
        if (trigger.Act == ActKind.Accept && scene.Sides.Count == 2 && Invited is { } invited && invited.Length > 0)
            return new Doer(invited, [], trigger.Verb, null);
        if (acts && body.Is(start, "it") is false && trigger.Act is not (ActKind.Discuss or ActKind.Sign or ActKind.Agree or ActKind.State or ActKind.Launch))
            return null;
        return trigger.Act is ActKind.Inform or ActKind.Give or ActKind.Thank ? null : Both(trigger.Verb);
    }

    /// <summary>"An invitation was extended to the Minister": by the other side.</summary>
    private Doer? Host(Trigger trigger)
    {
        for (var i = trigger.Verb; i < trigger.End + 3; i++)
        {
            if (body.Is(i, "to") && clauses.MentionAt(i + 1) is { Genitive: false, Parties.Length: 1 } guest)
                return Opposite(guest.Parties, trigger.Verb);
        }
        return null;
    }

    /// <summary>Whether a relative clause has its verb before a token, so that what follows belongs to the main clause again.</summary>
    private bool HasOwnVerb(int relative, int before)
    {
        for (var i = relative + 1; i < before; i++)
        {
            if (body.Is(i, WordClass.Modal | WordClass.Be | WordClass.Have) || (body.Form(i) & (VerbForm.Past | VerbForm.Third)) != 0 && clauses.MentionAt(i) is null)
                return true;
        }
        return false;
    }

    /// <summary>Who was invited last: the one by whom "the invitation was accepted".</summary>
    private int[]? Invited { get; set; }

    private Doer? Opposite(int[] parties, int at)
    {
        var others = scene.Sides.Where(s => !parties.Contains(s)).ToArray();
        return others.Length == 1 ? new Doer(others, [], at, null) : null;
    }

    /// <summary>"met … to congratulate him", "spoke with … to discuss": what a meeting was for, and what it did.</summary>
    private static Doer? Purpose(Trigger trigger, List<Trigger> triggers, Doer? meeting)
    {
        if (meeting is null)
            return null;
        Trigger? before = null;
        foreach (var other in triggers)
        {
            if (other.Verb < trigger.GroupStart && other.Use is VerbUse.Finite or VerbUse.Noun or VerbUse.Passive && (before is null || other.Verb >= before.Verb))
                before = other.Phrase.Use == PhraseUse.Engagement || before is null || other.Verb > before.Verb ? other : before;
        }
        return before is { Phrase.Use: PhraseUse.Engagement } && (EngagementKind)before.Phrase.Kind != EngagementKind.Visit ? meeting : null;
    }

    private Doer? IngSubject(Trigger trigger, Sentence sentence, ActDraft? last, Doer? meeting, out int start)
    {
        start = trigger.Verb;
        var p = trigger.Verb - 1;
        while (p > sentence.First && finder.IsAdverb(p) && clauses.MentionAt(p) is null)
            p--;
        if (clauses.MentionAt(p) is { Genitive: false } own && own.End == p + 1)
        {
            // "addressed the Ambassador of Italy expressing gratitude": he is spoken to.
            if (last is null && clauses.IsObject(own) && clauses.Head(own.First) is { } speaker)
                return speaker;
            start = own.First;
            return new Doer(own.Parties, own.People, own.First, own);
        }
        if (last is not null)
            return last.Trigger.Use is VerbUse.Finite or VerbUse.Ing or VerbUse.Infinitive or VerbUse.Passive ? last.By : last.By.Mention is null ? last.By : clauses.Main;
        if (clauses.Main is { } main)
            return main;
        // "Minister X, pointing out the importance of dialogue, reiterated …"
        if (body.Sign(p) == ',' && clauses.Head(p) is { Mention: { } told } inserted && told.End == p)
            return inserted;
        // "The Minister, while highlighting trade, underlined …"
        if (body.Is(p, "while") && body.Sign(p - 1) == ',' && clauses.Head(p - 1) is { } holder)
            return holder;
        // "Recalling …, Minister X stated": the subject comes after the comma.
        // One with a verb behind it comes before one who is only named on the way: "Recalling the visit of X, President of Y, he noted".
        Mention? first = null;
        foreach (var comma in Enumerable.Range(trigger.Verb, sentence.End - trigger.Verb).Where(i => body.Sign(i) == ','))
        {
            if (clauses.MentionAt(comma + 1) is not { Genitive: false, Parties.Length: > 0 } after || after.Kind == MentionKind.Party)
                continue;
            first ??= after;
            var verb = after.End;
            while (verb < sentence.End && finder.IsAdverb(verb))
                verb++;
            if (verb < sentence.End && (body.Form(verb) & (VerbForm.Past | VerbForm.Third)) != 0)
                return clauses.Whole(after);
        }
        if (first is not null)
            return clauses.Whole(first);
        return body.Is(p, "by") ? clauses.Head(trigger.Verb) ?? meeting : meeting;
    }

    /// <summary>What both sides do together is by both, though one is named: "discussed with X", "spoke about".</summary>
    private Doer Joined(Trigger trigger, Doer by, ActKind kind, Sentence sentence)
    {
        if (by.Parties.Length > 1)
            return by;
        var joint = lexicon.Manners[(int)kind].Joint && !trigger.Phrase.Single;
        for (var i = trigger.End; i < Math.Min(sentence.End, trigger.End + 4); i++)
        {
            if (body.Is(i, "with") && clauses.MentionAt(i + 1) is { Genitive: false } other && (joint || kind == ActKind.Agree))
            {
                var others = scene.Beside(other, by.Mention);
                if (others.Length > 0)
                    return by with { Parties = [.. by.Parties.Union(others)], People = [] };
            }
        }
        if (!joint)
            return by;
        if (scene.Sides.Count > 1 && by.Parties.All(scene.Sides.Contains))
            return by with { Parties = [.. scene.Sides], People = [] };
        return by;
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
                && (body.Is(i - 1, "in") || body.Is(i - 1, "since") || body.Is(i - 1, WordClass.Month)) && (i < trigger.Verb ? last is null || i < last.Trigger.Verb : i < trigger.End + 12 && !OfAnotherVerb(trigger.End, i)))
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

    private List<ActFact> Finish(int number, Sentence sentence, List<ActDraft> drafts)
    {
        var facts = new List<ActFact>(drafts.Count);
        for (var d = 0; d < drafts.Count; d++)
        {
            var draft = drafts[d];
            var end = d + 1 < drafts.Count ? Math.Max(drafts[d + 1].Start, draft.Trigger.End) : sentence.End;
            // What is quoted ends with the quotation: "“thanked Norway,” according to a post".
            for (var i = draft.Trigger.Verb; body.Quoted[draft.Trigger.Verb] && i < end; i++)
            {
                if (!body.Quoted[i])
                    end = i;
            }
            end = topics.Trim(draft.Trigger.End, Greeting(draft.Trigger.End, end));
            var addressed = -1;
            var to = draft.To.Length > 0 ? draft.To : addressees.Addressee(draft, end, out addressed);
            // "assessed and reviewed": the second verb has the object of both.
            if (d + 1 < drafts.Count && draft.Kind is ActKind.State && draft.Clause < 0 && draft.Trigger.Phrase.Elements.Length == 1 && body.Is(draft.Trigger.End, "and") && drafts[d + 1].Trigger.GroupStart == draft.Trigger.End + 1)
                continue;
            // "…, Spokesman X said.", "…, the press service reported.": what was said stands before; it is read there, or is what he said.
            var behind = draft.Trigger.Use == VerbUse.Finite && draft.By.First >= draft.Trigger.End && Closing(draft.Trigger, sentence) is not null;
            var trails = draft.Clause < 0 && draft.Trigger.Use == VerbUse.Finite && draft.Trigger.Phrase.Elements.Length == 1 && draft.Trigger.End >= sentence.End - 1;
            // "X wish to deepen ties, the host said, adding that …"
            trails |= draft.Clause < 0 && draft.Trigger.Use == VerbUse.Finite && draft.Trigger.Phrase.Elements.Length == 1 && lexicon.Manners[(int)draft.Kind].Reports && body.Sign(draft.Trigger.End) == ',' && body.Sign(draft.By.First - 1) == ',' && draft.By.First > sentence.First + 2;
            if (trails && (draft.Kind is ActKind.Inform || draft.Kind is ActKind.State && d > 0))
                continue;
            if (draft.Kind == ActKind.Invite)
                Invited = to.Length > 0 ? to : Opposite(draft.By.Parties, 0)?.Parties;
            var manner = lexicon.Manners[(int)draft.Kind];
            if (to.Length > 0 && manner.Joint)
                to = [];
            facts.Add(new ActFact
            {
                Kind = draft.Kind,
                Entry = draft.Trigger.Phrase.Entry,
                By = draft.By.Parties,
                To = to,
                Person = draft.By.Parties.Length == 1 ? draft.By.Person : -1,
                About = behind ? new Said(sentence.First, topics.Trim(sentence.First, draft.Trigger.GroupStart)) : trails && draft.By.First > sentence.First + 2 ? new Said(sentence.First, topics.Trim(sentence.First, draft.By.First)) : topics.About(draft, end, addressed),
                Words = new Said(behind || trails && draft.By.First > sentence.First + 2 ? sentence.First : Math.Min(draft.Start, draft.Trigger.Verb), end),
                Sentence = number,
                Verb = draft.Trigger.Verb,
                Clause = draft.Clause,
                Own = draft.Own,
            });
        }
        return facts;
    }
}

using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Acts;

/// <summary>Who did what a verb says, however the verb stands: behind it, in a passive, with a participle, both sides together.</summary>
internal sealed class DoerReader(Body body, Scene scene, Clauses clauses)
{
    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>"She expressed Peru's solidarity with Chile": who speaks of one side's stance is of it, whoever spoke last.</summary>
    public Doer? OwnSide(Trigger trigger, Doer by)
    {
        if (by.Parties.Length != 1 || scene.Sides.Count != 2 || trigger.Act is not (ActKind.Support or ActKind.Reaffirm or ActKind.Pledge or ActKind.Hope or ActKind.Concern or ActKind.Thank or ActKind.Condole))
            return null;
        for (var i = trigger.Verb + 1; i < trigger.End; i++)
        {
            if (clauses.MentionAt(i) is { Genitive: true, Parties: [var side] } && side != by.Parties[0] && scene.Sides.Contains(side))
                return by with { Parties = [side], People = Alone(side) };
        }
        return null;
    }

    /// <summary>"He offered his condolences to His Highness", where the Highness spoke last: the other of the two; null where it is not so.</summary>
    public Doer? Other(Trigger trigger, Doer by)
    {
        if (by is not { People: [var same], Parties: [var side] } || scene.Sides.Count != 2)
            return null;
        for (var i = trigger.Verb + 1; i < trigger.End + 2; i++)
        {
            if (clauses.MentionAt(i) is { Genitive: false, Kind: MentionKind.Person or MentionKind.Office, People: [var addressed] } && addressed == same && body.Is(i - 1, "to") && scene.Present.Where(p => scene.Cast.People[p].Party >= 0 && scene.Cast.People[p].Party != side).ToArray() is [var other, ..])
                return by with { Parties = [scene.Cast.People[other].Party], People = [other] };
        }
        return null;
    }

    /// <summary>The one person of a side who is there; nobody where there are more.</summary>
    private int[] Alone(int side) => scene.Present.Where(p => scene.Cast.People[p].Party == side).ToArray() is [var one] ? [one] : [];

    /// <summary>"invited Minister X to visit. He accepted": nobody accepts his own invitation; null where it is not so.</summary>
    public Doer? Guest(Trigger trigger, Doer by) =>
        trigger.Act == ActKind.Accept && by.Parties is [var side] && Invited is [var guest] && guest != side && scene.Sides.Count == 2
            ? by with { Parties = [guest], People = Alone(guest) } : null;

    public Doer? Both(int at)
    {
        var sides = scene.Sides.Count > 1 ? [.. scene.Sides] : scene.Plurals.Everyone();
        // Where no meeting was told, those whom a text only names are not its sides.
        return sides.Length > 1 && (scene.Sides.Count > 1 || sides.Contains(scene.Cast.Home) || scene.Cast.Home < 0 && scene.Cast.People.Count > 1) ? new Doer(sides, [], at, null) : null;
    }

    /// <summary>Whether what is read was said in a speech, by one alone.</summary>
    public bool InSpeech { get; set; }

    /// <summary>Only those who take part, whose release it is, or whom its headline names among several, act; others are background.</summary>
    public bool Takes(Doer by) => scene.Sides.Count == 0 && !IsBackground(by) || scene.Sides.Count > 0 && TakesPart(by);

    /// <summary>Before a meeting is told: states of whom nobody is told, and which are not the house's.</summary>
    private bool IsBackground(Doer by) => scene.Cast.Home >= 0 && by.Parties.Length > 1 && !by.Parties.Any(p => p == scene.Cast.Home || scene.Cast.Headline.Contains(p) || scene.Cast.People.Exists(q => q.Party == p));

    private bool TakesPart(Doer by) => scene.Present.Count < 2 && scene.Cast.Home < 0 || by.Parties.Any(p => scene.Sides.Contains(p) || p == scene.Cast.Home || scene.Cast.Headline.Length > 2 && scene.Cast.Headline.Contains(p));

    /// <summary>"All criteria should be met, agreed Minister X and Minister Y.": nothing but the subject stands behind the verb.</summary>
    public Doer? Closing(Trigger trigger, Sentence sentence)
    {
        if (!lexicon.Manners[(int)trigger.Act].Reports && trigger.Act != ActKind.Agree && !(trigger.Act == ActKind.Inform && trigger.Phrase.IsBare && body.Sign(trigger.Verb - 1) == ',') || clauses.MentionAt(trigger.End) is not { Genitive: false, Parties.Length: > 0, Kind: MentionKind.Person or MentionKind.Office or MentionKind.Group } mention)
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

    /// <summary>"an invitation to visit, which was accepted", "proposed to meet again, which was welcomed by Minister X": what the other side made of what was just told.</summary>
    public bool IsAnswer(Trigger trigger, ActDraft? last, int which) => last is not null && body.Is(which, "which")
        && (trigger.Act == ActKind.Accept && last.Kind == ActKind.Invite || trigger is { Act: ActKind.Welcome, Use: VerbUse.Passive } && body.Sign(which - 1) == ',' && body.Is(trigger.End, "by"));

    /// <summary>"said the President": the subject behind the verb.</summary>
    public Doer? Inverted(Trigger trigger)
    {
        if (trigger.Verb - 1 >= 0 && (body.Sign(trigger.Verb - 1) is '"' or '”' || body.Sign(trigger.Verb - 1) == ',' && !clauses.NamesBefore(trigger.Verb)) && clauses.MentionAt(trigger.End) is { Genitive: false } mention && mention.Parties.Length > 0)
            return Clauses.Of(mention);
        return null;
    }

    public Doer? OfPassive(Trigger trigger, Sentence sentence, ActDraft? last, out int start, out int[] to)
    {
        to = [];
        start = sentence.First;
        if (trigger.Act is ActKind.Hope or ActKind.Pledge or ActKind.Consider or ActKind.Support && !body.Is(trigger.Verb, "supported"))
            // "It is expected that both will meet": by whoever tells it.
            return trigger.Act == ActKind.Hope && (trigger.Past || !body.Is(trigger.Verb, "expected")) && body.Is(trigger.GroupStart - 1, WordClass.It) ? Both(trigger.Verb) : null;
        // "This was said at the meeting", "…, it was said in Lima on Tuesday": what was said stands before.
        if (trigger.Act == ActKind.State && (body.Is(trigger.GroupStart - 1, "this") && !body.Is(trigger.End, "by") || body.Is(trigger.GroupStart - 1, WordClass.It) && body.Sign(trigger.GroupStart - 2) == ',' && !body.Is(trigger.End, WordClass.That) && !body.Is(trigger.End - 1, WordClass.That)))
            return null;
        // "It is noted that …": what the release tells in its own voice.
        if (!trigger.Past && body.Is(trigger.GroupStart - 1, WordClass.It) && trigger.Act == ActKind.State)
            return null;
        // "The meeting is tasked to implement …": what it is for.
        if (!trigger.Past && trigger.Act == ActKind.Request)
            return null;
        if (IsAnswer(trigger, last, trigger.GroupStart - 1))
        {
            start = trigger.GroupStart - 1;
            return clauses.Agent(trigger.End, sentence.End) ?? (trigger.Act == ActKind.Accept ? Opposite(last!.By.Parties, trigger.Verb) : null);
        }
        // From the verb back to where its clause begins.
        for (var i = trigger.GroupStart - 1; i >= sentence.First; i--)
        {
            if ((body.Is(i, WordClass.That) && !body.Is(i + 1, WordClass.EventNoun | WordClass.SideNoun) || body.Is(i, "which") || body.Is(i, "who")) && !HasOwnVerb(i, trigger.GroupStart) || body.Is(i, "how") || body.Is(i, "where") || body.Is(i, "when") || body.Is(i, "as") && trigger.GroupStart - i < 6 && body.Is(trigger.GroupStart, WordClass.Be))
                return null;
            if (body.Sign(i) is ';' or ':' || (body.Sign(i) == ',' && last is not null && last.Trigger.Verb < i && body.Is(i + 1, "and")) || body.Is(i, "while") || (body.Is(i, "and") && last is not null && i > last.Trigger.End && !(clauses.MentionAt(i - 1) is not null && clauses.MentionAt(i + 1) is { Kind: MentionKind.Party })))
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
        var acts = subject?.Mention is not null && subject.First >= start && !(trigger.Act == ActKind.Thank && IsWithin(subject.Mention));
        if (acts && lexicon.Manners[(int)trigger.Act].ToObject && !(trigger.Act == ActKind.Inform && body.Is(subject!.First, WordClass.It)))
        {
            // "The delegation was briefed on": the other side did it.
            to = subject!.Parties;
            return agent ?? Opposite(subject.Parties, trigger.Verb);
        }
        // "was hailed by the whole world": by nobody who is a side
        if (agent is not null || body.Is(trigger.End, "by"))
            return agent;
        if (trigger.Act == ActKind.Accept && scene.Sides.Count == 2 && Invited is { } invited && invited.Length > 0)
            return new Doer(invited, [], trigger.Verb, null);
        if (acts && body.Is(start, "it") is false && trigger.Act is not (ActKind.Discuss or ActKind.Sign or ActKind.Agree or ActKind.State or ActKind.Launch))
            return null;
        // "A programme between the Ministries of A and B was signed", told of talks with several: by those two.
        if (trigger.Act == ActKind.Sign && Between(start, trigger.GroupStart) is { } signed)
            return signed;
        return trigger.Act is ActKind.Inform or ActKind.Give || trigger.Act == ActKind.Thank && body.Is(trigger.Verb, "thanked") ? null : Both(trigger.Verb);
    }

    /// <summary>"between the Ministries of A and B": two of those who met; null where there is no such pair.</summary>
    private Doer? Between(int from, int to)
    {
        while (from < to && !body.Is(from, "between"))
            from++;
        int[] named = [.. Enumerable.Range(from, Math.Max(0, to - from)).Select(clauses.MentionAt).OfType<Mention>().SelectMany(m => m.Parties).Distinct()];
        return named.Length == 2 && scene.Sides.Count > 2 && Array.TrueForAll(named, scene.Sides.Contains) ? new Doer(named, [], to, null) : null;
    }

    /// <summary>"Cooperation between the Ministries of A and B was appreciated": B is not whom it is said to.</summary>
    private bool IsWithin(Mention mention)
    {
        if (mention.Kind != MentionKind.Party)
            return false;
        var of = body.Is(mention.First - 1, WordClass.Article) ? mention.First - 2 : mention.First - 1;
        return clauses.IsGoverned(mention) || body.Is(of, "of") && !body.Is(mention.First - 2, WordClass.SideNoun | WordClass.GroupNoun) && !body.Is(mention.First - 3, WordClass.SideNoun | WordClass.GroupNoun);
    }

    /// <summary>"An invitation was extended to the Minister": by the other side.</summary>
    public Doer? Host(Trigger trigger)
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
            // "visits which give impulse"
            if (i == relative + 1 && (body.Form(i) & VerbForm.Base) != 0)
                return true;
            if (body.Is(i, WordClass.Modal | WordClass.Be | WordClass.Have) || (body.Form(i) & (VerbForm.Past | VerbForm.Third)) != 0 && clauses.MentionAt(i) is null)
                return true;
        }
        return false;
    }

    /// <summary>Who was invited last: the one by whom "the invitation was accepted".</summary>
    public int[]? Invited { get; set; }

    public Doer? Opposite(int[] parties, int at)
    {
        var others = scene.Sides.Where(s => !parties.Contains(s)).ToArray();
        return others.Length == 1 ? new Doer(others, [], at, null) : null;
    }

    /// <summary>"received a phone call from X to congratulate her": who called, whose purpose it was; null where that is not said before a token.</summary>
    public Doer? Caller(int before, Sentence sentence)
    {
        var from = before - 1;
        while (from > sentence.First && !body.Is(from, "from"))
        {
            if (clauses.MentionAt(from) is null && body.IsWord(from) && !body.IsCapital(from))
                return null;
            from--;
        }
        bool Stands(string word) => Enumerable.Range(sentence.First, Math.Max(0, from - sentence.First)).Any(i => body.Is(i, word));
        return Stands("received") && Stands("call") && (clauses.MentionAt(from + 1) ?? clauses.MentionAt(from + 2)) is { Genitive: false, Parties.Length: 1 } caller ? Clauses.Of(caller) : null;
    }

    /// <summary>"met … to congratulate him", "spoke with … to discuss": what a meeting was for, and what it did.</summary>
    public static Doer? OfPurpose(Trigger trigger, List<Trigger> triggers, Doer? meeting)
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

    public Doer? OfParticiple(Trigger trigger, Sentence sentence, ActDraft? last, Doer? meeting, out int start)
    {
        start = trigger.Verb;
        var p = trigger.Verb - 1;
        while (p > sentence.First && body.IsAdverb(p) && clauses.MentionAt(p) is null)
            p--;
        if (clauses.MentionAt(p) is { Genitive: false } own && own.End == p + 1)
        {
            // "addressed the Ambassador of Italy expressing gratitude": he is spoken to.
            if (last is null && clauses.IsObject(own) && clauses.Head(own.First) is { } speaker)
                return speaker;
            start = own.First;
            return Clauses.Of(own);
        }
        if (last is not null)
            // "X discussed trade with Y, stressing …": what both did one did, and so he goes on.
            return last is { Trigger.Use: VerbUse.Finite, Subject: { Parties.Length: 1, People.Length: 1 } lone } && last.By.Parties.Length > 1 ? lone : last.Trigger.Use is VerbUse.Finite or VerbUse.Ing or VerbUse.Infinitive or VerbUse.Passive ? last.By : last.By.Mention is null ? last.By : clauses.Main;
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
            while (verb < sentence.End && body.IsAdverb(verb))
                verb++;
            if (verb < sentence.End && (body.Form(verb) & (VerbForm.Past | VerbForm.Third)) != 0)
                return clauses.Whole(after);
        }
        if (first is not null)
            return clauses.Whole(first);
        return body.Is(p, "by") ? clauses.Head(trigger.Verb) ?? meeting : meeting;
    }

    /// <summary>"signed a trade protocol for 2024 with Norway": with whom; null where it is not said.</summary>
    private Mention? SignedWith(Trigger trigger, Sentence sentence)
    {
        for (var i = trigger.End; i < sentence.End && body.Sign(i) is not (',' or ';'); i++)
        {
            if (body.Is(i, "with") && (clauses.MentionAt(i + 1) ?? clauses.MentionAt(i + 2)) is { Genitive: false, Adjective: false, OwnerPronoun: false } other)
                return other;
            if (body.Is(i, WordClass.To | WordClass.That | WordClass.Relative | WordClass.Modal | WordClass.Be | WordClass.Have))
                return null;
        }
        return null;
    }

    /// <summary>What both sides do together is by both, though one is named: "discussed with X", "spoke about".</summary>
    public Doer Joined(Trigger trigger, Doer by, ActKind kind, Sentence sentence)
    {
        if (by.Parties.Length > 1)
            return by;
        var joint = lexicon.Manners[(int)kind].Joint && !trigger.Phrase.Single && !(kind == ActKind.Discuss && InSpeech);
        for (var i = trigger.End; i < Math.Min(sentence.End, trigger.End + 4); i++)
        {
            if (body.Is(i, "with") && clauses.MentionAt(i + 1) is { Genitive: false } other && (joint || kind == ActKind.Agree))
            {
                int[] others = joint ? scene.Beside(other, by.Mention) : [.. scene.Beside(other, by.Mention), .. clauses.Whole(other)?.Parties ?? []];
                if (others.Length > 0)
                    return by with { Parties = [.. by.Parties.Union(others)], People = [] };
            }
        }
        if (kind == ActKind.Sign && trigger.Use == VerbUse.Finite && SignedWith(trigger, sentence) is { } partner && scene.Beside(partner, by.Mention) is { Length: > 0 } signed)
            return by with { Parties = [.. by.Parties.Union(signed)], People = [] };
        if (!joint)
            return by;
        if (scene.Sides.Count > 1 && by.Parties.All(scene.Sides.Contains))
            return by with { Parties = [.. scene.Sides], People = [] };
        return by;
    }
}

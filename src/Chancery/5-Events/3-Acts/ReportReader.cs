using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Acts;

/// <summary>Finds what a verb of saying reports, and whether that is an act of the speaker's own side.</summary>
internal sealed class ReportReader(Body body, TriggerFinder finder, Clauses clauses)
{
    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>Where what a verb reports begins: behind "that", or at a subject right behind it.</summary>
    public int ClauseAt(Trigger trigger, Sentence sentence)
    {
        if (body.Is(trigger.End - 1, WordClass.That))
            return trigger.End;
        for (var i = trigger.End; i < Math.Min(sentence.End, trigger.End + 14); i++)
        {
            if (body.Is(i, WordClass.That) && OpensReport(i, trigger))
                return i + 1;
            if (body.Is(i, "how") || body.Is(i, "whether") || body.Is(i, "why"))
                return i;
            // "told his counterpart, Minister X, that …"
            if (body.Sign(i) == ',' && lexicon.Manners[(int)trigger.Act].ToObject && clauses.MentionAt(i + 1) is { Kind: MentionKind.Person } named && body.Sign(named.End) == ',' && body.Is(named.End + 1, WordClass.That))
                return named.End + 2;
            // "…, the host said, adding that …": another verb's
            if (body.Sign(i) is ';' or ',' && !body.Is(i + 1, WordClass.That) && (i > trigger.End || (body.Form(i + 1) & VerbForm.Ing) != 0))
                break;
            if (i > trigger.End && body.Is(i, WordClass.PhraseStart) && (body.Form(i) & VerbForm.Past) != 0 && clauses.MentionAt(i) is null)
                break;
        }
        // "said on Monday it would …", "announced it would …"
        if (clauses.MentionAt(clauses.PastDay(trigger.End)) is { Genitive: false, OwnerPronoun: false } mention && (lexicon.Manners[(int)trigger.Act].Reports || trigger.Act is ActKind.Hope or ActKind.Agree || trigger.Act == ActKind.Inform && mention.Kind == MentionKind.Pronoun && body.Is(mention.End, WordClass.Modal)))
        {
            var after = mention.End;
            // "said the Premier and the Foreign Minister discussed"
            for (var joined = clauses.MentionAt(after + 1); body.Is(after, "and") && joined is { Genitive: false }; joined = clauses.MentionAt(after + 1))
                after = joined.End;
            while (after < sentence.End && body.IsAdverb(after))
                after++;
            if (body.Is(after, WordClass.Be | WordClass.Have | WordClass.Modal) || (body.Form(after) & (VerbForm.Third | VerbForm.Past)) != 0 && body.Is(after, WordClass.PhraseStart))
                return mention.First;
        }
        if (lexicon.Manners[(int)trigger.Act].Reports && (body.Is(trigger.End, WordClass.Determiner) || clauses.MentionAt(trigger.End) is not null))
        {
            // "said the United States' commitment … remains": a clause without "that" shows by its verb.
            for (var i = trigger.End + 1; i < Math.Min(sentence.End, trigger.End + 16); i++)
            {
                if (body.Is(trigger.Verb, "said") && (body.Is(i, WordClass.Be | WordClass.Modal) || body.Is(i, "remains") || body.Is(i, "remain")))
                    return trigger.End;
            }
        }
        return -1;
    }

    /// <summary>"stressed that …", "told X that …", but neither "acknowledged the relations that exist" nor "the crisis in that country".</summary>
    private bool OpensReport(int that, Trigger trigger)
    {
        // "reaffirmed its readiness to build upon the cooperation that …", "to deal with those that …": the clause tells which.
        if (that > trigger.End && body.Is(that - 1, "those") || body.Is(that - 1, WordClass.Preposition) || that > trigger.End && (body.Is(trigger.End - 1, WordClass.To) || body.Is(trigger.End, WordClass.To)))
            return false;
        // "briefed the Minister on projects that Norway would begin": which ones
        if (trigger.Act == ActKind.Inform && body.IsWord(that - 1) && clauses.MentionAt(that - 1) is null)
        {
            for (var on = trigger.End; on < that; on++)
            {
                if ((body.Is(on, "on") || body.Is(on, "about")) && body.IsWord(on + 1) && !body.Is(on + 1, WordClass.Weekday | WordClass.Month) && (body[on + 1].Shape & Shape.Digit) == 0)
                    return false;
            }
        }
        // "condemned the attack that killed", "praised Norway's work that had led to": which one.
        if (that > trigger.End && !lexicon.Manners[(int)trigger.Act].Reports && trigger.Act is not (ActKind.Inform or ActKind.Hope or ActKind.Agree or ActKind.Pledge or ActKind.Concern or ActKind.Reaffirm or ActKind.Request or ActKind.Propose))
            return false;
        return that == trigger.End || lexicon.Manners[(int)trigger.Act].ToObject || (body.Is(trigger.End, "with") || body.Is(trigger.End, "to") || body.Is(trigger.End, WordClass.Adverb)) && that - trigger.End <= 4 || !body.IsWord(trigger.End) || clauses.MentionAt(that - 1) is { Genitive: false };
    }

    /// <summary>The kind that a report takes from what it says of the speaker's own side.</summary>
    public (ActKind Kind, bool Own) Reported(Trigger trigger, ActKind kind, Doer by, int clause, Sentence sentence)
    {
        if (kind == ActKind.Pledge && !body.Span(trigger.Verb).Contains("assur", StringComparison.Ordinal))
            return (kind, true);
        if (clause < 0)
            return (kind, kind == ActKind.Pledge);
        var inner = Own(clause, by, sentence.End);
        if (inner is null)
            return (kind == ActKind.Pledge ? ActKind.State : kind, false);
        return kind switch
        {
            // Both confirm that they will: that is agreed.
            ActKind.State or ActKind.Inform or ActKind.Pledge when inner == ActKind.Pledge && by.Parties.Length > 1 => (ActKind.Agree, true),
            ActKind.State or ActKind.Inform => (inner.Value, true),
            ActKind.Reaffirm when trigger.Phrase.Elements.Length < 3 && (body.Is(trigger.Verb, "affirmed") || body.Is(trigger.Verb, "affirming") || body.Is(trigger.Verb, "affirms")) => (inner.Value, true),
            ActKind.Reaffirm => inner is ActKind.Support or ActKind.Pledge ? (inner.Value, true) : (kind, true),
            ActKind.Hope => (kind, false),
            _ => (inner == ActKind.Pledge ? ActKind.Pledge : ActKind.State, true),
        };
    }

    /// <summary>What a clause says that the speaker's own side does or will do; null if it says that of nobody or another.</summary>
    public ActKind? Own(int from, Doer by, int limit)
    {
        var i = from;
        while (i < limit && (body.IsAdverb(i) || body.Sign(i) is '"' or '“' || body.Is(i, "that")))
            i++;
        // "That is why we are grateful", "Given the drought, as well as the floods, we propose": the first person behind what leads to it
        if (body.Quoted[i] && (body.Is(i + 1, "why") || body.Is(i, WordClass.Preposition) || (body.Form(i) & (VerbForm.Ing | VerbForm.Participle)) != 0) && FirstPerson(i, limit) is var self and > 0)
            i = self;
        // "that based on the outcomes he would like to": the subject behind what the clause builds on
        if (body.Is(i, "based") && body.Is(i + 1, "on"))
        {
            for (var told = i + 2; told < Math.Min(limit - 1, i + MostBeforeSubject); told++)
            {
                if (body.Is(told, WordClass.SubjectPronoun) && body.Is(told + 1, WordClass.Modal))
                {
                    i = told;
                    break;
                }
            }
        }
        // "while …," or "in this regard," before the subject
        for (var skip = i; skip < Math.Min(limit, i + 12) && clauses.MentionAt(i) is null; skip++)
        {
            if (body.Sign(skip) == ',')
            {
                i = skip + 1;
                break;
            }
            if (clauses.MentionAt(skip) is not null && !body.Is(i, WordClass.Preposition))
                break;
        }
        if (NounClause(i, limit) is { } noun)
            return noun;
        if (Courteous(i, limit) is { } polite)
            return polite;
        // "that going forward Japan will": over a few words before the subject.
        for (var skip = i + 1; clauses.MentionAt(i) is null && skip < Math.Min(limit, i + 4) && body.IsWord(skip - 1); skip++)
        {
            if (clauses.MentionAt(skip) is { Genitive: false } ahead && (body.Is(ahead.End, "will") || body.Is(ahead.End, "would")))
                i = skip;
        }
        if (clauses.MentionAt(i) is not { } subject)
            return null;
        // "that Japan's leaders appreciate"
        var led = subject.Genitive && body.Is(subject.End + 1, WordClass.GroupNoun | WordClass.SideNoun) && !body.Is(subject.End + 2, WordClass.Preposition);
        // "that her visit", but "that her government will"
        if (subject.Genitive && !led || subject.OwnerPronoun && !body.Is(subject.End, WordClass.SideNoun | WordClass.GroupNoun))
            return null;
        var own = subject.Kind == MentionKind.Pronoun && (!body.Is(subject.First, WordClass.It) || !body.Quoted[subject.First] && by.People.Length == 0 && by.Mention?.Kind == MentionKind.Party) || subject.Parties.Any(by.Parties.Contains) || subject.Parties.Length == 0 && subject.Kind == MentionKind.Group;
        if (!own || subject.Parties.Length > 1 && by.Parties.Length == 1 && subject.Kind != MentionKind.Pronoun)
            return null;
        var start = led ? subject.End + 2 : subject.End;
        if (!led && NamesMatter(subject))
            return null;
        // "the UAE, under the leadership of X, is looking forward"
        if (body.Sign(start) == ',' && body.Is(start + 1, WordClass.Preposition))
        {
            for (var close = start + 2; close < Math.Min(limit, start + 14); close++)
            {
                if (body.Sign(close) == ',')
                {
                    start = close + 1;
                    break;
                }
            }
        }
        for (var v = start; v < Math.Min(limit, start + 7); v++)
        {
            if (body.Is(v, WordClass.Negator) || body.Is(v, Role.CallsOff | Role.Postpones))
                return null;
            if (body.Is(v, "will") || body.Is(v, "would") || body.Is(v, "shall") || body.Is(v, "'ll"))
                return Willed(v + 1, limit);
            // "I must thank you"
            if (body.Is(v, "must") && v + 1 < limit && body.Is(v + 1, WordClass.PhraseStart) && Best(v + 1, limit) is ActKind.Thank or ActKind.Congratulate or ActKind.Praise)
                return Best(v + 1, limit);
            if (body.Is(v, WordClass.Modal))
                return null;
            // "I want to thank you", "We wish to underline"
            if ((body.Is(v, "want") || body.Is(v, "wish")) && body.Is(v + 1, "to") && body.Is(v + 2, WordClass.PhraseStart) && v + 2 < limit)
            {
                if (Says(v + 2, limit) || body.Is(v + 2, "tell"))
                    return null;
                if (Best(v + 2, limit) is { } wanted && wanted != ActKind.Pledge)
                    return wanted;
            }
            // but not "in a promising situation"
            if (body.Is(v, WordClass.PhraseStart) && clauses.MentionAt(v) is null && !body.Is(v - 1, WordClass.Article) && Best(v, limit) is { } kind)
                // "said that he discussed trade with X"; what somebody is quoted to say of talks stays a statement.
                return kind != ActKind.Discuss || (body.Form(v) & VerbForm.Past) != 0 && !body.Quoted[v] && (v == start || body.Is(v - 1, WordClass.Adverb)) ? kind : null;
            if (body.Sign(v) is ',' or ';' || body.Is(v, WordClass.That))
                break;
        }
        return null;
    }

    /// <summary>How far behind the beginning of a clause its subject "I" or "we" may stand.</summary>
    private const int MostBeforeSubject = 40;

    /// <summary>"That is why we are", "…, I propose": where "I" or "we" is the subject behind what opens a clause; -1 where neither is.</summary>
    private int FirstPerson(int from, int limit)
    {
        for (var i = from + 1; i < Math.Min(limit - 1, from + MostBeforeSubject); i++)
        {
            if (body.Is(i, WordClass.SubjectPronoun) && body.Is(i, WordClass.First | WordClass.We) && (body.Sign(i - 1) == ',' || body.Is(i - 1, "why")))
                return i;
        }
        return -1;
    }

    /// <summary>"the Cyprus issue": a state's name that only says which matter it is.</summary>
    private bool NamesMatter(Mention mention)
    {
        var next = mention.End;
        return mention.Kind == MentionKind.Party && body.Is(mention.First, WordClass.Article) && body.IsWord(next) && !body.IsCapital(next) && (body.Form(next) & (VerbForm.Past | VerbForm.Third)) == 0
            && !body.Is(next, WordClass.Be | WordClass.Have | WordClass.Modal | WordClass.Adverb | WordClass.Negator | WordClass.Preposition | WordClass.Conjunction) && !body.IsAdverb(next);
    }

    /// <summary>"The commitment … remains ironclad".</summary>
    private ActKind? NounClause(int at, int limit)
    {
        for (var i = at; i < Math.Min(limit, at + 8); i++)
        {
            if (body.Is(i, WordClass.PhraseStart) && body.Is(i, Role.OwnStance))
            {
                foreach (var phrase in lexicon.Phrases[body[i].Word]!)
                {
                    if (phrase.Use == PhraseUse.Act && !phrase.StartsWithVerb && finder.Match(phrase, i, limit, out _))
                        return (ActKind)phrase.Kind;
                }
            }
        }
        return null;
    }

    /// <summary>"It gives me great pleasure to congratulate", "I am honoured to invite", "Allow me to thank".</summary>
    private ActKind? Courteous(int from, int limit)
    {
        for (var i = from; i < Math.Min(limit - 1, from + 8); i++)
        {
            if (body.Is(i + 1, WordClass.To) && (body.Is(i, Role.Courteous) || body.Is(i, "me") && body.Is(i - 1, "allow")))
                return i + 2 < limit && body.Is(i + 2, WordClass.PhraseStart) ? Best(i + 2, limit) : null;
        }
        return null;
    }

    private ActKind? Best(int at, int limit)
    {
        if (finder.Act(at, limit) is not { Nothing: false } phrase)
            return null;
        var kind = (ActKind)phrase.Kind;
        // "dates back to 1963", "its support to the process": no verb.
        if (kind == ActKind.Support && phrase.Elements.Length == 1 && (body.Form(at) & VerbForm.Base) != 0 && body.Is(at + 1, WordClass.To))
            return null;
        // "the UK is seeking to have good relations" asks nothing of anybody.
        if (kind == ActKind.Request && phrase.Elements.Length == 1 && body.Is(at + 1, WordClass.To))
            return null;
        return kind is ActKind.Support or ActKind.Hope or ActKind.Thank or ActKind.Consider or ActKind.Pledge or ActKind.Reaffirm or ActKind.Concern or ActKind.Welcome
            or ActKind.Praise or ActKind.Condemn or ActKind.Decline or ActKind.Discuss or ActKind.Request or ActKind.Condole or ActKind.Congratulate or ActKind.Accept or ActKind.Invite or ActKind.Propose ? kind : null;
    }

    private bool Says(int at, int limit)
    {
        if (at >= limit || !body.Is(at, WordClass.PhraseStart))
            return false;
        foreach (var phrase in lexicon.Phrases[body[at].Word]!)
        {
            if (phrase.Use == PhraseUse.Act && phrase.IsBare && lexicon.Manners[phrase.Kind].Reports)
                return true;
        }
        return false;
    }

    private ActKind? Willed(int at, int limit)
    {
        while (at < limit && body.IsAdverb(at))
            at++;
        // "would like to underline the importance of trade": said
        if (body.Is(at, "like") && body.Is(at + 1, "to") && Says(at + 2, limit))
            return null;
        if ((body.Is(at, "like") || body.Is(at, "want")) && body.Is(at + 1, "to"))
            return at + 2 < limit && body.Is(at + 2, WordClass.PhraseStart) && Best(at + 2, limit) is { } liked && liked != ActKind.Pledge ? liked : ActKind.Hope;
        if (body.Is(at, WordClass.Negator))
            return ActKind.Decline;
        // "will continue to support", "would stand by"
        var act = !body.Is(at, "continue") ? at : body.Is(at + 1, WordClass.To) ? at + 2 : at + 1;
        if (act < limit && body.Is(act, WordClass.PhraseStart) && Best(act, limit) == ActKind.Support)
            return ActKind.Support;
        if (body.Is(at, WordClass.NoPromise))
            return null;
        if (body.Is(at, "welcome"))
            return ActKind.Welcome;
        return body.Is(at, Role.Consider) ? ActKind.Consider : ActKind.Pledge;
    }
}

using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Verbs;

/// <summary>Finds phrases of the lexicon in a sentence.</summary>
internal sealed class TriggerFinder(Body body)
{
    private const int NearGap = 8;
    private const int WideGap = 20;

    /// <summary>In words; so far a subject may be from the verb that closes its sentence.</summary>
    private const int WidestGap = 34;
    private readonly VerbUseReader uses = new(body);
    private bool led;

    /// <summary>All phrases that begin in a sentence, those within a mention left out; of one use, the most demanding at each token.</summary>
    /// <param name="sentence">Where to look.</param>
    /// <param name="mentionAt">Of each token, the mention that it belongs to, or -1.</param>
    /// <param name="led">Whether the words above give the subject of a verb that opens the sentence, as above the items of a list.</param>
    public List<Trigger> Find(Sentence sentence, int[] mentionAt, bool led = false)
    {
        this.led = led;
        var found = new List<Trigger>(8);
        var covered = sentence.First;
        HashSet<int>? taken = null;
        Trigger? further = null;
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (further?.Verb == i)
            {
                found.Add(further);
                (further, covered) = (null, Math.Max(covered, found[^1].End));
            }
            if (!body.Is(i, WordClass.PhraseStart) || taken is not null && taken.Contains(i) || (mentionAt[i - sentence.First] >= 0 && !(body.Is(i, "thanks") || body.Is(i, "it") || body.Is(i, Role.Delegation | Role.Session))))
                continue;
            var phrases = body.Lexicon.Phrases[body[i].Word]!;
            var (act, engagement, attendance, fuller) = (false, false, false, false);
            bool? opens = null;
            var masks = body.Lexicon.PhraseMasks[body[i].Word]!;
            var ahead = Ahead(i, sentence.End, body.Lexicon.PhraseReach[body[i].Word]);
            for (var p = 0; p < masks.Length; p++)
            {
                if (!masks[p].In(ahead))
                    continue;
                var phrase = phrases[p];
                if ((phrase.Use == PhraseUse.Act ? act || i < covered : phrase.Use == PhraseUse.Engagement ? engagement : attendance))
                    continue;
                if ((!phrase.StartsWithVerb && phrase.Use != PhraseUse.Attendance && !(opens ??= OpensClause(i, sentence, mentionAt))) || !Match(phrase, i, sentence.End, out var end))
                    continue;
                // "spoke in favour of", "called for": the verb alone tells no meeting where an act takes more of its words.
                if (fuller && phrase.Use == PhraseUse.Engagement && phrase.IsBare)
                    continue;
                fuller |= phrase.Use == PhraseUse.Act && phrase.StartsWithVerb && !phrase.IsBare && (ActKind)phrase.Kind is not (ActKind.Discuss or ActKind.State or ActKind.Inform);
                if (phrase.Nothing)
                {
                    (act, covered) = (true, end);
                    continue;
                }
                var trigger = Stand(phrase, i, end, sentence, mentionAt);
                if (trigger.Use == VerbUse.None && phrase.StartsWithVerb && !(phrase.Use == PhraseUse.Attendance))
                {
                    // The form is the same for all phrases that begin here, but "be" may yet begin another.
                    if (phrase.IsBare)
                        act |= phrase.Use == PhraseUse.Act;
                    continue;
                }
                found.Add(trigger);
                if (phrase.Use == PhraseUse.Act)
                {
                    act = true;
                    covered = phrase.StartsWithVerb ? end : i + 1;
                    if (!phrase.StartsWithVerb && trigger.Use != VerbUse.None)
                        (taken ??= []).UnionWith([end - 1, end - 2]);
                    if (trigger.Use == VerbUse.Finite)
                        further ??= Further(trigger, sentence.End);
                }
                else if (phrase.Use == PhraseUse.Engagement)
                    engagement = true;
                else
                    attendance = true;
            }
        }
        return found;
    }

    /// <summary>The bits of the words behind a token, as far as a phrase that begins with it looks; of those that are near always one, for a phrase that wants nothing behind it.</summary>
    private Follows Ahead(int at, int limit, int reach)
    {
        var inserted = body.Sign(at + 1) == ',' ? PastInsertion(at + 1, limit) : at + 1;
        var behind = 0UL;
        for (var w = inserted; inserted > at + 1 && w < Math.Min(limit, inserted + NearGap); w++)
            behind |= Phrase.Bit(body[w].Word);
        limit = Math.Min(limit, at + reach);
        var near = 1UL;
        var i = at + 1;
        for (var end = Math.Min(limit, i + Follows.NearBy); i < end; i++)
            near |= Phrase.Bit(body[i].Word);
        var gap = near;
        for (var end = Math.Min(limit, at + 1 + Follows.PastGap); i < end; i++)
            gap |= Phrase.Bit(body[i].Word);
        var wide = gap;
        for (; i < limit; i++)
            wide |= Phrase.Bit(body[i].Word);
        return new Follows(near, gap | behind, wide | behind);
    }

    /// <summary>The most demanding phrase of an act that begins with a verb at a token, whoever may say it; null if none stands there.</summary>
    public Phrase? Act(int at, int limit)
    {
        var phrases = body.Lexicon.Phrases[body[at].Word]!;
        var masks = body.Lexicon.PhraseMasks[body[at].Word]!;
        var ahead = Ahead(at, limit, body.Lexicon.PhraseReach[body[at].Word]);
        for (var p = 0; p < masks.Length; p++)
        {
            if (masks[p].In(ahead) && phrases[p] is { Use: PhraseUse.Act, StartsWithVerb: true } && Match(phrases[p], at, limit, out _))
                return phrases[p];
        }
        return null;
    }

    /// <summary>Whether a noun may be the subject of its clause: no verb or preposition governs it ("During the talks", "held talks").</summary>
    private bool OpensClause(int noun, Sentence sentence, int[] mentionAt)
    {
        // "…, meeting our goals and addressing the causes": a verb
        if (body.Is(noun, "meeting") && body.Is(noun + 1, WordClass.Possessive | WordClass.Article))
            return false;
        for (var i = noun - 1; i >= sentence.First; i--)
        {
            if (body.Sign(i) is ',' or ';' or ':' || (body.Is(i, WordClass.Connective) && !body.Is(i, WordClass.Preposition)))
                return true;
            // "The statement said that the meeting focused on"
            if (body.Is(i, WordClass.That) && body.Is(i - 1, Role.ToldThis))
                return true;
            // "On Libya the discussion centred on", "On 3 May a bilateral meeting was held": the noun with its own article behind what opens the sentence.
            if (i == sentence.First && body.Is(i, WordClass.Preposition) && (body.Is(noun, "there") || Article(noun, i) is var article && article > i + 1 && !body.Is(article - 1, WordClass.Preposition)))
                return true;
            if (body.Is(i, WordClass.Preposition) && !(body.Is(i, "of") && i < noun - 1))
                return false;
            // "A working meeting was held", "A detailed discussion was held"
            if (i == noun - 1 && (body.Form(i) & (VerbForm.Ing | VerbForm.Past)) != 0 && body.Is(i - 1, WordClass.Article))
                continue;
            if (body.Is(i, WordClass.PhraseStart) && mentionAt[i - sentence.First] < 0 && ((body.Form(i) & (VerbForm.Past | VerbForm.Third | VerbForm.Ing)) != 0 && !body.Is(i + 1, "of") || (body.Form(i) & VerbForm.Base) != 0 && body.Is(i - 1, WordClass.Modal | WordClass.To)))
                return false;
            // "will also have meetings with"
            if (body.Is(i, "have") && i > sentence.First && (body.Is(i - 1, WordClass.Modal | WordClass.To) || body.IsAdverb(i - 1) && body.Is(i - 2, WordClass.Modal | WordClass.To)))
                return false;
        }
        return true;
    }

    /// <summary>"a bilateral meeting": the article before a noun, over two adjectives at most; -1 where it has none.</summary>
    private int Article(int noun, int first)
    {
        for (var i = noun - 1; i > first && i >= noun - 3 && body.IsWord(i); i--)
        {
            if (body.Is(i, WordClass.Article))
                return i;
            if (body.IsCapital(i) || body.Is(i, WordClass.Preposition | WordClass.Possessive))
                return -1;
        }
        return -1;
    }

    /// <summary>"expressed his gratitude for X and his hope for Y": a further object of the verb, behind "and" and whose it is.</summary>
    private Trigger? Further(Trigger trigger, int limit)
    {
        if (trigger.Phrase.Elements is not [_, { Kind: ElementKind.Gap }, { Kind: ElementKind.Words }, ..])
            return null;
        for (var i = trigger.End; i < limit - 2 && body.Sign(i) is not (';' or '.' or ':'); i++)
        {
            if (body.Is(i, WordClass.That) || body.Is(i, "and") && body.Is(i + 1, WordClass.PhraseStart) && (body.Form(i + 1) & VerbForm.Past) != 0)
                return null;
            // "thanks for the stances of the State of Qatar and its support": whose it is of whom the thanks are for
            if (!body.Is(i, "and") || !body.Is(i + 1, WordClass.Possessive) || body.Is(i + 1, "its") && trigger.Act == ActKind.Thank)
                continue;
            foreach (var phrase in body.Lexicon.Phrases[body[trigger.Verb].Word]!)
            {
                if (phrase.Use == PhraseUse.Act && phrase.Kind != trigger.Phrase.Kind && phrase.Elements is [_, { Kind: ElementKind.Gap }, { Kind: ElementKind.Words }, ..] && Match(phrase, trigger.Verb, limit, out var end, i + 1))
                    return new Trigger(phrase, i + 1, end, i + 1, VerbUse.Finite, true);
            }
        }
        return null;
    }

    /// <summary>Whether a phrase stands at a token.</summary>
    /// <param name="phrase">The phrase.</param>
    /// <param name="at">Where its first word stands.</param>
    /// <param name="limit">Where the sentence ends.</param>
    /// <param name="end">Where the phrase ends.</param>
    /// <param name="rest">Where the rest of it is looked for; right behind the first word if not said.</param>
    public bool Match(Phrase phrase, int at, int limit, out int end, int rest = -1)
    {
        end = at;
        if (!phrase.Elements[0].Has(body[at].Word))
            return false;
        var i = rest < 0 ? at + 1 : rest;
        var gap = false;
        for (var e = 1; e < phrase.Elements.Length; e++)
        {
            var element = phrase.Elements[e];
            if (element.Kind == ElementKind.Gap)
            {
                gap = true;
                continue;
            }
            var place = gap ? Search(element, i, limit, !phrase.StartsWithVerb) : Next(element, i, limit);
            if (place < 0)
            {
                if (element.Optional)
                    continue;
                return false;
            }
            i = place + 1;
            gap = false;
        }
        end = i;
        // "held talks on 13 March", "held talks on Monday": when, not about what.
        if (phrase.Use == PhraseUse.Act && phrase.Elements.Length > 2 && body.Is(i - 1, "on") && i < limit && ((body[i].Shape & Shape.Digit) != 0 || body.Is(i, WordClass.Weekday | WordClass.Month)))
            return false;
        return !phrase.NeedsTo || !body.Is(i, "and") && InfinitiveFollows(i, limit);
    }

    private bool InfinitiveFollows(int at, int limit)
    {
        for (var i = at; i < Math.Min(limit - 1, at + 16) && body.Sign(i) is not (';' or '.'); i++)
        {
            if (body.Is(i, WordClass.To) && body.IsWord(i + 1) && !body.IsCapital(i + 1) && !body.Is(i + 1, WordClass.Determiner))
                return true;
        }
        return false;
    }

    private int Next(Element element, int at, int limit)
    {
        for (var i = at; i < Math.Min(limit, at + 3); i++)
        {
            if (element.Has(body[i].Word))
                return i;
            // "had a “brief exchange” with"
            if (i == at && body.Sign(i) is '”' or '"')
                continue;
            // "Consultations (FOCs) were held"
            if (i == at && body.Sign(i) == '(' && body.Sign(i + 2) == ')')
                return i + 3 < limit && element.Has(body[i + 3].Word) ? i + 3 : -1;
            if (!body.IsAdverb(i))
                return -1;
        }
        return -1;
    }

    /// <summary>The comma that closes what another opened; -1 if none does nearby.</summary>
    private int BehindInsertion(int comma, int limit)
    {
        for (var i = comma + 2; i < Math.Min(limit, comma + NearGap + NearGap); i++)
        {
            if (body.Sign(i) == ',')
                return i;
        }
        return -1;
    }

    private bool Stands(Element element, int at, int limit)
    {
        for (var i = at; i < limit; i++)
        {
            if (element.Has(body[i].Word))
                return true;
        }
        return false;
    }

    /// <summary>"expressed, on Saturday, during a call with X, her thanks": where that which stands between commas ends that opens at one; the comma itself if nothing does.</summary>
    private int PastInsertion(int comma, int limit)
    {
        if (!body.Is(comma + 1, WordClass.Preposition | WordClass.Weekday))
            return comma;
        for (var i = comma + 2; i < Math.Min(limit, comma + WideGap) && body.Sign(i) is not (';' or ':' or '.'); i++)
        {
            if (body.Sign(i) == ',' && body.Is(i + 1, WordClass.Possessive))
                return i + 1;
        }
        return comma;
    }

    private int Search(Element element, int at, int limit, bool wide)
    {
        if (!wide && body.Sign(at) == ',')
            at = PastInsertion(at, limit);
        var end = Math.Min(limit, at + (wide ? WidestGap : NearGap));
        // Most words that are looked for are not there, which is soon seen.
        if (!Stands(element, at, end))
            return -1;
        for (var i = at; i < end; i++)
        {
            if (wide && element.Kind == ElementKind.Verb && element.Has(body[i].Word) && body.Is(i - 1, WordClass.To | WordClass.Modal) && !body.Is(i - 1, "will"))
                return -1;
            // "The importance of …, and of …, was stressed."
            if (i >= at + WideGap && !(i >= limit - 4 && body.Is(i, WordClass.Be)))
                continue;
            // Not "The meeting is expected to adopt papers, including …".
            if (element.Has(body[i].Word) && !(wide && (body.Form(i) & VerbForm.Ing) != 0 && element.Kind == ElementKind.Verb && body.Sign(i - 1) == ',') && !(body.Is(i, "wishes") && body.Is(i - 1, Role.Warm) && (body.Is(i + 1, "from") || body.Is(i + 1, "of"))) && (wide || !(body.Is(i, WordClass.Be) && element.Kind == ElementKind.Words)))
                return i;
            // "said Ghana appreciated the support": a verb with a subject of its own.
            if (!wide && body.Is(i, WordClass.PhraseStart) && (body.Form(i) & (VerbForm.Past | VerbForm.Third)) != 0 && body.IsCapital(i - 1) && !body.IsCapital(i))
                return -1;
            if (body.Sign(i) is '.' or ';' or '!' or '?' or ':' || body.Is(i, Role.Greeting) || body.Is(i, "wishes") && body.Is(i - 1, Role.Warm) && (body.Is(i + 1, "from") || body.Is(i + 1, "of")))
                return -1;
            if (wide)
            {
                // "The meeting, which took place in Lima, focused on trade"
                if (body.Sign(i) == ',' && body.Is(i + 1, WordClass.Relative) && BehindInsertion(i, limit) is var behind and > 0 && behind <= at + WideGap)
                {
                    i = behind;
                    continue;
                }
                if (body.Is(i, WordClass.Relative) && !body.Is(i, WordClass.That))
                    return -1;
                continue;
            }
            // "made on Saturday a phone call"
            if (body.Is(i, "on") && body.Is(i + 1, WordClass.Weekday))
            {
                i++;
                continue;
            }
            // "expressed during the call Norway's concern"
            if (i == at && body.Is(i, "during") && body.Is(i + 1, WordClass.Determiner) && body.Is(i + 2, Role.Talks))
            {
                i += 2;
                continue;
            }
            if (body.Is(i, WordClass.That | WordClass.Relative | WordClass.Modal | WordClass.To | WordClass.Be | WordClass.Connective) && !(body.Is(i, WordClass.That) && (body.Is(i + 1, WordClass.SideNoun) || body.Is(i + 1, Role.PartOfDay))) && !uses.IsMonth(i))
                return -1;
            if (body.Is(i, WordClass.Preposition) && !(body.Is(i, "of") && (body.Is(i - 1, Role.Container) || body.Is(i - 1, WordClass.StateWord))))
                return -1;
            if ((body.Is(i, "and") || body.Sign(i) == ',') && body.Is(i + 1, WordClass.PhraseStart) && (body.Form(i + 1) & (VerbForm.Past | VerbForm.Ing)) != 0)
                return -1;
        }
        return -1;
    }

    private Trigger Stand(Phrase phrase, int at, int end, Sentence sentence, int[] mentionAt)
    {
        if (!phrase.StartsWithVerb)
        {
            var negated = false;
            // "The sixth meeting of the Commission will be held": an engagement that is announced.
            var will = false;
            for (var i = at; i < end; i++)
            {
                var announced = phrase.Use == PhraseUse.Engagement && body.Is(i, "will");
                (will, negated) = (will || announced, negated || !announced && body.Is(i, WordClass.Negator | WordClass.Modal) && !uses.IsMonth(i));
            }
            return new Trigger(phrase, at, end, at, negated ? VerbUse.None : VerbUse.Noun, !will);
        }
        // "the Heads of State", "the Report": no verb is written so within a sentence.
        if (body.IsCapital(at) && at > sentence.First && body.IsWord(at - 1) && (body[at].Shape & Shape.AllCaps) == 0)
            return new Trigger(phrase, at, end, at, VerbUse.None, false);
        var use = uses.Read(at, sentence, mentionAt, led, out var group, out var past);
        // "Minister X, invited by Minister Y, pays"
        if (use == VerbUse.Finite && past && phrase.Use == PhraseUse.Act && (ActKind)phrase.Kind == ActKind.Invite && body.Is(at + 1, "by") && body.Sign(at - 1) == ',')
            use = VerbUse.Passive;
        // "concluded by expressing their desire": only with what it expresses.
        if (use == VerbUse.Ing && (phrase.Finite || phrase.IsBare && body.Is(at - 1, "by")))
            use = VerbUse.None;
        // "…, supporting growth, exploring markets": what is done, not said, counts as a participle only before its sentence or with its own subject.
        if (use == VerbUse.Ing && phrase.Use == PhraseUse.Act && (ActKind)phrase.Kind is ActKind.Discuss or ActKind.Support or ActKind.Launch or ActKind.Give && phrase.Weight < 30 && !((ActKind)phrase.Kind == ActKind.Support && phrase.Elements.Length > 1) && at > sentence.First
            && (mentionAt[at - 1 - sentence.First] < 0) && !body.Is(at - 1, "to"))
            use = VerbUse.None;
        return new Trigger(phrase, at, end, group, use, past);
    }
}

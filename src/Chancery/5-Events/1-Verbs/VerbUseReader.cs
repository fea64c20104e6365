using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Verbs;

/// <summary>Reads how a verb stands in its sentence: as finite, passive, infinitive or participle, as what will be, or as no verb at all.</summary>
internal sealed class VerbUseReader(Body body)
{
    /// <summary>How the verb at a token stands.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="sentence">Its sentence.</param>
    /// <param name="mentionAt">Of each token, the mention that it belongs to, or -1.</param>
    /// <param name="led">Whether the words above give the subject of a verb that opens the sentence.</param>
    /// <param name="group">Where the group of the verb begins: "has not yet agreed".</param>
    /// <param name="past">Whether it tells of what was done.</param>
    public VerbUse Read(int verb, Sentence sentence, int[] mentionAt, bool led, out int group, out bool past)
    {
        var form = body.Form(verb);
        past = (form & VerbForm.Past) != 0;
        group = verb;
        var i = SkipAdverbs(verb, sentence.First, mentionAt, out var negated);
        if (i < sentence.First)
            return negated ? VerbUse.None : (form & VerbForm.Ing) != 0 ? VerbUse.Ing : led && past ? VerbUse.Finite : VerbUse.None;
        if (negated || body.Is(verb - 1, Role.CommonlyAgreed) && body.IsWord(verb + 1) && !body.Is(verb + 1, WordClass.Preposition | WordClass.To | WordClass.That | WordClass.Determiner | WordClass.Possessive))
            return VerbUse.None;
        if (body.Is(i, WordClass.Have) && (form & VerbForm.Participle) != 0)
        {
            group = i;
            past = false;
            // "Having emphasized the need for talks, Minister X noted"
            if (i == sentence.First && body.Is(i, "having"))
                return VerbUse.Ing;
            var before = SkipAdverbs(i, sentence.First, mentionAt, out negated);
            return negated || body.Is(i, "had") || body.Is(i, "having") || body.Is(before, WordClass.Modal | WordClass.To) ? VerbUse.None : VerbUse.Finite;
        }
        if (body.Is(i, WordClass.Be))
            return BeGroup(i, form, sentence, mentionAt, ref group, ref past);
        if (body.Is(i, WordClass.Modal) && !IsMonth(i))
        {
            group = i;
            if (body.Is(verb, WordClass.Be) && (body.Form(verb) & VerbForm.Base) == 0)
                return VerbUse.None;
            return body.Is(i, "will") || body.Is(i, "shall") || body.Is(i, "'ll") ? VerbUse.Future : VerbUse.None;
        }
        if ((form & VerbForm.Ing) != 0 && !body.Is(i, WordClass.Modal))
            return Participle(i, sentence, mentionAt) ? VerbUse.Ing : VerbUse.None;
        if (body.Is(i, WordClass.To))
        {
            group = i;
            // "would like to thank", "wish to thank", "wished to thank"
            if (body.Is(i - 1, "like") || body.Is(i - 1, "wish") || body.Is(i - 1, "want") || body.Is(i - 1, "wished") || body.Is(i - 1, "wanted"))
            {
                past = (body.Form(i - 1) & VerbForm.Past) != 0;
                group = body.Is(i - 2, WordClass.Modal) ? i - 2 : i - 1;
                return VerbUse.Finite;
            }
            // "went on to thank"
            if ((form & VerbForm.Base) != 0 && (body.Is(i - 1, "on") && body.Is(i - 2, "went") || body.Is(i - 1, "proceeded")))
            {
                (group, past) = (body.Is(i - 1, "on") ? i - 2 : i - 1, true);
                return VerbUse.Finite;
            }
            // "took this opportunity to thank": it was done.
            if ((form & VerbForm.Base) != 0 && body.Is(i - 1, Role.Opportunity))
            {
                for (var taken = i - 2; taken >= Math.Max(sentence.First, i - 5); taken--)
                {
                    if (!body.Is(taken, Role.TakesUp))
                        continue;
                    (group, past) = (taken, true);
                    return VerbUse.Finite;
                }
            }
            return (form & VerbForm.Base) != 0 ? VerbUse.Infinitive : VerbUse.None;
        }
        if (past)
            return StandsAsPast(verb, i, sentence, mentionAt) ? VerbUse.Finite : VerbUse.None;
        // A present form may be a noun: it needs its subject at once before it.
        return StandsAsPresent(verb, i, sentence, mentionAt) ? VerbUse.Finite : VerbUse.None;
    }

    private VerbUse BeGroup(int be, VerbForm form, Sentence sentence, int[] mentionAt, ref int group, ref bool past)
    {
        group = be;
        past = body.Is(be, "was") || body.Is(be, "were");
        var before = SkipAdverbs(be, sentence.First, mentionAt, out var negated);
        if (body.Is(be, "been"))
        {
            if (!body.Is(before, WordClass.Have) || body.Is(before, "had"))
                return VerbUse.None;
            group = before;
            past = true;
            before = SkipAdverbs(before, sentence.First, mentionAt, out var more);
            negated |= more;
        }
        // "will be making a visit"
        if (!negated && body.Is(be, "be") && (form & VerbForm.Ing) != 0 && (body.Is(before, "will") || body.Is(before, "shall")))
        {
            group = before;
            return VerbUse.Future;
        }
        if (negated || body.Is(be, "be") || body.Is(before, WordClass.Modal | WordClass.To))
            return VerbUse.None;
        if ((form & VerbForm.Ing) != 0)
            return body.Is(be, "being") ? VerbUse.None : VerbUse.Finite;
        return (form & VerbForm.Participle) != 0 && !body.Is(be, "being") ? VerbUse.Passive : VerbUse.None;
    }

    private int SkipAdverbs(int at, int first, int[] mentionAt, out bool negated)
    {
        negated = false;
        var i = at - 1;
        // "has on Tuesday met"
        if (body.Is(i, WordClass.Weekday) && body.Is(i - 1, "on") && body.Is(i - 2, WordClass.Have) && i - 2 >= first)
            i -= 2;
        while (i >= first && (body.Is(i, WordClass.Negator) || (body.IsAdverb(i) && mentionAt[i - first] < 0)))
        {
            // "not only reaffirmed"
            negated |= body.Is(i, WordClass.Negator) && !body.Is(i + 1, "only");
            i--;
        }
        return i;
    }

    /// <summary>", highlighting …", "while stressing …", "with both sides stressing …".</summary>
    private bool Participle(int before, Sentence sentence, int[] mentionAt)
    {
        if (before < sentence.First || body.Sign(before) is ',' or '"' or '”' or ')' or '–' or '—' or '-')
            return true;
        // "the possibility of freely and openly voicing their opinion"
        if (body.Is(before, "and") && (IsObject(before - 1, sentence) || body.IsAdverb(before - 1) && body.Is(before - 2, WordClass.Preposition)))
            return false;
        // "while at the same time stressing"
        if (body.Is(before, "time") && body.Is(before - 1, "same") && body.Is(before - 3, "at"))
            return true;
        if (body.Is(before, "while") || body.Is(before, "whilst") || body.Is(before, "thereby") || body.Is(before, "and") || body.Is(before, "thus") || body.Is(before, "by"))
            return true;
        if (body.Is(before, "to") && body.Is(before - 1, "addition") || (body.Is(before, "besides") || body.Is(before, "after")) && before == sentence.First)
            return true;
        if (mentionAt[before - sentence.First] >= 0 && !body.IsGenitive(before))
        {
            // "with both sides stressing", but not "the Minister stressing" of a caption
            for (var i = before; i >= sentence.First && i > before - 6; i--)
            {
                if (body.Is(i, "with"))
                    return true;
            }
        }
        return false;
    }

    /// <summary>"suggested promoting talks and signing documents", "the importance of holding talks and signing": both are what the verb or preposition governs.</summary>
    private bool IsObject(int at, Sentence sentence)
    {
        for (var i = at; i > sentence.First && i > at - 10 && !(body.Sign(i) is ',' or ';'); i--)
        {
            if (body.IsWord(i) && !body.IsCapital(i) && ((body.Form(i) & VerbForm.Ing) != 0 || body.Span(i).EndsWith("ing", StringComparison.Ordinal) && !body.Is(i, WordClass.EventNoun)))
                return (body.Is(i - 1, WordClass.Preposition) && !body.Is(i - 1, "by") || body.Is(i - 1, WordClass.PhraseStart) && body.Form(i - 1) != VerbForm.None) && !body.Is(i - 1, "to");
        }
        return false;
    }

    private bool StandsAsPast(int verb, int before, Sentence sentence, int[] mentionAt)
    {
        if (before < sentence.First)
            return false;
        if (body.Is(before, WordClass.Determiner) && mentionAt[before - sentence.First] < 0)
            return false;
        if (body.Is(before, WordClass.Preposition) && !(body.Is(before, "as") && body.Is(before - 1, "well")) || body.IsGenitive(before))
            return false;
        // "COP31 – now described as a Pacific COP": what is said of a thing behind a dash
        if (body.Sign(before) is '–' or '—' or '-' && (body.Form(verb) & VerbForm.Participle) != 0 && (body.Is(verb + 1, "as") || body.Is(verb + 1, "by")))
            return false;
        // "the proposed visit": an adjective stands before a noun and behind nothing that could be a subject.
        if (body.Is(before, WordClass.Possessive))
            return false;
        // "measures proposed by the Ministry", "initiatives outlined in the plan": a participle behind its noun.
        if ((body.Form(verb) & VerbForm.Participle) != 0 && mentionAt[before - sentence.First] < 0 && body.IsWord(before) && !body.Is(before, WordClass.Conjunction | WordClass.Relative) && !(body.Is(verb, "met") && body.IsCapital(before)) && !body.Is(before, WordClass.Weekday | WordClass.Month)
            && (body.Is(verb + 1, "by") || body.Is(verb + 1, "in") || body.Is(verb + 1, "at") || body.Is(verb + 1, "between") || body.Is(verb + 1, "during") || body.Is(verb + 1, "under")))
            return false;
        return true;
    }

    private bool StandsAsPresent(int verb, int before, Sentence sentence, int[] mentionAt)
    {
        if (before < sentence.First)
            return false;
        if (body.Is(before, WordClass.SubjectPronoun) || body.Is(before, "who"))
            return true;
        // "Minister X on Tuesday meets Y"
        if (body.Is(before, WordClass.Weekday) && body.Is(before - 1, "on") && before - 2 > sentence.First && (body.Form(verb) & VerbForm.Third) != 0 && mentionAt[before - 2 - sentence.First] >= 0)
            before -= 2;
        // "We, the Ministers of A and B, express …"
        if (body.Sign(before) == ',' && body.Is(sentence.First, WordClass.We) && body.Sign(sentence.First + 1) == ',' && before > sentence.First + 1 && (body.Form(verb) & VerbForm.Base) != 0)
            return true;
        // "The Ministers of A, B and C, and the High Representative, reject"
        if (body.Sign(before) == ',' && before > sentence.First && mentionAt[before - 1 - sentence.First] >= 0 && (body.Form(verb) & VerbForm.Base) != 0 && IsPlural(before - 1, sentence))
            return body.Is(verb + 1, WordClass.Determiner | WordClass.That | WordClass.To);
        if (mentionAt[before - sentence.First] >= 0 && !body.IsGenitive(before))
        {
            // "U.S. support", "Japan view": a base form wants a plural or a first person for its subject.
            if ((body.Form(verb) & (VerbForm.Third | VerbForm.Past)) == 0 && !body.Is(verb, WordClass.Be) && !IsPlural(before, sentence))
                return false;
            return body.Is(verb + 1, WordClass.Determiner | WordClass.That | WordClass.To | WordClass.Preposition) || body.Is(verb, "look") && body.Is(verb + 1, "forward") || body.Is(verb, Role.ToHold) && body.Is(verb + 1, WordClass.EventNoun) || body.Is(verb, WordClass.Be) || (body.Form(verb) & VerbForm.Third) != 0 && !body.Is(verb, "visits")
                || (verb + 1 < sentence.End && mentionAt[verb + 1 - sentence.First] >= 0) || body.IsCapital(verb + 1);
        }
        if (body.Is(verb, WordClass.Be))
            return true;
        return body.Is(before, "and") && !(body.Is(verb, "support") && body.Is(verb + 1, WordClass.Preposition)) && PresentBefore(verb, before, sentence);
    }

    private bool IsPlural(int at, Sentence sentence)
    {
        if (body.Is(at, WordClass.GroupNoun | WordClass.They | WordClass.We | WordClass.First | WordClass.Number))
            return true;
        for (var i = at; i > sentence.First && i > at - 8 && !(body.Sign(i) is ',' or ';'); i--)
        {
            if (body.Is(i, "and"))
                return true;
        }
        return false;
    }

    /// <summary>Whether a present verb goes on after "and": "supports X and welcomes Y".</summary>
    private bool PresentBefore(int verb, int at, Sentence sentence)
    {
        var form = body.Form(verb) & (VerbForm.Third | VerbForm.Base);
        for (var i = at - 1; i >= sentence.First; i--)
        {
            // "We strongly condemn X and express"
            var subject = i - 1;
            while (subject > sentence.First && body.IsAdverb(subject))
                subject--;
            if ((body.Form(i) & form) != 0 && body.Is(i, WordClass.PhraseStart) && (form == VerbForm.Third || body.Is(subject, WordClass.SubjectPronoun | WordClass.GroupNoun)))
                return true;
            // "has noted X with concern and calls on"
            if ((body.Form(i) & VerbForm.Past) != 0 && body.Is(i, WordClass.PhraseStart))
                return body.Is(subject, WordClass.Have) && body.Is(subject, "has") == (form == VerbForm.Third);
        }
        return false;
    }

    /// <summary>"on 3 May": the month, and no "may".</summary>
    public bool IsMonth(int at) => body.Is(at, WordClass.Month) && body.IsCapital(at);
}

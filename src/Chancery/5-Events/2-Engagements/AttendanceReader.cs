using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>Who else was at an engagement that was told of: "The meeting was attended by …", "He was accompanied by …".</summary>
internal sealed class AttendanceReader(Body body, Scene scene)
{
    public void Attend(List<EngagementFact> found, Trigger trigger, Sentence sentence, List<Mention> mentions)
    {
        if (found.Count == 0)
            return;
        // "support for Envoy X in leading the talks": nobody's attendance
        if (trigger.Use == VerbUse.None && trigger.Phrase.StartsWithVerb && (body.Form(trigger.Verb) & VerbForm.Ing) != 0 && body.Is(trigger.Verb - 1, WordClass.Preposition))
            return;
        // "agreed to conclude it through discussions led by X": those that are still to come
        if (body.Is(trigger.Verb, Role.Led) && body.Is(trigger.Verb - 1, Role.Talks) && body.Is(trigger.Verb - 2, WordClass.Preposition))
            return;
        if (body.Is(trigger.Verb, "accompanying") && body.Is(trigger.Verb - 1, WordClass.Be) && IsErrand(trigger.Verb - 2))
            return;
        var fact = found[^1];
        // "He will be accompanied by …" on a visit that is only announced.
        var announced = fact.Announced && body.Is(trigger.Verb, "accompanied");
        if (!announced && (trigger.Use is VerbUse.Future or VerbUse.Infinitive || body.Is(trigger.Verb - 1, WordClass.Modal)))
            return;
        if (!IsOfMeeting(trigger, sentence, mentions, fact) || !announced && IsFutureOrPast(sentence) || IsOther(trigger, sentence))
            return;
        var (people, beside) = (new List<Taker>(), -1);
        var side = Delegation(mentions, trigger.Verb);
        foreach (var mention in mentions)
        {
            if (mention.Kind != MentionKind.Person || mention.Genitive || mention.Former)
                continue;
            var before = mention.First - 1;
            if (body.Is(before, "by") && !body.Is(trigger.Verb, "accompanied") && !body.Is(trigger.Verb, "attended") && !body.Is(trigger.Verb, "joined") && !body.Is(trigger.Verb, "represented") && !body.Says(sentence, Role.Led))
                continue;
            // "is representing President X at the Summit"
            if (body.Is(before, "of") || body.Is(before, "to") || body.Is(before, "representing") || InRelative(trigger.End, mention.First) || body.Is(before, "with") && trigger.Verb < before && side < 0)
                continue;
            // "The A side was headed by X, the B side by Y"
            if (Delegation(mentions, mention.First - 1) is var own and >= 0)
                side = own;
            foreach (var person in mention.People)
            {
                var one = scene.Cast.People[person];
                // "met separately with a delegation led by X and one led by Y": each is at his own.
                if (found.Exists(f => f != fact && f.Sentence == fact.Sentence && f.People.Contains(person)))
                    continue;
                // "joining the Schengen Area": no name has an article.
                if (one is { Party: < 0, Offices.Count: 0 } && (body.Is(mention.First - 1, "the") || body.Is(mention.NameFirst - 1, "the")))
                    continue;
                // "SPS Rahayu attended the SIAC Annual Conference": letters are no name.
                if (one is { Party: < 0, Offices.Count: 0 } && (body[mention.NameFirst].Shape & Shape.AllCaps) != 0 && mention.NameEnd - mention.NameFirst > 1 && (body[mention.NameEnd - 1].Shape & Shape.AllCaps) == 0)
                    continue;
                // "attended by the Ambassador of A, X, and Director Y": who stands beside one of another state than the house's is of it.
                if (side < 0 && (one.Party < 0 || one.Assumed) && beside >= 0 && beside != scene.Cast.Home && fact.Parties.Contains(beside))
                    (one.Party, one.Assumed) = (beside, false);
                if (side >= 0 && mention.First > trigger.Verb && (one.Party < 0 || one.Assumed || mention.HasOffice && mention.SaidParty < 0 && one.First == mention.First))
                    (one.Party, one.Assumed) = (side, false);
                people.Add(new Taker(person, one.Party));
                // "Minister X met a delegation led by Y": he stands not beside Y.
                beside = mention.First < trigger.Verb && body.Sentences[fact.Sentence] == sentence ? -1 : one.Party;
            }
        }
        if (people.Count == 0)
            return;
        InTurn(fact, people, trigger);
        foreach (var one in people)
        {
            // Whoever is named takes the place of his side as a whole.
            fact.Takers.RemoveAll(t => t.Person < 0 && t.Party == one.Party);
            if (!fact.Takers.Exists(t => t.Person == one.Person))
                fact.Takers.Add(one);
        }
        fact.Words.Add(new Said(sentence.First, TrimEnd(sentence)));
        scene.Meet(fact.People, fact.Parties);
    }

    /// <summary>"A and B held consultations. Led by X and Y, …": one of each side, the house's own first, else in the order in which the sides are named, the last of which is the first of its subject.</summary>
    private void InTurn(EngagementFact fact, List<Taker> people, Trigger trigger)
    {
        if (people.Count != 2 || !body.Is(trigger.Verb, Role.Led) || fact.Takers is not [{ Person: < 0, Party: var one }, { Person: < 0, Party: var other }] || !people.TrueForAll(p => p.Party < 0 || scene.Cast.People[p.Person].Assumed))
            return;
        int[] sides = one == scene.Cast.Home ? [one, other] : [other, one];
        for (var i = 0; i < people.Count; i++)
        {
            (scene.Cast.People[people[i].Person].Party, scene.Cast.People[people[i].Person].Assumed) = (sides[i], false);
            people[i] = new Taker(people[i].Person, sides[i]);
        }
    }

    /// <summary>"who was accompanying the President on his visit", "in Lima, where Minister X was accompanying the President": what brought somebody there, and not who met.</summary>
    private bool IsErrand(int before)
    {
        while (body.IsCapital(before) && body.IsWord(before))
            before--;
        return body.Is(before, "who") || body.Is(before, "where");
    }

    /// <summary>Whether a sentence tells of the engagement itself who else was there.</summary>
    private bool IsOfMeeting(Trigger trigger, Sentence sentence, List<Mention> mentions, EngagementFact fact)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (body.Is(i, WordClass.EventNoun) || body.Is(i, Role.AtMeeting))
                return true;
        }
        // "Ministers X, Y and Z took part."
        if (!body.IsWord(trigger.End) && trigger.Use == VerbUse.Finite && trigger.Past && fact.Kind is EngagementKind.Summit or EngagementKind.MultilateralMeeting)
            return true;
        // "Mr X was joined by Y."
        if (body.Is(trigger.Verb, "joined") && body.Is(trigger.Verb + 1, "by") && fact.Kind != EngagementKind.Visit
            && mentions.Exists(m => m is { Kind: MentionKind.Person or MentionKind.Pronoun or MentionKind.Group, Genitive: false, People.Length: > 0 } && m.End <= trigger.Verb && m.People.All(fact.People.Contains)))
            return true;
        // "Accompanying the Minister were X and Y."
        if (body.Is(sentence.First, "accompanying") && trigger.Verb == sentence.First
            && mentions.Exists(m => m is { Kind: MentionKind.Person or MentionKind.Office, Genitive: false, People: [var led] } && fact.People.Contains(led) && body.Is(m.End, WordClass.Be)))
            return true;
        // "Also present were X and Y.", "In attendance were X and Y."
        var first = body.Is(sentence.First, "also") ? sentence.First + 1 : sentence.First;
        return body.Is(first, "present") || body.Is(first, "in") && body.Is(first + 1, "attendance");
    }

    /// <summary>"Peru's delegation was led by", "the Peruvian side included": the side of those who are named behind it; -1 where none is told.</summary>
    private int Delegation(List<Mention> mentions, int verb)
    {
        foreach (var mention in mentions)
        {
            if (mention is { Kind: MentionKind.Party, Parties: [var side] } && mention.First < verb + 4 && verb - mention.End < 5
                && (body.Is(mention.First - 1, "of") && body.Is(mention.First - 2, Role.Delegation) || body.Is(mention.First - 1, WordClass.Article) && (body.Is(mention.First - 2, "of") || body.Is(mention.First - 2, "from")) && body.Is(mention.First - 3, Role.Delegation) || body.Is(mention.End - 1, Role.Delegation) || body.Is(mention.End, Role.Delegation) || mention.Genitive && body.Is(mention.End + 1, Role.Delegation)))
                return side;
        }
        return -1;
    }

    /// <summary>"were joined by X who updated them on the meeting of Y and Z": named in a clause about X.</summary>
    private bool InRelative(int from, int to)
    {
        var within = false;
        for (var i = from; i < to; i++)
            within = (within || body.Is(i, WordClass.Relative)) && body.Sign(i) is not (',' or ';');
        return within;
    }

    /// <summary>"accompanied the President in meetings with X": those are other meetings.</summary>
    private bool IsOther(Trigger trigger, Sentence sentence)
    {
        for (var i = trigger.End; i < sentence.End - 1; i++)
        {
            if (body.Is(i, "with") && (body.Is(i - 1, Role.Talks) || body.Is(i - 1, "meetings")))
                return true;
        }
        return false;
    }

    private bool IsFutureOrPast(Sentence sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (body.Is(i, "will") || body.Is(i, "had") || body.Is(i, "last") && body.Is(i + 1, "year"))
                return true;
        }
        return false;
    }

    private int TrimEnd(Sentence sentence)
    {
        var end = sentence.End;
        while (end > sentence.First + 1 && !body.IsWord(end - 1))
            end--;
        return end;
    }
}

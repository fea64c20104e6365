using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>Finds who meets: the subject of a phrase that tells of an engagement.</summary>
internal sealed class MeetingSubject(Body body, Scene scene, Clauses clauses, EngagementList engagements)
{
    /// <summary>The subject of a phrase that tells of an engagement, null where it names none; false where it is somebody of whom it does not tell here.</summary>
    public bool Find(int number, Trigger trigger, Sentence sentence, List<Mention> mentions, EngagementKind kind, bool future, out Doer? by)
    {
        if (trigger.Use == VerbUse.Noun)
            by = Owner(trigger, mentions) ?? Again(trigger);
        else if (Opens(trigger, sentence))
            by = Opener(sentence);
        else if (trigger.Use == VerbUse.Passive)
            by = clauses.Before(trigger.GroupStart, out _);
        else
        {
            // "is to meet", "is scheduled to pay": the subject stands before "is".
            var group = trigger.Use != VerbUse.Infinitive ? trigger.GroupStart : body.Is(trigger.GroupStart - 1, WordClass.Be) ? trigger.GroupStart - 1 : body.Is(trigger.GroupStart - 2, WordClass.Be) ? trigger.GroupStart - 2 : trigger.GroupStart;
            by = clauses.Before(group, out var subordinate);
            var isFirst = engagements.Found.Count == 0 && by is not null;
            // "paid a visit to Peru, where she met Minister X"
            var there = by is not null && trigger.Past && body.Is(by.First - 1, "where") && body.Sign(by.First - 2) == ',';
            if (subordinate && !there && !(isFirst && (trigger.Past || future && number == 0) && TellsWhatWas(by!)))
                return false;
            // "said Minister X, who called on President Y"
            if (body.Is(trigger.GroupStart - 1, "who") && !(isFirst && kind == EngagementKind.CourtesyCall))
                return false;
        }
        // "Minister X concluded a visit, during which he paid a call on Y": he of whom the sentence has told.
        if (by is { Parties.Length: 0, People.Length: 0, Mention.Kind: MentionKind.Pronoun } && clauses.Main is { People: [_] } told)
            by = told;
        if (by is null or { Parties.Length: 0, People.Length: 0 } && trigger.Use == VerbUse.Finite)
            by = Compound(sentence, trigger) ?? by;
        // "Prof. X met with the Minister of Justice of Norway", in a release of a house: who is of nobody else is of it.
        if (by is { Parties.Length: 0, People: [var own], Mention.HasHonorific: true } && engagements.Found.Count == 0)
            by = by with { Parties = OfHouse(own) };
        return true;
    }

    /// <summary>Whether a subject acts for a party; whose minister somebody is may be left open where nothing tells whose release it is.</summary>
    public bool Acts(Doer? by) => by is { Parties.Length: > 0 } || scene.Cast.Home < 0 && by is { People: [_], Mention.HasOffice: true };

    /// <summary>"Prime Minister X's first bilateral meeting was with Y": whose the meeting was.</summary>
    private Doer? Owner(Trigger trigger, List<Mention> mentions)
    {
        if (mentions.FindLast(m => m.End <= trigger.Verb) is not { Kind: MentionKind.Person or MentionKind.Office, Genitive: true, Parties.Length: 1 } owner || trigger.Verb - owner.End > 4 || !body.Is(trigger.End - 1, "with"))
            return null;
        return Clauses.Of(owner);
    }

    /// <summary>"Another meeting took place with Y": the house's own who met somebody before.</summary>
    private Doer? Again(Trigger trigger)
    {
        if (!body.Is(trigger.End - 1, "with") || engagements.Found.Count == 0 || scene.TellingSide is not (var home and >= 0) || engagements.Found[^1].People.FirstOrDefault(p => scene.Cast.People[p].Party == home, -1) is not (var person and >= 0))
            return null;
        return new Doer([home], [person], trigger.Verb, null);
    }

    /// <summary>"The Kenya-Norway Working Group met", "The Kenya-Norway Joint Commission held its third session": a body of two sides; null where none is the subject.</summary>
    private Doer? Compound(Sentence sentence, Trigger trigger)
    {
        for (var i = trigger.GroupStart - 1; i >= sentence.First && i > trigger.GroupStart - 10; i--)
        {
            if (PartyReader.InCompound(body, i) is { Count: 2 } pair && Enumerable.Range(i + 1, trigger.GroupStart - i - 1).Any(w => body.IsCapital(w) && body.Is(w, WordClass.BodyNoun | WordClass.Event)) && (i == sentence.First || !body.Is(i - 2, WordClass.Preposition) && !body.Is(i - 1, WordClass.Preposition)))
                return new Doer([.. pair], [], i, new Mention(i, i + 1, MentionKind.Party) { NamedParty = pair[0], SecondParty = pair[1], Parties = [.. pair] });
        }
        return null;
    }

    /// <summary>"Meeting with X, the Minister stressed", "Meeting with X, the two Ministers agreed": the subject behind the comma, or who spoke before.</summary>
    private Doer? Opener(Sentence sentence)
    {
        for (var i = sentence.First + 1; i < sentence.End - 1; i++)
        {
            if (body.Sign(i) != ',' || clauses.MentionAt(i + 1) is not { Genitive: false, OwnerPronoun: false } subject || subject.First != i + 1)
                continue;
            if (subject.Kind is MentionKind.Person or MentionKind.Office or MentionKind.Pronoun && subject.Parties.Length == 1)
                return Clauses.Of(subject);
            if (subject.Kind == MentionKind.Group && scene.Speaker >= 0 && scene.Cast.People[scene.Speaker].Party is var party and >= 0)
                return new Doer([party], [scene.Speaker], sentence.First, null);
        }
        return null;
    }

    /// <summary>"Together with President X, Minister Y attended a meeting with Z": the subject with those who are named before it.</summary>
    public Doer? WithCompany(Doer? by, Sentence sentence)
    {
        if (by is not { Parties.Length: 1 })
            return by;
        if (IsTogether(sentence.First) && clauses.MentionAt(sentence.First + 2) is { Kind: MentionKind.Person, People.Length: 1 } company && company.End < by.First)
            return by with { People = [.. company.People, .. by.People], Parties = [.. company.Parties.Union(by.Parties)] };
        // "X, together with his counterpart Y, led the session"
        if (by.Mention is { End: var end } && IsTogether(end) && clauses.MentionAt(body.Is(end + 2, WordClass.Possessive) ? end + 3 : end + 2) is { Kind: MentionKind.Person or MentionKind.Counterpart, People.Length: 1 } beside)
            return by with { People = [.. by.People, .. beside.People], Parties = [.. by.Parties.Union(beside.Parties)] };
        return by;
    }

    private bool IsTogether(int at) => body.Is(at, "together") && body.Is(at + 1, "with");

    /// <summary>"It was recalled that X met", "This came as the two met": a clause behind another one that tells what took place nevertheless.</summary>
    private bool TellsWhatWas(Doer by)
    {
        if (body.Is(by.First - 1, "when"))
            return true;
        if (body.Is(by.First - 1, WordClass.That))
            return clauses.Head(by.First) is not { People.Length: > 0 };
        return body.Is(by.First - 1, "as") && (body.Is(by.First - 2, "came") || by.Mention?.Kind is MentionKind.Group or MentionKind.Pronoun);
    }

    /// <summary>Takes somebody for the house's own: its party; none where the house is not known.</summary>
    public int[] OfHouse(int person)
    {
        if (scene.Cast.Home is not (var ours and >= 0))
            return [];
        (scene.Cast.People[person].Party, scene.Cast.People[person].Assumed) = (ours, true);
        return [ours];
    }

    /// <summary>"Welcoming Minister X, …": a participle that opens the sentence.</summary>
    public static bool Opens(Trigger trigger, Sentence sentence) => trigger.Use == VerbUse.Ing && trigger.Verb == sentence.First;
}

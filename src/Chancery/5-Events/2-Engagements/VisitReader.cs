using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>Visits that are told as they begin or end: "left last night on a state visit to Peru", "returned, concluding his state visit to Peru".</summary>
internal sealed class VisitReader(Body body, Clauses clauses, SettingReader setting, EngagementList engagements)
{
    /// <summary>What stands in the place of a phrase where there is none.</summary>
    private static readonly Phrase Concluding = new(PhraseUse.Engagement, (int)EngagementKind.Visit, "engagements: concluding a visit", []);

    /// <inheritdoc cref="Concluding"/>
    private static readonly Phrase Leaving = new(PhraseUse.Engagement, (int)EngagementKind.Visit, "engagements: leaving on a visit", []);

    /// <inheritdoc cref="Concluding"/>
    private static readonly Phrase Holding = new(PhraseUse.Engagement, (int)EngagementKind.BilateralMeeting, "engagements: talks held on a visit", []);

    /// <summary>How many words may stand between "concluding" and "visit".</summary>
    private const int MostBetween = 5;

    /// <summary>The visit that a sentence says somebody concluded on his way; null where it says nothing of it.</summary>
    public Told? Closing(int number, Sentence sentence)
    {
        for (var i = body.May(sentence, WordClass.Concludes) ? sentence.First + 1 : sentence.End; i < sentence.End - 3; i++)
        {
            if (!body.Is(i, WordClass.Concludes))
                continue;
            var visit = i + 1;
            while (visit < Math.Min(sentence.End, i + 1 + MostBetween) && !body.Is(visit, "visit"))
                visit++;
            if (!body.Is(visit, "visit") || !body.Is(visit + 1, "to") || clauses.Head(i) is not { People: [_], Parties: [_] } by)
                continue;
            var told = new Trigger(Concluding, visit, visit + 1, visit, VerbUse.Finite, true);
            if (Visit(number, sentence with { First = i }, told, by, visit + 3) is not { } fact)
                continue;
            if (setting.When(sentence with { First = visit }, told) is { } when && when.From != when.To)
                setting.Date(fact, when);
            return new Told(by, sentence.First, engagements.Add(fact));
        }
        return null;
    }

    /// <summary>"left the country last night for Peru, marking her first visit", "departed from the airport on a visit to Peru"; null where nobody leaves on one.</summary>
    public Told? Opening(int number, Sentence sentence)
    {
        for (var i = body.May(sentence, WordClass.Leaves) ? sentence.First + 1 : sentence.End; i < sentence.End - 3; i++)
        {
            if (!body.Is(i, WordClass.Leaves) || clauses.Head(i) is not { People: [_], Parties: [_] } by || Array.FindIndex(VisitsIn(sentence), v => v > i) < 0)
                continue;
            for (var to = i + 1; to < sentence.End - 1; to++)
            {
                if (!(body.Is(to, "for") || body.Is(to, "to")) || PartyReader.Behind(body, to + 1, sentence.End, out _) is not { Kind: PartyWord.Name or PartyWord.City })
                    continue;
                var told = new Trigger(Leaving, i, to + 1, i, VerbUse.Finite, true);
                if (Visit(number, sentence with { First = to }, told, by, to + 2) is not { } fact)
                    break;
                if (setting.When(sentence with { First = i }, told) is { } when)
                    setting.Date(fact, when);
                return new Told(by, sentence.First, engagements.Add(fact));
            }
        }
        return null;
    }

    /// <summary>"The visit, from 8 to 10 June, takes place at the invitation of President X": who receives, and when, on the visit that was told of.</summary>
    public void More(Sentence sentence, List<Mention> mentions)
    {
        if (!body.Is(sentence.First, WordClass.Determiner) || engagements.Found.FindLast(f => f.Kind == EngagementKind.Visit) is not { } visit || !VisitsIn(sentence).Any(v => v < sentence.First + 4)
            || Inviter(sentence, mentions) is not { Parties: [var host] } inviter || host != visit.Country)
            return;
        if (inviter.People.Length > 0)
            visit.Takers.RemoveAll(t => t.Person < 0 && t.Party == host);
        engagements.Take(visit.Takers, inviter.People, inviter.Parties);
        if (setting.When(sentence, new Trigger(Leaving, sentence.First, sentence.First + 1, sentence.First, VerbUse.Finite, true)) is { } when && when.From != when.To)
            setting.Date(visit, when);
        visit.Words.Add(new Said(sentence.First, sentence.End));
    }

    /// <summary>"An official meeting was held on 11 May in Lima": the talks on the visit that was told of, of the guest and the host who are both named; null where the sentence tells of none.</summary>
    public Told? Talks(int number, Sentence sentence)
    {
        if (engagements.Found is not [.., { Kind: EngagementKind.Visit, Announced: false, Takers: [{ Person: >= 0 } guest, { Person: >= 0 } host] } visit] || guest.Party == host.Party)
            return null;
        var talks = sentence.First;
        while (talks < sentence.First + 4 && body.IsWord(talks) && !body.Is(talks, Role.Talks))
            talks++;
        if (!body.Is(talks, Role.Talks) || !setting.TakesPlace(talks + 1) || body.Is(talks + 3, "with") || body.Is(talks + 3, "between"))
            return null;
        var told = new Trigger(Holding, sentence.First, talks + 3, sentence.First, VerbUse.Finite, true);
        var fact = new EngagementFact { Kind = EngagementKind.BilateralMeeting, Entry = Holding.Entry, Sentence = number };
        fact.Takers.AddRange(visit.Takers);
        setting.Date(fact, setting.When(sentence, told));
        (fact.City, fact.Country) = setting.Place(sentence, told, fact.Kind, engagements.Found);
        if (fact.Country < 0)
            (fact.City, fact.Country) = (visit.City, visit.Country);
        fact.Words.Add(new Said(sentence.First, talks + 3));
        return new Told(new Doer([guest.Party, host.Party], [guest.Person, host.Person], sentence.First, null), talks + 3, engagements.Add(fact));
    }

    /// <summary>"at the invitation of X": who invited; null where nobody is told to have done so.</summary>
    public Mention? Inviter(Sentence sentence, List<Mention> mentions)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if ((body.Is(i, "invitation") || body.Is(i, "invitations")) && (body.Is(i + 1, "of") || body.Is(i + 1, "from")))
                return mentions.Find(m => m.First >= i + 2 && m.First <= i + 4 && m.Parties.Length > 0 && m.Kind is MentionKind.Person or MentionKind.Office or MentionKind.Party or MentionKind.Counterpart);
        }
        return null;
    }

    /// <summary>Who received a visitor: "at the invitation of X", "by Y".</summary>
    public void Host(List<Taker> takers, Sentence sentence, List<Mention> mentions, int country)
    {
        if (Inviter(sentence, mentions) is { } host)
            engagements.Take(takers, host.People, host.Parties);
        // "visited Germany to talk to her German counterpart, X"
        for (var i = sentence.First; i < sentence.End - 3; i++)
        {
            if (body.Is(i, WordClass.To) && body.Is(i + 1, Role.ToMeet) && clauses.MentionAt(body.Is(i + 2, "with") || body.Is(i + 2, "to") ? i + 3 : i + 2) is { Kind: MentionKind.Person or MentionKind.Counterpart, Genitive: false } met && met.Parties.Contains(country))
                engagements.Take(takers, met.People, met.Parties);
        }
        if (!takers.Exists(t => t.Party == country))
            takers.Add(new Taker(-1, country));
    }

    private int[] VisitsIn(Sentence sentence) => [.. Enumerable.Range(sentence.First, sentence.End - sentence.First).Where(i => body.Is(i, "visit"))];

    /// <summary>Somebody's visit to where a part of a sentence says that he goes; null where it is nowhere abroad.</summary>
    private EngagementFact? Visit(int number, Sentence part, Trigger told, Doer by, int end)
    {
        var fact = new EngagementFact { Kind = EngagementKind.Visit, Entry = told.Phrase.Entry, Sentence = number };
        (fact.City, fact.Country) = setting.Place(part, told, EngagementKind.Visit, engagements.Found);
        if (fact.Country < 0 || by.Parties.Contains(fact.Country))
            return null;
        engagements.Take(fact.Takers, by.People, by.Parties);
        fact.Takers.Add(new Taker(-1, fact.Country));
        fact.Words.Add(new Said(by.First, end));
        return fact;
    }
}

using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Acts;

/// <summary>Visits that are told when they are over: "returned home last night, concluding his state visit to Peru".</summary>
internal sealed class VisitReader(Body body, Clauses clauses, SettingReader setting, EngagementList engagements)
{
    /// <summary>What stands in the place of a phrase where there is none.</summary>
    private static readonly Phrase Concluding = new(PhraseUse.Engagement, (int)EngagementKind.Visit, "engagements: concluding a visit", []);

    /// <summary>How many words may stand between "concluding" and "visit".</summary>
    private const int MostBetween = 5;

    /// <summary>The visit that a sentence says somebody concluded on his way; null where it says nothing of it.</summary>
    public (Doer?, int, EngagementFact?, int)? Closing(int number, Sentence sentence)
    {
        for (var i = sentence.First + 1; i < sentence.End - 3; i++)
        {
            if (!body.Is(i, "concluding") && !body.Is(i, "completing"))
                continue;
            var visit = i + 1;
            while (visit < Math.Min(sentence.End, i + 1 + MostBetween) && !body.Is(visit, "visit"))
                visit++;
            if (!body.Is(visit, "visit") || !body.Is(visit + 1, "to") || clauses.Head(i) is not { People: [_], Parties: [var own] } by)
                continue;
            var told = new Trigger(Concluding, visit, visit + 1, visit, VerbUse.Finite, true);
            var fact = new EngagementFact { Kind = EngagementKind.Visit, Entry = Concluding.Entry, Sentence = number };
            (fact.City, fact.Country) = setting.Place(sentence with { First = i }, told, EngagementKind.Visit, engagements.Found);
            if (fact.Country < 0 || fact.Country == own)
                continue;
            engagements.Take(fact.Takers, by.People, by.Parties);
            fact.Takers.Add(new Taker(-1, fact.Country));
            if (setting.When(sentence with { First = visit }, told) is { } when && when.From != when.To)
                setting.Date(fact, when);
            fact.Words.Add(new Said(by.First, visit + 3));
            return (by, sentence.First, engagements.Add(fact), -1);
        }
        return null;
    }
}

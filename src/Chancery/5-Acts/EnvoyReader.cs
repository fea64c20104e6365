using Chancery.Lexicons;
using Chancery.Names;
using Chancery.Text;

namespace Chancery.Acts;

/// <summary>Envoys who hand over their letters and are named only further on.</summary>
internal sealed class EnvoyReader(Body body, SettingReader setting, EngagementList engagements)
{
    /// <summary>Who received the letters of envoys that were told of without their names, and when and where; null where nobody did.</summary>
    private (EngagementFact Fact, Doer By)? letters;

    /// <summary>"received the credentials of eight envoys": they are named further on.</summary>
    public void Expect(int number, Sentence sentence, Trigger trigger, Doer by)
    {
        var fact = new EngagementFact { Kind = EngagementKind.Credentials, Entry = trigger.Phrase.Entry, Sentence = number };
        engagements.Take(fact.Takers, by.People, by.Parties);
        setting.Date(fact, setting.When(sentence, trigger));
        (fact.City, fact.Country) = setting.Place(sentence, trigger, fact.Kind, engagements.Found);
        fact.Occasion = setting.Occasion(sentence, trigger);
        fact.Words.Add(new Said(trigger.Verb, Math.Max(trigger.End, sentence.End - 1)));
        letters = (fact, by);
    }

    /// <summary>"Those who presented their letters were …", "The new envoys include …": those whose letters were received.</summary>
    public (Doer?, int, EngagementFact?, int)? Listed(int number, Sentence sentence, List<Mention> mentions)
    {
        if (letters is not { } told || number > told.Fact.Sentence + 3)
            return null;
        var envoys = mentions.FindAll(m => m is { Kind: MentionKind.Person, Genitive: false, People.Length: 1, Parties: [var sender] } && !told.By.Parties.Contains(sender));
        if (envoys.Count == 0 || !IsListed(sentence.First, envoys[0].First))
            return null;
        foreach (var envoy in envoys)
            engagements.Take(told.Fact.Takers, envoy.People, envoy.Parties);
        told.Fact.Words.Add(new Said(sentence.First, envoys[^1].End));
        letters = null;
        return (told.By, envoys[^1].End, engagements.Add(told.Fact), -1);
    }

    /// <summary>"They are", "The new envoys include", "Those who presented their letters were": what opens a list of those.</summary>
    private bool IsListed(int from, int to)
    {
        var (those, verb) = (false, false);
        for (var i = from; i < to; i++)
        {
            those |= body.Is(i, "those") || body.Is(i, WordClass.They) || body.Is(i, Role.Envoy) || body.Is(i, WordClass.GroupNoun);
            verb |= those && (body.Is(i, WordClass.Be) || body.Is(i, "include") || body.Is(i, "included"));
        }
        return verb;
    }
}

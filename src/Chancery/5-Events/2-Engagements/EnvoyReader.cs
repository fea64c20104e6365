using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>Envoys who hand over their letters and are named only further on.</summary>
internal sealed class EnvoyReader(Body body, SettingReader setting, EngagementList engagements)
{
    /// <summary>What stands in the place of a phrase where there is none.</summary>
    private static readonly Phrase InTurn = new(PhraseUse.Engagement, (int)EngagementKind.BilateralMeeting, "engagements: first to be received by", []);

    private static readonly Phrase Presenting = new(PhraseUse.Engagement, (int)EngagementKind.Credentials, "engagements: to present their letters", []);

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

    /// <summary>"Four new envoys were at the Palace to present their letters to President X": they are named further on.</summary>
    public void Coming(int number, Sentence sentence, List<Mention> mentions)
    {
        if (letters is not null || engagements.Found.Count > 0 || Letters(sentence.First, sentence.End) is not (>= 0 and var at) || !IsListed(sentence.First, at) || mentions.Exists(m => m.Kind == MentionKind.Person && m.First < at)
            || mentions.Find(m => m is { Kind: MentionKind.Person or MentionKind.Office, Genitive: false, HasOffice: true, Parties.Length: 1 } && m.First > at && body.Is(m.First - 1, "to")) is not { } host)
            return;
        Expect(number, sentence, new Trigger(Presenting, at - 2, host.End, at - 2, VerbUse.Finite, true), Clauses.Of(host));
    }

    /// <summary>"A and B also presented their letters", behind others who did: the one ceremony that goes on; null where none was told of.</summary>
    public EngagementFact? Also(EngagementFact fact, Trigger trigger, int end)
    {
        if (letters is not { } told || fact.Kind != EngagementKind.Credentials || fact == told.Fact || !engagements.Found.Contains(told.Fact) || fact.Sentence > told.Fact.Sentence + 3 || !body.Is(trigger.GroupStart - 1, "also") && !body.Is(trigger.Verb - 1, "also"))
            return null;
        engagements.Take(told.Fact.Takers, [.. fact.People], [.. fact.Parties]);
        told.Fact.Words.Add(new Said(trigger.Verb, end));
        return engagements.Meet(told.Fact);
    }

    /// <summary>"Those who presented their letters were …", "The new envoys include …": those whose letters were received.</summary>
    public Told? Listed(int number, Sentence sentence, List<Mention> mentions)
    {
        if (letters is not { } told || number > told.Fact.Sentence + 3)
            return null;
        var envoys = mentions.FindAll(m => m is { Kind: MentionKind.Person, Genitive: false, People.Length: 1, Parties: [var sender] } && !told.By.Parties.Contains(sender));
        // "They include envoys from A and B": their states alone
        if (envoys.Count == 0 && mentions.Find(m => m is { Kind: MentionKind.Party or MentionKind.Group, Genitive: false, Parties.Length: > 0 } && body.Is(m.First - 1, "from") && body.Is(m.First - 2, Role.Envoy)) is { } from && IsListed(sentence.First, from.First))
            envoys = mentions.FindAll(m => m is { Kind: MentionKind.Party or MentionKind.Group, Genitive: false } && m.First >= from.First && m.Parties.Length > 0 && !m.Parties.Any(told.By.Parties.Contains));
        if (envoys.Count == 0 || !IsListed(sentence.First, envoys[0].First) && !(mentions[0] == envoys[0] && WereLast(envoys[^1].End, sentence.End)))
            return null;
        foreach (var envoy in envoys)
            engagements.Take(told.Fact.Takers, envoy.People, envoy.Parties);
        told.Fact.Words.Add(new Said(sentence.First, envoys[^1].End));
        // More of them may be told of in the next sentence.
        var fact = engagements.Found.Contains(told.Fact) ? engagements.Meet(told.Fact) : engagements.Add(told.Fact);
        letters = (fact, told.By);
        return new Told(told.By, envoys[^1].End, fact);
    }

    /// <summary>"X and Y were the last to present their credentials".</summary>
    private bool WereLast(int at, int limit) => body.Is(at, WordClass.Be) && Letters(at, limit) >= 0;

    /// <summary>Where letters or credentials are presented between two tokens; -1 where none are.</summary>
    private int Letters(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if ((body.Is(i, WordClass.Credence) || body.Is(i, "letters")) && (body.Is(i - 2, "present") || body.Is(i - 2, "presenting")))
                return i;
        }
        return -1;
    }

    /// <summary>"First to be received by Minister X was the Ambassador of Norway, Y": one of those who are received in turn.</summary>
    public Told? Received(int number, Sentence sentence, List<Mention> mentions)
    {
        var by = sentence.First;
        while (by < sentence.First + 6 && !body.Is(by, "by"))
            by++;
        if (letters is not null || !body.Is(by, "by") || !body.Is(by - 1, "received") || !body.Is(by - 2, "be")
            || mentions.Find(m => m.First == by + 1) is not { Kind: MentionKind.Person or MentionKind.Office, Genitive: false, Parties: [var own] } host || !body.Is(host.End, WordClass.Be)
            || mentions.Find(m => m.First >= host.End + 1 && m.First <= host.End + 2) is not { Kind: MentionKind.Person, Genitive: false, Parties: [var sender] } guest || own == sender)
            return null;
        var told = new Trigger(InTurn, by - 1, by, by - 1, VerbUse.Passive, true);
        var fact = new EngagementFact { Kind = EngagementKind.BilateralMeeting, Entry = InTurn.Entry, Sentence = number };
        engagements.Take(fact.Takers, host.People, host.Parties);
        engagements.Take(fact.Takers, guest.People, guest.Parties);
        setting.Date(fact, setting.When(sentence, told));
        fact.Words.Add(new Said(sentence.First, guest.End));
        return new Told(Clauses.Of(host), guest.End, engagements.Add(fact));
    }

    /// <summary>"They are", "The new envoys include", "Those who presented their letters were", "Presenting their letters were", "First to present their letters was": what opens a list of those.</summary>
    private bool IsListed(int from, int to)
    {
        var (those, verb) = (body.Is(from, "presenting") && body.Is(from + 1, "their") || Letters(from, to) >= 0, false);
        for (var i = from; i < to; i++)
        {
            those |= body.Is(i, "those") || body.Is(i, "others") || body.Is(i, WordClass.They) || body.Is(i, Role.Envoy) || body.Is(i, WordClass.GroupNoun);
            verb |= those && (body.Is(i, WordClass.Be) || body.Is(i, "include") || body.Is(i, "included"));
        }
        return verb;
    }
}

using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>What a further sentence adds to a meeting that was told: where and when it was held, and by what means.</summary>
internal sealed class SupplementReader(Body body, SettingReader setting, EngagementList engagements)
{
    /// <summary>"X discussed trade with Y. During the telephone conversation, …": by what means they met whose meeting was told by what they did.</summary>
    public void ByMeans(Sentence sentence)
    {
        if (engagements.Found is not [{ Kind: EngagementKind.BilateralMeeting } fact] || !fact.Entry.StartsWith("acts/", StringComparison.Ordinal))
            return;
        if (CourtesyCall(sentence) is var call and >= 0)
        {
            fact.Kind = EngagementKind.CourtesyCall;
            setting.Date(fact, setting.When(sentence, new Trigger(PassingReader.During, call, call + 1, call, VerbUse.Finite, true)));
            return;
        }
        // "The two Ministers, during talks over the phone, voiced …"
        var from = sentence.First;
        while (from < sentence.First + 6 && !body.Is(from, "during") && !(body.Is(from, "in") && from == sentence.First))
            from++;
        var (phone, talks) = (false, false);
        for (var i = from + 1; from < sentence.First + 6 && i < Math.Min(sentence.End, from + 6) && body.Sign(i) != ','; i++)
        {
            phone |= body.Is(i, Role.ByPhone);
            talks |= body.Is(i, Role.Talks);
        }
        if (phone && talks)
            (fact.Kind, fact.City, fact.Country) = (EngagementKind.PhoneCall, null, -1);
    }

    /// <summary>"The Minister and the Ambassador reaffirmed, in a courtesy call by the latter on Friday, …": where the call stands; -1 where none does.</summary>
    private int CourtesyCall(Sentence sentence)
    {
        for (var call = sentence.First + 3; call < sentence.End; call++)
        {
            if (body.Is(call, "call") && body.Is(call - 1, "courtesy") && body.Is(call - 2, WordClass.Article) && (body.Is(call - 3, "in") || body.Is(call - 3, "during")))
                return call;
        }
        return -1;
    }

    /// <summary>"The meeting took place in X on the sidelines of Y": what the telling of the meeting left out.</summary>
    public void Held(Sentence sentence)
    {
        // "The agency confirmed that the meeting took place in X"
        for (var i = sentence.First + 2; i < sentence.End - 4; i++)
        {
            if (body.Is(i, WordClass.That) && body.Is(i + 1, "the") && body.Is(i + 2, Role.Talks) && (body.Form(i - 1) & VerbForm.Past) != 0)
            {
                Held(sentence with { First = i + 1 });
                return;
            }
        }
        if (!body.Is(sentence.First, "the") && !body.Is(sentence.First, "this"))
            return;
        // "held meetings with X and Y. The meetings took place in …": all that one sentence told of.
        var told = engagements.Found[^1].Sentence;
        for (var f = engagements.Found.Count - 1; f >= 0 && engagements.Found[f].Sentence == told; f--)
            Held(sentence, engagements.Found[f]);
    }

    /// <summary>"Minister X called on Minister Y. Minister X is visiting Peru": where they met, if Y is of it.</summary>
    public void Visiting(Sentence sentence, List<Mention> mentions)
    {
        if (engagements.Found[^1] is not { Country: < 0, Kind: not EngagementKind.PhoneCall and not EngagementKind.VideoCall and not EngagementKind.Visit } fact
            || mentions.Find(m => m.First <= sentence.First + 1) is not { Kind: MentionKind.Person or MentionKind.Office or MentionKind.Pronoun, Genitive: false, People: [var guest] } subject || !fact.People.Contains(guest)
            || !body.Is(subject.End, WordClass.Be) || !body.Is(subject.End + 1, "visiting") || PartyReader.Behind(body, subject.End + 2, sentence.End, out _) is not { Kind: PartyWord.Name or PartyWord.City, Party: var host } || !fact.Parties.Contains(host))
            return;
        fact.Country = host;
    }

    /// <summary>"At the meeting held in Kampala, …": where and when it was of which the sentence goes on to tell.</summary>
    public void HeldAt(Sentence sentence)
    {
        var at = body.Is(sentence.First, "at") || body.Is(sentence.First, "during") ? sentence.First + 2 : -1;
        // "During a meeting held in Kampala" of the one that was told before
        if (at < 0 || !body.Is(at - 1, WordClass.Determiner | WordClass.Possessive) || !body.Is(at, Role.Talks))
            return;
        // "During the meeting - which was held at the Ministry in Lima - …"
        var held = body.IsWord(at + 1) ? at + 1 : body.Is(at + 2, "which") && body.Is(at + 3, WordClass.Be) ? at + 4 : at;
        if (!body.Is(held, "held"))
            return;
        var (fact, trigger) = (engagements.Found[^1], new Trigger(PassingReader.During, held, held + 1, held, VerbUse.Finite, true));
        fact.Occasion ??= setting.Occasion(sentence, trigger);
        if (fact.Start == default)
            setting.Date(fact, setting.When(sentence, trigger));
        // A dateline's city is where it was written.
        if ((fact.City is null || fact.City == setting.Dateline) && setting.Place(sentence, trigger, fact.Kind, engagements.Found) is { City: not null } place && fact.Kind is not EngagementKind.PhoneCall and not EngagementKind.VideoCall)
            (fact.City, fact.Country) = place;
    }

    /// <summary>The next comma behind a token; the end where there is none.</summary>
    private int NextComma(int at, int end)
    {
        while (at < end && body.Sign(at) != ',')
            at++;
        return at;
    }

    private void Held(Sentence sentence, EngagementFact fact)
    {
        var at = sentence.First + 1;
        // "The bilateral meeting was held"
        if (body.IsWord(at) && !body.Is(at, Role.Talks) && body.Is(at + 1, Role.Talks))
            at++;
        var signed = fact.Kind == EngagementKind.SigningCeremony && body.Is(at, Role.Document);
        if (!signed && !body.Is(at, Role.Talks) && !body.Is(at, "meetings"))
            return;
        // "The meeting, held on the sidelines of the Summit, was also attended by …"
        var inserted = body.Sign(at + 1) == ',' && body.Is(at + 2, "held");
        var verb = inserted ? at + 2 : at + 1;
        // "The meeting, which was attended by officials, took place in Riga."
        if (body.Sign(verb) == ',' && body.Is(verb + 1, WordClass.Relative))
        {
            verb = NextComma(verb + 1, sentence.End) + 1;
        }
        if (inserted)
            sentence = sentence with { End = NextComma(verb, sentence.End) };
        else if (!setting.TakesPlace(verb) && !(signed && body.Is(verb, WordClass.Be) && body.Is(verb + 1, "signed")))
            return;
        // "The meeting was held virtually."
        if (fact.Kind == EngagementKind.BilateralMeeting && body.Says(sentence, Role.ByVideo))
            fact.Kind = EngagementKind.VideoCall;
        var trigger = new Trigger(PassingReader.During, verb, verb + 2, verb, VerbUse.Finite, true);
        fact.Occasion ??= setting.Occasion(sentence, trigger);
        if (fact.Start == default)
            setting.Date(fact, setting.When(sentence, trigger));
        if (fact.City is null && setting.Place(sentence, trigger, fact.Kind, engagements.Found) is { Country: >= 0 } place && (fact.Country < 0 || fact.Country == place.Country))
            (fact.City, fact.Country) = place;
    }
}

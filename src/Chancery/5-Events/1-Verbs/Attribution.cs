using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;

namespace Chancery.Verbs;

/// <summary>Who only tells what a sentence says, and acts in nothing of it: "…, the Ministry said in a statement", "…, according to the release".</summary>
internal sealed class Attribution(Body body, Scene scene, Clauses clauses)
{
    /// <summary>Whether the sentence begins with what tells the release, "The statement", or with "it" that goes on from there.</summary>
    private bool telling;

    private Sentence sentence;
    private List<Mention> mentions = [];
    private int? at;

    public void Begin(Sentence current, List<Mention> named)
    {
        (sentence, mentions, at) = (current, named, null);
        telling = body.Is(sentence.First, WordClass.It) ? telling : body.Is(sentence.First + 1, Role.Teller);
    }

    /// <summary>"The release yesterday said", "It added": whether the verb at a token is said by what tells the release, and so by nobody who acts in it.</summary>
    public bool IsTold(int verb)
    {
        var p = verb - 1;
        while (p > sentence.First && clauses.MentionAt(p) is null && (body.IsAdverb(p) || body.Is(p, Role.PartOfDay) || body.Is(p, WordClass.Weekday) || body.Is(p, "on") && body.Is(p + 1, WordClass.Weekday)))
            p--;
        if (body.Is(p, WordClass.It) || body.Is(p, Role.Teller))
            return telling || At() < verb;
        // "“Minister X met Minister Y,” the ministry informed."
        if (clauses.MentionAt(p) is null && body.Is(p, "ministry") && body.Is(p - 1, WordClass.Article) && At() < verb && mentions.Find(m => m.Kind != MentionKind.Party) is { Kind: MentionKind.Person or MentionKind.Group, People.Length: > 0 })
            return true;
        var speaker = clauses.MentionAt(p) ?? (body.Sign(p) == ',' ? mentions.Find(m => m.End == p) : null);
        if (speaker is null)
            return false;
        return IsSpokesperson(speaker) ? At() < verb || TellsOfOthers(verb, speaker) : IsMinistry(speaker) && TellsOfOthers(verb, speaker);
    }

    /// <summary>"X and Y, the Ministry said in a press release, discussed": whether a verb at a token is put in between two commas, of a house and of where it said so.</summary>
    public bool TellsByTheWay(int verb)
    {
        var subject = verb - 1;
        while (subject > sentence.First && subject > verb - 8 && body.Sign(subject) != ',')
            subject--;
        if (body.Sign(subject) != ',' || !body.Is(subject + 1, WordClass.Article) || !body.Is(subject + 2, "Ministry") && !body.Is(subject + 2, Role.Teller) && !body.Is(subject + 3, Role.Teller) && !body.Is(subject + 3, "Ministry"))
            return false;
        var close = verb + 1;
        while (close < sentence.End && close < verb + 8 && body.IsWord(close) && clauses.MentionAt(close) is null)
            close++;
        return body.Sign(close) == ',' && (close == verb + 1 || body.Is(verb + 1, "in"));
    }

    /// <summary>"…, the Foreign Ministry said": whether a house tells behind a comma.</summary>
    public bool IsHouse(int comma) => (clauses.MentionAt(comma + 1) ?? clauses.MentionAt(comma + 2)) is { } teller && IsMinistry(teller);

    /// <summary>"The Foreign Ministry", "Chilean Foreign Ministry": a house that tells.</summary>
    private bool IsMinistry(Mention mention) => mention is { Kind: MentionKind.Party, Genitive: false } && body.Is(mention.End - 1, "ministry")
        || body.Is(mention.First, "the") && body.Is(body.Is(mention.First + 1, "Foreign") ? mention.First + 2 : mention.First + 1, "Ministry");

    private bool IsSpokesperson(Mention mention) => mention is { Kind: MentionKind.Office, HasOffice: true } && scene.Cast.Is(mention.Offices[0], Role.Spokesperson) || mention.People is [var one] && scene.Cast.IsSpokesperson(scene.Cast.People[one]);

    /// <summary>"Spokesperson X said that the two Ministers discussed": what people did, and not what the house has to say.</summary>
    private bool TellsOfOthers(int verb, Mention speaker)
    {
        verb += body.Is(verb, WordClass.Have) ? 1 : 0;
        // "advises members of the public that Minister X took part"
        var told = verb + 1;
        while (told < verb + 7 && told < sentence.End && body.IsWord(told) && !body.Is(told, WordClass.That) && clauses.MentionAt(told) is null)
            told++;
        var from = body.Is(told, WordClass.That) ? told + 1 : verb + 1;
        // "added that during the call, Minister X emphasized"
        for (var comma = from + 1; body.Is(from, WordClass.Preposition) && comma < Math.Min(sentence.End, from + 14); comma++)
        {
            if (body.Sign(comma) == ',')
                from = comma + 1;
        }
        // "The Foreign Ministry said that Norway and Peru agreed"
        if (IsMinistry(speaker) && clauses.MentionAt(from) is { Kind: MentionKind.Party, Genitive: false, Adjective: false, Parties: [var one] } state && body.Is(state.End, "and")
            && (clauses.MentionAt(state.End + 1) ?? clauses.MentionAt(state.End + 2)) is { Kind: MentionKind.Party, Genitive: false, Adjective: false, Parties: [var two] } other && one != two)
            return (body.Form(body.PastAdverbs(other.End, sentence.End)) & VerbForm.Past) != 0;
        // "added that the talks also dealt with trade"
        if (body.Is(from, WordClass.Article) && body.Is(from + 1, Role.Talks) && body.PastAdverbs(from + 2, sentence.End) is var dealt && (body.Form(dealt) & VerbForm.Past) != 0 && !body.Is(dealt, WordClass.Be | WordClass.Have))
            return true;
        if (clauses.MentionAt(from) is not { Genitive: false, Kind: MentionKind.Person or MentionKind.Office or MentionKind.Group, People.Length: > 0 } actor || actor.People.Intersect(speaker.People).Any())
            return false;
        var i = body.Sign(actor.End) == ',' ? actor.End + 1 : actor.End;
        while (i < sentence.End && body.IsAdverb(i))
            i++;
        // "announced that Minister X will visit Peru"
        return (body.Form(i) & VerbForm.Past) != 0 || body.Is(i, "will") && body.Is(i + 1, Role.ToVisit | Role.ToHold | Role.ToMeet);
    }

    /// <summary>"…, a senior official said on Monday", "…, according to the Ministry": where the clause at a sentence's end begins that only tells who says it all; the sentence's end if there is none.</summary>
    public int At() => at ??= Find();

    private int Find()
    {
        for (var comma = sentence.End - 2; comma > sentence.First && comma > sentence.End - LongestAttribution; comma--)
        {
            if (body.Sign(comma) is ';' or '"' or '”')
                break;
            if (body.Sign(comma) != ',' || body.Is(comma + 1, WordClass.Weekday | WordClass.Month) || (body[comma + 1].Shape & Shape.Digit) != 0)
                continue;
            if (body.Is(comma + 1, "according") && body.Is(comma + 2, "to"))
                return comma;
            // "…, said a press release"
            if (body.Is(comma + 1, Role.ToldThis) && IsTeller(comma + 2))
                return comma;
            var verb = comma + 2;
            while (verb < sentence.End && !body.Is(verb, Role.ToldThis))
            {
                if (body.Form(verb) != VerbForm.None && clauses.MentionAt(verb) is null || !body.IsWord(verb) || body.Is(verb, WordClass.Conjunction | WordClass.Relative | WordClass.That))
                    break;
                verb++;
            }
            if (verb >= sentence.End || !body.Is(verb, Role.ToldThis))
                break;
            var end = clauses.PastDay(verb + 1);
            if (body.Is(end, "in") && PastTeller(end + 1) is var past and >= 0)
            {
                end = clauses.PastDay(past);
                // "… said in a statement after the talks"
                if (body.Is(end, "after") || body.Is(end, "following") || body.Is(end, "issued"))
                    return comma;
            }
            return end >= sentence.End - 1 ? comma : sentence.End;
        }
        return sentence.End;
    }

    /// <summary>"…, said Minister X", "…, the Minister said": who says a sentence by what is put behind it; null where it is not said or is nobody who acts.</summary>
    public Doer? By()
    {
        var comma = sentence.End - 2;
        while (comma > sentence.First && body.Sign(comma) != ',')
            comma--;
        if (comma == sentence.First || !body.Is(comma + 1, Role.ToldThis) && At() != comma)
            return null;
        return (clauses.MentionAt(comma + 1) ?? clauses.MentionAt(comma + 2)) is { Genitive: false, People.Length: 1, Parties.Length: 1 } teller && clauses.PastDay(teller.End) >= sentence.End - 2 ? Clauses.Of(teller) : null;
    }

    /// <summary>"the statement", "a press release": who tells a release, and nobody who acts in it.</summary>
    public bool IsTeller(int at)
    {
        // "…, said the Department of Foreign Affairs"
        if (PastTeller(at) >= 0 || body.Is(at, WordClass.Article) && body.IsCapital(at + 1) && (body.Is(at + 1, "Ministry") || body.Is(at + 1, "Department")))
            return true;
        // "…, reported the Foreign Ministry's press service"
        for (var press = at + 1; body.Is(at, WordClass.Article) && press < Math.Min(sentence.End - 1, at + 8) && body.IsWord(press); press++)
        {
            if (body.Is(press, "press") && body.Is(press + 1, "service"))
                return true;
        }
        return false;
    }

    /// <summary>"the statement", "an official press release", "a joint Norway-Peru statement": where it ends that begins at a token; -1 where none does.</summary>
    private int PastTeller(int at)
    {
        var teller = at + 1;
        while (teller < at + 4 && (body.Is(teller, "official") || body.Is(teller, "press") || body.Is(teller, "joint") || body.IsCapital(teller) && body.Span(teller).Contains('-')))
            teller++;
        return body.Is(at, WordClass.Article) && body.Is(teller, Role.Teller) && clauses.MentionAt(teller) is null ? teller + 1 : -1;
    }

    /// <summary>How many words and signs a clause takes that only tells who says a sentence.</summary>
    private const int LongestAttribution = 18;
}

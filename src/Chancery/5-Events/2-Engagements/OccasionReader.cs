using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>On whose margins an engagement took place.</summary>
internal sealed class OccasionReader(Body body)
{
    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>The event on whose margins or occasion something took place; null where the sentence names none.</summary>
    public string? Of(Sentence sentence, Trigger trigger)
    {
        for (var i = body.May(sentence, WordClass.Occasion) ? sentence.First : sentence.End; i < sentence.End; i++)
        {
            if (!body.Is(i, WordClass.Occasion))
                continue;
            foreach (var (words, beside) in lexicon.Occasions)
            {
                if (!Starts(words, i) || words.Length == 1 && words[0] == "for" && !NamesVisitor(i) || words.Length == 1 && words[0] == "at" && (i != sentence.First || trigger.Phrase.Kind != (int)EngagementKind.BilateralMeeting))
                    continue;
                if (EventAfter(i + words.Length, sentence, trigger.GroupStart, beside) is { } named)
                    return named;
            }
        }
        return null;
    }

    /// <summary>What the visitor came to attend, told in a later sentence.</summary>
    public string? Attended(Sentence sentence, int country)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            // "will then travel to Peru to attend": elsewhere
            if (body.Is(i, "to") && PartyReader.Behind(body, i + 1, sentence.End, out _) is { Kind: PartyWord.Name or PartyWord.City } other && other.Party != country && lexicon.PartyList[other.Party].IsState)
                return null;
            if ((body.Is(i, "attend") || body.Is(i, "attending") || body.Is(i, "attended")) && EventAfter(i + 1, sentence, -1) is { } named)
                return named;
        }
        return null;
    }

    /// <summary>"who was in Phnom Penh for the …": "for" leads to an occasion only behind a place.</summary>
    private bool NamesVisitor(int at)
    {
        for (var i = at - 1; i > Math.Max(0, at - 6); i--)
        {
            if (body.Is(i, "in") && body.IsCapital(body.Is(i + 1, WordClass.Article) ? i + 2 : i + 1) || body.Is(i, "visiting"))
                return true;
        }
        return false;
    }

    private bool Starts(string[] words, int at)
    {
        for (var w = 0; w < words.Length; w++)
        {
            if (!body.Is(at + w, words[w]))
                return false;
        }
        return true;
    }

    private string? EventAfter(int from, Sentence sentence, int verb, bool beside = false)
    {
        while (from < sentence.End && (body.Is(from, WordClass.Article) || body.Is(from, "ongoing") || body.Is(from, "on-going") || body.Is(from, "upcoming")))
            from++;
        var isEvent = false;
        var i = from;
        for (; i < sentence.End && i < from + 22; i++)
        {
            // "in Kigali, for a bilateral meeting between": the meeting itself
            if (body.Is(i, "bilateral") && body.Is(i + 1, Role.Talks))
                return null;
            isEvent |= body.Is(i, WordClass.Event) || IsEventName(i) || beside && body.IsCapital(i) && !body.IsCapital(i + 1);
            if (body.Sign(i) is '.' or ';' or ':' || body.Sign(i) == ',' && !(body.IsCapital(i + 1) && body.IsCapital(i - 1) && !isEvent) || i == verb)
                break;
            if ((body.Is(i, "in") || body.Is(i, "on") || body.Is(i, "at") || body.Is(i, "held") || body.Is(i, "to") || body.Is(i, "from") || body.Is(i, WordClass.Relative)) && isEvent && !(body.Is(i, "on") && body.IsCapital(i + 1) && !body.Is(i + 1, WordClass.Month | WordClass.Weekday) && !body.Is(i + 2, WordClass.Number)))
                break;
            if (body.Is(i, Role.AfterEvent) || (body.Is(i, "with") && isEvent))
                break;
            if (i > from && body.Is(i, WordClass.PhraseStart) && (body.Form(i) & VerbForm.Past) != 0 && !body.IsCapital(i))
                break;
        }
        if (!isEvent || i == from)
            return null;
        // "on the sidelines of the 79th assembly": a name, or which of a row
        var capital = beside && (body[from].Shape & (Shape.Digit | Shape.Letters)) == (Shape.Digit | Shape.Letters);
        for (var c = from; c < i; c++)
            capital |= body.IsCapital(c);
        return capital ? body.Words(from, i).Replace('\n', ' ') : null;
    }

    /// <summary>"UNGA78", "COP28".</summary>
    private bool IsEventName(int at) => (body[at].Shape & (Shape.Capital | Shape.Digit)) == (Shape.Capital | Shape.Digit) && (body[at].Shape & Shape.Letters) != 0;
}

using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>When an engagement took place.</summary>
internal sealed class DayReader(Body body, Clauses clauses, PartialDate released)
{
    /// <summary>"Later on the same day, …": so many words at most lead to it.</summary>
    private const int MostBeforeSameDay = 5;

    private readonly Days days = new(body, released);

    /// <summary>The day or days on which what a verb tells took place; null where the sentence tells none of its own.</summary>
    public DayWords? When(Sentence sentence, Trigger trigger)
    {
        var found = days.Find(sentence.First, sentence.End);
        DayWords? best = null;
        foreach (var day in found)
        {
            if (day.From.Day == 0 || IsOfOther(day, sentence, trigger) || IsOfOtherTalks(day.First - 1, trigger) || day.From != day.To && trigger.Phrase.Kind != (int)EngagementKind.Visit && IsOfCourse(day.First - 1, sentence))
                continue;
            if (best is null || Math.Abs(day.First - trigger.Verb) < Math.Abs(best.Value.First - trigger.Verb) && best.Value.First > trigger.Verb)
                best = day;
        }
        return best is { } nearest ? Ahead(nearest, trigger) : null;
    }

    /// <summary>"On the same day, X met": that of the meeting that was told before.</summary>
    public bool OnSameDay(Sentence sentence)
    {
        for (var i = sentence.First; i < Math.Min(sentence.End - 1, sentence.First + MostBeforeSameDay); i++)
        {
            if ((body.Is(i, "same") || body.Is(i, "that")) && body.Is(i + 1, "day"))
                return true;
        }
        return false;
    }

    /// <summary>Whether a day lies so far before the release that it is not told of as news.</summary>
    public bool IsPast(DayWords day)
    {
        if (released.Whole is not { } now || day.To.Whole is not { } then)
            return day.To.Year > 0 && released.Year > 0 && day.To.Year < released.Year;
        return then.AddDays(day.YearSaid ? 45 : 200) < now;
    }

    /// <summary>"will visit Peru on Wednesday": of a weekday that is still to come, the next.</summary>
    private DayWords Ahead(DayWords day, Trigger trigger)
    {
        var future = trigger.Use is VerbUse.Future or VerbUse.Infinitive || trigger.Use == VerbUse.Noun && !trigger.Past;
        if (!future || day.End != day.First + 1 || !body.Is(day.First, WordClass.Weekday) || day.From.Whole is not { } said || released.Whole is not { } now || said >= now)
            return day;
        var next = said.AddDays(7);
        var date = new PartialDate(next.Year, next.Month, next.Day);
        return day with { From = date, To = date };
    }

    /// <summary>A day that belongs to something else: "following the attack of October 7", "scheduled for", "the April 22 meeting".</summary>
    private bool IsOfOther(DayWords day, Sentence sentence, Trigger trigger)
    {
        var before = day.First - 1;
        // "Following the call on Monday, X met", "Ahead of the Summit on Friday, …": the day of what came before, or comes later
        if ((body.Is(sentence.First, "following") || body.Is(sentence.First, "after") || OpensBefore(sentence)) && !body.Is(day.First, Role.PartOfDay) && !SameDay(day.End, sentence) && ClosesOpening(sentence, day.End))
            return true;
        // "X, who was in Suva from 28 to 30 January, met Y": how long he stayed.
        if (day.From != day.To && body.Is(before, "from"))
        {
            for (var i = before - 1; i > sentence.First && i > before - 12 && body.Sign(i) != ','; i--)
            {
                if (body.Is(i, "who"))
                    return true;
            }
        }
        // "this morning issued a release on the call between X and Y on 3 May": of what was issued
        if (IsOfVisit(before, sentence) || IsOfEvent(before, trigger) || day.End < trigger.Verb && (body.Is(day.End, "issued") || body.Is(day.End, "released")))
            return true;
        // "the Summit of the 21st of August"
        if (body.Is(before, "the") && body.Is(before - 1, "of"))
            before--;
        if (body.Is(before, "of") && before > sentence.First && !body.Is(before - 1, "morning") && !body.Is(before - 1, "afternoon") && !body.Is(before - 1, "evening") || body.Is(before, "since") || body.Is(before, "for") || body.Is(before, "until") || body.Is(before, "by"))
            return true;
        return body.Is(before, "the") && body.IsWord(day.End) && !body.Is(day.End, WordClass.Preposition) && !body.Is(day.End, Role.PartOfDay);
    }

    /// <summary>"held a meeting to follow up on what was agreed during their telephone conversation on 3 May": of talks before.</summary>
    private bool IsOfOtherTalks(int before, Trigger trigger)
    {
        var i = body.Is(before, "on") ? before - 1 : before;
        if (!body.Is(i, Role.Talks) || i <= trigger.End)
            return false;
        for (i--; i > trigger.End && i > before - 7; i--)
        {
            if (body.Is(i, "during") || body.Is(i, "in") || body.Is(i, "at"))
                return (body.Form(i - 1) & VerbForm.Participle) != 0 || AgentBefore(i, trigger.End);
        }
        return false;
    }

    /// <summary>"agreed upon by Presidents X and Y": whether somebody who did it is named behind "by" before a token.</summary>
    private bool AgentBefore(int at, int from)
    {
        for (var i = at - 1; i > from && i > at - 12 && body.Sign(i) != ','; i--)
        {
            if (body.Is(i, "by"))
                return true;
        }
        return false;
    }

    /// <summary>"Following the Summit on 3 May, a meeting was held that afternoon": on the day that was named.</summary>
    private bool SameDay(int from, Sentence sentence)
    {
        for (var i = from; i < sentence.End - 1; i++)
        {
            if (body.Is(i, "that") && (body.Is(i + 1, Role.PartOfDay) || body.Is(i + 1, "day")))
                return true;
        }
        return false;
    }

    /// <summary>"signed as part of the Minister's visit to Peru from 3 to 6 June": how long the visit lasted in whose course it was.</summary>
    private bool IsOfCourse(int before, Sentence sentence)
    {
        if (!body.Is(before, "from"))
            return false;
        var visit = before;
        while (visit > sentence.First && visit > before - 8 && !body.Is(visit, "visit"))
            visit--;
        return body.Is(visit, "visit") && InCourse(visit, sentence);
    }

    /// <summary>"about the visit that is taking place from Friday, April 1".</summary>
    private bool IsOfVisit(int before, Sentence sentence)
    {
        for (var i = before; i > sentence.First + 1 && i > before - 4; i--)
        {
            if (body.Is(i, "place") && body.Is(i - 1, "taking"))
                return Enumerable.Range(Math.Max(sentence.First, i - 8), 7).Any(w => body.Is(w, "visit"));
        }
        return false;
    }

    /// <summary>"On the sidelines of the Conference held on 6 May, X met": of the event on whose margins they met.</summary>
    private bool IsOfEvent(int before, Trigger trigger) => (body.Is(before, "on") || body.Is(before, "from")) && body.Is(before - 1, "held") && before - 1 < trigger.Verb && !body.Is(before - 2, WordClass.Be | WordClass.Have);

    /// <summary>"Ahead of the Summit in Lima, …", "Prior to the Forum, …": what opens the sentence tells of something later.</summary>
    public bool OpensBefore(Sentence sentence) => body.Is(sentence.First, "ahead") && body.Is(sentence.First + 1, "of") || body.Is(sentence.First, "prior") && body.Is(sentence.First + 1, "to");

    /// <summary>Whether the comma that closes what opens a sentence stands at or behind a token, and a subject behind it.</summary>
    private bool ClosesOpening(Sentence sentence, int at)
    {
        for (var i = sentence.First; i < Math.Min(sentence.End - 1, sentence.First + 24); i++)
        {
            if (body.Sign(i) == ',' && i >= at)
                return clauses.MentionAt(i + 1) is not { Genitive: true };
        }
        return false;
    }

    /// <summary>"During his visit to Malta, X met", "As part of the visit to Malta, …", "X, who is on a visit to Malta, met".</summary>
    public bool InCourse(int at, Sentence sentence)
    {
        for (var i = at - 1; i >= sentence.First && i > at - 7 && body.Sign(i) != ','; i--)
        {
            if (body.Is(i, Role.InCourse))
                return true;
        }
        return false;
    }
}

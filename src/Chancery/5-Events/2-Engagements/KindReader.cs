using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>Of which kind an engagement is, where its verb alone does not tell.</summary>
internal sealed class KindReader(Body body, ReleaseParts parts)
{
    private bool? headlineCalls;
    private bool? headlineOneByOne;
    private bool? headlineMeets;
    private bool? headlineIsCourtesy;

    public EngagementKind Refine(EngagementKind kind, Sentence sentence, Trigger trigger)
    {
        if (kind == EngagementKind.PhoneCall && !body.Says(sentence, Role.ByPhone) && HeadlineMeets && !HeadlineCalls)
            return EngagementKind.BilateralMeeting;
        if (kind == EngagementKind.BilateralMeeting && HeadlineCalls && SaysNear(trigger, w => body.Is(w, "call")))
            return EngagementKind.PhoneCall;
        if (kind == EngagementKind.BilateralMeeting && body.Says(sentence, Role.ByVideo))
            return EngagementKind.VideoCall;
        // "the Envoys of A, B and C met with X to present copies of their Letters of Credence"
        if (kind is EngagementKind.BilateralMeeting or EngagementKind.MultilateralMeeting && SaysNear(trigger, w => body.Is(w, WordClass.Credence)))
            return EngagementKind.Credentials;
        if (kind == EngagementKind.BilateralMeeting && IsOfMany(sentence))
            return EngagementKind.MultilateralMeeting;
        if (kind == EngagementKind.BilateralMeeting && (SaysNear(trigger, w => body.Is(w, "courtesy")) || sentence.First == body.Sentences[0].First && HeadlineIsCourtesy))
            return EngagementKind.CourtesyCall;
        if (kind == EngagementKind.BilateralMeeting && ForConsultations(sentence, trigger))
            return EngagementKind.Consultations;
        return kind;
    }

    /// <summary>"Ambassador X calls on Minister Y", but not "calls on all sides to".</summary>
    private bool HeadlineIsCourtesy => headlineIsCourtesy ??= parts.Headline is { } headline && body.Lexicon.Told(headline.Of(body.Text), "courtesy") is var told and >= 0
        && !headline.Of(body.Text)[told..].Contains(" to ", StringComparison.Ordinal);

    private bool HeadlineMeets => headlineMeets ??= HeadlineTells("meeting");

    /// <summary>"Secretary X's Call with Minister Y", "Minister X speaks with Y".</summary>
    public bool HeadlineCalls => headlineCalls ??= HeadlineTells("call") && !HeadlineTells("no call");

    /// <summary>"Minister X holds bilateral meetings with the Ministers of A and B".</summary>
    public bool HeadlineOneByOne => headlineOneByOne ??= HeadlineTells("one by one");

    private bool HeadlineTells(string what) => parts.Headline is { } headline && body.Lexicon.Tells(headline.Of(body.Text), what);

    /// <summary>"a trilateral meeting", but not "met to discuss multilateral cooperation".</summary>
    private bool IsOfMany(Sentence sentence)
    {
        for (var i = body.May(sentence, Role.OfMany) ? sentence.First : sentence.End; i < sentence.End - 1; i++)
        {
            if (body.Is(i, Role.OfMany) && (body.Is(i + 1, Role.Gathering) || body.Is(i + 2, Role.Gathering)))
                return true;
        }
        return false;
    }

    /// <summary>"met Deputy Minister X for Foreign Office Consultations".</summary>
    private bool ForConsultations(Sentence sentence, Trigger trigger)
    {
        for (var i = trigger.End; i < sentence.End - 3; i++)
        {
            if (body.Is(i, "for") && Enumerable.Range(i + 1, 4).Any(w => w < sentence.End && body.Is(w, "consultations")))
                return true;
        }
        return false;
    }

    private bool SaysNear(Trigger trigger, Predicate<int> says)
    {
        for (var i = trigger.Verb; i < Math.Min(body.Count, trigger.End + 40) && body.Sign(i) != '.'; i++)
        {
            if (says(i))
                return true;
        }
        return false;
    }
}

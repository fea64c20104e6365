using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Acts;

/// <summary>Finds the words that tell what an act is about.</summary>
internal sealed class TopicReader(Body body, Clauses clauses)
{
    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>The end of some words without the signs and joining words behind them.</summary>
    public int Trim(int least, int end)
    {
        while (end > least && (body.Sign(end - 1) == '”' && !Opens(least, end) || !body.IsWord(end - 1) && body.Sign(end - 1) is not (')' or '"' or '”' or '%' or '\'') || body.Is(end - 1, "and") || body.Is(end - 1, "which") || body.Is(end - 1, "while") || body.Is(end - 1, "but") || body.Is(end - 1, "also") || body.Is(end - 1, "as") && body.Is(end - 2, "well")))
            end--;
        return Math.Max(end, least);
    }

    private bool Opens(int from, int end)
    {
        for (var i = from; i < end; i++)
        {
            if (body.Sign(i) == '“')
                return true;
        }
        return false;
    }

    /// <summary>"During the meeting, the state of the relations was discussed": where what was discussed begins.</summary>
    private int BehindOpening(int from, int end)
    {
        var at = from;
        while (at < end && body.Sign(at) is '"' or '“')
            at++;
        while (at < end && (body.Is(at, "during") || body.Is(at, "following") || body.Is(at, "after") || body.Is(at, "at")))
        {
            var comma = at + 1;
            while (comma < end && body.Sign(comma) != ',')
                comma++;
            if (comma >= end - 1)
                return from;
            at = from = comma + 1;
        }
        return at;
    }

    /// <summary>"Readiness to hold talks was confirmed": where the verb begins that closes a phrase.</summary>
    private int BeforePassive(Trigger trigger)
    {
        var be = trigger.End - 2;
        while (be > trigger.Verb + 1 && (body.IsAdverb(be) || body.Is(be, WordClass.Be) && body.Is(be - 1, WordClass.Be | WordClass.Have)))
            be--;
        return be > trigger.Verb && body.Is(be, WordClass.Be | WordClass.Have) ? be : trigger.End;
    }

    /// <summary>What an act is about.</summary>
    /// <param name="draft">The act.</param>
    /// <param name="end">Where its words end.</param>
    /// <param name="addressed">Where whom it addresses ends, if he stands right behind the words that say it; else -1.</param>
    public Said About(ActDraft draft, int end, int addressed)
    {
        if (draft.Trigger.Use is VerbUse.Passive && draft.Start < draft.Trigger.GroupStart && draft.Clause < 0 && !body.Is(draft.Trigger.GroupStart - 1, "it"))
            return new Said(BehindOpening(draft.Start, draft.Trigger.GroupStart), draft.Trigger.GroupStart);
        // "Views on trade were exchanged, the release added."
        if (draft.Trigger.Use == VerbUse.Noun && (draft.Trigger.End >= end || body.Sign(draft.Trigger.End) == ',' || body.Is(draft.Trigger.End, "between")) && draft.Trigger.End - draft.Trigger.Verb > 2)
            return new Said(draft.Trigger.Verb, BeforePassive(draft.Trigger));
        var whole = draft.Trigger.Phrase.OfObject || draft.Kind == ActKind.State && draft.Trigger.Act != ActKind.State && draft.Trigger.Phrase.StartsWithVerb || draft.Kind is ActKind.Pledge or ActKind.Give or ActKind.Sign or ActKind.Launch && draft.Trigger.Phrase.StartsWithVerb;
        var from = draft.Clause > 0 && draft.Clause < end ? draft.Clause : whole ? draft.Trigger.Verb + 1 : draft.Trigger.End;
        if (draft.Clause < 0 && clauses.MentionAt(from) is { Genitive: false } addressee && addressee.End < end && draft.To.Length == 0 && lexicon.Manners[(int)draft.Kind].ToObject && !(addressee.Kind == MentionKind.Party && body.IsCapital(addressee.End)))
            from = addressee.End;
        // "thanked Norway and Kenya for …", "congratulations to Peru on …"
        if (draft.Clause < 0 && addressed > from && addressed < end && !body.IsGenitive(addressed))
            from = body.Is(addressed, WordClass.That) && addressed < end - 1 ? addressed + 1 : addressed;
        // "reaffirmed the bilateral commitments and actions": the noun is the first of several.
        if (draft.Clause < 0 && draft.Trigger.Phrase.StartsWithVerb && draft.Trigger.End - draft.Trigger.Verb > 1 && (body.Is(from, "and") || body.Sign(from) == ',' && body.Is(from - 1, WordClass.BodyNoun)))
            from = draft.Trigger.Verb + 1;
        // "urged Norway on Monday to respond"
        if (draft.Clause < 0 && (body.Is(from, WordClass.Weekday) || body.Is(from, "on") && body.Is(from + 1, WordClass.Weekday)) && clauses.PastDay(from) is var past && past < end - 1)
            from = past;
        // "discussed with his counterpart X the state of the talks"
        if (draft.Clause < 0 && draft.Kind == ActKind.Discuss && body.Is(from, "with") && (clauses.MentionAt(from + 1) ?? clauses.MentionAt(from + 2)) is { Genitive: false, Kind: MentionKind.Person or MentionKind.Counterpart } with && with.End < end - 1)
            from = with.End;
        // "Among the topics were …"
        if (draft.Trigger.Use == VerbUse.Noun && body.Is(from, WordClass.Be))
            from++;
        while (from < end - 1 && (body.Is(from, "for") || body.Is(from, "on") || body.Is(from, "about") || body.Is(from, "of") || body.Is(from, "over") || body.Is(from, "at") || body.Is(from, "regarding") || body.Sign(from) is ',' or ':'))
            from++;
        // "congratulations on behalf of the government on …"
        if (body.Is(from, "behalf") && body.Is(from - 1, "on"))
        {
            var on = from + 1;
            while (on < end && !body.Is(on, "on") && !body.Is(on, "for"))
                on++;
            from = on < end - 1 ? on + 1 : from;
        }
        return new Said(Math.Min(from, end), end);
    }
}

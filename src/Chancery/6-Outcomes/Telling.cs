using Chancery.Acts;
using Chancery.Engagements;
using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Outcomes;

/// <summary>Follows a release from its first sentence to its last, and keeps what it tells.</summary>
internal sealed class Telling
{
    private readonly Body body;
    private readonly Cast cast;
    private readonly Scene scene;
    private readonly TriggerFinder finder;
    private readonly Clauses clauses;
    private readonly ActReader actReader;
    private readonly QuoteReader quotes;
    private readonly EngagementReader meetings;
    private readonly CommitmentReader promises;
    private readonly RelationReader standing;
    private readonly DueReader due;
    private readonly ReleaseParts parts;
    private readonly PartialDate released;
    private bool readOut;
    private Doer? quotedSpeaker;
    private bool asked;

    /// <summary>Room for the places of mentions in one sentence after the other.</summary>
    private int[] places = new int[80];

    /// <summary>"The two Ministers:" - whose acts the items of a list are.</summary>
    private Doer? overList;

    /// <summary>The first sentence that no longer goes on with a list that was read with the words above it.</summary>
    private int listed;

    public Telling(Body body, ReleaseParts parts, Cast cast)
    {
        this.body = body;
        this.cast = cast;
        this.parts = parts;
        released = Released(parts, body);
        scene = new Scene(body, cast);
        finder = new TriggerFinder(body);
        clauses = new Clauses(body, scene);
        var reports = new ReportReader(body, finder, clauses);
        var addressees = new AddresseeReader(body, scene, clauses);
        actReader = new ActReader(body, scene, clauses, reports, addressees, released.Year);
        quotes = new QuoteReader(body, scene, reports, addressees);
        meetings = new EngagementReader(body, scene, clauses, parts, released);
        due = new DueReader(body, released);
        promises = new CommitmentReader(body, scene, due);
        standing = new RelationReader(body, scene, released.Year);
    }

    public List<ActFact> Acts { get; } = [];

    public List<EngagementFact> Engagements => meetings.Found;

    public List<CommitmentFact> Commitments => promises.Found;

    public List<RelationFact> Relations => standing.Found;

    public void Follow()
    {
        for (var s = 0; s < body.Sentences.Count; s = Math.Max(s + 1, listed))
            Sentence(s);
        promises.DateByAnniversaries(Relations);
        // Of a headline only the meeting counts: what was said there is told below it.
        if (parts.TellsInHeadline)
        {
            Acts.RemoveAll(a => body.Sentences[a.Sentence].Paragraph == 0);
            Commitments.RemoveAll(c => body.Sentences[c.Sentence].Paragraph == 0);
        }
    }

    /// <summary>The day of issue; failing that, the first whole day that the body names, of which only the year counts where it is not told at the beginning.</summary>
    private static PartialDate Released(ReleaseParts parts, Body body)
    {
        if (parts.Date.Year > 0)
            return parts.Date;
        var days = new Days(body, default);
        for (var number = 0; number < body.Sentences.Count; number++)
        {
            foreach (var day in days.Find(body.Sentences[number].First, body.Sentences[number].End))
            {
                // "since the establishment of relations on 3 May 1966": long ago
                if (day.To.IsWhole && !IsSince(body, body.Sentences[number], day.First) && !(number >= Beginning && IsOfDocument(body, day.First)))
                    return number < Beginning ? day.To : new PartialDate(day.To.Year, 0, 0);
            }
        }
        return default;
    }

    /// <summary>"the plan approved by both on 3 May 2015": a day on which something else was done.</summary>
    private static bool IsOfDocument(Body body, int at)
    {
        for (var i = at - 2; body.Is(at - 1, "on") && i > at - 7 && i > 0; i--)
        {
            if ((body.Form(i) & VerbForm.Participle) != 0 || body.Form(i) == VerbForm.None && body.IsWord(i) && body.Span(i).EndsWith("ed", StringComparison.Ordinal))
                return !body.Is(i - 1, WordClass.Be | WordClass.Have);
        }
        return false;
    }

    /// <summary>Whether "since" stands before a token, with no more than what it is counted from between.</summary>
    private static bool IsSince(Body body, Sentence sentence, int at)
    {
        for (var i = at - 1; i >= sentence.First && i > at - 9 && body.Sign(i) != ','; i--)
        {
            if (body.Is(i, "since"))
                return true;
        }
        return false;
    }

    /// <summary>In sentences; a day that is named further on need not be near that of issue.</summary>
    private const int Beginning = 3;

    private void Sentence(int number)
    {
        var sentence = body.Sentences[number];
        var mentions = cast.Mentions[number];
        var mentionAt = places = MentionAt(sentence, mentions, places);
        Turn(number, sentence, mentions);
        if (asked)
            return;
        scene.Resolve(mentions);
        var lead = parts.Body[sentence.Paragraph].Item ? overList : null;
        clauses.Begin(sentence, mentions, mentionAt, lead);
        var triggers = finder.Find(sentence, mentionAt, lead is not null);
        var (meeting, end, fact, verb) = meetings.Read(number, sentence, triggers, mentions);
        if (meeting is not null)
            ResolveBehind(mentions, end);
        var acts = Read(number, sentence, mentions, triggers, meeting, verb, end);
        if (fact is { Announced: false } && meeting is not null && Topic(number, sentence, end, fact, acts) is { } topic)
            acts.Insert(0, topic);
        var items = Items(number, sentence, acts);
        if (lead is null)
            overList = body.Sign(sentence.End - 1) == ':' && acts.Count == 0 && sentence.End - sentence.First < 12 ? clauses.Before(sentence.End - 1, out _) : null;
        foreach (var act in acts)
        {
            Acts.Add(act);
            if (items.Count == 0 || act.About.End != body.Sentences[items[^1]].End)
                promises.Read(act);
            else
                promises.Read(act, items);
        }
        Announced(number, sentence, triggers, fact);
        promises.Upcoming(number, sentence);
        standing.Read(number, sentence);
        Remember(mentions, acts, meeting);
    }

    /// <summary>Who is meant behind the telling of a meeting: "met with X, and they agreed".</summary>
    private void ResolveBehind(List<Mention> mentions, int end)
    {
        var behind = mentions.FindAll(m => m.Kind is MentionKind.Group or MentionKind.Pronoun && m.First > end);
        if (behind.Count > 0)
            scene.Resolve(behind);
    }

    /// <summary>Of each token of a sentence, which mention it belongs to; -1 for none.</summary>
    private static int[] MentionAt(Sentence sentence, List<Mention> mentions, int[]? room = null)
    {
        var length = sentence.End - sentence.First;
        var mentionAt = room?.Length >= length ? room : new int[length];
        Array.Fill(mentionAt, -1, 0, length);
        for (var m = 0; m < mentions.Count; m++)
            Array.Fill(mentionAt, m, mentions[m].First - sentence.First, mentions[m].End - mentions[m].First);
        return mentionAt;
    }

    /// <summary>"agreed to cooperate in the following areas:", "signed the following documents:" - the items below belong to what was agreed or signed.</summary>
    private List<int> Items(int number, Sentence sentence, List<ActFact> acts)
    {
        var items = new List<int>();
        if (body.Sign(sentence.End - 1) != ':' || acts.FindLast(a => a.Words.End >= sentence.End - 1) is not { } open)
            return items;
        for (var s = number + 1; s < body.Sentences.Count && items.Count < 60 && parts.Body[body.Sentences[s].Paragraph].Item; s++)
            items.Add(s);
        if (items.Count == 0)
            return items;
        listed = items[^1] + 1;
        var end = body.Sentences[items[^1]].End;
        open.About = new Said(open.About.First < open.About.End ? open.About.First : body.Sentences[items[0]].First, end);
        open.Words = new Said(open.Words.First, end);
        return items;
    }

    /// <summary>"SECRETARY LEE: …", "QUESTION: …": whose turn a paragraph of a transcript is; what is asked is nobody's act.</summary>
    private void Turn(int number, Sentence sentence, List<Mention> mentions)
    {
        if (number > 0 && body.Sentences[number - 1].Paragraph == sentence.Paragraph)
            return;
        var colon = sentence.First;
        while (colon < Math.Min(sentence.End - 1, sentence.First + 9) && body.IsWord(colon) && (body.IsCapital(colon) || !body.Is(colon, WordClass.SubjectPronoun)))
            colon++;
        if (colon == sentence.First || body.Sign(colon) != ':')
            return;
        var named = mentions.Find(m => m.First <= sentence.First + 1 && m.End == colon && m.Kind is MentionKind.Person or MentionKind.Office);
        if (named is not null)
            scene.Resolve([named]);
        var question = body.Is(sentence.First, Role.Asks);
        if (!question && named is not { People.Length: 1 })
            return;
        asked = question;
        scene.Turn = question ? scene.Turn : named!.People[0];
        if (!question)
            scene.Speaker = scene.Turn;
    }

    private List<ActFact> Read(int number, Sentence sentence, List<Mention> mentions, List<Trigger> triggers, Doer? meeting, int meetingVerb, int meetingEnd)
    {
        if (quotes.Speech(sentence) is not { } speech)
        {
            // "The Foreign Secretary said:" above what he said
            if (!quotes.OpensQuoted(sentence))
                quotedSpeaker = body.Sign(sentence.End - 1) == ':' ? quotes.Attribution(sentence, triggers, clauses)?.By : null;
            var plain = actReader.Read(number, sentence, triggers, meeting, meetingVerb, meetingEnd);
            // "Minister X met Minister Y in Lima, the Foreign Ministry said on Thursday": who tells of the meeting
            if (meeting is not null && clauses.Attribution.At() is var comma && comma < sentence.End && plain is [{ Kind: ActKind.State } only] && only.Verb > comma && clauses.Attribution.IsHouse(comma))
                plain.Clear();
            if (IsToldBy(sentence))
                plain.RemoveAll(a => a.Verb == sentence.First + 2);
            return quotes.According(number, sentence, mentions, plain) is { } held ? [held] : plain;
        }
        readOut = quotes.ReadsOut(sentence, speech, readOut);
        if (readOut && !quotes.IsOfSpeaker(speech))
            return actReader.Read(number, sentence, [.. triggers.Where(t => body.Quoted[t.Verb])], meeting, meetingVerb, meetingEnd);
        var named = quotes.Attribution(sentence, triggers, clauses);
        // "“The schedule was discussed,” the Ministry said": the house tells in its own words what both did.
        if (named is { By: { People.Length: 0, Mention: { Kind: MentionKind.Party or MentionKind.Organisation or MentionKind.Pronoun } } teller, Verb: var tells } && (teller.Mention!.Kind != MentionKind.Pronoun || body.Is(teller.Mention.First, WordClass.It)) && !quotes.IsOfSpeaker(speech))
        {
            var told = actReader.Read(number, sentence, [.. triggers.Where(t => t != tells)], meeting, meetingVerb, meetingEnd);
            if (told.Count > 0 || meeting is not null)
                return told;
        }
        if (named is null && !quotes.IsOfSpeaker(speech) && quotes.IsToldByHouse(number) && actReader.Read(number, sentence, triggers, meeting, meetingVerb, meetingEnd) is var reported && (reported.Count > 0 || meeting is not null))
            return reported;
        // "“The two Ministers reviewed trade,” the spokesperson added": he tells what others did.
        if ((named?.By ?? quotedSpeaker) is { People: [var one] } tellsOf && cast.IsSpokesperson(cast.People[one]) && !quotes.IsOfSpeaker(speech) && actReader.Read(number, sentence, [.. triggers.Where(t => t != named?.Verb)], meeting, meetingVerb, meetingEnd) is { Count: > 0 } others)
        {
            quotedSpeaker = tellsOf;
            return others;
        }
        // "“They also agreed to …,”" of a readout: told, and nobody's words
        if (named is null && body.Is(speech.First, WordClass.They) && !quotes.IsOfSpeaker(speech) && actReader.Read(number, sentence, triggers, meeting, meetingVerb, meetingEnd) is { Count: > 0 } reads)
            return reads;
        var by = named?.By ?? (quotes.NamesOther(sentence, mentions, triggers) ? null : quotedSpeaker ?? Ahead(number) ?? Last());
        quotedSpeaker = by;
        // "stressed the need to watch closely and to speak clearly: “We …”": what is said before the quotation counts for itself.
        var before = named is { Verb: var verb } && verb.End < speech.First && body.Is(verb.End, WordClass.Determiner | WordClass.That) && Enumerable.Range(verb.End, speech.First - verb.End).Count(body.IsWord) >= LeastBefore && Enumerable.Range(verb.End, speech.First - verb.End).Any(i => body.Sign(i) == ':');
        var outside = triggers.Where(t => !body.Quoted[t.Verb] && (t != named?.Verb || before)).ToList();
        if (named is { } said)
            clauses.Main = said.By;
        var acts = actReader.Read(number, sentence, outside, meeting, meetingVerb, meetingEnd);
        if (by is not null && quotes.Read(number, speech, sentence, by, named?.Verb) is { } quoted)
        {
            if (!before)
                acts.RemoveAll(a => a.Verb == named?.Verb.Verb);
            else if (acts.Find(a => a.Verb == named?.Verb.Verb) is { } opening)
                EndBefore(opening, speech.First);
            acts.Insert(before ? acts.Count : 0, quoted);
        }
        return acts;
    }

    /// <summary>What is said before a quotation ends there.</summary>
    private void EndBefore(ActFact act, int speech)
    {
        var end = speech;
        while (end > act.About.First + 1 && !body.IsWord(end - 1))
            end--;
        (act.About, act.Words) = (new Said(act.About.First, Math.Min(act.About.End, end)), new Said(act.Words.First, Math.Min(act.Words.End, end)));
    }

    /// <summary>How many words before a colon say something of their own; "said in a statement on Monday:" does not.</summary>
    private const int LeastBefore = 7;

    private Doer? Last() => scene.Speaker >= 0 && cast.People[scene.Speaker].Party >= 0 ? new Doer([cast.People[scene.Speaker].Party], [scene.Speaker], 0, null) : null;

    /// <summary>A quotation of several sentences is attributed at its end: "… ," said the President.</summary>
    private Doer? Ahead(int number)
    {
        var paragraph = body.Sentences[number].Paragraph;
        for (var next = number + 1; next < body.Sentences.Count && next < number + 8 && body.Sentences[next].Paragraph == paragraph && (body.Quoted[body.Sentences[next].First] || SaysThis(body.Sentences[next])); next++)
        {
            var sentence = body.Sentences[next];
            var mentions = cast.Mentions[next];
            var mentionAt = MentionAt(sentence, mentions);
            scene.Resolve(mentions);
            var ahead = new Clauses(body, scene);
            ahead.Begin(sentence, mentions, mentionAt);
            if (quotes.Attribution(sentence, finder.Find(sentence, mentionAt), ahead) is { } named)
                return named.By;
        }
        return null;
    }

    /// <summary>"“…” Minister X stated this during a meeting": who spoke the quotation before.</summary>
    private bool SaysThis(Sentence sentence)
    {
        for (var i = sentence.First + 1; i < sentence.End - 1; i++)
        {
            if (body.Is(i + 1, "this") && body.Is(i, Role.ToldThis))
                return true;
        }
        return IsToldBy(sentence);
    }

    /// <summary>"“…” This was stated by Minister X during a meeting".</summary>
    private bool IsToldBy(Sentence sentence) => body.Is(sentence.First, "this") && body.Is(sentence.First + 1, WordClass.Be) && body.Is(sentence.First + 2, Role.ToldThis) && body.Is(sentence.First + 3, "by");

    /// <summary>"spoke with X about …", "held talks on …": what a meeting was about is an act of both.</summary>
    private ActFact? Topic(int number, Sentence sentence, int end, EngagementFact fact, List<ActFact> acts)
    {
        var at = end;
        if (!(body.Is(at, "about") || body.Is(at, "regarding") || body.Is(at, "concerning")))
        {
            at = -1;
            for (var i = fact.Words[^1].First; i < Math.Min(sentence.End, end + 1); i++)
            {
                if ((body.Is(i, "about") || body.Is(i, "regarding") || body.Is(i, "concerning") || body.Is(i, "on") && (body.Is(i - 1, "spoke") || body.Is(i - 1, "talks") || body.Is(i - 1, "discussions") || body.Is(i - 1, "discussion") || body.Is(i - 1, "consultations"))) && i > fact.Words[^1].First)
                    at = i;
            }
        }
        if (at < 0 || acts.Exists(a => a.Kind == ActKind.Discuss && a.Words.First <= at && a.Words.End > at) || body.Is(at + 1, WordClass.Month | WordClass.Weekday | WordClass.Number) || (body[Math.Min(at + 1, body.Count - 1)].Shape & Shape.Digit) != 0)
            return null;
        var stop = acts.Count > 0 && acts[0].Words.First > at ? acts[0].Words.First : sentence.End;
        while (stop > at + 1 && (!body.IsWord(stop - 1) || body.Is(stop - 1, "and")))
            stop--;
        return stop <= at + 1 ? null : new ActFact
        {
            Kind = ActKind.Discuss,
            Entry = fact.Entry,
            By = [.. fact.Parties],
            About = new Said(at + 1, stop),
            Words = new Said(fact.Words[^1].First, stop),
            Sentence = number,
            Verb = at,
        };
    }

    /// <summary>What the release announces: "Minister X will meet …", beside the engagement that it announces itself.</summary>
    private void Announced(int number, Sentence sentence, List<Trigger> triggers, EngagementFact? fact)
    {
        if (fact is { Announced: true } || !body.May(sentence, WordClass.Future) && !body.May(sentence, Role.Scheduled))
            return;
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (body.Quoted[i] || !(body.Is(i, WordClass.Future) && body.Is(i, "will") || body.Is(i, WordClass.To) && body.Is(i - 1, Role.Scheduled) && (body.Is(i - 2, WordClass.Be) || body.Is(i - 3, WordClass.Be) && body.IsAdverb(i - 2))))
                continue;
            if (Plan(number, sentence, triggers, i))
                return;
        }
    }

    /// <summary>The plan that "will" or "to" at a token tells; whether the sentence is done with.</summary>
    private bool Plan(int number, Sentence sentence, List<Trigger> triggers, int i)
    {
        if (NextGathering(sentence, i) is var next and >= 0)
        {
            var sides = scene.Sides.Count > 1 ? [.. scene.Sides] : scene.Plurals.Everyone();
            if (sides.Length > 1)
                promises.Scheduled(number, sentence, sides, next, i);
            return true;
        }
        if (clauses.Before(body.Is(i, "to") ? body.Is(i - 2, WordClass.Be) ? i - 2 : i - 3 : i, out var subordinate) is not { } by || subordinate || by.Parties.Length == 0 || by.Mention?.Kind is not (MentionKind.Person or MentionKind.Office or MentionKind.Pronoun or MentionKind.Group or MentionKind.Party))
            return false;
        if (triggers.Exists(t => t.Verb < i && t.Use == VerbUse.Finite && t.Phrase.Use == PhraseUse.Act))
            return true;
        var with = new List<int>();
        var verb = i + 1;
        while (verb < sentence.End && body.IsAdverb(verb))
            verb++;
        if (body.Is(verb, "be") && (body.Form(verb + 1) & VerbForm.Ing) != 0 || body.Is(verb, "be") && body.Span(Math.Min(verb + 1, body.Count - 1)).EndsWith("ing", StringComparison.Ordinal))
            verb++;
        foreach (var mention in cast.Mentions[number].Where(m => m.First >= verb && m.First < verb + 12 && m.Kind is MentionKind.Person or MentionKind.Office && !m.Genitive))
            with.AddRange(mention.Parties.Where(p => !by.Parties.Contains(p)));
        var visit = Engagements.Find(e => e.Announced && e.End != default);
        var above = parts.Body[sentence.Paragraph];
        var during = above.Day.Day > 0 ? new Due(above.Day.WithYear(released.Year), above.Above.Of(body.Text).ToString()) : visit is null ? default(Due?) : new Due(visit.End, "during the visit");
        promises.Announced(number, sentence, by, verb, [.. with.Distinct()], during);
        return true;
    }

    /// <summary>"The next session of the commission, which meets every two years, will be held": where a sentence begins with what is to be held; -1 where it does not.</summary>
    private int NextGathering(Sentence sentence, int will)
    {
        var first = body.Is(sentence.First, WordClass.Article) ? sentence.First + 1 : sentence.First;
        if (!body.Is(first, "next") || !body.Is(will + 1, "be") && !body.Is(will + 1, "take"))
            return -1;
        for (var i = first + 1; i < Math.Min(will, first + 6); i++)
        {
            if (body.Is(i, Role.Gathering) || body.Is(i, WordClass.EventNoun))
                return first;
        }
        return -1;
    }

    /// <summary>Who acts and whom he addresses, where they are two; null where they are not.</summary>
    private static int[]? Two(ActFact act) => (act.By, act.To) switch
    {
        ([var one, var two], _) when one != two && Array.TrueForAll(act.To, t => t == one || t == two) => act.By,
        ([var one], [var two]) when one != two => [one, two],
        ([], [var one, var two]) when one != two => act.To,
        ([var one], [var first, var second]) when first != second && (one == first || one == second) => [one, one == first ? second : first],
        _ => null,
    };

    private void Remember(List<Mention> mentions, List<ActFact> acts, Doer? meeting)
    {
        if (acts.Count > 0)
        {
            scene.Together = acts[^1].By.Length > 1 ? acts[^1].By : [];
            if (Two(acts[^1]) is { } pair && scene.Sides.Contains(pair[0]) && scene.Sides.Contains(pair[1]))
                scene.Pair = pair;
            scene.Several = acts[^1].By is [var one] && clauses.Main is { People.Length: > 1, Parties: [var side] } main && side == one ? main.People : [];
        }
        var person = -1;
        for (var a = acts.Count - 1; a >= 0 && person < 0; a--)
            person = acts[a].Person;
        // "With Minister X of A, Minister Y discussed …": whoever met him goes on.
        if (person < 0 && meeting is { People: [var own] })
            person = own;
        var first = mentions.Find(m => m.Person >= 0 && !m.Genitive && !m.OwnerPronoun);
        // "the head of the Ministry informed the Ambassador": not he whom another informed
        if (person < 0 && first is not null && !(acts.Count > 0 && acts[^1].By is [var acted] && cast.People[first.Person].Party is >= 0 and var named && named != acted && acts[^1].To.Contains(named)))
            person = first.Person;
        if (person >= 0)
        {
            var other = mentions.FindLast(m => m.Person >= 0 && m.Person != person);
            if (other is not null)
                scene.Other = other.Person;
            else if (scene.Speaker != person && scene.Speaker >= 0)
                scene.Other = scene.Speaker;
            scene.Speaker = person;
            scene.SpeakingParty = cast.People[person].Party;
        }
        else if (acts.Count > 0 && acts[^1].By is [var speaks])
        {
            // "The Nigerian side said …. He added …": not whoever of the other side spoke before.
            if (scene.Speaker >= 0 && cast.People[scene.Speaker].Party != speaks)
                (scene.Other, scene.Speaker) = (scene.Speaker, scene.Present.FirstOrDefault(p => cast.People[p].Party == speaks, -1));
            scene.SpeakingParty = speaks;
        }
    }
}

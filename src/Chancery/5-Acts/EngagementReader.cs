using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Names;
using Chancery.Text;

namespace Chancery.Acts;

/// <summary>Reads who met or spoke with whom, when, where and on what occasion.</summary>
internal sealed class EngagementReader(Body body, Scene scene, TriggerFinder finder, Clauses clauses, ReleaseParts parts, PartialDate released)
{
    private readonly Lexicon lexicon = body.Lexicon;
    private readonly Days days = new(body, released);

    /// <summary>How many engagements of one text are kept; a release tells of far fewer.</summary>
    private const int Most = 300;

    public List<EngagementFact> Found { get; } = [];

    /// <summary>Reads a sentence; the side that met, with where the telling of the meeting ends, if it tells of one.</summary>
    public (Doer? Meeting, int End, EngagementFact? Fact, int Verb) Read(int number, Sentence sentence, List<Trigger> triggers, List<Mention> mentions)
    {
        (Doer? Meeting, int End, EngagementFact? Fact, int Verb) result = (null, sentence.First, null, -1);
        if (Found.Count > 0 && Found[^1] is { Kind: EngagementKind.Visit, Occasion: null } visit)
            visit.Occasion = Attended(sentence);
        foreach (var trigger in triggers)
        {
            if (trigger.Phrase.Use == PhraseUse.Attendance)
                Attend(trigger, sentence, mentions);
            if (trigger.Phrase.Use != PhraseUse.Engagement || result.Fact is not null && trigger.Verb < result.End)
                continue;
            if (Meet(number, trigger, sentence, mentions) is { } met)
                result = (met.Item1, met.Item2, met.Item3, trigger.Verb);
        }
        if (Found.Count > 0 && result.Fact is null)
            Held(sentence);
        if (result.Fact is null && (DuringTalks(number, sentence) ?? ByActing(number, sentence, triggers)) is { } told)
            result = told;
        return result;
    }

    /// <summary>"said during talks with X that …", "discussed Y at a meeting with X": the meeting is told by the way.</summary>
    private (Doer?, int, EngagementFact?, int)? DuringTalks(int number, Sentence sentence)
    {
        for (var i = sentence.First; i < sentence.End - 3; i++)
        {
            if (Found.Count == 0 && body.Sign(i) == ',' && i < sentence.First + 15 && Opening(number, sentence, i) is { } opening)
                return opening;
            if (Found.Count == 0 && body.Is(i, "by") && CalledBy(number, sentence, i) is { } called)
                return called;
            var held = body.Is(i - 1, "held") && body.Is(i - 2, Role.Talks) ? 1 : 0;
            if (held == 0 && !body.Is(i - 1, Role.Talks) || !body.Is(i, "with") && !body.Is(i, "between"))
                continue;
            var lead = i - 2 - held;
            while (lead > sentence.First && !body.Is(lead, WordClass.Preposition) && !body.Is(lead, "following") && !body.Is(lead, "included") && !body.Is(lead, "hosted") && i - lead < 7 && body.IsWord(lead))
                lead--;
            if (!(body.Is(lead, "during") || body.Is(lead, "at") || body.Is(lead, "in") || body.Is(lead, "following") || body.Is(lead, "after") || (body.Is(lead, "included") || body.Is(lead, "hosted")) && held == 0) || clauses.MentionAt(i + 1) is not { Kind: MentionKind.Person or MentionKind.Counterpart or MentionKind.Office, Parties.Length: > 0 } other)
                continue;
            var by = body.Is(i, "between") ? Second(other) : clauses.Head(sentence.End);
            if (by is null || by.People.Length == 0 || by.Mention == other || by.Parties.Intersect(other.Parties).Any())
                return null;
            var trigger = new Trigger(During, lead, i + 1, lead, VerbUse.Finite, true);
            var fact = new EngagementFact { Kind = body.Is(i - 1, "conversation") || body.Is(i - 1, "call") ? EngagementKind.PhoneCall : EngagementKind.BilateralMeeting, Entry = During.Entry, Sentence = number };
            Take(fact.Takers, by.People, by.Parties);
            Take(fact.Takers, other.People, scene.Beside(other, by.Mention));
            if (When(sentence, trigger) is { } when && !IsPast(when))
                (fact.Start, fact.End) = (when.From, when.To == when.From ? default : when.To);
            (fact.City, fact.Country) = Place(sentence, trigger, fact.Kind);
            fact.Occasion = Occasion(sentence, trigger);
            fact.Words.Add(new Said(lead, other.End));
            var kept = Merge(fact);
            scene.Meet(kept.People, kept.Parties);
            return (by, other.End, null, -1);
        }
        return null;
    }

    /// <summary>"During a courtesy call at the Palace by X, the President said": who called on whom.</summary>
    private (Doer?, int, EngagementFact?, int)? CalledBy(int number, Sentence sentence, int at)
    {
        var call = at - 1;
        while (call > sentence.First && at - call < 9 && !body.Is(call, "call"))
            call--;
        if (!body.Is(call, "call") || !body.Is(sentence.First, "during") || call > sentence.First + 4 || clauses.MentionAt(at + 1) is not { Kind: MentionKind.Person, Genitive: false, Parties.Length: 1 } caller)
            return null;
        for (var i = caller.End; i < sentence.End; i++)
        {
            if (body.Sign(i) != ',' || clauses.MentionAt(i + 1) is not { Kind: MentionKind.Person, Genitive: false, Parties.Length: 1 } host || host.Parties.SequenceEqual(caller.Parties))
                continue;
            var by = new Doer(host.Parties, host.People, host.First, host);
            var fact = new EngagementFact { Kind = body.Is(call - 1, "courtesy") ? EngagementKind.CourtesyCall : EngagementKind.BilateralMeeting, Entry = During.Entry, Sentence = number };
            Take(fact.Takers, caller.People, caller.Parties);
            Take(fact.Takers, host.People, host.Parties);
            if (When(sentence, new Trigger(During, sentence.First, call, sentence.First, VerbUse.Finite, true)) is { } when && !IsPast(when))
                (fact.Start, fact.End) = (when.From, when.To == when.From ? default : when.To);
            fact.Words.Add(new Said(sentence.First, caller.End));
            var kept = Merge(fact);
            scene.Meet(kept.People, kept.Parties);
            return (by, sentence.First, null, -1);
        }
        return null;
    }

    /// <summary>"In a face-to-face meeting at NATO headquarters on Monday,": talks, and nobody named before the comma.</summary>
    private bool TellsOfTalks(int from, int to)
    {
        var talks = false;
        for (var i = from; i < to; i++)
        {
            talks |= body.Is(i, Role.Talks) && !body.Is(i + 1, "of");
            if (clauses.MentionAt(i) is { Kind: MentionKind.Person or MentionKind.Counterpart } || body.Is(i, "between") || body.Is(i, "with"))
                return false;
        }
        return talks;
    }

    /// <summary>"During a telephone call, X wished Y success": who spoke, and to whom.</summary>
    private (Doer?, int, EngagementFact?, int)? Opening(int number, Sentence sentence, int comma)
    {
        if (!(body.Is(sentence.First, "during") || body.Is(sentence.First, "in") || body.Is(sentence.First, "at")) || !body.Is(sentence.First + 1, WordClass.Article) || !TellsOfTalks(sentence.First + 2, comma) || number > 3
            || clauses.MentionAt(comma + 1) is not { Kind: MentionKind.Person, Genitive: false, People.Length: 1, Parties.Length: 1 } first)
            return null;
        for (var i = first.End; i < Math.Min(sentence.End, first.End + 6); i++)
        {
            if (clauses.MentionAt(i) is not { Kind: MentionKind.Person or MentionKind.Office, Genitive: false, People.Length: < 2, Parties.Length: 1 } other || other.Parties.SequenceEqual(first.Parties))
                continue;
            var by = new Doer(first.Parties, first.People, first.First, first);
            var fact = new EngagementFact { Kind = Says(sentence, Role.ByPhone) ? EngagementKind.PhoneCall : EngagementKind.BilateralMeeting, Entry = During.Entry, Sentence = number };
            Take(fact.Takers, by.People, by.Parties);
            Take(fact.Takers, other.People, other.Parties);
            var trigger = new Trigger(During, sentence.First, comma, sentence.First, VerbUse.Finite, true);
            if ((When(sentence, trigger) ?? When(body.Sentences[Math.Max(0, number - 1)], trigger)) is { } when && !IsPast(when))
                (fact.Start, fact.End) = (when.From, when.To == when.From ? default : when.To);
            fact.Words.Add(new Said(sentence.First, other.End));
            var kept = Merge(fact);
            scene.Meet(kept.People, kept.Parties);
            return (by, sentence.First, null, -1);
        }
        return null;
    }

    /// <summary>"during a meeting between X and Y": the other of the two.</summary>
    private Doer? Second(Mention one) => And(one.End) is var and && body.Is(and, "and") && clauses.MentionAt(body.Is(and + 1, WordClass.Article) && clauses.MentionAt(and + 1) is null ? and + 2 : and + 1) is { Kind: MentionKind.Person or MentionKind.Counterpart or MentionKind.Office, Genitive: false } other
        ? new Doer(other.Parties, other.People, other.First, other) : null;

    private int And(int at) => body.Sign(at) == ',' ? at + 1 : at;

    /// <summary>"X and Y reviewed …", "X and Y discussed … over the phone": where nothing else tells of the meeting, what two people did together does.</summary>
    private (Doer?, int, EngagementFact?, int)? ByActing(int number, Sentence sentence, List<Trigger> triggers)
    {
        if (Found.Count == 1 && number <= 2)
            Complete(sentence, triggers);
        if (Found.Count > 0 || number > 1)
            return null;
        foreach (var trigger in triggers)
        {
            if (trigger.Phrase.Use != PhraseUse.Act || trigger.Use != VerbUse.Finite || !lexicon.Manners[(int)trigger.Act].Joint || Together(trigger, sentence) is not { } by)
                continue;
            var fact = new EngagementFact { Kind = Says(sentence, Role.ByPhone) || HeadlineCalls ? EngagementKind.PhoneCall : EngagementKind.BilateralMeeting, Entry = trigger.Phrase.Entry, Sentence = number };
            Take(fact.Takers, by.People, by.Parties);
            if ((When(sentence, trigger) ?? (number == 1 ? When(body.Sentences[0], trigger) : null)) is { } when && !IsPast(when))
                (fact.Start, fact.End) = (when.From, when.To == when.From ? default : when.To);
            else if (parts.InlineDateline && released.IsWhole)
                fact.Start = released;
            (fact.City, fact.Country) = Place(sentence, trigger, fact.Kind);
            fact.Occasion = Occasion(sentence, trigger);
            fact.Words.Add(new Said(by.First, trigger.End));
            var kept = Merge(fact);
            scene.Meet(kept.People, kept.Parties);
            return (by, sentence.First, null, -1);
        }
        return null;
    }

    /// <summary>"The meeting took place in X on the sidelines of Y": what the telling of the meeting left out.</summary>
    private void Held(Sentence sentence)
    {
        var at = sentence.First + 1;
        if (!body.Is(sentence.First, "the") || !body.Is(at, Role.Talks))
            return;
        var verb = at + 1;
        if (!(body.Is(verb, "took") && body.Is(verb + 1, "place")) && !(body.Is(verb, WordClass.Be) && body.Is(verb + 1, "held")))
            return;
        var fact = Found[^1];
        var trigger = new Trigger(During, verb, verb + 2, verb, VerbUse.Finite, true);
        fact.Occasion ??= Occasion(sentence, trigger);
        if (fact.Start == default && When(sentence, trigger) is { } when && !IsPast(when))
            (fact.Start, fact.End) = (when.From, when.To == when.From ? default : when.To);
        if (fact.City is null && Place(sentence, trigger, fact.Kind) is { Country: >= 0 } place && (fact.Country < 0 || fact.Country == place.Country))
            (fact.City, fact.Country) = place;
    }

    /// <summary>"X and Y discussed", "X discussed the situation with his counterpart Y": two people of two sides.</summary>
    private Doer? Together(Trigger trigger, Sentence sentence)
    {
        if (clauses.Before(trigger.GroupStart, out var subordinate) is not { People.Length: > 0, Parties.Length: > 0 } by || subordinate)
            return null;
        if (by.People.Length > 1)
            return by.Parties.Length > 1 ? by : null;
        for (var i = trigger.End; i < sentence.End - 1 && !(body.Sign(i) is ';' or ',') && !body.Is(i, WordClass.Relative); i++)
        {
            if (body.Is(i, "with") && clauses.MentionAt(i + 1) is { Kind: MentionKind.Person, Genitive: false, People.Length: 1, Parties.Length: 1 } other && !by.Parties.Contains(other.Parties[0]))
                return by with { People = [.. by.People, .. other.People], Parties = [.. by.Parties, .. other.Parties] };
        }
        return null;
    }

    /// <summary>"The two Ministers discussed … on the sidelines of the … in Colombo today": the day and occasion of a meeting that was told without them.</summary>
    private void Complete(Sentence sentence, List<Trigger> triggers)
    {
        var fact = Found[0];
        if (fact.Start != default || fact.Occasion is not null)
            return;
        foreach (var trigger in triggers)
        {
            if (trigger.Phrase.Use != PhraseUse.Act || trigger.Use != VerbUse.Finite || !lexicon.Manners[(int)trigger.Act].Joint || clauses.Before(trigger.GroupStart, out var subordinate) is not { Parties.Length: > 1 } || subordinate)
                continue;
            fact.Occasion = Occasion(sentence, trigger);
            if (When(sentence, trigger) is { } when && !IsPast(when) && (fact.Occasion is not null || when.YearSaid))
                (fact.Start, fact.End) = (when.From, when.To == when.From ? default : when.To);
            if (fact.Country < 0 && fact.Occasion is not null)
                (fact.City, fact.Country) = Place(sentence, trigger, fact.Kind);
            return;
        }
    }

    private static readonly Phrase During = new(PhraseUse.Engagement, (int)EngagementKind.BilateralMeeting, "engagements: during talks with", []);

    private (Doer, int, EngagementFact?)? Meet(int number, Trigger trigger, Sentence sentence, List<Mention> mentions)
    {
        var kind = (EngagementKind)trigger.Phrase.Kind;
        var future = trigger.Use == VerbUse.Future || IsPlanned(trigger);
        var opening = trigger.Use == VerbUse.Ing && trigger.Verb == sentence.First;
        if (trigger.Use is VerbUse.None or VerbUse.Infinitive or VerbUse.Ing && !(trigger.Use == VerbUse.Infinitive && future) && !opening)
            return null;
        // The programme of a visit tells of a meeting under every day.
        if (future && !(Found.Count == 0 && number <= 1 || DayAbove(number).Day > 0))
            return null;
        // "The meeting was attended by …": who else was at the one that was told of.
        if (trigger.Use == VerbUse.Noun && body.Is(trigger.End - 1, "by") && Found.Count > 0)
            return null;
        Doer? by;
        if (trigger.Use == VerbUse.Noun)
            by = null;
        else if (opening)
            by = Opener(sentence);
        else if (trigger.Use == VerbUse.Passive)
            by = clauses.Before(trigger.GroupStart, out _);
        else
        {
            // "is scheduled to pay": the subject stands before "is".
            var group = trigger.Use == VerbUse.Infinitive && body.Is(trigger.GroupStart - 2, WordClass.Be) ? trigger.GroupStart - 2 : trigger.GroupStart;
            by = clauses.Before(group, out var subordinate);
            if (subordinate && !(Found.Count == 0 && by is not null && (body.Is(by.First - 1, "when") || body.Is(by.First - 1, "as") && body.Is(by.First - 2, "came")) && trigger.Past) || body.Is(trigger.GroupStart - 1, "who"))
                return null;
        }
        if (trigger.Use != VerbUse.Noun && (by is null || by.Parties.Length == 0))
            return null;
        if (Found.Count > 0 && (body.Is(trigger.Verb, "attended") || body.Is(trigger.Verb, "attend")) && kind is EngagementKind.Summit or EngagementKind.MultilateralMeeting && Found.Count > 0 && Found[^1].Sentence != number)
            return null;
        var (others, end) = Others(trigger, sentence, kind, by);
        // "welcomed Minister X to Riga", but neither "welcomed the visit" nor "welcomed Norway's offer"
        if (body.Is(trigger.Verb, Role.Welcomed) && trigger.End - trigger.Verb == 1 && !(Found.Count == 0 && others.Count > 0 && others[0] is { Kind: MentionKind.Person or MentionKind.Counterpart, Genitive: false } && IsWhen(trigger.End, others[0].First)))
            return null;
        if (by is { People.Length: 0 } && kind is EngagementKind.PhoneCall && others.Count == 0)
            return null;
        if (kind == EngagementKind.CourtesyCall && others.Count > 0 && body.Is(others[^1].End, WordClass.To) && body.IsWord(others[^1].End + 1) && !body.IsCapital(others[^1].End + 1) && trigger.End - trigger.Verb == 2)
            return null;
        if (others.Count == 0 && kind == EngagementKind.CourtesyCall && trigger.End - trigger.Verb == 2)
            return null;
        var takers = new List<Taker>();
        if (by is not null)
            Take(takers, by.People, by.Parties);
        Whose(others, by);
        foreach (var other in others)
            Take(takers, other.People, scene.Beside(other, by?.Mention));
        if (trigger.Use == VerbUse.Passive && clauses.Agent(trigger.End, sentence.End) is { } agent)
            Take(takers, agent.People, agent.Parties);
        var place = Place(sentence, trigger, Refine(kind, sentence, trigger));
        if (kind == EngagementKind.Visit)
        {
            if (place.Country < 0 || by is null || by.Parties.Contains(place.Country) || by.People.Length == 0 && others.Count == 0 && by.Mention?.Kind == MentionKind.Party)
                return null;
            Host(takers, sentence, mentions, place.Country);
        }
        var sides = takers.Select(t => t.Party).Where(p => p >= 0).Distinct().Count();
        if (sides < 2 && !(kind is EngagementKind.Summit or EngagementKind.MultilateralMeeting && takers.Count > 0))
            return null;
        // The tools of speech alone ("the two sides speak") need somebody spoken with.
        if (others.Count == 0 && by is { Parties.Length: < 2 } && kind is not EngagementKind.Visit and not EngagementKind.Summit and not EngagementKind.MultilateralMeeting && trigger.Use is not VerbUse.Passive and not VerbUse.Noun)
            return null;
        if (others.Count == 0 && by is { People.Length: 0 } && kind is not EngagementKind.Consultations && trigger.Use is not VerbUse.Noun && !(by is { Parties.Length: > 1, Mention.Kind: MentionKind.Party } && body.Is(trigger.End - 1, Role.Talks)))
            return null;
        var when = When(sentence, trigger) ?? ((future && number == 1 || Found.Count == 0 && number <= 2 && IsHeld(body.Sentences[0])) ? When(body.Sentences[0], trigger) : null);
        if (when is { } day ? IsPast(day) : IsLongAgo(trigger, sentence))
            return null;
        var fact = new EngagementFact { Kind = Refine(kind == EngagementKind.MultilateralMeeting && sides == 2 && others.Count == 0 ? EngagementKind.BilateralMeeting : kind == EngagementKind.BilateralMeeting && sides > 2 && body.Is(trigger.Verb, Role.Led | Role.Welcomed) ? EngagementKind.MultilateralMeeting : kind, sentence, trigger), Entry = trigger.Phrase.Entry, Sentence = number, Announced = future };
        fact.Takers.AddRange(takers);
        if (when is null && DayAbove(number) is { Day: > 0 } above)
            fact.Start = above;
        else if (when is null && parts.InlineDateline && body.Sentences[number].Paragraph == 0 && released.IsWhole)
            fact.Start = released;
        if (when is { } found)
            (fact.Start, fact.End) = (found.From, found.To == found.From ? default : found.To);
        (fact.City, fact.Country) = (place.City, place.Country);
        fact.Occasion = Occasion(sentence, trigger);
        fact.Words.Add(new Said(by?.First is { } first && first < trigger.Verb && first >= sentence.First ? first : trigger.GroupStart, Math.Max(end, trigger.End)));
        var kept = Merge(fact);
        scene.Meet(kept.People, kept.Parties);
        if (by is not null)
            clauses.Main ??= by;
        var speaker = by ?? new Doer([.. kept.Parties], [], trigger.Verb, null);
        return (speaker, end, kept);
    }

    /// <summary>"The Summit was held on 27 October": a first sentence that tells only the day and place.</summary>
    private bool IsHeld(Sentence sentence)
    {
        for (var i = sentence.First; i < sentence.End - 1; i++)
        {
            if (body.Is(i, "held") && body.Is(i - 1, WordClass.Be) || body.Is(i, "took") && body.Is(i + 1, "place"))
                return true;
        }
        return false;
    }

    /// <summary>The day that the heading above a sentence gives.</summary>
    private PartialDate DayAbove(int number) => parts.Body[body.Sentences[number].Paragraph].Day.WithYear(released.Year);

    /// <summary>"Meeting with X, the Minister stressed", "Meeting with X, the two Ministers agreed": the subject behind the comma, or who spoke before.</summary>
    private Doer? Opener(Sentence sentence)
    {
        for (var i = sentence.First + 1; i < sentence.End - 1; i++)
        {
            if (body.Sign(i) != ',' || clauses.MentionAt(i + 1) is not { Genitive: false, OwnerPronoun: false } subject || subject.First != i + 1)
                continue;
            if (subject.Kind is MentionKind.Person or MentionKind.Office or MentionKind.Pronoun && subject.Parties.Length == 1)
                return new Doer(subject.Parties, subject.People, subject.First, subject);
            if (subject.Kind == MentionKind.Group && scene.Speaker >= 0 && scene.Cast.People[scene.Speaker].Party is var party and >= 0)
                return new Doer([party], [scene.Speaker], sentence.First, null);
        }
        return null;
    }

    /// <summary>Whether nothing but a day or an article stands between.</summary>
    private bool IsWhen(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (body.IsWord(i) && !body.Is(i, WordClass.Weekday | WordClass.Month | WordClass.Article) && !body.Is(i, Role.PartOfDay) && !body.Is(i, "on") && (body[i].Shape & Shape.Digit) == 0)
                return false;
        }
        return true;
    }

    /// <summary>"met with X, the Speaker of A's Parliament, Mr. Y, President of the Committee": who is met beside another and whose state is not said is of the other's.</summary>
    private void Whose(List<Mention> others, Doer? by)
    {
        for (var o = 1; o < others.Count; o++)
        {
            if (others[o] is not { Kind: MentionKind.Person, People: [var person] } || others[o - 1].Parties is not [var party] || by is null || by.Parties.Contains(party))
                continue;
            var known = scene.Cast.People[person];
            if (known.Party < 0 || known.Assumed && by.Parties.Contains(known.Party))
                (known.Party, others[o].Parties) = (party, [party]);
        }
    }

    private bool IsPlanned(Trigger trigger) => trigger.Use == VerbUse.Infinitive && (body.Is(trigger.GroupStart - 1, WordClass.Be) || body.Is(trigger.GroupStart - 1, Role.Scheduled))
        || trigger.Use == VerbUse.Future;

    private bool IsPast(DayWords day)
    {
        if (released.Whole is not { } now || day.To.Whole is not { } then)
            return day.To.Year > 0 && released.Year > 0 && day.To.Year < released.Year;
        return then.AddDays(day.YearSaid ? 45 : 200) < now;
    }

    /// <summary>"met in Rome, in June 2021" in a release of a later month.</summary>
    private bool IsLongAgo(Trigger trigger, Sentence sentence) => released.Month > 0
        && days.Find(trigger.Verb, sentence.End).Exists(d => d.YearSaid && d.From.Day == 0 && (d.From.Year, d.From.Month).CompareTo((released.Year, released.Month)) < 0 && body.Is(d.First - 1, "in"));

    private void Take(List<Taker> takers, int[] people, int[] parties)
    {
        var named = new List<int>();
        foreach (var person in people)
        {
            var party = scene.Cast.People[person].Party;
            named.Add(party);
            if (!takers.Exists(t => t.Person == person))
                takers.Add(new Taker(person, party));
        }
        foreach (var party in parties)
        {
            if (!named.Contains(party) && !takers.Exists(t => t.Party == party))
                takers.Add(new Taker(-1, party));
        }
    }

    /// <summary>Those on the other side: behind the verb, or behind "with", "between", "by", "from", "on".</summary>
    private (List<Mention> Others, int End) Others(Trigger trigger, Sentence sentence, EngagementKind kind, Doer? by)
    {
        var found = new List<Mention>();
        // "The Commission was held in Lima and was co-chaired by …"
        var told = trigger.Use == VerbUse.Noun && body.Is(trigger.End - 1, "by");
        var i = trigger.Use == VerbUse.Noun && !told ? trigger.Verb + 1 : trigger.End;
        var end = trigger.End;
        // "called on and was hosted by …"
        var shared = kind == EngagementKind.CourtesyCall && body.Is(trigger.End, "and") && body.Is(trigger.End + 1, WordClass.Be);
        var open = told || body.Is(trigger.End - 1, "together") || (trigger.Phrase.StartsWithVerb && (trigger.End - trigger.Verb <= 1 || body.Is(trigger.End - 1, WordClass.Preposition)));
        while (i < sentence.End && i < trigger.End + 90)
        {
            var mention = clauses.MentionAt(i);
            if (mention is not null && mention.First <= i)
            {
                var usable = !mention.OwnerPronoun && !mention.Genitive && !(mention.Kind == MentionKind.Party && (mention.Adjective || kind is EngagementKind.Visit)) && (mention.Parties.Length > 0 || found.Count > 0 && mention is { Kind: MentionKind.Person, People.Length: 1, HasHonorific: true })
                    && (by is null || !SamePeople(mention, by));
                if (usable && (open || found.Count > 0 && Joined(mention.First - 1)))
                {
                    found.Add(mention);
                    end = i = mention.End;
                    open = false;
                    continue;
                }
                if (found.Count > 0 && !usable && !mention.Genitive)
                    break;
                i = mention.End;
                continue;
            }
            if (body.Is(i, "with") || body.Is(i, "between") || (body.Is(i, "by") && (trigger.Use is VerbUse.Passive || shared || body.Is(i - 1, Role.Led))) || (body.Is(i, "from") && kind is EngagementKind.PhoneCall or EngagementKind.CourtesyCall) || (body.Is(i, "to") && kind is EngagementKind.PhoneCall or EngagementKind.Credentials && found.Count == 0)
                || (body.Is(i, "on") || body.Is(i, "upon") || body.Is(i, "to")) && kind == EngagementKind.CourtesyCall && found.Count == 0 || body.Is(i, "alongside") || body.Is(i, "accompanied")
                || body.Is(i, "of") && kind == EngagementKind.Credentials && found.Count == 0 || body.Is(i, "for") && body.Is(trigger.Verb, "hosted") && found.Count == 0)
            {
                // "with him", "with the Prime Minister", but not "with a focus on"
                open = true;
                i++;
                continue;
            }
            if (open && found.Count == 0 && (body.Is(i, "at") || body.Is(i, "in")))
            {
                // "received at the Palace today …": where, before whom
                i = PlaceEnd(i + 1, sentence.End);
                continue;
            }
            if (open && kind == EngagementKind.Consultations && body.IsCapital(i) && (body.Is(i, WordClass.BodyNoun | WordClass.Portfolio) || body.Is(i, "ministries")))
            {
                i++;
                continue;
            }
            if (open && (body.Is(i, WordClass.Weekday | WordClass.Month) || (body[i].Shape & Shape.Digit) != 0 || body.Is(i, Role.PartOfDay)))
            {
                i++;
                continue;
            }
            // "on DFA Secretary X": the house before its office
            if (open && (body[i].Shape & Shape.AllCaps) != 0 && clauses.MentionAt(i + 1) is { HasOffice: true })
            {
                i++;
                continue;
            }
            if (open && (body.Is(i, WordClass.Determiner) || body.Is(i, "visiting") || body.Is(i, "separately") || body.Is(i, "both") || finder.IsAdverb(i)))
            {
                i++;
                continue;
            }
            if (body.Is(i, WordClass.NoMeeting) && open && found.Count == 0)
                return (found, end);
            if (found.Count > 0 && !(body.Sign(i) is ',' or '(' or ')' or ';' || body.Is(i, "and") || body.Is(i, "as") || body.Is(i, "well") || body.Is(i, "together")))
                break;
            // "welcomed the Minister of X, Y; the Minister of Z, …"
            if (found.Count > 0 && body.Sign(i) == ';' && clauses.MentionAt(body.Is(i + 1, "and") ? i + 2 : i + 1) is { Kind: MentionKind.Person })
            {
                i++;
                continue;
            }
            if (body.Sign(i) is ';' or ':' || body.Is(i, WordClass.Relative) && found.Count == 0 && !body.Is(i - 1, ",") || (body.Is(i, WordClass.To) && body.Form(i + 1) != VerbForm.None && !(kind == EngagementKind.CourtesyCall)) || body.Is(i, "about") || body.Is(i, "regarding"))
                break;
            if (body.Is(i, WordClass.PhraseStart) && (body.Form(i) & VerbForm.Past) != 0 && (body.Is(i - 1, "and") || body.Sign(i - 1) == ',') && !shared && !body.Is(i, Role.Led))
                break;
            if (open && body.IsWord(i) && !body.Is(i, WordClass.Preposition))
                open = false;
            i++;
        }
        // "India-Canada Foreign Office Consultations were held"
        for (var c = sentence.First; trigger.Use == VerbUse.Noun && found.Count == 0 && c < trigger.Verb; c++)
        {
            if (PartyReader.InCompound(body, c) is { Count: 2 } pair)
                found.Add(new Mention(c, c + 1, MentionKind.Party) { NamedParty = pair[0], SecondParty = pair[1], Parties = [.. pair] });
        }
        if (trigger.Use == VerbUse.Noun)
            end = Math.Max(end, Leaders(trigger, sentence, found));
        return (found, EndOf(end, sentence));
    }

    /// <summary>"consultations were held …, led by X and Y": those who led take the place of their houses.</summary>
    private int Leaders(Trigger trigger, Sentence sentence, List<Mention> found)
    {
        for (var i = trigger.End; i < sentence.End - 2; i++)
        {
            if (!body.Is(i, Role.Led) || !body.Is(i + 1, "by"))
                continue;
            var end = i;
            for (var m = i + 2; m < sentence.End; m++)
            {
                if (clauses.MentionAt(m) is { Kind: MentionKind.Person, Genitive: false, Parties.Length: > 0 } leader && !found.Contains(leader))
                {
                    found.RemoveAll(f => f.Kind == MentionKind.Party && f.Parties.SequenceEqual(leader.Parties));
                    found.Add(leader);
                    end = leader.End;
                }
            }
            return end;
        }
        return 0;
    }

    /// <summary>The end of a place in capitals, and of the part of the day behind it.</summary>
    private int PlaceEnd(int at, int limit)
    {
        while (at < limit && (body.Is(at, WordClass.Article) || body.Is(at, Role.PartOfDay) || body.Is(at, "of") || body.IsGenitive(at)
            || body.IsCapital(at) && (clauses.MentionAt(at) is not { } mention || mention.Kind is MentionKind.Party && mention.City)))
            at++;
        return at;
    }

    /// <summary>The evidence goes on over day, place and occasion, to the next comma or verb.</summary>
    private int EndOf(int end, Sentence sentence)
    {
        var i = end;
        while (i < sentence.End && !(body.Sign(i) is '.' or ';' or ':') && !(body.Is(i, WordClass.To) && (body.Form(i + 1) & VerbForm.Base) != 0 && body.Is(i + 1, WordClass.PhraseStart)) && !body.Is(i, "about")
            && !((body.Is(i, "and") || body.Sign(i) == ',') && body.Is(i + 1, WordClass.PhraseStart) && (body.Form(i + 1) & (VerbForm.Past | VerbForm.Ing)) != 0) && !body.Is(i, WordClass.Relative))
            i++;
        while (i > end && (body.Sign(i - 1) == ',' || body.Is(i - 1, "and")))
            i--;
        return i;
    }

    private static bool SamePeople(Mention mention, Doer by) => mention.People.Length > 0 && mention.People.All(by.People.Contains);

    private bool Joined(int link) => body.Sign(link) is ',' or '&' or ';' || body.Is(link, "and") || body.Is(link, "with") || body.Is(link, WordClass.Article) && (body.Is(link - 1, "and") || body.Sign(link - 1) == ',') || body.Is(link, "as")
        || body.Is(link, "well");

    /// <summary>Who received a visitor: "at the invitation of X", "by Y".</summary>
    private void Host(List<Taker> takers, Sentence sentence, List<Mention> mentions, int country)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (!body.Is(i, "invitation") || !body.Is(i + 1, "of") && !body.Is(i + 1, "from"))
                continue;
            var host = mentions.Find(m => m.First >= i + 2 && m.First <= i + 4 && m.Parties.Length > 0);
            if (host is { Kind: MentionKind.Person or MentionKind.Office or MentionKind.Party or MentionKind.Counterpart })
                Take(takers, host.People, host.Parties);
            else if (host is null)
                takers.Add(new Taker(-1, country));
        }
        if (!takers.Exists(t => t.Party == country))
            takers.Add(new Taker(-1, country));
    }

    private void Attend(Trigger trigger, Sentence sentence, List<Mention> mentions)
    {
        if (Found.Count == 0 || trigger.Use is VerbUse.Future or VerbUse.Infinitive || body.Is(trigger.Verb - 1, WordClass.Modal))
            return;
        var fact = Found[^1];
        var ofMeeting = false;
        for (var i = sentence.First; i < sentence.End && !ofMeeting; i++)
            ofMeeting = body.Is(i, WordClass.EventNoun) || body.Is(i, Role.AtMeeting);
        if (!ofMeeting || IsFutureOrPast(sentence) || IsOther(trigger, sentence))
            return;
        var people = new List<Taker>();
        foreach (var mention in mentions)
        {
            if (mention.Kind != MentionKind.Person || mention.Genitive || mention.Former)
                continue;
            var before = mention.First - 1;
            if (body.Is(before, "by") && !body.Is(trigger.Verb, "accompanied") && !body.Is(trigger.Verb, "attended") && !body.Is(trigger.Verb, "joined") && !Says(sentence, Role.Led))
                continue;
            if (body.Is(before, "of") || body.Is(before, "to") || body.Is(before, "with") && trigger.Verb < before)
                continue;
            foreach (var person in mention.People)
                people.Add(new Taker(person, scene.Cast.People[person].Party));
        }
        if (people.Count == 0)
            return;
        foreach (var one in people)
        {
            // Whoever is named takes the place of his side as a whole.
            fact.Takers.RemoveAll(t => t.Person < 0 && t.Party == one.Party);
            if (!fact.Takers.Exists(t => t.Person == one.Person))
                fact.Takers.Add(one);
        }
        fact.Words.Add(new Said(sentence.First, TrimEnd(sentence)));
        scene.Meet(fact.People, fact.Parties);
    }

    /// <summary>"accompanied the President in meetings with X": those are other meetings.</summary>
    private bool IsOther(Trigger trigger, Sentence sentence)
    {
        for (var i = trigger.End; i < sentence.End - 1; i++)
        {
            if (body.Is(i, "with") && (body.Is(i - 1, Role.Talks) || body.Is(i - 1, "meetings")))
                return true;
        }
        return false;
    }

    private bool IsFutureOrPast(Sentence sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (body.Is(i, "will") || body.Is(i, "had") || body.Is(i, "last") && body.Is(i + 1, "year"))
                return true;
        }
        return false;
    }

    private int TrimEnd(Sentence sentence)
    {
        var end = sentence.End;
        while (end > sentence.First + 1 && !body.IsWord(end - 1))
            end--;
        return end;
    }

    private EngagementKind Refine(EngagementKind kind, Sentence sentence, Trigger trigger)
    {
        var headline = parts.Headline is { } h ? h.Of(body.Text) : default;
        if (kind == EngagementKind.PhoneCall && !Says(sentence, Role.ByPhone) && (headline.Contains("Meeting", StringComparison.OrdinalIgnoreCase) || headline.Contains(" met ", StringComparison.OrdinalIgnoreCase))
            && !HeadlineCalls)
            return EngagementKind.BilateralMeeting;
        if (kind == EngagementKind.BilateralMeeting && HeadlineCalls && SaysNear(trigger, "call"))
            return EngagementKind.PhoneCall;
        if (kind == EngagementKind.BilateralMeeting && Says(sentence, Role.ByVideo))
            return EngagementKind.VideoCall;
        if (kind == EngagementKind.BilateralMeeting && IsOfMany(sentence))
            return EngagementKind.MultilateralMeeting;
        if (kind == EngagementKind.BilateralMeeting && SaysNear(trigger, "courtesy"))
            return EngagementKind.CourtesyCall;
        if (kind == EngagementKind.BilateralMeeting && SaysNear(trigger, "credentials"))
            return EngagementKind.Credentials;
        return kind;
    }

    /// <summary>"Secretary X's Call with Minister Y", "Minister X speaks with Y".</summary>
    private bool HeadlineCalls => headlineCalls ??= parts.Headline is { } headline && headline.Of(body.Text) is var words
        && (words.Contains(" Call ", StringComparison.OrdinalIgnoreCase) || words.Contains(" speaks ", StringComparison.OrdinalIgnoreCase) || words.Contains("phone", StringComparison.OrdinalIgnoreCase)) && !words.Contains("courtesy", StringComparison.OrdinalIgnoreCase) && !words.Contains(" call on ", StringComparison.OrdinalIgnoreCase);

    private bool? headlineCalls;

    private bool Says(Sentence sentence, Role what)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (body.Is(i, what))
                return true;
        }
        return false;
    }

    /// <summary>"a trilateral meeting", but not "met to discuss multilateral cooperation".</summary>
    private bool IsOfMany(Sentence sentence)
    {
        for (var i = sentence.First; i < sentence.End - 1; i++)
        {
            if (body.Is(i, Role.OfMany) && (body.Is(i + 1, Role.Gathering) || body.Is(i + 2, Role.Gathering)))
                return true;
        }
        return false;
    }

    private bool SaysNear(Trigger trigger, string word)
    {
        for (var i = trigger.Verb; i < Math.Min(body.Count, trigger.End + 40) && body.Sign(i) != '.'; i++)
        {
            if (body.Is(i, word))
                return true;
        }
        return false;
    }

    private DayWords? When(Sentence sentence, Trigger trigger)
    {
        var found = days.Find(sentence.First, sentence.End);
        DayWords? best = null;
        foreach (var day in found)
        {
            if (day.From.Day == 0 || IsOfOther(day, sentence))
                continue;
            if (best is null || Math.Abs(day.First - trigger.Verb) < Math.Abs(best.Value.First - trigger.Verb) && best.Value.First > trigger.Verb)
                best = day;
        }
        return best;
    }

    /// <summary>A day that belongs to something else: "following the attack of October 7", "scheduled for", "the April 22 meeting".</summary>
    private bool IsOfOther(DayWords day, Sentence sentence)
    {
        var before = day.First - 1;
        if (body.Is(before, "of") && before > sentence.First && !body.Is(before - 1, "morning") && !body.Is(before - 1, "afternoon") && !body.Is(before - 1, "evening") || body.Is(before, "since") || body.Is(before, "for") || body.Is(before, "until") || body.Is(before, "by"))
            return true;
        return body.Is(before, "the") && body.IsWord(day.End) && !body.Is(day.End, WordClass.Preposition);
    }

    private (string? City, int Country) Place(Sentence sentence, Trigger trigger, EngagementKind kind)
    {
        if (kind is EngagementKind.PhoneCall or EngagementKind.VideoCall)
            return (null, -1);
        (string? City, int Country) best = (null, -1);
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (clauses.MentionAt(i) is not null)
                continue;
            var to = body.Is(i, "to") && (kind == EngagementKind.Visit || body.Is(i - 1, "visit") && i > trigger.End && Within(i, trigger));
            if (!(body.Is(i, "in") || body.Is(i, "at") || to || (kind == EngagementKind.Visit && i == trigger.End - 1 && body.Is(trigger.Verb, "visited"))))
                continue;
            var m = i + 1;
            while (m < sentence.End && (body.Is(m, WordClass.Article) || body.Is(m, "capital") || body.Is(m, "city") || body.Is(m, "of") && body.Is(m - 1, "city")))
                m++;
            // "in the capital of Mauritius Port Louis"
            if (body.Is(m, "of") && body.Is(m - 1, "capital") && PartyReader.At(body, m + 1, sentence.End, out var state) is { Kind: PartyWord.Name })
                m = body.Sign(state) == ',' ? state + 1 : state;
            // "in the Qatari capital Doha", "in the Qatari capital, Doha"
            if (PartyReader.At(body, m, sentence.End, out var adjective) is { Kind: PartyWord.Adjective } && (body.Is(adjective, "capital") || body.Is(adjective, "city")))
                m = body.Sign(adjective + 1) == ',' || body.Is(adjective + 1, "of") ? adjective + 2 : adjective + 1;
            if (PartyReader.At(body, m, sentence.End, out var end) is { } party && party.Kind is PartyWord.City or PartyWord.Name && lexicon.PartyList[party.Party].IsState && !body.IsGenitive(end) && !BelongsToTopic(i, trigger) && !(body.IsCapital(end) && body.Is(end, WordClass.EventNoun | WordClass.OfficeStart)) && !NamesEvent(end))
            {
                if (best.City is null && party.Kind == PartyWord.City)
                    best = (Written(m, end), party.Party);
                else if (best.Country < 0)
                    best = (null, party.Party);
                i = end - 1;
            }
            else if (!to && body.IsCapital(m) && UnknownCity(m, sentence, out var unknown, out var country) && !BelongsToTopic(i, trigger))
                best = (unknown, country);
        }
        // "… in the Ministry's hall, Tower Hill, Freetown."
        if (best.Country < 0 && kind != EngagementKind.Visit && LastCity(sentence) is var last and >= 0 && !BelongsToTopic(last, trigger) && PartyReader.At(body, last, sentence.End, out var past) is { } where)
            best = (Written(last, past), where.Party);
        // "Minsk hosted the consultations"
        if (best.Country < 0 && body.Is(trigger.Verb, "hosted") && clauses.MentionAt(trigger.GroupStart - 1) is { City: true, Parties: [var own] } city)
            best = (Written(city.First, city.End), own);
        if (best.Country < 0 && kind != EngagementKind.Visit)
            best = AtHouse(sentence) is var house and >= 0 ? (null, house) : FromContext(Occasion(sentence, trigger) is not null && When(sentence, trigger) is { } day && released.IsWhole && day.To != released);
        return best;
    }

    /// <summary>The city that closes a sentence behind a comma; -1 if there is none.</summary>
    private int LastCity(Sentence sentence)
    {
        for (var i = sentence.End - 2; i > sentence.First && i > sentence.End - 6; i--)
        {
            if (body.Sign(i) == ',')
                return PartyReader.At(body, i + 1, sentence.End, out var end) is { Kind: PartyWord.City } && (end >= sentence.End || !body.IsWord(end)) ? i + 1 : -1;
        }
        return -1;
    }

    /// <summary>"met …, during his official visit to Cyprus".</summary>
    private bool Within(int at, Trigger trigger)
    {
        for (var i = at - 1; i > trigger.End && i > at - 6; i--)
        {
            if (body.Is(i, "during"))
                return true;
        }
        return false;
    }

    /// <summary>"the Tokyo International Conference on …": a city that is part of an event's name.</summary>
    private bool NamesEvent(int at)
    {
        for (var i = at; i < Math.Min(body.Count, at + 5) && body.IsCapital(i); i++)
        {
            if (body.Is(i, WordClass.EventNoun | WordClass.Event))
                return true;
        }
        return false;
    }

    /// <summary>"at the Presidential Secretariat": the house tells the country.</summary>
    private int AtHouse(Sentence sentence)
    {
        for (var i = sentence.First; i < sentence.End - 2; i++)
        {
            if (!body.Is(i, "at"))
                continue;
            var from = body.Is(i + 1, WordClass.Article) ? i + 2 : i + 1;
            for (var seat = from; scene.Cast.Home >= 0 && seat < Math.Min(sentence.End, from + 4) && body.IsCapital(seat); seat++)
            {
                if (seat > from && body.Is(seat, Role.Seat))
                    return scene.Cast.Home;
            }
            var words = body.Text.AsSpan(body[from].Start, Math.Min(40, body.Text.Length - body[from].Start));
            foreach (var house in lexicon.Houses)
            {
                var name = house.Words.StartsWith("The ", StringComparison.Ordinal) ? house.Words.AsSpan(4) : house.Words;
                if (words.StartsWith(name, StringComparison.Ordinal) && house.Party >= 0)
                    return scene.Cast.IsHome(house.Party) ? house.Party : scene.Cast.Home;
            }
        }
        return -1;
    }

    private string Written(int first, int end) => Places.Written(body.Words(first, end).Replace('\n', ' '), lexicon);

    /// <summary>"in Ramallah, Palestine": a town that only its country tells.</summary>
    private bool UnknownCity(int at, Sentence sentence, out string? city, out int country)
    {
        (city, country) = (null, -1);
        var i = at;
        while (i < sentence.End && body.IsWord(i) && body.IsCapital(i) && i - at < 4)
            i++;
        if (i == at || body.Sign(i) != ',' || clauses.MentionAt(at) is not null)
            return false;
        var m = i + 1;
        if (body.Is(m, WordClass.Article))
            m++;
        if (PartyReader.At(body, m, sentence.End, out _) is not { Kind: PartyWord.Name } party || !lexicon.PartyList[party.Party].IsState)
            return false;
        (city, country) = (Written(at, i), party.Party);
        return true;
    }

    /// <summary>A place after "to discuss", "about" or "the situation" is what they spoke of.</summary>
    private bool BelongsToTopic(int at, Trigger trigger)
    {
        for (var i = trigger.End; i < at; i++)
        {
            if (body.Is(i, Role.LeadsToTopic))
                return true;
        }
        return body.Is(at - 1, Role.TopicPlace);
    }

    private (string?, int) FromContext(bool elsewhere)
    {
        var visit = Found.Find(f => f.Kind == EngagementKind.Visit && f.Country >= 0);
        if (visit is not null)
            return (null, visit.Country);
        if (elsewhere)
            return (null, -1);
        if (parts.Place is { } place && Places.City(place.Of(body.Text), lexicon) is { } city && Found.Count == 0)
            return (city.City, city.Party);
        return (null, -1);
    }

    private string? Occasion(Sentence sentence, Trigger trigger)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (!body.Is(i, WordClass.Occasion))
                continue;
            foreach (var words in lexicon.Occasions)
            {
                if (!Starts(words, i) || words.Length == 1 && words[0] == "for" && !NamesVisitor(i))
                    continue;
                if (EventAfter(i + words.Length, sentence, trigger.GroupStart) is { } named)
                    return named;
            }
        }
        return null;
    }

    /// <summary>What the visitor came to attend, told in a later sentence.</summary>
    private string? Attended(Sentence sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
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
            if (body.Is(i, "in") || body.Is(i, "visiting"))
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

    private string? EventAfter(int from, Sentence sentence, int verb)
    {
        while (from < sentence.End && (body.Is(from, WordClass.Article) || body.Is(from, "ongoing") || body.Is(from, "upcoming")))
            from++;
        var isEvent = false;
        var i = from;
        for (; i < sentence.End && i < from + 22; i++)
        {
            isEvent |= body.Is(i, WordClass.Event) || IsEventName(i);
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
        var capital = false;
        for (var c = from; c < i; c++)
            capital |= body.IsCapital(c);
        return capital ? body.Words(from, i).Replace('\n', ' ') : null;
    }

    /// <summary>"UNGA78", "COP28".</summary>
    private bool IsEventName(int at) => (body[at].Shape & (Shape.Capital | Shape.Digit)) == (Shape.Capital | Shape.Digit) && (body[at].Shape & Shape.Letters) != 0;

    /// <summary>Two tellings of one meeting are one engagement.</summary>
    private EngagementFact Merge(EngagementFact fact)
    {
        foreach (var known in Found)
        {
            if (!SameMeeting(known, fact))
                continue;
            foreach (var taker in fact.Takers.Where(t => t.Person >= 0 && !known.Takers.Exists(k => k.Person == t.Person)))
            {
                known.Takers.RemoveAll(t => t.Person < 0 && t.Party == taker.Party);
                known.Takers.Add(taker);
            }
            if (known.Kind == EngagementKind.BilateralMeeting && fact.Kind == EngagementKind.Credentials)
                (known.Kind, known.Start, known.End) = (fact.Kind, fact.Start == default ? known.Start : fact.Start, fact.End);
            known.Words.AddRange(fact.Words);
            if (known.Start == default)
                (known.Start, known.End) = (fact.Start, fact.End);
            if (known.Country < 0 && known.Kind is not EngagementKind.PhoneCall and not EngagementKind.VideoCall)
                (known.City, known.Country) = (fact.City, fact.Country);
            known.Occasion ??= fact.Occasion;
            return known;
        }
        if (Found.Count < Most)
            Found.Add(fact);
        return fact;
    }

    private static bool SameMeeting(EngagementFact known, EngagementFact fact)
    {
        if ((known.Kind == EngagementKind.Visit) != (fact.Kind == EngagementKind.Visit))
            return false;
        if (known.Kind != fact.Kind && known.Kind != EngagementKind.BilateralMeeting && fact.Kind != EngagementKind.BilateralMeeting)
            return false;
        if (known.Start != default && fact.Start != default && known.Start != fact.Start)
            return false;
        var (a, b) = (known.People.ToHashSet(), fact.People.ToHashSet());
        // Of "meetings with A, B and C" each is one of its own.
        if (known.Parties.Distinct().Count() > 2 && fact.Parties.Distinct().Count() == 2 && fact.Takers.TrueForAll(t => t.Person >= 0) && b.Count > 1)
            return false;
        if (a.Count > 0 && b.Count > 0)
            return b.IsSubsetOf(a) || a.IsSubsetOf(b);
        return known.Parties.ToHashSet().SetEquals(fact.Parties);
    }
}

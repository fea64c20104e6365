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
    private readonly SettingReader setting = new(body, scene, parts, clauses, released);
    private readonly TakerReader takerReader = new(body, finder, clauses);
    private readonly KindReader kinds = new(body, parts);
    private readonly AttendanceReader attendance = new(body, scene);

    /// <summary>How many engagements of one text are kept; a release tells of far fewer.</summary>
    private const int Most = 300;

    public List<EngagementFact> Found { get; } = [];

    /// <summary>Reads a sentence; the side that met, with where the telling of the meeting ends, if it tells of one.</summary>
    public (Doer? Meeting, int End, EngagementFact? Fact, int Verb) Read(int number, Sentence sentence, List<Trigger> triggers, List<Mention> mentions)
    {
        (Doer? Meeting, int End, EngagementFact? Fact, int Verb) result = (null, sentence.First, null, -1);
        if (Found.Count > 0 && Found[^1] is { Kind: EngagementKind.Visit, Occasion: null } visit)
            visit.Occasion = setting.Attended(sentence);
        foreach (var trigger in triggers)
        {
            if (trigger.Phrase.Use == PhraseUse.Attendance)
                attendance.Attend(Found, trigger, sentence, mentions);
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
        // "Ministers X and Y agreed during their talks to …", "agreed in bilateral talks in Munich"
        for (var i = sentence.First + 2; Found.Count == 0 && i < sentence.End; i++)
        {
            if (!body.Is(i, Role.Talks) || body.Is(i + 1, "with") || body.Is(i + 1, "between") || body.Is(i + 1, "of"))
                continue;
            var lead = i - 1;
            while (lead > sentence.First && lead > i - 4 && body.IsWord(lead) && !body.IsCapital(lead) && !body.Is(lead, WordClass.Preposition | WordClass.Article))
                lead--;
            if ((body.Is(lead, "during") || body.Is(lead, "at") || body.Is(lead, "in")) && clauses.Head(sentence.End) is { People.Length: > 1, Parties.Length: > 1 } both)
                return Told(number, sentence, both, lead, i + 1);
        }
        for (var i = sentence.First; i < sentence.End - 3; i++)
        {
            if (Found.Count == 0 && body.Sign(i) == ',' && i < sentence.First + 15 && Opening(number, sentence, i) is { } opening)
                return opening;
            if (Found.Count == 0 && body.Is(i, "by") && CalledBy(number, sentence, i) is { } called)
                return called;
            var held = body.Is(i - 1, "held") && body.Is(i - 2, Role.Talks) ? 1 : (body.Is(i - 1, "held") || body.Is(i - 1, "had")) && body.Is(i - 2, WordClass.SubjectPronoun) && body.Is(i - 3, Role.Talks) ? 2 : 0;
            if (held == 0 && !body.Is(i - 1, Role.Talks) || !body.Is(i, "with") && !body.Is(i, "between"))
                continue;
            var lead = i - 2 - held;
            while (lead > sentence.First && !body.Is(lead, WordClass.Preposition) && !body.Is(lead, "following") && !body.Is(lead, "called") && !body.Is(lead, "included") && !body.Is(lead, "hosted") && i - lead < 7 && body.IsWord(lead))
                lead--;
            if (!(body.Is(lead, "during") || body.Is(lead, "at") || body.Is(lead, "in") || body.Is(lead, "following") || body.Is(lead, "after") || body.Is(lead, "called") || (body.Is(lead, "included") || body.Is(lead, "hosted")) && held == 0) || clauses.MentionAt(i + 1) is not { Kind: MentionKind.Person or MentionKind.Counterpart or MentionKind.Office, Parties.Length: > 0 } other)
                continue;
            var by = body.Is(i, "between") ? Second(other) : clauses.Head(sentence.End);
            if (by is null || by.People.Length == 0 || by.Mention == other || by.Parties.Intersect(other.Parties).Any())
                return null;
            var trigger = new Trigger(During, lead, i + 1, lead, VerbUse.Finite, true);
            var fact = new EngagementFact { Kind = body.Is(i - 1, "call") || Enumerable.Range(lead + 1, i - lead - 1).Any(w => body.Is(w, Role.ByPhone)) || body.Is(i - 1, "conversation") && kinds.HeadlineCalls ? EngagementKind.PhoneCall : EngagementKind.BilateralMeeting, Entry = During.Entry, Sentence = number };
            Take(fact.Takers, by.People, by.Parties);
            Take(fact.Takers, other.People, scene.Beside(other, by.Mention));
            if (setting.When(sentence, trigger) is { } when && !IsPast(when))
                (fact.Start, fact.End) = (when.From, when.To == when.From ? default : when.To);
            (fact.City, fact.Country) = setting.Place(sentence, trigger, fact.Kind, Found);
            fact.Occasion = setting.Occasion(sentence, trigger);
            fact.Words.Add(new Said(lead, other.End));
            // "In a conversation with the Estonian Ambassador" at a meeting of many: a part of it.
            var known = fact.Start == default && Found.Exists(f => f.Parties.Distinct().Count() > 3 && fact.Takers.TrueForAll(t => f.People.Contains(t.Person)));
            var kept = known ? fact : Merge(fact);
            scene.Meet(kept.People, kept.Parties);
            return (by, other.End, null, -1);
        }
        return null;
    }

    /// <summary>The meeting of those who are the subject, told by the way.</summary>
    private (Doer?, int, EngagementFact?, int) Told(int number, Sentence sentence, Doer both, int from, int end)
    {
        var fact = new EngagementFact { Kind = EngagementKind.BilateralMeeting, Entry = During.Entry, Sentence = number };
        Take(fact.Takers, both.People, both.Parties);
        var trigger = new Trigger(During, from, end, from, VerbUse.Finite, true);
        if (setting.When(sentence, trigger) is { } when && !IsPast(when))
            (fact.Start, fact.End) = (when.From, when.To == when.From ? default : when.To);
        (fact.City, fact.Country) = setting.Place(sentence, trigger, fact.Kind, Found);
        fact.Occasion = setting.Occasion(sentence, trigger);
        fact.Words.Add(new Said(Math.Min(both.First, from), end));
        var kept = Merge(fact);
        scene.Meet(kept.People, kept.Parties);
        return (both, sentence.First, null, -1);
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
            if (setting.When(sentence, new Trigger(During, sentence.First, call, sentence.First, VerbUse.Finite, true)) is { } when && !IsPast(when))
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
            var fact = new EngagementFact { Kind = body.Says(sentence, Role.ByPhone) ? EngagementKind.PhoneCall : EngagementKind.BilateralMeeting, Entry = During.Entry, Sentence = number };
            Take(fact.Takers, by.People, by.Parties);
            Take(fact.Takers, other.People, other.Parties);
            var trigger = new Trigger(During, sentence.First, comma, sentence.First, VerbUse.Finite, true);
            if ((setting.When(sentence, trigger) ?? setting.When(body.Sentences[Math.Max(0, number - 1)], trigger)) is { } when && !IsPast(when))
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
            if (trigger.Phrase.Use != PhraseUse.Act || trigger.Use != VerbUse.Finite || ((lexicon.Manners[(int)trigger.Act].Joint || trigger.Act == ActKind.Agree) ? Together(trigger, sentence) : ToCounterpart(trigger)) is not { } by)
                continue;
            var fact = new EngagementFact { Kind = trigger.Act == ActKind.Sign ? EngagementKind.SigningCeremony : body.Says(sentence, Role.ByPhone) || kinds.HeadlineCalls ? EngagementKind.PhoneCall : EngagementKind.BilateralMeeting, Entry = trigger.Phrase.Entry, Sentence = number };
            Take(fact.Takers, by.People, by.Parties);
            if ((setting.When(sentence, trigger) ?? (number == 1 ? setting.When(body.Sentences[0], trigger) : null)) is { } when && !IsPast(when))
                (fact.Start, fact.End) = (when.From, when.To == when.From ? default : when.To);
            else if (parts.InlineDateline && released.IsWhole)
                fact.Start = released;
            (fact.City, fact.Country) = setting.Place(sentence, trigger, fact.Kind, Found);
            fact.Occasion = setting.Occasion(sentence, trigger);
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
        var fact = Found[^1];
        var signed = fact.Kind == EngagementKind.SigningCeremony && body.Is(at, Role.Document);
        if (!body.Is(sentence.First, "the") || !signed && !body.Is(at, Role.Talks))
            return;
        var verb = at + 1;
        if (!(body.Is(verb, "took") && body.Is(verb + 1, "place")) && !(body.Is(verb, WordClass.Be) && (body.Is(verb + 1, "held") || signed && body.Is(verb + 1, "signed"))))
            return;
        var trigger = new Trigger(During, verb, verb + 2, verb, VerbUse.Finite, true);
        fact.Occasion ??= setting.Occasion(sentence, trigger);
        if (fact.Start == default && setting.When(sentence, trigger) is { } when && !IsPast(when))
            (fact.Start, fact.End) = (when.From, when.To == when.From ? default : when.To);
        if (fact.City is null && setting.Place(sentence, trigger, fact.Kind, Found) is { Country: >= 0 } place && (fact.Country < 0 || fact.Country == place.Country))
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

    /// <summary>"briefed his Bahraini counterpart X", where the text goes on about "the meeting".</summary>
    private Doer? ToCounterpart(Trigger trigger)
    {
        if (!lexicon.Manners[(int)trigger.Act].ToObject || clauses.Before(trigger.GroupStart, out var subordinate) is not { People: [_], Parties: [var party] } by || subordinate
            || clauses.MentionAt(trigger.End) is not { Kind: MentionKind.Person, Genitive: false, People: [_], Parties: [var opposite] } other || party == opposite || !TellsOfOneMeeting())
            return null;
        return by with { People = [.. by.People, .. other.People], Parties = [party, opposite] };
    }

    /// <summary>"during the meeting", "Following the meeting": the text takes for known that there was one.</summary>
    private bool TellsOfOneMeeting()
    {
        for (var i = 2; i < body.Count; i++)
        {
            if (body.Is(i, Role.Talks) && (body.Is(i - 1, WordClass.Article) || body.Is(i - 1, "their")) && (body.Is(i - 2, "during") || body.Is(i - 2, "at") || body.Is(i - 2, "following") || body.Is(i - 2, "after") || body.Is(i - 2, "in")) && !body.Is(i + 1, "of") && !body.Is(i + 1, "with") && !body.Is(i + 1, "between"))
                return true;
        }
        return false;
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
            fact.Occasion = setting.Occasion(sentence, trigger);
            if (setting.When(sentence, trigger) is { } when && !IsPast(when) && (fact.Occasion is not null || when.YearSaid))
                (fact.Start, fact.End) = (when.From, when.To == when.From ? default : when.To);
            if (fact.Country < 0 && fact.Occasion is not null)
                (fact.City, fact.Country) = setting.Place(sentence, trigger, fact.Kind, Found);
            return;
        }
    }

    private static readonly Phrase During = new(PhraseUse.Engagement, (int)EngagementKind.BilateralMeeting, "engagements: during talks with", []);

    private (Doer, int, EngagementFact?)? Meet(int number, Trigger trigger, Sentence sentence, List<Mention> mentions)
    {
        var kind = (EngagementKind)trigger.Phrase.Kind;
        var future = trigger.Use == VerbUse.Future || IsPlanned(trigger) || trigger.Use == VerbUse.Noun && !trigger.Past;
        var opening = trigger.Use == VerbUse.Ing && trigger.Verb == sentence.First;
        if (trigger.Use is VerbUse.None or VerbUse.Infinitive or VerbUse.Ing && !(trigger.Use == VerbUse.Infinitive && future) && !opening)
            return null;
        // The programme of a visit tells of a meeting under every day.
        if (future && !(Found.Count == 0 && number <= 1 || DayAbove(number).Day > 0))
            return null;
        // "The meeting was attended by …": who else was at the one that was told of.
        if (trigger.Use == VerbUse.Noun && body.Is(trigger.End - 1, "by") && Found.Count > 0)
            return null;
        // "about the ministers' joint visit to X", the apostrophe left out
        if (kind == EngagementKind.Visit && trigger.End - trigger.Verb == 1 && body.Is(trigger.End, "to"))
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
            if (subordinate && !(Found.Count == 0 && by is not null && (body.Is(by.First - 1, "when") || body.Is(by.First - 1, WordClass.That) && clauses.Head(by.First) is not { People.Length: > 0 } || body.Is(by.First - 1, "as") && (body.Is(by.First - 2, "came") || by.Mention?.Kind is MentionKind.Group or MentionKind.Pronoun)) && trigger.Past) || body.Is(trigger.GroupStart - 1, "who"))
                return null;
        }
        if (trigger.Use != VerbUse.Noun && (by is null || by.Parties.Length == 0))
            return null;
        if (Found.Count > 0 && (body.Is(trigger.Verb, "attended") || body.Is(trigger.Verb, "attend")) && kind is EngagementKind.Summit or EngagementKind.MultilateralMeeting && Found.Count > 0 && Found[^1].Sentence != number)
            return null;
        var (others, end) = takerReader.Others(trigger, sentence, kind, by);
        // "welcomed Minister X to Riga", but neither "welcomed the visit" nor "welcomed Norway's offer"
        if (body.Is(trigger.Verb, Role.Welcomed) && trigger.End - trigger.Verb == 1 && !(Found.Count == 0 && others.Count > 0 && others[0] is { Kind: MentionKind.Person or MentionKind.Counterpart, Genitive: false } && IsWhen(trigger.End, others[0].First)))
            return null;
        if (by is { People.Length: 0 } && kind is EngagementKind.PhoneCall && others.Count == 0)
            return null;
        // "called for ASEAN to act", "called the meeting sincere"
        if (kind == EngagementKind.PhoneCall && trigger.End - trigger.Verb == 1 && (body.Is(trigger.End, "for") || body.Is(trigger.End, WordClass.Article) && body.Is(trigger.End + 1, Role.Talks)))
            return null;
        if (kind == EngagementKind.CourtesyCall && others.Count > 0 && body.Is(others[^1].End, WordClass.To) && !body.Is(others[^1].End + 1, Role.ToCall) && body.IsWord(others[^1].End + 1) && !body.IsCapital(others[^1].End + 1) && trigger.End - trigger.Verb == 2)
            return null;
        // "called on the regime to end …"
        if (kind == EngagementKind.CourtesyCall && trigger.End - trigger.Verb == 2 && !body.Is(trigger.End, "and") && clauses.MentionAt(trigger.End) is not { Kind: MentionKind.Person or MentionKind.Office or MentionKind.Counterpart } && AsksFor(trigger.End, sentence.End))
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
        // "The Ambassador was summoned": by the house that tells it.
        if (trigger.Use == VerbUse.Passive && kind == EngagementKind.Summons && scene.Cast.Home is var home and >= 0 && takers.TrueForAll(t => t.Party != home))
            takers.Add(new Taker(-1, home));
        var place = setting.Place(sentence, trigger, kinds.Refine(kind, sentence, trigger), Found);
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
        if (others.Count == 0 && by is { People.Length: 0 } && kind is not EngagementKind.Consultations && trigger.Use is not VerbUse.Noun && !(by is { Parties.Length: > 1, Mention.Kind: MentionKind.Party } && body.Is(trigger.End - 1, Role.Talks)) && !(by.Mention is { Listed.Length: > 1 } && kind == EngagementKind.BilateralMeeting && trigger.Past))
            return null;
        var when = setting.When(sentence, trigger) ?? ((future && number == 1 || Found.Count == 0 && number <= 2 && IsHeld(body.Sentences[0])) ? setting.When(body.Sentences[0], trigger) : null);
        if (when is { } day ? IsPast(day) : IsLongAgo(trigger, sentence))
            return null;
        var fact = new EngagementFact { Kind = kinds.Refine(kind == EngagementKind.MultilateralMeeting && sides == 2 && others.Count == 0 ? EngagementKind.BilateralMeeting : kind == EngagementKind.BilateralMeeting && sides > 2 && (sides > 3 || body.Is(trigger.Verb, Role.Led | Role.Welcomed) || by?.Parties.Length > 2) ? EngagementKind.MultilateralMeeting : kind, sentence, trigger), Entry = trigger.Phrase.Entry, Sentence = number, Announced = future };
        fact.Takers.AddRange(takers);
        if (when is null && DayAbove(number) is { Day: > 0 } above)
            fact.Start = above;
        else if (when is null && parts.InlineDateline && body.Sentences[number].Paragraph == 0 && released.IsWhole)
            fact.Start = released;
        if (when is { } found)
            (fact.Start, fact.End) = (found.From, found.To == found.From ? default : found.To);
        (fact.City, fact.Country) = (place.City, place.Country);
        fact.Occasion = setting.Occasion(sentence, trigger);
        fact.Words.Add(new Said(by?.First is { } first && first < trigger.Verb && first >= sentence.First ? first : trigger.GroupStart, Math.Max(end, trigger.End)));
        if (IsOneByOne(trigger) && others.Count > 1 && by is not null && others.TrueForAll(o => o.People.Length == 1 && o.Parties.Length == 1))
            return OneByOne(fact, others, by, end);
        var kept = Merge(fact);
        scene.Meet(kept.People, kept.Parties);
        if (by is not null)
            clauses.Main ??= by;
        var speaker = by ?? new Doer([.. kept.Parties], [], trigger.Verb, null);
        return (speaker, end, kept);
    }

    /// <summary>"had meetings with X and Y", "separate talks with": each is one of its own.</summary>
    private bool IsOneByOne(Trigger trigger)
    {
        var several = false;
        for (var i = trigger.Verb + 1; i < trigger.End + 4 && !body.Is(i, "with"); i++)
            several |= body.Is(i, "meetings") || body.Is(i, "separate") || body.Is(i, "separately");
        return several;
    }

    private (Doer, int, EngagementFact?) OneByOne(EngagementFact all, List<Mention> others, Doer by, int end)
    {
        EngagementFact? last = null;
        foreach (var other in others)
        {
            var one = new EngagementFact { Kind = all.Kind == EngagementKind.MultilateralMeeting ? EngagementKind.BilateralMeeting : all.Kind, Entry = all.Entry, Sentence = all.Sentence, Announced = all.Announced, Start = all.Start, End = all.End, City = all.City, Country = all.Country, Occasion = all.Occasion };
            Take(one.Takers, by.People, by.Parties);
            Take(one.Takers, other.People, scene.Beside(other, by.Mention));
            one.Words.AddRange(all.Words);
            last = Merge(one);
        }
        var (people, parties) = (others.SelectMany(o => o.People).Concat(by.People).Distinct(), others.SelectMany(o => o.Parties).Concat(by.Parties).Distinct());
        scene.Meet([.. people], [.. parties]);
        clauses.Main ??= by;
        return (by, end, last);
    }

    /// <summary>"… the regime to end the use": what somebody is to do.</summary>
    private bool AsksFor(int from, int limit)
    {
        for (var i = from; i < Math.Min(limit - 1, from + 8) && body.Sign(i) is not (',' or ';'); i++)
        {
            if (body.Is(i, WordClass.To) && body.IsWord(i + 1) && !body.IsCapital(i + 1) && !body.Is(i + 1, WordClass.Determiner | WordClass.Possessive))
                return !body.Is(i + 1, Role.ToCall);
        }
        return false;
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
        // "met with the President of the Riigikogu X, Prime Minister Y": so is who comes before them.
        for (var o = others.Count - 2; o >= 0; o--)
        {
            if (others[o] is { Kind: MentionKind.Person, People: [var person] } && others[o + 1].Parties is [var party] && by is not null && !by.Parties.Contains(party)
                && scene.Cast.People[person] is { Assumed: true } known && by.Parties.Contains(known.Party))
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

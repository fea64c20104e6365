using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>Engagements that are told by the way: "said during talks with X that …", "X and Y reviewed …".</summary>
internal sealed class PassingReader(Body body, Scene scene, Clauses clauses, SettingReader setting, KindReader kinds, EngagementList engagements, ReleaseParts parts, PartialDate released)
{
    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>What stands in the place of a phrase where there is none.</summary>
    internal static readonly Phrase During = new(PhraseUse.Engagement, (int)EngagementKind.BilateralMeeting, "engagements: during talks with", []);

    /// <summary>When, where and on what margins the meetings were of which a sentence told without those who were met; null where none did.</summary>
    private EngagementFact? several;

    /// <summary>"had brief meetings with his counterparts on the sidelines of …": the meetings are told one by one further on.</summary>
    public void Expect(Sentence sentence, Trigger trigger, EngagementKind kind)
    {
        several = new EngagementFact { Kind = kind, Entry = trigger.Phrase.Entry, Occasion = setting.Occasion(sentence, trigger) };
        setting.Date(several, setting.When(sentence, trigger));
        (several.City, several.Country) = setting.Place(sentence, trigger, several.Kind, engagements.Found);
    }

    /// <summary>"During his visit to Lima on 3 May, the Minister laid a wreath": where and when the meetings are that are told further on.</summary>
    public void OnVisit(Sentence sentence)
    {
        var i = sentence.First;
        // "While in Lima, the Minister went on with a series of meetings"
        var there = (body.Is(i, "while") || body.Is(i, "whilst")) && body.Is(i + 1, "in");
        // "The Minister is participating in the session in New York."
        for (var taking = i + 2; several is null && !there && taking < Math.Min(sentence.End, i + 30); taking++)
        {
            if (body.Is(taking - 1, "is") && (body.Is(taking, "participating") || body.Is(taking, "attending")))
                (there, i) = (true, taking);
        }
        if (!there && !body.Is(i, Role.InCourse) || several is not null)
            return;
        while (!there && i < sentence.First + 6 && !body.Is(i, "visit"))
            i++;
        if (!there && (!body.Is(i, "visit") || !body.Is(i + 1, "to")))
            return;
        var told = new EngagementFact { Kind = EngagementKind.BilateralMeeting, Entry = During.Entry };
        var trigger = new Trigger(During, i, i + 1, i, VerbUse.Finite, true);
        (told.City, told.Country) = setting.Place(sentence, trigger, EngagementKind.Visit, engagements.Found);
        setting.Date(told, setting.When(sentence, trigger));
        if (told.City is not null && told.Country != scene.Cast.Home && (told.End == default || told.End == told.Start))
            several = told;
    }

    /// <summary>Gives one of several meetings what was told of all.</summary>
    public void Within(EngagementFact fact)
    {
        if (several is null || fact.Kind is EngagementKind.VideoCall or EngagementKind.Visit || (fact.Kind == EngagementKind.PhoneCall) != (several.Kind == EngagementKind.PhoneCall))
            return;
        fact.Occasion ??= several.Occasion;
        if (fact.Start == default)
            (fact.Start, fact.End) = (several.Start, several.End);
        // A dateline's city is where it was written.
        if (fact.Country < 0 || several.City is not null && fact.City is not null && fact.City == setting.Dateline)
            (fact.City, fact.Country) = (several.City, several.Country);
    }

    /// <summary>"said during talks with X that …", "discussed Y at a meeting with X": the meeting is told by the way.</summary>
    public Told? DuringTalks(int number, Sentence sentence)
    {
        if (!body.May(sentence, Role.Talks))
            return null;
        // "Ministers X and Y agreed during their talks to …", "agreed in bilateral talks in Munich"
        for (var i = sentence.First + 2; engagements.Found.Count == 0 && i < sentence.End; i++)
        {
            if (!body.Is(i, Role.Talks) || body.Is(i + 1, "with") || body.Is(i + 1, "between") || body.Is(i + 1, "of"))
                continue;
            var lead = i - 1;
            while (lead > sentence.First && lead > i - 4 && body.IsWord(lead) && !body.IsCapital(lead) && !body.Is(lead, WordClass.Preposition | WordClass.Article))
                lead--;
            lead -= body.Is(lead, "a") ? 1 : 0;
            if ((IsWithin(lead) || body.Is(lead, "after") || body.Is(lead, "following")) && (clauses.Head(sentence.End) is { People.Length: > 1, Parties.Length: > 1 } subject ? subject : lead == sentence.First && body.Is(lead + 1, "their") ? Both(i + 1, sentence.End) : null) is { } both)
                return Told(number, sentence, both, lead, i + 1);
        }
        for (var i = sentence.First; i < sentence.End - 3; i++)
        {
            // "The reaffirmation came at a meeting yesterday between the two Ministers."
            if (engagements.Found.Count == 0 && body.Is(i, "between") && clauses.MentionAt(i + 1) is { Kind: MentionKind.Group, People.Length: > 1, Parties.Length: > 1 } those && Meeting(i - 1, sentence.First) is var meeting and >= 0)
                return Told(number, sentence, Clauses.Of(those), meeting, those.End);
            if (engagements.Found.Count == 0 && body.Sign(i) == ',' && i < sentence.First + 15 && Opening(number, sentence, i) is { } opening)
                return opening;
            if (engagements.Found.Count == 0 && body.Is(i, "by") && CalledBy(number, sentence, i) is { } called)
                return called;
            if (body.Is(i, "received") && body.Is(i - 1, Role.Talks) && body.Is(i + 1, "by") && ReceivedBy(number, sentence, i) is { } received)
                return received;
            // "made these remarks while meeting Minister X"
            if (body.Is(i, "meeting") && body.Is(i - 1, "while") && clauses.MentionAt(body.Is(i + 1, "with") ? i + 2 : i + 1) is { Kind: MentionKind.Person or MentionKind.Counterpart, Genitive: false, Parties.Length: > 0 } host)
                return By(number, sentence, host, i - 1, i);
            if (body.Is(i, "with") && body.Is(i - 1, Role.Talks) && OfOwner(number, sentence, i) is { } its)
                return its;
            var held = body.Is(i - 1, "held") && body.Is(i - 2, Role.Talks) ? 1 : (body.Is(i - 1, "held") || body.Is(i - 1, "had")) && body.Is(i - 2, WordClass.SubjectPronoun) && body.Is(i - 3, Role.Talks) ? 2 : 0;
            if (body.Is(i, "with") && body.Is(i - 1, "meetings") && Each(number, sentence, i) is { } each)
                return each;
            var talks = held == 0 && body.Is(i, "between") ? TalksAt(i - 1, sentence.First) : i - 1;
            if (held == 0 && !body.Is(talks, Role.Talks) || !body.Is(i, "with") && !body.Is(i, "between") && !OfOneWith(i))
                continue;
            var lead = talks - 1 - held;
            while (lead > sentence.First && !body.Is(lead, WordClass.Preposition) && !body.Is(lead, "following") && !body.Is(lead, "called") && !body.Is(lead, "included") && !body.Is(lead, "hosted") && talks - lead < 6 && body.IsWord(lead))
                lead--;
            if (!LeadsToTalks(lead, held > 0) || clauses.MentionAt(i + 1) is not { Kind: MentionKind.Person or MentionKind.Counterpart or MentionKind.Office, Parties.Length: > 0 } other)
                continue;
            return By(number, sentence, other, lead, i);
        }
        return null;
    }

    /// <summary>"During their bilateral meeting in Lima on the sidelines of the Summit, the two Premiers …": those who are named together further on; null where none are.</summary>
    private Doer? Both(int from, int limit)
    {
        for (var i = from; i < limit; i++)
        {
            if (clauses.MentionAt(i) is { Kind: MentionKind.Group, People.Length: > 1, Parties.Length: > 1 } both)
                return Clauses.Of(both);
        }
        return null;
    }

    /// <summary>"during", "at", "in": what leads to talks in which something was said.</summary>
    private bool IsWithin(int at) => body.Is(at, "during") || body.Is(at, "at") || body.Is(at, "in");

    /// <summary>"during talks in Lima, Peru's capital, between": the talks, where only their place stands before "between".</summary>
    private int TalksAt(int before, int first)
    {
        for (var i = before - 1; i > first && i > before - FarthestPlace; i--)
        {
            if (body.Is(i, Role.Talks) && (body.Is(i + 1, "in") || body.Is(i + 1, "at")))
                return i;
        }
        return before;
    }

    /// <summary>How many words and signs a place takes that stands between talks and those who held them.</summary>
    private const int FarthestPlace = 10;

    /// <summary>A meeting of two sides that is told by the way.</summary>
    private EngagementFact Between(int number, EngagementKind kind, Doer by, int[] people, int[] parties)
    {
        var fact = new EngagementFact { Kind = kind, Entry = During.Entry, Sentence = number };
        engagements.Take(fact.Takers, by.People, by.Parties);
        engagements.Take(fact.Takers, people, parties);
        return fact;
    }

    /// <summary>When, where and beside what it was that is told by the way, and in which words.</summary>
    private void Set(EngagementFact fact, Sentence sentence, Trigger trigger, int end)
    {
        setting.Date(fact, setting.When(sentence, trigger));
        (fact.City, fact.Country) = setting.Place(sentence, trigger, fact.Kind, engagements.Found);
        fact.Occasion = setting.Occasion(sentence, trigger);
        Within(fact);
        fact.Words.Add(new Said(trigger.Verb, end));
    }

    /// <summary>"Minister X's meeting with Y covered": the meeting as the subject of its sentence; null where it is none.</summary>
    private Told? OfOwner(int number, Sentence sentence, int with)
    {
        if (clauses.MentionAt(sentence.First) is not { Kind: MentionKind.Person or MentionKind.Office or MentionKind.Pronoun, People: [var person], Parties: [var own] } owner || !owner.Genitive && !owner.OwnerPronoun || with - owner.End > 5
            || clauses.MentionAt(with + 1) is not { Kind: MentionKind.Person, Genitive: false, Parties: [var opposite] } other || own == opposite)
            return null;
        var verb = body.Sign(other.End) == ',' ? other.End + 1 : other.End;
        if ((body.Form(verb) & VerbForm.Past) == 0 || !body.Is(verb, WordClass.PhraseStart))
            return null;
        var by = new Doer([own], [person], owner.First, null);
        var fact = Between(number, EngagementKind.BilateralMeeting, by, other.People, other.Parties);
        Set(fact, sentence, new Trigger(During, owner.First, with + 1, owner.First, VerbUse.Finite, true), other.End);
        scene.Meet(fact.People, fact.Parties);
        return new Told(by, other.End, engagements.Add(fact));
    }

    /// <summary>Where "at a virtual meeting yesterday" begins that ends at a token; -1 if it does not.</summary>
    private int Meeting(int last, int first)
    {
        var i = last;
        while (i > first && (body.Is(i, WordClass.Weekday) || body.Is(i, Role.PartOfDay) || body.Is(i, "on")))
            i--;
        if (!body.Is(i, Role.Talks))
            return -1;
        while (i > first && i > last - 6 && !body.Is(i, "at") && !body.Is(i, "during") && !body.Is(i, "in"))
            i--;
        return body.Is(i, "at") || body.Is(i, "during") || body.Is(i, "in") ? i : -1;
    }

    /// <summary>The meeting with somebody who is named behind "with" or "between" at a token, told from another on.</summary>
    private Told? By(int number, Sentence sentence, Mention other, int lead, int at)
    {
        var by = body.Is(at, "between") || body.Is(at, "of") ? Second(other) : Teller(lead) ?? (body.Is(sentence.First, "this") ? clauses.Agent(sentence.First, lead) : null) ?? clauses.Head(sentence.End);
        by ??= lead == sentence.First ? Guest(other) : null;
        // "During the meeting with Minister X, the two sides discussed": the house's own and he.
        if (by?.Mention is { Kind: MentionKind.Group, Listed.Length: 0 } both && (engagements.Found.Count > 0 || several is not null && scene.Speaker >= 0) && scene.TellingSide is var home and >= 0 && other.Parties is [var opposite] && opposite != home)
        {
            int[] own = [.. (engagements.Found.Count > 0 ? engagements.Found[^1].People : [scene.Speaker]).Where(p => scene.Cast.People[p].Party == home)];
            (both.Parties, both.People) = ([home, opposite], [.. own, .. other.People]);
            by = new Doer([home], own, by.First, null);
        }
        // "During the meeting with the Minister from A, the government of B expressed …": one that was told of before.
        var speaks = by is null ? scene.TellingSide : by is { People.Length: 0, Parties: [var side] } ? side : -1;
        if (speaks >= 0 && other.Parties is [var heard] && engagements.Found.FindLast(f => f.Parties.Where(p => p >= 0).Distinct().Order().SequenceEqual(new[] { speaks, heard }.Order())) is { } again)
            scene.Meet(again.People, again.Parties);
        if (by is null || by.People.Length == 0 && by.Mention is not { Kind: MentionKind.Office, HasOffice: true } || by.Parties.Length == 0 || by.Mention == other || by.Parties.Intersect(other.Parties).Any())
            return null;
        var trigger = new Trigger(During, lead, at + 1, lead, VerbUse.Finite, true);
        var fact = Between(number, KindOf(lead + 1, at), by, other.People, scene.Beside(other, by.Mention));
        Set(fact, sentence, trigger, other.End);
        // "In a conversation with the Estonian Ambassador" at a meeting of many: a part of it.
        var known = fact.Start == default && engagements.Found.Exists(f => f.Parties.Distinct().Count() > 3 && fact.Takers.TrueForAll(t => f.People.Contains(t.Person)));
        if (known)
            scene.Meet(fact.People, fact.Parties);
        else
            engagements.Add(fact);
        return new Told(by, other.End);
    }

    /// <summary>"The envoy was received by Minister X. At the meeting with Minister Y, views were exchanged": the one of the other side who was told of last; null where that is not one.</summary>
    private Doer? Guest(Mention other)
    {
        if (other is not { HasOffice: true, People: [_], Parties: [var side] } || engagements.Found.Count == 0 || engagements.Found[^1] is not { Announced: false } last)
            return null;
        return last.People.Where(p => p >= 0).Distinct().ToList() is { Count: 2 } two && two.FindAll(p => scene.Cast.People[p].Party is >= 0 and var own && own != side) is [var guest] && !last.People.Contains(other.People[0])
            ? new Doer([scene.Cast.People[guest].Party], [guest], other.First, null) : null;
    }

    /// <summary>The kind that the words for talks between two tokens tell.</summary>
    private EngagementKind KindOf(int from, int to)
    {
        var words = Enumerable.Range(from, to - from);
        if (words.Any(w => body.Is(w, Role.ByVideo)))
            return EngagementKind.VideoCall;
        if (body.Is(to - 1, "call") && body.Is(to - 2, "courtesy"))
            return EngagementKind.CourtesyCall;
        return words.Any(w => body.Is(w, "call") || body.Is(w, Role.ByPhone)) || body.Is(to - 1, "conversation") && kinds.HeadlineCalls ? EngagementKind.PhoneCall : EngagementKind.BilateralMeeting;
    }

    /// <summary>"during talks", "called the meeting with X fruitful", "the outcomes of the talks", "has been a topic of discussion": whether a word before talks tells that they took place.</summary>
    private bool LeadsToTalks(int lead, bool held)
    {
        if (body.Is(lead, "of"))
            return body.Is(lead - 1, "outcomes") || body.Is(lead - 1, "outcome") || body.Is(lead - 1, "results") || body.Is(lead - 1, "topic") || body.Is(lead - 1, "subject");
        return IsWithin(lead) || body.Is(lead, "following") || body.Is(lead, "after") || body.Is(lead, "called") || !held && (body.Is(lead, "included") || body.Is(lead, "hosted"));
    }

    /// <summary>"During separate meetings with X and Y, Minister Z …": each is one of its own; null where it is not so.</summary>
    private Told? Each(int number, Sentence sentence, int with)
    {
        var lead = with - 1;
        while (lead > sentence.First && lead > with - 6 && !body.Is(lead, WordClass.Preposition))
            lead--;
        var (met, at, last) = (new List<Mention>(), with + 1, false);
        while (!last && clauses.MentionAt(at) is { Kind: MentionKind.Person, Genitive: false, People.Length: 1, Parties.Length: 1 } one)
        {
            met.Add(one);
            last = body.Is(one.First - 1, "and");
            at = body.Sign(one.End) == ',' && body.Is(one.End + 1, "and") ? one.End + 2 : body.Sign(one.End) == ',' || body.Is(one.End, "and") ? one.End + 1 : one.End;
            if (at == one.End)
                break;
        }
        if (!(body.Is(lead, "during") || body.Is(lead, "at") || body.Is(lead, "in")) || met.Count < 2 || Subject(met[^1].End, sentence) is not { Parties: [var own] } by || met.Exists(m => m.Parties.Contains(own)))
            return null;
        var trigger = new Trigger(During, lead, with + 1, lead, VerbUse.Finite, true);
        foreach (var one in met)
        {
            var fact = Between(number, EngagementKind.BilateralMeeting, by, one.People, one.Parties);
            Set(fact, sentence, trigger, one.End);
            engagements.Add(fact);
        }
        scene.Meet([.. by.People, .. met.SelectMany(m => m.People)], [own, .. met.SelectMany(m => m.Parties)], oneByOne: true);
        return new Told(by, met[^1].End);
    }

    /// <summary>Who stands behind the comma that closes what opens a sentence.</summary>
    private Doer? Subject(int comma, Sentence sentence) => body.Sign(comma) == ',' && comma < sentence.End && clauses.MentionAt(comma + 1) is { Kind: MentionKind.Person or MentionKind.Office, Genitive: false, People.Length: 1 } subject ? Clauses.Of(subject) : null;

    /// <summary>"…, Minister X said in talks with Y": the subject of the verb right before the telling of the talks; null where there is none.</summary>
    private Doer? Teller(int lead) => (body.Form(lead - 1) & VerbForm.Past) != 0 && body.Is(lead - 1, WordClass.PhraseStart) && clauses.MentionAt(lead - 2) is { Kind: MentionKind.Person, Genitive: false, People.Length: 1 } subject ? Clauses.Of(subject) : null;

    /// <summary>The meeting of those who are the subject, told by the way.</summary>
    private Told Told(int number, Sentence sentence, Doer both, int from, int end)
    {
        var trigger = new Trigger(During, from, end, from, VerbUse.Finite, true);
        // "in their phone call on Wednesday"
        var kind = Enumerable.Range(from, end - from).Any(w => body.Is(w, Role.ByPhone)) ? EngagementKind.PhoneCall : EngagementKind.BilateralMeeting;
        var fact = new EngagementFact { Kind = kinds.Refine(kind, sentence, trigger), Entry = During.Entry, Sentence = number };
        engagements.Take(fact.Takers, both.People, both.Parties);
        setting.Date(fact, setting.When(sentence, trigger));
        (fact.City, fact.Country) = setting.Place(sentence, trigger, fact.Kind, engagements.Found);
        fact.Occasion = setting.Occasion(sentence, trigger);
        fact.Words.Add(new Said(Math.Min(both.First, from), end));
        engagements.Add(fact);
        return new Told(both, sentence.First);
    }

    /// <summary>"During a courtesy call at the Palace by X, the President said": who called on whom.</summary>
    private Told? CalledBy(int number, Sentence sentence, int at)
    {
        var call = at - 1;
        while (call > sentence.First && at - call < 9 && !body.Is(call, "call"))
            call--;
        if (!body.Is(call, "call") || clauses.MentionAt(at + 1) is not { Kind: MentionKind.Person, Genitive: false, Parties.Length: 1 } caller)
            return null;
        var opens = body.Is(sentence.First, "during") && call <= sentence.First + 4;
        for (var i = caller.End; i < sentence.End; i++)
        {
            // "during a courtesy call paid by X on Y"
            var paid = i == caller.End && body.Is(i, "on") && body.Is(at - 1, "paid");
            if (!paid && !(opens && body.Sign(i) == ',') || clauses.MentionAt(i + 1) is not { Kind: MentionKind.Person, Genitive: false, Parties.Length: 1 } host || host.Parties.SequenceEqual(caller.Parties))
                continue;
            var by = Clauses.Of(host);
            var fact = new EngagementFact { Kind = body.Is(call - 1, "courtesy") ? EngagementKind.CourtesyCall : EngagementKind.BilateralMeeting, Entry = During.Entry, Sentence = number };
            engagements.Take(fact.Takers, caller.People, caller.Parties);
            engagements.Take(fact.Takers, host.People, host.Parties);
            setting.Date(fact, setting.When(sentence, new Trigger(During, sentence.First, call, sentence.First, VerbUse.Finite, true)));
            fact.Words.Add(new Said(sentence.First, caller.End));
            engagements.Add(fact);
            return new Told(by, sentence.First);
        }
        return null;
    }

    /// <summary>"This came in a telephone call received by Minister X from his counterpart Y".</summary>
    private Told? ReceivedBy(int number, Sentence sentence, int at)
    {
        if (clauses.MentionAt(at + 2) is not { Kind: MentionKind.Person or MentionKind.Office, Parties.Length: 1 } host || !body.Is(host.End, "from")
            || clauses.MentionAt(host.End + 1) is not { Kind: MentionKind.Person or MentionKind.Counterpart or MentionKind.Office, Parties.Length: 1 } caller || caller.Parties.SequenceEqual(host.Parties))
            return null;
        var by = Clauses.Of(host);
        var fact = Between(number, EngagementKind.PhoneCall, by, caller.People, caller.Parties);
        Set(fact, sentence, new Trigger(During, at - 1, at + 1, at - 1, VerbUse.Finite, true), caller.End);
        engagements.Add(fact);
        return new Told(by, caller.End);
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
    private Told? Opening(int number, Sentence sentence, int comma)
    {
        if (!IsWithin(sentence.First) || !body.Is(sentence.First + 1, WordClass.Article) || !TellsOfTalks(sentence.First + 2, comma) || number > 3
            || clauses.MentionAt(comma + 1) is not { Kind: MentionKind.Person, Genitive: false, People.Length: 1, Parties.Length: 1 } first)
            return null;
        for (var i = first.End; i < Math.Min(sentence.End, first.End + 6); i++)
        {
            if (clauses.MentionAt(i) is not { Kind: MentionKind.Person or MentionKind.Office, Genitive: false, People.Length: < 2, Parties.Length: 1 } other || other.Parties.SequenceEqual(first.Parties))
                continue;
            var by = Clauses.Of(first);
            var fact = Between(number, body.Says(sentence, Role.ByPhone) ? EngagementKind.PhoneCall : body.Says(sentence, Role.ByVideo) ? EngagementKind.VideoCall : EngagementKind.BilateralMeeting, by, other.People, other.Parties);
            var trigger = new Trigger(During, sentence.First, comma, sentence.First, VerbUse.Finite, true);
            setting.Date(fact, setting.When(sentence, trigger) ?? setting.When(body.Sentences[Math.Max(0, number - 1)], trigger));
            fact.Words.Add(new Said(sentence.First, other.End));
            engagements.Add(fact);
            return new Told(by, sentence.First);
        }
        return null;
    }

    /// <summary>"at a meeting of X with Y".</summary>
    private bool OfOneWith(int of) => body.Is(of, "of") && clauses.MentionAt(of + 1) is { Kind: MentionKind.Person or MentionKind.Office, Genitive: false } one && body.Is(one.End, "with");

    /// <summary>"during a meeting between X and Y", "of X with Y": the other of the two.</summary>
    private Doer? Second(Mention one) => And(one.End) is var and && (body.Is(and, "and") || body.Is(and, "with")) && clauses.MentionAt(body.Is(and + 1, WordClass.Article) && clauses.MentionAt(and + 1) is null ? and + 2 : and + 1) is { Kind: MentionKind.Person or MentionKind.Counterpart or MentionKind.Office, Genitive: false } other
        ? Clauses.Of(other) : null;

    private int And(int at) => body.Sign(at) == ',' ? at + 1 : at;

    /// <summary>"X and Y reviewed …", "X and Y discussed … over the phone": where nothing else tells of the meeting, what two people did together does.</summary>
    public Told? ByActing(int number, Sentence sentence, List<Trigger> triggers)
    {
        if (engagements.Found.Count == 1 && number <= 2)
            Complete(sentence, triggers);
        foreach (var trigger in triggers)
        {
            if (several is null && !OpensWithOther(sentence) && (engagements.Found.Count > 0 || number > (trigger.Act == ActKind.Sign ? 3 : 1)))
                continue;
            // "The accords were signed by Ministers X and Y."
            if (trigger is { Phrase.Use: PhraseUse.Act, Use: VerbUse.Passive, Act: ActKind.Sign } && clauses.Agent(trigger.End, sentence.End) is { People.Length: > 1, Parties.Length: > 1 } signed)
                return Acted(number, sentence, trigger, signed);
            if (trigger.Phrase.Use != PhraseUse.Act || trigger.Use != VerbUse.Finite || ((lexicon.Manners[(int)trigger.Act].Joint || trigger.Act == ActKind.Agree) ? Together(trigger, sentence) : ToCounterpart(trigger)) is not { } by)
                continue;
            return Acted(number, sentence, trigger, by);
        }
        return null;
    }

    /// <summary>"In another meeting, …", "At a separate meeting, …".</summary>
    private bool OpensWithOther(Sentence sentence)
    {
        if (!IsWithin(sentence.First))
            return false;
        for (var (i, other) = (sentence.First + 1, false); i < Math.Min(sentence.End - 1, sentence.First + 5); i++)
        {
            other |= body.Is(i, "another") || body.Is(i, "separate");
            if (other && body.Is(i, Role.Talks))
                return body.Sign(i + 1) == ',';
        }
        return false;
    }

    private Told Acted(int number, Sentence sentence, Trigger trigger, Doer by)
    {
        var fact = new EngagementFact { Kind = trigger.Act == ActKind.Sign ? EngagementKind.SigningCeremony : body.Says(sentence, Role.ByPhone) || kinds.HeadlineCalls ? EngagementKind.PhoneCall : EngagementKind.BilateralMeeting, Entry = trigger.Phrase.Entry, Sentence = number };
        engagements.Take(fact.Takers, by.People, by.Parties);
        setting.Date(fact, setting.When(sentence, trigger) ?? (number == 1 ? setting.When(body.Sentences[0], trigger) : null));
        (fact.City, fact.Country) = setting.Place(sentence, trigger, fact.Kind, engagements.Found);
        if (fact.Start == default && parts.InlineDateline && released.IsWhole && !setting.IsElsewhere(fact.City, fact.Country))
            fact.Start = released;
        fact.Occasion = setting.Occasion(sentence, trigger);
        Within(fact);
        fact.Words.Add(by.First < trigger.End ? new Said(by.First, trigger.End) : new Said(trigger.GroupStart, by.Mention?.End ?? trigger.End));
        engagements.Add(fact);
        return new Told(by, sentence.First);
    }

    /// <summary>"With the Minister of A, X, Minister Y discussed …": whom he met stands before.</summary>
    public Told? WithOpening(int number, Sentence sentence, List<Trigger> triggers)
    {
        if (!body.Is(sentence.First, "with") || clauses.MentionAt(sentence.First + 1) is not { Kind: MentionKind.Person, People: [var met], Parties: [var opposite] } other || body.Sign(other.End) != ','
            || clauses.MentionAt(other.End + 1) is not { Kind: MentionKind.Person or MentionKind.Office, Genitive: false, People.Length: 1, Parties: [var own] } subject || own == opposite
            || !triggers.Exists(t => t.Phrase.Use == PhraseUse.Act && t.Use == VerbUse.Finite && t.GroupStart >= subject.End && lexicon.Manners[(int)t.Act].Joint))
            return null;
        var by = Clauses.Of(subject);
        var fact = Between(number, EngagementKind.BilateralMeeting, by, [met], [opposite]);
        Within(fact);
        fact.Words.Add(new Said(sentence.First, subject.End));
        engagements.Add(fact);
        return new Told(by, sentence.First);
    }

    /// <summary>"X and Y discussed", "X discussed the situation with his counterpart Y": two people of two sides.</summary>
    private Doer? Together(Trigger trigger, Sentence sentence)
    {
        if (clauses.Before(trigger.GroupStart, out var subordinate) is not { Parties.Length: > 0 } by || subordinate)
            return null;
        // "The Foreign Ministers of A and B discussed trade by telephone"
        if (by is { People.Length: 0, Parties.Length: > 1, Mention: { Listed.Length: > 1 } or { SecondParty: >= 0 } } && (body.Says(sentence, Role.ByPhone) || body.Says(sentence, Role.ByVideo)))
            return by;
        if (by.People.Length == 0)
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
            if (body.Is(i, Role.Talks) && (body.Is(i - 1, WordClass.Article) || body.Is(i - 1, "their")) && (IsWithin(i - 2) || body.Is(i - 2, "following") || body.Is(i - 2, "after")) && !body.Is(i + 1, "of") && !body.Is(i + 1, "with") && !body.Is(i + 1, "between"))
                return true;
        }
        return false;
    }

    /// <summary>"The two Ministers discussed … on the sidelines of the … in Colombo today": the day and occasion of a meeting that was told without them.</summary>
    private void Complete(Sentence sentence, List<Trigger> triggers)
    {
        var fact = engagements.Found[0];
        if (fact.Start != default || fact.Occasion is not null)
            return;
        foreach (var trigger in triggers)
        {
            if (trigger.Phrase.Use != PhraseUse.Act || trigger.Use != VerbUse.Finite || !lexicon.Manners[(int)trigger.Act].Joint || clauses.Before(trigger.GroupStart, out var subordinate) is not { Parties.Length: > 1 } || subordinate)
                continue;
            // "discussed X, noting the importance of Y ahead of the Summit": what another verb tells is no occasion of the meeting.
            var next = triggers.Find(t => t.Phrase.Use == PhraseUse.Act && t.Verb > trigger.Verb && t.Use is VerbUse.Finite or VerbUse.Ing);
            var part = next is null ? sentence : sentence with { End = next.GroupStart };
            fact.Occasion = setting.Occasion(part, trigger);
            if (setting.When(part, trigger) is { } when && !setting.IsPast(when) && (fact.Occasion is not null || when.YearSaid))
                (fact.Start, fact.End) = (when.From, when.To == when.From ? default : when.To);
            if (fact.Country < 0 && fact.Occasion is not null)
                (fact.City, fact.Country) = setting.Place(part, trigger, fact.Kind, engagements.Found);
            return;
        }
    }
}

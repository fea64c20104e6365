using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>Reads who met or spoke with whom, when, where and on what occasion.</summary>
internal sealed class EngagementReader
{
    private readonly Body body;
    private readonly Scene scene;
    private readonly Clauses clauses;
    private readonly ReleaseParts parts;
    private readonly PartialDate released;
    private readonly Lexicon lexicon;
    private readonly Days days;
    private readonly SettingReader setting;
    private readonly TakerReader takerReader;
    private readonly KindReader kinds;
    private readonly AttendanceReader attendance;
    private readonly EngagementList engagements;
    private readonly PassingReader passing;
    private readonly SupplementReader supplements;
    private readonly MeetingSubject subjects;
    private readonly EnvoyReader envoys;
    private readonly VisitReader visits;

    public EngagementReader(Body body, Scene scene, Clauses clauses, ReleaseParts parts, PartialDate released)
    {
        (this.body, this.scene, this.clauses, this.parts, this.released, lexicon) = (body, scene, clauses, parts, released, body.Lexicon);
        days = new Days(body, released);
        setting = new SettingReader(body, scene, parts, clauses, released);
        takerReader = new TakerReader(body, clauses);
        kinds = new KindReader(body, parts);
        attendance = new AttendanceReader(body, scene);
        engagements = new EngagementList(scene, setting.Dateline);
        subjects = new MeetingSubject(body, scene, clauses, engagements);
        envoys = new EnvoyReader(body, setting, engagements);
        visits = new VisitReader(body, clauses, setting, engagements);
        supplements = new SupplementReader(body, setting, engagements);
        passing = new PassingReader(body, scene, clauses, setting, kinds, engagements, parts, released);
    }

    /// <summary>The engagements that were read, in the order in which they are first told.</summary>
    public List<EngagementFact> Found => engagements.Found;

    /// <summary>Reads what a sentence tells of engagements.</summary>
    public Told Read(int number, Sentence sentence, List<Trigger> triggers, List<Mention> mentions)
    {
        var result = new Told(null, sentence.First);
        if (engagements.Found.Count > 0 && engagements.Found[^1] is { Kind: EngagementKind.Visit, Occasion: null } visit)
            visit.Occasion = setting.Attended(sentence, visit.Country);
        foreach (var trigger in triggers)
        {
            if (trigger.Phrase.Use == PhraseUse.Attendance)
                attendance.Attend(engagements.Found, trigger, sentence, mentions);
            if (trigger.Phrase.Use != PhraseUse.Engagement || result.Fact is not null && trigger.Verb < result.End)
                continue;
            if (Meet(number, trigger, sentence, mentions) is { } met)
                result = met;
        }
        if (engagements.Found.Count == 0 && result.Fact is null)
            passing.OnVisit(sentence);
        if (result.Fact is null && visits.Talks(number, sentence) is { } held)
            result = held;
        if (engagements.Found.Count > 0 && result.Fact is null)
        {
            supplements.Held(sentence);
            supplements.HeldAt(sentence);
            supplements.ByMeans(sentence);
            supplements.Visiting(sentence, mentions);
        }
        if (result.Fact is null && (visits.Closing(number, sentence) ?? visits.Opening(number, sentence)) is { } visited)
            result = visited;
        if (result.Fact is null)
            visits.More(sentence, mentions);
        if (result.Fact is null && envoys.Listed(number, sentence, mentions) is { } received)
            result = received;
        if (result.Fact is null)
            envoys.Coming(number, sentence, mentions);
        if (result.Fact is null && envoys.Received(number, sentence, mentions) is { } first)
        {
            result = first;
            passing.Within(first.Fact!);
        }
        if (result.Fact is null && (passing.DuringTalks(number, sentence) ?? passing.WithOpening(number, sentence, triggers) ?? passing.ByActing(number, sentence, triggers)) is { } told)
            result = told;
        return result;
    }

    private Told? Meet(int number, Trigger trigger, Sentence sentence, List<Mention> mentions)
    {
        var kind = KindOf(trigger);
        var future = trigger.Use == VerbUse.Future || IsPlanned(trigger) || trigger.Use == VerbUse.Noun && !trigger.Past;
        if (!Tells(number, trigger, sentence, kind, future) || !subjects.Find(number, trigger, sentence, mentions, kind, future, out var by))
            return null;
        if (ExpectEnvoys(number, trigger, sentence, kind, by) || trigger.Use != VerbUse.Noun && !subjects.Acts(by))
            return null;
        by = subjects.WithCompany(by, sentence);
        if (by is not null && kind is EngagementKind.BilateralMeeting or EngagementKind.CourtesyCall)
            OfHosts(by, trigger, mentions);
        var (others, end) = takerReader.Others(trigger, sentence, kind, by);
        // "The Minister of Justice of Norway met Prof. X"
        if (engagements.Found.Count == 0 && others is [{ Kind: MentionKind.Person, Parties.Length: 0, HasHonorific: true, People: [_] } receiving])
            receiving.Parties = subjects.OfHouse(receiving.People[0]);
        if (others.Count == 0 && kind == EngagementKind.CourtesyCall && CallToldOf(trigger, by) is { } called)
            return new Told(by, trigger.End - 1, called, trigger.Verb);
        if (Retold(trigger, sentence, by, others) is { } again)
            return again;
        if (IsWithSeveral(trigger, sentence.End) && scene.Sides.Count < 2)
            others.RemoveAll(o => o is { Kind: MentionKind.Group, Listed.Length: 0 });
        Expect(number, trigger, sentence, kind, by, others);
        // An ambassador to one's own state is received, and not called.
        if (kind == EngagementKind.PhoneCall && !body.Says(sentence, Role.ByPhone) && !kinds.HeadlineCalls && by is { Parties: [var receiver] } && receiver == scene.Cast.Home && others is [{ Kind: MentionKind.Person, HasOffice: true } envoy, ..] && scene.Cast.Is(envoy.Offices[0], Role.Envoy))
            kind = EngagementKind.BilateralMeeting;
        // "welcomed Minister X to Riga", but neither "welcomed the visit" nor "welcomed Norway's offer"
        if (body.Is(trigger.Verb, Role.Welcomed) && trigger.End - trigger.Verb == 1 && !(engagements.Found.Count == 0 && others.Count > 0 && others[0] is { Kind: MentionKind.Person or MentionKind.Counterpart, Genitive: false } && IsWhen(trigger.End, others[0].First)))
            return null;
        // "The leaders of A and B spoke by phone", "We, the Ministers of A and B, met"
        var listed = trigger.Past && (by?.Mention is { Listed.Length: > 1 } or { SecondParty: >= 0 } || by is { Parties.Length: > 1, Mention: { Kind: MentionKind.Pronoun } we } && body.Is(we.First, WordClass.We));
        if (by is { People.Length: 0 } && kind is EngagementKind.PhoneCall && others.Count == 0 && !(listed && body.Is(trigger.End - 1, Role.ByPhone)))
            return null;
        if (IsNoCall(kind, trigger, sentence, others))
            return null;
        var place = setting.Place(sentence, trigger, kinds.Refine(kind, sentence, trigger), engagements.Found);
        var takers = Takers(number, trigger, sentence, kind, by, others, place.Country);
        if (kind == EngagementKind.Visit && !IsReceived(trigger, sentence, mentions, by, others, takers, ref place.Country))
            return null;
        var sides = takers.Select(t => t.Party).Where(p => p >= 0).Distinct().Count();
        if (!Suffice(trigger, kind, by, others, takers, sides, listed))
            return null;
        var when = setting.When(sentence, trigger) ?? ((future && number == 1 || engagements.Found.Count == 0 && number <= 2 && IsHeld(body.Sentences[0])) ? setting.When(body.Sentences[0], trigger) : null);
        if (when is { } day ? setting.IsPast(day) : IsLongAgo(trigger, sentence))
            return null;
        // "participated in a meeting of the Initiative, chaired by Italy" stays one of many.
        if (kind == EngagementKind.MultilateralMeeting && sides == 2 && (others.Count == 0 || body.Is(trigger.End - 1, "ministerial")) && !body.Is(trigger.Verb, "participated") && !body.Is(trigger.Verb, "attended"))
            kind = EngagementKind.BilateralMeeting;
        else if (kind == EngagementKind.BilateralMeeting && sides > 2 && (sides > 3 || body.Is(trigger.Verb, Role.Led | Role.Welcomed) || by?.Parties.Length > 2))
            kind = EngagementKind.MultilateralMeeting;
        var fact = new EngagementFact { Kind = kinds.Refine(kind, sentence, trigger), Entry = trigger.Phrase.Entry, Sentence = number, Announced = future, Further = TellsFurther(sentence, trigger) };
        fact.Takers.AddRange(takers);
        if (when is null && DayAbove(number) is { Day: > 0 } above)
            fact.Start = above;
        else if (when is null && !future && parts.InlineDateline && body.Sentences[number].Paragraph == 0 && released.IsWhole && !setting.IsElsewhere(place.City, place.Country))
            fact.Start = released;
        if (when is { } found)
            (fact.Start, fact.End) = (found.From, found.To == found.From ? default : found.To);
        else if (fact.Start == default && engagements.Found is [.., { End: var until } last] && until == default && setting.OnSameDay(sentence))
            fact.Start = last.Start;
        (fact.City, fact.Country) = (place.City, place.Country);
        fact.Occasion = setting.Occasion(sentence, trigger);
        passing.Within(fact);
        fact.Words.Add(new Said(by?.First is { } first && first < trigger.Verb && first >= sentence.First ? first : trigger.GroupStart, Math.Max(end, trigger.End)));
        if (by is not null && (IsOneByOne(trigger) || IsEachBilateral(trigger, others) || kinds.HeadlineOneByOne && others.SelectMany(o => o.Parties).Distinct().Count() > 1) && Each(others, Enumerable.Range(trigger.Verb, trigger.End - trigger.Verb).Any(w => body.Is(w, "separate"))) is { Count: > 1 } each)
            return OneByOne(fact, each, by, end, trigger.Verb);
        var kept = envoys.Also(fact, trigger, Math.Max(end, trigger.End)) ?? engagements.Add(fact);
        if (by is not null)
            clauses.Main ??= by;
        var speaker = by ?? new Doer([.. kept.Parties], [], trigger.Verb, null);
        return new Told(speaker, end, kept, trigger.Verb);
    }

    /// <summary>"The Ambassador visited President X at the Palace": whom one visits one meets.</summary>
    private EngagementKind KindOf(Trigger trigger)
    {
        var kind = (EngagementKind)trigger.Phrase.Kind;
        return kind == EngagementKind.Visit && trigger.End - trigger.Verb == 1 && trigger.Past && trigger.Use == VerbUse.Finite && clauses.MentionAt(trigger.End) is { Kind: MentionKind.Person, Genitive: false } visited && (visited.HasOffice || visited.OfCounterpart) && visited.First == trigger.End
            ? EngagementKind.BilateralMeeting : kind;
    }

    /// <summary>Whether a phrase, as it stands, tells of an engagement of its own.</summary>
    private bool Tells(int number, Trigger trigger, Sentence sentence, EngagementKind kind, bool future)
    {
        var opening = MeetingSubject.Opens(trigger, sentence);
        if (trigger.Use is VerbUse.None or VerbUse.Infinitive or VerbUse.Ing && !(trigger.Use == VerbUse.Infinitive && future) && !opening)
            return false;
        // "said he would like to host the Summit": a wish
        if (body.Is(trigger.Verb - 1, WordClass.To) && (body.Is(trigger.Verb - 2, "like") || body.Is(trigger.Verb - 2, "want") || body.Is(trigger.Verb - 2, "wish") || body.Is(trigger.Verb - 2, "hopes")))
            return false;
        if (kind == EngagementKind.BilateralMeeting && body.Is(trigger.Verb, "joined") && !JoinsCounterpart(trigger, sentence))
            return false;
        // "was conferred with the Order by President X"
        if (trigger.Use == VerbUse.Passive && trigger.Phrase.StartsWithVerb && body.Is(trigger.End - 1, "with") && !body.Is(trigger.Verb, "met"))
            return false;
        // "Attending the meeting were X and Y": who else was there
        if (opening && body.Is(trigger.End, WordClass.Be))
            return false;
        // "was received on arrival at the Airport by Minister X": no talks
        if (kind == EngagementKind.BilateralMeeting && (body.Is(trigger.Verb, "received") || body.Is(trigger.Verb, Role.Welcomed)) && IsArrival(trigger.Verb + 1, sentence.End))
            return false;
        // "Speaking after the meeting with X, the Ambassador said": what was said of it
        if (opening && kind == EngagementKind.PhoneCall && trigger.End - trigger.Verb == 1)
            return false;
        // The programme of a visit tells of a meeting under every day.
        if (future && !(engagements.Found.Count == 0 && number <= 1 || DayAbove(number).Day > 0))
            return false;
        // "The meeting was attended by …": who else was at the one that was told of.
        if (trigger.Use == VerbUse.Noun && body.Is(trigger.End - 1, "by") && engagements.Found.Count > 0)
            return false;
        if (engagements.Found.Count > 0 && (body.Is(trigger.Verb, "attended") || body.Is(trigger.Verb, "attend")) && kind is EngagementKind.Summit or EngagementKind.MultilateralMeeting && engagements.Found[^1].Sentence != number)
            return false;
        // "about the ministers' joint visit to X", the apostrophe left out
        return !(kind == EngagementKind.Visit && trigger.End - trigger.Verb == 1 && body.Is(trigger.End, "to"));
    }

    /// <summary>"joined their Indian counterparts today for a virtual meeting".</summary>
    private bool JoinsCounterpart(Trigger trigger, Sentence sentence)
    {
        if (trigger.End - trigger.Verb != 1 || clauses.MentionAt(trigger.End) is not { Genitive: false } other || !body.Is(other.End - 1, WordClass.Counterpart))
            return false;
        for (var i = other.End; i < Math.Min(sentence.End - 1, other.End + 4); i++)
        {
            if (body.Is(i, "for"))
                return Enumerable.Range(i + 1, Math.Min(6, sentence.End - i - 1)).Any(w => body.Is(w, Role.Gathering));
        }
        return false;
    }

    /// <summary>"Following the meeting, the two co-chaired the Commission": one more.</summary>
    private bool TellsFurther(Sentence sentence, Trigger trigger)
    {
        if (engagements.Found.Count == 0 || trigger.Phrase.Kind == (int)EngagementKind.Visit || !body.Is(sentence.First, "following") && !body.Is(sentence.First, "after"))
            return false;
        for (var i = sentence.First + 1; i < Math.Min(trigger.GroupStart, sentence.First + 5); i++)
        {
            if (body.Is(i, Role.Talks))
                return body.Sign(i + 1) == ',';
        }
        return false;
    }

    /// <summary>"received on arrival", "received at the International Airport".</summary>
    private bool IsArrival(int from, int limit)
    {
        for (var i = from; i < Math.Min(limit, from + 9) && !body.Is(i, "by") && body.Sign(i) is not (',' or ';'); i++)
        {
            if (body.Is(i, "airport") || body.Is(i, "arrival") && body.Is(i - 1, WordClass.Preposition | WordClass.Possessive))
                return true;
        }
        return false;
    }

    /// <summary>"He paid the courtesy call to congratulate Y": the meeting that was told of, which was the call; null where none was told of.</summary>
    private EngagementFact? CallToldOf(Trigger trigger, Doer? by)
    {
        if (!IsDone(trigger) || !body.Is(trigger.End - 1, WordClass.To) || (body.Form(trigger.End) & VerbForm.Base) == 0
            || by is not { People: [var caller] } || engagements.Found.Count == 0 || engagements.Found[^1] is not { Kind: EngagementKind.BilateralMeeting } called || !called.People.Contains(caller))
            return null;
        called.Kind = EngagementKind.CourtesyCall;
        scene.Meet(called.People, called.Parties);
        return called;
    }

    /// <summary>"Four new ambassadors presented their credentials to President X": who they are is told further on.</summary>
    private bool ExpectEnvoys(int number, Trigger trigger, Sentence sentence, EngagementKind kind, Doer? by)
    {
        if (kind != EngagementKind.Credentials || trigger.Use != VerbUse.Finite || by is not (null or { People.Length: 0, Parties.Length: < 2 })
            || takerReader.Others(trigger, sentence, kind, by).Others is not [{ Kind: MentionKind.Person or MentionKind.Office, People: [_], Parties: [var seat] } receives] || by is { Parties: [var sent] } && sent != seat)
            return false;
        envoys.Expect(number, sentence, trigger, Clauses.Of(receives));
        return true;
    }

    /// <summary>"had brief meetings with several of his counterparts", "received the credentials of eight envoys": who they are is told further on.</summary>
    private void Expect(int number, Trigger trigger, Sentence sentence, EngagementKind kind, Doer? by, List<Mention> others)
    {
        // "The Maldives has been holding a series of meetings", in its own release
        if (others.Count == 0 && IsDone(trigger) && (by is { People: [_] } || by is { Mention.Kind: MentionKind.Party, Parties: [var own] } && own == scene.Cast.Home) && kind is EngagementKind.BilateralMeeting or EngagementKind.PhoneCall && (IsOneByOne(trigger) || IsWithSeveral(trigger, sentence.End)))
            passing.Expect(sentence, trigger, kind);
        if (trigger.Use == VerbUse.Finite && by is { People: [_], Parties: [var host] } && kind == EngagementKind.Credentials && others.TrueForAll(o => o.Parties.Length == 0 || o.Parties is [var same] && same == host))
            envoys.Expect(number, sentence, trigger, by);
    }

    /// <summary>All who took part, as far as the sentence tells.</summary>
    private List<Taker> Takers(int number, Trigger trigger, Sentence sentence, EngagementKind kind, Doer? by, List<Mention> others, int country)
    {
        var takers = new List<Taker>();
        if (by is not null)
            engagements.Take(takers, by.People, by.Parties);
        if (by is not null && setting.Occasion(sentence, trigger) is null)
            Host(others, by, country);
        Whose(number, others, by);
        foreach (var other in others)
            engagements.Take(takers, other.People, scene.Beside(other, by?.Mention));
        if (trigger.Use == VerbUse.Passive && clauses.Agent(trigger.End, sentence.End) is { } agent)
            engagements.Take(takers, agent.People, agent.Parties);
        // "The Ambassador was summoned": by the house that tells it.
        if (trigger.Use == VerbUse.Passive && kind == EngagementKind.Summons && scene.Cast.Home is var home and >= 0 && takers.TrueForAll(t => t.Party != home))
            takers.Add(new Taker(-1, home));
        // "Inter-ministerial consultations were held" below "A and B hold consultations": those whom the headline names.
        if (kind == EngagementKind.Consultations && trigger.Use == VerbUse.Noun && takers.Count == 0 && scene.Cast.Headline is [var one, var two] && lexicon.PartyList[one].IsState && lexicon.PartyList[two].IsState)
            takers.AddRange([new Taker(-1, one), new Taker(-1, two)]);
        return takers;
    }

    /// <summary>Adds who receives a visitor, and where; false where nobody goes anywhere abroad.</summary>
    private bool IsReceived(Trigger trigger, Sentence sentence, List<Mention> mentions, Doer? by, List<Mention> others, List<Taker> takers, ref int country)
    {
        // "undertook this visit at the invitation of the President of Peru"
        if (country < 0 && visits.Inviter(sentence, mentions) is { Parties: [var inviting] } && lexicon.PartyList[inviting].IsState)
            country = inviting;
        // "visited the Secretariat of ASEAN in Jakarta": its guest, and not the state's in which it sits.
        if (trigger.End - trigger.Verb == 1 && clauses.MentionAt(body.Is(trigger.End, WordClass.Article) ? trigger.End + 1 : trigger.End) is { Parties: [var seated] } && !lexicon.PartyList[seated].IsState)
            return false;
        if (country < 0 || by is null || by.Parties.Contains(country) || by.People.Length == 0 && others.Count == 0 && by.Mention?.Kind == MentionKind.Party)
            return false;
        visits.Host(takers, sentence, mentions, country);
        return true;
    }

    /// <summary>Whether those who are told of make an engagement: two sides, or a gathering of more than are named.</summary>
    private bool Suffice(Trigger trigger, EngagementKind kind, Doer? by, List<Mention> others, List<Taker> takers, int sides, bool listed)
    {
        // "The meeting was attended by X and Y", both of the house: who else met is not told.
        if (sides < 2 && kind == EngagementKind.MultilateralMeeting && trigger.Use == VerbUse.Noun)
            return false;
        if (sides < 2 && !(kind is EngagementKind.Summit or EngagementKind.MultilateralMeeting && takers.Count > 0) && !(sides == 1 && kind != EngagementKind.Visit && IsOpen(takers)))
            return false;
        // The tools of speech alone ("the two sides speak") need somebody spoken with.
        if (others.Count == 0 && by is { Parties.Length: < 2 } && kind is not EngagementKind.Visit and not EngagementKind.Summit and not EngagementKind.MultilateralMeeting && trigger.Use is not VerbUse.Passive and not VerbUse.Noun)
            return false;
        return !(others.Count == 0 && by is { People.Length: 0 } && kind is not EngagementKind.Consultations && trigger.Use is not VerbUse.Noun && !(by is { Parties.Length: > 1, Mention.Kind: MentionKind.Party } && body.Is(trigger.End - 1, Role.Talks)) && !(listed && kind is EngagementKind.BilateralMeeting or EngagementKind.PhoneCall));
    }

    /// <summary>Whether "called", "called on" or "spoke" tells of no call: "called for ASEAN to act", "spoke of the ties between A and B", "called the meeting sincere", "called on the regime to end …".</summary>
    private bool IsNoCall(EngagementKind kind, Trigger trigger, Sentence sentence, List<Mention> others)
    {
        var end = trigger.End;
        if (kind == EngagementKind.PhoneCall && end - trigger.Verb == 1)
            return body.Is(end, "for") || body.Is(end, "of") || body.Is(end, WordClass.Article) && body.Is(end + 1, Role.Talks);
        if (kind != EngagementKind.CourtesyCall || end - trigger.Verb != 2)
            return false;
        if (others.Count == 0 || body.Is(others[^1].End, WordClass.To) && !body.Is(others[^1].End + 1, Role.ToCall) && body.IsWord(others[^1].End + 1) && !body.IsCapital(others[^1].End + 1))
            return true;
        return !body.Is(end, "and") && clauses.MentionAt(end) is not { Kind: MentionKind.Person or MentionKind.Office or MentionKind.Counterpart } && AsksFor(end, sentence.End);
    }

    /// <summary>"The Minister, X, met the Ambassador of Norway, Y": people of two sides, one of which nothing tells.</summary>
    private bool IsOpen(List<Taker> takers) => scene.Cast.Home < 0 && takers.TrueForAll(t => t.Person >= 0 || t.Party >= 0) && takers.Select(t => t.Party).Distinct().Count() == 2;

    /// <summary>"visited Peru. During the visit, the Minister met the Prime Minister": of whom no more than the office is told is of the state where the guest is.</summary>
    private void OfHosts(Doer by, Trigger trigger, List<Mention> mentions)
    {
        if (by is not { Parties: [var own], People: [var guest] } || engagements.Found.FindLast(f => f.Kind == EngagementKind.Visit) is not { Country: >= 0 and var country, Announced: false } visit || country == own || !visit.People.Contains(guest))
            return;
        foreach (var mention in mentions)
        {
            if (mention is { Kind: MentionKind.Office, HasOffice: true, Genitive: false, Former: false, Person: < 0, SaidParty: < 0 } && mention.First >= trigger.End && !mention.Offices[0].Plural && (mention.Parties.Length == 0 || mention.Parties is [var assumed] && assumed == own))
                mention.Parties = [country];
        }
    }

    /// <summary>"met in Lima with his counterpart X": where a guest meets his counterpart, it is the host.</summary>
    private void Host(List<Mention> others, Doer by, int country)
    {
        if (country < 0 || by.Parties.Contains(country) || others.Find(o => o.Parties.Length == 0 && (o is { OfCounterpart: true, People.Length: 1 } || o is { Kind: MentionKind.Counterpart, Former: false, NamedParty: < 0 })) is not { } host)
            return;
        host.Parties = [country];
        if (host.People is [var person])
            scene.Cast.People[person].Party = country;
    }

    /// <summary>"held meetings with the Ministers of A and B. She met with them beside the Summit": where, when and beside what those were that one sentence told of; null where it told of one at most.</summary>
    private Told? Retold(Trigger trigger, Sentence sentence, Doer? by, List<Mention> others)
    {
        if (by is null || others is not [{ Kind: MentionKind.Pronoun } them] || !body.Is(them.First, "them") || engagements.Found.FindAll(f => f.Sentence == engagements.Found[^1].Sentence) is not { Count: > 1 } told || !told.TrueForAll(f => by.People.All(f.People.Contains)))
            return null;
        foreach (var fact in told)
            setting.Add(fact, sentence, trigger);
        return new Told(by, them.End, told[^1], trigger.Verb);
    }

    /// <summary>"held discussions with four leaders": who they were is told further on.</summary>
    private bool IsWithSeveral(Trigger trigger, int limit)
    {
        var with = body.Is(trigger.End - 1, "with") || body.Is(trigger.Verb, "received") || body.Is(trigger.Verb, "met") ? trigger.End : body.Is(trigger.End, "with") ? trigger.End + 1 : -1;
        // "received a number of senior officials"
        if (with >= 0 && body.Is(with, WordClass.Article) && body.Is(with + 1, "number") && body.Is(with + 2, "of"))
            with += 2;
        else if (with < 0 || !body.Is(with, WordClass.Number))
            return false;
        for (var i = with + 1; i < Math.Min(limit, with + 4); i++)
        {
            if (body.Is(i, WordClass.GroupNoun))
                return true;
        }
        return false;
    }

    /// <summary>"had meetings with X and Y", "separate talks with": each is one of its own.</summary>
    private bool IsOneByOne(Trigger trigger)
    {
        var several = false;
        for (var i = trigger.Verb + 1; i < trigger.End + 4 && !body.Is(i, "with"); i++)
            several |= body.Is(i, Role.OneByOne);
        return several;
    }

    /// <summary>"bilateral talks with the Prime Ministers of A and B", "discussions were held with W, X, Y and Z": each by himself, as talks of two are.</summary>
    private bool IsEachBilateral(Trigger trigger, List<Mention> others)
    {
        var parties = others.SelectMany(o => o.Parties).Distinct().Count();
        if (trigger.Use == VerbUse.Noun)
            return parties > 2 && (body.Is(trigger.Verb, "discussions") || body.Is(trigger.Verb, Role.OneByOne));
        return parties > 1 && Enumerable.Range(trigger.Verb, trigger.End - trigger.Verb).Any(w => body.Is(w, "bilateral") && body.Is(w + 1, "talks"));
    }

    /// <summary>Those who were met, each for himself: of "his counterparts from A and B" two; none where it is open who somebody acts for.</summary>
    private List<Mention> Each(List<Mention> others, bool separate)
    {
        var each = new List<Mention>();
        foreach (var other in others)
        {
            // "the A delegation led by X and Y": two of one side; but not "separate meetings with President X and Minister Y"
            if (!(separate && other.HasOffice) && other is { Parties: [var side], People: [_] } && each.Count > 0 && each[^1] is { Parties: [var before] } beside && side == before)
                each[^1] = new Mention(beside.First, other.End, MentionKind.Group) { Parties = beside.Parties, People = [.. beside.People, .. other.People] };
            else if (other.Parties.Length == 1 && other.People.Length < 2)
                each.Add(other);
            // "with the Ambassadors of Iran and Myanmar"
            else if (other is { Kind: MentionKind.Office, Parties.Length: > 1, People.Length: 0 })
                each.AddRange(other.Parties.Select(p => new Mention(other.First, other.End, MentionKind.Party) { Parties = [p] }));
            else if (other is { Kind: MentionKind.Group, Listed.Length: > 1 })
                each.AddRange(other.Parties.Select(p => new Mention(other.First, other.End, MentionKind.Party) { Parties = [p], People = [.. other.People.Where(q => scene.Cast.People[q].Party == p)] }));
            else
                return [];
        }
        return each;
    }

    private Told OneByOne(EngagementFact all, List<Mention> others, Doer by, int end, int verb)
    {
        EngagementFact? last = null;
        foreach (var other in others)
        {
            var one = new EngagementFact { Kind = all.Kind == EngagementKind.MultilateralMeeting ? EngagementKind.BilateralMeeting : all.Kind, Entry = all.Entry, Sentence = all.Sentence, Announced = all.Announced, Start = all.Start, End = all.End, City = all.City, Country = all.Country, Occasion = all.Occasion };
            engagements.Take(one.Takers, by.People, by.Parties);
            engagements.Take(one.Takers, other.People, scene.Beside(other, by.Mention));
            one.Words.AddRange(all.Words);
            last = engagements.Add(one);
        }
        var (people, parties) = (others.SelectMany(o => o.People).Concat(by.People).Distinct(), others.SelectMany(o => o.Parties).Concat(by.Parties).Distinct());
        scene.Meet([.. people], [.. parties], oneByOne: true);
        clauses.Main ??= by;
        return new Told(by, end, last, verb);
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
            if (setting.TakesPlace(i))
                return true;
        }
        return false;
    }

    /// <summary>The day that the heading above a sentence gives.</summary>
    private PartialDate DayAbove(int number) => parts.Body[body.Sentences[number].Paragraph].Day.WithYear(released.Year);

    /// <summary>Whether nothing but a day or an article stands between.</summary>
    private bool IsWhen(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            // "welcomed today at the Ministry the Foreign Minister of X"
            if (body.Is(i, "at") && body.Is(i + 1, WordClass.Determiner) || body.Is(i - 2, "at") && body.IsCapital(i) && body.Is(i, WordClass.BodyNoun))
                continue;
            if (body.IsWord(i) && !body.Is(i, WordClass.Weekday | WordClass.Month | WordClass.Article) && !body.Is(i, Role.PartOfDay) && !body.Is(i, "on") && (body[i].Shape & Shape.Digit) == 0)
                return false;
        }
        return true;
    }

    /// <summary>"met with X, the Speaker of A's Parliament, Mr. Y, President of the Committee": who is met beside another and whose state is not said is of the other's.</summary>
    private void Whose(int number, List<Mention> others, Doer? by)
    {
        // "also met in Riyadh with Vice Minister X", where they have met Saudis there: on a visit one meets one's hosts.
        if (by is { Parties: [var own] } && others.Count > 0 && others.TrueForAll(o => o is { Kind: MentionKind.Person, People: [var host] } && scene.Cast.People[host] is { Offices.Count: > 0 } met && (met.Party < 0 || met.Assumed && met.Party == own))
            && engagements.Found.Exists(f => f.Country >= 0 && f.Country != own && f.Parties.Contains(f.Country) || f.Sentence == number) && engagements.Found.SelectMany(f => f.Parties).Where(p => p >= 0 && p != own).Distinct().ToList() is [var visited])
        {
            foreach (var host in others)
                (scene.Cast.People[host.People[0]].Party, host.Parties) = (visited, [visited]);
        }
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

    /// <summary>"held", "has held".</summary>
    private bool IsDone(Trigger trigger) => trigger.Past || trigger.GroupStart < trigger.Verb && body.Is(trigger.GroupStart, WordClass.Have);

    /// <summary>"met in Rome, in June 2021" in a release of a later month.</summary>
    private bool IsLongAgo(Trigger trigger, Sentence sentence) => released.Month > 0
        && days.Find(sentence.First, sentence.End).Exists(d => d.YearSaid && d.From.Day == 0 && (d.From.Year, d.From.Month).CompareTo((released.Year, released.Month)) < 0 && body.Is(d.First - 1, "in"));
}

using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>When and where an engagement took place, and on whose margins.</summary>
internal sealed class SettingReader(Body body, Scene scene, ReleaseParts parts, Clauses clauses, PartialDate released)
{
    /// <summary>"Later on the same day, …": so many words at most lead to it.</summary>
    private const int MostBeforeSameDay = 5;

    private readonly Lexicon lexicon = body.Lexicon;
    private readonly Days days = new(body, released);

    /// <summary>The city of the dateline; null where there is none.</summary>
    public string? Dateline => parts.Place is { } place && Places.City(place.Of(body.Text), lexicon) is { } city ? city.City : null;

    /// <summary>Whether an engagement took place in another state or city than that of the dateline, whose day then is not its own.</summary>
    public bool IsElsewhere(string? where, int country) => country >= 0 && parts.Place is { } place && Places.City(place.Of(body.Text), lexicon) is { } city && (city.Party != country || where is not null && !where.Equals(city.City, StringComparison.OrdinalIgnoreCase));

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
    private bool OpensBefore(Sentence sentence) => body.Is(sentence.First, "ahead") && body.Is(sentence.First + 1, "of") || body.Is(sentence.First, "prior") && body.Is(sentence.First + 1, "to");

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

    public (string? City, int Country) Place(Sentence sentence, Trigger trigger, EngagementKind kind, List<EngagementFact> found)
    {
        if (kind is EngagementKind.PhoneCall or EngagementKind.VideoCall)
            return (null, -1);
        (string? City, int Country) best = (null, -1);
        for (var i = OpensBefore(sentence) ? Math.Max(sentence.First, trigger.GroupStart) : sentence.First; i < sentence.End; i++)
        {
            // "who is visiting Lima, Peru, to attend", "Visiting Peru today, Minister X met"
            var visiting = body.Is(i, "visiting") && (i == sentence.First && kind != EngagementKind.Visit || body.Is(i - 1, WordClass.Be) && body.Is(i - 2, WordClass.Relative));
            // "who is in the country for a two-day visit", "during his visit to the Sultanate"
            if (best.Country < 0 && scene.Cast.Home >= 0 && (body.Is(i + 1, "the") || body.Is(i + 1, "our")) && body.Is(i + 2, Role.Host) && !body.Is(i + 3, "of") && (body.Is(i, "in") && body.Is(i - 1, WordClass.Be) || body.Is(i, "to") && body.Is(i - 1, "visit") && kind != EngagementKind.Visit))
                best = (null, scene.Cast.Home);
            if (!visiting && clauses.MentionAt(i) is not null)
                continue;
            var to = body.Is(i, "to") && (kind == EngagementKind.Visit || body.Is(i - 1, "visit") && i > trigger.End && Within(i, trigger));
            to |= kind == EngagementKind.Visit && body.Is(i, "for") && i == trigger.End - 1;
            // "on the occasion of a visit that he is paying to Peru"
            to |= body.Is(i, "to") && body.Is(i - 1, "paying");
            // "was on a visit to Lima, where he met"
            to |= body.Is(i, "to") && body.Is(i - 1, "visit") && (i < trigger.Verb && IsWhere(i, trigger.Verb) || InCourse(i, sentence));
            // "X, on an official visit to Malta, met", "X on official visit Thursday to Malta met"
            to |= body.Is(i, "to") && IsInserted(body.Is(i - 1, WordClass.Weekday) ? i - 2 : i - 1, sentence);
            if (!(body.Is(i, "in") || body.Is(i, "at") || to || visiting || (kind == EngagementKind.Visit && i == trigger.End - 1 && trigger.End - trigger.Verb == 1)))
                continue;
            var m = i + 1;
            while (m < sentence.End && (body.Is(m, WordClass.Article) && !(body.IsCapital(m) && PartyReader.At(body, m, sentence.End, out _) is { Kind: PartyWord.City }) || body.Is(m, "capital") || body.Is(m, WordClass.TownNoun) && PartyReader.At(body, m, sentence.End, out _) is null || body.Is(m, "of") && body.Is(m - 1, WordClass.TownNoun)))
                m++;
            // "in the southern island of Phuket"
            if (body.Is(m - 1, WordClass.Article) && body.IsWord(m) && !body.IsCapital(m) && body.Is(m + 1, WordClass.TownNoun) && body.Is(m + 2, "of"))
                m += 3;
            // "in the capital of Mauritius Port Louis"
            if (body.Is(m, "of") && body.Is(m - 1, "capital") && PartyReader.At(body, m + 1, sentence.End, out var state) is { Kind: PartyWord.Name })
                m = body.Sign(state) == ',' ? state + 1 : state;
            // "in the Qatari capital Doha", "in the Qatari capital, Doha"
            if (PartyReader.At(body, m, sentence.End, out var adjective) is { Kind: PartyWord.Adjective } && (body.Is(adjective, "capital") || body.Is(adjective, "city")))
                m = body.Sign(adjective + 1) == ',' || body.Is(adjective + 1, "of") ? adjective + 2 : adjective + 1;
            if (PartyReader.At(body, m, sentence.End, out var end) is { } party && party.Kind is PartyWord.City or PartyWord.Name && lexicon.PartyList[party.Party].IsState && !body.IsGenitive(end) && !BelongsToTopic(i, trigger) && !(end < sentence.End && (body.IsCapital(end) && body.Is(end, WordClass.EventNoun | WordClass.OfficeStart | WordClass.Building) || NamesEvent(end))))
            {
                if (best.City is null && party.Kind == PartyWord.City)
                    best = (Written(m, end), party.Party);
                else if (best.Country < 0)
                    best = (null, party.Party);
                i = end - 1;
            }
            // "at Tower Hill Freetown": the house before its city
            else if (body.Is(i, "at") && best.City is null && HouseBefore(m, sentence.End) is var behind and > 0 && PartyReader.At(body, behind, sentence.End, out var cityEnd) is { } seat && !BelongsToTopic(i, trigger))
            {
                best = (Written(behind, cityEnd), seat.Party);
                i = cityEnd - 1;
            }
            else if ((!to || kind == EngagementKind.Visit) && body.IsCapital(m) && UnknownCity(m, sentence, out var unknown, out var country) && !BelongsToTopic(i, trigger))
                best = (unknown, country);
        }
        // "… in the Ministry's hall, Tower Hill, Freetown."
        if (best.Country < 0 && kind != EngagementKind.Visit && LastCity(sentence) is var last and >= 0 && !BelongsToTopic(last, trigger) && PartyReader.At(body, last, sentence.End, out var past) is { } where)
            best = (Written(last, past), where.Party);
        // "Minsk hosted the consultations"
        if (best.Country < 0 && body.Is(trigger.Verb, "hosted") && clauses.MentionAt(trigger.GroupStart - 1) is { City: true, Parties: [var own] } city)
            best = (Written(city.First, city.End), own);
        if (best.Country < 0 && kind != EngagementKind.Visit && Hosting(sentence, trigger) is { } town)
            best = town;
        // "Minister X meets Minister of Peru in Lima" above "as part of his visit to Peru"
        if (best is { City: null, Country: >= 0 } && found.Count == 0 && kind != EngagementKind.Visit && HeadlineCity is { } above && above.Party == best.Country)
            best = above;
        if (best.Country < 0 && kind != EngagementKind.Visit)
            best = !found.Exists(f => f.Kind == EngagementKind.Visit && f.Country >= 0 && f.Country != scene.Cast.Home) && AtHouse(sentence) is var house and >= 0 ? (null, house) : FromContext(found, Occasion(sentence, trigger) is not null && (When(sentence, trigger) is { } day && released.IsWhole && day.To != released || IsWrittenAtHome));
        if (best.Country < 0 && kind != EngagementKind.Visit)
            best = AtSameHouse(sentence, found) ?? (null, Receiving(sentence));
        return best;
    }

    /// <summary>"the Peruvian city of Ica hosted a seminar, which included a meeting": the town that the subject names, whether it is known or not; null where it names none.</summary>
    private (string? City, int Country)? Hosting(Sentence sentence, Trigger trigger)
    {
        for (var i = sentence.First; i < trigger.Verb - 3; i++)
        {
            if (PartyReader.At(body, i, trigger.Verb, out var noun) is not { Kind: PartyWord.Adjective } whose || !body.Is(noun, WordClass.TownNoun) || !body.Is(noun + 1, "of") || !body.IsCapital(noun + 2))
                continue;
            var end = noun + 3;
            while (end < trigger.Verb && end < noun + 6 && body.IsCapital(end))
                end++;
            return body.Is(end, "hosted") || body.Is(end, "hosts") ? (Written(noun + 2, end), whose.Party) : null;
        }
        return null;
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
    private bool IsWhere(int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        {
            if (body.Is(i, "where"))
                return true;
        }
        return false;
    }

    /// <summary>"During his visit to Malta, X met", "As part of the visit to Malta, …", "X, who is on a visit to Malta, met".</summary>
    private bool InCourse(int at, Sentence sentence)
    {
        for (var i = at - 1; i >= sentence.First && i > at - 7 && body.Sign(i) != ','; i--)
        {
            if (body.Is(i, Role.InCourse))
                return true;
        }
        return false;
    }

    /// <summary>Whether a visit is told between commas or right behind whoever pays it.</summary>
    private bool IsInserted(int visit, Sentence sentence)
    {
        for (var i = visit - 1; body.Is(visit, "visit") && i > sentence.First && i > visit - 5 && body.IsWord(i); i--)
        {
            if (body.Is(i, "on"))
                return body.Sign(i - 1) == ',' || clauses.MentionAt(i - 1) is { Kind: MentionKind.Person };
        }
        return false;
    }

    private bool Within(int at, Trigger trigger)
    {
        for (var i = at - 1; i > trigger.End && i > at - 6; i--)
        {
            if (body.Is(i, "during") || body.Is(i, "on") && body.Is(i + 1, WordClass.Article))
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
            if (Ministry(i, sentence.End) is var ministry and >= 0)
                return ministry;
            if (!body.Is(i, "at"))
                continue;
            var from = body.Is(i + 1, WordClass.Article) ? i + 2 : i + 1;
            // "at the ministry offices"
            if (from > i + 1 && body.Is(from, "ministry") && !body.IsCapital(from) && !body.Is(from + 1, "of"))
                return scene.Cast.Home;
            // "at the Mexican Secretariat of Foreign Affairs"
            if (PartyReader.At(body, from, sentence.End, out var seated) is { Kind: PartyWord.Adjective } whose && body.IsCapital(seated) && body.Is(seated, Role.Seat) && lexicon.PartyList[whose.Party].IsState)
                return whose.Party;
            for (var seat = from; scene.Cast.Home >= 0 && seat < Math.Min(sentence.End, from + 4) && body.IsCapital(seat); seat++)
            {
                // "at Buckingham Palace": not known to be the house's own
                if (seat == from || !body.Is(seat, Role.Seat) || from == i + 1 && !body.Is(from, WordClass.OfficeBefore | WordClass.OfficeStart | WordClass.Portfolio))
                    continue;
                // "at the Presidential Palace of Peru"
                return PartyReader.OfHouse(body, seat + 1, sentence.End, out _) is var owner and >= 0 && lexicon.PartyList[owner].IsState ? owner : scene.Cast.Home;
            }
            // "at the Ministry of Foreign Affairs", whose is not said: the house's own, where nothing was written elsewhere
            if (scene.Cast.Home >= 0 && from > i + 1 && body.IsCapital(from) && (body.Is(from, "MFA") || body.Is(from, "Ministry") && body.Is(from + 1, "of") && body.Is(from + 2, "Foreign") || body.Is(from, "Foreign") && body.Is(from + 1, "Ministry")) && PartyReader.OfHouse(body, from + 1, sentence.End, out _) < 0)
                return IsElsewhere(null, scene.Cast.Home) ? -1 : scene.Cast.Home;
            var words = body.Text.AsSpan(body[from].Start, Math.Min(40, body.Text.Length - body[from].Start));
            foreach (var house in lexicon.Houses)
            {
                var name = house.Words.StartsWith("The ", StringComparison.Ordinal) ? house.Words.AsSpan(4) : house.Words;
                if (words.StartsWith(name, StringComparison.Ordinal) && house.Party >= 0)
                    return !house.Shared && scene.Cast.IsHome(house.Party) ? house.Party : scene.Cast.Home;
            }
        }
        return -1;
    }

    /// <summary>"in the MFA of Norway", "at the Ministry of Foreign Affairs of Norway", "in the building of the Norwegian Foreign Ministry": whose house it is; -1 where none is named.</summary>
    private int Ministry(int at, int limit)
    {
        if (!body.Is(at, "in") && !body.Is(at, "at"))
            return -1;
        var i = at + 1;
        while (i < at + 6 && (body.Is(i, WordClass.Article) || body.Is(i, "of") || body.Is(i, Role.Seat) && !body.IsCapital(i)))
            i++;
        if (PartyReader.At(body, i, limit, out var past) is { Kind: PartyWord.Adjective or PartyWord.Name } whose && (body.Is(past, "MFA") || body.Is(past, "Foreign") && body.Is(past + 1, "Ministry")))
            return lexicon.PartyList[whose.Party].IsState ? whose.Party : -1;
        // but not "welcomed at the Ministry the Foreign Minister of Greece"
        if (!body.IsCapital(i) || !body.Is(i, "MFA") && !body.Is(i, "Ministry") || body.Is(i + 1, WordClass.Article))
            return -1;
        return PartyReader.OfHouse(body, i + 1, limit, out _) is var owner and >= 0 && lexicon.PartyList[owner].IsState ? owner : -1;
    }

    /// <summary>"also met X at the Bayan Palace", where another meeting was told of to have been there: its place; null where none was.</summary>
    private (string? City, int Country)? AtSameHouse(Sentence sentence, List<EngagementFact> found)
    {
        for (var i = sentence.First; found.Count > 0 && i < sentence.End - 2; i++)
        {
            var from = body.Is(i + 1, WordClass.Article) ? i + 2 : i + 1;
            if (!body.Is(i, "at") || !body.IsCapital(from) || !body.IsCapital(from + 1) || !body.Is(from + 1, Role.Seat))
                continue;
            var house = body.Words(from, from + 2);
            if (found.Find(f => f.Country >= 0 && body.Text.AsSpan(body[body.Sentences[f.Sentence].First].Start, body[body.Sentences[f.Sentence].End - 1].End - body[body.Sentences[f.Sentence].First].Start).Contains(house, StringComparison.Ordinal)) is { } before)
                return (before.City, before.Country);
        }
        return null;
    }

    /// <summary>"met the visiting Foreign Minister of Peru": the house's own state, where he is its guest; -1 where nobody is said to be visiting.</summary>
    private int Receiving(Sentence sentence)
    {
        for (var i = sentence.First; scene.Cast.Home >= 0 && i < sentence.End - 1; i++)
        {
            if (body.Is(i, "visiting") && !body.Is(i - 1, WordClass.Be) && (clauses.MentionAt(i) ?? clauses.MentionAt(i + 1)) is { Kind: MentionKind.Person or MentionKind.Office or MentionKind.Counterpart, Parties: [var guest] } && guest != scene.Cast.Home)
                return scene.Cast.Home;
        }
        return -1;
    }

    private string Written(int first, int end) => Places.Written(body.Words(first, end).Replace('\n', ' '), lexicon);

    /// <summary>Where a city stands behind a house's name of two or three words, and nothing of its name behind it; -1 where none does.</summary>
    private int HouseBefore(int at, int limit)
    {
        for (var i = at; i < Math.Min(limit, at + 4) && body.IsCapital(i); i++)
        {
            if (i > at + 1 && PartyReader.At(body, i, limit, out var end) is { Kind: PartyWord.City } && !body.IsGenitive(end) && !(end < limit && body.IsCapital(end)))
                return i;
            if (clauses.MentionAt(i) is not null)
                return -1;
        }
        return -1;
    }

    /// <summary>"in Ramallah, Palestine": a town that only its country tells.</summary>
    private bool UnknownCity(int at, Sentence sentence, out string? city, out int country)
    {
        (city, country) = (null, -1);
        var i = at;
        while (i < sentence.End && body.IsWord(i) && body.IsCapital(i) && i - at < 4)
            i++;
        // "including the largest economies in Asia, China and India": no town
        if (i == at || body.Sign(i) != ',' || clauses.MentionAt(at) is not (null or { Kind: MentionKind.Person, HasOffice: false, HasHonorific: false, Parties.Length: 0 }) || i == at + 1 && body.Is(at, WordClass.Portfolio))
            return false;
        var m = i + 1;
        if (body.Is(m, WordClass.Article))
            m++;
        // "As part of a tour of the Cape, Peru's Minister X met": who comes behind the comma
        if (PartyReader.At(body, m, sentence.End, out var end) is not { Kind: PartyWord.Name or PartyWord.City } party || !lexicon.PartyList[party.Party].IsState || clauses.MentionAt(m) is { HasOffice: true })
            return false;
        // "in Upper Hill, Nairobi": a part of the city
        if (party.Kind == PartyWord.City)
        {
            (city, country) = (Written(m, end), party.Party);
            return m == i + 1 && !body.IsCapital(end) && !body.IsGenitive(end);
        }
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

    /// <summary>The city that ends the headline.</summary>
    private (string City, int Party)? HeadlineCity => parts.Headline is { } headline ? Places.CityIn(headline.Of(body.Text), lexicon) : null;

    /// <summary>Whether the dateline's city is the house's own seat, where its news is written wherever it was made.</summary>
    private bool IsWrittenAtHome => parts.Place is { } place && Places.City(place.Of(body.Text), lexicon) is { } city && city.Party == scene.Cast.Home && lexicon.Capitals.TryGetValue(city.Party, out var capital) && capital.Equals(city.City, StringComparison.OrdinalIgnoreCase);

    private (string?, int) FromContext(List<EngagementFact> found, bool elsewhere)
    {
        var visit = found.Find(f => f.Kind == EngagementKind.Visit && f.Country >= 0);
        if (visit is not null)
            return (null, visit.Country);
        if (elsewhere)
            return (null, -1);
        if (found.Count == 0 && HeadlineCity is { } told)
            return told;
        if (parts.Place is { } place && Places.City(place.Of(body.Text), lexicon) is { } city && found.Count == 0)
            return (city.City, city.Party);
        // "KUWAIT, Feb 22 (News) -- …": a state where a dateline has its place
        return (null, parts.Place is { } state && found.Count == 0 ? Places.State(state.Of(body.Text), lexicon) : -1);
    }

    public string? Occasion(Sentence sentence, Trigger trigger)
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

    /// <summary>"was held", "took place": whether a verb at a token tells that something came about.</summary>
    public bool TakesPlace(int at) => body.Is(at, WordClass.Be) && body.Is(at + 1, "held") || body.Is(at, "took") && body.Is(at + 1, "place");

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

    /// <summary>Gives an engagement its day or days, where they are told and are not those of another, older one.</summary>
    public void Date(EngagementFact fact, DayWords? when)
    {
        if (when is { } day && !IsPast(day))
            (fact.Start, fact.End) = (day.From, day.To == day.From ? default : day.To);
    }

    /// <summary>Gives an engagement what a further sentence tells of its day, place and margins. A dateline's city is where it was written.</summary>
    public void Add(EngagementFact fact, Sentence sentence, Trigger trigger)
    {
        if (fact.Start == default)
            Date(fact, When(sentence, trigger));
        var beside = Occasion(sentence, trigger);
        fact.Occasion ??= beside;
        if (Place(sentence, trigger, fact.Kind, [fact]) is { Country: >= 0 } place && place != (fact.City, fact.Country))
            (fact.City, fact.Country) = fact.Country < 0 || fact.City == Dateline ? place : (fact.City, fact.Country);
        else if (beside is not null && fact.City is not null && fact.City == Dateline && IsWrittenAtHome)
            (fact.City, fact.Country) = (null, -1);
    }

    /// <summary>Whether a day lies so far before the release that it is not told of as news.</summary>
    public bool IsPast(DayWords day)
    {
        if (released.Whole is not { } now || day.To.Whole is not { } then)
            return day.To.Year > 0 && released.Year > 0 && day.To.Year < released.Year;
        return then.AddDays(day.YearSaid ? 45 : 200) < now;
    }
}

using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>Where an engagement took place.</summary>
internal sealed class PlaceReader(Body body, Scene scene, ReleaseParts parts, Clauses clauses, DayReader days, OccasionReader occasions, PartialDate released)
{
    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>The city of the dateline; null where there is none.</summary>
    public string? Dateline => DatelineCity?.City;

    private (string City, int Party)? DatelineCity => parts.Place is { } place ? Places.City(place.Of(body.Text), lexicon) : null;

    /// <summary>Whether an engagement took place in another state or city than that of the dateline, whose day then is not its own.</summary>
    public bool IsElsewhere(string? where, int country) => country >= 0 && DatelineCity is { } city && (city.Party != country || where is not null && !where.Equals(city.City, StringComparison.OrdinalIgnoreCase));

    /// <summary>The city that ends the headline.</summary>
    private (string City, int Party)? HeadlineCity => parts.Headline is { } headline ? Places.CityIn(headline.Of(body.Text), lexicon) : null;

    /// <summary>Whether the dateline's city is the house's own seat, where its news is written wherever it was made.</summary>
    public bool IsWrittenAtHome => DatelineCity is { } city && city.Party == scene.Cast.Home && lexicon.Capitals.TryGetValue(city.Party, out var capital) && capital.Equals(city.City, StringComparison.OrdinalIgnoreCase);

    /// <summary>The city and state in which something took place, by its sentence or else by what was told before; no state where nothing tells.</summary>
    public (string? City, int Country) Of(Sentence sentence, Trigger trigger, EngagementKind kind, List<EngagementFact> found)
    {
        if (kind is EngagementKind.PhoneCall or EngagementKind.VideoCall)
            return (null, -1);
        (string? City, int Country) best = (null, -1);
        for (var i = days.OpensBefore(sentence) ? Math.Max(sentence.First, trigger.GroupStart) : sentence.First; i < sentence.End; i++)
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
            to |= body.Is(i, "to") && body.Is(i - 1, "visit") && (i < trigger.Verb && IsWhere(i, trigger.Verb) || days.InCourse(i, sentence));
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
            best = !found.Exists(f => f.Kind == EngagementKind.Visit && f.Country >= 0 && f.Country != scene.Cast.Home) && AtHouse(sentence) is var house and >= 0 ? (null, house) : FromContext(found, occasions.Of(sentence, trigger) is not null && (days.When(sentence, trigger) is { } day && released.IsWhole && day.To != released || IsWrittenAtHome));
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

    /// <summary>"was on a visit to Lima, where he met".</summary>
    private bool IsWhere(int from, int to)
    {
        for (var i = from + 1; i < to; i++)
        {
            if (body.Is(i, "where"))
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

    private (string?, int) FromContext(List<EngagementFact> found, bool elsewhere)
    {
        var visit = found.Find(f => f.Kind == EngagementKind.Visit && f.Country >= 0);
        if (visit is not null)
            return (null, visit.Country);
        if (elsewhere)
            return (null, -1);
        if (found.Count == 0 && HeadlineCity is { } told)
            return told;
        if (DatelineCity is { } city && found.Count == 0)
            return (city.City, city.Party);
        // "KUWAIT, Feb 22 (News) -- …": a state where a dateline has its place
        return (null, parts.Place is { } state && found.Count == 0 ? Places.State(state.Of(body.Text), lexicon) : -1);
    }
}

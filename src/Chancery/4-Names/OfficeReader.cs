using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Names;

/// <summary>Reads an office with what belongs to it: "Secretary of State for Defence of the United Kingdom".</summary>
internal sealed class OfficeReader(Body body)
{
    private readonly GroupReader groups = new(body);

    private readonly HonorificReader honorifics = new(body);

    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>The offices that were read, each with its words: a release names the same few again and again.</summary>
    private readonly Dictionary<string, OfficeWords> told = new(StringComparer.Ordinal);

    /// <summary>The most words that an office takes; no title is longer.</summary>
    private const int MostWords = 40;

    /// <summary>Reads the office that begins at a token; behind a name and a comma it may begin in lower case.</summary>
    public OfficeWords? Read(int at, int limit, out int end, bool apposed = false)
    {
        limit = Math.Min(limit, at + MostWords);
        end = at;
        var head = HeadAt(at, limit, out var start, out var after, apposed);
        if (head is not { } found)
            return null;
        var party = -1;
        // "Minister for External Affairs and Trade": an office known by its first portfolio.
        if (after - start > 2 && body.Is(after - 1, WordClass.Portfolio) && !body.Is(after + 1, WordClass.BodyNoun) && body.IsCapital(after - 1))
            after = Portfolio(after - 1, limit);
        var textEnd = after;
        var (ofFrom, ofTo) = (-1, -1);
        var i = after;
        while (i < limit)
        {
            if (SkipAcronym(i, limit) is var past && past > i)
            {
                i = past;
                continue;
            }
            // "the Country Director of the Asian Development Bank Resident Mission"
            if (party >= 0 && i > after && !lexicon.PartyList[party].IsState && body.IsCapital(i) && body.Is(i, WordClass.OfficeBefore | WordClass.Portfolio | WordClass.BodyNoun) && !body.Is(i, WordClass.OfficeStart))
            {
                i++;
                continue;
            }
            // "the President of the International Chamber (ICC) Court of Arbitration"
            if (i > after && body.Sign(i - 1) == ')' && body.IsCapital(i) && body.Is(i, WordClass.BodyNoun))
            {
                i = textEnd = Portfolio(i, limit);
                continue;
            }
            // "Minister of State II for Foreign Affairs"
            if (body.Span(i) is "I" or "II" or "III")
            {
                i++;
                continue;
            }
            // "the Ambassador of Ireland resident in Sierra Leone"
            if (body.Is(i, Role.Resident) && (body.Is(i + 1, "in") || body.Is(i + 1, "to")) && PartyReader.Behind(body, i + 2, limit, out var seat) is { Kind: PartyWord.Name } && !body.IsGenitive(seat))
            {
                i = seat;
                continue;
            }
            // "High Commissioner – designate"
            if (body.Is(i, "designate") || body.Is(i, "designated") && !body.IsCapital(i) && body.IsCapital(i + 1) || body.Sign(i) is '–' or '-' && body.Is(i + 1, "designate"))
            {
                i += body.IsWord(i) ? 1 : 2;
                continue;
            }
            if (body.Sign(i) is '–' or '-' && body.IsCapital(i + 1))
            {
                i = Dashed(i, limit, ref party, ref textEnd);
                break;
            }
            // "the Ambassador-designate from the Republic of Sudan"
            if (party < 0 && body.Is(i, "from") && IsEnvoy(start, after) && PartyReader.Behind(body, i + 1, limit, out var sender) is { Kind: PartyWord.Name } sent && !body.IsGenitive(sender))
            {
                (party, i) = (sent.Party, sender);
                continue;
            }
            // "State Secretary in charge of Regional Cooperation", "… of the East African Community": of what, and not for whom
            var charged = body.Is(i, "in") && body.Is(i + 1, "charge") && body.Is(i + 2, "of");
            i += charged ? 2 : 0;
            if (!(body.Is(i, "of") || body.Is(i, "for") || body.Is(i, "to") || body.Is(i, "at") || body.Is(i, "in") || body.Is(i, "on")))
                break;
            var of = !charged && body.Is(i, "of");
            var place = body.Is(i, "at") || body.Is(i, "in") || body.Is(i, "on");
            var m = i + 1;
            while (m < limit && (body.Is(m, WordClass.Article) || of && body.Is(m, Role.Friendly)))
                m++;
            // "the diplomatic advisor to His Highness the President"
            var style = body.Is(i, "to") && body.Is(i - 1, Role.Aide) ? honorifics.End(m, limit, out _) : m;
            var styled = style > m;
            if (styled)
                m = body.Is(style, WordClass.Article) ? style + 1 : style;
            if (m >= limit)
                break;
            // "Director at Norway's Ministry of Foreign Affairs, X", "the Permanent Secretary of Norway's Ministry of Transport": the house tells the party.
            if ((of || body.Is(i, "at")) && PartyReader.At(body, m, limit, out var owner) is { Kind: PartyWord.Name } house && body.IsGenitive(owner) && (OwnedBody(owner + 1, limit) is var theirs and > 0 ? theirs : Portfolio(owner + 1, limit)) is var ministry && HasBody(owner + 1, ministry))
            {
                (party, i) = (party < 0 ? house.Party : party, ministry);
                continue;
            }
            if (!place && PartyReader.At(body, m, limit, out var partyEnd) is { } named && named.Kind != PartyWord.City && !(body.IsGenitive(partyEnd) && !of))
            {
                var more = LeadsToPortfolio(partyEnd, limit) && !IsPortfolioWord(partyEnd) ? partyEnd : Portfolio(partyEnd, limit);
                // "a spokesman for the Norwegian foreign ministry", "the speaker of Georgia's parliament"
                var owned = of && body.IsGenitive(partyEnd) ? partyEnd + 1 : named.Kind == PartyWord.Adjective && body.Is(i, "for") ? partyEnd : limit;
                if (owned < limit && groups.SideNoun(owned) is var side && side > owned)
                {
                    end = side;
                    return new OfficeWords(body.Words(start, textEnd), named.Party, found.Home, found.Plural);
                }
                if (of && named.Kind == PartyWord.Adjective && !body.IsCapital(partyEnd) && (body.Is(partyEnd, WordClass.SideNoun) && !body.Is(partyEnd, "state") || body.Is(partyEnd, "diplomacy")))
                {
                    // "the head of Serbian diplomacy"
                    end = partyEnd + 1;
                    return new OfficeWords(body.Words(start, end), named.Party, found.Home, found.Plural);
                }
                // "the Chief of Staff of the Armenian Prime Minister"
                if (of && named.Kind == PartyWord.Adjective && body.IsCapital(partyEnd) && body.Is(partyEnd, WordClass.OfficeStart | WordClass.OfficeBefore) && HeadAt(partyEnd, limit, out _, out var inner) is { Plural: false } && inner > partyEnd)
                {
                    end = inner;
                    return new OfficeWords(body.Words(start, textEnd), named.Party, found.Home, found.Plural);
                }
                if (of && named.Kind == PartyWord.Adjective && body.Is(partyEnd, "state"))
                {
                    // "the Head of the Ukrainian state"
                    end = partyEnd + 1;
                    return new OfficeWords("Head of State", named.Party, found.Home, found.Plural);
                }
                // "Diplomatic Adviser to the UAE President"
                if (body.Is(i, "to") && body.Is(i - 1, Role.Aide) && body.IsCapital(partyEnd) && body.Is(partyEnd, WordClass.OfficeStart) && HeadAt(partyEnd, limit, out _, out var advised) is { Plural: false } && advised > partyEnd)
                    (textEnd, partyEnd, party) = (advised, advised, party < 0 ? named.Party : party);
                else if (body.Is(i, "to"))
                    textEnd = partyEnd;
                else if (named.Kind != PartyWord.Adjective || more > partyEnd)
                {
                    if (of && party < 0)
                        (ofFrom, ofTo) = (i, partyEnd);
                    party = of ? named.Party : party;
                    if (more > partyEnd)
                        textEnd = more;
                }
                else
                    break;
                i = Math.Max(partyEnd, more);
                continue;
            }
            if (place && PartyReader.At(body, m, limit, out var where) is { Kind: PartyWord.Name or PartyWord.City } seated && (seated.Kind == PartyWord.Name || party >= 0 && LeadsToHolder(where) && IsEnvoy(start, after)) && !body.Is(i, "on"))
            {
                // "the Representative of UNHCR in Bangladesh"
                i = where;
                continue;
            }
            // "the Ambassador of Norway to the country"
            if (body.Is(i, "to") && m > i + 1 && body.Is(m, Role.Host) && !body.IsCapital(m))
            {
                i = m + 1;
                continue;
            }
            // "Chief Adviser to the Secretary General, X"
            if ((of || body.Is(i, "to") || body.Is(i, "for")) && m > i + 1 && (i - start > 1 || body.Is(start, "secretary") && body.IsCapital(start)) && body.Is(i - 1, Role.Aide) && (styled || body.IsCapital(i - 1)) && body.IsCapital(m) && HeadAt(m, limit, out _, out var served) is { Plural: false } && served > m)
            {
                i = textEnd = served;
                continue;
            }
            // "Ambassador to Belgrade"
            if (body.Is(i, "to") && PartyReader.At(body, m, limit, out var cityEnd) is { Kind: PartyWord.City } && !body.IsGenitive(cityEnd))
            {
                i = textEnd = cityEnd;
                continue;
            }
            var portfolio = OwnedBody(m, limit) is var its and > 0 ? its : Portfolio(m, limit);
            // "Minister of foreign affairs"
            for (var small = m; portfolio == small && of && small < m + 3 && small < limit && body.IsWord(small) && !body.IsCapital(small) && body.Is(small, WordClass.Portfolio) && body.IsCapital(i - 1); small++)
                portfolio = small + 1;
            // "met the High Commissioner at the Ministry Headquarters": where
            if (portfolio == m || place && (!body.Is(m, WordClass.BodyNoun) && !HasBody(m, portfolio) || body.Is(portfolio - 1, "Headquarters")))
                break;
            textEnd = portfolio;
            i = portfolio;
            if (party < 0 && body.Is(i, "of") && body.Is(i + 1, WordClass.Article))
                continue;
        }
        i = House(i, limit, ref party);
        end = Math.Max(i, after);
        // "Ambassador of India to Peru": whose he is stands apart from the office.
        if (ofTo > 0 && ofTo < textEnd && ofFrom > start && body.Is(ofTo, WordClass.To))
            return new OfficeWords(body.Words(start, ofFrom) + " " + body.Words(ofTo, textEnd), party, found.Home, found.Plural);
        return Told(start, textEnd, party, found);
    }

    /// <summary>The office between two tokens, made once for each way in which it is written.</summary>
    private OfficeWords Told(int start, int end, int party, OfficeHead head)
    {
        var written = body.Text.AsSpan()[body[start].Start..body[end - 1].End];
        if (told.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(written, out var known))
            return known.Party == party && known.Known == head.Home && known.Plural == head.Plural ? known : known with { Party = party, Known = head.Home, Plural = head.Plural };
        var made = new OfficeWords(Clean(start, end), party, head.Home, head.Plural);
        if (told.Count < Most)
            told.Add(written.ToString(), made);
        return made;
    }

    /// <summary>How many are remembered.</summary>
    private const int Most = 300;

    /// <summary>"the Ambassador of Norway in Lima X", "… in Lima, X Y": whether a name follows.</summary>
    private bool LeadsToHolder(int at) => body.IsCapital(at) || body.Sign(at) == ',' && body.IsCapital(at + 1) && body.IsCapital(at + 2) && !body.Is(at + 1, WordClass.OfficeStart | WordClass.OfficeBefore | WordClass.PartyStart);

    private bool IsEnvoy(int from, int end)
    {
        while (from < end && !body.Is(from, Role.Envoy))
            from++;
        return from < end;
    }

    /// <summary>"Secretary (East), Ministry of External Affairs, India": the house behind the office tells the party.</summary>
    private int House(int at, int limit, ref int party)
    {
        var m = body.Sign(at) == ',' ? at + 1 : at;
        if (m > at && party < 0 && PartyReader.At(body, m, limit, out var stateEnd) is { Kind: PartyWord.Name } state && !body.IsGenitive(stateEnd) && (body.Is(m, WordClass.StateWord) || StandsAlone(stateEnd)))
        {
            party = state.Party;
            return stateEnd;
        }
        // "…, United States Department of State"
        if (m > at && PartyReader.At(body, m, limit, out var ownerEnd) is { Kind: PartyWord.Name } owner && body.Is(ownerEnd, "Department") && body.Is(ownerEnd + 1, "of") && body.IsCapital(ownerEnd + 2))
        {
            party = party < 0 ? owner.Party : party;
            return ownerEnd + 3;
        }
        // "Director, Asia and the Pacific Division, Ministry of Foreign Affairs of Norway"
        if (m > at && Division(m, limit) is var unit && unit > m && body.Sign(unit) is ',' or '(')
            return House(unit, limit, ref party) is var house && house > unit ? house : at;
        if (m == at || m >= limit || !(body.Is(m, "Ministry") || body.Is(m, "Department") || body.Is(m, "Office")) || !body.IsCapital(m))
            return at;
        var end = Portfolio(m, limit);
        var link = end;
        if (body.Is(link, "of") || body.Sign(link) == ',')
            link++;
        if (body.Is(link, WordClass.Article))
            link++;
        if (link > end && PartyReader.At(body, link, limit, out var past) is { Kind: PartyWord.Name } named)
            (party, end) = (named.Party, past);
        return end;
    }

    /// <summary>The end of the name of a part of a house, "Asia Division"; the token itself if there is none.</summary>
    private int Division(int at, int limit)
    {
        var end = at;
        for (var i = at; i < Math.Min(limit, at + 9) && (body.IsCapital(i) || body.Is(i, "and") || body.Is(i, "of") || body.Is(i, WordClass.Article) || body.Sign(i) is '&' or ',' && i > at); i++)
        {
            if (body.Is(i, "Ministry"))
                break;
            if (body.IsCapital(i) && body.Is(i, WordClass.BodyNoun))
                end = i + 1;
        }
        return end;
    }

    /// <summary>Whether nothing but a sign or a preposition follows: "Foreign Secretary, Peru, in Lima".</summary>
    private bool StandsAlone(int at) => at >= body.Count || body.Sign(at) is ',' or '.' or ';' or ')' or ':' || body.Is(at, WordClass.Preposition) && !body.Is(at, "of");

    /// <summary>"Special Advisor – World Bank Group", "Director – Maldives, Nepal and Sri Lanka – World Bank Group": the last name is the house.</summary>
    private int Dashed(int dash, int limit, ref int party, ref int textEnd)
    {
        var (last, start, end) = (-1, dash, dash);
        var i = dash + 1;
        while (i < limit)
        {
            if (PartyReader.At(body, i, limit, out var past) is { } named && named.Kind != PartyWord.City)
                (last, start, end, i) = (named.Party, i, past, past);
            else if (body.IsCapital(i) && body.Is(i, WordClass.Portfolio))
                (end, i) = (i + 1, i + 1);
            else if (i - end <= 1 && (body.Is(i, "and") || body.Sign(i) is ',' or '&' or '–' or '-' or '¸') && body.IsCapital(i + 1) && (body.Is(i + 1, WordClass.Portfolio) || PartyReader.At(body, i + 1, limit, out _) is not null))
                i++;
            else
                break;
        }
        if (last < 0)
            return dash;
        party = last;
        while (start > dash && !body.IsWord(start - 1))
            start--;
        textEnd = start > dash ? start : textEnd;
        return end;
    }

    /// <summary>The end of a whole office of several words that begins at a token; the token itself if there is none.</summary>
    public int WholeAt(int at, int limit) => body.Is(at, WordClass.OfficeStart) && Longest(at, limit, out var end) is { Whole: true } ? end : at;

    /// <summary>Whether an office stands at a token: "Yang Di-Pertuan", but not the Yang of a name.</summary>
    public bool BeginsHead(int at, int limit) => Longest(at, limit, out _) is not null;

    /// <summary>Behind "the Prime Minister's Department", an office's own body that begins at a token; -1 where there is none.</summary>
    private int OwnedBody(int at, int limit)
    {
        var holder = -1;
        for (var i = at; i < Math.Min(limit, at + 6) && (body.IsCapital(i) || body.IsGenitive(i)); i++)
        {
            if (body.IsGenitive(i) && body.Is(i - 1, WordClass.OfficeStart) || body.Is(i, WordClass.OfficeStart) && body.Is(i + 1, "Office"))
                holder = i;
            if (holder > 0 && body.Is(i, WordClass.BodyNoun) && !body.Is(i, Role.Seat))
                return i + 1;
        }
        return -1;
    }

    private bool HasBody(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (body.Is(i, WordClass.BodyNoun) && !body.Is(i, Role.Seat))
                return true;
        }
        return false;
    }

    /// <summary>The office without the parenthesis in its midst.</summary>
    private string Clean(int start, int end)
    {
        for (var i = start; i < end; i++)
        {
            if (SkipAcronym(i, end) is var past && past > i)
                return body.Words(start, i) + (past < end ? " " + body.Words(past, end) : "");
        }
        return body.Words(start, end).Replace('\n', ' ');
    }

    /// <summary>"(SMS)", "(ROK)".</summary>
    private int SkipAcronym(int at, int limit) =>
        body.Sign(at) != '(' || !body.IsCapital(at + 1) ? at : body.Sign(at + 2) == ')' && at + 2 < limit ? at + 3 : body.Sign(at + 3) == ')' && body.IsCapital(at + 2) && at + 3 < limit ? at + 4 : at;

    /// <summary>How many words may stand before the head of an office and in it.</summary>
    private const int MostBefore = 12;

    private OfficeHead? HeadAt(int at, int limit, out int start, out int after, bool apposed = false)
    {
        (start, after) = (at, at);
        var i = at;
        OfficeHead? best = null;
        while (i < limit && i - at < MostBefore)
        {
            if (body.Is(i, WordClass.OfficeStart) && Longest(i, limit, out var end) is { } head)
            {
                // "Deputy" in "Deputy Secretary" and "Trade" in "Trade Representative" belong to what follows.
                (best, after) = (head, end);
                if (head.Whole || !Continues(end, limit))
                    break;
            }
            else if (best is not null)
                break;
            // "Ministry of Foreign Affairs Director-General"
            else if (body.Is(i, WordClass.OfficeBefore) && body.IsCapital(i) && body.Is(i + 1, "of") && body.Is(i, "Ministry") && body.IsCapital(i + 2) && body.Is(i + 2, WordClass.Portfolio) && LeadsToHead(i + 2, limit) is var past && past > i)
            {
                i = past;
                continue;
            }
            else if (body.Is(i, WordClass.OfficeBefore | WordClass.Portfolio) && IsBefore(i))
            {
                i++;
                continue;
            }
            else if (i > at && (body.Is(i, "and") || body.Sign(i) is '&' || body.Sign(i) == ',' && body.Is(i - 1, WordClass.Portfolio) && Lists(i, limit)) && body.IsCapital(i - 1) && body.IsCapital(i + 1) && body.Is(i + 1, WordClass.OfficeBefore | WordClass.Portfolio) && (body.Is(i + 1, WordClass.Portfolio) || !body.Is(i - 1, WordClass.Portfolio)) && EndsInHead(i + 1, limit))
            {
                i++;
                continue;
            }
            else
                break;
            i = after;
        }
        if (best is null)
            return null;
        // A lower-case word is an office only behind an article or the like: "the minister", not "minister to the needs".
        if (!apposed && !body.IsCapital(at) && !IsAnnounced(at) && !LeadsToName(at, after, limit))
            return null;
        return best;
    }

    /// <summary>Where the office begins behind the words of a portfolio; -1 if none does.</summary>
    private int LeadsToHead(int at, int limit)
    {
        for (var i = at; i < Math.Min(limit, at + 6) && body.IsCapital(i); i++)
        {
            if (body.Is(i, WordClass.OfficeStart) && !body.Is(i, WordClass.Portfolio) && Longest(i, limit, out _) is not null)
                return i;
        }
        return -1;
    }

    /// <summary>"Trade, Industry and Tourism Minister": a comma that is one of a list, closed by "and".</summary>
    private bool Lists(int comma, int limit)
    {
        for (var i = comma + 1; i < Math.Min(limit, comma + 6) && (body.IsCapital(i) || body.Sign(i) == ','); i++)
        {
            if (body.Is(i + 1, "and") || body.Sign(i + 1) == '&')
                return true;
        }
        return false;
    }

    /// <summary>Whether another head follows at once: "Minister Counsellor", "Deputy Minister".</summary>
    private bool Continues(int at, int limit) =>
        at < limit && body.IsCapital(at) && body.Is(at, WordClass.OfficeStart) && body.Is(at, WordClass.OfficeBefore) && Longest(at, limit, out _) is not null;

    private bool EndsInHead(int at, int limit)
    {
        for (var i = at; i < Math.Min(limit, at + 5) && body.IsCapital(i); i++)
        {
            if (body.Is(i, WordClass.OfficeStart) && Longest(i, limit, out _) is not null)
                return true;
            if (!body.Is(i, WordClass.OfficeBefore | WordClass.Portfolio))
                return false;
        }
        return false;
    }

    private bool IsBefore(int at) => body.IsCapital(at) || body.Is(at, Role.BeforeOffice);

    /// <summary>"called on foreign adviser Hossain": behind the office stands its holder.</summary>
    private bool LeadsToName(int at, int after, int limit) => after < limit && after - at > 1 && body.IsCapital(after) && body.Is(at - 1, WordClass.Preposition) && !body.Is(after, WordClass.OfficeStart | WordClass.PartyStart | WordClass.EventNoun | WordClass.BodyNoun | WordClass.Portfolio | WordClass.Weekday | WordClass.Month);

    private bool IsAnnounced(int at)
    {
        var before = at - 1;
        while (body.Is(before, Role.NewInOffice) && !body.IsCapital(before))
            before--;
        return body.Is(before, WordClass.Determiner | WordClass.Possessive | WordClass.Number) || body.IsGenitive(before)
            || body.Is(before, "by") && body.Is(before - 1, Role.Led)
            || (body.IsCapital(before) && body.Is(before, WordClass.PartyStart)) || (body.IsCapital(before) && PartyReader.EndsAdjective(body, before));
    }

    /// <summary>"Sultan bin Ahmed", "Ahmed bin Sultan", "Ahmed Bin Sultan": beside a particle a word of office is a name.</summary>
    public bool IsGivenName(int at) =>
        body.Is(at + 1, Role.Patronymic) && !body.IsCapital(at + 1) || at > 0 && body.Is(at - 1, Role.Patronymic) && (!body.IsCapital(at - 1) || body.IsCapital(at - 2));

    private OfficeHead? Longest(int at, int limit, out int end)
    {
        OfficeHead? best = null;
        end = at;
        var node = 0;
        for (var i = at; i < limit; i++)
        {
            node = lexicon.Offices.Step(node, body[i].Word);
            if (node < 0)
                break;
            if (lexicon.Offices.Ends(node, out var head))
                (best, end) = (head, i + 1);
        }
        // "King", "Pope" or "Dean" may be a name; short forms are written in capitals only.
        if (best is not null && end - at == 1 && IsGivenName(at))
            return null;
        return best is { } b && b.Text.Length <= 3 && b.Text is not "MP" && (body[at].Shape & Shape.AllCaps) == 0 ? null : best;
    }

    /// <summary>The words of a portfolio: "Foreign Affairs, Foreign Employment and Tourism".</summary>
    private int Portfolio(int at, int limit)
    {
        var end = at;
        var i = at;
        while (i < limit)
        {
            // "Minister of Foreign Affairs, State of Qatar"
            if (i > at && body.Sign(i - 1) == ',' && body.Is(i, WordClass.StateWord) && PartyReader.At(body, i, limit, out _) is { Kind: PartyWord.Name })
                break;
            // "Bureau of African Affairs, United States Department of State": the state begins its house.
            if (i > at && body.Sign(i - 1) == ',' && PartyReader.At(body, i, limit, out var ofState) is { Kind: PartyWord.Name } && ofState > i + 1 && body.Is(ofState, "Department"))
                break;
            if (IsPortfolioWord(i) || (i == at || i - end <= 1 && body.Sign(i - 1) != ',') && (LeadsToPortfolio(i, limit) || LeadsToBody(i, limit)))
            {
                // "… and Deputy Minister of": another office begins.
                if (i > at && StartsOffice(i, limit))
                    break;
                end = ++i;
                continue;
            }
            if (i == at)
            {
                if (PartyReader.At(body, i, limit, out var inside) is { Kind: PartyWord.Adjective or PartyWord.Name } && inside < limit && IsPortfolioWord(inside))
                {
                    i = inside;
                    continue;
                }
                break;
            }
            if (PartyReader.At(body, i, limit, out var tail) is { } geographic && geographic.Kind != PartyWord.City && (body.Is(i - 1, "and") || body.Sign(i - 1) == ',') && end < i)
            {
                // "Europe and North America", "Maldives, Nepal and Sri Lanka"; but "Minister of Foreign Affairs, Peru"
                if (body.IsGenitive(tail) || body.Sign(i - 1) == ',' && geographic.Kind == PartyWord.Name && StandsAlone(tail))
                    break;
                end = i = tail;
                continue;
            }
            var link = body.Is(i, "and") || body.Sign(i) is '&' or ',' or '-' or '–' || body.Is(i, "of") || body.Is(i, "for") || body.Is(i, "the") || body.Is(i, "in") || body.IsGenitive(i);
            if (!link || i - end > 2)
                break;
            if (body.Is(i, "of") && LeadsToParty(i + 1, limit))
                break;
            i++;
        }
        return end;
    }

    /// <summary>"Southeast Asian Affairs": a word that is not known as one of a portfolio, before one that is.</summary>
    private bool LeadsToPortfolio(int at, int limit) =>
        at + 1 < limit && body.IsCapital(at) && !body.Is(at, WordClass.OfficeStart | WordClass.HonorificStart | WordClass.SentenceOpener | WordClass.PartyStart) && (IsPortfolioWord(at + 1) && body.Is(at + 1, WordClass.Portfolio));

    /// <summary>"Intellectual Property Office": a word that is not known as one of a portfolio, before others that end in what a body is called.</summary>
    private bool LeadsToBody(int at, int limit)
    {
        for (var i = at; i < Math.Min(limit, at + 5) && (body.IsCapital(i) || body.IsGenitive(i)) && !body.Is(i, WordClass.OfficeStart | WordClass.HonorificStart | WordClass.SentenceOpener) && PartyReader.At(body, i, limit, out _) is null; i++)
        {
            if (body.Is(i, WordClass.BodyNoun))
                return !body.Is(i, Role.Seat) && !body.Is(i, WordClass.Street);
        }
        return false;
    }

    private bool LeadsToParty(int at, int limit)
    {
        while (at < limit && body.Is(at, WordClass.Article))
            at++;
        return PartyReader.At(body, at, limit, out var end) is { } party && party.Kind is PartyWord.Name or PartyWord.Organ && !IsPortfolioWord(end);
    }

    private bool StartsOffice(int at, int limit) =>
        (body.Is(at - 1, "and") || body.Sign(at - 1) is ',' or '&') && HeadAt(at, limit, out _, out var after) is { } head && after > at && !(head.Text is "Chair" or "Head" or "Chief" or "Justice");

    private bool IsPortfolioWord(int at) => body.IsCapital(at) && body.Is(at, WordClass.Portfolio | WordClass.BodyNoun | WordClass.OfficeBefore);
}

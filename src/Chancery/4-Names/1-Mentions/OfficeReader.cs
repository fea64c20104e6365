using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Mentions;

/// <summary>Reads an office with what belongs to it: "Secretary of State for Defence of the United Kingdom".</summary>
internal sealed class OfficeReader(Body body, OfficeHeadReader heads)
{
    private readonly GroupReader groups = new(body);

    private readonly HonorificReader honorifics = new(body);

    private readonly PortfolioReader portfolios = new(body, heads);

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
        var head = heads.At(at, limit, out var start, out var after, apposed);
        if (head is not { } found)
            return null;
        var party = -1;
        // "Minister for External Affairs and Trade": an office known by its first portfolio.
        if (after - start > 2 && body.Is(after - 1, WordClass.Portfolio) && !body.Is(after + 1, WordClass.BodyNoun) && body.IsCapital(after - 1))
            after = portfolios.End(after - 1, limit);
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
            // "the head of the Department of Foreign Affairs DFA, X"
            if (i > after && IsInitials(start, i))
            {
                i++;
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
                i = textEnd = portfolios.End(i, limit);
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
            // "the Chargé d'affaires a.i. of Norway"
            if (body.Span(i) is "a.i." or "a.i" || body.Is(i, "ad") && body.Is(i + 1, "interim"))
            {
                i = textEnd = body.Is(i, "ad") ? i + 2 : i + 1;
                continue;
            }
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
            if (party < 0 && body.Is(i, "from") && (IsEnvoy(start, after) || !body.IsCapital(start)) && PartyReader.Behind(body, i + 1, limit, out var sender) is { Kind: PartyWord.Name } sent && !body.IsGenitive(sender))
            {
                (party, i) = (sent.Party, sender);
                continue;
            }
            // "State Secretary in charge of Regional Cooperation", "… of the East African Community": of what, and not for whom
            var charged = body.Is(i, "in") && body.Is(i + 1, "charge") && body.Is(i + 2, "of");
            i += charged ? 2 : 0;
            var with = body.Is(i, "with") && body.IsCapital(i + 1);
            if (!(body.Is(i, "of") || body.Is(i, "for") || body.Is(i, "to") || body.Is(i, "at") || body.Is(i, "in") || body.Is(i, "on") || with))
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
            // "Director at Norway's Ministry of Foreign Affairs, X", "the Permanent Secretary of Norway's Ministry of Transport", "Secretary with Norway's Foreign Ministry": the house tells the party.
            if ((of || with || body.Is(i, "at") || body.Is(i, "for")) && PartyReader.At(body, m, limit, out var owner) is { Kind: PartyWord.Name } house && body.IsGenitive(owner) && (portfolios.OwnedBody(owner + 1, limit) is var theirs and > 0 ? theirs : portfolios.End(owner + 1, limit)) is var ministry && portfolios.HasBody(owner + 1, ministry))
            {
                (party, i) = (party < 0 ? house.Party : party, ministry);
                continue;
            }
            if (with)
                break;
            if (!place && PartyReader.At(body, m, limit, out var partyEnd) is { } named && named.Kind != PartyWord.City && !(body.IsGenitive(partyEnd) && !of))
            {
                var more = portfolios.LeadsTo(partyEnd, limit) && !portfolios.IsWord(partyEnd) ? partyEnd : portfolios.End(partyEnd, limit);
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
                // "Head of the EU delegation in Mauritius"
                if (of && !lexicon.PartyList[named.Party].IsState && body.Is(partyEnd, Role.Delegation) && !body.IsCapital(partyEnd))
                {
                    end = partyEnd + 1;
                    if (body.Is(end, "in") && PartyReader.Behind(body, end + 1, limit, out var placed) is { Kind: PartyWord.Name or PartyWord.City } && !body.IsGenitive(placed))
                        end = placed;
                    return new OfficeWords(body.Words(start, end), named.Party, found.Home, found.Plural);
                }
                // "the head of Serbia's diplomacy"
                if (of && body.IsGenitive(partyEnd) && body.Is(partyEnd + 1, "diplomacy"))
                {
                    end = partyEnd + 2;
                    return new OfficeWords(body.Words(start, end), named.Party, found.Home, found.Plural);
                }
                // "the Chief of Staff of the Armenian Prime Minister"
                if (of && named.Kind == PartyWord.Adjective && body.IsCapital(partyEnd) && body.Is(partyEnd, WordClass.OfficeStart | WordClass.OfficeBefore) && heads.At(partyEnd, limit, out _, out var inner) is { Plural: false } && inner > partyEnd)
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
                if (body.Is(i, "to") && body.Is(i - 1, Role.Aide) && body.IsCapital(partyEnd) && body.Is(partyEnd, WordClass.OfficeStart) && heads.At(partyEnd, limit, out _, out var advised) is { Plural: false } && advised > partyEnd)
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
            // "Chief Adviser to the Secretary General, X", "Director of the Office of the Minister of Trade X"
            if ((of || body.Is(i, "to") || body.Is(i, "for")) && m > i + 1 && (i - start > 1 || body.Is(start, "secretary") && body.IsCapital(start)) && (body.Is(i - 1, Role.Aide) || of && body.Is(i - 1, "Office")) && (styled || body.IsCapital(i - 1)) && body.IsCapital(m) && heads.At(m, limit, out _, out var served) is { Plural: false } && served > m)
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
            var portfolio = portfolios.OwnedBody(m, limit) is var its and > 0 ? its : portfolios.End(m, limit);
            // "Minister of foreign affairs"
            for (var small = m; portfolio == small && of && small < m + 3 && small < limit && body.IsWord(small) && !body.IsCapital(small) && body.Is(small, WordClass.Portfolio) && body.IsCapital(i - 1); small++)
                portfolio = small + 1;
            if (portfolio == m && body.Is(i, "for") && !body.IsCapital(i - 1))
                portfolio = InSmall(m, limit);
            // "met the High Commissioner at the Ministry Headquarters", "the Minister of Defence of Ireland at Turkish House": where
            if (portfolio == m || body.Is(i, "at") && ofTo == i || place && (!body.Is(m, WordClass.BodyNoun) && !portfolios.HasBody(m, portfolio) || body.Is(portfolio - 1, "Headquarters")))
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
        if (m > at && party < 0 && PartyReader.At(body, m, limit, out var stateEnd) is { Kind: PartyWord.Name } state && !body.IsGenitive(stateEnd) && (body.Is(m, WordClass.StateWord) || portfolios.StandsAlone(stateEnd)))
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
        var end = portfolios.End(m, limit);
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

    /// <summary>"the German minister for economic cooperation and development, X": the end of a portfolio in small letters that a name follows; the token itself where none does.</summary>
    private int InSmall(int at, int limit)
    {
        var i = at;
        while (i < Math.Min(limit, at + LongestInSmall) && body.IsWord(i) && !body.IsCapital(i) && (body.Is(i, WordClass.Portfolio) || i > at && (body.Is(i, "and") || body.Is(i, "of"))))
            i++;
        return i > at && body.Is(i - 1, WordClass.Portfolio) && (body.IsCapital(i) || body.Sign(i) == ',' && body.IsCapital(i + 1)) ? i : at;
    }

    /// <summary>In words.</summary>
    private const int LongestInSmall = 7;

    /// <summary>Whether a word is made of the first letters of the words in capitals before it: "Federal Department of Foreign Affairs FDFA".</summary>
    private bool IsInitials(int from, int at)
    {
        if (!body.IsWord(at) || (body[at].Shape & Shape.AllCaps) == 0)
            return false;
        var letters = body.Span(at);
        var left = letters.Length;
        for (var i = at - 1; i >= from && left > 0; i--)
        {
            if (!body.IsCapital(i))
                continue;
            if (body.Span(i)[0] != letters[left - 1])
                return false;
            left--;
        }
        return left == 0 && letters.Length > 2;
    }

    /// <summary>"(SMS)", "(ROK)".</summary>
    private int SkipAcronym(int at, int limit) =>
        body.Sign(at) != '(' || !body.IsCapital(at + 1) ? at : body.Sign(at + 2) == ')' && at + 2 < limit ? at + 3 : body.Sign(at + 3) == ')' && body.IsCapital(at + 2) && at + 3 < limit ? at + 4 : at;
}

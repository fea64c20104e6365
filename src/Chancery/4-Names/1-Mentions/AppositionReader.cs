using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Mentions;

/// <summary>Reads what stands behind a name: whose somebody is, and what offices he has.</summary>
internal sealed class AppositionReader(Body body, HonorificReader honorifics, OfficeReader offices, NameReader names, OwnerReader owners)
{
    /// <summary>After a name: "of Finland", "(Japan)", ", Minister for Foreign Affairs of Japan and …".</summary>
    public int Behind(Mention mention, int at, int limit, int opening)
    {
        var i = at;
        if (!mention.HasOffice && mention.NamedParty < 0 && mention.HasHonorific && Capacity(at, limit) is { } capacity)
            mention.Offices.Add(capacity);
        // "Prime Minister X of Iraq's Kurdistan Regional Government"
        if (mention.NamedParty < 0 && body.Is(i, "of") && PartyReader.Behind(body, i + 1, limit, out var whole) is { Kind: PartyWord.Name } within && body.IsGenitive(whole) && body.IsCapital(whole + 1))
        {
            var part = whole + 1;
            while (part < limit && body.IsCapital(part) && part < whole + 6)
                part++;
            if (body.Is(part - 1, "Government") || body.Is(part - 1, "Parliament") || body.Is(part - 1, "Administration"))
                (mention.NamedParty, i) = (within.Party, body.Sign(part) == '(' ? body.BehindParenthesis(part, limit) : part);
        }
        // "Ambassador X, Head of Department": a rank before the name is no office that keeps others off.
        var before = mention.Offices.Count(o => !o.Text.Equals("Ambassador", StringComparison.OrdinalIgnoreCase));
        if (mention.NamedParty < 0 && (body.Is(i, "of") || body.Is(i, "from")) && PartyReader.Behind(body, i + 1, limit, out var end) is { } party && party.Kind is not PartyWord.City and not PartyWord.Adjective && !body.IsGenitive(end) && !(body.Is(end, WordClass.SideNoun) && body.IsGenitive(end + 1)))
            (mention.NamedParty, i) = (party.Party, end);
        else if (mention.NamedParty < 0 && mention.SaidParty < 0 && body.Sign(i) == ',' && body.Is(i + 1, "from") && (body.Is(i + 2, "the") && body.Is(i + 3, "side") && body.Is(i + 4, "of") ? i + 5 : i + 2) is var place && PartyReader.Behind(body, place, limit, out var told) is { Kind: PartyWord.Name } side && !body.IsGenitive(told))
            (mention.NamedParty, i) = (side.Party, told);
        else if (mention.NamedParty < 0 && body.Sign(i) == '(' && PartyReader.At(body, i + 1, limit, out var inside) is { } bracket && body.Sign(inside) == ')')
            (mention.NamedParty, i) = (bracket.Party, inside + 1);
        else if (body.Sign(i) == '(' && body.BehindParenthesis(i, limit) is var closed && closed > i && closed - i <= 4)
            i = closed;
        while (i < limit && (body.Sign(i) is ',' or '–' or '(' || (body.Is(i, "and") || body.Sign(i) == '&') && mention.HasOffice && i > at || i == at && IsTold(mention, i, limit) || body.Sign(i) == '-' && (body[i].Shape & Shape.SpaceBefore) != 0))
        {
            var from = body.IsWord(i) && !body.Is(i, "and") ? i : i + 1;
            if (body.Is(from, "and"))
                from++;
            if (body.Is(from, WordClass.Article))
                from++;
            // "X, non-resident Ambassador of Peru"
            var plain = from == i + 1;
            while (body.Is(from, Role.NewInOffice) && !body.IsCapital(from) && from < i + 5)
                from++;
            // "X, former Minister of Peru": whose he was, and not what he is
            if (mention.SaidParty < 0 && !mention.HasOffice && body.Is(from, Role.Former) && offices.Read(from + 1, limit, out var past, apposed: true) is { Plural: false, Party: >= 0 } former)
            {
                (mention.NamedParty, i) = (former.Party, past);
                continue;
            }
            // "the Director for Asia, X, and the Chief of Protocol, Y": whose office stood before his name has no other behind it and "and".
            if (before > 0 && from - i == 3)
                break;
            var named = mention.NamedParty;
            var whose = mention.SaidParty;
            var start = owners.Before(mention, from, limit, out var found, out _);
            // "his Chilean counterpart X, Peru's Minister of Trade, Y, visited"
            if (found && whose >= 0 && mention.NamedParty != whose && (mention.HasOffice || IsOrganisation(mention.NamedParty) == IsOrganisation(whose)))
            {
                mention.NamedParty = named;
                break;
            }
            // "X, the UN Secretary-General's Envoy for Y": the second office is his.
            if (offices.Read(start, limit, out var owner) is not null && body.IsGenitive(owner) && offices.Read(owner + 1, limit, out var held) is { Plural: false } envoy)
            {
                mention.Offices.Add(envoy with { Party = mention.NamedParty });
                i = held;
                continue;
            }
            // "…, the Sri Lankan envoy expressed": the subject of what follows.
            if (offices.Read(start, limit, out var officeEnd, apposed: plain && start == from) is not { } office || office.Plural || found && !body.IsCapital(start) && (body.Form(officeEnd) & VerbForm.Past) != 0
                || body.Sign(i) == ',' && from > i + 1 && OpensClause(mention, officeEnd, limit, opening, before > 0)
                // "Welcoming Minister X, the King praised": the subject of what follows.
                || (body.Form(mention.First - 1) & VerbForm.Ing) != 0 && body.IsCapital(mention.First - 1) && body.Sign(officeEnd) != ','
                || IsOfAnother(mention, office, i, officeEnd, before > 0) || IsOfNext(office, i, officeEnd, limit, found, before > 0))
            {
                mention.NamedParty = named;
                break;
            }
            mention.Offices.Add(office);
            i = officeEnd;
            if (body.Sign(i) == ')')
                i++;
        }
        return i;
    }

    /// <summary>"His Excellency X the Norwegian Ambassador to Peru, met": an office without the comma before it, and with the one behind.</summary>
    private bool IsTold(Mention mention, int at, int limit)
    {
        // "H.E. Ms. X Ambassador of Norway to Peru and Mr. Y", the comma left out
        if (!mention.HasOffice && (mention.HasHonorific || mention.NameEnd - mention.NameFirst > 1) && body.IsCapital(at) && body.Is(at, WordClass.OfficeStart) && offices.Read(at, limit, out var past) is { Plural: false } close && (close.Party >= 0 || past > at + 1) && !body.IsCapital(past))
            return true;
        if (mention.HasOffice || !mention.HasHonorific || !body.Is(at, "the"))
            return false;
        var whose = new Mention(at + 1, at + 1, MentionKind.Office);
        var office = owners.Before(whose, at + 1, limit, out var found, out _);
        return found && offices.Read(office, limit, out var end) is { Plural: false } && body.Sign(end) == ',';
    }

    /// <summary>"In his meeting with the Ambassador of A, Mr. X, the Minister recalled": an office with a verb right behind it is the subject, where the name has one already or a preposition opens the sentence.</summary>
    private bool OpensClause(Mention mention, int officeEnd, int limit, int opening, bool held)
    {
        if (!held && (!body.Is(opening, WordClass.Preposition) || mention.First == opening))
            return false;
        var verb = body.PastAdverbs(officeEnd, limit);
        return verb < limit && ((body.Form(verb) & (VerbForm.Past | VerbForm.Third)) != 0 && body.Is(verb, WordClass.PhraseStart) || body.Is(verb, WordClass.Have));
    }

    /// <summary>"received Mr. X in his inaugural visit as the newly-appointed Ambassador of A to B": the office in which somebody comes.</summary>
    private OfficeWords? Capacity(int at, int limit)
    {
        for (var i = at; i < Math.Min(limit - 2, at + 9); i++)
        {
            if (body.Is(i, "as") && !body.Is(i + 1, "well"))
            {
                var from = body.Is(i + 1, WordClass.Article) ? i + 2 : i + 1;
                while (body.Is(from, Role.NewInOffice) || body.Is(from, "newly"))
                    from++;
                return offices.Read(from, limit, out _) is { Plural: false, Party: >= 0 } office ? office : null;
            }
            if (i > at && body.IsCapital(i) || body.Sign(i) is ';' or '.')
                return null;
        }
        return null;
    }

    /// <summary>Whether an office behind a name is of another party than the one that is named.</summary>
    private bool IsOfAnother(Mention mention, OfficeWords office, int name, int end, bool held) =>
        office.Party >= 0 && mention.SaidParty is var own and >= 0 && own != office.Party && !(IsOrganisation(own) != IsOrganisation(office.Party) && body.Is(name, "and") && body.IsCapital(name + 1)) && (held ? body.Sign(end) == ',' || body.Is(name, "and") : mention.HasOffice);

    /// <summary>"X, the President of the Union and Speaker of the Assembly of A": an organisation's office is held beside a state's.</summary>
    private bool IsOrganisation(int party) => !body.Lexicon.PartyList[party].IsState;

    /// <summary>Whether an office behind a name is the next person's: "X, Prime Minister Y", "Minister X, the Director and Chief of Protocol, Y".</summary>
    /// <param name="office">The office.</param>
    /// <param name="name">Where the name before it ends.</param>
    /// <param name="end">Where the office ends.</param>
    /// <param name="limit">Where the sentence ends.</param>
    /// <param name="found">Whether a party stands before the office.</param>
    /// <param name="held">Whether whoever is named has an office before his name.</param>
    private bool IsOfNext(OfficeWords office, int name, int end, int limit, bool found, bool held)
    {
        if (FollowedByName(end, limit) || body.Is(name + 1, "and") && (office.Party >= 0 || held && body.Sign(name) == ',') && IsHeld(end, limit))
            return true;
        return held && (FollowedByStyle(end, limit) || body.Is(name + 1, WordClass.Article) && IsHeld(Lists(end, limit), limit) || found && body.Sign(end) == ',' && names.Name(end + 1, limit, strong: true) - end > 2);
    }

    /// <summary>"…, Jane Doe,": whether somebody who holds it is named behind the comma that ends an office.</summary>
    private bool IsHeld(int comma, int limit) => body.Sign(comma) == ',' && names.Name(comma + 1, limit, strong: true) is var end && end - comma > 2 && IsApposed(end, limit);

    /// <summary>Behind "and Minister of Foreign Affairs", where another office is joined to the one that ends at a token; else the token itself.</summary>
    private int Lists(int at, int limit)
    {
        while (body.Is(at, "and") && body.IsCapital(at + 1) && offices.Read(at + 1, limit, out var end) is { Plural: false } && end > at + 1)
            at = end;
        return at;
    }

    /// <summary>"…, Prime Minister Y": the office is the next person's.</summary>
    private bool FollowedByName(int at, int limit)
    {
        if (!body.IsCapital(at))
            return false;
        var start = honorifics.End(at, limit, out _);
        return start > at || names.Name(start, limit, strong: true) > start;
    }

    /// <summary>"…, the Minister of …, Ms. Y": behind one who has an office already, the office is the next person's.</summary>
    private bool FollowedByStyle(int at, int limit) => body.Sign(at) == ',' && honorifics.End(at + 1, limit, out _) > at + 1;

    /// <summary>Whether a name that stands behind a comma ends where no more of it, and no other, can follow.</summary>
    public bool IsApposed(int end, int limit) => end >= limit || body.Sign(end) is ',' or '.' or ';' or ')' or '(' || body.Is(end, WordClass.Conjunction | WordClass.Preposition)
        || body.Form(end) != VerbForm.None || body.Is(end, WordClass.Adverb | WordClass.Have | WordClass.Be);
}

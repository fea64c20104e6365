using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Mentions;

/// <summary>Reads what an office is for, "Foreign Affairs, Foreign Employment and Tourism", and the bodies that are called so.</summary>
internal sealed class PortfolioReader(Body body, OfficeHeadReader heads)
{
    /// <summary>Where the words of a portfolio end that begins at a token; the token itself if none does.</summary>
    public int End(int at, int limit)
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
            if (IsWord(i) || (i == at || i - end <= 1 && body.Sign(i - 1) != ',') && (LeadsTo(i, limit) || LeadsToBody(i, limit)))
            {
                // "… and Deputy Minister of": another office begins.
                if (i > at && StartsOffice(i, limit))
                    break;
                // "Special Envoy for the Middle East and African countries"
                end = i += body.Is(i + 1, "countries") ? 2 : 1;
                continue;
            }
            if (i == at)
            {
                if (PartyReader.At(body, i, limit, out var inside) is { Kind: PartyWord.Adjective or PartyWord.Name } && inside < limit && IsWord(inside))
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
    public bool LeadsTo(int at, int limit) =>
        at + 1 < limit && body.IsCapital(at) && !body.Is(at, WordClass.OfficeStart | WordClass.HonorificStart | WordClass.SentenceOpener | WordClass.PartyStart) && (IsWord(at + 1) && body.Is(at + 1, WordClass.Portfolio));

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
        return PartyReader.At(body, at, limit, out var end) is { } party && party.Kind is PartyWord.Name or PartyWord.Organ && !IsWord(end);
    }

    private bool StartsOffice(int at, int limit) =>
        (body.Is(at - 1, "and") || body.Sign(at - 1) is ',' or '&') && heads.At(at, limit, out _, out var after) is { } head && after > at && !(head.Text is "Chair" or "Head" or "Chief" or "Justice")
        // "South and Central Asian Affairs Ambassador X": the rank before the name, and no office of the portfolio's
        && !(head.Text == "Ambassador" && after > at + 1);

    // "Minister of Foreign Affairs and International cooperation": some write the last word small.
    public bool IsWord(int at) => body.IsCapital(at) ? body.Is(at, WordClass.Portfolio | WordClass.BodyNoun | WordClass.OfficeBefore) : body.Is(at, WordClass.Portfolio) && body.Is(at - 1, "International") && body.IsCapital(at - 1);

    /// <summary>Behind "the Prime Minister's Department", an office's own body that begins at a token; -1 where there is none.</summary>
    public int OwnedBody(int at, int limit)
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

    public bool HasBody(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (body.Is(i, WordClass.BodyNoun) && !body.Is(i, Role.Seat))
                return true;
        }
        return false;
    }

    /// <summary>Whether nothing but a sign or a preposition follows: "Foreign Secretary, Peru, in Lima".</summary>
    public bool StandsAlone(int at) => at >= body.Count || body.Sign(at) is ',' or '.' or ';' or ')' or ':' || body.Is(at, WordClass.Preposition) && !body.Is(at, "of");
}

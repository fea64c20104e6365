using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Mentions;

/// <summary>Reads whose an office is, or a counterpart, where it is said before it.</summary>
internal sealed class OwnerReader(Body body, OfficeHeadReader heads, OfficeReader offices, NameReader names)
{
    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>"Singapore's", "Japanese", "U.S.", "Republic of Korea (ROK)" before an office or counterpart.</summary>
    public int Before(Mention mention, int at, int limit, out bool found, out bool adjective)
    {
        (found, adjective) = (false, false);
        // "the Ambassador of Norway to Peru met with the country's Foreign Minister"
        if (body.Is(at, "country") && body.IsGenitive(at + 1) && body.Is(at + 2, WordClass.OfficeStart | WordClass.OfficeBefore | WordClass.Portfolio) && Host(at) is var host and >= 0 && offices.Read(at + 2, limit, out _) is not null)
        {
            (found, mention.NamedParty) = (true, host);
            return at + 2;
        }
        if (PartyReader.At(body, at, limit, out var end) is not { } party || (party.Kind == PartyWord.City && (mention.HasHonorific || !IsCapitalCity(party) || body.Is(at - 1, "to") && body.Is(at - 2, "visit"))) || names.IsGivenName(at, end, mention.HasHonorific))
            return at;
        // "United Nations High Commissioner for Refugees" is an office as well as a name.
        if (heads.WholeAt(at, limit) >= end)
        {
            mention.NamedParty = party.Party;
            return at;
        }
        found = true;
        adjective = party.Kind == PartyWord.Adjective;
        mention.NamedParty = party.Party;
        mention.City = party.Kind == PartyWord.City;
        if (body.Sign(end) == '(' && body.Sign(end + 2) == ')' && body.IsCapital(end + 1))
            end += 3;
        // "the US Embassy's chargé d'affaires X", "the Australian High Commission's"
        if (body.Is(end, "Embassy") && body.IsGenitive(end + 1))
            end++;
        else if (body.Is(end, "High") && body.Is(end + 1, "Commission") && body.IsGenitive(end + 2))
            end += 2;
        // "Finland's new Foreign Minister X"
        var next = end + 1;
        while (next < end + 3 && body.Is(next, Role.NewInOffice) && !body.IsCapital(next))
            next++;
        if (body.IsGenitive(end) && next < limit && (body.IsCapital(next) && (body.Is(next, WordClass.OfficeStart | WordClass.OfficeBefore | WordClass.Portfolio | WordClass.HonorificStart)) || body.Is(next, WordClass.OfficeStart | WordClass.Counterpart) || body.Is(next, Role.BeforeOffice) || next > end + 1 && body.Is(next, WordClass.OfficeBefore))
            && (body.Is(next, WordClass.Counterpart) || offices.Read(next, limit, out _) is not null || body.Is(next, WordClass.HonorificStart)))
            return next;
        // "the Libyan interim Foreign Minister"
        var behind = end;
        while (adjective && behind < end + 2 && body.Is(behind, Role.NewInOffice) && !body.IsCapital(behind))
            behind++;
        return behind > end && offices.Read(behind, limit, out _) is not null ? behind : end;
    }

    /// <summary>How many words back the state is looked for that "the country" means.</summary>
    private const int FarthestHost = 40;

    /// <summary>The state to which somebody was sent or came, told before a token; -1 if none is.</summary>
    private int Host(int at)
    {
        for (var i = at - 1; i > Math.Max(0, at - FarthestHost); i--)
        {
            if ((body.Is(i, "to") || body.Is(i, "in")) && PartyReader.Behind(body, i + 1, at, out _) is { Kind: PartyWord.Name } state && lexicon.PartyList[state.Party].IsState)
                return state.Party;
        }
        return -1;
    }

    private bool IsCapitalCity(PartyName party) => lexicon.Capitals.TryGetValue(party.Party, out var capital) && capital.StartsWith(party.Text, StringComparison.OrdinalIgnoreCase)
        && (capital.Length == party.Text.Length || capital[party.Text.Length] is ' ' or ',');
}

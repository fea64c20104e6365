using Chancery.Lexicons;

namespace Chancery.Issuing.Documents;

/// <summary>The letterheads of houses. Stateless.</summary>
internal static class Letterheads
{
    /// <summary>A house's letterhead; of a house that has none, its name alone.</summary>
    /// <param name="lexicon">The letterheads that there are.</param>
    /// <param name="party">The house's party.</param>
    /// <param name="issuer">Its name, where it has no letterhead; empty for the usual one.</param>
    public static Letterhead Of(Lexicon lexicon, string party, string issuer)
    {
        if (lexicon.Letterheads.TryGetValue(party, out var head))
            return head;
        var name = lexicon.PartyByCode.TryGetValue(party, out var at) ? lexicon.PartyList[at].Name : party;
        return name.Length == 0 && issuer.Length == 0 ? new Letterhead(party) : new Letterhead(party) { Names = [new LetterheadLine("en", issuer.Length > 0 ? issuer : $"Ministry of Foreign Affairs of {name}")] };
    }
}

using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;

namespace Chancery.Names;

/// <summary>Whose release it is by how a text speaks of its own house: "the Ministry condemns", "… said in a statement", "at the Presidential Secretariat".</summary>
internal sealed class HouseVoice(string text, Body body, HouseHeadline heading, Func<int, bool> isNamed)
{
    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>"Norway strongly condemns …": nobody acts but a state, which says it itself.</summary>
    private int OfStateAlone(Cast cast)
    {
        if (cast.People.Count > 0 || cast.Mentions is not [[{ Kind: MentionKind.Party, Genitive: false, Adjective: false, City: false, NamedParty: >= 0 and var own, SecondParty: < 0 } first, ..], ..])
            return -1;
        if (first.First > heading.Opening.First + 1 || !lexicon.PartyList[own].IsState)
            return -1;
        var told = (body.Form(first.End) & VerbForm.Past) != 0 && cast.Mentions.Any(s => s.Exists(m => m.Kind == MentionKind.Organisation && body.Is(m.First + 1, "Ministry")));
        return told || Speaks(first.End, heading.Opening.End) ? own : -1;
    }

    /// <summary>"The Ministry of Foreign Affairs of Norway condemns …": a house that speaks in the present tense speaks of itself; and its spokesperson for it.</summary>
    public int InPresent(Cast cast)
    {
        if (cast.People.FirstOrDefault() is { Party: >= 0 and var spoken } speaker && cast.IsSpokesperson(speaker) && speaker.First < heading.Opening.End && lexicon.PartyList[spoken].IsState)
            return spoken;
        if (OfStateAlone(cast) is var own and >= 0)
            return own;
        foreach (var sentence in body.Sentences)
        {
            if (body.Is(sentence.First, "the") && body.Is(sentence.First + 1, "Ministry") && body.IsCapital(sentence.First + 1)
                && PartyReader.OfHouse(body, sentence.First + 1, sentence.End, out var end) is var party and >= 0 && lexicon.PartyList[party].IsState && Speaks(end, sentence.End))
                return party;
        }
        return -1;
    }

    /// <summary>Whether a verb in the present tense stands at a token, behind adverbs.</summary>
    private bool Speaks(int at, int limit)
    {
        at = body.PastAdverbs(at, limit);
        return at < limit && (body.Is(at, "is") || body.Is(at, "has") || (body.Form(at) & VerbForm.Third) != 0);
    }

    /// <summary>A house that the body names: "at the Presidential Secretariat".</summary>
    public int ByPlace()
    {
        const string At = " at the ";
        for (var at = text.IndexOf(At, StringComparison.Ordinal); at >= 0; at = text.IndexOf(At, at + At.Length, StringComparison.Ordinal))
        {
            var rest = text.AsSpan(at + At.Length);
            // "the Director at the Norwegian Ministry": whose house it is that somebody serves.
            var before = text[(text.LastIndexOf(' ', Math.Max(0, at - 1)) + 1)..at].ToLowerInvariant();
            if ((lexicon.Words.Class(lexicon.Words.Find(before)) & (WordClass.OfficeStart | WordClass.Portfolio)) != 0)
                continue;
            foreach (var house in lexicon.Houses)
            {
                if (house.Words.Length > 5 && rest.StartsWith(house.Words, StringComparison.Ordinal) && (!house.Shared || isNamed(house.Party)))
                    return house.Party;
            }
        }
        return -1;
    }

    /// <summary>"…, Norway's Ministry of Foreign Affairs said in a statement", "…, reports the press service of the Foreign Ministry": who tells it all.</summary>
    public int BySaying(Cast cast)
    {
        foreach (var words in lexicon.Sayings)
        {
            foreach (var at in Occurrences(words))
            {
                var clause = text.AsSpan(0, at);
                if (Teller(clause[(clause.LastIndexOfAny(Stops) + 1)..], cast) is var before and >= 0)
                    return before;
            }
        }
        foreach (var words in lexicon.Tellers)
        {
            foreach (var at in Occurrences(words))
            {
                var clause = text.AsSpan(at + words.Length);
                if (Teller(clause.IndexOfAny(Stops) is var end and >= 0 ? clause[..end] : clause, cast) is var behind and >= 0)
                    return behind;
            }
        }
        return -1;
    }

    /// <summary>"MinLaw officials": a house that goes by one word, which no other house is called; null where none is named.</summary>
    public House? ByShortName() => lexicon.Houses
        .Where(h => h is { Shared: false, Party: >= 0 } && h.Words.Length > 3 && !h.Words.Contains(' ') && Occurrences(h.Words).Any(at => at == 0 || !char.IsLetter(text[at - 1])))
        .Select(h => (House?)h).FirstOrDefault();

    private const string Stops = ".,;\n”\"";

    /// <summary>Where some words stand that no letter follows.</summary>
    private IEnumerable<int> Occurrences(string words)
    {
        for (var at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + words.Length, StringComparison.Ordinal))
        {
            if (at + words.Length >= text.Length || !char.IsLetter(text[at + words.Length]))
                yield return at;
        }
    }

    /// <summary>The house that a clause names; -1 where it names none.</summary>
    private int Teller(ReadOnlySpan<char> clause, Cast cast)
    {
        if (clause.Length > 120)
            return -1;
        foreach (var house in lexicon.Houses)
        {
            if (house is { Shared: false, Party: >= 0, Words.Length: > 5 } && clause.Contains(house.Words, StringComparison.Ordinal))
                return house.Party;
        }
        if (!clause.Contains("Ministry", StringComparison.OrdinalIgnoreCase) && !clause.Contains("MFA", StringComparison.Ordinal) && !clause.Contains("Foreign Office", StringComparison.Ordinal) && !clause.Contains("Embassy", StringComparison.Ordinal))
            return -1;
        var said = PartyReader.InLine(clause.ToString(), lexicon).FirstOrDefault(-1);
        // "…, the ministry said", "a release from the Ministry of Foreign Affairs here": that of whoever comes first.
        return said < 0 && clause.TrimStart().StartsWith("the ", StringComparison.Ordinal) && cast.People is [{ Party: >= 0 and var own } first, ..] && lexicon.PartyList[own].IsState && !(first.Offices is [var office, ..] && office.Is(Role.Envoy, lexicon)) ? own : said;
    }
}

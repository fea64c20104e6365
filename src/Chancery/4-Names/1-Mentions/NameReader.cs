using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Mentions;

/// <summary>Finds where the name of a person begins and ends.</summary>
internal sealed class NameReader(Body body, OfficeHeadReader heads, OfficeReader offices)
{
    /// <summary>The most words of a name: "Setia Haji Erywan bin Pehin Datu Pekerma Jaya Haji Mohd Yusof".</summary>
    private const int MostWords = 12;

    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>A bare run of capitals is somebody's name if the lexicon knows it, or if nothing else speaks for something else.</summary>
    public bool Believable(int first, int end, bool opensSentence)
    {
        if (body.Is(first, WordClass.PersonStart) && KnownPerson(first, end) >= 0)
            return true;
        // "International Think Tank for Landlocked Developing Countries": part of a longer name of something.
        if (body.IsCapital(first - 1) && !opensSentence && body.Is(first - 1, WordClass.Thing | WordClass.BodyNoun | WordClass.EventNoun | WordClass.Street) || body.IsCapital(end) && body.Is(end, WordClass.GroupNoun | WordClass.SideNoun | WordClass.Thing))
            return false;
        // "Los Angeles, California": where the town lies; but "During the visit to Male, Rao signed".
        if (body.Sign(first - 1) == ',' && PartyReader.EndsCity(body, first - 2) && (body.Form(end) & VerbForm.Past) == 0)
            return false;
        if (end - first < 2)
            return true;
        if (opensSentence && body.Is(first, WordClass.SentenceOpener))
            return false;
        for (var i = first; i < end; i++)
        {
            if (body.Is(i, WordClass.Street | WordClass.EventNoun | WordClass.BodyNoun) && !(i > first && body.Is(i, Role.GivenName)) || (body[i].Shape & Shape.Digit) != 0)
                return false;
        }
        return !body.Is(end, WordClass.Street | WordClass.BodyNoun | WordClass.EventNoun) || !body.IsCapital(end);
    }

    private int KnownPerson(int first, int end)
    {
        var node = 0;
        for (var i = first; i < end; i++)
        {
            node = lexicon.People.Step(node, body[i].Word);
            if (node < 0)
                return -1;
        }
        return lexicon.People.Ends(node, out var party) ? party : -1;
    }

    /// <summary>The end of the name that begins at a token; the token itself if there is none.</summary>
    public int Name(int at, int limit, bool strong)
    {
        var end = at;
        var i = at;
        while (i < limit && i - at < MostWords)
        {
            if (!body.IsWord(i))
            {
                // "Joseph R. Biden, Jr.", "Muhammad Ali 'Ulu"
                if (end > at && body.Sign(i) == ',' && body.IsCapital(i + 1) && i + 1 < limit && (body.Is(i + 1, WordClass.NameSuffix) || IsOrder(i + 1, limit) || strong && end == at + 1 && IsGivenBehind(i + 1, limit)))
                {
                    end = i = i + 2;
                    continue;
                }
                break;
            }
            if (body.IsGenitive(i))
                break;
            if (body.IsCapital(i) && IsNameWord(i, limit, strong, end > at))
            {
                end = ++i;
                continue;
            }
            if (end > at && strong && HasArticle(i))
            {
                end = ++i;
                continue;
            }
            // A particle joins two parts of a name.
            if (end > at && body.Is(i, WordClass.NameParticle) && i + 1 < limit && Joins(i, limit))
            {
                i++;
                continue;
            }
            if (end == at && body.Is(i, WordClass.NameParticle) && strong && body.IsCapital(i + 1) && !body.IsCapital(i) && body.Span(i) is not ("de" or "y" or "e" or "la" or "do" or "as" or "op") && i == at)
            {
                i++;
                continue;
            }
            break;
        }
        return end;
    }

    /// <summary>"Dame Mary Pinder, ON, GCMG": letters before another order.</summary>
    private bool IsOrder(int at, int limit) => (body[at].Shape & Shape.AllCaps) != 0 && body[at].End - body[at].Start < 5 && at + 2 < limit && body.Sign(at + 1) == ',' && body.Is(at + 2, WordClass.NameSuffix) && (body[at + 2].Shape & Shape.AllCaps) != 0;

    /// <summary>"Minister Song, Min-ho met": a given name of two syllables behind the family's and a comma.</summary>
    private bool IsGivenBehind(int at, int limit) => body.IsWord(at) && PersonName.IsOfSyllables(body.Span(at)) && at + 1 < limit && body.IsWord(at + 1) && !body.IsCapital(at + 1);

    /// <summary>"al-Sabah", "el-Sisi": the Arabic article in lower case.</summary>
    private bool HasArticle(int at) => body.Span(at) is [>= 'a' and <= 'z', >= 'a' and <= 'z', '-' or '‑', var letter, ..] && char.IsUpper(letter);

    private bool Joins(int at, int limit)
    {
        for (var i = at + 1; i < Math.Min(limit, at + 3); i++)
        {
            if (body.IsCapital(i))
                return !body.Is(i, WordClass.OfficeStart) || body.Is(at, WordClass.NameParticle) && !body.Is(at, WordClass.Conjunction);
            if (!body.Is(i, WordClass.NameParticle))
                return false;
        }
        return false;
    }

    private bool IsNameWord(int at, int limit, bool strong, bool further)
    {
        var what = body.Class(at);
        if ((body[at].Shape & Shape.Digit) != 0 || (body[at].Shape & Shape.Letters) == 0)
            return false;
        // "Minister of State II"
        if (body.Span(at) is "II" or "III" or "IV")
            return further && strong;
        if ((what & WordClass.PersonStart) != 0 && KnownPersonFrom(at, limit))
            return true;
        // "“Met Dr X today”": a verb that opens a sentence without its subject
        if (!further && (body.Form(at) & VerbForm.Past) != 0 && !body.IsWord(at - 1) && body.Is(at + 1, WordClass.HonorificStart) && body.IsCapital(at + 1))
            return false;
        // "Ms. Sun Haiyan": behind a style or an office a short word for a day is a name.
        if ((what & (WordClass.SentenceOpener | WordClass.Weekday)) != 0 && (what & WordClass.NameParticle) == 0 && !(strong && !further && (what & WordClass.SentenceOpener) == 0 && body.Span(at).Length == 3 && body.IsCapital(at + 1) && !body.Is(at + 1, WordClass.Month)))
            return further && body[at].End - body[at].Start <= 4 && strong && (what & (WordClass.Preposition | WordClass.Determiner | WordClass.SubjectPronoun)) == 0;
        if ((what & WordClass.Month) != 0)
            return (strong && (further || body.IsCapital(at + 1)) || further && IsHolder(at + 1)) && !DigitFollows(at);
        if (PartyReader.At(body, at, limit, out var partyEnd) is { } party)
        {
            // A party's name is no name of a person, but a city's may be ("Florence", "Sydney", "Erin Clark, the Minister"), and a state's behind an office and a name ("Minister Ana Montenegro").
            var surname = further && (party.Kind == PartyWord.City || strong && party.Kind == PartyWord.Name) && partyEnd == at + 1 && body.Is(at, Role.GivenName) && !body.IsCapital(at + 1) && body.IsWord(at - 1);
            if ((party.Kind is not PartyWord.City || partyEnd - at > 1 || !strong) && !surname && !IsGivenName(at, partyEnd, strong && !further))
                return false;
        }
        if ((what & WordClass.NameSuffix) != 0 && further)
            return true;
        // "Hossein Amir Rahimi": between two parts of a name.
        if (further && strong && body.Is(at, Role.OfficeInName) && body.IsCapital(at + 1) && !body.Is(at + 1, WordClass.HonorificStart | WordClass.OfficeStart))
            return true;
        // "Mrs Harriet King.", "Ambassador King thanked": behind a name or an office, before no other name.
        if (strong && (what & WordClass.OfficeStart) != 0 && (further || heads.WholeAt(at, limit) == at && body.Is(at - 1, Role.Envoy)) && body.Is(at, Role.OfficeInName) && !body.IsCapital(at + 1) && !body.Is(at + 1, "of") && !body.IsGenitive(at + 1))
            return true;
        if ((what & WordClass.OfficeStart) != 0 && !heads.IsGivenName(at) && ((!strong || !further) && heads.BeginsHead(at, limit) || offices.Read(at, limit, out _) is not null))
            return false;
        // "Dr Tax": behind a style any word is a name.
        if (strong && !further && body.Is(at - 1, WordClass.HonorificStart) && body.IsCapital(at - 1) && !body.Is(at - 1, WordClass.OfficeStart) && !body.IsCapital(at + 1))
            return true;
        if ((what & WordClass.Street) != 0 && !strong && at + 1 < limit && IsBearer(at, further))
            return true;
        // "the Ambassador of Germany, Christian Heldt"
        if ((what & WordClass.Thing) != 0 && IsGivenName(at, at + 1, strong && !further))
            return true;
        if ((what & (WordClass.EventNoun | WordClass.Thing)) != 0)
            return strong && further && (what & WordClass.EventNoun) == 0 && !body.IsCapital(at + 1);
        if ((what & (WordClass.Portfolio | WordClass.BodyNoun | WordClass.OfficeBefore | WordClass.Street | WordClass.GroupNoun | WordClass.SideNoun)) != 0)
            return strong && (further || KnownName(at) || (what & (WordClass.Portfolio | WordClass.BodyNoun | WordClass.OfficeBefore)) == 0);
        return true;
    }

    /// <summary>"Theresa May, Prime Minister of …": whether an office stands behind the comma that ends a name.</summary>
    private bool IsHolder(int comma) => body.Sign(comma) == ',' && body.Is(body.Is(comma + 1, WordClass.Article) ? comma + 2 : comma + 1, WordClass.OfficeStart);

    /// <summary>"Park expressed hope", "Park and Lee agreed", "Ana Park reaffirmed": before a verb, or beside another, the name of a place is somebody's.</summary>
    private bool IsBearer(int at, bool further)
    {
        var acts = (body.Form(at + 1) & (VerbForm.Past | VerbForm.Third)) != 0;
        return further ? acts && body.Is(at, Role.GivenName) : !body.IsCapital(at - 1) && (acts || body.Is(at + 1, "and") && body.IsCapital(at + 2));
    }

    /// <summary>"Mr. Bharat Raj Paudyal": a state's name that is also somebody's, before another name.</summary>
    public bool IsGivenName(int at, int end, bool opens) => opens && end == at + 1 && body.Is(at, Role.GivenName) && body.IsCapital(end) && (body[end].Shape & Shape.AllCaps) == 0
        && !body.Is(end, WordClass.OfficeStart | WordClass.OfficeBefore | WordClass.Portfolio | WordClass.BodyNoun | WordClass.EventNoun | WordClass.SideNoun | WordClass.GroupNoun | WordClass.PartyStart | WordClass.Street | WordClass.Thing | WordClass.Month | WordClass.Weekday | WordClass.HonorificStart);

    private bool DigitFollows(int at) => (at + 1 < body.Count && (body[at + 1].Shape & Shape.Digit) != 0) || body.Is(at + 1, WordClass.Number) || (at > 0 && (body[at - 1].Shape & Shape.Digit) != 0);

    private bool KnownName(int at) => body.IsCapital(at + 1) && !body.Is(at + 1, WordClass.Portfolio | WordClass.BodyNoun | WordClass.OfficeStart | WordClass.EventNoun);

    private bool KnownPersonFrom(int at, int limit)
    {
        var node = 0;
        for (var i = at; i < limit; i++)
        {
            node = lexicon.People.Step(node, body[i].Word);
            if (node < 0)
                return false;
            if (lexicon.People.Ends(node, out _))
                return true;
        }
        return false;
    }
}

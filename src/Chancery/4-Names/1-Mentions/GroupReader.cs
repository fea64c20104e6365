using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Mentions;

/// <summary>Finds those who are named together: "the two Ministers", "the Leaders of A, B and C", "the A and B sides".</summary>
internal sealed class GroupReader(Body body)
{
    /// <summary>"the two Foreign Ministers", "both sides", "the leaders", "the Ukrainian and American sides", "both".</summary>
    public Mention? Group(int at, int limit)
    {
        // "Host and guest affirmed"
        if (body.Is(at, Role.Guest) && body.Is(at + 1, "and") && body.Is(at + 2, Role.Guest) && at + 3 < limit && (body.Form(at + 3) != VerbForm.None || body.IsAdverb(at + 3)))
            return new Mention(at, at + 3, MentionKind.Group) { Size = 2 };
        var i = at;
        var (the, size, ofMany) = (false, 0, false);
        while (i < limit && i < at + 5)
        {
            if (body.Is(i, "the") || body.Is(i, "these") || body.Is(i, "our") || body.Is(i, "their"))
                the = true;
            else if (body.Is(i, "two") || body.Is(i, "both"))
                size = 2;
            else if (body.Is(i, "three"))
                size = 3;
            else if (body.Is(i, "four"))
                size = 4;
            else if (the && !ofMany && PartyReader.At(body, i, limit, out var past) is { } many && !body.Lexicon.PartyList[many.Party].IsState)
            {
                // "the G7 Foreign Ministers of Canada, France and Germany", but only with the list
                (i, ofMany) = (past, true);
                continue;
            }
            // "the meeting participants", but not "(during) the meeting both Ministers"
            else if (!body.Is(i, Role.BeforeGroup) || body.Is(i, WordClass.EventNoun) && (!body.Is(i + 1, WordClass.GroupNoun) || body.Is(i + 1, "both") || body.Is(i + 1, WordClass.Number)))
                break;
            i++;
        }
        // "the heads of Polish and Estonian diplomacy"
        if (body.Is(i, "heads") && body.Is(i + 1, "of") && Sides(i + 2, limit) is { } diplomacies && body.Is(diplomacies.End - 1, Role.Houses))
        {
            diplomacies.First = at;
            return diplomacies;
        }
        // "heads of state", "the co-chairs"
        var noun = i;
        if (noun < limit && (body.Is(noun, WordClass.GroupNoun) || size > 0 && body.Is(noun, "authorities")) && !(body.Is(noun, "two") || body.Is(noun, "three") || body.Is(noun, "four") || body.Is(noun, "both")) && (the || size > 0 || (body.IsCapital(noun) && noun > at) || Bare(noun, limit) || IsList(noun + 1, limit) || body.Is(noun + 1, "of") && Organisation(noun + 2, limit, out _) >= 0))
        {
            var end = noun + 1;
            if (body.Is(end, "of") && (body.Is(end + 1, "state") || body.Is(end + 1, "delegation") || body.Is(end + 1, "government") || body.Is(end + 1, "diplomacy")))
            {
                end += 2;
                if (body.Is(end, "and") && body.Is(end + 1, "government"))
                    end += 2;
            }
            // "the Ministers of Foreign Affairs of A and B" hold an office that is named.
            if ((body.Is(end, "of") || body.Is(end, "for")) && body.IsCapital(noun) && body.IsCapital(end + 1) && body.Is(end + 1, WordClass.Portfolio) && !body.Is(end + 1, WordClass.PartyStart))
                return null;
            var named = end < limit && body.IsCapital(end) && !body.Is(end, WordClass.SentenceOpener | WordClass.PartyStart) && noun - at < 3 && body.IsCapital(noun) && !the;
            if (named || body.Sign(end) == '-')
                return null;
            // "foreign ministers of ASEAN"
            if (!body.IsCapital(noun) && (body.Is(end, "of") || body.Is(end, "from")) && Organisation(end + 1, limit, out var past) is var whole and >= 0 && !body.IsGenitive(past))
                return new Mention(at, past, MentionKind.Party) { NamedParty = whole };
            var listed = Listed(ref end, limit);
            return ofMany && listed.Length == 0 ? null : new Mention(at, end, MentionKind.Group) { Size = size, Listed = listed, End = end };
        }
        if (size > 0 && i == at + (the ? 2 : 1) && (size == 2 || the))
        {
            // "Both reaffirmed", "the two also discussed", "both of them"
            var next = i;
            if (body.Is(next, "of") && body.Is(next + 1, WordClass.They))
                return new Mention(at, next + 2, MentionKind.Group) { Size = size };
            if (next < limit && (body.Form(next) != VerbForm.None || body.Is(next, WordClass.Adverb | WordClass.Be | WordClass.Have)) && !body.Is(next, WordClass.GroupNoun | WordClass.SideNoun | WordClass.Possessive))
                return new Mention(at, next, MentionKind.Group) { Size = size };
        }
        return Sides(at, limit);
    }

    /// <summary>The organisation that is named at a token, "ASEAN", but neither "the OSCE participating States" nor "the EU Member States"; -1 if none is.</summary>
    private int Organisation(int at, int limit, out int past) => PartyReader.Behind(body, at, limit, out past) is { Kind: PartyWord.Name } whole && !body.Lexicon.PartyList[whole.Party].IsState && IsAlone(past) ? whole.Party : -1;

    private bool IsAlone(int past) => !body.IsWord(past) || !body.IsCapital(past) && !body.Is(past, WordClass.GroupNoun) && !body.Is(past + 1, WordClass.GroupNoun);

    private bool IsList(int at, int limit) => Listed(ref at, limit).Length > 1;

    /// <summary>"the Foreign Ministers of Vietnam, Laos and Cambodia": those behind "of", where there are two or more.</summary>
    private int[] Listed(ref int end, int limit)
    {
        var found = new List<int>();
        var i = end;
        while ((body.Is(i, "of") || body.Is(i, "from")) && found.Count == 0 || found.Count > 0 && (body.Sign(i) == ',' || body.Is(i, "and")))
        {
            var from = body.Sign(i) == ',' && body.Is(i + 1, "and") ? i + 2 : i + 1;
            if (PartyReader.Behind(body, from, limit, out var past) is not { Kind: PartyWord.Name or PartyWord.Organ } party || body.IsGenitive(past))
                break;
            found.Add(party.Party);
            i = past;
        }
        if (found.Count < 2)
            return [];
        end = i;
        return [.. found];
    }

    /// <summary>"the Ministers of Foreign Affairs of Kenya, Uganda and Rwanda": those behind the first.</summary>
    public int ListedAfter(Mention mention, int first, int at, int limit)
    {
        var found = new List<int> { first };
        var i = at;
        while (body.Sign(i) == ',' || body.Is(i, "and"))
        {
            var from = body.Sign(i) == ',' && body.Is(i + 1, "and") ? i + 2 : i + 1;
            if (PartyReader.Behind(body, from, limit, out var past) is not { Kind: PartyWord.Name or PartyWord.Organ } party || body.IsGenitive(past) || body.IsCapital(past) && body.Is(past, WordClass.OfficeStart))
                break;
            found.Add(party.Party);
            i = past;
        }
        if (found.Count < 3)
            return at;
        mention.Listed = [.. found];
        return i;
    }

    /// <summary>"Leaders agreed …", "Ministers welcomed …" without an article.</summary>
    private bool Bare(int noun, int limit) =>
        OfBothHouses(noun, limit) || (body.IsCapital(noun) || body.Is(noun, "participants") && body.Sign(noun - 1) == ',') && noun + 1 < limit && (body.Form(noun + 1) & (VerbForm.Past | VerbForm.Third | VerbForm.Base | VerbForm.Ing)) != 0
        && body.Is(noun, Role.BareGroup);

    /// <summary>"representatives from the Foreign Ministries", "officials of both countries", before their verb.</summary>
    private bool OfBothHouses(int noun, int limit)
    {
        if (!body.Is(noun + 1, "from") && !body.Is(noun + 1, "of"))
            return false;
        var i = Lead(noun + 2, limit);
        if (i == noun + 2 || !body.Is(i, Role.Houses) && !body.Is(i, WordClass.GroupNoun))
            return false;
        // "… of the two countries"
        var past = i + 1;
        if (body.Is(past, "of"))
        {
            past = Lead(past + 1, limit);
            past += body.Is(past, Role.Houses) ? 1 : 0;
        }
        return (body.Form(past) & VerbForm.Past) != 0;
    }

    /// <summary>Behind "the two", "both", "the respective".</summary>
    private int Lead(int at, int limit)
    {
        var i = at;
        while (i < limit && i < at + 5 && (body.Is(i, WordClass.Article) || body.Is(i, "two") || body.Is(i, "both") || body.Is(i, Role.BeforeGroup)))
            i++;
        return i;
    }

    /// <summary>The end of "government", "foreign ministry", "defence ministry" that begins at a token: a side by what it is; the token itself if there is none.</summary>
    public int SideNoun(int at)
    {
        var ofMinistry = body.Is(at + 1, "ministry") || body.Is(at + 1, "office");
        // "the Foreign Ministry", but not "the Foreign Ministry Spokesperson"
        if (body.IsCapital(at))
            return ofMinistry && body.Is(at, "Foreign") && body.IsCapital(at + 1) && !body.Is(at + 2, WordClass.OfficeStart | WordClass.OfficeBefore) ? at + 2 : at;
        if (body.Is(at, WordClass.SideNoun))
            return at + 1;
        return ofMinistry && body.Is(at, Role.BeforeGroup) && !body.IsCapital(at + 1) ? at + 2 : at;
    }

    /// <summary>"the Australian, Malaysian and Philippine ministers": three or more, each by an adjective; null where they are not.</summary>
    private Mention? Several(int at, int first, int comma, int limit)
    {
        var (found, i, last) = (new List<int> { first }, comma, false);
        while (!last && (body.Sign(i) == ',' || body.Is(i, "and")))
        {
            last = body.Is(i, "and") || body.Is(i + 1, "and");
            if (PartyReader.At(body, body.Sign(i) == ',' && last ? i + 2 : i + 1, limit, out var past) is not { Kind: PartyWord.Adjective } next || found.Contains(next.Party))
                return null;
            found.Add(next.Party);
            i = past;
        }
        while (i < limit && body.Is(i, Role.BeforeGroup) && !body.Is(i, WordClass.GroupNoun))
            i++;
        return last && found.Count > 2 && body.Is(i, WordClass.GroupNoun) ? new Mention(at, i + 1, MentionKind.Group) { Listed = [.. found] } : null;
    }

    /// <summary>"the Lithuanian and Ukrainian parties", "Sri Lanka and India" are two parties.</summary>
    private Mention? Sides(int at, int limit)
    {
        var i = body.Is(at, WordClass.Article) ? at + 1 : at;
        if (PartyReader.At(body, i, limit, out var first) is not { } one || one.Kind == PartyWord.City)
            return null;
        if (one.Kind == PartyWord.Adjective && body.Sign(first) == ',')
            return Several(at, one.Party, first, limit);
        if (!body.Is(first, "and"))
            return null;
        var j = first + 1;
        if (body.Is(j, WordClass.Article))
            j++;
        if (PartyReader.At(body, j, limit, out var second) is not { } two || two.Kind == PartyWord.City || one.Party == two.Party)
            return null;
        var plural = second;
        // "the Latvian and Estonian foreign ministers", "… foreign ministries"
        while (plural < limit && plural - second < 2 && body.Is(plural, Role.BeforeGroup) && !body.Is(plural, WordClass.GroupNoun))
            plural++;
        if (!(body.Is(plural, WordClass.GroupNoun) || body.Is(plural, "authorities") || body.Is(plural, "peoples") || body.Is(plural, Role.Houses)))
            return null;
        // "the Polish and the Estonian heads of diplomacy"
        var end = body.Is(plural, "heads") && body.Is(plural + 1, "of") && body.IsWord(plural + 2) ? plural + 3 : plural + 1;
        return new Mention(at, end, MentionKind.Party) { NamedParty = one.Party, SecondParty = two.Party };
    }
}

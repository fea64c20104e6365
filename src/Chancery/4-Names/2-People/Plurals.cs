using Chancery.Mentions;
using Chancery.Text;

namespace Chancery.Names;

/// <summary>Whom a plural means in a scene: "both sides", "the two Ministers", "the ambassadors".</summary>
internal sealed class Plurals(Body body, Cast cast, Scene scene)
{
    private int[]? everyone;

    /// <summary>Gives a plural the parties and people that it means.</summary>
    public void Read(Mention mention)
    {
        if (mention.Listed.Length > 0)
        {
            mention.Parties = mention.Listed;
            mention.People = [.. Leads(mention.Parties, Rank(mention))];
            return;
        }
        // "Our countries will": those who issue it together.
        if (body.Is(mention.First, "our") && scene.Sides.Count < 2 && (scene.Ourselves.Length > 1 ? scene.Ourselves : cast.Headline.Length > 2 && cast.Home < 0 ? cast.Headline : []) is { Length: > 1 } together)
        {
            mention.Parties = together;
            return;
        }
        // "informed the diplomats" where no meeting was told
        if (scene.Sides.Count < 2 && (body.Is(mention.End - 1, "diplomats") || body.Is(mention.End - 1, "envoys")))
            return;
        var sides = scene.Sides.Count > 1 ? [.. scene.Sides] : Everyone();
        // "the two Ministers" below a text that names the GCC and the Arab League: of neither
        if (scene.Sides.Count < 2 && Rank(mention) is not null)
            sides = [.. sides.Where(cast.IsStateOrOfSomebody)];
        if (mention.Size is 2 or 3 && sides.Length != mention.Size && sides.Length > 2)
            sides = scene.Pair.Length == mention.Size ? scene.Pair : [.. sides.Take(mention.Size)];
        var rank = Rank(mention);
        // "the ambassadors": the sides whose ambassadors they are.
        mention.Parties = rank == "ambassador" ? [.. sides.Where(side => (scene.Present.Count > 0 ? scene.Present : Enumerable.Range(0, cast.People.Count)).Any(p => cast.People[p].Party == side && HasRank(p, rank)))] : sides;
        mention.People = [.. Leads(mention.Parties, rank)];
    }

    /// <summary>What a plural says of the office of those meant: "Ministers" are no presidents.</summary>
    public string? Rank(Mention mention)
    {
        for (var i = mention.First; i < mention.End; i++)
        {
            if (body.Is(i, "ministers"))
                return body.Is(i - 1, "prime") ? "prime" : "minister";
            if (body.Is(i, "presidents"))
                return "president";
            if (body.Is(i, "ambassadors"))
                return "ambassador";
        }
        return null;
    }

    private bool HasRank(int person, string? rank) => rank is null || cast.People[person].Offices.Count == 0 && rank != "ambassador" || cast.People[person].Offices.Exists(o => o.Has(rank) || rank == "minister" && o.Has("secretary"));

    /// <summary>The first person of each side.</summary>
    public IEnumerable<int> Leads(int[] sides, string? rank = null)
    {
        foreach (var side in sides)
        {
            var lead = scene.Present.FindIndex(p => cast.People[p].Party == side && HasRank(p, rank));
            if (lead >= 0)
                yield return scene.Present[lead];
            else if (FirstOf(side, rank) is var absent and >= 0)
                yield return absent;
        }
    }

    private int FirstOf(int side, string? rank)
    {
        for (var p = 0; p < cast.People.Count; p++)
        {
            if (cast.People[p].Party == side && HasRank(p, rank))
                return p;
        }
        return -1;
    }

    /// <summary>The sides of a release that tells of no meeting yet: the parties of its people, if they are two or three.</summary>
    public int[] Everyone() => everyone ??= Involved();

    private int[] Involved()
    {
        var parties = cast.People.Where(p => p.Party >= 0).Select(p => p.Party).Distinct().ToArray();
        if (parties.Length is 2 or 3)
            return parties;
        if (parties.Length == 0 && cast.Headline.Length > 1)
            return cast.Headline;
        var named = new List<int>();
        foreach (var mentions in cast.Mentions)
        {
            foreach (var mention in mentions)
            {
                if (mention.Kind == MentionKind.Party && mention.NamedParty >= 0 && !named.Contains(mention.NamedParty))
                    named.Add(mention.NamedParty);
                if (mention.SecondParty >= 0 && !named.Contains(mention.SecondParty))
                    named.Add(mention.SecondParty);
            }
            if (named.Count >= 2)
                break;
        }
        if (parties.Length == 1 && cast.Home >= 0 && cast.Home != parties[0])
            return [cast.Home, parties[0]];
        if (parties.Length == 1 && named.Where(n => n != parties[0]).ToArray() is [var lone])
            return [parties[0], lone];
        return named.Count is 2 or 3 && (parties.Length == 0 || parties.Any(named.Contains)) ? [.. named] : [];
    }
}

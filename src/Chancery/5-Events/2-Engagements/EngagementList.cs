using Chancery.Names;

namespace Chancery.Engagements;

/// <summary>The engagements that a text tells of, each once however often it is told.</summary>
internal sealed class EngagementList(Scene scene, string? dateline)
{
    /// <summary>How many engagements of one text are kept; a release tells of far fewer.</summary>
    private const int Most = 300;

    public List<EngagementFact> Found { get; } = [];

    /// <summary>Adds those who took part: people with the parties that they act for, and parties of which nobody is named.</summary>
    public void Take(List<Taker> takers, int[] people, int[] parties)
    {
        var named = new List<int>();
        foreach (var person in people)
        {
            var party = scene.Cast.People[person].Party;
            named.Add(party);
            // Whoever is named takes the place of his side as a whole.
            takers.RemoveAll(t => t.Person < 0 && t.Party == party && party >= 0);
            if (!takers.Exists(t => t.Person == person))
                takers.Add(new Taker(person, party));
        }
        foreach (var party in parties)
        {
            if (!named.Contains(party) && !takers.Exists(t => t.Party == party))
                takers.Add(new Taker(-1, party));
        }
    }

    /// <summary>Adds an engagement; two tellings of one meeting are one. The one that is kept, which goes on.</summary>
    public EngagementFact Add(EngagementFact fact)
    {
        foreach (var known in Found)
        {
            if (!SameMeeting(known, fact))
                continue;
            foreach (var taker in fact.Takers.Where(t => t.Person >= 0 && !known.Takers.Exists(k => k.Person == t.Person)))
            {
                known.Takers.RemoveAll(t => t.Person < 0 && t.Party == taker.Party);
                known.Takers.Add(taker);
            }
            if (known.Kind == EngagementKind.BilateralMeeting && fact.Kind == EngagementKind.Credentials)
                (known.Kind, known.Start, known.End) = (fact.Kind, fact.Start == default ? known.Start : fact.Start, fact.End);
            // "X and Y discussed trade. On Monday X held a telephone conversation with Y": by what means they met who were first told of by what they did
            if (known.Kind == EngagementKind.BilateralMeeting && fact.Kind is EngagementKind.PhoneCall or EngagementKind.VideoCall && known.Entry.StartsWith("acts/", StringComparison.Ordinal))
                (known.Kind, known.City, known.Country) = (fact.Kind, null, -1);
            known.Words.AddRange(fact.Words);
            if (known.Start == default)
                (known.Start, known.End) = (fact.Start, fact.End);
            // A dateline's city is where it was written: what another telling says of the place goes before it.
            if ((known.Country < 0 || known.City is not null && known.City == dateline && fact.Country >= 0 && fact.City != dateline) && known.Kind is not EngagementKind.PhoneCall and not EngagementKind.VideoCall)
                (known.City, known.Country) = (fact.City, fact.Country);
            else if (known.Kind != EngagementKind.Visit && known.City is null && known.Country >= 0 && known.Country == fact.Country)
                known.City = fact.City;
            known.Occasion ??= fact.Occasion;
            return Meet(known);
        }
        if (Found.Count < Most)
            Found.Add(fact);
        return Meet(fact);
    }

    /// <summary>Tells the scene who took part: those whom the next sentences mean.</summary>
    public EngagementFact Meet(EngagementFact fact)
    {
        scene.Meet(fact.People, fact.Parties);
        return fact;
    }

    /// <summary>How many days after a visit began its guest may yet arrive.</summary>
    private const int LongestWay = 2;

    /// <summary>"departed on Monday on a visit to Peru. He arrived this morning": two tellings of one visit's beginning.</summary>
    private static bool IsArrival(EngagementFact known, EngagementFact fact) => known.Kind == EngagementKind.Visit && fact is { Kind: EngagementKind.Visit, End: var end } && end == default && known.Country == fact.Country && known.People.Intersect(fact.People).Any()
        && known.Start.Whole is { } left && fact.Start.Whole is { } arrived && arrived.DayNumber - left.DayNumber is > 0 and <= LongestWay;

    private static bool SameMeeting(EngagementFact known, EngagementFact fact)
    {
        if (fact.Further)
            return false;
        if ((known.Kind == EngagementKind.Visit) != (fact.Kind == EngagementKind.Visit))
            return false;
        if (known.Kind != fact.Kind && known.Kind != EngagementKind.BilateralMeeting && fact.Kind != EngagementKind.BilateralMeeting)
            return false;
        if (known.Start != default && fact.Start != default && known.Start != fact.Start && !IsArrival(known, fact))
            return false;
        var (a, b) = (known.People.ToHashSet(), fact.People.ToHashSet());
        // Of "meetings with A, B and C" each is one of its own, of letters that several handed over none.
        if (known.Kind != EngagementKind.Credentials && known.Parties.Distinct().Count() > 2 && fact.Parties.Distinct().Count() == 2 && fact.Takers.TrueForAll(t => t.Person >= 0) && b.Count > 1)
            return false;
        // Of two meetings with A and with B, where nobody of theirs is named, each is one of its own.
        var (sides, others) = (known.Parties.Where(p => p >= 0).ToHashSet(), fact.Parties.Where(p => p >= 0).ToHashSet());
        if (sides.Count > 1 && others.Count > 1 && !sides.IsSubsetOf(others) && !others.IsSubsetOf(sides))
            return false;
        if (a.Count > 0 && b.Count > 0)
            return b.IsSubsetOf(a) || a.IsSubsetOf(b);
        return known.Parties.ToHashSet().SetEquals(fact.Parties);
    }
}

using System.Collections.Immutable;

namespace Chancery.Comparisons;

/// <summary>Something that both accounts tell, and how each tells it.</summary>
/// <param name="What">What differs or agrees: "date", "place", "office of …", "act".</param>
/// <param name="First">As the first account says it.</param>
/// <param name="Second">As the second account says it.</param>
/// <param name="FirstFact">The fact of the first account.</param>
/// <param name="SecondFact">The fact of the second account.</param>
public sealed record Told(string What, string First, string Second, Fact FirstFact, Fact SecondFact);

/// <summary>
/// Two accounts of one meeting laid side by side: what both say, what they say differently, what only one says. Immutable.
/// </summary>
/// <param name="First">The engagement as the first account tells it.</param>
/// <param name="Second">The engagement as the second account tells it.</param>
public sealed record Comparison(Engagement First, Engagement Second)
{
    /// <summary>What both say in the same way.</summary>
    public ImmutableArray<Told> Both { get; init; } = [];

    /// <summary>What both say, but differently: another kind of act on the same topic, another day, place, name or office.</summary>
    public ImmutableArray<Told> Differently { get; init; } = [];

    /// <summary>What only the first account says.</summary>
    public ImmutableArray<Fact> OnlyFirst { get; init; } = [];

    /// <summary>What only the second account says.</summary>
    public ImmutableArray<Fact> OnlySecond { get; init; } = [];

    /// <summary>Compares two records.</summary>
    /// <param name="first">One record.</param>
    /// <param name="second">The other.</param>
    /// <returns>The comparison, or null where the two share no engagement.</returns>
    public static Comparison? Of(ReleaseRecord first, ReleaseRecord second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        return Shared(first, second) is var (a, b) ? new Accounts(first, second, a, b).Compare() : null;
    }

    /// <summary>The pair of engagements that most speaks for being one: the same people or parties, days that do not contradict.</summary>
    private static (Engagement First, Engagement Second)? Shared(ReleaseRecord first, ReleaseRecord second)
    {
        (Engagement, Engagement)? best = null;
        var most = 0;
        foreach (var a in first.Engagements)
        {
            foreach (var b in second.Engagements)
            {
                var people = a.Participants.Count(p => p.Person is not null && b.Participants.Any(q => Topics.SameName(p.Person, q.Person)));
                var parties = Parties(a).Intersect(Parties(b), StringComparer.Ordinal).Count();
                if (parties < 2 && people < 2 || DaysApart(a, b) > 7)
                    continue;
                var score = (people * 4) + (parties * 2) + (a.Start is not null && a.Start == b.Start ? 3 : 0) + (a.Kind == b.Kind ? 1 : 0);
                if (score > most)
                    (best, most) = ((a, b), score);
            }
        }
        return best;
    }

    private static IEnumerable<string> Parties(Engagement engagement) => engagement.Participants.Select(p => p.Party).OfType<string>().Distinct(StringComparer.Ordinal);

    private static int DaysApart(Engagement a, Engagement b) =>
        DateOnly.TryParse(a.Start, out var one) && DateOnly.TryParse(b.Start, out var other) ? Math.Abs(one.DayNumber - other.DayNumber) : 0;
}

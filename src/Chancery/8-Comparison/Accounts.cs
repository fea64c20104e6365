using System.Collections.Immutable;

namespace Chancery.Comparisons;

/// <summary>Lays two accounts of one engagement side by side.</summary>
internal sealed class Accounts(ReleaseRecord first, ReleaseRecord second, Engagement a, Engagement b)
{
    /// <summary>How like two topics are that are taken for one.</summary>
    private const double OneTopic = 0.34;

    private readonly ImmutableArray<Told>.Builder both = ImmutableArray.CreateBuilder<Told>();
    private readonly ImmutableArray<Told>.Builder differently = ImmutableArray.CreateBuilder<Told>();

    public Comparison Compare()
    {
        Setting();
        People();
        var (onlyFirst, onlySecond) = Pair(first.Acts, second.Acts, "act", x => $"{x.Kind.Word()} by {string.Join(", ", x.By)}", (x, y) => x.Kind == y.Kind && x.By.SequenceEqual(y.By, StringComparer.Ordinal) || x.Kind == y.Kind && x.By.ToHashSet(StringComparer.Ordinal).SetEquals(y.By),
            (x, y) => x.By.Intersect(y.By, StringComparer.Ordinal).Any());
        var (owedFirst, owedSecond) = Pair(first.Commitments, second.Commitments, "commitment", x => $"{x.Kind.Word()} {x.Status.Word()} by {string.Join(", ", x.By)}{(x.Due is null ? "" : $", due {x.Due}")}", (x, y) => x.Kind == y.Kind && x.Status == y.Status && x.Due == y.Due, (x, y) => x.Kind == y.Kind);
        return new Comparison(a, b)
        {
            Both = both.ToImmutable(),
            Differently = differently.ToImmutable(),
            OnlyFirst = [.. onlyFirst.Cast<Fact>().Concat(owedFirst)],
            OnlySecond = [.. onlySecond.Cast<Fact>().Concat(owedSecond)],
        };
    }

    private void Setting()
    {
        Say("kind", a.Kind.Word(), b.Kind.Word());
        Say("date", Days(a), Days(b));
        Say("city", a.City, b.City);
        Say("country", a.Country, b.Country);
        Say("occasion", a.Occasion, b.Occasion);
    }

    private static string? Days(Engagement engagement) => engagement.End is null ? engagement.Start : $"{engagement.Start} to {engagement.End}";

    /// <summary>What one of the two leaves out is no difference.</summary>
    private void Say(string what, string? one, string? other)
    {
        if (one is null || other is null)
            return;
        var same = string.Equals(one, other, StringComparison.OrdinalIgnoreCase) || what == "occasion" && Likely(one, other);
        (same ? both : differently).Add(new Told(what, one, other, a, b));
    }

    private static bool Likely(string one, string other) => one.Contains(other, StringComparison.OrdinalIgnoreCase) || other.Contains(one, StringComparison.OrdinalIgnoreCase);

    private void People()
    {
        foreach (var person in a.Participants.Where(p => p.Person is not null))
        {
            if (b.Participants.FirstOrDefault(q => Topics.SameName(person.Person, q.Person)) is not { } same)
            {
                if (b.Participants.FirstOrDefault(q => q.Person is not null && q.Party == person.Party && !a.Participants.Any(p => Topics.SameName(p.Person, q.Person))) is { } other)
                    differently.Add(new Told($"who came for {person.Party}", person.Person!, other.Person!, a, b));
                continue;
            }
            var offices = (string.Join("; ", person.Offices), string.Join("; ", same.Offices));
            (string.Equals(person.Person, same.Person, StringComparison.Ordinal) ? both : differently).Add(new Told("name", person.Person!, same.Person!, a, b));
            if (offices.Item1.Length > 0 && offices.Item2.Length > 0)
                (string.Equals(offices.Item1, offices.Item2, StringComparison.OrdinalIgnoreCase) ? both : differently).Add(new Told($"office of {same.Person}", offices.Item1, offices.Item2, a, b));
        }
    }

    /// <summary>Pairs the facts of both accounts that speak of one topic, the likest first.</summary>
    private (List<T> OnlyFirst, List<T> OnlySecond) Pair<T>(ImmutableArray<T> ones, ImmutableArray<T> others, string what, Func<T, string> words, Func<T, T, bool> same, Func<T, T, bool> comparable)
        where T : Fact
    {
        var (left, right) = (ones.ToList(), others.ToList());
        var topics = new Dictionary<Fact, HashSet<string>>(ReferenceEqualityComparer.Instance);
        foreach (var fact in left.Concat(right))
            topics[fact] = Topics.Of(fact);
        var pairs = (from x in left from y in right let like = Topics.Likeness(topics[x], topics[y]) + (same(x, y) ? 0.3 : 0) where Topics.Likeness(topics[x], topics[y]) >= OneTopic && comparable(x, y) orderby like descending select (x, y)).ToList();
        foreach (var (x, y) in pairs)
        {
            if (!left.Contains(x) || !right.Contains(y))
                continue;
            left.Remove(x);
            right.Remove(y);
            (same(x, y) ? both : differently).Add(new Told(what, words(x), words(y), x, y));
        }
        return (left, right);
    }
}

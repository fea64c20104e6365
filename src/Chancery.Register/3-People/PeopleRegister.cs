using Chancery.Lexicons;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.People;

/// <summary>
/// Who is one person across releases. Names with the same words for one party are one person, whatever their order, capitals and accents; what is only likely
/// is proposed to an officer. For one import on one thread.
/// </summary>
/// <param name="context">The register.</param>
/// <param name="known">Numbers by key that were looked up or given before; kept between batches by whoever imports.</param>
/// <param name="next">Gives the next number.</param>
internal sealed class PeopleRegister(RegisterContext context, Dictionary<string, long> known, Func<long> next)
{
    /// <summary>How many keys are kept in memory; beyond that all are forgotten and looked up again.</summary>
    private const int MostKept = 200_000;

    public List<PersonRow> New { get; } = [];

    public List<PersonWordRow> Words { get; } = [];

    /// <summary>Loads those of the register who bear one of the names.</summary>
    public async Task LoadAsync(IEnumerable<Mention> named, CancellationToken stop)
    {
        if (known.Count > MostKept && New.Count == 0)
            known.Clear();
        foreach (var some in named.Select(n => n.Key).Where(k => !known.ContainsKey(k)).Distinct(StringComparer.Ordinal).Chunk(500))
        {
            await foreach (var person in context.People.AsNoTracking().Where(p => some.Contains(p.Key)).Select(p => new { p.Key, p.Id, p.MergedInto }).AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
                known[person.Key] = person.MergedInto ?? person.Id;
        }
    }

    /// <summary>The number of a person, new where nobody bears the name yet; null where nobody is named.</summary>
    public long? Find(Mention? named)
    {
        if (named is null)
            return null;
        if (known.TryGetValue(named.Key, out var id))
            return id;
        var person = new PersonRow { Id = next(), Name = named.Name, Key = named.Key, Party = named.Party };
        New.Add(person);
        foreach (var word in PersonName.Words(named.Name).Distinct(StringComparer.Ordinal))
            Words.Add(new PersonWordRow { Word = word, PersonId = person.Id });
        return known[named.Key] = person.Id;
    }

    /// <summary>Whom the new ones may be: proposals with their reasons.</summary>
    public async Task<List<ProposalRow>> ProposeAsync(CancellationToken stop)
    {
        var proposals = new List<ProposalRow>();
        foreach (var some in New.Chunk(200))
        {
            var words = some.SelectMany(p => PersonName.Words(p.Name)).Where(w => w.Length > 3).Distinct(StringComparer.Ordinal).ToArray();
            var near = await (from w in context.Set<PersonWordRow>() where words.Contains(w.Word) join p in context.People on w.PersonId equals p.Id where p.MergedInto == null select p).Distinct().Take(5000).AsNoTracking().ToListAsync(stop).ConfigureAwait(false);
            foreach (var one in some)
            {
                foreach (var other in near.Where(p => p.Id < one.Id).OrderBy(p => p.Id))
                {
                    if (Alike(one, other) is not { } reason)
                        continue;
                    proposals.Add(new ProposalRow { Id = next(), Kind = "merge", PersonId = other.Id, OtherId = one.Id, Reason = reason });
                    break;
                }
            }
        }
        return proposals;
    }

    /// <summary>Why two people may be one; null where nothing speaks for it.</summary>
    internal static string? Alike(PersonRow one, PersonRow other)
    {
        var (a, b) = (PersonName.Words(one.Name), PersonName.Words(other.Name));
        if (a.Length == 0 || b.Length == 0)
            return null;
        if (one.Party != other.Party)
            return a.Length > 1 && a.ToHashSet(StringComparer.Ordinal).SetEquals(b) ? $"the same name, for {one.Party ?? "no party"} and for {other.Party ?? "no party"}" : null;
        var (few, many) = a.Length <= b.Length ? (a, b) : (b, a);
        if (few.All(w => many.Contains(w, StringComparer.Ordinal)))
            return $"\"{(few == a ? one : other).Name}\" is part of \"{(few == a ? other : one).Name}\", both for {one.Party}";
        if (few.Length > 1 && few.Length == many.Length)
        {
            // All words but one are the same, and that one is spelt otherwise.
            var (left, right) = (few.Except(many, StringComparer.Ordinal).ToArray(), many.Except(few, StringComparer.Ordinal).ToArray());
            if (left.Length == 1 && right.Length == 1 && PersonName.Distance(left[0], right[0]) <= Math.Max(1, Math.Min(left[0].Length, right[0].Length) / 4))
                return $"\"{left[0]}\" and \"{right[0]}\" may be one name spelt in two ways, all else is the same, both for {one.Party}";
        }
        return null;
    }
}

/// <summary>A name as one release has it.</summary>
/// <param name="Key">The words of the name, plain and in the order of the alphabet, and the party: two mentions with one key are one person.</param>
internal sealed record Mention(string Name, string? Party, string Key)
{
    /// <summary>Null where nobody is named, or by no word.</summary>
    public static Mention? Of(string? name, string? party) =>
        name is not null && PersonName.Words(name) is { Length: > 0 } words ? new Mention(name, party, string.Join(' ', words.Order(StringComparer.Ordinal)) + "|" + party) : null;
}

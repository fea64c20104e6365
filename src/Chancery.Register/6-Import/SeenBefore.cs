namespace Chancery.Registers.Import;

/// <summary>
/// Of which hashes the register may hold one: a Bloom filter (Bloom, "Space/time trade-offs in hash coding with allowable errors", 1970), so that what is new, as most is, need not be looked up.
/// What was added is always found; of the rest one in a thousand is. For one thread.
/// </summary>
internal sealed class SeenBefore
{
    private const int BitsEach = 16;
    private const int Probes = 8;
    private const int FirstRoom = 1 << 16;

    /// <summary>Each has room for twice as many as the one before.</summary>
    private readonly List<ulong[]> filters = [];
    private long left;

    public void Add(string hash)
    {
        if (left == 0)
        {
            left = (long)FirstRoom << filters.Count;
            filters.Add(new ulong[left * BitsEach / 64]);
        }
        left--;
        var filter = filters[^1];
        foreach (var bit in Places(hash))
            filter[(bit >> 6) & (uint)(filter.Length - 1)] |= 1UL << (int)(bit & 63);
    }

    public bool MayHold(string hash)
    {
        var places = Places(hash);
        foreach (var filter in filters)
        {
            var all = true;
            foreach (var bit in places)
                all &= (filter[(bit >> 6) & (uint)(filter.Length - 1)] >> (int)(bit & 63) & 1) != 0;
            if (all)
                return true;
        }
        return false;
    }

    /// <summary>The bits of a hash, each so far from the one before (Kirsch and Mitzenmacher, "Less hashing, same performance", 2006).</summary>
    private static Bits Places(string hash)
    {
        var first = (uint)hash.GetHashCode(StringComparison.Ordinal) * 0x9E3779B97F4A7C15;
        var bits = new Bits();
        for (var i = 0; i < Probes; i++)
            bits[i] = first + (ulong)i * ((first >> 29) | 1);
        return bits;
    }

    [System.Runtime.CompilerServices.InlineArray(Probes)]
    private struct Bits
    {
        private ulong first;
    }
}

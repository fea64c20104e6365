using System.Buffers;
using System.IO.Compression;
using System.Text;

namespace Chancery.Registers.Store;

/// <summary>Bytes and texts, compressed by Brotli; the next quality takes twice as long for a twentieth of the size.</summary>
internal static class Packed
{
    private const int Quality = 0;
    private const int Window = 18;

    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        var room = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(bytes.Length));
        var packed = BrotliEncoder.TryCompress(bytes, room, out var written, Quality, Window) ? room[..written] : throw new InvalidOperationException("Brotli refused its own bound");
        ArrayPool<byte>.Shared.Return(room);
        return packed;
    }

    public static byte[] Pack(string text) => Pack(Encoding.UTF8.GetBytes(text));

    public static byte[] Bytes(byte[] packed)
    {
        using var stream = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    public static string Text(byte[] packed) => Encoding.UTF8.GetString(Bytes(packed));
}

/// <summary>Parties in one column: "JPN|KHM", in the order of their codes where order says nothing.</summary>
internal static class Bar
{
    public static string Join(IEnumerable<string> parties) => string.Join('|', parties);

    public static string Sorted(IEnumerable<string> parties) => string.Join('|', parties.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    public static string[] Split(string joined) => joined.Length == 0 ? [] : joined.Split('|');

    /// <summary>Of how many parties pairs are made, the first; an assembly is no relation.</summary>
    private const int MostPaired = 6;

    /// <summary>The pairs of several different parties, each in the order of their codes.</summary>
    public static IEnumerable<string> Pairs(IReadOnlyList<string> parties)
    {
        var most = Math.Min(parties.Count, MostPaired);
        for (var i = 0; i < most; i++)
        {
            for (var j = i + 1; j < most; j++)
                yield return string.CompareOrdinal(parties[i], parties[j]) < 0 ? $"{parties[i]}|{parties[j]}" : $"{parties[j]}|{parties[i]}";
        }
    }
}

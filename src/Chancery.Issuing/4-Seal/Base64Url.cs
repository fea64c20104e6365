using Url = System.Buffers.Text.Base64Url;

namespace Chancery.Issuing.Seals;

/// <summary>Bytes as signatures write them (RFC 7515, 2).</summary>
internal static class Base64Url
{
    public static string Encode(ReadOnlySpan<byte> bytes) => Url.EncodeToString(bytes);

    /// <summary>The bytes; null where the text is none.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text) => Url.IsValid(text) ? Url.DecodeFromChars(text) : null;
}

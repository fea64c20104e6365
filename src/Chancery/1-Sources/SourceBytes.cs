using System.Text;
using System.Text.Unicode;

namespace Chancery.Sources;

/// <summary>A text, or why there is none.</summary>
/// <param name="Text">The text, or null.</param>
/// <param name="Fault">Why there is none, as the end of a sentence that begins with the file's name; null where there is a text.</param>
public sealed record TextResult(string? Text, string? Fault);

/// <summary>Turns the bytes of a file into text, or says why that cannot be. Stateless and safe to call from any thread.</summary>
public static class SourceBytes
{
    /// <summary>The largest file that is read, in bytes: 32 MiB, some ten thousand releases' worth of text.</summary>
    public const int Limit = 32 * 1024 * 1024;

    private static readonly (byte[] Start, string What)[] Known =
    [
        ("PK\x03\x04"u8.ToArray(), "a ZIP archive, and no DOCX"), ([0xD0, 0xCF, 0x11, 0xE0], "an old Word file"),
        ([0x1F, 0x8B], "a gzip archive"), ("{\\rtf"u8.ToArray(), "an RTF file"),
    ];

    /// <summary>Decodes UTF-8 text.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <returns>The text without byte order mark, or the reason why the bytes are no text that can be read.</returns>
    public static TextResult Decode(ReadOnlySpan<byte> bytes) => bytes.Length > Limit ? new TextResult(null, TooLarge(bytes.Length)) : DecodeAny(bytes);

    /// <summary>The same for bytes of any length.</summary>
    internal static TextResult DecodeAny(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        foreach (var (start, what) in Known)
        {
            if (bytes.StartsWith(start))
                return new TextResult(null, $"is {what}; text, Markdown, PDF, DOCX, HTML and e-mail are read");
        }
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || LooksLikeUtf16(bytes))
            return new TextResult(null, "is text in UTF-16; convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)");
        if (bytes.Contains((byte)0))
            return new TextResult(null, "is not text: it holds binary data");
        if (!Utf8.IsValid(bytes))
            return new TextResult(null, "is not UTF-8, perhaps Windows-1252; convert it (iconv -f WINDOWS-1252 -t UTF-8)");
        var text = Encoding.UTF8.GetString(bytes);
        return text.AsSpan().IndexOfAnyExceptInRange('\0', ' ') < 0
            ? new TextResult(null, "is empty")
            : Script(text);
    }

    /// <summary>The reason given for a file that is too large.</summary>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="limit">The limit in bytes.</param>
    public static string TooLarge(long length, long limit = Limit) => $"has {length / (1024 * 1024)} MB; the limit is {limit / (1024 * 1024)} MB";

    private static bool LooksLikeUtf16(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, 400)];
        var (even, odd) = (0, 0);
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;
        }
        return sample.Length >= 8 && Math.Max(even, odd) > sample.Length / 4 && Math.Min(even, odd) < sample.Length / 20 + 1;
    }

    /// <summary>Latin letters must be at least a fifth of all letters.</summary>
    private static TextResult Script(string text)
    {
        var (latin, other, control) = (0, 0, 0);
        foreach (var c in text.AsSpan(0, Math.Min(text.Length, 100_000)))
        {
            if (c < 0x250)
            {
                if (char.IsLetter(c))
                    latin++;
                else if (c < ' ' && c is not ('\n' or '\r' or '\t' or '\f' or '\v'))
                    control++;
            }
            else if (char.IsLetter(c) && c is not (>= '\u1e00' and <= '\u1eff'))
                other++;
        }
        if (control > text.Length / 20 + 2)
            return new TextResult(null, "is not text: it holds control characters");
        return other > 4 * latin && other > 20
            ? new TextResult(null, "is in a script that is not read (only texts in Latin letters are)")
            : new TextResult(text, null);
    }
}

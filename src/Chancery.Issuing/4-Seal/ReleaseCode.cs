using System.Security.Cryptography;

namespace Chancery.Issuing.Seals;

/// <summary>The short code that a document bears, by which anybody finds its page. Stateless.</summary>
internal static class ReleaseCode
{
    /// <summary>Crockford's base 32: no letter that is taken for another.</summary>
    private const string Letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>A new code of 40 random bits, "7K3M-Q9TD".</summary>
    public static string New()
    {
        var code = RandomNumberGenerator.GetString(Letters, 8);
        return $"{code[..4]}-{code[4..]}";
    }

    /// <summary>A code as somebody typed it: letters in any case, without the line, O for 0 and I or L for 1; null where it is none.</summary>
    public static string? Of(string typed)
    {
        var code = string.Concat(typed.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }));
        return code.Length == 8 && code.All(c => Letters.Contains(c, StringComparison.Ordinal)) ? $"{code[..4]}-{code[4..]}" : null;
    }

    /// <summary>The address of the page of a code.</summary>
    /// <param name="site">Where the site is; empty where that is not known.</param>
    /// <param name="code">The code.</param>
    public static string AddressOf(string site, string code) => site.Length == 0 ? "" : $"{site.TrimEnd('/')}/v/{code}/";
}

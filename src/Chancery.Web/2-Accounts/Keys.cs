using System.Security.Cryptography;
using System.Text;
using System.Buffers.Text;

namespace Chancery.Web.Accounts;

/// <summary>Secrets that are handed out once and kept as their hash alone.</summary>
internal static class Keys
{
    /// <summary>256 bits of chance (OWASP ASVS 5.0, 7.2.3 asks for 128).</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>A secret of that length needs no slow hash.</summary>
    public static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    /// <summary>Whether two are the same, in a time that does not tell how far they are.</summary>
    public static bool Same(string a, string b) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chancery.Issuing.Seals;

/// <summary>A key that signs, with its certificate. Disposed by whoever opened it; one use at a time.</summary>
/// <param name="id">The JWK thumbprint (RFC 7638), by which signatures name it.</param>
/// <param name="certificate">The certificate, without the private key.</param>
/// <param name="rsa">The private key, or a stand-in that has a token sign.</param>
internal sealed class SealKey(string id, X509Certificate2 certificate, RSA rsa) : IDisposable
{
    /// <summary>Names the key in signatures.</summary>
    public string Id => id;

    /// <summary>The certificate.</summary>
    public X509Certificate2 Certificate => certificate;

    /// <summary>What signs.</summary>
    public RSA Private => rsa;

    /// <summary>A signature over some bytes: RSASSA-PKCS1-v1_5 with SHA-256 ("RS256" of RFC 7518), which tokens and Adobe's reader know alike.</summary>
    public byte[] Sign(byte[] data) => rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>The thumbprint of a public key (RFC 7638, 3).</summary>
    public static string ThumbprintOf(RSA key)
    {
        var (e, n) = Numbers(key);
        return Base64Url.Encode(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{{\"e\":\"{e}\",\"kty\":\"RSA\",\"n\":\"{n}\"}}")));
    }

    /// <summary>Exponent and modulus of a public key as a JWK writes them (RFC 7518, 6.3.1).</summary>
    public static (string E, string N) Numbers(RSA key)
    {
        var numbers = key.ExportParameters(includePrivateParameters: false);
        return (Base64Url.Encode(numbers.Exponent), Base64Url.Encode(numbers.Modulus));
    }

    public void Dispose()
    {
        rsa.Dispose();
        certificate.Dispose();
    }
}

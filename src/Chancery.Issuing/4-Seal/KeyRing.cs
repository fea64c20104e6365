using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chancery.Issuing.Documents;

namespace Chancery.Issuing.Seals;

/// <summary>A key of a ring: what is known of it without its private part. Immutable.</summary>
internal sealed record RingKey
{
    /// <summary>The JWK thumbprint.</summary>
    public string Id { get; init; } = "";

    /// <summary>The certificate, DER in base64.</summary>
    public string Certificate { get; init; } = "";

    /// <summary>When it began to sign, UTC.</summary>
    public DateTime From { get; init; }

    /// <summary>When another took its place, UTC; null while it signs. What it signed before holds.</summary>
    public DateTime? Retired { get; init; }

    /// <summary>From when on nothing that it signed is believed, UTC; null for a key that is good.</summary>
    public DateTime? Revoked { get; init; }

    /// <summary>Why it was revoked.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The token's library; null for a key in a file.</summary>
    public string? Module { get; init; }

    /// <summary>The token's label.</summary>
    public string? Token { get; init; }

    /// <summary>The key's label on the token.</summary>
    public string? Label { get; init; }
}

/// <summary>
/// The keys of a house in a folder: <c>ring.json</c> tells of each, private keys stand beside it in files that only their owner reads, or on tokens. One key signs at a time; the others stay for
/// what they signed. Every change is written to a new file that takes the old one's place. Not to be changed by two processes at once.
/// </summary>
internal sealed class KeyRing
{
    private const string Name = "ring.json";

    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private readonly string folder;

    /// <summary>The password of keys in files, and the PIN of tokens.</summary>
    private readonly string password;

    private KeyRing(string folder, string password, IReadOnlyList<RingKey> keys) => (this.folder, this.password, Keys) = (folder, password, keys);

    /// <summary>The keys, oldest first.</summary>
    public IReadOnlyList<RingKey> Keys { get; private set; }

    /// <summary>The key that signs; null where there is none.</summary>
    public RingKey? Current => Keys.LastOrDefault(k => k.Retired is null && k.Revoked is null);

    /// <summary>Opens the ring of a folder; one without keys where there is none. Or says why it cannot be read.</summary>
    public static (KeyRing? Ring, string? Fault) Open(string folder, string password)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
            return Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*.key.pem").Any() ? (null, $"{path}: it is gone, and there are keys beside where it was; restore it") : (new KeyRing(folder, password, []), null);
        try
        {
            return (new KeyRing(folder, password, JsonSerializer.Deserialize<List<RingKey>>(File.ReadAllBytes(path), Written) ?? []), null);
        }
        catch (Exception failure) when (failure is JsonException or IOException or UnauthorizedAccessException)
        {
            return (null, $"{path}: {failure.Message}");
        }
    }

    /// <summary>Makes a key in a file, which signs from now on; the one before it retires.</summary>
    /// <param name="house">The name in its certificate.</param>
    /// <param name="now">The time, UTC.</param>
    /// <param name="years">How long the certificate is good.</param>
    public RingKey Make(string house, DateTime now, int years = 3)
    {
        using var rsa = RSA.Create(3072);
        using var certificate = Certify(rsa, house, now, years);
        var id = SealKey.ThumbprintOf(rsa);
        Directory.CreateDirectory(folder);
        var pem = password.Length > 0 ? rsa.ExportEncryptedPkcs8PrivateKeyPem(password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 600_000)) : rsa.ExportPkcs8PrivateKeyPem();
        WriteSecret(KeyFile(id), pem);
        return Add(new RingKey { Id = id, Certificate = Convert.ToBase64String(certificate.RawData), From = now }, now);
    }

    /// <summary>Takes a key of a token into the ring, which signs from now on; or says why it cannot.</summary>
    public string? Take(string module, string token, string label, string house, DateTime now, byte[]? certificate)
    {
        var (key, fault) = TokenKey.Open(module, token, label, password);
        if (key is null)
            return fault;
        using (key)
        {
            using var certified = certificate is null ? Certify(key, house, now, 3) : X509CertificateLoader.LoadCertificate(certificate);
            using var open = certified.GetRSAPublicKey();
            if (open is null || SealKey.ThumbprintOf(open) != SealKey.ThumbprintOf(key))
                return "the certificate is not that of the token's key";
            Directory.CreateDirectory(folder);
            Add(new RingKey { Id = SealKey.ThumbprintOf(key), Certificate = Convert.ToBase64String(certified.RawData), From = now, Module = module, Token = token, Label = label }, now);
            return null;
        }
    }

    /// <summary>Says that nothing a key signed is believed from a time on; or why there is no such key.</summary>
    public string? Revoke(string id, string reason, DateTime from)
    {
        var found = Keys.Where(k => k.Id.StartsWith(id, StringComparison.Ordinal)).ToList();
        if (id.Length < 4 || found.Count != 1)
            return $"{id}: {(found.Count > 1 ? "several keys begin so" : "no key of the ring")}";
        Keys = [.. Keys.Select(k => k.Id == found[0].Id ? k with { Revoked = from, Reason = reason } : k)];
        Save();
        return null;
    }

    /// <summary>Opens the key that signs; or says why nothing can be signed.</summary>
    public (SealKey? Key, string? Fault) OpenCurrent(DateTime now)
    {
        if (Current is not { } current)
            return (null, $"{folder}: there is no key that signs; make one with “chancery keys new”");
        var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(current.Certificate));
        var end = certificate.NotAfter.ToUniversalTime();
        if (now > end)
        {
            certificate.Dispose();
            return (null, $"key {current.Id[..8]}: its certificate ended on {end:yyyy-MM-dd}; make another with “chancery keys new”");
        }
        if (current is { Module: { } module, Token: { } token, Label: { } label })
        {
            var (key, fault) = TokenKey.Open(module, token, label, password);
            return key is null ? (null, fault) : (new SealKey(current.Id, certificate, key), null);
        }
        var rsa = RSA.Create();
        try
        {
            var pem = File.ReadAllText(KeyFile(current.Id));
            if (pem.Contains("ENCRYPTED", StringComparison.Ordinal))
                rsa.ImportFromEncryptedPem(pem, password);
            else
                rsa.ImportFromPem(pem);
            return (new SealKey(current.Id, certificate, rsa), null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            rsa.Dispose();
            certificate.Dispose();
            return (null, failure is IOException ? $"{KeyFile(current.Id)}: the key is gone; restore it, or make another with “chancery keys new”" : $"{KeyFile(current.Id)}: {(failure is CryptographicException ? "the password does not open it" : failure.Message)}");
        }
    }

    /// <summary>The keys for all to see: a JWK set (RFC 7517), with certificates, and what became of each key.</summary>
    public JsonObject PublicSet() => PublicSet(Keys);

    /// <inheritdoc cref="PublicSet()"/>
    public static JsonObject PublicSet(IEnumerable<RingKey> keys)
    {
        var set = new JsonArray();
        foreach (var key in keys)
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(key.Certificate));
            using var rsa = certificate.GetRSAPublicKey()!;
            var (e, n) = SealKey.Numbers(rsa);
            var jwk = new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = key.Id, ["n"] = n, ["e"] = e, ["x5c"] = new JsonArray(key.Certificate), ["from"] = JsonForm.Time(key.From) };
            if (key.Retired is { } retired)
                jwk["retired"] = JsonForm.Time(retired);
            if (key.Revoked is { } revoked)
                (jwk["revoked"], jwk["reason"]) = (JsonForm.Time(revoked), key.Reason);
            set.Add(jwk);
        }
        return new JsonObject { ["keys"] = set };
    }

    private static X509Certificate2 Certify(RSA key, string house, DateTime now, int years)
    {
        var name = new X500DistinguishedNameBuilder();
        name.AddCommonName(house.Length == 0 ? "House" : house.Length > 64 ? house[..64] : house);
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        var from = new DateTimeOffset(DateTime.SpecifyKind(now, DateTimeKind.Utc)).AddMinutes(-5);
        using var made = request.Create(name.Build(), X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), from, from.AddYears(years), RandomNumberGenerator.GetBytes(16));
        return X509CertificateLoader.LoadCertificate(made.RawData);
    }

    private RingKey Add(RingKey key, DateTime now)
    {
        Keys = [.. Keys.Where(k => k.Id != key.Id).Select(k => k.Retired is null ? k with { Retired = now } : k), key];
        Save();
        return key;
    }

    private void Save()
    {
        var path = Path.Combine(folder, Name);
        File.WriteAllBytes(path + ".new", JsonSerializer.SerializeToUtf8Bytes(Keys, Written));
        File.Move(path + ".new", path, overwrite: true);
    }

    private string KeyFile(string id) => Path.Combine(folder, $"{id[..16]}.key.pem");

    private static void WriteSecret(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, options);
        stream.Write(System.Text.Encoding.ASCII.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}

using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Chancery.Issuing.Documents;

namespace Chancery.Issuing.Seals;

/// <summary>A document with the signature that stands beside it.</summary>
internal sealed record SealedDocument(IssuedDocument Document, string Hash, string Signature);

/// <summary>Signs the documents of a release with the key that signs now. Opens the ring anew each time, so that a rotation is seen. Safe to share.</summary>
/// <param name="folder">The ring's folder.</param>
/// <param name="password">The password of keys in files, and the PIN of tokens.</param>
/// <param name="site">Where the public site is; empty where that is not known.</param>
/// <param name="time">The clock.</param>
internal sealed class Sealer(string folder, string password, string site, TimeProvider time)
{
    private readonly Lock guard = new();

    /// <summary>Where the public site is.</summary>
    public string Site => site;

    /// <summary>The ring; or why it cannot be read.</summary>
    public (KeyRing? Ring, string? Fault) Ring() => KeyRing.Open(folder, password);

    /// <summary>The key that signs, made where the house has none yet; or why there is none.</summary>
    public (SealKey? Key, string? Fault) Key(string house)
    {
        lock (guard)
        {
            var now = time.GetUtcNow().UtcDateTime;
            var (ring, fault) = Ring();
            if (ring is null)
                return (null, fault);
            if (ring.Keys.Count == 0)
            {
                try
                {
                    ring.Make(house, now);
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    return (null, $"{folder}: no key can be made there: {failure.Message}");
                }
            }
            return ring.OpenCurrent(now);
        }
    }

    /// <summary>Signs all documents of a release; or says why not.</summary>
    public async Task<(IReadOnlyList<SealedDocument> Documents, string? Fault)> SealAsync(IReadOnlyList<IssuedDocument> made, IssueFacts issue, string house, string place, Func<string, string> nameOf)
    {
        var (key, fault) = Key(issue.House);
        if (key is null)
            return ([], fault);
        using (key)
        {
            try
            {
                var record = HashOf(made.Single(d => d.Form == "record").Bytes);
                var done = new List<SealedDocument>();
                foreach (var document in made)
                {
                    var bytes = document.Form == "pdf" ? await PdfSeal.SignAsync(document.Bytes, key, $"Issued by {issue.House}, {issue.Number}", place).ConfigureAwait(false) : document.Bytes;
                    var hash = HashOf(bytes);
                    var said = new JsonObject
                    {
                        ["file"] = nameOf(document.Form),
                        ["sha256"] = hash,
                        ["record_sha256"] = record,
                        ["house"] = house,
                        ["issuer"] = issue.House,
                        ["number"] = issue.Number,
                        ["edition"] = issue.Edition,
                        ["code"] = issue.Code,
                        ["signed"] = JsonForm.Time(time.GetUtcNow().UtcDateTime),
                    };
                    done.Add(new SealedDocument(document with { Bytes = bytes }, hash, Jws.Sign(said, key)));
                }
                return (done, null);
            }
            catch (Exception failure) when (failure is CryptographicException or Net.Pkcs11Interop.Common.Pkcs11Exception)
            {
                return ([], $"the documents cannot be signed: {failure.Message}");
            }
        }
    }

    /// <summary>SHA-256 in lower-case hexadecimal.</summary>
    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Chancery.Issuing.Seals;

/// <summary>A private key that never leaves a token (PKCS#11 2.40): the token signs. Closes its session when disposed; one use at a time.</summary>
internal sealed class TokenKey : RSA
{
    /// <summary>DigestInfo of SHA-256 before the hash (RFC 8017, 9.2, note 1).</summary>
    private static readonly byte[] Sha256Info = [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

    // Pkcs11Interop asks for "libdl", which Debian has by that name only with the C library's headers.
    static TokenKey() => NativeLibrary.SetDllImportResolver(typeof(Pkcs11InteropFactories).Assembly, (name, assembly, path) => name == "libdl" && NativeLibrary.TryLoad("libdl.so.2", out var found) ? found : IntPtr.Zero);

    private readonly IPkcs11Library library;
    private readonly ISession session;
    private readonly IObjectHandle key;
    private readonly RSAParameters known;

    private TokenKey(IPkcs11Library library, ISession session, IObjectHandle key, RSAParameters known)
    {
        (this.library, this.session, this.key, this.known) = (library, session, key, known);
        KeySizeValue = known.Modulus!.Length * 8;
    }

    /// <summary>Opens the key of a label on a token; or says why it cannot be.</summary>
    /// <param name="module">The token's library, as /usr/lib/softhsm/libsofthsm2.so.</param>
    /// <param name="token">The token's label.</param>
    /// <param name="label">The key's label.</param>
    /// <param name="pin">The user's PIN.</param>
    public static (TokenKey? Key, string? Fault) Open(string module, string token, string label, string pin)
    {
        if (!File.Exists(module))
            return (null, $"{module}: the token's library is not there");
        var factories = new Pkcs11InteropFactories();
        IPkcs11Library? library = null;
        try
        {
            library = factories.Pkcs11LibraryFactory.LoadPkcs11Library(factories, module, AppType.MultiThreaded);
            var slot = library.GetSlotList(SlotsType.WithTokenPresent).Find(s => s.GetTokenInfo().Label.Trim() == token);
            if (slot is null)
                return (null, Closed(library, $"{module}: no token is called “{token}”"));
            var session = slot.OpenSession(SessionType.ReadOnly);
            try
            {
                session.Login(CKU.CKU_USER, pin);
            }
            catch (Pkcs11Exception failure) when (failure.RV == CKR.CKR_USER_ALREADY_LOGGED_IN)
            {
                // Another session of this process has logged in.
            }
            IObjectHandle? Find(CKO kind) => session.FindAllObjects([factories.ObjectAttributeFactory.Create(CKA.CKA_CLASS, kind), factories.ObjectAttributeFactory.Create(CKA.CKA_LABEL, label)]) is [var one, ..] ? one : null;
            if (Find(CKO.CKO_PRIVATE_KEY) is not { } secret || Find(CKO.CKO_PUBLIC_KEY) is not { } open)
            {
                session.Dispose();
                return (null, Closed(library, $"token “{token}”: it has no pair of keys called “{label}”"));
            }
            var numbers = session.GetAttributeValue(open, [CKA.CKA_MODULUS, CKA.CKA_PUBLIC_EXPONENT]);
            return (new TokenKey(library, session, secret, new RSAParameters { Modulus = numbers[0].GetValueAsByteArray(), Exponent = numbers[1].GetValueAsByteArray() }), null);
        }
        catch (Exception failure) when (failure is Pkcs11Exception or UnmanagedException)
        {
            return (null, Closed(library, $"token “{token}”: {failure.Message}"));
        }
    }

    private static string Closed(IPkcs11Library? library, string fault)
    {
        library?.Dispose();
        return fault;
    }

    public override RSAParameters ExportParameters(bool includePrivateParameters) => includePrivateParameters ? throw new CryptographicException("the private key does not leave its token") : known;

    public override void ImportParameters(RSAParameters parameters) => throw new CryptographicException("a token's key is made on the token");

    public override byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding)
    {
        if (hashAlgorithm != HashAlgorithmName.SHA256 || padding != RSASignaturePadding.Pkcs1)
            throw new CryptographicException("a token signs SHA-256 with PKCS#1 v1.5 here");
        using var mechanism = session.Factories.MechanismFactory.Create(CKM.CKM_RSA_PKCS);
        return session.Sign(mechanism, key, [.. Sha256Info, .. hash]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            session.Dispose();
            library.Dispose();
        }
        base.Dispose(disposing);
    }
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chancery.Issuing.Seals;
using Chancery.Web.Server;

namespace Chancery.Command;

/// <summary>Keeps the keys that sign what is issued.</summary>
internal static class KeysCommand
{
    internal sealed record OnToken(string Module, string Token, string Label, string? Certificate);

    public static int List(string? keys, string? register, TextWriter output, TextWriter error) => With(keys, register, error, (ring, _) =>
    {
        if (ring.Keys.Count == 0)
            output.WriteLine("There is no key yet; one is made with “chancery keys new”, or by itself at the first issue.");
        foreach (var key in ring.Keys)
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(key.Certificate));
            var state = key.Revoked is { } revoked ? $"revoked from {revoked:yyyy-MM-dd HH:mm} on: {key.Reason}" : key.Retired is { } retired ? $"retired {retired:yyyy-MM-dd}" : certificate.NotAfter.ToUniversalTime() < DateTime.UtcNow ? "signs no more: its certificate has ended" : "signs";
            output.WriteLine($"{key.Id[..16]}  from {key.From:yyyy-MM-dd} to {certificate.NotAfter.ToUniversalTime():yyyy-MM-dd}  {(key.Module is null ? "file" : $"token {key.Token}")}  {state}");
        }
        return null;
    });

    public static int New(string? keys, string? register, string house, int years, TextWriter output, TextWriter error) => With(keys, register, error, (ring, _) =>
    {
        if (years is < 1 or > 20)
            return "--years: is from 1 to 20";
        var made = ring.Make(house, DateTime.UtcNow, years);
        output.WriteLine($"{made.Id[..16]} signs from now on");
        return null;
    });

    public static int Take(string? keys, string? register, OnToken at, string house, TextWriter output, TextWriter error) => With(keys, register, error, (ring, _) =>
    {
        byte[]? certificate = null;
        if (at.Certificate is { } path)
        {
            var bytes = File.ReadAllBytes(path);
            using var loaded = bytes.AsSpan().StartsWith("-----"u8) ? X509Certificate2.CreateFromPem(File.ReadAllText(path)) : X509CertificateLoader.LoadCertificate(bytes);
            certificate = loaded.RawData;
        }
        if (ring.Take(at.Module, at.Token, at.Label, house, DateTime.UtcNow, certificate) is { } fault)
            return fault;
        output.WriteLine($"{ring.Current!.Id[..16]} signs from now on");
        return null;
    });

    public static int Revoke(string? keys, string? register, string id, string reason, DateTime? from, TextWriter output, TextWriter error) => With(keys, register, error, (ring, _) =>
    {
        if (ring.Revoke(id, reason, from is { } at ? DateTime.SpecifyKind(at, DateTimeKind.Utc) : DateTime.UtcNow) is { } fault)
            return fault;
        output.WriteLine("revoked; publish the site so that all can see it");
        return null;
    });

    public static int Try(string? keys, string? register, string? pdf, TextWriter output, TextWriter error) => With(keys, register, error, (ring, _) =>
    {
        var (key, fault) = ring.OpenCurrent(DateTime.UtcNow);
        if (key is null)
            return fault;
        using (key)
        {
            using var set = System.Text.Json.JsonDocument.Parse(ring.PublicSet().ToJsonString());
            if (Jws.Check(Jws.Sign(new System.Text.Json.Nodes.JsonObject { ["trial"] = true }, key), set.RootElement).Fault is { } wrong)
                return wrong;
            output.WriteLine($"{key.Id[..16]} signs, and its signature is believed");
            if (pdf is not null)
            {
                var path = Path.ChangeExtension(pdf, ".signed.pdf");
                File.WriteAllBytes(path, PdfSeal.SignAsync(File.ReadAllBytes(pdf), key, "Trial", "").GetAwaiter().GetResult());
                output.WriteLine($"{path}: look at it with pdfsig, or in Adobe's reader");
            }
        }
        return null;
    });

    private static int With(string? keys, string? register, TextWriter error, Func<KeyRing, string, string?> act)
    {
        try
        {
            var (settings, fault) = ServerSettings.Of(Directory.GetCurrentDirectory());
            var named = RegisterOpening.Named(register ?? settings.Register);
            var folder = keys ?? settings.KeysFolder(named, !named.Contains('=', StringComparison.Ordinal) && !named.StartsWith("postgres", StringComparison.Ordinal));
            var ring = fault is null ? KeyRing.Open(folder, settings.KeyPassword) : (null, fault);
            if ((ring.Fault ?? (ring.Ring is null ? fault : act(ring.Ring, folder))) is not { } wrong)
                return 0;
            error.WriteLine($"chancery: {wrong}");
            return 2;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            error.WriteLine($"chancery: {failure.Message}");
            return 2;
        }
    }
}

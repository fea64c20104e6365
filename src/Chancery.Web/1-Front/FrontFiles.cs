using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Chancery.Web.Front;

/// <summary>Styles, script and map, carried by the assembly. Each is had under an address that names its content, so that browsers keep it for good and never have an old one. Immutable.</summary>
internal static class FrontFiles
{
    private sealed record FrontFile(string Address, string ContentType, byte[] Bytes, byte[] Packed);

    private static readonly FrozenDictionary<string, FrontFile> Files = new[] { ("site.css", "text/css; charset=utf-8"), ("site.js", "text/javascript; charset=utf-8"), ("world.svg", "image/svg+xml"), ("icon.svg", "image/svg+xml") }
        .Select(f => (Name: f.Item1, File: Load(f.Item1, f.Item2))).Where(f => f.File is not null).ToFrozenDictionary(f => f.Name, f => f.File!, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrontFile> ByAddress = Files.Values.ToFrozenDictionary(f => f.Address, StringComparer.Ordinal);

    /// <summary>Where a file is had; null for one that this build was made without.</summary>
    public static string? Address(string name) => Files.TryGetValue(name, out var file) ? file.Address : null;

    public static void Map(WebApplication app) => app.MapGet("/front/{name}", Answer).AllowAnonymous().ExcludeFromDescription();

    private static IResult Answer(HttpContext http, string name)
    {
        if (!ByAddress.TryGetValue("/front/" + name, out var file))
            return Results.NotFound();
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.Vary = "Accept-Encoding";
        if (!http.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            return Results.Bytes(file.Bytes, file.ContentType);
        http.Response.Headers.ContentEncoding = "br";
        return Results.Bytes(file.Packed, file.ContentType);
    }

    private static FrontFile? Load(string name, string type)
    {
        using var stream = typeof(FrontFiles).Assembly.GetManifestResourceStream("front/" + name);
        if (stream is null)
            return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Optimal))
            brotli.Write(bytes);
        var (stem, end) = (Path.GetFileNameWithoutExtension(name), Path.GetExtension(name));
        return new FrontFile($"/front/{stem}.{Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]}{end}", type, bytes, packed.ToArray());
    }
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chancery.Issuing.Seals;

/// <summary>Why a signature is believed or not.</summary>
/// <param name="Payload">What it says; null where it is not believed.</param>
/// <param name="Key">The key that signed; empty where it names none.</param>
/// <param name="Fault">Why it is not believed; null where it is.</param>
internal sealed record Signed(JsonElement? Payload, string Key, string? Fault);

/// <summary>Signatures in the compact form of RFC 7515, over what is said of a file and not over the file itself, so that they stand beside it. Stateless.</summary>
internal static class Jws
{
    /// <summary>Signs what is said.</summary>
    public static string Sign(JsonObject said, SealKey key)
    {
        var head = new JsonObject { ["alg"] = "RS256", ["kid"] = key.Id, ["typ"] = "JWS" };
        var text = $"{Base64Url.Encode(Encoding.UTF8.GetBytes(head.ToJsonString()))}.{Base64Url.Encode(Encoding.UTF8.GetBytes(said.ToJsonString()))}";
        return $"{text}.{Base64Url.Encode(key.Sign(Encoding.ASCII.GetBytes(text)))}";
    }

    /// <summary>Looks whether a key of a set signed, and was believed when it did.</summary>
    /// <param name="jws">The signature.</param>
    /// <param name="set">A JWK set, as the house publishes it.</param>
    public static Signed Check(string jws, JsonElement set)
    {
        var parts = jws.Trim().Split('.');
        if (parts.Length != 3 || Base64Url.Decode(parts[0]) is not { } head || Base64Url.Decode(parts[1]) is not { } body || Base64Url.Decode(parts[2]) is not { } signature || Json(head) is not { ValueKind: JsonValueKind.Object } headed || Json(body) is not { ValueKind: JsonValueKind.Object } said)
            return new Signed(null, "", "it is no signature of this kind");
        var id = headed.TryGetProperty("kid", out var kid) && kid.ValueKind == JsonValueKind.String ? kid.GetString()! : "";
        if (!headed.TryGetProperty("alg", out var algorithm) || algorithm.ValueKind != JsonValueKind.String || algorithm.GetString() != "RS256" || headed.TryGetProperty("crit", out _))
            return new Signed(null, id, "it is signed in a way that the house does not use");
        if (!set.TryGetProperty("keys", out var keys) || keys.EnumerateArray().FirstOrDefault(k => k.TryGetProperty("kid", out var name) && name.GetString() == id) is not { ValueKind: JsonValueKind.Object } key)
            return new Signed(null, id, "the key that signed it is none of the house's");
        using var rsa = RSA.Create(new RSAParameters { Modulus = Base64Url.Decode(key.GetProperty("n").GetString()), Exponent = Base64Url.Decode(key.GetProperty("e").GetString()) });
        if (!rsa.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
            return new Signed(null, id, "the signature is not that of what it says");
        if (key.TryGetProperty("revoked", out var revoked) && (!said.TryGetProperty("signed", out var at) || string.CompareOrdinal(at.GetString(), revoked.GetString()) >= 0))
            return new Signed(null, id, $"the key was revoked on {revoked.GetString()}: {(key.TryGetProperty("reason", out var reason) ? reason.GetString() : "")}");
        return new Signed(said, id, null);
    }

    private static JsonElement? Json(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

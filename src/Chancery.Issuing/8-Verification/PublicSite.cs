using System.Text.Json;
using Chancery.Issuing.Seals;

namespace Chancery.Issuing.Verification;

/// <summary>What is asked of a published site: its files, from a folder or over HTTP. Keeps what it has read. Not to be shared.</summary>
/// <param name="get">A file of the site; null where it has none.</param>
/// <param name="name">What it is called in messages.</param>
internal sealed class PublicSite(Func<string, Task<byte[]?>> get, string name)
{
    /// <summary>The largest file that is taken from a site.</summary>
    private const int Most = 64 << 20;

    private readonly Dictionary<string, Task<byte[]?>> files = new(StringComparer.Ordinal);

    /// <summary>What it is called in messages.</summary>
    public string Name => name;

    /// <summary>A site in a folder.</summary>
    public static PublicSite InFolder(string folder) => new(async path =>
    {
        var whole = Path.GetFullPath(Path.Combine(folder, path));
        return whole.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(whole) ? await File.ReadAllBytesAsync(whole).ConfigureAwait(false) : null;
    }, folder);

    /// <summary>A site over HTTP.</summary>
    public static PublicSite At(HttpClient client, Uri address) => new(async path =>
    {
        using var answer = await client.GetAsync(new Uri(address, path)).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            return answer.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.Gone ? null : throw new HttpRequestException($"{address}{path}: {(int)answer.StatusCode}");
        return answer.Content.Headers.ContentLength > Most ? throw new HttpRequestException($"{address}{path}: is larger than {Most >> 20} MiB") : await answer.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
    }, address.ToString());

    /// <summary>A file; null where there is none.</summary>
    public Task<byte[]?> BytesAsync(string path) => files.TryGetValue(path, out var kept) ? kept : files[path] = get(path);

    /// <summary>A file of JSON; null where there is none.</summary>
    public async Task<JsonElement?> JsonAsync(string path)
    {
        if (await BytesAsync(path).ConfigureAwait(false) is not { } bytes)
            return null;
        using var document = JsonDocument.Parse(bytes);
        return document.RootElement.Clone();
    }

    /// <summary>The log's lines, in order.</summary>
    public async Task<IReadOnlyList<string>> LogAsync()
    {
        var lines = new List<string>();
        for (var part = 1; await BytesAsync($"log/{part:00000}.jsonl").ConfigureAwait(false) is { } bytes; part++)
            lines.AddRange(System.Text.Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        return lines;
    }

    /// <summary>The keys of the house.</summary>
    public async Task<JsonElement> KeysAsync() => await JsonAsync("keys.json").ConfigureAwait(false) ?? JsonDocument.Parse("{\"keys\":[]}").RootElement;

    /// <summary>Looks at the log: whether it is one chain, whether its head is signed, and whether it holds a hash that was kept.</summary>
    public async Task<(IReadOnlyList<LoggedIssue> Entries, string Head, string? Fault)> CheckLogAsync(string? known)
    {
        var (entries, head, fault) = PublicLog.Check(await LogAsync().ConfigureAwait(false), known);
        if (fault is not null)
            return (entries, head, fault);
        if (await BytesAsync("log/head.jws").ConfigureAwait(false) is not { } jws)
            return (entries, head, entries.Count == 0 ? null : "the head of the log is not signed");
        var signed = Jws.Check(System.Text.Encoding.ASCII.GetString(jws), await KeysAsync().ConfigureAwait(false));
        return signed.Payload is not { } said ? (entries, head, $"the head of the log: {signed.Fault}")
            : said.GetProperty("head").GetString() != head || said.GetProperty("lines").GetInt64() != entries.Count ? (entries, head, "the log is not the one whose head was signed")
            : (entries, head, null);
    }
}

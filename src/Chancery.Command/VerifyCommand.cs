using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Verification;
using Chancery.Sources;

namespace Chancery.Command;

/// <summary>Says whether files or words are what a house issued.</summary>
internal static class VerifyCommand
{
    internal sealed record Options(IReadOnlyList<string> Paths, string Site, string? Signature, bool Log, string? Known, string Format);

    /// <returns>0 if all is genuine; 1 if something is not, or could not be read; 2 if there is no site to ask.</returns>
    public static async Task<int> RunAsync(Options options, TextReader input, TextWriter output, TextWriter error, CancellationToken stop)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        PublicSite site;
        if (Uri.TryCreate(options.Site, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            site = PublicSite.At(client, new Uri(address.ToString().TrimEnd('/') + "/"));
        else if (File.Exists(Path.Combine(options.Site, "keys.json")))
            site = PublicSite.InFolder(options.Site);
        else
        {
            await error.WriteLineAsync($"chancery: {options.Site}: is no published site").ConfigureAwait(false);
            return 2;
        }
        try
        {
            return options.Log ? await LogAsync(site, options, output).ConfigureAwait(false) : await FilesAsync(site, options, input, output, error, stop).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or JsonException or IOException && !stop.IsCancellationRequested)
        {
            await error.WriteLineAsync($"chancery: {options.Site}: {failure.Message}").ConfigureAwait(false);
            return 2;
        }
    }

    private static async Task<int> LogAsync(PublicSite site, Options options, TextWriter output)
    {
        var (entries, head, fault) = await site.CheckLogAsync(options.Known).ConfigureAwait(false);
        if (options.Format == "json")
            await output.WriteLineAsync(new JsonObject { ["lines"] = entries.Count, ["head"] = head, ["fault"] = fault }.ToJsonString(JsonForm.Indented)).ConfigureAwait(false);
        else
            await output.WriteLineAsync(entries.Count == 0 && fault is null ? "the log is empty: nothing was issued" : fault is null ? string.Create(CultureInfo.InvariantCulture, $"{entries.Count:N0} lines, one chain, its head signed by the house: {head}") : $"the log is not whole: {fault}").ConfigureAwait(false);
        return fault is null ? 0 : 1;
    }

    private static async Task<int> FilesAsync(PublicSite site, Options options, TextReader input, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var verifier = new Verifier(site);
        var all = true;
        foreach (var path in options.Paths.DefaultIfEmpty("-"))
        {
            var (exhibit, fault) = path == "-" ? (Exhibits.OfWords(await input.ReadToEndAsync(stop).ConfigureAwait(false)), null) : await ReadAsync(path, options.Signature, stop).ConfigureAwait(false);
            if (exhibit is null)
            {
                await error.WriteLineAsync($"chancery: {path}: {fault}").ConfigureAwait(false);
                all = false;
                continue;
            }
            var verdict = await verifier.VerifyAsync(exhibit).ConfigureAwait(false);
            all &= verdict.IsGood;
            await output.WriteLineAsync(options.Format == "json" ? Exhibits.Json(path, verdict).ToJsonString(JsonForm.Indented) : Exhibits.Text(path, verdict)).ConfigureAwait(false);
        }
        return all ? 0 : 1;
    }

    private static async Task<(Exhibit? Exhibit, string? Fault)> ReadAsync(string path, string? signature, CancellationToken stop)
    {
        var (bytes, fault) = await Inputs.BytesAsync(path, SourceLimits.Standard, stop).ConfigureAwait(false);
        if (bytes is null)
            return (null, fault);
        var opened = await Inputs.OfAsync(path, path, bytes, SourceLimits.Standard).ConfigureAwait(false);
        var beside = signature ?? path + ".jws";
        var jws = File.Exists(beside) ? await File.ReadAllTextAsync(beside, stop).ConfigureAwait(false) : null;
        if (signature is not null && jws is null)
            return (null, $"{signature}: it is not there");
        return (Exhibits.Of(bytes, opened.Document, jws), null);
    }
}

using System.Text.Json;
using Chancery.Registers.Search;
using Chancery.Web.Api;

namespace Chancery.Command;

/// <summary>Searches the register.</summary>
internal static class SearchCommand
{
    /// <returns>0; 1 if nothing was found; 2 if there is no register.</returns>
    public static async Task<int> RunAsync(SearchQuery query, string format, string? register, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (await RegisterOpening.OpenAsync(register, error, stop).ConfigureAwait(false) is not { } store)
            return 2;
        var context = store.Context();
        await using (context.ConfigureAwait(false))
        {
            var result = await SearchIndex.FindAsync(context, query, facets: true, stop).ConfigureAwait(false);
            if (format == "json")
                await output.WriteLineAsync(JsonSerializer.Serialize(result, RegisterJson.Indented)).ConfigureAwait(false);
            else
                await WriteAsync(result, output, !Console.IsOutputRedirected).ConfigureAwait(false);
            return result.Hits.Count > 0 ? 0 : 1;
        }
    }

    private static async Task WriteAsync(SearchResult result, TextWriter output, bool bold)
    {
        foreach (var hit in result.Hits)
        {
            await output.WriteLineAsync($"{hit.Day:yyyy-MM-dd}  {hit.Issuer,-5}  {hit.Headline}  [{hit.Id}]").ConfigureAwait(false);
            if (hit.Passage.Length > 0)
                await output.WriteLineAsync("    " + Marked(hit, bold)).ConfigureAwait(false);
        }
        if (result.Next is not null)
            await output.WriteLineAsync($"… more: --before {result.Next}").ConfigureAwait(false);
        foreach (var (name, values) in result.Facets.Where(f => f.Value.Count > 0))
            await output.WriteLineAsync($"{name}: {string.Join(", ", values.Select(v => $"{v.Value} {v.Count}"))}").ConfigureAwait(false);
    }

    /// <summary>The words that were looked for in bold on a terminal, else between marks.</summary>
    private static string Marked(SearchHit hit, bool bold)
    {
        var text = hit.Passage;
        foreach (var mark in hit.Marks.Reverse())
            text = text[..mark[0]] + (bold ? "\e[1m" : "«") + text[mark[0]..mark[1]] + (bold ? "\e[0m" : "»") + text[mark[1]..];
        return text;
    }
}

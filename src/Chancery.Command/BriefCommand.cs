using System.Text;
using Chancery.Registers.Briefs;

namespace Chancery.Command;

/// <summary>Writes a brief on a party.</summary>
internal static class BriefCommand
{
    /// <returns>0; 1 if the file cannot be written or the party is not known; 2 if there is no register.</returns>
    public static async Task<int> RunAsync(string party, string? side, DateOnly day, string? path, string? register, string? folder, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (LexiconFolder.Open(folder, error) is not { } lexicon || await RegisterOpening.OpenAsync(register, error, stop).ConfigureAwait(false) is not { } store)
            return 2;
        foreach (var code in new[] { party, side }.OfType<string>())
        {
            if (!lexicon.PartyByCode.ContainsKey(code))
            {
                await error.WriteLineAsync($"chancery: {code}: is no party that the lexicon knows (JPN, KHM, ASEAN …)").ConfigureAwait(false);
                return 1;
            }
        }
        var context = store.Context();
        await using (context.ConfigureAwait(false))
        {
            var brief = await new BriefWriter(context, lexicon).WriteAsync(party, side, day, stop).ConfigureAwait(false);
            var bytes = Path.GetExtension(path)?.ToLowerInvariant() switch
            {
                ".docx" => BriefDocx.Write(brief),
                ".html" or ".htm" => Encoding.UTF8.GetBytes(BriefText.Html(brief)),
                null or ".md" or "" => Encoding.UTF8.GetBytes(BriefText.Markdown(brief)),
                _ => null,
            };
            if (bytes is null)
            {
                await error.WriteLineAsync($"chancery: {path}: a brief is written as .docx, .html or .md").ConfigureAwait(false);
                return 1;
            }
            if (path is null)
            {
                await output.WriteAsync(Encoding.UTF8.GetString(bytes)).ConfigureAwait(false);
                return 0;
            }
            return await Archive.SaveAsync(path, bytes, error, stop).ConfigureAwait(false);
        }
    }
}

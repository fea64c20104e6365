using System.Text;
using Chancery.Drafts;

namespace Chancery.Command;

/// <summary>Writes the first draft of a release from notes, or from a record.</summary>
internal static class DraftCommand
{
    /// <summary>How large a file of notes may be, in bytes.</summary>
    private const long Most = 1 << 20;

    /// <returns>0; 1 if the notes cannot be read or the file not written; 2 if the lexicon has faults. What reads otherwise than the notes say is told, and no fault.</returns>
    public static async Task<int> RunAsync(string notes, string? path, string? folder, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (LexiconFolder.Open(folder, error) is not { } lexicon)
            return 2;
        string text;
        try
        {
            if (new FileInfo(notes).Length > Most)
            {
                await error.WriteLineAsync($"chancery: {notes}: is larger than {Most >> 20} MiB").ConfigureAwait(false);
                return 1;
            }
            text = await File.ReadAllTextAsync(notes, stop).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"chancery: {notes}: cannot be read: {fault.Message}").ConfigureAwait(false);
            return 1;
        }
        var (record, why) = text.TrimStart().StartsWith('{') ? (RecordJson.Read(text), "is no record") : DraftNotes.Read(text, lexicon);
        if (record is null)
        {
            await error.WriteLineAsync($"chancery: {notes}: {why}").ConfigureAwait(false);
            return 1;
        }
        var draft = new Drafter(lexicon).Write(record);
        foreach (var warning in draft.Warnings)
            await error.WriteLineAsync($"chancery: {notes}: {warning}").ConfigureAwait(false);
        var bytes = Path.GetExtension(path)?.ToLowerInvariant() switch
        {
            ".docx" => DraftDocx.Write(draft),
            ".html" or ".htm" => Encoding.UTF8.GetBytes(DraftHtml.Write(draft, record.Release)),
            ".pdf" => await PrintedPage.AsPdfAsync(DraftHtml.Write(draft, record.Release), error, stop).ConfigureAwait(false),
            null or "" or ".md" or ".txt" => Encoding.UTF8.GetBytes(draft.Text),
            _ => null,
        };
        if (bytes is null)
        {
            if (!string.Equals(Path.GetExtension(path), ".pdf", StringComparison.OrdinalIgnoreCase))
                await error.WriteLineAsync($"chancery: {path}: a draft is written as .docx, .html, .pdf, .md or .txt").ConfigureAwait(false);
            return 1;
        }
        if (path is null)
        {
            await output.WriteAsync(draft.Text).ConfigureAwait(false);
            return 0;
        }
        try
        {
            await Archive.ReplaceAsync(path, stream => stream.WriteAsync(bytes, stop).AsTask()).ConfigureAwait(false);
            return 0;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"chancery: {path}: cannot be written: {fault.Message}").ConfigureAwait(false);
            return 1;
        }
    }
}

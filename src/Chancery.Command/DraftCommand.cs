using System.Text;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Notes;

namespace Chancery.Command;

/// <summary>Writes the first draft of a release from notes, or from a record.</summary>
internal static class DraftCommand
{
    /// <summary>How large a file of notes may be, in bytes.</summary>
    private const long Most = 1 << 20;

    /// <returns>0; 1 if the notes cannot be read or the file not written; 2 if the lexicon has faults. What reads otherwise than the notes say is told, and no fault.</returns>
    public static async Task<int> RunAsync(string notes, string? path, string? register, string? folder, TextWriter output, TextWriter error, CancellationToken stop)
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
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"chancery: {notes}: cannot be read: {failure.Message}").ConfigureAwait(false);
            return 1;
        }
        var (record, why) = text.TrimStart().StartsWith('{') ? (RecordJson.Read(text), "is no record") : MeetingNotes.Read(text, lexicon);
        if (record is null)
        {
            await error.WriteLineAsync($"chancery: {notes}: {why}").ConfigureAwait(false);
            return 1;
        }
        if (register is not null)
        {
            if (await RegisterOpening.OpenAsync(register, error, stop).ConfigureAwait(false) is not { } store)
                return 2;
            var (filled, unknown) = await store.AskAsync(context => OfficesOfTheDay.FillAsync(context, record, stop)).ConfigureAwait(false);
            foreach (var nobody in unknown)
                await error.WriteLineAsync($"chancery: {notes}: {nobody}: the register knows nobody, or several, of this name").ConfigureAwait(false);
            record = filled;
        }
        var draft = new Drafter(lexicon).Write(record);
        foreach (var warning in draft.Warnings)
            await error.WriteLineAsync($"chancery: {notes}: {warning}").ConfigureAwait(false);
        // A house that has a letterhead writes on it.
        var head = lexicon.Letterheads.GetValueOrDefault(record.Release.IssuerCountry ?? "");
        if (head is not null)
            draft = Sheet.Of(draft, record.Release).Tidy().Compose(record.Release.Contacts.IsEmpty ? head : head with { Foot = [.. record.Release.Contacts.Select(c => new Lexicons.FootLine(Drafts.Sides.Capital(c.Kind), c.Value))] }, record.Release.Number, null);
        var read = new Reader(lexicon).Read(draft.Text).Record;
        string Page() => ReleaseHtml.Write(draft, record.Release, lexicon, head);
        byte[] Item() => Ninjs.Write(draft, Page(), read, new IssueFacts("urn:x-chancery:draft", record.Release.IssuerName ?? head?.EnglishName ?? "", record.Release.Number ?? "", 1, "", DateTime.UtcNow, null), lexicon);
        var (bytes, fault) = Path.GetExtension(path)?.ToLowerInvariant() switch
        {
            ".json" when path!.EndsWith(".ninjs.json", StringComparison.OrdinalIgnoreCase) => (Item(), null),
            ".json" when path!.EndsWith(".record.json", StringComparison.OrdinalIgnoreCase) => (RecordJson.Utf8(read).ToArray(), null),
            ".docx" => (ReleaseDocx.Write(draft, lexicon, head), null),
            ".html" or ".htm" => (Encoding.UTF8.GetBytes(Page()), null),
            ".pdf" => await PrintedPage.AsPdfAsync(Page(), stop).ConfigureAwait(false),
            null or "" or ".md" or ".txt" => (Encoding.UTF8.GetBytes(draft.Text), null),
            _ => (null, "a draft is written as .docx, .html, .pdf, .md, .txt, .ninjs.json or .record.json"),
        };
        if (bytes is null)
        {
            await error.WriteLineAsync($"chancery: {path}: {fault}").ConfigureAwait(false);
            return 1;
        }
        if (path is null)
        {
            await output.WriteAsync(draft.Text).ConfigureAwait(false);
            return 0;
        }
        return await Archive.SaveAsync(path, bytes, error, stop).ConfigureAwait(false);
    }
}

using System.Text;
using Chancery.Drafts;
using Chancery.Registers.People;
using Chancery.Registers.Store;

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
        if (register is not null)
        {
            if (await RegisterOpening.OpenAsync(register, error, stop).ConfigureAwait(false) is not { } store)
                return 2;
            record = await store.AskAsync(context => OfficesOfTheDayAsync(context, record, notes, error, stop)).ConfigureAwait(false);
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
        return await Archive.SaveAsync(path, bytes, error, stop).ConfigureAwait(false);
    }

    /// <summary>Who is named without an office gets, by the register, the offices held on the day of the engagement.</summary>
    private static async Task<ReleaseRecord> OfficesOfTheDayAsync(RegisterContext context, ReleaseRecord record, string notes, TextWriter error, CancellationToken stop)
    {
        var engagements = new List<Engagement>();
        foreach (var engagement in record.Engagements)
        {
            var day = DateOnly.TryParse(engagement.Start ?? record.Release.Date, out var on) ? on : DateOnly.FromDateTime(DateTime.Today);
            var people = new List<Participant>();
            foreach (var one in engagement.Participants)
            {
                var known = one.Person is not null && one.Offices.IsEmpty ? await OfficesHeld.OnAsync(context, one, day, stop).ConfigureAwait(false) : null;
                if (known is null && one.Person is not null && one.Offices.IsEmpty)
                    await error.WriteLineAsync($"chancery: {notes}: {one.Person}: the register knows nobody, or several, of this name").ConfigureAwait(false);
                // The name stays as the notes have it, for what was said is tied to it.
                people.Add(known is null ? one : known with { Person = one.Person });
            }
            engagements.Add(engagement with { Participants = [.. people] });
        }
        return record with { Engagements = [.. engagements], Acts = [.. record.Acts.Select(a => a.Person is { } said && a.By.IsEmpty && engagements.SelectMany(e => e.Participants).FirstOrDefault(p => p.Person == said)?.Party is { } party ? a with { By = [party] } : a)] };
    }
}

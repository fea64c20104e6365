using System.Text;

namespace Chancery.Sources;

/// <summary>Turns the bytes of any file that can be read into a document. Safe to call from any thread; reads and writes nothing itself.</summary>
public static class SourceFile
{
    /// <summary>Opens a file of any kind that is read: text, Markdown, PDF, DOCX, HTML, e-mail, and pictures of pages if there is a recognizer.</summary>
    /// <param name="bytes">The whole file. Its kind is told from the content.</param>
    /// <param name="recognizer">Reads pages that hold a picture and no text; null if there is none.</param>
    /// <param name="limits">How much the file may ask for; null for the standard limits.</param>
    /// <returns>The document, or why there is none. Never throws for any bytes.</returns>
    public static SourceResult Open(ReadOnlyMemory<byte> bytes, PageRecognizer? recognizer = null, SourceLimits? limits = null) =>
        Open(bytes, recognizer, limits ?? SourceLimits.Standard, 0);

    internal static SourceResult Open(ReadOnlyMemory<byte> bytes, PageRecognizer? recognizer, SourceLimits limits, int depth)
    {
        if (bytes.IsEmpty)
            return SourceResult.Bad("is empty");
        if (bytes.Length > limits.Bytes)
            return SourceResult.Bad(SourceBytes.TooLarge(bytes.Length, limits.Bytes));
        try
        {
            return KindOf(bytes.Span) switch
            {
                SourceKind.Pdf => Guarded(() => PdfSource.Read(bytes, recognizer, limits)),
                SourceKind.Docx => DocxSource.Read(bytes, limits),
                SourceKind.Html => Guarded(() => HtmlSource.Read(bytes, limits)),
                SourceKind.Mail => MailSource.Read(bytes, recognizer, limits, depth),
                SourceKind.Picture => ScanSource.Read(bytes, recognizer),
                _ => Plain(SourceBytes.DecodeAny(bytes.Span)),
            };
        }
#pragma warning disable CA1031 // Readers of other makers throw whatever damaged files provoke; the file's reader must go on with the next.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return SourceResult.Bad(Damaged(bytes.Span, fault));
        }
    }

    private static SourceResult Plain(TextResult decoded) =>
        decoded.Text is { } text ? SourceResult.Of(new SourceDocument(SourceKind.Text, text)) : SourceResult.Bad(decoded.Fault!);

    private static string Damaged(ReadOnlySpan<byte> bytes, Exception fault)
    {
        var what = KindOf(bytes) switch { SourceKind.Pdf => "PDF", SourceKind.Docx => "DOCX", SourceKind.Html => "web page", SourceKind.Mail => "mail", _ => "file" };
        return $"is a damaged {what}: {fault.Message.Split('\n')[0].Trim()}";
    }

    /// <summary>What the content says that the file is; text where nothing else is told.</summary>
    /// <param name="bytes">The whole file.</param>
    public static SourceKind KindOf(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 1024)];
        if (head.IndexOf("%PDF-"u8) is >= 0 and < 1020)
            return SourceKind.Pdf;
        if (head.StartsWith("PK\x03\x04"u8) && bytes.IndexOf("word/document.xml"u8) >= 0)
            return SourceKind.Docx;
        if (head is [0x89, 0x50, 0x4E, 0x47, ..] or [0xFF, 0xD8, 0xFF, ..] || head.StartsWith("II*\0"u8) || head.StartsWith("MM\0*"u8))
            return SourceKind.Picture;
        var start = Encoding.Latin1.GetString(head).TrimStart('\uFEFF', 'ï', '»', '¿', ' ', '\r', '\n', '\t');
        if (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<!--", StringComparison.Ordinal) && start.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<?xml", StringComparison.Ordinal) && start.Contains("<html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<head", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<body", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<article", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<div", StringComparison.OrdinalIgnoreCase))
            return SourceKind.Html;
        return IsMail(start) ? SourceKind.Mail : SourceKind.Text;
    }

    private static readonly string[] MailFields = ["received:", "return-path:", "from:", "to:", "subject:", "date:", "message-id:", "mime-version:", "content-type:", "delivered-to:", "dkim-signature:", "reply-to:", "x-"];

    /// <summary>Header fields from the first line on, three of them of those that mails have, one of them the sender.</summary>
    private static bool IsMail(string start)
    {
        var (known, from) = (0, false);
        foreach (var line in start.Split('\n'))
        {
            if (line.Trim().Length == 0)
                break;
            if (line[0] is ' ' or '\t')
                continue;
            var field = Array.Find(MailFields, f => line.StartsWith(f, StringComparison.OrdinalIgnoreCase));
            if (field is null && known == 0)
                return false;
            known += field is null ? 0 : 1;
            from |= field == "from:";
        }
        return known >= 3 && (from || known >= 5);
    }

    /// <summary>On a stack of its own, large enough for what other makers' readers do by recursion.</summary>
    private static SourceResult Guarded(Func<SourceResult> read)
    {
        SourceResult? result = null;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                result = read();
            }
#pragma warning disable CA1031 // See above.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                failure = fault;
            }
        }, 256 * 1024 * 1024);
        thread.Start();
        thread.Join();
        return result ?? throw new InvalidDataException(failure!.Message, failure);
    }
}

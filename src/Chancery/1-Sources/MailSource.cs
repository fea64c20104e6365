using System.Collections.Immutable;
using System.Text;
using MimeKit;

namespace Chancery.Sources;

/// <summary>Reads e-mails (RFC 5322, MIME): the body, and attachments that may be the release.</summary>
internal static class MailSource
{
    private const int MostAttachments = 20;

    public static SourceResult Read(ReadOnlyMemory<byte> bytes, PageRecognizer? recognizer, SourceLimits limits, int depth)
    {
        var deepest = Math.Max(1, limits.Depth / 100);
        if (depth > deepest)
            return SourceResult.Bad($"holds mails within mails, more than {deepest} deep");
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        var message = MimeMessage.Load(new ParserOptions { MaxMimeDepth = limits.Depth / 4 }, stream);
        var body = Body(message, limits);
        var attachments = ImmutableArray.CreateBuilder<SourceDocument>();
        foreach (var part in message.BodyParts.Where(p => p.IsAttachment || p is MessagePart or MimePart { ContentType.MimeType: "application/pdf" }).Take(MostAttachments))
        {
            using var content = new MemoryStream();
            if (part is MessagePart { Message: { } inner })
                inner.WriteTo(content);
            else if (part is MimePart { Content: { } data })
                data.DecodeTo(content);
            if (content.Length is > 0 && content.Length <= limits.Bytes && SourceFile.Open(content.ToArray(), recognizer, limits, depth + 1).Document is { } document)
                attachments.Add(document);
        }
        if (body is null && attachments.Count == 0)
            return SourceResult.Bad("is a mail without text that can be read");
        var sender = message.From.Mailboxes.FirstOrDefault();
        return SourceResult.Of(new SourceDocument(SourceKind.Mail, body?.Text ?? "")
        {
            Title = string.IsNullOrWhiteSpace(message.Subject) ? body?.Title : message.Subject.Trim(),
            Issued = message.Date == DateTimeOffset.MinValue ? body?.Issued : DateOnly.FromDateTime(message.Date.DateTime),
            Publisher = string.IsNullOrWhiteSpace(sender?.Name) ? null : sender.Name,
            Attachments = attachments.ToImmutable(),
        });
    }

    /// <summary>The plain body; failing that, the body as a web page.</summary>
    private static SourceDocument? Body(MimeMessage message, SourceLimits limits)
    {
        if (message.TextBody is { } plain && plain.Any(char.IsLetter))
            return new SourceDocument(SourceKind.Mail, plain.ReplaceLineEndings("\n").Trim());
        return message.HtmlBody is { } html ? HtmlSource.Read(Encoding.UTF8.GetBytes(html), limits).Document : null;
    }
}

using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace Chancery.Sources;

/// <summary>Reads Word documents (ECMA-376): paragraphs, headers and footers, tables, lists, text boxes; tracked changes as if accepted.</summary>
internal static class DocxSource
{
    public static SourceResult Read(ReadOnlyMemory<byte> bytes, SourceLimits limits)
    {
        using var stream = new MemoryStream(bytes.ToArray(), writable: false);
        if (Unpacked(stream, limits) is { } fault)
            return SourceResult.Bad(fault);
        stream.Position = 0;
        using var package = WordprocessingDocument.Open(stream, false, new OpenSettings { MaxCharactersInPart = limits.Unpacked });
        if (package.MainDocumentPart is not { Document.Body: { } body } main)
            return SourceResult.Bad("is a DOCX without a document in it");
        var text = new StringBuilder();
        var numbers = new Numbering(main);
        // What heads the first page heads the text; what stands at its foot ends it.
        foreach (var header in main.HeaderParts)
            Blocks(header.Header, text, numbers);
        Blocks(body, text, numbers);
        var feet = new HashSet<string>(StringComparer.Ordinal);
        foreach (var footer in main.FooterParts)
        {
            var foot = new StringBuilder();
            Blocks(footer.Footer, foot, numbers);
            if (feet.Add(foot.ToString()))
                text.Append(foot);
        }
        var result = text.ToString().Trim();
        return result.Length == 0 ? SourceResult.Bad("holds no text") : SourceResult.Of(new SourceDocument(SourceKind.Docx, result));
    }

    /// <summary>Unpacks to nowhere, counting; what the directory claims is not trusted.</summary>
    private static string? Unpacked(MemoryStream stream, SourceLimits limits)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        var left = limits.Unpacked;
        var buffer = new byte[81920];
        foreach (var entry in archive.Entries)
        {
            if (!entry.FullName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) && !entry.FullName.EndsWith(".rels", StringComparison.OrdinalIgnoreCase))
                continue;
            using var part = entry.Open();
            for (int count; (count = part.Read(buffer)) > 0;)
            {
                if ((left -= count) < 0)
                    return $"unpacks to more than {limits.Unpacked / (1024 * 1024)} MB";
            }
        }
        return null;
    }

    private static void Blocks(OpenXmlElement? parent, StringBuilder text, Numbering numbers)
    {
        foreach (var element in parent?.ChildElements ?? Enumerable.Empty<OpenXmlElement>())
        {
            switch (element)
            {
                case W.Paragraph paragraph:
                    Paragraph(paragraph, text, numbers);
                    break;
                case W.Table table:
                    foreach (var cell in table.Elements<W.TableRow>().SelectMany(r => r.Elements<W.TableCell>()))
                        Blocks(cell, text, numbers);
                    break;
                case W.SdtBlock block:
                    Blocks(block.SdtContentBlock, text, numbers);
                    break;
                case W.InsertedRun or W.CustomXmlBlock:
                    Blocks(element, text, numbers);
                    break;
                default:
                    break;
            }
        }
    }

    private static void Paragraph(W.Paragraph paragraph, StringBuilder text, Numbering numbers)
    {
        var line = new StringBuilder();
        var boxes = new List<OpenXmlElement>();
        Runs(paragraph, line, boxes);
        var words = line.ToString().Trim();
        if (words.Length > 0)
            text.Append(numbers.Of(paragraph)).Append(words).Append("\n\n");
        foreach (var box in boxes)
            Blocks(box, text, numbers);
    }

    private static void Runs(OpenXmlElement parent, StringBuilder line, List<OpenXmlElement> boxes)
    {
        foreach (var element in parent.ChildElements)
        {
            switch (element)
            {
                case W.DeletedRun or W.MoveFromRun or W.DeletedText or W.ParagraphProperties or W.RunProperties or W.FieldCode or W.DeletedFieldCode or W.FootnoteReference or W.EndnoteReference:
                    break;
                case W.Text words:
                    line.Append(words.Text);
                    break;
                case W.TabChar:
                    line.Append(' ');
                    break;
                case W.Break or W.CarriageReturn:
                    line.Append('\n');
                    break;
                case W.NoBreakHyphen:
                    line.Append('-');
                    break;
                case W.TextBoxContent box:
                    boxes.Add(box);
                    break;
                case AlternateContent alternate:
                    // A text box is written twice, for new and old readers; one of them is read.
                    if (alternate.GetFirstChild<AlternateContentChoice>() is { } choice)
                        Runs(choice, line, boxes);
                    break;
                default:
                    Runs(element, line, boxes);
                    break;
            }
        }
    }

    /// <summary>The numbers that Word shows before the paragraphs of a list.</summary>
    private sealed class Numbering(MainDocumentPart main)
    {
        private readonly Dictionary<(int, int), int> counts = [];

        public string Of(W.Paragraph paragraph)
        {
            if (paragraph.ParagraphProperties?.NumberingProperties is not { NumberingId.Val.Value: var id } properties || id == 0)
                return "";
            var level = properties.NumberingLevelReference?.Val?.Value ?? 0;
            if (Format(id, level) != W.NumberFormatValues.Decimal)
                return "• ";
            var next = counts[(id, level)] = counts.GetValueOrDefault((id, level)) + 1;
            return $"{next}. ";
        }

        private W.NumberFormatValues? Format(int id, int level)
        {
            var numbering = main.NumberingDefinitionsPart?.Numbering;
            var instance = numbering?.Elements<W.NumberingInstance>().FirstOrDefault(n => n.NumberID?.Value == id);
            var kind = numbering?.Elements<W.AbstractNum>().FirstOrDefault(a => a.AbstractNumberId?.Value == instance?.AbstractNumId?.Val?.Value);
            return kind?.Elements<W.Level>().FirstOrDefault(l => l.LevelIndex?.Value == level)?.NumberingFormat?.Val?.Value;
        }
    }
}

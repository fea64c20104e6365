using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Chancery.Registers.Briefs;

/// <summary>A brief as a Word document (Office Open XML), with headings, bullets and page numbers.</summary>
internal static class BriefDocx
{
    public static byte[] Write(Brief brief)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            AddStyles(main);
            AddNumbering(main);
            var body = new Body(Paragraph("Title", Run(BriefText.Title(brief))), Paragraph("Subtitle", Run(BriefText.Subtitle(brief))));
            foreach (var part in BriefText.Parts(brief))
            {
                body.Append(Paragraph("Heading1", Run(part.Heading)));
                if (part.Items.Count == 0)
                    body.Append(Paragraph("Normal", Run("Nothing.")));
                foreach (var item in part.Items)
                    body.Append(Item(item, part.Heading == "Sources"));
            }
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = new Footer(new Paragraph(new ParagraphProperties(new Justification { Val = JustificationValues.Center }), new SimpleField(new Run(new DocumentFormat.OpenXml.Wordprocessing.Text("1"))) { Instruction = "PAGE" }));
            body.Append(new SectionProperties(new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) }, new PageSize { Width = 11906, Height = 16838 }, new PageMargin { Top = 1134, Bottom = 1134, Left = 1247, Right = 1247, Header = 600, Footer = 600 }));
            main.Document = new Document(body);
            document.PackageProperties.Title = BriefText.Title(brief);
        }
        return stream.ToArray();
    }

    private static Paragraph Item(BriefItem item, bool plain)
    {
        var paragraph = new Paragraph(plain
            ? new ParagraphProperties(new ParagraphStyleId { Val = "Normal" })
            : new ParagraphProperties(new ParagraphStyleId { Val = "ListParagraph" }, new NumberingProperties(new NumberingLevelReference { Val = item.Level }, new NumberingId { Val = 1 })));
        if (item.Lead.Length > 0)
            paragraph.Append(new Run(new RunProperties(new Bold()), Words(item.Lead + (item.Text.Length > 0 ? " " : ""))));
        if (item.Text.Length > 0)
            paragraph.Append(Run(item.Text));
        if (item.Sources.Count > 0)
            paragraph.Append(new Run(new RunProperties(new Color { Val = "555555" }, new FontSize { Val = "18" }), Words(BriefText.Cited(item.Sources))));
        return paragraph;
    }

    private static Paragraph Paragraph(string style, Run run) => new(new ParagraphProperties(new ParagraphStyleId { Val = style }), run);

    private static Run Run(string text) => new(Words(text));

    /// <summary>Signs that XML does not allow are left out.</summary>
    private static DocumentFormat.OpenXml.Wordprocessing.Text Words(string text) => new(string.Concat(text.ReplaceLineEndings(" ").Where(System.Xml.XmlConvert.IsXmlChar))) { Space = SpaceProcessingModeValues.Preserve };

    private static void AddStyles(MainDocumentPart main)
    {
        static Style Of(string id, string name, string size, bool bold, string before, string after) => new(new StyleName { Val = name }, new StyleParagraphProperties(new KeepNext { Val = bold }, new SpacingBetweenLines { Before = before, After = after }), new StyleRunProperties(new Bold { Val = bold }, new FontSize { Val = size })) { Type = StyleValues.Paragraph, StyleId = id };
        var part = main.AddNewPart<StyleDefinitionsPart>();
        part.Styles = new Styles(
            new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(new RunFonts { Ascii = "Liberation Serif", HighAnsi = "Liberation Serif" }, new FontSize { Val = "22" }, new Languages { Val = "en-GB" }))),
            new Style(new StyleName { Val = "Normal" }, new StyleParagraphProperties(new SpacingBetweenLines { After = "60" })) { Type = StyleValues.Paragraph, StyleId = "Normal", Default = true },
            Of("Title", "Title", "36", true, "0", "60"),
            Of("Subtitle", "Subtitle", "20", false, "0", "160"),
            Of("Heading1", "heading 1", "26", true, "240", "80"),
            Of("ListParagraph", "List Paragraph", "22", false, "0", "50"));
    }

    private static void AddNumbering(MainDocumentPart main)
    {
        static Level Of(int level, string sign, string left) => new(new NumberingFormat { Val = NumberFormatValues.Bullet }, new LevelText { Val = sign }, new PreviousParagraphProperties(new Indentation { Left = left, Hanging = "284" })) { LevelIndex = level };
        var part = main.AddNewPart<NumberingDefinitionsPart>();
        part.Numbering = new Numbering(new AbstractNum(Of(0, "•", "284"), Of(1, "–", "680")) { AbstractNumberId = 1 }, new NumberingInstance(new AbstractNumId { Val = 1 }) { NumberID = 1 });
    }
}

using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Chancery.Drafts;

/// <summary>A draft as a Word document that a desk goes on working with: styles by their names, the house in the header, contacts and the page in the footer. Stateless.</summary>
internal static class DraftDocx
{
    /// <summary>The document's bytes (Office Open XML, ECMA-376).</summary>
    public static byte[] Write(Draft draft)
    {
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            AddStyles(main);
            var body = new Body();
            foreach (var paragraph in draft.Paragraphs.Where(p => p.Part is not (DraftPart.Letterhead or DraftPart.Contacts)))
                body.Append(Paragraph(StyleOf(paragraph.Part), paragraph.Text));
            var header = main.AddNewPart<HeaderPart>();
            header.Header = new Header(Of(draft, DraftPart.Letterhead).Select(t => Paragraph("Letterhead", t)).DefaultIfEmpty(Paragraph("Letterhead", "")));
            var footer = main.AddNewPart<FooterPart>();
            footer.Footer = new Footer([.. Of(draft, DraftPart.Contacts).Select(t => Paragraph("Contacts", t)), new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Contacts" }), new SimpleField(new Run(new DocumentFormat.OpenXml.Wordprocessing.Text("1"))) { Instruction = "PAGE" })]);
            body.Append(new SectionProperties(
                new HeaderReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(header) },
                new FooterReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(footer) },
                new PageSize { Width = 11906, Height = 16838 },
                new PageMargin { Top = 1701, Bottom = 1418, Left = 1418, Right = 1418, Header = 720, Footer = 600 }));
            main.Document = new Document(body);
            document.PackageProperties.Title = Of(draft, DraftPart.Headline).FirstOrDefault() ?? "";
        }
        return stream.ToArray();
    }

    private static IEnumerable<string> Of(Draft draft, DraftPart part) => draft.Paragraphs.Where(p => p.Part == part).Select(p => p.Text);

    private static string StyleOf(DraftPart part) => part switch { DraftPart.Kind => "Subtitle", DraftPart.Headline => "Title", DraftPart.Number => "Number", DraftPart.SignOff => "SignOff", _ => "Normal" };

    private static Paragraph Paragraph(string style, string text)
    {
        var run = new Run();
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                run.Append(new Break());
            // Signs that XML does not allow are left out.
            run.Append(new DocumentFormat.OpenXml.Wordprocessing.Text(string.Concat(lines[i].Where(System.Xml.XmlConvert.IsXmlChar))) { Space = SpaceProcessingModeValues.Preserve });
        }
        return new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = style }), run);
    }

    private static void AddStyles(MainDocumentPart main)
    {
        static Style Style(string id, string name, string size, bool bold, JustificationValues at, string before, string after) => new(
            new StyleName { Val = name },
            new StyleParagraphProperties(new SpacingBetweenLines { Before = before, After = after, Line = "300", LineRule = LineSpacingRuleValues.Auto }, new Justification { Val = at }),
            new StyleRunProperties(new RunFonts { Ascii = "Liberation Serif", HighAnsi = "Liberation Serif" }, new Bold { Val = bold }, new FontSize { Val = size }))
        { Type = StyleValues.Paragraph, StyleId = id };
        var part = main.AddNewPart<StyleDefinitionsPart>();
        var normal = Style("Normal", "Normal", "24", false, JustificationValues.Both, "0", "200");
        normal.Default = true;
        part.Styles = new Styles(
            new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(new RunFonts { Ascii = "Liberation Serif", HighAnsi = "Liberation Serif", ComplexScript = "Noto Serif" }, new FontSize { Val = "24" }, new Languages { Val = "en-GB" }))),
            normal,
            Style("Letterhead", "Letterhead", "26", true, JustificationValues.Center, "0", "240"),
            Style("Subtitle", "Subtitle", "24", true, JustificationValues.Center, "120", "240"),
            Style("Title", "Title", "30", true, JustificationValues.Center, "0", "320"),
            Style("Number", "Number", "22", false, JustificationValues.Left, "0", "200"),
            Style("SignOff", "Sign-off", "24", false, JustificationValues.Right, "400", "0"),
            Style("Contacts", "Contacts", "18", false, JustificationValues.Center, "0", "0"));
    }
}

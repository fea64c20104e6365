using Chancery.Lexicons;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using Pic = DocumentFormat.OpenXml.Drawing.Pictures;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace Chancery.Issuing.Documents;

/// <summary>A release as a Word document that a desk goes on working with: styles by their names, the letterhead in the first page's header, contacts and the page in every footer. Stateless.</summary>
internal static class ReleaseDocx
{
    /// <summary>The document's bytes (Office Open XML, ECMA-376).</summary>
    /// <param name="draft">What is written.</param>
    /// <param name="lexicon">How languages are written.</param>
    /// <param name="head">The letterhead; null where it stands in the draft's paragraphs alone.</param>
    /// <param name="check">A picture (PNG) of the code that leads to its page; null for none.</param>
    public static byte[] Write(Draft draft, Lexicon lexicon, Letterhead? head = null, byte[]? check = null)
    {
        Paragraph Set(string style, DraftParagraph p) => Paragraph(style, p.Text, lexicon.Writings.GetValueOrDefault(p.Language ?? ""), p.Language);
        using var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            AddStyles(main);
            var body = new Body();
            var told = draft.Paragraphs.Where(p => p.Part is not (DraftPart.Letterhead or DraftPart.Contacts)).ToList();
            for (var i = 0; i < told.Count; i++)
            {
                var written = Set(StyleOf(told[i].Part), told[i]);
                // Nobody signs alone on a page.
                if (i + 1 < told.Count && told[i + 1].Part == DraftPart.SignOff)
                    written.ParagraphProperties!.InsertAfter(new KeepNext(), written.ParagraphProperties.ParagraphStyleId);
                body.Append(written);
            }
            if (check is not null)
                body.Append(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Contacts" }), new Run(Picture(main, main.AddImagePart(ImagePartType.Png), check, "Check", "QR code that leads to the page of this release", 2))));
            var first = main.AddNewPart<HeaderPart>();
            first.Header = new Header();
            if (head?.Crest is { } crest)
                first.Header.Append(new Paragraph(new ParagraphProperties(new ParagraphStyleId { Val = "Letterhead" }), new Run(Picture(first, first.AddImagePart(ImagePartType.Png), crest, "Crest", "", 1))));
            first.Header.Append(Of(draft, DraftPart.Letterhead).Select(p => Set("Letterhead", p)).DefaultIfEmpty(Paragraph("Letterhead", "")));
            // A rule under the letterhead.
            first.Header.Elements<Paragraph>().Last().ParagraphProperties!.InsertAfter(new ParagraphBorders(new BottomBorder { Val = BorderValues.Single, Size = 12, Space = 6, Color = "12385B" }), first.Header.Elements<Paragraph>().Last().ParagraphProperties!.ParagraphStyleId);
            var later = main.AddNewPart<HeaderPart>();
            later.Header = new Header(Paragraph("Contacts", Of(draft, DraftPart.Number).Select(p => p.Text).FirstOrDefault() ?? ""));
            var section = new SectionProperties(
                new HeaderReference { Type = HeaderFooterValues.First, Id = main.GetIdOfPart(first) },
                new HeaderReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(later) });
            foreach (var type in new[] { HeaderFooterValues.First, HeaderFooterValues.Default })
            {
                var footer = main.AddNewPart<FooterPart>();
                footer.Footer = new Footer([.. Of(draft, DraftPart.Contacts).Select(p => Set("Contacts", p)), PageNumber()]);
                section.Append(new FooterReference { Type = type, Id = main.GetIdOfPart(footer) });
            }
            section.Append(
                new PageSize { Width = 11906, Height = 16838 },
                new PageMargin { Top = 1247, Bottom = 1418, Left = 1361, Right = 1361, Header = 720, Footer = 600 },
                new TitlePage());
            body.Append(section);
            main.Document = new Document(body);
            document.PackageProperties.Title = Of(draft, DraftPart.Headline).Select(p => p.Text).FirstOrDefault() ?? "";
            document.PackageProperties.Language = "en";
        }
        return stream.ToArray();
    }

    private static IEnumerable<DraftParagraph> Of(Draft draft, DraftPart part) => draft.Paragraphs.Where(p => p.Part == part);

    private static string StyleOf(DraftPart part) => part switch { DraftPart.Kind => "Subtitle", DraftPart.Headline => "Title", DraftPart.Number => "Number", DraftPart.Notice => "Notice", DraftPart.SignOff => "SignOff", _ => "Normal" };

    private static Paragraph PageNumber() => new(new ParagraphProperties(new ParagraphStyleId { Val = "Contacts" }),
        new SimpleField(new Run(new DocumentFormat.OpenXml.Wordprocessing.Text("1"))) { Instruction = "PAGE" },
        new Run(new DocumentFormat.OpenXml.Wordprocessing.Text(" / ") { Space = SpaceProcessingModeValues.Preserve }),
        new SimpleField(new Run(new DocumentFormat.OpenXml.Wordprocessing.Text("1"))) { Instruction = "NUMPAGES" });

    private static Paragraph Paragraph(string style, string text, Writing? writing = null, string? language = null)
    {
        var run = new Run();
        if (language is not null)
            run.Append(Language(writing, language));
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                run.Append(new Break());
            // Signs that XML does not allow are left out.
            run.Append(new DocumentFormat.OpenXml.Wordprocessing.Text(string.Concat(lines[i].Where((c, at) => System.Xml.XmlConvert.IsXmlChar(c) || char.IsSurrogatePair(lines[i], at) || at > 0 && char.IsSurrogatePair(lines[i], at - 1)))) { Space = SpaceProcessingModeValues.Preserve });
        }
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = style });
        if (writing?.IsFromRight == true)
            properties.Append(new BiDi());
        return new Paragraph(properties, run);
    }

    /// <summary>How Word sets words of another language: by the font of its script, from right to left, or like English.</summary>
    private static RunProperties Language(Writing? writing, string language) => writing switch
    {
        null => new RunProperties(new Languages { Val = language }),
        { IsEastAsian: true } => new RunProperties(new Languages { EastAsia = language }),
        { IsFromRight: true } => new RunProperties(new RunFonts { ComplexScript = writing.Font }, new RightToLeftText(), new ComplexScript(), new Languages { Bidi = language }),
        _ => new RunProperties(new RunFonts { ComplexScript = writing.Font }, new ComplexScript(), new Languages { Bidi = language }),
    };

    /// <summary>22 mm, in the units of drawings (914,400 to an inch).</summary>
    private const long CrestSide = 792_000;

    private static Drawing Picture(OpenXmlPart part, ImagePart image, byte[] png, string name, string told, uint id)
    {
        using (var stream = new MemoryStream(png))
            image.FeedData(stream);
        return new Drawing(new Wp.Inline(
            new Wp.Extent { Cx = CrestSide, Cy = CrestSide },
            new Wp.DocProperties { Id = id, Name = name, Description = told },
            new A.Graphic(new A.GraphicData(new Pic.Picture(
                new Pic.NonVisualPictureProperties(new Pic.NonVisualDrawingProperties { Id = id, Name = $"{name.ToLowerInvariant()}.png" }, new Pic.NonVisualPictureDrawingProperties()),
                new Pic.BlipFill(new A.Blip { Embed = part.GetIdOfPart(image) }, new A.Stretch(new A.FillRectangle())),
                new Pic.ShapeProperties(new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = CrestSide, Cy = CrestSide }), new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle })))
            { Uri = "http://schemas.openxmlformats.org/drawingml/2006/picture" }))
        { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 });
    }

    private static void AddStyles(MainDocumentPart main)
    {
        static RunFonts Fonts() => new() { Ascii = "Liberation Serif", HighAnsi = "Liberation Serif", ComplexScript = "Noto Serif" };
        static Style Style(string id, string name, string size, bool bold, JustificationValues at, string before, string after, string? colour = null)
        {
            var run = new StyleRunProperties(Fonts());
            if (bold)
                run.Append(new Bold(), new BoldComplexScript());
            if (colour is not null)
                run.Append(new Color { Val = colour });
            run.Append(new FontSize { Val = size }, new FontSizeComplexScript { Val = size });
            return new Style(
                new StyleName { Val = name },
                new StyleParagraphProperties(new KeepLines { Val = id != "Normal" }, new SpacingBetweenLines { Before = before, After = after, Line = "274", LineRule = LineSpacingRuleValues.Auto }, new Justification { Val = at }),
                run)
            { Type = StyleValues.Paragraph, StyleId = id };
        }
        var part = main.AddNewPart<StyleDefinitionsPart>();
        var normal = Style("Normal", "Normal", "23", false, JustificationValues.Both, "0", "140");
        normal.Default = true;
        part.Styles = new Styles(
            new DocDefaults(new RunPropertiesDefault(new RunPropertiesBaseStyle(Fonts(), new FontSize { Val = "23" }, new Languages { Val = "en-GB" }))),
            normal,
            Style("Letterhead", "Letterhead", "25", true, JustificationValues.Center, "0", "20"),
            Style("Notice", "Notice", "22", true, JustificationValues.Left, "60", "160", "7A1F1F"),
            Style("Subtitle", "Subtitle", "24", true, JustificationValues.Center, "160", "120"),
            Style("Title", "Title", "30", true, JustificationValues.Center, "0", "240"),
            Style("Number", "Number", "22", false, JustificationValues.Center, "0", "160"),
            Style("SignOff", "Sign-off", "23", false, JustificationValues.Right, "320", "0"),
            Style("Contacts", "Contacts", "17", false, JustificationValues.Center, "0", "0", "444444"));
    }
}

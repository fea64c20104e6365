using System.Collections.Immutable;

namespace Chancery.Sources;

/// <summary>What a file is, told from its content.</summary>
public enum SourceKind
{
    /// <summary>Plain text or Markdown in UTF-8.</summary>
    Text,
    /// <summary>PDF.</summary>
    Pdf,
    /// <summary>A Word document, Office Open XML.</summary>
    Docx,
    /// <summary>A web page.</summary>
    Html,
    /// <summary>An e-mail, RFC 5322.</summary>
    Mail,
    /// <summary>A picture of a page.</summary>
    Picture,
}

/// <summary>Where words stand on a page.</summary>
/// <param name="Page">The page, from 1.</param>
/// <param name="Left">From the left edge, in points of 1/72 inch.</param>
/// <param name="Top">From the upper edge, in points.</param>
/// <param name="Width">In points.</param>
/// <param name="Height">In points.</param>
public readonly record struct PageBox(int Page, double Left, double Top, double Width, double Height);

/// <summary>The size of a page, in points of 1/72 inch.</summary>
/// <param name="Width">From left to right.</param>
/// <param name="Height">From top to bottom.</param>
public readonly record struct PageSize(double Width, double Height);

/// <summary>A word of the text, and where it stands on its page.</summary>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Box">Its place.</param>
public readonly record struct PlacedWord(int Start, int End, PageBox Box);

/// <summary>
/// A file as text: what is read, and what the file says beside it. Immutable.
/// Positions of evidence count in <see cref="Text"/>.
/// </summary>
/// <param name="Kind">What the file is.</param>
/// <param name="Text">Its text; paragraphs are parted by blank lines.</param>
public sealed record SourceDocument(SourceKind Kind, string Text)
{
    /// <summary>The words with their places, in the order of the text; empty where the source has no pages.</summary>
    public ImmutableArray<PlacedWord> Words { get; init; } = [];

    /// <summary>The pages; empty where the source has none.</summary>
    public ImmutableArray<PageSize> Pages { get; init; } = [];

    /// <summary>The title that the file gives beside its text (a page's heading, a mail's subject), or null.</summary>
    public string? Title { get; init; }

    /// <summary>The day of issue that the file gives beside its text, or null.</summary>
    public DateOnly? Issued { get; init; }

    /// <summary>Who publishes, as the file says beside its text (a site's name, a sender), or null.</summary>
    public string? Publisher { get; init; }

    /// <summary>Whether the text was read from a picture.</summary>
    public bool Recognised { get; init; }

    /// <summary>Files within this one that may be the release (attachments of a mail).</summary>
    public ImmutableArray<SourceDocument> Attachments { get; init; } = [];
}

/// <summary>A document, or why there is none.</summary>
/// <param name="Document">The document, or null.</param>
/// <param name="Fault">Why there is none, as the end of a sentence that begins with the file's name; null where there is a document.</param>
public sealed record SourceResult(SourceDocument? Document, string? Fault)
{
    internal static SourceResult Of(SourceDocument document) => new(document, null);

    internal static SourceResult Bad(string fault) => new(null, fault);
}

/// <summary>How much a file may ask for.</summary>
public sealed record SourceLimits
{
    /// <summary>The limits that hold where none are given.</summary>
    public static SourceLimits Standard { get; } = new();

    /// <summary>The largest file, in bytes: 32 MiB.</summary>
    public int Bytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>The most pages of a PDF: 2,000.</summary>
    public int Pages { get; init; } = 2_000;

    /// <summary>The most that a packed file may unpack to, in bytes: 128 MiB.</summary>
    public long Unpacked { get; init; } = 128L * 1024 * 1024;

    /// <summary>The deepest nesting of elements, of mails in mails ten times less: 400.</summary>
    public int Depth { get; init; } = 400;

    /// <summary>The largest picture that is read, in pixels: 60 million, an A3 page at 300 dpi and more.</summary>
    public long Pixels { get; init; } = 60_000_000;

    /// <summary>The longest that one file may take: 60 seconds. Looked at between pages and parts.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>
/// Reads the words in a picture of a page: PNG, JPEG or TIFF in; tab-separated values as Tesseract writes them ("tsv") out, or why there are none.
/// </summary>
/// <param name="picture">The whole file.</param>
public delegate TextResult PageRecognizer(ReadOnlyMemory<byte> picture);

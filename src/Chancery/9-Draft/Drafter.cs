using System.Collections.Immutable;
using Chancery.Lexicons;

namespace Chancery;

/// <summary>A draft of a release, and what could not be written so that it reads back as the notes say. Immutable.</summary>
/// <param name="Paragraphs">Its paragraphs, from the house's name to the sign-off.</param>
/// <param name="Warnings">What the reader makes something else of, or nothing, each in a line.</param>
public sealed record Draft(ImmutableArray<DraftParagraph> Paragraphs, ImmutableArray<string> Warnings)
{
    /// <summary>The paragraphs as plain text, a blank line between two.</summary>
    public string Text => string.Join("\n\n", Paragraphs.Select(p => p.Text)) + "\n";
}

/// <summary>A paragraph of a draft.</summary>
/// <param name="Part">What it is in the document.</param>
/// <param name="Text">Its words; a sign-off has several lines.</param>
/// <param name="Language">The language that it is in, where that is not English (ISO 639-1).</param>
public readonly record struct DraftParagraph(DraftPart Part, string Text, string? Language = null);

/// <summary>What a paragraph is in a release.</summary>
public enum DraftPart
{
    /// <summary>The house that issues it.</summary>
    Letterhead,
    /// <summary>The kind of document, as "PRESS RELEASE".</summary>
    Kind,
    /// <summary>The reference number.</summary>
    Number,
    /// <summary>What stands above the release: an embargo, a note of correction.</summary>
    Notice,
    /// <summary>The headline.</summary>
    Headline,
    /// <summary>What is told.</summary>
    Body,
    /// <summary>Place and day, and who signs.</summary>
    SignOff,
    /// <summary>Addresses, telephones and the like.</summary>
    Contacts,
}

/// <summary>
/// The way back from record to text: writes the first draft of a release by the sentences of the lexicon (drafts.txt), and holds each against the reader, so that of several
/// the first is taken that reads back as what is to be said. Deterministic, without input or output, and safe to use from any number of threads at once.
/// </summary>
public sealed class Drafter
{
    private readonly Lexicon lexicon;
    private readonly Reader reader;

    /// <summary>A drafter by the standard lexicon.</summary>
    public Drafter()
        : this(Lexicon.Standard)
    {
    }

    /// <summary>A drafter by another lexicon.</summary>
    /// <param name="lexicon">The sentences, and what the reader knows.</param>
    public Drafter(Lexicon lexicon) => (this.lexicon, reader) = (lexicon, new Reader(lexicon));

    /// <summary>Writes a draft.</summary>
    /// <param name="notes">What is to be said, as a record; evidence is not needed. The house is that of <see cref="Release.IssuerCountry"/>.</param>
    /// <returns>The draft. Never throws for any record.</returns>
    public Draft Write(ReleaseRecord notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        return new Drafts.DraftWriter(lexicon, reader, notes).Write();
    }
}

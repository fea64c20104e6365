using System.Buffers;
using System.Collections.Immutable;

namespace Chancery.Lexicons;

/// <summary>A state or organisation.</summary>
/// <param name="Code">ISO 3166-1 alpha-3, or the usual short name of an organisation.</param>
/// <param name="Name">Its first name in the lexicon.</param>
/// <param name="IsState">Whether it is a state or territory.</param>
internal sealed record Party(string Code, string Name, bool IsState)
{
    /// <summary>The code as the only one of a list.</summary>
    public ImmutableArray<string> Alone { get; } = [Code];
}

internal enum PartyWord : byte { Name, Adjective, City, Organ }

/// <summary>Words that name a party.</summary>
internal readonly record struct PartyName(int Party, PartyWord Kind, string Text, bool Acronym);

/// <summary>A style that stands before a name, and the sex that it tells: 'm', 'f' or ' '.</summary>
internal readonly record struct Honorific(string Text, char Sex, bool IsOffice);

/// <summary>The head of an office, or a whole office.</summary>
internal readonly record struct OfficeHead(string Text, int Home, bool Plural, bool Whole)
{
    /// <summary>Added to <see cref="Home"/> where others call theirs so too.</summary>
    public const int Shared = 1 << 16;
}

/// <summary>A house that issues releases.</summary>
/// <param name="Words">Words of a head or foot by which it is known.</param>
/// <param name="Party">The party whose house it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Shared">Whether houses of other states are called so too, so that the text must name the state.</param>
internal readonly record struct House(string Words, int Party, string Name, bool Shared);

/// <summary>When something falls due, from the day of the release.</summary>
internal readonly record struct TimeRule(string Text, string Unit, int Offset);

/// <summary>A language other than English and its ISO 639-1 code.</summary>
internal sealed record OtherLanguage(string Name, string Code);

/// <summary>How many hold an office at a time, and whether its holder is head of state or government.</summary>
internal enum Holders { Head, One, Several }

/// <summary>A sentence of a draft with braces where its parts come: of a section of drafts.txt, for a kind of fact, and for acts the form of what they are about.</summary>
internal sealed record DraftSentence(string Section, string Kind, string Form, string Pattern);

/// <summary>How the holder of an office is addressed, and how many there are.</summary>
internal sealed record OfficeRank(string Office, string Written, string Spoken, Holders Holders);

/// <summary>The last day of a government's fiscal year; whether the first of its two calendar years names it.</summary>
internal readonly record struct FiscalYear(int Month, int Day, bool ByFirst);

/// <summary>What makes a promise: a kind, its leading verbs, and words of which one must follow.</summary>
internal sealed record PromiseRule(string Entry, CommitmentKind Kind, HashSet<string> Verbs, HashSet<string> Words)
{
    /// <summary>The words, by which a text without any of them is told at once.</summary>
    public SearchValues<string> Signs { get; } = SearchValues.Create([.. Words], StringComparison.Ordinal);
}

/// <summary>Something still to come that is named in passing.</summary>
internal sealed record PlannedRule(string Entry, CommitmentKind Kind, string[] First, string[] Last);

/// <summary>A name that a house does not use, and the one that it does; of the house "*" for all.</summary>
internal readonly record struct NameUsage(string House, string Against, string Used);

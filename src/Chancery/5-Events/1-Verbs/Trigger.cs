using Chancery.Lexicons;

namespace Chancery.Verbs;

/// <summary>How a verb stands in its clause.</summary>
internal enum VerbUse : byte
{
    /// <summary>With a subject: "thanked", "has thanked", "are considering".</summary>
    Finite,
    /// <summary>"were discussed".</summary>
    Passive,
    /// <summary>"highlighting".</summary>
    Ing,
    /// <summary>"to discuss".</summary>
    Infinitive,
    /// <summary>"will discuss".</summary>
    Future,
    /// <summary>The phrase begins with a noun: "discussions focused on".</summary>
    Noun,
    /// <summary>Anything that reports no act: "had discussed", "could discuss", "the issues discussed".</summary>
    None,
}

/// <summary>A phrase of the lexicon where it stands in a sentence.</summary>
internal sealed record Trigger(Phrase Phrase, int Verb, int End, int GroupStart, VerbUse Use, bool Past)
{
    public ActKind Act => (ActKind)Phrase.Kind;
}

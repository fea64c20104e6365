using System.Collections.Immutable;
using Chancery.Sources;

namespace Chancery;

/// <summary>A record, and of every sentence of the body what was read from it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Sentences">The sentences of the body in order.</param>
public sealed record Reading(ReleaseRecord Record, ImmutableArray<SentenceReading> Sentences)
{
    /// <summary>Text in which neither a fact nor anything of a release's head or foot is found is no release.</summary>
    internal bool IsRelease => !Record.IsEmpty || Record.Release.IssuerCountry is not null || Record.Release.Date is not null || Record.Release.Kind is not null;

    /// <summary>The document that was read, in whose text the evidence counts; null where a text was handed in.</summary>
    public SourceDocument? Source { get; init; }
}

/// <summary>A sentence of the body.</summary>
/// <param name="Text">The sentence, markup taken off.</param>
/// <param name="Start">Where it begins, in Unicode code points of the source.</param>
/// <param name="End">Where it ends, exclusive.</param>
/// <param name="Facts">The facts read from it; empty where nothing was made of it.</param>
public sealed record SentenceReading(string Text, int Start, int End, ImmutableArray<Fact> Facts);

using Chancery.Issuing.Documents;
using DiffPlex;
using DiffPlex.Chunkers;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Chancery.Issuing.Desks;

/// <summary>A run of words of a difference.</summary>
/// <param name="Kind">same, in or out.</param>
/// <param name="Text">The words.</param>
public readonly record struct Change(string Kind, string Text);

/// <summary>Versions of a sheet, held against each other. Stateless.</summary>
internal static class Versions
{
    /// <summary>Words, and the signs between them.</summary>
    private static readonly DelimiterChunker Words = new([' ', '\t', '\n', '.', ',', ';', ':', '(', ')', '!', '?']);

    /// <summary>What a later version has otherwise, word by word.</summary>
    public static IReadOnlyList<Change> Between(Sheet earlier, Sheet later)
    {
        var model = InlineDiffBuilder.Diff(earlier.Plain, later.Plain, ignoreWhiteSpace: false, ignoreCase: false, Words);
        var changes = new List<Change>();
        foreach (var piece in model.Lines)
        {
            var kind = piece.Type switch { ChangeType.Inserted => "in", ChangeType.Deleted => "out", _ => "same" };
            if (changes.Count > 0 && changes[^1].Kind == kind)
                changes[^1] = new Change(kind, changes[^1].Text + piece.Text);
            else
                changes.Add(new Change(kind, piece.Text));
        }
        return changes;
    }

    /// <summary>
    /// Joins what two people made of one version, where they changed different things: field by field, and the body paragraph by paragraph.
    /// </summary>
    /// <returns>The sheet with both's changes; null where they changed the same.</returns>
    public static Sheet? Merge(Sheet common, Sheet mine, Sheet theirs)
    {
        var clash = false;
        string Field(Func<Sheet, string> of)
        {
            var (was, own, other) = (of(common), of(mine), of(theirs));
            if (own == was || own == other)
                return other;
            clash |= other != was;
            return own;
        }
        var merged = theirs with
        {
            Kind = Field(s => s.Kind),
            Headline = Field(s => s.Headline),
            Place = Field(s => s.Place),
            Date = Field(s => s.Date),
            Signatory = Field(s => s.Signatory),
            Office = Field(s => s.Office),
            Issuer = Field(s => s.Issuer),
        };
        if (mine.Body == theirs.Body || mine.Body == common.Body)
            return clash ? null : merged;
        if (theirs.Body == common.Body)
            return clash ? null : merged with { Body = mine.Body };
        var body = ThreeWayDiffer.Instance.CreateMerge(common.Body, mine.Body, theirs.Body, ignoreWhiteSpace: false, ignoreCase: false, new DelimiterChunker(['\n']));
        return clash || !body.IsSuccessful ? null : merged with { Body = string.Concat(body.MergedPieces) };
    }
}

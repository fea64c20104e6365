namespace Chancery.Lexicons;

/// <summary>Words that a line may hold, found by how they begin: most words of a line are told by their first two letters not to be any of them.</summary>
/// <param name="words">The words, in the order in which they are tried.</param>
internal sealed class Beginnings(IReadOnlyList<string> words)
{
    private const int Letters = 26;

    /// <summary>The numbers of the words that begin with two letters, or with a letter that is none of English.</summary>
    private readonly int[][] starts = Index(words);

    /// <summary>Where a word of a line begins that may be one of those, at a place or behind it; -1 if none does.</summary>
    public int Next(ReadOnlySpan<char> line, int from, out ReadOnlySpan<int> candidates)
    {
        for (var at = from; at + 1 < line.Length; at++)
        {
            if (at > 0 && char.IsLetter(line[at - 1]) || starts[Slot(line[at], line[at + 1])] is not { Length: > 0 } found)
                continue;
            candidates = found;
            return at;
        }
        candidates = default;
        return -1;
    }

    private static int Slot(char first, char second)
    {
        var (one, two) = ((first | 0x20) - 'a', (second | 0x20) - 'a');
        return (uint)one < Letters && (uint)two < Letters ? one * Letters + two : Letters * Letters;
    }

    private static int[][] Index(IReadOnlyList<string> words)
    {
        var lists = new List<int>[Letters * Letters + 1];
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Length > 1)
                (lists[Slot(words[i][0], words[i][1])] ??= []).Add(i);
        }
        return [.. lists.Select(l => l is null ? [] : l.ToArray())];
    }
}

namespace Chancery.Lexicons;

/// <summary>Finds the longest of many word sequences that begins at a word. Filled once, then only read.</summary>
internal sealed class PhraseTree<T>(Vocabulary vocabulary)
{
    private readonly Dictionary<long, int> next = [];
    private readonly List<(T Value, bool Ends)> nodes = [(default!, false)];

    /// <summary>Adds a sequence; a later value takes the place of an earlier one.</summary>
    public void Add(string words, T value, WordClass start, Action<string, List<int>> split)
    {
        var sequence = new List<int>();
        split(words, sequence);
        if (sequence.Count == 0)
            return;
        vocabulary.Mark(sequence[0], start);
        var node = 0;
        foreach (var word in sequence)
        {
            var key = Key(node, word);
            if (!next.TryGetValue(key, out var child))
            {
                child = nodes.Count;
                nodes.Add((default!, false));
                next.Add(key, child);
            }
            node = child;
        }
        nodes[node] = (value, true);
    }

    /// <summary>The node after <paramref name="word"/>, or -1. The root is 0.</summary>
    public int Step(int node, int word) => word >= 0 && next.TryGetValue(Key(node, word), out var child) ? child : -1;

    public bool Ends(int node, out T value)
    {
        value = nodes[node].Value;
        return nodes[node].Ends;
    }

    private static long Key(int node, int word) => ((long)node << 32) | (uint)word;
}

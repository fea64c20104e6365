namespace Chancery.Lexicons;

/// <summary>Finds the longest of many word sequences that begins at a word. Filled once, then only read.</summary>
internal sealed class PhraseTree<T>(Vocabulary vocabulary)
{
    private readonly Dictionary<long, int> next = [];

    /// <summary>The node of each first word, by its number: most words begin no sequence, and are asked for most often.</summary>
    private int[] firsts = [];

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
            var child = Step(node, word);
            if (child < 0)
            {
                child = nodes.Count;
                nodes.Add((default!, false));
                if (node == 0)
                    Begin(word, child);
                else
                    next.Add(Key(node, word), child);
            }
            node = child;
        }
        nodes[node] = (value, true);
    }

    /// <summary>The node after <paramref name="word"/>, or -1. The root is 0.</summary>
    public int Step(int node, int word)
    {
        if (node == 0)
            return (uint)word < (uint)firsts.Length && firsts[word] is > 0 and var first ? first : -1;
        return word >= 0 && next.TryGetValue(Key(node, word), out var child) ? child : -1;
    }

    private void Begin(int word, int child)
    {
        if (word >= firsts.Length)
            Array.Resize(ref firsts, Math.Max(word + 1, firsts.Length * 2));
        firsts[word] = child;
    }

    public bool Ends(int node, out T value)
    {
        value = nodes[node].Value;
        return nodes[node].Ends;
    }

    private static long Key(int node, int word) => ((long)node << 32) | (uint)word;
}

using Chancery.Registers.FollowUps;

namespace Chancery.Registers.Import;

/// <summary>What an import remembers from batch to batch so as not to ask for it again; all of it is in the register too. Forgotten where somebody else has written.</summary>
internal sealed class ImportMemory
{
    public PairMemory Pairs { get; } = new();

    /// <summary>Numbers of people by key.</summary>
    public Dictionary<string, long> People { get; } = new(StringComparer.Ordinal);

    public void Clear()
    {
        Pairs.Clear();
        People.Clear();
    }
}

using Chancery.Registers.FollowUps;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.Import;

/// <summary>What an import remembers from batch to batch so as not to ask for it again; all of it is in the register too. Forgotten where somebody else has written.</summary>
internal sealed class ImportMemory
{
    /// <summary>So few files are looked up rather than all that the register holds read.</summary>
    private const int Few = 2000;

    /// <summary>So many are read in the time in which one is looked up.</summary>
    private const int ReadFaster = 10;

    private long told;
    private long enough = Few;
    private SeenBefore? seen;

    public PairMemory Pairs { get; } = new();

    /// <summary>Numbers of people by key.</summary>
    public Dictionary<string, long> People { get; } = new(StringComparer.Ordinal);

    public void Clear()
    {
        Pairs.Clear();
        People.Clear();
        (told, enough, seen) = (0, Few, null);
    }

    /// <summary>Hashes of files, bodies and editions that the register may hold, once so many files came that to read them all is worth it; null before.</summary>
    /// <param name="context">The register.</param>
    /// <param name="files">How many files come now.</param>
    /// <param name="stop">Ends the work.</param>
    public async Task<SeenBefore?> SeenAsync(RegisterContext context, int files, CancellationToken stop)
    {
        told += files;
        if (seen is not null || told < enough)
            return seen;
        enough = await context.Sources.LongCountAsync(stop).ConfigureAwait(false) / ReadFaster;
        if (told < enough)
            return null;
        seen = new SeenBefore();
        foreach (var hashes in new[] { context.Sources.Select(s => s.Hash), context.Releases.Select(r => r.BodyHash), context.Releases.Where(r => r.EditionKey != "").Select(r => r.EditionKey) })
        {
            await foreach (var hash in hashes.AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
                seen.Add(hash);
        }
        return seen;
    }
}

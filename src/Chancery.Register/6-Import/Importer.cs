using System.Security.Cryptography;
using System.Threading.Channels;
using Chancery.Lexicons;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Journals;
using Chancery.Registers.People;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.Import;

/// <summary>
/// Takes files into a register: read in parallel, written by one writer in batches, each a transaction. A batch that is not finished leaves no trace, so a run that
/// was ended at any moment is simply run again.
/// </summary>
/// <param name="store">The register.</param>
/// <param name="lexicon">What the reader and the follow-up know.</param>
/// <param name="knowledge">The same, as a hash: what was read by other knowledge is read anew.</param>
/// <param name="open">Opens a file by its name.</param>
internal sealed class Importer(RegisterStore store, Lexicon lexicon, string knowledge, Func<string, CancellationToken, Task<OpenedSource>> open)
{
    /// <summary>How many files are written in one transaction.</summary>
    private const int BatchSize = 1000;

    /// <summary>How many new releases change what the database should know of its tables.</summary>
    private const int Many = 1000;

    private readonly Reader reader = new(lexicon);
    private readonly PartyNames names = new(lexicon);
    private readonly FollowUp rules = new(lexicon);
    private readonly ImportMemory memory = new();
    private readonly LongLog log = new(store);

    /// <summary>The next free number after the last batch: where the register's is another, somebody else has written.</summary>
    private long written = -1;

    public async Task<ImportReport> ImportAsync(IEnumerable<string> files, string who, Action<int>? progress, CancellationToken stop)
    {
        var queue = Channel.CreateBounded<Task<ReadSource>>(BatchSize + Environment.ProcessorCount * 4);
        var filled = !await IsEmptyAsync(stop).ConfigureAwait(false);
        // No more are begun at once than there are cores, so that the writer never waits behind files that are still to be read.
        var readers = new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, Environment.ProcessorCount).ConcurrentScheduler;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var reading = Task.Run(async () =>
        {
            try
            {
                foreach (var file in files)
                    await queue.Writer.WriteAsync(Task.Factory.StartNew(() => ReadAsync(file, filled, ended.Token), ended.Token, TaskCreationOptions.DenyChildAttach, readers).Unwrap(), ended.Token).ConfigureAwait(false);
            }
            finally
            {
                queue.Writer.Complete();
            }
        }, ended.Token);
        var (report, batch) = (ImportReport.None, new List<ReadSource>(BatchSize));
        try
        {
            await foreach (var task in queue.Reader.ReadAllAsync(stop).ConfigureAwait(false))
            {
                batch.Add(await task.ConfigureAwait(false));
                if (batch.Count < BatchSize)
                    continue;
                report = Sum(report, await WriteAsync(batch, who, stop).ConfigureAwait(false));
                await log.ShortenAsync(stop).ConfigureAwait(false);
                progress?.Invoke(report.Files);
                batch.Clear();
            }
            if (batch.Count > 0)
                report = Sum(report, await WriteAsync(batch, who, stop).ConfigureAwait(false));
            progress?.Invoke(report.Files);
            await reading.ConfigureAwait(false);
            await log.EndAsync(stop).ConfigureAwait(false);
            if (report.New >= Many)
                await store.TidyAsync(stop).ConfigureAwait(false);
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await log.WaitAsync().ConfigureAwait(false);
        }
        return report;
    }

    private static ImportReport Sum(ImportReport a, ImportReport b) => new(a.New + b.New, a.Editions + b.Editions, a.Copies + b.Copies, a.Updated + b.Updated, a.Known + b.Known, a.Empty + b.Empty, [.. a.Faults, .. b.Faults]);

    private async Task<bool> IsEmptyAsync(CancellationToken stop)
    {
        var context = store.Context();
        await using (context.ConfigureAwait(false))
            return !await context.Sources.AnyAsync(stop).ConfigureAwait(false);
    }

    private async Task<ReadSource> ReadAsync(string file, bool lookUp, CancellationToken stop)
    {
        var opened = await open(file, stop).ConfigureAwait(false);
        if (opened.Bytes is not { } bytes)
            return new ReadSource(opened.Name, "", 0, null, null, opened.Fault);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (lookUp)
        {
            var context = store.Context();
            await using (context.ConfigureAwait(false))
            {
                if (await context.Sources.AnyAsync(s => s.Hash == hash && s.Knowledge == knowledge, stop).ConfigureAwait(false))
                    return new ReadSource(opened.Name, hash, bytes.Length, null, null, null, Known: true);
            }
        }
        var source = new ReadSource(opened.Name, hash, bytes.Length, Packed.Pack(bytes), null, null);
        if (opened.Document is not { } document)
            return source with { Fault = opened.Fault ?? "cannot be read" };
        var reading = reader.Read(document, Path.GetFileNameWithoutExtension(opened.Name));
        return reading.IsRelease ? source with { Release = ReleaseRows.Of(reading, (reading.Source ?? document).Text, knowledge, names, rules) } : source;
    }

    /// <summary>Takes one file in within a transaction that somebody else began.</summary>
    /// <param name="context">The register, whose transaction writes.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="earlier">The release whose later edition it is; null for none.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>The release that it holds; null where it holds none.</returns>
    public async Task<long?> TakeAsync(RegisterContext context, string file, long? earlier, CancellationToken stop)
    {
        var source = await ReadAsync(file, lookUp: false, stop).ConfigureAwait(false);
        if (source.Release is { } release && earlier is { } before)
        {
            // What is known to be an edition needs not be told by its number and day.
            var key = await context.Releases.Where(r => r.Id == before).Select(r => r.EditionKey).SingleAsync(stop).ConfigureAwait(false);
            release.Release.EditionKey = key.Length > 0 ? key : release.Release.EditionKey;
            // Nor is it a copy where it corrects what stands outside the body alone.
            release.Release.BodyHash = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{release.Release.BodyHash} {source.Hash}")));
        }
        await new BatchWriter(context, knowledge, names, rules, memory).WriteAsync([source], stop).ConfigureAwait(false);
        return await context.Sources.Where(s => s.Hash == source.Hash).Select(s => s.ReleaseId).SingleOrDefaultAsync(stop).ConfigureAwait(false);
    }

    /// <summary>One batch, wholly or not at all.</summary>
    private async Task<ImportReport> WriteAsync(List<ReadSource> batch, string who, CancellationToken stop)
    {
        var context = store.Context();
        await using (context.ConfigureAwait(false))
        {
            // The driver's retries run the whole batch again on a connection that was lost before it was committed.
            return await context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
            {
                context.ChangeTracker.Clear();
                var transaction = await WriteLock.BeginAsync(context, stop).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    await LongLog.LeaveAsync(context, stop).ConfigureAwait(false);
                    await RegisterStore.PlanAnewAsync(context, stop).ConfigureAwait(false);
                    var free = await context.Set<SequenceRow>().Select(x => x.Next).SingleAsync(stop).ConfigureAwait(false);
                    if (free != written)
                        memory.Clear();
                    // Until it is committed, nothing that memory holds is sure.
                    written = -1;
                    var report = await new BatchWriter(context, knowledge, names, rules, memory).WriteAsync(batch, stop).ConfigureAwait(false);
                    if (report.New + report.Editions + report.Copies + report.Updated > 0)
                    {
                        var digest = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(string.Concat(batch.Select(b => b.Hash)))));
                        await Journal.AddAsync(context, who, "import", $"{report}; sources sha256 {digest}", stop).ConfigureAwait(false);
                    }
                    free = await context.Set<SequenceRow>().Select(x => x.Next).SingleAsync(stop).ConfigureAwait(false);
                    await transaction.CommitAsync(stop).ConfigureAwait(false);
                    written = free;
                    return report;
                }
            }).ConfigureAwait(false);
        }
    }
}

using System.Collections.Concurrent;
using Chancery.Registers.Journals;
using Chancery.Registers.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Chancery.Web.Accounts;

/// <summary>
/// Writes what was refused into the journal. A flood of one kind from one address becomes one entry with its number in each round, so that whoever attacks cannot fill the
/// register. Safe to share.
/// </summary>
internal sealed partial class Refusals(RegisterStore store, ILogger<Refusals> log) : BackgroundService
{
    /// <summary>Between two rounds of writing.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    /// <summary>How many kinds are kept between two rounds; what is more is counted with the rest.</summary>
    private const int MostKinds = 200;

    private const int LongestDetails = 300;

    private readonly ConcurrentDictionary<(string What, string Details), int> counts = new();

    /// <summary>One round at a time: whoever asks for what was noted waits for a round under way.</summary>
    private readonly SemaphoreSlim writing = new(1, 1);

    public void Note(HttpContext http, string what, string details)
    {
        var who = http.User.Identity?.Name is { } name ? $", signed in as {name}" : "";
        Note(what, $"{details}; from {http.Connection.RemoteIpAddress}{who}");
    }

    public void Note(string what, string details)
    {
        var said = details;
        if (said.Length > LongestDetails)
            said = said[..LongestDetails] + "…";
        LogRefused(what, said);
        counts.AddOrUpdate(counts.Count < MostKinds ? (what, said) : ("refused", "much else"), 1, (_, n) => n + 1);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What}: {Details}")]
    private partial void LogRefused(string what, string details);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var clock = new PeriodicTimer(Round);
        try
        {
            while (await clock.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
                await WriteAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await WriteAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Writes what has come together.</summary>
    public async Task WriteAsync(CancellationToken stop)
    {
        await writing.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            var taken = counts.Keys.ToList().ConvertAll(key => (key, Count: counts.TryRemove(key, out var n) ? n : 0));
            if (taken.Count == 0)
                return;
            await WriteLock.DoAsync(store, async context =>
            {
                foreach (var ((what, details), count) in taken.Where(t => t.Count > 0))
                    await Journal.AddAsync(context, "server", what, count > 1 ? $"{details} ({count} times)" : details, stop).ConfigureAwait(false);
                return true;
            }, stop).ConfigureAwait(false);
        }
        catch (Exception failure) when (RegisterStore.IsFault(failure))
        {
            // A register that is only read from, or away: the log has it.
            LogUnwritten(RegisterStore.Said(failure));
        }
        finally
        {
            writing.Release();
        }
    }

    public override void Dispose()
    {
        writing.Dispose();
        base.Dispose();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "what was refused cannot be written into the journal: {Reason}")]
    private partial void LogUnwritten(string reason);
}

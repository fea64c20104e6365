using Chancery.Issuing.Clearances;
using Chancery.Registers.Journals;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Issuing.Issue;

/// <summary>
/// Issues what is scheduled or embargoed when its time comes. What is due stands in the register, so that a restart forgets nothing and two servers issue nothing twice; the time is that of
/// a <see cref="SteadyClock"/>, so that nothing is issued early. Safe to share.
/// </summary>
/// <param name="store">The register.</param>
/// <param name="issuer">Issues.</param>
/// <param name="clock">The time to go by.</param>
/// <param name="boot">Names this run of the machine, in which the clock's counter goes on.</param>
internal sealed class Schedule(RegisterStore store, Issuer issuer, SteadyClock clock, string boot)
{
    /// <summary>After so long the clock is kept anew, for a process that comes after this one.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromMinutes(1);

    private bool began;
    private DateTime kept = DateTime.MinValue;

    /// <summary>How far the clock has jumped since it was last believed; zero where it has not.</summary>
    public TimeSpan Jump => clock.Now().Jump;

    /// <summary>The name of the run of the machine on which this process runs (Linux); elsewhere the process is one by itself.</summary>
    public static string ThisBoot()
    {
        const string File = "/proc/sys/kernel/random/boot_id";
        return System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File).Trim() : Guid.NewGuid().ToString();
    }

    /// <summary>Issues what is due now.</summary>
    /// <returns>The drafts that were issued.</returns>
    public async Task<IReadOnlyList<long>> RunAsync(CancellationToken stop)
    {
        var (scheduled, embargoed) = (Stage.Scheduled.Word(), Stage.Embargoed.Word());
        var waiting = await store.AskAsync(context => context.Drafts.AsNoTracking().Where(d => (d.Stage == scheduled || d.Stage == embargoed) && d.Due != null).OrderBy(d => d.Due).Select(d => new { d.Id, d.Due }).ToListAsync(stop)).ConfigureAwait(false);
        if (waiting.Count == 0)
            return [];
        await KeepAsync(stop).ConfigureAwait(false);
        var (believed, _) = clock.Now();
        var issued = new List<long>();
        foreach (var one in waiting.Where(w => DateTime.SpecifyKind(w.Due!.Value, DateTimeKind.Utc) <= believed))
        {
            if (await issuer.TimeComesAsync(one.Id, believed, stop).ConfigureAwait(false))
                issued.Add(one.Id);
        }
        return issued;
    }

    /// <summary>Somebody says that the clock is right as it is.</summary>
    public Task TrustAsync(string who, CancellationToken stop)
    {
        var jump = Jump;
        clock.Trust();
        kept = DateTime.MinValue;
        return WriteLock.DoAsync(store, async context =>
        {
            await Journal.AddAsync(context, who, "clock", $"the clock, which had jumped by {jump:c}, is right", stop).ConfigureAwait(false);
            await WriteAsync(context, stop).ConfigureAwait(false);
            return true;
        }, stop);
    }

    /// <summary>Takes the clock over from the process before, and keeps it for the one after.</summary>
    private async Task KeepAsync(CancellationToken stop)
    {
        if (!began)
        {
            if (await store.AskAsync(context => context.Set<ClockRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Boot == boot, stop)).ConfigureAwait(false) is { } before)
                clock.GoOnFrom(before.Wall, before.Ticks);
            began = true;
        }
        var (believed, jump) = clock.Now();
        if (jump != TimeSpan.Zero || believed - kept < Keep)
            return;
        await WriteLock.DoAsync(store, async context =>
        {
            await WriteAsync(context, stop).ConfigureAwait(false);
            return true;
        }, stop).ConfigureAwait(false);
        kept = believed;
    }

    private async Task WriteAsync(RegisterContext context, CancellationToken stop)
    {
        var row = await context.Set<ClockRow>().SingleOrDefaultAsync(c => c.Boot == boot, stop).ConfigureAwait(false);
        if (row is null)
            context.Add(row = new ClockRow { Boot = boot });
        (row.Wall, row.Ticks) = clock.Anchor;
    }
}

using Chancery.Issuing.Lists;
using Chancery.Sources;
using Chancery.Web.Counter;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Chancery.Command;

/// <summary>Opens the counter, and tells how its mails stand.</summary>
internal static class CounterCommand
{
    internal sealed record Options(string? Urls, string? Site, string? Lists, string? Address);

    /// <returns>0 once it is closed; 2 if it cannot be opened.</returns>
    public static async Task<int> RunAsync(Options options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var (settings, fault) = CounterSettings.Of(Directory.GetCurrentDirectory());
        (settings.Urls, settings.Site, settings.Lists, settings.Address) = (options.Urls ?? settings.Urls, options.Site ?? settings.Site, options.Lists ?? settings.Lists, options.Address ?? settings.Address);
        if ((fault ?? settings.Fault) is { } wrong)
        {
            await error.WriteLineAsync($"chancery: {wrong}").ConfigureAwait(false);
            return 2;
        }
        if (settings.Lists.Length > 0 && await new MailingList(settings.Lists, TimeProvider.System).OpenAsync(stop).ConfigureAwait(false) is { } closed)
        {
            await error.WriteLineAsync($"chancery: {closed}").ConfigureAwait(false);
            return 2;
        }
        var app = CounterServer.Make(settings, async (name, bytes) => (await Inputs.OfAsync(name, name, bytes, SourceLimits.Standard).ConfigureAwait(false)).Document, TimeProvider.System);
        await using (app.ConfigureAwait(false))
        {
            try
            {
                await app.StartAsync(stop).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is IOException or InvalidOperationException or System.Net.Sockets.SocketException)
            {
                await error.WriteLineAsync($"chancery: {settings.Urls} cannot be listened on: {failure.Message}").ConfigureAwait(false);
                return 2;
            }
            await output.WriteLineAsync($"chancery: {settings.Site} is open to the public at {string.Join(" ", app.Urls)} (end with Ctrl+C)").ConfigureAwait(false);
            await app.WaitForShutdownAsync(stop).ConfigureAwait(false);
            return 0;
        }
    }

    /// <summary>Tells how many subscribers and mails there are in each state, and which mails need somebody.</summary>
    public static async Task<int> MailsAsync(string lists, bool again, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (!File.Exists(lists))
        {
            await error.WriteLineAsync($"chancery: {lists}: it is not there").ConfigureAwait(false);
            return 2;
        }
        var context = new MailingList(lists, TimeProvider.System).Context();
        await using (context.ConfigureAwait(false))
        {
            foreach (var state in await context.Subscribers.GroupBy(s => s.State).Select(g => new { g.Key, Count = g.Count() }).OrderBy(g => g.Key).ToListAsync(stop).ConfigureAwait(false))
                await output.WriteLineAsync($"subscribers, {state.Key}: {state.Count}").ConfigureAwait(false);
            foreach (var state in await context.Deliveries.GroupBy(d => d.State).Select(g => new { g.Key, Count = g.Count() }).OrderBy(g => g.Key).ToListAsync(stop).ConfigureAwait(false))
                await output.WriteLineAsync($"mails, {state.Key}: {state.Count}").ConfigureAwait(false);
            var open = await (from d in context.Deliveries join s in context.Subscribers on d.SubscriberId equals s.Id where d.State == "uncertain" || d.State == "failed" orderby d.Id select new { d.Line, s.Address, d.State, d.Fault }).Take(100).ToListAsync(stop).ConfigureAwait(false);
            foreach (var one in open)
                await output.WriteLineAsync($"line {one.Line} of the log to {one.Address}: {(one.State == "uncertain" ? "may have been sent" : "failed")}{(one.Fault.Length > 0 ? ": " + one.Fault : "")}").ConfigureAwait(false);
            if (again)
                await output.WriteLineAsync($"{await context.Deliveries.Where(d => d.State == "uncertain" || d.State == "failed").ExecuteUpdateAsync(s => s.SetProperty(d => d.State, "due").SetProperty(d => d.Attempts, 0), stop).ConfigureAwait(false)} are sent again").ConfigureAwait(false);
        }
        return 0;
    }
}

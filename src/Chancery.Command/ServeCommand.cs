using Chancery.Registers.Import;
using Chancery.Sources;
using Chancery.Web;
using Microsoft.Extensions.Hosting;

namespace Chancery.Command;

/// <summary>Serves the register.</summary>
internal static class ServeCommand
{
    /// <returns>0 once it is ended; 2 if there is no register or the port is taken.</returns>
    public static async Task<int> RunAsync(int port, string? register, string? folder, string? who, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (LexiconFolder.Open(folder, error) is not { } lexicon || await RegisterOpening.OpenAsync(register, error, stop).ConfigureAwait(false) is not { } store)
            return 2;
        var knowledge = RegisterOpening.KnowledgeOf(folder);
        var served = new Served(store, lexicon, (bytes, name) => new Importer(store, lexicon, knowledge, async (_, _) =>
        {
            var input = await Inputs.OfAsync(name, name, bytes, SourceLimits.Standard).ConfigureAwait(false);
            return new OpenedSource(name, bytes, input.Document, input.Fault);
        }), RegisterOpening.Who(who));
        var app = RegisterServer.Make(served, port);
        await using (app.ConfigureAwait(false))
        {
            try
            {
                await app.StartAsync(stop).ConfigureAwait(false);
            }
            catch (IOException fault)
            {
                await error.WriteLineAsync($"chancery: port {port} cannot be listened on: {fault.Message}").ConfigureAwait(false);
                return 2;
            }
            await output.WriteLineAsync($"chancery: {store.Name} is served at {string.Join(" ", app.Urls)}; reference: {app.Urls.First()}/reference (end with Ctrl+C)").ConfigureAwait(false);
            await app.WaitForShutdownAsync(stop).ConfigureAwait(false);
            return 0;
        }
    }
}

using Chancery.Registers.Import;
using Chancery.Registers.Store;
using Chancery.Sources;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Chancery.Web.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chancery.Command;

/// <summary>Serves the register, and makes tokens for programs.</summary>
internal static class ServeCommand
{
    /// <summary>What the command line says of it; null where it says nothing.</summary>
    internal sealed record Options(string? Urls, bool Open, bool Samples, string? Register, string? Lexicon, string? Who);

    /// <returns>0 once it is ended; 2 if there is no register or an address is taken.</returns>
    public static async Task<int> RunAsync(Options options, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var (settings, fault) = ServerSettings.Of(Directory.GetCurrentDirectory());
        settings.Urls = options.Urls ?? settings.Urls;
        settings.Open |= options.Open;
        if ((fault ?? settings.Fault) is { } wrong)
        {
            await error.WriteLineAsync($"chancery: {wrong}").ConfigureAwait(false);
            return 2;
        }
        if (await ServedAsync(options.Register ?? (settings.Register is { Length: > 0 } register ? register : null), options.Lexicon, error, stop).ConfigureAwait(false) is not { } served)
            return 2;
        if (options.Samples && !served.Store.IsPostgres && await IsEmptyAsync(served.Store, stop).ConfigureAwait(false))
            await ImportSamplesAsync(served, options, output, stop).ConfigureAwait(false);
        var app = await RegisterServer.MakeAsync(served, settings, stop).ConfigureAwait(false);
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
            var address = app.Urls.First();
            await output.WriteLineAsync($"chancery: {served.Store.Name} is served at {string.Join(" ", app.Urls)} (end with Ctrl+C)").ConfigureAwait(false);
            var access = app.Services.GetRequiredService<Access>();
            if (!await access.HasAccountsAsync().ConfigureAwait(false))
                await output.WriteLineAsync($"chancery: there is no account yet; the first administrator is made, once, at {address}/first?code={access.FirstKey}").ConfigureAwait(false);
            await app.WaitForShutdownAsync(stop).ConfigureAwait(false);
            return 0;
        }
    }

    private static async Task<Served?> ServedAsync(string? register, string? folder, TextWriter error, CancellationToken stop)
    {
        if (LexiconFolder.Open(folder, error) is not { } lexicon || await RegisterOpening.OpenAsync(register, error, stop).ConfigureAwait(false) is not { } store)
            return null;
        var knowledge = RegisterOpening.KnowledgeOf(folder);
        return new Served(store, lexicon, (bytes, name) => new Importer(store, lexicon, knowledge, async (_, _) =>
        {
            var input = await Inputs.OfAsync(name, name, bytes, SourceLimits.Standard).ConfigureAwait(false);
            return new OpenedSource(name, bytes, input.Document, input.Fault);
        }));
    }

    private static Task<bool> IsEmptyAsync(RegisterStore store, CancellationToken stop) => store.AskAsync(async context => !await context.Sources.AnyAsync(stop).ConfigureAwait(false) && !await context.Journal.AnyAsync(stop).ConfigureAwait(false));

    /// <summary>The samples that the command carries, so that a newcomer sees a story at once.</summary>
    private static async Task ImportSamplesAsync(Served served, Options options, TextWriter output, CancellationToken stop)
    {
        var assembly = typeof(ServeCommand).Assembly;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("samples/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            using var all = new MemoryStream();
            await stream.CopyToAsync(all, stop).ConfigureAwait(false);
            files[name] = all.ToArray();
        }
        var importer = new Importer(served.Store, served.Lexicon, RegisterOpening.KnowledgeOf(options.Lexicon), async (name, _) =>
        {
            var input = await Inputs.OfAsync(name, name, files[name], SourceLimits.Standard).ConfigureAwait(false);
            return new OpenedSource(name, files[name], input.Document, input.Fault);
        });
        var report = await importer.ImportAsync(files.Keys.Order(StringComparer.Ordinal), RegisterOpening.Who(options.Who), null, stop).ConfigureAwait(false);
        await output.WriteLineAsync($"chancery: {served.Store.Name} is new, so the samples were imported ({report.New} releases; --no-samples leaves them out)").ConfigureAwait(false);
    }

    /// <summary>Makes a token for a program, and the account that it is of where there is none; for scripts, and for who is locked out.</summary>
    /// <returns>0; 2 if there is no register, or the role is none.</returns>
    public static async Task<int> TokenAsync(string name, string role, int days, string? register, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (!Roles.All.Contains(role, StringComparer.Ordinal) || days is < 1 or > 3650)
        {
            await error.WriteLineAsync("chancery: a role is reader, officer or administrator, and a token lives from 1 to 3650 days").ConfigureAwait(false);
            return 2;
        }
        if (await ServedAsync(register, null, error, stop).ConfigureAwait(false) is not { } served)
            return 2;
        var app = await RegisterServer.MakeAsync(served, new ServerSettings(), stop).ConfigureAwait(false);
        await using (app.ConfigureAwait(false))
        {
            var scope = app.Services.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var users = scope.ServiceProvider.GetRequiredService<Microsoft.AspNetCore.Identity.UserManager<Account>>();
                var account = await users.FindByNameAsync(name).ConfigureAwait(false);
                if (account is null)
                {
                    account = new Account { UserName = name, Role = role, Made = DateTime.UtcNow };
                    var made = await users.CreateAsync(account).ConfigureAwait(false);
                    if (!made.Succeeded)
                    {
                        await error.WriteLineAsync($"chancery: {string.Join(" ", made.Errors.Select(e => e.Description))}").ConfigureAwait(false);
                        return 2;
                    }
                }
                if (!Roles.Of(account.Role).Contains(role, StringComparer.Ordinal))
                {
                    await error.WriteLineAsync($"chancery: {name} is a {account.Role}, who may not do what a {role} may").ConfigureAwait(false);
                    return 2;
                }
                await output.WriteLineAsync(await Tokens.MakeAsync(scope.ServiceProvider.GetRequiredService<AccountsContext>(), account, "made by the command", role, TimeSpan.FromDays(days)).ConfigureAwait(false)).ConfigureAwait(false);
                await AccountJournal.AddAsync(served.Store, RegisterOpening.Who(null), "account", $"made a token for {name} ({role}, {days} days)").ConfigureAwait(false);
                return 0;
            }
        }
    }
}

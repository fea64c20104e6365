using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Chancery.Lexicons;
using Chancery.Registers.Import;
using Chancery.Registers.Journals;
using Chancery.Registers.Store;
using Chancery.Sources;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Chancery.Web.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chancery.Tests.Web;

/// <summary>A register of its own in a folder of its own, or in a database of its own, with the samples or empty, and a server that serves it.</summary>
internal sealed class ServedRegister : IAsyncDisposable
{
    private ServedRegister(RegisterStore store, Served served, WebApplication app, Uri address) => (Store, Served, App, Address) = (store, served, app, address);

    public RegisterStore Store { get; }

    public Served Served { get; }

    public WebApplication App { get; }

    public Uri Address { get; }

    public Access Access => App.Services.GetRequiredService<Access>();

    /// <summary>Starts one.</summary>
    /// <param name="postgres">Whether in PostgreSQL; the test is skipped where that is not installed.</param>
    /// <param name="samples">Whether with the samples.</param>
    /// <param name="set">Changes the settings.</param>
    public static async Task<ServedRegister> StartAsync(bool postgres = false, bool samples = true, Action<ServerSettings>? set = null)
    {
        var folder = Directory.CreateTempSubdirectory("register").FullName;
        var setting = postgres ? Postgres.Database() : Path.Combine(folder, "register.db");
        if (setting is null)
            Assert.Skip("PostgreSQL is not installed (apt-get install postgresql)");
        var (store, fault) = await RegisterStore.OpenAsync(setting);
        Assert.Null(fault);
        Importer Of(byte[] bytes, string name) => new(store!, Lexicon.Standard, "standard", (_, _) =>
        {
            var opened = SourceFile.Open(bytes);
            return Task.FromResult(new OpenedSource(name, bytes, opened.Document, opened.Fault));
        });
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "samples")).Where(f => samples && !f.EndsWith(".json", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
            await Of(await File.ReadAllBytesAsync(file), Path.GetFileName(file)).ImportAsync([file], "tester", null, CancellationToken.None);
        var settings = new ServerSettings { Urls = $"http://localhost:{FreePort()}" };
        set?.Invoke(settings);
        Assert.Null(settings.Fault);
        var served = new Served(store!, Lexicon.Standard, Of);
        var app = await RegisterServer.MakeAsync(served, settings);
        await app.StartAsync();
        return new ServedRegister(store!, served, app, new Uri(app.Urls.First()));
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A browser without a window: keeps cookies, follows no redirect.</summary>
    public HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    /// <summary>A program with a token of an account of that name and role.</summary>
    public async Task<HttpClient> ProgramAsync(string name, string role)
    {
        var client = Client();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(name, role));
        return client;
    }

    public async Task<string> TokenAsync(string name, string role)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var account = await AccountAsync(name, role, null);
        return await Tokens.MakeAsync(scope.ServiceProvider.GetRequiredService<AccountsContext>(), account, "test", role, TimeSpan.FromDays(1));
    }

    public const string Password = "correct horse battery staple";

    /// <summary>An account, with a password where one is given.</summary>
    public async Task<Account> AccountAsync(string name, string role, string? password = Password, string duties = "")
    {
        await using var scope = App.Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<Account>>();
        if (await users.FindByNameAsync(name) is { } known)
            return known;
        var account = new Account { UserName = name, Role = role, Duties = duties, Made = DateTime.UtcNow };
        var made = password is null ? await users.CreateAsync(account) : await users.CreateAsync(account, password);
        Assert.True(made.Succeeded, string.Join("; ", made.Errors.Select(e => e.Description)));
        return account;
    }

    /// <summary>What the journal has of a kind, once all that was refused is written.</summary>
    public async Task<List<string>> JournalAsync(string what)
    {
        await App.Services.GetRequiredService<Refusals>().WriteAsync(CancellationToken.None);
        return await Store.AskAsync(async context =>
        {
            Assert.Null((await Journal.VerifyAsync(context, CancellationToken.None)).Fault);
            return await context.Journal.Where(j => j.What == what).OrderBy(j => j.Id).Select(j => j.Details).ToListAsync();
        });
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        if (!Store.IsPostgres)
            Directory.Delete(Path.GetDirectoryName(Store.Setting)!, recursive: true);
    }
}

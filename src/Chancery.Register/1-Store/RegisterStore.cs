using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace Chancery.Registers.Store;

/// <summary>
/// Where a register is kept: a SQLite file, or a PostgreSQL database. Immutable but for what it remembers of words, and safe to share between threads; each context that it hands out is for one
/// piece of work on one thread.
/// </summary>
internal sealed class RegisterStore
{
    /// <summary>How many contexts wait to be used again: to make one takes as long as to answer a small question.</summary>
    private const int Pooled = 64;

    private readonly PooledDbContextFactory<SqliteRegister>? sqlite;
    private readonly PooledDbContextFactory<PostgresRegister>? postgres;
    private readonly WordFrequencies frequencies = new();

    private RegisterStore(string setting, DbContextOptions<SqliteRegister>? sqlite, DbContextOptions<PostgresRegister>? postgres) =>
        (Setting, this.sqlite, this.postgres) = (setting, sqlite is null ? null : new PooledDbContextFactory<SqliteRegister>(sqlite, Pooled), postgres is null ? null : new PooledDbContextFactory<PostgresRegister>(postgres, Pooled));

    /// <summary>The file's path or the connection string.</summary>
    public string Setting { get; }

    public bool IsPostgres => postgres is not null;

    public RegisterContext Context()
    {
        if (postgres is null)
            return sqlite!.CreateDbContext();
        var context = postgres.CreateDbContext();
        context.Frequencies = frequencies;
        return context;
    }

    /// <summary>Asks by a context of its own.</summary>
    public async Task<T> AskAsync<T>(Func<RegisterContext, Task<T>> question)
    {
        var context = Context();
        await using (context.ConfigureAwait(false))
            return await question(context).ConfigureAwait(false);
    }

    /// <summary>
    /// Within a transaction that writes much: PostgreSQL plans each query for itself, for a plan that it kept from when the tables were small reads all of them until they are next counted.
    /// </summary>
    public static Task PlanAnewAsync(RegisterContext context, CancellationToken stop) =>
        context is PostgresRegister ? context.Database.ExecuteSqlRawAsync("SET LOCAL plan_cache_mode = force_custom_plan", stop) : Task.CompletedTask;

    /// <summary>
    /// After much was written: the database looks anew at how often what occurs in its tables, by which it plans queries; PostgreSQL also puts the last words into the
    /// order of their index, and marks the pages that all may see, without which an index alone does not answer.
    /// </summary>
    public async Task TidyAsync(CancellationToken stop)
    {
        await AskAsync(context => context.Database.ExecuteSqlRawAsync(IsPostgres ? "ANALYZE" : "PRAGMA optimize", stop)).ConfigureAwait(false);
        if (!IsPostgres)
            return;
        await AskAsync(context => context.Database.ExecuteSqlRawAsync("SELECT gin_clean_pending_list('release_words')", stop)).ConfigureAwait(false);
        await AskAsync(context => context.Database.ExecuteSqlRawAsync("VACUUM commitment_party, release_party, release_pair", stop)).ConfigureAwait(false);
    }

    /// <summary>Opens the register that a setting names, and makes it where there is none.</summary>
    /// <param name="setting">A file's path, or a connection string of PostgreSQL ("Host=…" or "postgresql://…").</param>
    /// <param name="upgrade">Is told of the register, and of the last change to its tables, before an older one is brought up to date; returns why that must not be, or null.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>The store, or why it cannot be opened. A file that is damaged, of another program, or of a newer version is refused and left as it is.</returns>
    public static async Task<(RegisterStore? Store, string? Fault)> OpenAsync(string setting, Func<RegisterStore, string, Task<string?>>? upgrade = null, CancellationToken stop = default)
    {
        var store = Of(setting);
        if (!store.IsPostgres && await FaultOfAsync(setting, stop).ConfigureAwait(false) is { } fault)
            return (null, $"{setting}: {fault}");
        try
        {
            var context = store.Context();
            await using (context.ConfigureAwait(false))
            {
                var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
                var applied = await AppliedAsync(context, stop).ConfigureAwait(false);
                if (applied.Find(m => !known.Contains(m)) is { } newer)
                    return (null, $"{store.Name}: was made by a newer version of Chancery ({newer}); nothing was changed");
                if (applied.Count is > 0 && applied.Count < known.Count && upgrade is not null && await upgrade(store, applied[^1]).ConfigureAwait(false) is { } reason)
                    return (null, $"{store.Name}: {reason}");
                if (applied.Count < known.Count)
                    await context.Database.MigrateAsync(stop).ConfigureAwait(false);
                return (store, null);
            }
        }
        catch (Exception failure) when (IsFault(failure) || failure is ArgumentException)
        {
            return (null, $"{store.Name}: {Said(failure)}");
        }
    }

    /// <summary>The setting without a password.</summary>
    public string Name => IsPostgres ? Named(Setting) : Setting;

    private static RegisterStore Of(string setting)
    {
        if (IsConnection(setting))
        {
            var connection = Connection(setting);
            var options = new DbContextOptionsBuilder<PostgresRegister>().UseNpgsql(Tuned(connection), o => o.EnableRetryOnFailure(3)).Options;
            return new RegisterStore(connection, null, options);
        }
        var file = new SqliteConnectionStringBuilder { DataSource = setting, Mode = SqliteOpenMode.ReadWriteCreate, Pooling = true, DefaultTimeout = 60 }.ToString();
        return new RegisterStore(setting, new DbContextOptionsBuilder<SqliteRegister>().UseSqlite(file).AddInterceptors(new SqlitePragmas()).ReplaceService<IMigrationsSqlGenerator, KeyOrderedTables>().Options, null);
    }

    public static bool IsConnection(string setting) => setting.Contains("Host=", StringComparison.OrdinalIgnoreCase) || setting.StartsWith("postgres://", StringComparison.Ordinal) || setting.StartsWith("postgresql://", StringComparison.Ordinal);

    /// <summary>"postgresql://user:password@host:port/name" in the words of the driver.</summary>
    public static string Connection(string setting)
    {
        if (!Uri.TryCreate(setting, UriKind.Absolute, out var address) || !address.Scheme.StartsWith("postgres", StringComparison.Ordinal))
            return setting;
        var user = address.UserInfo.Split(':', 2);
        var builder = new NpgsqlConnectionStringBuilder { Host = address.Host, Port = address.Port > 0 ? address.Port : 5432, Database = address.AbsolutePath.TrimStart('/') };
        if (user[0].Length > 0)
            builder.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            builder.Password = Uri.UnescapeDataString(user[1]);
        return builder.ToString();
    }

    /// <summary>
    /// With what the register wants where the setting does not say otherwise: statements that are prepared once for each connection, no compilation of queries that
    /// take a few milliseconds, and few connections, for more at work than cores only make each slower.
    /// </summary>
    private static string Tuned(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        if (!builder.ShouldSerialize("Max Auto Prepare"))
            (builder.MaxAutoPrepare, builder.AutoPrepareMinUsages) = (100, 2);
        // Nothing is set for a connection that the next to have it must not see.
        if (!builder.ShouldSerialize("No Reset On Close"))
            builder.NoResetOnClose = true;
        if (!builder.ShouldSerialize("Options"))
            builder.Options = "-c jit=off";
        if (!builder.ShouldSerialize("Maximum Pool Size"))
            builder.MaxPoolSize = Math.Max(3, Environment.ProcessorCount + 1);
        return builder.ToString();
    }

    private static string Named(string connection)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        return $"{builder.Host}:{builder.Port}/{builder.Database}";
    }

    private static readonly byte[] Head = "SQLite format 3\0"u8.ToArray();

    /// <summary>Why a file is no register; null where it may be one, or is none yet.</summary>
    private static async Task<string?> FaultOfAsync(string path, CancellationToken stop)
    {
        if (Directory.Exists(path))
            return "is a folder, not a register";
        var file = new FileInfo(path);
        if (!file.Exists || file.Length == 0)
            return file.Directory is { Exists: false } ? $"the folder {file.Directory} does not exist" : null;
        try
        {
            var head = new byte[Head.Length];
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            await using (stream.ConfigureAwait(false))
                await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, stop).ConfigureAwait(false);
            if (!head.AsSpan().SequenceEqual(Head))
                return "is no register (not a SQLite file); nothing was changed";
            var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            await using (connection.ConfigureAwait(false))
            {
                await connection.OpenAsync(stop).ConfigureAwait(false);
                var command = connection.CreateCommand();
                await using (command.ConfigureAwait(false))
                {
                    command.CommandText = "SELECT count(*), sum(name = 'release'), sum(name = '__EFMigrationsHistory') FROM sqlite_master WHERE type = 'table'";
                    var reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
                    await using (reader.ConfigureAwait(false))
                    {
                        await reader.ReadAsync(stop).ConfigureAwait(false);
                        if (reader.GetInt64(0) > 0 && (reader.IsDBNull(2) || reader.GetInt64(2) == 0))
                            return "is a SQLite file of another program; nothing was changed";
                    }
                    command.CommandText = "PRAGMA quick_check(1)";
                    if (file.Length < Large && await command.ExecuteScalarAsync(stop).ConfigureAwait(false) is string said && said != "ok")
                        return $"is damaged ({said.Split('\n')[0]}); nothing was changed: restore a backup";
                }
            }
            return null;
        }
        catch (SqliteException failure)
        {
            return failure.SqliteErrorCode is 11 or 26 ? $"is damaged ({failure.Message}); nothing was changed: restore a backup" : failure.Message;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"cannot be opened: {failure.Message}";
        }
    }

    /// <summary>A larger file, in bytes, is not checked from end to end whenever it is opened.</summary>
    private const long Large = 64L << 20;

    private static async Task<List<string>> AppliedAsync(RegisterContext context, CancellationToken stop)
    {
        if (!await context.Database.CanConnectAsync(stop).ConfigureAwait(false) && context is PostgresRegister)
            await context.Database.OpenConnectionAsync(stop).ConfigureAwait(false);
        return [.. await context.Database.GetAppliedMigrationsAsync(stop).ConfigureAwait(false)];
    }

    /// <summary>Whether a failure is the database's or the disk's, and no fault of the program.</summary>
    public static bool IsFault(Exception failure) => failure is DbException or Microsoft.EntityFrameworkCore.Storage.RetryLimitExceededException or DbUpdateException or IOException or UnauthorizedAccessException or InvalidOperationException { InnerException: DbException } or System.Net.Sockets.SocketException;

    /// <summary>What a failure says, in one line.</summary>
    public static string Said(Exception failure)
    {
        var inner = failure;
        while (inner.InnerException is { } deeper)
            inner = deeper;
        return inner.Message.Split('\n')[0].Trim();
    }
}

/// <summary>What SQLite is told whenever a connection is opened: readers beside one writer, and waiting instead of failing.</summary>
internal sealed class SqlitePragmas : Microsoft.EntityFrameworkCore.Diagnostics.DbConnectionInterceptor
{
    private const string Pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 60000; PRAGMA wal_autocheckpoint = 16384; PRAGMA cache_size = -131072; PRAGMA temp_store = MEMORY;";

    /// <summary>Whether a file is there is asked by a connection that may not change it.</summary>
    private static bool IsReadOnly(DbConnection connection) => new SqliteConnectionStringBuilder(connection.ConnectionString).Mode == SqliteOpenMode.ReadOnly;

    public override void ConnectionOpened(DbConnection connection, Microsoft.EntityFrameworkCore.Diagnostics.ConnectionEndEventData eventData)
    {
        if (IsReadOnly(connection))
            return;
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, Microsoft.EntityFrameworkCore.Diagnostics.ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (IsReadOnly(connection))
            return;
        var command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = Pragmas;
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}

/// <summary>Lets the tool that writes migrations make a context of either kind.</summary>
internal sealed class SqliteDesign : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<SqliteRegister>
{
    public SqliteRegister CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteRegister>().UseSqlite("Data Source=design.db").Options);
}

/// <inheritdoc cref="SqliteDesign"/>
internal sealed class PostgresDesign : Microsoft.EntityFrameworkCore.Design.IDesignTimeDbContextFactory<PostgresRegister>
{
    public PostgresRegister CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresRegister>().UseNpgsql("Host=localhost;Database=design").Options);
}

using System.Data.Common;
using System.Diagnostics;
using Chancery.Registers.Store;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Chancery.Registers.Journals;

/// <summary>
/// A register as one file, made while it is in use, and a register made of such a file. SQLite's is a SQLite file, by its online backup; PostgreSQL's an archive of pg_dump.
/// A backup is whole or not there: it is written beside its place and moved there at the end. Methods return null, or why it cannot be done.
/// </summary>
internal static class Backup
{
    public static async Task<string?> WriteAsync(RegisterStore store, string path, string who, CancellationToken stop)
    {
        if (await SaveAsync(store, path, stop).ConfigureAwait(false) is { } fault)
            return fault;
        await WriteLock.DoAsync(store, async context =>
        {
            await Journal.AddAsync(context, who, "backup", Path.GetFileName(path), stop).ConfigureAwait(false);
            return true;
        }, stop).ConfigureAwait(false);
        return null;
    }

    /// <summary>Before an older register is brought up to date: beside a file, or for PostgreSQL in a folder.</summary>
    public static async Task<string?> BeforeUpgradeAsync(RegisterStore store, string last, string folder, Action<string> told, CancellationToken stop)
    {
        var path = store.IsPostgres ? Path.Combine(folder, $"chancery-before-upgrade-{last}.dump") : $"{store.Setting}.before-upgrade-{last}";
        if (await SaveAsync(store, path, stop).ConfigureAwait(false) is { } fault)
            return $"was made by an older version, and no backup could be made before it is brought up to date: {fault}; nothing was changed";
        told($"{store.Name}: made by an older version, is brought up to date; as it was before: {path}");
        return null;
    }

    /// <summary>The same without an entry in the journal.</summary>
    private static async Task<string?> SaveAsync(RegisterStore store, string path, CancellationToken stop)
    {
        if (Directory.Exists(path))
            return $"{path}: is a folder";
        var part = path + ".new";
        try
        {
            File.Delete(part);
            var fault = store.IsPostgres ? await DumpAsync(store, part, stop).ConfigureAwait(false) : await CopyAsync(store.Setting, part, stop).ConfigureAwait(false);
            if (fault is not null)
            {
                File.Delete(part);
                return fault;
            }
            File.Move(part, path, overwrite: true);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DbException)
        {
            return $"{path}: cannot be written: {failure.Message}";
        }
    }

    private static async Task<string?> CopyAsync(string from, string to, CancellationToken stop)
    {
        var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await using (source.ConfigureAwait(false))
        {
            await source.OpenAsync(stop).ConfigureAwait(false);
            var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
            await using (target.ConfigureAwait(false))
            {
                await target.OpenAsync(stop).ConfigureAwait(false);
                source.BackupDatabase(target);
                var command = target.CreateCommand();
                await using (command.ConfigureAwait(false))
                {
                    // One file, without a log beside it.
                    command.CommandText = "PRAGMA journal_mode = DELETE";
                    await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
                }
            }
        }
        return null;
    }

    private static async Task<string?> DumpAsync(RegisterStore store, string to, CancellationToken stop)
    {
        var connection = new NpgsqlConnectionStringBuilder(store.Setting);
        return await RunAsync("pg_dump", ["--format=custom", "--no-owner", $"--file={to}", .. Server(connection), connection.Database!], connection.Password, stop).ConfigureAwait(false);
    }

    /// <summary>Makes a register of a backup. One that holds anything is left alone.</summary>
    public static async Task<string?> ReadAsync(string path, string setting, CancellationToken stop)
    {
        if (!File.Exists(path))
            return $"{path}: there is no such file";
        if (RegisterStore.IsConnection(setting))
            return await LoadAsync(path, setting, stop).ConfigureAwait(false);
        if (File.Exists(setting) && new FileInfo(setting).Length > 0)
            return $"{setting}: is there already; nothing was changed";
        var part = setting + ".new";
        try
        {
            File.Copy(path, part, overwrite: true);
            var (store, fault) = await RegisterStore.OpenAsync(part, stop: stop).ConfigureAwait(false);
            if (store is null)
            {
                File.Delete(part);
                return $"{path}: is no backup of a register: {fault?[(fault.IndexOf(": ", StringComparison.Ordinal) + 2)..]}";
            }
            SqliteConnection.ClearAllPools();
            File.Move(part, setting, overwrite: true);
            foreach (var log in new[] { part + "-wal", part + "-shm" })
                File.Delete(log);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"{setting}: cannot be written: {failure.Message}";
        }
    }

    private static async Task<string?> LoadAsync(string path, string setting, CancellationToken stop)
    {
        var connection = new NpgsqlConnectionStringBuilder(RegisterStore.Connection(setting));
        try
        {
            var database = new NpgsqlConnection(connection.ToString());
            await using (database.ConfigureAwait(false))
            {
                await database.OpenAsync(stop).ConfigureAwait(false);
                var command = database.CreateCommand();
                await using (command.ConfigureAwait(false))
                {
                    command.CommandText = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'";
                    if (await command.ExecuteScalarAsync(stop).ConfigureAwait(false) is long and > 0)
                        return $"{connection.Host}:{connection.Port}/{connection.Database}: is not empty; nothing was changed";
                }
            }
        }
        catch (Exception failure) when (failure is DbException or System.Net.Sockets.SocketException)
        {
            return $"{connection.Host}:{connection.Port}/{connection.Database}: {RegisterStore.Said(failure)}";
        }
        return await RunAsync("pg_restore", ["--no-owner", "--exit-on-error", "--single-transaction", .. Server(connection), $"--dbname={connection.Database}", path], connection.Password, stop).ConfigureAwait(false);
    }

    private static string[] Server(NpgsqlConnectionStringBuilder connection) => [$"--host={connection.Host}", $"--port={connection.Port}", .. connection.Username is { } user ? (string[])[$"--username={user}"] : []];

    private static async Task<string?> RunAsync(string program, string[] arguments, string? password, CancellationToken stop)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        if (password is not null)
            start.Environment["PGPASSWORD"] = password;
        try
        {
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync(stop).ConfigureAwait(false);
            await process.WaitForExitAsync(stop).ConfigureAwait(false);
            return process.ExitCode == 0 ? null : $"{program}: {said.Split('\n')[0].Trim()}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return $"{program} is not installed (apt-get install postgresql-client)";
        }
    }
}

using System.Diagnostics;
using Npgsql;

[assembly: Xunit.AssemblyFixture(typeof(Chancery.Tests.Postgres))]

namespace Chancery.Tests;

/// <summary>A PostgreSQL server of the tests' own, from Debian's package, on a socket in a folder that is gone afterwards; not there where the package is missing.</summary>
public sealed class Postgres : IDisposable
{
    private static readonly Lock Gate = new();
    private static string? folder;
    private static bool tried;
    private static int databases;

    private static string? Programs => Directory.Exists("/usr/lib/postgresql") ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(d => Path.Combine(d, "bin")).Where(b => File.Exists(Path.Combine(b, "initdb"))).Order(StringComparer.Ordinal).LastOrDefault() : null;

    /// <summary>A new, empty database; null where there is no server to be had.</summary>
    public static string? Database()
    {
        lock (Gate)
        {
            if (!tried)
                Start();
            tried = true;
            if (folder is null)
                return null;
            var name = $"test{++databases}";
            using var connection = new NpgsqlConnection(Connection("postgres"));
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"CREATE DATABASE {name}";
            command.ExecuteNonQuery();
            return Connection(name);
        }
    }

    private static string Connection(string database) => $"Host={folder};Port=5432;Username=postgres;Database={database};Pooling=true;Maximum Pool Size=20";

    private static void Start()
    {
        if (Programs is not { } programs)
            return;
        var own = Directory.CreateTempSubdirectory("pg").FullName;
        if (Environment.UserName == "root")
            Run("chown", ["postgres", own]);
        var data = Path.Combine(own, "data");
        if (AsServer(Path.Combine(programs, "initdb"), ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]) != 0)
            return;
        if (AsServer(Path.Combine(programs, "pg_ctl"), ["-D", data, "-w", "-l", Path.Combine(own, "log"), "-o", $"-c listen_addresses= -c unix_socket_directories={own} -c fsync=off -c max_connections=200", "start"]) == 0)
            folder = own;
    }

    /// <summary>The server does not run as root.</summary>
    private static int AsServer(string program, string[] arguments) => Environment.UserName == "root" ? Run("runuser", ["-u", "postgres", "--", program, .. arguments]) : Run(program, arguments);

    private static int Run(string program, string[] arguments)
    {
        // pg_ctl hands its output on to the server, so it is not waited for.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]) { UseShellExecute = false, WorkingDirectory = "/" })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (folder is null)
            return;
        NpgsqlConnection.ClearAllPools();
        AsServer(Path.Combine(Programs!, "pg_ctl"), ["-D", Path.Combine(folder, "data"), "-m", "immediate", "stop"]);
        Directory.Delete(folder, recursive: true);
        folder = null;
    }
}

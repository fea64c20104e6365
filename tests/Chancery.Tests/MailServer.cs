using System.Diagnostics;
using MimeKit;
using Xunit;

namespace Chancery.Tests;

/// <summary>Exim, Debian's mail server, on a port of its own: delivers everything into one maildir, but for addresses that begin with "gone", which it sends back.</summary>
internal sealed class MailServer : IDisposable
{
    private static readonly string[] Arrived = ["new", "cur"];

    private readonly string folder = Directory.CreateTempSubdirectory("mail").FullName;
    private int process;

    public MailServer() => Port = Web.ServedRegister.FreePort();

    /// <summary>Whether it can be started: it needs to be installed, and started by root.</summary>
    public static bool CanRun => Programs.Contain("exim4") && Environment.UserName == "root";

    public int Port { get; }

    /// <summary>Where mails arrive.</summary>
    public string Maildir => Path.Combine(folder, "mail", "all");

    /// <summary>Starts it.</summary>
    public async Task StartAsync()
    {
        foreach (var part in new[] { "spool", "log", "mail" })
            Directory.CreateDirectory(Path.Combine(folder, part));
        await File.WriteAllTextAsync(Path.Combine(folder, "conf"), $"""
            primary_hostname = mail.example
            spool_directory = {folder}/spool
            log_file_path = {folder}/log/%slog
            pid_file_path = {folder}/spool/pid
            local_interfaces = 127.0.0.1
            daemon_smtp_ports = {Port}
            tls_advertise_hosts =
            acl_smtp_rcpt = accept
            acl_smtp_data = accept
            smtp_accept_max_per_connection = 10000
            smtp_accept_queue_per_connection = 10000
            begin routers
            gone:
              driver = redirect
              condition = {"${if match{$local_part}{^gone}}"}
              data = :fail: no such mailbox
              allow_fail
            all:
              driver = accept
              transport = file
            begin transports
            file:
              driver = appendfile
              directory = {Maildir}
              create_directory
              maildir_format
              envelope_to_add
              return_path_add
              user = Debian-exim
            begin retry
            * * F,1h,1m

            """);
        await Programs.RunAsync("chown", "-R", "Debian-exim", Path.Combine(folder, "spool"), Path.Combine(folder, "log"), Path.Combine(folder, "mail"));
        await Programs.RunAsync("chmod", "755", folder);
        await Programs.RunAsync("exim4", "-bd", "-odb", "-C", Path.Combine(folder, "conf"));
        for (var i = 0; i < 100 && (!File.Exists(Path.Combine(folder, "spool", "pid")) || new FileInfo(Path.Combine(folder, "spool", "pid")).Length == 0); i++)
            await Task.Delay(50);
        process = int.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "spool", "pid")), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Ends it; what it holds stays.</summary>
    public void Stop()
    {
        if (process == 0)
            return;
        using var running = Process.GetProcessById(process);
        running.Kill();
        running.WaitForExit();
        File.Delete(Path.Combine(folder, "spool", "pid"));
        process = 0;
    }

    /// <summary>All mails that arrived, reports of what came back left out.</summary>
    public List<MimeMessage> Mails() => [.. Files().Select(f => MimeMessage.Load(f)).Where(m => m.Body is not MultipartReport)];

    private IEnumerable<string> Files() => Arrived.Select(p => Path.Combine(Maildir, p)).Where(Directory.Exists).SelectMany(Directory.EnumerateFiles);

    /// <summary>Waits until something is so.</summary>
    public static async Task UntilAsync(Func<bool> so, string what)
    {
        for (var i = 0; i < 300; i++)
        {
            if (so())
                return;
            await Task.Delay(100);
        }
        Assert.Fail($"not within 30 s: {what}");
    }

    public void Dispose()
    {
        Stop();
        Directory.Delete(folder, recursive: true);
    }
}

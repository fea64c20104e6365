using Chancery.Web.Accounts;
using Microsoft.Extensions.Configuration;

namespace Chancery.Web.Server;

/// <summary>How a server runs: from chancery.json in the folder where it is started, then the environment (CHANCERY_URLS, CHANCERY_OIDC__AUTHORITY …), then the command line.</summary>
internal sealed class ServerSettings
{
    /// <summary>Addresses to listen on, with semicolons between. A port 0 is one that is free, on an address in digits.</summary>
    public string Urls { get; set; } = "http://localhost:5280";

    /// <summary>Whether all may read without an account; only where all addresses are loopback ones.</summary>
    public bool Open { get; set; }

    /// <summary>Names under which the server is reached, besides those of its addresses, with semicolons between.</summary>
    public string Hosts { get; set; } = "";

    /// <summary>Whether a proxy on this machine tells who asks and by which scheme (X-Forwarded-For, X-Forwarded-Proto).</summary>
    public bool BehindProxy { get; set; }

    /// <summary>Whether logs are JSON, a line each.</summary>
    public bool JsonLogs { get; set; }

    /// <summary>Where traces and measures are sent by OTLP (http://localhost:4317); empty for nowhere.</summary>
    public string Telemetry { get; set; } = "";

    /// <summary>The largest request, in MiB.</summary>
    public int MostMegabytes { get; set; } = 64;

    public OidcSettings Oidc { get; set; } = new();

    /// <summary>The register: a file's path or a connection string.</summary>
    public string? Register { get; set; }

    /// <summary>The folder of the keys that sign what is issued; beside the register where it is not said.</summary>
    public string Keys { get; set; } = "";

    /// <summary>The password of keys in files, and the PIN of tokens: from the environment, CHANCERY_KEYPASSWORD.</summary>
    public string KeyPassword { get; set; } = "";

    /// <summary>The folder of the public site, written after each issue; empty for none.</summary>
    public string Site { get; set; } = "";

    /// <summary>Where the public finds the site (https://press.example), for the codes on documents; empty where that is not known.</summary>
    public string SiteAddress { get; set; } = "";

    /// <summary>The keys' folder.</summary>
    /// <param name="register">The register's setting.</param>
    /// <param name="isFile">Whether the register is a file.</param>
    public string KeysFolder(string register, bool isFile) => Keys.Length > 0 ? Keys : isFile ? register + ".keys" : "chancery.keys";

    /// <summary>The clock by which releases are issued; no setting of a file.</summary>
    internal TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The name of the file with settings.</summary>
    public const string File = "chancery.json";

    /// <summary>The settings of a folder and the environment; or why they cannot be read.</summary>
    public static (ServerSettings Settings, string? Fault) Of(string folder)
    {
        var settings = new ServerSettings();
        try
        {
            new ConfigurationBuilder().SetBasePath(folder).AddJsonFile(File, optional: true).AddEnvironmentVariables("CHANCERY_").Build().Bind(settings);
            return (settings, null);
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException or FormatException)
        {
            return (settings, $"{Path.Combine(folder, File)}: {(failure.InnerException ?? failure).Message.Split('\n')[0]}");
        }
    }

    public IReadOnlyList<Uri> Addresses => [.. Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(u => Uri.TryCreate(u.Replace("://+", "://0.0.0.0", StringComparison.Ordinal).Replace("://*", "://0.0.0.0", StringComparison.Ordinal), UriKind.Absolute, out var address) ? address : null).OfType<Uri>().Where(a => a.Scheme is "http" or "https")];

    public bool IsLoopback => Addresses.All(a => a.IsLoopback);

    /// <summary>Why a server cannot run so; null where it can.</summary>
    public string? Fault =>
        Addresses.Count == 0 || Addresses.Count != Urls.Split(';', StringSplitOptions.RemoveEmptyEntries).Length ? $"--urls {Urls}: is no list of addresses like http://localhost:5280"
        : Open && !IsLoopback ? "--open: a register may be read without an account on loopback addresses alone"
        : MostMegabytes is < 1 or > 1024 ? "mostMegabytes: is from 1 to 1024"
        : null;
}

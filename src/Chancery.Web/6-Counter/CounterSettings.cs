using Chancery.Issuing.Lists;
using Chancery.Web.Server;
using Microsoft.Extensions.Configuration;

namespace Chancery.Web.Counter;

/// <summary>How the counter runs: from the section "counter" of chancery.json, then the environment (CHANCERY_COUNTER__SITE …), then the command line.</summary>
internal sealed class CounterSettings
{
    /// <summary>Addresses to listen on, with semicolons between.</summary>
    public string Urls { get; set; } = "http://localhost:5290";

    /// <summary>The published site's folder.</summary>
    public string Site { get; set; } = "";

    /// <summary>The file of subscribers; empty for no mailing lists.</summary>
    public string Lists { get; set; } = "";

    /// <summary>Where the public finds the counter and the site.</summary>
    public string Address { get; set; } = "";

    /// <summary>Whether a proxy on this machine tells who asks and by which scheme.</summary>
    public bool BehindProxy { get; set; }

    public MailSettings Mail { get; set; } = new();

    /// <summary>The settings of a folder and the environment; or why they cannot be read.</summary>
    public static (CounterSettings Settings, string? Fault) Of(string folder)
    {
        var settings = new CounterSettings();
        try
        {
            new ConfigurationBuilder().SetBasePath(folder).AddJsonFile(ServerSettings.File, optional: true).AddEnvironmentVariables("CHANCERY_").Build().GetSection("counter").Bind(settings);
            return (settings, null);
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException or FormatException)
        {
            return (settings, $"{Path.Combine(folder, ServerSettings.File)}: {(failure.InnerException ?? failure).Message.Split('\n')[0]}");
        }
    }

    /// <summary>Why a counter cannot be opened so; null where it can.</summary>
    public string? Fault =>
        Site.Length == 0 || !File.Exists(Path.Combine(Site, "keys.json")) ? $"{(Site.Length == 0 ? "--site" : Site)}: is no published site (chancery publish -o FOLDER makes one)"
        : Lists.Length > 0 && (Mail.Host.Length == 0 || !Mail.From.Contains('@', StringComparison.Ordinal)) ? "mailing lists need a mail server and an address from which mails come (counter:mail:host, counter:mail:from)"
        : Lists.Length > 0 && !Uri.TryCreate(Address, UriKind.Absolute, out _) ? "mailing lists need the address by which the public finds the counter (counter:address)"
        : null;
}

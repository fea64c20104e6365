using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Chancery.Tests.Web.Browser))]

namespace Chancery.Tests.Web;

/// <summary>Debian's Chromium without a window; started once, where it is installed.</summary>
public sealed class Browser : IAsyncLifetime
{
    private IPlaywright? playwright;
    private IBrowser? browser;

    private static readonly string[] Programs = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private static string? Program => Array.Find(Programs, File.Exists);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    private readonly SemaphoreSlim gate = new(1);

    /// <summary>A browser; the test is skipped where none is installed.</summary>
    internal async Task<IBrowser> GetAsync()
    {
        if (Program is null)
            Assert.Skip("Chromium is not installed (apt-get install chromium)");
        await gate.WaitAsync();
        try
        {
            playwright ??= await Playwright.CreateAsync();
            return browser ??= await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Program, Args = ["--no-sandbox", "--force-color-profile=srgb"] });
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>A page of a browser that knows nothing yet; a fault of a script, or something that the content security policy kept from running, fails the test.</summary>
    internal async Task<IPage> PageAsync(Uri address, bool phone = false, bool dark = false, string language = "en", bool script = true, ICollection<string>? faults = null)
    {
        var context = await (await GetAsync()).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = address.ToString(),
            ViewportSize = phone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = language,
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(30_000);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => faults?.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal))
                faults?.Add(message.Text);
        };
        return page;
    }

    /// <summary>Fails where axe finds a violation of WCAG 2.2 AA, or of its good practice.</summary>
    internal static async Task AccessibleAsync(IPage page)
    {
        var result = await page.RunAxe();
        Assert.True(result.Violations.Length == 0, $"{page.Url}: {string.Join('\n', result.Violations.Select(v => $"{v.Id}: {v.Help}: {string.Join(" | ", v.Nodes.Take(4).Select(n => n.Html))}"))}");
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
            await browser.DisposeAsync();
        playwright?.Dispose();
        gate.Dispose();
    }
}

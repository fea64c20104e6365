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
        context.SetDefaultTimeout(60_000);
        var page = await context.NewPageAsync();
        page.PageError += (_, error) => faults?.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal))
                faults?.Add(message.Text);
        };
        return page;
    }

    /// <summary>
    /// Waits until a page has loaded whose address matches. The address is asked for again and again: the driver's own waiting
    /// for an address can miss what happens between its look and its listening.
    /// </summary>
    internal static async Task ArriveAsync(IPage page, string address, bool left = false)
    {
        var expected = Assertions.Expect(page);
        await (left ? expected.Not : expected).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(address, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)), new() { Timeout = 60_000 });
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    /// <summary>Marks words of the text of a release, as a hand does with the mouse.</summary>
    internal static Task MarkAsync(IPage page, string words) => page.EvaluateAsync("""
        words => {
          const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
          for (let node; (node = walker.nextNode());) {
            const at = node.data.indexOf(words);
            if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + words.length); return; }
          }
        }
        """, words);

    /// <summary>Fails where a page is not accessible, or wider than the screen. With CHANCERY_PICTURES set to a folder, a picture of it is kept there.</summary>
    internal static async Task LookAsync(IPage page, string name, bool phone = false, bool dark = false, bool whole = false)
    {
        await AccessibleAsync(page);
        var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(wide <= 0, $"{page.Url} is {wide} pixels too wide");
        if (Environment.GetEnvironmentVariable("CHANCERY_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, $"{name}-{(phone ? "phone" : "desk")}-{(dark ? "dark" : "light")}.jpg"), Type = ScreenshotType.Jpeg, Quality = 62, FullPage = whole });
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

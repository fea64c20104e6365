using System.Diagnostics;

namespace Chancery.Issuing.Documents;

/// <summary>Prints a page as a PDF by Chromium (Debian's package chromium), called as a process without a network of its own.</summary>
internal static class PrintedPage
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The PDF, tagged; or why it cannot be printed.</summary>
    public static async Task<(byte[]? Pdf, string? Fault)> AsPdfAsync(string html, CancellationToken stop)
    {
        if (InstalledProgram.Find(Names) is not { } program)
            return (null, "a PDF is printed by Chromium, which is not installed (apt-get install chromium)");
        var folder = Directory.CreateTempSubdirectory("chancery-print");
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            await File.WriteAllTextAsync(page, html, stop).ConfigureAwait(false);
            // Chromium's own sandbox wants rights that a hardened service has not; the page is ours, without script and network.
            var printed = Environment.UserName != "root" && await PrintAsync(program, folder.FullName, page, pdf, [], stop).ConfigureAwait(false)
                || await PrintAsync(program, folder.FullName, page, pdf, ["--no-sandbox"], stop).ConfigureAwait(false);
            return printed ? (await File.ReadAllBytesAsync(pdf, stop).ConfigureAwait(false), null) : (null, $"{program} printed nothing");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<bool> PrintAsync(string program, string folder, string page, string pdf, string[] more, CancellationToken stop)
    {
        string[] arguments = [.. more, "--headless", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", $"--user-data-dir={folder}/profile", "--no-pdf-header-footer", $"--print-to-pdf={pdf}", $"file://{page}"];
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false, Environment = { ["HOME"] = folder } })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            stop.ThrowIfCancellationRequested();
        }
        return process.HasExited && process.ExitCode == 0 && File.Exists(pdf);
    }
}

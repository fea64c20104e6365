using System.Diagnostics;

namespace Chancery.Command;

/// <summary>Prints a page as a PDF by Chromium (Debian's package chromium), called as a process without a network of its own.</summary>
internal static class PrintedPage
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The PDF, tagged; null where it cannot be printed, and the reason is told.</summary>
    public static async Task<byte[]?> AsPdfAsync(string html, TextWriter error, CancellationToken stop)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (Names.SelectMany(n => folders.Select(f => Path.Combine(f, n))).FirstOrDefault(File.Exists) is not { } program)
        {
            await error.WriteLineAsync("chancery: a PDF is printed by Chromium, which is not installed (apt-get install chromium)").ConfigureAwait(false);
            return null;
        }
        var folder = Directory.CreateTempSubdirectory("chancery-print");
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "page.html"), Path.Combine(folder.FullName, "page.pdf"));
            await File.WriteAllTextAsync(page, html, stop).ConfigureAwait(false);
            string[] root = Environment.UserName == "root" ? ["--no-sandbox"] : [];
            using var process = Process.Start(new ProcessStartInfo(program, [.. root, "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", $"--user-data-dir={folder.FullName}/profile", "--no-pdf-header-footer", $"--print-to-pdf={pdf}", $"file://{page}"]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false })!;
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
            if (File.Exists(pdf))
                return await File.ReadAllBytesAsync(pdf, stop).ConfigureAwait(false);
            await error.WriteLineAsync($"chancery: {program} printed nothing").ConfigureAwait(false);
            return null;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

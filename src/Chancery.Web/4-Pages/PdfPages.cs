using System.Diagnostics;
using Chancery.Issuing.Documents;
using UglyToad.PdfPig;

namespace Chancery.Web.Pages;

/// <summary>Pages of a PDF as pictures, by Debian's pdftoppm where it is installed. Few are drawn at once, each for a bounded time.</summary>
internal static class PdfPages
{
    /// <summary>Points on a picture for each inch on the page.</summary>
    private const int Resolution = 110;

    /// <summary>How many pages of one release are shown.</summary>
    private const int Most = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly SemaphoreSlim AtOnce = new(2);

    public static bool IsInstalled { get; } = InstalledProgram.Find("pdftoppm") is not null;

    /// <summary>The size of each page, in points (1/72 inch).</summary>
    public static IReadOnlyList<(double Width, double Height)> Sizes(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        var sizes = new List<(double, double)>();
        for (var i = 1; i <= Math.Min(document.NumberOfPages, Most); i++)
        {
            var page = document.GetPage(i);
            sizes.Add((page.Width, page.Height));
        }
        return sizes;
    }

    /// <summary>A page as PNG; null where it cannot be drawn.</summary>
    public static async Task<byte[]?> DrawAsync(byte[] pdf, int page, CancellationToken stop)
    {
        if (!IsInstalled || page > Most)
            return null;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        await AtOnce.WaitAsync(patience.Token).ConfigureAwait(false);
        var file = Path.Combine(Path.GetTempPath(), $"chancery-{Guid.NewGuid():N}.pdf");
        try
        {
            await File.WriteAllBytesAsync(file, pdf, patience.Token).ConfigureAwait(false);
            using var process = Process.Start(new ProcessStartInfo("pdftoppm", ["-png", "-r", $"{Resolution}", "-f", $"{page}", "-l", $"{page}", "-singlefile", file]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            try
            {
                using var picture = new MemoryStream();
                var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, patience.Token);
                await process.StandardOutput.BaseStream.CopyToAsync(picture, patience.Token).ConfigureAwait(false);
                await errors.ConfigureAwait(false);
                await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
                return process.ExitCode == 0 && picture.Length > 0 ? picture.ToArray() : null;
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                return null;
            }
        }
        finally
        {
            File.Delete(file);
            AtOnce.Release();
        }
    }
}

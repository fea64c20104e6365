using System.ComponentModel;
using System.Diagnostics;
using Chancery.Issuing.Documents;
using Chancery.Sources;

namespace Chancery.Command;

/// <summary>Reads pictures of pages with the program tesseract, where it is installed.</summary>
internal static class Tesseract
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly Lazy<bool> Installed = new(() => InstalledProgram.Find("tesseract") is not null);

    /// <summary>The model of the Latin script knows accented letters; the English one does not, but is faster and nearly always there.</summary>
    private static readonly Lazy<string> Model = new(() => Ask("--list-langs").Split('\n').Any(l => l.Trim() == "Latin") ? "Latin" : "eng");

    /// <summary>The recognizer, or null where the program is missing.</summary>
    public static PageRecognizer? Recognizer => Installed.Value ? Recognise : null;

    private static string Ask(string option)
    {
        using var process = Process.Start(new ProcessStartInfo("tesseract", [option]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return process.StandardOutput.ReadToEnd();
    }

    private static TextResult Recognise(ReadOnlyMemory<byte> picture)
    {
        var start = new ProcessStartInfo("tesseract") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var word in (string[])["stdin", "stdout", "-l", Model.Value, "--dpi", "200", "--psm", "3", "tsv"])
            start.ArgumentList.Add(word);
        // One page a core: its own threads only get into the way of the other pages.
        start.Environment["OMP_THREAD_LIMIT"] = "1";
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var words = process.StandardOutput.ReadToEndAsync();
            using (var input = process.StandardInput.BaseStream)
                input.Write(picture.Span);
            if (!process.WaitForExit(Longest))
            {
                process.Kill(entireProcessTree: true);
                return new TextResult(null, $"is a picture of a page that tesseract did not read within {Longest.TotalSeconds:N0} s");
            }
            return process.ExitCode == 0
                ? new TextResult(words.GetAwaiter().GetResult(), null)
                : new TextResult(null, $"is a picture of a page that tesseract cannot read: {errors.GetAwaiter().GetResult().Split('\n')[0].Trim()}");
        }
        catch (Exception fault) when (fault is Win32Exception or IOException)
        {
            return new TextResult(null, $"is a picture of a page, and tesseract does not run: {fault.Message}");
        }
    }
}

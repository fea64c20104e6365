using System.Diagnostics;
using Chancery.Issuing.Documents;

namespace Chancery.Tests;

/// <summary>Debian's programs that a user has too.</summary>
internal static class Programs
{
    public static bool Contain(string name) => InstalledProgram.Find(name) is not null;

    /// <summary>What a program says.</summary>
    public static async Task<string> RunAsync(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said;
    }
}

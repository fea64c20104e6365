namespace Chancery.Issuing.Documents;

/// <summary>Programs that are installed beside this one. Stateless.</summary>
internal static class InstalledProgram
{
    /// <summary>The path of the first of some programs that is installed; null where none is.</summary>
    /// <param name="names">Their names, without the ending that they have on Windows.</param>
    public static string? Find(params IEnumerable<string> names)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return names.SelectMany(n => folders.Select(f => Path.Combine(f, OperatingSystem.IsWindows() ? n + ".exe" : n))).FirstOrDefault(File.Exists);
    }
}

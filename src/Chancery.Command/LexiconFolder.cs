using Chancery.Lexicons;

namespace Chancery.Command;

/// <summary>A user's own lexicon laid over the standard one.</summary>
internal static class LexiconFolder
{
    /// <summary>The lexicon, or null where it has faults, which are written to <paramref name="error"/>.</summary>
    public static Lexicon? Open(string? folder, TextWriter error)
    {
        if (folder is null)
            return Lexicon.Standard;
        try
        {
            if (!Directory.Exists(folder))
            {
                error.WriteLine($"chancery: {folder}: there is no such folder");
                return null;
            }
            var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => f.EndsWith(".txt", StringComparison.Ordinal) || LexiconFile.IsPicture(f)).Order(StringComparer.Ordinal)
                .Select(f => LexiconFile.Of(Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllBytes(f)));
            var result = Lexicon.From(Lexicon.StandardFiles().Concat(files));
            foreach (var fault in result.Faults)
                error.WriteLine($"chancery: {folder}: {fault}");
            return result.Value;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"chancery: {folder}: {fault.Message}");
            return null;
        }
    }
}

namespace Chancery.Lexicons;

/// <summary>One file of a lexicon: its path below the lexicon's folder ("acts/thank.txt"), and its text.</summary>
/// <param name="Name">The path, with forward slashes.</param>
/// <param name="Text">The whole text; of a picture its bytes in Base64.</param>
public sealed record LexiconFile(string Name, string Text)
{
    /// <summary>Whether a file of this name is a picture (PNG).</summary>
    /// <param name="name">The name.</param>
    public static bool IsPicture(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.EndsWith(".png", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The file that some bytes are: a text in UTF-8, or a picture.</summary>
    /// <param name="name">The path, with forward slashes.</param>
    /// <param name="bytes">What it holds.</param>
    public static LexiconFile Of(string name, byte[] bytes)
    {
        if (IsPicture(name))
            return new(name, Convert.ToBase64String(bytes));
        using var reader = new StreamReader(new MemoryStream(bytes));
        return new(name, reader.ReadToEnd());
    }

    /// <summary>The bytes of a picture; null where the text is not that of one.</summary>
    internal byte[]? Picture
    {
        get
        {
            var bytes = new byte[Text.Length];
            return IsPicture(Name) && Convert.TryFromBase64String(Text, bytes, out var length) ? bytes[..length] : null;
        }
    }

    /// <summary>The lines that hold something, each with its number from 1, comments and blank lines left out.</summary>
    internal IEnumerable<(int Number, string Line)> Lines()
    {
        var number = 0;
        foreach (var raw in Text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length > 0 && line[0] != '#')
                yield return (number, line);
        }
    }

    /// <summary>The lines by the section that they stand under.</summary>
    internal IEnumerable<(string Section, int Number, string Line)> Sections()
    {
        var section = "";
        foreach (var (number, line) in Lines())
        {
            if (line[0] == '[' && line[^1] == ']')
                section = line[1..^1];
            else
                yield return (section, number, line);
        }
    }

    internal static string[] Columns(string line) => [.. line.Split('|').Select(c => c.Trim())];

    internal static IEnumerable<string> Items(string text, char separator) =>
        text.Split(separator).Select(i => i.Trim()).Where(i => i.Length > 0);
}

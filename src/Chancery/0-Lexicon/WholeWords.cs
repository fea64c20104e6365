namespace Chancery.Lexicons;

/// <summary>Finds a name in a text as whole words. Stateless.</summary>
internal static class WholeWords
{
    /// <summary>Where a name stands next, with no letter or digit beside it; -1 where it does not.</summary>
    public static int IndexOf(string text, string name, int from = 0)
    {
        for (var at = text.IndexOf(name, from, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            var end = at + name.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                return at;
        }
        return -1;
    }
}

using System.Globalization;
using System.Text;

namespace Chancery.Lexicons;

/// <summary>Names of people as words that can be compared: lower case, without accents.</summary>
internal static class PersonName
{
    /// <summary>The words of a name, particles and initials left out.</summary>
    public static string[] Words(string name) => [.. name.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(w => Plain(w)).Where(w => w.Length > 1 && !Particles.Contains(w))];

    private static readonly HashSet<string> Particles = new(StringComparer.Ordinal) { "bin", "ibn", "bint", "al", "el", "de", "da", "dos", "do", "la", "le", "di", "van", "von", "der", "jr", "sr" };

    /// <summary>One word in lower case without accents.</summary>
    public static string Plain(ReadOnlySpan<char> word)
    {
        var text = new StringBuilder(word.Length);
        foreach (var c in word.ToString().Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetter(c) || c == '-')
                text.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && char.IsDigit(c))
                text.Append(c);
        }
        return text.ToString().Trim('-');
    }
}

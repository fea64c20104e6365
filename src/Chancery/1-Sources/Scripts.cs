namespace Chancery.Sources;

/// <summary>Scripts by the blocks of Unicode.</summary>
internal static class Scripts
{
    private static readonly (char First, char Last, string Name)[] Blocks =
    [
        ('\u0370', '\u03ff', "Greek"), ('\u0400', '\u052f', "Cyrillic"), ('\u0530', '\u058f', "Armenian"), ('\u0590', '\u05ff', "Hebrew"), ('\u0600', '\u06ff', "Arabic"), ('\u0750', '\u077f', "Arabic"),
        ('\u0900', '\u097f', "Devanagari"), ('\u0980', '\u09ff', "Bengali"), ('\u0a00', '\u0a7f', "Gurmukhi"), ('\u0b80', '\u0bff', "Tamil"), ('\u0d80', '\u0dff', "Sinhala"), ('\u0e00', '\u0e7f', "Thai"),
        ('\u0e80', '\u0eff', "Lao"), ('\u0f00', '\u0fff', "Tibetan"), ('\u1000', '\u109f', "Myanmar"), ('\u10a0', '\u10ff', "Georgian"), ('\u1200', '\u139f', "Ethiopic"), ('\u1780', '\u17ff', "Khmer"), ('\u1800', '\u18af', "Mongolian"),
        ('\u3040', '\u30ff', "Japanese"), ('\u4e00', '\u9fff', "Han"), ('\uac00', '\ud7af', "Hangul"), ('\ufb50', '\ufdff', "Arabic"), ('\ufe70', '\ufeff', "Arabic"),
    ];

    /// <summary>Whether a letter is of a script that is written from right to left: Hebrew, Arabic, Syriac, Thaana and the forms of Arabic letters.</summary>
    public static bool IsFromRight(char letter) => letter is >= '\u0590' and <= '\u08ff' or >= '\ufb1d' and <= '\ufdff' or >= '\ufe70' and <= '\ufefc';

    /// <summary>Whether a letter lies behind the European scripts.</summary>
    public static bool IsFar(char letter) => letter is > '\u058f' and < '\u1e00' or > '\u2e80' and < '\uf000' or >= '\ufb1d' and <= '\ufefc';

    /// <summary>The script of a line of which most letters are not Latin; null if most are.</summary>
    public static string? Other(ReadOnlySpan<char> line)
    {
        if (line.IndexOfAnyInRange('\u0370', '\ufeff') < 0)
            return null;
        var (latin, other, first) = (0, 0, '\0');
        foreach (var c in line)
        {
            if (!char.IsLetter(c) && !(c > '\u0370' && char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark))
                continue;
            if (c < '\u0370' || c is >= '\u1e00' and <= '\u1eff')
                latin++;
            else
            {
                first = other == 0 ? c : first;
                other++;
            }
        }
        return other > latin ? Array.Find(Blocks, b => first >= b.First && first <= b.Last).Name ?? "other" : null;
    }
}

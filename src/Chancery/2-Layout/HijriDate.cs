using System.Globalization;

namespace Chancery.Layout;

/// <summary>Months and years of the Hijri calendar, by the Umm al-Qura tables that Saudi Arabia's offices date by (1318 to 1500 AH).</summary>
internal static class HijriDate
{
    private static readonly UmAlQuraCalendar Calendar = new();

    /// <summary>The months as they are transliterated, letters only.</summary>
    private static readonly string[][] Months =
    [
        ["muharram", "almuharram"],
        ["safar"],
        ["rabialawwal", "rabialawal", "rabiulawwal", "rabiulawal", "rabii"],
        ["rabialthani", "rabialthaani", "rabiathani", "rabialakhir", "rabialakhar", "rabiulthani", "rabiulakhir", "rabiii"],
        ["jumadaalula", "jumadaaloola", "jumadaalawwal", "jumadaalawal", "jumadialawwal", "jumadalula", "jumadai"],
        ["jumadaalthani", "jumadaalthaniyah", "jumadaalakhirah", "jumadaalakhira", "jumadaalakhir", "jumadialthani", "jumadathani", "jumadaii"],
        ["rajab"],
        ["shaban", "shaaban"],
        ["ramadan", "ramadhan", "ramazan"],
        ["shawwal", "shawal"],
        ["dhualqidah", "dhualqadah", "dhualqada", "dhulqidah", "dhulqadah", "dhulqada", "dhialqadah", "thulqidah", "thulqadah", "zulqadah"],
        ["dhualhijjah", "dhualhijja", "dhulhijjah", "dhulhijja", "dhialhijjah", "thulhijjah", "zulhijjah"],
    ];

    /// <summary>"15 Muharram 1445 AH", "Muharram 15, 1445 H": the day, with the common date where one stands beside it.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out DateWords date)
    {
        date = default;
        var at = DateReader.Number(text, 0, out var day);
        if (at > 2)
            return false;
        if (at > 0)
            at += DateReader.Ordinal(text, at);
        if (at > 0 && text[at..].TrimStart().StartsWith("of ", StringComparison.Ordinal))
            at = text.Length - text[at..].TrimStart().Length + 3;
        at += DateReader.Spaces(text, at);
        if (!Month(text, ref at, out var month))
            return false;
        if (day == 0)
            at += DateReader.Number(text, at, out day);
        while (at < text.Length && text[at] is ' ' or ',')
            at++;
        if (DateReader.Number(text, at, out var year) != 4 || year is < 1318 or > 1500 || day == 0 || day > Calendar.GetDaysInMonth(year, month))
            return false;
        at += 4;
        foreach (var mark in (ReadOnlySpan<string>)[" A.H.", "A.H.", " AH", "AH", " H.", " H", "H"])
        {
            if (text[at..].StartsWith(mark, StringComparison.Ordinal) && (at + mark.Length == text.Length || !char.IsLetter(text[at + mark.Length])))
            {
                at += mark.Length;
                break;
            }
        }
        var common = Calendar.ToDateTime(year, month, day, 0, 0, 0, 0);
        var value = new PartialDate(common.Year, common.Month, common.Day);
        // "…, corresponding to 2 August 2023", "… (2 August 2023)": the office itself says which day it is.
        var beside = at + Math.Max(0, text[at..Math.Min(text.Length, at + 40)].IndexOfAnyInRange('0', '9'));
        if (beside > at && Said(text[at..], out var said, out var end) && Math.Abs(said.DayNumber - DateOnly.FromDateTime(common).DayNumber) <= 2)
            (value, at) = (new PartialDate(said.Year, said.Month, said.Day), at + end);
        date = new DateWords(value, value, at);
        return true;
    }

    private static bool Said(ReadOnlySpan<char> text, out DateOnly day, out int end)
    {
        for (var at = 0; at < Math.Min(text.Length, 32); at++)
        {
            if (at > 0 && text[at - 1] is ' ' or '(' or '/' or ',' && DateReader.TryRead(text[at..], out var found) && found.First.Whole is { } whole)
            {
                (day, end) = (whole, at + found.Length + (at + found.Length < text.Length && text[at + found.Length] == ')' ? 1 : 0));
                return true;
            }
        }
        (day, end) = (default, 0);
        return false;
    }

    /// <summary>The letters up to the next digit or comma, as one of the months.</summary>
    private static bool Month(ReadOnlySpan<char> text, ref int at, out int month)
    {
        Span<char> letters = stackalloc char[20];
        var (count, i) = (0, at);
        month = 0;
        if (at >= text.Length || text[at] is not ('M' or 'S' or 'R' or 'J' or 'D' or 'T' or 'Z' or 'A'))
            return false;
        for (; i < text.Length && !char.IsAsciiDigit(text[i]) && text[i] is not (',' or '.'); i++)
        {
            if (!char.IsLetter(text[i]) || text[i] is 'ʿ' or 'ʾ')
                continue;
            if (count == letters.Length)
                break;
            letters[count++] = char.ToLowerInvariant(text[i]);
        }
        for (month = 1; month <= 12; month++)
        {
            foreach (var name in Months[month - 1])
            {
                if (!letters[..count].SequenceEqual(name))
                    continue;
                at = i;
                return true;
            }
        }
        return false;
    }
}

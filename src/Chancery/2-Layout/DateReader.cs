using System.Globalization;

namespace Chancery.Layout;

/// <summary>A day, month or year; what is not told is 0.</summary>
internal readonly record struct PartialDate(int Year, int Month, int Day)
{
    public bool IsWhole => Year > 0 && Month > 0 && Day > 0 && Month <= 12 && Day <= DateTime.DaysInMonth(Year, Month);

    public override string ToString()
    {
        if (Year == 0)
            return "";
        Span<char> text = stackalloc char[16];
        text[4] = text[7] = '-';
        Year.TryFormat(text, out _, "D4", CultureInfo.InvariantCulture);
        Month.TryFormat(text[5..], out _, "D2", CultureInfo.InvariantCulture);
        Day.TryFormat(text[8..], out _, "D2", CultureInfo.InvariantCulture);
        return text[..(Month == 0 ? 4 : Day == 0 ? 7 : 10)].ToString();
    }

    public PartialDate WithYear(int year) => Year == 0 ? this with { Year = year } : this;

    public DateOnly? Whole => IsWhole ? new DateOnly(Year, Month, Day) : null;
}

/// <summary>A date or a stretch of days, and how many letters it takes.</summary>
internal readonly record struct DateWords(PartialDate First, PartialDate Last, int Length)
{
    public bool IsStretch => Last != First;
}

/// <summary>Reads dates as releases write them: British, American, ISO 8601, with weekdays and stretches of days.</summary>
internal static class DateReader
{
    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    private static readonly string[] Days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>Reads the date that begins the text.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out DateWords date)
    {
        date = default;
        if (text.IsEmpty)
            return false;
        var at = SkipWeekday(text);
        var rest = text[at..];
        if (rest.IsEmpty)
            return false;
        var found = char.IsAsciiDigit(rest[0]) ? NumberFirst(rest, out date) : MonthFirst(rest, out date);
        if (!found && rest.IndexOfAnyInRange('0', '9') is >= 0 and < 24)
            found = HijriDate.TryRead(rest, out date);
        if (found)
            date = date with { Length = date.Length + at };
        return found && Sane(date.First) && Sane(date.Last);
    }

    /// <summary>The month that begins the text, and how many letters it takes; 0 if none.</summary>
    public static int Month(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length]))
            length++;
        var word = text[..length];
        if (length < 3)
            return 0;
        for (var i = 0; i < 12; i++)
        {
            var name = Months[i].AsSpan();
            if (word.Equals(name, StringComparison.OrdinalIgnoreCase) || (length <= 4 && name.StartsWith(word, StringComparison.OrdinalIgnoreCase) && char.IsUpper(word[0])))
            {
                if (length < text.Length && text[length] == '.' && length <= 4)
                    length++;
                return char.IsUpper(word[0]) ? i + 1 : 0;
            }
        }
        return 0;
    }

    public static int Weekday(ReadOnlySpan<char> word)
    {
        for (var i = 0; i < 7; i++)
        {
            if (word.Equals(Days[i], StringComparison.OrdinalIgnoreCase))
                return i + 1;
        }
        return 0;
    }

    private static bool Sane(PartialDate date) => date is { Month: <= 12, Day: <= 31 } && (date.Year == 0 || date.Year is >= 1400 and <= 2200)
        && (date.Day == 0 || date.Year == 0 || date.Month == 0 || date.Day <= DateTime.DaysInMonth(date.Year, date.Month));

    private static int SkipWeekday(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetter(text[length]))
            length++;
        if (Weekday(text[..length]) == 0 && !(length is 3 or 4 && IsShortDay(text[..length])))
            return 0;
        while (length < text.Length && text[length] is ' ' or ',' or '.')
            length++;
        return length;
    }

    private static bool IsShortDay(ReadOnlySpan<char> word)
    {
        foreach (var day in Days)
        {
            if (day.AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    /// <summary>The number that begins at a place, and how many digits it takes, five at most.</summary>
    public static int Number(ReadOnlySpan<char> text, int at, out int value)
    {
        value = 0;
        var start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]) && at - start < 5)
            value = (value * 10) + text[at++] - '0';
        return at - start;
    }

    /// <summary>How many blanks begin at a place.</summary>
    public static int Spaces(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        while (at < text.Length && (text[at] == ' ' || text[at] == '\u00a0' || text[at] == '\n'))
            at++;
        return at - start;
    }

    /// <summary>"st", "nd", "rd", "th" and "of" after a day.</summary>
    public static int Ordinal(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        if (at + 1 < text.Length && text[at..].Length >= 2 && text.Slice(at, 2) is "st" or "nd" or "rd" or "th" or "ST" or "ND" or "RD" or "TH" && (at + 2 >= text.Length || !char.IsLetter(text[at + 2])))
            at += 2;
        return at - start;
    }

    /// <summary>A dash, "to", "through" or "and" between two days.</summary>
    private static int Between(ReadOnlySpan<char> text, int at)
    {
        var start = at;
        at += Spaces(text, at);
        if (at < text.Length && text[at] is '-' or '–' or '—' or '&' or '/')
            at++;
        else if (at + 2 < text.Length && text.Slice(at, 2) is "to" && text[at + 2] == ' ')
            at += 2;
        else if (at + 3 < text.Length && text.Slice(at, 3) is "and" && text[at + 3] == ' ')
            at += 3;
        else if (at + 7 < text.Length && text.Slice(at, 8) is "through ")
            at += 7;
        else
            return 0;
        return at + Spaces(text, at) - start;
    }

    private static int YearAfter(ReadOnlySpan<char> text, int at, out int year)
    {
        var start = at;
        year = 0;
        // "May 3, 2024", "May 3/2024"
        if (at < text.Length && text[at] is ',' or '/')
            at++;
        at += Spaces(text, at);
        // "7 of July of 2023"
        if (text[at..].StartsWith("of ", StringComparison.Ordinal) && at + 3 < text.Length && char.IsAsciiDigit(text[at + 3]))
            at += 3;
        if (Era(text, at, out year) is var era and > 0)
            return at + era - start;
        var digits = Number(text, at, out var value);
        if (digits != 4 || value is < 1400 or > 2700)
            return 0;
        var end = at + digits;
        if (value > 2400)
        {
            // "12 May 2567 (B.E.)", "B.E. 2567": the Buddhist era, 543 years before the common one.
            var mark = end + Spaces(text, end);
            mark += mark < text.Length && text[mark] == '(' ? 1 : 0;
            if (!text[mark..].StartsWith("B.E", StringComparison.Ordinal) && !text[mark..].StartsWith("BE", StringComparison.Ordinal))
                return 0;
            end = Math.Min(text.Length, mark + (text[mark + 1] == '.' ? 4 : 2));
            end += end < text.Length && text[end] == ')' ? 1 : 0;
            value -= 543;
        }
        else if (value > 2200)
            return 0;
        year = value;
        return end - start;
    }

    /// <summary>Eras whose name stands before the year, and the year before their first. Japan's Era Name Act; the Thai calendar act of 1941.</summary>
    private static readonly (string Name, int Before)[] Eras = [("Reiwa ", 2018), ("Heisei ", 1988), ("Showa ", 1925), ("B.E. ", -543), ("BE ", -543)];

    private static int Era(ReadOnlySpan<char> text, int at, out int year)
    {
        foreach (var (name, before) in Eras)
        {
            if (at < text.Length && text[at..].StartsWith(name, StringComparison.Ordinal) && Number(text, at + name.Length, out var count) is var digits and > 0 && count + before is > 1800 and < 2200)
            {
                year = count + before;
                return name.Length + digits;
            }
        }
        year = 0;
        return 0;
    }

    private static bool NumberFirst(ReadOnlySpan<char> text, out DateWords date)
    {
        date = default;
        var digits = Number(text, 0, out var first);
        var at = digits;
        if (digits == 4)
            return Iso(text, first, out date);
        if (digits is 0 or > 2)
            return false;
        if (at < text.Length && text[at] is '/' or '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]))
            return InFigures(text, first, out date);
        // "22-05-2019", "3-8-2022", but not "22-25 May"
        if (at < text.Length && text[at] == '-' && Number(text, at + 1, out _) is (1 or 2) and var months && at + 1 + months < text.Length && text[at + 1 + months] == '-')
            return InFigures(text, first, out date);
        at += Ordinal(text, at);
        var last = first;
        var gap = Between(text, at);
        var more = gap > 0 ? Number(text, at + gap, out _) : 0;
        if (more is 1 or 2)
        {
            Number(text, at + gap, out var second);
            at += gap + more;
            at += Ordinal(text, at);
            last = second;
        }
        // "30. Nov 2023"
        at += at < text.Length - 1 && text[at] == '.' && text[at + 1] == ' ' ? 1 : 0;
        var space = Spaces(text, at);
        if (text[(at + space)..].StartsWith("of ", StringComparison.Ordinal))
            space += 3;
        var month = Month(text[(at + space)..], out var length);
        if (month == 0)
            return false;
        at += space + length;
        at += YearAfter(text, at, out var year);
        date = new DateWords(new PartialDate(year, month, first), new PartialDate(year, month, last), at);
        if (last == first && Between(text, at) is > 0 and var to && NumberFirstAfter(text[(at + to)..], out var end))
        {
            var startYear = year > 0 ? year : end.First.Year;
            date = new DateWords(new PartialDate(startYear, month, first), end.First, at + to + end.Length);
        }
        return true;
    }

    /// <summary>The second half of "30 June to 3 July 2025".</summary>
    private static bool NumberFirstAfter(ReadOnlySpan<char> text, out DateWords date)
    {
        date = default;
        var at = Number(text, 0, out var day);
        if (at is 0 or > 2)
            return false;
        at += Ordinal(text, at);
        at += Spaces(text, at);
        var month = Month(text[at..], out var length);
        if (month == 0)
            return false;
        at += length;
        at += YearAfter(text, at, out var year);
        var value = new PartialDate(year, month, day);
        date = new DateWords(value, value, at);
        return true;
    }

    private static bool Iso(ReadOnlySpan<char> text, int year, out DateWords date)
    {
        date = default;
        if (text.Length < 8 || text[4] is not ('-' or '/' or '.'))
            return false;
        var months = Number(text, 5, out var month);
        var sign = 5 + months;
        if (months is 0 or > 2 || sign >= text.Length || text[sign] != text[4] || month is < 1 or > 12)
            return false;
        var days = Number(text, sign + 1, out var day);
        // "2025/1/5", as the offices of East Asia write it; with other signs both have two digits.
        if (days is 0 or > 2 || text[4] != '/' && (months, days) != (2, 2))
            return false;
        var value = new PartialDate(year, month, day);
        date = new DateWords(value, value, sign + 1 + days);
        return true;
    }

    private static bool InFigures(ReadOnlySpan<char> text, int day, out DateWords date)
    {
        date = default;
        var at = Number(text, 0, out _);
        var sign = text[at++];
        var digits = Number(text, at, out var month);
        at += digits;
        if (digits is 0 or > 2 || at >= text.Length || text[at] != sign)
            return false;
        var yearDigits = Number(text, at + 1, out var year);
        var end = at + 1 + yearDigits;
        // "02.04.20 10:20": a short year stands only before an hour.
        if (yearDigits == 2 && sign == '.' && text[end..] is [' ', >= '0' and <= '2', >= '0' and <= '9', ':', ..])
            year += 2000;
        else if (yearDigits != 4)
            return false;
        if (month > 12 || sign == '/' && day <= 12 && (IsAmerican(text[end..]) || at - digits == 2 && digits == 1 && HasTwelveHourTime(text[end..])))
            (day, month) = (month, day);
        var value = new PartialDate(year, month, day);
        date = new DateWords(value, value, end);
        return month is >= 1 and <= 12;
    }

    /// <summary>"11/03/2021 04:19 PM EDT": who gives the hour of an American zone writes the month first.</summary>
    private static bool IsAmerican(ReadOnlySpan<char> after)
    {
        var line = after[..Math.Min(after.Length, 16)];
        foreach (var zone in AmericanZones)
        {
            if (line.IndexOf(zone, StringComparison.Ordinal) >= 0)
                return true;
        }
        return false;
    }

    /// <summary>"2/9/2024 5:10:57 AM": days without a leading zero before a twelve-hour time are how American systems stamp.</summary>
    private static bool HasTwelveHourTime(ReadOnlySpan<char> after)
    {
        var line = after[..Math.Min(after.Length, 12)];
        return line.IndexOf(':') > 0 && (line.IndexOf(" AM", StringComparison.Ordinal) > 0 || line.IndexOf(" PM", StringComparison.Ordinal) > 0);
    }

    private static readonly string[] AmericanZones = [" EDT", " EST", " CDT", " CST", " MDT", " MST", " PDT", " PST"];

    private static bool MonthFirst(ReadOnlySpan<char> text, out DateWords date)
    {
        date = default;
        var month = Month(text, out var at);
        if (month == 0)
            return false;
        var year = YearAfter(text, at, out var alone);
        if (year > 0)
        {
            var value = new PartialDate(alone, month, 0);
            date = new DateWords(value, value, at + year);
            return true;
        }
        at += Spaces(text, at);
        var digits = Number(text, at, out var first);
        if (digits is 0 or > 2 || first is 0 or > 31)
            return false;
        at += digits;
        at += Ordinal(text, at);
        var (last, lastMonth) = (first, month);
        var gap = Between(text, at);
        if (gap > 0)
        {
            var next = at + gap;
            var other = Month(text[next..], out var length);
            if (other > 0)
                next += length + Spaces(text, next + length);
            var more = Number(text, next, out var second);
            if (more is 1 or 2 && second is > 0 and <= 31)
            {
                (last, lastMonth) = (second, other > 0 ? other : month);
                at = next + more;
                at += Ordinal(text, at);
            }
        }
        at += YearAfter(text, at, out var of);
        date = new DateWords(new PartialDate(of, month, first), new PartialDate(of, lastMonth, last), at);
        return true;
    }
}

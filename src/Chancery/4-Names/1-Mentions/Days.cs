using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Mentions;

/// <summary>A day or stretch of days in a sentence: tokens, end exclusive, and the days worked out.</summary>
internal readonly record struct DayWords(int First, int End, PartialDate From, PartialDate To, bool YearSaid);

/// <summary>Finds the days that a sentence names, relative ones counted from the day of the release.</summary>
internal sealed class Days(Body body, PartialDate released)
{
    public List<DayWords> Find(int first, int end)
    {
        var found = new List<DayWords>();
        for (var i = first; i < end; i++)
        {
            if (At(i, end) is { } day)
            {
                found.Add(day);
                i = day.End - 1;
            }
        }
        return found;
    }

    /// <summary>The day that begins at a token.</summary>
    public DayWords? At(int at, int limit)
    {
        var token = body[at];
        if (!token.IsWord)
            return null;
        if (body.Is(at, "today") || (body.Is(at, "this") && (body.Is(at + 1, "morning") || body.Is(at + 1, "afternoon") || body.Is(at + 1, "evening"))) || body.Is(at, "tonight"))
            return Relative(at, 0);
        if (body.Is(at, "yesterday"))
            // "yesterday, 30 November 2020"
            return body.Sign(at + 1) is ',' or '(' && at + 2 < limit && ((body[at + 2].Shape & Shape.Digit) != 0 || body.Is(at + 2, WordClass.Month)) && At(at + 2, limit) is { YearSaid: true } told ? told with { First = at } : Relative(at, -1);
        var digit = (token.Shape & Shape.Digit) != 0;
        if (digit && OfMonth(at) is { } alone)
            return alone;
        if (!digit && (!token.Capital || !body.Is(at, WordClass.Month | WordClass.Weekday)))
            return null;
        var end = Math.Min(body.Text.Length, token.Start + 60);
        if (DateReader.TryRead(body.Text.AsSpan(token.Start, end - token.Start), out var words))
        {
            var past = at;
            while (past < limit && body[past].Start < token.Start + words.Length)
                past++;
            var said = words.First.Year > 0;
            var year = released.Year;
            var (from, to) = (words.First.WithYear(year), words.Last.WithYear(year));
            return from.Year == 0 && !said ? null : new DayWords(at, past, from, to, said);
        }
        if (!token.Capital || !body.Is(at, WordClass.Weekday))
            return null;
        // "Ms. Sun Haiyan", "Minister Sun"
        if (token.End - token.Start < 5 && (body.IsCapital(at - 1) || body.IsCapital(at + 1) || body.Sign(at - 1) == '.'))
            return null;
        // "Monday (15 November)"
        return body.Sign(at + 1) == '(' && at + 2 < limit && At(at + 2, limit) is { } inside ? inside with { First = at, End = inside.End + 1 } : Weekday(at);
    }

    /// <summary>"on the 24th afternoon": the last such day of a month on or before the release.</summary>
    private DayWords? OfMonth(int at)
    {
        var span = body.Span(at);
        if (released.Whole is not { } now || DateReader.Number(span, 0, out var day) is not (var digits and > 0) || day is < 1 or > 31 || DateReader.Ordinal(span, digits) != span.Length - digits || span.Length == digits
            || !body.Is(at - 1, "the") || !body.Is(at - 2, "on") || !body.Is(at + 1, Role.PartOfDay) && !(body.Sign(at + 1) is ',' or '.' or '('))
            return null;
        var month = day <= now.Day ? now : now.AddMonths(-1);
        if (day > DateTime.DaysInMonth(month.Year, month.Month))
            return null;
        var date = new PartialDate(month.Year, month.Month, day);
        return new DayWords(at, at + 1, date, date, true);
    }

    private DayWords? Relative(int at, int offset)
    {
        var end = body.Is(at, "this") ? at + 2 : at + 1;
        if (released.Whole is not { } day)
            return null;
        var meant = day.AddDays(offset);
        var date = new PartialDate(meant.Year, meant.Month, meant.Day);
        return new DayWords(at, end, date, date, true);
    }

    /// <summary>The last such day on or before the release.</summary>
    private DayWords? Weekday(int at)
    {
        if (released.Whole is not { } day || body.Is(at - 1, "next") || body.Is(at - 1, "coming"))
            return null;
        var wanted = DateReader.Weekday(body.Span(at)) % 7;
        for (var back = 0; back < 7; back++)
        {
            var one = day.AddDays(-back);
            if ((int)one.DayOfWeek == wanted)
            {
                var date = new PartialDate(one.Year, one.Month, one.Day);
                return new DayWords(at, at + 1, date, date, true);
            }
        }
        return null;
    }
}

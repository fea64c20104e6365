using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;

namespace Chancery.Outcomes;

/// <summary>When something falls due, and the words that say so.</summary>
internal readonly record struct Due(PartialDate Date, string Words);

/// <summary>Reads due dates, worked out from the day of the release.</summary>
internal sealed class DueReader(Body body, PartialDate released)
{
    private readonly Days days = new(body, released);

    /// <param name="first">The first token of the stretch.</param>
    /// <param name="end">The token after its last.</param>
    /// <param name="by">Who owes it: a fiscal year is that state's; -1 if nobody's.</param>
    /// <returns>The date with its words; the words alone where they give no date ("by the next session"); null if nothing tells.</returns>
    public Due? Read(int first, int end, int by = -1)
    {
        Due? session = null;
        for (var i = first; i < end; i++)
        {
            if (!body.Is(i, WordClass.TimeStart | WordClass.TermStart) && !body.Is(i, Role.LeadsToDate) && !IsFiscalYear(i))
                continue;
            if (Fiscal(i, end, by) is { } fiscal)
                return fiscal;
            if (body.Is(i, WordClass.TimeStart) && Relative(i, end) is { } relative)
                return relative;
            if (Within(i, end) is { } within)
                return within;
            if (Absolute(i, end) is { } absolute)
                return absolute;
            session ??= NextSession(i, end);
        }
        return session;
    }

    /// <summary>"by the next session of the Joint Commission": when that is, the release does not say.</summary>
    private Due? NextSession(int at, int limit)
    {
        if (!(body.Is(at, "by") || body.Is(at, "before") || body.Is(at, "until")))
            return null;
        var i = body.Is(at + 1, WordClass.Article) ? at + 2 : at + 1;
        if (!body.Is(i, "next") || i + 1 >= limit || !(body.Is(i + 1, Role.Gathering) || body.Is(i + 1, WordClass.EventNoun)))
            return null;
        var end = i + 2;
        if (body.Is(end, "of"))
        {
            var past = body.Is(end + 1, WordClass.Article) ? end + 2 : end + 1;
            while (past < limit && (body.IsCapital(past) || body.IsCapital(past - 1) && (body.Is(past, "of") || body.Is(past, "on") || body.Is(past, "for")) && body.IsCapital(past + 1)))
                past++;
            end = body.IsCapital(past - 1) ? past : end;
        }
        return new Due(default, body.Words(at, end));
    }

    /// <summary>"in fiscal year 2024", "by the end of the third quarter of FY 2024-25", "Japan's fiscal year 2024": the last day of that year of the state's.</summary>
    private Due? Fiscal(int at, int limit, int by)
    {
        var after = (body.Is(at, "fiscal") || body.Is(at, "financial")) && (body.Is(at + 1, "year") || body.Is(at + 1, "years")) ? at + 2 : IsFiscalYear(at) ? at + 1 : -1;
        if (after < 0 || released.Year == 0)
            return null;
        var from = after == at + 1 ? body[at].Start + 2 : body[after - 1].End;
        if (Years(body.Text.AsSpan(from, Math.Min(16, body.Text.Length - from))) is not (var first, var second, var length) || first < released.Year - 1)
            return null;
        var end = after;
        while (end < limit && body[end].Start < from + length)
            end++;
        var (start, part) = (at, "");
        for (var i = at - 1; i >= Math.Max(0, at - 9) && (body.Is(i, WordClass.Article | WordClass.Preposition) || body.IsGenitive(i) || Part(i) is not null || body.Is(i, WordClass.PartyStart)); i--)
        {
            if (body.IsCapital(i) && PartyReader.At(body, i, at, out _) is { Kind: PartyWord.Name or PartyWord.Adjective } owner)
                by = owner.Party;
            if (Part(i) is { Length: > 0 } told)
                part = told;
            start = i;
            if (body.Is(i, Role.LeadsToDate) && !body.Is(i, "of"))
                break;
        }
        var year = body.Lexicon.FiscalYears.TryGetValue(by, out var fiscal) ? fiscal : new FiscalYear(12, 31, false);
        var ends = second > 0 ? second : year.Month == 12 && year.Day == 31 || !year.ByFirst ? first : first + 1;
        var quarters = part switch { "q1" => 3, "q2" or "half1" => 2, "q3" => 1, _ => 0 };
        var last = new DateOnly(ends, year.Month, year.Day);
        var day = last.AddDays(1).AddMonths(-3 * quarters).AddDays(-1);
        return day < released.Whole ? null : new Due(Of(day), body.Words(start, end));
    }

    /// <summary>"FY2024", "FY" before its year.</summary>
    private bool IsFiscalYear(int at) => body.IsCapital(at) && body.Span(at).StartsWith("FY", StringComparison.Ordinal);

    /// <summary>" 2024", " 2024-25", "24/25": the years of a fiscal year; the second 0 where one names it.</summary>
    private static (int First, int Second, int Length)? Years(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length && text[at] is ' ' or '\n')
            at++;
        if (text[at..].StartsWith("of ", StringComparison.Ordinal))
            at += 3;
        if (Year(text, ref at) is not (var first and > 0))
            return null;
        var next = at + 1;
        if (at + 2 < text.Length && text[at] is '-' or '–' or '/' && Year(text, ref next) is var second && second == first + 1)
            return (first, second, next);
        return (first, 0, at);
    }

    private static int Year(ReadOnlySpan<char> text, ref int at)
    {
        var digits = DateReader.Number(text, at, out var value);
        at += digits;
        return digits switch { 2 => 2000 + value, 4 when value is > 1900 and < 2200 => value, _ => 0 };
    }

    /// <summary>The due date of what is told to happen in the anniversary year ("as next year marks …").</summary>
    private Due? Relative(int at, int limit)
    {
        var tree = body.Lexicon.Times;
        var (node, end) = (0, at);
        TimeRule? rule = null;
        for (var i = at; i < limit; i++)
        {
            node = tree.Step(node, body[i].Word);
            if (node < 0)
                break;
            if (tree.Ends(node, out var found))
                (rule, end) = (found, i + 1);
        }
        if (rule is not { } time || released.Year == 0)
            return null;
        // "tomorrow, May 9, 2022": the day itself is said.
        if (time.Unit == "day" && body.Sign(end) == ',' && end + 1 < limit && days.At(end + 1, limit) is { } said && said.From.Whole is not null && Later(said, at) is { } told)
            return told;
        var words = body.Words(at, end);
        return time.Unit switch
        {
            "year" => new Due(new PartialDate(released.Year + time.Offset, 12, 31), words),
            "half" => new Due(new PartialDate(released.Year + (time.Offset / 2), 6, 30), words),
            "decade" => new Due(new PartialDate(((released.Year / 10) * 10) + 9, 12, 31), words),
            "month" when released.Month > 0 => new Due(EndOfMonth(released.Year, released.Month + time.Offset), words),
            "quarter" when released.Month > 0 => new Due(EndOfMonth(released.Year, ((((released.Month - 1) / 3) + 1 + time.Offset) * 3)), words),
            "week" when released.Whole is { } day => new Due(Of(day.AddDays((7 - (((int)day.DayOfWeek + 6) % 7)) - 1 + (7 * time.Offset))), words),
            "day" when released.Whole is { } day => new Due(Of(day.AddDays(time.Offset)), words),
            _ => null,
        };
    }

    private static readonly string[] Counts = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>"within three months", "in the next two years": counted from the day of the release.</summary>
    private Due? Within(int at, int limit)
    {
        var within = body.Is(at, "within");
        if (!within && !body.Is(at, "in") && !body.Is(at, "over") && !body.Is(at, "during"))
            return null;
        if (!within && !(body.Is(at + 1, WordClass.Article) && (body.Is(at + 2, "next") || body.Is(at + 2, "coming"))) || released.Whole is not { } day)
            return null;
        var i = at + 1;
        while (i < limit && (body.Is(i, WordClass.Article) || body.Is(i, "next") || body.Is(i, "coming")))
            i++;
        if (i + 1 >= limit)
            return null;
        var word = Vocabulary.Lower(body.Span(i).ToString());
        var count = Array.IndexOf(Counts, word) + 1;
        if (count == 0 && !(int.TryParse(word, out count) && count is > 0 and < 100))
            return null;
        var due = body.Is(i + 1, "days") ? day.AddDays(count) : body.Is(i + 1, "weeks") ? day.AddDays(7 * count) : body.Is(i + 1, "months") || body.Is(i + 1, "month") ? day.AddMonths(count) : body.Is(i + 1, "years") || body.Is(i + 1, "year") ? day.AddYears(count) : default;
        return due == default ? null : new Due(Of(due), body.Words(at, i + 2));
    }

    private Due? Absolute(int at, int limit)
    {
        if (!body.Is(at, Role.LeadsToDate))
            return null;
        var i = at + 1;
        var part = "";
        while (i < limit && (body.Is(i, WordClass.Article) || body.Is(i, "of") || Part(i) is not null))
        {
            part = Part(i) ?? part;
            i++;
        }
        if (part.Length == 0)
            part = Part(at) ?? "";
        if (i >= limit || !body.IsWord(i))
            return null;
        if (i > at + 1 && Relative(i, limit) is { } inner && part.Length > 0)
            return new Due(PartOf(inner.Date, part), body.Words(at, i) + " " + inner.Words);
        if (days.At(i, Math.Min(limit, i + 6)) is { } day)
            return Later(day, at);
        if (IsYear(i, out var year))
            return year < released.Year || body.Is(at, "of") && part.Length == 0 && !body.Is(at - 1, "end") && !body.Is(at - 1, "half") ? null : new Due(PartOf(new PartialDate(year, 12, 31), part), body.Words(at, i + 1));
        if (body.Is(i, WordClass.Month) && body.IsCapital(i))
        {
            var month = DateReader.Month(body.Span(i), out _);
            if (month == 0 || released.Year == 0)
                return null;
            var said = IsYear(i + 1, out var with) ? with : IsYear(i + 2, out with) && body.Sign(i + 1) == ',' ? with : 0;
            var end = said > 0 ? IsYear(i + 1, out _) ? i + 2 : i + 3 : i + 1;
            if (body.Is(at, "this") || said == 0 && month >= released.Month)
                said = said > 0 ? said : released.Year;
            else if (said == 0)
                said = released.Year + 1;
            return said < released.Year ? null : new Due(EndOfMonth(said, month), body.Words(at, end));
        }
        return null;
    }

    private Due? Later(DayWords day, int at)
    {
        var to = day.To;
        if (to.Day == 0)
            to = EndOfMonth(to.Year, to.Month);
        // "on 20 February" in a release of the 21st is the day that was, not next year's.
        if (!day.YearSaid && to.Whole is { } then && released.Whole is { } now && then < now && now.DayNumber - then.DayNumber < 120)
            return null;
        if (!day.YearSaid && to.Whole is { } passed && passed < released.Whole)
            to = to with { Year = to.Year + 1 };
        if (to.Whole is { } due && released.Whole is { } today && due < today)
            return null;
        return new Due(to, body.Words(at, day.End));
    }

    private bool IsYear(int at, out int year)
    {
        year = 0;
        return at < body.Count && (body[at].Shape & (Shape.Digit | Shape.Letters)) == Shape.Digit && body[at].End - body[at].Start == 4
            && int.TryParse(body.Span(at), out year) && year is > 1900 and < 2200 && !body.Is(at + 1, "million");
    }

    private string? Part(int at) => body.Is(at, "half") ? body.Is(at - 1, "first") ? "half1" : "half2"
        : body.Is(at, "quarter") ? body.Is(at - 1, "first") ? "q1" : body.Is(at - 1, "second") ? "q2" : body.Is(at - 1, "third") ? "q3" : "q4"
        : body.IsCapital(at) && body.Span(at) is ['Q', >= '1' and <= '4'] short_ ? "q" + short_[1]
        : body.Is(at, "first") || body.Is(at, "second") || body.Is(at, "third") || body.Is(at, "fourth") || body.Is(at, "last") ? "" : body.Is(at, Role.PartOfYear) ? Season(at)
        : null;

    private string Season(int at) => body.Is(at, "spring") ? "q2" : body.Is(at, "summer") ? "q3" : "";

    private static PartialDate PartOf(PartialDate year, string part) => part switch
    {
        "half1" or "q2" => new PartialDate(year.Year, 6, 30),
        "q1" => new PartialDate(year.Year, 3, 31),
        "q3" => new PartialDate(year.Year, 9, 30),
        _ => year,
    };

    private static PartialDate EndOfMonth(int year, int month)
    {
        (year, month) = (year + ((month - 1) / 12), ((month - 1) % 12) + 1);
        return new PartialDate(year, month, DateTime.DaysInMonth(year, month));
    }

    private static PartialDate Of(DateOnly day) => new(day.Year, day.Month, day.Day);
}

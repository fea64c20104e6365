using Chancery.Registers.FollowUps;
using Chancery.Web.Api;

namespace Chancery.Web.Pages;

/// <summary>Something that stands at a day, or over some days, in the course of a relation.</summary>
/// <param name="X">From the left edge, 0 to <see cref="Timeline.Width"/>.</param>
/// <param name="Length">0 for a day.</param>
/// <param name="Row">Below the lane's head, from 0.</param>
/// <param name="Class">How it is drawn: engagements, anniversary, or the state of a commitment.</param>
/// <param name="Label">Written beside it, or within it; null where there is no room.</param>
public sealed record TimelineMark(double X, double Length, int Row, string Class, string Title, string? Label, bool Within, string Address);

/// <summary>A year or a month on the axis.</summary>
public sealed record TimelineTick(double X, string Text);

/// <summary>The course of a relation, laid out to be drawn: engagements, what was promised from its day to the day it was due or settled, and anniversaries. Immutable.</summary>
public sealed record Timeline(DateOnly From, DateOnly To, double? Today, IReadOnlyList<TimelineMark> Engagements, IReadOnlyList<TimelineMark> Commitments, IReadOnlyList<TimelineMark> Anniversaries, IReadOnlyList<TimelineTick> Ticks, int Hidden)
{
    /// <summary>In units of the drawing.</summary>
    public const double Width = 1000;

    /// <summary>How wide a letter is, roughly.</summary>
    private const double Letter = 6.6;

    /// <summary>How many rows a lane shows.</summary>
    public const int MostRows = 14;

    /// <summary>The shortest time that is shown, in days.</summary>
    private const int Least = 60;

    public static Timeline Of(IReadOnlyList<EngagementView> engagements, IReadOnlyList<DueItem> owed, IReadOnlyList<StandingLine> standing, DateOnly today, DateOnly? from, DateOnly? to)
    {
        var days = engagements.Select(e => Day(e)).Concat(owed.SelectMany(o => new[] { o.Made, o.Due, o.Closed })).OfType<DateOnly>().Concat(standing.Where(s => s is { Kind: "anniversary", Year: > 0 }).Select(s => new DateOnly(s.Year, 1, 1))).ToList();
        var first = from ?? (days.Count == 0 ? today.AddYears(-1) : days.Min().AddDays(-30));
        var last = to ?? (days.Count == 0 ? today.AddYears(1) : days.Max().AddDays(60));
        if (last.DayNumber - first.DayNumber < Least)
            (first, last) = (AddDays(first, -Least / 2), AddDays(last, Least / 2));
        double X(DateOnly day) => Math.Round((day.DayNumber - first.DayNumber) * Width / (last.DayNumber - first.DayNumber), 1);
        bool Shown(DateOnly a, DateOnly b) => b >= first && a <= last;
        var hidden = 0;
        var (meetings, rows) = (new List<TimelineMark>(), new List<double>());
        foreach (var e in engagements.Where(e => Day(e) is not null).OrderBy(e => Day(e)))
        {
            var (start, end) = (Day(e)!.Value, e.End ?? Day(e)!.Value);
            if (!Shown(start, end))
            {
                hidden++;
                continue;
            }
            Add(meetings, rows, X(start), X(end) - X(start), "engagements", $"{e.Kind}, {start:yyyy-MM-dd}{(e.City is null ? "" : ", " + e.City)}", $"{e.Kind}{(e.City is null ? "" : ", " + e.City)}", $"/engagements/{e.Id}");
        }
        (var promises, rows) = (new List<TimelineMark>(), []);
        foreach (var o in owed.Where(o => o.Made is not null).OrderBy(o => o.Made).ThenBy(o => o.Due ?? DateOnly.MaxValue))
        {
            var end = o.Closed ?? (o.Due is { } due ? due < today && o.State == "overdue" ? today : due : o.Made!.Value.AddDays(20));
            if (end < o.Made)
                end = o.Made!.Value;
            if (!Shown(o.Made!.Value, end))
            {
                hidden++;
                continue;
            }
            var (x, until) = (Math.Max(0, X(o.Made!.Value)), Math.Min(Width, X(end)));
            Add(promises, rows, x, Math.Max(4, until - x), o.State, $"{o.State}: {string.Join(", ", o.By)}: {o.What}{(o.Due is null ? "" : $" ({o.Due:yyyy-MM-dd})")}", $"{o.What}", $"/commitments/{o.Id}");
        }
        (var feasts, rows) = (new List<TimelineMark>(), []);
        foreach (var s in standing.Where(s => s is { Kind: "anniversary", Year: > 0 } && Shown(new DateOnly(s.Year, 1, 1), new DateOnly(s.Year, 12, 31))))
            Add(feasts, rows, Math.Max(0, X(new DateOnly(s.Year, 1, 1))), 0, "anniversary", $"{Front.Words.Ordinal(s.HowManieth)}: {s.Name}, {s.Year}", Front.Words.Ordinal(s.HowManieth), $"/releases/{s.Release}");
        return new Timeline(first, last, today >= first && today <= last ? X(today) : null, meetings, promises, feasts, [.. TicksOf(first, last, X)], hidden + promises.Count(p => p.Row >= MostRows));
    }

    private static DateOnly? Day(EngagementView e) => e.Start ?? (e.Accounts.Count > 0 ? e.Accounts[0].Day : null);

    private static DateOnly AddDays(DateOnly day, int days) => DateOnly.FromDayNumber(Math.Clamp(day.DayNumber + days, DateOnly.MinValue.DayNumber, DateOnly.MaxValue.DayNumber));

    /// <summary>Puts a mark into the first row where it touches no other.</summary>
    private static void Add(List<TimelineMark> marks, List<double> rows, double x, double length, string how, string title, string label, string address)
    {
        var row = rows.FindIndex(end => end + 8 <= x);
        if (row < 0)
        {
            row = rows.Count;
            rows.Add(0);
        }
        var text = label.Length > 44 ? label[..43] + "…" : label;
        var right = x + length + 14;
        // Near the right edge a label would hang over it.
        var fits = right + text.Length * Letter <= Width + 40;
        var within = !fits && text.Length * Letter < length;
        rows[row] = fits ? right + text.Length * Letter : right;
        marks.Add(new TimelineMark(x, length, row, how, title, fits || within ? text : null, within, address));
    }

    private static IEnumerable<TimelineTick> TicksOf(DateOnly first, DateOnly last, Func<DateOnly, double> x)
    {
        var days = last.DayNumber - first.DayNumber;
        var months = days switch { < 200 => 1, < 600 => 3, < 1500 => 6, < 4500 => 12, < 12_000 => 24, _ => 120 };
        for (var day = new DateOnly(first.Year, 1, 1); day <= last; day = day.AddMonths(months))
        {
            if (day >= first)
                yield return new TimelineTick(x(day), months < 12 ? day.ToString("yyyy-MM") : day.Year.ToString());
            if (day.Year > 9900)
                yield break;
        }
    }

    /// <summary>The address of the same course over another time: shorter or longer around its middle, or earlier or later.</summary>
    /// <param name="scale">How long it is then, in parts of what it is.</param>
    /// <param name="shift">By how much its middle moves, in parts of what it is.</param>
    public string Zoomed(string path, double scale, double shift)
    {
        var days = To.DayNumber - From.DayNumber;
        var (middle, half) = (From.DayNumber + days / 2.0 + days * shift, Math.Clamp(days * scale / 2, Least / 2, 60_000));
        var (a, b) = (Math.Clamp(middle - half, 1, DateOnly.MaxValue.DayNumber - 2), Math.Clamp(middle + half, 2, DateOnly.MaxValue.DayNumber - 1));
        return $"{path}?from={DateOnly.FromDayNumber((int)a):yyyy-MM-dd}&to={DateOnly.FromDayNumber((int)b):yyyy-MM-dd}#timeline";
    }
}

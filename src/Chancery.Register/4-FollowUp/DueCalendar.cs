using Chancery.Lexicons;
using Chancery.Registers.Store;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.FollowUps;

/// <summary>An anniversary ahead: of two parties, in a year, most often of a day that releases do not tell.</summary>
public sealed record AnniversaryItem(string[] Parties, int HowManieth, int Year, string Of, ReleaseReference Release)
{
    /// <summary>"70th anniversary", "1st anniversary".</summary>
    public string Name => $"{EnglishOrdinal.Of(HowManieth)} anniversary";
}

/// <summary>Due days, reminders and anniversaries as a calendar (RFC 5545).</summary>
internal static class DueCalendar
{
    /// <summary>The anniversaries of the year that is asked about and the next, each once.</summary>
    public static async Task<List<AnniversaryItem>> AnniversariesAsync(RegisterContext context, DueQuery query, CancellationToken stop)
    {
        var year = query.AsOf.Year;
        var rows = await (from a in context.Relations.AsNoTracking()
                          where a.Kind == "anniversary" && (a.Year == year || a.Year == year + 1) && (a.Day == null || a.Day <= query.AsOf)
                          join r in context.Releases on a.ReleaseId equals r.Id
                          orderby a.ReleaseId
                          select new { a, r = new ReleaseReference(r.Id, r.Day, r.Issuer, r.Headline) }).ToListAsync(stop).ConfigureAwait(false);
        return [.. rows.Where(x => query.With is null || Bar.Split(x.a.Pair).Contains(query.With, StringComparer.Ordinal)).Where(x => query.For is null || Bar.Split(x.a.Pair).Contains(query.For, StringComparer.Ordinal))
            .GroupBy(x => (x.a.Pair, x.a.HowManieth, x.a.Year)).Select(g => new AnniversaryItem(Bar.Split(g.Key.Pair), g.Key.HowManieth, g.Key.Year, g.First().a.Name, g.First().r)).OrderBy(a => a.Year).ThenBy(a => string.Join('|', a.Parties), StringComparer.Ordinal)];
    }

    public static string Of(IEnumerable<DueItem> items, IEnumerable<AnniversaryItem> anniversaries)
    {
        var calendar = new Calendar { ProductId = "-//Chancery//register//EN" };
        calendar.AddProperty("X-WR-CALNAME", "Chancery: what is due");
        foreach (var item in items)
        {
            if (item.Due is { } due)
                calendar.Events.Add(Event($"commitment-{item.Id}", due, $"{item.State}: {string.Join(" and ", item.By)}: {item.What}", item));
            if (item.Remind is { } remind)
                calendar.Events.Add(Event($"reminder-{item.Id}", remind, $"Remind: {string.Join(" and ", item.By)}: {item.What}", item));
        }
        foreach (var anniversary in anniversaries)
        {
            calendar.Events.Add(new CalendarEvent
            {
                Uid = $"anniversary-{string.Join('-', anniversary.Parties)}-{anniversary.HowManieth}-{anniversary.Year}@chancery",
                Start = new CalDateTime(new DateOnly(anniversary.Year, 1, 1)),
                End = new CalDateTime(new DateOnly(anniversary.Year, 12, 31).AddDays(1)),
                Summary = $"{anniversary.Name}, {string.Join(" and ", anniversary.Parties)}: {anniversary.Of}",
                Description = $"{anniversary.Release.Headline} ({anniversary.Release.Day:yyyy-MM-dd})",
            });
        }
        return new CalendarSerializer().SerializeToString(calendar) ?? "";
    }

    private static CalendarEvent Event(string name, DateOnly day, string summary, DueItem item) => new()
    {
        Uid = name + "@chancery",
        Start = new CalDateTime(day),
        End = new CalDateTime(day.AddDays(1)),
        Summary = summary,
        Description = $"{item.Words}\n{item.Release.Headline} ({item.Release.Day:yyyy-MM-dd}){(item.Note is null ? "" : "\n" + item.Note)}",
    };
}

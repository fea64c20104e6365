using System.Globalization;
using System.Text.Json;
using Chancery.Registers.FollowUps;
using Chancery.Web.Api;
using nietras.SeparatedValues;

namespace Chancery.Command;

/// <summary>Lists what is owed on a day.</summary>
internal static class DueCommand
{
    /// <returns>0; 2 if there is no register.</returns>
    public static async Task<int> RunAsync(DueQuery query, string format, string? register, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (await RegisterOpening.OpenAsync(register, error, stop).ConfigureAwait(false) is not { } store)
            return 2;
        var context = store.Context();
        await using (context.ConfigureAwait(false))
        {
            var items = await DueList.OfAsync(context, query, stop).ConfigureAwait(false);
            var text = format switch
            {
                "json" => JsonSerializer.Serialize(items, RegisterJson.Indented) + "\n",
                "csv" => Csv(items),
                "ics" => DueCalendar.Of(items, await DueCalendar.AnniversariesAsync(context, query, stop).ConfigureAwait(false)),
                _ => Text(items, query),
            };
            await output.WriteAsync(text).ConfigureAwait(false);
            return 0;
        }
    }

    private static string Csv(List<DueItem> items)
    {
        using var writer = Sep.New(',').Writer(o => o with { Escape = true }).ToText();
        foreach (var item in items)
        {
            using var row = writer.NewRow();
            row["id"].Set(item.Id.ToString(CultureInfo.InvariantCulture));
            row["state"].Set(item.State);
            row["confirmed"].Set(item.Confirmed ? "yes" : "no");
            row["kind"].Set(item.Kind);
            row["by"].Set(string.Join(' ', item.By));
            row["to"].Set(string.Join(' ', item.To));
            row["due"].Set(Day(item.Due));
            row["due_words"].Set(item.DueWords ?? "");
            row["what"].Set(item.What);
            row["made"].Set(Day(item.Made));
            row["release"].Set(item.Release.Headline);
            row["closed"].Set(Day(item.Closed));
            row["days_late"].Set(item.DaysLate?.ToString(CultureInfo.InvariantCulture) ?? "");
            row["shown_by"].Set(item.ShownBy?.Headline ?? "");
            row["officer"].Set(item.Officer ?? "");
            row["note"].Set(item.Note ?? "");
        }
        return writer.ToString();
    }

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Text(List<DueItem> items, DueQuery query)
    {
        var text = new StringWriter();
        text.WriteLine($"{items.Count} on {Day(query.AsOf)}");
        foreach (var item in items)
        {
            text.WriteLine();
            var late = item.DaysLate is > 0 and var days ? $", {days} days late" : "";
            var due = item.Due is null ? "no day" : $"due {Day(item.Due)}";
            var closed = item.Closed is null ? "" : $" on {Day(item.Closed)}{(item.Confirmed ? "" : " (proposed)")}";
            text.WriteLine($"{item.State.ToUpperInvariant()}{closed}{late}  [{item.Id}] {item.Kind}, {due}");
            text.WriteLine($"  {string.Join(" and ", item.By)}{(item.To.Length > 0 ? " → " + string.Join(" and ", item.To) : "")}: {item.What}");
            text.WriteLine($"  said on {Day(item.Made)}: {item.Release.Headline}");
            if (item.ShownBy is { } shown)
                text.WriteLine($"  shown by {Day(shown.Day)}: {shown.Headline}{(item.Reason is null ? "" : $" ({item.Reason})")}");
            if (item.ShownWords is { } words)
                text.WriteLine($"    “{words.ReplaceLineEndings(" ")}”");
            if (item.Officer is not null || item.Note is not null || item.Remind is not null)
                text.WriteLine($"  {string.Join("; ", new[] { item.Officer, item.Note, item.Remind is null ? null : $"remind on {Day(item.Remind)}" }.Where(x => x is not null))}");
        }
        return text.ToString();
    }
}

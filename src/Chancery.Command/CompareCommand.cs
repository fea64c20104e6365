using System.Net;
using System.Text;
using System.Text.Json;
using Chancery.Comparisons;
using Spectre.Console;

namespace Chancery.Command;

/// <summary>Two accounts of one meeting side by side.</summary>
internal static class CompareCommand
{
    /// <returns>0; 1 if a file could not be read or the two share no meeting; 2 if the lexicon has faults.</returns>
    public static async Task<int> RunAsync(string first, string second, string format, string? lexicon, TextWriter output, TextWriter error, CancellationToken stop)
    {
        if (LexiconFolder.Open(lexicon, error) is not { } known)
            return 2;
        var reader = new Reader(known);
        var readings = new List<Reading>();
        foreach (var path in (string[])[first, second])
        {
            var (reading, fault) = ReadCommand.Read(await Inputs.OpenAsync(path, Chancery.Sources.SourceLimits.Standard, stop).ConfigureAwait(false), reader);
            if (reading is null)
            {
                await error.WriteLineAsync($"chancery: {path}: {fault}").ConfigureAwait(false);
                return 1;
            }
            readings.Add(reading);
        }
        if (Comparison.Of(readings[0].Record, readings[1].Record) is not { } comparison)
        {
            await error.WriteLineAsync($"chancery: {first} and {second} tell of no meeting in common").ConfigureAwait(false);
            return 1;
        }
        var names = (Name(readings[0].Record, first), Name(readings[1].Record, second));
        await output.WriteAsync(format switch { "json" => Json(comparison, names), "html" => Html(comparison, names), _ => Text(comparison, names) }).ConfigureAwait(false);
        return 0;
    }

    private static string Name(ReleaseRecord record, string path) => record.Release.IssuerCountry is { } country ? $"{country} ({Path.GetFileName(path)})" : Path.GetFileName(path);

    private static string Quote(Fact fact) => string.Join(" … ", fact.Evidence.Select(e => e.Exact)).ReplaceLineEndings(" ");

    private static string Kind(Fact fact) => fact switch
    {
        Act a => $"{a.Kind.Word()} by {string.Join(", ", a.By)}",
        Commitment c => $"commitment: {c.Kind.Word()}, {c.Status.Word()}, by {string.Join(", ", c.By)}{(c.Due is null ? "" : $", due {c.Due}")}",
        _ => "",
    };

    /// <summary>The parts in order: a heading, and rows of what, the first account, the second.</summary>
    private static IEnumerable<(string Heading, IEnumerable<(string What, string First, string Second)> Rows)> Parts(Comparison comparison, (string First, string Second) names)
    {
        static (string, string, string) Row(Told told) => told.FirstFact is Engagement ? (told.What, told.First, told.Second) : (told.What, $"{told.First}\n“{Quote(told.FirstFact)}”", $"{told.Second}\n“{Quote(told.SecondFact)}”");
        yield return ("What both say", comparison.Both.Select(Row));
        yield return ("What they say differently", comparison.Differently.Select(Row));
        yield return ($"What only {names.First} says", comparison.OnlyFirst.Select(f => ("", $"{Kind(f)}\n“{Quote(f)}”", "")));
        yield return ($"What only {names.Second} says", comparison.OnlySecond.Select(f => ("", "", $"{Kind(f)}\n“{Quote(f)}”")));
    }

    private static string Text(Comparison comparison, (string First, string Second) names)
    {
        using var written = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(written) });
        console.Profile.Width = 120;
        foreach (var (heading, rows) in Parts(comparison, names))
        {
            var table = new Table().Title(heading.EscapeMarkup()).AddColumns("", names.First.EscapeMarkup(), names.Second.EscapeMarkup()).Expand();
            foreach (var (what, first, second) in rows)
                table.AddRow(what.EscapeMarkup(), first.EscapeMarkup(), second.EscapeMarkup()).AddEmptyRow();
            console.Write(table);
        }
        return string.Join('\n', written.ToString().Split('\n').Select(l => l.TrimEnd()));
    }

    private static string Html(Comparison comparison, (string First, string Second) names)
    {
        static string E(string text) => WebUtility.HtmlEncode(text).Replace("\n", "<br>", StringComparison.Ordinal);
        var html = new StringBuilder($$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>{{E(names.First)}} and {{E(names.Second)}}: two accounts of one meeting</title>
            <style>
            body { font: 11pt/1.45 Georgia, 'Liberation Serif', serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; color: #111; }
            h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; break-after: avoid; }
            table { width: 100%; border-collapse: collapse; table-layout: fixed; } th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border-bottom: 1px solid #bbb; } th:first-child, td:first-child { width: 9rem; color: #555; }
            tr { break-inside: avoid; } @page { margin: 18mm; }
            </style></head><body><h1>Two accounts of one meeting</h1>

            """);
        foreach (var (heading, rows) in Parts(comparison, names))
        {
            html.Append(System.Globalization.CultureInfo.InvariantCulture, $"<h2>{E(heading)}</h2>\n<table><thead><tr><th scope=\"col\"><span>Fact</span></th><th scope=\"col\">{E(names.First)}</th><th scope=\"col\">{E(names.Second)}</th></tr></thead><tbody>\n");
            foreach (var (what, first, second) in rows)
                html.Append(System.Globalization.CultureInfo.InvariantCulture, $"<tr><td>{E(what)}</td><td>{E(first)}</td><td>{E(second)}</td></tr>\n");
            html.Append("</tbody></table>\n");
        }
        return html.Append("</body></html>\n").ToString();
    }

    private static string Json(Comparison comparison, (string First, string Second) names)
    {
        object Side(string said, Fact fact) => new { says = said, words = fact is Engagement ? null : Quote(fact), start = fact.Evidence.IsEmpty ? (int?)null : fact.Evidence[0].Start };
        object Row(Told told) => new { what = told.What, first = Side(told.First, told.FirstFact), second = Side(told.Second, told.SecondFact) };
        object Lone(Fact fact) => new { says = Kind(fact), words = Quote(fact), entry = fact.Entry };
        return JsonSerializer.Serialize(new
        {
            first = names.First,
            second = names.Second,
            both = comparison.Both.Select(Row),
            differently = comparison.Differently.Select(Row),
            onlyFirst = comparison.OnlyFirst.Select(Lone),
            onlySecond = comparison.OnlySecond.Select(Lone),
        }, Indented) + "\n";
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };
}

using Spectre.Console;

namespace Chancery.Command;

/// <summary>A record laid out for people.</summary>
internal sealed class TextFormat : RecordFormat
{
    private readonly IAnsiConsole console;
    private readonly bool explain;
    private int count;

    public TextFormat(TextWriter output, bool explain, bool colour)
        : base(output)
    {
        this.explain = explain;
        console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = colour ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = InteractionSupport.No,
        });
        if (!colour)
            console.Profile.Width = 120;
    }

    public override void Write(string name, Reading reading)
    {
        if (count++ > 0)
            console.WriteLine();
        var record = reading.Record;
        Head(name, record.Release);
        Section("Engagements", record.Engagements, Engagement);
        Section("Acts", record.Acts, a => $"[bold]{E(a.Kind.Word())}[/]  {E(Side(a.By))}{(a.To.IsEmpty ? "" : $" → {E(Side(a.To))}")}{(a.Person is null ? "" : $" [dim]({E(a.Person)})[/]")}\n{E(a.About ?? Quote(a))}");
        Section("Commitments", record.Commitments, c => $"[bold]{E(c.Kind.Word())}[/], {E(c.Status.Word())}  {E(Side(c.By))}{(c.To.IsEmpty ? "" : $" → {E(Side(c.To))}")}{(c.Due is null && c.DueWords is null ? "" : $"  [yellow]due {E(c.Due ?? "")}[/] [dim]({E(c.DueWords ?? "")})[/]".Replace("due [/] ", "due[/] ", StringComparison.Ordinal))}\n{E(c.What)}");
        Section("Relations", record.Relations, Relation);
        if (explain)
            Explain(reading);
        else
            NothingRead(reading);
    }

    private static string E(string text) => Markup.Escape(text.ReplaceLineEndings(" "));

    private static string Side(IEnumerable<string> parties) => string.Join(" and ", parties);

    private static string Quote(Fact fact) => string.Join(" … ", fact.Evidence.Select(e => e.Exact));

    private void Line(string markup, int indent)
    {
        foreach (var line in markup.Split('\n'))
            console.Write(new Padder(new Markup(line), new Padding(indent, 0, 0, 0)));
    }

    private void Head(string name, Release release)
    {
        console.Write(new Rule($"[bold]{E(release.Headline ?? name)}[/]") { Justification = Justify.Left });
        var facts = new[]
        {
            ("kind", release.Kind), ("issuer", release.IssuerName is null ? release.IssuerCountry : $"{release.IssuerName}{(release.IssuerCountry is null ? "" : $" ({release.IssuerCountry})")}"),
            ("place", release.Place), ("date", release.Date), ("signed", release.Signatory is { } s ? $"{s.Name}{(s.Office is null ? "" : $", {s.Office}")}" : null),
            ("contacts", release.Contacts.IsEmpty ? null : string.Join("; ", release.Contacts.Select(c => $"{c.Kind} {c.Value}"))),
        };
        foreach (var (label, value) in facts)
        {
            if (value is not null)
                Line($"[dim]{label,-9}[/]{E(value)}", 2);
        }
    }

    private void Section<T>(string title, IReadOnlyCollection<T> facts, Func<T, string> line)
        where T : Fact
    {
        if (facts.Count == 0)
            return;
        console.WriteLine();
        console.MarkupLine($"[bold underline]{title}[/]");
        foreach (var fact in facts)
        {
            var lines = line(fact).Split('\n', 2);
            Line(lines[0], 2);
            if (lines.Length > 1)
                Line(lines[1], 6);
            if (explain)
                Line($"[dim]«{E(Quote(fact))}»  by {E(fact.Entry)}[/]", 6);
        }
    }

    private static string Engagement(Engagement e)
    {
        var place = e.City is null ? e.Country : e.Country is null ? e.City : $"{e.City} ({e.Country})";
        var head = string.Join(", ", new[] { $"[bold]{E(e.Kind.Word())}[/]", e.Start is null ? null : E(e.End is null ? e.Start : $"{e.Start} to {e.End}"), place is null ? null : E(place), e.Occasion is null ? null : $"at: {E(e.Occasion)}" }.OfType<string>());
        return head + "\n" + string.Join("\n", e.Participants.Select(p => $"{E(p.Party ?? "?"),-6} {E(p.Person ?? "its side")}{(p.Offices.IsEmpty ? "" : $", {E(string.Join("; ", p.Offices))}")}"));
    }

    private static string Relation(Relation relation) => relation switch
    {
        Anniversary a => $"[bold]anniversary[/]  {E(Side(a.Parties))}: {a.Ordinal} years{(a.Of is null ? "" : $" of {E(a.Of)}")}{(a.Year > 0 ? $", in {a.Year}" : "")}",
        Partnership p => $"[bold]partnership[/]  {E(Side(p.Parties))}: {E(p.Name)} ({E(p.Status)})",
        _ => "",
    };

    private void NothingRead(Reading reading)
    {
        var open = NotRead(reading).ToList();
        if (open.Count == 0)
            return;
        console.WriteLine();
        console.MarkupLine($"[bold underline]Nothing was read from[/]  [dim]{open.Count} of {reading.Sentences.Length} sentences[/]");
        foreach (var sentence in open)
            Line(E(sentence.Text), 2);
    }

    private void Explain(Reading reading)
    {
        console.WriteLine();
        console.MarkupLine("[bold underline]Sentence by sentence[/]");
        foreach (var sentence in reading.Sentences)
        {
            Line(E(sentence.Text), 2);
            foreach (var fact in sentence.Facts)
                Line($"[dim]{E(Name(fact))}  by {E(fact.Entry)}[/]", 6);
            if (sentence.Facts.IsEmpty)
                Line("[dim]nothing[/]", 6);
        }
    }

    private static string Name(Fact fact) => fact switch
    {
        Engagement e => "engagement: " + e.Kind.Word(),
        Act a => "act: " + a.Kind.Word(),
        Commitment c => "commitment: " + c.Kind.Word(),
        Anniversary => "relation: anniversary",
        _ => "relation: partnership",
    };
}

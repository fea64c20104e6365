using System.Globalization;
using System.Text.RegularExpressions;

namespace Chancery.Tests;

/// <summary>A line of a specification: a sentence, and what must be read from it in its context.</summary>
public sealed record Specification(string File, int Line, string Context, string Released, string Sentence, string Expected)
{
    public override string ToString() => $"{File}:{Line} {Sentence}";

    /// <summary>All lines of the documents beside the lexicon.</summary>
    public static IEnumerable<Specification> All()
    {
        var root = Path.Combine(AppContext.BaseDirectory, "lexicon");
        foreach (var file in Directory.EnumerateFiles(root, "*.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (context, released) = ("", "");
            var lines = System.IO.File.ReadAllLines(file);
            for (var i = 0; i < lines.Length; i++)
            {
                var line = lines[i];
                if (line.StartsWith("Context: ", StringComparison.Ordinal))
                    context = line[9..] == "none" ? "" : line[9..];
                else if (line.StartsWith("Released: ", StringComparison.Ordinal))
                    released = line[10..] == "none" ? "" : line[10..];
                else if (line.StartsWith("- ", StringComparison.Ordinal) && line.LastIndexOf(" => ", StringComparison.Ordinal) is var at and > 0)
                    yield return new Specification(Path.GetRelativePath(root, file), i + 1, context, released, line[2..at], line[(at + 4)..]);
            }
        }
    }

    /// <summary>The text that is read: date, context and sentence.</summary>
    public string Text
    {
        get
        {
            var sentence = Sentence.Replace('⏎', '\n');
            var text = Context.Length > 0 ? $"{Context}\n\n{sentence}" : sentence;
            return Released.Length > 0 ? $"Report of the Day\n\n{Released}\n\n{text}" : text;
        }
    }

    /// <summary>What was read differently from what is expected; empty where all is as it should be.</summary>
    public IEnumerable<string> Differences()
    {
        var reading = new Reader().Read(Text);
        var from = Text.Length - Sentence.Length;
        var record = reading.Record;
        bool Here(Fact fact) => fact.Evidence.Any(e => e.Start >= from);
        var wanted = Expected.Split("; ").Select(e => e.Trim()).ToList();
        var faults = new List<string>();
        var ofHead = File.EndsWith("release.md", StringComparison.Ordinal);
        if (ofHead)
            faults.AddRange(wanted.Where(w => !Other().IsMatch(w) && !Head(record.Release, w)).Select(w => $"'{w}' is not in {record.Release}"));
        var acts = record.Acts.Where(Here).Select(Written).ToList();
        var commitments = record.Commitments.Where(Here).ToList();
        var onlyOther = wanted.TrueForAll(w => Other().IsMatch(w));
        var wantedActs = wanted.Where(w => !Other().IsMatch(w)).ToList();
        if (!ofHead && (!onlyOther || Expected == "nothing"))
            faults.AddRange(Compare(wantedActs, acts));
        if (wanted.Exists(w => w.StartsWith("commitment", StringComparison.Ordinal) || w is "no commitment" or "nothing"))
            faults.AddRange(Compare([.. wanted.Where(w => w.StartsWith("commitment", StringComparison.Ordinal)).Select(w => w[11..].Replace("\"", "", StringComparison.Ordinal))], [.. commitments.Select(Written)]));
        var meetings = record.Engagements.Where(Here).ToList();
        if (Expected == "nothing" && meetings.Count > 0)
            faults.Add($"an engagement was read: {Written(meetings[0])}");
        foreach (var want in wanted)
        {
            if (want.StartsWith("engagement ", StringComparison.Ordinal) && !meetings.Exists(m => Meets(m, want[11..])))
                faults.Add($"{want} was not read, but [{string.Join(" | ", meetings.Select(Written))}]");
            if (want.StartsWith("person ", StringComparison.Ordinal) && !record.Engagements.Any(e => e.Participants.Any(p => Is(p, want[7..]))))
                faults.Add($"{want} was not read, but [{string.Join(" | ", record.Engagements.SelectMany(e => e.Participants).Select(p => $"{p.Person} | {string.Join("/", p.Offices)} | {p.Party}"))}]");
            if (want.StartsWith("anniversary ", StringComparison.Ordinal) && !record.Relations.OfType<Anniversary>().Any(a => want == $"anniversary {Sides(a.Parties)} {a.Ordinal} {a.Year}"))
                faults.Add($"{want} was not read");
            if (want.StartsWith("partnership ", StringComparison.Ordinal) && !record.Relations.OfType<Partnership>().Any(p => want == $"partnership {Sides(p.Parties)} {p.Status}"))
                faults.Add($"{want} was not read, but [{string.Join(" | ", record.Relations.OfType<Partnership>().Select(p => $"{Sides(p.Parties)} {p.Status}"))}]");
        }
        return faults;
    }

    private static Regex Other() => new("^(commitment|no commitment|engagement|person|anniversary|partnership|nothing)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static string Sides(IEnumerable<string> parties) => string.Join('+', parties.Order(StringComparer.Ordinal));

    private static string Written(Act act) => $"{act.Kind.Word()} {Sides(act.By)}|{Sides(act.To)}|{act.Person}";

    private static string Written(Commitment c) => $"{c.Kind.Word()} {c.Status.Word()} {Sides(c.By)}|{Sides(c.To)}|{c.Due}";

    private static string Written(Engagement e) => $"{e.Kind.Word()} {Sides(e.Participants.Select(p => p.Party ?? "open").Distinct(StringComparer.Ordinal))} {e.Start}{(e.End is null ? "" : "/" + e.End)} {e.City} {e.Country} {e.Occasion}";

    /// <summary>Each wanted line in its order; what a line does not say ("to", "by", "due") may be anything.</summary>
    private static IEnumerable<string> Compare(List<string> wanted, List<string> read)
    {
        if (wanted.Count != read.Count || wanted.Where((w, i) => !Fits(w, read[i])).Any())
            yield return $"wanted [{string.Join("; ", wanted)}], read [{string.Join("; ", read)}]";
    }

    private static bool Fits(string wanted, string read)
    {
        var parts = read.Split('|');
        var want = wanted;
        string? Take(string word)
        {
            var at = want.IndexOf($" {word} ", StringComparison.Ordinal);
            if (at < 0)
                return null;
            var value = want[(at + word.Length + 2)..];
            want = want[..at];
            return value;
        }
        var (due, person) = (Take("due"), Take("by"));
        var to = Take("to");
        var head = want.Split(' ');
        var sides = Sides(head[^1].Split('+'));
        return parts[0] == $"{string.Join(' ', head[..^1])} {sides}" && (to is null || Sides(to.Split('+')) == parts[1]) && (due is null || due == parts[2]) && (person is null || person == parts[2]);
    }

    private static bool Meets(Engagement engagement, string wanted)
    {
        var kind = wanted[0] == '"' ? wanted[1..wanted.IndexOf('"', 1)] : wanted[..wanted.IndexOf(' ', StringComparison.Ordinal)];
        var rest = wanted[(kind.Length + (wanted[0] == '"' ? 2 : 0))..].Trim().Split(' ', 2);
        if (engagement.Kind.Word() != kind || Sides(rest[0].Split('+')) != Sides(engagement.Participants.Select(p => p.Party ?? "open").Distinct(StringComparer.Ordinal)))
            return false;
        var setting = rest.Length > 1 ? rest[1] : "";
        if (setting.IndexOf('"', StringComparison.Ordinal) is var quote and >= 0)
        {
            if (engagement.Occasion != setting[quote..].Trim('"'))
                return false;
            setting = setting[..quote];
        }
        foreach (var word in setting.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length == 3 && word.All(char.IsAsciiLetterUpper))
            {
                if (word != engagement.Country)
                    return false;
                continue;
            }
            var date = engagement.Start + (engagement.End is null ? "" : "/" + engagement.End);
            if (char.IsDigit(word[0]) ? word != date : word != engagement.City)
                return false;
        }
        return true;
    }

    private static bool Is(Participant participant, string wanted)
    {
        var parts = wanted.Split(" | ");
        return participant.Person == parts[0] && participant.Offices.Contains(parts[1], StringComparer.Ordinal) && (participant.Party ?? "open") == parts[2];
    }

    private static bool Head(Release release, string wanted)
    {
        var space = wanted.IndexOf(' ', StringComparison.Ordinal);
        var value = wanted[(space + 1)..];
        return value == wanted[..space] switch
        {
            "date" => release.Date,
            "issuer" => release.IssuerCountry ?? "open",
            "headline" => release.Headline,
            "place" => release.Place,
            "kind" => release.Kind,
            "signatory" => release.Signatory?.Name,
            var other => throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"'{other}' is no part of a release")),
        };
    }
}

using System.Text.Json.Nodes;
using Chancery.Command;
using Xunit;

namespace Chancery.Tests;

/// <summary>Whole releases against their records worked out by hand.</summary>
public sealed class RecordTests
{
    private static readonly string Samples = Path.Combine(AppContext.BaseDirectory, "samples");

    [Xunit.Fact]
    public void There_are_30_samples_in_the_manner_of_15_houses()
    {
        var records = Gold(Path.Combine(Samples, "records"));
        Assert.True(records.Count >= 30);
        Assert.True(records.Values.Select(r => Scorer.Text(r["release"]?["issuer"], "country")).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).Count() >= 15);
        Assert.All(Directory.EnumerateFiles(Samples, "*.*").Select(File.ReadAllText), text => Assert.StartsWith("[Sample", text, StringComparison.Ordinal));
    }

    [Xunit.Fact]
    public void A_sample_file_is_the_text_of_its_record()
    {
        foreach (var (id, record) in Gold(Path.Combine(Samples, "records")))
            Assert.Equal(Scorer.Text(record, "text"), File.ReadAllText(Directory.EnumerateFiles(Samples, id + ".*").Single()));
    }

    [Xunit.Fact]
    public void The_other_language_of_a_bilingual_paper_is_named_and_not_read()
    {
        var reading = new Reader().Read("""
            PRESS RELEASE / COMMUNIQUÉ DE PRESSE

            Oslo, 4 May 2025

            Minister of Foreign Affairs of Norway Ingrid Solheim met with Foreign Minister of Kenya Grace Wambui in Oslo.

            La ministre des Affaires étrangères de Norvège, Ingrid Solheim, a rencontré la ministre des Affaires étrangères du Kenya, Grace Wambui, à Oslo pour des entretiens sur les relations entre les deux pays.
            """);
        Assert.Equal(["French"], reading.Record.Release.Scripts);
        Assert.Equal("press release", reading.Record.Release.Kind);
        Assert.Single(reading.Sentences);
        Assert.Single(reading.Record.Engagements);
    }

    [Xunit.Fact]
    public void The_samples_are_read_as_they_were_worked_out() =>
        Reaches(Path.Combine(Samples, "records"), ("participant", 1.0), ("engagement.found", 1.0), ("engagement.start", 0.95), ("engagement.city", 0.95), ("act", 0.95), ("commitment", 0.9), ("evidence.true", 1.0));

    [Xunit.Fact]
    public void The_five_examples_are_read_as_they_were_worked_out() =>
        Reaches(Shared("record", "examples"), ("participant", 1.0), ("engagement", 1.0), ("act", 0.95), ("commitment", 0.9), ("evidence.true", 1.0));

    [Xunit.Fact]
    public void Real_releases_are_read_nearly_as_they_were_worked_out() =>
        Reaches(Shared("corpus", "gold"), ("participant", 0.95), ("act", 0.85), ("act.kind", 0.88), ("commitment", 0.75), ("evidence.true", 1.0));

    [Xunit.Fact]
    public void All_real_releases_are_read_and_their_spans_are_true()
    {
        var file = Shared("corpus", "releases.jsonl");
        var reader = new Reader();
        foreach (var line in File.ReadLines(file))
        {
            var text = JsonNode.Parse(line)!["text"]!.GetValue<string>();
            var clean = Sources.SourceText.From(text).Clean;
            foreach (var evidence in reader.Read(text).Record.Acts.SelectMany(a => a.Evidence))
                Assert.Contains(evidence.Exact, clean, StringComparison.Ordinal);
        }
    }

    private static void Reaches(string folder, params ReadOnlySpan<(string Facet, double Least)> bars)
    {
        var gold = Gold(folder);
        var reader = new Reader();
        var read = gold.ToDictionary(g => g.Key, g => JsonNode.Parse(RecordJson.Write(reader.Read(Scorer.Text(g.Value, "text"), g.Key).Record))!.AsObject(), StringComparer.Ordinal);
        var tallies = Scorer.Score(gold, read);
        foreach (var (facet, least) in bars)
            Assert.True(tallies[facet].F1 >= least, $"{facet}: {tallies[facet].F1:F3}, at least {least} is meant\n{string.Join('\n', tallies[facet].Errors.Take(10))}");
    }

    private static Dictionary<string, JsonObject> Gold(string folder) =>
        Directory.EnumerateFiles(folder, "*.json").Select(f => JsonNode.Parse(File.ReadAllText(f))!.AsObject()).ToDictionary(r => Scorer.Text(r, "id"), StringComparer.Ordinal);

    /// <summary>What stands beside the repository where it is developed; elsewhere the test says that it was skipped.</summary>
    private static string Shared(params ReadOnlySpan<string> parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine([folder.FullName, "shared", .. parts]);
            if (Path.Exists(path) && File.Exists(Path.Combine(folder.FullName, "shared", "record", "FORMAT.md")))
                return path;
        }
        Assert.Skip("there is no folder 'shared' beside the repository");
        return "";
    }
}

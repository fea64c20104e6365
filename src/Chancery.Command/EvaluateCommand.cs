using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Chancery.Command;

/// <summary>Prints precision, recall and F1 of each facet, with the misses.</summary>
internal static class EvaluateCommand
{
    /// <returns>0; 1 if a file cannot be read or holds no record; 2 if the lexicon has faults.</returns>
    public static int Run(string gold, string? records, int errors, string? lexicon, TextWriter output, TextWriter error)
    {
        if (Load(gold, error) is not { } wanted)
            return 1;
        Dictionary<string, JsonObject>? read;
        if (records is not null)
            read = Load(records, error);
        else if (LexiconFolder.Open(lexicon, error) is { } own)
            read = Read(wanted, new Reader(own));
        else
            return 2;
        if (read is null)
            return 1;
        Print(wanted, read, errors, output);
        return 0;
    }

    private static Dictionary<string, JsonObject> Read(Dictionary<string, JsonObject> gold, Reader reader) =>
        gold.Where(g => Scorer.Text(g.Value, "text").Length > 0).ToDictionary(
            g => g.Key,
            g => JsonNode.Parse(RecordJson.Write(reader.Read(Scorer.Text(g.Value, "text"), g.Key).Record))!.AsObject(),
            StringComparer.Ordinal);

    private static void Print(Dictionary<string, JsonObject> gold, Dictionary<string, JsonObject> read, int errors, TextWriter output)
    {
        var missing = gold.Keys.Where(id => !read.ContainsKey(id)).ToList();
        output.WriteLine($"{gold.Count} releases" + (missing.Count > 0 ? $"; no record for {missing.Count}: {string.Join(", ", missing.Take(5))}" : ""));
        output.WriteLine($"{"facet",-22} {"prec",6} {"recall",6} {"F1",6} {"gold",6} {"read",6}");
        foreach (var (facet, tally) in Scorer.Score(gold, read))
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{facet,-22} {tally.Precision,6:F3} {tally.Recall,6:F3} {tally.F1,6:F3} {tally.Gold,6} {tally.Read,6}"));
            foreach (var line in tally.Errors.Take(errors))
                output.WriteLine("    " + line);
        }
    }

    private static Dictionary<string, JsonObject>? Load(string path, TextWriter error)
    {
        var found = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        try
        {
            var files = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal) : (IEnumerable<string>)[path];
            foreach (var file in files)
            {
                foreach (var record in Records(file))
                {
                    if (Scorer.Text(record, "id") is { Length: > 0 } id)
                        found[id] = record;
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            error.WriteLine($"chancery: {path}: {fault.Message}");
            return null;
        }
        if (found.Count > 0)
            return found;
        error.WriteLine($"chancery: {path}: holds no record with an \"id\"");
        return null;
    }

    private static IEnumerable<JsonObject> Records(string file)
    {
        if (Path.GetExtension(file).Equals(".jsonl", StringComparison.OrdinalIgnoreCase))
            return File.ReadLines(file).Where(l => !string.IsNullOrWhiteSpace(l)).Select(l => JsonNode.Parse(l)).OfType<JsonObject>();
        return JsonNode.Parse(File.ReadAllText(file)) switch
        {
            JsonArray list => list.OfType<JsonObject>(),
            JsonObject one => [one],
            _ => [],
        };
    }
}

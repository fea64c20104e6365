using System.Text;
using System.Text.Json;

namespace Chancery.Command;

/// <summary>Texts in, records out, a line each: for Spark's pipe, GNU parallel and the like.</summary>
internal static class JsonLinesFilter
{
    public static async Task<int> RunAsync(Reader reader, Stream input, TextWriter output, TextWriter error, CancellationToken stop)
    {
        using var lines = new StreamReader(input, Encoding.UTF8);
        var (number, status) = (0, 0);
        while (await lines.ReadLineAsync(stop).ConfigureAwait(false) is { } line)
        {
            number++;
            if (line.Length == 0)
                continue;
            if (Parse(line) is not var (id, text))
            {
                await error.WriteLineAsync($"chancery: standard input: line {number} is no JSON object with \"text\"").ConfigureAwait(false);
                status = 1;
                continue;
            }
            await output.WriteAsync(RecordJson.Write(reader.Read(text, id ?? $"{number}").Record) + "\n").ConfigureAwait(false);
        }
        await output.FlushAsync(stop).ConfigureAwait(false);
        return status;
    }

    private static (string? Id, string Text)? Parse(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String
                ? (root.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString() : null, text.GetString()!)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chancery.Issuing.Documents;
using Chancery.Lexicons;

namespace Chancery.Issuing.Sites;

/// <summary>
/// The words of all editions in files that a browser searches without a server. Editions have ordinals in the order of their issue. Those of full hundreds stand in <c>search/words/</c>, a file for
/// each three letters with which words begin; the newest ones in <c>search/recent.json</c>, so that an issue changes few files. Ordinals lead to addresses in <c>search/editions/</c>. Stateless.
/// </summary>
internal static class SiteSearch
{
    /// <summary>So many editions go into the files of words at once.</summary>
    public const int Full = 500;

    /// <summary>What words are: letters and digits, two or more, in lower case without accents.</summary>
    public static IEnumerable<string> WordsOf(string text)
    {
        var word = new StringBuilder();
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
                word.Append(PersonName.Plain(c));
            else if (word.Length > 0 && c is not ('\'' or '’'))
            {
                if (word.Length > 1)
                    yield return word.ToString();
                word.Clear();
            }
        }
        if (word.Length > 1)
            yield return word.ToString();
    }

    /// <summary>The file in which a word stands.</summary>
    public static string FileOf(string word) => $"search/words/{string.Concat(word.Take(3).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'))}.json";

    /// <summary>An edition as the search leads to it; its slug stands before its edition.</summary>
    public static JsonArray Entry(Listed release, int edition, bool holds) => [release.Path, release.Headline, release.Date, edition, holds ? 1 : 0];

    /// <summary>Writes what new editions bring.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="before">How many editions it held.</param>
    /// <param name="texts">The texts of the new ones by ordinal, in order.</param>
    public static void Write(SiteTree tree, int before, IReadOnlyList<(int Ordinal, string Text)> texts)
    {
        var recent = (tree.Read("search/recent.json") is { } kept ? JsonNode.Parse(kept)!.AsArray() : []).Select(e => (Ordinal: e![0]!.GetValue<int>(), Words: e[1]!.GetValue<string>())).ToList();
        recent.RemoveAll(r => r.Ordinal >= before);
        recent.AddRange(texts.Select(t => (t.Ordinal, string.Join(' ', WordsOf(t.Text).Distinct(StringComparer.Ordinal)))));
        recent.Sort((a, b) => a.Ordinal.CompareTo(b.Ordinal));
        if (recent.Count > 0 && (recent[^1].Ordinal + 1) / Full * Full is var full and > 0 && recent[0].Ordinal < full)
        {
            Merge(tree, recent.Where(r => r.Ordinal < full));
            recent.RemoveAll(r => r.Ordinal < full);
        }
        tree.Put("search/recent.json", new JsonArray([.. recent.Select(r => new JsonArray(r.Ordinal, r.Words))]).ToJsonString(JsonForm.Plain));
    }

    private static void Merge(SiteTree tree, IEnumerable<(int Ordinal, string Words)> editions)
    {
        var files = new Dictionary<string, Dictionary<string, List<int>>>(StringComparer.Ordinal);
        foreach (var (ordinal, words) in editions)
        {
            foreach (var word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var path = FileOf(word);
                if (!files.TryGetValue(path, out var file))
                    files.Add(path, file = new Dictionary<string, List<int>>(StringComparer.Ordinal));
                if (!file.TryGetValue(word, out var at))
                    file.Add(word, at = []);
                at.Add(ordinal);
            }
        }
        Parallel.ForEach(files, f =>
        {
            var all = new SortedDictionary<string, List<int>>(StringComparer.Ordinal);
            if (tree.Read(f.Key) is { } kept)
            {
                using var known = JsonDocument.Parse(kept);
                foreach (var word in known.RootElement.EnumerateObject())
                {
                    var (ordinals, last) = (new List<int>(), 0);
                    foreach (var step in word.Value.EnumerateArray())
                        ordinals.Add(last += step.GetInt32());
                    all[word.Name] = ordinals;
                }
            }
            foreach (var (word, ordinals) in f.Value)
                all[word] = all.TryGetValue(word, out var before) ? [.. before.Where(o => o < ordinals[0]), .. ordinals] : ordinals;
            var text = new StringBuilder("{");
            foreach (var (word, ordinals) in all)
            {
                text.Append(text.Length > 1 ? ",\n" : "").Append(JsonSerializer.Serialize(word, JsonForm.Plain)).Append(":[");
                var last = 0;
                for (var i = 0; i < ordinals.Count; i++)
                {
                    text.Append(i > 0 ? "," : "").Append((ordinals[i] - last).ToString(CultureInfo.InvariantCulture));
                    last = ordinals[i];
                }
                text.Append(']');
            }
            tree.Put(f.Key, text.Append('}').ToString());
        });
    }

    /// <summary>Writes where ordinals lead, for the hundreds in which something changed.</summary>
    public static void WriteEditions(SiteTree tree, Catalogue catalogue, IEnumerable<int> changed)
    {
        var parts = changed.Select(o => o / Full).ToHashSet();
        if (parts.Count == 0)
            return;
        var rows = new Dictionary<int, SortedDictionary<int, JsonArray>>();
        foreach (var release in catalogue.Releases)
        {
            for (var e = 0; e < release.Ordinals.Count; e++)
            {
                var ordinal = release.Ordinals[e];
                if (!parts.Contains(ordinal / Full))
                    continue;
                if (!rows.TryGetValue(ordinal / Full, out var part))
                    rows.Add(ordinal / Full, part = []);
                part[ordinal] = Entry(release, e + 1, e + 1 == release.Ordinals.Count && !release.Withdrawn);
            }
        }
        foreach (var (part, list) in rows)
            tree.Put($"search/editions/{part.ToString(CultureInfo.InvariantCulture)}.json", new JsonArray([.. list.Values]).ToJsonString(JsonForm.Plain));
    }
}

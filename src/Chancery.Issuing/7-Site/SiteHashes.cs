using System.Text.Json.Nodes;
using Chancery.Issuing.Documents;

namespace Chancery.Issuing.Sites;

/// <summary>The hashes of all issued files, in files of those that begin alike, so that a browser finds whether a file was issued. Stateless.</summary>
internal static class SiteHashes
{
    /// <summary>The file in which a hash stands.</summary>
    public static string FileOf(string hash) => $"verify/hashes/{hash[..3]}.json";

    /// <summary>Adds files: hash to [path of the release, edition, name of the file].</summary>
    public static void Add(SiteTree tree, IEnumerable<(string Hash, string Path, int Edition, string Name)> files)
    {
        foreach (var part in files.GroupBy(f => FileOf(f.Hash), StringComparer.Ordinal))
        {
            var all = new SortedDictionary<string, JsonNode?>(StringComparer.Ordinal);
            if (tree.Read(part.Key) is { } kept)
            {
                foreach (var (hash, entry) in JsonNode.Parse(kept)!.AsObject())
                    all[hash] = entry!.DeepClone();
            }
            foreach (var (hash, path, edition, name) in part)
                all[hash] = new JsonArray(path, edition, name);
            tree.Put(part.Key, new JsonObject(all).ToJsonString(JsonForm.Plain));
        }
    }
}

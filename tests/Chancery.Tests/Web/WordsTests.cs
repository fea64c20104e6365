using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Chancery.Issuing.Clearances;
using Chancery.Web.Accounts;
using Chancery.Web.Front;
using Chancery.Web.Pages;
using Xunit;

namespace Chancery.Tests.Web;

/// <summary>The interface in other languages.</summary>
public sealed partial class WordsTests
{
    private static string Sources([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Chancery.Web"));

    [GeneratedRegex("""L\["(?<key>([^"\\]|\\.)+)"[\],]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Keys();

    private static IEnumerable<string> Said() => Directory.Exists(Sources())
        ? Directory.EnumerateFiles(Sources(), "*.*", SearchOption.AllDirectories).Where(f => (f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal)) && !f.Contains("node_modules", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal)).SelectMany(f => Keys().Matches(File.ReadAllText(f)).Select(m => m.Groups["key"].Value))
        : [];

    /// <summary>Words that are values of the register, and are shown as they are.</summary>
    private static IEnumerable<string> Values() =>
        FactForm.KindsOf('e').Concat(FactForm.KindsOf('a')).Concat(FactForm.KindsOf('c')).Concat(FactForm.KindsOf('r')).Concat(FactForm.Statuses('c')).Concat(FactForm.Statuses('r')).Concat(Roles.All)
            .Concat(["open", "overdue", "kept", "superseded", "withdrawn", "progress", "merge", "accepted", "refused", "undone", "corrected", "rejected", "added", "new", "new edition", "copy", "read again", "known", "no release", "unreadable", "press release", "readout", "joint statement", "statement", "remarks", "media note", "other"])
            .Concat(Enum.GetValues<Stage>().Select(s => s.Word())).Concat(Enum.GetValues<Duty>().Select(d => d.Word())).Concat(Clearance.Steps.Select(s => char.ToUpperInvariant(s.Name[0]) + s.Name[1..])).Concat(["name", "office", "weekday", "promise", "readout", "usage", "taken", "dismissed"]);

    [Theory]
    [InlineData("fr")]
    public void Every_word_of_the_interface_is_there(string language)
    {
        var words = Translations.Of(language);
        var missing = Said().Concat(Values()).Distinct(StringComparer.Ordinal).Where(k => !words.ContainsKey(k)).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Theory]
    [InlineData("fr")]
    public void What_is_filled_in_is_the_same_in_both(string language) =>
        Assert.All(Translations.Of(language), w => Assert.Equal(Holes().Matches(w.Key).Select(m => m.Value).Order(StringComparer.Ordinal), Holes().Matches(w.Value).Select(m => m.Value).Order(StringComparer.Ordinal)));

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex Holes();
}

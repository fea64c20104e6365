using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Chancery.Web.Front;

/// <summary>The words of the interface in the language of the request, from the files beside this one. What a language lacks is said in English. Immutable.</summary>
internal sealed class Translations : IStringLocalizer<Words>
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Files = Words.Languages.Where(l => l.Code != "en").ToFrozenDictionary(l => l.Code, l => Load(l.Code), StringComparer.Ordinal);

    /// <summary>All of a language, by the English.</summary>
    public static IReadOnlyDictionary<string, string> Of(string language) => Files[language];

    public LocalizedString this[string name] => Files.TryGetValue(Words.Language, out var words) && words.TryGetValue(name, out var said) ? new(name, said) : new(name, name, Words.Language != "en");

    public LocalizedString this[string name, params object[] arguments] => new(name, string.Format(CultureInfo.InvariantCulture, this[name].Value, arguments));

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => Files.TryGetValue(Words.Language, out var words) ? words.Select(w => new LocalizedString(w.Key, w.Value)) : [];

    private static FrozenDictionary<string, string> Load(string language)
    {
        using var reader = new StreamReader(typeof(Translations).Assembly.GetManifestResourceStream($"front/Words.{language}.txt")!);
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.IndexOf(" = ", StringComparison.Ordinal) is var at and > 0)
                words.Add(line[..at], line[(at + 3)..]);
        }
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

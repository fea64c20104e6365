using System.Globalization;
using Chancery.Lexicons;

namespace Chancery.Web.Front;

/// <summary>The words of the interface: the key is the English, Words.fr.txt the French. A language is added by a file beside it and its name in <see cref="Languages"/>.</summary>
internal sealed class Words
{
    /// <summary>The languages of the interface, each with its own name.</summary>
    public static IReadOnlyList<(string Code, string Name)> Languages { get; } = [("en", "English"), ("fr", "Français")];

    /// <summary>The language of the interface, as HTML names it. Without the data of cultures its other names say nothing.</summary>
    public static string Language => CultureInfo.CurrentUICulture.Name is { Length: >= 2 } name ? name[..2] : "en";

    public static bool IsFromRight => Lexicon.Standard.IsFromRight(Language);

    /// <summary>"70th", "70e".</summary>
    public static string Ordinal(int number) => Language == "fr"
        ? number == 1 ? "1er" : $"{number}e"
        : EnglishOrdinal.Of(number);

    private static readonly string[] French = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    /// <summary>A day as it is written out in the language of the interface.</summary>
    public static string Day(DateOnly? day) => day is not { } d ? "" : Language == "fr"
        ? $"{(d.Day == 1 ? "1er" : d.Day.ToString(CultureInfo.InvariantCulture))} {French[d.Month - 1]} {d.Year}"
        : d.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A moment, UTC.</summary>
    public static string Moment(DateTime at) => $"{Day(DateOnly.FromDateTime(at))}, {at:HH:mm} UTC";

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(long number) => Language == "fr" ? number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202f') : number.ToString("N0", CultureInfo.InvariantCulture);
}

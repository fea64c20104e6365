using System.Globalization;

namespace Chancery.Web.Front;

/// <summary>Marks the words of the interface: the key is the English, Words.fr.resx the French. A language is added by a file beside it and its name in <see cref="Languages"/>.</summary>
internal sealed class Words
{
    /// <summary>The languages of the interface, each with its own name.</summary>
    public static IReadOnlyList<(string Code, string Name)> Languages { get; } = [("en", "English"), ("fr", "Français")];

    private static readonly string[] French = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    /// <summary>A day as it is written out in the language of the interface.</summary>
    public static string Day(DateOnly? day) => day is not { } d ? "" : CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr"
        ? $"{(d.Day == 1 ? "1er" : d.Day.ToString(CultureInfo.InvariantCulture))} {French[d.Month - 1]} {d.Year}"
        : d.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A moment, UTC.</summary>
    public static string Moment(DateTime at) => $"{Day(DateOnly.FromDateTime(at))}, {at:HH:mm} UTC";

    /// <summary>A number with its thousands apart.</summary>
    public static string Number(long number) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr" ? number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', '\u202f') : number.ToString("N0", CultureInfo.InvariantCulture);
}

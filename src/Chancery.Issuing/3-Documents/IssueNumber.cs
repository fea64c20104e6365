using System.Globalization;
using Chancery.Lexicons;

namespace Chancery.Issuing.Documents;

/// <summary>The number of a release: which of its house's in a year.</summary>
/// <param name="Count">From 1.</param>
/// <param name="Year">The year.</param>
internal readonly record struct IssueNumber(int Count, int Year)
{
    /// <summary>The number as it is kept, "17/2026"; null where none was given.</summary>
    public static IssueNumber? Of(string? kept) =>
        kept?.Split('/') is [var count, var year] ? new(int.Parse(count, CultureInfo.InvariantCulture), int.Parse(year, CultureInfo.InvariantCulture)) : null;

    /// <summary>As the house writes it: "No. 17/2026 MFAIC".</summary>
    public string On(Letterhead head) => head.Number.Replace("{number}", Count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("{year}", Year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    /// <summary>As it is kept.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Count}/{Year}");
}

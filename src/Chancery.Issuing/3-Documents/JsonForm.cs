using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Chancery.Issuing.Documents;

/// <summary>How what is issued is written for programs: letters as they are, moments in RFC 3339 to the second. Stateless.</summary>
internal static class JsonForm
{
    /// <summary>On one line.</summary>
    public static JsonSerializerOptions Plain { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>On lines, for people too.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Plain) { WriteIndented = true };

    /// <summary>"2022-08-04T09:30:00Z".</summary>
    /// <param name="at">A moment of UTC, whatever its kind says.</param>
    public static string Time(DateTime at) => DateTime.SpecifyKind(at, DateTimeKind.Utc).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

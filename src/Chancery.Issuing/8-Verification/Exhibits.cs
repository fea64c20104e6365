using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Chancery.Issuing.Documents;
using Chancery.Sources;

namespace Chancery.Issuing.Verification;

/// <summary>What is put before the verifier, and how its answer is told. Stateless.</summary>
internal static class Exhibits
{
    /// <summary>A file with the words that are in it.</summary>
    public static Exhibit Of(byte[] bytes, SourceDocument? document, string? signature = null) => new(bytes, document is null ? null : string.Join("\n\n", new[] { document.Text }.Concat(document.Attachments.Select(a => a.Text))), document?.Recognised == true, signature);

    /// <summary>Words alone.</summary>
    public static Exhibit OfWords(string text) => new(Encoding.UTF8.GetBytes(text), text);

    /// <summary>What a finding is called.</summary>
    public static string Word(Finding finding) => finding switch
    {
        Finding.Issued => "issued",
        Finding.SameWording => "same wording",
        Finding.Passage => "passage",
        Finding.Older => "older edition",
        Finding.Withdrawn => "withdrawn",
        Finding.Altered => "altered",
        _ => "unknown",
    };

    private static string Told(Finding finding) => finding switch
    {
        Finding.Issued => "genuine: this file was issued",
        Finding.SameWording => "genuine: the wording that was issued, in another file",
        Finding.Passage => "genuine: a passage of what was issued, word for word",
        Finding.Older => "genuine, but an older edition",
        Finding.Withdrawn => "genuine, but withdrawn",
        Finding.Altered => "NOT what was issued: altered",
        _ => "UNKNOWN: it was not issued",
    };

    /// <summary>The answer for people.</summary>
    public static string Text(string name, Verdict verdict)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{name}: {Told(verdict.Finding)}");
        if (verdict.Path.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"\n  {verdict.Issuer}, {verdict.Number}, edition {verdict.Edition}, {verdict.At:yyyy-MM-dd HH:mm} UTC: {verdict.Headline}\n  {verdict.Path}");
        foreach (var one in verdict.Departures)
            text.Append(CultureInfo.InvariantCulture, $"\n  … {one.Before} [{(one.Given.Length > 0 ? one.Given : "nothing")}]: issued was [{(one.Issued.Length > 0 ? one.Issued : "nothing")}]");
        foreach (var one in verdict.Unclear)
            text.Append(CultureInfo.InvariantCulture, $"\n  … {one.Before} [{one.Given}] may be [{one.Issued}]: look at the picture");
        foreach (var remark in verdict.Remarks)
            text.Append("\n  ").Append(remark);
        return text.ToString();
    }

    /// <summary>The answer for programs.</summary>
    public static JsonObject Json(string name, Verdict verdict)
    {
        static JsonArray Places(IReadOnlyList<Departure> places) => new([.. places.Select(d => new JsonObject { ["given"] = d.Given, ["issued"] = d.Issued, ["before"] = d.Before })]);
        return new JsonObject
        {
            ["file"] = name,
            ["finding"] = Word(verdict.Finding),
            ["genuine"] = verdict.IsGood,
            ["path"] = verdict.Path.Length > 0 ? verdict.Path : null,
            ["headline"] = verdict.Path.Length > 0 ? verdict.Headline : null,
            ["number"] = verdict.Path.Length > 0 ? verdict.Number : null,
            ["issuer"] = verdict.Path.Length > 0 ? verdict.Issuer : null,
            ["edition"] = verdict.Path.Length > 0 ? verdict.Edition : null,
            ["at"] = verdict.At is { } at ? JsonForm.Time(at) : null,
            ["departures"] = Places(verdict.Departures),
            ["unclear"] = Places(verdict.Unclear),
            ["remarks"] = new JsonArray([.. verdict.Remarks.Select(r => (JsonNode)r)]),
        };
    }
}

using System.Globalization;
using Chancery.Registers.Search;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Chancery.Web.Pages;

/// <summary>What was looked for and found.</summary>
/// <param name="Facets">How many of those found have a mark, by the name of the query's field.</param>
public sealed record SearchModel(SearchQuery Query, SearchResult Result, IReadOnlyList<FacetModel> Facets)
{
    /// <summary>The address of the same search with one field changed; null takes it away.</summary>
    public string With(string field, string? value)
    {
        // Names and topics are words of the text; a year is its days.
        if (field == "word")
            return With("text", $"{Query.Text} {(value!.Contains(' ', StringComparison.Ordinal) ? $"\"{value}\"" : value)}".Trim());
        if (field == "year")
            return (this with { Query = Query with { From = new DateOnly(int.Parse(value!, CultureInfo.InvariantCulture), 1, 1), To = new DateOnly(int.Parse(value!, CultureInfo.InvariantCulture), 12, 31) } }).With("before", null);
        var fields = new List<KeyValuePair<string, string?>> { new("text", Query.Text), new("issuer", Query.Issuer), new("kind", Query.Kind), new("office", Query.Office), new("person", Query.Person?.ToString()), new("from", Query.From?.ToString("yyyy-MM-dd")), new("to", Query.To?.ToString("yyyy-MM-dd")) };
        fields.AddRange(Query.Parties.Select(p => KeyValuePair.Create("with", (string?)p)));
        if (field == "with")
            fields = value is not null && Query.Parties.Contains(value, StringComparer.Ordinal) ? [.. fields.Where(f => f.Key != "with" || f.Value != value)] : [.. fields, new("with", value)];
        else
            fields = [.. fields.Where(f => f.Key != field), new(field, value)];
        return "/search" + QueryString.Create(fields.Where(f => !string.IsNullOrEmpty(f.Value)));
    }
}

/// <summary>A mark that releases have.</summary>
/// <param name="Field">The field of the query that asks for it.</param>
/// <param name="IsParty">Whether its values are parties.</param>
public sealed record FacetModel(string Name, string Field, bool IsParty, IReadOnlyList<FacetValue> Values);

/// <summary>Search with facets.</summary>
internal static class SearchPages
{
    private static readonly (string Key, string Name, string Field)[] Facets = [("parties", "Parties", "with"), ("issuers", "Issued by", "issuer"), ("engagements", "Engagements", "kind"), ("acts", "Acts", "kind"), ("commitments", "Commitments", "kind"), ("offices", "Offices", "office"), ("people", "People", "word"), ("topics", "Topics", "word"), ("years", "Years", "year")];

    public static void Map(RouteGroupBuilder pages) => pages.MapGet("/search", SearchAsync);

    private static async Task<IResult> SearchAsync(HttpContext http, Served served, string? text, string[]? with, string? issuer, long? person, string? office, string? kind, DateOnly? from, DateOnly? to, long? before)
    {
        static string? Said(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
        var query = new SearchQuery(Said(text)) { Parties = [.. (with ?? []).Where(w => w.Length > 0)], Issuer = Said(issuer), Person = person, Office = Said(office), Kind = Said(kind), From = from, To = to, Before = before, Take = 20 };
        var result = await served.Store.AskAsync(context => SearchIndex.FindAsync(context, query, facets: true, http.RequestAborted)).ConfigureAwait(false);
        var facets = Facets.Where(f => result.Facets.TryGetValue(f.Key, out var values) && values.Count > 0).Select(f => new FacetModel(f.Name, f.Field, f.Key is "parties" or "issuers", result.Facets[f.Key])).ToList();
        return AllPages.Show<SearchPage>(new SearchModel(query, result, facets));
    }
}

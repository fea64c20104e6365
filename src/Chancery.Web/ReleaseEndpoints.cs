using System.Text.Json.Nodes;
using Chancery.Registers.Import;
using Chancery.Registers.Search;
using Chancery.Registers.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web;

/// <summary>A release with its record in the record format.</summary>
internal sealed record ReleaseView(long Id, DateOnly? Day, string? Issuer, string? IssuerName, string? Kind, string Headline, int Edition, long? ReplacedBy, IReadOnlyList<SourceView> Sources, JsonNode Record);

/// <summary>A file from which a release came.</summary>
internal sealed record SourceView(long Id, string Name, string Sha256, int Bytes, DateTime Imported);

/// <summary>What became of a file that was posted.</summary>
internal sealed record ImportView(string Outcome, long? Release, string? Fault);

/// <summary>Releases, searched and one by one.</summary>
internal static class ReleaseEndpoints
{
    private const int MostTaken = 200;

    public static void Map(WebApplication app)
    {
        var group = app.MapGroup("/api/releases").WithTags("Releases");
        group.MapGet("", SearchAsync).WithName("SearchReleases").WithSummary("Releases that hold all the words, the newest first, with facets.");
        group.MapPost("", ImportAsync).WithName("ImportRelease").WithSummary("Takes in a file: text, PDF, DOCX, HTML or e-mail.").Accepts<byte[]>("application/octet-stream").DisableAntiforgery();
        group.MapGet("{id:long}", OneAsync).WithName("GetRelease").WithSummary("One release with its record; application/ld+json in the words of schema.org and Popolo.").Produces<ReleaseView>().ProducesProblem(404);
        group.MapGet("{id:long}/text", TextAsync).WithName("GetReleaseText").WithSummary("The text in which evidence counts.").Produces<string>(200, "text/plain").ProducesProblem(404);
        group.MapGet("{id:long}/annotations", AnnotationsAsync).WithName("GetReleaseAnnotations").WithSummary("The evidence as W3C Web Annotations.").Produces<JsonNode>(200, "application/ld+json").ProducesProblem(404);
        app.MapGet("/api/sources/{id:long}", SourceAsync).WithTags("Releases").WithName("GetSource").WithSummary("A file as it came.").Produces<byte[]>(200, "application/octet-stream").ProducesProblem(404);
    }

    private static async Task<Ok<SearchResult>> SearchAsync(HttpContext http, Served served, string? text, string[]? with, string? issuer, long? person, string? office, string? kind, DateOnly? from, DateOnly? to, long? before, int? take, bool? facets)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
        {
            var result = await SearchIndex.FindAsync(context, new SearchQuery(text) { Parties = with ?? [], Issuer = issuer, Person = person, Office = office, Kind = kind, From = from, To = to, Before = before, Take = Math.Clamp(take ?? 20, 1, MostTaken) }, facets ?? false, http.RequestAborted).ConfigureAwait(false);
            if (result.Next is { } next)
                http.Response.Headers.Link = $"<{Page(http, "before", next)}>; rel=\"next\"";
            return TypedResults.Ok(result);
        }
    }

    /// <summary>The same request for another page (RFC 8288).</summary>
    internal static string Page(HttpContext http, string name, long value)
    {
        var query = http.Request.Query.Where(q => q.Key != name).SelectMany(q => q.Value.Select(v => KeyValuePair.Create(q.Key, v))).Append(KeyValuePair.Create(name, (string?)value.ToString()));
        return http.Request.Path + QueryString.Create(query);
    }

    private static async Task<IResult> ImportAsync(HttpContext http, Served served, [FromHeader(Name = "X-Source-Name")] string? name, [FromHeader(Name = "X-Officer")] string? officer)
    {
        using var all = new MemoryStream();
        await http.Request.Body.CopyToAsync(all, http.RequestAborted).ConfigureAwait(false);
        var bytes = all.ToArray();
        if (bytes.Length == 0)
            return Results.Problem("The request holds no file.", statusCode: 400);
        var report = await served.Importer(bytes, name ?? "posted").ImportAsync([name ?? "posted"], officer ?? served.Who, null, http.RequestAborted).ConfigureAwait(false);
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
        {
            var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
            var release = await context.Sources.Where(s => s.Hash == hash).Select(s => s.ReleaseId).SingleOrDefaultAsync(http.RequestAborted).ConfigureAwait(false);
            var view = new ImportView(Outcome(report), release, report.Faults.Count > 0 ? report.Faults[0].Fault : null);
            return report.Faults.Count > 0 ? Results.Problem(view.Fault, statusCode: 422) : Results.Json(view, statusCode: report.New + report.Editions > 0 ? 201 : 200);
        }
    }

    private static string Outcome(ImportReport report) => report switch { { New: > 0 } => "new", { Editions: > 0 } => "new edition", { Copies: > 0 } => "copy", { Updated: > 0 } => "read again", { Known: > 0 } => "known", { Empty: > 0 } => "no release", _ => "unreadable" };

    private static async Task<IResult> OneAsync(HttpContext http, Served served, long id)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
        {
            if (await context.Releases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, http.RequestAborted).ConfigureAwait(false) is not { } release)
                return None(id);
            var sources = await context.Sources.AsNoTracking().Where(s => s.ReleaseId == id).OrderBy(s => s.Id).Select(s => new SourceView(s.Id, s.Name, s.Hash, s.Size, s.Imported)).ToListAsync(http.RequestAborted).ConfigureAwait(false);
            var record = JsonNode.Parse(Packed.Text(release.Record))!;
            if (http.Request.Headers.Accept.ToString().Contains("application/ld+json", StringComparison.OrdinalIgnoreCase))
                return Results.Text(LinkedData.Release(release, record).ToJsonString(RegisterServer.Json), "application/ld+json");
            return Results.Json(new ReleaseView(release.Id, release.Day, release.Issuer, release.IssuerName, release.Kind, release.Headline, release.Edition, release.ReplacedBy, sources, record), RegisterServer.Json);
        }
    }

    private static async Task<IResult> TextAsync(HttpContext http, Served served, long id)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
            return await context.Releases.Where(r => r.Id == id).Select(r => r.Text).SingleOrDefaultAsync(http.RequestAborted).ConfigureAwait(false) is { } text ? Results.Text(text) : None(id);
    }

    private static async Task<IResult> AnnotationsAsync(HttpContext http, Served served, long id)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
        {
            return await context.Releases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, http.RequestAborted).ConfigureAwait(false) is { } release
                ? Results.Text(LinkedData.Annotations(release, JsonNode.Parse(Packed.Text(release.Record))!).ToJsonString(RegisterServer.Json), "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"")
                : None(id);
        }
    }

    private static async Task<IResult> SourceAsync(HttpContext http, Served served, long id)
    {
        var context = served.Store.Context();
        await using (context.ConfigureAwait(false))
            return await context.Sources.Where(s => s.Id == id).Select(s => s.Bytes).SingleOrDefaultAsync(http.RequestAborted).ConfigureAwait(false) is { } packed ? Results.Bytes(Packed.Bytes(packed), "application/octet-stream") : Results.Problem($"There is no source {id}.", statusCode: 404);
    }

    private static IResult None(long id) => Results.Problem($"There is no release {id}.", statusCode: 404);
}

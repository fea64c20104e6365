using System.Text.Json.Nodes;
using Chancery.Registers.Reviews;
using Chancery.Registers.Search;
using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Api;

/// <summary>A release with its record in the record format.</summary>
internal sealed record ReleaseView(long Id, DateOnly? Day, string? Issuer, string? IssuerName, string? Kind, string Headline, int Edition, long? ReplacedBy, IReadOnlyList<SourceView> Sources, JsonNode Record, IReadOnlyList<ReviewView> Reviews);

/// <summary>What an officer said of a fact.</summary>
/// <param name="Facet">engagements, acts, commitments or relations.</param>
/// <param name="Verdict">accepted, corrected, rejected or added.</param>
/// <param name="Read">The fact as it was read; null where it was missed.</param>
/// <param name="Holds">The fact as it holds; null where it was rejected.</param>
internal sealed record ReviewView(string Facet, string Verdict, string Who, DateTime At, JsonNode? Read, JsonNode? Holds);

/// <summary>A file from which a release came.</summary>
public sealed record SourceView(long Id, string Name, string Sha256, int Bytes, DateTime Imported);

/// <summary>What became of a file that was posted.</summary>
internal sealed record ImportView(string Outcome, long? Release);

/// <summary>Releases, searched and one by one.</summary>
internal static class ReleaseEndpoints
{
    private const int MostTaken = 200;

    public static void Map(WebApplication app)
    {
        var group = app.MapGroup("/api/releases").WithTags("Releases");
        group.MapGet("", SearchAsync).WithName("SearchReleases").WithSummary("Releases that hold all the words, the newest first, with facets.").Produces<SearchResult>();
        group.MapPost("", ImportAsync).WithName("ImportRelease").WithSummary("Takes in a file: text, PDF, DOCX, HTML or e-mail.").Accepts<byte[]>("application/octet-stream").Produces<ImportView>().Produces<ImportView>(201).ProducesProblem(400).ProducesProblem(422).RequireAuthorization(Roles.Officer);
        group.MapGet("{id:long}", OneAsync).WithName("GetRelease").WithSummary("One release with its record; application/ld+json in the words of schema.org and Popolo.").Produces<ReleaseView>().ProducesProblem(404);
        group.MapGet("{id:long}/text", TextAsync).WithName("GetReleaseText").WithSummary("The text in which evidence counts.").Produces<string>(200, "text/plain").ProducesProblem(404);
        group.MapGet("{id:long}/annotations", AnnotationsAsync).WithName("GetReleaseAnnotations").WithSummary("The evidence as W3C Web Annotations.").Produces<JsonNode>(200, "application/ld+json").ProducesProblem(404);
        app.MapGet("/api/sources/{id:long}", SourceAsync).WithTags("Releases").WithName("GetSource").WithSummary("A file as it came.").Produces<byte[]>(200, "application/octet-stream").ProducesProblem(404);
    }

    private static async Task<IResult> SearchAsync(HttpContext http, Served served, string? text, string[]? with, string? issuer, long? person, string? office, string? kind, DateOnly? from, DateOnly? to, long? before, int? take, bool? facets)
    {
        var query = new SearchQuery(text) { Parties = with ?? [], Issuer = issuer, Person = person, Office = office, Kind = kind, From = from, To = to, Before = before, Take = Math.Clamp(take ?? 20, 1, MostTaken) };
        var result = await served.Store.AskAsync(context => SearchIndex.FindAsync(context, query, facets ?? false, http.RequestAborted)).ConfigureAwait(false);
        if (result.Next is { } next)
            Answers.LinkNext(http, "before", next);
        return Results.Ok(result);
    }

    private static async Task<IResult> ImportAsync(HttpContext http, Served served, [FromHeader(Name = "X-Source-Name")] string? name)
    {
        using var all = new MemoryStream();
        await http.Request.Body.CopyToAsync(all, http.RequestAborted).ConfigureAwait(false);
        var bytes = all.ToArray();
        if (bytes.Length == 0)
            return Results.Problem("The request holds no file.", statusCode: StatusCodes.Status400BadRequest);
        var taken = await Intake.TakeAsync(served, bytes, name ?? "posted", Served.Who(http), http.RequestAborted).ConfigureAwait(false);
        return taken.Fault is { } fault
            ? Results.Problem(fault, statusCode: StatusCodes.Status422UnprocessableEntity)
            : Results.Json(new ImportView(taken.Outcome, taken.Release), statusCode: taken.IsNew ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static Task<ReleaseRow?> ReleaseAsync(HttpContext http, Served served, long id) => served.Store.AskAsync(context => context.Releases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, http.RequestAborted));

    /// <summary>The record as it was read.</summary>
    internal static JsonObject Read(ReleaseRow release) => JsonNode.Parse(Packed.Text(release.Record))!.AsObject();

    /// <summary>The record as it holds by what officers said of it.</summary>
    internal static JsonObject Record(ReleaseRow release, IReadOnlyCollection<ReviewRow> said) => said.Count == 0 ? Read(release) : Review.Holding(Read(release), said);

    internal static Task<List<ReviewRow>> SaidAsync(RegisterContext context, long release, CancellationToken stop) => context.Reviews.AsNoTracking().Where(r => r.ReleaseId == release).OrderBy(r => r.Id).ToListAsync(stop);

    private static ReviewView View(ReviewRow row) => new(row.Facet, row.Verdict, row.Who, row.At, row.Read.Length > 0 ? JsonNode.Parse(row.Read) : null, JsonNode.Parse(row.Corrected.Length > 0 ? row.Corrected : row.Verdict == Verdicts.Accepted ? row.Read : "null"));

    private static async Task<IResult> OneAsync(HttpContext http, Served served, long id)
    {
        if (await ReleaseAsync(http, served, id).ConfigureAwait(false) is not { } release)
            return Answers.None("release", id);
        var said = await served.Store.AskAsync(context => SaidAsync(context, id, http.RequestAborted)).ConfigureAwait(false);
        if (http.Request.Headers.Accept.ToString().Contains("application/ld+json", StringComparison.OrdinalIgnoreCase))
            return Results.Text(LinkedData.Release(release, Record(release, said)).ToJsonString(RegisterJson.Options), "application/ld+json");
        var sources = await served.Store.AskAsync(context => context.Sources.AsNoTracking().Where(s => s.ReleaseId == id).OrderBy(s => s.Id).Select(s => new SourceView(s.Id, s.Name, s.Hash, s.Size, s.Imported)).ToListAsync(http.RequestAborted)).ConfigureAwait(false);
        return Results.Ok(new ReleaseView(release.Id, release.Day, release.Issuer, release.IssuerName, release.Kind, release.Headline, release.Edition, release.ReplacedBy, sources, Record(release, said), said.ConvertAll(View)));
    }

    private static async Task<IResult> TextAsync(HttpContext http, Served served, long id) =>
        await served.Store.AskAsync(context => context.Releases.Where(r => r.Id == id).Select(r => r.Text).SingleOrDefaultAsync(http.RequestAborted)).ConfigureAwait(false) is { } text ? Results.Text(text) : Answers.None("release", id);

    private static async Task<IResult> AnnotationsAsync(HttpContext http, Served served, long id) =>
        await ReleaseAsync(http, served, id).ConfigureAwait(false) is { } release
            ? Results.Text(LinkedData.Annotations(release, Record(release, await served.Store.AskAsync(context => SaidAsync(context, id, http.RequestAborted)).ConfigureAwait(false))).ToJsonString(RegisterJson.Options), "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"")
            : Answers.None("release", id);

    private static async Task<IResult> SourceAsync(HttpContext http, Served served, long id) =>
        await served.Store.AskAsync(context => context.Sources.Where(s => s.Id == id).Select(s => new { s.Bytes, s.Name }).SingleOrDefaultAsync(http.RequestAborted)).ConfigureAwait(false) is { } source ? Results.File(Packed.Bytes(source.Bytes), "application/octet-stream", source.Name.Split('/', '\\')[^1]) : Answers.None("source", id);
}

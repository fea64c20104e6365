using System.Globalization;
using System.Text;
using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Pages;

/// <summary>Files handed in at one time.</summary>
public sealed record HandInLine(long Id, string Who, DateTime At, int Files);

public sealed record ImportModel(IReadOnlyList<HandInLine> Last, int MostMegabytes);

/// <summary>What became of a file.</summary>
public sealed record HandedFile(string Name, string Outcome, long? Release, string? Headline, string? Fault);

public sealed record HandInModel(HandInLine HandIn, IReadOnlyList<HandedFile> Files);

/// <summary>
/// Handing in files. Each is in the register, and in the report, when its own request is answered: what was sent stays, whether the page is closed or the server ends.
/// </summary>
internal static class ImportPages
{
    /// <summary>How many files one form without script may bear.</summary>
    private const int MostInForm = 200;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/import", ShowAsync).RequireAuthorization(Roles.Officer);
        pages.MapPost("/import", FormAsync).RequireAuthorization(Roles.Officer);
        pages.MapPost("/import/begin", BeginAsync).RequireAuthorization(Roles.Officer);
        pages.MapPost("/import/{id:long}/files", FileAsync).RequireAuthorization(Roles.Officer);
        pages.MapGet("/import/{id:long}", ReportAsync).RequireAuthorization(Roles.Officer);
        pages.MapGet("/import/{id:long}.csv", CsvAsync).RequireAuthorization(Roles.Officer);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, Served served) => AllPages.Show<ImportPage>(await served.Store.AskAsync(async context =>
        new ImportModel(await context.HandIns.AsNoTracking().OrderByDescending(h => h.Id).Take(10).Select(h => new HandInLine(h.Id, h.Who, h.At, context.HandedFiles.Count(f => f.HandInId == h.Id))).ToListAsync(http.RequestAborted).ConfigureAwait(false), (int)((http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize ?? 0) >> 20))).ConfigureAwait(false));

    private static Task<long> NewAsync(HttpContext http, Served served) => WriteLock.DoAsync(served.Store, async context =>
    {
        var sequence = await context.Set<SequenceRow>().SingleAsync(http.RequestAborted).ConfigureAwait(false);
        var row = new HandInRow { Id = sequence.Next++, Who = Served.Who(http), At = DateTime.UtcNow };
        context.HandIns.Add(row);
        return row.Id;
    }, http.RequestAborted);

    private static async Task<IResult> BeginAsync(HttpContext http, Served served) => Results.Json(new { id = await NewAsync(http, served).ConfigureAwait(false) });

    private static async Task<IResult> FormAsync(HttpContext http, Served served)
    {
        var sent = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        if (sent.Files.Count is 0 or > MostInForm || sent.Files.All(f => f.Length == 0))
            return AllPages.Then("/import");
        var id = await NewAsync(http, served).ConfigureAwait(false);
        foreach (var file in sent.Files.Where(f => f.Length > 0))
        {
            using var all = new MemoryStream();
            await file.CopyToAsync(all, http.RequestAborted).ConfigureAwait(false);
            await TakeAsync(http, served, id, all.ToArray(), file.FileName).ConfigureAwait(false);
        }
        return AllPages.Then($"/import/{id}");
    }

    private static async Task<IResult> FileAsync(HttpContext http, Served served, long id)
    {
        if (!await served.Store.AskAsync(context => context.HandIns.AnyAsync(h => h.Id == id, http.RequestAborted)).ConfigureAwait(false))
            return Results.NotFound();
        using var all = new MemoryStream();
        await http.Request.Body.CopyToAsync(all, http.RequestAborted).ConfigureAwait(false);
        string name;
        try
        {
            name = Uri.UnescapeDataString(http.Request.Headers["X-Source-Name"].ToString());
        }
        catch (UriFormatException)
        {
            return Results.BadRequest();
        }
        return Results.Json(await TakeAsync(http, served, id, all.ToArray(), name).ConfigureAwait(false), RegisterJson.Options);
    }

    /// <summary>A name and no path: whatever folders the sender names, none is looked for here.</summary>
    private static string Plain(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var clean = string.Concat(last.Where(c => !char.IsControl(c))).Trim();
        return clean.Length is 0 || clean.All(c => c == '.') ? "file" : clean.Length > 200 ? clean[^200..] : clean;
    }

    private static async Task<HandedFile> TakeAsync(HttpContext http, Served served, long id, byte[] bytes, string said)
    {
        var (name, stop) = (Plain(said), http.RequestAborted);
        if (said.Contains("..", StringComparison.Ordinal) || said.Contains('/', StringComparison.Ordinal) || said.Contains('\\', StringComparison.Ordinal))
            ((Refusals)http.RequestServices.GetService(typeof(Refusals))!).Note(http, "refused path", $"a file was called {said}; taken as {name}");
        var taken = await Intake.TakeAsync(served, bytes, name, Served.Who(http), stop).ConfigureAwait(false);
        return await WriteLock.DoAsync(served.Store, async context =>
        {
            var ordinal = await context.HandedFiles.CountAsync(f => f.HandInId == id, stop).ConfigureAwait(false);
            var row = new HandedFileRow { HandInId = id, Ordinal = ordinal, Name = name, Outcome = taken.Outcome, ReleaseId = taken.Release, Fault = taken.Fault };
            context.HandedFiles.Add(row);
            var headline = taken.Release is not { } release ? null : await context.Releases.Where(r => r.Id == release).Select(r => r.Headline).SingleOrDefaultAsync(stop).ConfigureAwait(false);
            return new HandedFile(row.Name, row.Outcome, taken.Release, headline, taken.Fault);
        }, stop).ConfigureAwait(false);
    }

    private static Task<HandInModel?> ModelAsync(HttpContext http, Served served, long id) => served.Store.AskAsync(async context =>
    {
        if (await context.HandIns.AsNoTracking().SingleOrDefaultAsync(h => h.Id == id, http.RequestAborted).ConfigureAwait(false) is not { } row)
            return null;
        var files = await (from f in context.HandedFiles.AsNoTracking() where f.HandInId == id join r in context.Releases on f.ReleaseId equals (long?)r.Id into releases from r in releases.DefaultIfEmpty() orderby f.Ordinal select new HandedFile(f.Name, f.Outcome, f.ReleaseId, r == null ? null : r.Headline, f.Fault)).ToListAsync(http.RequestAborted).ConfigureAwait(false);
        return new HandInModel(new HandInLine(row.Id, row.Who, row.At, files.Count), files);
    });

    private static async Task<IResult> ReportAsync(HttpContext http, Served served, long id) =>
        await ModelAsync(http, served, id).ConfigureAwait(false) is { } model ? AllPages.Show<HandInPage>(model) : Results.NotFound();

    private static async Task<IResult> CsvAsync(HttpContext http, Served served, long id)
    {
        if (await ModelAsync(http, served, id).ConfigureAwait(false) is not { } model)
            return Results.NotFound();
        // A cell that a table's program would take for a formula begins with a quote (OWASP, CSV injection).
        static string Cell(string? text) => $"\"{(text is ['=' or '+' or '-' or '@', ..] ? "'" : "")}{text?.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var lines = new StringBuilder("file,outcome,release,headline,fault\r\n");
        foreach (var file in model.Files)
            lines.Append(CultureInfo.InvariantCulture, $"{Cell(file.Name)},{Cell(file.Outcome)},{file.Release},{Cell(file.Headline)},{Cell(file.Fault)}\r\n");
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"import-{id}.csv\"";
        return Results.Text(lines.ToString(), "text/csv; charset=utf-8");
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Reviews;
using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Pages;

/// <summary>A release while an officer goes through its facts.</summary>
/// <param name="At">The name of the fact that is looked at; empty where there is none.</param>
/// <param name="Form">What is being corrected or added; null where nothing is.</param>
/// <param name="Adding">Whether the form is for a fact that was missed.</param>
/// <param name="NextRelease">The release before this one.</param>
public sealed record ReviewModel(long Id, string Headline, IReadOnlyList<FactView> Facts, IReadOnlyList<Piece> Pieces, string At, FactForm? Form, bool Adding, long? NextRelease, string? Refused)
{
    public int Reviewed => Facts.Count(f => f.Verdict is not null);

    /// <summary>The name of the fact so many after the one that is looked at.</summary>
    public string? Beside(int step)
    {
        var at = Facts.ToList().FindIndex(f => f.Name == At) + step;
        return at >= 0 && at < Facts.Count ? Facts[at].Name : null;
    }
}

/// <summary>Going through the facts of a release; and what came of it, as gold records and as sentences for the specifications.</summary>
internal static class ReviewPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/releases/{id:long}/review", LookAsync).RequireAuthorization(Roles.Officer);
        pages.MapPost("/releases/{id:long}/review", SayAsync).RequireAuthorization(Roles.Officer);
        pages.MapGet("/reviews/gold.jsonl", GoldAsync);
        pages.MapGet("/reviews/specifications.md", SpecificationsAsync);
    }

    private static Task<IResult> LookAsync(HttpContext http, Served served, long id, string? at, string? edit, string? add) => ShowAsync(http, served, id, at, edit is not null, add, null, null);

    private static async Task<IResult> ShowAsync(HttpContext http, Served served, long id, string? at, bool edit, string? add, FactForm? form, string? refused)
    {
        var stop = http.RequestAborted;
        var model = await served.Store.AskAsync(async context =>
        {
            if (await context.Releases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, stop).ConfigureAwait(false) is not { } row)
                return null;
            var facts = FactViews.Of(ReleaseEndpoints.Read(row), await ReleaseEndpoints.SaidAsync(context, id, stop).ConfigureAwait(false));
            var now = facts.Find(f => f.Name == at) ?? facts.Find(f => f.Verdict is null) ?? facts.FirstOrDefault();
            var next = await context.Releases.Where(r => r.Id < id && r.ReplacedBy == null).MaxAsync(r => (long?)r.Id, stop).ConfigureAwait(false);
            var adding = add is [var letter] && Facets.Name(letter) is not null;
            form ??= adding ? FactForm.Empty(add![0]) : edit && now is not null ? FactForm.Of(now.Letter, now.Fact) : null;
            return new ReviewModel(id, row.Headline, facts, FactViews.Cut(row.Text, facts), now?.Name ?? "", form, adding, next, refused);
        }).ConfigureAwait(false);
        return model is null ? Results.NotFound() : AllPages.Show<ReviewPage>(model, form is { Errors.Count: > 0 } || refused is not null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SayAsync(HttpContext http, Served served, long id)
    {
        var stop = http.RequestAborted;
        var sent = await http.Request.ReadFormAsync(stop).ConfigureAwait(false);
        var (name, verdict, reviewer) = (sent["fact"].ToString(), sent["verdict"].ToString(), served.Reviewer(http));
        var next = sent["next"].ToString();
        Refusal? refusal;
        if (verdict == Verdicts.Added && sent["facet"].ToString() is [var facet] && Facets.Name(facet) is { } added)
        {
            var (form, fact) = await ReadAsync(facet).ConfigureAwait(false);
            if (fact is null)
                return form is null ? Results.NotFound() : await ShowAsync(http, served, id, name, false, facet.ToString(), form, null).ConfigureAwait(false);
            refusal = await reviewer.AddAsync(id, added, fact, stop).ConfigureAwait(false);
        }
        else if (name is ['n', .. var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var review))
            refusal = await reviewer.TakeBackAsync(id, review, stop).ConfigureAwait(false);
        else if (name is [var letter, .. var ordinal] && Facets.Name(letter) is { } of && int.TryParse(ordinal, NumberStyles.None, CultureInfo.InvariantCulture, out var place))
        {
            switch (verdict)
            {
                case Verdicts.Accepted or Verdicts.Rejected:
                    refusal = await reviewer.SayAsync(id, of, place, verdict, null, stop).ConfigureAwait(false);
                    break;
                case Verdicts.Corrected:
                    var (form, fact) = await ReadAsync(letter).ConfigureAwait(false);
                    if (fact is null)
                        return form is null ? Results.NotFound() : await ShowAsync(http, served, id, name, true, null, form, null).ConfigureAwait(false);
                    refusal = await reviewer.SayAsync(id, of, place, verdict, fact, stop).ConfigureAwait(false);
                    break;
                case "undone":
                    refusal = await reviewer.UndoAsync(id, of, place, stop).ConfigureAwait(false);
                    next = name;
                    break;
                default:
                    return Results.BadRequest();
            }
        }
        else
            return Results.BadRequest();
        if (refusal is not null)
            return refusal.IsUnknown ? Results.NotFound() : await ShowAsync(http, served, id, name, false, null, null, refusal.Words).ConfigureAwait(false);
        return AllPages.Then($"/releases/{id}/review{(next.Length > 0 && next.All(char.IsAsciiLetterOrDigit) ? $"?at={next}#f-{next}" : "")}");

        async Task<(FactForm? Form, JsonObject? Fact)> ReadAsync(char letter) =>
            await served.Store.AskAsync(context => context.Releases.Where(r => r.Id == id).Select(r => r.Text).SingleOrDefaultAsync(stop)).ConfigureAwait(false) is { } text ? FactForm.Read(letter, sent, text, served.Lexicon) : (null, null);
    }

    /// <summary>How many releases are written at most.</summary>
    private const int Most = 5000;

    private static async Task<List<(ReleaseRow Release, List<ReviewRow> Said)>> ReviewedAsync(HttpContext http, Served served, long? release) => await served.Store.AskAsync(async context =>
    {
        var rows = (await context.Reviews.AsNoTracking().Where(r => release == null || r.ReleaseId == release).OrderBy(r => r.Id).ToListAsync(http.RequestAborted).ConfigureAwait(false)).ToLookup(r => r.ReleaseId);
        var found = new List<(ReleaseRow, List<ReviewRow>)>();
        foreach (var id in rows.Select(g => g.Key).Order().Take(Most))
        {
            if (await context.Releases.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, http.RequestAborted).ConfigureAwait(false) is { } row)
                found.Add((row, [.. rows[id]]));
        }
        return found;
    }).ConfigureAwait(false);

    /// <summary>Records as officers have them, with their texts, for "chancery evaluate": only releases of which every fact that was read was looked at.</summary>
    private static async Task<IResult> GoldAsync(HttpContext http, Served served, long? release)
    {
        var lines = new StringBuilder();
        foreach (var (row, said) in await ReviewedAsync(http, served, release).ConfigureAwait(false))
        {
            var read = ReleaseEndpoints.Read(row);
            if (release is null && FactViews.Of(read, said).Any(f => f.Verdict is null))
                continue;
            var gold = Review.Holding(read, said);
            gold["id"] = $"release-{row.Id}";
            gold["text"] = row.Text;
            lines.Append(gold.ToJsonString(RegisterJson.Options)).Append('\n');
        }
        return Results.Text(lines.ToString(), "application/jsonl; charset=utf-8");
    }

    /// <summary>Each sentence of which an officer corrected something, with all that is to be read from it, as the documents beside the lexicon have it.</summary>
    private static async Task<IResult> SpecificationsAsync(HttpContext http, Served served, long? release)
    {
        var lines = new StringBuilder("# What officers corrected\n");
        var reader = new Reader(served.Lexicon);
        foreach (var (row, said) in await ReviewedAsync(http, served, release).ConfigureAwait(false))
        {
            var facts = FactViews.Of(ReleaseEndpoints.Read(row), said);
            var changed = facts.Where(f => f.Verdict is Verdicts.Corrected or Verdicts.Rejected or Verdicts.Added).ToList();
            if (changed.Count == 0)
                continue;
            lines.Append(CultureInfo.InvariantCulture, $"\n## {row.Headline}\n\nContext: {facts.Select(f => f.Fact).OfType<Engagement>().Select(Context).FirstOrDefault() ?? "none"}\n");
            if (row.Day is { } day)
                lines.Append(CultureInfo.InvariantCulture, $"Released: {day:d MMMM yyyy}\n");
            lines.Append('\n');
            foreach (var sentence in reader.Read(row.Text).Sentences)
            {
                bool Within(FactView view) => !view.Fact.Evidence.IsEmpty && view.Fact.Evidence[0].Start >= sentence.Start && view.Fact.Evidence[0].Start < sentence.End;
                if (changed.Exists(Within))
                    lines.Append(SpecificationLine.Of(sentence.Text, [.. facts.Where(f => !f.IsOut && Within(f)).Select(f => f.Fact)])).Append('\n');
            }
        }
        return Results.Text(lines.ToString(), "text/markdown; charset=utf-8");
    }

    /// <summary>A sentence that sets the scene as the engagement does.</summary>
    private static string Context(Engagement engagement) => engagement.Evidence.IsEmpty ? "none" : engagement.Evidence[0].Exact.ReplaceLineEndings(" ");
}

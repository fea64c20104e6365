using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Chancery.Web.Pages;

/// <summary>Every page of the register, each with what it needs from it.</summary>
internal static class AllPages
{
    public static void Map(WebApplication app)
    {
        var pages = app.MapGroup("").ExcludeFromDescription();
        HomePages.Map(pages);
        SearchPages.Map(pages);
        ReleasePages.Map(pages);
        ReviewPages.Map(pages);
        PartyPages.Map(pages);
        PersonPages.Map(pages);
        EngagementPages.Map(pages);
        CommitmentPages.Map(pages);
        BriefPages.Map(pages);
        WritePages.Map(pages);
        NotesPages.Map(pages);
        DraftPages.Map(pages);
        JournalPages.Map(pages);
        ImportPages.Map(pages);
        DoorPages.Map(pages);
        AccountPages.Map(pages);
    }

    /// <summary>A page that shows a model.</summary>
    public static IResult Show<TPage>(object model, int status = StatusCodes.Status200OK)
        where TPage : IComponent => new RazorComponentResult<TPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { ["Model"] = model }) { StatusCode = status };

    /// <summary>A path of our own; anything else leads home.</summary>
    public static string Local(string? path) => path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "/";

    /// <summary>After something was done: another page is asked for, so that loading anew does it not again.</summary>
    public static IResult Then(string path) => new SeeOther(Local(path));

    private sealed record SeeOther(string Path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            var address = new Uri(new Uri("http://localhost"), Path);
            httpContext.Response.Headers.Location = address.PathAndQuery + address.Fragment;
            return Task.CompletedTask;
        }
    }
}

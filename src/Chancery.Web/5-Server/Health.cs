using Chancery.Registers.Store;
using Chancery.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Web.Server;

/// <summary>Whether the server runs (/healthz), and whether it can serve (/readyz): its register answers.</summary>
internal static class Health
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/healthz", () => Results.Text("ok")).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/readyz", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(HttpContext http, Served served)
    {
        try
        {
            await served.Store.AskAsync(context => context.Set<SequenceRow>().AsNoTracking().SingleAsync(http.RequestAborted)).ConfigureAwait(false);
            return Results.Text("ready");
        }
        catch (Exception failure) when (RegisterStore.IsFault(failure))
        {
            return Results.Text("the register does not answer", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}

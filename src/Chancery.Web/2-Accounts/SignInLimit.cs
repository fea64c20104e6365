using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Web.Accounts;

/// <summary>How often one address may try to get in.</summary>
internal static class SignInLimit
{
    public const string Policy = "sign-ins";

    /// <summary>In a minute, at each door.</summary>
    public const int Most = 10;

    public static void Set(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Policy, http => RateLimitPartition.GetFixedWindowLimiter($"{http.Request.Path} {http.Connection.RemoteIpAddress}", _ => new FixedWindowRateLimiterOptions { PermitLimit = Most, Window = TimeSpan.FromMinutes(1) }));
        options.OnRejected = (context, _) =>
        {
            context.HttpContext.RequestServices.GetRequiredService<Refusals>().Note(context.HttpContext, "slowed", $"more than {Most} in a minute at {context.HttpContext.Request.Path}");
            context.HttpContext.Response.Headers.RetryAfter = "60";
            return ValueTask.CompletedTask;
        };
    }
}

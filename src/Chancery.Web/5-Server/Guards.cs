using Chancery.Web.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace Chancery.Web.Server;

/// <summary>What stands before every page: headers that bind the browser, and what refuses requests that no page of ours makes.</summary>
internal static class Guards
{
    /// <summary>Where a browser tells what the content security policy kept from running.</summary>
    public const string Reports = "/reports/csp";

    /// <summary>No script, style or picture but our own, no frame, no plugin (CSP Level 3).</summary>
    private static string Policy(string? signInBy) => $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'{(signInBy is null ? "" : " " + signInBy)}; base-uri 'none'; frame-ancestors 'none'; report-uri {Reports}";

    /// <summary>The reference of the interface brings a script of its own, which puts styles and pictures into the page.</summary>
    private const string ReferencePolicy = "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    public static Func<HttpContext, RequestDelegate, Task> Headers(OidcSettings oidc)
    {
        var policy = Policy(oidc.IsSet && Uri.TryCreate(oidc.Authority, UriKind.Absolute, out var authority) ? authority.GetLeftPart(UriPartial.Authority) : null);
        return (http, next) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = http.Request.Path.StartsWithSegments("/reference", StringComparison.OrdinalIgnoreCase) ? ReferencePolicy : policy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "same-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
            if (http.Request.IsHttps)
                headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            http.Response.OnStarting(() =>
            {
                // What one account saw is not kept for the next at the same desk.
                if (StringValues.IsNullOrEmpty(headers.CacheControl))
                    headers.CacheControl = http.User.Identity?.IsAuthenticated == true ? "no-store" : "no-cache";
                return Task.CompletedTask;
            });
            return next(http);
        };
    }

    /// <summary>Lets through what changes nothing, what bears a token of the interface, and what a page of ours sent: of this origin, with its secret.</summary>
    public static async Task CrossSiteAsync(HttpContext http, RequestDelegate next)
    {
        var request = http.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || request.Path == Reports || http.User.Identity?.AuthenticationType == Tokens.SchemeName)
        {
            await next(http).ConfigureAwait(false);
            return;
        }
        var refusals = http.RequestServices.GetRequiredService<Refusals>();
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        if (site is not ("" or "same-origin" or "none") || origin.Length > 0 && origin != $"{request.Scheme}://{request.Host}")
        {
            await RefuseAsync("the request came from another site", $"{request.Method} {request.Path} from {(origin.Length > 0 ? origin : site)}").ConfigureAwait(false);
            return;
        }
        string? fault = null;
        try
        {
            if (!await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http).ConfigureAwait(false))
                fault = "the page that sent this is too old, or is none of ours; go back, load it again, and send it again";
        }
        catch (Exception failure) when (failure is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } or AntiforgeryValidationException)
        {
            fault = "the form is malformed";
        }
        if (fault is not null)
        {
            await RefuseAsync(fault, $"{request.Method} {request.Path} without the page's secret").ConfigureAwait(false);
            return;
        }
        await next(http).ConfigureAwait(false);

        async Task RefuseAsync(string reason, string details)
        {
            refusals.Note(http, "refused cross-site request", details);
            http.Items[Noted] = true;
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            http.Items[Reason] = reason;
            if (request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
                await Results.Problem(reason, statusCode: StatusCodes.Status400BadRequest).ExecuteAsync(http).ConfigureAwait(false);
        }
    }

    /// <summary>Why a request was refused, for the page that says so.</summary>
    public const string Reason = "reason";

    private const string Noted = "noted";

    /// <summary>Notes what was refused, whoever refused it.</summary>
    public static async Task WatchAsync(HttpContext http, RequestDelegate next)
    {
        var refusals = http.RequestServices.GetRequiredService<Refusals>();
        if (http.User.Identity?.IsAuthenticated != true && http.Request.Cookies.ContainsKey(AccountServices.CookieName))
        {
            refusals.Note(http, "refused session", $"{http.Request.Method} {http.Request.Path} by a session that is over or never was");
            http.Response.Cookies.Delete(AccountServices.CookieName);
        }
        else if (http.User.Identity?.IsAuthenticated != true && http.Request.Headers.Authorization.Count > 0)
            refusals.Note(http, "refused token", $"{http.Request.Method} {http.Request.Path} by a token that is unknown, revoked or over");
        try
        {
            await next(http).ConfigureAwait(false);
        }
        catch (BadHttpRequestException bad)
        {
            refusals.Note(http, "refused request", $"{http.Request.Method} {http.Request.Path}: {bad.StatusCode}");
            throw;
        }
        if (http.Response.StatusCode is StatusCodes.Status400BadRequest or StatusCodes.Status403Forbidden or StatusCodes.Status413PayloadTooLarge or StatusCodes.Status415UnsupportedMediaType && !http.Items.ContainsKey(Noted))
            refusals.Note(http, "refused request", $"{http.Request.Method} {http.Request.Path}: {http.Response.StatusCode}");
    }

    /// <summary>What a browser tells of the policy.</summary>
    public static async Task<IResult> ReportAsync(HttpContext http, Refusals refusals)
    {
        var buffer = new char[2000];
        using var reader = new StreamReader(http.Request.Body);
        var length = await reader.ReadBlockAsync(buffer, http.RequestAborted).ConfigureAwait(false);
        refusals.Note(http, "kept from running", new string(buffer, 0, length).ReplaceLineEndings(" "));
        return Results.NoContent();
    }
}

/// <summary>Notes requests that are no HTTP, which reach no page at all: the server tells of them in its log alone.</summary>
internal sealed class MalformedRequests(IServiceProvider services) : ILoggerProvider, ILogger
{
    /// <summary>Who notes them logs too, and so is asked for when there is something to be noted.</summary>
    private readonly Lazy<Refusals?> refusals = new(services.GetService<Refusals>);

    public ILogger CreateLogger(string categoryName) => categoryName == "Microsoft.AspNetCore.Server.Kestrel.BadRequests" ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Told(exception?.Message ?? formatter(state, exception));

    private void Told(string reason)
    {
        try
        {
            refusals.Value?.Note("refused malformed request", reason);
        }
        catch (ObjectDisposedException)
        {
            // The server is ending.
        }
    }

    public void Dispose()
    {
    }
}

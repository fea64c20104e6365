using System.Net;
using System.Text;
using System.Threading.RateLimiting;
using Chancery.Issuing.Lists;
using Chancery.Issuing.Verification;
using Chancery.Sources;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging;

namespace Chancery.Web.Counter;

/// <summary>
/// What faces the public: the published site, its verification for programs, and the mailing lists. It reads the site's files and its own file of subscribers, and knows of no register.
/// </summary>
internal static class CounterServer
{
    private const string Asking = "asking";

    private const string Verifying = "verifying";

    /// <summary>The largest file that is looked at.</summary>
    private const int Most = 16 << 20;

    /// <summary>Makes a counter; it listens once it is started.</summary>
    /// <param name="settings">How it runs.</param>
    /// <param name="open">Opens a file that is to be looked at, by whatever programs there are.</param>
    /// <param name="time">The clock.</param>
    public static WebApplication Make(CounterSettings settings, Func<string, byte[], Task<SourceDocument?>> open, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["AllowedHosts"] = "*";
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(o => (o.AddServerHeader, o.Limits.MaxRequestBodySize, o.Limits.RequestHeadersTimeout) = (false, Most + (64 << 10), TimeSpan.FromSeconds(15)));
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddProblemDetails();
        builder.Services.AddRateLimiter(o =>
        {
            o.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            o.AddPolicy(Asking, http => RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 10, Window = TimeSpan.FromMinutes(10) }));
            o.AddPolicy(Verifying, http => RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) }));
        });
        if (settings.BehindProxy)
            builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        MailingList? list = null;
        if (settings.Lists.Length > 0)
        {
            list = new MailingList(settings.Lists, time);
            var mailing = settings.Mail with { Address = settings.Address.TrimEnd('/') + "/" };
            builder.Services.AddHostedService(s => new MailKeeper(list, new Mailer(list, () => PublicSite.InFolder(settings.Site), mailing, time), s.GetRequiredService<ILogger<MailKeeper>>()));
        }
        var app = builder.Build();
        if (settings.BehindProxy)
            app.UseForwardedHeaders();
        app.UseExceptionHandler();
        app.Use((http, next) =>
        {
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
            (headers.XContentTypeOptions, headers["Referrer-Policy"]) = ("nosniff", "no-referrer");
            return next(http);
        });
        var files = new PhysicalFileProvider(Path.GetFullPath(settings.Site));
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, ServeUnknownFileTypes = true, DefaultContentType = "application/octet-stream" });
        app.UseRouting();
        app.UseRateLimiter();
        app.MapGet("/api/verify", () => Results.NoContent());
        app.MapPost("/api/verify", async Task<IResult> (HttpContext http, CancellationToken stop) => await VerifyAsync(http, settings, open).ConfigureAwait(false)).RequireRateLimiting(Verifying).DisableAntiforgery();
        if (list is not null)
            MapLists(app, list);
        app.MapFallback(async (HttpContext http) =>
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            http.Response.ContentType = "text/html; charset=utf-8";
            if (File.Exists(Path.Combine(settings.Site, "404.html")))
                await http.Response.Body.WriteAsync(await File.ReadAllBytesAsync(Path.Combine(settings.Site, "404.html"), http.RequestAborted).ConfigureAwait(false), http.RequestAborted).ConfigureAwait(false);
        });
        return app;
    }

    private static async Task<IResult> VerifyAsync(HttpContext http, CounterSettings settings, Func<string, byte[], Task<SourceDocument?>> open)
    {
        var (name, signature) = ("file", (string?)null);
        using var stream = new MemoryStream();
        if (http.Request.HasFormContentType)
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
            if (form.Files.Count != 1)
                return Results.Problem("One file is looked at at a time.", statusCode: StatusCodes.Status400BadRequest);
            name = Path.GetFileName(form.Files[0].FileName);
            signature = form["signature"] is [{ Length: > 0 } jws] ? jws : null;
            await form.Files[0].CopyToAsync(stream, http.RequestAborted).ConfigureAwait(false);
        }
        else
            await http.Request.Body.CopyToAsync(stream, http.RequestAborted).ConfigureAwait(false);
        var bytes = stream.ToArray();
        if (bytes.Length is 0 or > Most)
            return Results.Problem(bytes.Length == 0 ? "There is nothing in it." : "It is too large.", statusCode: StatusCodes.Status400BadRequest);
        var verdict = await new Verifier(PublicSite.InFolder(settings.Site)).VerifyAsync(Exhibits.Of(bytes, await open(name, bytes).ConfigureAwait(false), signature)).ConfigureAwait(false);
        return Results.Text(Exhibits.Json(name, verdict).ToJsonString(), "application/json", Encoding.UTF8);
    }

    private static void MapLists(WebApplication app, MailingList list)
    {
        app.MapGet("/subscribe", () => Page("Press releases by mail", "<form method=\"post\" action=\"/subscribe\"><p><label>Your address <input name=\"address\" type=\"email\" required autocomplete=\"email\"></label></p><p><label>Only of these states and organisations (codes, as JPN, ASEAN; nothing for all) <input name=\"parties\"></label></p><p><label>Only of these topics (words; nothing for all) <input name=\"topics\"></label></p><p><button>Ask for mails</button></p></form><p>You are written to once, to confirm. Every mail says how to leave.</p>"));
        app.MapPost("/subscribe", async (HttpContext http) =>
        {
            var form = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
            static string[] Words(string text) => text.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            var fault = await list.AskAsync(form["address"].ToString(), Words(form["parties"].ToString()), Words(form["topics"].ToString()), http.RequestAborted).ConfigureAwait(false);
            return Page("Press releases by mail", fault is null ? "<p>Look into your mailbox: there is a mail with a link to confirm.</p>" : $"<p>{WebUtility.HtmlEncode(fault)}.</p><p><a href=\"/subscribe\">Back</a></p>", fault is null ? 200 : 400);
        }).RequireRateLimiting(Asking).DisableAntiforgery();
        // A link is followed by programs that look into mails; what it does waits for a button.
        app.MapGet("/confirm/{token}", (string token) => Page("Confirm", $"<form method=\"post\" action=\"/confirm/{WebUtility.HtmlEncode(token)}\"><p><button>Yes, send me mails</button></p></form>"));
        app.MapPost("/confirm/{token}", async (string token, CancellationToken stop) => await list.ConfirmAsync(token, stop).ConfigureAwait(false) ? Page("Confirmed", "<p>You will get mails from now on.</p>") : Page("Confirm", "<p>This link is of no use any more.</p>", 404)).DisableAntiforgery();
        app.MapGet("/leave/{token}", (string token) => Page("Leave", $"<form method=\"post\" action=\"/leave/{WebUtility.HtmlEncode(token)}\"><p><button>Send me no more mails</button></p></form>"));
        // One click of a mail program (RFC 8058) comes here without a page before.
        app.MapPost("/leave/{token}", async (string token, CancellationToken stop) => await list.LeaveAsync(token, stop).ConfigureAwait(false) ? Page("You have left", "<p>You will get no more mails.</p>") : Page("Leave", "<p>This link is of no use any more.</p>", 404)).DisableAntiforgery();
    }

    private static IResult Page(string title, string content, int status = 200) => Results.Text($"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title><link rel=\"stylesheet\" href=\"/site.css\"></head><body><header><div class=\"wide\"><a class=\"house\" href=\"/\">Press releases</a></div></header><main class=\"wide\"><h1>{title}</h1>{content}</main></body></html>\n", "text/html", Encoding.UTF8, status);
}

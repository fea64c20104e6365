using System.Globalization;
using Chancery.Issuing.Issue;
using Chancery.Issuing.Seals;
using Chancery.Issuing.Sites;
using Chancery.Registers.Journals;
using Chancery.Registers.Store;
using Chancery.Web.Accounts;
using Chancery.Web.Api;
using Chancery.Web.Front;
using Chancery.Web.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Scalar.AspNetCore;

namespace Chancery.Web.Server;

/// <summary>The register in the browser and for programs.</summary>
internal static partial class RegisterServer
{
    /// <summary>Makes a server and brings its accounts up to date; it listens once it is started.</summary>
    /// <exception cref="IOException">The register could not be kept as it was before its accounts are brought up to date; nothing was changed.</exception>
    public static async Task<WebApplication> MakeAsync(Served served, ServerSettings settings, CancellationToken stop = default)
    {
        var app = Make(served, settings);
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RegisterServer).FullName!);
        var fault = await AccountServices.MigrateAsync(app.Services, (store, last) => Backup.BeforeUpgradeAsync(store, last, Directory.GetCurrentDirectory(), said => LogUpgrade(log, said), stop), stop).ConfigureAwait(false);
        return fault is null ? app : throw new IOException($"{served.Store.Name}: {fault}");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Said}")]
    private static partial void LogUpgrade(ILogger log, string said);

    private static WebApplication Make(Served served, ServerSettings settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["AllowedHosts"] = string.Join(';', settings.Addresses.Select(a => a.Host).Concat(settings.Hosts.Split(';')).Append("localhost").Append("127.0.0.1").Append("[::1]").Where(h => h.Length > 0 && h != "0.0.0.0").Distinct(StringComparer.OrdinalIgnoreCase));
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = (long)settings.MostMegabytes << 20;
            o.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            o.Limits.MaxRequestHeadersTotalSize = 16 << 10;
        });
        Log(builder, settings);
        Observe(builder, settings);
        builder.Services.AddSingleton(served);
        var sealer = new Sealer(settings.KeysFolder(served.Store.Setting, !served.Store.IsPostgres), settings.KeyPassword, settings.SiteAddress, settings.Time);
        builder.Services.AddSingleton(sealer);
        builder.Services.AddSingleton(s => new Issuer(served.Store, served.Lexicon, served.Importer, settings.Time, sealer));
        builder.Services.AddSingleton(s => new Schedule(served.Store, s.GetRequiredService<Issuer>(), new SteadyClock(settings.Time), Schedule.ThisBoot()));
        builder.Services.AddHostedService<IssueClock>();
        if (settings.Site.Length > 0)
            builder.Services.AddHostedService(s => new SiteKeeper(new Publisher(served.Store, served.Lexicon, sealer, settings.Time), settings, served.Store, s.GetRequiredService<ILogger<SiteKeeper>>()));
        AccountServices.Add(builder.Services, served.Store, settings.Oidc, settings.Open);
        builder.Services.AddSingleton<ILoggerProvider, MalformedRequests>();
        builder.Services.AddAntiforgery(o => (o.FormFieldName, o.HeaderName, o.Cookie.Name, o.Cookie.SameSite, o.SuppressXFrameOptionsHeader) = ("csrf", "X-CSRF", "chancery-form", SameSiteMode.Strict, true));
        builder.Services.AddSingleton<IStringLocalizer<Words>, Translations>();
        builder.Services.AddRazorComponents();
        builder.Services.AddRateLimiter(SignInLimit.Set);
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(o => RegisterJson.Set(o.SerializerOptions));
        if (settings.BehindProxy)
            builder.Services.Configure<ForwardedHeadersOptions>(o => o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);
        builder.Services.AddOpenApi("v1", o =>
        {
            o.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_0;
            o.ShouldInclude = description => description.RelativePath is { } path && (path.StartsWith("api/", StringComparison.Ordinal) || path.StartsWith("feeds/", StringComparison.Ordinal));
            o.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "Chancery register";
                document.Info.Version = "1";
                document.Info.Description = "Releases, engagements, people and promises, each with the words that say it. What changes something needs a token of an officer's (Authorization: Bearer …).";
                document.Servers = [];
                return Task.CompletedTask;
            });
        });
        var app = builder.Build();
        if (settings.BehindProxy)
            app.UseForwardedHeaders();
        app.Use(Guards.Headers(settings.Oidc));
        // A database that is away or only to be read from is no fault of the server's own.
        app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = failure => failure is BadHttpRequestException bad ? bad.StatusCode : RegisterStore.IsFault(failure) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError, ExceptionHandler = TellAsync });
        app.UseRequestLocalization(Languages());
        app.UseStatusCodePages(context => TellAsync(context.HttpContext));
        app.UseRouting();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.Use(Guards.WatchAsync);
        app.UseAuthorization();
        app.Use(Guards.CrossSiteAsync);
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || http.Request.Path.StartsWithSegments("/feeds", StringComparison.OrdinalIgnoreCase), branch => branch.Use(EntityTags.TagAsync));
        app.MapOpenApi().AllowAnonymous();
        app.MapScalarApiReference("/reference", o => o.WithTitle("Chancery register")).AllowAnonymous();
        Health.Map(app);
        app.MapPost(Guards.Reports, Guards.ReportAsync).AllowAnonymous().RequireRateLimiting(SignInLimit.Policy);
        FrontFiles.Map(app);
        ReleaseEndpoints.Map(app);
        EngagementEndpoints.Map(app);
        PeopleEndpoints.Map(app);
        CommitmentEndpoints.Map(app);
        ProposalEndpoints.Map(app);
        BriefEndpoints.Map(app);
        JournalEndpoints.Map(app);
        Feeds.Map(app);
        AllPages.Map(app);
        return app;
    }

    private static void Log(WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.Logging.ClearProviders();
        if (settings.JsonLogs)
            builder.Logging.AddJsonConsole(o => (o.UseUtcTimestamp, o.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        else
            builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        builder.Logging.SetMinimumLevel(LogLevel.Warning)
            // What keeps the server from starting is told by the command, in a line.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
            // Its keys lie in the register, whose file is the operator's to guard; the handbook says so.
            .AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error)
            // What fails is thrown, and told by whoever asked; asking for tables that are not there yet is no failure.
            .AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None)
            .AddFilter<MalformedRequests>("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Debug);
    }

    private static void Observe(WebApplicationBuilder builder, ServerSettings settings)
    {
        if (!Uri.TryCreate(settings.Telemetry, UriKind.Absolute, out var sink))
            return;
        builder.Services.AddOpenTelemetry().ConfigureResource(r => r.AddService("chancery"))
            .WithTracing(t => t.AddAspNetCoreInstrumentation().AddOtlpExporter(o => o.Endpoint = sink))
            .WithMetrics(m => m.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddOtlpExporter(o => o.Endpoint = sink));
    }

    private static RequestLocalizationOptions Languages()
    {
        var languages = Words.Languages.Select(l => new CultureInfo(l.Code)).ToList();
        // Numbers and days are written as the register has them; words alone turn.
        var options = new RequestLocalizationOptions { SupportedCultures = [CultureInfo.InvariantCulture], SupportedUICultures = languages };
        options.DefaultRequestCulture = new Microsoft.AspNetCore.Localization.RequestCulture(CultureInfo.InvariantCulture, languages[0]);
        options.RequestCultureProviders = [new Microsoft.AspNetCore.Localization.CookieRequestCultureProvider { CookieName = "chancery-language" }, new Microsoft.AspNetCore.Localization.CustomRequestCultureProvider(Asked)];
        return options;
    }

    /// <summary>The first language that the browser asks for and that there is. Without the data of cultures "fr-CA" has no parent, so its first letters are taken.</summary>
    private static Task<Microsoft.AspNetCore.Localization.ProviderCultureResult?> Asked(HttpContext http)
    {
        var wanted = http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(l => Words.Languages.Any(w => w.Code == l));
        return Task.FromResult(wanted is null ? null : new Microsoft.AspNetCore.Localization.ProviderCultureResult("", wanted));
    }

    /// <summary>Says what went wrong: to programs by RFC 9457, to people by a page.</summary>
    private static Task TellAsync(HttpContext http)
    {
        var status = http.Response.StatusCode;
        if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || http.Request.Path.StartsWithSegments("/feeds", StringComparison.OrdinalIgnoreCase) || !http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return Results.Problem(statusCode: status).ExecuteAsync(http);
        return new RazorComponentResult<ErrorPage>(new Dictionary<string, object?>(StringComparer.Ordinal) { [nameof(ErrorPage.Status)] = status, [nameof(ErrorPage.Reason)] = http.Items[Guards.Reason] as string }) { StatusCode = status }.ExecuteAsync(http);
    }
}

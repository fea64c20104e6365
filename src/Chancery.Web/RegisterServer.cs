using Chancery.Lexicons;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Import;
using Chancery.Registers.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Scalar.AspNetCore;

namespace Chancery.Web;

/// <summary>What a server serves.</summary>
/// <param name="Store">The register.</param>
/// <param name="Lexicon">Names and forms of address.</param>
/// <param name="Importer">Takes in what is posted.</param>
/// <param name="Who">In whose name decisions are written down where the request names nobody.</param>
internal sealed record Served(RegisterStore Store, Lexicon Lexicon, Func<byte[], string, Importer> Importer, string Who)
{
    /// <summary>The officer in whose name a request decides.</summary>
    public Officer Officer(string? named) => new(Store, Lexicon, named ?? Who);
}

/// <summary>The register over HTTP, on the loopback address alone.</summary>
internal static class RegisterServer
{
    /// <summary>Makes a server; it listens once it is started.</summary>
    /// <param name="served">What it serves.</param>
    /// <param name="port">The port; 0 for one that is free.</param>
    public static WebApplication Make(Served served, int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["AllowedHosts"] = "localhost;127.0.0.1;[::1]";
        builder.WebHost.ConfigureKestrel(o =>
        {
            ListenOnLoopback(o, port);
            o.Limits.MaxRequestBodySize = MostBytes;
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true).SetMinimumLevel(LogLevel.Warning)
            // What keeps the server from starting is told by the command, in a line.
            .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddSingleton(served);
        builder.Services.AddProblemDetails();
        builder.Services.ConfigureHttpJsonOptions(o => RegisterJson.Set(o.SerializerOptions));
        builder.Services.AddOpenApi("v1", o =>
        {
            o.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_0;
            o.AddDocumentTransformer((document, _, _) =>
            {
                document.Info.Title = "Chancery register";
                document.Info.Version = "1";
                document.Info.Description = "Releases, engagements, people and promises, each with the words that say it.";
                document.Servers = [];
                return Task.CompletedTask;
            });
        });
        var app = builder.Build();
        // A database that is away or only to be read from is no fault of the server's own.
        app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = failure => RegisterStore.IsFault(failure) ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError });
        app.UseStatusCodePages();
        app.Use(EntityTags.TagAsync);
        app.MapOpenApi();
        app.MapScalarApiReference("/reference", o => o.WithTitle("Chancery register"));
        app.MapGet("/", () => Results.Redirect("/reference")).ExcludeFromDescription();
        app.MapGet("/healthz", () => Results.Text("ok")).ExcludeFromDescription();
        ReleaseEndpoints.Map(app);
        EngagementEndpoints.Map(app);
        PeopleEndpoints.Map(app);
        CommitmentEndpoints.Map(app);
        ProposalEndpoints.Map(app);
        BriefEndpoints.Map(app);
        JournalEndpoints.Map(app);
        Feeds.Map(app);
        return app;
    }

    /// <summary>The largest file that may be posted, in bytes.</summary>
    private const long MostBytes = 64L << 20;

    private static void ListenOnLoopback(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions options, int port)
    {
        // A port of the system's choosing can be had on one address only.
        if (port == 0)
            options.Listen(System.Net.IPAddress.Loopback, 0);
        else
            options.ListenLocalhost(port);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Chancery.Tests.Web;

/// <summary>The server as a process of its own, as whoever runs it has it.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("serve").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Where the build leaves it: beside the tests stand other versions of some of its parts.</summary>
    internal static readonly string Command = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Chancery.Command/bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0/Chancery.Command.dll"));

    private Process Run(params string[] arguments) =>
        Process.Start(new ProcessStartInfo("dotnet", [Command, .. arguments]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, Environment = { ["CHANCERY_REGISTER"] = "" } })!;

    private static async Task<string> LineAsync(Process process, string with)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Contains(with, StringComparison.Ordinal))
                return line;
        }
        return $"(ended: {await process.StandardError.ReadToEndAsync(patience.Token)})";
    }

    internal static string Hidden(string page, string name) => Regex.Match(page, $"name=\"{name}\" value=\"(?<value>[^\"]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["value"].Value;

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    [Xunit.Fact]
    public async Task The_first_start_tells_the_story_the_second_keeps_it_and_the_first_administrators_link_works_once()
    {
        var address = $"http://localhost:{ServedRegister.FreePort()}";
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(address) };
        using (var first = Run("serve", "--urls", address))
        {
            Assert.Contains("31 releases", await LineAsync(first, "is new"), StringComparison.Ordinal);
            var link = Regex.Match(await LineAsync(first, "/first?code="), "http://[^ ]+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
            Assert.Contains("Cambodia", await client.GetStringAsync("/"), StringComparison.Ordinal);
            Assert.Equal("ready", await client.GetStringAsync("/readyz"));
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/first?code=guessed")).StatusCode);
            var page = await client.GetStringAsync(link);
            using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["csrf"] = Hidden(page, "csrf"), ["code"] = Hidden(page, "code"), ["name"] = "Ada", ["password"] = ServedRegister.Password });
            Assert.Equal(HttpStatusCode.SeeOther, (await client.PostAsync("/first", form)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(link)).StatusCode);
            Assert.Equal(0, Kill(first.Id, 15));
            await first.WaitForExitAsync();
            Assert.Equal(0, first.ExitCode);
        }
        // The settings of the folder are taken; what was there is kept; a token is made beside the server.
        var other = $"http://localhost:{ServedRegister.FreePort()}";
        await File.WriteAllTextAsync(Path.Combine(folder, "chancery.json"), $$"""{"urls":"{{other}}","jsonLogs":true}""");
        using var second = Run("serve");
        Assert.Contains(other, await LineAsync(second, "is served at"), StringComparison.Ordinal);
        using var program = new HttpClient { BaseAddress = new Uri(other) };
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/releases")).StatusCode);
        using (var token = Run("token", "robot", "--role", "officer"))
            program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (await token.StandardOutput.ReadToEndAsync()).Trim());
        Assert.Equal(31, JsonNode.Parse(await program.GetStringAsync("/api/releases?take=100"))!["hits"]!.AsArray().Count);
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "chy_wrong");
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/releases")).StatusCode);
        var log = JsonNode.Parse(await LineAsync(second, "refused token"))!;
        Assert.Equal("Warning", (string?)log["LogLevel"]);
        Assert.Equal(0, Kill(second.Id, 15));
        await second.WaitForExitAsync();
        Assert.Equal(0, second.ExitCode);
    }

    [Theory]
    [InlineData("--urls nonsense", "is no list of addresses")]
    [InlineData("--urls http://0.0.0.0:1 --open", "loopback addresses alone")]
    [InlineData("--register /no/such/folder/r.db", "does not exist")]
    public async Task What_cannot_be_run_is_told_in_a_line(string arguments, string expected)
    {
        using var run = Run(["serve", .. arguments.Split(' ')]);
        var said = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, said, StringComparison.Ordinal);
        Assert.Single(said.Trim().Split('\n'));
    }

    [Xunit.Fact]
    public async Task Settings_that_are_no_JSON_are_told_with_the_name_of_the_file()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "chancery.json"), "{ urls: ");
        using var run = Run("serve");
        var said = await run.StandardError.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("chancery.json", said, StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public async Task Traces_and_measures_go_to_where_the_settings_say()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var port = ServedRegister.FreePort();
        builder.WebHost.ConfigureKestrel(o => o.ListenLocalhost(port, l => l.Protocols = HttpProtocols.Http2));
        await using var sink = builder.Build();
        var seen = new ConcurrentBag<string>();
        sink.Run(async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            seen.Add(http.Request.Path);
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(new byte[5]);
            http.Response.AppendTrailer("grpc-status", "0");
        });
        await sink.StartAsync();
        await using (var served = await ServedRegister.StartAsync(samples: false, set: s => s.Telemetry = $"http://localhost:{port}"))
        {
            using var client = served.Client();
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/")).StatusCode);
            // Traces go out every few seconds; at the end there is little time for them.
            for (var wait = 0; wait < 150 && !seen.Any(p => p.EndsWith("TraceService/Export", StringComparison.Ordinal)); wait++)
                await Task.Delay(200);
        }
        Assert.Contains(seen, p => p.EndsWith("TraceService/Export", StringComparison.Ordinal));
        Assert.Contains(seen, p => p.EndsWith("MetricsService/Export", StringComparison.Ordinal));
    }
}

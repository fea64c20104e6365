using System.Net;
using System.Text;
using System.Xml.Linq;
using Chancery.Sources;
using Chancery.Tests.Api.Client;
using Chancery.Tests.Web;
using Chancery.Web.Accounts;
using NSwag;
using NSwag.CodeGeneration.CSharp;
using Xunit;
using Decision = Chancery.Tests.Api.Client.Decision;
using JsonNode = System.Text.Json.Nodes.JsonNode;
using CommitmentChange = Chancery.Tests.Api.Client.CommitmentChange;

namespace Chancery.Tests.Api;

/// <summary>The register over HTTP, by a client that is generated from its OpenAPI document, in SQLite and in PostgreSQL.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private ServedRegister? served;
    private HttpClient http = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        if (served is not null)
            await served.DisposeAsync();
    }

    public static TheoryData<string> Databases() => ["SQLite", "PostgreSQL"];

    private async Task<RegisterClient> ServeAsync(string database, bool withSamples = true)
    {
        served = await ServedRegister.StartAsync(database == "PostgreSQL", withSamples);
        http = await served.ProgramAsync("Officer", Roles.Officer);
        return new RegisterClient(http.BaseAddress!.ToString(), http);
    }

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task The_story_through_the_interface(string database)
    {
        var client = await ServeAsync(database);
        var before = await client.ListCommitmentsAsync("JPN", null, null, Day(2022, 8, 5), null, null, null, null, null, null);
        Assert.Equal(5, before.Items.Count(i => i.Release.Headline == "Cambodian and Japanese Foreign Ministers Meet in Phnom Penh" && i.State == "open"));
        var january = await client.ListCommitmentsAsync("JPN", null, null, Day(2023, 1, 15), null, "overdue", null, null, null, null);
        Assert.Equal("visit", Assert.Single(january.Items).Kind);
        var today = await client.ListCommitmentsAsync("JPN", "KHM", null, Day(2026, 1, 1), true, "kept", null, null, null, null);
        var visit = today.Items.Single(i => i.Kind == "visit");
        Assert.Equal((21, "Working Visit of the Deputy Prime Minister to Japan", false), (visit.DaysLate, visit.ShownBy.Headline, visit.Confirmed));

        var proposal = Assert.Single(await client.ListProposalsAsync("kept", "open", visit.Id, null, null));
        await client.DecideProposalAsync(proposal.Id, new Decision { Value = "accepted" });
        Assert.True((await client.GetCommitmentAsync(visit.Id)).Confirmed);
        var changed = await client.ChangeCommitmentAsync(visit.Id, new CommitmentChange { Officer = "Mr. Desk", Note = "thank the protocol" });
        Assert.Equal(("Mr. Desk", "thank the protocol"), (changed.Officer, changed.Note));
        var journal = (await client.ListJournalAsync(null, null)).ToList();
        Assert.Equal(["note", "assign", "accepted proposal"], journal.Take(3).Select(j => j.What));
        Assert.All(journal.Take(3), j => Assert.Equal("Officer", j.Who));
        Assert.Null((await client.VerifyJournalAsync()).Fault);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_file_that_is_posted_is_read_and_found(string database)
    {
        var client = await ServeAsync(database, withSamples: false);
        const string Text = "Ministry of Foreign Affairs of Chile\n\nMinisters Meet in Santiago\n\nSantiago, 4 March 2024\n\nMinister of Foreign Affairs of Chile Ana Rojas met with Foreign Minister of Peru Luis Vega in Santiago on 4 March 2024. Minister Rojas thanked Peru for its help.\n";
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(Text));
        content.Headers.ContentType = new("application/octet-stream");
        content.Headers.Add("X-Source-Name", "a.txt");
        var response = await http.PostAsync("/api/releases", content);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var found = await client.SearchReleasesAsync("thanked", null, null, null, null, null, null, null, null, null, false);
        var hit = Assert.Single(found.Hits);
        Assert.Equal("Ministers Meet in Santiago", hit.Headline);
        Assert.Equal(Text, await http.GetStringAsync($"/api/releases/{hit.Id}/text"));

        var record = JsonNode.Parse(await http.GetStringAsync($"/api/releases/{hit.Id}"))!;
        Assert.Equal("a.txt", (string?)record["sources"]![0]!["name"]);
        Assert.Equal(Text, await http.GetStringAsync($"/api/sources/{record["sources"]![0]!["id"]}"));

        var annotations = JsonNode.Parse(await http.GetStringAsync($"/api/releases/{hit.Id}/annotations"))!;
        Assert.Equal("http://www.w3.org/ns/anno.jsonld", (string?)annotations["@context"]);
        foreach (var selector in annotations["items"]!.AsArray().SelectMany(i => i!["target"]!.AsArray()).Select(t => t!["selector"]!))
            Assert.Equal((string?)selector[0]!["exact"], Text[(int)selector[1]!["start"]!..(int)selector[1]!["end"]!]);

        using var linked = new HttpRequestMessage(HttpMethod.Get, $"/api/releases/{hit.Id}");
        linked.Headers.Add("Accept", "application/ld+json");
        var data = JsonNode.Parse(await (await http.SendAsync(linked)).Content.ReadAsStringAsync())!;
        Assert.Equal(("NewsArticle", "2024-03-04"), ((string?)data["@type"], (string?)data["datePublished"]));
        Assert.Equal("Ana Rojas", (string?)data["about"]![0]!["attendee"]![0]!["name"]);

        var people = await client.FindPeopleAsync("rojas", null);
        Assert.Equal(("Ana Rojas", "CHL", "Minister of Foreign Affairs"), (people.Single().Name, people.Single().Memberships.Single().Organization_id, people.Single().Memberships.Single().Role));
    }

    [Xunit.Fact]
    public async Task What_did_not_change_is_not_sent_again_and_faults_are_told_as_problems()
    {
        await ServeAsync("SQLite");
        var first = await http.GetAsync("/api/engagements?with=JPN&take=2");
        var tag = first.Headers.ETag!;
        Assert.Contains("rel=\"next\"", first.Headers.GetValues("Link").Single(), StringComparison.Ordinal);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/engagements?with=JPN&take=2");
        again.Headers.IfNoneMatch.Add(tag);
        Assert.Equal(HttpStatusCode.NotModified, (await http.SendAsync(again)).StatusCode);
        foreach (var (path, status) in new[] { ("/api/releases/1", 404), ("/api/people/1", 404), ("/api/commitments/999999", 404), ("/api/brief/XXX", 404), ("/api/brief/JPN?format=xls", 400), ("/api/commitments?asOf=never", 400), ("/nothing", 404) })
        {
            var response = await http.GetAsync(path);
            Assert.Equal((path, status, "application/problem+json"), (path, (int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        }
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/api/engagements");
        foreign.Headers.Host = "evil.example";
        Assert.Equal(HttpStatusCode.BadRequest, (await http.SendAsync(foreign)).StatusCode);
    }

    [Xunit.Fact]
    public async Task Feeds_calendar_briefs_and_the_reference_are_served()
    {
        await ServeAsync("SQLite");
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var engagements = XDocument.Parse(await http.GetStringAsync("/feeds/engagements.atom?with=JPN&for=KHM"));
        Assert.Equal(5, engagements.Root!.Elements(atom + "entry").Count());
        Assert.All(engagements.Root!.Elements(atom + "entry"), e => Assert.NotNull(e.Element(atom + "id")));
        var promises = XDocument.Parse(await http.GetStringAsync("/feeds/commitments.atom?with=JPN&state=kept"));
        Assert.Equal(5, promises.Root!.Elements(atom + "entry").Count());
        var calendar = Ical.Net.Calendar.Load(await http.GetStringAsync("/api/calendar.ics?with=JPN"))!;
        Assert.Contains(calendar.Events, e => e.Summary!.Contains("political consultations", StringComparison.Ordinal));
        var page = await http.GetStringAsync("/api/brief/JPN?for=KHM&date=2023-10-01&format=html");
        Assert.Contains("Brief for Cambodia: meeting with Japan", page, StringComparison.Ordinal);
        var document = await http.GetByteArrayAsync("/api/brief/JPN?for=KHM&date=2023-10-01&format=docx");
        Assert.Contains("Hayashi Yoshimasa", SourceFile.Open(document).Document!.Text, StringComparison.Ordinal);
        using var browser = new HttpClient();
        Assert.Contains("<html", await browser.GetStringAsync(new Uri(http.BaseAddress!, "/reference")), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>With CHANCERY_UPDATE set the client is written anew; otherwise it must be what the document yields.</summary>
    [Xunit.Fact]
    public async Task The_client_is_what_the_document_yields()
    {
        await ServeAsync("SQLite", withSamples: false);
        var document = await OpenApiDocument.FromJsonAsync(await http.GetStringAsync("/openapi/v1.json"));
        var generator = new CSharpClientGenerator(document, new CSharpClientGeneratorSettings
        {
            ClassName = "RegisterClient",
            UseBaseUrl = true,
            CSharpGeneratorSettings = { Namespace = "Chancery.Tests.Api.Client", JsonLibrary = NJsonSchema.CodeGeneration.CSharp.CSharpJsonLibrary.SystemTextJson, TypeAccessModifier = "internal" },
            ClientClassAccessModifier = "internal",
        });
        var made = generator.GenerateFile().ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("CHANCERY_UPDATE") is { Length: > 0 } path)
            await File.WriteAllTextAsync(path, made);
        Assert.Equal(Known(), made);
    }

    private static string Known()
    {
        using var reader = new StreamReader(typeof(ApiTests).Assembly.GetManifestResourceStream("RegisterClient.cs")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}

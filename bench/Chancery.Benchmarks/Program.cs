using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chancery;
using Chancery.Lexicons;

// The complete record beside the peers' bare tagging, a scan for 300 literals and a naive regular expression, on the same text in the same run.
if (args is ["--linear"])
    return Linear();
if (args is ["--pdf"])
{
    Console.Error.WriteLine("--pdf FILE…: no PDF files are named");
    return 2;
}
if (args is ["--pdf", .. var papers])
    return Pdf(papers);
if (args is ["--register", var setting, var releases])
    return await Chancery.Benchmarks.RegisterBenchmark.RunAsync(setting, int.Parse(releases, CultureInfo.InvariantCulture)).ConfigureAwait(false);
if (args is ["--queries", var asked])
    return await Chancery.Benchmarks.RegisterQueries.RunAsync(asked).ConfigureAwait(false);
if (args is ["--pages", var shown, var incoming])
    return await Chancery.Benchmarks.PagesBenchmark.RunAsync(shown, incoming).ConfigureAwait(false);
if (args is ["--site", var place, var many])
    return await Chancery.Benchmarks.SiteBenchmark.RunAsync(place, int.Parse(many, CultureInfo.InvariantCulture)).ConfigureAwait(false);
if (args is ["--releases", var number, var into])
{
    for (var i = 0; i < int.Parse(number, CultureInfo.InvariantCulture); i++)
    {
        var path = Path.Combine(into, $"{i / 1000:D4}", $"{i:D7}.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Chancery.Benchmarks.MadeReleases.Text(i, int.Parse(number, CultureInfo.InvariantCulture)));
    }
    return 0;
}
if (args is ["--archive", var count, var folder])
    return MakeArchive(int.Parse(count, CultureInfo.InvariantCulture), folder);
var files = args.Length > 0 ? args : ["samples/2022-08-04-khm-jpn.md"];
var texts = files.Select(File.ReadAllText).ToArray();
long length = texts.Sum(t => (long)t.Length);
var literals = Lexicon.StandardFiles().Where(f => f.Name.StartsWith("acts/", StringComparison.Ordinal)).SelectMany(f => f.Text.Split('\n'))
    .Where(l => l.StartsWith('~') && l.All(c => char.IsLower(c) || c == '~')).Select(l => l[1..]).Distinct(StringComparer.Ordinal).Take(300).ToArray();

var reader = new Reader();
var chancery = Best(text => reader.Read(text), seconds: int.Parse(Environment.GetEnvironmentVariable("WARM") ?? "60", CultureInfo.InvariantCulture));
var values = SearchValues.Create(literals, StringComparison.OrdinalIgnoreCase);
var scan = Best(text => Count(text, values), seconds: 3);
var regex = new Regex(string.Join('|', literals.Select(Regex.Escape)), RegexOptions.Compiled | RegexOptions.CultureInvariant, TimeSpan.FromMinutes(1));
var naive = Best(text => regex.Count(text), seconds: 3);
Line("texts", $"{texts.Length}, {length / texts.Length:N0} characters each");
Line("Chancery, the complete record", $"{chancery / 1e6:F1} MB/s, {chancery / (length / (double)texts.Length):N0} releases a second");
Line($"one scan for {literals.Length} literals (SearchValues)", $"{scan / 1e6:F1} MB/s; Chancery takes {scan / chancery:F1} times as long");
Line("the literals as one regular expression", $"{naive / 1e6:F1} MB/s");
if (Peers() is { } peers)
{
    Line("wink-nlp, bare tagging", $"{peers.Wink / 1e6:F2} MB/s; Chancery is {chancery / peers.Wink:F1} times as fast");
    Line("compromise", $"{peers.Compromise / 1e6:F3} MB/s; Chancery is {chancery / peers.Compromise:F0} times as fast");
}
return 0;

// Characters a second in the best fifth of a second, the collection of garbage with it; bench/peers/peers.mjs measures its peers likewise.
double Best(Action<string> read, int seconds)
{
    var (best, clock) = (0.0, Stopwatch.StartNew());
    while (clock.Elapsed.TotalSeconds < seconds)
    {
        var (done, round) = (0L, Stopwatch.StartNew());
        while (round.ElapsedMilliseconds < 200)
        {
            Array.ForEach(texts, read);
            done += length;
        }
        best = Math.Max(best, done / round.Elapsed.TotalSeconds);
    }
    return best;
}

// Texts of one piece over and over, and of four times as many: the work grows with the text, not with its square.
int Linear()
{
    string[] pieces = ["the ", "Foreign ", "new ", "visiting ", "of ", "and ", "State ", "Minister of ", "Mr. ", "said ", "\"said ", "that Japan ", "The two sides agreed to. ", "Minister X said ", "X met with Y in Z. ",
        "Mr. Abc Def, Minister of Ghi, met. ", "visit ", "agreed to visit ", "first ", "1 January ", "A.", "- ", "(", "[a](", "<b>", "&amp;", "*", "#", "a\n", "\n", "Address: ", "😀"];
    var linear = new Reader();
    linear.Read(File.ReadAllText("samples/2022-08-04-khm-jpn.md"));
    var worst = 0.0;
    foreach (var piece in pieces)
    {
        var (once, four) = (Seconds(piece, 500_000), Seconds(piece, 2_000_000));
        worst = Math.Max(worst, four / once);
        Line(JsonSerializer.Serialize(piece), $"{once * 1000:F0} ms for 0.5 MB, {four * 1000:F0} ms for 2 MB: {four / once:F1} times");
    }
    return worst < 8 ? 0 : 1;

    double Seconds(string piece, int size)
    {
        var text = string.Concat(Enumerable.Repeat(piece, size / piece.Length));
        var best = double.MaxValue;
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            var clock = Stopwatch.StartNew();
            linear.Read(text);
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }
        return best;
    }
}

// PDF files read beside pdftotext (poppler), which starts anew for each; both on the same files, the best of five rounds.
static int Pdf(string[] papers)
{
    var bytes = papers.Select(File.ReadAllBytes).ToArray();
    double Best(Action round)
    {
        round();
        return Enumerable.Range(0, 5).Min(_ => { var clock = Stopwatch.StartNew(); round(); return clock.Elapsed.TotalMilliseconds; });
    }
    var reader = new Reader();
    var opened = Best(() => Array.ForEach(bytes, b => Chancery.Sources.SourceFile.Open(b)));
    var read = Best(() => Array.ForEach(bytes, b => reader.Read(Chancery.Sources.SourceFile.Open(b).Document!)));
    var poppler = Best(() => Array.ForEach(papers, p => { using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", p, "-"]) { RedirectStandardOutput = true, UseShellExecute = false })!; process.StandardOutput.ReadToEnd(); process.WaitForExit(); }));
    Line($"{papers.Length} PDF files", $"{bytes.Sum(b => b.Length) / 1024:N0} KB");
    Line("opened: text and places", $"{opened / papers.Length:F1} ms a file");
    Line("opened and read to a record", $"{read / papers.Length:F1} ms a file");
    Line("pdftotext -layout, a process each", $"{poppler / papers.Length:F1} ms a file; Chancery takes {opened / poppler:F2} times as long");
    return 0;
}

// An archive of as many releases as are wanted, made of the samples, each with a number of its own in it.
static int MakeArchive(int count, string folder)
{
    var samples = Directory.EnumerateFiles("samples").Order(StringComparer.Ordinal).Select(File.ReadAllText).ToArray();
    for (var i = 0; i < count; i++)
    {
        var below = Directory.CreateDirectory(Path.Combine(folder, (i / 1000).ToString("0000", CultureInfo.InvariantCulture)));
        File.WriteAllText(Path.Combine(below.FullName, $"release-{i:000000}.txt"), $"{samples[i % samples.Length].TrimEnd()}\n\nReference: A/{i}\n");
    }
    return 0;
}

static int Count(ReadOnlySpan<char> text, SearchValues<string> values)
{
    var count = 0;
    for (var at = text.IndexOfAny(values); at >= 0; at = text.IndexOfAny(values))
    {
        count++;
        text = text[(at + 1)..];
    }
    return count;
}

(double Wink, double Compromise)? Peers()
{
    if (!Directory.Exists("bench/peers/node_modules"))
        return null;
    var list = Path.GetTempFileName();
    File.WriteAllText(list, JsonSerializer.Serialize(texts));
    using var node = Process.Start(new ProcessStartInfo("node", ["bench/peers/peers.mjs", list]) { RedirectStandardOutput = true, UseShellExecute = false })!;
    var result = JsonDocument.Parse(node.StandardOutput.ReadToEnd()).RootElement;
    node.WaitForExit();
    File.Delete(list);
    return (result.GetProperty("wink").GetDouble(), result.GetProperty("compromise").GetDouble());
}

static void Line(string what, FormattableString value) => Console.WriteLine($"{what,-46} {value.ToString(CultureInfo.InvariantCulture)}");

using System.Diagnostics;
using Chancery.Command;
using Chancery.Issuing.Sites;
using Parquet.Serialization;
using Xunit;

namespace Chancery.Tests;

/// <summary>Whole archives: what is left of an interrupted run, what a second run does, and the tables.</summary>
public sealed class ArchiveTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("archive");
    private readonly string samples = Path.Combine(AppContext.BaseDirectory, "samples");

    private string Out(string name) => Path.Combine(folder.FullName, name);

    private Task<int> Read(string from, string to, string format = "jsonl", TextWriter? error = null) =>
        ReadCommand.RunAsync(new ReadOptions([from], format, false, null, Out(to)), TextWriter.Null, error ?? TextWriter.Null, TestContext.Current.CancellationToken);

    [Xunit.Fact]
    public async Task A_second_run_reads_only_what_is_new_or_changed()
    {
        var archive = Directory.CreateDirectory(Out("archive"));
        foreach (var file in Directory.EnumerateFiles(samples, "*.txt").Take(5))
            File.Copy(file, Path.Combine(archive.FullName, Path.GetFileName(file)));
        await Read(archive.FullName, "out");
        var first = File.ReadAllText(Path.Combine(Out("out"), "records.jsonl"));
        File.AppendAllText(Directory.EnumerateFiles(archive.FullName).Order(StringComparer.Ordinal).First(), "\nThe two sides agreed to meet again in 2030.\n");
        File.Copy(Directory.EnumerateFiles(samples, "*.txt").Last(), Path.Combine(archive.FullName, "zz.txt"));
        using var said = new StringWriter();
        await Read(archive.FullName, "out", error: said);
        Assert.Contains("(2 of them now", said.ToString(), StringComparison.Ordinal);
        var second = File.ReadAllLines(Path.Combine(Out("out"), "records.jsonl"));
        Assert.Equal(6, second.Length);
        Assert.Equal(string.Join("\n", first.Split('\n').Skip(1).Take(4)), string.Join("\n", second.Skip(1).Take(4)));
    }

    [Xunit.Fact]
    public async Task A_run_that_is_killed_goes_on_and_ends_the_same_byte_for_byte()
    {
        var archive = Directory.CreateDirectory(Out("archive"));
        var texts = Directory.EnumerateFiles(samples, "*.txt").Select(File.ReadAllText).ToArray();
        for (var i = 0; i < 3000; i++)
            File.WriteAllText(Path.Combine(archive.FullName, $"r{i:0000}.txt"), texts[i % texts.Length] + $"\nReference: {i}\n");
        await Read(archive.FullName, "whole");
        for (var round = 0; round < 5; round++)
        {
            using var run = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Chancery.Command.dll"), "read", archive.FullName, "-o", Out("killed")]) { RedirectStandardError = true, UseShellExecute = false })!;
            await Task.Delay(350 + (round * 120), TestContext.Current.CancellationToken);
            run.Kill();
            await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        await Read(archive.FullName, "killed");
        foreach (var file in (string[])["records.jsonl", "manifest.jsonl", "report.txt"])
            Assert.Equal(File.ReadAllText(Path.Combine(Out("whole"), file)), File.ReadAllText(Path.Combine(Out("killed"), file)));
        Assert.Equal(3001, File.ReadLines(Path.Combine(Out("killed"), "read.log")).Count());
    }

    [Xunit.Fact]
    public async Task Parquet_holds_four_tables_that_their_ids_join()
    {
        await Read(samples, "out", "parquet");
        var releases = (await ParquetSerializer.DeserializeAsync<DatasetTables.ReleaseRow>(Path.Combine(Out("out"), "releases.parquet"), cancellationToken: TestContext.Current.CancellationToken)).Data;
        var acts = (await ParquetSerializer.DeserializeAsync<DatasetTables.ActRow>(Path.Combine(Out("out"), "acts.parquet"), cancellationToken: TestContext.Current.CancellationToken)).Data;
        Assert.Equal(Directory.EnumerateFiles(samples).Count(), releases.Count);
        Assert.All(acts, a => Assert.Contains(releases, r => r.Id == a.ReleaseId));
        Assert.Contains(acts, a => a is { ReleaseId: "2022-08-04-khm-jpn", Kind: "support" });
        Assert.True(File.Exists(Path.Combine(Out("out"), "engagements.parquet")) && File.Exists(Path.Combine(Out("out"), "commitments.parquet")));
    }

    [Xunit.Fact]
    public async Task The_manifest_names_each_source_with_its_hash_and_what_became_of_it()
    {
        var archive = Directory.CreateDirectory(Out("archive"));
        File.Copy(Directory.EnumerateFiles(samples, "*.txt").First(), Path.Combine(archive.FullName, "a.txt"));
        File.WriteAllText(Path.Combine(archive.FullName, "b.txt"), "Recipe: take two eggs.");
        File.WriteAllBytes(Path.Combine(archive.FullName, "c.pdf"), "%PDF-1.7 broken"u8.ToArray());
        Assert.Equal(1, await Read(archive.FullName, "out"));
        var manifest = File.ReadAllLines(Path.Combine(Out("out"), "manifest.jsonl"));
        Assert.Equal(3, manifest.Length);
        Assert.Contains("\"status\":\"read\"", manifest[0], StringComparison.Ordinal);
        Assert.Contains("\"status\":\"no release\"", manifest[1], StringComparison.Ordinal);
        Assert.Contains("\"status\":\"unreadable\"", manifest[2], StringComparison.Ordinal);
        Assert.All(manifest, m => Assert.Matches("\"sha256\":\"[0-9a-f]{64}\"", m));
    }

    [Xunit.Fact]
    public async Task A_limit_that_is_set_holds_and_the_rest_of_the_archive_goes_on()
    {
        var archive = Directory.CreateDirectory(Out("archive"));
        File.Copy(Directory.EnumerateFiles(samples, "*.txt").First(), Path.Combine(archive.FullName, "a.txt"));
        File.WriteAllText(Path.Combine(archive.FullName, "b.txt"), new string('a', 1_200_000));
        var options = new ReadOptions([archive.FullName], "jsonl", false, null, Out("out")) { Limits = Chancery.Sources.SourceLimits.Standard with { Bytes = 1 << 20 } };
        Assert.Equal(1, await ReadCommand.RunAsync(options, TextWriter.Null, TextWriter.Null, TestContext.Current.CancellationToken));
        Assert.Contains("b.txt: has 1 MB; the limit is 1 MB", File.ReadAllText(Path.Combine(Out("out"), "report.txt")), StringComparison.Ordinal);
        Assert.Single(File.ReadAllLines(Path.Combine(Out("out"), "records.jsonl")));
    }

    public void Dispose() => folder.Delete(recursive: true);
}

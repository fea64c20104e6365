using System.Text;
using Chancery.Command;
using Xunit;

namespace Chancery.Tests;

/// <summary>The command as a user meets it: files good and bad, formats, exit status.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("chancery").FullName;
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        output.Dispose();
        error.Dispose();
    }

    private const string Good = "Minister of Foreign Affairs of Chile Ana Rojas met with Foreign Minister of Peru Luis Vega in Lima on 3 May 2024. Minister Rojas thanked Peru for its help.";

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    private string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    private Task<int> Read(string format, params string[] paths) => ReadCommand.RunAsync(new ReadOptions(paths, format, false, null), output, error, CancellationToken.None);

    [Xunit.Fact]
    public async Task A_good_file_is_read_and_the_status_is_0()
    {
        Assert.Equal(0, await Read("json", Write("a.txt", Good)));
        Assert.Contains("\"id\": \"a\"", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"thank\"", output.ToString(), StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[], string> BadFiles() => new()
    {
        { "empty.txt", [], "is empty" },
        { "blank.txt", "  \n\n "u8.ToArray(), "is empty" },
        { "binary.txt", [1, 2, 0, 3, 0, 255, 254, 9, 9, 9], "binary data" },
        { "utf16.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Good)], "UTF-16" },
        { "utf16be.txt", Encoding.BigEndianUnicode.GetBytes(Good), "UTF-16" },
        { "latin.txt", Encoding.Latin1.GetBytes("La réunion à Genève était très amicale."), "Windows-1252" },
        { "khmer.txt", Encoding.UTF8.GetBytes("រដ្ឋមន្ត្រីការបរទេសបានជួបប្រជុំគ្នានៅភ្នំពេញនៅថ្ងៃនេះ"), "script" },
        { "report.txt", "%PDF-1.7 …"u8.ToArray(), "PDF" },
        { "shopping.txt", "bread, butter and six eggs, then home."u8.ToArray(), "no release" },
    };

    [Theory]
    [MemberData(nameof(BadFiles))]
    public async Task A_bad_file_gets_one_line_with_its_name_and_the_reason_and_the_others_are_read(string name, byte[] bytes, string reason)
    {
        var status = await Read("jsonl", Write("a.txt", Good), Write(name, bytes), Write("z.txt", Good));
        Assert.Equal(1, status);
        var line = Assert.Single(error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(name, line, StringComparison.Ordinal);
        Assert.Contains(reason, line, StringComparison.Ordinal);
        Assert.Equal(2, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Xunit.Fact]
    public async Task A_file_that_is_too_large_is_not_opened()
    {
        var path = Path.Combine(folder, "large.txt");
        using (var file = File.Create(path))
            file.SetLength(200L * 1024 * 1024);
        Assert.Equal(1, await Read("jsonl", path));
        Assert.Contains("200 MB; the limit is 32 MB", error.ToString(), StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public async Task A_missing_file_is_named()
    {
        Assert.Equal(1, await Read("jsonl", Path.Combine(folder, "none.txt")));
        Assert.Contains("there is no such file", error.ToString(), StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public async Task A_folder_without_rights_is_named_and_the_others_are_read()
    {
        var locked = Directory.CreateDirectory(Path.Combine(folder, "locked"));
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has other rights");
        else
            File.SetUnixFileMode(locked.FullName, UnixFileMode.None);
        if (CanList(locked.FullName))
            Assert.Skip("this user may read everything");
        Write("a.txt", Good);
        Assert.Equal(1, await Read("jsonl", folder));
        Assert.Contains("permission denied", error.ToString(), StringComparison.Ordinal);
    }

    private static bool CanList(string path)
    {
        try
        {
            return Directory.GetFileSystemEntries(path).Length >= 0;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    [Xunit.Fact]
    public async Task Many_files_are_written_in_the_order_of_their_names()
    {
        for (var i = 0; i < 200; i++)
            Write($"{i:000}.txt", Good);
        Assert.Equal(0, await Read("jsonl", folder));
        var ids = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[7..10]).ToList();
        Assert.Equal(200, ids.Count);
        Assert.True(ids.SequenceEqual(ids.Order(StringComparer.Ordinal), StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("text", "Nothing was read from")]
    [InlineData("csv", "a,participant,1")]
    [InlineData("plover", "2024-05-03\tCHL\tPER\tSUPPORT\t051")]
    public async Task Each_format_holds_the_facts(string format, string expected)
    {
        Assert.Equal(0, await Read(format, Write("a.txt", Good + " The weather was fine.")));
        Assert.Contains(expected, output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("jsonl")]
    [InlineData("csv")]
    [InlineData("plover")]
    [InlineData("cameo")]
    public async Task Each_format_goes_through_a_pipe_of_the_system_to_its_end(string format)
    {
        using var run = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Chancery.Command.dll"), "read", Write("a.txt", Good), "--format", format]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var said = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.Equal((0, ""), (run.ExitCode, await run.StandardError.ReadToEndAsync()));
        Assert.NotEmpty(said);
    }

    [Xunit.Fact]
    public async Task A_cell_that_a_spreadsheet_would_run_is_marked_as_text()
    {
        await Read("csv", Write("a.txt", "=HYPERLINK of the Day\n\n3 May 2024\n\n" + Good));
        Assert.Contains("'=HYPERLINK", output.ToString(), StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public async Task A_lexicon_of_ones_own_adds_a_phrase()
    {
        var text = Good + " Minister Rojas bestowed laurels upon Peru.";
        var own = Directory.CreateDirectory(Path.Combine(folder, "own", "acts"));
        File.WriteAllText(Path.Combine(own.FullName, "praise.txt"), "~bestow laurels upon\n");
        var path = Write("a.txt", text);
        await ReadCommand.RunAsync(new ReadOptions([path], "jsonl", false, own.Parent!.FullName), output, error, CancellationToken.None);
        Assert.Contains("acts/praise: ~bestow laurels upon", output.ToString(), StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public async Task A_fault_in_a_lexicon_is_told_with_file_and_line()
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, "own", "acts"));
        File.WriteAllText(Path.Combine(own.FullName, "praise.txt"), "# mine\n~@nosuch … praise\n");
        Assert.Equal(2, await ReadCommand.RunAsync(new ReadOptions([Write("a.txt", Good)], "jsonl", false, own.Parent!.FullName), output, error, CancellationToken.None));
        Assert.Contains("acts/praise.txt, line 2: there is no class of verbs @nosuch", error.ToString(), StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public void Evaluation_of_records_against_themselves_is_perfect()
    {
        var records = Path.Combine(AppContext.BaseDirectory, "samples", "records");
        Assert.Equal(0, EvaluateCommand.Run(records, records, 5, null, output, error));
        Assert.DoesNotContain("missed", output.ToString(), StringComparison.Ordinal);
        Assert.Contains("act                     1.000  1.000  1.000", output.ToString(), StringComparison.Ordinal);
    }
}

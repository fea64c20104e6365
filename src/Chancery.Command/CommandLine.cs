using System.CommandLine;
using Chancery.Sources;

namespace Chancery.Command;

/// <summary>The command's words and options.</summary>
internal static class CommandLine
{
    private static readonly string[] Formats = ["text", "json", "jsonl", "csv", "plover", "cameo", "parquet"];

    /// <param name="first">The word that the user gave first. Who only reads is not kept waiting for what the register needs.</param>
    public static RootCommand Root(string? first = null)
    {
        var root = new RootCommand("Reads press releases of foreign ministries into records in which every fact is tied to the words that say it, and keeps a register of what was promised.")
        {
            Read(),
            Compare(),
            Draft(),
            Evaluate(),
        };
        if (first is "read" or "compare" or "evaluate")
            return root;
        foreach (var command in RegisterLine.All())
            root.Add(command);
        return root;
    }

    private static System.CommandLine.Command Read()
    {
        var paths = new Argument<string[]>("path") { Description = "Files, folders (read with all below them), or - for standard input.", Arity = ArgumentArity.OneOrMore };
        var format = new Option<string?>("--format", "-f") { Description = "text (on a terminal and for one file the default), json, jsonl, csv, plover or cameo; with --output jsonl, csv or parquet." };
        format.AcceptOnlyFromAmong(Formats);
        var explain = new Option<bool>("--explain") { Description = "Show each sentence with the facts read from it and the entry of the lexicon that made each." };
        var folder = new Option<string?>("--output", "-o") { Description = "A folder for the records of a whole archive, with a manifest and a report. A run that was ended goes on; a later one reads only what is new or changed." };
        var lines = new Option<bool>("--lines") { Description = "Read JSON lines {\"id\", \"text\"} from standard input and write a record for each." };
        var standard = SourceLimits.Standard;
        var size = new Option<int>("--limit-mb") { Description = "The largest file that is read, in MB.", DefaultValueFactory = _ => standard.Bytes >> 20 };
        var pages = new Option<int>("--limit-pages") { Description = "The most pages of a PDF.", DefaultValueFactory = _ => standard.Pages };
        var seconds = new Option<int>("--limit-seconds") { Description = "The longest that one file may take.", DefaultValueFactory = _ => (int)standard.Time.TotalSeconds };
        var lexicon = LexiconOption();
        var command = new System.CommandLine.Command("read", "Read releases and write their records.") { paths, format, explain, folder, lines, size, pages, seconds, lexicon };
        command.SetAction((result, stop) => ReadCommand.RunAsync(
            new ReadOptions(result.GetValue(paths)!, result.GetValue(format), result.GetValue(explain), result.GetValue(lexicon), result.GetValue(folder), result.GetValue(lines))
            {
                Limits = standard with { Bytes = Math.Clamp(result.GetValue(size), 1, 1024) << 20, Pages = result.GetValue(pages), Time = TimeSpan.FromSeconds(Math.Max(1, result.GetValue(seconds))) },
            }, Console.Out, Console.Error, stop));
        return command;
    }

    private static System.CommandLine.Command Draft()
    {
        var notes = new Argument<string>("notes") { Description = "Notes of a meeting (YAML), or a record (JSON)." };
        var path = new Option<string?>("--output", "-o") { Description = "The file: .docx, .html, .pdf, .md or .txt; standard output without it." };
        var register = new Option<string?>("--register") { Description = "A register (a file or a connection string) that tells the offices of people who are named without." };
        var lexicon = LexiconOption();
        var command = new System.CommandLine.Command("draft", "Write the first draft of a release, each sentence of which reads back as the notes say.") { notes, path, register, lexicon };
        command.SetAction((result, stop) => DraftCommand.RunAsync(result.GetValue(notes)!, result.GetValue(path), result.GetValue(register), result.GetValue(lexicon), Console.Out, Console.Error, stop));
        return command;
    }

    private static System.CommandLine.Command Compare()
    {
        var first = new Argument<string>("first") { Description = "One account of a meeting." };
        var second = new Argument<string>("second") { Description = "The other side's account." };
        var format = new Option<string>("--format", "-f") { Description = "text, json or html (for printing).", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "html");
        var lexicon = LexiconOption();
        var command = new System.CommandLine.Command("compare", "Lay two accounts of one meeting side by side.") { first, second, format, lexicon };
        command.SetAction((result, stop) => CompareCommand.RunAsync(result.GetValue(first)!, result.GetValue(second)!, result.GetValue(format)!, result.GetValue(lexicon), Console.Out, Console.Error, stop));
        return command;
    }

    private static System.CommandLine.Command Evaluate()
    {
        var gold = new Argument<string>("gold") { Description = "Records worked out by hand: a .json or .jsonl file or a folder of .json files." };
        var records = new Argument<string?>("records") { Description = "Records to be scored; without them the texts in the gold records are read.", Arity = ArgumentArity.ZeroOrOne };
        var errors = new Option<int>("--errors") { Description = "How many misses and inventions of each facet to show.", DefaultValueFactory = _ => 5 };
        var lexicon = LexiconOption();
        var command = new System.CommandLine.Command("evaluate", "Score records against records worked out by hand.") { gold, records, errors, lexicon };
        command.SetAction(result => EvaluateCommand.Run(result.GetValue(gold)!, result.GetValue(records), result.GetValue(errors), result.GetValue(lexicon), Console.Out, Console.Error));
        return command;
    }

    private static Option<string?> LexiconOption() => new("--lexicon") { Description = "A folder of lexicon files to lay over the standard ones." };
}

using System.CommandLine;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Journals;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Command;

/// <summary>The words and options of the commands that work on the register.</summary>
internal static class RegisterLine
{
    /// <summary>Whether a failure is the database's or the disk's.</summary>
    public static bool IsFault(Exception failure) => RegisterStore.IsFault(failure);

    public static Option<string?> RegisterOption() => new("--register") { Description = $"The register: a SQLite file or a connection string of PostgreSQL; else what {RegisterOpening.Variable} names, else {RegisterOpening.Standard}." };

    public static Option<string?> WhoOption() => new("--who") { Description = "Who does it, for the journal; else the user's name." };

    public static IEnumerable<System.CommandLine.Command> All() => [Import(), Due(), Search(), Brief(), Serve(), PublicLine.Publish(), PublicLine.Verify(), PublicLine.Keys(), PublicLine.Counter(), PublicLine.Mails(), Token(), Proposals(), Decide("accept", Decisions.Accepted), Decide("refuse", Decisions.Refused), Decide("undo", Decisions.Undone), Commitment(), JournalCommand(), BackupCommand(), RestoreCommand()];

    private static System.CommandLine.Command Import()
    {
        var paths = new Argument<string[]>("path") { Description = "Files or folders, as for read.", Arity = ArgumentArity.OneOrMore };
        var (register, who, lexicon) = (RegisterOption(), WhoOption(), new Option<string?>("--lexicon") { Description = "A folder of lexicon files to lay over the standard ones." });
        var command = new System.CommandLine.Command("import", "Take releases into the register.") { paths, register, who, lexicon };
        command.SetAction((result, stop) => ImportCommand.RunAsync(result.GetValue(paths)!, result.GetValue(register), result.GetValue(lexicon), result.GetValue(who), Sources.SourceLimits.Standard, Console.Out, Console.Error, stop));
        return command;
    }

    private static System.CommandLine.Command Due()
    {
        var with = new Option<string?>("--with") { Description = "Only what this party owes or is owed: JPN, ASEAN." };
        var side = new Option<string?>("--for") { Description = "Only what this party has a part in too." };
        var by = new Option<DateOnly?>("--by") { Description = "Only what falls due up to this day." };
        var day = new Option<DateOnly?>("--as-of") { Description = "The day that is asked about; today where it is left out." };
        var all = new Option<bool>("--all") { Description = "Also what is kept, superseded or withdrawn." };
        var officer = new Option<string?>("--officer") { Description = "Only what is given to this officer." };
        var format = new Option<string>("--format", "-f") { Description = "text, json, csv or ics (a calendar).", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "csv", "ics");
        var register = RegisterOption();
        var command = new System.CommandLine.Command("due", "List what is owed on a day, and its state.") { with, side, by, day, all, officer, format, register };
        command.SetAction((result, stop) => DueCommand.RunAsync(new Registers.FollowUps.DueQuery(result.GetValue(day) ?? DateOnly.FromDateTime(DateTime.Today))
        {
            With = result.GetValue(with),
            For = result.GetValue(side),
            By = result.GetValue(by),
            All = result.GetValue(all),
            Officer = result.GetValue(officer),
        }, result.GetValue(format)!, result.GetValue(register), Console.Out, Console.Error, stop));
        return command;
    }

    private static System.CommandLine.Command Search()
    {
        var words = new Argument<string[]>("words") { Description = "Words that must all be there; \"in quotation marks\" together; -without; OR.", Arity = ArgumentArity.ZeroOrMore };
        var with = new Option<string[]>("--with") { Description = "A party that is told of: JPN, ASEAN; may be given again." };
        var issuer = new Option<string?>("--issuer") { Description = "Whose release it is." };
        var person = new Option<long?>("--person") { Description = "The number of a person who took part or spoke." };
        var office = new Option<string?>("--office") { Description = "Words of an office of somebody who took part." };
        var kind = new Option<string?>("--kind") { Description = "A kind of engagement, act, commitment or relation." };
        var from = new Option<DateOnly?>("--from") { Description = "Not before this day." };
        var to = new Option<DateOnly?>("--to") { Description = "Not after this day." };
        var before = new Option<long?>("--before") { Description = "The next page: before this release." };
        var take = new Option<int>("--take") { Description = "How many at most.", DefaultValueFactory = _ => 20 };
        var format = new Option<string>("--format", "-f") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var register = RegisterOption();
        var command = new System.CommandLine.Command("search", "Search the releases of the register, the newest first.") { words, with, issuer, person, office, kind, from, to, before, take, format, register };
        command.SetAction((result, stop) => SearchCommand.RunAsync(new Registers.Search.SearchQuery(string.Join(' ', (result.GetValue(words) ?? []).Select(w => w.Contains(' ', StringComparison.Ordinal) && !w.Contains('"', StringComparison.Ordinal) ? $"\"{w}\"" : w)))
        {
            Parties = result.GetValue(with) ?? [],
            Issuer = result.GetValue(issuer),
            Person = result.GetValue(person),
            Office = result.GetValue(office),
            Kind = result.GetValue(kind),
            From = result.GetValue(from),
            To = result.GetValue(to),
            Before = result.GetValue(before),
            Take = Math.Clamp(result.GetValue(take), 1, 1000),
        }, result.GetValue(format)!, result.GetValue(register), Console.Out, Console.Error, stop));
        return command;
    }

    private static System.CommandLine.Command Brief()
    {
        var party = new Argument<string>("party") { Description = "The other side: JPN, ASEAN." };
        var side = new Option<string?>("--for") { Description = "Our side." };
        var day = new Option<DateOnly?>("--date") { Description = "The day of the meeting; today where it is left out." };
        var path = new Option<string?>("--output", "-o") { Description = "A file that ends in .docx, .html or .md; without it Markdown is written to standard output." };
        var lexicon = new Option<string?>("--lexicon") { Description = "A folder of lexicon files to lay over the standard ones." };
        var register = RegisterOption();
        var command = new System.CommandLine.Command("brief", "Write a brief for the next meeting with a party.") { party, side, day, path, lexicon, register };
        command.SetAction((result, stop) => BriefCommand.RunAsync(result.GetValue(party)!, result.GetValue(side), result.GetValue(day) ?? DateOnly.FromDateTime(DateTime.Today), result.GetValue(path), result.GetValue(register), result.GetValue(lexicon), Console.Out, Console.Error, stop));
        return command;
    }

    private static System.CommandLine.Command Serve()
    {
        var urls = new Option<string?>("--urls") { Description = "Addresses to listen on, with semicolons between (http://localhost:5280)." };
        var open = new Option<bool>("--open") { Description = "Let everybody on this machine read without an account." };
        var without = new Option<bool>("--no-samples") { Description = "Leave the samples out of a new register." };
        var (register, lexicon, who) = (RegisterOption(), new Option<string?>("--lexicon") { Description = "A folder of lexicon files to lay over the standard ones." }, WhoOption());
        var command = new System.CommandLine.Command("serve", "Serve the register: pages to read, correct and follow up in the browser; JSON, feeds and a calendar for programs.") { urls, open, without, lexicon, register, who };
        command.SetAction((result, stop) => ServeCommand.RunAsync(new ServeCommand.Options(result.GetValue(urls), result.GetValue(open), !result.GetValue(without), result.GetValue(register), result.GetValue(lexicon), result.GetValue(who)), Console.Out, Console.Error, stop));
        return command;
    }

    private static System.CommandLine.Command Token()
    {
        var name = new Argument<string>("name") { Description = "Whose account it is of; made where there is none." };
        var role = new Option<string>("--role") { Description = "What it may do: reader, officer or administrator.", DefaultValueFactory = _ => Web.Accounts.Roles.Reader };
        var days = new Option<int>("--days") { Description = "How long it lives.", DefaultValueFactory = _ => 90 };
        var register = RegisterOption();
        var command = new System.CommandLine.Command("token", "Make a token by which a program uses the register's interface; it is told this once.") { name, role, days, register };
        command.SetAction((result, stop) => ServeCommand.TokenAsync(result.GetValue(name)!, result.GetValue(role)!, result.GetValue(days), result.GetValue(register), Console.Out, Console.Error, stop));
        return command;
    }

    private static System.CommandLine.Command Proposals()
    {
        var (kind, all, register) = (new Option<string?>("--kind") { Description = "kept, superseded, withdrawn, progress or merge." }, new Option<bool>("--all") { Description = "Also those that were decided on." }, RegisterOption());
        var command = new System.CommandLine.Command("proposals", "List what the register proposes: promises kept, people who may be one.") { kind, all, register };
        command.SetAction((result, stop) => WithAsync(result.GetValue(register), async context =>
        {
            var rows = context.Proposals.AsNoTracking();
            if (result.GetValue(kind) is { } one)
                rows = rows.Where(p => p.Kind == one);
            if (!result.GetValue(all))
                rows = rows.Where(p => p.Decision == Decisions.Open);
            foreach (var p in await rows.OrderBy(p => p.Id).Take(1000).ToListAsync(stop).ConfigureAwait(false))
            {
                await Console.Out.WriteLineAsync($"[{p.Id}] {p.Kind}{(p.Decision == Decisions.Open ? "" : $" ({p.Decision} by {p.DecidedBy})")} {p.Day:yyyy-MM-dd}{(p.DaysLate is > 0 ? $", {p.DaysLate} days late" : "")}: {(p.CommitmentId is { } owed ? $"commitment {owed}" : $"person {p.OtherId} is person {p.PersonId}")}, {p.Reason}").ConfigureAwait(false);
                if (p.Passage.Length > 0)
                    await Console.Out.WriteLineAsync($"    “{p.Passage.ReplaceLineEndings(" ")}”").ConfigureAwait(false);
            }
            return 0;
        }, stop));
        return command;
    }

    private static System.CommandLine.Command Decide(string name, string decision)
    {
        var (id, register, who) = (new Argument<long>("proposal") { Description = "The number of a proposal." }, RegisterOption(), WhoOption());
        var command = new System.CommandLine.Command(name, $"{char.ToUpperInvariant(name[0])}{name[1..]} a proposal.") { id, register, who };
        command.SetAction((result, stop) => ByAsync(result.GetValue(register), result.GetValue(who), officer => officer.DecideAsync(result.GetValue(id), decision, stop), stop));
        return command;
    }

    private static System.CommandLine.Command Commitment()
    {
        var (id, register, who) = (new Argument<long>("commitment") { Description = "The number of a promise." }, RegisterOption(), WhoOption());
        var state = new Option<string?>("--state") { Description = "open, kept, superseded or withdrawn." };
        var on = new Option<DateOnly?>("--on") { Description = "The day of that state; today where it is left out." };
        var assign = new Option<string?>("--assign") { Description = "The officer who follows it up; empty for nobody." };
        var note = new Option<string?>("--note") { Description = "A note; empty to take it away." };
        var remind = new Option<DateOnly?>("--remind") { Description = "The day of a reminder." };
        var command = new System.CommandLine.Command("commitment", "Set what became of a promise, who follows it up, a note, a reminder.") { id, state, on, assign, note, remind, register, who };
        command.SetAction((result, stop) => ByAsync(result.GetValue(register), result.GetValue(who), async officer =>
        {
            var number = result.GetValue(id);
            if (result.GetValue(state) is { } set && await officer.SetStateAsync(number, set, result.GetValue(on) ?? DateOnly.FromDateTime(DateTime.Today), stop).ConfigureAwait(false) is { } fault)
                return fault;
            if (result.GetValue(assign) is { } name && await officer.AssignAsync(number, name.Length == 0 ? null : name, stop).ConfigureAwait(false) is { } unassigned)
                return unassigned;
            if (result.GetValue(note) is { } words && await officer.NoteAsync(number, words.Length == 0 ? null : words, stop).ConfigureAwait(false) is { } unnoted)
                return unnoted;
            return result.GetValue(remind) is { } day ? await officer.RemindAsync(number, day, stop).ConfigureAwait(false) : null;
        }, stop));
        return command;
    }

    private static System.CommandLine.Command JournalCommand()
    {
        var register = RegisterOption();
        var verify = new System.CommandLine.Command("verify", "Check that no entry of the journal was changed or taken out.") { register };
        verify.SetAction((result, stop) => WithAsync(result.GetValue(register), async context =>
        {
            var (entries, fault) = await Journal.VerifyAsync(context, stop).ConfigureAwait(false);
            await (fault is null ? Console.Out : Console.Error).WriteLineAsync(fault is null ? $"{entries:N0} entries, each as it was written" : $"chancery: the journal is not whole: {fault}").ConfigureAwait(false);
            return fault is null ? 0 : 1;
        }, stop));
        var listed = RegisterOption();
        var list = new System.CommandLine.Command("list", "Show the journal, the newest entry first.") { listed };
        list.SetAction((result, stop) => WithAsync(result.GetValue(listed), async context =>
        {
            await foreach (var entry in context.Journal.AsNoTracking().OrderByDescending(j => j.Id).Take(1000).AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
                await Console.Out.WriteLineAsync($"{entry.Id}  {entry.At:yyyy-MM-dd HH:mm:ss}Z  {entry.Who}  {entry.What}: {entry.Details}").ConfigureAwait(false);
            return 0;
        }, stop));
        return new System.CommandLine.Command("journal", "Who did what and when.") { verify, list };
    }

    private static System.CommandLine.Command BackupCommand()
    {
        var (path, register, who) = (new Argument<string>("file") { Description = "The file that the backup is written to." }, RegisterOption(), WhoOption());
        var command = new System.CommandLine.Command("backup", "Write the register into one file, while it is in use.") { path, register, who };
        command.SetAction(async (result, stop) =>
        {
            if (await RegisterOpening.OpenAsync(result.GetValue(register), Console.Error, stop).ConfigureAwait(false) is not { } store)
                return 2;
            return await ToldAsync(await Backup.WriteAsync(store, result.GetValue(path)!, RegisterOpening.Who(result.GetValue(who)), stop).ConfigureAwait(false)).ConfigureAwait(false);
        });
        return command;
    }

    private static System.CommandLine.Command RestoreCommand()
    {
        var (path, register) = (new Argument<string>("file") { Description = "A backup." }, RegisterOption());
        var command = new System.CommandLine.Command("restore", "Make a register of a backup; one that holds anything is left alone.") { path, register };
        command.SetAction(async (result, stop) => await ToldAsync(await Backup.ReadAsync(result.GetValue(path)!, RegisterOpening.Named(result.GetValue(register)), stop).ConfigureAwait(false)).ConfigureAwait(false));
        return command;
    }

    private static async Task<int> ToldAsync(string? fault)
    {
        if (fault is null)
            return 0;
        await Console.Error.WriteLineAsync($"chancery: {fault}").ConfigureAwait(false);
        return 1;
    }

    private static async Task<int> WithAsync(string? register, Func<RegisterContext, Task<int>> work, CancellationToken stop)
    {
        if (await RegisterOpening.OpenAsync(register, Console.Error, stop).ConfigureAwait(false) is not { } store)
            return 2;
        return await store.AskAsync(work).ConfigureAwait(false);
    }

    private static async Task<int> ByAsync(string? register, string? who, Func<Officer, Task<Refusal?>> work, CancellationToken stop)
    {
        if (await RegisterOpening.OpenAsync(register, Console.Error, stop).ConfigureAwait(false) is not { } store)
            return 2;
        return await ToldAsync((await work(new Officer(store, Lexicons.Lexicon.Standard, RegisterOpening.Who(who))).ConfigureAwait(false))?.Words).ConfigureAwait(false);
    }
}

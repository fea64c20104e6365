using System.CommandLine;

namespace Chancery.Command;

/// <summary>The words and options of the commands that face the public: the site, the keys, verification, the counter.</summary>
internal static class PublicLine
{
    private static Option<string?> KeysOption() => new("--keys") { Description = "The folder of the keys; else what chancery.json or CHANCERY_KEYS names, else beside the register." };

    public static System.CommandLine.Command Publish()
    {
        var folder = new Option<string>("--output", "-o") { Description = "The site's folder: one that is not there yet, an empty one, or the site as it is. It is served by any web server.", Required = true };
        var address = new Option<string?>("--address") { Description = "Where the public finds it (https://press.example), for feeds, maps and codes." };
        var templates = new Option<string?>("--templates") { Description = "A folder of templates (Liquid) and a site.css that take the place of those built in." };
        var (register, keys, lexicon) = (RegisterLine.RegisterOption(), KeysOption(), new Option<string?>("--lexicon") { Description = "A folder of lexicon files to lay over the standard ones." });
        var command = new System.CommandLine.Command("publish", "Publish all that was issued as a site of files; only what changed is written.") { folder, address, templates, register, keys, lexicon };
        command.SetAction((result, stop) => PublishCommand.RunAsync(new PublishCommand.Options(result.GetValue(folder)!, result.GetValue(address), result.GetValue(templates), result.GetValue(register), result.GetValue(keys), result.GetValue(lexicon)), Console.Out, Console.Error, stop));
        return command;
    }

    public static System.CommandLine.Command Verify()
    {
        var paths = new Argument<string[]>("file") { Description = "Files of any form, or - for words on standard input.", Arity = ArgumentArity.ZeroOrMore };
        var site = new Option<string>("--site") { Description = "The published site: a folder, or its address.", Required = true };
        var signature = new Option<string?>("--signature") { Description = "The signature (.jws) that came with the file; else FILE.jws, where it is there." };
        var log = new Option<bool>("--log") { Description = "Look at the log of all issues alone." };
        var known = new Option<string?>("--known") { Description = "With --log: a hash that you kept of the log of an earlier day." };
        var format = new Option<string>("--format", "-f") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new System.CommandLine.Command("verify", "Say whether files or words are what the house issued, by its published site.") { paths, site, signature, log, known, format };
        command.SetAction((result, stop) => VerifyCommand.RunAsync(new VerifyCommand.Options(result.GetValue(paths)!, result.GetValue(site)!, result.GetValue(signature), result.GetValue(log) || result.GetValue(known) is not null, result.GetValue(known), result.GetValue(format)!), Console.In, Console.Out, Console.Error, stop));
        return command;
    }

    public static System.CommandLine.Command Counter()
    {
        var urls = new Option<string?>("--urls") { Description = "Addresses to listen on, with semicolons between (http://localhost:5290)." };
        var site = new Option<string?>("--site") { Description = "The published site's folder." };
        var lists = new Option<string?>("--lists") { Description = "The file of subscribers; made where it is not there. Without it there are no mailing lists." };
        var address = new Option<string?>("--address") { Description = "Where the public finds the counter." };
        var command = new System.CommandLine.Command("counter", "Serve what faces the public: the site, verification for programs, mailing lists. It knows of no register.") { urls, site, lists, address };
        command.SetAction((result, stop) => CounterCommand.RunAsync(new CounterCommand.Options(result.GetValue(urls), result.GetValue(site), result.GetValue(lists), result.GetValue(address)), Console.Out, Console.Error, stop));
        return command;
    }

    public static System.CommandLine.Command Mails()
    {
        var lists = new Option<string>("--lists") { Description = "The file of subscribers.", Required = true };
        var again = new Option<bool>("--again") { Description = "Send again what failed, and what may have been sent when a process ended." };
        var command = new System.CommandLine.Command("mails", "How subscribers and mails stand.") { lists, again };
        command.SetAction((result, stop) => CounterCommand.MailsAsync(result.GetValue(lists)!, result.GetValue(again), Console.Out, Console.Error, stop));
        return command;
    }

    public static System.CommandLine.Command Keys()
    {
        var (register, keys) = (RegisterLine.RegisterOption(), KeysOption());
        register.Recursive = keys.Recursive = true;
        var command = new System.CommandLine.Command("keys", "The keys that sign what is issued.") { register, keys };
        var list = new System.CommandLine.Command("list", "Which keys there are, and what became of each.");
        list.SetAction(result => KeysCommand.List(result.GetValue(keys), result.GetValue(register), Console.Out, Console.Error));
        var house = new Option<string>("--house") { Description = "The name in the certificate.", Required = true };
        var years = new Option<int>("--years") { Description = "How long the certificate is good.", DefaultValueFactory = _ => 3 };
        var made = new System.CommandLine.Command("new", "Make a key that signs from now on; the one before it retires.") { house, years };
        made.SetAction(result => KeysCommand.New(result.GetValue(keys), result.GetValue(register), result.GetValue(house)!, result.GetValue(years), Console.Out, Console.Error));
        var module = new Option<string>("--module") { Description = "The token's library (PKCS#11).", Required = true };
        var token = new Option<string>("--token") { Description = "The token's label.", Required = true };
        var label = new Option<string>("--label") { Description = "The key's label on the token.", Required = true };
        var certificate = new Option<string?>("--certificate") { Description = "The key's certificate (DER or PEM), as an authority made it; without it one is made." };
        var taken = new System.CommandLine.Command("take", "Let a key on a token sign from now on; its PIN is CHANCERY_KEYPASSWORD.") { module, token, label, certificate, house };
        taken.SetAction(result => KeysCommand.Take(result.GetValue(keys), result.GetValue(register), new KeysCommand.OnToken(result.GetValue(module)!, result.GetValue(token)!, result.GetValue(label)!, result.GetValue(certificate)), result.GetValue(house)!, Console.Out, Console.Error));
        var id = new Argument<string>("key") { Description = "The key, or how its name begins." };
        var reason = new Option<string>("--reason") { Description = "Why, for all to read.", Required = true };
        var from = new Option<DateTime?>("--from") { Description = "From when on nothing that it signed is believed, UTC; now where it is left out." };
        var revoked = new System.CommandLine.Command("revoke", "Say that a key is not to be believed any more.") { id, reason, from };
        revoked.SetAction(result => KeysCommand.Revoke(result.GetValue(keys), result.GetValue(register), result.GetValue(id)!, result.GetValue(reason)!, result.GetValue(from), Console.Out, Console.Error));
        var pdf = new Option<string?>("--pdf") { Description = "A PDF to be signed too, beside it." };
        var tried = new System.CommandLine.Command("try", "Look whether the key that signs can be had and is believed.") { pdf };
        tried.SetAction(result => KeysCommand.Try(result.GetValue(keys), result.GetValue(register), result.GetValue(pdf), Console.Out, Console.Error));
        command.Add(tried);
        command.Add(list);
        command.Add(made);
        command.Add(taken);
        command.Add(revoked);
        return command;
    }
}

using Chancery.Command;

Console.OutputEncoding = new System.Text.UTF8Encoding(false);
try
{
    return await CommandLine.Root(args.FirstOrDefault()).Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
}
catch (Exception failure) when (RegisterLine.IsFault(failure))
{
    // A disk that is full, a database that went away.
    await Console.Error.WriteLineAsync($"chancery: {failure.GetBaseException().Message.Split('\n')[0].Trim()}").ConfigureAwait(false);
    return 2;
}

using Chancery.Command;

Console.OutputEncoding = new System.Text.UTF8Encoding(false);
return await CommandLine.Root().Parse(args).InvokeAsync().ConfigureAwait(false);

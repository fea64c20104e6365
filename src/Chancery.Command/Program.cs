using Chancery.Command;

Console.OutputEncoding = new System.Text.UTF8Encoding(false);
return await CommandLine.Root(args.FirstOrDefault()).Parse(args).InvokeAsync().ConfigureAwait(false);

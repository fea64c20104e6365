namespace Chancery.Command;
internal static class EvaluateCommand { public static int Run(string gold, string? records, int errors, string? lexicon, TextWriter output, TextWriter error) => 0; }

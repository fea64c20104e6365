using Chancery;
using Chancery.Sources;
using SharpFuzz;

// A fuzz target for AFL++ by SharpFuzz: docs/testing.md says how to run it.
var reader = new Reader();
Fuzzer.Run(stream =>
{
    using var bytes = new MemoryStream();
    stream.CopyTo(bytes);
    if (SourceFile.Open(bytes.ToArray()).Document is not { } document)
        return;
    foreach (var act in reader.Read(document).Record.Acts)
    {
        if (act.Evidence.Any(e => e.Start < 0 || e.End < e.Start || e.Exact.Length == 0))
            throw new InvalidOperationException("a span that is none");
    }
});

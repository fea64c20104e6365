using Chancery.Sources;

namespace Chancery.Command;

/// <summary>A document to be read, or why it cannot be: its name as the user gave it, and the name that pairs records.</summary>
internal sealed record Input(string Name, string Id, SourceDocument? Document, string? Fault);

/// <summary>Turns paths into texts. Nothing is opened before its turn.</summary>
internal static class Inputs
{
    private static readonly string[] Endings = [".txt", ".text", ".md", ".markdown", ".pdf", ".docx", ".html", ".htm", ".xhtml", ".eml", ".png", ".jpg", ".jpeg", ".tif", ".tiff"];

    /// <summary>The files that the paths name, in order; a path that names none is itself an entry, so that its fault is told in its turn.</summary>
    public static IEnumerable<string> Files(IEnumerable<string> paths, TextWriter error)
    {
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                yield return path;
                continue;
            }
            var other = 0;
            foreach (var file in Walk(path))
            {
                if (file.EndsWith('/') || Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                    yield return file;
                else
                    other++;
            }
            if (other > 0)
                error.WriteLine($"chancery: {path}: {other} files that end in none of {string.Join(' ', Endings)} left out");
        }
    }

    /// <summary>All files below a folder, by name; a folder that cannot be listed is returned with a slash behind it.</summary>
    private static IEnumerable<string> Walk(string folder)
    {
        List<string> entries;
        try
        {
            entries = [.. Directory.EnumerateFileSystemEntries(folder).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            entries = [];
            folder += "/";
        }
        if (folder.EndsWith('/') && entries.Count == 0 && !CanList(folder))
            yield return folder;
        foreach (var entry in entries)
        {
            if (!Directory.Exists(entry))
                yield return entry;
            else if (new DirectoryInfo(entry).LinkTarget is null)
            {
                foreach (var inner in Walk(entry))
                    yield return inner;
            }
        }
    }

    private static bool CanList(string folder)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder).Any() || true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static async Task<Input> OpenAsync(string path, SourceLimits limits, CancellationToken stop)
    {
        var (name, id) = path == "-" ? ("standard input", "stdin") : (path, Path.GetFileNameWithoutExtension(path));
        var (bytes, fault) = await BytesAsync(path, limits, stop).ConfigureAwait(false);
        return bytes is null ? new Input(name, id, null, fault) : await OfAsync(name, id, bytes, limits).ConfigureAwait(false);
    }

    /// <summary>The bytes of a file or of standard input, or why they cannot be had.</summary>
    public static async Task<(byte[]? Bytes, string? Fault)> BytesAsync(string path, SourceLimits limits, CancellationToken stop)
    {
        if (path == "-")
            return (await ReadAsync(Console.OpenStandardInput(), limits.Bytes, stop).ConfigureAwait(false), null);
        try
        {
            if (path.EndsWith('/') && Directory.Exists(path))
                return (null, "cannot be listed: permission denied");
            var file = new FileInfo(path);
            if (!file.Exists)
                return (null, "there is no such file");
            if (file.Length > limits.Bytes)
                return (null, SourceBytes.TooLarge(file.Length, limits.Bytes));
            var stream = file.OpenRead();
            await using (stream.ConfigureAwait(false))
                return (await ReadAsync(stream, limits.Bytes, stop).ConfigureAwait(false), null);
        }
        catch (UnauthorizedAccessException)
        {
            return (null, "cannot be opened: permission denied");
        }
        catch (IOException fault)
        {
            return (null, $"cannot be read: {fault.Message}");
        }
    }

    /// <summary>Beyond its own limit a reader gets this long to notice; then the file is given up, though its thread may yet run on.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Bytes as a document.</summary>
    public static async Task<Input> OfAsync(string name, string id, byte[] bytes, SourceLimits limits)
    {
        try
        {
            var result = SourceFile.KindOf(bytes) == SourceKind.Text ? SourceFile.Open(bytes, null, limits) : await Task.Run(() => SourceFile.Open(bytes, Tesseract.Recognizer, limits)).WaitAsync(limits.Time + Grace).ConfigureAwait(false);
            return new Input(name, id, result.Document, result.Fault);
        }
        catch (TimeoutException)
        {
            return new Input(name, id, null, $"took longer than {limits.Time.TotalSeconds:N0} s to read");
        }
    }

    /// <summary>At most one byte more than the limit, so that an endless stream ends.</summary>
    private static async Task<byte[]> ReadAsync(Stream stream, int limit, CancellationToken stop)
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (all.Length <= limit)
        {
            var count = await stream.ReadAsync(buffer, stop).ConfigureAwait(false);
            if (count == 0)
                break;
            all.Write(buffer, 0, count);
        }
        return all.ToArray();
    }
}

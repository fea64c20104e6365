namespace Chancery.Issuing.Sites;

/// <summary>The files of a tree that is being written: each is put in its place whole, and one that says the same already is left alone. Not safe to share, but for files of different names.</summary>
/// <param name="folder">The tree's folder.</param>
internal sealed class SiteTree(string folder)
{
    private readonly List<string> written = [];
    private readonly List<string> removed = [];

    /// <summary>The files that were written, as paths from the tree's folder.</summary>
    public IReadOnlyList<string> Written => written;

    /// <summary>Those that were taken away.</summary>
    public IReadOnlyList<string> Removed => removed;

    /// <summary>How many bytes were written.</summary>
    public long Bytes { get; private set; }

    /// <summary>Where a file stands.</summary>
    public string PathOf(string path) => Path.Combine(folder, path);

    /// <summary>The file's bytes; null where it is not there.</summary>
    public byte[]? Read(string path) => File.Exists(PathOf(path)) ? File.ReadAllBytes(PathOf(path)) : null;

    /// <summary>Puts a file.</summary>
    public void Put(string path, ReadOnlySpan<byte> bytes)
    {
        var target = PathOf(path);
        if (Says(target, bytes))
        {
            lock (written)
                written.Add(path);
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // A file of its own: the one that stands there may be shared with the tree that is served.
        File.WriteAllBytes(target + ".new", bytes);
        File.Move(target + ".new", target, overwrite: true);
        lock (written)
        {
            written.Add(path);
            Bytes += bytes.Length;
            Fresh++;
        }
    }

    /// <summary>How many files were not there in these words before.</summary>
    public int Fresh { get; private set; }

    /// <inheritdoc cref="Put(string, ReadOnlySpan{byte})"/>
    public void Put(string path, string text) => Put(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <summary>Takes a file away.</summary>
    public void Remove(string path)
    {
        File.Delete(PathOf(path));
        removed.Add(path);
    }

    private static bool Says(string path, ReadOnlySpan<byte> bytes)
    {
        var info = new FileInfo(path);
        return info.Exists && info.Length == bytes.Length && bytes.SequenceEqual(File.ReadAllBytes(path));
    }
}

namespace Chancery.Issuing.Sites;

/// <summary>The files of a tree that is being written: each is put in its place whole, and one that says the same already is left alone. Not safe to share, but for files of different names.</summary>
/// <param name="folder">The tree's folder.</param>
/// <param name="anew">Whether it is made anew: what stands there then only saves the writing of what says the same.</param>
internal sealed class SiteTree(string folder, bool anew)
{
    private readonly HashSet<string> written = new(StringComparer.Ordinal);
    private readonly List<string> removed = [];

    /// <summary>The files that were written, as paths from the tree's folder.</summary>
    public IReadOnlyCollection<string> Written => written;

    /// <summary>Those that were taken away.</summary>
    public IReadOnlyList<string> Removed => removed;

    /// <summary>How many bytes were written.</summary>
    public long Bytes { get; private set; }

    /// <summary>Where a file stands.</summary>
    public string PathOf(string path) => Path.Combine(folder, path);

    /// <summary>The file's bytes; null where it is not there.</summary>
    public byte[]? Read(string path) => (!anew || IsWritten(path)) && File.Exists(PathOf(path)) ? File.ReadAllBytes(PathOf(path)) : null;

    private bool IsWritten(string path)
    {
        lock (written)
            return written.Contains(path);
    }

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

    /// <summary>Ends the writing: where the tree was made anew, what was not written goes.</summary>
    public void End()
    {
        if (!anew)
            return;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => !IsWritten(Path.GetRelativePath(folder, f).Replace(Path.DirectorySeparatorChar, '/'))).ToList())
            File.Delete(file);
    }

    private static bool Says(string path, ReadOnlySpan<byte> bytes)
    {
        var info = new FileInfo(path);
        return info.Exists && info.Length == bytes.Length && bytes.SequenceEqual(File.ReadAllBytes(path));
    }
}

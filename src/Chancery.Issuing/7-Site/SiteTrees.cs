using System.Runtime.InteropServices;

namespace Chancery.Issuing.Sites;

/// <summary>
/// The two trees of files of which one is served: what changes is written to the other, and then the name by which the site is served is turned over in one step (rename of a symbolic link, POSIX).
/// So whoever looks, and whenever the writing ends, sees the old site or the new one. One process at a time.
/// </summary>
internal sealed partial class SiteTrees : IDisposable
{
    private readonly string site;
    private readonly string trees;
    private readonly FileStream hold;

    private SiteTrees(string site, string trees, FileStream hold) => (this.site, this.trees, this.hold) = (site, trees, hold);

    /// <summary>The trees of a site's folder, for writing; or why they cannot be had.</summary>
    public static (SiteTrees? Trees, string? Fault) Open(string folder)
    {
        var site = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var trees = site + ".trees";
        try
        {
            var here = new DirectoryInfo(site);
            if (here is { Exists: true, LinkTarget: null } && here.EnumerateFileSystemInfos().Any())
                return (null, $"{site}: it holds files that are no site of ours; name an empty folder or one that is not there yet");
            if (File.Exists(site) && here.LinkTarget is null)
                return (null, $"{site}: it is a file");
            Directory.CreateDirectory(Path.Combine(trees, "a"));
            Directory.CreateDirectory(Path.Combine(trees, "b"));
            return (new SiteTrees(site, trees, new FileStream(Path.Combine(trees, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)), null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return (null, $"{site}: {(failure is IOException && failure.Message.Contains("another process", StringComparison.Ordinal) ? "it is being published already" : failure.Message)}");
        }
    }

    /// <summary>The tree that is served; null before the first time.</summary>
    public string? Served => new DirectoryInfo(site).LinkTarget is { } target && Path.GetFileName(target) is "a" or "b" ? Path.GetFileName(new DirectoryInfo(site).LinkTarget) : null;

    /// <summary>The one that is not.</summary>
    public string Spare => Served == "a" ? "b" : "a";

    /// <summary>What a tree holds; empty where its writing was never ended.</summary>
    public Catalogue CatalogueOf(string tree) => Catalogue.Of(Path.Combine(trees, tree + ".json"));

    /// <summary>The folder of a tree.</summary>
    public string FolderOf(string tree) => Path.Combine(trees, tree);

    /// <summary>Begins to change a tree: nobody takes it for what it held, from now until <see cref="Keep"/>, whenever the writing ends.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="anew">Whether all its files are made anew.</param>
    public SiteTree Change(string tree, bool anew)
    {
        File.Delete(Path.Combine(trees, tree + ".json"));
        return new SiteTree(FolderOf(tree), anew);
    }

    /// <summary>Keeps what a tree holds, once all its files are written.</summary>
    public void Keep(string tree, Catalogue catalogue)
    {
        var path = Path.Combine(trees, tree + ".json");
        File.WriteAllBytes(path + ".new", catalogue.Json());
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>Serves a tree from now on.</summary>
    public void Serve(string tree)
    {
        if (Served == tree)
            return;
        var link = site + ".next";
        File.Delete(link);
        Directory.CreateSymbolicLink(link, Path.Combine(Path.GetFileName(trees), tree));
        // An empty folder that stood there makes way once.
        if (new DirectoryInfo(site) is { Exists: true, LinkTarget: null })
            Directory.Delete(site);
        if (OperatingSystem.IsWindows())
        {
            if (Directory.Exists(site))
                Directory.Delete(site);
            Directory.Move(link, site);
            return;
        }
        if (Rename(link, site) != 0)
            throw new IOException($"{site}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    /// <summary>Brings files of one tree into the other without their bytes being written again.</summary>
    public void Share(string from, string to, IEnumerable<string> paths)
    {
        foreach (var path in paths)
        {
            var (source, target) = (Path.Combine(FolderOf(from), path), Path.Combine(FolderOf(to), path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (OperatingSystem.IsWindows())
            {
                File.Copy(source, target, overwrite: true);
                continue;
            }
            File.Delete(target + ".new");
            if (Link(source, target + ".new") != 0)
                File.Copy(source, target + ".new");
            File.Move(target + ".new", target, overwrite: true);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string from, string to);

    public void Dispose() => hold.Dispose();
}

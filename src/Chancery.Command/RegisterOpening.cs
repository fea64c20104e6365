using System.Security.Cryptography;
using Chancery.Lexicons;
using Chancery.Registers.Import;
using Chancery.Registers.Journals;
using Chancery.Registers.Store;
using Chancery.Sources;

namespace Chancery.Command;

/// <summary>The register that a command works on.</summary>
internal static class RegisterOpening
{
    /// <summary>The environment's variable that names it.</summary>
    public const string Variable = "CHANCERY_REGISTER";

    /// <summary>The file that is used where neither option nor environment names one.</summary>
    public const string Standard = "chancery.db";

    /// <summary>What the option says, else the environment, else the standard file.</summary>
    public static string Named(string? setting) => setting ?? (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } variable ? variable : Standard);

    /// <summary>Opens the register, or tells why it cannot be opened.</summary>
    public static async Task<RegisterStore?> OpenAsync(string? setting, TextWriter error, CancellationToken stop)
    {
        var (store, fault) = await RegisterStore.OpenAsync(Named(setting), (store, last) => Backup.BeforeUpgradeAsync(store, last, Directory.GetCurrentDirectory(), said => error.WriteLine($"chancery: {said}"), stop), stop).ConfigureAwait(false);
        if (fault is not null)
            await error.WriteLineAsync($"chancery: {fault}").ConfigureAwait(false);
        return store;
    }

    /// <summary>Who works: the name that is written into the journal.</summary>
    public static string Who(string? name) => name ?? (Environment.UserName is { Length: > 0 } user ? user : "nobody");

    public static Importer Importer(RegisterStore store, Lexicon lexicon, string? folder, SourceLimits limits) => new(store, lexicon, KnowledgeOf(folder), async (path, stop) =>
    {
        var (bytes, fault) = await Inputs.BytesAsync(path, limits, stop).ConfigureAwait(false);
        if (bytes is null)
            return new OpenedSource(path, null, null, fault);
        var input = await Inputs.OfAsync(path, path, bytes, limits).ConfigureAwait(false);
        return new OpenedSource(path, bytes, input.Document, input.Fault);
    });

    /// <summary>What the reader knows, as a hash: what was read by other knowledge is read anew.</summary>
    public static string KnowledgeOf(string? folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(typeof(Reader).Assembly.ManifestModule.ModuleVersionId.ToByteArray());
        if (folder is null)
            return Convert.ToHexStringLower(hash.GetHashAndReset());
        foreach (var file in Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

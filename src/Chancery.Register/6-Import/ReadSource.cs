using Chancery.Sources;

namespace Chancery.Registers.Import;

/// <summary>A file opened for import: its bytes and what they hold, or why they cannot be read.</summary>
/// <param name="Name">Its path or address.</param>
/// <param name="Bytes">The bytes; null where the file could not be opened at all.</param>
/// <param name="Document">What they hold; null where that cannot be read.</param>
/// <param name="Fault">Why not.</param>
internal sealed record OpenedSource(string Name, byte[]? Bytes, SourceDocument? Document, string? Fault);

/// <summary>A file read for import, with all that can be made ready before it is its turn to be written.</summary>
/// <param name="Hash">SHA-256 of the bytes; empty where they could not be had.</param>
/// <param name="Packed">The bytes, compressed.</param>
/// <param name="Release">What was read; null where the file holds no release.</param>
internal sealed record ReadSource(string Name, string Hash, int Size, byte[]? Packed, ReleaseRows? Release, string? Fault, bool Known = false);

/// <summary>What became of the files of an import.</summary>
/// <param name="New">Releases that the register did not hold.</param>
/// <param name="Editions">Corrected releases that took the place of an earlier edition.</param>
/// <param name="Copies">Releases that it held already, from another source.</param>
/// <param name="Updated">Releases read again with other knowledge.</param>
/// <param name="Known">Files that it held already.</param>
/// <param name="Empty">Files that hold no release.</param>
/// <param name="Faults">Files that could not be read, each with the reason.</param>
internal sealed record ImportReport(int New, int Editions, int Copies, int Updated, int Known, int Empty, IReadOnlyList<(string Name, string Fault)> Faults)
{
    public static ImportReport None { get; } = new(0, 0, 0, 0, 0, 0, []);

    public int Files => New + Editions + Copies + Updated + Known + Empty + Faults.Count;

    public override string ToString() => $"{Files:N0} files: {New:N0} new, {Editions:N0} new editions, {Copies:N0} copies, {Updated:N0} read again, {Known:N0} known already, {Empty:N0} no release, {Faults.Count:N0} unreadable";
}

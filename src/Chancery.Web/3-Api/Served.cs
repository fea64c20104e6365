using Chancery.Lexicons;
using Chancery.Registers.FollowUps;
using Chancery.Registers.Import;
using Chancery.Registers.Store;
using Microsoft.AspNetCore.Http;

namespace Chancery.Web.Api;

/// <summary>What a server serves.</summary>
/// <param name="Store">The register.</param>
/// <param name="Lexicon">Names and forms of address.</param>
/// <param name="Importer">Takes in what is handed in: its bytes and its name.</param>
internal sealed record Served(RegisterStore Store, Lexicon Lexicon, Func<byte[], string, Importer> Importer)
{
    /// <summary>Reads what is typed.</summary>
    public Reader Reader { get; } = new(Lexicon);

    /// <summary>Whoever asks, as the officer in whose name is decided.</summary>
    public Officer Officer(HttpContext http) => new(Store, Lexicon, Who(http));

    /// <summary>The same, where facts are reviewed.</summary>
    public Reviewer Reviewer(HttpContext http) => new(Store, Lexicon, Who(http));

    /// <summary>The name that is written into the journal.</summary>
    public static string Who(HttpContext http) => http.User.Identity?.Name ?? "nobody";

    /// <summary>A party's name, or its code where the lexicon has none.</summary>
    public string Name(string code) => Lexicon.PartyByCode.TryGetValue(code, out var party) ? Lexicon.PartyList[party].Name : code;
}

using Chancery.Mentions;

namespace Chancery.Names;

/// <summary>Somebody whom a release names.</summary>
internal sealed class Person(string name, string[] words)
{
    /// <summary>The fullest form of the name in the release.</summary>
    public string Name { get; set; } = name;

    /// <summary>The words of the name without particles, in lower case and without accents.</summary>
    public string[] Words { get; set; } = words;

    public List<OfficeWords> Offices { get; } = [];

    /// <summary>Whether one of the offices is called by some words.</summary>
    public bool Holds(string[] words)
    {
        foreach (var office in Offices)
        {
            if (office.HasAll(words))
                return true;
        }
        return false;
    }

    public int Party { get; set; } = -1;

    /// <summary>Whether the party is the house's only for want of another.</summary>
    public bool Assumed { get; set; }

    public char Sex { get; set; } = ' ';

    /// <summary>Where the name first stands, a token.</summary>
    public int First { get; init; }
}

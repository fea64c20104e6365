using Chancery.Lexicons;

namespace Chancery.Mentions;

/// <summary>How somebody is named.</summary>
internal enum MentionKind : byte
{
    /// <summary>By name, with or without office.</summary>
    Person,
    /// <summary>By office alone: "the Minister".</summary>
    Office,
    /// <summary>A state or organisation, or its government or side.</summary>
    Party,
    /// <summary>Several together: "the two Ministers".</summary>
    Group,
    /// <summary>"he", "they", "both".</summary>
    Pronoun,
    /// <summary>"the Organization": one that was named before.</summary>
    Organisation,
    /// <summary>"his Japanese counterpart".</summary>
    Counterpart,
}

/// <summary>An office as a mention gives it.</summary>
/// <param name="Text">The office as it is written.</param>
/// <param name="Party">Whose it is said to be; -1 where that is not said.</param>
/// <param name="Known">Whose it is by the lexicon; see <see cref="OfficeHead.Shared"/>.</param>
/// <param name="Plural">Whether several hold it.</param>
internal sealed record OfficeWords(string Text, int Party, int Known, bool Plural)
{
    /// <summary>The party that has the office; -1 where many have.</summary>
    public int Home => Known < 0 ? -1 : Known & (OfficeHead.Shared - 1);

    /// <summary>Whether others call theirs so too, so that the text must name the state.</summary>
    public bool IsShared => Known >= OfficeHead.Shared;

    private string[]? words;

    /// <summary>The words that tell the office from others, in lower case.</summary>
    public string[] Words => words ??= Lexicon.OfficeWords(Text);

    private Role? roles;

    /// <summary>Whether one of the words plays a role.</summary>
    public bool Is(Role role, Lexicon lexicon) => ((roles ??= lexicon.RolesOf(Words)) & role) != 0;

    /// <summary>Whether a word is one of those.</summary>
    public bool Has(string word)
    {
        foreach (var own in Words)
        {
            if (own == word)
                return true;
        }
        return false;
    }

    /// <summary>Whether all of some words are among those.</summary>
    public bool HasAll(string[] some)
    {
        foreach (var word in some)
        {
            if (!Has(word))
                return false;
        }
        return true;
    }
}

/// <summary>One naming of somebody: tokens, end exclusive, and what they say of who it is.</summary>
internal sealed class Mention(int first, int end, MentionKind kind)
{
    public int First { get; set; } = first;

    public int End { get; set; } = end;

    public MentionKind Kind { get; set; } = kind;

    /// <summary>Begins to read an office or name at a token, whatever was read before.</summary>
    public void Begin(int at)
    {
        (First, End, Kind, NameFirst, NameEnd, NamedParty, SecondParty, Person) = (at, at, MentionKind.Office, -1, -1, -1, -1, -1);
        (Sex, Size, HasHonorific, Genitive, OwnerPronoun, Adjective, City, Former, OfCounterpart) = (' ', 0, false, false, false, false, false, false, false);
        (Listed, Parties, People) = ([], [], []);
        offices?.Clear();
    }

    public int NameFirst { get; set; } = -1;

    public int NameEnd { get; set; } = -1;

    private List<OfficeWords>? offices;

    public List<OfficeWords> Offices => offices ??= new(2);

    public bool HasOffice => offices is { Count: > 0 };

    /// <summary>The party that the words name, or -1.</summary>
    public int NamedParty { get; set; } = -1;

    /// <summary>The party that the words name, or that of its first office that has one, or -1.</summary>
    public int SaidParty
    {
        get
        {
            if (NamedParty >= 0)
                return NamedParty;
            foreach (var office in HasOffice ? Offices : [])
            {
                if (office.Party >= 0)
                    return office.Party;
            }
            return -1;
        }
    }

    /// <summary>The parties of a group that lists them: "the Ministers of X, Y and Z".</summary>
    public int[] Listed { get; set; } = [];

    /// <summary>A second named party: "the Ukrainian and American sides".</summary>
    public int SecondParty { get; set; } = -1;

    public char Sex { get; set; } = ' ';

    public bool HasHonorific { get; set; }

    /// <summary>Whether 's follows, so that the mention only owns something.</summary>
    public bool Genitive { get; set; }

    /// <summary>A pronoun or word that owns: "his", "their", "our".</summary>
    public bool OwnerPronoun { get; set; }

    /// <summary>Whether an adjective alone names the party ("Finnish support").</summary>
    public bool Adjective { get; set; }

    /// <summary>Whether a city stands for the government.</summary>
    public bool City { get; set; }

    /// <summary>"his Japanese counterpart X": whoever he is, he is of the other side.</summary>
    public bool OfCounterpart { get; set; }

    /// <summary>How many a group is said to have; 0 where it is not said.</summary>
    public int Size { get; set; }

    /// <summary>Somebody who held the office before, or who is dead.</summary>
    public bool Former { get; set; }

    /// <summary>The person meant, an index of the cast, or -1.</summary>
    public int Person { get; set; } = -1;

    /// <summary>The parties meant; empty where that is open.</summary>
    public int[] Parties { get; set; } = [];

    /// <summary>The people meant, where a group stands for people.</summary>
    public int[] People { get; set; } = [];
}

using System.Buffers;
using System.Collections.Immutable;

namespace Chancery.Lexicons;

/// <summary>
/// What the reader knows of language, states, organisations, offices and house styles. Made from text files; a folder of files with the
/// same names can be laid over the standard ones. Immutable once made and safe to share between threads.
/// </summary>
public sealed partial class Lexicon
{
    private static readonly Lazy<Lexicon> StandardLexicon = new(() => From(StandardFiles()).Value
        ?? throw new InvalidOperationException("The built-in lexicon has a fault: " + string.Join("; ", From(StandardFiles()).Faults)));

    private Lexicon()
    {
        Parties = new(Words);
        Honorifics = new(Words);
        Offices = new(Words);
        Times = new(Words);
        People = new(Words);
    }

    /// <summary>The lexicon that comes with the library.</summary>
    public static Lexicon Standard => StandardLexicon.Value;

    /// <summary>The files of the standard lexicon, as they are embedded in the library.</summary>
    public static ImmutableArray<LexiconFile> StandardFiles()
    {
        var assembly = typeof(Lexicon).Assembly;
        var files = ImmutableArray.CreateBuilder<LexiconFile>();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith(".txt", StringComparison.Ordinal) || LexiconFile.IsPicture(n)).Order(StringComparer.Ordinal))
        {
            using var bytes = new MemoryStream();
            using var stream = assembly.GetManifestResourceStream(name)!;
            stream.CopyTo(bytes);
            files.Add(LexiconFile.Of(name, bytes.ToArray()));
        }
        return files.ToImmutable();
    }

    /// <summary>Makes a lexicon of files; files of one name are read one after the other, so that later lines lie over earlier ones.</summary>
    /// <param name="files">The standard files followed by a user's own, as a rule.</param>
    /// <returns>The lexicon, or what is wrong with the files, each fault with its file and line.</returns>
    public static LexiconResult From(IEnumerable<LexiconFile> files)
    {
        var lexicon = new Lexicon();
        var faults = lexicon.Fill([.. files]);
        return faults.Count == 0 ? new LexiconResult(lexicon, []) : new LexiconResult(null, [.. faults]);
    }

    /// <summary>Whether a party of the standard lexicon is a state and no organisation.</summary>
    /// <param name="code">Its code.</param>
    public static bool IsState(string code) => Standard.PartyByCode.TryGetValue(code, out var party) && Standard.PartyList[party].IsState;

    internal Vocabulary Words { get; } = new();

    internal PhraseTree<PartyName> Parties { get; }

    internal List<Party> PartyList { get; } = [];

    internal Dictionary<string, int> PartyByCode { get; } = new(StringComparer.Ordinal);

    /// <summary>Cities by their country.</summary>
    internal Dictionary<int, string> Capitals { get; } = [];

    internal PhraseTree<Honorific> Honorifics { get; }

    internal PhraseTree<OfficeHead> Offices { get; }

    internal List<(string[] Short, string[][] Long)> SameOffices { get; } = [];

    internal PhraseTree<TimeRule> Times { get; }

    /// <summary>Languages that stand beside English.</summary>
    internal List<OtherLanguage> Languages { get; } = [];

    /// <summary>Small words, and a bit for each of the languages that have them.</summary>
    internal Dictionary<string, uint> LanguageWords { get; } = new(StringComparer.Ordinal);

    /// <summary>Words of a headline behind which stands where somebody goes, a blank on either side.</summary>
    internal List<string> Visited { get; } = [];

    /// <summary>Words behind which an attribution says on what somebody speaks: "Statement by X on Y".</summary>
    internal List<string> BeforeTopic { get; } = [];

    /// <summary>Words of a headline behind which stands who comes to the house, a blank behind them.</summary>
    internal List<string> Guests { get; } = [];

    /// <summary>Labels before the house from which a page took a release: "Source".</summary>
    internal List<string> SourceLabels { get; } = [];

    /// <summary>What stands behind the house that tells a release in its body, and what before it, each with a blank before it.</summary>
    internal List<string> Sayings { get; } = [];

    internal List<string> Tellers { get; } = [];

    /// <summary>Words of a headline behind which stands the state to which envoys are sent: "ambassadors to".</summary>
    internal List<string> SentTo { get; } = [];

    /// <summary>How the holders of offices are addressed in writing and in speech, in the order of rank.</summary>
    internal List<OfficeRank> Addresses { get; } = [];

    /// <summary>The place of an office among <see cref="Addresses"/>, 0 the highest; behind all where none of them stands in it. The longest holds: a Deputy Prime Minister is no Prime Minister.</summary>
    internal int RankOf(string office)
    {
        var (best, length) = (Addresses.Count, 0);
        for (var i = 0; i < Addresses.Count; i++)
        {
            if (Addresses[i].Office.Length > length && office.Contains(Addresses[i].Office, StringComparison.OrdinalIgnoreCase))
                (best, length) = (i, Addresses[i].Office.Length);
        }
        return best;
    }

    /// <summary>The code of a party as somebody wrote it, in capitals or not; null where there is none.</summary>
    internal string? CodeOf(string written) => PartyByCode.ContainsKey(written) ? written : PartyByCode.ContainsKey(written.ToUpperInvariant()) ? written.ToUpperInvariant() : null;

    /// <summary>The sentences of which drafts are made, in the order in which they are tried.</summary>
    internal List<DraftSentence> DraftSentences { get; } = [];

    /// <summary>The letterheads of houses, by their party.</summary>
    internal Dictionary<string, Letterhead> Letterheads { get; } = new(StringComparer.Ordinal);

    /// <summary>How languages are written that are not set like English, by their codes.</summary>
    internal Dictionary<string, Writing> Writings { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a language (ISO 639-1) is written from right to left.</summary>
    internal bool IsFromRight(string language) => Writings.TryGetValue(language, out var writing) && writing.IsFromRight;

    /// <summary>Names that houses do not use.</summary>
    internal List<NameUsage> Usage { get; } = [];

    /// <summary>Names of parties before which "the" stands.</summary>
    internal HashSet<string> WithThe { get; } = new(StringComparer.Ordinal);

    /// <summary>Offices as they are said before a name after the first mention.</summary>
    internal List<(string Office, string Short)> ShortOffices { get; } = [];

    /// <summary>Words by which a clause is known from a noun phrase.</summary>
    internal HashSet<string> FiniteVerbs { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The last day of a state's fiscal year, and whether the first of its two calendar years names it.</summary>
    internal Dictionary<int, FiscalYear> FiscalYears { get; } = [];

    internal PhraseTree<int> People { get; }

    /// <summary>People by each word of their names.</summary>
    internal Dictionary<string, List<(string[] Words, int Party)>> KnownPeople { get; } = new(StringComparer.Ordinal);

    /// <summary>Who is a "kingdom", a "republic" by one of its names.</summary>
    internal Dictionary<string, HashSet<int>> StateStyles { get; } = new(StringComparer.Ordinal);

    internal List<House> Houses { get; } = [];

    /// <summary>Phrases by the number of the word that they begin with, the most demanding first.</summary>
    internal Phrase[]?[] Phrases { get; private set; } = [];

    /// <summary>Of each phrase in <see cref="Phrases"/>, what must follow its first word.</summary>
    internal Follows[]?[] PhraseMasks { get; private set; } = [];

    /// <summary>How many words behind its first one the phrases look that begin with a word.</summary>
    internal int[] PhraseReach { get; private set; } = [];

    internal ActManner[] Manners { get; } = new ActManner[Enum.GetValues<ActKind>().Length];

    internal List<(string[] Words, bool Beside)> Occasions { get; } = [];

    internal List<PromiseRule> Promises { get; } = [];

    /// <summary>The same by their verbs, each in the order of the list.</summary>
    internal Dictionary<string, PromiseRule[]> PromisesByVerb { get; } = new(StringComparer.Ordinal);

    internal HashSet<string> Wishes { get; } = new(StringComparer.Ordinal);

    internal HashSet<string> Soft { get; } = new(StringComparer.Ordinal);

    internal List<string> Vague { get; } = [];

    internal Dictionary<char, List<string>> VagueByLetter { get; } = [];

    /// <summary>Words that make of a term no promise.</summary>
    internal HashSet<string> Ought { get; } = new(StringComparer.Ordinal);

    internal List<string> General { get; } = [];

    internal HashSet<string> Countable { get; } = new(StringComparer.Ordinal);

    internal List<PlannedRule> Planned { get; } = [];

    /// <summary>By what they tell: words that a headline may hold.</summary>
    internal Dictionary<string, SearchValues<string>> HeadlineWords { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a headline holds words that tell something.</summary>
    internal bool Tells(ReadOnlySpan<char> headline, string what) => Told(headline, what) >= 0;

    /// <summary>Where the first words of a headline stand that tell something; -1 if none do.</summary>
    internal int Told(ReadOnlySpan<char> headline, string what) => HeadlineWords.TryGetValue(what, out var words) ? headline.IndexOfAny(words) : -1;

    internal List<string> Partnerships { get; } = [];

    internal List<string> IntendedPartnership { get; } = [];

    /// <summary>"seventieth" as a number.</summary>
    internal Dictionary<string, int> Ordinals { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>"centenary" as the years that it marks.</summary>
    internal Dictionary<string, int> Jubilees { get; } = new(StringComparer.OrdinalIgnoreCase);

    internal Dictionary<string, string> ReleaseKinds { get; } = new(StringComparer.Ordinal);

    internal List<(string Words, string Kind)> HeadlineKinds { get; } = [];

    internal List<string> HouseWords { get; } = [];

    /// <summary>The same, to be found in one pass.</summary>
    internal Beginnings HouseStarts { get; private set; } = new([]);

    internal SearchValues<string> CountableSigns { get; private set; } = SearchValues.Create([], StringComparison.Ordinal);

    internal SearchValues<string> GeneralSigns { get; private set; } = SearchValues.Create([], StringComparison.Ordinal);

    /// <summary>The offices of those who sign, to be found in one pass.</summary>
    internal SearchValues<string> SignatorySigns { get; private set; } = SearchValues.Create([], StringComparison.OrdinalIgnoreCase);

    /// <summary>The names of houses in one search.</summary>
    internal Beginnings HouseNames { get; private set; } = new([]);

    /// <summary>Whether a line holds anything that attributes what follows to somebody.</summary>
    internal SearchValues<string> AttributionSigns { get; private set; } = SearchValues.Create([], StringComparison.OrdinalIgnoreCase);

    /// <summary>The beginnings of lines of page furniture, by their first letter.</summary>
    internal Dictionary<char, List<string>> FurnitureByLetter { get; } = [];

    internal List<string> Furniture { get; } = [];

    internal List<(string Label, string Kind)> Contacts { get; } = [];

    internal List<string> Embargoes { get; } = [];

    /// <summary>How lines begin that say what an edition has otherwise.</summary>
    internal List<string> Corrections { get; } = [];

    /// <summary>What a page offers behind the day of issue.</summary>
    internal List<string> PageTools { get; } = [];

    /// <summary>How a site begins that passes a release on, and says when it came out.</summary>
    internal List<string> Notices { get; } = [];

    /// <summary>How lines begin that tell when a page was changed last.</summary>
    internal List<string> Updates { get; } = [];

    /// <summary>How lines of page furniture end that tell how old a page is.</summary>
    internal List<string> FurnitureEnds { get; } = [];

    /// <summary>Labels of a day with which a page may begin.</summary>
    internal List<string> DayLabels { get; } = [];

    /// <summary>Styles before whom a dateline's city may stand with a comma alone.</summary>
    internal List<string> DatelineStyles { get; } = [];

    /// <summary>How lines of a letterhead begin that name the state.</summary>
    internal List<string> StateNames { get; } = [];

    internal List<string> Numbers { get; } = [];

    internal List<string> SignatoryWords { get; } = [];

    internal List<string> Attributions { get; } = [];

    /// <summary>Words of the offices whose bearers are known by a surname alone, in lower case.</summary>
    internal HashSet<string> FirstRank { get; } = new(StringComparer.Ordinal);

    /// <summary>What several words, in lower case, play.</summary>
    internal Role RolesOf(string[] words)
    {
        var roles = Role.None;
        foreach (var word in words)
            roles |= Words.Role(Words.Find(word));
        return roles;
    }

    /// <summary>The party or place whose name some words are; null where they are none.</summary>
    internal PartyName? Named(ReadOnlySpan<char> words)
    {
        var blank = words.IndexOf(' ');
        var first = blank < 0 ? words : words[..blank];
        if (first.Length <= LongestName && !first.ContainsAnyExcept(Letters))
        {
            Span<char> lower = stackalloc char[LongestName];
            var begun = Parties.Step(0, Words.Find(lower[..first.ToLowerInvariant(lower)]));
            if (begun < 0 || blank < 0)
                return begun >= 0 && Parties.Ends(begun, out var one) ? one : null;
        }
        if (words.Length > LongestParty)
            return null;
        var tokens = new List<Token>(4);
        Tokenizer.Cut(words.ToString(), 0, words.Length, Words, tokens);
        var node = 0;
        foreach (var token in tokens)
        {
            node = Parties.Step(node, token.Word);
            if (node < 0)
                return null;
        }
        return Parties.Ends(node, out var name) ? name : null;
    }

    /// <summary>In letters; a longer word is looked up as any other.</summary>
    private const int LongestName = 32;

    /// <summary>In letters; no party or place has a longer name.</summary>
    private const int LongestParty = 100;

    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>The first house of the list whose name stands in a line, whole; -1 if none. An acronym must be in capitals.</summary>
    internal int HouseIn(ReadOnlySpan<char> line)
    {
        var best = -1;
        for (var at = HouseNames.Next(line, 0, out var candidates); at >= 0; at = HouseNames.Next(line, at + 1, out candidates))
        {
            foreach (var i in candidates)
            {
                if (best >= 0 && i >= best)
                    break;
                var words = Houses[i].Words;
                var rest = line[at..];
                if (Vocabulary.Begins(rest, words) && (rest.Length == words.Length || !char.IsLetter(rest[words.Length]))
                    && (rest.StartsWith(words, StringComparison.Ordinal) || words.AsSpan().IndexOfAnyInRange('a', 'z') >= 0))
                    best = i;
            }
        }
        return best;
    }
}

/// <summary>A lexicon, or the faults that keep it from being made.</summary>
/// <param name="Value">The lexicon, or null.</param>
/// <param name="Faults">Each with file, line and reason; empty where there is a lexicon.</param>
public sealed record LexiconResult(Lexicon? Value, ImmutableArray<string> Faults);

using System.Buffers;
using System.Globalization;

namespace Chancery.Lexicons;

public sealed partial class Lexicon
{
    private readonly List<string> faults = [];
    private Dictionary<string, List<LexiconFile>> byName = [];

    private List<string> Fill(List<LexiconFile> files)
    {
        byName = files.GroupBy(f => f.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        Words.Add("'s");
        FillWords();
        FillRoles();
        FillStates("states.txt");
        FillStates("states-more.txt");
        FillOrganisations();
        FillHonorifics();
        FillOffices();
        FillPeople();
        FillHouses();
        FillTimes();
        FillFiscalYears();
        FillLanguages();
        FillAddresses();
        FillPhrases(files);
        FillCommitments();
        FillRelease();
        FillDrafts();
        FillLetterheads();
        FillWriting();
        FillUsage();
        HouseNames = new Beginnings([.. Houses.Select(h => h.Words)]);
        HouseStarts = new Beginnings(HouseWords);
        SignatorySigns = SearchValues.Create([.. SignatoryWords], StringComparison.OrdinalIgnoreCase);
        CountableSigns = SearchValues.Create([.. Countable], StringComparison.Ordinal);
        GeneralSigns = SearchValues.Create([.. General], StringComparison.Ordinal);
        foreach (var rule in Promises)
        {
            foreach (var verb in rule.Verbs)
                PromisesByVerb[verb] = [.. PromisesByVerb.GetValueOrDefault(verb, []), rule];
        }
        AttributionSigns = SearchValues.Create([.. Attributions], StringComparison.OrdinalIgnoreCase);
        foreach (var words in Vague)
            ByLetter(VagueByLetter, words, words);
        foreach (var words in Furniture)
            ByLetter(FurnitureByLetter, words, words);
        foreach (var word in new[] { "anniversary", "year", "years" })
            Words.Mark(Words.Add(word), WordClass.Anniversary);
        return faults;
    }

    /// <summary>Keeps a value by the first letter of its words, in lower case.</summary>
    private static void ByLetter<T>(Dictionary<char, List<T>> lists, string words, T value)
    {
        var letter = char.ToLowerInvariant(words[0]);
        if (!lists.TryGetValue(letter, out var list))
            lists.Add(letter, list = []);
        list.Add(value);
    }

    private IEnumerable<LexiconFile> Named(string name) => byName.TryGetValue(name, out var found) ? found : [];

    private IEnumerable<(LexiconFile File, int Number, string[] Columns)> Rows(string name, int columns)
    {
        foreach (var file in Named(name))
        {
            foreach (var (number, line) in file.Lines())
            {
                var row = LexiconFile.Columns(line);
                if (row.Length > columns)
                    Fault(file, number, $"has {row.Length} columns where {columns} are meant");
                else
                    yield return (file, number, [.. row, .. Enumerable.Repeat("", columns - row.Length)]);
            }
        }
    }

    private void Fault(LexiconFile file, int line, string reason) => faults.Add($"lexicon file {file.Name}, line {line}: {reason}");

    private void FillWords()
    {
        foreach (var file in Named("words.txt"))
        {
            foreach (var (section, number, line) in file.Sections())
            {
                if (!Classes.TryGetValue(section, out var what))
                {
                    if (section is not ("not" or "particle after verb"))
                        Fault(file, number, $"there is no class of words [{section}]");
                    continue;
                }
                foreach (var item in LexiconFile.Items(line, ','))
                    Words.Mark(Words.Add(item), what);
            }
        }
        foreach (var article in new[] { "the", "a", "an" })
            Words.Mark(Words.Add(article), WordClass.Article);
    }

    private void FillRoles()
    {
        foreach (var file in Named("roles.txt"))
        {
            foreach (var (section, number, line) in file.Sections())
            {
                if (!Enum.TryParse<Role>(section.Replace(" ", "", StringComparison.Ordinal), ignoreCase: true, out var role) || role == Role.None)
                {
                    Fault(file, number, $"no rule asks for [{section}]");
                    continue;
                }
                foreach (var item in LexiconFile.Items(line, ','))
                    Words.Mark(Words.Add(item), role);
            }
        }
    }

    private static readonly Dictionary<string, WordClass> Classes = new(StringComparer.Ordinal)
    {
        ["preposition"] = WordClass.Preposition,
        ["subject pronoun"] = WordClass.SubjectPronoun,
        ["conjunction"] = WordClass.Conjunction,
        ["end of place"] = WordClass.EndOfPlace,
        ["building"] = WordClass.Building,
        ["speech"] = WordClass.Speech,
        ["opens term"] = WordClass.TermStart,
        ["comes to office"] = WordClass.ComesToOffice,
        ["held in turn"] = WordClass.HeldInTurn,
        ["leaves"] = WordClass.Leaves,
        ["concludes"] = WordClass.Concludes,
        ["credence"] = WordClass.Credence,
        ["connective"] = WordClass.Connective,
        ["conditional"] = WordClass.Conditional,
        ["determiner"] = WordClass.Determiner,
        ["possessive"] = WordClass.Possessive,
        ["relative"] = WordClass.Relative,
        ["that"] = WordClass.That,
        ["he"] = WordClass.He,
        ["she"] = WordClass.She,
        ["it"] = WordClass.It,
        ["they"] = WordClass.They,
        ["first"] = WordClass.First,
        ["we"] = WordClass.We,
        ["be"] = WordClass.Be,
        ["have"] = WordClass.Have,
        ["modal"] = WordClass.Modal,
        ["future"] = WordClass.Future,
        ["negator"] = WordClass.Negator,
        ["to"] = WordClass.To,
        ["adverb"] = WordClass.Adverb,
        ["number"] = WordClass.Number,
        ["month"] = WordClass.Month,
        ["weekday"] = WordClass.Weekday,
        ["abbreviation"] = WordClass.Abbreviation,
        ["name particle"] = WordClass.NameParticle,
        ["name suffix"] = WordClass.NameSuffix,
        ["group noun"] = WordClass.GroupNoun,
        ["side noun"] = WordClass.SideNoun,
        ["counterpart"] = WordClass.Counterpart,
        ["event noun"] = WordClass.EventNoun,
        ["body noun"] = WordClass.BodyNoun,
        ["street"] = WordClass.Street,
        ["thing"] = WordClass.Thing,
        ["state word"] = WordClass.StateWord,
        ["town"] = WordClass.TownNoun,
        ["no promise"] = WordClass.NoPromise,
        ["organisation noun"] = WordClass.OrganisationNoun,
        ["monarch"] = WordClass.Monarch,
        ["sentence opener"] = WordClass.SentenceOpener,
    };

    private int PartyOf(string code, string name, bool isState)
    {
        if (PartyByCode.TryGetValue(code, out var known))
            return known;
        PartyList.Add(new Party(code, name, isState));
        PartyByCode.Add(code, PartyList.Count - 1);
        return PartyList.Count - 1;
    }

    private void FillStates(string name)
    {
        foreach (var (file, number, row) in Rows(name, 4))
        {
            if (row[0].Length != 3 || row[0].Any(c => c is < 'A' or > 'Z'))
            {
                Fault(file, number, $"'{row[0]}' is no ISO 3166-1 alpha-3 code");
                continue;
            }
            var party = PartyOf(row[0], LexiconFile.Items(row[1], ';').FirstOrDefault() ?? row[0], isState: true);
            AddNames(party, row[1], PartyWord.Name);
            AddNames(party, row[2], PartyWord.Adjective, keepNames: true);
            AddNames(party, row[3], PartyWord.City, keepNames: true);
            if (!Capitals.ContainsKey(party) && LexiconFile.Items(row[3], ';').FirstOrDefault() is { } capital)
                Capitals.Add(party, capital);
        }
    }

    private void FillOrganisations()
    {
        foreach (var (_, _, row) in Rows("organisations.txt", 4))
        {
            var party = PartyOf(row[0], LexiconFile.Items(row[1], ';').FirstOrDefault() ?? row[0], isState: false);
            AddNames(party, row[0], PartyWord.Name);
            AddNames(party, row[1], PartyWord.Name);
            AddNames(party, row[2], PartyWord.Organ);
        }
    }

    private void AddNames(int party, string names, PartyWord kind, bool keepNames = false)
    {
        foreach (var name in LexiconFile.Items(names, ';'))
        {
            // A state's own name is not taken by an adjective or city of the same letters.
            if (keepNames && FindWhole(Parties, name, out var there) && there.Kind == PartyWord.Name)
                continue;
            foreach (var style in kind == PartyWord.Name ? name.ToLowerInvariant().Split(' ') : [])
            {
                if ((Words.Class(Words.Find(style)) & WordClass.StateWord) == 0)
                    continue;
                if (!StateStyles.TryGetValue(style, out var called))
                    StateStyles.Add(style, called = []);
                called.Add(party);
            }
            var acronym = name.All(c => char.IsUpper(c) || !char.IsLetter(c)) && name.Length <= 6;
            Parties.Add(name, new PartyName(party, kind, name, acronym), WordClass.PartyStart, Split);
        }
    }

    private bool FindWhole<T>(PhraseTree<T> tree, string words, out T value)
    {
        var sequence = new List<int>();
        Split(words, sequence);
        var node = 0;
        foreach (var word in sequence)
        {
            node = tree.Step(node, word);
            if (node < 0)
                break;
        }
        value = default!;
        return node > 0 && tree.Ends(node, out value);
    }

    /// <summary>Splits as the tokenizer does, so that phrases of the lexicon and of a text meet.</summary>
    private void Split(string words, List<int> sequence)
    {
        foreach (var token in Tokenizer.Pieces(words, Words))
            sequence.Add(Words.Add(token));
    }

    private void FillHonorifics()
    {
        foreach (var (_, _, row) in Rows("honorifics.txt", 3))
            Honorifics.Add(row[0], new Honorific(row[0], row[1].Length > 0 ? row[1][0] : ' ', row[2] == "office"), WordClass.HonorificStart, Split);
    }

    private void FillOffices()
    {
        foreach (var file in Named("offices.txt"))
        {
            foreach (var (section, number, line) in file.Sections())
            {
                switch (section)
                {
                    case "head" or "whole":
                        AddOffice(section, line);
                        break;
                    case "before":
                        foreach (var word in LexiconFile.Items(line, ','))
                            Words.Mark(Words.Add(word), WordClass.OfficeBefore);
                        break;
                    case "portfolio":
                        foreach (var word in LexiconFile.Items(line, ','))
                            Words.Mark(Words.Add(word), WordClass.Portfolio);
                        break;
                    case "first rank":
                        FirstRank.UnionWith(LexiconFile.Items(line, ','));
                        break;
                    case "same office":
                        var sides = line.Split('=');
                        if (sides.Length == 2)
                            SameOffices.Add((OfficeWords(sides[0]), [.. LexiconFile.Items(sides[1], ';').Select(OfficeWords)]));
                        else
                            Fault(file, number, "'one = another; another' is meant");
                        break;
                    default:
                        Fault(file, number, $"there is no section [{section}]");
                        break;
                }
            }
        }
    }

    private void AddOffice(string section, string line)
    {
        var home = -1;
        var open = line.IndexOf('(', StringComparison.Ordinal);
        if (open > 0 && PartyByCode.TryGetValue(line[(open + 1)..^1].TrimEnd('?'), out var party))
            (home, line) = (line[^2] == '?' ? party + OfficeHead.Shared : party, line[..open]);
        var plural = false;
        foreach (var form in LexiconFile.Items(line, ';'))
        {
            Offices.Add(form, new OfficeHead(form, home, plural, section == "whole"), WordClass.OfficeStart, Split);
            plural = true;
        }
    }

    /// <summary>The words of an office that tell it from others, in lower case.</summary>
    internal static string[] OfficeWords(string office) =>
        Array.FindAll(Vocabulary.Lower(office).Split([' ', ',', '&', '.', '-', '\n'], StringSplitOptions.RemoveEmptyEntries), w => w is not ("of" or "for" or "and" or "the" or "to" or "in" or "at"));

    private void FillPeople()
    {
        foreach (var (file, number, row) in Rows("people.txt", 2))
        {
            if (!PartyByCode.TryGetValue(row[1], out var party))
            {
                Fault(file, number, $"there is no party '{row[1]}'");
                continue;
            }
            foreach (var name in LexiconFile.Items(row[0], ';'))
            {
                People.Add(name, party, WordClass.PersonStart, Split);
                var words = PersonName.Words(name);
                foreach (var word in words)
                {
                    if (!KnownPeople.TryGetValue(word, out var list))
                        KnownPeople.Add(word, list = []);
                    list.Add((words, party));
                }
            }
        }
    }

    private void FillHouses()
    {
        foreach (var (file, number, row) in Rows("issuers.txt", 3))
        {
            if (row[1].Length == 0)
                continue;
            if (PartyByCode.TryGetValue(row[1].TrimEnd('?'), out var party))
                Houses.Add(new House(row[0], party, row[2], row[1][^1] == '?'));
            else
                Fault(file, number, $"there is no party '{row[1]}'");
        }
    }

    private void FillTimes()
    {
        foreach (var (file, number, row) in Rows("times.txt", 2))
        {
            var rule = row[1].Split(' ');
            if (rule.Length == 1 && rule[0] == "none")
                Times.Add(row[0], new TimeRule(row[0], "none", 0), WordClass.TimeStart, Split);
            else if (rule.Length == 2 && int.TryParse(rule[1], out var offset))
                Times.Add(row[0], new TimeRule(row[0], rule[0], offset), WordClass.TimeStart, Split);
            else
                Fault(file, number, $"'{row[1]}' is no time; a unit and a number are meant, as in 'month +1'");
        }
    }

    private void FillLanguages()
    {
        foreach (var (file, number, row) in Rows("languages.txt", 3))
        {
            if (row[1].Length != 2 || Languages.Count == 32)
            {
                Fault(file, number, Languages.Count == 32 ? "32 languages are as many as are told apart" : $"'{row[1]}' is no code of ISO 639-1; two letters are meant");
                continue;
            }
            foreach (var word in LexiconFile.Items(row[2], ','))
                LanguageWords[word] = LanguageWords.GetValueOrDefault(word) | 1U << Languages.Count;
            Languages.Add(new OtherLanguage(row[0], row[1]));
        }
    }

    private void FillFiscalYears()
    {
        foreach (var (file, number, row) in Rows("fiscal-years.txt", 3))
        {
            if (!PartyByCode.TryGetValue(row[0], out var state))
                Fault(file, number, $"there is no party '{row[0]}'");
            else if (row[1].Split('-') is not [var month, var day] || !int.TryParse(month, out var m) || !int.TryParse(day, out var d) || m is < 1 or > 12 || d < 1 || d > DateTime.DaysInMonth(2001, m))
                Fault(file, number, $"'{row[1]}' is no month and day; '03-31' is meant");
            else if (row[2] is not ("first" or "second"))
                Fault(file, number, $"'{row[2]}' is neither 'first' nor 'second'");
            else
                FiscalYears[state] = new FiscalYear(m, d, row[2] == "first");
        }
    }

    private void FillRelease()
    {
        var headlines = new List<(string Tells, string Words)>();
        foreach (var file in Named("release.txt"))
        {
            foreach (var (section, number, line) in file.Sections())
            {
                var row = LexiconFile.Columns(line);
                switch (section)
                {
                    case "kind": ReleaseKinds[row[0]] = row[1]; break;
                    case "headline kind": HeadlineKinds.Add((row[0], row[1])); break;
                    case "saying": Sayings.AddRange(LexiconFile.Items(line, ',').Select(words => $" {words}")); break;
                    case "told by": Tellers.AddRange(LexiconFile.Items(line, ',').Select(words => $" {words}")); break;
                    case "sent to": SentTo.AddRange(LexiconFile.Items(line, ',').Select(words => $"{words} ")); break;
                    case "headline" when row.Length == 2: headlines.AddRange(LexiconFile.Items(row[1], ',').Select(words => (row[0], words.Replace('_', ' ')))); break;
                    case "taken from": SourceLabels.AddRange(LexiconFile.Items(line, ',')); break;
                    case "guests": Guests.AddRange(LexiconFile.Items(line, ',').Select(words => $"{words} ")); break;
                    case "topic": BeforeTopic.AddRange(LexiconFile.Items(line, ',').Select(words => $" {words} ")); break;
                    case "visited": Visited.AddRange(LexiconFile.Items(line, ',').Select(words => $" {words} ")); break;
                    case "house": HouseWords.AddRange(LexiconFile.Items(line, ',')); break;
                    case "furniture": Furniture.AddRange(LexiconFile.Items(line, ',')); break;
                    case "contact": Contacts.Add((row[0], row[1])); break;
                    case "correction": Corrections.AddRange(LexiconFile.Items(line, ',')); break;
                    case "page tool": PageTools.AddRange(LexiconFile.Items(line, ',')); break;
                    case "notice": Notices.AddRange(LexiconFile.Items(line, ',')); break;
                    case "update": Updates.AddRange(LexiconFile.Items(line, ',')); break;
                    case "furniture end": FurnitureEnds.AddRange(LexiconFile.Items(line, ',')); break;
                    case "day label": DayLabels.AddRange(LexiconFile.Items(line, ',')); break;
                    case "dateline style": DatelineStyles.AddRange(LexiconFile.Items(line, ',')); break;
                    case "state name": StateNames.AddRange(LexiconFile.Items(line, ',')); break;
                    case "embargo": Embargoes.AddRange(LexiconFile.Items(line, ',')); break;
                    case "number": Numbers.AddRange(LexiconFile.Items(line, ',')); break;
                    case "signatory": SignatoryWords.AddRange(LexiconFile.Items(line, ',')); break;
                    case "attribution": Attributions.AddRange(LexiconFile.Items(line, ',')); break;
                    default: Fault(file, number, $"there is no section [{section}]"); break;
                }
            }
        }
        foreach (var told in headlines.GroupBy(h => h.Tells, h => h.Words, StringComparer.Ordinal))
            HeadlineWords[told.Key] = SearchValues.Create([.. told], StringComparison.OrdinalIgnoreCase);
    }

    private void FillCommitments()
    {
        foreach (var file in Named("commitments.txt"))
        {
            foreach (var (section, number, line) in file.Sections())
            {
                var items = LexiconFile.Items(line, ',').Select(i => i.ToLowerInvariant());
                var row = LexiconFile.Columns(line);
                switch (section)
                {
                    case "kinds" when row.Length == 3 && Kinds.TryCommitment(row[0], out var kind):
                        Promises.Add(new PromiseRule($"commitments: {row[0]}: {row[1]}", kind, Set(row[1]), Set(row[2])));
                        break;
                    case "planned" when row.Length == 2 && Kinds.TryCommitment(row[1], out var planned):
                        var gap = row[0].Split(" … ");
                        Planned.Add(new PlannedRule($"commitments: {row[0]}", planned, gap.Length > 1 ? gap[0].Split(' ') : [], gap[^1].Split('/')));
                        break;
                    case "wish": Wishes.UnionWith(items); break;
                    case "soft": Soft.UnionWith(items); break;
                    case "vague": Vague.AddRange(items); break;
                    case "ought": Ought.UnionWith(items); break;
                    case "general": General.AddRange(items); break;
                    case "countable": Countable.UnionWith(items); break;
                    case "announced": break;
                    case "partnership":
                        foreach (var name in LexiconFile.Items(line, ','))
                            Words.Mark(Words.Add(Tokenizer.Pieces(name, Words).First()), WordClass.PartnershipStart);
                        Partnerships.AddRange(LexiconFile.Items(line, ',').OrderByDescending(p => p.Length));
                        break;
                    case "ordinal" when row.Length == 2 && int.TryParse(row[1], CultureInfo.InvariantCulture, out var ordinal): Ordinals[row[0]] = ordinal; break;
                    case "jubilee" when row.Length == 2 && int.TryParse(row[1], CultureInfo.InvariantCulture, out var years):
                        Jubilees[row[0]] = years;
                        Words.Mark(Words.Add(row[0]), WordClass.Anniversary);
                        break;
                    case "intended partnership": IntendedPartnership.AddRange(items); break;
                    default: Fault(file, number, $"does not fit the section [{section}]"); break;
                }
            }
        }
    }

    private static HashSet<string> Set(string items) => [.. LexiconFile.Items(items, ',')];
}

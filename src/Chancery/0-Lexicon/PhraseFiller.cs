namespace Chancery.Lexicons;

public sealed partial class Lexicon
{
    private readonly Dictionary<int, List<Phrase>> building = [];

    private void FillPhrases(List<LexiconFile> files)
    {
        var compiler = new PhraseCompiler(Words, IrregularVerbs(), VerbClasses());
        foreach (var file in files.Where(f => f.Name.StartsWith("acts/", StringComparison.Ordinal)))
        {
            if (Kinds.TryAct(Path.GetFileNameWithoutExtension(file.Name), out var kind))
                FillActs(compiler, file, kind);
            else
                Fault(file, 1, "the file's name is no kind of act");
        }
        foreach (var file in Named("engagements.txt"))
            FillEngagements(compiler, file);
        Phrases = new Phrase[Words.Count][];
        PhraseMasks = new Follows[Words.Count][];
        PhraseReach = new int[Words.Count];
        foreach (var (word, list) in building)
        {
            Phrases[word] = [.. list.OrderByDescending(p => p.Weight)];
            PhraseMasks[word] = Array.ConvertAll(Phrases[word]!, p => p.OwnOnly ? default : p.Follows == default ? Follows.Anything : p.Follows);
            PhraseReach[word] = PhraseMasks[word]!.Max(m => m.Reach);
            Words.Mark(word, WordClass.PhraseStart);
        }
    }

    private Dictionary<string, string[]> IrregularVerbs()
    {
        var verbs = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var (_, _, row) in Rows("verbs.txt", 5))
            verbs[row[0]] = row;
        return verbs;
    }

    private Dictionary<string, string[]> VerbClasses()
    {
        var classes = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var file in Named("verb-classes.txt"))
        {
            foreach (var (number, line) in file.Lines())
            {
                var sides = line.Split('=');
                if (sides.Length != 2 || !line.StartsWith('@'))
                {
                    Fault(file, number, "'@name = verb, verb' is meant");
                    continue;
                }
                var name = sides[0].Trim()[1..];
                classes[name] = [.. classes.GetValueOrDefault(name, []), .. LexiconFile.Items(sides[1], ',')];
            }
        }
        return classes;
    }

    private void FillActs(PhraseCompiler compiler, LexiconFile file, ActKind kind)
    {
        var manner = Manners[(int)kind];
        foreach (var (number, line) in file.Lines())
        {
            if (line.StartsWith("addressee:", StringComparison.Ordinal))
            {
                manner = manner with
                {
                    ToObject = line.Contains("object", StringComparison.Ordinal),
                    To = line.Contains(" to", StringComparison.Ordinal),
                    Owner = line.Contains("owner", StringComparison.Ordinal),
                };
            }
            else if (line.StartsWith("reports:", StringComparison.Ordinal))
                manner = manner with { Reports = line.EndsWith("yes", StringComparison.Ordinal) };
            else if (line.StartsWith("joint:", StringComparison.Ordinal))
                manner = manner with { Joint = line.EndsWith("yes", StringComparison.Ordinal) };
            else
                AddPhrase(compiler, file, number, PhraseUse.Act, (int)kind, line);
        }
        Manners[(int)kind] = manner;
    }

    private void FillEngagements(PhraseCompiler compiler, LexiconFile file)
    {
        foreach (var (section, number, line) in file.Sections())
        {
            switch (section)
            {
                case "met" or "noun":
                    var row = LexiconFile.Columns(line);
                    if (row.Length == 2 && Kinds.TryEngagement(row[0], out var kind))
                        AddPhrase(compiler, file, number, PhraseUse.Engagement, (int)kind, row[1]);
                    else
                        Fault(file, number, "'kind of engagement | phrase' is meant");
                    break;
                case "attendance":
                    AddPhrase(compiler, file, number, PhraseUse.Attendance, 0, line);
                    break;
                case "beside" or "occasion":
                    foreach (var words in LexiconFile.Items(line, ',').Select(o => o.Split(' ')))
                    {
                        Occasions.Add((words, section == "beside"));
                        Words.Mark(Words.Add(words[0]), WordClass.Occasion);
                    }
                    break;
                case "event":
                    foreach (var word in LexiconFile.Items(line, ','))
                        Words.Mark(Words.Add(word), WordClass.Event);
                    break;
                case "no meeting":
                    foreach (var word in LexiconFile.Items(line, ','))
                        Words.Mark(Words.Add(word), WordClass.NoMeeting);
                    break;
                default:
                    Fault(file, number, $"there is no section [{section}]");
                    break;
            }
        }
    }

    private void AddPhrase(PhraseCompiler compiler, LexiconFile file, int number, PhraseUse use, int kind, string line)
    {
        var entry = $"{file.Name[..^4]}: {line}";
        foreach (var one in compiler.Expand(line))
        {
            if (compiler.Compile(use, kind, entry, one, out var fault) is not { } phrase)
            {
                Fault(file, number, fault!);
                continue;
            }
            foreach (var word in phrase.Elements[0].Words)
            {
                if (!building.TryGetValue(word, out var list))
                    building.Add(word, list = []);
                list.Add(phrase);
            }
        }
    }
}

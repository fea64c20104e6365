namespace Chancery.Lexicons;

/// <summary>What a house writes, and on what: forms of address, the sentences of drafts, letterheads, scripts, names that it uses.</summary>
public sealed partial class Lexicon
{
    private void FillAddresses()
    {
        foreach (var (file, number, row) in Rows("address.txt", 4))
        {
            if (row[1].Length == 0 || row[2].Length == 0)
            {
                Fault(file, number, "lacks a form; 'office | in writing | in speech | head, one or several' is meant");
                continue;
            }
            if (!Enum.TryParse<Holders>(row[3], ignoreCase: true, out var holders))
            {
                Fault(file, number, $"'{row[3]}' is neither 'head' nor 'one' nor 'several'");
                continue;
            }
            var rank = new OfficeRank(row[0], row[1], row[2], holders);
            if (Addresses.FindIndex(a => a.Office == row[0]) is var known && known >= 0)
                Addresses[known] = rank;
            else
                Addresses.Add(rank);
        }
    }

    private void FillDrafts()
    {
        foreach (var file in Named("drafts.txt"))
        {
            foreach (var (section, number, line) in file.Sections())
            {
                var row = LexiconFile.Columns(line);
                switch (section)
                {
                    case "the": WithThe.UnionWith(LexiconFile.Items(line, ',')); break;
                    case "short" when row.Length == 2: ShortOffices.Add((row[0], row[1])); break;
                    case "finite": FiniteVerbs.UnionWith(LexiconFile.Items(line, ',')); break;
                    case "acts" when row.Length == 3: DraftSentences.Add(new DraftSentence(section, row[0], row[1], row[2])); break;
                    case "engagements" or "commitments" or "relations" or "again" when row.Length == 2: DraftSentences.Add(new DraftSentence(section, row[0], "", row[1])); break;
                    default: Fault(file, number, $"is no line of a section [{section}]"); break;
                }
            }
        }
    }

    private void FillLetterheads()
    {
        foreach (var file in Named("letterheads.txt"))
        {
            // What a later file says of a house takes the place of all that an earlier one says.
            foreach (var house in file.Sections().GroupBy(l => l.Section, StringComparer.Ordinal))
            {
                var head = new Letterhead(house.Key);
                foreach (var (_, number, line) in house)
                {
                    if (Written(head, LexiconFile.Columns(line)) is { } more)
                        head = more;
                    else
                        Fault(file, number, "is no line of a letterhead, or names a picture (PNG) that is not there");
                }
                if (PartyByCode.ContainsKey(house.Key))
                    Letterheads[house.Key] = head;
                else
                    Fault(file, house.First().Number, $"there is no party {house.Key}");
            }
        }
    }

    /// <summary>A letterhead with one line more; null where it is none.</summary>
    private Letterhead? Written(Letterhead head, string[] row) => row switch
    {
        ["above", var language, var text] => head with { Above = head.Above.Add(new(language, text)) },
        ["name", var language, var text] => head with { Names = head.Names.Add(new(language, text)) },
        ["foot", var kind, var words] => head with { Foot = head.Foot.Add(new(kind, words)) },
        ["place", var place] => head with { Place = place },
        ["zone", var zone] => head with { Zone = zone },
        ["number", var pattern] when pattern.Contains("{number}", StringComparison.Ordinal) => head with { Number = pattern },
        ["signs", var office] => head with { Signs = office },
        ["crest", var name] when Named(name).LastOrDefault()?.Picture is { } picture => head with { Crest = picture },
        _ => null,
    };

    private void FillWriting()
    {
        foreach (var (file, number, row) in Rows("writing.txt", 3))
        {
            if (row[1] is "" or "right" or "east")
                Writings[row[0]] = new Writing(row[1] == "right", row[1] == "east", row[2]);
            else
                Fault(file, number, $"'{row[1]}' is neither right nor east");
        }
    }

    private void FillUsage()
    {
        foreach (var (_, _, row) in Rows("usage.txt", 3))
            Usage.Add(new NameUsage(row[0], row[1], row[2]));
    }
}

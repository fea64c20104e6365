using Chancery.Lexicons;

namespace Chancery.Layout;

/// <summary>What a line of a release may be.</summary>
internal enum Part { Body, Furniture, Kind, Date, House, Attribution, Line }

/// <summary>Tells by itself what a line is; where it stands is not asked.</summary>
internal sealed class LineReader(Lexicon lexicon)
{
    public static bool HasLowerWords(ReadOnlySpan<char> line)
    {
        var lower = 0;
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i - 1] == ' ' && char.IsLower(line[i]))
                lower++;
        }
        return lower >= 4;
    }

    public static bool StartsItem(ReadOnlySpan<char> line) =>
        line[0] is '•' or '–' or '-' or '*' or '(' || (char.IsAsciiDigit(line[0]) && line.IndexOf('.') is > 0 and < 4);

    public static bool EndsSentence(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd("\"”’')»");
        return line.Length > 0 && line[^1] is '.' or '!' or '?' or ':' or ';';
    }

    /// <summary>"…visited the headquarters in": no line ends so that does not go on in the next.</summary>
    public bool GoesOn(ReadOnlySpan<char> line)
    {
        var last = line[(line.LastIndexOf(' ') + 1)..];
        return last.IndexOfAnyExceptInRange('a', 'z') < 0 && (lexicon.Words.Class(lexicon.Words.Find(last)) & (WordClass.Preposition | WordClass.Article | WordClass.Conjunction)) != 0;
    }

    public Part PartOf(ReadOnlySpan<char> line)
    {
        if (IsFurniture(line))
            return Part.Furniture;
        if (line.Length < 70 && KindOf(line) is not null)
            return Part.Kind;
        if (IsAttribution(line))
            return Part.Attribution;
        if (line.Length < 90 && IsDateLine(line, out _, out _))
            return Part.Date;
        if (IsSentence(line))
            return line.Length < LongestDateline && PlaceAndDay(line) is not null ? Part.Line : Part.Body;
        // A foot that goes on with the address is longer than a name.
        return line.Length < (line.IndexOfAnyInRange('0', '9') >= 0 ? 170 : 140) && IsHouse(line) ? Part.House : Part.Line;
    }

    /// <summary>The kind that a line names; a bilingual one names it first in English or last: "PRESS RELEASE / COMMUNIQUÉ DE PRESSE".</summary>
    public string? KindOf(ReadOnlySpan<char> line)
    {
        if (Kind(line) is { } kind)
            return kind;
        var stroke = line.IndexOfAny('/', '|');
        return stroke > 0 ? Kind(line[..stroke]) ?? Kind(line[(stroke + 1)..]) : null;
    }

    private string? Kind(ReadOnlySpan<char> line)
    {
        Span<char> lower = stackalloc char[LongestKind];
        var bare = line.Trim("[]()–—-:.* ");
        if (bare.Length > LongestKind)
            return null;
        bare.ToLowerInvariant(lower);
        lower = lower[..bare.Length];
        lower.Replace('’', '\'');
        return lexicon.ReleaseKinds.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(lower, out var kind) ? kind : null;
    }

    /// <summary>In letters; no name of a kind is longer.</summary>
    private const int LongestKind = 128;

    private bool IsSentence(ReadOnlySpan<char> line)
    {
        var bare = line.TrimEnd("\"”’')» ");
        if (bare.Length == 0)
            return false;
        var words = 1 + bare.Count(' ');
        if (bare[^1] is '.' or '!' or '?')
            return words >= 3 && HasLower(bare) && !(words < 12 && bare[^1] == '.' && char.IsUpper(bare[^2]) && (words < 6 || bare.Length > 3 && bare[^3] == '.'));
        if (bare[^1] is ':' or ';' or ',')
            return words >= 8 || bare[^1] == ':' && words >= 5 && HasLowerWords(bare) && LooksLikeHeadline(bare);
        return bare.Length > 170 || (bare.Length > 100 && (HasPoint(bare) || HasLowerWords(bare) && !HasTitleCase(bare)));
    }

    /// <summary>Whether a sentence ends within a line; "H.E. Mr. Lee" ends none.</summary>
    private static bool HasPoint(ReadOnlySpan<char> line)
    {
        for (var at = line.IndexOf(". ", StringComparison.Ordinal); at >= 0;)
        {
            var word = line[(line[..at].LastIndexOf(' ') + 1)..at];
            if (word.Length is 0 or > 4 || !char.IsUpper(word[0]))
                return true;
            var next = line[(at + 1)..].IndexOf(". ", StringComparison.Ordinal);
            at = next < 0 ? -1 : at + 1 + next;
        }
        return false;
    }

    private static bool HasLower(ReadOnlySpan<char> line) => line.IndexOfAnyInRange('a', 'z') >= 0;

    /// <summary>Whether most words begin with a capital, as in a headline.</summary>
    private static bool HasTitleCase(ReadOnlySpan<char> line)
    {
        var (words, capital) = (0, 0);
        for (var i = 0; i < line.Length; i++)
        {
            if (i > 0 && line[i - 1] != ' ')
                continue;
            words++;
            if (char.IsUpper(line[i]) || char.IsDigit(line[i]))
                capital++;
        }
        return capital * 2 >= words;
    }

    public bool IsFurniture(ReadOnlySpan<char> line)
    {
        if (line.IndexOfAnyExcept("0123456789-–—/. •*#|_=~") < 0 && line.Length < 25)
            return !DateReader.TryRead(line, out var date) || !date.First.IsWhole;
        foreach (var word in lexicon.FurnitureByLetter.TryGetValue(char.ToLowerInvariant(line[0]), out var words) ? words : [])
        {
            if (!line.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                continue;
            var rest = line[word.Length..];
            if (word[0] is '#' or '*' or '-' or '[' or '©' || word is "www." or "http")
                return true;
            if (rest.IsEmpty || rest.TrimStart()[0] is ':' or '.' or '：' || (line.Length < 40 && !char.IsLetter(rest[0]) && !EndsSentence(line) && (rest.IndexOfAnyInRange('0', '9') >= 0 || word.Contains(' ', StringComparison.Ordinal))))
                return true;
        }
        // "17 May. 18:20 (UTC+3)": a day without its year, and an hour
        if (line.Length < 40 && line.Contains(':') && DateReader.TryRead(line, out var day) && day.First is { Year: 0, Day: > 0 } && line[day.Length..].IndexOfAnyInRange('a', 'z') < 0)
            return true;
        // "UAE 2 days ago"
        foreach (var end in line.Length < 40 && line.IndexOfAnyInRange('0', '9') >= 0 ? lexicon.FurnitureEnds : [])
        {
            if (line.EndsWith(end, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return line.Length < 60 && line.IndexOf('@') > 0 && !line.Contains(". ", StringComparison.Ordinal);
    }

    private bool IsAttribution(ReadOnlySpan<char> line)
    {
        if (line.Length > 140 || !line.ContainsAny(lexicon.AttributionSigns))
            return false;
        foreach (var words in lexicon.Attributions)
        {
            if (line.Contains(words, StringComparison.OrdinalIgnoreCase) && (line[^1] == ':' || line.StartsWith(words, StringComparison.OrdinalIgnoreCase) && !IsPointedHeadline(line)))
                return true;
        }
        return false;
    }

    public bool IsHouse(ReadOnlySpan<char> line)
    {
        if (lexicon.HouseIn(line) is var known and >= 0 && line.Length < lexicon.Houses[known].Words.Length + 40 && line.Contains(lexicon.Houses[known].Words, StringComparison.Ordinal))
            return true;
        for (var at = lexicon.HouseStarts.Next(line, 0, out var candidates); at >= 0; at = lexicon.HouseStarts.Next(line, at + 1, out candidates))
        {
            if (!char.IsUpper(line[at]) || at >= 40 && !char.IsUpper(line[0]))
                continue;
            foreach (var word in candidates)
            {
                // "High Commissioner" is no "High Commission".
                var rest = line[at..];
                var house = lexicon.HouseWords[word];
                if (Vocabulary.Begins(rest, house) && (rest.Length == house.Length || !char.IsLetter(house[^1]) || !char.IsLower(rest[house.Length])))
                    return !LooksLikeHeadline(line);
            }
        }
        return false;
    }

    /// <summary>A headline has a verb or a person's act in it; the name of a house has not.</summary>
    public bool LooksLikeHeadline(ReadOnlySpan<char> line)
    {
        Span<char> lower = stackalloc char[32];
        var (start, several, purpose, parties, offices) = (0, false, false, 0, 0);
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && (char.IsLetter(line[i]) || line[i] is '-'))
                continue;
            var word = line[start..i];
            var behindTo = purpose;
            start = i + 1;
            purpose = word is "to" or "To";
            // "PM, Turkish FM Discuss Ties"
            several |= word is "PM" or "FM" && ++offices > 1;
            // "May 2, 2018": a month
            if (word.Length is < 3 or > 32 || word is "May" && i + 1 < line.Length && char.IsAsciiDigit(line[i + 1]))
                continue;
            word.ToLowerInvariant(lower);
            var id = lexicon.Words.Find(lower[..word.Length]);
            var form = lexicon.Words.Form(id);
            // "Foreign Ministers of Chile and Peru meet": several want the base form; "Joint Commission to Forge Ties" tells what for.
            if ((several || behindTo) && (form & VerbForm.Base) != 0 && (lexicon.Words.Class(id) & WordClass.PhraseStart) != 0)
                return true;
            // "Ethiopia, Zambia Establish …", "A and B hold …"
            parties += (lexicon.Words.Class(id) & WordClass.PartyStart) != 0 && char.IsUpper(word[0]) ? 1 : 0;
            several |= (lexicon.Words.Class(id) & WordClass.GroupNoun) != 0 || parties > 1;
            if ((form & (VerbForm.Third | VerbForm.Past)) != 0 && (word.Length > 3 || (form & VerbForm.Past) != 0 && char.IsLower(word[0]) && (lexicon.Words.Class(id) & WordClass.PhraseStart) != 0) || (lexicon.Words.Class(id) & (WordClass.EventNoun | WordClass.Modal)) != 0 && (lexicon.Words.Class(id) & WordClass.Portfolio) == 0)
                return true;
        }
        return false;
    }

    /// <summary>"All topics Mark all", "PM Park 01": a line that tells of nothing, so that one below it which does is the headline.</summary>
    public bool IsWeak(ReadOnlySpan<char> line)
    {
        if (LooksLikeHeadline(line))
            return false;
        foreach (var (words, _) in lexicon.HeadlineKinds)
        {
            if (line.Contains(words, StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return true;
    }

    /// <summary>In letters; what opens a text with more is its first sentence.</summary>
    private const int LongestPointed = 160;

    /// <summary>"Minister X meets Minister Y.", "Statement by the Ministry on Z.": a headline in spite of its point, if sentences of their own follow.</summary>
    public bool IsPointedHeadline(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestPointed || line[^1] != '.' || line.Contains(". ", StringComparison.Ordinal) && line[..^1].Contains(". ", StringComparison.Ordinal) && !HasTitleCase(line))
            return false;
        if (line.IndexOf(' ') is var space and > 0 && Kind(line[..space]) is not null && line[(space + 1)..].IndexOf(' ') is var second and > 0 && lexicon.Words.Class(lexicon.Words.Find(line[(space + 1)..][..second])) is var behind && (behind & WordClass.Preposition) != 0)
            return true;
        var (present, words, small) = (false, 0, 0);
        foreach (var word in line[..^1].Split(' '))
        {
            words++;
            if (line[word] is not { Length: > 2 } one || !char.IsLower(one[0]))
                continue;
            small += one.Length > 3 ? 1 : 0;
            var form = lexicon.Words.Form(lexicon.Words.Find(one));
            if ((form & VerbForm.Past) != 0)
                return false;
            present |= (form & VerbForm.Third) != 0;
        }
        // "Deputy Minister Seeks Support In Trade and Connectivity Programs.": no sentence has all its words so.
        return present && HasTitleCase(line) || small == 0 && words >= LeastInTitle;
    }

    /// <summary>How many words a line must have to be a headline by their capitals alone.</summary>
    private const int LeastInTitle = 8;

    /// <summary>Whether a whole line is a date, with or without a place before it.</summary>
    public bool IsDateLine(ReadOnlySpan<char> line, out PartialDate date, out Stretch place)
    {
        (date, place) = (default, default);
        if (line.IndexOfAnyInRange('0', '9') < 0)
            return false;
        var trimmed = line.TrimEnd(".,;() ");
        for (var at = 0; at < trimmed.Length && at < 50; at++)
        {
            if (at > 0 && trimmed[at - 1] is not (' ' or ',' or '(' or '-' or '–' or '/' or ':'))
                continue;
            if (!DateReader.TryRead(trimmed[at..], out var words) || !words.First.IsWhole)
                continue;
            var rest = trimmed[(at + words.Length)..];
            // "09:21 | 17.03.2022 Category: Official": behind an hour nothing else is a day.
            var timed = at is > 4 and < 10 && trimmed[..at].IndexOf(':') > 0 && trimmed[..at].IndexOf('|') > 0;
            if (rest.Length > 30 || (rest.Length > 0 && !timed && rest.IndexOfAny("0123456789") < 0 && WithoutTools(rest).Length > 14))
                return false;
            var before = trimmed[..at].TrimEnd(" ,-–(/:");
            if (before.EndsWith(" on", StringComparison.Ordinal) || before.Count(' ') > 4)
                return false;
            before = before.TrimStart("-–• ");
            before = LayoutReader.Begins(before, lexicon.DayLabels) ? default : before;
            date = words.Last;
            // "No: 284, 11 November 2016": a number is no place.
            place = before.IndexOfAnyInRange('0', '9') >= 0 ? default : new Stretch(0, before.Length);
            return true;
        }
        return false;
    }

    /// <summary>What stands behind a day without what a page offers there: "PDF Print E-mail".</summary>
    private ReadOnlySpan<char> WithoutTools(ReadOnlySpan<char> rest)
    {
        rest = rest.Trim(" ,.-–—()|");
        for (var at = 0; at < lexicon.PageTools.Count; at++)
        {
            if (!rest.StartsWith(lexicon.PageTools[at], StringComparison.OrdinalIgnoreCase))
                continue;
            rest = rest[lexicon.PageTools[at].Length..].TrimStart(" |-");
            at = -1;
        }
        return rest;
    }

    /// <summary>"Ministry of Foreign Affairs, May 2, 2018 10:27 AM": where the comma before the day stands; 0 where a house has none behind it.</summary>
    public static int DayBehindHouse(ReadOnlySpan<char> line, out PartialDate date)
    {
        date = default;
        for (var comma = line.IndexOf(", "); comma > 0; comma = line[(comma + 1)..].IndexOf(", ") is var next and >= 0 ? comma + 1 + next : -1)
        {
            var rest = line[(comma + 2)..];
            if (!DateReader.TryRead(rest, out var day) || !day.First.IsWhole)
                continue;
            // Nothing but an hour may follow.
            if (rest[day.Length..].TrimEnd().Length > 12)
                return 0;
            date = day.First;
            return comma;
        }
        return 0;
    }

    /// <summary>In letters; no place and day on a line of their own take more.</summary>
    private const int LongestDateline = 50;

    /// <summary>"RIGA, Latvia, Nov. 8", "18:15 | Bogota (Colombia), Feb. 8." on a line of its own: where the city's name stands and the day; null where a line is none such.</summary>
    public (Stretch Place, PartialDate Day)? PlaceAndDay(ReadOnlySpan<char> line)
    {
        var start = line.IndexOf('|') is var bar and > 3 and < 9 && line.IndexOf(':') is > 0 and var colon && colon < bar ? bar + 1 : 0;
        start += line[start..].Length - line[start..].TrimStart().Length;
        var comma = line.IndexOf(',');
        if (comma < start + 3 || line.Length > LongestDateline)
            return null;
        var end = line[start..comma].IndexOf(" (") is var bracket and > 0 ? start + bracket : comma;
        if (!Places.IsCity(line[start..end], lexicon))
            return null;
        var rest = line[(comma + 1)..].Trim();
        if (rest.IndexOf(',') is var next and > 0 && Places.IsState(rest[..next], lexicon))
            rest = rest[(next + 1)..].Trim();
        return DateReader.TryRead(rest, out var day) && day.First.Day > 0 && rest.Length - day.Length < 2 ? (new Stretch(start, end), day.First) : null;
    }

    /// <summary>"Monday 5 May", "6 May 2025 (Tuesday):" above what happens on that day.</summary>
    public static bool IsDay(ReadOnlySpan<char> line, out PartialDate day)
    {
        line = line.Trim(" :.–-*");
        day = default;
        if (line.Length is 0 or > 40 || !DateReader.TryRead(line, out var words) || words.First.Month == 0 || words.First.Day == 0 || words.IsStretch)
            return false;
        day = words.First;
        var rest = line[Math.Min(line.Length, words.Length)..].Trim(" (),");
        return rest.IsEmpty || DateReader.Weekday(rest) > 0;
    }

    /// <summary>"Hon. Jane Doe" above a headline names whose office it is.</summary>
    public bool IsHolder(ReadOnlySpan<char> line)
    {
        if (line.Count(' ') <= 6 && HasTitleCase(line) && !LooksLikeHeadline(line) && !line.StartsWith("Ministers", StringComparison.Ordinal) && lexicon.Words.Class(lexicon.Words.Find(FirstWord(line))) is var office && (office & WordClass.OfficeStart) != 0)
            return true;
        var space = line.IndexOf(' ');
        Span<char> lower = stackalloc char[16];
        if (line.Count(' ') > 3 || space is < 2 or > 12)
            return false;
        var word = line[..space].TrimEnd('.');
        word.ToLowerInvariant(lower);
        return (lexicon.Words.Class(lexicon.Words.Find(lower[..word.Length])) & WordClass.HonorificStart) != 0;
    }

    /// <summary>Who holds what office by a line that says no more: "Jane Doe, Secretary-General", "Secretary-General Jane Doe"; null where it is none.</summary>
    public (string Name, string Office)? Holder(ReadOnlySpan<char> line)
    {
        if (line.Length > LongestHolder || line.IndexOfAnyInRange('0', '9') >= 0 || LooksLikeHeadline(line))
            return null;
        ReadOnlySpan<char> name, office;
        if (line.IndexOf(',') is var comma and > 0)
        {
            name = line[..comma];
            office = line[(comma + 1)..].Trim();
            if (office.StartsWith("Former ", StringComparison.Ordinal))
                office = office["Former ".Length..];
        }
        else
        {
            var tokens = new List<Token>();
            Tokenizer.Cut(line.ToString(), 0, line.Length, lexicon.Words, tokens);
            var (node, end) = (0, 0);
            for (var i = 0; i < tokens.Count && (node = lexicon.Offices.Step(node, tokens[i].Word)) >= 0; i++)
                end = lexicon.Offices.Ends(node, out _) ? tokens[i].End : end;
            office = line[..end];
            name = line[end..].Trim();
        }
        var words = 1 + name.Count(' ');
        return office.Length > 3 && !office.Contains(',') && words is >= 2 and <= 4 && IsPersonLine(name) && (lexicon.Words.Class(lexicon.Words.Find(FirstWord(office))) & WordClass.OfficeStart) != 0 ? (name.ToString(), office.ToString()) : null;
    }

    /// <summary>In letters; no name with an office is longer.</summary>
    private const int LongestHolder = 60;

    private static string FirstWord(ReadOnlySpan<char> line) => Vocabulary.Lower(line[..Math.Max(0, line.IndexOfAny(' ', ',') is var end && end < 0 ? line.Length : end)].ToString());

    /// <summary>Whether any word of a line is known: a page's tools in another language head no release.</summary>
    public bool HasKnownWord(ReadOnlySpan<char> line)
    {
        foreach (var word in line.Split(' '))
        {
            if (lexicon.Words.Find(Vocabulary.Lower(line[word].Trim(",.:;()“”\"'’").ToString())) >= 0)
                return true;
        }
        return false;
    }

    /// <summary>"REPUBLIC OF KENYA", "République du Sénégal" above a headline belong to the letterhead.</summary>
    public bool IsStateName(ReadOnlySpan<char> line) =>
        line.Length < 60 && line.Count(' ') < 6 && line.IndexOfAny(".,:;") < 0 && LayoutReader.Begins(line, lexicon.StateNames) && !LooksLikeHeadline(line)
        || line.IndexOfAnyInRange('a', 'z') < 0 && line.Length < 60
        && ((line.Contains("REPUBLIC", StringComparison.Ordinal) || line.Contains("KINGDOM", StringComparison.Ordinal) || line.Contains("STATE OF", StringComparison.Ordinal)) && !LooksLikeHeadline(line) || KindOf(line) is not null);

    public bool IsPersonLine(ReadOnlySpan<char> line)
    {
        if (line.Length is < 4 or > 50 || line.IndexOfAnyInRange('0', '9') >= 0 || line.IndexOfAny(":,.;@") >= 0 && line[^1] != '.')
            return false;
        var words = 1 + line.Count(' ');
        return words is >= 2 and <= 6 && char.IsUpper(line[0]) && !IsHouse(line) && !IsSentence(line) && !IsStateName(line) && !IsFurniture(line)
            && !line.Contains(" of ", StringComparison.Ordinal);
    }
}

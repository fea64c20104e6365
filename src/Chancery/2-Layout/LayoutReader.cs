using Chancery.Lexicons;
using Chancery.Sources;

namespace Chancery.Layout;

/// <summary>Tells the parts of a release: letterhead, headline, body, page furniture, sign-off, contacts.</summary>
internal sealed class LayoutReader
{
    private readonly string text;
    private readonly Lexicon lexicon;
    private readonly ReleaseParts parts = new();
    private readonly List<(Stretch Span, bool BlankBefore)> lines = [];

    private LayoutReader(string text, Lexicon lexicon)
    {
        this.text = text;
        this.lexicon = lexicon;
    }

    /// <summary>The day that a heading gave to the paragraphs below it, and that heading.</summary>
    private PartialDate headingDay;
    private Stretch headingLine;

    private enum Part { Body, Furniture, Kind, Date, House, Attribution, Line, OtherScript }

    public static ReleaseParts Read(string text, Lexicon lexicon, SourceDocument? document = null)
    {
        var reader = new LayoutReader(text, lexicon);
        reader.CutLines();
        reader.SetApart();
        var paragraphs = reader.JoinLines();
        paragraphs.RemoveAll(reader.IsInOtherLanguage);
        reader.Assign(paragraphs);
        reader.OpenDateline();
        reader.DateByHeadline();
        if (document is not null)
            reader.Beside(document);
        return reader.parts;
    }

    /// <summary>What a page or mail says beside its text holds where the text itself says nothing.</summary>
    private void Beside(SourceDocument document)
    {
        if (parts.Date == default && document.Issued is { } day)
            parts.Date = new PartialDate(day.Year, day.Month, day.Day);
        if (parts.Headline is null)
            parts.Title = document.Title;
        parts.Publisher = document.Publisher;
    }

    /// <summary>A paragraph of a bilingual paper that is not the English one: it is named and not read.</summary>
    private bool IsInOtherLanguage(Stretch paragraph)
    {
        if (Languages.Other(paragraph.Of(text), lexicon) is not { } language)
            return false;
        if (!parts.Scripts.Contains(language.Name))
            parts.Scripts.Add(language.Name);
        parts.OtherLanguage ??= language.Code;
        return true;
    }

    /// <summary>Lines in other scripts, embargoes and reference numbers are no part of what is read.</summary>
    private void SetApart() => lines.RemoveAll(line =>
    {
        var words = line.Span.Of(text);
        if (Scripts.Other(words) is { } script)
        {
            if (!parts.Scripts.Contains(script))
                parts.Scripts.Add(script);
            return true;
        }
        if (words.Length > 160)
            return false;
        if (parts.Embargo is null && Begins(words, lexicon.Embargoes))
        {
            parts.Embargo = words.ToString();
            return true;
        }
        if (parts.Number is null && Begins(words, lexicon.Numbers) && words.IndexOfAnyInRange('0', '9') >= 0 && words.Length < 70)
        {
            parts.Number = words[(words.IndexOfAny(':', '.') is var sign && sign > 0 && sign < 24 ? sign + 1 : 0)..].Trim(" :.").ToString();
            return true;
        }
        return false;
    });

    private static bool Begins(ReadOnlySpan<char> line, List<string> words)
    {
        foreach (var word in words)
        {
            if (line.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private void CutLines()
    {
        var (at, blank) = (0, true);
        while (at < text.Length)
        {
            var next = text.AsSpan(at).IndexOfAny('\n', '\f', '\r');
            var end = next < 0 ? text.Length : at + next;
            var (from, to) = (at, end);
            while (from < to && char.IsWhiteSpace(text[from]))
                from++;
            while (to > from && char.IsWhiteSpace(text[to - 1]))
                to--;
            if (from < to)
                lines.Add((new Stretch(from, to), blank));
            blank = from == to && !(next >= 0 && text[end] == '\n' && end > 0 && text[end - 1] == '\r' && !blank);
            at = end + 1;
        }
    }

    /// <summary>Lines that were broken for their width only are one paragraph.</summary>
    private List<Stretch> JoinLines()
    {
        var joined = new List<Stretch>(lines.Count);
        var wrapped = -1;
        for (var i = 0; i < lines.Count; i++)
        {
            var (span, blank) = lines[i];
            if (blank)
                wrapped = WrappedBlock(i);
            if (joined.Count > 0 && !blank && joined[^1].End <= span.Start && (i < wrapped || WrapsInto(lines[i - 1].Span, span)))
                joined[^1] = new Stretch(joined[^1].Start, span.End);
            else
                joined.Add(span);
        }
        return joined;
    }

    /// <summary>The end of a block of lines that were all cut at one width; -1 if they were not.</summary>
    private int WrappedBlock(int first)
    {
        var (end, open, long_, total) = (first, 0, 0, 0);
        for (; end < lines.Count && (end == first || !lines[end].BlankBefore); end++)
        {
            var line = lines[end].Span.Of(text);
            if (line.Length > 110 || IsFurniture(line) || StartsItem(line))
                return -1;
            total++;
            long_ += line.Length >= 50 ? 1 : 0;
            open += EndsSentence(line) ? 0 : 1;
        }
        return total >= 4 && open * 10 >= total * 7 && long_ * 10 >= total * 6 && HasLowerWords(lines[first].Span.Of(text)) ? end : -1;
    }

    private bool WrapsInto(Stretch before, Stretch after)
    {
        var first = before.Of(text);
        var second = after.Of(text);
        if (first.Length < 45 || first.Length > 130 || EndsSentence(first) || IsFurniture(first) || IsFurniture(second) || StartsItem(second))
            return false;
        if (char.IsLower(second[0]))
            return true;
        // The next line begins with a capital: the first must look like the middle of a sentence, not like a line by itself.
        return HasLowerWords(first) && (second.Length > 40 || EndsSentence(second)) && !DateReader.TryRead(second, out _);
    }

    private static bool HasLowerWords(ReadOnlySpan<char> line)
    {
        var lower = 0;
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i - 1] == ' ' && char.IsLower(line[i]))
                lower++;
        }
        return lower >= 4;
    }

    private static bool StartsItem(ReadOnlySpan<char> line) =>
        line[0] is '•' or '–' or '-' or '*' or '(' || (char.IsAsciiDigit(line[0]) && line.IndexOf('.') is > 0 and < 4);

    private static bool EndsSentence(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd("\"”’')»");
        return line.Length > 0 && line[^1] is '.' or '!' or '?' or ':' or ';';
    }

    private void Assign(List<Stretch> spans)
    {
        var kinds = new Part[spans.Count];
        for (var i = 0; i < spans.Count; i++)
            kinds[i] = PartOf(spans[i].Of(text));
        var first = Array.IndexOf(kinds, Part.Body);
        // A long first line without a point is a headline, if sentences follow.
        if (first >= 0 && spans[first].Length < 300 && !EndsSentence(spans[first].Of(text)) && Array.IndexOf(kinds, Part.Body, first + 1) > first && !Array.Exists(kinds[..first], k => k == Part.Line))
        {
            kinds[first] = Part.Line;
            first = Array.IndexOf(kinds, Part.Body);
        }
        var last = Array.LastIndexOf(kinds, Part.Body);
        // What a last colon opens is a list, not the foot.
        if (last >= 0 && spans[last].Of(text)[^1] == ':')
        {
            while (last + 1 < spans.Count && kinds[last + 1] == Part.Line && spans[last + 1].Length > 12)
                last++;
        }
        if (first < 0)
            (first, last) = Bodiless(spans, kinds);
        RunOns(spans, kinds, first, ref last);
        for (var i = 0; i < spans.Count; i++)
        {
            if (i >= first && i <= last)
                Middle(spans, kinds, i);
            else
                Edge(spans[i], kinds[i], foot: i > last && first >= 0, spans, i);
        }
    }

    /// <summary>A text without a full sentence: its longest line is the body, if it is more than a headline.</summary>
    private static (int, int) Bodiless(List<Stretch> spans, Part[] kinds)
    {
        var longest = -1;
        for (var i = 0; i < spans.Count; i++)
        {
            if (kinds[i] == Part.Line && spans[i].Length >= 20 && (longest < 0 || spans[i].Length > spans[longest].Length))
                longest = i;
        }
        if (longest < 0)
            return (spans.Count, -1);
        kinds[longest] = Part.Body;
        return (longest, longest);
    }

    /// <summary>The paragraph that a page foot cut goes on after it, even where its second half has no point.</summary>
    private void RunOns(List<Stretch> spans, Part[] kinds, int first, ref int last)
    {
        for (var i = first; i >= 0 && i < spans.Count; i++)
        {
            if (kinds[i] != Part.Body || EndsSentence(spans[i].Of(text)))
                continue;
            var next = i + 1;
            while (next < spans.Count && kinds[next] == Part.Furniture)
                next++;
            if (next < spans.Count && next > i + 1 && kinds[next] == Part.Line && char.IsLower(text[spans[next].Start]))
            {
                kinds[next] = Part.Body;
                last = Math.Max(last, next);
            }
        }
    }

    private Part PartOf(ReadOnlySpan<char> line)
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
            return Part.Body;
        return line.Length < 140 && IsHouse(line) ? Part.House : Part.Line;
    }

    /// <summary>The kind that a line names; a bilingual one names it first in English or last: "PRESS RELEASE / COMMUNIQUÉ DE PRESSE".</summary>
    private string? KindOf(ReadOnlySpan<char> line)
    {
        if (lexicon.ReleaseKinds.TryGetValue(Bare(line), out var kind))
            return kind;
        var stroke = line.IndexOfAny('/', '|');
        return stroke > 0 && (lexicon.ReleaseKinds.TryGetValue(Bare(line[..stroke]), out kind) || lexicon.ReleaseKinds.TryGetValue(Bare(line[(stroke + 1)..]), out kind)) ? kind : null;
    }

    private static string Bare(ReadOnlySpan<char> line) => line.Trim("[]()–—-:.* ").ToString().ToLowerInvariant().Replace('’', '\'');

    private bool IsSentence(ReadOnlySpan<char> line)
    {
        var bare = line.TrimEnd("\"”’')» ");
        if (bare.Length == 0)
            return false;
        var words = 1 + bare.Count(' ');
        if (bare[^1] is '.' or '!' or '?')
            return words >= 3 && HasLower(bare) && !(words < 6 && bare[^1] == '.' && char.IsUpper(bare[^2]));
        if (bare[^1] is ':' or ';' or ',')
            return words >= 8 || bare[^1] == ':' && words >= 5 && HasLowerWords(bare) && LooksLikeHeadline(bare);
        return bare.Length > 170 || (bare.Length > 100 && (bare.Contains(". ", StringComparison.Ordinal) || HasLowerWords(bare) && !HasTitleCase(bare)));
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

    private bool IsFurniture(ReadOnlySpan<char> line)
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
        return line.Length < 60 && line.IndexOf('@') > 0 && !line.Contains(". ", StringComparison.Ordinal);
    }

    private bool IsAttribution(ReadOnlySpan<char> line)
    {
        if (line.Length > 140 || !line.ContainsAny(lexicon.AttributionSigns))
            return false;
        foreach (var words in lexicon.Attributions)
        {
            if (line.Contains(words, StringComparison.OrdinalIgnoreCase) && (line[^1] == ':' || line.StartsWith(words, StringComparison.OrdinalIgnoreCase)))
                return true;
        }
        return false;
    }

    private bool IsHouse(ReadOnlySpan<char> line)
    {
        if (!line.ContainsAny(lexicon.HouseSigns))
            return false;
        if (lexicon.HouseIn(line) is var known and >= 0 && line.Length < lexicon.Houses[known].Words.Length + 40 && line.Contains(lexicon.Houses[known].Words, StringComparison.Ordinal))
            return true;
        foreach (var word in lexicon.HouseWords)
        {
            var at = line.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && char.IsUpper(line[at]) && (at == 0 || !char.IsLetter(line[at - 1])) && (at < 40 || char.IsUpper(line[0])))
                return !LooksLikeHeadline(line);
        }
        return false;
    }

    /// <summary>A headline has a verb or a person's act in it; the name of a house has not.</summary>
    private bool LooksLikeHeadline(ReadOnlySpan<char> line)
    {
        Span<char> lower = stackalloc char[32];
        var start = 0;
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && (char.IsLetter(line[i]) || line[i] is '-'))
                continue;
            var word = line[start..i];
            start = i + 1;
            if (word.Length is < 3 or > 32)
                continue;
            word.ToLowerInvariant(lower);
            var id = lexicon.Words.Find(lower[..word.Length]);
            var form = lexicon.Words.Form(id);
            if ((form & (VerbForm.Third | VerbForm.Past)) != 0 && word.Length > 3 || (lexicon.Words.Class(id) & (WordClass.EventNoun | WordClass.Modal)) != 0 && (lexicon.Words.Class(id) & WordClass.Portfolio) == 0)
                return true;
        }
        return false;
    }

    /// <summary>Whether a whole line is a date, with or without a place before it.</summary>
    private static bool IsDateLine(ReadOnlySpan<char> line, out PartialDate date, out Stretch place)
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
            if (rest.Length > 30 || (rest.Length > 0 && rest.IndexOfAny("0123456789") < 0 && rest.Trim(" ,.-–()").Length > 14))
                return false;
            var before = trimmed[..at].TrimEnd(" ,-–(/:");
            if (before.EndsWith(" on", StringComparison.Ordinal) || before.Count(' ') > 4)
                return false;
            before = before.StartsWith("Date", StringComparison.OrdinalIgnoreCase) || before.StartsWith("Released", StringComparison.OrdinalIgnoreCase) || before.StartsWith("Published", StringComparison.OrdinalIgnoreCase) ? default : before;
            date = words.Last;
            place = new Stretch(0, before.Length);
            return true;
        }
        return false;
    }

    private void Middle(List<Stretch> spans, Part[] kinds, int i)
    {
        var span = spans[i];
        switch (kinds[i])
        {
            case Part.Furniture:
                Contact(span.Of(text));
                return;
            case Part.Kind when parts.Kind is null:
                parts.Kind = KindOf(span.Of(text));
                return;
            case Part.Date when parts.Date == default:
                TakeDate(span);
                return;
            case Part.Attribution:
                parts.OtherLines.Add(span);
                TakeAttribution(span.Of(text));
                return;
            case Part.Date or Part.Line when IsDay(span.Of(text), out var heading):
                (headingDay, headingLine) = (heading, span);
                return;
            case Part.Date:
                return;
            case Part.House when parts.Date == default && DateReader.TryRead(span.Of(text), out var day) && day.First.IsWhole:
                parts.Date = day.First;
                parts.HouseLines.Add(span);
                return;
            case Part.Body:
                break;
            case Part.Line when IsItem(span):
                parts.Body.Add(new Paragraph([Unmarked(span)], headingDay, headingLine, Item: true));
                return;
            default:
                // A short line in the middle is a heading, unless it goes on in the next line or from the last.
                if (!(parts.Body.Count > 0 && char.IsLower(text[span.Start])))
                    return;
                break;
        }
        if (parts.Body.Count > 0 && parts.Body[^1].Stretches[^1] is var before && !EndsSentence(before.Of(text)) && i > 0
            && (kinds[i - 1] == Part.Furniture || char.IsLower(text[span.Start])))
            parts.Body[^1].Stretches.Add(span);
        else
            parts.Body.Add(IsItem(span) ? new Paragraph([Unmarked(span)], headingDay, headingLine, Item: true) : new Paragraph([span], headingDay, headingLine));
    }

    /// <summary>An item of a list without its mark: "- ", "• ", "1. ", "(a) ".</summary>
    private Stretch Unmarked(Stretch span)
    {
        var line = span.Of(text);
        var at = line.IndexOf(' ');
        return at is > 0 and < 5 && (line[0] is '-' or '–' or '•' or '*' or '(' || line[at - 1] is '.' or ')') && line[..at].IndexOfAnyExceptInRange('A', 'Z') >= 0 ? new Stretch(span.Start + at + 1, span.End) : span;
    }

    /// <summary>"Monday 5 May", "6 May 2025 (Tuesday):" above what happens on that day.</summary>
    private static bool IsDay(ReadOnlySpan<char> line, out PartialDate day)
    {
        line = line.Trim(" :.–-*");
        day = default;
        if (line.Length is 0 or > 40 || !DateReader.TryRead(line, out var words) || words.First.Month == 0 || words.First.Day == 0 || words.IsStretch)
            return false;
        day = words.First;
        var rest = line[Math.Min(line.Length, words.Length)..].Trim(" (),");
        return rest.IsEmpty || DateReader.Weekday(rest) > 0;
    }

    /// <summary>Whether a line goes on with a list that a colon opened: it stands right below it, or below an item that ends with a semicolon or no sign at all.</summary>
    private bool IsItem(Stretch span)
    {
        if (parts.Body.Count == 0 || span.Length > 300)
            return false;
        var before = parts.Body[^1];
        var line = span.Of(text);
        var above = before.Stretches[^1].Of(text);
        var open = char.IsLetterOrDigit(line[^1]) || line[^1] is ';' or ',' or ')' or '”' or '"';
        return above[^1] == ':' && open || before.Item && (above[^1] is ';' or ',' || above.EndsWith(" and", StringComparison.Ordinal) || open && above[^1] != '.');
    }

    private void Edge(Stretch span, Part kind, bool foot, List<Stretch> spans, int i)
    {
        var line = span.Of(text);
        switch (kind)
        {
            case Part.Kind:
                parts.Kind ??= KindOf(line);
                break;
            case Part.Furniture when line.StartsWith("Source", StringComparison.OrdinalIgnoreCase) && IsHouse(line):
                parts.HouseLines.Add(span);
                break;
            case Part.Furniture:
                Contact(line);
                break;
            case Part.Date:
                TakeDate(span);
                break;
            case Part.Attribution:
                parts.OtherLines.Add(span);
                TakeAttribution(line);
                break;
            case Part.House:
                parts.HouseLines.Add(span);
                if (parts.Date == default && DateReader.TryRead(line, out var opening) && opening.First.IsWhole)
                    parts.Date = opening.First;
                if (foot)
                    Signatory(spans, i);
                break;
            case Part.Line when !foot && parts.Headline is not null && IsDay(line, out var heading):
                (headingDay, headingLine) = (heading, span);
                break;
            default:
                if (!foot && parts.Headline is null && line.Count(' ') >= 2 && !IsStateName(line) && !IsHolder(line))
                    parts.Headline = span;
                else
                {
                    parts.OtherLines.Add(span);
                    if (foot)
                        Signatory(spans, i);
                }
                break;
        }
    }

    /// <summary>"Hon. Jane Doe" above a headline names whose office it is.</summary>
    private bool IsHolder(ReadOnlySpan<char> line)
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

    private static string FirstWord(ReadOnlySpan<char> line) => line[..Math.Max(0, line.IndexOfAny(' ', ',') is var end && end < 0 ? line.Length : end)].ToString().ToLowerInvariant();

    /// <summary>"REPUBLIC OF KENYA" above a headline belongs to the letterhead.</summary>
    private bool IsStateName(ReadOnlySpan<char> line) =>
        line.IndexOfAnyInRange('a', 'z') < 0 && line.Length < 60
        && (line.Contains("REPUBLIC", StringComparison.Ordinal) || line.Contains("KINGDOM", StringComparison.Ordinal) || line.Contains("STATE OF", StringComparison.Ordinal) || KindOf(line) is not null);

    /// <summary>"… in Putrajaya, 4 September 2018": a headline that ends with a day, where no line of its own gives one.</summary>
    private void DateByHeadline()
    {
        if (parts.Date != default || parts.Headline is not { } headline)
            return;
        var line = headline.Of(text).TrimEnd(" .)");
        for (var at = Math.Max(1, line.Length - 40); at < line.Length; at++)
        {
            if (line[at - 1] is ' ' or '(' or ',' && DateReader.TryRead(line[at..], out var date) && date.Last.IsWhole && at + date.Length >= line.Length)
            {
                parts.Date = date.Last;
                return;
            }
        }
    }

    private void TakeDate(Stretch span)
    {
        if (parts.Date != default || !IsDateLine(span.Of(text), out var date, out var place))
            return;
        parts.Date = date;
        if (place.Length > 0)
            parts.Place = new Stretch(span.Start, span.Start + place.Length);
    }

    /// <summary>"The following is attributable to Spokesperson Ned Price:".</summary>
    private void TakeAttribution(ReadOnlySpan<char> line)
    {
        foreach (var words in lexicon.Attributions)
        {
            var at = line.IndexOf(words, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;
            var rest = line[(at + words.Length)..].Trim(" :.").ToString();
            foreach (var office in lexicon.SignatoryWords)
            {
                var start = rest.IndexOf(office, StringComparison.OrdinalIgnoreCase);
                if (start < 0 || rest.Length <= start + office.Length)
                    continue;
                parts.SignatoryOffice = rest[start..(start + office.Length)];
                parts.SignatoryName = rest[(start + office.Length)..].Trim(' ', ',');
                return;
            }
        }
    }

    /// <summary>In the foot, the office of a spokesperson and the name in the line before or after it.</summary>
    private void Signatory(List<Stretch> spans, int i)
    {
        if (parts.SignatoryName is not null)
            return;
        var line = spans[i].Of(text).ToString();
        if (!lexicon.SignatoryWords.Exists(w => line.Contains(w, StringComparison.OrdinalIgnoreCase)) || line.Length > 120)
            return;
        foreach (var other in new[] { i + 1, i - 1 })
        {
            if (other >= 0 && other < spans.Count && IsPersonLine(spans[other].Of(text)))
            {
                parts.SignatoryOffice = line;
                parts.SignatoryName = spans[other].Of(text).ToString();
                return;
            }
        }
        // "Jane Doe, Spokesperson" in one line.
        var comma = line.IndexOf(',', StringComparison.Ordinal);
        if (comma > 0 && IsPersonLine(line.AsSpan(0, comma)))
            (parts.SignatoryName, parts.SignatoryOffice) = (line[..comma], line[(comma + 1)..].Trim());
    }

    private bool IsPersonLine(ReadOnlySpan<char> line)
    {
        if (line.Length is < 4 or > 50 || line.IndexOfAnyInRange('0', '9') >= 0 || line.IndexOfAny(":,.;@") >= 0 && line[^1] != '.')
            return false;
        var words = 1 + line.Count(' ');
        return words is >= 2 and <= 6 && char.IsUpper(line[0]) && !IsHouse(line) && !IsSentence(line) && !IsStateName(line) && !IsFurniture(line)
            && !line.Contains(" of ", StringComparison.Ordinal);
    }

    private void Contact(ReadOnlySpan<char> line)
    {
        foreach (var (label, kind) in lexicon.Contacts)
        {
            if (!line.StartsWith(label, StringComparison.OrdinalIgnoreCase))
                continue;
            var value = kind == "web" && label is "www." or "http" ? line : line[label.Length..].TrimStart(" .:：");
            Values(kind, value.ToString());
            return;
        }
        if (line.IndexOf('@') > 0)
            Values("email", line.ToString());
    }

    private void Values(string kind, string value)
    {
        if (kind == "address")
        {
            // "… Kingdom of Cambodia : (855) 23 216 122": the telephone behind the address.
            var colon = value.LastIndexOf(':');
            var tail = colon > 0 ? value[(colon + 1)..].Trim() : "";
            if (tail.Length > 5 && tail.All(c => char.IsDigit(c) || c is ' ' or '(' or ')' or '+' or '-' or '/' or ','))
            {
                parts.Contacts.Add(new ContactLine("address", value[..colon].Trim()));
                Values("phone", tail);
            }
            else
                parts.Contacts.Add(new ContactLine(kind, value));
            return;
        }
        foreach (var one in value.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            parts.Contacts.Add(new ContactLine(kind, one));
    }

    /// <summary>"Vienna, 7 June 2023 - On the margins …" or "ISLAMABAD: …": the place and date that open the body.</summary>
    private void OpenDateline()
    {
        if (parts.Body.Count == 0)
            return;
        var stretch = parts.Body[0].Stretches[0];
        var span = stretch.Of(text);
        var dash = -1;
        for (var at = 2; at < Math.Min(span.Length - 1, 70); at++)
        {
            if (span[at] is '–' or '—' or '-' && (char.IsWhiteSpace(span[at - 1]) || char.IsWhiteSpace(span[at + 1])) || span[at] == ':' && (char.IsUpper(span[1]) || char.IsUpper(span[0]) && Places.IsCity(PlaceOf(span[..at]), lexicon)))
            {
                dash = at;
                break;
            }
        }
        var head = dash > 0 ? span[..dash].TrimEnd() : span[..Math.Min(span.Length, 60)];
        var comma = head.IndexOfAny(Beyond);
        var place = PlaceOf(head);
        if (place.Length is < 3 or > 30 || !char.IsUpper(place[0]) || !Places.IsCity(place, lexicon) && !(dash > 0 && comma > 0 && Places.IsState(place, lexicon)))
            return;
        var date = default(PartialDate);
        var end = dash;
        for (var at = Math.Max(comma, 0); at < head.Length; at++)
        {
            if (DateReader.TryRead(head[at..], out var words) && words.First.Day > 0)
            {
                date = words.First;
                if (dash < 0)
                    end = at + words.Length;
                break;
            }
        }
        // "CAIRO – 26 November 2019: …"
        if (dash > 0 && date == default && span[(dash + 1)..].TrimStart() is var behind && DateReader.TryRead(behind, out var later) && later.First.Day > 0 && behind.Length > later.Length && behind[later.Length] is ':' or '–' or '-' or ' ' && behind[later.Length..].TrimStart()[0] is ':' or '–' or '-')
        {
            date = later.First;
            end = span.Length - behind.Length + later.Length;
        }
        if (end < 0 || (dash < 0 && date == default))
            return;
        parts.InlineDateline = true;
        parts.Place = new Stretch(stretch.Start, stretch.Start + place.Length);
        if (parts.Date == default && date.Year == 0 && date.Day > 0)
            date = YearOf(date, span[end..]);
        if (parts.Date == default && date.Year > 0)
            parts.Date = date;
        var from = stretch.Start + end;
        while (from < stretch.End && !char.IsLetterOrDigit(text[from]) && text[from] is not ('"' or '“' or '('))
            from++;
        parts.Body[0].Stretches[0] = new Stretch(from, stretch.End);
    }

    private static readonly System.Buffers.SearchValues<char> Beyond = System.Buffers.SearchValues.Create(",([");

    /// <summary>The place that opens a dateline: "Abu Dhabi [UAE], June 27".</summary>
    private static ReadOnlySpan<char> PlaceOf(ReadOnlySpan<char> head) => (head.IndexOfAny(Beyond) is var end and > 0 ? head[..end] : head).TrimEnd();

    /// <summary>"TASHKENT, April 13 – On April 13, 2023 …": the year stands with the day's second naming.</summary>
    private static PartialDate YearOf(PartialDate day, ReadOnlySpan<char> rest)
    {
        for (var at = 0; at < Math.Min(rest.Length, 300); at++)
        {
            if ((at == 0 || rest[at - 1] == ' ') && char.IsLetterOrDigit(rest[at]) && DateReader.TryRead(rest[at..], out var said) && said.First.IsWhole && (said.First.Month, said.First.Day) == (day.Month, day.Day))
                return said.First;
        }
        return day;
    }
}

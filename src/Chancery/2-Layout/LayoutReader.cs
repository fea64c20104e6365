using Chancery.Lexicons;
using Chancery.Sources;

namespace Chancery.Layout;

/// <summary>Tells the parts of a release: letterhead, headline, body, page furniture, sign-off, contacts.</summary>
internal sealed class LayoutReader
{
    private readonly string text;
    private readonly Lexicon lexicon;
    private readonly ReleaseParts parts = new();
    private readonly LineReader lineReader;
    private readonly SignOffReader signOff;
    private readonly List<(Stretch Span, bool BlankBefore)> lines = [];

    /// <summary>The day that a heading gave to the paragraphs below it, and that heading.</summary>
    private PartialDate headingDay;
    private Stretch headingLine;

    /// <summary>The day of the last change, where a line tells it.</summary>
    private PartialDate updated;

    /// <summary>The day that a line of a place and a day tells; it need have no year.</summary>
    private PartialDate placeDay;

    private LayoutReader(string text, Lexicon lexicon)
    {
        this.text = text;
        this.lexicon = lexicon;
        lineReader = new LineReader(lexicon);
        signOff = new SignOffReader(text, lexicon, lineReader, parts);
    }

    public static ReleaseParts Read(string text, Lexicon lexicon, SourceDocument? document = null)
    {
        var reader = new LayoutReader(text, lexicon);
        reader.CutLines();
        reader.DateByLabel();
        reader.NumberByLabel();
        reader.SetApart();
        var paragraphs = reader.JoinLines();
        paragraphs.RemoveAll(reader.IsInOtherLanguage);
        reader.Assign(paragraphs);
        new DatelineReader(text, lexicon, reader.parts).Open();
        reader.DateByHeadline();
        reader.DateByDateline();
        reader.DateByNotice();
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
        parts.Publisher = document.Publisher ?? parts.Publisher;
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

    /// <summary>Lines in other scripts, embargoes, notes of correction and reference numbers are no part of what is read.</summary>
    private void SetApart() => lines.RemoveAll(line =>
    {
        var words = line.Span.Of(text);
        if (Scripts.Other(words) is { } script)
        {
            if (!parts.Scripts.Contains(script))
                parts.Scripts.Add(script);
            // A label in another script before a day: that of issue, if no other line gives it.
            if (parts.Date == default && lineReader.IsDateLine(words, out var date, out _))
                parts.Date = date;
            return true;
        }
        if (Begins(words, lexicon.Corrections))
            return true;
        if (words.Length > 160)
            return false;
        if (DayIn(words, lexicon.Updates) is { } changed)
        {
            updated = changed;
            return true;
        }
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

    internal static bool Begins(ReadOnlySpan<char> line, List<string> words)
    {
        foreach (var word in words)
        {
            if (Vocabulary.Begins(line, word))
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

    /// <summary>In lines; fewer do not show at what width they were cut.</summary>
    private const int LeastWrapped = 4;

    /// <summary>The end of a block of lines that were all cut at one width; -1 if they were not.</summary>
    private int WrappedBlock(int first)
    {
        if (first + LeastWrapped > lines.Count || lines.FindIndex(first + 1, LeastWrapped - 1, l => l.BlankBefore) >= 0)
            return -1;
        var (end, open, long_, total) = (first, 0, 0, 0);
        for (; end < lines.Count && (end == first || !lines[end].BlankBefore); end++)
        {
            var line = lines[end].Span.Of(text);
            if (line.Length > 110 || lineReader.IsFurniture(line) || LineReader.StartsItem(line))
                return -1;
            total++;
            long_ += line.Length >= 50 ? 1 : 0;
            open += LineReader.EndsSentence(line) ? 0 : 1;
        }
        return open * 10 >= total * 7 && long_ * 10 >= total * 6 && LineReader.HasLowerWords(lines[first].Span.Of(text)) ? end : -1;
    }

    /// <summary>In letters; a longer line was not cut for its width.</summary>
    private const int LongestWrapped = 160;

    private bool WrapsInto(Stretch before, Stretch after)
    {
        var first = before.Of(text);
        var second = after.Of(text);
        if (first.Length < 45 || first.Length > 130 || LineReader.EndsSentence(first) || lineReader.IsFurniture(first) || lineReader.IsFurniture(second) || LineReader.StartsItem(second))
            return false;
        if (char.IsLower(second[0]) || lineReader.GoesOn(first))
            return true;
        // A line that is cut for its width is as long as the next could be: its first word found no room.
        var space = second.IndexOf(' ');
        if (space >= 0 && second.Length > first.Length + 1 + space)
            return false;
        // The next line begins with a capital: the first must look like the middle of a sentence, not like a line by itself.
        return LineReader.HasLowerWords(first) && second.Length <= LongestWrapped && (second.Length > 40 || LineReader.EndsSentence(second)) && !DateReader.TryRead(second, out _);
    }

    private void Assign(List<Stretch> spans)
    {
        // "New York" above "21 September 2017"
        for (var i = 0; i + 1 < spans.Count && i < 3; i++)
        {
            if (Places.IsCity(spans[i].Of(text), lexicon) && lineReader.IsDateLine(spans[i + 1].Of(text), out _, out var before) && before.Length == 0)
            {
                parts.Place = spans[i];
                spans.RemoveAt(i);
            }
        }
        var kinds = new Part[spans.Count];
        for (var i = 0; i < spans.Count; i++)
            kinds[i] = lineReader.PartOf(spans[i].Of(text));
        var first = Array.IndexOf(kinds, Part.Body);
        // A long first line without a point is a headline, if sentences follow.
        if (first >= 0 && spans[first].Length < 300 && !OpensWithPlace(spans[first].Of(text)) && (!LineReader.EndsSentence(spans[first].Of(text)) || lineReader.IsPointedHeadline(spans[first].Of(text))) && Array.IndexOf(kinds, Part.Body, first + 1) > first && !Array.Exists(kinds[..first], k => k == Part.Line))
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

    /// <summary>"KUALA LUMPUR: The Foreign Minister …": a dateline, and so no headline.</summary>
    private bool OpensWithPlace(ReadOnlySpan<char> line) => line.IndexOf(": ") is var colon and > 2 and < 30 && Places.IsCity(line[..colon], lexicon);

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
            if (kinds[i] != Part.Body || LineReader.EndsSentence(spans[i].Of(text)))
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

    private void Middle(List<Stretch> spans, Part[] kinds, int i)
    {
        var span = spans[i];
        switch (kinds[i])
        {
            case Part.Furniture:
                signOff.Contact(span.Of(text));
                return;
            case Part.Kind when parts.Kind is null:
                parts.Kind = lineReader.KindOf(span.Of(text));
                return;
            case Part.Date when parts.Date == default:
                TakeDate(span);
                return;
            case Part.Attribution:
                parts.OtherLines.Add(span);
                signOff.TakeAttribution(span.Of(text));
                return;
            case Part.Date or Part.Line when LineReader.IsDay(span.Of(text), out var heading):
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
        if (parts.Body.Count > 0 && parts.Body[^1].Stretches[^1] is var before && !LineReader.EndsSentence(before.Of(text)) && i > 0
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

    /// <summary>What stands behind the label of a source; null where a line does not begin with one.</summary>
    private Stretch? BehindLabel(Stretch span)
    {
        var line = span.Of(text);
        foreach (var label in lexicon.SourceLabels)
        {
            if (!line.StartsWith(label, StringComparison.OrdinalIgnoreCase))
                continue;
            var rest = line[label.Length..].TrimStart(" :\t");
            return new Stretch(span.End - rest.Length, span.End);
        }
        return null;
    }

    private void Edge(Stretch span, Part kind, bool foot, List<Stretch> spans, int i)
    {
        var line = span.Of(text);
        switch (kind)
        {
            case Part.Kind:
                parts.Kind ??= lineReader.KindOf(line);
                break;
            case Part.Furniture when BehindLabel(span) is { } house && lineReader.IsHouse(line):
                parts.HouseLines.Add(house);
                break;
            case Part.Furniture when foot && line[0] == '©' && line.TrimStart("©0123456789 –-,.") is var owner && lineReader.IsHouse(owner):
                parts.Publisher = owner.ToString();
                break;
            case Part.Furniture:
                signOff.Contact(line);
                break;
            case Part.Date:
                TakeDate(span);
                break;
            case Part.Attribution:
                parts.OtherLines.Add(span);
                if (signOff.TakeAttribution(line) && !foot)
                    parts.Headline ??= span;
                break;
            case Part.House:
                parts.HouseLines.Add(span);
                if (parts.Date == default && DateReader.TryRead(line, out var opening) && opening.First.IsWhole)
                    parts.Date = opening.First;
                else if (LineReader.DayBehindHouse(line, out var closing) is var comma && comma > 0)
                {
                    parts.Date = parts.Date == default ? closing : parts.Date;
                    parts.HouseLines[^1] = span with { End = span.Start + comma };
                }
                if (foot)
                    signOff.Signatory(spans, i);
                break;
            case Part.Line when !foot && parts.Headline is not null && LineReader.IsDay(line, out var heading):
                (headingDay, headingLine) = (heading, span);
                break;
            default:
                if (!foot && lineReader.PlaceAndDay(line) is { } dateline)
                {
                    parts.Place ??= new Stretch(span.Start + dateline.Place.Start, span.Start + dateline.Place.End);
                    placeDay = dateline.Day;
                }
                else if (!foot && (parts.Headline is not { } first || lineReader.IsWeak(first.Of(text)) && lineReader.LooksLikeHeadline(line) && line.Count(' ') > 3) && line[0] != '(' && line.Count(' ') >= 2 && !lineReader.IsStateName(line) && !lineReader.IsHolder(line) && (lineReader.HasKnownWord(line) || i + 1 >= spans.Count))
                {
                    // "3 May 2024 | Press release | Distributed by …": no headline
                    var behind = BehindDay(span);
                    if (behind != span && lineReader.KindOf(behind.Of(text)) is { } told)
                        parts.Kind ??= told;
                    else
                        parts.Headline = behind;
                }
                // "3.5.2024 | Activities | Europe" below the headline
                else if (!foot && parts.Headline is not null && line.Contains(" | ", StringComparison.Ordinal) && BehindDay(span) != span)
                    break;
                else
                {
                    parts.OtherLines.Add(span);
                    if (foot)
                        signOff.Signatory(spans, i);
                    else
                        parts.Holder ??= lineReader.Holder(line);
                }
                break;
        }
    }

    /// <summary>"27 Sep. 2021 - Minister X draws his visit to a close": the headline behind the day of issue.</summary>
    private Stretch BehindDay(Stretch headline)
    {
        var line = headline.Of(text);
        if (parts.Date != default || !DateReader.TryRead(line, out var day) || !day.First.IsWhole || line[day.Length..].TrimStart() is not ['-' or '–' or '—' or ':' or '|', ' ', ..] rest)
            return headline;
        parts.Date = day.First;
        return headline with { Start = headline.End - rest.TrimStart("-–—:| ").Length };
    }

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

    /// <summary>"2/8/2019" below "Lima, Feb. 8.": the month comes first where that alone makes it the day that is told in words.</summary>
    private void DateByDateline()
    {
        if (parts.Date is { IsWhole: true, Day: <= 12 } date && (date.Day, date.Month) == (placeDay.Month, placeDay.Day))
            parts.Date = date with { Month = placeDay.Month, Day = placeDay.Day };
    }

    /// <summary>"The following press release was published by the Office on 3 May 2024. It is reproduced in full below.", "Last updated on 3 May 2024 by …": who passes a release on says when it came out.</summary>
    private void DateByNotice()
    {
        if (parts.Date != default)
            return;
        if (parts.Body.Count > 1 && DayIn(parts.Body[0].Stretches[0].Of(text), lexicon.Notices) is { } published)
        {
            parts.Date = published;
            parts.Body.RemoveAt(0);
        }
        else
            parts.Date = updated;
    }

    /// <summary>"date 2024-05-03 The Minister met …": a labelled day before the first words of a page.</summary>
    private void DateByLabel()
    {
        if (lines.Count == 0 || lines[0].Span.Of(text) is var line && !Begins(line, lexicon.DayLabels))
            return;
        var label = line.IndexOf(' ') + 1;
        if (label == 0 || !DateReader.TryRead(line[label..], out var day) || !day.First.IsWhole || line[(label + day.Length)..].TrimStart() is not [var next, ..] rest || !char.IsLetterOrDigit(next))
            return;
        parts.Date = day.First;
        lines[0] = (lines[0].Span with { Start = lines[0].Span.End - rest.Length }, true);
    }

    /// <summary>"No:097/22, Information on the meeting …": a reference number before the headline, on its line.</summary>
    private void NumberByLabel()
    {
        for (var i = 0; parts.Number is null && i < Math.Min(lines.Count, LinesOfHead); i++)
        {
            var line = lines[i].Span.Of(text);
            if (!Begins(line, lexicon.Numbers) || line.IndexOf(',') is not (var comma and > 0 and < LongestNumber) || !char.IsDigit(line[comma - 1]) || comma + 2 >= line.Length)
                continue;
            parts.Number = line[..comma][(line.IndexOfAny(':', '.') is var sign && sign > 0 && sign < comma ? sign + 1 : 0)..].Trim(" :.").ToString();
            lines[i] = (lines[i].Span with { Start = lines[i].Span.End - line[(comma + 1)..].TrimStart().Length }, lines[i].BlankBefore);
        }
    }

    /// <summary>In lines; a number stands no deeper.</summary>
    private const int LinesOfHead = 4;

    /// <summary>In letters, with its label.</summary>
    private const int LongestNumber = 24;

    /// <summary>The whole day that a line tells which begins with some words; null where it tells none.</summary>
    private static PartialDate? DayIn(ReadOnlySpan<char> line, List<string> openings)
    {
        if (!Begins(line, openings))
            return null;
        for (var at = 1; at < line.Length; at++)
        {
            if (line[at - 1] == ' ' && DateReader.TryRead(line[at..], out var day) && day.First.IsWhole)
                return day.First;
        }
        return null;
    }

    private void TakeDate(Stretch span)
    {
        if (parts.Date != default || !lineReader.IsDateLine(span.Of(text), out var date, out var place))
            return;
        parts.Date = date;
        // "(Nay Pyi Taw, 13 August 2022)"
        if (place.Length > 0)
            parts.Place = new Stretch(span.Start + (text[span.Start] == '(' ? 1 : 0), span.Start + place.Length);
    }
}

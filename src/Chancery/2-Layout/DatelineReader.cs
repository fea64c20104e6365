using Chancery.Lexicons;

namespace Chancery.Layout;

/// <summary>The place and day that open the first paragraph.</summary>
internal sealed class DatelineReader(string text, Lexicon lexicon, ReleaseParts parts)
{
    /// <summary>"Vienna, 7 June 2023 - On the margins …" or "ISLAMABAD: …": the place and date that open the body.</summary>
    public void Open()
    {
        if (parts.Body.Count == 0)
            return;
        var stretch = parts.Body[0].Stretches[0];
        var span = stretch.Of(text);
        var dash = -1;
        for (var at = 2; at < Math.Min(span.Length - 1, 70); at++)
        {
            if (span[at] is '–' or '—' or '-' && (char.IsWhiteSpace(span[at - 1]) || char.IsWhiteSpace(span[at + 1])) || span[at] == ':' && (char.IsUpper(span[1]) || char.IsUpper(span[0]) && IsPlace(PlaceOf(span[..at]))))
            {
                dash = at;
                break;
            }
        }
        if (AgencyBehind(stretch) || PlaceAlone(stretch))
            return;
        var head = dash > 0 ? span[..dash].TrimEnd() : span[..Math.Min(span.Length, 60)];
        var venue = dash > 0 ? Venue(head) : 0;
        head = head[venue..];
        var comma = head.IndexOfAny(Beyond);
        var place = PlaceOf(head);
        if (place.Length is < 3 or > 30 || !char.IsUpper(place[0]) || !Places.IsCity(place, lexicon) && !(dash > 0 && (comma > 0 || span[dash] == ':' || place.Length < head.Length) && Places.IsState(place, lexicon)))
        {
            DayAlone(stretch);
            return;
        }
        var date = default(PartialDate);
        var end = dash;
        for (var at = Math.Min(Math.Max(comma, 0), place.Length); at < head.Length; at++)
        {
            if (DateReader.TryRead(head[at..], out var words) && words.First.Day > 0)
            {
                date = words.First;
                if (dash < 0)
                    end = venue + at + words.Length;
                break;
            }
        }
        // "CAIRO – 26 November 2019: …", "RIYADH, (Daily Point - 02nd Apr, 2020) …"
        if (dash > 0 && date == default && span[(dash + 1)..].TrimStart() is var behind && DateReader.TryRead(behind, out var later) && later.First.Day > 0 && Closes(behind[later.Length..], head.Contains('(')))
        {
            date = later.First;
            end = span.Length - behind.Length + later.Length;
        }
        if (end < 0 || (dash < 0 && date == default))
            return;
        parts.InlineDateline = true;
        parts.Place = new Stretch(stretch.Start + venue, stretch.Start + venue + place.Length);
        if (parts.Date == default && date.Year == 0 && date.Day > 0)
            date = YearOf(date, span[end..]);
        if (parts.Date == default && date.Year > 0)
            parts.Date = date;
        BeginAt(stretch.Start + end);
    }

    /// <summary>"Ulaanbaatar/MONTSAME/ On November 13, …": the city before the name of the agency.</summary>
    private bool AgencyBehind(Stretch stretch)
    {
        var span = stretch.Of(text);
        if (span.IndexOf('/') is not (var stroke and > 2 and < 30) || span[(stroke + 1)..].IndexOf('/') is not (var close and > 2 and < 16))
            return false;
        var place = span[..stroke].TrimEnd();
        if (span.Slice(stroke + 1, close).ContainsAnyExceptInRange('A', 'Z') || !Places.IsCity(place, lexicon))
            return false;
        parts.InlineDateline = true;
        parts.Place = new Stretch(stretch.Start, stretch.Start + place.Length);
        BeginAt(stretch.Start + stroke + close + 2);
        return true;
    }

    /// <summary>"Doha, HE Minister X met …": the city before a style, with a comma alone.</summary>
    private bool PlaceAlone(Stretch stretch)
    {
        var span = stretch.Of(text);
        if (span.IndexOf(", ") is not (var comma and > 2 and < 30) || !Places.IsCity(span[..comma], lexicon))
            return false;
        var rest = span[(comma + 2)..];
        var word = rest[..(rest.IndexOf(' ') is var space and > 0 ? space : rest.Length)];
        if (!lexicon.DatelineStyles.Contains(word.ToString()))
            return false;
        parts.InlineDateline = true;
        parts.Place = new Stretch(stretch.Start, stretch.Start + comma);
        BeginAt(stretch.Start + comma + 2);
        return true;
    }

    /// <summary>The first paragraph begins at the first word from here on, with the sign that opens it.</summary>
    private void BeginAt(int from)
    {
        var stretch = parts.Body[0].Stretches[0];
        while (from < stretch.End && !char.IsLetterOrDigit(text[from]) && text[from] is not ('"' or '“' or '('))
            from++;
        parts.Body[0].Stretches[0] = stretch with { Start = from };
    }

    /// <summary>Whether what stands behind a day closes a dateline.</summary>
    private static bool Closes(ReadOnlySpan<char> rest, bool inBrackets) => rest.TrimStart(' ') is [var sign, ..] && (sign is ':' or '–' or '-' || sign == ')' && inBrackets);

    /// <summary>"GIS - 28 December, 2018: The …", "18th April, 2018 The …": a day that opens the first paragraph without a place.</summary>
    private void DayAlone(Stretch stretch)
    {
        var span = stretch.Of(text);
        var start = Agency(span) is var agency and > 0 && span[agency..].StartsWith("- ") ? agency + 2 : 0;
        if (parts.Date != default || !DateReader.TryRead(span[start..], out var day) || !day.First.IsWhole || day.IsStretch)
            return;
        var rest = span[(start + day.Length)..];
        if (!(rest is [':', ..] || start == 0 && rest is [' ', >= 'A' and <= 'Z', ..] or [' ', '-' or '–' or '—', ' ', >= 'A' and <= 'Z', ..]))
            return;
        parts.Date = day.First;
        parts.Body[0].Stretches[0] = stretch with { Start = stretch.End - rest.TrimStart(": -–—").Length };
    }

    private bool IsPlace(ReadOnlySpan<char> words) => Places.IsCity(words, lexicon) || Places.IsState(words, lexicon);

    private static readonly System.Buffers.SearchValues<char> Beyond = System.Buffers.SearchValues.Create(",([");

    /// <summary>"State House, Banjul, 14 March 2018 –": how far the house reaches that stands before the place and day; 0 where none does.</summary>
    private int Venue(ReadOnlySpan<char> head)
    {
        if (head.IndexOf(',') is not (var comma and > 0) || IsPlace(PlaceOf(head)))
            return 0;
        if (Agency(head) is var agency and > 0 && Places.IsCity(PlaceOf(head[agency..]), lexicon) && DateReader.TryRead(head[(comma + 1)..].TrimStart(), out _))
            return agency;
        var place = head[(comma + 1)..].TrimStart();
        return char.IsUpper(head[0]) && place.IndexOf(',') > 0 && Places.IsCity(PlaceOf(place), lexicon) && DateReader.TryRead(place[(place.IndexOf(',') + 1)..].TrimStart(), out _) ? head.Length - place.Length : 0;
    }

    /// <summary>"AKP Phnom Penh, 3 May 2023 –", "RSS (KATHMANDU, 3 May 2023) –": how far the letters of an agency reach that stand before the place; 0 where none do.</summary>
    private static int Agency(ReadOnlySpan<char> head)
    {
        if (head.IndexOf(' ') is not (var end and > 1 and < 7) || head[..end].ContainsAnyExceptInRange('A', 'Z'))
            return 0;
        return head[(end + 1)..] is ['(', ..] ? end + 2 : end + 1;
    }

    /// <summary>The place that opens a dateline: "Abu Dhabi [UAE], June 27", "LIMA 10 May 2019", "Tunis/Tunisia".</summary>
    private static ReadOnlySpan<char> PlaceOf(ReadOnlySpan<char> head)
    {
        var place = head.IndexOfAny(Beyond) is var end and > 0 ? head[..end] : head;
        if (place.IndexOf('/') is var stroke and > 2 && !place[..stroke].ContainsAnyInRange('0', '9'))
            place = place[..stroke];
        if (place.IndexOfAnyInRange('0', '9') is not (var day and > 2) || place[day - 1] != ' ')
            return place.TrimEnd();
        if (DateReader.TryRead(place[day..], out _))
            return place[..day].TrimEnd();
        // "LIMA May 10/2019"
        var month = place[..(day - 1)].LastIndexOf(' ') + 1;
        return (month > 0 && DateReader.TryRead(place[month..], out _) ? place[..month] : place).TrimEnd();
    }

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

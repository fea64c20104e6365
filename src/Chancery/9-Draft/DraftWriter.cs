using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Chancery.Comparisons;
using Chancery.Lexicons;

namespace Chancery.Drafts;

/// <summary>Writes one draft, sentence by sentence, each held against the reader. For one draft on one thread.</summary>
internal sealed partial class DraftWriter(Lexicon lexicon, Reader reader, ReleaseRecord notes)
{
    private readonly Sides sides = new(lexicon, notes);
    private readonly List<string> opening = [];
    private readonly List<string> body = [];
    private readonly List<string> warnings = [];

    /// <summary>Whether the last sentence of the body has two things already.</summary>
    private bool joined;

    /// <summary>In letters.</summary>
    private const int LongestSentence = 260;

    public Draft Write()
    {
        foreach (var engagement in notes.Engagements)
            Tell(engagement);
        foreach (var act in notes.Acts)
            Tell(act);
        // What the acts promise in their own words is not said twice.
        foreach (var owed in notes.Commitments.Where(owed => !Read().Commitments.Any(c => Same(c, owed))))
            Tell(owed);
        foreach (var relation in notes.Relations.Where(relation => !Read().Relations.Any(r => Same(r, relation))))
            Tell(relation);
        return new Draft(Whole(), [.. warnings]);
    }

    private ReleaseRecord Read() => reader.Read(new Draft(Whole(), []).Text).Record;

    /// <summary>The paragraphs so far.</summary>
    private ImmutableArray<DraftParagraph> Whole()
    {
        var release = notes.Release;
        var paragraphs = ImmutableArray.CreateBuilder<DraftParagraph>();
        void Add(DraftPart part, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text))
                paragraphs.Add(new DraftParagraph(part, text.Trim()));
        }
        Add(DraftPart.Letterhead, release.IssuerName?.ToUpperInvariant());
        Add(DraftPart.Kind, release.Kind?.ToUpperInvariant());
        Add(DraftPart.Number, release.Number);
        Add(DraftPart.Headline, release.Headline);
        Add(DraftPart.Body, string.Join(' ', opening));
        foreach (var some in Grouped())
            Add(DraftPart.Body, string.Join(' ', some));
        Add(DraftPart.SignOff, string.Join('\n', new[] { string.Join(", ", new[] { release.Place, release.Date is null ? null : Day(release.Date) }.OfType<string>()), release.Signatory?.Office, release.Signatory?.Name }.Where(l => !string.IsNullOrEmpty(l))));
        Add(DraftPart.Contacts, string.Join('\n', release.Contacts.Select(c => c.Kind == "web" ? c.Value : $"{Sides.Capital(c.Kind)}: {c.Value}")));
        return paragraphs.ToImmutable();
    }

    private const int SentencesInParagraph = 6;

    private static bool IsOneMatter(HashSet<string> a, HashSet<string> b) => a.Count == 0 && b.Count == 0 || a.Overlaps(b);

    /// <summary>Sentences on one matter together: what is said of another third party, or of none any more, begins a paragraph.</summary>
    private IEnumerable<List<string>> Grouped()
    {
        var (group, matter) = (new List<string>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var sentence in body)
        {
            var about = sides.Third(sentence);
            if (group.Count > 0 && (group.Count == SentencesInParagraph || !IsOneMatter(matter, about)))
            {
                yield return group;
                group = [];
            }
            group.Add(sentence);
            matter = about;
        }
        if (group.Count > 0)
            yield return group;
    }

    private void Tell(Engagement engagement)
    {
        var home = notes.Release.IssuerCountry;
        var groups = engagement.Participants.GroupBy(p => p.Party ?? "", StringComparer.Ordinal).OrderByDescending(g => g.Key == home).ToList();
        if (groups.Count == 0)
            return;
        string Side(IEnumerable<IGrouping<string, Participant>> which) => Sides.Listed([.. which.Select(g => sides.Styled([.. g]))]);
        var visitor = groups.FirstOrDefault(g => g.Key != engagement.Country) ?? groups[0];
        var parts = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
        {
            ["first"] = () => Side(groups.Take(1)),
            ["second"] = () => Side(groups.Skip(1)),
            ["all"] = () => Side(groups),
            ["visitor"] = () => Side([visitor]),
            ["host"] = () => Side(groups.Where(g => g != visitor && g.Any(p => p.Person is not null))),
            ["country"] = () => engagement.Country is null ? "" : sides.Party(engagement.Country),
            ["when"] = () => engagement.End is null ? Day(engagement.Start) : Span(engagement.Start, engagement.End),
            ["where"] = () => engagement.City ?? (engagement.Country is null ? "" : sides.Party(engagement.Country)),
            ["at"] = () => engagement.Occasion ?? "",
        };
        if (engagement.End is null && engagement.Kind == EngagementKind.Visit)
            parts["when"] = () => engagement.Start is null ? "" : $"on {Day(engagement.Start)}";
        var isAhead = engagement.Start is { Length: 10 } && notes.Release.Date is { Length: 10 } today && string.CompareOrdinal(engagement.Start, today) > 0;
        var candidates = (isAhead ? Candidates("engagements", engagement.Kind.Word() + " ahead", null) : []).Concat(Candidates("engagements", engagement.Kind.Word(), null)).Concat(Candidates("engagements", "other", null)).Select(s => Filled(s.Pattern.Replace("on {when?}", engagement.End is null ? "on {when?}" : "{when?}", StringComparison.Ordinal), parts)).OfType<string>().ToList();
        Choose(candidates, opening, record => record.Engagements, e => Same(e, engagement), $"{engagement.Kind.Word()} {engagement.Start}");
    }

    private void Tell(Act act)
    {
        var form = FormOf(act.About);
        var parts = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
        {
            ["by"] = () => sides.Subject(act.By, act.Person),
            ["to"] = () => sides.Parties(act.To),
            ["about"] = () => Sentence(act.About),
            ["others"] = () => sides.Parties(notes.Engagements.SelectMany(e => e.Participants).Select(p => p.Party).OfType<string>().Distinct(StringComparer.Ordinal).Where(p => !act.By.Contains(p, StringComparer.Ordinal))),
        };
        // Whoever did the thing before is not called by the full style again.
        var subject = sides.Subject(act.By, act.Person);
        var again = body.Count > 0 && body[^1].StartsWith(Sides.Capital(subject) + " ", StringComparison.Ordinal) && IsOneMatter(sides.Third(body[^1]), sides.Third(act.About ?? "")) ? Candidates("again", act.Person is null ? "both" : "person", null).Select(s => sides.Again(s.Pattern, act.By, act.Person)).OfType<string>().ToList() : [];
        var candidates = Candidates("acts", act.Kind.Word(), form).SelectMany(s => again.Append(subject).Select(who => Filled(s.Pattern, new Dictionary<string, Func<string>>(parts, StringComparer.Ordinal) { ["by"] = () => who }))).OfType<string>().ToList();
        Choose(candidates, body, record => record.Acts, a => Same(a, act), $"{act.Kind.Word()} by {string.Join('+', act.By)}: {act.About}", Sides.Capital(subject));
    }

    private void Tell(Commitment owed)
    {
        var what = owed.What.StartsWith("to ", StringComparison.Ordinal) ? owed.What[3..] : owed.What;
        var plain = what;
        if (owed.DueWords is { Length: > 0 } by && !what.Contains(by, StringComparison.OrdinalIgnoreCase))
            what = $"{what} {by}";
        else if (owed.Due is not null && owed.DueWords is null)
            what = $"{what} by {Day(owed.Due)}";
        var parts = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
        {
            ["by"] = () => sides.Subject(owed.By, null),
            ["to"] = () => sides.Parties(owed.To),
            ["what"] = () => Sentence(what),
            ["plain"] = () => Sentence(plain),
            ["due"] = () => owed.DueWords ?? "",
        };
        Choose([.. Candidates("commitments", owed.Kind.Word(), null).Select(s => Filled(s.Pattern, parts)).OfType<string>()], body, record => record.Commitments, c => Same(c, owed), $"{owed.Kind.Word()} by {string.Join('+', owed.By)}: {owed.What}");
    }

    private void Tell(Relation relation)
    {
        var kind = relation switch { Anniversary => "anniversary", Partnership p => $"partnership {p.Status}", _ => "" };
        var parts = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
        {
            ["pair"] = () => sides.Parties(relation.Parties),
            ["name"] = () => (relation as Partnership)?.Name ?? "",
            ["of"] = () => (relation as Anniversary)?.Of ?? "diplomatic relations",
            ["ordinal"] = () => relation is Anniversary { Ordinal: > 0 } a ? EnglishOrdinal.Of(a.Ordinal) : "",
            ["year"] = () => relation is Anniversary { Year: > 0 } a ? $"The year {a.Year}" : "",
        };
        Choose([.. Candidates("relations", kind, null).Select(s => Filled(s.Pattern, parts)).OfType<string>()], body, record => record.Relations, r => Same(r, relation), $"{kind} {string.Join('+', relation.Parties)}");
    }

    private IEnumerable<DraftSentence> Candidates(string section, string kind, string? form) => lexicon.DraftSentences.Where(s => s.Section == section && s.Kind == kind && (form is null || s.Form == form));

    /// <summary>Adds the first sentence by which the fact is read once more, and no other of its facet with it; else the first by which it is read at all; else the first, with a warning.</summary>
    /// <param name="candidates">The sentences.</param>
    /// <param name="into">Where it is added.</param>
    /// <param name="facts">The facet in a record.</param>
    /// <param name="same">Whether a fact is the one that is to be said.</param>
    /// <param name="what">The fact, for a warning.</param>
    /// <param name="subject">Who does it, as the sentences begin; null where they begin otherwise.</param>
    private void Choose<T>(List<string> candidates, List<string> into, Func<ReleaseRecord, ImmutableArray<T>> facts, Func<T, bool> same, string what, string? subject = null)
        where T : Fact
    {
        var before = facts(Read());
        var known = before.Count(same);
        string? second = null;
        bool IsSaidOnce(ImmutableArray<T> after) => after.Length == before.Length + 1 && after.Count(same) > known;
        if (into.Count > 0 && subject is not null && into[^1] is var last && last.StartsWith(subject + " ", StringComparison.Ordinal) && !joined)
        {
            // Two things that one side does go into one sentence, where they read as the same two.
            foreach (var candidate in candidates.Where(c => c.StartsWith(subject + " ", StringComparison.Ordinal) && c.Length + last.Length < LongestSentence && IsOneMatter(sides.Third(last), sides.Third(c))))
            {
                into[^1] = $"{last.TrimEnd('.')}, and {candidate[(subject.Length + 1)..]}";
                if (joined = IsSaidOnce(facts(Read())))
                    return;
                into[^1] = last;
            }
        }
        joined = false;
        foreach (var candidate in candidates)
        {
            into.Add(candidate);
            var after = facts(Read());
            if (after.Count(same) > known)
            {
                if (IsSaidOnce(after))
                    return;
                second ??= candidate;
            }
            into.RemoveAt(into.Count - 1);
        }
        if (second is null)
            warnings.Add(candidates.Count == 0 ? $"there is no sentence for: {what}" : $"is read otherwise: {what}");
        if ((second ?? candidates.FirstOrDefault()) is { } chosen)
            into.Add(chosen);
    }

    /// <summary>A pattern with its parts; null where one of them has nothing to say and may not be left out.</summary>
    private static string? Filled(string pattern, Dictionary<string, Func<string>> parts)
    {
        var missing = false;
        string Part(Match match)
        {
            var said = parts.TryGetValue(match.Groups["name"].Value, out var part) ? part() : "";
            missing |= said.Length == 0;
            return said;
        }
        var whole = Optional().Replace(pattern, match =>
        {
            var was = missing;
            var filled = Hole().Replace(match.Groups["inner"].Value, Part);
            var left = missing && !was;
            missing = was;
            return left ? "" : filled;
        });
        whole = Hole().Replace(whole, Part);
        return missing ? null : Sides.Capital(whole.Replace(",,", ",", StringComparison.Ordinal).Replace(", ,", ",", StringComparison.Ordinal).Replace(",.", ".", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\[(?<inner>[^\]]*)\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Optional();

    [GeneratedRegex(@"\{(?<name>\w+)\??\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hole();

    private string FormOf(string? about)
    {
        if (string.IsNullOrWhiteSpace(about))
            return "none";
        if (about.StartsWith("to ", StringComparison.OrdinalIgnoreCase))
            return "to";
        if (about.StartsWith("that ", StringComparison.OrdinalIgnoreCase))
            return "that";
        // A noun phrase may hold a clause behind "which" or "as"; before it there is no finite verb.
        var words = about.Split((char[])[' ', '\n', ','], StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words)
        {
            if (word is "which" or "who" or "that" or "as" or "where" or "when" or "how" or "whether" or "what" or "why" or "while" or "after" or "before" or "since")
                break;
            if (lexicon.FiniteVerbs.Contains(word))
                return "clause";
        }
        return "noun";
    }

    /// <summary>On one line, without a full stop at its end.</summary>
    private static string Sentence(string? about) => string.Join(' ', (about ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', ';', ',');

    private static string Day(string? iso) => iso is null ? "" : iso.Length switch
    {
        10 when DateOnly.TryParseExact(iso, "yyyy-MM-dd", out var day) => day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
        7 when DateOnly.TryParseExact(iso + "-01", "yyyy-MM-dd", out var month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        _ => iso,
    };

    /// <summary>"from 21 to 24 January 2023".</summary>
    private static string Span(string? start, string end) =>
        DateOnly.TryParseExact(start, "yyyy-MM-dd", out var a) && DateOnly.TryParseExact(end, "yyyy-MM-dd", out var b)
            ? $"from {(a.Year != b.Year ? Day(start) : a.Month != b.Month ? a.ToString("d MMMM", CultureInfo.InvariantCulture) : a.Day)} to {Day(end)}"
            : $"from {Day(start)} to {Day(end)}";

    private static bool Set(ImmutableArray<string> a, ImmutableArray<string> b) => a.ToHashSet(StringComparer.Ordinal).SetEquals(b);

    private static bool Like(string? a, string? b) => string.IsNullOrWhiteSpace(a) || string.IsNullOrWhiteSpace(b) || Topics.Likeness(Topics.Of(a), Topics.Of(b)) >= LikeEnough || Sentence(a).Contains(Sentence(b), StringComparison.OrdinalIgnoreCase) || Sentence(b).Contains(Sentence(a), StringComparison.OrdinalIgnoreCase);

    private const double LikeEnough = 0.6;

    private static bool Same(Act a, Act b) => a.Kind == b.Kind && Set(a.By, b.By) && (b.To.IsEmpty || Set(a.To, b.To)) && (b.Person is null || Topics.SameName(a.Person, b.Person)) && Like(a.About, b.About);

    private static bool Same(Commitment a, Commitment b) => a.Kind == b.Kind && Set(a.By, b.By) && (b.To.IsEmpty || Set(a.To, b.To)) && a.Due == b.Due && Like(a.What, b.What);

    private static bool Same(Relation a, Relation b) => a.GetType() == b.GetType() && Set(a.Parties, b.Parties) && (a, b) switch
    {
        (Anniversary x, Anniversary y) => x.Ordinal == y.Ordinal && x.Year == y.Year,
        (Partnership x, Partnership y) => x.Status == y.Status && string.Equals(x.Name, y.Name, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static bool Same(Engagement a, Engagement b) => a.Kind == b.Kind && a.Start == b.Start && a.End == b.End && (b.City is null || a.City == b.City) && (b.Country is null || a.Country == b.Country) && (b.Occasion is null || Like(a.Occasion, b.Occasion))
        && a.Participants.Select(p => p.Party).ToHashSet(StringComparer.Ordinal).SetEquals(b.Participants.Select(p => p.Party)) && b.Participants.Where(p => p.Person is not null).All(p => a.Participants.Any(q => q.Party == p.Party && Topics.SameName(p.Person, q.Person) && p.Offices.All(o => q.Offices.Contains(o, StringComparer.OrdinalIgnoreCase))));
}

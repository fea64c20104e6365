using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Chancery.Issuing.Seals;
using Chancery.Issuing.Sites;

namespace Chancery.Issuing.Verification;

/// <summary>What became of a question whether something is genuine.</summary>
internal enum Finding
{
    /// <summary>The same bit for bit as a file that was issued, in the edition that holds.</summary>
    Issued,
    /// <summary>The whole wording of an edition that holds, in another file.</summary>
    SameWording,
    /// <summary>A passage of an edition that holds, word for word.</summary>
    Passage,
    /// <summary>Genuine, but of an edition that another took the place of.</summary>
    Older,
    /// <summary>Genuine, but withdrawn.</summary>
    Withdrawn,
    /// <summary>Close to what was issued, and not the same.</summary>
    Altered,
    /// <summary>Nothing that was issued says it.</summary>
    Unknown,
}

/// <summary>The answer.</summary>
internal sealed record Verdict
{
    public required Finding Finding { get; init; }

    /// <summary>Where the release stands on the site; empty for none.</summary>
    public string Path { get; init; } = "";

    public string Headline { get; init; } = "";

    public string Number { get; init; } = "";

    public string Issuer { get; init; } = "";

    public int Edition { get; init; }

    /// <summary>When the edition was issued, UTC.</summary>
    public DateTime? At { get; init; }

    /// <summary>What the words differ in.</summary>
    public IReadOnlyList<Departure> Departures { get; init; } = [];

    /// <summary>Words that a picture could not be read well enough for, where a difference may be the reading's.</summary>
    public IReadOnlyList<Departure> Unclear { get; init; } = [];

    /// <summary>What else is to be said.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>Whether it may be taken for what the house says.</summary>
    public bool IsGood => Finding is Finding.Issued or Finding.SameWording or Finding.Passage;
}

/// <summary>What was put before the verifier.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="Text">Its words; null where it has none that can be read.</param>
/// <param name="IsPicture">Whether the words were read from a picture.</param>
/// <param name="Signature">The signature that came with it (JWS); null for none.</param>
internal sealed record Exhibit(byte[] Bytes, string? Text, bool IsPicture = false, string? Signature = null);

/// <summary>
/// Says whether a file or a text is what a house issued, by its published site alone: by the hash of the file, else by its words, whatever file they stand in. The log and its signed head are
/// checked first, so that a site that was tampered with is not believed. Not to be shared.
/// </summary>
/// <param name="site">The site.</param>
internal sealed partial class Verifier(PublicSite site)
{
    /// <summary>Fewer words than this are no passage of anything.</summary>
    private const int Few = 8;

    /// <summary>So much of a text must stand in an edition for the two to be compared at all.</summary>
    private const double Close = 0.45;

    private IReadOnlyList<LoggedIssue>? log;

    private string? logFault;

    /// <summary>Answers.</summary>
    public async Task<Verdict> VerifyAsync(Exhibit exhibit)
    {
        if (log is null)
            (log, _, logFault) = await site.CheckLogAsync(null).ConfigureAwait(false);
        if (logFault is not null)
            return new Verdict { Finding = Finding.Unknown, Remarks = [$"the site itself is not to be believed: {logFault}"] };
        var hash = Sealer.HashOf(exhibit.Bytes);
        var remarks = new List<string>();
        if (exhibit.Signature is { } jws)
            remarks.AddRange(await SignatureAsync(jws, hash).ConfigureAwait(false));
        if (log.LastOrDefault(e => e.Event == "issued" && e.Files.Any(f => f.Hash == hash)) is { } known)
        {
            var file = known.Files.First(f => f.Hash == hash);
            return State(known, Finding.Issued, [$"the same bit for bit as {file.Name}", .. remarks]);
        }
        if (exhibit.Text is not { } text)
            return new Verdict { Finding = Finding.Unknown, Remarks = ["it is none of the files that were issued, and there are no words in it that could be compared", .. remarks] };
        return await ByWordsAsync(text, exhibit.IsPicture, remarks).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<string>> SignatureAsync(string jws, string hash)
    {
        var signed = Jws.Check(jws, await site.KeysAsync().ConfigureAwait(false));
        if (signed.Payload is not { } said)
            return [$"the signature is not believed: {signed.Fault}"];
        return said.TryGetProperty("sha256", out var of) && of.GetString() == hash ? [$"signed with the house's key {signed.Key[..8]}"] : ["the signature is another file's"];
    }

    private async Task<Verdict> ByWordsAsync(string text, bool picture, List<string> remarks)
    {
        var given = Wording.Of(text);
        if (given.Count < Few)
            return new Verdict { Finding = Finding.Unknown, Remarks = ["it has too few words to be compared", .. remarks] };
        (LoggedIssue Entry, Likeness Like, string Text)? best = null;
        foreach (var entry in await CandidatesAsync(text).ConfigureAwait(false))
        {
            if (entry.Files.FirstOrDefault(f => f.Form == "txt" && !f.Name.Contains("-embargoed", StringComparison.Ordinal)) is not { } file || await site.BytesAsync(PathOf(entry) + file.Name).ConfigureAwait(false) is not { } bytes || Sealer.HashOf(bytes) != file.Hash)
                continue;
            var issued = Encoding.UTF8.GetString(bytes);
            var own = Wording.Of(issued);
            var latin = own.Count(Wording.IsLatin) > own.Count / 2;
            var like = latin ? Wording.Compare(given.FindAll(Wording.IsLatin), own.FindAll(Wording.IsLatin)) : Wording.Compare(given, own);
            if (best is null || Weight(like) > Weight(best.Value.Like))
                best = (entry, like, issued);
        }
        if (best is not var (found, likeness, whole) || likeness.Same < Few || likeness.Same < given.Count * Close)
            return new Verdict { Finding = Finding.Unknown, Remarks = ["no release says this", .. Bears(text), .. remarks] };
        return Judge(found, likeness, whole, text, picture, remarks);
    }

    /// <summary>Words that both have, less those that only one has.</summary>
    private static double Weight(Likeness like) => like.Same - (0.5 * like.Inner.Sum(d => d.Given.Count(c => c == ' ') + d.Issued.Count(c => c == ' ') + 2)) - (0.05 * (like.MissingBefore + like.MissingAfter));

    private Verdict Judge(LoggedIssue entry, Likeness like, string issued, string text, bool picture, List<string> remarks)
    {
        var departures = like.Inner.Where(d => !IsFurniture(d, issued, text)).ToList();
        var unclear = new List<Departure>();
        if (picture)
        {
            unclear = departures.FindAll(d => IsMisread(d) || IsSpeck(d, issued));
            departures.RemoveAll(unclear.Contains);
        }
        // Words around the text: a site's menus or a mail's lines around a copy are no part of it, another letterhead or another day is.
        var (bodyStart, bodyEnd) = Bounds(issued);
        var around = like.Before.Concat(like.After).ToList();
        var cutBefore = like.MissingBefore > bodyStart;
        var cutAfter = like.MissingAfter > bodyEnd;
        if (departures.Count > 0)
            return State(entry, Finding.Altered, remarks, departures, unclear);
        var looksWhole = like.MissingBefore <= bodyStart || text.Contains(entry.Code, StringComparison.OrdinalIgnoreCase);
        if (cutAfter && looksWhole && HasHead(text, entry))
            return State(entry, Finding.Altered, [.. remarks, $"it begins as the release does, and {like.MissingAfter} words at its end are missing"], [new Departure("", LastWords(issued, like.MissingAfter), "")], unclear);
        if (cutBefore && text.Contains(entry.Code, StringComparison.OrdinalIgnoreCase))
            return State(entry, Finding.Altered, [.. remarks, $"it bears the release's code, and {like.MissingBefore} words at its beginning are missing"], [], unclear);
        if (around.Count > 0 && Strange(around, issued) is { Count: > 0 } strange)
        {
            var whole = !cutBefore && !cutAfter;
            // Around a copy that is marked as the whole, strange sentences are put in; around a quotation they are the other's.
            if (whole && strange.Count >= 3 && HasHead(text, entry) && like.Before.Count + like.After.Count > 0 && StandsInside(text, strange, entry))
                return State(entry, Finding.Altered, [.. remarks, "words were put before or behind it"], [new Departure(string.Join(' ', strange.Take(40)), "", "")], unclear);
            remarks.Add($"around it stand words that are not the release's: {string.Join(' ', like.Before.TakeLast(20))} … {string.Join(' ', like.After.Take(20))}");
        }
        if (unclear.Count > 0)
            remarks.Add(string.Create(CultureInfo.InvariantCulture, $"{unclear.Count} places of the picture cannot be read for certain"));
        return State(entry, cutBefore || cutAfter ? Finding.Passage : Finding.SameWording, remarks, [], unclear);
    }

    /// <summary>The words of the edition before its headline and behind its sign-off, which a copy of the words alone leaves out.</summary>
    private static (int Before, int After) Bounds(string issued)
    {
        var paragraphs = issued.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var before = 0;
        var head = Array.FindIndex(paragraphs, p => Wording.Of(p).Count > 12);
        for (var i = 0; i < head; i++)
            before += Wording.Of(paragraphs[i]).Count;
        var last = Array.FindLastIndex(paragraphs, p => Wording.Of(p).Count > 12 && !Label().IsMatch(p));
        var after = paragraphs.Skip(last + 1).Sum(p => Wording.Of(p).Count);
        return (before, after);
    }

    [GeneratedRegex("^[A-Z][a-z]+: ", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    private static string LastWords(string issued, int count) => string.Join(' ', Wording.Of(issued).TakeLast(count).Take(40).Select(t => t.Said));

    /// <summary>Whether a text bears what a release bears at its head: its headline and number, or its code.</summary>
    private static bool HasHead(string text, LoggedIssue entry)
    {
        var words = string.Join(' ', Wording.Of(text).Select(t => t.Plain));
        return words.Contains(string.Join(' ', Wording.Of(entry.Headline).Select(t => t.Plain)), StringComparison.Ordinal) && (words.Contains(string.Join(' ', Wording.Of(entry.Number).Select(t => t.Plain)), StringComparison.Ordinal) || text.Contains(entry.Code, StringComparison.OrdinalIgnoreCase));
    }

    private static List<string> Strange(List<string> around, string issued)
    {
        var known = Wording.Of(issued).Select(t => t.Plain).ToHashSet(StringComparer.Ordinal);
        return [.. around.Where(w => !known.Contains(Lexicons.PersonName.Plain(w)) && w.Length > 3 && !w.All(char.IsDigit))];
    }

    /// <summary>Whether strange words stand between the release's number and its foot: within the sheet, not around it.</summary>
    private static bool StandsInside(string text, List<string> strange, LoggedIssue entry)
    {
        var first = text.IndexOf(strange[0], StringComparison.Ordinal);
        var (head, foot) = (text.IndexOf(entry.Number, StringComparison.Ordinal), text.LastIndexOf(entry.Code, StringComparison.OrdinalIgnoreCase));
        return head >= 0 && foot > head && first > head && first < foot;
    }

    /// <summary>What pages put between the words: the foot and the head of a page, its number; the note that a copy makes of a picture.</summary>
    private static bool IsFurniture(Departure departure, string issued, string text)
    {
        var given = Wording.Of(departure.Given);
        if (departure.Issued.Length == 0)
        {
            // Words of the release's own head and foot, repeated on a page; numbers of pages.
            var lines = issued.Split('\n').Where(l => Label().IsMatch(l) || l.Length < 80).SelectMany(l => Wording.Of(l)).Select(t => t.Plain).ToHashSet(StringComparer.Ordinal);
            var pages = given.Count(t => t.Plain.Length <= 3 && t.Plain.All(char.IsAsciiDigit));
            return given.Count > 0 && given.TrueForAll(t => lines.Contains(t.Plain) || t.Plain is "page" or "of" || t.Plain.Length <= 2 && t.Plain.All(char.IsAsciiDigit)) && (given.Count >= 4 || pages == given.Count || pages > 0) && !(given.Count == pages && SaysNumberInProse(text, departure));
        }
        // A foot that stands elsewhere in the copy: its words are not missing.
        var left = Wording.Of(departure.Issued);
        if (given.Count == 0 && departure.Issued.Length > 0)
        {
            var foot = issued.Split('\n').Where(l => Label().IsMatch(l)).SelectMany(l => Wording.Of(l)).Select(t => t.Plain).ToHashSet(StringComparer.Ordinal);
            return left.Count > 0 && foot.Count > 0 && left.TrueForAll(t => foot.Contains(t.Plain)) && left.Count >= 3;
        }
        return false;
    }

    /// <summary>A number that stands within a sentence is no number of a page.</summary>
    private static bool SaysNumberInProse(string text, Departure departure) => text.Contains($"{departure.Before.Split(' ')[^1]} {departure.Given}", StringComparison.Ordinal);

    /// <summary>Letters that readers of pictures take for one another: what is left of two words when they are made alike.</summary>
    private static bool IsMisread(Departure departure)
    {
        var (given, issued) = (Shape(departure.Given), Shape(departure.Issued));
        if (given == issued)
            return true;
        // Figures and names are read exactly or not at all; a longer word with one letter wrong is the reader's fault.
        if (departure.Given.Any(char.IsDigit) || departure.Issued.Any(char.IsDigit))
            return false;
        if (given.Length == 0 || issued.Length == 0)
            return Math.Max(given.Length, issued.Length) <= 2;
        return Lexicons.PersonName.Distance(given, issued) is var far && (far <= 1 && Math.Min(given.Length, issued.Length) >= 5 || far <= 2 && Math.Min(given.Length, issued.Length) >= 11) && !IsWordPair(departure);
    }

    /// <summary>Letters behind the last word of a line, read into a mark or a code beside it: they stand in no sentence, so they change none.</summary>
    private static bool IsSpeck(Departure departure, string issued)
    {
        const int MostLetters = 3, MostScraps = 3, LeastWords = 3;
        var scraps = departure.Given.Split(' ');
        if (departure.Issued.Length > 0 || scraps.Length > MostScraps || Array.Exists(scraps, s => s.Length is 0 or > MostLetters || !s.All(char.IsAsciiLetter) || s.ToLowerInvariant() is "no" or "not"))
            return false;
        var before = Wording.Of(departure.Before).ConvertAll(t => t.Plain);
        var told = new List<string>();
        foreach (var line in issued.Split('\n').Select(l => Wording.Of(l)).Where(l => l.Count > 0))
        {
            told.AddRange(line.Select(t => t.Plain));
            // A line of one or two words, as a sign-off's, is known by those above it as well.
            var words = Math.Min(before.Count, Math.Max(LeastWords, line.Count));
            if (words >= LeastWords && told.TakeLast(words).SequenceEqual(before.TakeLast(words), StringComparer.Ordinal))
                return true;
        }
        return false;
    }

    /// <summary>"accepted" and "excepted": two words that are both words.</summary>
    private static bool IsWordPair(Departure departure) => departure.Given.Split(' ').Length == 1 && departure.Issued.Split(' ').Length == 1
        && (departure.Given.Length == departure.Issued.Length + 2 && departure.Given.EndsWith(departure.Issued, StringComparison.OrdinalIgnoreCase) || departure.Issued.Length == departure.Given.Length + 2 && departure.Issued.EndsWith(departure.Given, StringComparison.OrdinalIgnoreCase));

    private static string Shape(string words) => string.Concat(words.ToLowerInvariant().Where(char.IsLetterOrDigit).Select(c => c switch { '0' => 'o', '1' or 'l' or '|' => 'i', '5' => 's', '8' => 'b', _ => Lexicons.PersonName.Plain(c) })).Replace("rn", "m", StringComparison.Ordinal).Replace("vv", "w", StringComparison.Ordinal).Replace("cl", "d", StringComparison.Ordinal);

    private IEnumerable<string> Bears(string text)
    {
        if (log!.LastOrDefault(e => e.Code.Length > 0 && text.Contains(e.Code, StringComparison.OrdinalIgnoreCase)) is { } coded)
            yield return $"it bears the code of {coded.Number}, “{coded.Headline}”, which says something else";
        else if (log!.FirstOrDefault(e => e.Issuer.Length > 0 && text.Contains(e.Issuer, StringComparison.OrdinalIgnoreCase)) is { } named)
            yield return $"it bears the name of {named.Issuer}, which did not issue it";
    }

    private static string PathOf(LoggedIssue entry) => PublicRelease.PathOf(entry.House, entry.Number);

    /// <summary>Editions that a text may be of: by code, by headline, by its words in the search.</summary>
    private async Task<IReadOnlyList<LoggedIssue>> CandidatesAsync(string text)
    {
        var issues = log!.Where(e => e.Event == "issued").ToList();
        var found = issues.Where(e => e.Code.Length > 0 && text.Contains(e.Code, StringComparison.OrdinalIgnoreCase)).ToList();
        found.AddRange(found.SelectMany(f => issues.Where(e => e.House == f.House && e.Number == f.Number)).ToList());
        var votes = new Dictionary<int, double>();
        var recent = (await site.JsonAsync("search/recent.json").ConfigureAwait(false))?.EnumerateArray().Select(e => (Ordinal: e[0].GetInt32(), Words: e[1].GetString()!.Split(' ').ToHashSet(StringComparer.Ordinal))).ToList() ?? [];
        foreach (var word in SiteSearch.WordsOf(text).Distinct(StringComparer.Ordinal).OrderByDescending(w => w.Length).Take(60))
        {
            var at = new List<int>(recent.Where(r => r.Words.Contains(word)).Select(r => r.Ordinal));
            if (await site.JsonAsync(SiteSearch.FileOf(word)).ConfigureAwait(false) is { } file && file.TryGetProperty(word, out var steps))
            {
                var last = 0;
                foreach (var step in steps.EnumerateArray())
                    at.Add(last += step.GetInt32());
            }
            foreach (var ordinal in at)
                votes[ordinal] = votes.GetValueOrDefault(ordinal) + (1 / (1 + Math.Log(1 + at.Count)));
        }
        foreach (var (ordinal, _) in votes.OrderByDescending(v => v.Value).Take(5))
        {
            if (await EditionAsync(ordinal).ConfigureAwait(false) is { } edition)
                found.AddRange(issues.Where(e => PathOf(e) == edition.Path));
        }
        return [.. found.DistinctBy(e => e.Index)];
    }

    private async Task<(string Path, int Edition)?> EditionAsync(int ordinal) =>
        await site.JsonAsync($"search/editions/{ordinal / SiteSearch.Full}.json").ConfigureAwait(false) is { } part && part.GetArrayLength() > ordinal % SiteSearch.Full ? (part[ordinal % SiteSearch.Full][0].GetString()!, part[ordinal % SiteSearch.Full][3].GetInt32()) : null;

    /// <summary>The answer, with what became of the release since.</summary>
    private Verdict State(LoggedIssue entry, Finding finding, IReadOnlyList<string> remarks, IReadOnlyList<Departure>? departures = null, IReadOnlyList<Departure>? unclear = null)
    {
        var later = log!.Where(e => e.House == entry.House && e.Number == entry.Number && e.Index > entry.Index).ToList();
        var said = remarks.ToList();
        if (later.LastOrDefault(e => e.Event == "withdrawn") is { } gone)
        {
            said.Add($"withdrawn on {gone.At:yyyy-MM-dd}: {gone.Note}");
            finding = finding == Finding.Altered ? finding : Finding.Withdrawn;
        }
        else if (later.LastOrDefault(e => e.Edition > entry.Edition) is { } newer)
        {
            said.Add($"edition {newer.Edition} took its place on {newer.At:yyyy-MM-dd}: {newer.Note}");
            finding = finding == Finding.Altered ? finding : Finding.Older;
        }
        return new Verdict { Finding = finding, Path = PathOf(entry), Headline = entry.Headline, Number = entry.Number, Issuer = entry.Issuer, Edition = entry.Edition, At = entry.At, Departures = departures ?? [], Unclear = unclear ?? [], Remarks = said };
    }
}

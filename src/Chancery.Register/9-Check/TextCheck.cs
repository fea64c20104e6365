using System.Globalization;
using System.Text.RegularExpressions;
using Chancery.Comparisons;
using Chancery.Lexicons;
using Chancery.Records;
using Chancery.Registers.People;
using Chancery.Registers.Reviews;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;
using System.Text.Json.Nodes;

namespace Chancery.Registers.Checks;

/// <summary>Something in a text that its writer should look at before it is signed.</summary>
/// <param name="Kind">name, office, weekday, promise, readout or usage.</param>
/// <param name="Words">What is so, in a sentence.</param>
/// <param name="Person">The person that the register has.</param>
/// <param name="Commitment">The promise that it has.</param>
/// <param name="Release">The release that says otherwise.</param>
public sealed record Remark(string Kind, string Words, long? Person = null, long? Commitment = null, long? Release = null);

/// <summary>Holds a text that is being written against the register. Stateless.</summary>
internal static partial class TextCheck
{
    private const int Most = 50;

    /// <summary>How many people of a like name, and promises of a pair, are looked at.</summary>
    private const int Near = 200;

    /// <summary>How like two promises are that are one, from 0 to 1.</summary>
    private const double OnePromise = 0.6;

    public static async Task<List<Remark>> OfAsync(RegisterContext context, Lexicon lexicon, string text, ReleaseRecord record, CancellationToken stop)
    {
        var remarks = Weekdays(text).Concat(Usage(lexicon, text, record.Release.IssuerCountry)).ToList();
        var day = Import.ReleaseRows.Day(record.Release.Date ?? record.Engagements.Select(e => e.Start).FirstOrDefault()) ?? DateOnly.FromDateTime(DateTime.Today);
        var people = record.Engagements.SelectMany(e => e.Participants).Where(p => p.Person is not null).DistinctBy(p => (p.Person, p.Party)).ToList();
        foreach (var one in people)
        {
            if (await KnownAsync(context, one, remarks, stop).ConfigureAwait(false) is { } person)
                await OfficesAsync(context, one, person, day, remarks, stop).ConfigureAwait(false);
        }
        await PromisesAsync(context, record, day, remarks, stop).ConfigureAwait(false);
        await ReadoutAsync(context, record, remarks, stop).ConfigureAwait(false);
        return [.. remarks.Take(Most)];
    }

    /// <summary>The person of the register who bears the name; where nobody does, who bears a like one is remarked.</summary>
    private static async Task<PersonRow?> KnownAsync(RegisterContext context, Participant one, List<Remark> remarks, CancellationToken stop)
    {
        if (Mention.Of(one.Person, one.Party) is not { } mention)
            return null;
        if (await context.People.AsNoTracking().FirstOrDefaultAsync(p => p.Key == mention.Key, stop).ConfigureAwait(false) is { } same)
        {
            // The same letters with other accents.
            if (!same.Name.Split(' ').Select(w => w.ToUpperInvariant()).ToHashSet(StringComparer.Ordinal).SetEquals(one.Person!.Split(' ').Select(w => w.ToUpperInvariant())))
                remarks.Add(new Remark("name", $"{one.Person}: the register writes {same.Name}", same.Id));
            return same;
        }
        var words = PersonName.Words(one.Person!).Where(w => w.Length > 3).ToArray();
        var near = await (from w in context.Set<PersonWordRow>() where words.Contains(w.Word) join p in context.People on w.PersonId equals p.Id where p.MergedInto == null && p.Party == one.Party select p).Distinct().OrderBy(p => p.Id).Take(Near).AsNoTracking().ToListAsync(stop).ConfigureAwait(false);
        var row = new PersonRow { Name = one.Person!, Party = one.Party };
        if (near.Find(p => PeopleRegister.Alike(row, p) is not null) is not { } like)
            return null;
        remarks.Add(new Remark("name", $"{one.Person}: the register knows {like.Name}", like.Id));
        return like;
    }

    private static async Task OfficesAsync(RegisterContext context, Participant one, PersonRow person, DateOnly day, List<Remark> remarks, CancellationToken stop)
    {
        var held = await context.Memberships.AsNoTracking().Where(m => m.PersonId == person.Id).ToListAsync(stop).ConfigureAwait(false);
        foreach (var office in one.Offices)
        {
            if (held.Find(m => string.Equals(m.Role, office, StringComparison.OrdinalIgnoreCase)) is { } own && own.End < day)
                remarks.Add(new Remark("office", $"{one.Person}: is no longer {office} since {own.End:d MMMM yyyy}, as an officer knows", person.Id));
            var last = held.Where(m => string.Equals(m.Role, office, StringComparison.OrdinalIgnoreCase)).Select(m => m.LastSeen).Max();
            var later = await (from m in context.Memberships.AsNoTracking() where m.Party == one.Party && m.Role == office && m.PersonId != person.Id && m.LastSeen <= day && (last == null || m.LastSeen > last) join p in context.People on m.PersonId equals p.Id where p.MergedInto == null orderby m.LastSeen descending select new { p.Id, p.Name, m.LastSeen }).FirstOrDefaultAsync(stop).ConfigureAwait(false);
            if (later is not null)
                remarks.Add(new Remark("office", $"{one.Person}: {later.Name} was last shown as {office}, on {later.LastSeen:d MMMM yyyy}", later.Id));
            else if (last is null && held.Count > 0 && held.MaxBy(m => m.LastSeen) is { } other)
                remarks.Add(new Remark("office", $"{one.Person}: the register has {other.Role} ({other.LastSeen:d MMMM yyyy}), not {office}", person.Id));
        }
    }

    /// <summary>Promises of the same two on the same thing that are open for another day.</summary>
    private static async Task PromisesAsync(RegisterContext context, ReleaseRecord record, DateOnly day, List<Remark> remarks, CancellationToken stop)
    {
        foreach (var owed in record.Commitments)
        {
            var (parties, due, kind) = (Bar.Sorted(owed.By.Concat(owed.To)), Import.ReleaseRows.LastDay(owed.Due), owed.Kind.Word());
            var topic = Topics.Of(owed.What);
            var open = await context.Commitments.AsNoTracking().Where(c => c.Parties == parties && c.Kind == kind && !c.Gone && c.State == CommitmentState.Open && c.Due != null && (c.Made == null || c.Made < day)).OrderByDescending(c => c.Id).Take(Near).ToListAsync(stop).ConfigureAwait(false);
            if (due is not null && open.Find(c => c.Due != due && Topics.Likeness(Topics.Of(c.What), topic) >= OnePromise) is { } other)
                remarks.Add(new Remark("promise", $"{owed.What}: was promised for {other.Due:d MMMM yyyy} already, and is open; here it is for {due:d MMMM yyyy}", Commitment: other.Id, Release: other.ReleaseId));
        }
    }

    /// <summary>What another account of the same engagement says otherwise.</summary>
    private static async Task ReadoutAsync(RegisterContext context, ReleaseRecord record, List<Remark> remarks, CancellationToken stop)
    {
        foreach (var engagement in record.Engagements)
        {
            if (Import.ReleaseRows.Day(engagement.Start) is not { } start)
                continue;
            var meet = $"{start:yyyy-MM-dd}|{Bar.Sorted(engagement.Participants.Select(p => p.Party).OfType<string>())}";
            var told = await (from e in context.Engagements where e.Meet == meet join a in context.Accounts on e.Id equals a.EngagementId join r in context.Releases.AsNoTracking() on a.ReleaseId equals r.Id where r.ReplacedBy == null && r.Issuer != record.Release.IssuerCountry orderby r.Id select r).FirstOrDefaultAsync(stop).ConfigureAwait(false);
            if (told is null)
                continue;
            var said = await context.Reviews.AsNoTracking().Where(r => r.ReleaseId == told.Id).OrderBy(r => r.Id).ToListAsync(stop).ConfigureAwait(false);
            var theirs = RecordParser.Record(Review.Holding(JsonNode.Parse(Packed.Text(told.Record))!.AsObject(), said));
            foreach (var differs in Comparison.Of(record, theirs)?.Differently ?? [])
                remarks.Add(new Remark("readout", $"{differs.What}: here “{differs.First}”, in the readout of {told.Issuer ?? "another house"} “{differs.Second}”", Release: told.Id));
        }
    }

    /// <summary>Names that the house does not use, each once.</summary>
    private static IEnumerable<Remark> Usage(Lexicon lexicon, string text, string? house)
    {
        foreach (var about in lexicon.Usage.Where(u => u.House == "*" || u.House == house).GroupBy(u => u.Against, StringComparer.Ordinal))
        {
            var own = about.OrderBy(u => u.House == "*").First();
            if (own.Against != own.Used && Names(text, own.Against, own.Used))
                yield return new Remark("usage", $"{own.Against}: this house writes {own.Used}");
        }
    }

    /// <summary>Whether a name stands in a text, and not within the name that is used ("Türkiye" for "Turkey", but "North Macedonia" for "Macedonia").</summary>
    private static bool Names(string text, string name, string used)
    {
        var inside = used.IndexOf(name, StringComparison.Ordinal);
        for (var at = WholeWords.IndexOf(text, name); at >= 0; at = WholeWords.IndexOf(text, name, at + 1))
        {
            if (!(inside >= 0 && at >= inside && string.CompareOrdinal(text, at - inside, used, 0, used.Length) == 0))
                return true;
        }
        return false;
    }

    /// <summary>"Monday, 5 August 2022", "Friday, August 5, 2022" where that day is another.</summary>
    private static IEnumerable<Remark> Weekdays(string text)
    {
        foreach (Match match in DayWithWeekday().Matches(text))
        {
            var month = Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, m => string.Equals(m, match.Groups["month"].Value, StringComparison.OrdinalIgnoreCase)) + 1;
            var year = int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture);
            var number = int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture);
            if (year < 1 || number < 1 || number > DateTime.DaysInMonth(year, month))
                yield return new Remark("weekday", $"{match.Value}: there is no such day");
            else if (new DateOnly(year, month, number).DayOfWeek.ToString() is var weekday && !string.Equals(weekday, match.Groups["weekday"].Value, StringComparison.OrdinalIgnoreCase))
                yield return new Remark("weekday", $"{match.Value}: that day is a {weekday}");
        }
    }

    [GeneratedRegex(@"\b(?<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),?\s+(the\s+)?((?<day>\d{1,2})(st|nd|rd|th)?\s+(of\s+)?(?<month>January|February|March|April|May|June|July|August|September|October|November|December)|(?<month>January|February|March|April|May|June|July|August|September|October|November|December)\s+(?<day>\d{1,2})(st|nd|rd|th)?),?\s+(?<year>\d{4})\b", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex DayWithWeekday();
}

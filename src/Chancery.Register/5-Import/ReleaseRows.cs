using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Chancery.Registers.FollowUps;
using Chancery.Registers.People;
using Chancery.Registers.Store;

namespace Chancery.Registers.Import;

/// <summary>The rows of one release, made from its record. Holds what is not yet in the register.</summary>
internal sealed class ReleaseRows
{
    public required ReleaseRow Release { get; init; }

    public required ReleaseRecord Record { get; init; }

    /// <summary>The parties that the release tells of: its house, those that take part and act, those of the headline, in this order.</summary>
    public required string[] Parties { get; init; }

    /// <summary>What each act may show of a promise, see <see cref="ActRow.Shows"/>.</summary>
    private string?[] Shows { get; init; } = [];

    /// <summary>The heads of state and government of each engagement.</summary>
    private string[] Heads { get; init; } = [];

    public List<ActRow> Acts { get; } = [];

    public List<CommitmentRow> Commitments { get; } = [];

    public List<RelationRow> Relations { get; } = [];

    public List<(Engagement Told, EngagementRow Row, AccountRow Account, List<AttendanceRow> Present)> Engagements { get; } = [];

    public List<(long Person, string? Party, string Role)> Offices { get; } = [];

    /// <summary>A release as a row, still without a number.</summary>
    public static ReleaseRows Of(Reading reading, string text, string knowledge, PartyNames names, FollowUp rules)
    {
        var (record, release) = (reading.Record, reading.Record.Release);
        var acting = record.Engagements.SelectMany(e => e.Participants).Select(p => p.Party).OfType<string>()
            .Concat(record.Acts.SelectMany(a => a.By.Concat(a.To))).Concat(record.Commitments.SelectMany(c => c.By.Concat(c.To))).Concat(record.Relations.SelectMany(r => r.Parties));
        if (release.IssuerCountry is { } issuer)
            acting = acting.Prepend(issuer);
        return new ReleaseRows
        {
            Shows = [.. record.Acts.Select(a => rules.Shows(a.Kind.Word(), a.Evidence.IsEmpty ? "" : a.Evidence[0].Exact))],
            Heads = [.. record.Engagements.Select(rules.Heads)],
            Record = record,
            Parties = [.. acting.Concat(names.In(release.Headline ?? "")).Distinct(StringComparer.Ordinal)],
            Release = new ReleaseRow
            {
                Headline = release.Headline ?? "",
                Text = text,
                Kind = release.Kind,
                Issuer = release.IssuerCountry,
                IssuerName = release.IssuerName,
                Day = Day(release.Date),
                BodyHash = BodyHash(reading, text),
                EditionKey = EditionKey(release),
                Record = Packed.Pack(RecordJson.Write(record)),
                Knowledge = knowledge,
            },
        };
    }

    /// <summary>All names with their parties, by which people are looked up.</summary>
    public IEnumerable<string> PersonKeys() =>
        Record.Engagements.SelectMany(e => e.Participants).Where(p => p.Person is not null).Select(p => PeopleRegister.KeyOf(p.Person!, p.Party))
            .Concat(Record.Acts.Where(a => a.Person is not null).Select(a => PeopleRegister.KeyOf(a.Person!, a.By.FirstOrDefault())));

    /// <summary>Makes the rows of the facts, once the release has its number.</summary>
    public void Fill(PeopleRegister people, Func<long> next)
    {
        // A batch that is written again begins anew.
        Acts.Clear();
        Commitments.Clear();
        Relations.Clear();
        Engagements.Clear();
        Offices.Clear();
        foreach (var (engagement, ordinal) in Record.Engagements.Select((e, i) => (e, i)))
            Engage(engagement, ordinal, people, next);
        foreach (var (act, ordinal) in Record.Acts.Select((a, i) => (a, i)))
        {
            var (from, until) = Words(act);
            Acts.Add(new ActRow { Id = next(), ReleaseId = Release.Id, Ordinal = ordinal, Kind = act.Kind.Word(), By = Bar.Join(act.By), To = Bar.Join(act.To), PersonId = people.Find(act.Person, act.By.FirstOrDefault()), About = act.About, Shows = Shows[ordinal], From = from, Until = until });
        }
        foreach (var (owed, ordinal) in Record.Commitments.Select((c, i) => (c, i)))
        {
            var (from, until) = Words(owed);
            Commitments.Add(new CommitmentRow
            {
                Id = next(),
                ReleaseId = Release.Id,
                Ordinal = ordinal,
                Kind = owed.Kind.Word(),
                Status = owed.Status.Word(),
                By = Bar.Join(owed.By),
                To = Bar.Join(owed.To),
                Parties = Bar.Sorted(owed.By.Concat(owed.To)),
                Pair = Owed.KeyOf(Bar.Sorted(owed.By.Concat(owed.To))),
                What = owed.What,
                Words = string.Join(" … ", owed.Evidence.Select(e => e.Exact)),
                From = from,
                Until = until,
                Made = Release.Day,
                Due = LastDay(owed.Due),
                DueWords = owed.DueWords,
            });
        }
        foreach (var (relation, ordinal) in Record.Relations.Select((r, i) => (r, i)))
        {
            var (from, until) = Words(relation);
            var row = new RelationRow { Id = next(), ReleaseId = Release.Id, Ordinal = ordinal, Pair = Bar.Sorted(relation.Parties), Day = Release.Day, From = from, Until = until };
            if (relation is Anniversary anniversary)
                (row.Kind, row.Name, row.HowManieth, row.Year) = ("anniversary", anniversary.Of ?? "", anniversary.Ordinal, anniversary.Year);
            else if (relation is Partnership partnership)
                (row.Kind, row.Name, row.Status) = ("partnership", partnership.Name, partnership.Status);
            Relations.Add(row);
        }
    }

    private void Engage(Engagement engagement, int ordinal, PeopleRegister people, Func<long> next)
    {
        var parties = Bar.Sorted(engagement.Participants.Select(p => p.Party).OfType<string>());
        var row = new EngagementRow { Kind = engagement.Kind.Word(), Start = Day(engagement.Start), End = Day(engagement.End), City = engagement.City, Country = engagement.Country, Occasion = engagement.Occasion, Parties = parties, Meet = Day(engagement.Start) is { } day ? $"{day:yyyy-MM-dd}|{parties}" : null };
        var (from, until) = Words(engagement);
        var account = new AccountRow { Id = next(), ReleaseId = Release.Id, Ordinal = ordinal, Kind = row.Kind, Start = row.Start, Heads = Heads[ordinal], From = from, Until = until };
        var present = new List<AttendanceRow>();
        foreach (var participant in engagement.Participants)
        {
            var person = people.Find(participant.Person, participant.Party);
            present.Add(new AttendanceRow { Id = next(), ReleaseId = Release.Id, PersonId = person, Party = participant.Party, Offices = string.Join("; ", participant.Offices) });
            if (person is { } known)
                Offices.AddRange(participant.Offices.Select(office => (known, participant.Party, office)));
        }
        Engagements.Add((engagement, row, account, present));
    }

    private static (int From, int Until) Words(Fact fact) => fact.Evidence.IsEmpty ? (0, 0) : (fact.Evidence[0].Start, fact.Evidence[^1].End);

    /// <summary>What the release shows of promises; null where it has no day.</summary>
    public Shown? Shown()
    {
        if (Release.Day is not { } day)
            return null;
        var shown = new Shown(Release.Id, day, Release.Headline, Parties);
        shown.Engagements.AddRange(Engagements.Select(e => new ShownEngagement(e.Account.Kind, e.Account.Start, e.Row.Country, e.Row.Occasion, Bar.Split(e.Row.Parties), e.Account.Heads, e.Account.From, e.Account.Until)));
        shown.Acts.AddRange(Acts.Where(a => a.Shows is not null).Select(PairMemory.Of));
        shown.Standings.AddRange(Relations.Where(r => r is { Kind: "partnership", Status: "current" }).Select(PairMemory.Of));
        shown.Promises.AddRange(Commitments.Where(c => !c.Gone).Select(c => new Owed(c, isNew: true)));
        return shown;
    }

    /// <summary>A day; of a month or year that alone is told, the first.</summary>
    public static DateOnly? Day(string? iso) => iso is null ? null : DateOnly.TryParseExact(iso.Length switch { 4 => iso + "-01-01", 7 => iso + "-01", _ => iso }, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>A day; of a month or year that alone is told, the last.</summary>
    public static DateOnly? LastDay(string? iso) => Day(iso) is not { } day ? null : iso!.Length switch { 4 => new DateOnly(day.Year, 12, 31), 7 => day.AddMonths(1).AddDays(-1), _ => day };

    /// <summary>The letters and digits of headline and body: what two sites that publish one release have in common, whatever stands around it.</summary>
    private static string BodyHash(Reading reading, string text)
    {
        var plain = new StringBuilder();
        foreach (var part in reading.Sentences.Length > 0 ? reading.Sentences.Select(s => s.Text) : [text])
        {
            foreach (var c in part)
            {
                if (char.IsLetterOrDigit(c))
                    plain.Append(char.ToLowerInvariant(c));
            }
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(plain.ToString())))[..32];
    }

    /// <summary>Empty where too little is told to know a later edition by.</summary>
    private static string EditionKey(Release release)
    {
        if (release.Date is not { Length: 10 } day || release.Headline is not { Length: > 12 } && release.Number is null)
            return "";
        var name = release.Number ?? string.Concat(release.Headline!.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{release.IssuerCountry}|{day}|{name}")))[..32];
    }
}

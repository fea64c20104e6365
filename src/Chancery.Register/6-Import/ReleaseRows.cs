using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chancery.Records;
using Chancery.Registers.FollowUps;
using Chancery.Registers.People;
using Chancery.Registers.Reviews;
using Chancery.Registers.Store;

namespace Chancery.Registers.Import;

/// <summary>The rows of one release, made from its record by whoever read it; what numbers they have, and who the people are, is told when they are written.</summary>
internal sealed class ReleaseRows
{
    public required ReleaseRow Release { get; init; }

    /// <summary>The parties that the release tells of: its house, those that take part and act, those of the headline, in this order.</summary>
    public required string[] Parties { get; init; }

    public required List<RelationRow> Relations { get; init; }

    /// <summary>What it promises, and what an earlier reading of it promised and an officer decided on.</summary>
    public required List<CommitmentRow> Commitments { get; init; }

    /// <summary>Whether it takes the place of an earlier edition or reading in the register.</summary>
    public bool IsRenewed { get; set; }

    public List<(EngagementRow Row, AccountRow Account, List<AttendanceRow> Present)> Engagements { get; } = [];

    private readonly List<(ActRow Row, Mention? By)> acts = [];
    private readonly List<(AttendanceRow Row, Mention? Who, IReadOnlyList<string> Offices)> present = [];

    public IEnumerable<ActRow> Acts => acts.Select(a => a.Row);

    /// <summary>Who is shown in what office.</summary>
    public IEnumerable<(long Person, string? Party, string Role, ReleaseRow Release)> Offices =>
        present.Where(p => p.Row.PersonId is not null).SelectMany(p => p.Offices.Select(office => (p.Row.PersonId!.Value, p.Row.Party, office, Release)));

    /// <summary>All who are named.</summary>
    public IEnumerable<Mention> Named => present.Select(p => p.Who).Concat(acts.Select(a => a.By)).OfType<Mention>();

    public static ReleaseRows Of(Reading reading, string text, string knowledge, PartyNames names, FollowUp rules)
    {
        var release = reading.Record.Release;
        return Of(reading.Record, names, rules, new ReleaseRow
        {
            Headline = release.Headline ?? "",
            Text = text,
            Kind = release.Kind,
            Issuer = release.IssuerCountry,
            IssuerName = release.IssuerName,
            Day = Day(release.Date),
            BodyHash = BodyHash(reading, text),
            EditionKey = EditionKey(release),
            Record = Packed.Pack(RecordJson.Utf8(reading.Record).Span),
            Knowledge = knowledge,
        });
    }

    /// <summary>The same release, with what holds of it by an officer's review in the place of what was read.</summary>
    public ReleaseRows Reviewed(IReadOnlyCollection<ReviewRow> said, PartyNames names, FollowUp rules) => said.Count == 0 ? this : Of(Release, said, names, rules);

    /// <summary>The rows of a release that the register holds.</summary>
    public static ReleaseRows Of(ReleaseRow release, IReadOnlyCollection<ReviewRow> said, PartyNames names, FollowUp rules) =>
        Of(RecordParser.Record(Review.Holding(JsonNode.Parse(Packed.Text(release.Record))!.AsObject(), said)), names, rules, release);

    private static ReleaseRows Of(ReleaseRecord record, PartyNames names, FollowUp rules, ReleaseRow release)
    {
        var acting = record.Engagements.SelectMany(e => e.Participants).Select(p => p.Party).OfType<string>()
            .Concat(record.Acts.SelectMany(a => a.By.Concat(a.To))).Concat(record.Commitments.SelectMany(c => c.By.Concat(c.To))).Concat(record.Relations.SelectMany(r => r.Parties));
        if (release.Issuer is { } issuer)
            acting = acting.Prepend(issuer);
        var day = release.Day;
        var rows = new ReleaseRows
        {
            Parties = [.. acting.Concat(names.In(release.Headline)).Distinct(StringComparer.Ordinal)],
            Relations = [.. record.Relations.Select((relation, i) => Row(relation, i, day))],
            Commitments = [.. record.Commitments.Select((owed, i) => Row(owed, i, day))],
            Release = release,
        };
        foreach (var (engagement, i) in record.Engagements.Select((e, i) => (e, i)))
            rows.Add(engagement, i, rules.Heads(engagement));
        foreach (var (act, i) in record.Acts.Select((a, i) => (a, i)))
        {
            var (from, until) = Words(act);
            var shows = rules.Shows(act.Kind.Word(), act.Evidence.IsEmpty ? "" : act.Evidence[0].Exact);
            rows.acts.Add((new ActRow { Ordinal = i, Kind = act.Kind.Word(), By = Bar.Join(act.By), To = Bar.Join(act.To), About = act.About, Shows = shows, From = from, Until = until }, Mention.Of(act.Person, act.By.FirstOrDefault())));
        }
        return rows;
    }

    /// <summary>Gives the rows their numbers and people, once the release has its own; a batch that is written again begins anew.</summary>
    public void Number(PeopleRegister people, Func<long> next)
    {
        foreach (var (row, by) in acts)
            (row.ReleaseId, row.PersonId) = (Release.Id, people.Find(by));
        foreach (var (row, who, _) in present)
            (row.ReleaseId, row.PersonId) = (Release.Id, people.Find(who));
        foreach (var (_, account, _) in Engagements)
            account.ReleaseId = Release.Id;
        foreach (var row in Relations)
            row.ReleaseId = Release.Id;
        Commitments.RemoveAll(c => c.Gone);
        foreach (var row in Commitments)
        {
            (row.Id, row.ReleaseId) = (next(), Release.Id);
            (row.State, row.Closed, row.ClosedBy, row.Decided) = (CommitmentState.Open, null, null, false);
            (row.Officer, row.Note, row.Remind) = (null, null, null);
        }
    }

    private static CommitmentRow Row(Commitment owed, int ordinal, DateOnly? day)
    {
        var ((from, until), parties) = (Words(owed), Bar.Sorted(owed.By.Concat(owed.To)));
        return new CommitmentRow
        {
            Ordinal = ordinal,
            Kind = owed.Kind.Word(),
            Status = owed.Status.Word(),
            By = Bar.Join(owed.By),
            To = Bar.Join(owed.To),
            Parties = parties,
            Pair = Owed.KeyOf(parties),
            What = owed.What,
            Words = string.Join(" … ", owed.Evidence.Select(e => e.Exact)),
            From = from,
            Until = until,
            Made = day,
            Due = LastDay(owed.Due),
            DueWords = owed.DueWords,
        };
    }

    private static RelationRow Row(Fact relation, int ordinal, DateOnly? day)
    {
        var (from, until) = Words(relation);
        var row = new RelationRow { Ordinal = ordinal, Day = day, From = from, Until = until };
        if (relation is Anniversary anniversary)
            (row.Pair, row.Kind, row.Name, row.HowManieth, row.Year) = (Bar.Sorted(anniversary.Parties), "anniversary", anniversary.Of ?? "", anniversary.Ordinal, anniversary.Year);
        else if (relation is Partnership partnership)
            (row.Pair, row.Kind, row.Name, row.Status) = (Bar.Sorted(partnership.Parties), "partnership", partnership.Name, partnership.Status);
        return row;
    }

    private void Add(Engagement engagement, int ordinal, string heads)
    {
        var parties = Bar.Sorted(engagement.Participants.Select(p => p.Party).OfType<string>());
        var row = new EngagementRow { Kind = engagement.Kind.Word(), Start = Day(engagement.Start), End = Day(engagement.End), City = engagement.City, Country = engagement.Country, Occasion = engagement.Occasion, Parties = parties, Meet = Day(engagement.Start) is { } day ? $"{day:yyyy-MM-dd}|{parties}" : null };
        var (from, until) = Words(engagement);
        var there = new List<AttendanceRow>();
        foreach (var participant in engagement.Participants)
        {
            var attendance = new AttendanceRow { Ordinal = present.Count, Party = participant.Party, Offices = string.Join("; ", participant.Offices) };
            there.Add(attendance);
            present.Add((attendance, Mention.Of(participant.Person, participant.Party), participant.Offices));
        }
        Engagements.Add((row, new AccountRow { Ordinal = ordinal, Kind = row.Kind, Start = row.Start, Heads = heads, From = from, Until = until }, there));
    }

    /// <summary>Under whom what is promised is looked up: each party and each two of them. What one promises to nobody in particular is owed to whom the release tells of beside it.</summary>
    public IEnumerable<CommitmentPartyRow> LookedUp() => Commitments.SelectMany(c =>
    {
        var parties = Bar.Split(c.Parties);
        var pairs = parties.Length == 1 && c.To.Length == 0 ? Bar.Pairs(Parties).Where(p => Bar.Split(p).Contains(c.Parties, StringComparer.Ordinal)) : Bar.Pairs(parties);
        return parties.Concat(pairs).Select(p => new CommitmentPartyRow { Parties = p, Due = c.Due ?? CommitmentPartyRow.Never, CommitmentId = c.Id, Made = c.Made ?? DateOnly.MinValue, Closed = c.Closed ?? CommitmentPartyRow.Never });
    });

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
        var plain = new ArrayBufferWriter<char>(text.Length + 1);
        foreach (var part in reading.Sentences.Length > 0 ? reading.Sentences.Select(s => s.Text) : [text])
        {
            var room = plain.GetSpan(part.Length + 1);
            var count = 0;
            foreach (var c in part)
            {
                if (char.IsLetterOrDigit(c))
                    room[count++] = char.ToLowerInvariant(c);
            }
            plain.Advance(count);
        }
        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(plain.WrittenSpan)).AsSpan(..16));
    }

    /// <summary>The day in front, so that in the index what comes together lies together; empty where too little is told to know a later edition by.</summary>
    private static string EditionKey(Release release)
    {
        if (release.Date is not { Length: 10 } day || release.Headline is not { Length: > 12 } && release.Number is null)
            return "";
        var name = release.Number ?? string.Concat(release.Headline!.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));
        return day.Replace("-", "", StringComparison.Ordinal) + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{release.IssuerCountry}|{day}|{name}")).AsSpan(..12));
    }
}

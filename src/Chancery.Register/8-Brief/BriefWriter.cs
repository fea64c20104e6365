using Chancery.Comparisons;
using Chancery.Lexicons;
using Chancery.Registers.FollowUps;
using Chancery.Registers.People;
using Chancery.Registers.Search;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;

namespace Chancery.Registers.Briefs;

/// <summary>Puts a brief together from the register. For one brief on one thread.</summary>
internal sealed class BriefWriter(RegisterContext context, Lexicon lexicon)
{
    private const int MostReleases = 400;
    private const int MostEngagements = 8;
    private const int MostPeople = 6;
    private const int MostTopics = 8;

    private readonly List<long> cited = [];

    public async Task<Brief> WriteAsync(string party, string? side, DateOnly day, CancellationToken stop)
    {
        var end = ReleaseNumber.End(day);
        var ids = side is null
            ? await context.ReleaseParties.Where(p => p.Party == party && p.ReleaseId < end).OrderByDescending(p => p.ReleaseId).Select(p => p.ReleaseId).Take(MostReleases).ToArrayAsync(stop).ConfigureAwait(false)
            : await context.ReleasePairs.Where(p => p.Pair == Bar.Sorted(new[] { party, side }) && p.ReleaseId < end).OrderByDescending(p => p.ReleaseId).Select(p => p.ReleaseId).Take(MostReleases).ToArrayAsync(stop).ConfigureAwait(false);
        var engagements = await EngagementsAsync(ids, party, side, day, stop).ConfigureAwait(false);
        var (standing, anniversaries) = (await StandingAsync(ids, party, side, stop).ConfigureAwait(false), await AnniversariesAsync(party, side, day, stop).ConfigureAwait(false));
        var opposite = await OppositeAsync(party, day, stop).ConfigureAwait(false);
        var owed = await DueList.OfAsync(context, new DueQuery(day) { With = party, For = side }, stop).ConfigureAwait(false);
        var theirs = owed.Where(o => o.By.Contains(party, StringComparer.Ordinal)).Select(Promise).ToList();
        var ours = owed.Where(o => side is null ? !o.By.Contains(party, StringComparer.Ordinal) : o.By.Contains(side, StringComparer.Ordinal) && !o.By.Contains(party, StringComparer.Ordinal)).Select(Promise).ToList();
        var topics = await TopicsAsync(ids, side is null ? [party] : [party, side], stop).ConfigureAwait(false);
        var releases = await context.Releases.AsNoTracking().Where(r => cited.Contains(r.Id)).Select(r => new ReleaseReference(r.Id, r.Day, r.Issuer, r.Headline)).ToDictionaryAsync(r => r.Id, stop).ConfigureAwait(false);
        return new Brief(party, Name(party), side, side is null ? null : Name(side), day)
        {
            Standing = standing,
            Anniversaries = anniversaries,
            Engagements = engagements,
            Opposite = opposite,
            Theirs = theirs,
            Ours = ours,
            Topics = topics,
            Sources = cited.ConvertAll(id => releases[id]),
        };
    }

    private string Name(string party) => lexicon.PartyByCode.TryGetValue(party, out var known) ? lexicon.PartyList[known].Name : party;

    private string Names(IEnumerable<string> parties) => string.Join(" and ", parties.Select(Name));

    /// <summary>The places of releases in the list of sources.</summary>
    private int[] Cite(params IEnumerable<long?> releases)
    {
        var places = new List<int>();
        foreach (var release in releases.OfType<long>())
        {
            if (!cited.Contains(release))
                cited.Add(release);
            if (!places.Contains(cited.IndexOf(release) + 1))
                places.Add(cited.IndexOf(release) + 1);
        }
        return [.. places];
    }

    private async Task<List<BriefLine>> EngagementsAsync(long[] ids, string party, string? side, DateOnly day, CancellationToken stop)
    {
        var told = await (from a in context.Accounts.AsNoTracking() where ids.Contains(a.ReleaseId) join e in context.Engagements on a.EngagementId equals e.Id select new { a.ReleaseId, e }).ToListAsync(stop).ConfigureAwait(false);
        var newest = told.Where(t => Bar.Split(t.e.Parties) is var parties && parties.Contains(party, StringComparer.Ordinal) && (side is null || parties.Contains(side, StringComparer.Ordinal)) && (t.e.Start is null || t.e.Start <= day))
            .GroupBy(t => t.e.Id).OrderByDescending(g => g.First().e.Start ?? ReleaseNumber.Day(g.First().ReleaseId)).ThenByDescending(g => g.Key).Take(MostEngagements).ToList();
        var numbers = newest.ConvertAll(g => g.Key);
        var present = (await (from a in context.Attendances.AsNoTracking() where numbers.Contains(a.EngagementId) join p in context.People on a.PersonId equals (long?)p.Id into people from p in people.DefaultIfEmpty() select new { a.EngagementId, a.Party, Person = p == null ? null : p.Name, a.Offices }).ToListAsync(stop).ConfigureAwait(false)).ToLookup(a => a.EngagementId);
        return newest.ConvertAll(g =>
        {
            var e = g.First().e;
            var when = e.Start is null ? $"around {ReleaseNumber.Day(g.First().ReleaseId):d MMMM yyyy}" : e.End is null ? $"{e.Start:d MMMM yyyy}" : $"{e.Start:d MMMM} to {e.End:d MMMM yyyy}";
            var where = e.City ?? (e.Country is null ? null : Name(e.Country));
            var who = present[e.Id].Where(p => p.Person is not null).GroupBy(p => p.Person, StringComparer.Ordinal).Select(p => $"{p.Key} ({Name(p.First().Party ?? "")}{(p.First().Offices.Length > 0 ? ", " + p.First().Offices.Split("; ")[0] : "")})").ToList();
            return new BriefLine($"{when}: {e.Kind}{(where is null ? "" : $" in {where}")}{(e.Occasion is null ? "" : $", at {e.Occasion}")}{(who.Count > 0 ? ": " + string.Join("; ", who) : "")}", Cite(g.Select(t => (long?)t.ReleaseId)));
        });
    }

    private async Task<List<BriefLine>> StandingAsync(long[] ids, string party, string? side, CancellationToken stop)
    {
        var rows = await context.Relations.AsNoTracking().Where(r => ids.Contains(r.ReleaseId) && r.Kind == "partnership").OrderByDescending(r => r.ReleaseId).ToListAsync(stop).ConfigureAwait(false);
        return [.. rows.Where(r => Bar.Split(r.Pair).Contains(party, StringComparer.Ordinal) && (side is null || Bar.Split(r.Pair).Contains(side, StringComparer.Ordinal)))
            .GroupBy(r => (r.Pair, r.Name.ToUpperInvariant())).Take(5).Select((g, i) => new BriefLine($"{g.First().Name}, {Names(Bar.Split(g.First().Pair))}: {(i > 0 && rows.Exists(r => r.Pair == g.Key.Pair && r.ReleaseId > g.First().ReleaseId && r.Status == "current") ? "before" : g.First().Status == "current" ? "holds" : g.First().Status)}, as of {g.First().Day:d MMMM yyyy}", Cite(g.Select(r => (long?)r.ReleaseId).Take(2))))];
    }

    private async Task<List<BriefLine>> AnniversariesAsync(string party, string? side, DateOnly day, CancellationToken stop) =>
        (await DueCalendar.AnniversariesAsync(context, new DueQuery(day) { With = party, For = side }, stop).ConfigureAwait(false)).ConvertAll(a => new BriefLine($"{a.Year}: {a.Name}, {Names(a.Parties)}: {a.Of}", Cite(a.Release.Id)));

    private async Task<List<BriefPerson>> OppositeAsync(string party, DateOnly day, CancellationToken stop)
    {
        var oldest = day.AddYears(-OfficesHeld.YearsSeen);
        var held = await (from m in context.Memberships.AsNoTracking() join p in context.People on m.PersonId equals p.Id where m.Party == party && m.FirstSeen <= day && m.LastSeen >= oldest && (m.Start == null || m.Start <= day) && (m.End == null || m.End >= day) orderby m.LastSeen descending select new { m, p }).Take(200).ToListAsync(stop).ConfigureAwait(false);
        var merged = held.GroupBy(h => h.p.MergedInto ?? h.p.Id);
        var people = merged.Select(g => (Person: g.MaxBy(h => h.p.Name.Length)!.p.Name, Offices: g.OrderByDescending(h => h.m.LastSeen).ToList())).ToList();
        // Of an office that one holds at a time, whoever was shown in it last.
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var found = new List<BriefPerson>();
        foreach (var (person, offices) in people.OrderByDescending(p => p.Offices[0].m.LastSeen).ThenBy(p => Rank(p.Offices[0].m.Role)))
        {
            var office = offices.OrderBy(o => Rank(o.m.Role)).First().m.Role;
            if (IsOne(office) && !taken.Add(office))
                continue;
            var (written, spoken) = Address(person, office);
            var shown = await LastShownAsync(offices[0].p.Id, day, stop).ConfigureAwait(false);
            found.Add(new BriefPerson(person, string.Join("; ", offices.Select(o => o.m.Role).Distinct(StringComparer.OrdinalIgnoreCase)), written, spoken, shown is { } release ? ReleaseNumber.Day(release) : null, Cite(shown)));
            if (found.Count == MostPeople)
                break;
        }
        return [.. found.OrderBy(f => Rank(f.Office))];
    }

    private async Task<long?> LastShownAsync(long person, DateOnly day, CancellationToken stop)
    {
        var end = ReleaseNumber.End(day);
        return await context.Attendances.Where(a => a.PersonId == person && a.ReleaseId < end).MaxAsync(a => (long?)a.ReleaseId, stop).ConfigureAwait(false);
    }

    /// <summary>Of an office that the lexicon does not rank there is one.</summary>
    private bool IsOne(string office) => Rank(office) is var rank && (rank == lexicon.Addresses.Count || lexicon.Addresses[rank].Holders != Holders.Several);

    private int Rank(string office) => lexicon.RankOf(office);

    private (string Written, string Spoken) Address(string name, string office) =>
        Rank(office) is var rank && rank < lexicon.Addresses.Count && lexicon.Addresses[rank] is { Written: var written, Spoken: var spoken } ? (Put(written, name), Put(spoken, name)) : (name, name);

    private static string Put(string form, string name) => form.Replace("{name}", name, StringComparison.Ordinal);

    private BriefPromise Promise(DueItem item) => new(item.State, item.What, item.Due, Names(item.By), $"said on {item.Made:d MMMM yyyy}", item.Note, Cite(item.Release.Id));

    private static readonly string[] Positions = ["support", "concern", "condemn", "reaffirm", "state", "welcome", "hope", "request", "propose", "consider", "decline", "agree", "pledge", "thank", "praise"];

    private async Task<List<BriefTopic>> TopicsAsync(long[] ids, string[] sides, CancellationToken stop)
    {
        var acts = await context.Acts.AsNoTracking().Where(a => ids.Contains(a.ReleaseId) && a.About != null && Positions.Contains(a.Kind)).OrderByDescending(a => a.ReleaseId).ThenBy(a => a.Ordinal).Take(2000).ToListAsync(stop).ConfigureAwait(false);
        var said = acts.Where(a => Bar.Split(a.By).Intersect(sides, StringComparer.Ordinal).Any()).Select(a => (Act: a, Topic: Topics.Of(a.About!))).ToList();
        var texts = new Dictionary<long, string>();
        var topics = new List<BriefTopic>();
        var used = new HashSet<(long, int)>();
        foreach (var topic in SearchIndex.TopicsOf(said.Select(s => s.Act.About!), 40))
        {
            var stem = PersonName.Plain(topic.Value) is { Length: > 5 } plain ? plain[..5] : PersonName.Plain(topic.Value);
            var of = said.Where(s => s.Topic.Contains(stem)).ToList();
            var lines = new List<BriefSaid>();
            foreach (var side in sides)
            {
                var own = of.Where(s => Bar.Split(s.Act.By).Contains(side, StringComparer.Ordinal)).ToList();
                if (own.Count == 0 || !used.Add((own[0].Act.ReleaseId, own[0].Act.Ordinal)))
                    continue;
                var last = own[0].Act;
                var earlier = own.Skip(1).FirstOrDefault(o => ReleaseNumber.Day(o.Act.ReleaseId) != ReleaseNumber.Day(last.ReleaseId) && o.Act.Kind != last.Kind).Act;
                var day = ReleaseNumber.Day(last.ReleaseId);
                lines.Add(new BriefSaid(Name(side), day, last.Kind, last.About!, earlier is null ? null : $"{earlier.Kind} on {ReleaseNumber.Day(earlier.ReleaseId):d MMMM yyyy}: {earlier.About}", Cite(last.ReleaseId, earlier?.ReleaseId)));
            }
            if (lines.Count > 0)
                topics.Add(new BriefTopic(topic.Value, lines));
            if (topics.Count == MostTopics)
                break;
        }
        return topics;
    }
}

using System.Data.Common;
using Chancery.Comparisons;
using Chancery.Registers.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Chancery.Registers.Search;

/// <summary>
/// Full-text search, the newest release first: a release's number begins with its day, so both databases walk from the newest down and stop when a page is full;
/// nothing is ranked over the whole register, and the time of a common word does not grow with it.
/// </summary>
internal static class SearchIndex
{
    /// <summary>Over how many of the newest hits the facets count.</summary>
    private const int MostCounted = 200;

    public static async Task<SearchResult> FindAsync(RegisterContext context, SearchQuery query, bool facets, CancellationToken stop)
    {
        var words = SearchText.Of(query.Text, context is PostgresRegister);
        var ids = await IdsAsync(context, query, words, facets ? Math.Max(MostCounted, query.Take + 1) : query.Take + 1, stop).ConfigureAwait(false);
        var page = ids.Take(query.Take).ToArray();
        var releases = await context.Releases.AsNoTracking().Where(r => page.Contains(r.Id)).Select(r => new { r.Id, r.Day, r.Issuer, r.IssuerName, r.Kind, r.Headline, Text = words == null ? "" : r.Text }).ToDictionaryAsync(r => r.Id, stop).ConfigureAwait(false);
        var sought = SearchText.Sought(query.Text);
        var hits = page.Select(id =>
        {
            var release = releases[id];
            var passage = Passage.Of(release.Text, sought) ?? Passage.Of(release.Headline, sought) ?? Passage.None;
            return new SearchHit(id, release.Day, release.Issuer, release.IssuerName, release.Kind, release.Headline, passage.Text, passage.Marks);
        }).ToList();
        var counted = facets ? ids.Take(MostCounted).ToArray() : [];
        return new SearchResult(hits, ids.Count > query.Take ? page[^1] : null, counted.Length, facets ? await FacetsAsync(context, counted, stop).ConfigureAwait(false) : new Dictionary<string, IReadOnlyList<FacetValue>>(StringComparer.Ordinal));
    }

    private static async Task<List<long>> IdsAsync(RegisterContext context, SearchQuery query, string? words, int take, CancellationToken stop)
    {
        if (words is null || context is not PostgresRegister postgres)
            return await AskAsync(context, query, words, take, null, 0, stop).ConfigureAwait(false);
        var sought = SearchText.Sought(query.Text).SelectMany(w => w).Distinct(StringComparer.Ordinal).ToArray();
        // Either of two words is not counted.
        var share = postgres.Frequencies is { } frequencies && sought.Length > 0 && !words.Contains(" OR ", StringComparison.Ordinal) ? await frequencies.ShareAsync(context, sought, stop).ConfigureAwait(false) : null;
        if (share is null ? await IsCommonAsync(context, words, stop).ConfigureAwait(false) : share >= CommonShare)
            return await AskAsync(context, query, words, take, null, 0, stop).ConfigureAwait(false);
        // Where nothing else is asked for and many hits are to be sorted, the newest releases that should hold a page come first, and the rest only where they do not.
        var alone = query is { Parties.Count: 0, Issuer: null, Person: null, Office: null, Kind: null, From: null, To: null };
        var least = alone && share is { } part && part * postgres.Frequencies!.Total > MostSorted ? postgres.Frequencies.Newest(Margin * take / part, query.Before ?? long.MaxValue) : 0;
        // The index is asked for the rarest word alone: to look up a common one for each of its hits takes longer than to read the newest of them.
        var rarest = share is null || sought.Length == 1 ? words : postgres.Frequencies!.Rarest(sought);
        var ids = await AskAsync(context, query, words, take, rarest, least, stop).ConfigureAwait(false);
        if (least > 0 && ids.Count < take)
            ids.AddRange(await AskAsync(context, query with { Before = least }, words, take - ids.Count, rarest, 0, stop).ConfigureAwait(false));
        return ids;
    }

    /// <summary>How many times as many releases are looked through as should hold a page.</summary>
    private const double Margin = 3;

    /// <summary>So many hits are sooner read and sorted than the newest releases told apart from the rest.</summary>
    private const int MostSorted = 1000;

    /// <param name="context">The register.</param>
    /// <param name="query">What is asked for.</param>
    /// <param name="words">Its words, as the index takes them.</param>
    /// <param name="take">How many are wanted.</param>
    /// <param name="indexed">The words by which PostgreSQL's index finds all hits; null where it is to walk from the newest release down.</param>
    /// <param name="least">The least number of a release that is looked at.</param>
    /// <param name="stop">Ends the work.</param>
    private static async Task<List<long>> AskAsync(RegisterContext context, SearchQuery query, string? words, int take, string? indexed, long least, CancellationToken stop)
    {
        var postgres = context is PostgresRegister;
        var command = context.Database.GetDbConnection().CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            await context.Database.OpenConnectionAsync(stop).ConfigureAwait(false);
            command.Transaction = context.Database.CurrentTransaction?.GetDbTransaction();
            // A party without words is found by the parties' own index; words in SQLite by theirs.
            var (from, id) = words is null && query.Parties.Count > 0 ? ("release_party f JOIN release r ON r.id = f.release_id", "f.release_id") : words is null || postgres ? ("release r", "r.id") : ("release_words w", "w.rowid");
            // Left to itself the planner takes many a rare word for a common one, and walks the whole register for it.
            var order = indexed is null ? id : "r.id + 0";
            var where = new List<string>();
            if (words is null && query.Parties.Count > 0)
                where.Add($"f.party = {Add(command, query.Parties[0])}");
            if (words is not null)
                where.Add(postgres ? $"r.words @@ websearch_to_tsquery('simple', chancery_plain({Add(command, indexed ?? words)}))" : $"release_words MATCH {Add(command, words)}");
            // What an edition replaced is out of the index of words, but not out of the table.
            if (words is null || postgres)
                where.Add("r.replaced_by IS NULL");
            if (query.From is { } first)
                where.Add($"{id} >= {Add(command, ReleaseNumber.First(first))}");
            if (query.To is { } last)
                where.Add($"{id} < {Add(command, ReleaseNumber.End(last))}");
            if (least > 0)
                where.Add($"{id} >= {Add(command, least)}");
            if (query.Before is { } before)
                where.Add($"{id} < {Add(command, before)}");
            foreach (var party in query.Parties)
                where.Add($"EXISTS (SELECT 1 FROM release_party p WHERE p.party = {Add(command, party)} AND p.release_id = {id})");
            if (query.Issuer is { } issuer)
                where.Add($"EXISTS (SELECT 1 FROM release i WHERE i.id = {id} AND i.issuer = {Add(command, issuer)})");
            if (query.Person is { } person)
            {
                var number = Add(command, person);
                where.Add($"({id} IN (SELECT a.release_id FROM attendance a JOIN person q ON q.id = a.person_id WHERE q.id = {number} OR q.merged_into = {number}) OR {id} IN (SELECT a.release_id FROM act a JOIN person q ON q.id = a.person_id WHERE a.release_id = {id} AND (q.id = {number} OR q.merged_into = {number})))");
            }
            if (query.Office is { } office)
                where.Add($"EXISTS (SELECT 1 FROM attendance o WHERE o.release_id = {id} AND lower(o.offices) LIKE {Add(command, "%" + office.ToLowerInvariant() + "%")})");
            if (query.Kind is { } kind)
            {
                var name = Add(command, kind);
                where.Add($"(EXISTS (SELECT 1 FROM account k WHERE k.release_id = {id} AND k.kind = {name}) OR EXISTS (SELECT 1 FROM act k WHERE k.release_id = {id} AND k.kind = {name}) OR EXISTS (SELECT 1 FROM commitment k WHERE k.release_id = {id} AND k.kind = {name}) OR EXISTS (SELECT 1 FROM relation k WHERE k.release_id = {id} AND k.kind = {name}))");
            }
            var found = $"FROM {from}{(where.Count > 0 ? " WHERE " + string.Join(" AND ", where) : "")} ORDER BY {order} DESC";
#pragma warning disable CA2100 // Every value is a parameter.
            // The other words are looked for in the newest of the index's hits, one after the other, until a page is full.
            command.CommandText = indexed is null || indexed == words
                ? $"SELECT {id} {found} LIMIT {Add(command, take)}"
                : $"SELECT f.id FROM (SELECT r.id, r.words {found} OFFSET 0) f WHERE f.words @@ websearch_to_tsquery('simple', chancery_plain({Add(command, words!)})) LIMIT {Add(command, take)}";
#pragma warning restore CA2100
            var ids = new List<long>();
            var reader = await command.ExecuteReaderAsync(stop).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(stop).ConfigureAwait(false))
                    ids.Add(reader.GetInt64(0));
            }
            return ids;
        }
    }

    /// <summary>From which share of the releases on a page is sooner full by walking down to it than by sorting all hits: measured at a million.</summary>
    private const double CommonShare = 0.02;

    /// <summary>Where the database has counted no words yet: how many of the newest releases are looked at, and in how many of them a common word stands.</summary>
    private const int Newest = 300;
    private const int CommonFrom = 3;

    /// <summary>Whether PostgreSQL is to walk from the newest release down until a page is full, or to ask its index of words for all hits and sort them.</summary>
    private static async Task<bool> IsCommonAsync(RegisterContext context, string words, CancellationToken stop) =>
        await context.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM (SELECT 1 FROM (SELECT words FROM release ORDER BY id DESC LIMIT {Newest}) n WHERE n.words @@ websearch_to_tsquery('simple', chancery_plain({words})) LIMIT {CommonFrom}) c").SingleAsync(stop).ConfigureAwait(false) >= CommonFrom;

    private static string Add(DbCommand command, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = $"@p{command.Parameters.Count}";
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter.ParameterName;
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyList<FacetValue>>> FacetsAsync(RegisterContext context, long[] ids, CancellationToken stop)
    {
        const int Most = 12;
        async Task<List<FacetValue>> CountAsync(IQueryable<string?> values) =>
            await values.Where(v => v != null).GroupBy(v => v).Select(g => new { g.Key, Count = g.Count() }).OrderByDescending(g => g.Count).ThenBy(g => g.Key).Take(Most).Select(g => new FacetValue(g.Key!, g.Count)).ToListAsync(stop).ConfigureAwait(false);
        var facets = new Dictionary<string, IReadOnlyList<FacetValue>>(StringComparer.Ordinal)
        {
            ["parties"] = await CountAsync(context.ReleaseParties.Where(p => ids.Contains(p.ReleaseId)).Select(p => (string?)p.Party)).ConfigureAwait(false),
            ["issuers"] = await CountAsync(context.Releases.Where(r => ids.Contains(r.Id)).Select(r => r.Issuer)).ConfigureAwait(false),
            ["engagements"] = await CountAsync(context.Accounts.Where(a => ids.Contains(a.ReleaseId)).Select(a => (string?)a.Kind)).ConfigureAwait(false),
            ["acts"] = await CountAsync(context.Acts.Where(a => ids.Contains(a.ReleaseId)).Select(a => (string?)a.Kind)).ConfigureAwait(false),
            ["people"] = await CountAsync(from a in context.Attendances where ids.Contains(a.ReleaseId) join p in context.People on a.PersonId equals (long?)p.Id select (string?)p.Name).ConfigureAwait(false),
            ["offices"] = await CountAsync(context.Attendances.Where(a => ids.Contains(a.ReleaseId) && a.Offices != "").Select(a => (string?)a.Offices)).ConfigureAwait(false),
        };
        facets["years"] = [.. ids.Select(ReleaseNumber.Day).Where(d => d > DateOnly.MinValue).GroupBy(d => d.Year).OrderByDescending(g => g.Key).Take(Most).Select(g => new FacetValue($"{g.Key}", g.Count()))];
        var some = ids.Take(100).ToArray();
        var abouts = await context.Acts.Where(a => some.Contains(a.ReleaseId) && a.About != null).Select(a => a.About!).Take(2000).ToListAsync(stop).ConfigureAwait(false);
        facets["topics"] = TopicsOf(abouts, Most);
        return facets;
    }

    /// <summary>What acts speak of most: the stems that most of them share, each shown by the word that stands for it most often.</summary>
    internal static List<FacetValue> TopicsOf(IEnumerable<string> abouts, int most)
    {
        var (counts, forms) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<string, Dictionary<string, int>>(StringComparer.Ordinal));
        foreach (var about in abouts)
        {
            foreach (var stem in Topics.Of(about))
                counts[stem] = counts.GetValueOrDefault(stem) + 1;
            foreach (var word in about.Split([' ', ',', '.', ';', '\n', '"', '“', '”', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (word.Length < 5 || !char.IsLower(word[0]))
                    continue;
                var plain = Lexicons.PersonName.Plain(word);
                var stem = plain.Length > 5 ? plain[..5] : plain;
                if (!forms.TryGetValue(stem, out var known))
                    forms.Add(stem, known = new Dictionary<string, int>(StringComparer.Ordinal));
                known[word] = known.GetValueOrDefault(word) + 1;
            }
        }
        return [.. counts.Where(c => forms.ContainsKey(c.Key) && c.Value > 1).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(most).Select(c => new FacetValue(forms[c.Key].MaxBy(f => f.Value).Key, c.Value))];
    }
}

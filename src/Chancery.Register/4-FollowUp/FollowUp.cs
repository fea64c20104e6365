using Chancery.Comparisons;
using Chancery.Lexicons;
using Chancery.Registers.People;
using Chancery.Registers.Store;

namespace Chancery.Registers.FollowUps;

/// <summary>What a release shows, as far as it may tell what became of a promise.</summary>
internal sealed record Shown(ReleaseRow Release, string[] Parties, IReadOnlyList<(EngagementRow Row, AccountRow Account, IReadOnlyList<AttendanceRow> Present)> Engagements, IReadOnlyList<ActRow> Acts, IReadOnlyList<RelationRow> Relations, IReadOnlyList<CommitmentRow> Commitments);

/// <summary>What a release tells of a promise: its state from a day on, why, and the words that say so.</summary>
internal sealed record Finding(string Kind, DateOnly? Day, string Reason, int From, int Until);

/// <summary>
/// Whether a later release shows that a promise was kept, put off or given up. Deterministic; stateless but for the lexicon. Rules by kind of commitment:
/// a visit is kept by the visitor's visit to, or a meeting in, the host's country; a meeting by one of the same parties and name, at the place that was said;
/// an agreement by its signature or by the standing that it brings; aid by its being given; anything else by an act that speaks of the same thing.
/// </summary>
internal sealed class FollowUp(Lexicon lexicon, PartyNames names)
{
    /// <summary>How like the words of promise and proof must be, from 0 to 1, where words alone decide.</summary>
    private const double OneThing = 0.6;

    /// <summary>A promise that is shown kept so long after its day is another one.</summary>
    private const int MostDaysLate = 2 * 365;

    /// <summary>Without a day, a promise is looked for this long.</summary>
    private const int MostDaysOpen = 4 * 365;

    public Finding? Judge(CommitmentRow owed, Shown shown)
    {
        if (shown.Release.Id == owed.ReleaseId || owed.Made is not { } made || shown.Release.Day is not { } told || told <= made)
            return null;
        var last = owed.Due?.AddDays(MostDaysLate) ?? made.AddDays(MostDaysOpen);
        if (told > last)
            return null;
        return (GivenUp(owed, shown) ?? owed.Kind switch
        {
            "visit" => Visited(owed, shown, made),
            "meeting" => Met(owed, shown, made),
            "agreement" => Agreed(owed, shown),
            "proposal" => Elevated(owed, shown) ?? Acted(owed, shown, ["accept", "agree", "launch", "sign"]),
            "assistance" => Acted(owed, shown, ["give"]),
            _ => Acted(owed, shown, ["launch", "sign", "give"]),
        }) ?? ToldAgain(owed, shown);
    }

    private static Finding? Visited(CommitmentRow owed, Shown shown, DateOnly made)
    {
        var (visitors, hosts) = (Bar.Split(owed.By), Bar.Split(owed.To));
        foreach (var (engagement, account, present) in shown.Engagements)
        {
            var day = engagement.Start ?? shown.Release.Day;
            if (day <= made || engagement.Country is not { } country || !hosts.Contains(country, StringComparer.Ordinal) || visitors.Length == 0 || !visitors.All(v => present.Any(p => p.Party == v)) || engagement.Kind is "phone call" or "video call" or "consultations" or "credentials" or "summons")
                continue;
            if (visitors.Contains(country, StringComparer.Ordinal) || !RankFits(owed.Words, present.Where(p => visitors.Contains(p.Party, StringComparer.Ordinal))))
                continue;
            var how = engagement.Kind == "visit" ? "paid a visit to" : $"came to a {engagement.Kind} in";
            return new Finding(CommitmentState.Kept, day, $"{string.Join(" and ", visitors)} {how} {country}", account.From, account.Until);
        }
        return null;
    }

    private static readonly string[] Ranks = ["Prime Minister", "President", "King", "Emir", "Chancellor"];

    /// <summary>Where the promise says that a head is to come, a minister's visit does not keep it.</summary>
    private static bool RankFits(string words, IEnumerable<AttendanceRow> visitors)
    {
        var rank = Array.Find(Ranks, r => words.Contains("invit", StringComparison.OrdinalIgnoreCase) && words.Contains(r + " ", StringComparison.Ordinal) && words.IndexOf(r, StringComparison.Ordinal) > words.IndexOf("invit", StringComparison.OrdinalIgnoreCase) && !words.Contains("Deputy " + r, StringComparison.Ordinal) && !words.Contains("Vice " + r, StringComparison.Ordinal));
        return rank is null || visitors.Any(v => v.Offices.Length == 0 || v.Offices.Contains(rank, StringComparison.Ordinal));
    }

    private Finding? Met(CommitmentRow owed, Shown shown, DateOnly made)
    {
        var parties = Bar.Split(owed.Parties);
        var (where, session) = (names.Where(owed.What), Said(owed.What, Role.Session));
        foreach (var (engagement, account, present) in shown.Engagements)
        {
            var day = engagement.Start ?? shown.Release.Day;
            if (day <= made || engagement.Kind is "phone call" or "credentials" or "summons" or "visit" || where is not null && engagement.Country is { } country && country != where)
                continue;
            // States must be there; of an organisation the release must tell.
            if (!parties.All(p => present.Any(a => a.Party == p) || shown.Parties.Contains(p, StringComparer.Ordinal) && !lexicon.PartyList[lexicon.PartyByCode.GetValueOrDefault(p)].IsState))
                continue;
            var told = $"{engagement.Kind} {engagement.Occasion} {shown.Release.Headline}";
            if (session is not null && !told.Contains(session, StringComparison.OrdinalIgnoreCase) && !(session == "consultations" && engagement.Kind == "consultations"))
                continue;
            return new Finding(CommitmentState.Kept, day, session is null ? $"the parties met ({engagement.Kind})" : $"the {session} took place{(where is null ? "" : $" in {where}")}", account.From, account.Until);
        }
        return null;
    }

    private Finding? Agreed(CommitmentRow owed, Shown shown) => Standing(owed, shown) ?? Acted(owed, shown, ["sign", "launch"]);

    /// <summary>A partnership of just these parties that is told of as current.</summary>
    private static Finding? Standing(CommitmentRow owed, Shown shown)
    {
        var topic = Topics.Of(owed.What);
        var relation = shown.Relations.FirstOrDefault(r => r is { Kind: "partnership", Status: "current" } && r.Pair == owed.Parties && Topics.Likeness(Topics.Of(r.Name), topic) >= OneThing);
        return relation is null ? null : new Finding(CommitmentState.Kept, shown.Release.Day, $"\"{relation.Name}\" is told of as current", relation.From, relation.Until);
    }

    /// <summary>"to elevate the strategic partnership": kept by a partnership of the same two under another name, or under the one that was said.</summary>
    private Finding? Elevated(CommitmentRow owed, Shown shown)
    {
        if (Said(owed.What, Role.Elevates) is null)
            return null;
        foreach (var relation in shown.Relations.Where(r => r is { Kind: "partnership", Status: "current" } && r.Pair == owed.Parties))
        {
            var at = owed.What.IndexOf(relation.Name, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 ? owed.What[..at].Contains(" to a ", StringComparison.Ordinal) || owed.What[..at].Contains("level of", StringComparison.Ordinal) : Topics.Likeness(Topics.Of(relation.Name), Topics.Of(owed.What)) > 0)
                return new Finding(CommitmentState.Kept, shown.Release.Day, $"the relation is now called \"{relation.Name}\"", relation.From, relation.Until);
        }
        return null;
    }

    /// <summary>An act of one of the kinds, by those who owe it, that speaks of the same thing.</summary>
    private Finding? Acted(CommitmentRow owed, Shown shown, string[] kinds)
    {
        var topic = Topics.Of(owed.What);
        var parties = Bar.Split(owed.Parties);
        foreach (var act in shown.Acts.Where(a => kinds.Contains(a.Kind, StringComparer.Ordinal)))
        {
            var about = act.About ?? "";
            var told = Bar.Split(act.By).Concat(Bar.Split(act.To)).Concat(names.In(about)).ToHashSet(StringComparer.Ordinal);
            if (!parties.All(told.Contains) || !Bar.Split(owed.By).Any(b => Bar.Split(act.By).Contains(b, StringComparer.Ordinal)) || Topics.Likeness(topic, Topics.Of(about)) < OneThing)
                continue;
            return new Finding(CommitmentState.Kept, shown.Release.Day, $"{string.Join(" and ", Bar.Split(act.By))}: {act.Kind}", act.From, act.Until);
        }
        return null;
    }

    private Finding? GivenUp(CommitmentRow owed, Shown shown)
    {
        var topic = Topics.Of(owed.What);
        var parties = Bar.Split(owed.Parties);
        foreach (var act in shown.Acts.Where(a => a.Kind is "decline" or "inform" or "state" or "agree" or "concern"))
        {
            var about = act.About ?? "";
            var words = Passages.Of(shown.Release.Text, act.From, act.Until);
            if (!Bar.Split(act.By).Any(b => parties.Contains(b, StringComparer.Ordinal)) || !parties.All(p => shown.Parties.Contains(p, StringComparer.Ordinal)) || Topics.Likeness(topic, Topics.Of(about)) < OneThing)
                continue;
            if (act.Kind == "decline" || Said(words, Role.CallsOff) is not null)
                return new Finding(CommitmentState.Withdrawn, shown.Release.Day, $"{string.Join(" and ", Bar.Split(act.By))}: it will not be done", act.From, act.Until);
            if (Said(words, Role.Postpones) is not null)
                return new Finding(CommitmentState.Superseded, shown.Release.Day, $"{string.Join(" and ", Bar.Split(act.By))}: it was put off", act.From, act.Until);
        }
        return null;
    }

    /// <summary>The same promise, made again: with another day it takes the first one's place, with none it only shows that it goes on.</summary>
    private static Finding? ToldAgain(CommitmentRow owed, Shown shown)
    {
        var topic = Topics.Of(owed.What);
        foreach (var later in shown.Commitments.Where(c => c.Kind == owed.Kind && c.Parties == owed.Parties && Topics.Likeness(Topics.Of(c.What), topic) >= OneThing))
        {
            return later.Due is { } due && owed.Due is { } first && due > first
                ? new Finding(CommitmentState.Superseded, shown.Release.Day, $"promised again, now for {due:yyyy-MM-dd} instead of {first:yyyy-MM-dd}", later.From, later.Until)
                : new Finding("progress", shown.Release.Day, "promised again", later.From, later.Until);
        }
        return null;
    }

    /// <summary>The first word of a text that has a role.</summary>
    private string? Said(string text, Role role)
    {
        var tokens = new List<Token>();
        Tokenizer.Cut(text, 0, text.Length, lexicon.Words, tokens);
        foreach (var token in tokens)
        {
            if (token.Word >= 0 && (lexicon.Words.Role(token.Word) & role) != 0)
                return text[token.Start..token.End].ToLowerInvariant();
        }
        return null;
    }
}

/// <summary>Words of a release by their place in Unicode code points.</summary>
internal static class Passages
{
    public static string Of(string text, int from, int until)
    {
        var (point, start) = (0, -1);
        for (var i = 0; i < text.Length; i++)
        {
            if (point == from && start < 0)
                start = i;
            if (point >= until)
                return start < 0 ? "" : text[start..i];
            if (!char.IsHighSurrogate(text[i]))
                point++;
        }
        return start < 0 ? "" : text[start..];
    }
}

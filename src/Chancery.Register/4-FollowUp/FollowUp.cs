using Chancery.Comparisons;
using Chancery.Lexicons;
using Chancery.Registers.People;
using Chancery.Registers.Store;

namespace Chancery.Registers.FollowUps;

/// <summary>
/// Whether a later release shows that a promise was kept, put off or given up. Deterministic; stateless but for the lexicon. Rules by kind of commitment:
/// a visit is kept by the visitor's visit to, or a meeting in, the host's country; a meeting by one of the same parties and name, at the place that was said;
/// an agreement by its signature or by the standing that it brings; aid by its being given; anything else by an act that speaks of the same thing.
/// </summary>
internal sealed class FollowUp(Lexicon lexicon)
{
    private readonly PartyNames names = new(lexicon);

    /// <summary>How like the words of promise and proof must be, from 0 to 1, where words alone decide.</summary>
    private const double OneThing = 0.6;

    /// <summary>A promise that is shown kept so long after its day is another one.</summary>
    public const int MostDaysLate = 2 * 365;

    /// <summary>Without a day, a promise is looked for this long.</summary>
    public const int MostDaysOpen = 4 * 365;

    /// <summary>A finding that settles nothing: it goes on.</summary>
    public const string Progress = "progress";

    /// <summary>The last day on which anything may be shown of a promise made on a day.</summary>
    public static DateOnly LastDay(Owed owed) => owed.Due?.AddDays(MostDaysLate) ?? owed.Made!.Value.AddDays(MostDaysOpen);

    public Finding? Judge(Owed owed, Shown shown)
    {
        if (shown.Release == owed.Release || owed.Made is not { } made || shown.Day <= made || shown.Day > LastDay(owed))
            return null;
        return GivenUp(owed, shown) ?? owed.Kind switch
        {
            "visit" => Visited(owed, shown, made),
            "meeting" => Met(owed, shown, made),
            "agreement" => Standing(owed, shown),
            "proposal" => Elevated(owed, shown),
            _ => null,
        } ?? Acted(owed, shown) ?? ToldAgain(owed, shown);
    }

    /// <summary>Whether a release shows anything by which a promise of a kind is judged; most show nothing of most kinds.</summary>
    public static bool Tells(Shown shown, string kind) =>
        shown.Promises.Exists(p => p.Kind == kind) || shown.Acts.Exists(a => a.Shows != ActRow.Done || Keeping(kind).Contains(a.Kind, StringComparer.Ordinal)) || kind switch
        {
            "visit" or "meeting" => shown.Engagements.Count > 0,
            "agreement" or "proposal" => shown.Standings.Count > 0,
            _ => false,
        };

    /// <summary>The kinds of act that keep a promise of a kind.</summary>
    private static string[] Keeping(string kind) => kind switch
    {
        "visit" or "meeting" => [],
        "agreement" => Concluding,
        "proposal" => Answering,
        "assistance" => Giving,
        _ => Doing,
    };

    private static readonly string[] Concluding = ["sign", "launch"];
    private static readonly string[] Answering = ["accept", "agree", "launch", "sign"];
    private static readonly string[] Giving = ["give"];
    private static readonly string[] Doing = ["launch", "sign", "give"];
    private static readonly string[] NoVisit = ["phone call", "video call", "consultations", "credentials", "summons"];
    private static readonly string[] NoMeeting = ["phone call", "credentials", "summons", "visit"];

    private Finding? Visited(Owed owed, Shown shown, DateOnly made)
    {
        foreach (var engagement in shown.Engagements)
        {
            var day = engagement.Start ?? shown.Day;
            if (day <= made || engagement.Country is not { } country || owed.By.Length == 0 || !owed.To.Contains(country, StringComparer.Ordinal) || owed.By.Contains(country, StringComparer.Ordinal) || NoVisit.Contains(engagement.Kind, StringComparer.Ordinal))
                continue;
            if (!owed.By.All(v => engagement.Parties.Contains(v, StringComparer.Ordinal)) || !RankFits(owed, engagement))
                continue;
            var how = engagement.Kind == "visit" ? "paid a visit to" : $"came to a {engagement.Kind} in";
            return new Finding(owed, shown, CommitmentState.Kept, day, $"{string.Join(" and ", owed.By)} {how} {country}", engagement.From, engagement.Until);
        }
        return null;
    }

    /// <summary>Offices of heads of state and government.</summary>
    private readonly string[] heads = [.. lexicon.Addresses.Where(a => a.Holders == Holders.Head).Select(a => a.Office)];

    /// <summary>The heads who took part in an engagement: "KHM:Prime Minister", with bars between.</summary>
    public string Heads(Engagement engagement) => Bar.Join(from p in engagement.Participants from office in p.Offices from head in heads where office.StartsWith(head, StringComparison.Ordinal) select $"{p.Party}:{head}");

    /// <summary>Where a promise says that a head is to come, a minister's visit does not keep it.</summary>
    private bool RankFits(Owed owed, ShownEngagement engagement)
    {
        var invited = owed.Words.IndexOf("invit", StringComparison.OrdinalIgnoreCase);
        if (invited < 0)
            return true;
        var behind = owed.Words.AsSpan(invited);
        foreach (var rank in heads)
        {
            if (behind.IndexOf(rank + " ", StringComparison.Ordinal) is var at and >= 0 && !behind[..at].EndsWith("Deputy ", StringComparison.Ordinal) && !behind[..at].EndsWith("Vice ", StringComparison.Ordinal))
                return owed.By.Any(v => engagement.Heads.Contains($"{v}:{rank}", StringComparison.Ordinal));
        }
        return true;
    }

    private Finding? Met(Owed owed, Shown shown, DateOnly made)
    {
        var (where, session) = (owed.Meeting ??= (names.Where(owed.What), Said(owed.What, Role.Session)));
        foreach (var engagement in shown.Engagements)
        {
            var day = engagement.Start ?? shown.Day;
            if (day <= made || NoMeeting.Contains(engagement.Kind, StringComparer.Ordinal) || where is not null && engagement.Country is { } country && country != where)
                continue;
            if (session is not null && !Names(session, engagement, shown))
                continue;
            // States must be there; of an organisation the release must tell.
            if (!owed.Parties.All(p => engagement.Parties.Contains(p, StringComparer.Ordinal) || shown.Parties.Contains(p, StringComparer.Ordinal) && !lexicon.PartyList[lexicon.PartyByCode.GetValueOrDefault(p)].IsState))
                continue;
            return new Finding(owed, shown, CommitmentState.Kept, day, session is null ? $"the parties met ({engagement.Kind})" : $"the {session} took place{(where is null ? "" : $" in {where}")}", engagement.From, engagement.Until);
        }
        return null;
    }

    private static bool Names(string session, ShownEngagement engagement, Shown shown) => engagement.Kind.Contains(session, StringComparison.OrdinalIgnoreCase) || engagement.Occasion?.Contains(session, StringComparison.OrdinalIgnoreCase) == true || shown.Headline.Contains(session, StringComparison.OrdinalIgnoreCase);

    /// <summary>A partnership of just these parties that is told of as current.</summary>
    private static Finding? Standing(Owed owed, Shown shown)
    {
        var standing = shown.Standings.Find(r => r.Pair == owed.All && Topics.Likeness(Topics.Of(r.Name), owed.Topic) >= OneThing);
        return standing is null ? null : new Finding(owed, shown, CommitmentState.Kept, shown.Day, $"\"{standing.Name}\" is told of as current", standing.From, standing.Until);
    }

    /// <summary>"to elevate the strategic partnership": kept by a partnership of the same two under another name, or under the one that was said.</summary>
    private Finding? Elevated(Owed owed, Shown shown)
    {
        foreach (var standing in shown.Standings)
        {
            if (standing.Pair != owed.All || Said(owed.What, Role.Elevates) is null)
                continue;
            var at = owed.What.IndexOf(standing.Name, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 ? owed.What[..at].Contains(" to a ", StringComparison.Ordinal) || owed.What[..at].Contains("level of", StringComparison.Ordinal) : Topics.Likeness(Topics.Of(standing.Name), owed.Topic) > 0)
                return new Finding(owed, shown, CommitmentState.Kept, shown.Day, $"the relation is now called \"{standing.Name}\"", standing.From, standing.Until);
        }
        return null;
    }

    /// <summary>An act that keeps what is owed, by those who owe it, that speaks of the same thing.</summary>
    private Finding? Acted(Owed owed, Shown shown)
    {
        var kinds = Keeping(owed.Kind);
        foreach (var act in shown.Acts)
        {
            if (!kinds.Contains(act.Kind, StringComparer.Ordinal) || !owed.By.Any(b => act.By.Contains(b, StringComparer.Ordinal)) || Topics.Likeness(owed.Topic, act.Topic) < OneThing)
                continue;
            var named = names.In(act.About).ToArray();
            if (owed.Parties.All(p => act.By.Contains(p, StringComparer.Ordinal) || act.To.Contains(p, StringComparer.Ordinal) || named.Contains(p, StringComparer.Ordinal)))
                return new Finding(owed, shown, CommitmentState.Kept, shown.Day, $"{string.Join(" and ", act.By)}: {act.Kind}", act.From, act.Until);
        }
        return null;
    }

    private static Finding? GivenUp(Owed owed, Shown shown)
    {
        foreach (var act in shown.Acts)
        {
            if (act.Shows == ActRow.Done || !act.By.Any(b => owed.Parties.Contains(b, StringComparer.Ordinal)) || !owed.Parties.All(p => shown.Parties.Contains(p, StringComparer.Ordinal)) || Topics.Likeness(owed.Topic, act.Topic) < OneThing)
                continue;
            return act.Shows == ActRow.Off
                ? new Finding(owed, shown, CommitmentState.Withdrawn, shown.Day, $"{string.Join(" and ", act.By)}: it will not be done", act.From, act.Until)
                : new Finding(owed, shown, CommitmentState.Superseded, shown.Day, $"{string.Join(" and ", act.By)}: it was put off", act.From, act.Until);
        }
        return null;
    }

    /// <summary>The same promise, made again: with another day it takes the first one's place, with none it only shows that it goes on.</summary>
    private static Finding? ToldAgain(Owed owed, Shown shown)
    {
        foreach (var later in shown.Promises)
        {
            if (later.Kind != owed.Kind || later.All != owed.All || Topics.Likeness(later.Topic, owed.Topic) < OneThing)
                continue;
            return later.Due is { } due && owed.Due is { } first && due > first
                ? new Finding(owed, shown, CommitmentState.Superseded, shown.Day, $"promised again, now for {due:yyyy-MM-dd} instead of {first:yyyy-MM-dd}", later.From, later.Until)
                : new Finding(owed, shown, Progress, shown.Day, "promised again", later.From, later.Until);
        }
        return null;
    }

    /// <summary>What an act may show of promises; null where nothing.</summary>
    public string? Shows(string kind, string words) => kind switch
    {
        "sign" or "launch" or "give" or "accept" or "agree" => Said(words, Role.Postpones) is null ? ActRow.Done : ActRow.Later,
        "decline" => ActRow.Off,
        "inform" or "state" or "concern" => Said(words, Role.CallsOff | Role.Postpones) is null ? null : Said(words, Role.CallsOff) is not null ? ActRow.Off : ActRow.Later,
        _ => null,
    };

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
        if (!text.AsSpan().ContainsAnyInRange('\ud800', '\udbff'))
            return text[Math.Min(from, text.Length)..Math.Clamp(until, Math.Min(from, text.Length), text.Length)];
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

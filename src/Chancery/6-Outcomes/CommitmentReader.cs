using Chancery.Acts;
using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Outcomes;

/// <summary>Reads what is left to do out of what was agreed, pledged, accepted and announced.</summary>
internal sealed class CommitmentReader(Body body, Scene scene, DueReader due)
{
    private readonly Lexicon lexicon = body.Lexicon;

    public List<CommitmentFact> Found { get; } = [];

    public void Read(ActFact act)
    {
        switch (act.Kind)
        {
            case ActKind.Invite:
                Invited(act);
                break;
            case ActKind.Accept:
                Accepted(act);
                break;
            case ActKind.Agree:
                Promised(act, CommitmentStatus.Agreed);
                break;
            case ActKind.Pledge:
                Promised(act, CommitmentStatus.Pledged);
                break;
            case ActKind.Consider:
                Add(act, CommitmentKind.Proposal, CommitmentStatus.UnderConsideration, "commitments: consider", act.By, act.To, Infinitive(act.About));
                break;
            default:
                break;
        }
        Planned(act);
    }

    /// <summary>What a list says of an act, item by item: "agreed to:", "agreed on the following steps:".</summary>
    public void Read(ActFact act, List<int> items)
    {
        if (act.Kind is not (ActKind.Agree or ActKind.Pledge))
            return;
        foreach (var item in items)
        {
            var sentence = body.Sentences[item];
            var first = body.Is(sentence.First, WordClass.To) ? sentence.First + 1 : sentence.First;
            var end = sentence.End;
            while (end > first + 1 && (!body.IsWord(end - 1) || body.Is(end - 1, "and")))
                end--;
            if (Kind(first, end, out var entry) is { } kind)
                Add(act, kind, act.Kind == ActKind.Agree ? CommitmentStatus.Agreed : CommitmentStatus.Pledged, entry, act.By, act.To, new Said(first, end), new Said(first, end));
        }
    }

    /// <summary>"a planned U.S.-Russia summit": a meeting of the two sides that is named as still to come.</summary>
    public void Upcoming(int number, Sentence sentence)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (PartyReader.InCompound(body, i) is not { Count: 2 } pair || !pair.TrueForAll(scene.Sides.Contains))
                continue;
            foreach (var rule in lexicon.Planned)
            {
                if (rule.First.Length != 1 || !body.Is(i - 1, rule.First[0]) || !rule.Last.Any(w => body.Is(i + 1, w) || body.Is(i + 2, w)))
                    continue;
                var end = i + 3;
                while (end < sentence.End && !(body.Sign(end) is '.' or ';'))
                    end++;
                var first = body.Is(i - 2, WordClass.Article) ? i - 2 : i - 1;
                var fact = new CommitmentFact { Kind = rule.Kind, Status = CommitmentStatus.Announced, Entry = rule.Entry, By = [.. pair], What = new Said(first, end), Sentence = number };
                fact.Words.Add(new Said(first, end));
                if (due.Read(first, end) is { } when)
                    (fact.Due, fact.DueWords) = (when.Date, when.Words);
                Found.Add(fact);
                return;
            }
        }
    }

    private void Invited(ActFact act)
    {
        var to = act.To;
        if (to.Length == 0 || !Visits(act.About) && !Visits(act.Words) && !Attends(act.Words))
            return;
        var kind = Visits(act.About) || Visits(act.Words) ? CommitmentKind.Visit : CommitmentKind.Action;
        Add(act, kind, CommitmentStatus.Invited, "commitments: invite", to, act.By, VisitWords(act.Words));
    }

    private void Accepted(ActFact act)
    {
        if (!Says(act.Words, "invitation") && !Says(act.Words, "invite") && !Says(act.About, "visit") && !body.Is(act.Words.First, "which"))
            return;
        var open = Found.TakeLast(50).LastOrDefault(c => c.Status == CommitmentStatus.Invited && c.By.SequenceEqual(act.By));
        if (open is not null)
        {
            open.Status = CommitmentStatus.Accepted;
            open.Words.Add(act.Words);
            if (open.Due == default && due.Read(act.Words.First, act.Words.End, One(act.By)) is { } later)
                (open.Due, open.DueWords) = (later.Date, later.Words);
            return;
        }
        var kind = Visits(act.Words) || !Attends(act.Words) ? CommitmentKind.Visit : CommitmentKind.Action;
        var to = act.To.Length > 0 ? act.To : [.. scene.Sides.Where(s => !act.By.Contains(s))];
        Add(act, kind, CommitmentStatus.Accepted, "commitments: accept", act.By, to.Length == 1 ? to : [], VisitWords(act.Words));
    }

    private bool Says(Said words, string word)
    {
        for (var i = words.First; i < words.End; i++)
        {
            if (body.Is(i, word))
                return true;
        }
        return false;
    }

    private bool Visits(Said words) => Says(words, "visit") || Says(words, "visits") || Says(words, "travel");

    private bool Attends(Said words) => Says(words, "attend") || Says(words, "participate") || Says(words, "part") || Says(words, "join");

    /// <summary>"to pay an official visit to Japan this year": from the verb or the visit on.</summary>
    private Said VisitWords(Said words)
    {
        for (var i = words.First; i < words.End; i++)
        {
            if (body.Is(i, WordClass.To) && body.Is(i + 1, Role.ToVisit))
                return new Said(i, words.End);
        }
        return words;
    }

    /// <summary>From "to" on, where there is one.</summary>
    private Said Infinitive(Said words)
    {
        for (var i = words.First; i < words.End; i++)
        {
            if (body.Is(i, WordClass.To) && body.IsWord(i + 1) && !body.Is(i + 1, WordClass.Determiner) && !body.IsCapital(i + 1))
                return new Said(i, words.End);
        }
        return words;
    }

    private void Promised(ActFact act, CommitmentStatus status)
    {
        foreach (var (first, end) in Promises(act))
        {
            if (IsInserted(act.About.First, first, end))
                continue;
            if (status == CommitmentStatus.Agreed && IsNextMeeting(act.About.First, first))
            {
                Add(act, CommitmentKind.Meeting, status, "commitments: next meeting", act.By, [], new Said(act.About.First, end));
                continue;
            }
            if (Kind(first, end, out var entry) is not { } kind)
                continue;
            var by = act.By;
            var to = act.To;
            // "it was agreed that the President would visit Chile": he of the other side
            if (kind == CommitmentKind.Visit && by.Length == 2 && Visited(first, end) is var host && by.Contains(host))
                (by, to) = ([.. by.Where(p => p != host)], [host]);
            if (kind is CommitmentKind.Assistance or CommitmentKind.Visit && by.Length == 1 && to.Length == 0)
            {
                var other = scene.Sides.Where(s => !by.Contains(s)).ToArray();
                to = kind == CommitmentKind.Assistance && Recipient(first, end, by) is var named and >= 0 ? [named] : other.Length == 1 ? other : [];
            }
            Add(act, kind, status, entry, by, to, new Said(first, end));
        }
    }

    /// <summary>"agreed that the session, to be held this year, creates opportunities": what is told beside of the subject.</summary>
    private bool IsInserted(int about, int first, int end)
    {
        if (!body.Is(about - 1, WordClass.That) || !body.Is(first - 1, WordClass.To) || body.Sign(first - 2) != ',')
            return false;
        for (var i = first; i < end - 1; i++)
        {
            if (body.Sign(i) == ',')
                return body.Is(i + 1, WordClass.Modal | WordClass.Be | WordClass.Have) || (body.Form(i + 1) & (VerbForm.Past | VerbForm.Third)) != 0;
        }
        return false;
    }

    /// <summary>"agreed that the sixth session will be held in Oslo", "that the next round will take place".</summary>
    private bool IsNextMeeting(int first, int verb)
    {
        if (!(body.Is(verb, "be") && (body.Is(verb + 1, "held") || body.Is(verb + 1, "convened") || body.Is(verb + 1, "hosted"))) && !(body.Is(verb, "take") && body.Is(verb + 1, "place")))
            return false;
        for (var i = first; i < verb; i++)
        {
            if (body.Is(i, Role.Session) || body.Is(i, WordClass.EventNoun) && !body.Is(i, "visit"))
                return true;
        }
        return false;
    }

    /// <summary>"visit Chile", "pay a visit to Chile": the party that is visited; -1 where none is named.</summary>
    private int Visited(int first, int end)
    {
        for (var i = first; i < end - 1; i++)
        {
            if (body.Is(i, "visit") && PartyReader.Behind(body, body.Is(i + 1, "to") ? i + 2 : i + 1, end, out var past) is { } host && !body.IsGenitive(past))
                return host.Party;
        }
        return -1;
    }

    /// <summary>"provide 20 million euros to the United Nations": the party that "to" or "for" names; -1 if none.</summary>
    private int Recipient(int first, int end, int[] by)
    {
        for (var i = first; i < end - 1; i++)
        {
            if (!(body.Is(i, "to") || body.Is(i, "for")))
                continue;
            var at = body.Is(i + 1, WordClass.Article) ? i + 2 : i + 1;
            if (body.IsCapital(at) && PartyReader.At(body, at, end, out var past) is { Kind: PartyWord.Name } named && !by.Contains(named.Party) && !body.IsGenitive(past) && !(body.IsCapital(past) && lexicon.PartyList[named.Party].IsState))
                return named.Party;
        }
        return -1;
    }

    /// <summary>The stretch that says what will be done, from its leading verb on.</summary>
    private IEnumerable<(int First, int End)> Promises(ActFact act)
    {
        var about = act.About;
        var i = about.First;
        if (body.Is(act.Verb, "will") || i >= about.End)
            yield break;
        for (; i < about.End; i++)
        {
            if (body.Is(i, "will") || body.Is(i, "would") || body.Is(i, "shall") || body.Is(i, WordClass.To) && body.IsWord(i + 1) && !body.Is(i + 1, WordClass.Determiner) && !body.IsCapital(i + 1))
            {
                yield return (i + 1, about.End);
                yield break;
            }
            if (i - about.First > 14 && act.Clause < 0)
                break;
        }
        yield return (about.First, about.End);
    }

    private CommitmentKind? Kind(int first, int end, out string entry)
    {
        entry = "";
        var i = first;
        while (i < end && (body.Is(i, WordClass.Adverb) && !body.Is(i, "in") || body.Is(i, WordClass.Be) || body.Is(i, "in") || body.Is(i, "on") || body.Is(i, WordClass.To) || body.Span(i).EndsWith("ly", StringComparison.Ordinal)))
            i++;
        if (i >= end)
            return null;
        var text = body.Lower(i, end);
        var dated = due.Read(i, end) is { } d && d.Date != default;
        var lead = Base(i);
        if (IsVague(text) && !Until(text) || body.Is(first - 1, WordClass.Negator))
            return Countable(text) && !text.StartsWith("continue", StringComparison.Ordinal) && !body.Is(i, WordClass.Negator) && Concrete(text, lead) is { } concrete
                ? Named(concrete, out entry)
                : null;
        if (text.ContainsAny(lexicon.GeneralSigns) && !dated && !Countable(text))
            return null;
        var continues = lead == "continue";
        if (continues)
        {
            // "continue to help X become a hub": what is continued counts.
            var next = i + 1;
            if (body.Is(next, WordClass.To))
                next++;
            lead = next < end ? Base(next) : lead;
            text = body.Lower(Math.Min(next, end - 1), end);
        }
        foreach (var rule in Rules(lead))
        {
            if (rule.Words.Count > 0 && !Holds(text, rule))
                continue;
            if (lexicon.Wishes.Contains(lead) && !Countable(text) && rule.Kind is CommitmentKind.Action or CommitmentKind.Assistance && !Until(text))
                continue;
            if (lexicon.Soft.Contains(lead) && !dated && !Countable(text) && !Until(text) && rule.Kind is CommitmentKind.Action)
                continue;
            return Named(rule, out entry);
        }
        // "a grant of EUR 12 million …": a thing that is given.
        var given = lexicon.Promises.Find(p => p.Kind == CommitmentKind.Assistance && p.Words.Count > 0);
        if (given is not null && Holds(text, given) && (body.Is(i, WordClass.Determiner) || (body[i].Shape & Shape.Digit) != 0 || body.IsCapital(i)))
            return Named(given, out entry);
        // "agreed that the sanctions should remain in place until …": what ought to be is no promise.
        if ((Until(text) || dated && !lexicon.Wishes.Contains(lead)) && !Ought(text))
        {
            entry = "commitments: a term";
            return CommitmentKind.Action;
        }
        return null;
    }

    private PromiseRule? Concrete(ReadOnlySpan<char> text, string lead)
    {
        foreach (var rule in Rules(lead))
        {
            if (rule.Words.Count > 0 && Holds(text, rule))
                return rule;
        }
        return null;
    }

    private bool IsVague(ReadOnlySpan<char> text)
    {
        foreach (var words in lexicon.VagueByLetter.TryGetValue(text[0], out var vague) ? vague : [])
        {
            if (StartsWith(text, words))
                return true;
        }
        return false;
    }

    /// <summary>Behind its first word: "should remain in place until".</summary>
    private bool Ought(ReadOnlySpan<char> text)
    {
        foreach (var word in lexicon.Ought)
        {
            if (text.Contains($" {word} ", StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static bool Until(ReadOnlySpan<char> text) => text.Contains(" till ", StringComparison.Ordinal) || text.Contains(" until ", StringComparison.Ordinal);

    private static CommitmentKind Named(PromiseRule rule, out string entry)
    {
        entry = rule.Entry;
        return rule.Kind;
    }

    private static bool StartsWith(ReadOnlySpan<char> text, string words) => text.Length >= words.Length && text[words.Length - 1] == words[^1] && text.StartsWith(words, StringComparison.Ordinal) && (text.Length == words.Length || !char.IsLetter(text[words.Length]));

    private static bool Holds(ReadOnlySpan<char> text, PromiseRule rule) => text.ContainsAny(rule.Signs) && Holds(text, rule.Words);

    private static bool Holds(ReadOnlySpan<char> text, HashSet<string> words)
    {
        foreach (var word in words)
        {
            for (var (from, at) = (0, text.IndexOf(word)); at >= 0; from += at + 1, at = text[from..].IndexOf(word))
            {
                var (start, end) = (from + at, from + at + word.Length);
                if ((start == 0 || !char.IsLetter(text[start - 1])) && (end == text.Length || !char.IsLetter(text[end])))
                    return true;
            }
        }
        return false;
    }

    private PromiseRule[] Rules(string verb) => lexicon.PromisesByVerb.GetValueOrDefault(verb, []);

    private bool Countable(ReadOnlySpan<char> text) => text.ContainsAny(lexicon.CountableSigns) && Holds(text, lexicon.Countable);

    /// <summary>The verb as the lexicon of promises names it: "holding" and "hold" are one.</summary>
    private string Base(int at)
    {
        var word = body[at].Word is >= 0 and var known ? lexicon.Words[known] : Vocabulary.Lower(body.Span(at).ToString());
        if (!word.EndsWith("ing", StringComparison.Ordinal) || word.Length < 6)
            return word;
        var stem = word[..^3];
        return IsPromised(stem) ? stem : IsPromised(stem + "e") ? stem + "e" : IsPromised(stem[..^1]) ? stem[..^1] : word;
    }

    private bool IsPromised(string verb) => lexicon.Wishes.Contains(verb) || lexicon.PromisesByVerb.ContainsKey(verb);

    private void Add(ActFact act, CommitmentKind kind, CommitmentStatus status, string entry, int[] by, int[] to, Said what, Said? said = null)
    {
        var fact = new CommitmentFact { Kind = kind, Status = status, Entry = entry, By = by, To = to, What = what, Sentence = act.Sentence };
        var words = said ?? act.Words;
        fact.Words.Add(words);
        if (due.Read(words.First, words.End, One(by)) is { } when)
            (fact.Due, fact.DueWords) = (when.Date, when.Words);
        Found.Add(fact);
    }

    /// <summary>"support for holding the ASEAN-Japan Summit … in 2023", "Japan's intention to establish".</summary>
    private void Planned(ActFact act)
    {
        if (act.Kind is not (ActKind.Support or ActKind.Welcome or ActKind.State or ActKind.Hope or ActKind.Inform))
            return;
        for (var i = act.Words.First; i < act.Words.End; i++)
        {
            if (body.Is(i + 1, Role.ToHold) && body.Is(i, "for"))
                Named(act, i + 1, CommitmentKind.Meeting, "commitments: for holding");
            else if (act.Kind == ActKind.Support && body.Is(i + 2, Role.ToHold) && body.Is(i, "proposal") && body.Is(i + 1, "to"))
                Named(act, i + 1, CommitmentKind.Meeting, "commitments: for holding");
            else if (body.Is(i + 2, Role.ToConclude) && body.Is(i, "intention") && body.Is(i + 1, "to"))
                Named(act, i + 1, CommitmentKind.Agreement, "commitments: intention to establish");
        }
    }

    /// <summary>Whose fiscal year is meant: the only one who owes it.</summary>
    private static int One(int[] by) => by.Length == 1 ? by[0] : -1;

    private void Named(ActFact act, int first, CommitmentKind kind, string entry)
    {
        var end = first;
        while (end < act.Words.End && !(body.Is(end, "and") && (body.Is(end + 1, "for") || body.Is(end + 1, "to"))) && body.Sign(end) != ',')
            end++;
        var parties = new List<int>();
        var owner = -1;
        for (var i = first - 4; i < end; i++)
        {
            if (i < 0)
                continue;
            foreach (var party in PartyReader.InCompound(body, i))
            {
                if (!parties.Contains(party))
                    parties.Add(party);
            }
            if (kind == CommitmentKind.Agreement && i < first && body.IsCapital(i) && PartyReader.At(body, i, end, out var past) is { } named && body.IsGenitive(past))
                owner = named.Party;
            else if (body.Is(i - 1, "with") && PartyReader.At(body, i, end, out _) is { } with)
                parties.Add(with.Party);
        }
        var by = owner >= 0 ? [owner] : parties.Count > 1 ? parties.ToArray() : act.By;
        var to = owner >= 0 ? parties.Where(p => p != owner).ToArray() : [];
        var fact = new CommitmentFact { Kind = kind, Status = CommitmentStatus.Announced, Entry = entry, By = by, To = to, What = new Said(first, end), Sentence = act.Sentence };
        fact.Words.Add(act.Words);
        if (due.Read(first, end, One(by)) is { } when)
            (fact.Due, fact.DueWords) = (when.Date, when.Words);
        Found.Add(fact);
    }

    /// <summary>What a release announces in its own voice: "Minister X will meet …".</summary>
    public void Announced(int number, Sentence sentence, Doer by, int verb, int[] with, Due? during)
    {
        var end = ClauseEnd(verb + 1, sentence.End);
        while (end > verb + 1 && !body.IsWord(end - 1) && body.Sign(end - 1) is not (')' or '"' or '”'))
            end--;
        var kind = Kind(verb, end, out var entry);
        // "Japan will give aid, Minister X said": read as his promise already.
        if (kind is null || Found.Exists(c => c.Sentence == number && c.What.First <= verb && verb < c.What.End))
            return;
        var fact = new CommitmentFact
        {
            Kind = kind.Value,
            Status = CommitmentStatus.Announced,
            Entry = entry,
            By = kind == CommitmentKind.Meeting ? [.. by.Parties.Union(with)] : by.Parties,
            What = new Said(verb, end),
            Sentence = number,
        };
        fact.Words.Add(new Said(Math.Min(by.First, verb), end));
        var when = due.Read(verb, end, One(by.Parties)) ?? during;
        if (when is { } found)
            (fact.Due, fact.DueWords) = (found.Date, found.Words);
        Found.Add(fact);
    }

    /// <summary>"The next session will be held in Oslo": what those who met will hold again.</summary>
    public void Scheduled(int number, Sentence sentence, int[] by, int first, int will)
    {
        var end = ClauseEnd(will + 1, sentence.End);
        while (end > will + 1 && !body.IsWord(end - 1) && body.Sign(end - 1) is not (')' or '"' or '”'))
            end--;
        var fact = new CommitmentFact { Kind = CommitmentKind.Meeting, Status = CommitmentStatus.Announced, Entry = "commitments: next meeting", By = by, What = new Said(first, end), Sentence = number };
        fact.Words.Add(new Said(sentence.First, end));
        if (due.Read(will, end, -1) is { } when)
            (fact.Due, fact.DueWords) = (when.Date, when.Words);
        Found.Add(fact);
    }

    /// <summary>"will host the summit and the Minister expressed …": before "and" with a subject and a past verb of its own.</summary>
    private int ClauseEnd(int from, int limit)
    {
        for (var i = from; i < limit - 2; i++)
        {
            if (!body.Is(i, "and") || !(body.Is(i + 1, WordClass.Article | WordClass.SubjectPronoun) || body.IsCapital(i + 1)))
                continue;
            for (var v = i + 2; v < Math.Min(limit, i + 6) && body.IsWord(v) && !body.Is(v, WordClass.Preposition); v++)
            {
                if (body.Is(v, WordClass.PhraseStart) && (body.Form(v) & VerbForm.Past) != 0)
                    return i;
            }
        }
        return limit;
    }

    /// <summary>"to commemorate the anniversary": a proposal for the anniversary is due in its year.</summary>
    public void DateByAnniversaries(List<RelationFact> relations)
    {
        foreach (var fact in Found)
        {
            if (fact.Due != default || !Says(fact.Words[0], "anniversary"))
                continue;
            var year = relations.Find(r => r.IsAnniversary && r.Year > 0);
            if (year is not null)
                (fact.Due, fact.DueWords) = (new Layout.PartialDate(year.Year, 12, 31), "anniversary");
        }
    }
}

using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;

namespace Chancery.Verbs;

/// <summary>Finds the subject of a verb in a sentence, and whether its clause is one that tells something of its own.</summary>
internal sealed class Clauses
{
    private readonly Body body;
    private readonly Scene scene;
    private Sentence sentence;
    private List<Mention> mentions = [];
    private int[] at = [];

    public Clauses(Body body, Scene scene)
    {
        (this.body, this.scene) = (body, scene);
        Attribution = new Attribution(body, scene, this);
    }

    /// <summary>Who only tells what the sentence says.</summary>
    public Attribution Attribution { get; }

    /// <summary>The subject of the sentence's main clause as far as it was read.</summary>
    public Doer? Main { get; set; }

    /// <summary>The subject that the words above a list give to each of its items; null outside one.</summary>
    private Doer? lead;

    public void Begin(Sentence current, List<Mention> named, int[] mentionAt, Doer? over = null)
    {
        (sentence, mentions, at, lead) = (current, named, mentionAt, over);
        Main = null;
        Attribution.Begin(current, named);
    }

    public Mention? MentionAt(int token) => token < sentence.First || token >= sentence.End || at[token - sentence.First] < 0 ? null : mentions[at[token - sentence.First]];

    /// <summary>The subject before a verb group; null if it is nobody who acts here.</summary>
    public Doer? Before(int group, out bool subordinate)
    {
        subordinate = false;
        var p = Back(group - 1);
        if (p < sentence.First)
            return lead;
        if (BeforeWho(group, p) is { } told)
            return told;
        if (MentionAt(p) is { OwnerPronoun: false } mention)
            return FromMention(mention, out subordinate);
        // "Minister X January 13th 2020 held a meeting"
        if (DayBefore(p) is { } dated)
            return FromMention(dated, out subordinate);
        if (body.Sign(p) == ',' || body.Sign(p) is ')' or '–' or '—' or '-' || body.Is(p, "and") || body.Is(p, "but") || body.Is(p, "or") || body.Is(p, "then") || body.Sign(p) is '"' or '”' || body.Sign(p) == ';' && Main is not null)
        {
            if (body.Sign(p) == ',' && Inserted(p) is { } inserted)
                return inserted;
            return Main ?? Head(p);
        }
        // "discussed trade as well as exchanged views"
        if (body.Is(p, "as") && body.Is(p - 1, "well") && body.Is(p - 2, "as"))
            return Main ?? Head(p);
        if (body.Is(p, "who"))
        {
            var before = body.Sign(p - 1) == ',' ? p - 2 : p - 1;
            subordinate = MentionAt(before) is not { Kind: MentionKind.Person or MentionKind.Office };
            return subordinate ? null : Of(MentionAt(before)!);
        }
        // "Minister X, who on Thursday hosted Y"
        var when = p;
        while (when > sentence.First && when > p - 4 && (body.Is(when, WordClass.Weekday | WordClass.Month) || body.Is(when, "on") || body.Is(when, Role.PartOfDay) || (body[when].Shape & Shape.Digit) != 0))
            when--;
        if (when < p && body.Is(when, "who") && body.Sign(when - 1) == ',' && MentionAt(when - 2) is { Kind: MentionKind.Person } host)
            return Of(host);
        if (body.Is(p, WordClass.Relative | WordClass.Connective))
        {
            subordinate = true;
            return null;
        }
        return Across(p, out subordinate);
    }

    /// <summary>The subject before a whole date that stands between it and its verb; null where none does.</summary>
    private Mention? DayBefore(int p)
    {
        var (i, month, digits) = (p, false, 0);
        while (i > sentence.First && i > p - 5 && MentionAt(i) is null && (body.Is(i, WordClass.Month) || (body[i].Shape & Shape.Digit) != 0 || body.Sign(i) == ',' && i < p))
        {
            month |= body.Is(i, WordClass.Month);
            digits += (body[i].Shape & Shape.Digit) != 0 ? 1 : 0;
            i--;
        }
        return month && digits > 0 && MentionAt(i) is { Kind: MentionKind.Person or MentionKind.Office, Genitive: false } subject && !IsPreposition(subject.First - 1) ? subject : null;
    }

    /// <summary>"Minister X who was in Delhi on a visit met with Y": over a clause without commas that has a verb of its own.</summary>
    private Doer? BeforeWho(int group, int p)
    {
        if (MentionAt(p) is { } last && !IsPreposition(last.First - 1) || body.Sign(p) == ',' || body.Is(p, "who") || body.Is(p, "and"))
            return null;
        for (var who = p - 1; who > sentence.First && who > p - 20 && body.Sign(who) is not (',' or ';'); who--)
        {
            if (!body.Is(who, "who"))
                continue;
            var verb = false;
            for (var i = who + 1; i < group && !verb; i++)
                verb = body.Is(i, WordClass.Be | WordClass.Have) || (body.Form(i) & VerbForm.Past) != 0 && MentionAt(i) is null;
            return verb && MentionAt(who - 1) is { Kind: MentionKind.Person } person && IsSubject(person) ? FromMention(person, out _) : null;
        }
        return null;
    }

    private int Back(int p)
    {
        while (p >= sentence.First)
        {
            // "Prince Faisal “conveyed …”"
            if (MentionAt(p) is null && (body.IsAdverb(p) || body.Sign(p) == '“' || body.Is(p, WordClass.Negator) && body.Is(p + 1, "only")))
                p--;
            else if (body.Sign(p) == ')')
            {
                var open = p;
                while (open > sentence.First && body.Sign(open) != '(')
                    open--;
                if (body.Sign(open) != '(')
                    return p;
                p = open - 1;
            }
            else
                return p;
        }
        return p;
    }

    private Doer? FromMention(Mention mention, out bool subordinate)
    {
        subordinate = false;
        if (mention.Genitive || (mention.Adjective && mention.Kind == MentionKind.Party))
            return null;
        var before = mention.First - 1;
        // "stressed this as the two Ministers met": a clause of its own.
        if (body.Is(before, "as") && (mention.Kind == MentionKind.Group || body.Is(mention.First, WordClass.SubjectPronoun)))
        {
            subordinate = true;
            return Of(mention);
        }
        // "the delegation led by Minister X paid"
        if (IsLeader(mention))
            return Of(mention);
        if (IsPreposition(before))
        {
            // "the leaders of Japan", "the delegation of X": what stands before the preposition is the subject.
            var head = MentionAt(before - 1);
            if (head is { Genitive: false } && body.Is(before, "of"))
                return FromMention(head, out subordinate);
            if (body.Is(before, "of") && body.Is(before - 1, WordClass.SideNoun | WordClass.GroupNoun | WordClass.BodyNoun) || body.Is(before - 1, "behalf"))
            {
                // "the Ghanaian government and the government of Norway"
                var noun = body.Is(before - 2, WordClass.Article) ? before - 2 : before - 1;
                return Coordinated(noun - 1) is { Parties.Length: > 0 } joined && !IsPreposition(joined.First - 1) ? new Doer([.. joined.Parties.Union(mention.Parties)], [.. joined.People.Union(mention.People)], joined.First, joined) : Of(mention);
            }
            return head is null ? Across(before - 1, out subordinate) : null;
        }
        subordinate = IsSubordinate(mention.First);
        if (Coordinated(Owned(mention) - 1) is null)
            return Of(mention);
        var parties = new List<int>(mention.Parties);
        var people = new List<int>(mention.People);
        var first = mention.First;
        // "X, Y and Z agreed": those before belong to the subject too, if the first of them could be one.
        var chain = mention;
        while (Coordinated(Owned(chain) - 1) is { } other && !(chain.Kind == MentionKind.Pronoun && other.Kind == MentionKind.Party) && (chain != mention || body.Sign(chain.First - 1) != ',') && (!IsPreposition(Determined(other.First) - 1) || IsOfSide(Determined(other.First) - 1)) && (!VerbBefore(other.First - 1) || body.Is(other.First - 1, Role.ToldThis)))
        {
            parties.AddRange(other.Parties);
            people.AddRange(other.People);
            first = other.First;
            chain = other;
            subordinate = IsSubordinate(first);
        }
        return new Doer([.. parties.Distinct()], [.. people.Distinct()], first, mention);
    }

    /// <summary>"The Government of the Republic of Kenya and the Republic of Norway": whether an "of" belongs to a side that is the subject.</summary>
    private bool IsOfSide(int of) => body.Is(of, "of") && of > sentence.First + 1 && body.Is(of - 1, WordClass.SideNoun) && !IsPreposition(Determined(of - 1) - 1);

    /// <summary>"the 78th General Assembly": where the article and number before a mention begin.</summary>
    private int Determined(int first)
    {
        while (first > sentence.First && (body.Is(first - 1, WordClass.Article) || (body[first - 1].Shape & Shape.Digit) != 0))
            first--;
        return first;
    }

    /// <summary>"France's X": where somebody begins, with the state before him whose he is.</summary>
    private int Owned(Mention mention) => mention.Kind == MentionKind.Person && MentionAt(body.IsGenitive(mention.First - 1) ? mention.First - 2 : mention.First - 1) is { Kind: MentionKind.Party, Genitive: true } owner ? owner.First : mention.First;

    /// <summary>The mention that stands before "and", "," or "as well as" at a token.</summary>
    private Mention? Coordinated(int link)
    {
        var p = link;
        if (body.Is(p, "and") || body.Sign(p) == '&')
        {
            p--;
            if (body.Sign(p) == ',')
                p--;
        }
        else if (body.Sign(p) == ',')
            p--;
        else if (body.Is(p, "as") && body.Is(p - 1, "well"))
            p -= 3;
        else if (body.Is(p, "with") && body.Is(p - 1, "together"))
            p -= body.Sign(p - 2) == ',' ? 3 : 2;
        else
            return null;
        return MentionAt(p) is { Genitive: false, OwnerPronoun: false } mention && mention.End == p + 1 && !(mention.Kind == MentionKind.Party && mention.Adjective) && (mention.Kind != MentionKind.Pronoun || body.Is(mention.First, WordClass.SubjectPronoun)) ? mention : null;
    }

    private bool IsPreposition(int token) => token >= sentence.First && body.Is(token, WordClass.Preposition) && !body.Is(token, WordClass.Connective) || body.Is(token, "as") && token > sentence.First;

    /// <summary>"addressed the Ambassador expressing …": a verb with a subject of its own stands right before.</summary>
    public bool IsObject(Mention mention) => VerbBefore(mention.First - 1) && mentions.Exists(m => m.End <= mention.First - 1 && IsSubject(m));

    private bool VerbBefore(int token) => token >= sentence.First && !(token == sentence.First && body.Is(token, Role.NewInOffice)) && body.IsWord(token) && (body.Form(token) & (VerbForm.Past | VerbForm.Third | VerbForm.Ing)) != 0 && MentionAt(token) is null;

    private bool IsSubordinate(int first)
    {
        var p = Back(first - 1);
        if (p < sentence.First)
            return false;
        if (body.Is(p, "while") || body.Is(p, "whereas") || body.Is(p, "whilst") || body.Is(p, "so") || body.Is(p, "however"))
            return false;
        if (body.Sign(p) == ',' && body.Is(p - 1, WordClass.That))
            // "Following that, the Minister received"
            return !body.Is(p - 2, WordClass.Preposition) && !body.Is(p - 2, "following");
        if (body.Is(p, WordClass.That) && Attribution.IsTold(p - 1))
            return false;
        // "met X, where both Ministers reviewed", "a visit, during which he reaffirmed": told of the same meeting.
        if (body.Is(p, "where") && (body.Sign(p - 1) == ',' || !body.Is(p - 1, WordClass.EventNoun) && !body.Is(p - 1, Role.Talks) && MentionAt(first) is { Kind: MentionKind.Group }) || body.Is(p, "whom") && body.Is(p - 1, "with") || body.Is(p, "which") && (body.Is(p - 1, "during") || body.Is(p - 1, "in") && (body.Sign(p - 2) == ',' || IsTalks(p - 2))))
            return false;
        return body.Is(p, WordClass.That | WordClass.Relative | WordClass.Connective | WordClass.Conditional) || body.Is(p, "how") || body.Is(p, "whether") || body.Is(p, "what") || body.Is(p, "why");
    }

    /// <summary>"a meeting", "a call this morning", "a meeting in Lima on Monday": whether what ends at a token is talks.</summary>
    private bool IsTalks(int token)
    {
        while (token > sentence.First && (body.IsCapital(token) || body.Is(token, "in") || body.Is(token, Role.PartOfDay) || body.Is(token, "this") || body.Is(token, "today") || body.Is(token, "yesterday") || body.Is(token, "on") || body.Is(token, WordClass.Weekday)))
            token--;
        return body.Is(token, Role.Talks);
    }

    /// <summary>"X, who is in Kyiv on a visit, thanked": the comma closes what was inserted behind the subject.</summary>
    private Doer? Inserted(int comma)
    {
        // "Ministers X, Y and Z, thanked": a list that a comma closes.
        if (mentions.Find(m => m.End == comma) is { Kind: MentionKind.Person } last && IsSubject(last) && body.Is(last.First - 1, "and") && FromMention(last, out _) is { People.Length: > 2 } all)
            return all;
        // "stated that Mr. X, Minister of …, received": whom the clause is about.
        if (mentions.Find(m => m.End == comma && body.Is(m.First - 1, WordClass.That)) is { } told && IsSubject(told))
            return FromMention(told, out _);
        foreach (var mention in mentions)
        {
            if (mention.End > comma)
                return null;
            if (mention.End == comma)
                // "The Minister of Foreign Affairs, X, met Y", of whom nothing tells whose minister he is
                return IsSubject(mention) ? FromMention(mention, out _) : IsLeader(mention) || mention is { Kind: MentionKind.Person, People: [_], HasOffice: true, Genitive: false, Parties.Length: 0 } && mention.First == sentence.First ? Of(mention) : null;
            if (!IsSubject(mention) || body.Sign(mention.End) != ',' || body.Is(mention.End + 1, "and"))
                continue;
            return body.Is(mention.First - 1, "and") ? FromMention(mention, out _) : Together(mention, comma);
        }
        return null;
    }

    /// <summary>"Minister X, together with his counterparts from A and B, held": those between the commas act with him.</summary>
    private Doer Together(Mention subject, int comma)
    {
        var from = subject.End + 1;
        if (!(body.Is(from, "together") || body.Is(from, "along") || body.Is(from, "jointly")) || !body.Is(from + 1, "with"))
            return Of(subject);
        var with = mentions.FindAll(m => m.First >= from + 2 && m.End <= comma && !m.Genitive && !m.OwnerPronoun && !m.Adjective);
        return new Doer([.. subject.Parties.Concat(with.SelectMany(m => m.Parties)).Distinct()], [.. subject.People.Concat(with.SelectMany(m => m.People)).Distinct()], subject.First, subject);
    }

    /// <summary>"the relations between A and B": joined to one that a preposition governs.</summary>
    public bool IsGoverned(Mention mention) => body.Is(mention.First - 1, "and") && Coordinated(mention.First - 1) is { } other && (IsPreposition(other.First - 1) || IsGoverned(other));

    /// <summary>In words; "a delegation of the European Union (EU) in Peru".</summary>
    private const int LongestDelegation = 14;

    /// <summary>"the delegation, headed by Deputy Minister X, held talks": who leads it acts.</summary>
    private bool IsLeader(Mention mention)
    {
        if (mention.Kind != MentionKind.Person || !body.Is(mention.First - 1, "by") || !body.Is(mention.First - 2, Role.Led) || mention.Parties.Length == 0)
            return false;
        for (var i = mention.First - 3; i >= sentence.First && i > mention.First - LongestDelegation; i--)
        {
            if (body.Is(i, "delegation") || body.Is(i, "team"))
                return true;
        }
        return false;
    }

    private bool IsSubject(Mention mention) => !IsGoverned(mention) && body.Sign(mention.First - 1) != '(' && !IsWhere(mention) && !mention.Genitive && !mention.OwnerPronoun && !(mention.Adjective && mention.Kind == MentionKind.Party) && mention.Parties.Length > 0
        && !IsPreposition(Determined(mention.First) - 1) && !VerbBefore(mention.First - 1);

    /// <summary>"in Riga, Latvia, Minister X met": the state in which the town lies.</summary>
    private bool IsWhere(Mention mention) => mention.Kind == MentionKind.Party && body.Sign(mention.First - 1) == ',' && PartyReader.EndsCity(body, mention.First - 2);

    /// <summary>The first mention before a token that may be the subject of its sentence.</summary>
    public Doer? Head(int before)
    {
        foreach (var mention in mentions)
        {
            if (mention.First >= before)
                return null;
            // "“We agree,” X said": who is quoted is the subject, not who the quotation speaks of.
            if (IsSubject(mention) && !IsSubordinate(mention.First) && (!body.Quoted[mention.First] || body.Quoted[before - 1]))
                return body.Sign(mention.End) == ',' && Together(mention, before) is { Parties.Length: > 1 } with ? with : FromMention(Last(mention), out _);
        }
        return null;
    }

    /// <summary>A mention as the subject of its clause, with those joined to it.</summary>
    public Doer? Whole(Mention mention) => FromMention(Last(mention), out _);

    /// <summary>The last of a run of mentions joined by "and" or commas.</summary>
    private Mention Last(Mention mention)
    {
        for (var i = mentions.IndexOf(mention) + 1; i < mentions.Count; i++)
        {
            if (Coordinated(mentions[i].First - 1) != mention || body.Sign(mention.End) == ',' && !body.Is(mentions[i].First - 1, "and"))
                break;
            mention = mentions[i];
        }
        return mention;
    }

    /// <summary>"Minister X on Tuesday in Tokyo condemned": over what stands between subject and verb.</summary>
    private Doer? Across(int p, out bool subordinate)
    {
        subordinate = false;
        for (var i = p; i >= sentence.First && i > p - 14; i--)
        {
            if (MentionAt(i) is { } mention)
            {
                if (IsSubject(mention) && mention.Kind != MentionKind.Pronoun
                    && (IsCompany(mention.End) || body.Is(mention.End, WordClass.Preposition | WordClass.Weekday) || body.Sign(mention.End) == ',' && (body.Is(p, "part") || IsWhen(mention.End + 1, p)) || IsDate(mention.End) || body.Is(mention.End, "today") || body.Is(mention.End, "yesterday") || body.Is(mention.End, "this")) && (!body.Is(mention.End, "of") || mention.Kind == MentionKind.Group))
                    return FromMention(mention, out subordinate);
                i = mention.First;
                continue;
            }
            if (body.Is(i, "and") && body.Is(i + 1, WordClass.Possessive))
                continue;
            // "X expelled two diplomats on Monday, the foreign ministry said": a subject of its own
            if (body.Sign(i) == ',' && body.Is(i + 1, WordClass.Article) && i + 1 < p)
                return null;
            if (body.Sign(i) is ';' or ':' or '.' || body.Is(i, WordClass.Relative | WordClass.Conjunction) || ((body.Form(i) & VerbForm.Past) != 0 && body.Is(i, WordClass.PhraseStart)))
                return null;
        }
        return null;
    }

    /// <summary>"5 September", "September 5" at a token.</summary>
    private bool IsDate(int at) => (body[at].Shape & Shape.Digit) != 0 && body.Is(at + 1, WordClass.Month) || body.Is(at, WordClass.Month) && (body[at + 1].Shape & Shape.Digit) != 0;

    /// <summary>"…, together with a delegation, paid", "… and her team met": those who come along.</summary>
    private bool IsCompany(int at) => body.Is(at, "and") && body.Is(at + 1, WordClass.Possessive) || body.Sign(at) == ',' && IsCompany(at + 1) || (body.Is(at, "together") || body.Is(at, "along")) && body.Is(at + 1, "with");

    /// <summary>"…, on Monday received": a day and nothing else between a comma and a verb.</summary>
    private bool IsWhen(int from, int to)
    {
        var day = false;
        for (var i = from; i <= to; i++)
        {
            if (!(body.Is(i, WordClass.Preposition | WordClass.Weekday | WordClass.Month) || body.Is(i, Role.PartOfDay) || (body[i].Shape & Shape.Digit) != 0 || body.Sign(i) is ',' or '(' or ')'))
                return false;
            day |= body.Is(i, WordClass.Weekday | WordClass.Month) || body.Is(i, Role.PartOfDay);
        }
        return day;
    }

    /// <summary>Behind "on Monday", "on 3 May", "today", where a day stands at a token; else the token itself.</summary>
    public int PastDay(int at)
    {
        while (at < sentence.End && (body.Is(at, "on") || body.Is(at, WordClass.Weekday | WordClass.Month) || body.Is(at, Role.PartOfDay) || (body[at].Shape & Shape.Digit) != 0))
            at++;
        return at;
    }

    public static Doer Of(Mention mention) => new(mention.Parties, mention.People, mention.First, mention);

    /// <summary>The subject of a passive that names its agent: "was received by X".</summary>
    public Doer? Agent(int from, int to)
    {
        for (var i = from; i < Math.Min(to, from + 12); i++)
        {
            // "was noted in the message sent by X": who sent it
            if (body.Is(i, "by") && from > sentence.First && i - 1 >= from && (body.Form(i - 1) & VerbForm.Participle) != 0 && MentionAt(i - 1) is null && !body.Is(i - 2, "and"))
                return null;
            if (body.Is(i, "by") && MentionAt(i + 1) is { Genitive: false } mention)
                return Agents(mention);
            if (body.Sign(i) is ',' or ';')
                break;
        }
        return null;
    }

    /// <summary>"by Minister X and Minister Y": all who are joined by "and".</summary>
    private Doer Agents(Mention first)
    {
        var (parties, people, last) = (first.Parties.AsEnumerable(), first.People.AsEnumerable(), first);
        for (var i = mentions.IndexOf(first) + 1; i < mentions.Count; i++)
        {
            // "by Minister X from the Peruvian side, and by Minister Y"
            if (mentions[i].Kind == MentionKind.Party && (body.Is(mentions[i].End - 1, WordClass.SideNoun) || body.Is(mentions[i].End, WordClass.SideNoun)) && (body.Is(mentions[i].First - 1, "from") || body.Is(mentions[i].First - 2, "from")))
                continue;
            var by = body.Is(mentions[i].First - 1, "by") && body.Is(mentions[i].First - 2, "and");
            if (!by && Coordinated(mentions[i].First - 1) != last || mentions[i].Genitive || mentions[i].Parties.Length == 0)
                break;
            last = mentions[i];
            (parties, people) = (parties.Concat(last.Parties), people.Concat(last.People));
        }
        return new Doer([.. parties.Distinct()], [.. people.Distinct()], first.First, first);
    }

    /// <summary>Whether a person or office is named before a token, whoever it is.</summary>
    public bool NamesBefore(int token) => mentions.Exists(m => m.First < token && m.Kind is MentionKind.Person or MentionKind.Office);

    /// <summary>The last mention before a token that is not the subject's pronoun.</summary>
    public Mention? LastBefore(int token) => mentions.FindLast(m => m.End <= token && !m.OwnerPronoun);

    public Scene Scene => scene;
}

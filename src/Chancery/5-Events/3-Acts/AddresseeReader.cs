using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Acts;

/// <summary>Finds whom an act addresses.</summary>
internal sealed class AddresseeReader(Body body, Scene scene, Clauses clauses)
{
    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>Whom an act addresses.</summary>
    /// <param name="draft">The act.</param>
    /// <param name="end">Where its words end.</param>
    /// <param name="behind">Where whom it addresses ends, if he stands right behind the words that say it; else -1.</param>
    public int[] Addressee(ActDraft draft, int end, out int behind)
    {
        behind = -1;
        // "assured the Minister that the border is open" only states something, but to somebody all the same.
        var manner = lexicon.Manners[(int)(draft.Kind == ActKind.State && draft.Trigger.Act == ActKind.Pledge ? ActKind.Inform : draft.Kind)];
        if (!manner.ToObject && !manner.To && !manner.Owner && draft.Kind is not (ActKind.Hope or ActKind.Concern))
            return [];
        var by = draft.By;
        // "expressed his regret to the Ambassadors that", but not "concern about the threat to Norway"
        if (draft.Kind == ActKind.Concern)
        {
            var told = body.Is(draft.Trigger.End, "to") && clauses.MentionAt(draft.Trigger.End + 1) is { Genitive: false, OwnerPronoun: false } regretted ? Others(regretted, by, end, out behind) : [];
            behind = told.Length > 0 ? behind : -1;
            return told;
        }
        var others = scene.Besides(by.Parties);
        var at = draft.Trigger.End;
        while (at < end && body.IsAdverb(at) && clauses.MentionAt(at) is null)
            at++;
        if (manner.ToObject && clauses.MentionAt(at) is { OwnerPronoun: false } direct && direct.First == at && draft.Clause != at && (!direct.Genitive || at <= draft.Trigger.Verb + 1))
        {
            var all = Others(direct, by, end, out var past);
            behind = all.Length > 0 && at == draft.Trigger.End ? past : -1;
            return all;
        }
        if (manner.ToObject && at > draft.Trigger.Verb + 1 && clauses.MentionAt(draft.Trigger.Verb + 1) is { Genitive: false, OwnerPronoun: false } near && Others(near, by, end, out _) is { Length: > 0 } nearest)
            return nearest;
        if (manner.To)
        {
            for (var i = draft.Trigger.Verb + 1; i < Math.Min(end, draft.Trigger.End + (draft.Kind == ActKind.Condole ? 16 : 8)); i++)
            {
                // "to the families of the victims and the Government of Norway"
                if (LeadsToWhom(i, draft.Kind) && clauses.MentionAt(i + 1) is { Genitive: false, OwnerPronoun: false } named && Others(named, by, end, out var past) is { Length: > 0 } found && (scene.Sides.Count == 0 || others.Intersect(found).Any()))
                {
                    behind = i == draft.Trigger.End ? past : -1;
                    return found;
                }
            }
        }
        // "affirmed Norway's support for the country": the other side's
        if (draft.Kind == ActKind.Support && (body.Is(at, "for") || body.Is(at, "to")) && body.Is(at + 1, "the") && body.Is(at + 2, "country") && others.Length == 1 && by.Parties.Length == 1)
            return others;
        // "the support of the Union for Ukraine": whom it is for, not whose it is.
        for (var i = draft.Trigger.End + 1; draft.Kind == ActKind.Support && body.Is(draft.Trigger.End, "of") && (clauses.MentionAt(draft.Trigger.End + 1) ?? clauses.MentionAt(draft.Trigger.End + 2)) is { Genitive: false } && i < Math.Min(end, draft.Trigger.End + 12); i++)
        {
            if (body.Is(i, "for") && clauses.MentionAt(i + 1) is { OwnerPronoun: false } backed && Other(backed, by) is { Length: > 0 } supported)
                return supported;
        }
        if (manner.Owner || manner.ToObject)
        {
            var inserted = draft is { Own: true, Clause: > 0 } ? PastInsertion(draft.Clause, end) : -1;
            for (var i = draft.Trigger.Verb + 1; i < Math.Min(end, Math.Max(draft.Trigger.End + 12, inserted + 8)); i++)
            {
                if (clauses.MentionAt(i) is not { } owner || owner.First != i || draft.Clause > 0 && (i < inserted || i >= Math.Max(draft.Clause, inserted) + 8))
                    continue;
                if (owner.OwnerPronoun)
                {
                    // "appreciated South Africa's solidarity and pledged support for its Presidency"
                    if (draft.Kind == ActKind.Support && others.Length == 1 && by.Parties.Length == 1 && clauses.LastBefore(draft.Trigger.Verb) is { } antecedent && antecedent.Parties.SequenceEqual(others))
                        return others;
                    continue;
                }
                // "the killing of its ambassador in Ankara": where it was.
                if (owner is { City: true, Genitive: false } && body.Is(owner.First - 1, "in") || draft.Kind == ActKind.Condemn && owner is { Kind: MentionKind.Party, Genitive: false } && (body.Is(owner.First - 1, "in") || body.Is(owner.First - 2, "in")))
                    continue;
                // An organisation's name before a noun only tells which ("its G20 Presidency").
                if (owner is { Kind: MentionKind.Party, Genitive: false } && body.IsCapital(owner.End))
                    continue;
                // "the efforts made by Norway and Kenya"
                var named = draft.Kind is ActKind.Request or ActKind.Pledge ? Other(owner, by) : Others(owner, by, end, out _);
                if (named.Length > 0 && (draft.Kind is ActKind.Support or ActKind.Condemn || others.Intersect(named).Any() || scene.Sides.Count == 0 && owner.Kind == MentionKind.Party && (owner.Genitive || body.Is(owner.First - 1, "of") && body.Is(owner.First - 2, WordClass.SideNoun))))
                    return named;
            }
        }
        // "wished the Ambassador success"
        var wishes = body.Is(draft.Trigger.Verb, "wished") || body.Is(draft.Trigger.Verb, "wishing");
        if (draft.Kind == ActKind.Hope && wishes && clauses.MentionAt(draft.Trigger.Verb + 1) is { Genitive: false, OwnerPronoun: false } wished)
            return Other(wished, by);
        // "wished them a pleasant stay"
        if (draft.Kind == ActKind.Hope && wishes && others.Length > 0 && by.Parties.Length == 1 && body.Is(draft.Trigger.Verb + 1, "them"))
            return others;
        if (draft.Kind == ActKind.Hope && wishes && others.Length == 1 && by.Parties.Length == 1
            && (body.Is(draft.Trigger.Verb + 1, WordClass.Possessive) || body.Is(draft.Trigger.Verb + 1, "him") || clauses.MentionAt(draft.Trigger.End + 1) is { Genitive: false } meant && body.Is(draft.Trigger.End, "to") && Other(meant, by).SequenceEqual(others)))
            return others;
        // "extended his best wishes for the success of the Norwegian Ambassador"
        if (draft.Kind == ActKind.Hope && body.Is(draft.Trigger.End - 2, "wishes") && others.Length == 1 && by.Parties.Length == 1 && Enumerable.Range(draft.Trigger.End, Math.Max(0, end - draft.Trigger.End)).Select(clauses.MentionAt).FirstOrDefault(m => m is not null) is { OwnerPronoun: false } wisher && Other(wisher, by).SequenceEqual(others))
            return others;
        // "demanded that Somalia withdraw", "offered to help Albania"
        for (var i = draft.Trigger.Verb + 1; i < Math.Min(end, draft.Trigger.End + (draft.Kind == ActKind.Pledge ? 24 : 8)) && draft.Kind is ActKind.Request or ActKind.Pledge; i++)
        {
            if ((body.Is(i, WordClass.That) && draft.Kind == ActKind.Request || body.Is(i, Role.Helps) && draft.Kind == ActKind.Pledge) && clauses.MentionAt(i + 1) is { Genitive: false, OwnerPronoun: false } helped && helped.First == i + 1 && Other(helped, by) is { Length: > 0 } aided)
                return aided;
        }
        // "expressed readiness to provide support to the Ministry of Peru"
        for (var i = draft.Trigger.End; draft.Kind == ActKind.Pledge && draft.Clause < 0 && others.Length == 1 && by.Parties.Length == 1 && i < end - 1; i++)
        {
            if ((body.Is(i, "to") || body.Is(i, "for")) && Enumerable.Range(i + 1, MostBeforeOwner).Select(clauses.MentionAt).FirstOrDefault(m => m is not null) is { Genitive: false, OwnerPronoun: false, Adjective: false, Kind: MentionKind.Party or MentionKind.Person or MentionKind.Office } aided && aided.Parties.SequenceEqual(others) && IsOfWhole(i + 1, aided.First))
                return others;
        }
        // "said that Kenya congratulated the people of Norway", where no meeting is told of
        for (var i = draft.Clause; draft is { Own: true, Clause: > 0 } && scene.Sides.Count == 0 && draft.Kind is ActKind.Thank or ActKind.Praise or ActKind.Congratulate or ActKind.Condole && i < end; i++)
        {
            if (clauses.MentionAt(i) is { OwnerPronoun: false, Kind: not MentionKind.Pronoun } inner && inner.First == i && Other(inner, by) is { Length: > 0 } addressed)
                return addressed;
        }
        // "said that Kenya appreciated the support received from Norway", "said that Kenya will help Norway"
        for (var i = draft.Clause; draft is { Own: true, Clause: > 0 } && others.Length == 1 && by.Parties.Length == 1 && i < end; i++)
        {
            if (clauses.MentionAt(i) is { OwnerPronoun: false, Kind: not MentionKind.Pronoun } inner && inner.First == i && inner.Parties.Contains(others[0])
                && (draft.Kind is ActKind.Thank or ActKind.Praise or ActKind.Congratulate or ActKind.Condole || draft.Kind is ActKind.Pledge or ActKind.Support && !inner.Genitive && (body.Is(i - 1, "to") || body.Is(i - 1, "for"))))
                return others;
        }
        var plain = draft.Kind is ActKind.Thank or ActKind.Praise or ActKind.Congratulate or ActKind.Inform or ActKind.Invite or ActKind.Accept or ActKind.Condole;
        return plain && others.Length == 1 && by.Parties.Length == 1 ? others : [];
    }

    /// <summary>In words; "to the Ministry of Foreign Affairs and Trade of Peru".</summary>
    private const int MostBeforeOwner = 10;

    /// <summary>Whether what stands between is only a house of a party that is named behind it, or nothing.</summary>
    private bool IsOfWhole(int from, int party)
    {
        for (var i = from; i < party; i++)
        {
            if (!(body.Is(i, WordClass.Article) || body.Is(i, "of") || body.Is(i, "and") || body.IsCapital(i) || body.Is(i, WordClass.SideNoun)))
                return false;
        }
        return true;
    }

    /// <summary>Whom quoted words address: the first of the other sides that they name.</summary>
    public int[] Named(ActKind kind, Doer by, int first, int end)
    {
        if (!lexicon.Manners[(int)kind].ToObject && !lexicon.Manners[(int)kind].To)
            return [];
        for (var i = first; i < end; i++)
        {
            if (clauses.MentionAt(i) is { OwnerPronoun: false } named && named.First == i && Other(named, by) is { Length: > 0 } other)
                return other;
        }
        // "I thank you and your government"
        for (var i = first; i < end && by.Parties.Length == 1; i++)
        {
            if ((body.Is(i, "you") || body.Is(i, "your")) && scene.Besides(by.Parties) is { Length: 1 } addressed)
                return addressed;
        }
        return [];
    }

    /// <summary>"that Norway, as a member of the Union, supports": where what stands between a subject and its verb ends; -1 where nothing does.</summary>
    private int PastInsertion(int clause, int end)
    {
        if (clauses.MentionAt(clause) is not { } subject || body.Sign(subject.End) != ',')
            return -1;
        for (var i = subject.End + 1; i < Math.Min(end, subject.End + LongestInsertion); i++)
        {
            if (body.Sign(i) == ',')
                return i + 1;
        }
        return -1;
    }

    /// <summary>In words and signs.</summary>
    private const int LongestInsertion = 14;

    /// <summary>"to X" of every act; "from X" and "on X" of a request; "the people of X" of condolences.</summary>
    private bool LeadsToWhom(int at, ActKind kind) => body.Is(at, "to") || kind switch
    {
        ActKind.Request => body.Is(at, "on") || body.Is(at, "from"),
        ActKind.Condole => body.Is(at, "of") && body.Is(at - 1, WordClass.SideNoun),
        _ => false,
    };

    /// <summary>"thanked Norway, Kenya and Peru": one and those behind it, as far as the list goes; whoever does something himself begins a sentence of his own.</summary>
    private int[] Others(Mention first, Doer by, int end, out int past)
    {
        var found = Other(first, by).ToList();
        var (at, listed) = (first.End, new List<int>());
        past = at;
        while (found.Count > 0 && !first.Genitive)
        {
            var next = body.Sign(at) == ',' ? at + 1 : at;
            var last = body.Is(next, "and");
            next = last ? next + 1 : next;
            if (next == at || next >= end || clauses.MentionAt(next) is not { Genitive: false, OwnerPronoun: false, Kind: not (MentionKind.Pronoun or MentionKind.Group) } more || more.First != next || (body.Form(more.End) & (VerbForm.Past | VerbForm.Third)) != 0 && body.Is(more.End, WordClass.PhraseStart) || body.Is(more.End, WordClass.Be | WordClass.Have | WordClass.Modal))
                break;
            listed.AddRange(Other(more, by));
            at = more.End;
            if (!last)
                continue;
            found.AddRange(listed);
            past = at;
            break;
        }
        return [.. found.Distinct()];
    }

    private int[] Other(Mention mention, Doer by)
    {
        var parties = scene.Beside(mention, by.Mention);
        // "the Governments of Norway and Kenya"
        if (mention.Kind == MentionKind.Group && mention.Listed.Length > 0)
            return [.. mention.Listed.Where(p => !by.Parties.Contains(p))];
        // "congratulated the Envoys": those of the others
        if (mention.Kind == MentionKind.Group && by.Parties.Length == 1 && body.Is(mention.End - 1, Role.Envoy))
            return scene.Besides(by.Parties);
        if (mention.Kind == MentionKind.Group && scene.Sides.Count > 1)
            return [];
        if (mention.Kind == MentionKind.Pronoun && parties.Any(by.Parties.Contains))
            parties = scene.Besides(by.Parties);
        return parties is [var one] ? by.Parties.Contains(one) ? [] : parties : [.. parties.Where(p => !by.Parties.Contains(p))];
    }
}

using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Text;

namespace Chancery.Names;

/// <summary>Which states a text names, how often and in what pairs.</summary>
internal sealed class NamedStates(Body body)
{
    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>The state that the text names most often of those that are not told apart already; -1 if it names none.</summary>
    public int MostNamed(HashSet<int> others, int least = 1)
    {
        var votes = new Dictionary<int, int>();
        var listed = -1;
        for (var i = 0; i < body.Count; i++)
        {
            if (!body.IsCapital(i) || PartyReader.At(body, i, body.Count, out var end) is not { } named || named.Kind == PartyWord.City)
                continue;
            // "from diplomatic Missions of A, B and C": several guests
            if (IsOfMissions(i) || listed > 0 && i - listed <= 3 && Enumerable.Range(listed, i - listed).All(b => body.Sign(b) == ',' || body.Is(b, "and") || body.Is(b, WordClass.Article)))
            {
                listed = end;
                i = end - 1;
                continue;
            }
            if (lexicon.PartyList[named.Party].IsState && !others.Contains(named.Party) && (named.Kind == PartyWord.Name || body.Is(end, WordClass.SideNoun)) && !IsWhere(i) && !(least == 1 && IsTopic(i, end)))
                votes[named.Party] = votes.GetValueOrDefault(named.Party) + 1;
            i = end - 1;
        }
        return votes.Count == 0 || votes.Values.Max() < least ? -1 : votes.MaxBy(v => v.Value).Key;
    }

    /// <summary>"in Peru", "the capital of Peru", "Lima, Peru", "at the Consulate General of Peru", "Senior Director for Peru": where something takes place, or what somebody is in charge of, is nobody's side.</summary>
    private bool IsWhere(int at)
    {
        var before = body.Is(at - 1, WordClass.Article) ? at - 2 : at - 1;
        return body.Is(at - 1, "in") || body.Sign(at - 1) == ',' && PartyReader.EndsCity(body, at - 2)
            || body.Is(before, "of") && (body.Is(before - 1, "capital") || IsAtMission(before))
            || body.Is(before, "for") && body.Is(before - 1, WordClass.OfficeStart) && body.IsCapital(before - 1);
    }

    /// <summary>"the Missions of Peru", "embassies of Peru".</summary>
    private bool IsOfMissions(int at)
    {
        var of = body.Is(at - 1, WordClass.Article) ? at - 2 : at - 1;
        return body.Is(of, "of") && (body.Is(of - 1, "missions") || body.Is(of - 1, "embassies"));
    }

    /// <summary>"the war against Peru", "threats from Peru": what a text is about.</summary>
    private bool IsTopic(int at, int end) => (body.Is(at - 1, "against") || body.Is(at - 1, "from") || body.Is(at - 1, "on") || body.Is(at - 1, "about")) && !body.IsGenitive(end);

    /// <summary>Whether an "of" belongs to "at the Consulate General of …", "at the Embassy of …".</summary>
    private bool IsAtMission(int of)
    {
        for (var i = of - 1; i > of - 5 && i > 0; i--)
        {
            if (body.Is(i, WordClass.BodyNoun) && body.IsCapital(i) && body.Is(i - 1, WordClass.Article) && body.Is(i - 2, "at"))
                return true;
        }
        return false;
    }

    /// <summary>"between A and B", "A-B": two that are named as a pair at a token; null where none are.</summary>
    public (int One, int Other)? Pair(int at)
    {
        var compound = PartyReader.InCompound(body, at);
        if (compound.Count == 2)
            return (compound[0], compound[1]);
        if (!body.Is(at, "between"))
            return null;
        var i = at + 1;
        if (body.Is(i, WordClass.Article))
            i++;
        if (PartyReader.At(body, i, body.Count, out var end) is not { } one || !body.Is(end, "and"))
            return null;
        i = end + 1;
        if (body.Is(i, WordClass.Article))
            i++;
        return PartyReader.At(body, i, body.Count, out _) is { } other ? (one.Party, other.Party) : null;
    }

    /// <summary>The one state that the text names as a pair with another, "relations between A and B"; -1 where there is none or more than one.</summary>
    public int Paired(int with)
    {
        var other = -1;
        for (var i = 0; i < body.Count; i++)
        {
            if (Pair(i) is not var (first, second) || first != with && second != with)
                continue;
            var one = first == with ? second : first;
            if (other >= 0 && other != one)
                return -1;
            other = one;
        }
        return other;
    }

    /// <summary>The two states that a text names as a pair, in their order, where it names no others so; null where that is not so.</summary>
    public (int One, int Other)? OnlyPair()
    {
        (int One, int Other)? only = null;
        for (var i = 0; i < body.Count; i++)
        {
            if (Pair(i) is not { } pair || !lexicon.PartyList[pair.One].IsState || !lexicon.PartyList[pair.Other].IsState)
                continue;
            if (only is { } known && known != pair && known != (pair.Other, pair.One))
                return null;
            only ??= pair;
        }
        return only;
    }

    /// <summary>The state that the text names most often of all; -1 if it names none.</summary>
    public int Commonest()
    {
        var votes = new Dictionary<int, int>();
        for (var i = 0; i < body.Count; i++)
        {
            if (body.IsCapital(i) && PartyReader.At(body, i, body.Count, out var end) is { } named && lexicon.PartyList[named.Party].IsState)
            {
                votes[named.Party] = votes.GetValueOrDefault(named.Party) + 1;
                i = end - 1;
            }
        }
        return votes.Count == 0 ? -1 : votes.MaxBy(v => v.Value).Key;
    }
}

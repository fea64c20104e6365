using System.Collections.Immutable;

namespace Chancery.Lexicons;

/// <summary>What a phrase makes.</summary>
internal enum PhraseUse : byte { Act, Engagement, Attendance }

internal enum ElementKind : byte { Words, Verb, Gap }

/// <summary>One place of a phrase: words, forms of verbs, or a gap of a few words.</summary>
internal readonly record struct Element(ElementKind Kind, int[] Words, bool Optional)
{
    private readonly ulong mask = Words.Aggregate(0UL, (bits, word) => bits | Phrase.Bit(word));

    /// <summary>Of many words, each where its last bits say or behind it; empty where they are few.</summary>
    private readonly int[] slots = Words.Length > Few ? Spread(Words) : [];

    /// <summary>So few are compared one by one.</summary>
    private const int Few = 6;

    public bool Has(int word)
    {
        if (word < 0 || (mask & Phrase.Bit(word)) == 0)
            return false;
        if (slots.Length == 0)
        {
            foreach (var one in Words)
            {
                if (one == word)
                    return true;
            }
            return false;
        }
        for (var at = word & (slots.Length - 1); slots[at] >= 0; at = (at + 1) & (slots.Length - 1))
        {
            if (slots[at] == word)
                return true;
        }
        return false;
    }

    private static int[] Spread(int[] words)
    {
        var slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)words.Length * 4)];
        Array.Fill(slots, -1);
        foreach (var word in words)
        {
            var at = word & (slots.Length - 1);
            while (slots[at] >= 0)
                at = (at + 1) & (slots.Length - 1);
            slots[at] = word;
        }
        return slots;
    }
}

/// <summary>One bit for each word that may stand at the first place of a phrase which must be filled, by how far behind the first word it may stand; no bits where none must.</summary>
internal readonly record struct Follows(ulong Near, ulong Gap, ulong Wide)
{
    /// <summary>In words behind the first one: right behind it, but for a sign or an adverb or a short name in parentheses.</summary>
    public const int NearBy = 4;

    /// <summary>Behind the gap of a phrase that begins with a verb.</summary>
    public const int PastGap = 8;

    /// <summary>Behind the gap of a phrase that begins with a noun, with what may stand behind that.</summary>
    public const int FarOff = 36;

    /// <summary>Whatever follows.</summary>
    public static readonly Follows Anything = new(ulong.MaxValue, 0, 0);

    /// <summary>How far off the last word may stand, end exclusive.</summary>
    public int Reach => Wide != 0 ? FarOff : Gap != 0 ? PastGap + 1 : NearBy + 1;

    /// <summary>Whether one of the words follows, by the bits of those that do.</summary>
    public bool In(Follows words) => (Near & words.Near | Gap & words.Gap | Wide & words.Wide) != 0;
}

/// <summary>One line of the lexicon that says a fact.</summary>
internal sealed record Phrase(PhraseUse Use, int Kind, string Entry, ImmutableArray<Element> Elements)
{
    /// <summary>Counts only inside what somebody says of his own side ("that Japan would …").</summary>
    public bool OwnOnly { get; init; }

    /// <summary>By both sides: the subject is the talk, the view, the topic.</summary>
    public bool Agentless { get; init; }

    /// <summary>One side alone does it, though the kind is one of both sides.</summary>
    public bool Single { get; init; }

    /// <summary>Counts only where an infinitive follows: "called on X to …".</summary>
    public bool NeedsTo { get; init; }

    /// <summary>Never as a participle: "companies planning to invest".</summary>
    public bool Finite { get; init; }

    /// <summary>Its last noun is part of what it is about: "addressed the dispute over fishing".</summary>
    public bool OfObject { get; init; }

    /// <summary>Says no act, and keeps others from being read from its words: "recalled its ambassador".</summary>
    public bool Nothing { get; init; }

    /// <summary>What one place that must be filled adds to the weight.</summary>
    public const int OnePlace = 10;

    /// <summary>Whether it demands one word and nothing more.</summary>
    public bool IsBare => Weight <= OnePlace;

    public bool StartsWithVerb => Elements[0].Kind == ElementKind.Verb;

    /// <summary>What must stand behind the first word.</summary>
    public Follows Follows { get; init; }

    /// <summary>The bit of a word in <see cref="Follows"/>.</summary>
    public static ulong Bit(int word) => word < 0 ? 0 : 1UL << ((word * 31) & 63);

    /// <summary>How much a phrase demands: the more, the earlier it is tried.</summary>
    public int Weight { get; init; }
}

/// <summary>What holds for all phrases of a kind of act.</summary>
internal readonly record struct ActManner(bool ToObject, bool To, bool Owner, bool Reports, bool Joint);

/// <summary>Turns lines of the lexicon into phrases.</summary>
internal sealed class PhraseCompiler(Vocabulary vocabulary, Dictionary<string, string[]> verbs, Dictionary<string, string[]> classes)
{
    private static readonly string[] Empty = [];

    public Phrase? Compile(PhraseUse use, int kind, string entry, string line, out string? fault)
    {
        fault = null;
        var (ownOnly, agentless, single, needsTo, finite, ofObject, nothing) = (false, false, false, false, false, false, false);
        var text = line;
        if (text.StartsWith("own:", StringComparison.Ordinal))
            (ownOnly, text) = (true, text[4..]);
        else if (text.StartsWith("agentless:", StringComparison.Ordinal))
            (agentless, text) = (true, text[10..]);
        else if (text.StartsWith("single:", StringComparison.Ordinal))
            (single, text) = (true, text[7..]);
        else if (text.StartsWith("with to:", StringComparison.Ordinal))
            (needsTo, text) = (true, text[8..]);
        else if (text.StartsWith("finite:", StringComparison.Ordinal))
            (finite, text) = (true, text[7..]);
        else if (text.StartsWith("object:", StringComparison.Ordinal))
            (ofObject, text) = (true, text[7..]);
        else if (text.StartsWith("nothing:", StringComparison.Ordinal))
            (nothing, text) = (true, text[8..]);
        var elements = ImmutableArray.CreateBuilder<Element>();
        foreach (var piece in Pieces(text))
        {
            var optional = piece.StartsWith('(');
            var body = optional ? piece[1..^1].Trim() : piece;
            if (body == "…")
            {
                if (elements.Count > 0)
                    elements.Add(new Element(ElementKind.Gap, [], false));
                continue;
            }
            if (!AddPlaces(elements, body, optional, out fault))
                return null;
        }
        while (elements.Count > 0 && elements[^1].Kind == ElementKind.Gap)
            elements.RemoveAt(elements.Count - 1);
        if (elements.Count == 0)
        {
            fault = "the phrase is empty";
            return null;
        }
        var weight = 0;
        foreach (var element in elements)
            weight += element.Kind == ElementKind.Gap || element.Optional ? 0 : Phrase.OnePlace;
        // A class of many verbs demands less than a verb named by itself.
        if (elements[0].Words.Length > 40)
            weight--;
        if (agentless || elements[0].Kind != ElementKind.Verb)
            agentless |= use == PhraseUse.Act && !ownOnly;
        return new Phrase(use, kind, entry, elements.ToImmutable()) { OwnOnly = ownOnly, Agentless = agentless, Single = single, NeedsTo = needsTo, Finite = finite, OfObject = ofObject, Nothing = nothing, Follows = Mask(elements), Weight = weight };
    }

    private static Follows Mask(ImmutableArray<Element>.Builder elements)
    {
        var place = 1;
        while (place < elements.Count && (elements[place].Kind == ElementKind.Gap || elements[place].Optional))
            place++;
        if (place == elements.Count)
            return default;
        var mask = elements[place].Words.Aggregate(0UL, (bits, word) => bits | Phrase.Bit(word));
        return place == 1 ? new Follows(mask, 0, 0) : place == 2 && elements[0].Kind == ElementKind.Verb ? new Follows(0, mask, 0) : new Follows(0, 0, mask);
    }

    private static IEnumerable<string> Pieces(string text)
    {
        var at = 0;
        while (at < text.Length)
        {
            if (text[at] == ' ')
            {
                at++;
                continue;
            }
            var end = text[at] == '(' ? text.IndexOf(')', at) + 1 : text.IndexOf(' ', at);
            if (end <= 0)
                end = text.Length;
            yield return text[at..end];
            at = end;
        }
    }

    /// <summary>One piece may be several places where a class has a member of two words ("point out").</summary>
    private bool AddPlaces(ImmutableArray<Element>.Builder elements, string body, bool optional, out string? fault)
    {
        fault = null;
        var inner = body.Split(' ');
        if (inner.Length > 1)
        {
            foreach (var word in inner)
            {
                if (!AddPlaces(elements, word, optional, out fault))
                    return false;
            }
            return true;
        }
        var words = new SortedSet<int>();
        var isVerb = false;
        foreach (var choice in body.Split('/'))
        {
            if (choice.StartsWith("~@", StringComparison.Ordinal) || choice.StartsWith('@'))
            {
                isVerb = true;
                var name = choice.TrimStart('~', '@');
                if (!classes.TryGetValue(name, out var members))
                {
                    fault = $"there is no class of verbs @{name}";
                    return false;
                }
                foreach (var member in members)
                {
                    if (!member.Contains(' '))
                        words.UnionWith(Forms(member));
                }
            }
            else if (choice.StartsWith('~'))
            {
                isVerb = true;
                words.UnionWith(Forms(choice[1..]));
            }
            else
            {
                words.Add(vocabulary.Add(choice));
            }
        }
        elements.Add(new Element(isVerb ? ElementKind.Verb : ElementKind.Words, [.. words], optional));
        return true;
    }

    /// <summary>All forms of a verb, entered into the vocabulary with what they are.</summary>
    private IEnumerable<int> Forms(string verb)
    {
        var forms = verbs.TryGetValue(verb, out var irregular) ? irregular : English.Forms(verb);
        var what = new[] { VerbForm.Base, VerbForm.Third, VerbForm.Past, VerbForm.Participle, VerbForm.Ing };
        for (var i = 0; i < forms.Length; i++)
        {
            foreach (var form in LexiconFile.Items(forms[i], ','))
            {
                var word = vocabulary.Add(form);
                vocabulary.Mark(word, what[i]);
                yield return word;
            }
        }
    }

    /// <summary>The members of a class that have two words, as lines to be compiled beside it.</summary>
    public IEnumerable<string> Expand(string line)
    {
        yield return line;
        var at = line.IndexOf('@');
        while (at >= 0)
        {
            var end = at + 1;
            while (end < line.Length && (char.IsLetter(line[end]) || line[end] == '-'))
                end++;
            foreach (var member in classes.TryGetValue(line[(at + 1)..end], out var members) ? members : Empty)
            {
                var space = member.IndexOf(' ', StringComparison.Ordinal);
                if (space < 0)
                    continue;
                var start = line.LastIndexOf(' ', at) + 1;
                if (line.StartsWith("agentless:", StringComparison.Ordinal) || line.StartsWith("single:", StringComparison.Ordinal) || line.StartsWith("finite:", StringComparison.Ordinal))
                    start = Math.Max(start, line.IndexOf(':', StringComparison.Ordinal) + 1);
                var stop = line.IndexOf(' ', end);
                stop = stop < 0 ? line.Length : stop;
                yield return string.Concat(line.AsSpan(0, start), "~", member, line.AsSpan(stop));
            }
            at = line.IndexOf('@', end);
        }
    }
}

/// <summary>How English verbs are inflected by rule (Quirk et al., A Comprehensive Grammar of the English Language, 3.5-3.10).</summary>
internal static class English
{
    /// <summary>Base, third person, past, past participle and -ing.</summary>
    public static string[] Forms(string verb)
    {
        var third = verb.EndsWith('s') || verb.EndsWith("sh", StringComparison.Ordinal) || verb.EndsWith("ch", StringComparison.Ordinal)
            || verb.EndsWith('x') || verb.EndsWith('z') ? verb + "es" : EndsInConsonantY(verb) ? verb[..^1] + "ies" : verb + "s";
        var past = verb.EndsWith('e') ? verb + "d" : EndsInConsonantY(verb) ? verb[..^1] + "ied" : Doubled(verb) + "ed";
        var ing = verb.EndsWith("ie", StringComparison.Ordinal) ? verb[..^2] + "ying"
            : verb.EndsWith('e') && !verb.EndsWith("ee", StringComparison.Ordinal) ? verb[..^1] + "ing" : Doubled(verb) + "ing";
        return [verb, third, past, past, ing];
    }

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';

    private static bool EndsInConsonantY(string verb) => verb.EndsWith('y') && verb.Length > 1 && !IsVowel(verb[^2]);

    /// <summary>A short verb doubles its last consonant ("float" does not, "plan" does).</summary>
    private static string Doubled(string verb) =>
        verb.Length <= 4 && verb.Length >= 3 && !IsVowel(verb[^1]) && verb[^1] is not ('w' or 'x' or 'y') && IsVowel(verb[^2]) && !IsVowel(verb[^3]) && verb is not "open"
            ? verb + verb[^1]
            : verb;
}

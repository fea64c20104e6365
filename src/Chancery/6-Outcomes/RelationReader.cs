using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Outcomes;

/// <summary>Reads what a release says of the standing of two parties: anniversaries and partnerships.</summary>
internal sealed class RelationReader(Body body, Scene scene, int releaseYear)
{
    private readonly Lexicon lexicon = body.Lexicon;

    public List<RelationFact> Found { get; } = [];

    public void Read(int number, Sentence sentence)
    {
        for (var i = body.May(sentence, WordClass.Anniversary | WordClass.PartnershipStart) ? sentence.First : sentence.End; i < sentence.End; i++)
        {
            if (!body.Is(i, WordClass.Anniversary | WordClass.PartnershipStart))
                continue;
            if (body.Is(i, WordClass.Anniversary) && lexicon.Jubilees.TryGetValue(body.Span(i).ToString(), out var years))
            {
                if (Anniversary(number, sentence, i - 1, years) is { } jubilee)
                    AddOnce(jubilee);
            }
            else if (body.Is(i, WordClass.Anniversary) && OrdinalBefore(i, sentence.First) is var (place, ordinal) && ordinal > 0 && Anniversary(number, sentence, place, ordinal) is { } anniversary)
                AddOnce(anniversary);
            if (body.Is(i, WordClass.PartnershipStart))
                i = Partnership(number, sentence, i);
        }
    }

    private void AddOnce(RelationFact fact)
    {
        var known = Found.Find(f => f.IsAnniversary == fact.IsAnniversary && f.Ordinal == fact.Ordinal && string.Equals(f.Name, fact.Name, StringComparison.OrdinalIgnoreCase)
            && f.Parties.Order().SequenceEqual(fact.Parties.Order()));
        if (known is null && Found.Count < 300)
            Found.Add(fact);
    }

    /// <summary>The ordinal at most two words before "anniversary" or "year".</summary>
    private (int Place, int Ordinal) OrdinalBefore(int noun, int first)
    {
        for (var i = noun - 1; i >= Math.Max(first, noun - 3); i--)
        {
            if (Ordinal(i) is var ordinal and > 0)
                return (i, ordinal);
        }
        return (noun, 0);
    }

    /// <summary>"70th", "seventieth", "50 years" as a number; 0 if it is none.</summary>
    private int Ordinal(int at)
    {
        if ((body[at].Shape & Shape.Digit) != 0)
        {
            var span = body.Span(at);
            var digits = 0;
            while (digits < span.Length && char.IsAsciiDigit(span[digits]))
                digits++;
            if (digits is > 0 and <= 3 && span[digits..] is "st" or "nd" or "rd" or "th" || digits == span.Length && digits is > 0 and <= 3 && body.Is(at + 1, "years"))
                return int.Parse(span[..digits], System.Globalization.CultureInfo.InvariantCulture);
            return 0;
        }
        return lexicon.Ordinals.GetValueOrDefault(body.Span(at).ToString());
    }

    private RelationFact? Anniversary(int number, Sentence sentence, int at, int ordinal)
    {
        var noun = at + 1;
        while (noun < at + 3 && !body.Is(noun, WordClass.Anniversary) && (body.Sign(noun) == '-' || body.IsWord(noun) && !body.IsCapital(noun) && !body.Is(noun, WordClass.Preposition)))
            noun++;
        var isYear = body.Is(noun, "year") || body.Is(noun, "years");
        if (!body.Is(noun, WordClass.Anniversary))
            return null;
        var end = noun + 1;
        var parties = new List<int>();
        var topic = -1;
        for (var i = end; i < Math.Min(sentence.End, end + 22); i++)
        {
            if (body.Sign(i) is ';' or '.' || (body.Sign(i) == ',' || body.Is(i, "as") && body.Is(i + 1, "well")) && topic >= 0 || body.Is(i, WordClass.Relative) || body.Is(i, "and") && body.Is(i + 1, "for"))
                break;
            if (topic < 0 && (body.Is(i, Role.Standing) && !(body.Is(i, "establishment") && body.Is(i + 1, "of"))))
                topic = i;
            foreach (var part in PartyReader.InCompound(body, i))
            {
                if (!parties.Contains(part))
                    parties.Add(part);
            }
            if (body.IsCapital(i) && PartyReader.At(body, i, sentence.End, out var past) is { } named && named.Kind is not PartyWord.City && !parties.Contains(named.Party) && topic >= 0)
                parties.Add(named.Party);
            end = i + 1;
        }
        if (topic < 0 || (isYear && !(body.IsCapital(noun) || body.Is(noun + 1, "since") || body.Is(noun + 1, "of") && (body.Is(noun + 2, "diplomatic") || parties.Count > 1))))
            return null;
        for (var i = at - 1; i >= Math.Max(sentence.First, at - 14) && parties.Count < 2; i--)
        {
            if (PartyReader.InCompound(body, i) is { Count: 2 } pair)
                parties = pair;
        }
        if (parties.Count < 2)
            parties = scene.Sides.Count == 2 ? [.. scene.Sides] : [.. scene.Plurals.Everyone()];
        if (parties.Count != 2)
            return null;
        var year = Year(sentence, at);
        return new RelationFact
        {
            IsAnniversary = true,
            Entry = "commitments: anniversary",
            Parties = [.. parties],
            Ordinal = ordinal,
            Year = year,
            Of = Of(noun + 1, end),
            Words = new Said(at, end),
            Sentence = number,
        };
    }

    private string Of(int first, int end)
    {
        while (first < end && (body.Is(first, "of") || body.Is(first, WordClass.Article) || body.Is(first, "establishment") || body.Is(first, "as") || !body.IsWord(first) || body.Is(first, "their") || body.Is(first, "our")))
            first++;
        for (var i = first; i < end; i++)
        {
            if (body.Is(i, "between") || body.Is(i, "this") || body.Is(i, "next") || body.Is(i, "in") || body.Is(i, "and") && body.Is(i + 1, WordClass.PhraseStart) && (body.Form(i + 1) & VerbForm.Past) != 0 || body.Sign(i) is '"' or '”' or ',')
                end = i;
        }
        return body.Words(first, Math.Max(end, first + 1));
    }

    private int Year(Sentence sentence, int at)
    {
        for (var i = sentence.First; i < sentence.End; i++)
        {
            if (body.Is(i, "next") && body.Is(i + 1, "year"))
                return releaseYear + 1;
        }
        for (var i = Math.Max(sentence.First, at - 12); i < Math.Min(sentence.End, at + 18); i++)
        {
            if (body[i].End - body[i].Start == 4 && int.TryParse(body.Span(i), out var year) && year is > 1900 and < 2200 && body.Is(i - 1, "in") && year >= releaseYear)
                return year;
        }
        return releaseYear;
    }

    private int Partnership(int number, Sentence sentence, int at)
    {
        var rest = body.Text.AsSpan(body[at].Start, Math.Min(body.Text.Length - body[at].Start, 70));
        foreach (var name in lexicon.Partnerships)
        {
            if (!Vocabulary.Begins(rest, name) || rest.Length > name.Length && char.IsLetter(rest[name.Length]) && rest[name.Length] != 's')
                continue;
            var end = at;
            while (end < sentence.End && body[end].Start < body[at].Start + name.Length)
                end++;
            if (body.Is(end, "Agreement") || body.Is(end, "and") && body.Is(end + 1, "Cooperation"))
                return end - 1;
            if (PartiesOf(sentence, at, end) is not { Length: 2 } parties)
                return end - 1;
            AddOnce(new RelationFact
            {
                IsAnniversary = false,
                Entry = $"commitments: {name}",
                Parties = parties,
                Name = body.Words(at, end),
                Status = Status(sentence, at),
                Words = Around(sentence, at, end),
                Sentence = number,
            });
            return end - 1;
        }
        return at;
    }

    /// <summary>"ASEAN-Japan …", "… with ASEAN", "Japan's … with": else the two sides of the meeting.</summary>
    private int[]? PartiesOf(Sentence sentence, int at, int end)
    {
        var before = PartyReader.InCompound(body, at - 1);
        if (before.Count == 2)
            return [.. before];
        if ((body.Is(end, "with") || body.Is(end, "between")) && PartyReader.At(body, body.Is(end + 1, WordClass.Article) ? end + 2 : end + 1, sentence.End, out var past) is { } with)
        {
            if (body.Is(end, "between") && body.Is(past, "and") && PartyReader.At(body, body.Is(past + 1, WordClass.Article) ? past + 2 : past + 1, sentence.End, out _) is { } second)
                return [with.Party, second.Party];
            for (var i = at - 1; i >= Math.Max(sentence.First, at - 10); i--)
            {
                if (body.IsCapital(i) && PartyReader.At(body, i, at, out _) is { Kind: not PartyWord.City } owner && owner.Party != with.Party)
                    return [owner.Party, with.Party];
            }
            var own = scene.Speaker >= 0 ? scene.Cast.People[scene.Speaker].Party : scene.Cast.Home;
            return own >= 0 && own != with.Party ? [own, with.Party] : null;
        }
        return scene.Sides.Count == 2 ? [.. scene.Sides] : null;
    }

    private string Status(Sentence sentence, int at)
    {
        for (var i = Math.Max(sentence.First, at - 7); i < at; i++)
        {
            if (i == at - 1 && (body.Is(i, "the") || body.Is(i, "existing")) && !Intends(sentence, at))
                return "current";
            if (body.Is(i, "proposal") || body.Is(i, "propose") || body.Is(i, "proposed"))
                return body.Is(i + 1, "to") && body.Is(i + 2, "further") ? "current" : "proposed";
        }
        return Intends(sentence, at) ? "intended" : "current";
    }

    private bool IsIntention(ReadOnlySpan<char> word)
    {
        foreach (var intention in lexicon.IntendedPartnership)
        {
            if (word.Equals(intention, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private bool Intends(Sentence sentence, int at)
    {
        for (var i = Math.Max(sentence.First, at - 6); i < at; i++)
        {
            if ((body.Is(i, "elevate") || body.Is(i, "upgrade")) && body.Is(i + 1, "the"))
                return false;
            if (!body.Is(i, "conclude") && IsIntention(body.Span(i)))
                return true;
        }
        return false;
    }

    private Said Around(Sentence sentence, int at, int end) => new(Math.Max(sentence.First, at - 4), Math.Min(sentence.End, end + 2) is var stop && !body.IsWord(stop - 1) ? stop - 1 : Math.Min(sentence.End, end + 2));
}

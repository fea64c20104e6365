using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Chancery.Acts;
using Chancery.Engagements;
using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Names;
using Chancery.Outcomes;
using Chancery.Sources;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Records;

/// <summary>Makes the immutable record of what was read, with evidence in the source's own places.</summary>
internal sealed class RecordBuilder(SourceText source, ReleaseParts parts, Body body, Cast cast)
{
    private readonly Lexicon lexicon = body.Lexicon;
    private readonly List<Stretch> stretches = [.. parts.Body.SelectMany(p => p.Stretches)];

    public Reading Build(HouseFinder house, List<EngagementFact> engagements, List<ActFact> acts, List<CommitmentFact> commitments, List<RelationFact> relations)
    {
        var record = new ReleaseRecord(
            Head(house),
            [.. engagements.Select(Of)],
            [.. acts.Select(Of)],
            [.. commitments.Select(Of)],
            [.. relations.Select(Of)]);
        var facts = new List<Fact>[body.Sentences.Count];
        foreach (var fact in record.Acts.Cast<Fact>().Concat(record.Relations))
            (facts[fact.Sentence] ??= []).Add(fact);
        for (var a = 0; a < acts.Count; a++)
        {
            // What goes on with a list stands with each of its items.
            for (var s = acts[a].Sentence + 1; s < body.Sentences.Count && body.Sentences[s].First < acts[a].Words.End; s++)
                (facts[s] ??= []).Add(record.Acts[a]);
        }
        for (var e = 0; e < engagements.Count; e++)
            Place(facts, engagements[e].Words, record.Engagements[e]);
        for (var c = 0; c < commitments.Count; c++)
            Place(facts, commitments[c].Words, record.Commitments[c]);
        var sentences = ImmutableArray.CreateBuilder<SentenceReading>(body.Sentences.Count);
        for (var s = 0; s < body.Sentences.Count; s++)
        {
            var (first, end) = (body[body.Sentences[s].First].Start, body[body.Sentences[s].End - 1].End);
            sentences.Add(new SentenceReading(source.Clean[first..end], source.CodePoint(first), source.CodePointEnd(end), facts[s] is { } found ? [.. found] : []));
        }
        return new Reading(record, sentences.MoveToImmutable());
    }

    /// <summary>A fact that several sentences tell stands with each of them.</summary>
    private void Place(List<Fact>[] facts, List<Said> said, Fact fact)
    {
        foreach (var words in said)
        {
            var sentence = SentenceAt(words.First);
            if (sentence >= 0 && !(facts[sentence] ??= []).Contains(fact))
                facts[sentence].Insert(0, fact);
        }
    }

    /// <summary>The first stretch that ends behind a place of the clean text.</summary>
    private int StretchAt(int place)
    {
        var (low, high) = (0, stretches.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (stretches[middle].End > place)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    /// <summary>The sentence that a token stands in, or -1.</summary>
    private int SentenceAt(int token)
    {
        var (low, high) = (0, body.Sentences.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (body.Sentences[middle].First <= token)
                low = middle;
            else
                high = middle - 1;
        }
        return low <= high && token < body.Sentences[low].End && token >= body.Sentences[low].First ? low : -1;
    }

    private Release Head(HouseFinder house) => new()
    {
        Kind = parts.Kind ?? HeadlineKind(),
        IssuerName = house.Name,
        IssuerCountry = cast.Home >= 0 ? lexicon.PartyList[cast.Home].Code : null,
        Headline = parts.Headline?.Of(source.Clean).ToString().Replace('\n', ' ') ?? parts.Title,
        Number = parts.Number,
        Embargo = parts.Embargo,
        Scripts = [.. parts.Scripts],
        Place = parts.Place is { } place ? Places.Written(place.Of(source.Clean).ToString(), lexicon) : null,
        Date = parts.Date.Year > 0 ? parts.Date.ToString() : null,
        Language = parts.Body.Count == 0 && parts.OtherLanguage is { } other ? other : "en",
        Signatory = parts.SignatoryName is { } name ? new Signatory(name, parts.SignatoryOffice) : null,
        Contacts = [.. parts.Contacts.Select(c => new Contact(c.Kind, c.Value) { International = c.Kind is "phone" or "fax" ? International(c.Value) : null })],
    };

    private static readonly PhoneNumbers.PhoneNumberUtil Phones = PhoneNumbers.PhoneNumberUtil.GetInstance();

    /// <summary>"(855) 23 216 122" as +85523216122, where a number says its country; by the numbering plans that libphonenumber keeps.</summary>
    private static string? International(string written)
    {
        try
        {
            var number = Phones.Parse("+" + written.TrimStart('(', '+', ' '), null);
            return Phones.IsValidNumber(number) ? Phones.Format(number, PhoneNumbers.PhoneNumberFormat.E164) : null;
        }
        catch (PhoneNumbers.NumberParseException)
        {
            // Written for callers at home: it stays as it is written.
            return null;
        }
    }

    private string? HeadlineKind()
    {
        if (parts.Headline is not { } headline)
            return null;
        var text = headline.Of(source.Clean).ToString();
        string? found = null;
        foreach (var (words, kind) in lexicon.HeadlineKinds)
        {
            if (text.StartsWith(words, StringComparison.OrdinalIgnoreCase))
                found = kind;
        }
        return found;
    }

    private string? Code(int party) => party >= 0 ? lexicon.PartyList[party].Code : null;

    private ImmutableArray<string> Codes(IReadOnlyList<int> parties)
    {
        if (parties.Count == 0)
            return [];
        if (parties.Count == 1)
            return parties[0] >= 0 ? lexicon.PartyList[parties[0]].Alone : [];
        var codes = ImmutableArray.CreateBuilder<string>(parties.Count);
        for (var i = 0; i < parties.Count; i++)
        {
            if (parties[i] >= 0 && !codes.Contains(lexicon.PartyList[parties[i]].Code))
                codes.Add(lexicon.PartyList[parties[i]].Code);
        }
        return codes.DrainToImmutable();
    }

    private ImmutableArray<Evidence> Quote(params ReadOnlySpan<Said> said)
    {
        if (said.Length == 1 && said[0].First < said[0].End && body[said[0].First].Start is var start && body[said[0].End - 1].End is var stop && StretchAt(start) is var only && only < stretches.Count && start >= stretches[only].Start && stop <= stretches[only].End)
            return [Quoted(start, stop)];
        var spans = ImmutableArray.CreateBuilder<Evidence>(said.Length);
        foreach (var (first, end) in said)
        {
            if (first >= end)
                continue;
            var (from, to) = (body[first].Start, body[end - 1].End);
            for (var s = StretchAt(from); s < stretches.Count && stretches[s].Start < to; s++)
            {
                var stretch = stretches[s];
                var (a, b) = (Math.Max(from, stretch.Start), Math.Min(to, stretch.End));
                if (a < b)
                    spans.Add(Quoted(a, b));
            }
        }
        return spans.DrainToImmutable();
    }

    private Evidence Quoted(int from, int to) => new(source.Clean[from..to], source.CodePoint(from), source.CodePointEnd(to)) { Places = source.Places(from, to) };

    /// <summary>The words of tokens in one line, page furniture between them left out.</summary>
    private string Words(Said said)
    {
        if (said.First >= said.End)
            return "";
        var (from, to) = (body[said.First].Start, body[said.End - 1].End);
        var at = StretchAt(from);
        if (at < stretches.Count && from >= stretches[at].Start && to <= stretches[at].End)
            return source.Clean[from..to].Replace('\n', ' ');
        return string.Join(' ', Quote(said).Select(e => e.Exact)).Replace('\n', ' ');
    }

    private Engagement Of(EngagementFact fact) => new()
    {
        Kind = fact.Kind,
        Start = fact.Start.Year > 0 ? fact.Start.ToString() : null,
        End = fact.End.Year > 0 ? fact.End.ToString() : null,
        City = fact.City,
        Country = Code(fact.Country),
        Occasion = fact.Occasion,
        Participants = [.. fact.Takers.Select(Of)],
        Evidence = Quote(CollectionsMarshal.AsSpan(fact.Words)),
        Entry = fact.Entry,
        Sentence = fact.Sentence,
    };

    private Participant Of(Taker taker)
    {
        if (taker.Person < 0)
            return new Participant(null, [], Code(taker.Party));
        var person = cast.People[taker.Person];
        return new Participant(person.Name, [.. person.Offices.Select(o => o.Text)], Code(taker.Party));
    }

    private Act Of(ActFact fact) => new()
    {
        Kind = fact.Kind,
        By = Codes(fact.By),
        To = Codes(fact.To),
        Person = fact.Person >= 0 ? cast.People[fact.Person].Name : null,
        About = fact.About.First < fact.About.End ? Words(fact.About) : null,
        Evidence = Quote(fact.Words),
        Entry = fact.Entry,
        Sentence = fact.Sentence,
    };

    private Commitment Of(CommitmentFact fact) => new()
    {
        Kind = fact.Kind,
        Status = fact.Status,
        By = Codes(fact.By),
        To = Codes(fact.To),
        What = Words(fact.What),
        Due = fact.Due.Year > 0 ? fact.Due.ToString() : null,
        DueWords = fact.DueWords,
        Evidence = Quote(CollectionsMarshal.AsSpan(fact.Words)),
        Entry = fact.Entry,
        Sentence = fact.Sentence,
    };

    private Relation Of(RelationFact fact) => fact.IsAnniversary
        ? new Anniversary { Parties = Codes(fact.Parties), Ordinal = fact.Ordinal, Year = fact.Year, Of = fact.Of, Evidence = Quote(fact.Words), Entry = fact.Entry, Sentence = fact.Sentence }
        : new Partnership { Parties = Codes(fact.Parties), Name = fact.Name ?? "", Status = fact.Status ?? "current", Evidence = Quote(fact.Words), Entry = fact.Entry, Sentence = fact.Sentence };
}

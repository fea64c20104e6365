using Chancery.Layout;
using Chancery.Lexicons;
using Chancery.Mentions;
using Chancery.Names;
using Chancery.Text;
using Chancery.Verbs;

namespace Chancery.Engagements;

/// <summary>When and where an engagement took place, and on whose margins.</summary>
internal sealed class SettingReader
{
    private readonly Body body;
    private readonly DayReader days;
    private readonly OccasionReader occasions;
    private readonly PlaceReader places;

    /// <summary>A reader of the settings of one release.</summary>
    public SettingReader(Body body, Scene scene, ReleaseParts parts, Clauses clauses, PartialDate released)
    {
        this.body = body;
        days = new DayReader(body, clauses, released);
        occasions = new OccasionReader(body);
        places = new PlaceReader(body, scene, parts, clauses, days, occasions, released);
    }

    /// <inheritdoc cref="PlaceReader.Dateline"/>
    public string? Dateline => places.Dateline;

    /// <inheritdoc cref="PlaceReader.IsElsewhere"/>
    public bool IsElsewhere(string? where, int country) => places.IsElsewhere(where, country);

    /// <inheritdoc cref="DayReader.When"/>
    public DayWords? When(Sentence sentence, Trigger trigger) => days.When(sentence, trigger);

    /// <inheritdoc cref="DayReader.OnSameDay"/>
    public bool OnSameDay(Sentence sentence) => days.OnSameDay(sentence);

    /// <inheritdoc cref="DayReader.IsPast"/>
    public bool IsPast(DayWords day) => days.IsPast(day);

    /// <inheritdoc cref="PlaceReader.Of"/>
    public (string? City, int Country) Place(Sentence sentence, Trigger trigger, EngagementKind kind, List<EngagementFact> found) => places.Of(sentence, trigger, kind, found);

    /// <inheritdoc cref="OccasionReader.Of"/>
    public string? Occasion(Sentence sentence, Trigger trigger) => occasions.Of(sentence, trigger);

    /// <inheritdoc cref="OccasionReader.Attended"/>
    public string? Attended(Sentence sentence, int country) => occasions.Attended(sentence, country);

    /// <summary>"was held", "took place": whether a verb at a token tells that something came about.</summary>
    public bool TakesPlace(int at) => body.Is(at, WordClass.Be) && body.Is(at + 1, "held") || body.Is(at, "took") && body.Is(at + 1, "place");

    /// <summary>Gives an engagement its day or days, where they are told and are not those of another, older one.</summary>
    public void Date(EngagementFact fact, DayWords? when)
    {
        if (when is { } day && !days.IsPast(day))
            (fact.Start, fact.End) = (day.From, day.To == day.From ? default : day.To);
    }

    /// <summary>Gives an engagement what a further sentence tells of its day, place and margins. A dateline's city is where it was written.</summary>
    public void Add(EngagementFact fact, Sentence sentence, Trigger trigger)
    {
        if (fact.Start == default)
            Date(fact, When(sentence, trigger));
        var beside = Occasion(sentence, trigger);
        fact.Occasion ??= beside;
        if (Place(sentence, trigger, fact.Kind, [fact]) is { Country: >= 0 } place && place != (fact.City, fact.Country))
            (fact.City, fact.Country) = fact.Country < 0 || fact.City == Dateline ? place : (fact.City, fact.Country);
        else if (beside is not null && fact.City is not null && fact.City == Dateline && places.IsWrittenAtHome)
            (fact.City, fact.Country) = (null, -1);
    }
}

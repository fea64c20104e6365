namespace Chancery.Registers.Reviews;

/// <summary>A fact as the documents beside the lexicon say it ("thank KHM to JPN"), so that what an officer corrected can become a sentence that is tested. Stateless.</summary>
internal static class SpecificationLine
{
    /// <summary>"- sentence => facts", for a sentence and all that is to be read from it.</summary>
    public static string Of(string sentence, IReadOnlyCollection<Fact> facts)
    {
        var plain = string.Join(' ', sentence.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return $"- {plain} => {(facts.Count == 0 ? "nothing" : string.Join("; ", facts.Select(Written)))}";
    }

    private static string Sides(IEnumerable<string> parties) => string.Join('+', parties.Order(StringComparer.Ordinal));

    private static string Written(Fact fact) => fact switch
    {
        Act a => $"{a.Kind.Word()} {Sides(a.By)}{(a.To.IsEmpty ? "" : $" to {Sides(a.To)}")}",
        Commitment c => $"commitment {c.Kind.Word()} {Quoted(c.Status.Word())} {Sides(c.By)}{(c.To.IsEmpty ? "" : $" to {Sides(c.To)}")}{(c.Due is null ? "" : $" due {c.Due}")}",
        Engagement e => $"engagement {Quoted(e.Kind.Word())} {Sides(e.Participants.Select(p => p.Party).OfType<string>().Distinct(StringComparer.Ordinal))}{(e.Start is null ? "" : $" {e.Start}{(e.End is null ? "" : "/" + e.End)}")}",
        Anniversary a => $"anniversary {Sides(a.Parties)} {a.Ordinal} {a.Year}",
        Partnership p => $"partnership {Sides(p.Parties)} {p.Status}",
        _ => "",
    };

    private static string Quoted(string kind) => kind.Contains(' ', StringComparison.Ordinal) ? $"\"{kind}\"" : kind;
}

using System.Security.Cryptography;
using System.Text;

namespace Chancery.Command;

/// <summary>
/// Event data for the field, one line an event, its columns parted by tabs: PLOVER (Halterman et al. 2023) with the CAMEO code beside it, or
/// CAMEO (Schrodt 2012) with combined actor codes. What each column holds stands in docs/events.md.
/// </summary>
internal sealed class EventFormat : RecordFormat
{
    private readonly bool cameo;

    public EventFormat(TextWriter output, bool cameo)
        : base(output)
    {
        this.cameo = cameo;
        Output.Write(cameo ? "event_id\tdate\tsource\ttarget\tcode\troot\tcity\tcountry\twords\n" : "date\tsource\ttarget\tplover\tcameo\twords\tsource_role\ttarget_role\tcity\tcountry\tevent_id\n");
    }

    public override void Write(string name, Reading reading)
    {
        var record = reading.Record;
        foreach (var e in record.Engagements)
        {
            var parties = e.Participants.Select(p => p.Party).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            Line(record, e, e.Start ?? record.Release.Date, [.. parties.Take(1)], [.. parties.Skip(1)], null, "CONSULT", e.Kind.Cameo(), e);
        }
        foreach (var a in record.Acts)
        {
            var told = record.Engagements.LastOrDefault(e => e.Sentence <= a.Sentence);
            var (source, target) = a.By.Length > 1 && a.To.IsEmpty ? (a.By.Take(1), a.By.Skip(1)) : (a.By.AsEnumerable(), a.To.AsEnumerable());
            Line(record, told, told?.Start ?? record.Release.Date, [.. source], [.. target], a.Person, a.Kind.Plover(), a.Kind.Cameo(), a);
        }
    }

    private void Line(ReleaseRecord record, Engagement? told, string? date, List<string> source, List<string> target, string? person, string type, string code, Fact fact)
    {
        var words = string.Join(" … ", fact.Evidence.Select(e => e.Exact)).ReplaceLineEndings(" ").Replace('\t', ' ');
        var roles = (Source: Roles(record, source, person), Target: Roles(record, target, null));
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{record.Id}\n{code}\n{string.Join(';', source)}\n{string.Join(';', target)}\n{(fact.Evidence.IsEmpty ? 0 : fact.Evidence[0].Start)}\n{words}")))[..16];
        Output.Write(string.Join('\t', cameo
            ? [id, date ?? "", Actors(source, roles.Source), Actors(target, roles.Target), code, code[..Math.Min(2, code.Length)], told?.City ?? "", told?.Country ?? "", words]
            : (string[])[date ?? "", string.Join(';', source), string.Join(';', target), type, code, words, string.Join(';', roles.Source), string.Join(';', roles.Target), told?.City ?? "", told?.Country ?? "", id]) + "\n");
    }

    /// <summary>CAMEO's codes of organisations (codebook, chapter 4); others are IGO with their short name.</summary>
    private static readonly Dictionary<string, string> Organisations = new(StringComparer.Ordinal)
    {
        ["UN"] = "IGOUNO",
        ["EU"] = "IGOEUREEC",
        ["NATO"] = "IGOWSTNAT",
        ["ASEAN"] = "IGOSEAASN",
        ["AU"] = "IGOAFRAFU",
        ["LAS"] = "IGOMEAARL",
        ["OSCE"] = "IGOOSC",
        ["OIC"] = "IGOMOSOIC",
        ["OPEC"] = "IGOOPC",
        ["IMF"] = "IGOIMF",
        ["WTO"] = "IGOWTO",
    };

    private static string Actors(List<string> parties, List<string> roles) =>
        string.Join(';', parties.Select((p, i) => IsState(p) ? p + roles[i] : Organisations.GetValueOrDefault(p, "IGO" + p.ToUpperInvariant())));

    private static bool IsState(string party) => party.Length == 3 && Chancery.Lexicons.Lexicon.IsState(party);

    /// <summary>GOV, MIL, LEG or IGO for each party, by the offices of those who act for it; empty where that is not told.</summary>
    private static List<string> Roles(ReleaseRecord record, List<string> parties, string? person)
    {
        var people = record.Engagements.SelectMany(e => e.Participants).ToList();
        return [.. parties.Select(p => !IsState(p) ? "IGO" : Role(person is not null ? people.Where(x => x.Person == person) : people.Where(x => x.Party == p).Take(1)))];
    }

    private static string Role(IEnumerable<Participant> who)
    {
        var offices = string.Join(' ', who.SelectMany(w => w.Offices));
        return offices.Length == 0 ? "" : Says(offices, "Chief of Staff", "Army", "Navy", "Air Force", "Commander", "Armed Forces", "Military") ? "MIL" : Says(offices, "Speaker", "Parliament", "Senator", "Congress", "Assembly") ? "LEG" : "GOV";
    }

    private static bool Says(string offices, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (offices.Contains(word, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}

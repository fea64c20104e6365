using System.Collections.Immutable;
using Chancery.Lexicons;
using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Chancery.Issuing.Notes;

/// <summary>Notes of a meeting as a file or a form has them, and the record that they make. Stateless.</summary>
internal static class MeetingNotes
{
    /// <summary>The record that notes make; or why they make none, with the line.</summary>
    public static (ReleaseRecord? Record, string? Fault) Read(string text, Lexicon lexicon)
    {
        NotesSheet sheet;
        try
        {
            sheet = new DeserializerBuilder().WithNamingConvention(CamelCaseNamingConvention.Instance).Build().Deserialize<NotesSheet?>(text) ?? new NotesSheet();
        }
        catch (YamlException fault)
        {
            return (null, $"line {fault.Start.Line}: {(fault.InnerException ?? fault).Message.Split('\n')[0]}");
        }
        return Of(sheet, lexicon);
    }

    /// <summary>The record that notes make; or what is wrong with them.</summary>
    public static (ReleaseRecord? Record, string? Fault) Of(NotesSheet sheet, Lexicon lexicon)
    {
        var faults = new List<string>();
        var people = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        ImmutableArray<Participant> Present(NotedEngagement meeting) => [.. meeting.People.Select(line =>
        {
            var parts = line.Split('|', StringSplitOptions.TrimEntries);
            var party = parts.Length > 2 && parts[2].Length > 0 ? Code(parts[2]) : null;
            if (parts[0].Length > 0)
                people[parts[0]] = party;
            return new Participant(parts[0].Length > 0 ? parts[0] : null, parts.Length > 1 ? [.. parts[1].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [], party);
        })];
        string? Code(string said)
        {
            if (lexicon.CodeOf(said) is { } code)
                return code;
            faults.Add($"{said}: is no party that the lexicon knows (JPN, KHM, ASEAN …), and nobody of the people");
            return null;
        }
        var engagements = sheet.Engagements.ConvertAll(m => new Engagement
        {
            Kind = Kinds.TryEngagement(m.Kind ?? "bilateral meeting", out var kind) ? kind : Wrong<EngagementKind>($"{m.Kind}: is no kind of engagement"),
            Start = m.Start ?? sheet.Date,
            End = m.End,
            City = m.City,
            Country = m.Country is null ? null : Code(m.Country),
            Occasion = m.Occasion,
            Participants = Present(m),
        });
        T Wrong<T>(string reason)
            where T : struct
        {
            faults.Add(reason);
            return default;
        }
        (ImmutableArray<string> Parties, string? Person) Who(string? said)
        {
            if (said is null or "both" or "all")
                return ([.. engagements.SelectMany(e => e.Participants).Select(p => p.Party).OfType<string>().Distinct(StringComparer.Ordinal)], null);
            if (people.TryGetValue(said, out var party))
                return (party is null ? [] : [party], said);
            return ([.. said.Split((char[])[',', '+'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Code).OfType<string>()], null);
        }
        ImmutableArray<string> To(string? said) => said is null ? [] : Who(said).Parties;
        string? With(NotedLine line) => line.By is { } by && line.About?.Contains(by, StringComparison.OrdinalIgnoreCase) != true ? $"{line.About} by {by}" : line.About;
        var acts = sheet.Said.ConvertAll(l =>
        {
            var (by, person) = Who(l.Who);
            return new Act { Kind = Kinds.TryAct(l.Kind ?? "", out var kind) ? kind : Wrong<ActKind>($"{l.Kind}: is no kind of act"), By = by, To = To(l.To), Person = person, About = With(l) };
        });
        var promised = sheet.Promised.ConvertAll(l => new Commitment
        {
            Kind = Kinds.TryCommitment(l.Kind ?? "", out var kind) ? kind : Wrong<CommitmentKind>($"{l.Kind}: is no kind of commitment"),
            Status = Kinds.TryStatus(l.Status ?? "agreed", out var status) ? status : Wrong<CommitmentStatus>($"{l.Status}: is no status"),
            By = Who(l.Who).Parties,
            To = To(l.To),
            What = l.About ?? "",
            Due = l.By is { Length: 10 } day && DateOnly.TryParse(day, out _) ? day : null,
            DueWords = l.By is { Length: 10 } iso && DateOnly.TryParse(iso, out _) ? null : l.By is null ? null : $"by {l.By}",
        });
        var relations = sheet.Relations.ConvertAll(l => l.Kind == "anniversary"
            ? (Relation)new Anniversary { Parties = Who(l.Who).Parties, Ordinal = l.Ordinal, Year = l.Year, Of = l.About }
            : new Partnership { Parties = Who(l.Who).Parties, Name = l.About ?? "", Status = l.Status ?? "current" });
        var signed = sheet.Signed?.Split('|', StringSplitOptions.TrimEntries);
        var release = new Release
        {
            Kind = sheet.Kind ?? "press release",
            IssuerCountry = sheet.House is null ? null : Code(sheet.House),
            IssuerName = sheet.Issuer,
            Number = sheet.Number,
            Headline = sheet.Headline,
            Place = sheet.Place,
            Date = sheet.Date,
            Signatory = signed is null ? null : new Signatory(signed[0], signed.Length > 1 ? signed[1] : null),
            Contacts = [.. sheet.Contacts.Select(c => new Contact(c.Key, c.Value))],
        };
        return faults.Count > 0 ? (null, string.Join("; ", faults.Distinct(StringComparer.Ordinal))) : (new ReleaseRecord(release, [.. engagements], [.. acts], [.. promised], [.. relations]), null);
    }
}

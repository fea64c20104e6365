using Chancery.Registers.People;
using Chancery.Registers.Store;

namespace Chancery.Issuing.Notes;

/// <summary>Completes notes by the register. Stateless.</summary>
internal static class OfficesOfTheDay
{
    /// <summary>Who is named without an office gets, by the register, the offices held on the day of the engagement.</summary>
    /// <returns>The notes, and who is not known, a name each.</returns>
    public static async Task<(ReleaseRecord Record, List<string> Unknown)> FillAsync(RegisterContext context, ReleaseRecord record, CancellationToken stop)
    {
        var (engagements, unknown) = (new List<Engagement>(), new List<string>());
        foreach (var engagement in record.Engagements)
        {
            var day = DateOnly.TryParse(engagement.Start ?? record.Release.Date, out var on) ? on : DateOnly.FromDateTime(DateTime.Today);
            var people = new List<Participant>();
            foreach (var one in engagement.Participants)
            {
                var known = one.Person is not null && one.Offices.IsEmpty ? await OfficesHeld.OnAsync(context, one, day, stop).ConfigureAwait(false) : null;
                if (known is null && one.Person is { } nobody && one.Offices.IsEmpty)
                    unknown.Add(nobody);
                // The name stays as the notes have it, for what was said is tied to it.
                people.Add(known is null ? one : known with { Person = one.Person });
            }
            engagements.Add(engagement with { Participants = [.. people] });
        }
        return (record with { Engagements = [.. engagements], Acts = [.. record.Acts.Select(a => a.Person is { } said && a.By.IsEmpty && engagements.SelectMany(e => e.Participants).FirstOrDefault(p => p.Person == said)?.Party is { } party ? a with { By = [party] } : a)] }, unknown);
    }
}

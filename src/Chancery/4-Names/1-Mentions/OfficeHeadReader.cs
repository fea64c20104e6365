using Chancery.Lexicons;
using Chancery.Text;

namespace Chancery.Mentions;

/// <summary>Reads the head of an office, "Deputy Secretary of State", without what it is for and whose it is.</summary>
internal sealed class OfficeHeadReader(Body body)
{
    private readonly Lexicon lexicon = body.Lexicon;

    /// <summary>The end of a whole office of several words that begins at a token; the token itself if there is none.</summary>
    public int WholeAt(int at, int limit) => body.Is(at, WordClass.OfficeStart) && Longest(at, limit, out var end) is { Whole: true } ? end : at;

    /// <summary>Whether an office stands at a token: "Yang Di-Pertuan", but not the Yang of a name.</summary>
    public bool BeginsHead(int at, int limit) => Longest(at, limit, out _) is not null;

    /// <summary>How many words may stand before the head of an office and in it.</summary>
    private const int MostBefore = 12;

    /// <summary>"member of the Political Bureau of the CPC Central Committee": a title of more words than these is one however it begins.</summary>
    private const int LeastWhole = 4;

    /// <summary>The head of an office that begins at a token; behind a name and a comma it may begin in lower case. Where the head itself starts and ends.</summary>
    public OfficeHead? At(int at, int limit, out int start, out int after, bool apposed = false)
    {
        (start, after) = (at, at);
        var i = at;
        OfficeHead? best = null;
        while (i < limit && i - at < MostBefore)
        {
            if (body.Is(i, WordClass.OfficeStart) && Longest(i, limit, out var end) is { } head)
            {
                // "Deputy" in "Deputy Secretary" and "Trade" in "Trade Representative" belong to what follows.
                (best, after) = (head, end);
                if (head.Whole || !Continues(end, limit))
                    break;
            }
            else if (best is not null)
                break;
            // "Ministry of Foreign Affairs Director-General"
            else if (body.Is(i, WordClass.OfficeBefore) && body.IsCapital(i) && body.Is(i + 1, "of") && body.Is(i, "Ministry") && body.IsCapital(i + 2) && body.Is(i + 2, WordClass.Portfolio) && LeadsToHead(i + 2, limit) is var past && past > i)
            {
                i = past;
                continue;
            }
            else if (body.Is(i, WordClass.OfficeBefore | WordClass.Portfolio) && IsBefore(i))
            {
                i++;
                continue;
            }
            else if (i > at && (body.Is(i, "and") || body.Sign(i) is '&' || body.Sign(i) == ',' && body.Is(i - 1, WordClass.Portfolio) && Lists(i, limit)) && body.IsCapital(i - 1) && body.IsCapital(i + 1) && body.Is(i + 1, WordClass.OfficeBefore | WordClass.Portfolio) && (body.Is(i + 1, WordClass.Portfolio) || !body.Is(i - 1, WordClass.Portfolio)) && EndsInHead(i + 1, limit))
            {
                i++;
                continue;
            }
            else
                break;
            i = after;
        }
        if (best is null)
            return null;
        // A lower-case word is an office only behind an article or the like: "the minister", not "minister to the needs".
        if (!apposed && !body.IsCapital(at) && !IsAnnounced(at) && !LeadsToName(at, after, limit) && !(best is { Whole: true } && after - at > LeastWhole && body.IsCapital(after - 1)))
            return null;
        return best;
    }

    /// <summary>Where the office begins behind the words of a portfolio; -1 if none does.</summary>
    private int LeadsToHead(int at, int limit)
    {
        for (var i = at; i < Math.Min(limit, at + 6) && body.IsCapital(i); i++)
        {
            if (body.Is(i, WordClass.OfficeStart) && !body.Is(i, WordClass.Portfolio) && Longest(i, limit, out _) is not null)
                return i;
        }
        return -1;
    }

    /// <summary>"Trade, Industry and Tourism Minister": a comma that is one of a list, closed by "and".</summary>
    private bool Lists(int comma, int limit)
    {
        for (var i = comma + 1; i < Math.Min(limit, comma + 6) && (body.IsCapital(i) || body.Sign(i) == ','); i++)
        {
            if (body.Is(i + 1, "and") || body.Sign(i + 1) == '&')
                return true;
        }
        return false;
    }

    /// <summary>Whether another head follows at once: "Minister Counsellor", "Deputy Minister".</summary>
    private bool Continues(int at, int limit) =>
        at < limit && body.IsCapital(at) && body.Is(at, WordClass.OfficeStart) && body.Is(at, WordClass.OfficeBefore) && Longest(at, limit, out _) is not null;

    private bool EndsInHead(int at, int limit)
    {
        for (var i = at; i < Math.Min(limit, at + 5) && body.IsCapital(i); i++)
        {
            if (body.Is(i, WordClass.OfficeStart) && Longest(i, limit, out _) is not null)
                return true;
            if (!body.Is(i, WordClass.OfficeBefore | WordClass.Portfolio))
                return false;
        }
        return false;
    }

    private bool IsBefore(int at) => body.IsCapital(at) || body.Is(at, Role.BeforeOffice);

    /// <summary>"called on foreign adviser Hossain": behind the office stands its holder.</summary>
    private bool LeadsToName(int at, int after, int limit) => after < limit && after - at > 1 && body.IsCapital(after) && body.Is(at - 1, WordClass.Preposition) && !body.Is(after, WordClass.OfficeStart | WordClass.PartyStart | WordClass.EventNoun | WordClass.BodyNoun | WordClass.Portfolio | WordClass.Weekday | WordClass.Month);

    private bool IsAnnounced(int at)
    {
        var before = at - 1;
        while (body.Is(before, Role.NewInOffice) && !body.IsCapital(before))
            before--;
        return body.Is(before, WordClass.Determiner | WordClass.Possessive | WordClass.Number) || body.IsGenitive(before)
            || body.Is(before, "by") && body.Is(before - 1, Role.Led)
            || (body.IsCapital(before) && body.Is(before, WordClass.PartyStart)) || (body.IsCapital(before) && PartyReader.EndsAdjective(body, before));
    }

    /// <summary>"Sultan bin Ahmed", "Ahmed bin Sultan", "Ahmed Bin Sultan": beside a particle a word of office is a name; so is "with Amir Levi", which no article and no state opens.</summary>
    public bool IsGivenName(int at) =>
        body.Is(at + 1, Role.Patronymic) && !body.IsCapital(at + 1) || at > 0 && body.Is(at - 1, Role.Patronymic) && (!body.IsCapital(at - 1) || body.IsCapital(at - 2))
        || body.Is(at, Role.GivenName) && body.Is(at - 1, WordClass.Preposition) && body.IsCapital(at + 1) && !body.Is(at + 1, WordClass.HonorificStart) && !body.Is(at + 2, Role.Patronymic);

    private OfficeHead? Longest(int at, int limit, out int end)
    {
        OfficeHead? best = null;
        end = at;
        var node = 0;
        for (var i = at; i < limit; i++)
        {
            node = lexicon.Offices.Step(node, body[i].Word);
            if (node < 0)
                break;
            if (lexicon.Offices.Ends(node, out var head))
                (best, end) = (head, i + 1);
        }
        // "King", "Pope" or "Dean" may be a name; short forms are written in capitals only.
        if (best is not null && end - at == 1 && IsGivenName(at))
            return null;
        return best is { } b && b.Text.Length <= 3 && b.Text is not "MP" && (body[at].Shape & Shape.AllCaps) == 0 ? null : best;
    }
}

using System.Globalization;
using System.Text;
using Chancery.Lexicons;

namespace Chancery.Benchmarks;

/// <summary>Releases made for measuring: no two alike, over 25 years, between some 190 states, with people who keep their offices for some years, topics of which a few are common and most are rare, and promises of which some are kept.</summary>
internal static class MadeReleases
{
    private static readonly (string Code, string Name)[] States = [.. Lexicon.Standard.PartyList.Where(p => p.IsState && p.Name.All(c => char.IsLetter(c) || c == ' ') && !p.Name.Contains(' ', StringComparison.Ordinal)).Select(p => (p.Code, p.Name)).OrderBy(p => p.Code, StringComparer.Ordinal).Take(150)];

    private static readonly string[] Syllables = ["ka", "ro", "mi", "ta", "ven", "dor", "lin", "sha", "be", "nu", "gor", "hal", "pe", "ri", "zan", "wo", "fel", "ar", "ti", "mo", "kel", "sa", "du", "ne"];

    private static readonly string[] Topics = ["trade", "energy", "education", "fisheries", "tourism", "agriculture", "water", "health", "transport", "migration", "security", "culture", "science", "investment", "climate", "shipping", "railways", "vaccines", "mining", "forestry"];

    /// <summary>The text of one of several releases; the same for the same number. They come in the order of their days, as archives do, but for a month more or less.</summary>
    public static string Text(int number, int count)
    {
        var random = new Random(number);
        var (a, b) = Pair(random);
        var day = new DateOnly(2000, 1, 1).AddDays((int)(9400L * number / count) + random.Next(30));
        var (one, other) = (Minister(a.Code, day), Minister(b.Code, day));
        var date = day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Ministry of Foreign Affairs of {a.Name}\n\nForeign Ministers of {a.Name} and {b.Name} discuss {Topic(random)} and {Rare(random)}\n\n{date}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Minister of Foreign Affairs of {a.Name} {one} met with Minister of Foreign Affairs of {b.Name} {other} on {date}.");
        text.Append(CultureInfo.InvariantCulture, $" The two Ministers discussed cooperation in {Topic(random)}, {Topic(random)} and {Topic(random)}, among them the project {Rare(random)}.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Minister {Last(one)} thanked {b.Name} for its support to {Rare(random)} in the field of {Topic(random)}. Minister {Last(other)} welcomed the progress made in {Topic(random)} and stressed the importance of {Rare(random)} for {Topic(random)} in both countries.\n\n");
        if (random.Next(3) == 0)
            text.Append(CultureInfo.InvariantCulture, $"Minister {Last(other)} accepted the invitation to visit {a.Name} in {day.Year + 1}. ");
        if (random.Next(3) == 0)
            text.Append(CultureInfo.InvariantCulture, $"The two sides agreed to hold the next session of the joint commission on {Topic(random)} in {(random.Next(2) == 0 ? a : b).Name} in {day.Year + 1}. ");
        if (random.Next(6) == 0)
            text.Append(CultureInfo.InvariantCulture, $"Minister {Last(one)} announced that {a.Name} would provide {random.Next(2, 90)} million dollars for {Topic(random)} at {Rare(random)}. ");
        text.Append('\n');
        while (text.Length < 1900)
            text.Append(CultureInfo.InvariantCulture, $"\nMinister {(random.Next(2) == 0 ? Last(one) : Last(other))} {(random.Next(3) switch { 0 => "noted", 1 => "underlined", _ => "recalled" })} that {Topic(random)} and {Topic(random)} at {Rare(random)} and {Rare(random)} remain of importance to the people of the region and to the {Rare(random)} programme of {day.Year}.");
        return text.Append('\n').ToString();
    }

    /// <summary>Two states; neighbours in the list meet more often than others.</summary>
    private static ((string Code, string Name) A, (string Code, string Name) B) Pair(Random random)
    {
        var a = (int)(States.Length * Math.Pow(random.NextDouble(), 2));
        var b = (a + 1 + (int)((States.Length - 1) * Math.Pow(random.NextDouble(), 3))) % States.Length;
        return (States[a], States[b == a ? (a + 1) % States.Length : b]);
    }

    /// <summary>Who is minister of a state on a day: another one every four years.</summary>
    private static string Minister(string state, DateOnly day)
    {
        var term = (day.Year + (state[0] % 4)) / 4;
        var random = new Random(HashCode(state) ^ (term * 7919));
        return Name(random) + " " + Name(random);
    }

    private static int HashCode(string text) => text.Aggregate(17, (h, c) => unchecked((h * 31) + c));

    private static string Name(Random random)
    {
        var name = string.Concat(Enumerable.Range(0, random.Next(2, 4)).Select(_ => Syllables[random.Next(Syllables.Length)]));
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    private static string Last(string name) => name[(name.LastIndexOf(' ') + 1)..];

    /// <summary>The first are common, the last rare.</summary>
    private static string Topic(Random random) => Topics[(int)(Topics.Length * Math.Pow(random.NextDouble(), 2))];

    /// <summary>One of some hundred thousand words, most of them seldom met.</summary>
    private static string Rare(Random random)
    {
        var word = (int)(200_000 * Math.Pow(random.NextDouble(), 3));
        var text = new StringBuilder();
        for (var rest = word; rest > 0 || text.Length == 0; rest /= Syllables.Length)
            text.Append(Syllables[rest % Syllables.Length]);
        return text.Append('x').ToString();
    }
}

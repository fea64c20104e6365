using Chancery.Comparisons;
using Xunit;

namespace Chancery.Tests;

/// <summary>Two accounts of one meeting.</summary>
public sealed class ComparisonTests
{
    private static readonly Reader Reader = new();

    private static ReleaseRecord Account(string text) => Reader.Read("Report of the Day\n\n7 June 2024\n\n" + text).Record;

    private const string Met = "Foreign Minister of Chile Tomás Errázuriz met with Foreign Minister of Peru Lucía Quispe in Lima on 6 June 2024. ";

    private static Comparison? Compare(string first, string second) => Comparison.Of(Account(Met + first), Account(Met + second));

    [Xunit.Fact]
    public void What_both_say_of_one_topic_is_said_by_both()
    {
        var both = Compare("Minister Errázuriz thanked Peru for the rescue of the fishermen.", "The Chilean Foreign Minister thanked Peru for rescuing the fishermen.")!;
        Assert.Contains(both.Both, t => t.What == "act" && t.First.StartsWith("thank", StringComparison.Ordinal));
        Assert.Empty(both.OnlyFirst);
        Assert.Empty(both.OnlySecond);
    }

    [Xunit.Fact]
    public void Support_against_discussion_of_one_topic_is_said_differently()
    {
        var both = Compare("Minister Quispe supported the lithium railway project.", "The two Ministers discussed the lithium railway project.")!;
        var told = Assert.Single(both.Differently, t => t.What == "act");
        Assert.StartsWith("support", told.First, StringComparison.Ordinal);
        Assert.StartsWith("discuss", told.Second, StringComparison.Ordinal);
    }

    [Xunit.Fact]
    public void Concern_against_nothing_is_said_by_one_only()
    {
        var both = Compare("Minister Errázuriz expressed concern about the border incident.", "")!;
        Assert.Single(both.OnlyFirst);
        Assert.Empty(both.OnlySecond);
    }

    [Xunit.Fact]
    public void Other_days_and_offices_are_said_differently()
    {
        var other = Account("Deputy Foreign Minister of Chile Tomás Errázuriz met with Foreign Minister of Peru Lucía Quispe in Lima on 5 June 2024.");
        var both = Comparison.Of(Account(Met), other)!;
        Assert.Contains(both.Differently, t => t is { What: "date", First: "2024-06-06", Second: "2024-06-05" });
        Assert.Contains(both.Differently, t => t.What.StartsWith("office of Tomás", StringComparison.Ordinal));
    }

    [Xunit.Fact]
    public void Accounts_of_other_meetings_share_none() =>
        Assert.Null(Comparison.Of(Account(Met), Account("Foreign Minister of Ghana Kofi Mensah met with Foreign Minister of Togo Afi Lawson in Lomé on 6 June 2024.")));
}

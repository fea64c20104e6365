using System.Runtime.CompilerServices;
using Chancery.Issuing.Clearances;
using Chancery.Issuing.Desks;
using Chancery.Issuing.Documents;
using Chancery.Issuing.Issue;
using Xunit;

namespace Chancery.Tests;

/// <summary>How a release comes from draft to issue: who may take which step.</summary>
public sealed class ClearanceTests
{
    private static readonly DateTime Now = new(2026, 11, 26, 12, 0, 0, DateTimeKind.Utc);

    private static string Judge(string stage, string step, string who, string duties, string authors, string reason = "", DateTime? due = null)
    {
        var (taken, refused) = Clearance.Judge(ClearanceWords.StageOf(stage), step, new Asked(who, ClearanceWords.DutiesOf(duties.Split('|')), reason, due), authors.Split('|'), Now);
        return taken?.To.Word() ?? refused!;
    }

    [Theory]
    [InlineData("draft", "submit", "Ada", "drafter", "submitted")]
    [InlineData("draft", "submit", "Ada", "desk|legal|spokesperson", "“submit” is for the duty drafter")]
    [InlineData("draft", "clear", "Ada", "drafter|desk", "what is draft cannot be asked to “clear”")]
    [InlineData("draft", "issue", "Ada", "drafter|desk|legal|spokesperson", "what is draft cannot be asked to “issue”")]
    [InlineData("submitted", "clear", "Ben", "desk", "cleared")]
    [InlineData("submitted", "clear", "Ada", "drafter|desk", "nobody clears a text that he wrote himself")]
    [InlineData("submitted", "clear", "ADA", "drafter|desk", "nobody clears a text that he wrote himself")]
    [InlineData("submitted", "clear", "Ben", "drafter|legal|spokesperson", "“clear” is for the duty desk")]
    [InlineData("submitted", "hand to legal", "Ben", "desk", "at legal")]
    [InlineData("submitted", "send back", "Ben", "desk", "“send back” needs a reason")]
    [InlineData("submitted", "take back", "Ada", "drafter", "draft")]
    [InlineData("at legal", "clear", "Ben", "desk", "“clear” is for the duty legal")]
    [InlineData("at legal", "clear", "Lea", "legal", "cleared")]
    [InlineData("cleared", "issue", "Sam", "spokesperson", "issued")]
    [InlineData("cleared", "issue", "Ben", "desk", "“issue” is for the duty spokesperson")]
    [InlineData("cleared", "schedule", "Sam", "spokesperson", "“schedule” needs a time to come")]
    [InlineData("scheduled", "the time comes", "Sam", "drafter|desk|legal|spokesperson", "“the time comes” follows of itself")]
    [InlineData("issued", "issue", "Sam", "spokesperson", "what is issued cannot be asked to “issue”")]
    [InlineData("issued", "submit", "Ada", "drafter", "what is issued cannot be asked to “submit”")]
    [InlineData("withdrawn", "issue", "Sam", "spokesperson", "what is withdrawn cannot be asked to “issue”")]
    [InlineData("corrected", "withdraw", "Sam", "spokesperson", "what is corrected cannot be asked to “withdraw”")]
    public void A_step_is_taken_or_refused(string stage, string step, string who, string duties, string outcome) => Assert.Equal(outcome, Judge(stage, step, who, duties, "Ada"));

    [Xunit.Fact]
    public void A_time_must_be_to_come_and_a_reason_said()
    {
        Assert.Equal("scheduled", Judge("cleared", "schedule", "Sam", "spokesperson", "Ada", due: Now.AddMinutes(1)));
        Assert.Equal("“embargo” needs a time to come", Judge("cleared", "embargo", "Sam", "spokesperson", "Ada", due: Now));
        Assert.Equal("withdrawn", Judge("issued", "withdraw", "Sam", "spokesperson", "Ada", reason: "sent in error"));
        Assert.Equal("“withdraw” needs a reason", Judge("issued", "withdraw", "Sam", "spokesperson", "Ada", reason: " "));
    }

    [Xunit.Fact]
    public void Every_stage_is_reached_from_a_draft_and_every_text_can_be_stopped_before_it_is_issued()
    {
        var reached = new HashSet<Stage> { Stage.Draft };
        while (Clearance.Steps.Any(s => reached.Contains(s.From) && reached.Add(s.To)))
        {
        }
        Assert.Equal(Enum.GetValues<Stage>().ToHashSet(), reached);
        // Nothing is issued that was not cleared.
        Assert.All(Clearance.Steps.Where(s => s.To == Stage.Issued), s => Assert.Contains(s.From, new[] { Stage.Cleared, Stage.Scheduled, Stage.Embargoed }));
        Assert.All(Clearance.Steps.Where(s => s.To == Stage.Cleared && s.Name == Clearance.Clear), s => Assert.True(s.FourEyes));
        foreach (var stage in Enum.GetValues<Stage>().Where(s => !Clearance.IsPublic(s) && s != Stage.Draft))
        {
            var back = new HashSet<Stage> { stage };
            while (Clearance.Steps.Any(s => s.By is not null && s.To != Stage.Issued && back.Contains(s.From) && back.Add(s.To)))
            {
            }
            Assert.Contains(Stage.Draft, back);
        }
    }

    private static string Drawing([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../docs/clearance.md"));

    /// <summary>The drawing in the documentation is that of the code; with CHANCERY_DRAWINGS set it is drawn anew.</summary>
    [Xunit.Fact]
    public void The_documentation_shows_the_steps_as_they_are()
    {
        const string Begin = "<!-- made from the code -->\n";
        const string End = "<!-- end -->\n";
        if (!File.Exists(Drawing()))
            Assert.Skip("the documentation is not here");
        var text = File.ReadAllText(Drawing()).ReplaceLineEndings("\n");
        var (from, to) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("CHANCERY_DRAWINGS") is { Length: > 0 })
            File.WriteAllText(Drawing(), text[..from] + ClearanceDrawing.Markdown() + text[to..]);
        else
            Assert.Equal(ClearanceDrawing.Markdown(), text[from..to]);
    }

    private static readonly Sheet Common = new() { House = "KHM", Headline = "Ministers Meet", Body = "The first paragraph.\n\nThe second paragraph.\n\nThe third paragraph.", Place = "Phnom Penh" };

    [Xunit.Fact]
    public void Two_who_change_different_things_are_joined_and_two_who_change_the_same_are_not()
    {
        var first = Common with { Body = Common.Body.Replace("first", "opening", StringComparison.Ordinal), Signatory = "Sok Dara" };
        var second = Common with { Body = Common.Body.Replace("third", "last", StringComparison.Ordinal), Headline = "Foreign Ministers Meet" };
        var both = Versions.Merge(Common, first, second);
        Assert.Equal("The opening paragraph.\n\nThe second paragraph.\n\nThe last paragraph.", both!.Body);
        Assert.Equal(("Foreign Ministers Meet", "Sok Dara"), (both.Headline, both.Signatory));
        Assert.Null(Versions.Merge(Common, Common with { Headline = "A" }, Common with { Headline = "B" }));
        Assert.Null(Versions.Merge(Common, Common with { Body = Common.Body.Replace("second", "middle", StringComparison.Ordinal) }, Common with { Body = Common.Body.Replace("second", "next", StringComparison.Ordinal) }));
        Assert.Equal(Common with { Headline = "A" }, Versions.Merge(Common, Common with { Headline = "A" }, Common));
    }

    [Xunit.Fact]
    public void A_difference_shows_the_words_that_changed()
    {
        var changes = Versions.Between(Common, Common with { Body = Common.Body.Replace("second", "next", StringComparison.Ordinal) });
        Assert.Equal([("out", "second"), ("in", "next")], changes.Where(c => c.Kind != "same").Select(c => (c.Kind, c.Text)));
        Assert.Equal(Common.Plain, string.Concat(changes.Where(c => c.Kind != "in").Select(c => c.Text)));
    }

    [Xunit.Fact]
    public void The_steady_clock_is_never_ahead_of_the_true_time_whatever_becomes_of_the_clock()
    {
        var time = new JumpingTime(Now);
        var clock = new SteadyClock(time);
        Assert.Equal(Now, clock.Now().Believed);
        time.Pass(TimeSpan.FromMinutes(10));
        Assert.Equal(Now.AddMinutes(10), clock.Now().Believed);
        // Set ahead: what has gone by counts.
        time.Set(TimeSpan.FromHours(5));
        Assert.Equal((Now.AddMinutes(10), TimeSpan.FromHours(5)), clock.Now());
        time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(Now.AddMinutes(11), clock.Now().Believed);
        // Set back again: nothing was lost.
        time.Set(TimeSpan.FromHours(-5));
        Assert.Equal((Now.AddMinutes(11), TimeSpan.Zero), clock.Now());
        // Set back: what the clock says counts.
        time.Set(TimeSpan.FromHours(-2));
        Assert.Equal(Now.AddMinutes(11).AddHours(-2), clock.Now().Believed);
        clock.Trust();
        Assert.Equal(TimeSpan.Zero, clock.Now().Jump);
    }
}

/// <summary>A clock that can be set, beside a counter that cannot.</summary>
internal sealed class JumpingTime(DateTime now) : TimeProvider
{
    private TimeSpan passed;
    private TimeSpan set;

    public void Pass(TimeSpan time) => passed += time;

    public void Set(TimeSpan by) => set += by;

    public override DateTimeOffset GetUtcNow() => new(now + passed + set, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => passed.Ticks + 1;
}

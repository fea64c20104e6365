using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Chancery.Tests;

/// <summary>What holds for any text at all.</summary>
public sealed class PropertyTests
{
    private static readonly Reader Reader = new();

    /// <summary>Pieces that releases are made of, and pieces that they are not.</summary>
    private static readonly string[] Pieces =
    [
        "Minister Wambui", "thanked", "Japan", "and", ",", ".", " ", "\n", "\n\n", "**", "#", "<sup>th</sup>", "[", "](", "&amp;", "\"", "“", "”", "(", ")", "that", "said", "the two sides",
        "4 August 2022", "U.S.", "H.E.", "Mr.", "😀", "é", "e\u0301", "\u200b", "\ufeff", "\ud800", "ឃ្លា", "نص", "1.", "- ", "will", "would", "agreed to", "hold talks", "of", "'s", "’s", "in",
        "Phnom Penh", "ASEAN-Japan", "50th Year", "Strategic Partnership", "by the end of", "2025", "Address:", "Tel: +1 2", "MINISTRY OF FOREIGN AFFAIRS", "PRESS RELEASE", "invited", "to visit",
        "Foreign Minister", "Secretary-General", "who", "which", "if", "not", "met with", "was", "were", "discussed", "his counterpart", "she", "they", "–", ";", ":", "\t", "\r\n", "\0", "_", "\\",
    ];

    private static Arbitrary<string> Texts() =>
        Gen.Elements(Pieces).SelectMany(_ => Gen.ListOf(Gen.Elements(Pieces)), (a, rest) => a + string.Concat(rest.Select((p, i) => i % 3 == 0 ? " " + p : p))).ToArbitrary();

    /// <summary>The same texts at every run, so that a red run is red again; <c>CHANCERY_SOAK=100000</c> tries as many new ones.</summary>
    private static Config Tries(int count, int size) =>
        int.TryParse(Environment.GetEnvironmentVariable("CHANCERY_SOAK"), CultureInfo.InvariantCulture, out var soak)
            ? Config.QuickThrowOnFailure.WithMaxTest(soak).WithEndSize(size)
            : Config.QuickThrowOnFailure.WithMaxTest(count).WithEndSize(size).WithReplay(20220804, 11);

    [Xunit.Fact]
    public void Reading_never_throws_and_every_span_stands_at_its_place() =>
        Prop.ForAll(Texts(), Holds).Check(Tries(3000, 120));

    [Xunit.Fact]
    public void Reading_never_throws_for_any_string() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text => Holds(text ?? "")).Check(Tries(2000, 300));

    [Xunit.Fact]
    public void Reading_again_yields_the_same_record() =>
        Prop.ForAll(Texts(), text => RecordJson.Write(Reader.Read(text).Record) == RecordJson.Write(Reader.Read(text).Record)).Check(Tries(300, 120));

    [Xunit.Fact]
    public void Many_threads_read_the_same_record()
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "2022-08-04-khm-jpn.md"));
        var expected = RecordJson.Write(Reader.Read(text).Record);
        Parallel.For(0, 200, _ => Assert.Equal(expected, RecordJson.Write(Reader.Read(text).Record)));
    }

    /// <summary>The work of a text twice as long is about twice the work: what is allocated tells without a clock.</summary>
    [Theory]
    [InlineData("Minister Wambui thanked Japan, praised Norway and discussed trade with Chile. ")]
    [InlineData("Minister Wambui and ")]
    [InlineData("the two sides of the ")]
    [InlineData("discussions on the issues of ")]
    [InlineData("((((\"“")]
    [InlineData("[a](b) <i> ** & ")]
    [InlineData("Foreign Minister of Foreign Affairs, ")]
    [InlineData("said that ")]
    [InlineData("A\n")]
    public void Work_grows_no_faster_than_the_text(string piece)
    {
        long Work(int times)
        {
            var text = string.Concat(Enumerable.Repeat(piece, times));
            Reader.Read(text);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Reader.Read(text);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        var (once, four) = (Work(500), Work(2000));
        Assert.True(four < once * 8, $"{once} bytes for the text, {four} for four times the text");
    }

    private static void Holds(string text)
    {
        var reading = Reader.Read(text);
        var record = reading.Record;
        var points = Points(text);
        foreach (var fact in record.Engagements.Cast<Fact>().Concat(record.Acts).Concat(record.Commitments).Concat(record.Relations))
        {
            Assert.NotEmpty(fact.Evidence);
            Assert.NotEmpty(fact.Entry);
            foreach (var evidence in fact.Evidence)
                Assert.True(StandsAt(points, evidence), $"'{evidence.Exact}' does not stand at {evidence.Start}-{evidence.End} ({fact.Entry}) of {JsonSerializer.Serialize(text)}");
        }
        foreach (var sentence in reading.Sentences)
            Assert.True(sentence.Start >= 0 && sentence.End <= points.Count && sentence.Start < sentence.End, $"a sentence at {sentence.Start}-{sentence.End} of {points.Count}");
    }

    private static List<string> Points(string text)
    {
        var points = new List<string>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                points.Add(text.Substring(i++, 2));
            else
                points.Add(text[i].ToString());
        }
        return points;
    }

    /// <summary>The words of the span are those at its place, markup taken off: every letter of it stands there in order, and it begins and ends there.</summary>
    private static bool StandsAt(List<string> points, Evidence evidence)
    {
        if (evidence.Start < 0 || evidence.End > points.Count || evidence.Start >= evidence.End)
            return false;
        var place = string.Concat(points.Skip(evidence.Start).Take(evidence.End - evidence.Start));
        var at = 0;
        foreach (var c in evidence.Exact)
        {
            while (at < place.Length && place[at] != c && !(place[at] == '&' && c == '&') && !(c == '\n' && place[at] == '<'))
                at++;
            if (at++ >= place.Length)
                return false;
        }
        return place[0] == evidence.Exact[0] || place[0] is '&' or '<';
    }
}

using Xunit;

namespace Chancery.Tests;

public sealed class SpecificationTests
{
    private static readonly Lazy<ILookup<string, Specification>> Lines = new(() => Specification.All().ToLookup(s => $"{s.File}:{s.Line}", StringComparer.Ordinal));

    public static TheoryData<string> Sentences()
    {
        var data = new TheoryData<string>();
        foreach (var line in Specification.All())
            data.Add($"{line.File}:{line.Line}");
        return data;
    }

    [Theory]
    [MemberData(nameof(Sentences))]
    public void A_sentence_is_read_as_the_document_beside_the_lexicon_says(string place)
    {
        var line = Lines.Value[place].Single();
        var differences = line.Differences().ToList();
        Assert.True(differences.Count == 0, $"{line.Sentence}\n{string.Join('\n', differences)}");
    }

    [Xunit.Fact]
    public void There_are_at_least_500_sentences_and_60_that_are_nothing()
    {
        var all = Specification.All().ToList();
        Assert.True(all.Count >= 500);
        Assert.True(all.Count(s => s.Expected == "nothing") >= 60);
    }
}

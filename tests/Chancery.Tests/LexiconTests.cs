using Chancery.Lexicons;
using Xunit;

namespace Chancery.Tests;

/// <summary>What the standard lexicon holds.</summary>
public sealed class LexiconTests
{
    [Xunit.Fact]
    public void All_states_of_ISO_3166_1_and_150_organisations_are_known()
    {
        var parties = Lexicon.Standard.PartyList;
        Assert.True(parties.Count(p => p.IsState) >= 249);
        Assert.True(parties.Count(p => !p.IsState) >= 150);
    }

    [Theory]
    [InlineData("Kingdom of Cambodia", "KHM")]
    [InlineData("Türkiye", "TUR")]
    [InlineData("Turkey", "TUR")]
    [InlineData("Viet Nam", "VNM")]
    [InlineData("Holy See", "VAT")]
    [InlineData("Palestine", "PSE")]
    [InlineData("Côte d'Ivoire", "CIV")]
    [InlineData("Republic of Korea", "KOR")]
    [InlineData("Japanese", "JPN")]
    [InlineData("Dutch", "NLD")]
    [InlineData("Addis Ababa", "ETH")]
    [InlineData("Association of Southeast Asian Nations", "ASEAN")]
    [InlineData("OSCE", "OSCE")]
    [InlineData("European Commission", "EU")]
    public void A_name_leads_to_its_party(string name, string code)
    {
        var tree = Lexicon.Standard.Parties;
        var node = 0;
        foreach (var piece in Tokenizer.Pieces(name, Lexicon.Standard.Words))
            node = tree.Step(node, Lexicon.Standard.Words.Find(piece));
        Assert.True(tree.Ends(node, out var found));
        Assert.Equal(code, Lexicon.Standard.PartyList[found.Party].Code);
    }

    [Theory]
    [InlineData("agree", "agreed", "agreeing")]
    [InlineData("commit", "committed", "committing")]
    [InlineData("reiterate", "reiterated", "reiterating")]
    [InlineData("apply", "applied", "applying")]
    [InlineData("plan", "planned", "planning")]
    public void Verbs_are_inflected(string verb, string past, string ing)
    {
        var words = Lexicon.Standard.Words;
        var forms = English.Forms(verb);
        if (words.Find(verb) >= 0 && words.Form(words.Find(past)) != VerbForm.None)
            Assert.True((words.Form(words.Find(past)) & VerbForm.Past) != 0);
        else
            Assert.Equal((past, ing), (forms[2], forms[4]));
    }

    [Xunit.Fact]
    public void Every_kind_of_act_has_phrases_and_a_document_beside_them()
    {
        foreach (var kind in Enum.GetValues<ActKind>())
        {
            Assert.Contains(Lexicon.StandardFiles(), f => f.Name == $"acts/{kind.Word()}.txt");
            Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "lexicon", "acts", kind.Word() + ".md")));
        }
    }
}

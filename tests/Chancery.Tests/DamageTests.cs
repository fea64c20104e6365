using Chancery.Sources;
using Xunit;

namespace Chancery.Tests;

/// <summary>Whatever happens to the bytes of a file, opening it ends soon, with a document or with a reason.</summary>
public sealed class DamageTests(Forms forms)
{
    [Theory]
    [InlineData("plain.pdf", 60)]
    [InlineData("plain.docx", 60)]
    [InlineData("site.html", 100)]
    [InlineData("eml", 100)]
    public void A_damaged_file_is_read_or_refused(string form, int times)
    {
        Assert.NotNull(forms);
        var path = Forms.Of(Forms.Samples[1], form);
        Assert.SkipUnless(File.Exists(path), $"the program that makes {form} is not installed");
        var whole = File.ReadAllBytes(path);
        var chance = new Random(20240503);
        var reader = new Reader();
        for (var i = 0; i < times; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var hit = 0; hit < 1 + (i % 40); hit++)
            {
                var at = chance.Next(bytes.Length);
                var length = Math.Min(chance.Next(1, 64), bytes.Length - at);
                if (hit % 3 == 0)
                    chance.NextBytes(bytes.AsSpan(at, length));
                else
                    bytes.AsSpan(chance.Next(bytes.Length - length), length).CopyTo(bytes.AsSpan(at));
            }
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var result = SourceFile.Open(bytes);
            Assert.True(result.Document is null != result.Fault is null);
            if (result.Document is { } document)
                reader.Read(document);
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"damage {i} took {clock.Elapsed}");
        }
    }

    [Xunit.Fact]
    public void A_pdf_under_a_password_is_refused_with_the_reason()
    {
        Assert.NotNull(forms);
        var path = Path.Combine(Path.GetDirectoryName(Forms.Of(Forms.Samples[0], "x"))!, "encrypted", Path.GetFileName(Forms.Of(Forms.Samples[0], "plain.pdf")));
        Assert.SkipUnless(File.Exists(path), "the program that makes it is not installed");
        Assert.Contains("encrypted", SourceFile.Open(File.ReadAllBytes(path)).Fault, StringComparison.Ordinal);
    }
}

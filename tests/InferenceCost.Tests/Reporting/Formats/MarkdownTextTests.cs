using InferenceCost.Reporting.Document;
using InferenceCost.Reporting.Formats;

namespace InferenceCost.Tests.Reporting.Formats;

public sealed class MarkdownTextTests
{
    [Theory]
    [InlineData("s-24k", "s-24k")]
    [InlineData("snake_case_name", "snake_case_name")]
    [InlineData("_emphasis_", @"\_emphasis\_")]
    [InlineData("a|b", @"a\|b")]
    [InlineData("a\\|b", @"a\\\|b")]
    [InlineData("<b>&amp;", "&lt;b&gt;&amp;amp;")]
    [InlineData("one\r\n\ttwo", "one   two")]
    [InlineData("# heading", @"\# heading")]
    [InlineData("- item", @"\- item")]
    [InlineData("12. item", @"12\. item")]
    [InlineData("-0.31 (-0.62 to +0.01)", "-0.31 (-0.62 to +0.01)")]
    [InlineData("https://example.org", @"https\://example.org")]
    [InlineData("www.example.org", @"www\.example.org")]
    [InlineData("@team", "@&#8203;team")]
    [InlineData("NDCG@10", "NDCG@10")]
    [InlineData("Xeon @ 2.6 GHz", "Xeon @ 2.6 GHz")]
    [InlineData("$x$ ~y~ [z] `c` *e*", @"\$x\$ \~y\~ \[z\] \`c\` \*e\*")]
    [InlineData("a\u200b\u202eb", "ab")]
    public void Text_reads_as_it_is(string text, string source) => Assert.Equal(source, MarkdownText.Write(text));

    [Fact]
    public void What_fills_a_hole_is_text_or_a_phrase_and_never_markup() =>
        Assert.Equal(@"**a** \*b\* 1.5 *c*", MarkdownText.Write($"{Phrase.Bold("a")} {"*b*"} {1.5} {Phrase.Emphasis("c")}"));

    [Fact]
    public void A_long_phrase_may_be_written_in_parts() =>
        Assert.Equal("one **two** three", MarkdownText.Write($"one {Phrase.Bold("two")}" + $" three"));

    [Fact]
    public void Only_the_head_of_a_line_needs_the_escapes_of_heads() => Assert.Equal("a - b", MarkdownText.Write($"a {"- b"}"));

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a``b`", "``` `a``b` ```")]
    public void Code_keeps_its_back_quotes(string text, string source) => Assert.Equal(source, MarkdownText.Write(Phrase.Code(text)));
}

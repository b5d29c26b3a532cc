using InferenceCost.Reporting.Document;

namespace InferenceCost.Tests.Reporting.Document;

public sealed class MarkupTests
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
    [InlineData("Xeon @ 2.6 GHz", "Xeon @ 2.6 GHz")]
    [InlineData("$x$ ~y~ [z] `c` *e*", @"\$x\$ \~y\~ \[z\] \`c\` \*e\*")]
    [InlineData("a\u200b\u202eb", "ab")]
    public void Text_reads_as_it_is(string text, string source) => Assert.Equal(source, Markup.Text(text).Source);

    [Fact]
    public void Holes_are_escaped_unless_they_are_markdown() =>
        Assert.Equal(@"**a** \*b\* 1.5", Markup.Of($"{Markup.Bold("a")} {"*b*"} {1.5}").Source);

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("a`b", "``a`b``")]
    [InlineData("`a``b`", "``` `a``b` ```")]
    public void Code_keeps_its_back_quotes(string text, string source) => Assert.Equal(source, Markup.Code(text).Source);
}

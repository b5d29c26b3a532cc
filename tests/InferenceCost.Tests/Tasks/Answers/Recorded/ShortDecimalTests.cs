using System.Globalization;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Tests.Tasks.Answers.Recorded;

public sealed class ShortDecimalTests
{
    [Fact]
    public void It_reads_what_the_general_reader_reads()
    {
        var random = new Random(1990);
        for (var i = 0; i < 100_000; i++)
        {
            var text = random.NextInt64(0, (long)Math.Pow(10, random.Next(1, 16))).ToString(CultureInfo.InvariantCulture);
            var decimals = text.Insert(random.Next(text.Length + 1), ".");
            foreach (var form in new[] { text, decimals })
            {
                Assert.True(ShortDecimal.TryParse(form, out var value), form);
                Assert.Equal(double.Parse(form, CultureInfo.InvariantCulture), value);
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("-1")]
    [InlineData(" 1")]
    [InlineData("1e5")]
    [InlineData("1.2.3")]
    [InlineData("NaN")]
    [InlineData("0,5")]
    [InlineData("٣")]
    [InlineData("1234567890123456")]
    [InlineData("0.0000000000000001")]
    public void It_leaves_every_other_form_to_the_general_reader(string text) => Assert.False(ShortDecimal.TryParse(text, out _));
}

using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class HolmCorrectionTests
{
    [Fact]
    public void Equals_the_reference() => Assert.All(ReferenceValues.Of<Case>("holm"), expected =>
    {
        var actual = HolmCorrection.Adjust(expected.PValues);
        Assert.Equal(expected.Adjusted.Length, actual.Length);
        Assert.All(expected.Adjusted.Zip(actual), pair => ReferenceValues.AssertClose(pair.First, pair.Second));
    });

    [Fact]
    public void No_hypotheses_give_none() => Assert.Empty(HolmCorrection.Adjust([]));

    [Fact]
    public void One_hypothesis_needs_no_correction() => Assert.Equal([0.04], HolmCorrection.Adjust([0.04]));

    [Fact]
    public void Permuting_permutes_and_the_input_is_left_alone()
    {
        double[] values = [0.04, 0.001, 0.2, 0.04, 0.013];
        double[] before = [.. values];
        double[] reversed = [.. values.Reverse()];
        Assert.Equal(HolmCorrection.Adjust(values).Reverse(), HolmCorrection.Adjust(reversed));
        Assert.Equal(before, values);
    }

    [Fact]
    public void Lies_between_the_value_itself_and_the_one_of_Bonferroni()
    {
        double[] values = [0.04, 0.001, 0.2, 0.04, 0.013];
        Assert.All(values.Zip(HolmCorrection.Adjust(values)), pair => Assert.InRange(pair.Second, pair.First, Math.Min(1, 5 * pair.First)));
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Refuses_bad_input(double value) => Assert.ThrowsAny<ArgumentException>(() => HolmCorrection.Adjust([0.5, value]));

    private sealed record Case(double[] PValues, double[] Adjusted);
}

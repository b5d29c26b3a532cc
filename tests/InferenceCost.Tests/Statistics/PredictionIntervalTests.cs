using InferenceCost.Statistics;

namespace InferenceCost.Tests.Statistics;

public sealed class PredictionIntervalTests
{
    private static readonly double[] Values = [0.911, 0.905, 0.914, 0.909, 0.907];

    [Fact]
    public void Equals_the_reference() => Assert.All(ReferenceValues.Of<Case>("prediction"), expected =>
    {
        var actual = PredictionInterval.Compute(expected.Values, expected.Confidence)!.Value;
        ReferenceValues.AssertClose(expected.Low, actual.Low);
        ReferenceValues.AssertClose(expected.High, actual.High);
    });

    [Fact]
    public void One_value_predicts_nothing() => Assert.Null(PredictionInterval.Compute([0.9]));

    [Fact]
    public void Equal_values_predict_themselves() =>
        Assert.Equal(new Interval(0.5, 0.5, 0.95), PredictionInterval.Compute([0.5, 0.5, 0.5]));

    [Fact]
    public void Order_changes_nothing_and_negated_values_mirror_it()
    {
        double[] reversed = [.. Values.Reverse()];
        double[] negated = [.. Values.Select(value => -value)];
        var interval = PredictionInterval.Compute(Values)!.Value;
        AssertSame(interval, PredictionInterval.Compute(reversed)!.Value);
        AssertSame(interval with { Low = -interval.High, High = -interval.Low }, PredictionInterval.Compute(negated)!.Value);
    }

    [Fact]
    public void Twice_the_values_narrow_it()
    {
        double[] twice = [.. Values, .. Values];
        Assert.True(PredictionInterval.Compute(twice)!.Value.Width < PredictionInterval.Compute(Values)!.Value.Width);
    }

    [Fact]
    public void Refuses_bad_input()
    {
        Assert.ThrowsAny<ArgumentException>(() => PredictionInterval.Compute([]));
        Assert.ThrowsAny<ArgumentException>(() => PredictionInterval.Compute([1, double.NaN]));
        Assert.ThrowsAny<ArgumentException>(() => PredictionInterval.Compute([1, 2], 1));
    }

    private static void AssertSame(Interval expected, Interval actual)
    {
        Assert.Equal(expected.Low, actual.Low, 1e-14);
        Assert.Equal(expected.High, actual.High, 1e-14);
    }

    private sealed record Case(double[] Values, double Confidence, double Low, double High);
}

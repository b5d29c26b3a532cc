using InferenceCost.Tasks.Classification;

namespace InferenceCost.Tests.Tasks.Classification;

public sealed class SoftmaxTests
{
    [Fact]
    public void Probabilities_equal_the_reference()
    {
        // numpy: e = exp([1, 2, 3]); e / e.sum()
        var probabilities = new float[3];
        Assert.Equal(2, Softmax.Apply([1, 2, 3], probabilities));
        Assert.Equal([0.09003057f, 0.24472848f, 0.66524094f], probabilities);
    }

    [Fact]
    public void Ties_go_to_the_lowest_class() => Assert.Equal(1, Softmax.Apply([0, 5, 5, 5], new float[4]));

    [Fact]
    public void Large_scores_do_not_overflow()
    {
        var probabilities = new float[2];
        Assert.Equal(0, Softmax.Apply([3e38f, -3e38f], probabilities));
        Assert.Equal([1f, 0f], probabilities);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void A_score_that_is_not_finite_is_refused(float wrong) => Assert.Equal(-1, Softmax.Apply([1, wrong, 2], new float[3]));

    [Fact]
    public void No_classes_are_refused() => Assert.Throws<ArgumentException>(() => Softmax.Apply([], []));
}

using InferenceCost.Quality.Metrics;

namespace InferenceCost.Tests.Quality.Metrics;

public sealed class MacroF1Tests
{
    [Fact]
    public void The_example_of_scikit_learn() =>
        // f1_score([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], average='macro') is 0.26666... in its documentation.
        Assert.Equal(0.8 / 3, Of([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1]), 12);

    [Fact]
    public void All_right_is_one_and_all_wrong_is_zero() => Assert.Equal((1.0, 0.0), (Of([0, 1, 1], [0, 1, 1]), Of([0, 1, 1], [1, 0, 0])));

    [Fact]
    public void A_class_that_nobody_names_does_not_count() => Assert.Equal(1, MacroF1.Compute([0, 4], [0, 4], 9, [0, 1]));

    [Fact]
    public void An_item_drawn_twice_counts_twice()
    {
        // Labels 0 0 1, answers 0 1 1, the second item drawn twice: F1 of 0 is 2/(2+0+2), of 1 is 2/(2+2+0).
        Assert.Equal((2 / 4.0 + 2 / 4.0) / 2, MacroF1.Compute([0, 0, 1], [0, 1, 1], 2, [0, 1, 1, 2]), 12);
    }

    private static double Of(int[] labels, int[] answers) => MacroF1.Compute(labels, answers, 3, [.. Enumerable.Range(0, labels.Length)]);
}

using InferenceCost.Data;
using InferenceCost.Quality;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Tests.Quality;

public sealed class ClassificationScoreTests
{
    [Fact]
    public void Accuracy_has_wilsons_interval()
    {
        var score = ClassificationScore.Of(new Predictions("m", ["a", "b", "c", "d"], [0, 1, 2, 0], [0, 1, 2, 1]));
        Assert.Equal((4, 3, 0.75), (score.Items, score.Correct, score.Accuracy));
        Assert.Equal(WilsonInterval.Of(3, 4), score.Interval);
        Assert.Null(score.NegativeLogLikelihood);
        Assert.Null(score.Brier);
    }

    [Fact]
    public void Likelihood_and_brier_are_those_of_their_definitions()
    {
        // -(ln 0.5 + ln 0.25) / 2, and ((0.25 + 0.25) + (0.5625 + 0.5625)) / 2
        var score = ClassificationScore.Of(new Predictions("m", ["a", "b"], [0, 1], [0, 0], [0.5f, 0.5f, 0.75f, 0.25f]));
        Assert.Equal(1.0397207708399179, score.NegativeLogLikelihood!.Value, 12);
        Assert.Equal(0.8125, score.Brier!.Value, 12);
    }

    [Fact]
    public void A_true_class_without_any_chance_is_infinitely_unlikely() =>
        Assert.Equal(double.PositiveInfinity, ClassificationScore.Of(new Predictions("m", ["a"], [1], [0], [1, 0])).NegativeLogLikelihood);

    [Fact]
    public void A_label_that_is_no_class_names_its_item()
    {
        var error = Assert.Throws<InputException>(() => ClassificationScore.Of(new Predictions("m.csv", ["a"], [2], [0], [1, 0])));
        Assert.Equal("m.csv: item a has label 2, and there are 2 classes, from 0", error.Message);
    }

    [Fact]
    public void Nothing_is_scored_without_items_or_labels()
    {
        Assert.Throws<InputException>(() => ClassificationScore.Of(new Predictions("m.csv", ["a"], null, [0])));
        Assert.Throws<InputException>(() => ClassificationScore.Of(new Predictions("m.csv", [], [], [])));
    }
}

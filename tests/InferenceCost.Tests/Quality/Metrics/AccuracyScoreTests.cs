using InferenceCost.Foundation;
using InferenceCost.Quality.Metrics;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Quality.Metrics;

public sealed class AccuracyScoreTests
{
    [Fact]
    public void Accuracy_has_wilsons_interval()
    {
        var score = AccuracyScore.Compute(new Predictions("m", ["a", "b", "c", "d"], [0, 1, 2, 0], [0, 1, 2, 1]));
        Assert.Equal((4, 3, 0.75), (score.Items, score.Correct, score.Accuracy));
        Assert.Equal(WilsonInterval.Compute(3, 4), score.Interval);
    }

    [Fact]
    public void Nothing_is_scored_without_items_or_labels()
    {
        Assert.Throws<InputException>(() => AccuracyScore.Compute(new Predictions("m.csv", ["a"], null, [0])));
        Assert.Throws<InputException>(() => AccuracyScore.Compute(new Predictions("m.csv", [], [], [])));
    }
}

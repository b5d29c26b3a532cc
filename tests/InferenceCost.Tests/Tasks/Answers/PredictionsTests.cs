using InferenceCost.Tasks.Answers;

namespace InferenceCost.Tests.Tasks.Answers;

public sealed class PredictionsTests
{
    [Fact]
    public void Columns_of_different_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new Predictions("m", ["a", "b"], null, [0]));
        Assert.Throws<ArgumentException>(() => new Predictions("m", ["a"], [0, 1], [0]));
        Assert.Throws<ArgumentException>(() => new Predictions("m", ["a", "b"], null, [0, 0], [1, 0, 1]));
        Assert.Throws<ArgumentException>(() => new Predictions("m", ["a"], null, [0], []));
    }

    [Fact]
    public void An_item_without_probabilities_has_an_empty_row()
    {
        var predictions = new Predictions("m", ["a"], null, [0]);
        Assert.Null(predictions.Classes);
        Assert.True(predictions.ProbabilitiesOf(0).IsEmpty);
    }
}

using InferenceCost.Records;
using InferenceCost.Tasks.Classification;

namespace InferenceCost.Tests.Tasks.Classification;

public sealed class ClassifiedTests
{
    [Fact]
    public void Each_row_becomes_one_prediction()
    {
        var predictions = Classified.From("model", ["a", "b"], [0, 1], [2, 1, 0, 0, 0, 7], 3, AnswerMeaning.Logits).Predictions!;
        Assert.Equal([0, 2], predictions.Predicted);
        Assert.Equal(3, predictions.Classes);
        Assert.Equal(1, predictions.ProbabilitiesOf(1).ToArray().Sum(), 6);
    }

    [Fact]
    public void One_output_that_is_not_finite_refuses_all_and_names_its_item()
    {
        var classified = Classified.From("model", ["a", "b"], null, [2, 1, 0, float.NaN], 2, AnswerMeaning.Logits);
        Assert.Null(classified.Predictions);
        Assert.Equal(
            ("output-not-finite", "model: the output for item b is not finite"), (classified.Refusal!.Code, classified.Refusal.Message));
    }

    [Fact]
    public void A_wrong_number_of_scores_is_refused() =>
        Assert.Throws<ArgumentException>(() => Classified.From("model", ["a", "b"], null, [1, 2, 3], 2, AnswerMeaning.Logits));
}

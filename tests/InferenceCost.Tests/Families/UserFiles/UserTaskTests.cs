using InferenceCost.Families.UserFiles;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Families.UserFiles;

public sealed class UserTaskTests
{
    private static readonly OnnxValue Row = Output(10);
    private static readonly OnnxValue One = Output(1);
    private static readonly TruthFacts Classes = new(AreWhole: true, AreBinary: false, AreOfPairs: false);
    private static readonly TruthFacts Binary = new(AreWhole: true, AreBinary: true, AreOfPairs: false);
    private static readonly TruthFacts Fractions = new(AreWhole: false, AreBinary: false, AreOfPairs: false);
    private static readonly TruthFacts Pairs = new(AreWhole: false, AreBinary: false, AreOfPairs: true);

    [Fact]
    public void Labels_and_the_form_of_the_output_say_what_is_asked()
    {
        Assert.Equal("classification accuracy", Found(Row, Classes));
        Assert.Equal("classification accuracy", Found(One, Binary));
        Assert.Equal("regression mae", Found(One, Classes));
        Assert.Equal("regression mae", Found(One, Fractions));
        Assert.Equal("similarity spearman", Found(Row, Pairs));
    }

    [Fact]
    public void What_graph_or_person_say_of_one_number_goes_before_the_labels()
    {
        Assert.Equal("classification accuracy", Found(One with { Origin = OutputOrigin.ClassNumber }, Classes));
        Assert.Equal("classification accuracy", Found(One with { Classes = ["a", "b", "c"] }, Classes));
        Assert.Equal("classification accuracy", Found(One, Classes, AnswerMeaning.Probability));
        Assert.Equal("regression mae", Found(One, Binary, AnswerMeaning.Regression));
    }

    [Fact]
    public void A_metric_that_was_named_decides()
    {
        Assert.Equal("regression rmse", Found(One, Binary, metric: "rmse"));
        Assert.Equal("classification auc", Found(One, Binary, metric: "auc"));
        Assert.Equal("similarity ndcg@3", Found(Row, Pairs, metric: "ndcg@3"));
        Assert.Contains(
            "spearman", Assert.Throws<InputException>(() => Found(Row, Pairs, metric: "accuracy")).Fix, StringComparison.Ordinal);
        Assert.Contains("judge", Assert.Throws<InputException>(() => Found(Row, Classes, metric: "wer")).Fix, StringComparison.Ordinal);
    }

    private static string Found(OnnxValue output, TruthFacts truths, AnswerMeaning? said = null, string? metric = null)
    {
        var task = UserTask.Find(output, said, truths, metric);
        return $"{EnumWord.Of(task.Kind)} {task.Metric.Id}";
    }

    private static OnnxValue Output(long columns) =>
        new("y", TensorElementType.Float, [new OnnxDimension(null, "N"), new OnnxDimension(columns, null)]);
}

using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Records;
using InferenceCost.Tasks.Contract;
using InferenceCost.Tasks.Meaning;

namespace InferenceCost.Tests.Tasks.Meaning;

/// <summary>Rows: what the graph says, the values of two items, whether labels are 0 and 1 (null: none), and what is read.</summary>
public sealed class AnswerMeaningsTests
{
    private const int Columns = 2;

    [Theory]
    [InlineData(OutputOrigin.Softmax, new[] { 0.25f, 0.75f, 1f, 0f }, null, AnswerMeaning.Probabilities)]
    [InlineData(OutputOrigin.Unknown, new[] { 0.25f, 0.75f, 1f, 0f }, false, AnswerMeaning.Probabilities)]
    [InlineData(OutputOrigin.Unknown, new[] { 0.25f, 0.75f, 1f, 0.5f }, false, AnswerMeaning.Logits)]
    [InlineData(OutputOrigin.Softmax, new[] { 0.25f, 0.75f, 1f, 0.5f }, false, AnswerMeaning.Scores)]
    [InlineData(OutputOrigin.Sigmoid, new[] { 0.25f, 0.75f, 1f, 0.5f }, false, AnswerMeaning.Scores)]
    [InlineData(OutputOrigin.Unknown, new[] { -0.6931472f, -0.6931472f, 0f, float.NegativeInfinity }, null, AnswerMeaning.LogProbabilities)]
    [InlineData(OutputOrigin.UnitVector, new[] { 0.6f, 0.8f, -0.8f, 0.6f }, null, AnswerMeaning.Embedding)]
    [InlineData(OutputOrigin.UnitVector, new[] { 0.6f, 0.8f, -0.8f, 0.6f }, true, AnswerMeaning.Scores)]
    public void A_row_is_read_by_graph_and_values(OutputOrigin origin, float[] values, bool? areBinary, AnswerMeaning expected)
    {
        var reading = Decide(new ScoredOutput("y") { Origin = origin }, values, Columns, areBinary: areBinary);
        Assert.Equal(expected, reading.Meaning);
        Assert.NotEmpty(reading.Evidence);
    }

    [Theory]
    [InlineData(OutputOrigin.Sigmoid, new[] { 0.25f, 0.75f }, null, AnswerMeaning.Probability)]
    [InlineData(OutputOrigin.Softmax, new[] { 0.25f, 0.75f }, true, AnswerMeaning.Probability)]
    [InlineData(OutputOrigin.Unknown, new[] { -0.25f, 3f }, true, AnswerMeaning.Logit)]
    [InlineData(OutputOrigin.Regressor, new[] { -0.25f, 3f }, null, AnswerMeaning.Regression)]
    public void A_single_number_is_read_where_graph_or_labels_say_what_it_is(
        OutputOrigin origin, float[] values, bool? areBinary, AnswerMeaning expected) =>
        Assert.Equal(expected, Decide(new ScoredOutput("y") { Origin = origin }, values, 1, areBinary: areBinary).Meaning);

    [Theory]
    [InlineData(new[] { 0.25f, 0.75f }, true, "--answer y=probability or --answer y=logit")]
    [InlineData(new[] { 0.25f, 0.75f }, null, "--answer y=probability or --answer y=logit or --answer y=regression")]
    [InlineData(new[] { -0.25f, 3f }, null, "--answer y=logit or --answer y=regression")]
    [InlineData(new[] { -0.25f, 3f }, false, "--answer y=logit or --answer y=regression")]
    public void A_number_with_two_readings_is_asked_for(float[] values, bool? areBinary, string options)
    {
        var thrown = Assert.Throws<InputException>(() => Decide(new ScoredOutput("y"), values, 1, areBinary: areBinary));
        Assert.Contains(options, thrown.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void A_whole_number_is_a_class_unless_it_is_negative()
    {
        Assert.Equal(AnswerMeaning.Class, Decide(new ScoredOutput("y"), [0, 7], 1, isWhole: true).Meaning);
        Assert.Equal(
            "a classifier's own class", Decide(new ScoredOutput("y") { Classes = ["cat", "dog"] }, [0, 1], 1, isWhole: true).Evidence);
        var thrown = Assert.Throws<InputException>(() => Decide(new ScoredOutput("y"), [-1, 1], 1, isWhole: true));
        Assert.Contains("-1 is no class", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_declared_goes_first() =>
        Assert.Equal(
            (AnswerMeaning.Scores, "as declared"),
            (Decide(Declared(AnswerMeaning.Scores), [0.25f, 0.75f], Columns) is var read ? read.Meaning : default, read.Evidence));

    [Theory]
    [InlineData(AnswerMeaning.Probabilities, 2)]
    [InlineData(AnswerMeaning.LogProbabilities, 2)]
    [InlineData(AnswerMeaning.Probability, 1)]
    [InlineData(AnswerMeaning.Logits, 1)]
    [InlineData(AnswerMeaning.Logit, 2)]
    public void A_declaration_that_the_values_contradict_is_refused(AnswerMeaning declared, int columns) =>
        Assert.Throws<InputException>(() => Decide(Declared(declared), [3, 4], columns));

    [Fact]
    public void Fractions_that_are_whole_numbers_may_be_declared_a_class_and_others_may_not()
    {
        Assert.Equal(AnswerMeaning.Class, Decide(Declared(AnswerMeaning.Class), [3, 4], 1).Meaning);
        Assert.Throws<InputException>(() => Decide(Declared(AnswerMeaning.Class), [3, 4.5f], 1));
    }

    [Theory]
    [InlineData(OutputOrigin.DecisionValues)]
    [InlineData(OutputOrigin.TopValues)]
    [InlineData(OutputOrigin.ClassNumber)]
    public void A_row_whose_places_are_no_classes_is_refused(OutputOrigin origin) =>
        Assert.Throws<InputException>(() => Decide(new ScoredOutput("y") { Origin = origin }, [0.25f, 0.75f, 1, 0], Columns));

    [Theory]
    [InlineData(new[] { 20f, 80, 1, 99 }, false, AnswerMeaning.Scores)]
    [InlineData(new[] { 20f, 80, 1, 98 }, false, AnswerMeaning.Logits)]
    [InlineData(new[] { 20f, 80 }, false, AnswerMeaning.Logits)]
    [InlineData(new[] { -20f, 120, 1, 99 }, false, AnswerMeaning.Logits)]
    [InlineData(new[] { 20f, 80, 1, 98 }, true, AnswerMeaning.Scores)]
    public void Parts_of_one_whole_and_whole_numbers_are_scores(float[] values, bool isWhole, AnswerMeaning expected) =>
        Assert.Equal(expected, Decide(new ScoredOutput("y"), values, Columns, isWhole).Meaning);

    private static ScoredOutput Declared(AnswerMeaning meaning) => new("y") { Declared = meaning };

    private static AnswerReading Decide(
        ScoredOutput output, float[] values, int columns, bool isWhole = false, bool? areBinary = null) =>
        AnswerMeanings.Decide("m", output, isWhole, RowStatistics.Of(values, columns), areBinary);
}

using System.Runtime.InteropServices;
using InferenceCost.Gate.Answers;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Gate.Answers;

public sealed class AnswerComparisonTests
{
    private static readonly AnswerTerms Usual = new() { Precisions = ["fp32", "fp32"] };

    [Fact]
    public void Equal_outputs_are_the_same()
    {
        var answers = Compare(Usual, Floats(1, 2, 3), Floats(1, 2, 3));
        Assert.Equal((AnswersVerdict.Same, 1e-3), (answers.Verdict, answers.Tolerance));
        Assert.Equal((3, 0, 3), (answers.Outputs[0].Values, answers.Outputs[0].Share, answers.Outputs[0].LargestValue));
    }

    [Theory]
    [InlineData(2.0018f, AnswersVerdict.Same)]
    [InlineData(2.0022f, AnswersVerdict.Different)]
    public void A_difference_is_held_against_the_largest_value_of_the_base(float value, AnswersVerdict verdict)
    {
        var output = Assert.Single(Compare(Usual, Floats(0, -2, 1), Floats(0, -value, 1)).Outputs);
        Assert.Equal((verdict, 2.0), (output.Verdict, output.LargestValue));
        Assert.Equal(value - 2, output.LargestDifference!.Value, 1e-6);
    }

    [Fact]
    public void The_largest_value_of_all_calls_counts_and_the_item_of_the_largest_difference_is_told()
    {
        var comparison = new AnswerComparison(batch: 2, scored: null);
        comparison.Add([Floats([2, 2], 1, 1, 1, 1)], [Floats([2, 2], 1, 1, 1, 1)]);
        comparison.Add([Floats([2, 2], 1, 1, 1, 1)], [Floats([2, 2], 1, 1, 1, 1.05f)]);
        comparison.Add([Floats([2, 2], 100, 1, 1, 1)], [Floats([2, 2], 100, 1, 1, 1)]);
        var output = Assert.Single(comparison.Judge(Usual).Outputs);
        Assert.Equal((AnswersVerdict.Same, 100.0, 3L), (output.Verdict, output.LargestValue, output.Item));
    }

    [Fact]
    public void A_base_of_zeros_allows_no_difference()
    {
        var answers = Compare(Usual, Floats(0, 0), Floats(0, 1e-9f));
        Assert.Equal((AnswersVerdict.Different, double.PositiveInfinity), (answers.Verdict, answers.Outputs[0].Share));
        Assert.Equal(AnswersVerdict.Same, Compare(Usual, Floats(0, 0), Floats(0, -0f)).Verdict);
    }

    [Theory]
    [InlineData(0.0019f, 0)]
    [InlineData(0.0005f, 0)]
    [InlineData(0.0021f, 1)]
    public void The_class_of_an_item_may_change_only_where_its_two_highest_scores_are_near(float gap, int changed)
    {
        // The base's largest value is 2, so that 0.002 is allowed: of a value, and between two classes.
        var answers = Compare(Usual, Floats([1, 3], 2, 2 - gap, 0), Floats([1, 3], 2 - (gap / 1.5f), 2 - (gap / 3), 0));
        Assert.Equal(changed, answers.Outputs[0].ChangedClasses);
        Assert.Equal(changed == 0 ? AnswersVerdict.Same : AnswersVerdict.Different, answers.Verdict);
    }

    [Fact]
    public void Classes_are_looked_for_in_the_output_that_is_scored_and_in_rows_of_items_alone()
    {
        var comparison = new AnswerComparison(batch: 1, scored: "logits");
        comparison.Add([Floats([1, 2], 1, 2)], [Floats([1, 2], 1, 2)]);
        Assert.Null(comparison.Judge(Usual).Outputs[0].ChangedClasses);
        Assert.Null(Compare(Usual, Floats([1, 2, 2], 1, 2, 3, 4), Floats([1, 2, 2], 1, 2, 3, 4)).Outputs[0].ChangedClasses);
        Assert.Equal(0, Compare(Usual, Floats([1, 2], 1, 2), Floats([1, 2], 1, 2)).Outputs[0].ChangedClasses);
    }

    [Theory]
    [InlineData(float.NaN, 1f)]
    [InlineData(1f, float.NaN)]
    [InlineData(1f, float.PositiveInfinity)]
    [InlineData(float.PositiveInfinity, float.NegativeInfinity)]
    public void A_number_that_is_finite_on_one_side_only_is_a_difference_whatever_the_tolerance(float own, float other)
    {
        var answers = Compare(Usual with { Asked = 1 }, Floats(own, 1), Floats(other, 1));
        Assert.Equal((AnswersVerdict.Different, 1L), (answers.Verdict, answers.Outputs[0].NotFinite));
    }

    [Fact]
    public void What_is_no_number_on_both_sides_is_no_difference() =>
        Assert.Equal(
            AnswersVerdict.Same,
            Compare(Usual, Floats(float.NaN, float.NegativeInfinity, 1), Floats(float.NaN, float.NegativeInfinity, 1)).Verdict);

    [Fact]
    public void An_output_that_one_side_lacks_or_that_has_another_shape_or_type_is_another_answer()
    {
        var doubles = new AnsweredOutput("y", TensorElementType.Double, [2], Bytes(1.0, 2.0));
        Assert.Equal("the head has no such output", Fault(Floats(1, 2), null));
        Assert.Equal("the base has no such output", Fault(null, Floats(1, 2)));
        Assert.Equal("shape [2] in the base, [1,2] in the head", Fault(Floats([2], 1, 2), Floats([1, 2], 1, 2)));
        Assert.Equal("float32 in the base, float64 in the head", Fault(Floats(1, 2), doubles));
    }

    [Fact]
    public void Whole_numbers_and_texts_are_equal_or_not()
    {
        static AnsweredOutput Whole(params long[] values) => new("y", TensorElementType.Int64, [values.Length], Bytes(values));
        var changed = Compare(Usual with { Asked = 1 }, Whole(7, 8, 9), Whole(7, 8, 10));
        Assert.Equal((AnswersVerdict.Different, 1L, 3L), (changed.Verdict, changed.Outputs[0].Unequal, changed.Outputs[0].Values));
        Assert.Equal(AnswersVerdict.Same, Compare(Usual, Whole(7, 8), Whole(7, 8)).Verdict);

        static AnsweredOutput Truth(params byte[] values) => new("y", TensorElementType.Bool, [values.Length], values);
        Assert.Equal(AnswersVerdict.Different, Compare(Usual, Truth(1, 0), Truth(1, 1)).Verdict);

        static AnsweredOutput Text(string text) => new("y", TensorElementType.String, [1], System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal(AnswersVerdict.Different, Compare(Usual, Text("cat"), Text("cats")).Verdict);
        Assert.Equal(AnswersVerdict.Same, Compare(Usual, Text("cat"), Text("cat")).Verdict);
    }

    [Fact]
    public void A_precision_other_than_fp32_is_judged_by_a_tolerance_that_somebody_gave()
    {
        var halves = new[] { (Own: Half.One, Other: (Half)1.01f) };
        AnsweredOutput Of(Half value) => new("y", TensorElementType.Float16, [1], Bytes(value));
        var (own, other) = (Of(halves[0].Own), Of(halves[0].Other));
        Assert.Equal(AnswersVerdict.NotJudged, Compare(Usual, own, other).Verdict);
        Assert.Equal(AnswersVerdict.Same, Compare(Usual, own, own).Verdict);
        Assert.Equal(AnswersVerdict.Same, Compare(Usual with { Asked = 0.02 }, own, other).Verdict);
        Assert.Equal(AnswersVerdict.Different, Compare(Usual with { Asked = 0.005 }, own, other).Verdict);
    }

    [Fact]
    public void Weights_of_another_precision_take_a_tolerance_too()
    {
        var terms = new AnswerTerms { Precisions = ["fp32", "int8"] };
        var answers = Compare(terms, Floats(1, 2), Floats(1, 2.1f));
        Assert.Equal((AnswersVerdict.NotJudged, null), (answers.Verdict, answers.Tolerance));
        Assert.Equal(0.05, answers.Outputs[0].Share!.Value, 1e-6);
        Assert.Equal(AnswersVerdict.Different, Compare(terms with { Asked = 0.01 }, Floats(1, 2), Floats(1, 2.1f)).Verdict);
        Assert.Equal(AnswersVerdict.Same, Compare(terms, Floats(1, 2), Floats(1, 2)).Verdict);
    }

    [Fact]
    public void What_is_no_tensor_is_told_and_not_compared()
    {
        var sequence = new AnsweredOutput("maps", null, [], []);
        var comparison = new AnswerComparison(1, null);
        comparison.Add([sequence, Floats(1)], [sequence, Floats(1)]);
        var answers = comparison.Judge(Usual);
        Assert.Equal(AnswersVerdict.Same, answers.Verdict);
        Assert.Contains("maps", Assert.Single(answers.Notes), StringComparison.Ordinal);
        Assert.Equal(AnswersVerdict.NotCompared, Compare(Usual, sequence, sequence).Verdict);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        using var folder = new TemporaryFolder();
        var texts = new AnsweredOutput("t", TensorElementType.String, [1], [3, 97, 98, 99]);
        using (var writer = AnswersWriter.Create(folder.File("answers")))
        {
            writer.Write([Floats([1, 2], 1, 2), texts]);
            writer.Write([Floats([0]), new AnsweredOutput("maps", null, [], [])]);
        }

        using var reader = AnswersReader.Open(folder.File("answers"))!;
        var (first, second) = (reader.Next()!, reader.Next()!);
        Assert.Equal(("y", TensorElementType.Float), (first[0].Name, first[0].Type));
        Assert.Equal([1, 2], first[0].Shape);
        Assert.Equal(Floats(1, 2).Bytes, first[0].Bytes);
        Assert.Equal(texts.Bytes, first[1].Bytes);
        Assert.Equal((0, null), (second[0].Bytes.Length, second[1].Type));
        Assert.Null(reader.Next());
    }

    private static string? Fault(AnsweredOutput? own, AnsweredOutput? other)
    {
        var comparison = new AnswerComparison(1, null);
        comparison.Add(own is null ? [] : [own], other is null ? [] : [other]);
        // However much may differ, this may not.
        var answers = comparison.Judge(Usual with { Asked = 1 });
        Assert.Equal(AnswersVerdict.Different, answers.Verdict);
        return Assert.Single(answers.Outputs).Fault;
    }

    private static AnswersRecord Compare(AnswerTerms terms, AnsweredOutput own, AnsweredOutput other)
    {
        var comparison = new AnswerComparison(1, null);
        comparison.Add([own], [other]);
        return comparison.Judge(terms);
    }

    private static AnsweredOutput Floats(params float[] values) => Floats([values.Length], values);

    private static AnsweredOutput Floats(long[] shape, params float[] values) => new("y", TensorElementType.Float, shape, Bytes(values));

    private static byte[] Bytes<T>(params T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();
}

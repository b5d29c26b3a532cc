using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Schema;
using InferenceCost.Records;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;
using static InferenceCost.Tests.Scenarios.Scoring.BroughtModels;

namespace InferenceCost.Tests.Scenarios.Scoring;

/// <summary>Outputs of the forms that exporters write, each of the same linear model, whose right answers are computed beside it.</summary>
public sealed class BroughtOutputsTests : IDisposable
{
    private const int Items = 40;
    private const int Features = 6;
    private const int Classes = 4;

    private static readonly float[] X = Normal(Items * Features, 1);
    private static readonly float[] W = Normal(Features * Classes, 2);
    private static readonly double[][] Scores = Product(X, W, Features);
    private static readonly int[] Truth = [.. Scores.Select(Best)];
    private static readonly NpyArray Inputs = BroughtModels.Array("x", TensorElementType.Float, [Items, Features], X);

    private readonly BroughtModels brought = new();

    public void Dispose() => brought.Dispose();

    [Theory]
    [InlineData(-1L, 4L, 1L, 1L)]
    [InlineData(-1L, 1L, 1L, 4L)]
    [InlineData(-1L, 1L, 4L)]
    public void Axes_of_length_1_do_not_keep_a_row_from_being_read(params long[] shape)
    {
        var model = Graph([.. shape.Select(size => size < 0 ? "N" : (object)size)], TensorElementType.Float)
            .Initializer("s", TensorElementType.Int64, [shape.Length], MemoryMarshal.AsBytes<long>(shape))
            .Node("Reshape", ["z", "s"], ["y"]).Model;
        var (predictions, reading) = brought.Score(brought.Request(model, model, Inputs, Truth))[0];
        Assert.Equal(AnswerMeaning.Logits, reading.Meaning);
        Assert.Equal(Truth, predictions.Predicted);
    }

    [Fact]
    public void Quantised_scores_say_who_wins_and_not_how_surely()
    {
        var model = Graph(["N", Classes], TensorElementType.UInt8)
            .Floats("scale", [], 0.02f).Initializer("zero", TensorElementType.UInt8, [], [128])
            .Node("QuantizeLinear", ["z", "scale", "zero"], ["y"]).Model;
        var (predictions, reading) = brought.Score(brought.Request(model, model, Inputs))[0];
        Assert.Equal(AnswerMeaning.Scores, reading.Meaning);
        Assert.Equal(0, predictions.Classes ?? 0);
        Assert.Equal(
            Scores.Select(row => Best([.. row.Select(score => Math.Clamp(Math.Round(score / 0.02f) + 128, 0, 255))])),
            predictions.Predicted);
    }

    [Fact]
    public void A_row_of_flags_is_no_row_of_probabilities()
    {
        var model = Graph(["N", Classes], TensorElementType.Bool)
            .Node("ReduceMax", ["z"], ["m"], ClassicalNodes.Whole("axes", 1))
            .Node("Equal", ["z", "m"], ["y"]).Model;
        var (predictions, reading) = brought.Score(brought.Request(model, model, Inputs, Truth))[0];
        Assert.Equal((AnswerMeaning.Scores, 0), (reading.Meaning, predictions.Classes ?? 0));
        Assert.Equal(Truth, predictions.Predicted);
    }

    [Fact]
    public void Percentages_are_no_logits()
    {
        var model = Graph(["N", Classes], TensorElementType.Float)
            .Floats("hundred", [], 100).Node("Softmax", ["z"], ["p"]).Node("Mul", ["p", "hundred"], ["y"]).Model;
        var (predictions, reading) = brought.Score(brought.Request(model, model, Inputs, Truth))[0];
        Assert.Equal((AnswerMeaning.Scores, 0), (reading.Meaning, predictions.Classes ?? 0));
        Assert.Equal(Truth, predictions.Predicted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Names_that_are_looked_up_at_the_end_are_classes(bool isEncoder)
    {
        string[] names = ["dog", "ant", "cat", "bee"];
        var graph = Graph(["N"], TensorElementType.String)
            .Node("ArgMax", ["z"], ["k"], GraphBuilder.Whole("axis", 1), GraphBuilder.Whole("keepdims", 0));
        if (isEncoder)
        {
            graph.Node("LabelEncoder", ["k"], ["y"], ClassicalNodes.Whole("keys_int64s", 3, 0, 1, 2),
                ClassicalNodes.Words("values_strings", "bee", "dog", "ant", "cat"));
            graph.Model.Graph.Node[^1].Domain = ClassicalNodes.Domain;
            graph.Model.OpsetImport.Add(new OperatorSetIdProto { Domain = ClassicalNodes.Domain, Version = 2 });
        }
        else
        {
            var table = new TensorProto { Name = "names", DataType = (int)TensorElementType.String, Dims = { names.Length } };
            table.StringData.Add(names.Select(ByteString.CopyFromUtf8));
            graph.Model.Graph.Initializer.Add(table);
            graph.Node("Gather", ["names", "k"], ["y"]);
        }

        var (predictions, reading) = brought.Score(brought.Request(graph.Model, graph.Model, Inputs, Truth))[0];
        Assert.Equal(AnswerMeaning.Class, reading.Meaning);
        Assert.Equal(Truth, predictions.Predicted);
    }

    [Fact]
    public void Two_outputs_that_fit_alike_are_asked_for()
    {
        var model = WithPooler();
        var thrown = Assert.Throws<InputException>(() => BroughtModels.Family(brought.Request(model, model, Inputs, Truth)));
        Assert.Contains("several outputs could hold the answers: 'pooled' float32[N,6], 'y'", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("--answer pooled=none", thrown.Fix, StringComparison.Ordinal);
        Assert.Equal(Truth, brought.Score(brought.Request(model, model, Inputs, Truth, "pooled=none"))[0].Predictions.Predicted);
        Assert.Equal(Truth, brought.Score(brought.Request(model, model, Inputs, Truth, "y=logits"))[0].Predictions.Predicted);
    }

    [Fact]
    public void Two_outputs_that_fit_alike_do_not_keep_costs_from_being_measured() =>
        Assert.Equal(2, BroughtModels.Family(brought.Request(WithPooler(), WithPooler(), inputs: null)).Models.Count);

    [Fact]
    public void The_teachers_output_is_taken_of_a_student_that_has_more()
    {
        var teacher = Graph(["N", Classes], TensorElementType.Float).Node("Identity", ["z"], ["y"]).Model;
        Assert.Equal(Truth, brought.Score(brought.Request(teacher, WithPooler(), Inputs, Truth))[1].Predictions.Predicted);
    }

    [Fact]
    public void Fewer_answers_than_items_are_refused()
    {
        var model = Graph([1, Classes], TensorElementType.Float).Node("ReduceMean", ["z"], ["y"], ClassicalNodes.Whole("axes", 0)).Model;
        var thrown = Assert.Throws<InputException>(() => brought.Score(brought.Request(model, model, Inputs, Truth)));
        Assert.Contains("'y' gave shape [1,4] for a call of 4 items, and 4 numbers", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_lie_across_the_items_are_refused()
    {
        var model = Graph([Classes, "N"], TensorElementType.Float).Node("Transpose", ["z"], ["y"]).Model;
        Assert.Throws<InputException>(() => brought.Score(brought.Request(model, model, Inputs)));
    }

    [Fact]
    public void An_output_that_was_squeezed_for_one_item_is_its_row()
    {
        var model = Graph([Classes], TensorElementType.Float).Node("Squeeze", ["z"], ["y"]).Model;
        model.Graph.Output[0].Type.TensorType.Shape = null;
        Assert.Equal(Truth, brought.Score(brought.Request(model, model, Inputs, Truth))[0].Predictions.Predicted);
        Assert.Equal(Truth, brought.Score(brought.Request(model, model, Inputs, Truth), batch: 1)[0].Predictions.Predicted);
    }

    [Fact]
    public void An_output_with_as_many_rows_as_its_values_want_is_refused()
    {
        var model = Graph(["K", Classes], TensorElementType.Float).Floats("h", [], 0)
            .Node("ReduceMax", ["z"], ["m"], ClassicalNodes.Whole("axes", 1), GraphBuilder.Whole("keepdims", 0))
            .Node("Greater", ["m", "h"], ["c"]).Node("Compress", ["z", "c"], ["y"], GraphBuilder.Whole("axis", 0)).Model;
        Assert.Throws<InputException>(() => brought.Score(brought.Request(model, model, Inputs), batch: 1));
        Assert.Throws<InputException>(() => brought.Score(brought.Request(model, model, Inputs)));
    }

    [Fact]
    public void A_class_that_is_stored_as_a_fraction_is_a_class()
    {
        var graph = Graph(["N"], TensorElementType.Float)
            .Node("ArgMax", ["z"], ["k"], GraphBuilder.Whole("axis", 1), GraphBuilder.Whole("keepdims", 0))
            .Node("Cast", ["k"], ["y"], GraphBuilder.Whole("to", (long)TensorElementType.Float));
        var (predictions, reading) = brought.Score(brought.Request(graph.Model, graph.Model, Inputs, Truth))[0];
        Assert.Equal(AnswerMeaning.Class, reading.Meaning);
        Assert.Equal(Truth, predictions.Predicted);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_best_of_all_classes_are_no_scores_of_the_first_ones(int best)
    {
        var model = new GraphBuilder("best", opset: 13)
            .Input("x", TensorElementType.Float, "N", Features)
            .Output("values", TensorElementType.Float, "N", best).Output("places", TensorElementType.Int64, "N", best)
            .Floats("W", [Features, Classes], W).Initializer("k", TensorElementType.Int64, [1], MemoryMarshal.AsBytes<long>([best]))
            .Node("MatMul", ["x", "W"], ["z"]).Node("TopK", ["z", "k"], ["values", "places"]).Model;
        if (best == 1)
        {
            Assert.Equal(Truth, brought.Score(brought.Request(model, model, Inputs, Truth))[0].Predictions.Predicted);
            return;
        }

        var thrown = Assert.Throws<InputException>(() => brought.Score(brought.Request(model, model, Inputs)));
        Assert.Contains("in their order", thrown.Message, StringComparison.Ordinal);
    }

    private static ModelProto WithPooler()
    {
        var model = Graph(["N", Classes], TensorElementType.Float).Node("Identity", ["z"], ["y"]).Node("Tanh", ["x"], ["pooled"]).Model;
        model.Graph.Output.Insert(0, GraphBuilder.Value("pooled", TensorElementType.Float, "N", Features));
        return model;
    }

    /// <summary>The linear model up to its scores <c>z</c>, with an output <c>y</c> of a shape and type.</summary>
    private static GraphBuilder Graph(object[] shape, TensorElementType type) => new GraphBuilder("linear", opset: 13)
        .Input("x", TensorElementType.Float, "N", Features).Output("y", type, shape)
        .Floats("W", [Features, Classes], W).Node("MatMul", ["x", "W"], ["z"]);
}

using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Onnx.Reading;

public sealed class OutputOriginsTests
{
    private static GraphBuilder Graph => new GraphBuilder("tail")
        .Input("x", TensorElementType.Float, "N", 4).Output("y", TensorElementType.Float, "N", 4);

    public static TheoryData<string, OutputOrigin> Tails => new()
    {
        { "Softmax", OutputOrigin.Softmax },
        { "LogSoftmax", OutputOrigin.LogSoftmax },
        { "Sigmoid", OutputOrigin.Sigmoid },
        { "ArgMax", OutputOrigin.ClassNumber },
        { "LpNormalization", OutputOrigin.UnitVector },
        { "Relu", OutputOrigin.Unknown },
    };

    [Theory]
    [MemberData(nameof(Tails))]
    public void The_last_operator_says_what_numbers_are(string operation, OutputOrigin expected)
    {
        Assert.Equal(expected, Of(Graph.Node(operation, ["x"], ["y"]).Model));
        Assert.Equal(
            expected,
            Of(Graph.Node(operation, ["x"], ["a"]).Node("Cast", ["a"], ["b"]).Node("Squeeze", ["b"], ["y"]).Model));
    }

    [Fact]
    public void Forms_that_exporters_take_apart_are_known()
    {
        Assert.Equal(OutputOrigin.LogSoftmax, Of(Graph.Node("Softmax", ["x"], ["p"]).Node("Log", ["p"], ["y"]).Model));
        Assert.Equal(
            OutputOrigin.Softmax,
            Of(Graph.Node("Exp", ["x"], ["e"]).Node("ReduceSum", ["e"], ["s"]).Node("Div", ["e", "s"], ["y"]).Model));
        Assert.Equal(
            OutputOrigin.UnitVector,
            Of(Graph.Node("ReduceL2", ["x"], ["n"]).Node("Clip", ["n"], ["c"]).Node("Expand", ["c"], ["b"]).Node("Div", ["x", "b"], ["y"])
                .Model));
        Assert.Equal(OutputOrigin.Unknown, Of(Graph.Node("Div", ["x", "x"], ["y"]).Model));
    }

    [Fact]
    public void A_sigmoid_that_is_multiplied_says_nothing() =>
        Assert.Equal(OutputOrigin.Unknown, Of(Graph.Node("Sigmoid", ["x"], ["s"]).Node("Mul", ["x", "s"], ["y"]).Model));

    [Theory]
    [InlineData("SOFTMAX", OutputOrigin.Softmax)]
    [InlineData("LOGISTIC", OutputOrigin.Sigmoid)]
    [InlineData("NONE", OutputOrigin.ClassifierScores)]
    public void A_classical_classifier_gives_the_class_and_then_the_scores(string transform, OutputOrigin scores)
    {
        var model = new GraphBuilder("trees")
            .Input("x", TensorElementType.Float, "N", 4)
            .Output("label", TensorElementType.Int64, "N").Output("y", TensorElementType.Float, "N", 3)
            .Node("TreeEnsembleClassifier", ["x"], ["label", "y"], new AttributeProto
            {
                Name = "post_transform",
                Type = AttributeProto.Types.AttributeType.String,
                S = Google.Protobuf.ByteString.CopyFromUtf8(transform),
            }).Model;
        model.Graph.Node[0].Domain = "ai.onnx.ml";
        var origins = OnnxSignature.Read(model).Outputs.ToDictionary(output => output.Name, output => output.Origin);
        Assert.Equal((OutputOrigin.ClassNumber, scores), (origins["label"], origins["y"]));
    }

    [Fact]
    public void A_graph_that_goes_in_circles_says_nothing() =>
        Assert.Equal(OutputOrigin.Unknown, Of(Graph.Node("Cast", ["y"], ["a"]).Node("Cast", ["a"], ["y"]).Model));

    private static OutputOrigin Of(ModelProto model) => OnnxSignature.Read(model).Outputs[^1].Origin;
}

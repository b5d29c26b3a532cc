using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Assembly;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Attribute = InferenceCost.Onnx.Schema.AttributeProto;

namespace InferenceCost.Tests.Onnx.Assembly;

/// <summary>The first graph is always that of two layers and an output: input, dense1, relu1, dense2, relu2, logits.</summary>
public sealed class ContinuedGraphTests : IDisposable
{
    private static readonly float[] Asked = [1, -2, 3, 0.5f];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_leads_to_no_output_of_the_tail_is_left_out()
    {
        var made = Continue(Sum("relu1"));
        Assert.Equal(["Gemm", "Relu", "ReduceSum"], made.Graph.Node.Select(node => node.OpType));
        Assert.Equal(["W1", "b1", "axis"], made.Graph.Initializer.Select(tensor => tensor.Name));
        Assert.Equal(["input"], made.Graph.Input.Select(input => input.Name));
        Assert.Equal(["sum"], made.Graph.Output.Select(output => output.Name));
        Assert.Equal(Run(First("relu1"), "relu1").Sum(), Assert.Single(Run(made, "sum")), 1e-5f);
    }

    [Fact]
    public void A_tail_may_go_on_from_an_output_and_take_an_input_too()
    {
        var tail = new GraphBuilder("tail")
            .Input("logits", TensorElementType.Float, "N", 3).Input("input", TensorElementType.Float, "N", 4)
            .Output("both", TensorElementType.Float, "N", 7)
            .Node("Concat", ["logits", "input"], ["both"], GraphBuilder.Whole("axis", 1)).Model;
        Assert.Equal([.. Run(First("logits"), "logits"), .. Asked], Run(Continue(tail), "both"));
    }

    [Fact]
    public void What_the_tail_calls_like_something_of_the_first_graph_gets_a_prefix()
    {
        var tail = new GraphBuilder("tail")
            .Input("relu1", TensorElementType.Float, "N", 8).Output("doubled", TensorElementType.Float, "N", 8)
            .Floats("W1", [1], 2).Floats("W2", [1], 1)
            .Node("Mul", ["relu1", "W1"], ["dense1"]).Node("Mul", ["dense1", "W2"], ["doubled"]).Model;
        tail.Graph.Node[0].Name = "Gemm_0";
        var made = Continue(tail);

        // W2 of the first graph is not needed, so that the tail keeps its own.
        Assert.Equal(["W1", "b1", "tail/W1", "W2"], made.Graph.Initializer.Select(tensor => tensor.Name));
        Assert.Equal(["dense1", "relu1", "tail/dense1", "doubled"], made.Graph.Node.SelectMany(node => node.Output));
        Assert.Equal(["Gemm_0", "Relu_1", "tail/Gemm_0", "Mul_1"], made.Graph.Node.Select(node => node.Name));
        Assert.Equal(Run(First("relu1"), "relu1").Select(value => 2 * value), Run(made, "doubled"));
    }

    [Fact]
    public void Names_inside_a_branch_are_renamed_with_the_others_and_what_it_captures_stays()
    {
        var branch = new GraphBuilder("branch")
            .Output("dense1", TensorElementType.Float, "N", 8).Node("Mul", ["relu1", "W1"], ["dense1"]).Model.Graph;
        var other = new GraphBuilder("other")
            .Output("same", TensorElementType.Float, "N", 8).Node("Identity", ["relu1"], ["same"]).Model.Graph;
        var tail = new GraphBuilder("tail")
            .Input("relu1", TensorElementType.Float, "N", 8).Output("chosen", TensorElementType.Float, "N", 8)
            .Floats("W1", [1], 3).Initializer("yes", TensorElementType.Bool, [], [1])
            .Node("If", ["yes"], ["chosen"], Branch("then_branch", branch), Branch("else_branch", other)).Model;
        var made = Continue(tail);
        Assert.Equal(["W1", "b1", "tail/W1", "yes"], made.Graph.Initializer.Select(tensor => tensor.Name));
        Assert.Equal(Run(First("relu1"), "relu1").Select(value => 3 * value), Run(made, "chosen"));
    }

    [Fact]
    public void Weights_in_half_precision_behind_a_cast_become_single_and_others_stay()
    {
        Half[] stored = [(Half)0.5f, (Half)1.25f];
        var tail = new GraphBuilder("tail")
            .Input("logits", TensorElementType.Float, "N", 3).Output("out", TensorElementType.Float, "N", 3)
            .Output("kept", TensorElementType.Float16, 1)
            .Initializer("half", TensorElementType.Float16, [1], MemoryMarshal.AsBytes(stored.AsSpan(0, 1)))
            .Initializer("other", TensorElementType.Float16, [1], MemoryMarshal.AsBytes(stored.AsSpan(1, 1)))
            .Node("Cast", ["half"], ["single"], GraphBuilder.Whole("to", (long)TensorElementType.Float))
            .Node("Mul", ["logits", "single"], ["out"]).Node("Identity", ["other"], ["kept"]).Model;
        var made = Continue(tail);
        Assert.DoesNotContain(made.Graph.Node, node => node.OpType == "Cast");
        var weights = made.Graph.Initializer.ToDictionary(tensor => tensor.Name);
        Assert.Equal((TensorElementType.Float, TensorElementType.Float16),
            ((TensorElementType)weights["single"].DataType, (TensorElementType)weights["other"].DataType));
        Assert.False(weights.ContainsKey("half"));
        Assert.Equal(Run(First("logits"), "logits").Select(value => 0.5f * value), Run(made, "out"));
    }

    [Fact]
    public void The_same_files_give_the_same_bytes_and_stay_as_they_are()
    {
        var (first, tail) = (Read(First("logits"), "first"), Read(Sum("relu1"), "tail"));
        var (begun, ended) = (first.Model.ToByteArray(), tail.Model.ToByteArray());
        Assert.Equal(ContinuedGraph.Continue(first, tail).ToByteArray(), ContinuedGraph.Continue(first, tail).ToByteArray());
        Assert.Equal(begun, first.Model.ToByteArray());
        Assert.Equal(ended, tail.Model.ToByteArray());
    }

    [Fact]
    public void What_does_not_fit_together_is_refused_in_words()
    {
        Assert.Contains("its input 'nothing' is no value of", Refused(Sum("nothing")), StringComparison.Ordinal);
        Assert.Contains("its output 'dense1' is called like a value of", Refused(Sum("relu1", "dense1")), StringComparison.Ordinal);
        var older = Sum("relu1");
        older.OpsetImport[0].Version = 13;
        Assert.Contains("is of operator set 13, and ", Refused(older), StringComparison.Ordinal);
        var outside = Read(First("logits"), "first");
        var path = First("logits").SaveWithExternalData(folder.File("outside.onnx"), "outside.bin");
        Assert.Contains(
            "this one has external data",
            Assert.Throws<InputException>(() => ContinuedGraph.Continue(OnnxModelFile.Read(path), outside)).Message,
            StringComparison.Ordinal);
    }

    private static Attribute Branch(string name, GraphProto graph) =>
        new() { Name = name, Type = Attribute.Types.AttributeType.Graph, G = graph };

    /// <summary>The sum over a value's last axis.</summary>
    private static ModelProto Sum(string from, string to = "sum") => new GraphBuilder("tail")
        .Input(from, TensorElementType.Float, "N", 8).Output(to, TensorElementType.Float, "N")
        .Initializer("axis", TensorElementType.Int64, [1], MemoryMarshal.AsBytes<long>([1]))
        .Node("ReduceSum", [from, "axis"], [to], GraphBuilder.Whole("keepdims", 0)).Model;

    /// <summary>The first graph, with this value as its output.</summary>
    private static ModelProto First(string output)
    {
        var model = TinyModels.Mlp([4, 8, 8, 3]);
        model.Graph.Output[0].Name = output;
        model.Graph.Output[0].Type = GraphBuilder.Value(output, TensorElementType.Float, "N", null).Type;
        return model;
    }

    private ModelProto Continue(ModelProto tail) => ContinuedGraph.Continue(Read(First("logits"), "first"), Read(tail, "tail"));

    private string Refused(ModelProto tail) => Assert.Throws<InputException>(() => Continue(tail)).Message;

    private OnnxModelFile Read(ModelProto model, string name) => OnnxModelFile.Read(model.Save(folder.File($"{name}.onnx")));

    private static float[] Run(ModelProto model, string output)
    {
        using var session = new InferenceSession(model.ToByteArray());
        using var results = session.Run([NamedOnnxValue.CreateFromTensor("input", new DenseTensor<float>(Asked, [1, 4]))], [output]);
        return [.. results[0].AsEnumerable<float>()];
    }
}

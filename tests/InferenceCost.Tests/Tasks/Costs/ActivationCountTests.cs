using System.Runtime.InteropServices;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using InferenceCost.Records;
using InferenceCost.Tasks.Costs;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Tasks.Costs;

public sealed class ActivationCountTests : IDisposable
{
    private readonly ModelFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_value_between_is_counted_and_integers_are_not()
    {
        // tiny = x * 2^-80, twice: 2^-160 is no float32 at all and becomes 0; 2^-80 * 2^-60 = 2^-140 is subnormal.
        var model = new GraphBuilder().Input("x", TensorElementType.Float, "N", 2).Output("y", TensorElementType.Int32, "N", 2)
            .Floats("small", [1], MathF.ScaleB(1, -80)).Floats("smaller", [1], MathF.ScaleB(1, -60))
            .Node("Mul", ["x", "small"], ["tiny"]).Node("Mul", ["tiny", "smaller"], ["subnormal"]).Node("Mul", ["tiny", "small"], ["gone"])
            .Node("Cast", ["gone"], ["y"], GraphBuilder.Whole("to", (int)TensorElementType.Int32)).Model;
        var count = Count(model, items: 3, new SyntheticOptions(Values: ["x=1"]));
        Assert.Equal(["gone", "subnormal", "tiny"], count.Tensors);
        Assert.Equal(new ValueCount(18, Subnormal: 6, NotFinite: 0, Zeros: 6, LargestMagnitude: Math.ScaleB(1, -80)), count.Total);
        Assert.Equal((3, InputsKind.Synthetic), (count.Items, count.Source));
    }

    [Fact]
    public void Nodes_that_the_runtime_would_fuse_are_seen()
    {
        var count = Count(TinyModels.Mlp([16, 24, 10]), items: 2, new SyntheticOptions());
        Assert.Equal(["dense1", "logits", "relu1"], count.Tensors);
        Assert.Equal(2 * (24 + 24 + 10), count.Total.Values);
        Assert.InRange(count.Total.Zeros, 1, 2 * 24);
    }

    [Fact]
    public void Made_up_items_differ() =>
        Assert.NotEqual(
            Count(TinyModels.Relu(), 1, new()).Total.LargestMagnitude, Count(TinyModels.Relu(), 64, new()).Total.LargestMagnitude);

    [Fact]
    public void Weights_beside_the_model_are_found()
    {
        var file = OnnxModelFile.Read(TinyModels.Student().SaveWithExternalData(folder.PathOf("a.onnx")));
        Assert.Equal(16 * 24 + 24 + 24 * 10 + 10, WeightValueCount.Count(file).Values);
        Assert.Equal(24 + 24 + 10, ActivationCount.Count(file, new InputSource(), 1, TestContext.Current.CancellationToken).Total.Values);
    }

    [Fact]
    public void Constants_of_nodes_count_as_weights()
    {
        var constant = GraphBuilder.Tensor("", TensorElementType.Float, [3], MemoryMarshal.AsBytes<float>([0, float.Epsilon, 4]));
        var model = new GraphBuilder().Input("x", TensorElementType.Float, "N", 3).Output("y", TensorElementType.Float, "N", 3)
            .Node("Constant", [], ["c"], GraphBuilder.TensorValue("value", constant)).Node("Add", ["x", "c"], ["y"]).Model;
        Assert.Equal(new ValueCount(3, 1, 0, 1, 4), WeightValueCount.Count(OnnxModelFile.Read(model.Save(folder.PathOf("a.onnx")))));
    }

    private ActivationCount Count(ModelProto model, int items, SyntheticOptions options) => ActivationCount.Count(
        OnnxModelFile.Read(model.Save(folder.PathOf("a.onnx"))), new InputSource { Synthetic = options }, items,
        TestContext.Current.CancellationToken);
}

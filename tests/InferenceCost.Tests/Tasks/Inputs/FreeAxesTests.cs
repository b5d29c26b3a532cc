using InferenceCost.Onnx.Reading;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Tasks.Inputs;

public sealed class FreeAxesTests
{
    [Theory]
    [InlineData("pixels", TensorElementType.Float, "N,3,?,?", "--shape pixels=1x3x224x224 (usual for pictures of 3 channels")]
    [InlineData("pixels", TensorElementType.Float, "N,1,height,width", "--dim height=224 --dim width=224 (usual for pictures of 1")]
    [InlineData("x", TensorElementType.Float, "?,?,?,?", "--shape x=1x3x224x224 (usual for pictures of 3 channels")]
    [InlineData("pixels", TensorElementType.UInt8, "N,h,w,3", "--dim h=224 --dim w=224 (usual for pictures of 3 channels")]
    [InlineData("input_ids", TensorElementType.Int64, "N,seq", "--dim seq=128 (a usual length of a sentence pair for token")]
    [InlineData("input_ids", TensorElementType.Int64, "N,?", "--shape input_ids=1x128 (a usual length")]
    [InlineData("audio", TensorElementType.Float, "N,samples", "--dim samples=16000 (one second of sound at 16 kHz;")]
    [InlineData("x", TensorElementType.Float, "N,steps,80", "--dim steps=N (only you know the size that you deploy)")]
    [InlineData("x", TensorElementType.Float, "N,?,80", "--shape x=1xNx80 (only you know the size that you deploy)")]
    public void A_size_is_suggested_with_its_source_or_the_syntax_alone(string name, TensorElementType type, string shape, string fix)
    {
        var free = FreeAxes.Find([Value(name, type, shape)], new SyntheticOptions());
        Assert.StartsWith($"give {fix}", FreeAxes.Refusal("model.onnx", free).Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void The_batch_and_what_was_given_by_name_or_shape_is_not_free()
    {
        IReadOnlyList<OnnxValue> inputs =
            [Value("ids", TensorElementType.Int64, "N,length"), Value("bias", TensorElementType.Float, "N,4,length,N")];
        Assert.Equal([("ids", 1), ("bias", 2)], Free(new SyntheticOptions()));
        Assert.Empty(Free(new SyntheticOptions(Dimensions: ["length=7"])));
        Assert.Empty(Free(new SyntheticOptions(Shapes: ["ids=1x7"])));
        Assert.Equal([("bias", 2)], Free(new SyntheticOptions { ItemShapes = new Dictionary<string, IReadOnlyList<long>>
        {
            ["ids"] = [10, 7],
        } }));

        IEnumerable<(string, int)> Free(SyntheticOptions options) =>
            FreeAxes.Find(inputs, options).SelectMany(free => free.Axes.Select(axis => (free.Input.Name, axis)));
    }

    private static OnnxValue Value(string name, TensorElementType type, string shape) => new(
        name, type,
        [.. shape.Split(',').Select(axis => long.TryParse(axis, out var size)
            ? new OnnxDimension(size, null)
            : new OnnxDimension(null, axis == "?" ? null : axis))]);
}

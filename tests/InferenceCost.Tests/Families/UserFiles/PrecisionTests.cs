using InferenceCost.Families.UserFiles;
using InferenceCost.Onnx.Reading;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Families.UserFiles;

public sealed class PrecisionTests
{
    private static readonly OnnxInventory Any = OnnxInventory.Take(new OnnxModelFile(
        "any.onnx", 0,
        new GraphBuilder("any").Input("x", TensorElementType.Float, 1).Output("y", TensorElementType.Float, 1)
            .Node("Relu", ["x"], ["y"]).Model, []));

    [Theory]
    [InlineData("fp32", "float32", 1000)]
    // A quantised transformer: its embeddings stay as they were, and have most bytes.
    [InlineData("int8", "float32", 46_000_000, "int8", 10_600_000)]
    [InlineData("int4", "float16", 300_000_000, "uint4", 200_000_000, "uint8", 3_000_000)]
    // Scales and zero points are no weights.
    [InlineData("fp32", "float32", 4_000_000, "uint8", 300)]
    // Shapes and indices neither.
    [InlineData("fp16", "float16", 4_000, "int64", 80_000)]
    [InlineData("unknown", "int64", 80)]
    public void It_is_the_narrowest_that_holds_a_tenth_of_the_weights(string precision, params object[] bytes) =>
        Assert.Equal(precision, UserModels.Precision(Any with
        {
            BytesByType = bytes.Chunk(2).ToDictionary(pair => (string)pair[0], pair => (long)(int)pair[1]),
        }));
}

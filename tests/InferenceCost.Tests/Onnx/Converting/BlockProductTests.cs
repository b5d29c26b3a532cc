using InferenceCost.Onnx.Converting;
using InferenceCost.Onnx.Reading;
using static InferenceCost.Tests.Onnx.Converting.ConversionGraphs;

namespace InferenceCost.Tests.Onnx.Converting;

/// <summary>Products in four bits, and weights in half precision.</summary>
public sealed class BlockProductTests : IDisposable
{
    private readonly ConversionGraphs graphs = new();

    public void Dispose() => graphs.Dispose();

    [Theory]
    [InlineData(32, 0)]
    [InlineData(32, 1)]
    [InlineData(64, 0)]
    public void Weights_of_sixteen_steps_lose_nothing_but_the_rounding_of_the_input(int block, int transposed)
    {
        // 100 inputs fill no whole number of blocks. Each block holds its -8 steps, which decide the scale.
        var random = new Random(5);
        var columns = Enumerable.Range(0, 200).Select(column => Enumerable.Range(0, 100).Select(
            row => row % block == 0 ? -8f : random.Next(-8, 8)).Select(step => step * (column + 1) / 64f).ToArray()).ToArray();
        float[] weights = transposed == 1 ? [.. columns.SelectMany(column => column)]
            : [.. Enumerable.Range(0, 100).SelectMany(row => columns.Select(column => column[row]))];
        var (model, report) = graphs.Convert(
            Graph().Floats("W", transposed == 1 ? [200, 100] : [100, 200], weights).Floats("b", [200], Numbers(200, 3))
                .Node("Gemm", ["x", "W", "b"], ["y"], GraphBuilder.Whole("transB", transposed)).Model,
            "int4", block);
        var node = Assert.Single(model.Graph.Node, node => node.OpType == "MatMulNBits");
        Assert.Equal("com.microsoft", node.Domain);
        Assert.Equal(
            [("K", 100L), ("N", 200L), ("bits", 4L), ("block_size", block), ("accuracy_level", 4L)],
            node.Attribute.Select(attribute => (attribute.Name, attribute.I)));
        Assert.StartsWith(
            FormattableString.Invariant($"int4, a scale for {block} weights"), report.Converted[0].Form, StringComparison.Ordinal);
        graphs.AssertAlike(0.01, X(2, 100));
    }

    [Fact]
    public void Four_bits_take_what_they_say()
    {
        var (_, report) = graphs.Convert(
            Graph().Floats("W", [256, 256], Numbers(65536)).Node("MatMul", ["x", "W"], ["y"]).Model, "int4");
        Assert.Equal(65536 / 2 + 65536 / 32 * 4, report.Converted[0].BytesAfter);
        Assert.Equal("int4", InferenceCost.Families.UserFiles.UserModels.Precision(
            OnnxInventory.Take(OnnxModelFile.Read(graphs.PathOf("b.onnx")))));
        graphs.AssertAlike(0.2, X(2, 256));
    }

    [Fact]
    public void Halves_of_numbers_that_are_halves_lose_nothing()
    {
        float[] halves = [.. Numbers(128 * 128).Select(number => (float)(Half)number)];
        var (model, report) = graphs.Convert(Graph().Floats("W", [128, 128], halves).Node("MatMul", ["x", "W"], ["y"]).Model, "fp16");
        Assert.Equal(["Cast", "MatMul"], model.Graph.Node.Select(node => node.OpType));
        Assert.Equal(2 * 128 * 128, report.Converted[0].BytesAfter);
        Assert.Equal(graphs.Run("a.onnx", X(3, 128)), graphs.Run("b.onnx", X(3, 128)));
    }

    [Fact]
    public void Numbers_beyond_half_precision_are_left()
    {
        var weights = Numbers(128 * 128);
        weights[7] = 70_000;
        var (_, report) = graphs.Convert(
            Graph().Floats("W", [128, 128], weights).Floats("V", [128, 128], Numbers(128 * 128))
                .Node("MatMul", ["x", "W"], ["p"]).Node("MatMul", ["p", "V"], ["y"]).Model, "fp16");
        Assert.Equal(("it holds numbers beyond the range of half precision", "W"), (report.Left[0].Reason, report.Left[0].Example));
    }

    [Fact]
    public void What_is_zero_stays_zero_and_what_is_farthest_keeps_its_value()
    {
        float[] block = [0.25f, -1, 0.875f, .. new float[29]];
        var rounded = Quantization.Blocks(block, 32, 1, outputsFirst: false, 32);
        Assert.Equal(0.125f, rounded.Scales[0]);
        Assert.Equal((byte)(10 | (0 << 4)), rounded.Numbers[0]);
        Assert.Equal((byte)(15 | (8 << 4)), rounded.Numbers[1]);
        Assert.All(rounded.Numbers[2..], pair => Assert.Equal(0x88, pair));
        var nothing = Quantization.Rows(new float[8], 4, Quantization.Stored);
        Assert.Equal(new byte[8], nothing.Numbers);
        Assert.Equal([1f, 1f], nothing.Scales);
        Assert.Equal([1f], Quantization.Rows([1e-45f, 0], 2, Quantization.Stored).Scales);
    }
}

using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Attribute = InferenceCost.Onnx.Schema.AttributeProto;
using static InferenceCost.Tests.Onnx.Converting.ConversionGraphs;

namespace InferenceCost.Tests.Onnx.Converting;

/// <summary>Products and tables in eight bits.</summary>
public sealed class IntegerProductTests : IDisposable
{
    private const double EightBits = 0.03;

    private readonly ConversionGraphs graphs = new();

    public void Dispose() => graphs.Dispose();

    [Fact]
    public void A_product_is_what_its_rounded_numbers_give()
    {
        var weights = Numbers(128 * 160);
        var (model, report) = graphs.Convert(
            Graph().Floats("W", [128, 160], weights).Node("MatMul", ["x", "W"], ["y"]).Model, "int8");
        Assert.Equal(
            ["DynamicQuantizeLinear", "MatMulInteger", "Cast", "Mul", "Mul"], model.Graph.Node.Select(node => node.OpType));
        var part = Assert.Single(report.Converted);
        Assert.Equal(("MatMul", 1, 4L * 128 * 160, 128L * 160 + 4 * 160), (part.Operator, part.Count, part.BytesBefore, part.BytesAfter));

        var x = Numbers(128, seed: 9);
        var answer = graphs.Run("b.onnx", new DenseTensor<float>(x, [1, 128]));
        var expected = Rounded(x, weights, 160);
        for (var column = 0; column < 160; column++)
        {
            Assert.Equal(expected[column], answer[column], 1e-4);
        }
    }

    /// <summary>By the definitions of DynamicQuantizeLinear and of a scale a column.</summary>
    private static double[] Rounded(float[] x, float[] weights, int width)
    {
        var (low, high) = (Math.Min(0f, x.Min()), Math.Max(0f, x.Max()));
        var step = (high - low) / 255;
        var zero = (int)Math.Clamp(Math.Round(-low / step), 0, 255);
        int[] whole = [.. x.Select(value => (int)Math.Clamp(Math.Round(value / step) + zero, 0, 255) - zero)];
        return [.. Enumerable.Range(0, width).Select(column =>
        {
            float[] own = [.. Enumerable.Range(0, x.Length).Select(row => weights[row * width + column])];
            var scale = own.Max(Math.Abs) / 64;
            return own.Zip(whole, (weight, input) => Math.Round(weight / scale) * input).Sum() * scale * step;
        })];
    }

    [Fact]
    public void Products_that_share_an_input_round_it_once_and_before_both_whatever_the_order_of_the_weights()
    {
        // The weights lie in the file the other way round than the nodes that use them.
        var (model, _) = graphs.Convert(
            Graph().Floats("second", [128, 128], Numbers(128 * 128, 2)).Floats("first", [128, 128], Numbers(128 * 128))
                .Node("MatMul", ["x", "first"], ["one"]).Node("MatMul", ["x", "second"], ["two"]).Node("Add", ["one", "two"], ["y"]).Model,
            "int8");
        Assert.Equal(1, Count(model, "DynamicQuantizeLinear"));
        Assert.Equal(2, Count(model, "MatMulInteger"));
        AssertOrdered(model);
        graphs.AssertAlike(EightBits, X(3, 128));
    }

    [Fact]
    public void Names_that_are_taken_are_not_given_again()
    {
        var (model, _) = graphs.Convert(
            Graph().Floats("W", [128, 128], Numbers(128 * 128)).Floats("W_int8", [1], 1)
                .Node("Add", ["x", "W_int8"], ["x_uint8"]).Node("MatMul", ["x", "W"], ["p"]).Node("Add", ["p", "x_uint8"], ["y"]).Model,
            "int8");
        AssertOrdered(model);
        var given = model.Graph.Node.SelectMany(node => node.Output).Concat(model.Graph.Initializer.Select(tensor => tensor.Name)).ToList();
        Assert.Equal(given.Distinct().Count(), given.Count);
        graphs.AssertAlike(EightBits, X(2, 128));
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0.5f)]
    public void Gemm_keeps_its_form_its_factor_and_its_bias(int transposed, float alpha)
    {
        long[] shape = transposed == 1 ? [160, 128] : [128, 160];
        var (model, _) = graphs.Convert(
            Graph().Floats("W", shape, Numbers(128 * 160)).Floats("b", [160], Numbers(160, 4)).Node(
                "Gemm", ["x", "W", "b"], ["y"], GraphBuilder.Whole("transB", transposed), Real("alpha", alpha)).Model,
            "int8");
        Assert.Equal(0, Count(model, "Gemm"));
        AssertOrdered(model);
        graphs.AssertAlike(EightBits, X(3, 128));
    }

    [Theory]
    [InlineData("transA", 1f, "Gemm transposes what it multiplies")]
    [InlineData("beta", 0.5f, "Gemm scales what it adds")]
    public void A_gemm_of_another_form_is_left_and_said(string attribute, float value, string reason)
    {
        var named = attribute == "beta" ? Real(attribute, value) : GraphBuilder.Whole(attribute, 1);
        var (_, report) = graphs.Convert(
            Graph().Floats("W", [128, 128], Numbers(128 * 128)).Floats("V", [128, 128], Numbers(128 * 128, 2))
                .Node("MatMul", ["x", "V"], ["p"]).Node("Gemm", ["p", "W"], ["y"], named).Model,
            "int8");
        Assert.Equal((reason, 1, "W"), (Assert.Single(report.Left).Reason, report.Left[0].Count, report.Left[0].Example));
    }

    [Fact]
    public void Rows_of_a_table_keep_their_own_scale()
    {
        // Every number is a whole multiple of its row's scale, so that nothing is lost.
        float[] table = [.. Enumerable.Range(0, 2048).SelectMany(row => Enumerable.Range(0, 128).Select(
            column => column == 0 ? 127f * (row + 1) : (float)((column * 7 % 255) - 127) * (row + 1)))];
        var (model, report) = graphs.Convert(Table(table), "int8");
        Assert.Equal("int8, a scale a row, looked up", Assert.Single(report.Converted).Form);
        Assert.Equal(2, Count(model, "Gather"));
        var ids = NamedOnnxValue.CreateFromTensor("ids", new DenseTensor<long>(new long[] { 0, 2047, -1, 5 }, [4]));
        Assert.Equal(graphs.Run("a.onnx", ids), graphs.Run("b.onnx", ids));
    }

    [Fact]
    public void A_small_table_is_left() => Assert.Contains(
        "it is a table of less than a megabyte",
        Assert.Throws<InferenceCost.Foundation.InputException>(() => graphs.Convert(Table(Numbers(256 * 128)), "int8")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("int8")]
    [InlineData("int4")]
    public void A_tied_table_stays_one_tensor(string to)
    {
        var model = new GraphBuilder("tied").Input("ids", TensorElementType.Int64, "N").Output("y", TensorElementType.Float, null, null)
            .Floats("table", [2048, 128], Numbers(2048 * 128)).Node("Gather", ["table", "ids"], ["found"])
            .Node("Transpose", ["table"], ["head"]).Node("MatMul", ["found", "head"], ["y"]).Model;
        var (copy, report) = graphs.Convert(model, to);
        Assert.Equal("Gather and MatMul", Assert.Single(report.Converted).Operator);
        Assert.Single(copy.Graph.Initializer, tensor => tensor.Dims.Count == 2 && tensor.Dims[1] == 128);
        Assert.Equal(TensorElementType.Int8, (TensorElementType)copy.Graph.Initializer.First(tensor => tensor.Dims[^1] == 128).DataType);
        Assert.True(new FileInfo(graphs.PathOf("b.onnx")).Length < 2048 * 128 * 1.1);
        AssertOrdered(copy);
        graphs.AssertAlike(
            EightBits, NamedOnnxValue.CreateFromTensor("ids", new DenseTensor<long>(new long[] { 3, 1999 }, [2])));
    }

    [Fact]
    public void Filters_are_stored_small_and_computed_as_before()
    {
        var filters = Numbers(32 * 64 * 9);
        var model = new GraphBuilder("conv").Input("x", TensorElementType.Float, 1, 64, 8, 8)
            .Output("y", TensorElementType.Float, null, null, null, null)
            .Floats("W", [32, 64, 3, 3], filters).Node("Conv", ["x", "W"], ["y"]).Model;
        var (copy, report) = graphs.Convert(model, "int8");
        Assert.Contains("computed in fp32", Assert.Single(report.Converted).Form, StringComparison.Ordinal);
        Assert.Equal(["Cast", "Mul", "Conv"], copy.Graph.Node.Select(node => node.OpType));

        // The original with filters that are rounded already gives the same.
        float[] rounded = [.. filters.Chunk(64 * 9).SelectMany(filter =>
        {
            var scale = filter.Max(Math.Abs) / 127;
            return filter.Select(value => MathF.Round(value / scale) * scale);
        })];
        var again = model.Clone();
        again.Graph.Initializer.Clear();
        again.Graph.Initializer.Add(GraphBuilder.Tensor(
            "W", TensorElementType.Float, [32, 64, 3, 3], System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(rounded)));
        again.Save(graphs.PathOf("a.onnx"));
        graphs.AssertAlike(1e-5, NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(Numbers(64 * 64, 3), [1, 64, 8, 8])));
    }

    private static ModelProto Table(float[] numbers) => new GraphBuilder("table")
        .Input("ids", TensorElementType.Int64, "N").Output("y", TensorElementType.Float, null, null)
        .Floats("table", [numbers.Length / 128, 128], numbers).Node("Gather", ["table", "ids"], ["y"]).Model;

    private static Attribute Real(string name, float value) => new() { Name = name, Type = Attribute.Types.AttributeType.Float, F = value };
}

using InferenceCost.Foundation;
using InferenceCost.Onnx.Converting;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using static InferenceCost.Tests.Onnx.Converting.ConversionGraphs;

namespace InferenceCost.Tests.Onnx.Converting;

/// <summary>Files in, files out, and what is left.</summary>
public sealed class ModelConverterTests : IDisposable
{
    private readonly ConversionGraphs graphs = new();

    public void Dispose() => graphs.Dispose();

    [Fact]
    public void The_same_file_gives_the_same_copy()
    {
        TwoProducts().Save(graphs.PathOf("a.onnx"));
        byte[] Bytes(string name)
        {
            ModelConverter.Convert(
                graphs.PathOf("a.onnx"), graphs.PathOf(name), ConversionOptions.Parse("int8"), TestContext.Current.CancellationToken);
            return File.ReadAllBytes(graphs.PathOf(name));
        }

        Assert.Equal(Bytes("one.onnx"), Bytes("two.onnx"));
    }

    [Theory]
    [InlineData("int8")]
    [InlineData("int4")]
    [InlineData("fp16")]
    public void External_data_gives_the_same_copy_as_data_inside(string to)
    {
        var (inside, _) = graphs.Convert(TwoProducts(), to);
        TwoProducts().SaveWithExternalData(graphs.PathOf("c.onnx"));
        var report = ModelConverter.Convert(
            graphs.PathOf("c.onnx"), graphs.PathOf("d.onnx"), ConversionOptions.Parse(to), TestContext.Current.CancellationToken);
        var outside = ModelProto.Parser.ParseFrom(File.ReadAllBytes(graphs.PathOf("d.onnx")));
        Assert.Equal(inside.Graph.Node, outside.Graph.Node);
        Assert.Equal(
            inside.Graph.Initializer.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).Select(tensor => (tensor.Name, tensor.RawData)),
            outside.Graph.Initializer.OrderBy(tensor => tensor.Name, StringComparer.Ordinal).Select(
                tensor => (tensor.Name, tensor.RawData)));
        Assert.Equal(new FileInfo(graphs.PathOf("d.onnx")).Length, report.BytesAfter);
        Assert.True(report.BytesBefore > 2 * 4 * 128 * 128);
        Assert.Empty(OnnxModelFile.Read(graphs.PathOf("d.onnx")).ExternalFiles);
    }

    [Theory]
    [InlineData("c.onnx")]
    [InlineData("weights.bin")]
    public void A_file_of_the_original_is_not_written_over(string target)
    {
        TwoProducts().SaveWithExternalData(graphs.PathOf("c.onnx"));
        var before = File.ReadAllBytes(graphs.PathOf(target));
        var error = Assert.Throws<InputException>(() => ModelConverter.Convert(
            graphs.PathOf("c.onnx"), graphs.PathOf(target), ConversionOptions.Parse("int8"), TestContext.Current.CancellationToken));
        Assert.Contains("belongs to the model that is converted", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(graphs.PathOf(target)));
    }

    [Fact]
    public void A_conversion_that_is_stopped_leaves_nothing()
    {
        TwoProducts().Save(graphs.PathOf("a.onnx"));
        Assert.Throws<OperationCanceledException>(() => ModelConverter.Convert(
            graphs.PathOf("a.onnx"), graphs.PathOf("b.onnx"), ConversionOptions.Parse("int8"), new CancellationToken(canceled: true)));
        Assert.Equal(["a.onnx"], Directory.GetFiles(Path.GetDirectoryName(graphs.PathOf("a.onnx"))!).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("MatMul_0", "W")]
    [InlineData("MatMul", "")]
    public void What_is_to_be_kept_is_kept(string keep, string kept)
    {
        if (kept.Length == 0)
        {
            Assert.Contains(
                "it was to be kept", Assert.Throws<InputException>(() => graphs.Convert(TwoProducts(), "int8", null, keep)).Message,
                StringComparison.Ordinal);
            return;
        }

        var (model, report) = graphs.Convert(TwoProducts(), "int8", null, keep);
        Assert.Equal(("it was to be kept", kept), (Assert.Single(report.Left).Reason, report.Left[0].Example));
        Assert.Equal(1, Count(model, "MatMul"));
    }

    [Fact]
    public void What_is_to_be_kept_and_is_not_there_is_refused() => Assert.Contains(
        "--keep MatMull: no operator",
        Assert.Throws<InputException>(() => graphs.Convert(TwoProducts(), "int8", null, "MatMull")).Message, StringComparison.Ordinal);

    [Fact]
    public void What_cannot_be_converted_is_left_with_its_reason()
    {
        var broken = Numbers(128 * 128);
        broken[5] = float.NaN;
        var inner = new GraphProto { Name = "inner" };
        inner.Node.Add(new NodeProto { OpType = "MatMul", Input = { "x", "inside" }, Output = { "in" } });
        inner.Output.Add(GraphBuilder.Value("in", TensorElementType.Float, null, null));
        var other = inner.Clone();
        var model = Graph().Floats("W", [128, 128], Numbers(128 * 128)).Floats("broken", [128, 128], broken)
            .Floats("inside", [128, 128], Numbers(128 * 128, 3)).Floats("left", [128, 128], Numbers(128 * 128, 4))
            .Floats("added", [128, 128], Numbers(128 * 128, 5)).Floats("small", [128], Numbers(128))
            .Initializer("yes", TensorElementType.Bool, [], [1])
            .Node("MatMul", ["x", "W"], ["p"]).Node("MatMul", ["p", "broken"], ["q"]).Node(
                "If", ["yes"], ["r"], Inner("then_branch", inner), Inner("else_branch", other))
            .Node("MatMul", ["left", "added"], ["s"]).Node("Sum", ["q", "r", "s", "small"], ["y"]).Model;
        var (_, report) = graphs.Convert(model, "int8");
        Assert.Equal(
            [
                "broken: it holds numbers that are not finite", "inside: it is used inside If",
                "left: it is the left-hand side of a product", "small: it has fewer than 16,384 numbers", "yes: it is bool, not float32",
            ],
            report.Left.Select(part => $"{part.Example}: {part.Reason}").Order(StringComparer.Ordinal));
        Assert.Equal(2, report.Converted.Sum(part => part.Count));
        using var session = new InferenceSession(graphs.PathOf("b.onnx"));
    }

    [Fact]
    public void Values_of_constant_nodes_are_weights_too()
    {
        var value = GraphBuilder.Tensor(
            "", TensorElementType.Float, [128, 128], System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(Numbers(128 * 128)));
        var (model, _) = graphs.Convert(
            Graph().Node("Constant", [], ["W"], GraphBuilder.TensorValue("value", value)).Node("MatMul", ["x", "W"], ["y"]).Model, "int8");
        Assert.Equal((0, 1), (Count(model, "Constant"), Count(model, "MatMulInteger")));
        graphs.AssertAlike(0.03, X(2, 128));
    }

    [Fact]
    public void Old_files_that_list_weights_as_inputs_get_constants()
    {
        var model = TwoProducts();
        model.IrVersion = 3;
        model.Graph.Input.Add(GraphBuilder.Value("W", TensorElementType.Float, 128, 128));
        model.Graph.Input.Add(GraphBuilder.Value("V", TensorElementType.Float, 128, 128));
        var (copy, _) = graphs.Convert(model, "int8");
        Assert.Equal("x", Assert.Single(copy.Graph.Input).Name);
        Assert.Equal(4, copy.IrVersion);
        graphs.AssertAlike(0.03, X(2, 128));
    }

    [Fact]
    public void An_operator_set_that_is_too_old_is_named()
    {
        var model = Graph(opset: 10).Floats("W", [128, 128], Numbers(128 * 128)).Node("MatMul", ["x", "W"], ["y"]).Model;
        Assert.Contains(
            "is of operator set 10, and int8 needs 11", Assert.Throws<InputException>(() => graphs.Convert(model, "int8")).Message,
            StringComparison.Ordinal);
        graphs.Convert(model, "fp16");
        graphs.AssertAlike(0.001, X(2, 128));
    }

    [Theory]
    [InlineData("int7", null, "'int7' is no type")]
    [InlineData("int4", 24, "a block of 24 weights")]
    [InlineData("int4", 512, "a block of 512 weights")]
    public void Types_and_blocks_that_there_are_not_are_refused(string to, int? block, string message) => Assert.Contains(
        message, Assert.Throws<InputException>(() => ConversionOptions.Parse(to, block)).Message, StringComparison.Ordinal);

    private static ModelProto TwoProducts() => Graph()
        .Floats("V", [128, 128], Numbers(128 * 128, 2)).Floats("W", [128, 128], Numbers(128 * 128))
        .Node("MatMul", ["x", "W"], ["p"]).Node("MatMul", ["p", "V"], ["y"]).Model;

    private static AttributeProto Inner(string name, GraphProto graph) =>
        new() { Name = name, Type = AttributeProto.Types.AttributeType.Graph, G = graph };
}

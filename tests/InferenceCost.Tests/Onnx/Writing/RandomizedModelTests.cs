using System.Runtime.InteropServices;
using Google.Protobuf;
using InferenceCost.Families.UserFiles;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using InferenceCost.Onnx.Writing;
using InferenceCost.Records;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Onnx.Writing;

public sealed class RandomizedModelTests : IDisposable
{
    private readonly ModelFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Weights_are_others_of_the_same_mean_and_deviation()
    {
        var drawn = Redrawn(Weights("w", Shifted(40_000)), out var count);
        Assert.Equal(["w"], count.Drawn);
        Assert.Equal((40_000L, 0L), (count.DrawnElements, count.KeptElements));
        var values = Floats(drawn, "w");

        // Uniform in 2.5 to 3.5: mean 3, deviation 1 / sqrt(12). Standard errors of 40,000 draws: 0.0014 and 0.0010.
        Assert.InRange(values.Average(), 2.99, 3.01);
        Assert.InRange(Math.Sqrt(values.Average(value => (value - 3.0) * (value - 3.0))), 0.283, 0.295);
        Assert.DoesNotContain(values.Zip(Shifted(40_000)), pair => pair.First == pair.Second);
    }

    [Fact]
    public void The_same_seed_gives_the_same_file_and_another_seed_another()
    {
        var model = TinyModels.Teacher().Save(folder.PathOf("a.onnx"));
        byte[] Bytes(string name, ulong seed)
        {
            RandomizedModel.Write(model, folder.PathOf(name), seed, TestContext.Current.CancellationToken);
            return File.ReadAllBytes(folder.PathOf(name));
        }

        var first = Bytes("one.onnx", 7);
        Assert.Equal(first, Bytes("two.onnx", 7));
        Assert.NotEqual(first, Bytes("three.onnx", 8));
    }

    [Fact]
    public void The_copy_says_loudly_what_it_is()
    {
        var original = TinyModels.Teacher();
        original.MetadataProps.Add(new StringStringEntryProto { Key = "weights", Value = "trained" });
        original.MetadataProps.Add(new StringStringEntryProto { Key = "author", Value = "somebody" });
        var drawn = Redrawn(original, out _, seed: 12);
        Assert.Equal("InferenceCost (random weights, seed 12)", drawn.ProducerName);
        Assert.StartsWith("Random weights:", drawn.Graph.DocString, StringComparison.Ordinal);
        Assert.Equal(
            ["author=somebody", "weights=random", "seed=12", "original=a.onnx by InferenceCost.Tests"],
            drawn.MetadataProps.Select(line => $"{line.Key}={line.Value}"));
        Assert.Equal(WeightsKind.Random, UserFamily.Build(folder.PathOf("b.onnx"), []).Models[0].Definition.Weights);
    }

    [Fact]
    public void The_graph_stays_and_the_runtime_takes_it()
    {
        var original = TinyModels.Teacher();
        var drawn = Redrawn(original, out var count);
        Assert.Equal(original.Graph.Node, drawn.Graph.Node);
        Assert.Equal(
            original.Graph.Initializer.Select(Described).Order(StringComparer.Ordinal),
            drawn.Graph.Initializer.Select(Described).Order(StringComparer.Ordinal));
        Assert.Equal(6, count.Drawn.Count);
        using var session = new InferenceSession(folder.PathOf("b.onnx"));
        Assert.Equal(["logits"], session.OutputNames);
    }

    [Fact]
    public void What_is_no_weight_stays()
    {
        var model = Weights("w", Shifted(16));
        var graph = model.Graph;
        graph.Initializer.Add(Float("seven", 1, 2, 3, 4, 5, 6, 7));
        graph.Initializer.Add(Float("zeros", new float[16]));
        graph.Initializer.Add(Float("mask", [float.NegativeInfinity, .. new float[15]]));
        graph.Initializer.Add(Float("region", 0, 0, 0, 0, 1, 1, 1, 1));
        graph.Initializer.Add(Float("scale", 1, 2, 3, 4, 5, 6, 7, 8));
        graph.Initializer.Add(
            GraphBuilder.Tensor("shape", TensorElementType.Int64, [9], MemoryMarshal.AsBytes<long>([1, 2, 3, 4, 5, 6, 7, 8, 9])));
        graph.Node.Add(new NodeProto { OpType = "Resize", Input = { "x", "region", "seven" }, Output = { "r" } });
        graph.Node.Add(new NodeProto { OpType = "DequantizeLinear", Input = { "q", "scale" }, Output = { "d" } });
        var drawn = Redrawn(model, out var count);
        Assert.Equal(["w"], count.Drawn);
        Assert.Equal(7 + 16 + 16 + 8 + 8, count.KeptElements);
        Assert.All(graph.Initializer.Where(tensor => tensor.Name != "w"), tensor => Assert.Contains(tensor, drawn.Graph.Initializer));
    }

    [Fact]
    public void What_had_one_sign_keeps_it_and_nothing_overflows()
    {
        var model = Weights("w", Shifted(16));
        var skewed = Enumerable.Range(0, 4096).Select(i => i % 64 == 0 ? 100f : 0.01f).ToArray();
        model.Graph.Initializer.Add(Float("variance", skewed));
        model.Graph.Initializer.Add(Float("negative", [.. skewed.Select(value => -value)]));
        Half[] wide = [.. Enumerable.Range(0, 4096).Select(i => i % 2 == 0 ? Half.MaxValue : Half.MinValue)];
        model.Graph.Initializer.Add(GraphBuilder.Tensor("wide", TensorElementType.Float16, [4096], MemoryMarshal.AsBytes<Half>(wide)));
        var drawn = Redrawn(model, out _);
        Assert.All(Floats(drawn, "variance"), value => Assert.True(value >= 0));
        Assert.All(Floats(drawn, "negative"), value => Assert.True(value <= 0));
        Assert.Equal(0, ValueCount.Count(TensorElementType.Float16, Stored(drawn, "wide").RawData.Span).NotFinite);
    }

    [Theory]
    [InlineData(TensorElementType.Float16)]
    [InlineData(TensorElementType.Double)]
    public void Other_widths_are_drawn_too_from_raw_bytes_and_from_lists(TensorElementType type)
    {
        var (raw, listed) = (
            new TensorProto { Name = "raw", DataType = (int)type, Dims = { 64, 32 } },
            new TensorProto { Name = "listed", DataType = (int)type, Dims = { 64, 32 } });
        var values = Shifted(2048);
        if (type == TensorElementType.Double)
        {
            raw.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<double>([.. values.Select(value => (double)value)]));
            listed.DoubleData.Add(values.Select(value => (double)value));
        }
        else
        {
            raw.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<Half>([.. values.Select(value => (Half)value)]));
            listed.Int32Data.Add(values.Select(value => (int)BitConverter.HalfToUInt16Bits((Half)value)));
        }

        var model = Weights("w", Shifted(16));
        model.Graph.Initializer.Add([raw, listed]);
        var drawn = Redrawn(model, out var count);
        Assert.Equal(["w", "raw", "listed"], count.Drawn);
        Assert.All(new[] { "raw", "listed" }, name =>
        {
            var count = ValueCount.Count(type, Stored(drawn, name).RawData.Span);
            Assert.Equal((2048L, 0L), (count.Values, count.NotFinite));

            // Mean 3 and deviation 0.289, and no draw lies further out than 3.47 deviations.
            Assert.InRange(count.LargestMagnitude, 3.5, 4.01);
        });
    }

    [Fact]
    public void A_weight_that_is_stored_twice_stays_one()
    {
        var model = Weights("w", Shifted(64));
        model.Graph.Initializer.Add(Float("twin", Shifted(64)));
        var drawn = Redrawn(model, out _);
        Assert.Equal(Floats(drawn, "w"), Floats(drawn, "twin"));
    }

    [Fact]
    public void External_data_is_read_and_the_copy_stands_alone()
    {
        TinyModels.Teacher().SaveWithExternalData(folder.PathOf("a.onnx"));
        var count = RandomizedModel.Write(folder.PathOf("a.onnx"), folder.PathOf("sub/b.onnx"), 1, TestContext.Current.CancellationToken);
        Assert.Equal(6, count.Drawn.Count);
        Assert.Empty(OnnxModelFile.Read(folder.PathOf("sub/b.onnx")).ExternalFiles);
        using var session = new InferenceSession(folder.PathOf("sub/b.onnx"));
        TinyModels.Teacher().Save(folder.PathOf("c.onnx"));
        RandomizedModel.Write(folder.PathOf("c.onnx"), folder.PathOf("d.onnx"), 1, TestContext.Current.CancellationToken);
        Assert.Equal(
            Floats(OnnxModelFile.Read(folder.PathOf("d.onnx")).Model, "W2"),
            Floats(OnnxModelFile.Read(folder.PathOf("sub/b.onnx")).Model, "W2"));
    }

    [Fact]
    public void What_stays_and_lies_outside_is_copied()
    {
        var model = Weights("w", Shifted(16));
        model.Graph.Initializer.Add(Float("seven", 1, 2, 3, 4, 5, 6, 7));
        model.Graph.Initializer.Add(GraphBuilder.Tensor(
            "large", TensorElementType.Int8, [3_000_000], [.. Enumerable.Range(0, 3_000_000).Select(i => (byte)(i / 7))]));
        model.Graph.Initializer.Add(GraphBuilder.Tensor("empty", TensorElementType.Float, [0], []));
        model.SaveWithExternalData(folder.PathOf("a.onnx"));
        RandomizedModel.Write(folder.PathOf("a.onnx"), folder.PathOf("b.onnx"), 1, TestContext.Current.CancellationToken);
        var copy = OnnxModelFile.Read(folder.PathOf("b.onnx"));
        Assert.Empty(copy.ExternalFiles);
        Assert.All(
            model.Graph.Initializer.Skip(1),
            tensor => Assert.True(tensor.RawData.Span.SequenceEqual(Stored(copy.Model, tensor.Name).RawData.Span)));
    }

    [Fact]
    public void Weights_inside_of_a_branch_are_drawn_too()
    {
        var model = Weights("w", Shifted(16));
        var branch = new GraphProto { Name = "then", Initializer = { Float("inner", Shifted(32)), Float("few", 1, 2) } };
        model.Graph.Node.Add(new NodeProto
        {
            OpType = "If", Input = { "c" }, Output = { "i" },
            Attribute = { new AttributeProto { Name = "then_branch", Type = AttributeProto.Types.AttributeType.Graph, G = branch } },
        });
        var drawn = Redrawn(model, out var count);
        Assert.Equal(["w", "inner"], count.Drawn);
        Assert.Equal(2, count.KeptElements);
        var inner = drawn.Graph.Node[^1].Attribute[0].G.Initializer;
        Assert.NotEqual(branch.Initializer[0].RawData, inner[0].RawData);
        Assert.Equal(branch.Initializer[1], inner[1]);
    }

    [Fact]
    public void External_data_outside_the_folder_is_not_read()
    {
        folder.Write("secret.bin", new byte[400_000]);
        Directory.CreateDirectory(folder.PathOf("model"));
        TinyModels.Teacher().SaveWithExternalData(folder.PathOf("model/a.onnx"), "../secret.bin");
        Assert.Throws<InputException>(
            () => RandomizedModel.Write(folder.PathOf("model/a.onnx"), folder.PathOf("b.onnx"), 1, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(folder.PathOf("b.onnx")));
    }

    [Theory]
    [InlineData("a.onnx")]
    [InlineData("sub/../a.onnx")]
    [InlineData("weights")]
    public void Nothing_that_exists_is_replaced(string output)
    {
        Directory.CreateDirectory(folder.PathOf("sub"));
        TinyModels.Teacher().SaveWithExternalData(folder.PathOf("a.onnx"), "weights.data");
        var before = (File.ReadAllBytes(folder.PathOf("a.onnx")), File.ReadAllBytes(folder.PathOf("weights.data")));
        var refused = Assert.Throws<InputException>(
            () => RandomizedModel.Write(folder.PathOf("a.onnx"), folder.PathOf(output), 1, TestContext.Current.CancellationToken));
        Assert.Contains("is not replaced", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before.Item1, File.ReadAllBytes(folder.PathOf("a.onnx")));
        Assert.Equal(before.Item2, File.ReadAllBytes(folder.PathOf("weights.data")));
    }

    [Fact]
    public void A_model_without_weights_is_refused_and_leaves_nothing()
    {
        TinyModels.Relu().Save(folder.PathOf("a.onnx"));
        Assert.Throws<InputException>(
            () => RandomizedModel.Write(folder.PathOf("a.onnx"), folder.PathOf("b.onnx"), 1, TestContext.Current.CancellationToken));
        Assert.Equal(["a.onnx"], Directory.GetFiles(folder.Root).Select(file => Path.GetFileName(file)));
    }

    [Fact]
    public void A_cancelled_copy_leaves_nothing()
    {
        TinyModels.Teacher().Save(folder.PathOf("a.onnx"));
        Assert.Throws<OperationCanceledException>(
            () => RandomizedModel.Write(folder.PathOf("a.onnx"), folder.PathOf("b.onnx"), 1, new CancellationToken(canceled: true)));
        Assert.Equal(["a.onnx"], Directory.GetFiles(folder.Root).Select(file => Path.GetFileName(file)));
    }

    private ModelProto Redrawn(ModelProto original, out DrawnCount count, ulong seed = 1)
    {
        original.Save(folder.PathOf("a.onnx"));
        count = RandomizedModel.Write(folder.PathOf("a.onnx"), folder.PathOf("b.onnx"), seed, TestContext.Current.CancellationToken);
        return OnnxModelFile.Read(folder.PathOf("b.onnx")).Model;
    }

    private static ModelProto Weights(string name, float[] values)
    {
        var model = new GraphBuilder("one")
            .Input("x", TensorElementType.Float, 1, values.Length)
            .Output("y", TensorElementType.Float, 1, values.Length)
            .Node("Add", ["x", name], ["y"]).Model;
        model.Graph.Initializer.Add(Float(name, values));
        return model;
    }

    /// <summary>Evenly spread over 2.5 to 3.5.</summary>
    private static float[] Shifted(int count) => [.. Enumerable.Range(0, count).Select(i => 2.5f + (i + 0.5f) / count)];

    private static TensorProto Float(string name, params float[] values) =>
        GraphBuilder.Tensor(name, TensorElementType.Float, [values.Length], MemoryMarshal.AsBytes<float>(values));

    private static string Described(TensorProto tensor) => $"{tensor.Name} {tensor.DataType} {string.Join('x', tensor.Dims)}";

    private static TensorProto Stored(ModelProto model, string name) => model.Graph.Initializer.Single(tensor => tensor.Name == name);

    private static float[] Floats(ModelProto model, string name) =>
        MemoryMarshal.Cast<byte, float>(Stored(model, name).RawData.Span).ToArray();
}

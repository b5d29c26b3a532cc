using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Onnx.Writing;

public sealed class GraphFileTests : IDisposable
{
    private readonly ModelFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_written_graph_is_read_back_with_the_weights_it_was_given_and_says_that_they_are_random()
    {
        var graph = SmallGraph.Linear(seed: 7);
        graph.Save(folder.PathOf("a.onnx"));

        var read = OnnxModelFile.Read(folder.PathOf("a.onnx"));
        var inventory = OnnxInventory.Take(read);
        Assert.Equal(
            ["encoder.layer.0.dense.weight", "encoder.layer.0.dense.bias"], read.Model.Graph.Initializer.Select(tensor => tensor.Name));
        Assert.Equal(["/encoder.layer.0.dense/MatMul", "/encoder.layer.0.dense/Add"], read.Model.Graph.Node.Select(node => node.Name));
        Assert.Equal((64 * 48) + 48, inventory.Parameters);
        Assert.Equal(graph.Parameters, inventory.Parameters);
        Assert.Equal(graph.WeightBytes, inventory.InitializerBytes);
        Assert.Equal(17, inventory.Opsets["ai.onnx"]);
        Assert.Equal("InferenceCost (random weights, seed 7)", inventory.Producer);
        Assert.Contains(read.Model.MetadataProps, line => line is { Key: "weights", Value: "random" });
        Assert.Contains(read.Model.MetadataProps, line => line is { Key: "seed", Value: "7" });
    }

    [Fact]
    public void What_it_computes_is_what_its_weights_say()
    {
        SmallGraph.Linear().Save(folder.PathOf("a.onnx"));
        var weight = Stored("a.onnx", "encoder.layer.0.dense.weight");
        var bias = Stored("a.onnx", "encoder.layer.0.dense.bias");
        var expected = Enumerable.Range(0, 3 * 48).Select(
            at => bias[at % 48] + Enumerable.Range(0, 64).Sum(k => Math.Sin(((at / 48 * 64) + k) * 0.7f) * weight[(k * 48) + (at % 48)]));
        Assert.All(expected.Zip(SmallGraph.Answer(folder.PathOf("a.onnx"))), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        SmallGraph.Linear(seed: 7).Save(folder.PathOf("a.onnx"));
        SmallGraph.Linear(seed: 7).Save(folder.PathOf("b.onnx"));
        SmallGraph.Linear(seed: 8).Save(folder.PathOf("c.onnx"));
        Assert.Equal(File.ReadAllBytes(folder.PathOf("a.onnx")), File.ReadAllBytes(folder.PathOf("b.onnx")));
        Assert.NotEqual(Stored("a.onnx", "encoder.layer.0.dense.weight"), Stored("c.onnx", "encoder.layer.0.dense.weight"));
    }

    [Fact]
    public void External_data_answers_as_weights_inside_the_file_do()
    {
        SmallGraph.Linear().Save(folder.PathOf("a.onnx"));
        WriteWith("b.onnx", largestInside: 4096);

        var read = OnnxModelFile.Read(folder.PathOf("b.onnx"));
        Assert.Equal([folder.PathOf("b.onnx.data")], read.ExternalFiles);
        Assert.Equal(64 * 48 * 4, new FileInfo(folder.PathOf("b.onnx.data")).Length);
        Assert.Equal(SmallGraph.Answer(folder.PathOf("a.onnx")), SmallGraph.Answer(folder.PathOf("b.onnx")));
    }

    [Fact]
    public void A_model_written_over_one_with_external_data_leaves_none_behind()
    {
        WriteWith("a.onnx", largestInside: 4096);
        SmallGraph.Linear().Save(folder.PathOf("a.onnx"));
        Assert.Equal(["a.onnx"], Files());
    }

    [Fact]
    public void Half_precision_halves_the_file_and_answers_nearly_the_same()
    {
        SmallGraph.Linear().Save(folder.PathOf("a.onnx"));
        SmallGraph.Linear(precision: WeightPrecision.Half).Save(folder.PathOf("b.onnx"));
        Assert.Equal(2 * ((64 * 48) + 48), OnnxInventory.Take(OnnxModelFile.Read(folder.PathOf("b.onnx"))).InitializerBytes);
        Assert.All(Differences("a.onnx", "b.onnx"), difference => Assert.InRange(difference, 0, 5e-4));
    }

    [Theory]
    [InlineData(8, 0.005)]
    [InlineData(4, 0.08)]
    public void Rounded_weights_answer_nearly_what_the_same_weights_in_full_do(int bits, double largest)
    {
        // Of a standard deviation of 0.02 * sqrt(64) * rms(x): half a step is 1/14 or 1/254 of the largest of 32 values.
        SmallGraph.Linear().Save(folder.PathOf("a.onnx"));
        SmallGraph.Rounded(bits).Save(folder.PathOf("b.onnx"));
        var inventory = OnnxInventory.Take(OnnxModelFile.Read(folder.PathOf("b.onnx")));
        Assert.Equal((64 * 48) + 48, inventory.Parameters);
        Assert.Equal(64 * 48 * bits / 8, inventory.BytesByType["uint8"]);
        Assert.All(Differences("a.onnx", "b.onnx"), difference => Assert.InRange(difference, 0, largest));
        Assert.Contains(Differences("a.onnx", "b.onnx"), difference => difference > 0);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public void Rounded_weights_may_end_within_a_block(int bits)
    {
        SmallGraph.Rounded(bits, inputs: 40).Save(folder.PathOf("a.onnx"));
        Assert.All(SmallGraph.Answer(folder.PathOf("a.onnx"), inputs: 40), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void A_sink_that_fails_half_way_leaves_nothing_and_is_told()
    {
        var refused = Assert.Throws<InputException>(() => WriteWith("a.onnx", largestInside: 0, (path, _) => new FullDisk(path, 5000)));
        Assert.Contains("a.onnx could not be written: No space left", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public void A_failed_write_leaves_the_old_model_as_it_was()
    {
        WriteWith("a.onnx", largestInside: 4096);
        var before = File.ReadAllBytes(folder.PathOf("a.onnx"));
        Assert.Throws<InputException>(() => WriteWith("a.onnx", largestInside: long.MaxValue, (path, _) => new FullDisk(path, 5000)));
        Assert.Equal(["a.onnx", "a.onnx.data"], Files());
        Assert.Equal(before, File.ReadAllBytes(folder.PathOf("a.onnx")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(long.MaxValue)]
    public void A_cancelled_write_leaves_nothing(long largestInside)
    {
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => GraphFile.Write(
            SmallGraph.Linear(), folder.PathOf("a.onnx"), largestInside, (path, _) => new Cancelling(path, source), null, source.Token));
        Assert.Empty(Files());
    }

    [Fact]
    public void Too_little_room_is_told_before_anything_is_written()
    {
        var refused = Assert.Throws<InputException>(() => GraphFile.Write(
            SmallGraph.Linear(), folder.PathOf("a.onnx"), 0, (_, _) => throw new InvalidOperationException("opened"), freeBytes: 12_000,
            CancellationToken.None));
        Assert.Contains("needs 0.00 GB, but only 0.00 GB are free", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Files());
    }

    [Fact]
    public void A_folder_that_is_a_file_is_refused()
    {
        folder.Write("taken", [1]);
        Assert.Throws<InputException>(() => SmallGraph.Linear().Save(Path.Combine(folder.PathOf("taken"), "a.onnx")));
        Assert.Equal(["taken"], Files());
    }

    [Fact]
    public void Writing_needs_memory_for_a_piece_and_not_for_the_weights()
    {
        var graph = new OnnxGraphBuilder("large", 1);
        var x = graph.Input("x", TensorElementType.Float, "rows", 4096);
        graph.Output("y", graph.Root.Node("MatMul", x, graph.Root.Weight("weight", WeightValues.Normal(0.02), 4096, 4096)), "rows", 4096);
        var definition = graph.Build();
        var layout = WeightLayout.Arrange(definition.Weights, GraphFile.LargestInside);
        var before = GC.GetAllocatedBytesForCurrentThread();
        ModelStream.Write(definition, layout, "a.onnx.data", Stream.Null, new WeightCopier(CancellationToken.None));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
    }

    private void WriteWith(string name, long largestInside, Func<string, long, Stream>? create = null) => GraphFile.Write(
        SmallGraph.Linear(), folder.PathOf(name), largestInside, create ?? ((path, _) => File.Create(path)), null, CancellationToken.None);

    private string[] Files() => [.. Directory.GetFiles(folder.Root).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    private float[] Stored(string file, string name)
    {
        var tensor = OnnxModelFile.Read(folder.PathOf(file)).Model.Graph.Initializer.Single(tensor => tensor.Name == name);
        return System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
    }

    private double[] Differences(string one, string other) =>
        SmallGraph.Answer(folder.PathOf(one)).Zip(SmallGraph.Answer(folder.PathOf(other)), (a, b) => (double)Math.Abs(a - b)).ToArray();

    private sealed class FullDisk(string path, int room) : FileStream(path, FileMode.Create)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer);
            if (Position > room)
            {
                throw new IOException("No space left on device");
            }
        }
    }

    private sealed class Cancelling(string path, CancellationTokenSource source) : FileStream(path, FileMode.Create)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            base.Write(buffer);
            source.Cancel();
        }
    }
}

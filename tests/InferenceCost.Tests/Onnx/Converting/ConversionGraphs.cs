using InferenceCost.Onnx.Converting;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Onnx.Converting;

/// <summary>Converts small graphs and runs them beside their originals.</summary>
internal sealed class ConversionGraphs : IDisposable
{
    private readonly ModelFolder folder = new();

    public string PathOf(string name) => folder.PathOf(name);

    public void Dispose() => folder.Dispose();

    /// <summary>Seeded numbers in -0.5 to 0.5.</summary>
    public static float[] Numbers(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.5f)];
    }

    /// <summary>A graph with one input "x" and one output "y".</summary>
    public static GraphBuilder Graph(long opset = 17) => new GraphBuilder("g", opset)
        .Input("x", TensorElementType.Float, "N", "K").Output("y", TensorElementType.Float, null, null);

    public (ModelProto Model, ConversionReport Report) Convert(ModelProto original, string to, int? block = null, params string[] keep)
    {
        original.Save(PathOf("a.onnx"));
        var report = ModelConverter.Convert(
            PathOf("a.onnx"), PathOf("b.onnx"), ConversionOptions.Parse(to, block, keep), TestContext.Current.CancellationToken);
        return (ModelProto.Parser.ParseFrom(File.ReadAllBytes(PathOf("b.onnx"))), report);
    }

    /// <summary>The output "y" of a file for the input "x".</summary>
    public float[] Run(string file, Tensor<float> x) => Run(file, NamedOnnxValue.CreateFromTensor("x", x));

    public float[] Run(string file, params NamedOnnxValue[] inputs)
    {
        using var session = new InferenceSession(PathOf(file));
        using var outputs = session.Run(inputs);
        return [.. outputs.First(output => output.Name == "y").AsEnumerable<float>()];
    }

    /// <summary>Asserts that the copy answers as the original does, but for so much of the largest answer.</summary>
    public void AssertAlike(double share, params NamedOnnxValue[] inputs)
    {
        var (before, after) = (Run("a.onnx", inputs), Run("b.onnx", inputs));
        var most = share * before.Max(Math.Abs);
        Assert.All(before.Zip(after), pair => Assert.InRange(pair.Second, pair.First - most, pair.First + most));
    }

    public static NamedOnnxValue X(int rows, int columns, int seed = 9) =>
        NamedOnnxValue.CreateFromTensor("x", new DenseTensor<float>(Numbers(rows * columns, seed), [rows, columns]));

    public static int Count(ModelProto model, string operation) => model.Graph.Node.Count(node => node.OpType == operation);

    /// <summary>Asserts that every value is there before it is used, as the ONNX format demands.</summary>
    public static void AssertOrdered(ModelProto model)
    {
        var known = model.Graph.Input.Select(input => input.Name).Concat(model.Graph.Initializer.Select(tensor => tensor.Name)).ToHashSet();
        foreach (var node in model.Graph.Node)
        {
            Assert.All(node.Input, input => Assert.Contains(input, known));
            known.UnionWith(node.Output);
        }
    }
}

using System.Text.Json;
using InferenceCost.Architectures;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Architectures;

/// <summary>One file of Golden: an architecture at a small size, inputs, and what an independent implementation answers.</summary>
internal sealed class GoldenCase(string name) : IDisposable
{
    private readonly JsonDocument content = JsonDocument.Parse(File.ReadAllText(PathOf(name)));

    /// <summary>The names of all cases.</summary>
    public static IEnumerable<string> Names => Directory.GetFiles(Path.GetDirectoryName(PathOf("any"))!, "*.json")
        .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public string Architecture => content.RootElement.GetProperty("architecture").GetString()!;

    public GraphDefinition Graph(WeightPrecision precision = WeightPrecision.Full) => ArchitectureCatalog.Build(
        Architecture, content.RootElement.GetProperty("hyperParameters"), content.RootElement.GetProperty("seed").GetUInt64(), precision);

    /// <summary>Values of the expected outputs by name.</summary>
    public Dictionary<string, float[]> Expected() => content.RootElement.GetProperty("outputs").EnumerateObject()
        .ToDictionary(output => output.Name, output => Values(output.Value, value => value.GetSingle()));

    /// <summary>What ONNX Runtime answers to the case's inputs.</summary>
    public Dictionary<string, float[]> Answer(string model, SessionOptions? options = null)
    {
        using var session = options is null ? new InferenceSession(model) : new InferenceSession(model, options);
        var inputs = content.RootElement.GetProperty("inputs").EnumerateObject().Select(input => Input(input.Name, input.Value)).ToArray();
        using var results = session.Run(inputs);
        return results.ToDictionary(result => result.Name, result => result.AsEnumerable<float>().ToArray());
    }

    public void Dispose() => content.Dispose();

    private static NamedOnnxValue Input(string input, JsonElement tensor)
    {
        var shape = tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToArray();
        return tensor.GetProperty("type").GetString() == "int64"
            ? NamedOnnxValue.CreateFromTensor(input, new DenseTensor<long>(Values(tensor, value => value.GetInt64()), shape))
            : NamedOnnxValue.CreateFromTensor(
                input, new DenseTensor<float>(Singles(tensor, shape.Aggregate(1, (product, size) => product * size)), shape));
    }

    private static T[] Values<T>(JsonElement tensor, Func<JsonElement, T> read) =>
        [.. tensor.GetProperty("values").EnumerateArray().Select(read)];

    /// <summary>Stored numbers, or those of a large input that is computed: number i is the sine of a step times i.</summary>
    private static float[] Singles(JsonElement tensor, int count) => tensor.TryGetProperty("sine", out var step)
        ? [.. Enumerable.Range(0, count).Select(index => (float)Math.Sin(step.GetDouble() * index))]
        : Values(tensor, value => value.GetSingle());

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Architectures", "Golden", $"{name}.json");
}

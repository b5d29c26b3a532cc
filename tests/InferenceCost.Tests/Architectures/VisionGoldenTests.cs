using System.Text.Json;
using InferenceCost.Architectures;
using InferenceCost.Onnx;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Tests.Architectures;

/// <summary>
/// Small networks of every kind answer what a second implementation answers with the same weights: PyTorch modules written from the papers
/// (Golden/make_vision.py), in which also the weights are made a second time.
/// </summary>
public sealed class VisionGoldenTests
{
    private const double Tolerance = 1e-4;

    private static readonly JsonElement[] Cases = JsonSerializer.Deserialize<JsonElement[]>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Architectures", "Golden", "vision.json")))!;

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Cases.Length)];

    [Theory]
    [MemberData(nameof(Indices))]
    public void A_network_answers_as_its_second_implementation(int index)
    {
        using var folder = new TemporaryFolder();
        var (graph, path) = Write(Cases[index], folder);
        var expected = Cases[index].GetProperty("logits").EnumerateArray().SelectMany(row => row.EnumerateArray().Select(value => value.GetDouble())).ToArray();

        var answer = Answer(path, 2, Cases[index].GetProperty("hyperParameters").GetProperty("imageSize").GetInt32());

        var largest = expected.Max(Math.Abs);
        Assert.Equal(expected.Length, answer.Length);
        Assert.All(expected.Zip(answer), pair => Assert.InRange(pair.Second, pair.First - (Tolerance * largest), pair.First + (Tolerance * largest)));
        var difference = answer[..(answer.Length / 2)].Zip(answer[(answer.Length / 2)..]).Max(pair => Math.Abs(pair.First - pair.Second));
        Assert.True(difference > 50 * Tolerance * largest, "the images hardly make a difference, so the comparison says little");
        Assert.Equal(graph.Parameters, OnnxInventory.Of(OnnxModelFile.Read(path)).Parameters);
    }

    private static (GraphDefinition Graph, string Path) Write(JsonElement golden, TemporaryFolder folder)
    {
        var graph = ArchitectureCatalog.Build(golden.GetProperty("architecture").GetString()!, golden.GetProperty("hyperParameters"));
        var path = Path.Combine(folder.Path, "model.onnx");
        GraphFile.Write(graph, path, TestContext.Current.CancellationToken);
        return (graph, path);
    }

    /// <summary>Images whose pixels are the sine of 0.7 times their index, as in Golden/weights.py.</summary>
    private static float[] Answer(string path, int items, int size)
    {
        var pixels = Enumerable.Range(0, items * 3 * size * size).Select(index => (float)Math.Sin(0.7 * index)).ToArray();
        using var session = new InferenceSession(path);
        using var images = OrtValue.CreateTensorValueFromMemory(pixels, [items, 3, size, size]);
        using var run = new RunOptions();
        using var results = session.Run(run, ["pixel_values"], [images], ["logits"]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}

using System.Text.Json;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;

namespace InferenceCost.Tests.Commands;

/// <summary><c>models randomize</c> and <c>models show --values</c>, once started as a person starts them.</summary>
public sealed class RandomizeCommandTests : IDisposable
{
    private readonly ModelFolder folder = new();

    public RandomizeCommandTests() => TinyModels.Student().Save(folder.PathOf("student.onnx"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_copy_is_written_once_and_its_values_are_shown()
    {
        var (code, text, error) = await BuiltProgram.Run(
            folder.Root, "models", "randomize", "student.onnx", "--output", "random.onnx", "--seed", "3");
        Assert.Equal((0, ""), (code, error));
        Assert.Equal(
            "wrote random.onnx: random weights, seed 3\ndrawn anew: 658 numbers in 4 tensors; 0 other floating-point numbers stay\n", text);

        (code, text, _) = await Models("show", "random.onnx", "--values", "--items", "5", "--format", "json");
        Assert.Equal(0, code);
        var root = JsonDocument.Parse(text).RootElement;
        Assert.Equal("InferenceCost (random weights, seed 3)", root.GetProperty("inventory").GetProperty("producer").GetString());
        var values = root.GetProperty("values");
        Assert.Equal(658, values.GetProperty("weights").GetProperty("values").GetInt64());
        Assert.Equal((5, 5 * (24 + 24 + 10), 0), (
            values.GetProperty("activations").GetProperty("items").GetInt32(),
            values.GetProperty("activations").GetProperty("total").GetProperty("values").GetInt32(),
            values.GetProperty("activations").GetProperty("total").GetProperty("subnormal").GetInt32()));

        (code, text, _) = await Models("show", "random.onnx", "--values", "--items", "5");
        Assert.Equal(0, code);
        Assert.Contains(
            "values of weights: 658; subnormal 0; not finite 0; zero 0.0 %; largest magnitude ", text, StringComparison.Ordinal);
        Assert.Contains(
            "values that nodes gave, 5 items (synthetic), 3 tensors: 290; subnormal 0; not finite 0; zero ",
            text,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is not replaced", "randomize", "student.onnx", "--output", "student.onnx")]
    [InlineData("an empty path", "randomize", "student.onnx", "--output", " ")]
    [InlineData("not a number of items", "show", "student.onnx", "--values", "--items", "0")]
    [InlineData("no family", "show", "student.onnx", "--values", "--family", "fashion")]
    public async Task Wrong_use_ends_with_2_and_a_reason(string reason, params string[] arguments)
    {
        var before = File.ReadAllBytes(folder.PathOf("student.onnx"));
        var (code, _, error) = await Models(arguments);
        Assert.Equal(2, code);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.Equal(["student.onnx"], Directory.GetFiles(folder.Root).Select(file => Path.GetFileName(file)));
        Assert.Equal(before, File.ReadAllBytes(folder.PathOf("student.onnx")));
    }

    private Task<(int Code, string Output, string Error)> Models(params string[] arguments) =>
        WarmProgram.Run(folder.Root, ["models", .. arguments]);
}

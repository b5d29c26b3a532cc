using InferenceCost.Onnx.Writing;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;

namespace InferenceCost.Tests.Architectures;

public sealed class GoldenTests : IDisposable
{
    private readonly ModelFolder folder = new();

    public static TheoryData<string> Cases => [.. GoldenCase.Names];

    public void Dispose() => folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_architecture_answers_as_an_independent_implementation_with_the_same_weights_does(string name)
    {
        // Single precision leaves some 1e-6 of the largest value.
        Assert.InRange(LargestDifference(name, WeightPrecision.Full), 0, 1e-5);
    }

    [Theory]
    [InlineData("bert", WeightPrecision.Half, 0.01)]
    [InlineData("bert", WeightPrecision.EightBits, 0.15)]
    [InlineData("gpt2-cached", WeightPrecision.Half, 0.005)]
    [InlineData("gpt2-cached", WeightPrecision.EightBits, 0.03)]
    [InlineData("gpt2-cached", WeightPrecision.FourBits, 0.4)]
    [InlineData("whisper-encoder", WeightPrecision.Half, 0.005)]
    [InlineData("whisper-encoder", WeightPrecision.EightBits, 0.03)]
    [InlineData("resnet-50", WeightPrecision.Half, 0.005)]
    [InlineData("mobilenet-v2", WeightPrecision.Half, 0.01)]
    [InlineData("mobilenet-v3-small", WeightPrecision.Half, 0.005)]
    [InlineData("deit-distilled", WeightPrecision.Half, 0.005)]
    public void Smaller_weights_answer_nearly_the_same(string name, WeightPrecision precision, double largest) =>
        Assert.InRange(LargestDifference(name, precision), 1e-7, largest);

    private double LargestDifference(string name, WeightPrecision precision)
    {
        using var golden = new GoldenCase(name);
        golden.Graph(precision).Save(folder.PathOf("model.onnx"));
        var answer = golden.Answer(folder.PathOf("model.onnx"));
        var expected = golden.Expected();
        Assert.Equal(expected.Keys.Order(), answer.Keys.Order());
        return expected.Max(output => Difference(output.Value, answer[output.Key]));
    }

    private static double Difference(float[] expected, float[] answer)
    {
        Assert.Equal(expected.Length, answer.Length);
        var largest = expected.Max(value => Math.Abs(value));
        return expected.Zip(answer, (one, other) => Math.Abs((double)one - other)).Max() / largest;
    }
}

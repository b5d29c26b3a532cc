using Google.Protobuf;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Runtime.Workloads;

public sealed class OutputDifferenceTests
{
    [Fact]
    public void The_largest_and_the_mean_difference_are_told_beside_the_largest_value() =>
        Assert.Equal(new OutputDifference(4, 0.5, 0.25, 3), OutputDifference.Compute([1, -3, 2, 0], [1.5f, -3, 1.5f, 0]));

    [Fact]
    public void A_number_that_is_none_differs_from_every_number_and_from_no_other()
    {
        Assert.Equal(double.PositiveInfinity, OutputDifference.Compute([1, 2], [1, float.NaN]).Largest);
        Assert.Equal(double.PositiveInfinity, OutputDifference.Compute([1, float.PositiveInfinity], [1, float.NegativeInfinity]).Largest);
        Assert.Equal(0, OutputDifference.Compute([float.NaN, float.PositiveInfinity], [float.NaN, float.PositiveInfinity]).Largest);
    }

    [Fact]
    public void Nothing_differs_from_nothing() => Assert.Equal(new OutputDifference(0, 0, 0, 0), OutputDifference.Compute([], []));

    [Fact]
    public void All_outputs_of_a_model_are_compared()
    {
        using var model = LoadedModel.Load(TinyModels.TwoInputsTwoOutputs().ToByteArray(), new CpuProvider(), new SessionSettings());
        using var one = BoundWorkload.Bind(model, Pair([1, 2, 3], [4, 5, 6]));
        using var other = BoundWorkload.Bind(model, Pair([1, 2, 3], [4, 5, 7]));
        one.Run();
        other.Run();

        // 3 + 6 and 3 + 7 are one apart, 3 * 6 and 3 * 7 three.
        Assert.Equal(new OutputDifference(6, 3, 4.0 / 6, 18), OutputDifference.Compute(one, other));
    }

    [Fact]
    public void Outputs_that_are_no_floating_point_numbers_are_not_compared()
    {
        using var model = LoadedModel.Load(
            TinyModels.Identity(TensorElementType.Int64, 2).ToByteArray(), new CpuProvider(), new SessionSettings());
        using var workload = BoundWorkload.Bind(model, [new InputTensor("x", TensorElementType.Int64, [2], new byte[16])]);
        Assert.Null(OutputDifference.Compute(workload, workload));
    }

    private static InputTensor[] Pair(float[] a, float[] b) => [Floats("a", a), Floats("b", b)];

    private static InputTensor Floats(string name, float[] values) =>
        new(
            name, TensorElementType.Float, [1, values.Length],
            System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
}

using System.Runtime.InteropServices;
using InferenceCost.Records;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Probe;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Scenarios.Probe;

public sealed class FiniteOutputsTests
{
    [Theory]
    [InlineData(TensorElementType.Float)]
    [InlineData(TensorElementType.Double)]
    [InlineData(TensorElementType.Float16)]
    public void Numbers_that_are_not_finite_are_named_with_their_output(TensorElementType type)
    {
        using var folder = new TemporaryFolder();
        var model = new GraphBuilder("log")
            .Input("x", TensorElementType.Float, "N", 4).Output("y", type, "N", 4).Output("other", TensorElementType.Float, "N", 4)
            .Node("Log", ["x"], ["log"]).Node("Cast", ["log"], ["y"], GraphBuilder.Whole("to", (long)type))
            .Node("Relu", ["x"], ["other"]).Model;
        using var loaded = LoadedModel.Load(model.Save(folder.File("m.onnx")), new CpuProvider(), new SessionSettings());
        using var workload = BoundWorkload.Bind(loaded, [new InputTensor(
            "x", TensorElementType.Float, [1, 4], MemoryMarshal.AsBytes<float>([1, 0, -1, 2]).ToArray())]);
        workload.Run();
        Assert.Equal(
            ["output 'y': 2 of 4 numbers are not finite with made-up inputs; give real ones with --inputs, or values with --value"],
            FiniteOutputs.Notes(workload, InputsKind.Synthetic));
        Assert.Contains(
            "for the first item; check", Assert.Single(FiniteOutputs.Notes(workload, InputsKind.File)), StringComparison.Ordinal);
        MemoryMarshal.AsBytes<float>([1, 1, 1, 2]).CopyTo(workload.Input("x"));
        workload.Run();
        Assert.Empty(FiniteOutputs.Notes(workload, InputsKind.Synthetic));
    }
}

using System.Runtime.InteropServices;
using InferenceCost.Foundation;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tests.Onnx;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Runtime.Native;

public sealed class OperatorLibrariesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_runs_with_the_operators_of_a_library_and_is_refused_without()
    {
        var (library, model) = (OperatorLibrary.Build(folder), OperatorLibrary.Model().Save(folder.File("m.onnx")));
        var input = new InputTensor("x", TensorElementType.Float, [1, 3], MemoryMarshal.AsBytes<float>([1, 0, -1]).ToArray());
        using var loaded = LoadedModel.Load(model, new CpuProvider(), new SessionSettings { CustomOperators = [library] });
        using var workload = BoundWorkload.Bind(loaded, [input]);
        workload.Run();
        Assert.Equal([-8, -8], MemoryMarshal.Cast<byte, float>(workload.Output("y")).ToArray());
        var thrown = Assert.Throws<InputException>(() => LoadedModel.Load(model, new CpuProvider(), new SessionSettings()));
        Assert.Contains("--custom-ops FILE", thrown.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_library_of_operators_is_refused_by_its_name()
    {
        var settings = new SessionSettings { CustomOperators = [folder.Write("ops.so", "no library")] };
        var thrown = Assert.Throws<InputException>(
            () => LoadedModel.Load(TinyModels.Relu().Save(folder.File("m.onnx")), new CpuProvider(), settings));
        Assert.StartsWith($"--custom-ops {folder.File("ops.so")}: ONNX Runtime cannot load it", thrown.Message, StringComparison.Ordinal);
    }
}

using InferenceCost.Tests.Tasks.Inputs;
using InferenceCost.Invocation;
using InferenceCost.Running;
using InferenceCost.Running.Workers;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Inputs;
using InferenceCost.Tests.Onnx;
using InferenceCost.Tests.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Invocation;

/// <summary>A demonstration of a teacher and three students, with as many labelled items as their margin needs.</summary>
internal sealed class DemoFamily
{
    private const int Items = 4000;

    public DemoFamily(TemporaryFolder folder)
    {
        string Model(string name, int width) => TinyModels.Mlp([16, width, 10], seed: width).Save(folder.File($"{name}.onnx"));
        byte[] labels = [.. Enumerable.Range(0, Items).Select(item => (byte)(item * 7 % 10))];
        var inputs = new NpyArray("input", TensorElementType.Float, [Items, 16], new byte[Items * 16 * sizeof(float)]);
        NpzArchive.Write(folder.File("inputs.npz"), [inputs]);
        NpzArchive.Write(folder.File("labels.npz"), [new NpyArray("label", TensorElementType.UInt8, [Items], labels)]);
        Request = new RunRequest
        {
            TeacherFile = Model("large", 20_000), StudentFiles = [Model("first", 2000), Model("second", 1000), Model("third", 500)],
            InputsFile = folder.File("inputs.npz"), LabelsFile = folder.File("labels.npz"), WorkingFolder = folder.Path,
            Providers = ["cpu"], Profile = "quick", Margin = 0.02, Demo = true,
        };
    }

    /// <summary>How it is asked for.</summary>
    public RunRequest Request { get; }

    /// <summary>Runs it in this process. Nothing may be measured: an executor for that is refused.</summary>
    public static RunInvocation Invocation(Action<RunEvent>? events = null) => new(NoExecutor, events ?? (_ => { }), TimeProvider.System);

    private static IStepExecutor NoExecutor(JobContext jobs) => throw new InvalidOperationException("a demonstration measures nothing");
}

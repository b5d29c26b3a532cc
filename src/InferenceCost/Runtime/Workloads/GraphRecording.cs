using System.Globalization;
using InferenceCost.Runtime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Workloads;

/// <summary>
/// Where calls of a session are recorded by a provider that captures graphs: it records the work of a call on its device once, with the
/// addresses of that call's tensors, and replays it whatever later calls are given. So each set of tensors has a recording of its own, and
/// calls on no fixed ones have none. On every other provider this is a call's options and nothing else.
/// </summary>
internal sealed unsafe class GraphRecording : IDisposable
{
    /// <summary>
    /// Which recording a call makes or replays (kOrtRunOptionsConfigCudaGraphAnnotation in onnxruntime_run_options_config_keys.h).
    /// </summary>
    private const string Key = "gpu_graph_id";

    private const int None = -1;
    private const int ReleaseCapturedGraphSlot = 421;

    private static int made;

    private readonly InferenceSession session;
    private readonly int? id;

    private GraphRecording(LoadedModel model, int number)
    {
        session = model.Session;
        if (model.CapturesGraphs)
        {
            id = number;
            Options.AddRunConfigEntry(Key, number.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The options of the calls.</summary>
    public RunOptions Options { get; } = new();

    /// <summary>For calls whose tensors stay where they are.</summary>
    /// <param name="model">A loaded model.</param>
    public static GraphRecording OfFixedTensors(LoadedModel model) => new(model, Interlocked.Increment(ref made));

    /// <summary>For calls whose tensors may be others each time: nothing is recorded.</summary>
    /// <param name="model">A loaded model.</param>
    public static GraphRecording OfAnyTensors(LoadedModel model) => new(model, None);

    /// <summary>Gives back what the recording holds on the device.</summary>
    public void Dispose()
    {
        Options.Dispose();
        if (id is { } own and not None)
        {
            // A provider that keeps its recordings until the session ends says so; that is no reason to fail.
            NativeApi.Discard(
                ((delegate* unmanaged<nint, int, nint>)NativeApi.Function(ReleaseCapturedGraphSlot))(NativeApi.Handle(session), own));
        }
    }
}

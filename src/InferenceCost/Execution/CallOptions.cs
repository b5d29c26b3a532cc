using System.Globalization;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Execution;

/// <summary>
/// Options of a call on a provider that captures graphs: it records the work of a call on its device once, with the addresses of that call's tensors,
/// and replays it later whatever it is given. So each set of tensors has a recording of its own, and calls on no fixed ones have none.
/// </summary>
internal static class CallOptions
{
    /// <summary>Which recording a call makes or replays (kOrtRunOptionsConfigCudaGraphAnnotation in onnxruntime_run_options_config_keys.h).</summary>
    private const string RecordingKey = "gpu_graph_id";

    private const string None = "-1";

    private static int recordings;

    /// <summary>For calls whose tensors stay where they are.</summary>
    /// <param name="model">A loaded model.</param>
    public static RunOptions Captured(LoadedModel model) => With(model, Interlocked.Increment(ref recordings).ToString(CultureInfo.InvariantCulture));

    /// <summary>For calls whose tensors move.</summary>
    /// <param name="model">A loaded model.</param>
    public static RunOptions Uncaptured(LoadedModel model) => With(model, None);

    private static RunOptions With(LoadedModel model, string recording)
    {
        var options = new RunOptions();
        if (model.CapturesGraphs)
        {
            options.AddRunConfigEntry(RecordingKey, recording);
        }

        return options;
    }
}

using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Devices;

/// <summary>Where a session wants its tensors.</summary>
internal static class DeviceMemory
{
    /// <summary>Whether any input or output lies elsewhere than in the host's memory.</summary>
    public static bool IsUsed(InferenceSession session)
    {
        using var inputs = session.GetMemoryInfosForInputs();
        using var outputs = session.GetMemoryInfosForOutputs();
        return !inputs.Concat(outputs).All(IsHost);
    }

    /// <summary>Whether memory is the host's.</summary>
    public static bool IsHost(OrtMemoryInfo memory) => memory.Name == "Cpu";
}

using InferenceCost.Runtime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Devices;

/// <summary>
/// A copy of one tensor between the host and a device, laid out beforehand so that it allocates nothing. Copying from a device waits for
/// the work that makes the tensor: that is how a call is known to be over.
/// </summary>
internal abstract class TensorCopy
{
    /// <summary>A copy from the host; both tensors outlive it.</summary>
    /// <param name="host">The tensor.</param>
    /// <param name="device">Where it is copied.</param>
    /// <param name="memory">The device's memory.</param>
    /// <exception cref="NativeCallException">Nothing can copy there.</exception>
    public static TensorCopy ToDevice(OrtValue host, OrtValue device, OrtMemoryInfo memory) =>
        CudaCopy.Serves(memory) ? new CudaCopy(device, host, memory.Id, toDevice: true) : new RuntimeCopy(host, device);

    /// <summary>A copy to the host; both tensors outlive it.</summary>
    /// <param name="device">The tensor.</param>
    /// <param name="host">Where it is copied.</param>
    /// <param name="memory">The device's memory.</param>
    /// <exception cref="NativeCallException">Nothing can copy from there.</exception>
    public static TensorCopy ToHost(OrtValue device, OrtValue host, OrtMemoryInfo memory) =>
        CudaCopy.Serves(memory) ? new CudaCopy(device, host, memory.Id, toDevice: false) : new RuntimeCopy(device, host);

    /// <summary>Copies, complete on return.</summary>
    /// <exception cref="NativeCallException">The copy failed.</exception>
    public abstract void Run();
}

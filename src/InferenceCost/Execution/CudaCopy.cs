using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Execution;

/// <summary>
/// A copy by NVIDIA's driver, since the CUDA provider of ONNX Runtime's package registers none (<c>CopyTensors</c> refuses). It first waits for
/// everything on the device: the provider works on a stream of its own, which a plain copy does not wait for.
/// </summary>
internal sealed unsafe class CudaCopy : TensorCopy
{
    private readonly CudaDriver driver = CudaDriver.Instance;
    private readonly nint context;
    private readonly nint device;
    private readonly nint host;
    private readonly nuint bytes;
    private readonly bool toDevice;

    /// <summary>Lays out a copy.</summary>
    /// <param name="device">The tensor on the device; it outlives this object.</param>
    /// <param name="host">The tensor on the host; it outlives this object.</param>
    /// <param name="ordinal">Which device, as CUDA counts them.</param>
    /// <param name="toDevice">Whether the device's tensor is written, or the host's.</param>
    /// <exception cref="NativeCallException">There is no driver, or it refuses.</exception>
    public CudaCopy(OrtValue device, OrtValue host, int ordinal, bool toDevice)
    {
        context = driver.PrimaryContext(ordinal);
        this.device = Address(device);
        this.host = Address(host);
        bytes = (nuint)host.GetTensorSizeInBytes();
        this.toDevice = toDevice;
    }

    /// <summary>Whether memory is that of an NVIDIA device.</summary>
    /// <param name="memory">Where a provider wants its tensors.</param>
    public static bool Serves(OrtMemoryInfo memory) => memory.Name == "Cuda";

    /// <inheritdoc/>
    public override void Run()
    {
        driver.WaitForAll(context);
        if (toDevice)
        {
            driver.CopyToDevice(device, host, bytes);
        }
        else
        {
            driver.CopyToHost(host, device, bytes);
        }
    }

    private static nint Address(OrtValue value) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(value.GetTensorMutableRawData()));
}

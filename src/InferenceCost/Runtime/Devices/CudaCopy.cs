using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using InferenceCost.Runtime.Native;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Devices;

/// <summary>
/// A copy by NVIDIA's driver, since the CUDA provider of ONNX Runtime's package registers none (<c>CopyTensors</c> refuses). The provider
/// works on a stream of its own, which neither waits for a plain copy nor is waited for by one. So a copy from the device begins when
/// everything on it is done; and one to the device, which may return before its bytes have arrived, ends then (CUDA driver API, API
/// synchronization behavior).
/// </summary>
internal sealed unsafe class CudaCopy : TensorCopy
{
    private readonly CudaDriver driver;
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
        : this(CudaDriver.Instance, Address(device), Address(host), (nuint)host.GetTensorSizeInBytes(), ordinal, toDevice)
    {
    }

    /// <summary>As the public one, by any driver and of any memory.</summary>
    internal CudaCopy(CudaDriver driver, nint device, nint host, nuint bytes, int ordinal, bool toDevice)
    {
        this.driver = driver;
        context = driver.PrimaryContext(ordinal);
        (this.device, this.host, this.bytes, this.toDevice) = (device, host, bytes, toDevice);
    }

    /// <summary>Whether memory is that of an NVIDIA device.</summary>
    /// <param name="memory">Where a provider wants its tensors.</param>
    public static bool Serves(OrtMemoryInfo memory) => memory.Name == "Cuda";

    /// <inheritdoc/>
    public override void Run()
    {
        driver.Enter(context);
        if (toDevice)
        {
            driver.CopyToDevice(device, host, bytes);
            driver.WaitForAll();
        }
        else
        {
            driver.WaitForAll();
            driver.CopyToHost(host, device, bytes);
        }
    }

    private static nint Address(OrtValue value) => (nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(value.GetTensorMutableRawData()));
}

using System.Globalization;
using System.Runtime.InteropServices;
using InferenceCost.Runtime.Native;

namespace InferenceCost.Runtime.Devices;

/// <summary>
/// The few functions of NVIDIA's driver that copy (<c>libcuda.so.1</c>, <c>nvcuda.dll</c>; the CUDA driver API's reference), which is there
/// wherever a CUDA provider works.
/// </summary>
internal sealed unsafe class CudaDriver
{
    private static readonly Lazy<CudaDriver> Loaded = new(() => new CudaDriver(
        NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out var library)
            ? name => NativeLibrary.TryGetExport(library, name, out var address) ? address : 0
            : _ => 0));

    private readonly delegate* unmanaged<int*, int, int> deviceGet;
    private readonly delegate* unmanaged<nint*, int, int> primaryContextRetain;
    private readonly delegate* unmanaged<nint, int> contextSetCurrent;
    private readonly delegate* unmanaged<int> contextSynchronize;
    private readonly delegate* unmanaged<nint, nint, nuint, int> copyToDevice;
    private readonly delegate* unmanaged<nint, nint, nuint, int> copyToHost;

    /// <summary>Takes the functions from anywhere.</summary>
    /// <param name="symbol">The address of a function by its name, 0 where there is none.</param>
    /// <exception cref="NativeCallException">One of them is missing.</exception>
    internal CudaDriver(Func<string, nint> symbol)
    {
        nint Find(string name) => symbol(name) is var address and not 0
            ? address : throw new NativeCallException($"the NVIDIA driver cannot be loaded, or lacks {name}");

        deviceGet = (delegate* unmanaged<int*, int, int>)Find("cuDeviceGet");
        primaryContextRetain = (delegate* unmanaged<nint*, int, int>)Find("cuDevicePrimaryCtxRetain");
        contextSetCurrent = (delegate* unmanaged<nint, int>)Find("cuCtxSetCurrent");
        contextSynchronize = (delegate* unmanaged<int>)Find("cuCtxSynchronize");
        copyToDevice = (delegate* unmanaged<nint, nint, nuint, int>)Find("cuMemcpyHtoD_v2");
        copyToHost = (delegate* unmanaged<nint, nint, nuint, int>)Find("cuMemcpyDtoH_v2");
    }

    /// <summary>This machine's.</summary>
    /// <exception cref="NativeCallException">There is none.</exception>
    public static CudaDriver Instance => Loaded.Value;

    /// <summary>
    /// The context that the CUDA runtime, and so every provider, works in; kept for as long as the process lives, as they keep it.
    /// </summary>
    /// <param name="ordinal">Which device, as CUDA counts them.</param>
    /// <exception cref="NativeCallException">The driver refuses.</exception>
    public nint PrimaryContext(int ordinal)
    {
        int device;
        Check("cuDeviceGet", deviceGet(&device, ordinal));
        nint context;
        Check("cuDevicePrimaryCtxRetain", primaryContextRetain(&context, device));
        return context;
    }

    /// <summary>Makes a context the calling thread's.</summary>
    /// <exception cref="NativeCallException">The driver refuses.</exception>
    public void Enter(nint context) => Check("cuCtxSetCurrent", contextSetCurrent(context));

    /// <summary>Waits for all work in the calling thread's context.</summary>
    /// <exception cref="NativeCallException">The driver refuses, or the work failed.</exception>
    public void WaitForAll() => Check("cuCtxSynchronize", contextSynchronize());

    /// <summary>Copies to a device.</summary>
    /// <exception cref="NativeCallException">The driver refuses.</exception>
    public void CopyToDevice(nint device, nint host, nuint bytes) => Check("cuMemcpyHtoD", copyToDevice(device, host, bytes));

    /// <summary>Copies from a device.</summary>
    /// <exception cref="NativeCallException">The driver refuses.</exception>
    public void CopyToHost(nint host, nint device, nuint bytes) => Check("cuMemcpyDtoH", copyToHost(host, device, bytes));

    private static void Check(string function, int result)
    {
        if (result != 0)
        {
            throw new NativeCallException(string.Create(CultureInfo.InvariantCulture, $"the NVIDIA driver's {function} answered {result}"));
        }
    }
}

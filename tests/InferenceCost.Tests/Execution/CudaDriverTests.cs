using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using InferenceCost.Execution;

namespace InferenceCost.Tests.Execution;

/// <summary>The copies of NVIDIA's driver, from a driver of one test: its device's memory is the host's.</summary>
public sealed unsafe class CudaDriverTests
{
    private const int InvalidContext = 201;
    private const nint Context = 0x77;

    [ThreadStatic]
    private static List<string>? calls;

    [ThreadStatic]
    private static string? missing;

    private static readonly int[] Numbers = [1, 2, 3, 4];

    public CudaDriverTests() => (calls, missing) = ([], null);

    [Fact]
    public void A_copy_waits_for_the_device_in_the_device_s_context()
    {
        var driver = new CudaDriver(Symbol);
        var context = driver.PrimaryContext(3);
        driver.WaitForAll(context);
        var copied = new int[4];
        fixed (int* from = Numbers, to = copied)
        {
            driver.CopyToHost((nint)to, (nint)from, 4 * sizeof(int));
        }

        Assert.Equal(Numbers, copied);
        Assert.Equal(["retain 3", "current 119", "synchronize", "to host 16"], calls!);
    }

    [Fact]
    public void What_the_driver_refuses_is_told()
    {
        var driver = new CudaDriver(Symbol);
        Assert.Contains("cuCtxSetCurrent answered 201", Assert.Throws<NativeCallException>(() => driver.WaitForAll(0)).Message, StringComparison.Ordinal);
        Assert.Contains("cuMemcpyHtoD answered 201", Assert.Throws<NativeCallException>(() => driver.CopyToDevice(0, 0, 4)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_driver_without_a_function_is_none()
    {
        missing = "cuMemcpyDtoH_v2";
        Assert.Contains(missing, Assert.Throws<NativeCallException>(() => new CudaDriver(Symbol)).Message, StringComparison.Ordinal);
    }

    private static nint Symbol(string name) => name == missing ? 0 : name switch
    {
        "cuDeviceGet" => (nint)(delegate* unmanaged[Cdecl]<int*, int, int>)&DeviceGet,
        "cuDevicePrimaryCtxRetain" => (nint)(delegate* unmanaged[Cdecl]<nint*, int, int>)&Retain,
        "cuCtxSetCurrent" => (nint)(delegate* unmanaged[Cdecl]<nint, int>)&SetCurrent,
        "cuCtxSynchronize" => (nint)(delegate* unmanaged[Cdecl]<int>)&Synchronize,
        "cuMemcpyHtoD_v2" => (nint)(delegate* unmanaged[Cdecl]<nint, nint, nuint, int>)&ToDevice,
        "cuMemcpyDtoH_v2" => (nint)(delegate* unmanaged[Cdecl]<nint, nint, nuint, int>)&ToHost,
        _ => 0,
    };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceGet(int* device, int ordinal)
    {
        *device = ordinal;
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Retain(nint* context, int device)
    {
        calls!.Add($"retain {device}");
        *context = Context;
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SetCurrent(nint context)
    {
        calls!.Add($"current {context}");
        return context == Context ? 0 : InvalidContext;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Synchronize()
    {
        calls!.Add("synchronize");
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ToDevice(nint device, nint host, nuint bytes) => InvalidContext;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ToHost(nint host, nint device, nuint bytes)
    {
        calls!.Add($"to host {bytes}");
        new Span<byte>((void*)device, (int)bytes).CopyTo(new Span<byte>((void*)host, (int)bytes));
        return 0;
    }
}

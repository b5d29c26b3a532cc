using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using InferenceCost.Runtime.Devices;
using InferenceCost.Runtime.Native;

namespace InferenceCost.Tests.Runtime.Devices;

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
    public void A_copy_from_the_device_begins_when_all_is_done_and_one_to_it_ends_when_it_has_arrived()
    {
        var (device, host) = (new int[4], new int[4]);
        Numbers.CopyTo(device, 0);
        fixed (int* there = device, here = host)
        {
            new CudaCopy(new CudaDriver(Symbol), (nint)there, (nint)here, 4 * sizeof(int), ordinal: 3, toDevice: false).Run();
            Assert.Equal(Numbers, host);
            host[0] = 7;
            new CudaCopy(new CudaDriver(Symbol), (nint)there, (nint)here, 4 * sizeof(int), ordinal: 0, toDevice: true).Run();
            Assert.Equal(7, device[0]);
        }

        Assert.Equal(
            ["retain 3", "current 119", "synchronize", "to host 16", "retain 0", "current 119", "to device 16", "synchronize"], calls!);
    }

    [Fact]
    public void What_the_driver_refuses_is_told() =>
        Assert.Contains(
            "cuCtxSetCurrent answered 201",
            Assert.Throws<NativeCallException>(() => new CudaDriver(Symbol).Enter(0)).Message,
            StringComparison.Ordinal);

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
    private static int ToDevice(nint device, nint host, nuint bytes) => Copy("to device", host, device, bytes);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ToHost(nint host, nint device, nuint bytes) => Copy("to host", device, host, bytes);

    private static int Copy(string name, nint from, nint to, nuint bytes)
    {
        calls!.Add($"{name} {bytes}");
        new Span<byte>((void*)from, (int)bytes).CopyTo(new Span<byte>((void*)to, (int)bytes));
        return 0;
    }
}

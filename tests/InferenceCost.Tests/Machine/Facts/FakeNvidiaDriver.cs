using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace InferenceCost.Tests.Machine.Facts;

/// <summary>
/// A driver's library of one test: C functions that read and write memory at the offsets which a C compiler gives nvml.h's layouts, spelled
/// out here and shared with nothing. They serve the driver that was made last on their thread, so that tests may run beside each other.
/// </summary>
internal sealed unsafe class FakeNvidiaDriver
{
    public const int InvalidArgument = 2;
    public const int NotSupported = 3;
    public const int NoPermission = 4;
    public const int DriverNotLoaded = 9;
    public const int GpuIsLost = 15;

    private const int Uninitialized = 1;
    private const int InsufficientSize = 7;
    private const int VersionMismatch = 25;
    private const nint FirstHandle = 0x1000;

    [ThreadStatic]
    private static FakeNvidiaDriver? current;

    private static readonly nint NotSupportedText = Marshal.StringToCoTaskMemUTF8("Not Supported");
    private static readonly nint OtherText = Marshal.StringToCoTaskMemUTF8("Some Error");

    public FakeNvidiaDriver() => current = this;

    public List<Gpu> Gpus { get; } = [new()];

    /// <summary>Functions that an older library would not have.</summary>
    public HashSet<string> Missing { get; } = [];

    /// <summary>What a function answers instead of working, by its name.</summary>
    public Dictionary<string, int> Errors { get; } = [];

    public int Started { get; private set; }

    public int Ended { get; private set; }

    /// <summary>The room for processes that each question offered.</summary>
    public List<uint> Rooms { get; } = [];

    /// <summary>A process that starts after the first question about the processes.</summary>
    public (uint Id, ulong Bytes)? Late { get; set; }

    /// <summary>A library that answers the question for the number with success, as some do.</summary>
    public bool CountsWithSuccess { get; set; }

    public nint Symbol(string name) => Missing.Contains(name) ? 0 : name switch
    {
        "nvmlInit_v2" => (nint)(delegate* unmanaged[Cdecl]<int>)&Init,
        "nvmlShutdown" => (nint)(delegate* unmanaged[Cdecl]<int>)&Shutdown,
        "nvmlErrorString" => (nint)(delegate* unmanaged[Cdecl]<int, nint>)&ErrorString,
        "nvmlDeviceGetCount_v2" => (nint)(delegate* unmanaged[Cdecl]<uint*, int>)&Count,
        "nvmlDeviceGetHandleByIndex_v2" => (nint)(delegate* unmanaged[Cdecl]<uint, nint*, int>)&Handle,
        "nvmlDeviceGetName" => (nint)(delegate* unmanaged[Cdecl]<nint, byte*, uint, int>)&Name,
        "nvmlDeviceGetMemoryInfo_v2" => (nint)(delegate* unmanaged[Cdecl]<nint, byte*, int>)&MemoryInfo,
        "nvmlDeviceGetTotalEnergyConsumption" => (nint)(delegate* unmanaged[Cdecl]<nint, ulong*, int>)&Energy,
        "nvmlDeviceGetPowerUsage" => (nint)(delegate* unmanaged[Cdecl]<nint, uint*, int>)&Power,
        "nvmlDeviceGetClockInfo" => (nint)(delegate* unmanaged[Cdecl]<nint, int, uint*, int>)&Clock,
        "nvmlDeviceGetTemperature" => (nint)(delegate* unmanaged[Cdecl]<nint, int, uint*, int>)&Temperature,
        "nvmlDeviceGetComputeRunningProcesses_v3" => (nint)(delegate* unmanaged[Cdecl]<nint, uint*, byte*, int>)&Processes,
        _ => 0,
    };

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Init()
    {
        if (Error("nvmlInit_v2") is var error && error == 0)
        {
            current!.Started++;
        }

        return error;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Shutdown()
    {
        current!.Ended++;
        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static nint ErrorString(int code) => code == NotSupported ? NotSupportedText : OtherText;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Count(uint* count)
    {
        *count = (uint)current!.Gpus.Count;
        return Error("nvmlDeviceGetCount_v2");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Handle(uint index, nint* handle)
    {
        *handle = FirstHandle + (nint)index;
        return current!.Gpus[(int)index].HandleError;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Name(nint device, byte* text, uint room)
    {
        var name = Encoding.UTF8.GetBytes(Of(device).Name + "\0");
        name.AsSpan().CopyTo(new Span<byte>(text, (int)room));
        return Error("nvmlDeviceGetName");
    }

    /// <summary>nvmlMemory_v2_t, 40 bytes: version at 0, four bytes of nothing, then total, reserved, free and used.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int MemoryInfo(nint device, byte* info)
    {
        if (*(uint*)info != 0x02000028)
        {
            return VersionMismatch;
        }

        var gpu = Of(device);
        *(ulong*)(info + 8) = gpu.Total;
        *(ulong*)(info + 16) = gpu.Reserved;
        *(ulong*)(info + 24) = gpu.Free;
        *(ulong*)(info + 32) = gpu.Used;
        return Error("nvmlDeviceGetMemoryInfo_v2");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Energy(nint device, ulong* millijoules)
    {
        *millijoules = Of(device).Millijoules;
        return Error("nvmlDeviceGetTotalEnergyConsumption");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Power(nint device, uint* milliwatts)
    {
        *milliwatts = Of(device).Milliwatts;
        return Error("nvmlDeviceGetPowerUsage");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Clock(nint device, int which, uint* megahertz)
    {
        *megahertz = which switch { 1 => Of(device).SmMHz, 2 => Of(device).MemoryMHz, _ => 0 };
        return *megahertz == 0 ? InvalidArgument : Error("nvmlDeviceGetClockInfo");
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Temperature(nint device, int sensor, uint* degrees)
    {
        *degrees = Of(device).Celsius;
        return sensor != 0 ? InvalidArgument : Error("nvmlDeviceGetTemperature");
    }

    /// <summary>nvmlProcessInfo_t, 24 bytes: process at 0, memory at 8, the two instances at 16 and 20.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Processes(nint device, uint* count, byte* entries)
    {
        var driver = current!;
        driver.Rooms.Add(*count);
        var error = Error("nvmlDeviceGetComputeRunningProcesses_v3");
        var processes = Of(device).Processes;
        var room = *count;
        *count = (uint)processes.Count;
        if (error == 0 && room < processes.Count)
        {
            error = driver.CountsWithSuccess && entries == null ? 0 : InsufficientSize;
        }
        else if (error == 0)
        {
            for (var i = 0; i < processes.Count; i++)
            {
                *(uint*)(entries + (24 * i)) = processes[i].Id;
                *(ulong*)(entries + (24 * i) + 8) = processes[i].Bytes;
                *(uint*)(entries + (24 * i) + 16) = uint.MaxValue;
                *(uint*)(entries + (24 * i) + 20) = uint.MaxValue;
            }
        }

        if (driver.Late is { } late)
        {
            processes.AddRange(Enumerable.Repeat(late, 10)); // more than the room that is left for newcomers
            driver.Late = null;
        }

        return error;
    }

    private static int Error(string name) =>
        current!.Errors.TryGetValue(name, out var error)
            ? error : name != "nvmlInit_v2" && current.Started == current.Ended ? Uninitialized : 0;

    private static Gpu Of(nint device) => current!.Gpus[(int)(device - FirstHandle)];

    /// <summary>What one made-up GPU shows.</summary>
    internal sealed class Gpu
    {
        public string Name { get; set; } = "NVIDIA H100 80GB HBM3";

        public int HandleError { get; set; }

        public ulong Total { get; set; } = 85_520_809_984;

        public ulong Reserved { get; set; } = 577_765_376;

        public ulong Free { get; set; } = 84_000_000_000;

        public ulong Used { get; set; } = 943_044_608;

        public ulong Millijoules { get; set; } = 12_345_678_901_234;

        public uint Milliwatts { get; set; } = 71_250;

        public uint SmMHz { get; set; } = 1980;

        public uint MemoryMHz { get; set; } = 2619;

        public uint Celsius { get; set; } = 34;

        public List<(uint Id, ulong Bytes)> Processes { get; } = [];
    }
}

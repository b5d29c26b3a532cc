using System.Globalization;
using System.Runtime.InteropServices;

namespace InferenceCost.Machine.Nvidia;

/// <summary>
/// NVIDIA's management library (NVML) as it is called: each function is looked up by its name when it is used, because an old driver lacks
/// some and the others work all the same. Layouts and numbers are those of <c>nvml.h</c>.
/// </summary>
/// <param name="symbol">The address of a function of the library, or 0 where it has none of that name.</param>
internal sealed unsafe class NvidiaFunctions(Func<string, nint> symbol)
{
    private const int Success = 0;
    private const int InsufficientSize = 7;
    private const int NameBytes = 96; // NVML_DEVICE_NAME_V2_BUFFER_SIZE
    private const int MostAttempts = 8;

    /// <summary>What a 64-bit field holds that the driver does not know (NVML_VALUE_NOT_AVAILABLE).</summary>
    public const ulong NotAvailable = ulong.MaxValue;

    /// <summary>Starts the library for this process; the reason where it refuses, null where it started.</summary>
    public string? Init() => Run("nvmlInit_v2");

    /// <summary>Ends the library for this process: from then on every other function answers with an error.</summary>
    public string? Shutdown() => Run("nvmlShutdown");

    /// <summary>How many GPUs the driver has, those included that this user may not use.</summary>
    public DeviceReading<uint> Count()
    {
        const string Name = "nvmlDeviceGetCount_v2";
        var function = symbol(Name);
        if (function == 0)
        {
            return Lacks<uint>(Name);
        }

        uint count = 0;
        var code = ((delegate* unmanaged[Cdecl]<uint*, int>)function)(&count);
        return Answer(Name, code, count);
    }

    /// <summary>The library's own handle of a GPU, for the functions below.</summary>
    public DeviceReading<nint> Handle(uint index)
    {
        const string Name = "nvmlDeviceGetHandleByIndex_v2";
        var function = symbol(Name);
        if (function == 0)
        {
            return Lacks<nint>(Name);
        }

        nint handle = 0;
        var code = ((delegate* unmanaged[Cdecl]<uint, nint*, int>)function)(index, &handle);
        return Answer(Name, code, handle);
    }

    /// <summary>A GPU's product name; null where the driver does not tell.</summary>
    public string? DeviceName(nint device)
    {
        var function = symbol("nvmlDeviceGetName");
        var text = stackalloc byte[NameBytes + 1]; // the last byte stays zero
        return function != 0 && ((delegate* unmanaged[Cdecl]<nint, byte*, uint, int>)function)(device, text, NameBytes) == Success
            ? Marshal.PtrToStringUTF8((nint)text)
            : null;
    }

    /// <summary>A function that fills one value of a GPU.</summary>
    /// <param name="name">The function's name.</param>
    /// <param name="device">The GPU's handle.</param>
    /// <param name="value">What the value holds before the call, such as the version of its layout.</param>
    public DeviceReading<T> Read<T>(string name, nint device, T value = default)
        where T : unmanaged
    {
        var function = symbol(name);
        if (function == 0)
        {
            return Lacks<T>(name);
        }

        var code = ((delegate* unmanaged[Cdecl]<nint, T*, int>)function)(device, &value);
        return Answer(name, code, value);
    }

    /// <summary>A function that has several meters of a kind on a GPU, clocks for example, and fills the value of one.</summary>
    public DeviceReading<uint> ReadOneOf(string name, nint device, int which)
    {
        var function = symbol(name);
        if (function == 0)
        {
            return Lacks<uint>(name);
        }

        uint value = 0;
        var code = ((delegate* unmanaged[Cdecl]<nint, int, uint*, int>)function)(device, which, &value);
        return Answer(name, code, value);
    }

    /// <summary>The processes that compute on a GPU; null with the reason where the driver does not tell.</summary>
    public ProcessInfo[]? Processes(nint device, out string? reason)
    {
        const string Name = "nvmlDeviceGetComputeRunningProcesses_v3";
        var function = symbol(Name);
        if (function == 0)
        {
            reason = Lacks(Name);
            return null;
        }

        // The first call asks for the number; a process may start before the next one, so there is room for more, and another try.
        var call = (delegate* unmanaged[Cdecl]<nint, uint*, ProcessInfo*, int>)function;
        ProcessInfo[] entries = [];
        uint count = 0;
        var code = call(device, &count, null);
        for (var attempt = 0; attempt < MostAttempts
            && (code == InsufficientSize || (code == Success && count > entries.Length)); attempt++)
        {
            entries = new ProcessInfo[count + 8];
            count = (uint)entries.Length;
            fixed (ProcessInfo* first = entries)
            {
                code = call(device, &count, first);
            }
        }

        reason = code == Success ? null : Words(Name, code);
        return reason is null ? entries[..(int)Math.Min(count, (uint)entries.Length)] : null;
    }

    private string? Run(string name)
    {
        var function = symbol(name);
        if (function == 0)
        {
            return Lacks(name);
        }

        var code = ((delegate* unmanaged[Cdecl]<int>)function)();
        return code == Success ? null : Words(name, code);
    }

    private DeviceReading<T> Answer<T>(string name, int code, T value)
        where T : struct => code == Success ? new(value) : new(Words(name, code));

    private static DeviceReading<T> Lacks<T>(string name)
        where T : struct => new(Lacks(name));

    private static string Lacks(string name) => $"the NVIDIA driver is too old for this ({name} is missing)";

    private string Words(string name, int code)
    {
        var function = symbol("nvmlErrorString");
        var text = function != 0
            ? Marshal.PtrToStringUTF8((nint)((delegate* unmanaged[Cdecl]<int, byte*>)function)(code))
            : null;
        return string.Create(CultureInfo.InvariantCulture, $"the NVIDIA driver answers '{text ?? "no text"}' ({name}, error {code})");
    }

    /// <summary>nvmlMemory_v2_t.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct MemoryInfo
    {
        /// <summary>The layout's size, and its version in the top byte: NVML refuses others.</summary>
        public const uint CurrentVersion = 40 | (2u << 24);

        public uint Version;
        public ulong Total;
        public ulong Reserved;
        public ulong Free;
        public ulong Used;
    }

    /// <summary>nvmlProcessInfo_t as version 3 of the function fills it; version 1 had no instances.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct ProcessInfo
    {
        public uint ProcessId;
        public ulong UsedMemory;
        public uint GpuInstance;
        public uint ComputeInstance;
    }
}

using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace InferenceCost.Machine.Memory;

/// <summary>
/// Memory counters of a Windows process through its handle, which, unlike <see cref="System.Diagnostics.Process"/>, still answer when the
/// process has ended (<c>GetProcessMemoryInfo</c>).
/// </summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsMemory
{
    /// <summary>The peak working set in bytes; null where the system does not tell.</summary>
    public static long? PeakBytes(SafeProcessHandle process)
    {
        var counters = new Counters { Size = (uint)Marshal.SizeOf<Counters>() };
        return GetProcessMemoryInfo(process, ref counters, counters.Size) && counters.PeakWorkingSetSize > 0
            ? (long)counters.PeakWorkingSetSize
            : null;
    }

    [LibraryImport("kernel32", EntryPoint = "K32GetProcessMemoryInfo", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetProcessMemoryInfo(SafeProcessHandle process, ref Counters counters, uint size);

    /// <summary>PROCESS_MEMORY_COUNTERS.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct Counters
    {
        public uint Size;
        public uint PageFaultCount;
        public nuint PeakWorkingSetSize;
        public nuint WorkingSetSize;
        public nuint QuotaPeakPagedPoolUsage;
        public nuint QuotaPagedPoolUsage;
        public nuint QuotaPeakNonPagedPoolUsage;
        public nuint QuotaNonPagedPoolUsage;
        public nuint PagefileUsage;
        public nuint PeakPagefileUsage;
    }
}

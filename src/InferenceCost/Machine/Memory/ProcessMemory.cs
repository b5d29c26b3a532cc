using System.Diagnostics;
using InferenceCost.Machine.Platform;

namespace InferenceCost.Machine.Memory;

/// <summary>
/// The physical memory of one process, in bytes. Native memory counts: a managed heap says nothing about a model's weights.
/// Recent Linux kernels keep these counters per processor, so that a figure is good to about 0.3 MB.
/// </summary>
/// <param name="ResidentBytes">Memory in RAM now, code and mapped files included.</param>
/// <param name="PeakResidentBytes">The most that was in RAM since the process started.</param>
public sealed record ProcessMemory(long ResidentBytes, long PeakResidentBytes)
{
    /// <summary>
    /// This process's memory now. Linux: <c>/proc/self/status</c>. macOS: the resident size, and the peak from <c>getrusage</c>.
    /// Windows: the working set and its peak. Reading takes time and allocates a little: never inside timed code.
    /// </summary>
    public static ProcessMemory Read() =>
        LinuxMemory.Parse(new SystemFiles().Text("proc/self/status"), ResourceUsage.OwnPeakBytes) ?? OfProcessClass();

    private static ProcessMemory OfProcessClass()
    {
        using var process = Process.GetCurrentProcess();
        var resident = process.WorkingSet64;
        var peak = OperatingSystem.IsMacOS() && ResourceUsage.OwnPeakBytes() is { } own ? own : process.PeakWorkingSet64;
        return new(resident, Math.Max(peak, resident));
    }
}

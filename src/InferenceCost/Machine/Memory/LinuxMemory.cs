using InferenceCost.Machine.Platform;

namespace InferenceCost.Machine.Memory;

/// <summary>Process memory from the texts of <c>/proc/PID/status</c> and <c>/proc/PID/smaps_rollup</c>.</summary>
internal static class LinuxMemory
{
    /// <summary>
    /// The figures in the two texts; null without a resident size. A sandbox that leaves out the peak (VmHWM) gets it from
    /// <paramref name="otherPeak"/>, which <see cref="ProcessMemory.ResetPeak"/> does not reset; the source then says so.
    /// </summary>
    public static ProcessMemory? Parse(string? status, string? rollup, Func<long?> otherPeak)
    {
        if (KernelFields.Bytes(status, "VmRSS") is not { } resident)
        {
            return null;
        }

        var highWater = KernelFields.Bytes(status, "VmHWM");
        var peak = highWater ?? otherPeak();
        return new(
            resident,
            Math.Max(peak ?? resident, resident), // the two counters are read one after the other
            KernelFields.Bytes(status, "RssAnon"),
            KernelFields.Bytes(status, "RssFile"),
            KernelFields.Bytes(rollup, "Private_Dirty"),
            highWater is not null ? "/proc/self/status" : peak is not null ? "/proc/self/status, getrusage" : "/proc/self/status, no peak");
    }
}

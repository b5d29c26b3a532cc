using InferenceCost.Machine.Platform;

namespace InferenceCost.Machine.Memory;

/// <summary>Process memory from the text of <c>/proc/PID/status</c>.</summary>
internal static class LinuxMemory
{
    /// <summary>
    /// The figures in the text; null without a resident size. A sandbox that leaves out the peak (VmHWM) gets it from
    /// <paramref name="otherPeak"/>, and has its present size for one where that does not tell either.
    /// </summary>
    public static ProcessMemory? Parse(string? status, Func<long?> otherPeak)
    {
        if (KernelFields.Bytes(status, "VmRSS") is not { } resident)
        {
            return null;
        }

        // The two counters are read one after the other, so that the present size may have passed the peak.
        var peak = KernelFields.Bytes(status, "VmHWM") ?? otherPeak() ?? resident;
        return new(resident, Math.Max(peak, resident));
    }
}

using System.Diagnostics;
using System.Globalization;
using InferenceCost.Machine.Platform;

namespace InferenceCost.Machine.Memory;

/// <summary>
/// The physical memory of one process, in bytes. Native memory counts: a managed heap says nothing about a model's weights.
/// Recent Linux kernels keep these counters per processor, so that a figure is good to about 0.3 MB.
/// </summary>
/// <param name="ResidentBytes">Memory in RAM now, code and mapped files included.</param>
/// <param name="PeakResidentBytes">The most that was in RAM since the process started, or since <see cref="ResetPeak"/>.</param>
/// <param name="AnonymousBytes">The part of the resident memory that no file backs (heaps, stacks, arenas); null where the system does not tell.</param>
/// <param name="FileBytes">The part that files back (code, mapped weights); null where the system does not tell.</param>
/// <param name="PrivateDirtyBytes">What only this process holds and would have to be written out; null where the system does not tell, or was not asked.</param>
/// <param name="Source">Where the figures come from.</param>
public sealed record ProcessMemory(
    long ResidentBytes, long PeakResidentBytes, long? AnonymousBytes, long? FileBytes, long? PrivateDirtyBytes, string Source)
{
    /// <summary>
    /// This process's memory now. Linux: <c>/proc/self/status</c>. macOS: the resident size, and the peak from <c>getrusage</c>.
    /// Windows: the working set and its peak. Reading takes time and allocates a little: never inside timed code.
    /// </summary>
    /// <param name="withPrivateDirty">Whether to walk all mappings for <see cref="PrivateDirtyBytes"/> (Linux; milliseconds in a large process).</param>
    public static ProcessMemory Read(bool withPrivateDirty = true)
    {
        var files = new SystemFiles();
        var status = files.Text("proc/self/status");
        var rollup = withPrivateDirty && status is not null ? files.Text("proc/self/smaps_rollup") : null;
        return LinuxMemory.Parse(status, rollup, ResourceUsage.OwnPeakBytes) ?? OfProcessClass();
    }

    /// <summary>
    /// Sets this process's peak to its present size, so that the next phase has a peak of its own.
    /// False where the system cannot (Windows, macOS, a kernel without <c>clear_refs</c>): there, a phase needs a process of its own.
    /// </summary>
    public static bool ResetPeak()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5"); // 5: reset the peak; man 5 proc_pid_clear_refs
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>
    /// The peak of another process in bytes. Windows answers as long as the object is held, also after the process has ended. Linux and
    /// macOS answer only while it runs (the kernel forgets, and .NET collects the exit status, before anyone can ask): null afterwards, so a
    /// child reports its own peak before it ends, and only one that crashed has none.
    /// </summary>
    public static long? PeakOf(Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                return WindowsMemory.PeakBytes(process.SafeHandle);
            }

            var id = process.Id.ToString(CultureInfo.InvariantCulture);
            return OperatingSystem.IsLinux()
                ? KernelFields.Bytes(new SystemFiles().Text($"proc/{id}/status"), "VmHWM")
                : process.HasExited || process.PeakWorkingSet64 <= 0 ? null : process.PeakWorkingSet64;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException)
        {
            return null;
        }
    }

    private static ProcessMemory OfProcessClass()
    {
        using var process = Process.GetCurrentProcess();
        var resident = process.WorkingSet64;
        if (OperatingSystem.IsMacOS() && ResourceUsage.OwnPeakBytes() is { } peak)
        {
            return new(resident, Math.Max(peak, resident), null, null, null, "resident size, getrusage");
        }

        return new(resident, Math.Max(process.PeakWorkingSet64, resident), null, null, null, "working set");
    }
}

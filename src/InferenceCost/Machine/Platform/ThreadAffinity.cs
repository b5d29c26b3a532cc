using System.Runtime.InteropServices;

namespace InferenceCost.Machine.Platform;

/// <summary>
/// Keeps the current thread on one core. Two processes that were interleaved on a loaded two-core machine, each on the core where the
/// scheduler had put it, differed by 13 to 35 % from launch to launch (standard deviation of the log-ratio of equal builds); on one core by
/// 0.5 to 2.6 %. macOS has no such call: there threads stay where the scheduler puts them.
/// </summary>
internal static partial class ThreadAffinity
{
    /// <summary>As many cores as the mask below has bits; a machine may have more, and they are then not used for this.</summary>
    private const int MostCores = 1024;

    private const int BitsPerWord = 64;

    /// <summary>The cores that this thread may use, by number; empty where the system does not say.</summary>
    public static IReadOnlyList<int> Cores()
    {
        var mask = new ulong[MostCores / BitsPerWord];
        var known = OperatingSystem.IsLinux() ? SchedGetAffinity(0, (nuint)(mask.Length * sizeof(ulong)), mask) >= 0
            : OperatingSystem.IsWindows() && GetProcessAffinityMask(GetCurrentProcess(), out mask[0], out _);
        return known ? [.. Enumerable.Range(0, MostCores).Where(core => (mask[core / BitsPerWord] >> (core % BitsPerWord) & 1) == 1)] : [];
    }

    /// <summary>Keeps the current thread on a core from now on; threads that it starts later stay there too on Linux.</summary>
    /// <returns>False where the system cannot, or refuses.</returns>
    public static bool StayOn(int core)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(core);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(core, MostCores);
        var mask = new ulong[MostCores / BitsPerWord];
        mask[core / BitsPerWord] = 1UL << (core % BitsPerWord);
        return OperatingSystem.IsLinux() ? SchedSetAffinity(0, (nuint)(mask.Length * sizeof(ulong)), mask) == 0
            : OperatingSystem.IsWindows() && core < BitsPerWord && SetThreadAffinityMask(GetCurrentThread(), (nuint)mask[0]) != 0;
    }

    [LibraryImport("libc", EntryPoint = "sched_getaffinity")]
    private static partial int SchedGetAffinity(int thread, nuint bytes, [Out] ulong[] mask);

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SchedSetAffinity(int thread, nuint bytes, ulong[] mask);

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentProcess();

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentThread();

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetProcessAffinityMask(nint process, out ulong processMask, out ulong systemMask);

    [LibraryImport("kernel32")]
    private static partial nuint SetThreadAffinityMask(nint thread, nuint mask);
}

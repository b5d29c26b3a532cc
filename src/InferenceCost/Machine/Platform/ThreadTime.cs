using System.Globalization;
using System.Runtime.InteropServices;

namespace InferenceCost.Machine.Platform;

/// <summary>
/// Processor time of single threads. That of a process holds what .NET compiles in the background too, up to a tenth of a short launch.
/// </summary>
internal static partial class ThreadTime
{
    private const int LinuxClock = 3; // CLOCK_THREAD_CPUTIME_ID of <time.h>
    private const int MacClock = 16;

    /// <summary>That of the current thread, in nanoseconds; null where the system does not say.</summary>
    public static double? Nanoseconds()
    {
        var clock = OperatingSystem.IsLinux() ? LinuxClock : OperatingSystem.IsMacOS() ? MacClock : 0;
        return clock != 0 && nint.Size == sizeof(long) && GetTime(clock, out var time) == 0
            ? (time.Seconds * 1e9) + time.Nanoseconds
            : null;
    }

    /// <summary>That of the first thread of another process, in nanoseconds; null where the system does not say, or it has ended.</summary>
    /// <param name="process">Its number.</param>
    /// <param name="root">The folder that stands for <c>/</c>.</param>
    public static double? NanosecondsOfMain(int process, string root = "/")
    {
        var number = process.ToString(CultureInfo.InvariantCulture);
        var line = new SystemFiles(root).Line($"proc/{number}/task/{number}/schedstat");
        return double.TryParse(line?.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var time) ? time : null;
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpecification time);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpecification
    {
        public long Seconds;
        public long Nanoseconds;
    }
}

using System.Globalization;
using System.Runtime.InteropServices;
using InferenceCost.Machine.Platform;
using InferenceCost.Records;

namespace InferenceCost.Machine.Load;

/// <summary>How busy the machine is at one moment. Two of them, before and after, make a <see cref="ConditionsRecord"/>.</summary>
/// <param name="Load">One-minute load average; null on Windows, which has none.</param>
/// <param name="Cpu">The processor counters; null outside Linux.</param>
/// <param name="Governor">The frequency governor of the first core; null where the system does not show it (most virtual machines).</param>
public sealed partial record Conditions(double? Load, SystemCpuTimes? Cpu, string? Governor)
{
    /// <summary>
    /// The conditions now. Take them when no child process is running, so that children count as this program's own work.
    /// </summary>
    /// <param name="root">The folder that stands for <c>/</c>.</param>
    public static Conditions Now(string root = "/")
    {
        var files = new SystemFiles(root);
        return new(
            ParseLoad(files.Text("proc/loadavg")) ?? (OperatingSystem.IsMacOS() ? MacLoad() : null),
            SystemCpuTimes.Read(root),
            files.Line("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"));
    }

    /// <summary>What happened between two moments. What either of them does not know is null.</summary>
    /// <param name="before">Before the first measurement.</param>
    /// <param name="after">After the last.</param>
    /// <param name="canarySpread">(p90 - p10) / median of the canary's times, if it ran.</param>
    public static ConditionsRecord Between(Conditions before, Conditions after, double? canarySpread = null) => new()
    {
        LoadBefore = before.Load,
        LoadAfter = after.Load,
        StealPercent = before.Cpu is { } b && after.Cpu is { } a ? SystemCpuTimes.StealPercent(b, a) : null,
        OtherLoadPercent = before.Cpu is { } from && after.Cpu is { } to ? SystemCpuTimes.OtherPercent(from, to) : null,
        Governor = before.Governor == after.Governor
            ? before.Governor
            : $"{before.Governor ?? "unknown"}, then {after.Governor ?? "unknown"}",
        CanarySpread = canarySpread,
    };

    /// <summary>The first number of <c>/proc/loadavg</c>.</summary>
    internal static double? ParseLoad(string? text) =>
        double.TryParse(text?.Split(' ')[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var load) ? load : null;

    private static double? MacLoad()
    {
        var averages = new double[3];
        return GetLoadAverage(averages, averages.Length) > 0 ? averages[0] : null;
    }

    [LibraryImport("libc", EntryPoint = "getloadavg")]
    private static partial int GetLoadAverage([Out] double[] averages, int count);
}

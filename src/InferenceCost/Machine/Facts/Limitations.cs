using InferenceCost.Machine.Energy;
using InferenceCost.Machine.Load;
using InferenceCost.Machine.Platform;
using InferenceCost.Records;

namespace InferenceCost.Machine.Facts;

/// <summary>What this machine cannot measure, each looked for and not found: a report says so instead of printing a zero.</summary>
public static class Limitations
{
    /// <summary>The metrics that are out of reach here, with the reason, for all models and providers.</summary>
    /// <param name="root">The folder that stands for <c>/</c>.</param>
    public static IReadOnlyList<UnavailableRecord> Read(string root = "/")
    {
        var files = new SystemFiles(root);
        (string Metric, string? Reason)[] checks =
        [
            (Metric.Energy.Id, Energy(files)),
            (Metric.HardwareCounters.Id, Counters(files)),
            ("steal", SystemCpuTimes.Read(root) is null ? "the system shows no processor counters (/proc/stat)" : null),
            (Metric.MemoryParts.Id, KernelFields.Bytes(files.Text("proc/self/status"), "RssAnon") is null
                ? "the system does not tell anonymous from file-backed memory (/proc/self/status)" : null),
            ("affinity", ThreadAffinity.Cores().Count == 0
                ? "the system keeps no thread on a core (macOS has no such call): two builds in 'ab' differ more from launch to launch"
                : null),
            (Metric.Frequency.Id, files.Line("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor") is null
                ? "the system does not show the processor's frequency policy (no cpufreq; usual in a virtual machine)" : null),
        ];
        return [.. checks.Where(check => check.Reason is not null).Select(
            check => new UnavailableRecord(check.Metric, null, check.Metric == Metric.Energy.Id ? ProviderIds.Cpu : null, check.Reason!))];
    }

    private static string? Energy(SystemFiles files) => ProcessorEnergyCounter.Open(files, out var reason) is null ? reason : null;

    /// <summary>The performance monitoring unit: one event source of x86, or one named after an Arm core.</summary>
    private static string? Counters(SystemFiles files)
    {
        const string Sources = "sys/bus/event_source/devices";
        var present = files.Folders(Sources).Any(source =>
            source is "cpu" or "cpu_core" || source.StartsWith("armv8", StringComparison.Ordinal)
            || source.StartsWith("apple", StringComparison.Ordinal));
        return present ? null : "the processor's performance counters are not visible (no core unit in /sys/bus/event_source/devices)";
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using InferenceCost.Machine.Memory;
using InferenceCost.Machine.Platform;
using InferenceCost.Records;

namespace InferenceCost.Machine.Facts;

/// <summary>The machine as this process sees it: what an affinity mask or a container hides is not counted.</summary>
public static class MachineFacts
{
    /// <summary>
    /// Reads the facts. Linux shows them as files below <paramref name="root"/>; what is not there comes from the processor (CPUID),
    /// macOS' <c>sysctl</c> or the .NET runtime, and stays null where none of them tells.
    /// </summary>
    /// <param name="root">The folder that stands for <c>/</c>.</param>
    public static EnvironmentRecord Read(string root = "/")
    {
        var files = new SystemFiles(root);
        var groups = new ControlGroups(files);
        var processor = Processor.ParseCpuInfo(files.Text("proc/cpuinfo")) ?? AskProcessor();
        var quota = groups.CpuQuota();
        return new()
        {
            Cpu = processor.Brand ?? "unknown",
            CpuModel = processor.Model,
            InstructionSets = processor.InstructionSets,
            LogicalCores = Cores(ListedCores(KernelFields.Value(files.Text("proc/self/status"), "Cpus_allowed_list")), quota),
            CpuQuota = quota,
            MemoryBytes = Math.Min(Memory(files), groups.MemoryLimit() ?? long.MaxValue),
            OperatingSystem = SystemName(files.Text("etc/os-release")) ?? RuntimeInformation.OSDescription.Trim(),
            Kernel = files.Line("proc/sys/kernel/osrelease") ?? Environment.OSVersion.Version.ToString(),
            Architecture = RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
            Virtualised = processor.Virtualised ?? (files.Line("sys/hypervisor/type") is not null ? true : null),
            DotNet = Environment.Version.ToString(),
            ClockResolutionNs = 1e9 / Stopwatch.Frequency,
        };
    }

    /// <summary>How many cores a list such as <c>0-3,8,10-11</c> names; null when it is not such a list.</summary>
    internal static int? ListedCores(string? list)
    {
        var cores = 0;
        foreach (var range in list?.Split(',') ?? [""])
        {
            var ends = range.Split('-');
            if (ends.Length > 2
                || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
                || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
                || last < first)
            {
                return null;
            }

            cores += last - first + 1;
        }

        return cores;
    }

    /// <summary>The readable name in <c>/etc/os-release</c>.</summary>
    internal static string? SystemName(string? release) =>
        release?.Split('\n')
            .FirstOrDefault(line => line.StartsWith("PRETTY_NAME=", StringComparison.Ordinal))?["PRETTY_NAME=".Length..].Trim()
            .Trim('"', '\'')
            is { Length: > 0 } name ? name : null;

    /// <summary>A quota of 1.5 cores keeps two threads busy part of the time: rounded up, as the .NET runtime does.</summary>
    private static int Cores(int? allowed, double? quota) =>
        Math.Max(1, (int)Math.Min(allowed ?? Environment.ProcessorCount, Math.Ceiling(quota ?? int.MaxValue)));

    private static long Memory(SystemFiles files) =>
        KernelFields.Bytes(files.Text("proc/meminfo"), "MemTotal")
        ?? (OperatingSystem.IsMacOS() ? MacSystem.Number("hw.memsize") : null)
        ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static Processor AskProcessor()
    {
        var asked = X86Base.IsSupported
            ? Processor.FromCpuId(leaf => X86Base.CpuId((int)leaf, 0), OperatingSystem.IsWindows())
            : new Processor(Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER"), null, null, InstructionSets.OfRuntime());
        return OperatingSystem.IsMacOS()
            ? asked with
            {
                Brand = MacSystem.Text("machdep.cpu.brand_string") ?? asked.Brand,
                Virtualised = MacSystem.Number("kern.hv_vmm_present") is { } guest ? guest != 0 : asked.Virtualised,
            }
            : asked;
    }
}

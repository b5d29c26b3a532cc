using System.Text.Json.Serialization;

namespace InferenceCost.Records;

/// <summary>
/// The machine and the software on it. All of it is stable between runs; what varies is in <see cref="ConditionsRecord"/>.
/// </summary>
public sealed record EnvironmentRecord
{
    /// <summary>The processor's brand, as it names itself.</summary>
    public required string Cpu { get; init; }

    /// <summary>Family, model and stepping where the system tells (a virtual machine's brand may not say which silicon it is).</summary>
    public string? CpuModel { get; init; }

    /// <summary>Instruction sets that matter to inference: avx2, avx512f, amx_int8, asimd, ...</summary>
    public IReadOnlyList<string> InstructionSets { get; init; } = [];

    /// <summary>Logical cores that this process may use (affinity and container limits considered), not those of the host.</summary>
    public required int LogicalCores { get; init; }

    /// <summary>The container's processor quota in cores, if there is one.</summary>
    public double? CpuQuota { get; init; }

    /// <summary>Memory that this process may use, in bytes.</summary>
    public required long MemoryBytes { get; init; }

    /// <summary>The operating system and its version.</summary>
    public required string OperatingSystem { get; init; }

    /// <summary>The kernel's version.</summary>
    public string? Kernel { get; init; }

    /// <summary>The architecture of this process: <c>x64</c>, <c>arm64</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>Whether the machine is virtual; null where that cannot be told.</summary>
    public bool? Virtualised { get; init; }

    /// <summary>The NVIDIA processors by name, in the driver's order.</summary>
    public IReadOnlyList<string> NvidiaGpus { get; init; } = [];

    /// <summary>The .NET runtime's version.</summary>
    public required string DotNet { get; init; }

    /// <summary>Whether ONNX Runtime's telemetry was <c>off</c> or <c>on</c>; null in runs of before it was turned off.</summary>
    public string? Telemetry { get; init; }

    /// <summary>The resolution of the clock that times everything, in nanoseconds.</summary>
    public required double ClockResolutionNs { get; init; }
}

/// <summary>The native ONNX Runtime library that ran.</summary>
/// <param name="Version">What the library says of itself.</param>
/// <param name="Path">Its file's name, relative to the program where it lies below it.</param>
/// <param name="Sha256">The hash of that file.</param>
/// <param name="Package">The NuGet package this build takes it from: <c>cpu</c> or <c>gpu</c>.</param>
public sealed record NativeLibraryRecord(string Version, string Path, string? Sha256, string Package)
{
    /// <summary>The libraries of providers that it loaded besides.</summary>
    public IReadOnlyList<PluginRecord> Plugins { get; init; } = [];

    /// <summary>The libraries of operators that a person named; null where there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<OperatorLibraryRecord>? CustomOperators { get; init; }
}

/// <summary>A library of operators that ONNX Runtime does not have itself.</summary>
/// <param name="File">The file's name.</param>
/// <param name="Sha256">The hash of that file.</param>
public sealed record OperatorLibraryRecord(string File, string Sha256);

/// <summary>The library of a provider that is in none of the packages.</summary>
/// <param name="Provider">The provider's id.</param>
/// <param name="File">The file's name.</param>
/// <param name="Sha256">The hash of that file.</param>
public sealed record PluginRecord(string Provider, string File, string Sha256);

/// <summary>How busy the machine was while it was measured. Not part of the fingerprint.</summary>
public sealed record ConditionsRecord
{
    /// <summary>One-minute load average before the first measurement; null where the system has none.</summary>
    public double? LoadBefore { get; init; }

    /// <summary>One-minute load average after the last measurement.</summary>
    public double? LoadAfter { get; init; }

    /// <summary>Share of processor time that the hypervisor gave to others, in percent, over the run.</summary>
    public double? StealPercent { get; init; }

    /// <summary>Share of processor time that other processes used during the run, in percent of the whole machine.</summary>
    public double? OtherLoadPercent { get; init; }

    /// <summary>The frequency governor, where the system tells.</summary>
    public string? Governor { get; init; }

    /// <summary>The NVIDIA GPUs after the last measurement; empty where no driver tells.</summary>
    public IReadOnlyList<GpuRecord> Gpus { get; init; } = [];

    /// <summary>Spread of the canary's block times over the run: (p90 - p10) / median. Large where neighbours come and go.</summary>
    public double? CanarySpread { get; init; }
}

/// <summary>A GPU at one moment; what the driver does not tell is null.</summary>
/// <param name="Index">Its place in the driver's list, which is ordered by bus.</param>
/// <param name="Name">Its name.</param>
/// <param name="SmClockMHz">Clock of the multiprocessors, in MHz.</param>
/// <param name="MemoryClockMHz">Clock of the memory, in MHz.</param>
/// <param name="TemperatureCelsius">Temperature of the chip, in degrees Celsius.</param>
/// <param name="PowerWatts">Power of the card, in watts.</param>
public sealed record GpuRecord(int Index, string Name, int? SmClockMHz, int? MemoryClockMHz, int? TemperatureCelsius, double? PowerWatts);

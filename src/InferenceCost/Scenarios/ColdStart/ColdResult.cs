using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.ColdStart;

/// <summary>The answer to a <see cref="ColdJob"/>: sizes in bytes, times in nanoseconds.</summary>
public sealed record ColdResult : WorkerResult
{
    /// <summary>Time to create the session, after the runtime itself was up.</summary>
    public required double LoadNanoseconds { get; init; }

    /// <summary>Time of the first call, at batch 1.</summary>
    public required double FirstInferenceNanoseconds { get; init; }

    /// <summary>Memory of the process after the null model was loaded and run: the zero.</summary>
    public required long ZeroBytes { get; init; }

    /// <summary>The process's peak up to then.</summary>
    public required long ZeroPeakBytes { get; init; }

    /// <summary>The process's peak over everything, at the end.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>Memory of the process after running at the batch.</summary>
    public required long SteadyBytes { get; init; }

    /// <summary>What ONNX Runtime's arena had handed out at most; null where it keeps no account.</summary>
    public long? ArenaBytes { get; init; }

    /// <summary>What the arena took from the system; null likewise.</summary>
    public long? ArenaAllocatedBytes { get; init; }

    /// <summary>The managed heap.</summary>
    public required long ManagedHeapBytes { get; init; }

    /// <summary>What is taken of a device's memory, by name; empty on the CPU and where nobody tells.</summary>
    public IReadOnlyDictionary<string, long> Device { get; init; } = new Dictionary<string, long>();
}

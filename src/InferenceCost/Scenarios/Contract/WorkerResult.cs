using System.Text.Json.Serialization;
using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Energy;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Scenarios.Probe;
using InferenceCost.Scenarios.Throughput;

namespace InferenceCost.Scenarios.Contract;

/// <summary>What one child process found.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(ProbeResult), "probe")]
[JsonDerivedType(typeof(QualityResult), "quality")]
[JsonDerivedType(typeof(LatencyResult), "latency")]
[JsonDerivedType(typeof(ColdResult), "cold")]
[JsonDerivedType(typeof(ThroughputResult), "throughput")]
[JsonDerivedType(typeof(TablesResult), "tables")]
[JsonDerivedType(typeof(InterleavedResult), "turns")]
[JsonDerivedType(typeof(MachinePeakResult), "limits")]
[JsonDerivedType(typeof(EnergyResult), "energy")]
[JsonDerivedType(typeof(FailedResult), "failed")]
public abstract record WorkerResult;

/// <summary>How a model came up: the same in every launch, so the runner keeps the probe's.</summary>
/// <param name="Settings">What the session was asked for and what it answered.</param>
/// <param name="Placement">Where its nodes were placed.</param>
/// <param name="Shapes">Shapes of the inputs as they ran, by input name.</param>
/// <param name="Inputs"><c>task</c>, <c>file</c> or <c>synthetic</c>.</param>
/// <param name="Notes">What had to be assumed about the inputs.</param>
public sealed record ModelSetup(
    SettingsRecord Settings, PlacementRecord Placement, IReadOnlyDictionary<string, IReadOnlyList<long>> Shapes, string Inputs,
    IReadOnlyList<string> Notes)
{
    /// <summary>What was found out about a provider other than the CPU; null on the CPU.</summary>
    public ProviderProof? Proof { get; init; }

    /// <summary>The shapes with another number of items: the probe ran one item, so an axis of one that came first is the batch.</summary>
    public Dictionary<string, IReadOnlyList<long>> ShapesAt(int batch) => Shapes.ToDictionary(
        pair => pair.Key,
        pair => pair.Value.Count > 0 && pair.Value[0] == 1 ? (IReadOnlyList<long>)[batch, .. pair.Value.Skip(1)] : pair.Value);
}

/// <summary>The answer to a <see cref="ProbeJob"/>.</summary>
/// <param name="Setup">How the model came up.</param>
/// <param name="LaunchSeconds">Start of the process to the end of the first call.</param>
/// <param name="CallNanoseconds">Time of one warm call, by batch.</param>
/// <param name="GrowthBytes">What the process weighs more after loading the model and running it at the largest batch.</param>
/// <param name="RefusedBatches">Batches that failed, with the runtime's words.</param>
/// <param name="NativeVersion">The native library's version.</param>
/// <param name="MacsPerItem">Multiply-accumulates of one item at the shapes that ran; null where they could not be counted.</param>
public sealed record ProbeResult(
    ModelSetup Setup, double LaunchSeconds, IReadOnlyDictionary<int, double> CallNanoseconds, long GrowthBytes,
    IReadOnlyDictionary<int, string> RefusedBatches, string NativeVersion, long? MacsPerItem = null) : WorkerResult;

/// <summary>The answer to a <see cref="QualityJob"/>.</summary>
/// <param name="Items">How many items were scored.</param>
/// <param name="PredictionsSha256">The hash of the predictions file.</param>
/// <param name="Seconds">How long scoring took.</param>
/// <param name="AgainstCpu">How far the scores are from the CPU's for the same items; null on the CPU.</param>
public sealed record QualityResult(int Items, string PredictionsSha256, double Seconds, ScoreDifference? AgainstCpu = null) : WorkerResult;

/// <summary>Scores of a provider beside those of the CPU.</summary>
/// <param name="Scores">How far they are apart.</param>
/// <param name="OtherClass">For how many items another class is the best.</param>
public sealed record ScoreDifference(OutputDifference Scores, int OtherClass);

/// <summary>The answer to a <see cref="LatencyJob"/>.</summary>
/// <param name="Models">The samples, model by model.</param>
/// <param name="Checks">Outputs sampled between the blocks, model by model.</param>
public sealed record LatencyResult(IReadOnlyList<LatencySamples> Models, IReadOnlyList<OutputCheck> Checks) : WorkerResult;

/// <summary>Outputs that were looked at while a model was timed.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Items">The items, by their place in the data.</param>
/// <param name="Classes">The class that the model gave each of them.</param>
/// <param name="NotFinite">How many sampled outputs held a value that is not a finite number.</param>
public sealed record OutputCheck(string Model, int[] Items, int[] Classes, int NotFinite);

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

/// <summary>The answer to a <see cref="ThroughputJob"/>.</summary>
/// <param name="Models">The samples, model by model.</param>
/// <param name="Callers">Callers at the same time, which may be fewer than were asked for.</param>
public sealed record ThroughputResult(IReadOnlyList<ThroughputSamples> Models, int Callers) : WorkerResult;

/// <summary>The answer to a <see cref="InterleavedJob"/>, beside the times that went over the pipe.</summary>
/// <param name="PeakBytes">The process's peak of resident memory: the program, the runtime and the model, loaded and run.</param>
public sealed record InterleavedResult(long PeakBytes) : WorkerResult;

/// <summary>The answer to a <see cref="MachinePeakJob"/>.</summary>
/// <param name="Limits">What one caller reached, and what several did together.</param>
public sealed record MachinePeakResult(IReadOnlyList<CallerLimits> Limits) : WorkerResult;

/// <summary>What a number of callers reached together, on one session with buffers of their own.</summary>
/// <param name="Callers">Callers at the same time.</param>
/// <param name="Arithmetic">The square product; the work is in multiply-accumulates, the times are those of all callers' calls over each other.</param>
/// <param name="Memory">The product that reads its weights from memory; the work is in bytes.</param>
public sealed record CallerLimits(int Callers, RateBlocks Arithmetic, RateBlocks Memory);

/// <summary>The answer to an <see cref="EnergyJob"/>.</summary>
/// <param name="Models">The samples, window by window.</param>
public sealed record EnergyResult(IReadOnlyList<EnergySamples> Models) : WorkerResult;

/// <summary>What BenchmarkDotNet found.</summary>
/// <param name="Rows">Its tables, row by row.</param>
public sealed record TablesResult(IReadOnlyList<TableRow> Rows) : WorkerResult;

/// <summary>One row of BenchmarkDotNet's tables.</summary>
/// <param name="Model">The model's id.</param>
/// <param name="Batch">Items per call.</param>
/// <param name="MedianNanoseconds">Its median time of a call.</param>
/// <param name="AllocatedBytes">Managed bytes allocated per call; null where it did not count them.</param>
public sealed record TableRow(string Model, int Batch, double MedianNanoseconds, long? AllocatedBytes);

/// <summary>The job could not be done: the case fails, the run goes on.</summary>
/// <param name="Code">Short and stable.</param>
/// <param name="Message">What happened, in one line.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record FailedResult(string Code, string Message, string Fix) : WorkerResult;

using System.Text.Json.Serialization;

namespace InferenceCost.Records;

/// <summary>One measured thing: a metric of a model on a provider with its settings.</summary>
public sealed record CaseRecord
{
    /// <summary>
    /// A <see cref="CaseId"/>: a path with every setting that is not the default: <c>latency/fashion-mnist/teacher/cpu/b1/t1</c>.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>One of <see cref="Records.Metric"/>.</summary>
    public required string Metric { get; init; }

    /// <summary>The family's id.</summary>
    public required string Family { get; init; }

    /// <summary>The model's id within the family.</summary>
    public required string Model { get; init; }

    /// <summary>The execution provider.</summary>
    public required string Provider { get; init; }

    /// <summary>Threads inside one call.</summary>
    public required int Threads { get; init; }

    /// <summary>Callers at the same time, each with its own buffers.</summary>
    public int Callers { get; init; } = 1;

    /// <summary>Items per call.</summary>
    public required int Batch { get; init; }

    /// <summary>Shapes of the inputs as they ran, by input name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<long>> Shapes { get; init; } = new Dictionary<string, IReadOnlyList<long>>();

    /// <summary>Sizes that were given to free axes by name; null where none were.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, long>? Sizes { get; init; }

    /// <summary>
    /// Whether it was measured at another size or another number of threads than those named first: no claim rests on it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsFurther { get; init; }

    /// <summary>What tells it from the same at other sizes and threads; empty for those that claims use.</summary>
    [JsonIgnore]
    public string VariantKey => AxisSizes.VariantKey(IsFurther, Threads, Sizes);

    /// <summary>What the model was fed.</summary>
    public InputsKind Inputs { get; init; }

    /// <summary>What the session was asked for and what it answered.</summary>
    public SettingsRecord Settings { get; init; } = new();

    /// <summary>Where the model's nodes ran; null where no session of this case came up.</summary>
    public PlacementRecord? Placement { get; init; }

    /// <summary><c>ns</c>, <c>bytes</c>, <c>items/s</c> or <c>J</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Which direction is cheaper.</summary>
    public required Better Better { get; init; }

    /// <summary>What one sample is.</summary>
    public required SampleKind SampleKind { get; init; }

    /// <summary>The raw samples, one array per launch.</summary>
    public IReadOnlyList<double[]> Samples { get; init; } = [];

    /// <summary>
    /// The canary's median time beside this case, in nanoseconds, one per launch: how fast the machine was. Null where none ran.
    /// </summary>
    public double[]? Canary { get; init; }

    /// <summary>All launches in a few numbers; null where there are no samples.</summary>
    public SampleSummary? Summary { get; init; }

    /// <summary>Tail percentiles of single calls, where the sample supports them, or what it would need.</summary>
    public TailRecord? Tail { get; init; }

    /// <summary>Managed bytes allocated per call.</summary>
    public double? AllocatedBytesPerOp { get; init; }

    /// <summary>
    /// Processor time per call, in nanoseconds: above the wall time where several threads work, below it where calls wait.
    /// </summary>
    public double? CpuNsPerOp { get; init; }

    /// <summary>
    /// Parts of a memory figure in bytes (weights, prepackedCopies, arena, managedHeap, process, and deviceArena, deviceProcess,
    /// deviceGrowth of a device), and what belongs to one of energy (netOfIdle in joules per item, watts, idleWatts), by name.
    /// </summary>
    public IReadOnlyDictionary<string, double>? Parts { get; init; }

    /// <summary>A short hash of what defines the case; cases of different versions are not comparable.</summary>
    public required string Version { get; init; }

    /// <summary>Whether the figure may be used.</summary>
    public required bool Valid { get; init; }

    /// <summary>Why not, or what a reader should know.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];
}

/// <summary>What a model is fed: a figure made on made-up values is labelled so.</summary>
public enum InputsKind
{
    /// <summary>The task's own data.</summary>
    Task,

    /// <summary>The user's file.</summary>
    File,

    /// <summary>Made-up values from a fixed seed.</summary>
    Synthetic,
}

/// <summary>What one sample is.</summary>
public enum SampleKind
{
    /// <summary>One call.</summary>
    Call,

    /// <summary>Back-to-back calls: elapsed time over calls.</summary>
    Block,

    /// <summary>One process.</summary>
    Launch,
}

/// <summary>Samples in a few numbers, in the case's unit. Quantiles interpolate linearly between order statistics (type 7).</summary>
/// <param name="Count">How many samples.</param>
/// <param name="Min">The smallest.</param>
/// <param name="P25">The lower quartile.</param>
/// <param name="Median">The median.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Of">
/// What is counted, where that is not what a sample is: latencies are of single calls wherever those are long enough to be timed alone.
/// Null in other cases, and in latencies of earlier versions, which were of blocks.
/// </param>
public sealed record SampleSummary(int Count, double Min, double P25, double Median, double Mean, SampleKind? Of = null);

/// <summary>Tail percentiles of single calls.</summary>
/// <param name="Calls">How many calls were timed one by one.</param>
/// <param name="Seconds">How long they took together.</param>
/// <param name="Percentiles">Those the sample supports; empty where it supports none.</param>
/// <param name="Needs">What the first unsupported one would need, in words; null where all are supported.</param>
public sealed record TailRecord(long Calls, double Seconds, IReadOnlyList<PercentileRecord> Percentiles, string? Needs);

/// <summary>One tail percentile.</summary>
/// <param name="Percentile">90, 95, 99 or 99.9.</param>
/// <param name="Value">The estimate, in nanoseconds.</param>
/// <param name="UpperLimit">The upper 99 % confidence limit, in nanoseconds.</param>
public sealed record PercentileRecord(double Percentile, double Value, double UpperLimit);

/// <summary>What the session was asked for and what it answered.</summary>
public sealed record SettingsRecord
{
    /// <summary>Options as requested, by ONNX Runtime's own key.</summary>
    public IReadOnlyDictionary<string, string> Requested { get; init; } = new Dictionary<string, string>();

    /// <summary>Options as they took effect, where the runtime tells.</summary>
    public IReadOnlyDictionary<string, string> Effective { get; init; } = new Dictionary<string, string>();
}

/// <summary>Where a model's nodes ran.</summary>
/// <param name="Source">How it is known.</param>
/// <param name="Nodes">How many nodes ran on each provider, by ONNX Runtime's name for it.</param>
/// <param name="Elsewhere">Nodes that ran elsewhere than asked, <c>operator (name) on provider</c>; at most twenty.</param>
/// <param name="TimeElsewhere">
/// Their share of the time of a call, from the runtime's profile; null where there are none or it was not taken.
/// </param>
public sealed record PlacementRecord(
    PlacementSource Source, IReadOnlyDictionary<string, int> Nodes, IReadOnlyList<string> Elsewhere, double? TimeElsewhere = null);

/// <summary>How it is known where nodes ran.</summary>
public enum PlacementSource
{
    /// <summary>Read back from the runtime, which assigned them.</summary>
    Assignment,

    /// <summary>Read from the profile of a call.</summary>
    Profile,
}

/// <summary>Why a case is invalid, or what a reader should know about it.</summary>
/// <param name="Code">One of <see cref="ReasonCode"/>.</param>
/// <param name="Message">What happened.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record Reason(string Code, string Message, string Fix);

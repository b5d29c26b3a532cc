namespace InferenceCost.Records;

/// <summary>
/// A cost that is measured or counted, or something else that a run may say it could not measure: everything that the program knows
/// of it by its id alone. A new metric is a property here and its place in <see cref="All"/>.
/// </summary>
/// <param name="Id">Its word in <c>run.json</c>.</param>
/// <param name="Name">What a person calls it.</param>
/// <param name="Unit">The unit of its figures, of <see cref="Records.Unit"/>; empty for what has no figures.</param>
/// <param name="Direction">Which direction is cheaper.</param>
public sealed record Metric(string Id, string Name, string Unit, Better Direction = Better.Lower)
{
    /// <summary>
    /// The smallest growth of memory, and the smallest difference of growth, that means something, in bytes: less cannot be told from the
    /// kernel's own bookkeeping and the allocator's rounding.
    /// </summary>
    public const double MemoryResolution = 1e6;

    /// <summary>
    /// Below this, in nanoseconds, what ONNX Runtime and .NET do around a call is a large part of the call: it differs by 43 to 69 ns
    /// between callers of the same session (docs/how-it-measures.md), and no model is to blame for that.
    /// </summary>
    public const double ShortCall = 500;

    /// <summary>
    /// Times and rates: at 5 % ten interleaved launches of one build against itself gave no false alarm in 141 trials on a shared
    /// two-core machine.
    /// </summary>
    private const double TimeMargin = 0.05;

    /// <summary>Memory hardly varies between launches.</summary>
    private const double MemoryMargin = 0.03;

    /// <summary>Wall time of one call.</summary>
    public static Metric Latency { get; } = new("latency", "latency", Records.Unit.Nanoseconds)
    {
        ChangeFloor = TimeMargin * ShortCall, ResourceNoun = "time per call", HasTable = true,
    };

    /// <summary>Wall time of one call whose inputs and outputs lie in the device's memory.</summary>
    public static Metric ComputeLatency { get; } = new("computeLatency", "latency without copies", Records.Unit.Nanoseconds)
    {
        ChangeFloor = TimeMargin * ShortCall, HasTable = true,
    };

    /// <summary>Items per second with as many callers as cores.</summary>
    public static Metric Throughput { get; } = new("throughput", "throughput", Records.Unit.ItemsPerSecond, Better.Higher)
    {
        ResourceNoun = "time per item under full load", HasTable = true,
    };

    /// <summary>Time to create the session.</summary>
    public static Metric Load { get; } = new("load", "load time", Records.Unit.Nanoseconds) { HasTable = true };

    /// <summary>Wall time of the first call after loading.</summary>
    public static Metric FirstInference { get; } = new("firstInference", "first inference", Records.Unit.Nanoseconds) { HasTable = true };

    /// <summary>The resource of a claim that <see cref="PeakMemory"/> is the evidence of: growth over the null model.</summary>
    public static Metric Memory { get; } = new("memory", "memory", Records.Unit.Bytes) { ResourceNoun = "memory" };

    /// <summary>The process's memory peak over loading and running.</summary>
    public static Metric PeakMemory { get; } = new("peakMemory", "peak memory", Records.Unit.Bytes)
    {
        ChangeMargin = MemoryMargin, ChangeFloor = MemoryResolution, HasTable = true,
    };

    /// <summary>The process's memory after running, over that of the null model.</summary>
    public static Metric SteadyMemory { get; } = new("steadyMemory", "steady memory", Records.Unit.Bytes)
    {
        ChangeMargin = MemoryMargin, ChangeFloor = MemoryResolution, HasTable = true,
    };

    /// <summary>Size of what has to be shipped: a static fact, counted and not measured.</summary>
    public static Metric Size { get; } = new("size", "size", Records.Unit.Bytes) { ChangeMargin = 0, ResourceNoun = "storage" };

    /// <summary>What the machine can do at most: no metric of a case.</summary>
    public static Metric Limits { get; } = new("limits", "limits of the machine", "");

    /// <summary>Joules per item, as a counter of the machine saw it.</summary>
    public static Metric Energy { get; } = new("energy", "energy", Records.Unit.Joules) { HasTable = true };

    /// <summary>The processor's frequency: no metric of a case.</summary>
    public static Metric Frequency { get; } = new("frequency", "processor frequency", "");

    /// <summary>Instructions, cycles and misses: no metric of a case.</summary>
    public static Metric HardwareCounters { get; } = new("hardwareCounters", "hardware counters", "");

    /// <summary>The tables of BenchmarkDotNet: no metric of a case.</summary>
    public static Metric BenchmarkDotNetTables { get; } = new("benchmarkDotNetTables", "tables of BenchmarkDotNet", "");

    /// <summary>What a process's memory is made of: no metric of a case.</summary>
    public static Metric MemoryParts { get; } = new("memoryParts", "parts of memory", "");

    /// <summary>A provider that this machine cannot use: no metric of a case.</summary>
    public static Metric Provider { get; } = new("provider", "provider", "");

    /// <summary>A model's score, whatever the family scores by (<see cref="QualityMetric"/>): no metric of a case.</summary>
    public static Metric Quality { get; } = new("quality", "quality", "");

    /// <summary>
    /// All of them, in the order in which they appear. One that is not here would be taken for a metric that this version does not know.
    /// </summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        Latency, ComputeLatency, Throughput, Load, FirstInference, Memory, PeakMemory, SteadyMemory, Size, Limits, Energy, Frequency,
        HardwareCounters, BenchmarkDotNetTables, OldWords.Tables, OldWords.Cold, MemoryParts, OldWords.Compute, OldWords.Probe, Provider,
        Quality,
    ];

    /// <summary>The resources that a claim can require, in the order in which it lists them.</summary>
    public static IReadOnlyList<string> Resources { get; } =
        [.. All.Where(metric => metric.ResourceNoun is not null).Select(metric => metric.Id)];

    /// <summary>The change, up or down, that does not matter, as a share: 0.05 lets a cost be 5 % more, or its inverse less.</summary>
    public double ChangeMargin { get; init; } = TimeMargin;

    /// <summary>
    /// The change that does not matter as an amount, in the metric's unit: a smaller difference does not, however large a share it is.
    /// </summary>
    public double ChangeFloor { get; init; }

    /// <summary>What a claim's sentence says that the student needs less of; null for what no claim can require.</summary>
    public string? ResourceNoun { get; init; }

    /// <summary>Whether the report has a table of its own for its cases.</summary>
    public bool HasTable { get; init; }

    /// <summary>Its name at the head of a column.</summary>
    public string Heading => Name.Length == 0 ? Name : char.ToUpperInvariant(Name[0]) + Name[1..];

    /// <summary>Its place among the metrics; those that this version does not know come last.</summary>
    public int Order
    {
        get
        {
            for (var index = 0; index < All.Count; index++)
            {
                if (All[index].Id == Id)
                {
                    return index;
                }
            }

            return All.Count;
        }
    }

    /// <summary>The metric of such an id; one that this version does not know is called by its id and taken for a time.</summary>
    public static Metric Find(string id) => All.FirstOrDefault(metric => metric.Id == id) ?? new Metric(id, id, "");

    /// <summary>
    /// Older versions called what a dropped step would have measured by the kind of the step. Their records are still read, and are told
    /// in the same words and the same order as they were then.
    /// </summary>
    private static class OldWords
    {
        public static Metric Tables { get; } = new("tables", BenchmarkDotNetTables.Name, "");

        public static Metric Cold { get; } = new("cold", "loading and memory", "");

        public static Metric Compute { get; } = new("compute", "compute", "");

        public static Metric Probe { get; } = new("probe", "probe", "");
    }
}

namespace InferenceCost.Records;

/// <summary>What a person calls a metric, and in which order metrics appear.</summary>
internal static class MetricNames
{
    private static readonly (string Id, string Name)[] Known =
    [
        (Metrics.Latency, "latency"),
        (Metrics.ComputeLatency, "latency without copies"),
        (Metrics.Throughput, "throughput"),
        (Metrics.Load, "load time"),
        (Metrics.FirstInference, "first inference"),
        ("memory", "memory"),
        (Metrics.PeakMemory, "peak memory"),
        (Metrics.SteadyMemory, "steady memory"),
        (Metrics.Size, "size"),
        ("limits", "limits of the machine"),
        (Metrics.Energy, "energy"),
        ("frequency", "processor frequency"),
        ("hardwareCounters", "hardware counters"),
        ("benchmarkDotNetTables", "tables of BenchmarkDotNet"),
        ("tables", "tables of BenchmarkDotNet"),
        ("cold", "loading and memory"),
        ("memoryParts", "parts of memory"),
    ];

    /// <summary>The name in a sentence; the metric's own id where this version does not know it.</summary>
    public static string Of(string metric) => Array.Find(Known, known => known.Id == metric).Name ?? metric;

    /// <summary>The same at the head of a column.</summary>
    public static string Heading(string metric)
    {
        var name = Of(metric);
        return name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..];
    }

    /// <summary>Its place among the metrics; those that this version does not know come last.</summary>
    public static int Order(string metric)
    {
        var index = Array.FindIndex(Known, known => known.Id == metric);
        return index < 0 ? Known.Length : index;
    }
}

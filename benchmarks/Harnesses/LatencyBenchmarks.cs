using BenchmarkDotNet.Attributes;

namespace InferenceCost.Benchmarks.Harnesses;

/// <summary>One call on one item.</summary>
public class LatencyBenchmarks : ModelBenchmark
{
    /// <summary>One call.</summary>
    [Benchmark]
    public void Inference() => Call();

    private protected override bool Belongs(int batch) => batch == 1;
}

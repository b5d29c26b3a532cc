using BenchmarkDotNet.Attributes;

namespace InferenceCost.Benchmarks.Harnesses;

/// <summary>One call on a whole batch, by one caller.</summary>
public class BatchBenchmarks : ModelBenchmark
{
    /// <summary>One call.</summary>
    [Benchmark]
    public void Inference() => Call();

    private protected override bool Belongs(int batch) => batch > 1;
}

using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Scenarios.Throughput;

/// <summary>A throughput launch that is made up: callers do not hinder each other.</summary>
internal static class DemoThroughput
{
    private const double OfLaunches = 0.03;
    private const double OfWindows = 0.01;

    private const double OfCanary = 0.004;

    /// <summary>The answer to the step.</summary>
    public static ThroughputResult Launch(PlanStep step, int callers, DemoTruth truth)
    {
        var noise = new DemoNoise(step.Id);
        var drift = noise.Factor(OfLaunches);
        return new ThroughputResult([.. step.Models.Select(model =>
        {
            var batch = step.OwnBatches?[model] ?? step.Batch;
            var rate = drift * callers * batch * 1e9 / truth.Of(step.Family, model).CallNanoseconds(batch);
            double[] windows = [.. Enumerable.Range(0, 2 * step.Palindromes).Select(_ => rate * noise.Factor(OfWindows))];
            return new ThroughputSamples(model, batch, windows, [.. windows.Select(_ => DemoNoise.Canary * noise.Factor(OfCanary))]);
        })], callers);
    }
}

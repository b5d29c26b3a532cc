using InferenceCost.Measuring;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;

namespace InferenceCost.Scenarios.Latency;

/// <summary>
/// An interleaved latency launch that is made up: the machine is faster in one launch than in another, for all models alike, and models
/// differ by their truth and a little noise.
/// </summary>
internal static class DemoLatency
{
    private const double OfLaunches = 0.03;
    private const double OfModels = 0.004;
    private const double OfBlocks = 0.01;
    private const double OfCalls = 0.05;

    /// <summary>The answer to the step.</summary>
    public static LatencyResult Launch(PlanStep step, DemoTruth truth)
    {
        var calls = step.Models.ToDictionary(model => model, model => truth.Of(step.Family, model).CallNanoseconds(step.Batch));
        var (block, drift) = (Block.Duration(calls.Values), new DemoNoise(step.Id).Factor(OfLaunches));
        return new LatencyResult([.. step.Models.Select(model => Samples(step, model, calls[model], block, drift))], []);
    }

    private static LatencySamples Samples(PlanStep step, string model, double call, double block, double drift)
    {
        var noise = new DemoNoise($"{step.Id} {model}");
        var typical = call * drift * noise.Factor(OfModels);
        var perBlock = Block.Calls(call, block);
        double[] blocks = [.. Enumerable.Range(0, 2 * step.Palindromes).Select(_ => typical * noise.Factor(OfBlocks))];
        double[] canary = [.. blocks.Select(_ => DemoNoise.Canary * noise.Factor(OfModels))];
        var times = call < Block.ShortestCallTimedAlone ? null
            : CallHistogram.Count(
                blocks.SelectMany(mean => Enumerable.Range(0, perBlock).Select(_ => (float)(mean * noise.Factor(OfCalls)))));
        return new LatencySamples(model, blocks, canary, perBlock, 0, typical, times);
    }
}

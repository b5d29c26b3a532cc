using InferenceCost.Measuring;
using InferenceCost.Records;
using InferenceCost.Scenarios.Cases;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Statistics;

namespace InferenceCost.Scenarios.Latency;

/// <summary>Latency launches as cases and ratios.</summary>
internal static class LatencyRecords
{
    private static readonly double[] TailProbabilities = [0.9, 0.95, 0.99, 0.999];

    /// <summary>One case per probed model and batch.</summary>
    /// <param name="run">The finished steps.</param>
    /// <param name="batch">Items per call.</param>
    /// <param name="scenario">The scenario that timed them.</param>
    /// <param name="metric">What that scenario measures.</param>
    public static IEnumerable<CaseRecord> Cases(FinishedRun run, int batch, string scenario, Metric metric) =>
        run.Probed.Select(model =>
        {
            var launches = Launches(run, batch, scenario)
                .Select(launch => launch.Result.Models.FirstOrDefault(item => item.Model == model))
                .OfType<LatencySamples>().ToList();
            var built = new CaseBuilder(run, model).Build(
                metric, scenario, batch, SampleKind.Block, [.. launches.Select(launch => launch.Blocks)]);
            var calls = Calls(launches);
            return launches.Count == 0 ? built : built with
            {
                AllocatedBytesPerOp = launches.Max(launch => launch.AllocatedBytesPerCall),
                Canary = CanaryTimes.Join(launches.Select(launch => launch.Canary)),
                CpuNsPerOp = Quantile.Median([.. launches.Select(launch => launch.CpuNanosecondsPerCall)]),
                Summary = built.Summary is { } ofBlocks ? Quantiles(calls, ofBlocks) : null,
                Tail = Tail(calls),
            };
        });

    /// <summary>One ratio per student and batch.</summary>
    public static IEnumerable<RatioRecord> Ratios(FinishedRun run, int batch, string scenario, Metric metric) =>
        from student in run.Students
        let ratio = RatioBuilder.Start(run, metric, student, batch)
        let launches = Launches(run, batch, scenario).Select(launch =>
            RatioBuilder.Pair(
                ratio, launch.Step.Launch, BlockOrder.Draw(launch.Result.Models.Count, 1, launch.Step.Launch)[0].Order,
                [.. launch.Result.Models.Select(model => (model.Model, model.Blocks, model.Canary))]))
        select RatioBuilder.Complete(ratio with { Launches = [.. launches.OfType<RatioLaunch>()] });

    private static IEnumerable<(PlanStep Step, LatencyResult Result)> Launches(FinishedRun run, int batch, string scenario) =>
        run.Answers<LatencyResult>(scenario).Where(item => item.Step.Batch == batch);

    /// <summary>
    /// Of single calls, as the tail percentiles are: the mean of a block hides that most calls are faster than a few slow ones make it.
    /// </summary>
    private static SampleSummary Quantiles(List<double[]>? calls, SampleSummary ofBlocks)
    {
        if (calls is null)
        {
            return ofBlocks with { Of = SampleKind.Block };
        }

        var all = Summary.Compute([.. calls.SelectMany(launch => launch)]);
        return new SampleSummary(all.Count, all.Min, all.P25, all.Median, all.Mean, SampleKind.Call);
    }

    /// <summary>The times of single calls, launch by launch; null where they are too short to be timed alone.</summary>
    private static List<double[]>? Calls(List<LatencySamples> launches) =>
        launches.Any(launch => launch.CallTimes is null) ? null : [.. launches.Select(launch => launch.CallTimes!.ToSamples())];

    private static TailRecord? Tail(List<double[]>? samples)
    {
        if (samples is null)
        {
            return new TailRecord(0, 0, [], "calls below 5 us are timed in blocks and have no percentiles");
        }

        var tails = TailProbabilities.Select(probability => TailPercentile.Estimate(samples, probability)).ToList();
        var percentiles = tails.Where(tail => tail.Value is not null)
            .Select(tail => new PercentileRecord(Math.Round(100 * tail.Probability, 1), tail.Value!.Value, tail.UpperLimit!.Value));
        return new TailRecord(
            samples.Sum(launch => (long)launch.Length), samples.Sum(launch => launch.Sum()) / 1e9, [.. percentiles],
            tails.FirstOrDefault(tail => tail.Needs is not null) is { } lacking
                ? FormattableString.Invariant($"p{100 * lacking.Probability:0.#} {lacking.Needs}")
                : null);
    }
}

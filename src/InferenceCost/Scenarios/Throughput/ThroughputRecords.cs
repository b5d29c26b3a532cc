using InferenceCost.Measuring;
using InferenceCost.Records;
using InferenceCost.Scenarios.Cases;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Throughput;

/// <summary>Throughput launches as cases and ratios.</summary>
internal static class ThroughputRecords
{
    /// <summary>One case per probed model at the common batch, and one at its own best batch where that is another.</summary>
    /// <param name="run">What was measured.</param>
    /// <param name="planned">The callers that were asked for, for cases that have no launch.</param>
    public static IEnumerable<CaseRecord> Cases(FinishedRun run, int planned)
    {
        var callers = run.Answers<ThroughputResult>(ThroughputScenario.Name)
            .Select(item => item.Result.Callers)
            .FirstOrDefault(count => count > 0, planned);
        foreach (var model in run.Probed)
        {
            var samples = run.Answers<ThroughputResult>(ThroughputScenario.Name)
                .Select(item => item.Result.Models.FirstOrDefault(found => found.Model == model))
                .OfType<ThroughputSamples>()
                .ToLookup(found => found.Batch);
            foreach (var batch in samples.Select(group => group.Key).Append(run.ThroughputBatch).Distinct().Order())
            {
                yield return new CaseBuilder(run, model).Build(
                    Metric.Throughput, ThroughputScenario.Name, batch, SampleKind.Block,
                    [.. samples[batch].Select(found => found.ItemsPerSecond)], callers) with
                {
                    Canary = CanaryTimes.Join(samples[batch].Select(found => found.Canary)),
                };
            }
        }
    }

    /// <summary>One ratio per student, at the common batch: the student's rate over the teacher's.</summary>
    public static IEnumerable<RatioRecord> Ratios(FinishedRun run) =>
        from student in run.Students
        let ratio = RatioBuilder.Start(run, Metric.Throughput, student, run.ThroughputBatch)
        let launches = CommonBatch(run).Select(launch =>
            RatioBuilder.Pair(
                ratio, launch.Step.Launch, BlockOrder.Draw(launch.Result.Models.Count, 1, launch.Step.Launch)[0].Order,
                [.. launch.Result.Models.Select(model => (model.Model, model.ItemsPerSecond, model.Canary))]))
        select RatioBuilder.Complete(ratio with { Launches = [.. launches.OfType<RatioLaunch>()] });

    private static IEnumerable<(PlanStep Step, ThroughputResult Result)> CommonBatch(FinishedRun run) =>
        run.Answers<ThroughputResult>(ThroughputScenario.Name).Where(item => item.Step.OwnBatches is null);
}

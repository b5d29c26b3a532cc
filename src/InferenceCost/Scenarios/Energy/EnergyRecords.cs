using InferenceCost.Measuring;
using InferenceCost.Records;
using InferenceCost.Scenarios.Cases;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Energy;

/// <summary>Energy launches as cases, one for each model and counter, and as ratios.</summary>
internal static class EnergyRecords
{
    /// <summary>
    /// Joules per item, gross: what the counter saw while the model ran, idle included. The part that the model added is beside it.
    /// </summary>
    public static IEnumerable<CaseRecord> Cases(FinishedRun run)
    {
        var launches = Launches(run);
        return from model in run.Probed
               from counter in launches.SelectMany(launch => launch.Result.Models).Select(item => (item.Counter, item.Gpu)).Distinct()
               let own = launches.Select(
                   launch => launch.Result.Models.Where(item => item.Model == model && item.Counter == counter.Counter).ToList())
                   .Where(items => items.Count > 0).ToList()
               let batch = launches[0].Step.Batch
               let built = new CaseBuilder(run, model).Build(
                   Metric.Energy, EnergyScenario.Name, batch, SampleKind.Block,
                   [.. own.Select(items => items.Select(item => Gross(item, batch)).ToArray())],
                   settings: [counter.Gpu is { } gpu ? CaseId.Gpu(gpu) : CaseId.Processor])
               select built with
               {
                   Parts = own.Count == 0 ? null : Parts([.. own.SelectMany(items => items)], batch),
               };
    }

    /// <summary>Why there is no energy although a counter was there.</summary>
    public static IEnumerable<UnavailableRecord> Missing(FinishedRun run) =>
        Launches(run).Count == 0
            && run.Answers<FailedResult>(EnergyScenario.Name).Select(answer => answer.Result).FirstOrDefault() is { } failure
            ? [new UnavailableRecord(Metric.Energy.Id, null, run.Provider, failure.Message)]
            : [];

    /// <summary>One ratio per student, of the counter of the provider's own device.</summary>
    public static IEnumerable<RatioRecord> Ratios(FinishedRun run)
    {
        var launches = Launches(run);
        var counter = launches.SelectMany(launch => launch.Result.Models).FirstOrDefault()?.Counter;
        return counter is null ? [] : from student in run.Students
                                      let ratio = RatioBuilder.Start(run, Metric.Energy, student, launches[0].Step.Batch)
                                      let pairs = launches.Select(launch => RatioBuilder.Pair(
                                          ratio, launch.Step.Launch, BlockOrder.Palindrome(launch.Step.Models.Count),
                                          [.. launch.Result.Models.Where(item => item.Counter == counter).GroupBy(item => item.Model)
                                              .Select(windows => (
                                                  windows.Key,
                                                  windows.Select(item => Gross(item, ratio.Batch)).ToArray(),
                                                  Array.Empty<double>()))]))
                                      select RatioBuilder.Complete(ratio with { Launches = [.. pairs.OfType<RatioLaunch>()] });
    }

    private static List<(PlanStep Step, EnergyResult Result)> Launches(FinishedRun run) =>
        [.. run.Answers<EnergyResult>(EnergyScenario.Name)];

    private static double Gross(EnergySamples item, int batch) => item.Joules / (item.Calls * batch);

    private static Dictionary<string, double> Parts(List<EnergySamples> all, int batch)
    {
        double Median(Func<EnergySamples, double> value) => Statistics.Quantile.Median([.. all.Select(value)]);
        return new Dictionary<string, double>
        {
            ["netOfIdle"] = Median(item => (item.Joules - (item.IdleWatts * item.Seconds)) / (item.Calls * batch)),
            ["idleWatts"] = Median(item => item.IdleWatts),
            ["watts"] = Median(item => item.Joules / item.Seconds),
        };
    }
}

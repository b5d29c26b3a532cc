using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.MachinePeak;

/// <summary>The machine's own limits, one record for each provider and number of callers.</summary>
internal static class MachinePeakRecords
{
    /// <summary>Those that were measured; the best block of all launches counts.</summary>
    public static IEnumerable<LimitsRecord> Make(IEnumerable<FinishedStep> steps, int threads) =>
        from step in steps
        where step.Result is MachinePeakResult
        orderby step.Step.Launch
        from limits in ((MachinePeakResult)step.Result).Limits
        group limits by (step.Step.Provider, limits.Callers) into launches
        let arithmetic = Together(launches.Select(launch => launch.Arithmetic))
        let memory = Together(launches.Select(launch => launch.Memory))
        select new LimitsRecord
        {
            Provider = launches.Key.Provider,
            Threads = threads,
            Callers = launches.Key.Callers,
            MacsPerSecond = arithmetic.BestPerSecond(),
            BytesPerSecond = memory.BestPerSecond(),
            Arithmetic = arithmetic,
            Memory = memory,
        };

    /// <summary>Those that were not, and why: nothing else of the run depends on them.</summary>
    public static IEnumerable<UnavailableRecord> Missing(IEnumerable<FinishedStep> steps) =>
        from step in steps
        where step.Step.Scenario == MachinePeakScenario.Name && step.Result is FailedResult
        select new UnavailableRecord(Metric.Limits.Id, null, step.Step.Provider, FormattableString.Invariant(
            $"launch {step.Step.Launch + 1}: {((FailedResult)step.Result).Message}"));

    private static RateBlocks Together(IEnumerable<RateBlocks> launches) =>
        launches.Aggregate((all, next) => all with { CallNanoseconds = [.. all.CallNanoseconds, .. next.CallNanoseconds] });
}

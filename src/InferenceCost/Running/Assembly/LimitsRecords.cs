using InferenceCost.Measurement;
using InferenceCost.Planning;
using InferenceCost.Records;

namespace InferenceCost.Running.Assembly;

/// <summary>The machine's own limits, one record for each provider.</summary>
internal static class LimitsRecords
{
    /// <summary>Those that were measured.</summary>
    public static IEnumerable<LimitsRecord> Of(IEnumerable<FinishedStep> steps, int threads) =>
        from step in steps.DistinctBy(step => (step.Step.Provider, step.Result is LimitsResult))
        let found = step.Result as LimitsResult
        where found is not null
        select new LimitsRecord
        {
            Provider = step.Step.Provider,
            Threads = threads,
            MacsPerSecond = found.Arithmetic.BestPerSecond(),
            BytesPerSecond = found.Memory.BestPerSecond(),
            Arithmetic = found.Arithmetic,
            Memory = found.Memory,
        };

    /// <summary>Those that were not, and why: nothing else of the run depends on them.</summary>
    public static IEnumerable<UnavailableRecord> Missing(IEnumerable<FinishedStep> steps) =>
        from step in steps
        where step.Step.Kind == StepKind.Limits && step.Result is FailedResult
        select new UnavailableRecord("limits", null, step.Step.Provider, ((FailedResult)step.Result).Message);
}

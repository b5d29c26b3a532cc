using System.Globalization;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Statistics;

namespace InferenceCost.Scenarios.Tables;

/// <summary>What a reader should know about BenchmarkDotNet's tables: that they are missing, or that they say something else.</summary>
public static class TableNotes
{
    /// <summary>Its cases run one after the other on a machine that drifts; less than this is no news.</summary>
    private const double Tolerance = 0.25;

    /// <summary>One note for each latency that BenchmarkDotNet finds more than a quarter higher or lower than we do.</summary>
    public static IEnumerable<string> Disagreements(IEnumerable<FinishedStep> steps, IReadOnlyList<CaseRecord> cases) =>
        from step in steps
        where step.Result is TablesResult
        from row in ((TablesResult)step.Result).Rows
        let @case = cases.FirstOrDefault(item => item.Metric == Metric.Latency.Id && item.Family == step.Step.Family
            && item.Provider == step.Step.Provider && item.Model == row.Model && item.Batch == row.Batch
            && !item.IsFurther)
        where @case?.Summary is not null
        // Its iterations are blocks too.
        let ours = Quantile.Median([.. @case.Samples.SelectMany(launch => launch).Where(double.IsFinite)])
        where Math.Abs((row.MedianNanoseconds / ours) - 1) > Tolerance
        select string.Create(
            CultureInfo.InvariantCulture,
            $"{step.Step.Family}/{row.Model}: a call takes {row.MedianNanoseconds / 1000:0.#} us in BenchmarkDotNet's median iteration, "
            + $"{ours / 1000:0.#} us in our median block (its cases run one after the other, ours interleaved)");

    /// <summary>Says that there are no tables, and why.</summary>
    public static IEnumerable<UnavailableRecord> Missing(IEnumerable<FinishedStep> steps, RunRequest request)
    {
        var failure = steps.Where(step => step.Step.Scenario == TablesScenario.Name)
            .Select(step => step.Result).OfType<FailedResult>().FirstOrDefault();
        var reason = failure is not null ? $"{failure.Message}; {failure.Fix}"
            : !Profile.Find(request.Profile).Tables
                ? $"the {request.Profile} profile makes none: they take longer than it has"
            : null;
        return reason is null ? [] : [new UnavailableRecord(Metric.BenchmarkDotNetTables.Id, null, null, reason)];
    }
}

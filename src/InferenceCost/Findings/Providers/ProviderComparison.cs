using InferenceCost.Comparison;
using InferenceCost.Findings.Subjects;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Findings.Providers;

/// <summary>The same models on the CPU and on another provider, measured in one run, one after the other.</summary>
/// <param name="Family">Whose models.</param>
/// <param name="Provider">The other provider.</param>
/// <param name="Costs">What was measured on both: by metric, model and batch; never empty.</param>
/// <param name="FasterFrom">For each model, from which batch on the other provider is shown to be faster.</param>
public sealed record ProviderComparison(
    string Family, string Provider, IReadOnlyList<ProviderCost> Costs, IReadOnlyList<FasterFromBatch> FasterFrom)
{
    private static readonly Metric[] Compared = [Metric.Latency, Metric.Throughput];

    /// <summary>Every family that ran on the CPU and elsewhere.</summary>
    internal static IEnumerable<ProviderComparison> All(RunView view) =>
        from cpu in view.Subjects
        where cpu.Provider == ProviderIds.Cpu
        from other in view.Subjects
        where other.Family.Id == cpu.Family.Id && other.Provider != ProviderIds.Cpu
        let costs = Both(cpu, other).ToList()
        where costs.Count > 0
        select new ProviderComparison(cpu.Family.Id, other.Provider, costs, [.. FasterFromBatch.ByModel(costs)]);

    private static IEnumerable<ProviderCost> Both(FamilyOnProvider cpu, FamilyOnProvider other) =>
        from metric in Compared
        from there in other.Cases(metric.Id)
        from here in cpu.Cases(metric.Id)
        where here.Model == there.Model && here.Batch == there.Batch && !here.IsFurther && !there.IsFurther
        where UsableFigure.Median(here) is not null && UsableFigure.Median(there) is not null
        let launches = (Here: LaunchStatistic.Compute(here), There: LaunchStatistic.Compute(there))
        where launches.Here.Length > 0 && launches.There.Length > 0
        select new ProviderCost(
            metric.Id, there.Model, there.Batch, here.Summary!.Median, there.Summary!.Median,
            there.Better == Better.Lower
                ? IndependentLaunches.Change(launches.There, launches.Here)
                : IndependentLaunches.Change(launches.Here, launches.There));
}

/// <summary>One cost on both providers.</summary>
/// <param name="Metric">What was measured.</param>
/// <param name="Model">Of which model.</param>
/// <param name="Batch">Items per call.</param>
/// <param name="Cpu">The median on the CPU, in the metric's unit.</param>
/// <param name="Other">The median on the other provider.</param>
/// <param name="Factor">How many times less the other provider takes, or how many times more it does in the same time.</param>
public sealed record ProviderCost(string Metric, string Model, int Batch, double Cpu, double Other, RatioEstimate Factor);

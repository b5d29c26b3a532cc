using System.Globalization;
using InferenceCost.Comparison;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Gate;

/// <summary>From launches to changes and their verdicts. Launches are the replicates; blocks within one share its luck.</summary>
public static class GateRule
{
    /// <summary>The change of the time of a call.</summary>
    public static CostChange Latency(GateModel subject, IReadOnlyList<GateLaunch> launches)
    {
        var change = new CostChange
        {
            Id = subject.IdOf(Metric.Latency),
            Metric = Metric.Latency.Id,
            Verdict = ChangeVerdict.Inconclusive,
            Unit = Metric.Latency.Unit,
            Old = Quantile.Median([.. launches.Select(launch => Quantile.Median(launch.Base))]),
            New = Quantile.Median([.. launches.Select(launch => Quantile.Median(launch.Head))]),
        };
        var canary = CanaryDrift.Estimate([.. launches.Select(launch => launch.Canary)]);
        var decided =
            Decided(change, launches.Select(launch => Ratios.LaunchLogRatio(launch.Head, launch.Base))) with { Canary = canary?.Estimate };
        return canary is { } drift && CanaryDrift.IsShown(drift)
            ? decided with
            {
                Verdict = ChangeVerdict.Contaminated,
                Reason = string.Create(
                    CultureInfo.InvariantCulture,
                    $"fixed work beside the head took {drift.Estimate:0.00} times as long as beside the base: the "
                    + $"machine did not treat both alike"),
            }
            : decided;
    }

    /// <summary>The change of a process's peak memory.</summary>
    public static CostChange Memory(GateModel subject, IReadOnlyList<GateLaunch> launches)
    {
        var change = new CostChange
        {
            Id = subject.IdOf(Metric.PeakMemory),
            Metric = Metric.PeakMemory.Id,
            Verdict = ChangeVerdict.Inconclusive,
            Unit = Metric.PeakMemory.Unit,
            Old = Quantile.Median([.. launches.Select(launch => (double)launch.BasePeakBytes)]),
            New = Quantile.Median([.. launches.Select(launch => (double)launch.HeadPeakBytes)]),
        };
        return Decided(change, launches.Select(launch => Math.Log(launch.HeadPeakBytes) - Math.Log(launch.BasePeakBytes)));
    }

    private static CostChange Decided(CostChange change, IEnumerable<double> logRatios) => change.Decided(
        Ratios.OfLaunches([.. logRatios], ChangeRule.Confidence),
        ChangeMargin.Of(Metric.Find(change.Metric)).Factor(change.Old!.Value, change.New!.Value));
}

using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Comparison.History;

/// <summary>A history as trends.</summary>
public static class Trends
{
    /// <summary>One trend for each case on each machine, in the order of fingerprints and ids. Invalid cases are no points.</summary>
    /// <param name="runs">The runs, in the order of time.</param>
    public static IReadOnlyList<Trend> Follow(IReadOnlyList<RunRecord> runs) =>
    [
        .. from measured in runs.Select(run => SizedIds.Align(run, runs))
               .SelectMany(run => run.Cases.Where(item => item.Valid).Select(item => (Run: run, Case: item)))
           group measured by (measured.Run.Fingerprint, measured.Case.Id) into series
           orderby series.Key.Fingerprint, series.Key.Id
           let trend = Follow(series.Key.Fingerprint, [.. series])
           where trend.Points.Count > 0
           select trend,
    ];

    private static Trend Follow(string fingerprint, IReadOnlyList<(RunRecord Run, CaseRecord Case)> series)
    {
        // Only what is measured now has a trend; what was measured in another way before it is counted and not drawn.
        var latest = series[^1].Case;
        var same = series.Where(item => item.Case.Version == latest.Version && item.Case.Unit == latest.Unit
            && item.Case.Summary?.Of == latest.Summary?.Of).ToList();
        List<TrendPoint> points =
        [
            .. from item in same
               let launches = LaunchStatistic.Compute(item.Case)
               where launches.Length > 0
               select new TrendPoint(
                   item.Run.Run.Id, item.Run.Run.StartedUtc, item.Run.Run.Commit, item.Case.Summary?.Median ?? Quantile.Median(launches)),
        ];
        return new Trend
        {
            Id = latest.Id,
            Fingerprint = fingerprint,
            Shapes = MeasuredShapes.Describe([latest]),
            Unit = latest.Unit,
            LessIsCheaper = latest.Better == Better.Lower,
            Points = points,
            OtherVersions = series.Count - same.Count,
            ChangePoints = ChangePoints.Find(points, ChangeMargin.Of(Metric.Find(latest.Metric))),
        };
    }
}

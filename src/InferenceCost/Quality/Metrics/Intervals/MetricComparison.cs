using InferenceCost.Statistics;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>Two models compared by one metric, before anybody asks whether that is a match.</summary>
/// <param name="Method">How the intervals were made.</param>
/// <param name="Teacher">The teacher's quality.</param>
/// <param name="Student">The student's.</param>
/// <param name="Delta">Student minus teacher, turned so that more is better for the student.</param>
/// <param name="Difference">The interval of <paramref name="Delta"/>; null where the items do not support one.</param>
/// <param name="LogRatio">
/// The interval of the logarithm of the student's quality over the teacher's, turned likewise; null where there is none.
/// </param>
internal sealed record MetricComparison(
    string Method, double Teacher, double Student, double Delta, Interval? Difference, Interval? LogRatio)
{
    /// <summary>How many units the intervals count, where a query with all of its items is one; null where it is the items.</summary>
    public int? Queries { get; init; }

    /// <summary>How many sources the items come from, where that is known.</summary>
    public int? Clusters { get; init; }

    /// <summary>Who got which item right, where the quality is the share of right answers; null for others.</summary>
    public PairedCounts? Counts { get; init; }

    /// <summary>The logarithm of the ratio itself; its exponent is the share of the teacher's quality that the student has.</summary>
    public double LogRatioEstimate { get; init; } = Math.Log(Student) - Math.Log(Teacher);

    /// <summary>The standard error that an interval of either scale stands for.</summary>
    public static double StandardError(Interval interval) => interval.Width / 2 / Normal.InvCDF(0, 1, 0.5 + (interval.Confidence / 2));
}

using InferenceCost.Foundation;

namespace InferenceCost.Statistics;

/// <summary>
/// Ratios of what two models cost, from launches in which both ran interleaved. Logarithms make teacher / student and
/// student / teacher mirror images; blocks within one launch share its luck, so that each launch counts once.
/// </summary>
public static class Ratios
{
    /// <summary>One launch's value: the median over its pairs of blocks of ln(teacher / student).</summary>
    /// <param name="teacherBlocks">Cost of the teacher's blocks, above zero, in the order in which they ran.</param>
    /// <param name="studentBlocks">Cost of the student's blocks in the same unit; each is paired with the teacher's at its index.</param>
    /// <exception cref="ArgumentException">No blocks, unequal numbers of them, or a cost that is not finite and above zero.</exception>
    public static double LaunchLogRatio(ReadOnlySpan<double> teacherBlocks, ReadOnlySpan<double> studentBlocks)
    {
        Guard.PositiveValues(teacherBlocks);
        Guard.PositiveValues(studentBlocks);
        if (teacherBlocks.Length != studentBlocks.Length)
        {
            throw new ArgumentException(
                "Teacher and student need equally many blocks: they are compared pair by pair.", nameof(studentBlocks));
        }

        var logRatios = new double[teacherBlocks.Length];
        for (var i = 0; i < logRatios.Length; i++)
        {
            // A difference of logarithms, not the logarithm of a quotient: exchanging the models then changes the sign exactly.
            logRatios[i] = Math.Log(teacherBlocks[i]) - Math.Log(studentBlocks[i]);
        }

        return Quantile.Median(logRatios);
    }

    /// <summary>
    /// The ratio over launches, with the interval of <see cref="OrderStatisticInterval"/> where there are enough of them.
    /// </summary>
    /// <param name="launchLogRatios">One <see cref="LaunchLogRatio"/> per launch.</param>
    /// <param name="atLeastConfidence">Two-sided confidence asked for; the one achieved is in the result.</param>
    /// <exception cref="ArgumentException">No launches, a value that is not finite, or a confidence outside 0 to 1.</exception>
    public static RatioEstimate OfLaunches(ReadOnlySpan<double> launchLogRatios, double atLeastConfidence = 0.95)
    {
        var estimate = Math.Exp(Quantile.Median(launchLogRatios));
        return OrderStatisticInterval.Compute(launchLogRatios, atLeastConfidence) is { } interval
            ? new RatioEstimate(estimate, Math.Exp(interval.Low), Math.Exp(interval.High), interval.Confidence, launchLogRatios.Length)
            : new RatioEstimate(estimate, null, null, null, launchLogRatios.Length);
    }
}

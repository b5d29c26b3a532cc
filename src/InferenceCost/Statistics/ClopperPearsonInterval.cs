using InferenceCost.Foundation;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Statistics;

/// <summary>
/// The exact interval of one proportion (Clopper and Pearson, Biometrika 26, 1934): never below its confidence, often well above
/// it. For rates that a guarantee hangs on; <see cref="WilsonInterval"/> is closer to its confidence on average.
/// </summary>
public static class ClopperPearsonInterval
{
    /// <summary>The interval of the probability of success, within 0 to 1.</summary>
    /// <exception cref="ArgumentException">No trials, successes outside 0 to trials, or a confidence outside 0 to 1.</exception>
    public static Interval Compute(int successes, int trials, double confidence = 0.95)
    {
        Guard.SuccessesOfTrials(successes, trials);
        Guard.Proportion(confidence);
        // The upper end is the mirrored lower end of the failures, so that exchanging success and failure mirrors exactly.
        return new Interval(Lower(successes, trials, confidence), 1 - Lower(trials - successes, trials, confidence), confidence);
    }

    private static double Lower(int successes, int trials, double confidence) =>
        successes == 0 ? 0 : Beta.InvCDF(successes, trials - successes + 1, (1 - confidence) / 2);
}

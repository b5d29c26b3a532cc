using InferenceCost.Foundation;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Statistics;

/// <summary>
/// The score interval of one proportion, such as an accuracy (Wilson, JASA 22, 1927), without continuity correction; recommended
/// for general use by Brown, Cai and DasGupta (Statistical Science 16, 2001).
/// </summary>
public static class WilsonInterval
{
    /// <summary>The interval of the probability of success, within 0 to 1.</summary>
    /// <exception cref="ArgumentException">No trials, successes outside 0 to trials, or a confidence outside 0 to 1.</exception>
    public static Interval Compute(int successes, int trials, double confidence = 0.95)
    {
        Guard.SuccessesOfTrials(successes, trials);
        Guard.Proportion(confidence);
        var z = Normal.InvCDF(0, 1, 0.5 + confidence / 2);
        // The upper end is the mirrored lower end of the failures, so that exchanging success and failure mirrors exactly.
        return new Interval(Lower(successes, trials, z), 1 - Lower(trials - successes, trials, z), confidence);
    }

    private static double Lower(double successes, double trials, double z)
    {
        var centre = successes + z * z / 2;
        var spread = z * Math.Sqrt(successes * (trials - successes) / trials + z * z / 4);
        return Math.Max(0, (centre - spread) / (trials + z * z));
    }
}

using MathNet.Numerics;

namespace InferenceCost.Statistics;

/// <summary>
/// Random numbers of successes, by inversion from the mode outwards (Kemp, Communications in Statistics - Theory and
/// Methods 15, 1986, 805-813): about sqrt(trials) steps, where drawing every trial takes as many as there are trials.
/// Exact but for the rounding of the probabilities, about 1e-9 of each at 1e6 trials.
/// </summary>
internal static class BinomialDraw
{
    /// <summary>The successes of <paramref name="trials"/> trials; one uniform number of the generator each.</summary>
    /// <param name="random">The generator.</param>
    /// <param name="trials">Number of trials, zero or more.</param>
    /// <param name="probability">Probability of success, 0 to 1.</param>
    internal static int Next(Random random, int trials, double probability)
    {
        if (trials == 0 || probability <= 0)
        {
            return 0;
        }

        if (probability >= 1)
        {
            return trials;
        }

        var odds = probability / (1 - probability);
        var mode = (int)Math.Min(trials, (trials + 1.0) * probability);
        var (low, high) = (mode, mode);
        var atLow = Math.Exp(LogProbability(trials, mode, probability));
        var atHigh = atLow;
        var left = random.NextDouble() - atLow;
        // The likeliest values first: most draws end within one standard deviation.
        while (left >= 0 && (atLow > 0 || atHigh > 0))
        {
            atLow = low > 0 ? atLow * (low / ((trials - low + 1) * odds)) : 0;
            low--;
            left -= atLow;
            if (left < 0)
            {
                return low;
            }

            atHigh = high < trials ? atHigh * ((trials - high) * odds / (high + 1.0)) : 0;
            high++;
            left -= atHigh;
            if (left < 0)
            {
                return high;
            }
        }

        // At once; or after both tails, where rounding left a sum just below the number drawn.
        return mode;
    }

    private static double LogProbability(int trials, int successes, double probability) =>
        SpecialFunctions.BinomialLn(trials, successes)
        + successes * Math.Log(probability)
        + (trials - successes) * Math.Log(1 - probability);
}

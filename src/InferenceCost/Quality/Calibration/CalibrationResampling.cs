using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Statistics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace InferenceCost.Quality.Calibration;

/// <summary>
/// Draws the answers of a model whose confidences are exactly right, again and again, and keeps the calibration error of each draw. A bin
/// counts by its number of wrong answers alone, so that this is drawn, not item after item.
/// </summary>
internal sealed class CalibrationResampling
{
    private const int Resamples = 1_000;

    /// <summary>
    /// From this variance on, a bin's number of wrong answers is drawn from the normal distribution: by Berry and Esseen (constant 0.56,
    /// Shevtsova, Doklady Mathematics 82, 2010) no probability is off by more than 0.0112, and what skewness adds to that cancels, since
    /// only the distance from the mean counts. The exact distribution of a million such items would take seconds.
    /// </summary>
    private const double NormalFrom = 2_500;

    private readonly int items;
    private readonly List<Func<Random, double>> surplusOfBins = [];

    /// <summary>Sorts the items: their order must not decide how sums are rounded.</summary>
    public CalibrationResampling(ReadOnlySpan<double> confidences)
    {
        Guard.FiniteValues(confidences);
        items = confidences.Length;
        var sorted = confidences.ToArray();
        Array.Sort(sorted);
        foreach (var bin in sorted.GroupBy(ConfidenceBins.IndexOf))
        {
            // Of the two it is the wrong answers that are rare: full confidence never errs.
            surplusOfBins.Add(Surplus([.. bin.Select(confidence => 1 - confidence)]));
        }
    }

    /// <summary>Mean and 95 % quantile of the drawn errors.</summary>
    public CalibrationNull Draw(int seed)
    {
        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        var errors = new double[Resamples];
        foreach (ref var error in errors.AsSpan())
        {
            foreach (var surplus in surplusOfBins)
            {
                error += Math.Abs(surplus(random));
            }

            error /= items;
        }

        // Summed after sorting: ascending is the order with the least rounding.
        Array.Sort(errors);
        return new CalibrationNull(errors.Sum() / Resamples, Quantile.OfSorted(errors, 0.95), Resamples);
    }

    /// <summary>How a bin's wrong answers beyond their expected number are drawn.</summary>
    private static Func<Random, double> Surplus(double[] wrong)
    {
        var variance = wrong.Sum(probability => probability * (1 - probability));
        if (variance >= NormalFrom)
        {
            var deviation = Math.Sqrt(variance);
            return random => Normal.Sample(random, 0, deviation);
        }

        var (expected, number) = (wrong.Sum(), new PoissonBinomial(wrong));
        return random => number.Next(random) - expected;
    }
}

using InferenceCost.Records;

namespace InferenceCost.Quality.Calibration;

/// <summary>
/// The expected calibration error: over 15 bins of confidence, the distance between mean confidence and accuracy, weighted by the bins'
/// share of the items (Guo, Pleiss, Sun, Weinberger, On Calibration of Modern Neural Networks, ICML 2017,
/// https://arxiv.org/abs/1706.04599). It is biased upwards, most for well-calibrated models (Roelofs, Cain, Shlens, Mozer, AISTATS 2022,
/// https://arxiv.org/abs/2012.08668): read it beside its null.
/// </summary>
public static class ExpectedCalibrationError
{
    /// <summary>The error, 0 to 1.</summary>
    /// <param name="confidences">The probability of the class that the model chose, one per item, 0 to 1.</param>
    /// <param name="correct">Whether that class is the true one, in the same order.</param>
    /// <exception cref="ArgumentException">No items, unequal numbers of them, or a confidence outside 0 to 1.</exception>
    public static double Compute(ReadOnlySpan<double> confidences, ReadOnlySpan<bool> correct)
    {
        if (confidences.IsEmpty || confidences.Length != correct.Length)
        {
            throw new ArgumentException("Confidences and answers need the same items, at least one.", nameof(correct));
        }

        // Right answers less their expected number; divided by all items at the end, so that no bin's own size is needed.
        Span<double> surplus = stackalloc double[ConfidenceBins.Count];
        for (var i = 0; i < confidences.Length; i++)
        {
            surplus[ConfidenceBins.IndexOf(confidences[i])] += (correct[i] ? 1 : 0) - confidences[i];
        }

        var error = 0.0;
        foreach (var difference in surplus)
        {
            error += Math.Abs(difference);
        }

        return error / confidences.Length;
    }

    /// <summary>
    /// The errors that a model with these confidences shows when they are exactly right: each answer is drawn right with its own
    /// confidence. The order of the items and the number of cores change nothing.
    /// </summary>
    /// <param name="confidences">As in <see cref="Compute"/>.</param>
    /// <param name="seed">Seed of the draw: the same seed gives the same null.</param>
    /// <returns>Mean and 95 % quantile over 1,000 resamples.</returns>
    /// <exception cref="ArgumentException">No items, or a confidence outside 0 to 1.</exception>
    public static CalibrationNull Null(ReadOnlySpan<double> confidences, int seed) => new CalibrationResampling(confidences).Draw(seed);
}

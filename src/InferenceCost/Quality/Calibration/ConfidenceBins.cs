namespace InferenceCost.Quality.Calibration;

/// <summary>Fifteen bins of equal width over confidences, each without its lower and with its upper edge; the first holds 0 too.</summary>
internal static class ConfidenceBins
{
    public const int Count = 15;

    /// <summary>The bin of a confidence, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No number between 0 and 1.</exception>
    public static int IndexOf(double confidence)
    {
        if (!(confidence >= 0 && confidence <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(confidence), confidence, "A confidence lies between 0 and 1.");
        }

        // The product can fall on either side of a whole number; the edges decide, not the product.
        var bin = Math.Min((int)(confidence * Count), Count - 1);
        return bin > 0 && confidence <= UpperEdge(bin - 1) ? bin - 1 : confidence > UpperEdge(bin) ? bin + 1 : bin;
    }

    /// <summary>The largest confidence that the bin holds.</summary>
    public static double UpperEdge(int bin) => (bin + 1) / (double)Count;
}

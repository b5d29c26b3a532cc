namespace InferenceCost.Quality.Metrics;

/// <summary>
/// The mean over classes of F1 = 2 TP / (2 TP + FP + FN). Classes that neither a label nor an answer names among the items do not count, as
/// scikit-learn's f1_score does it with average='macro'.
/// </summary>
internal static class MacroF1
{
    private const int LargestOnStack = 256;

    /// <summary>The score of all items.</summary>
    public static double Of(int[] labels, int[] predicted) =>
        Of(labels, predicted, 1 + Math.Max(labels.Max(), predicted.Max()), [.. Enumerable.Range(0, labels.Length)]);

    /// <summary>The score of some items, repeated ones counted as often as they come.</summary>
    /// <param name="labels">The true class of each item of the corpus.</param>
    /// <param name="predicted">The chosen class of each.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="items">Which items are scored.</param>
    public static double Of(int[] labels, int[] predicted, int classes, ReadOnlySpan<int> items)
    {
        // Twice the true positives, and how often the class is a label or an answer: F1 is their quotient.
        Span<int> right = classes <= LargestOnStack ? stackalloc int[classes] : new int[classes];
        Span<int> named = classes <= LargestOnStack ? stackalloc int[classes] : new int[classes];
        foreach (var item in items)
        {
            var (label, answer) = (labels[item], predicted[item]);
            named[label]++;
            named[answer]++;
            if (label == answer)
            {
                right[label] += 2;
            }
        }

        double sum = 0;
        var present = 0;
        for (var k = 0; k < classes; k++)
        {
            if (named[k] > 0)
            {
                sum += (double)right[k] / named[k];
                present++;
            }
        }

        return sum / present;
    }
}

using InferenceCost.Tasks.Contract;

namespace InferenceCost.Scenarios.Scoring;

/// <summary>
/// Whether a model's answer to an item hangs on the other items of the call, as that of a model which chooses one scale for all of its
/// activations at run time: drawn items are answered at two batches, and compared.
/// </summary>
internal static class BatchDependence
{
    /// <summary>About how many items are drawn.</summary>
    public const int Drawn = 200;

    /// <summary>
    /// Sums of single precision differ by a millionth of the largest, products in TF32 or half precision by a thousandth; one scale of
    /// 8 bits for a whole call changes more.
    /// </summary>
    private const double Rounding = 2e-3;

    /// <summary>More items than these that change their class are no ties within rounding.</summary>
    private const double TiedShare = 0.02;

    private const int Seed = 20261201;

    /// <summary>Where the drawn stretches of items begin: whole calls of the larger batch, where there are as many items.</summary>
    /// <param name="items">How many items there are.</param>
    /// <param name="batch">Items of a call of the larger batch.</param>
    /// <returns>The first item of each stretch, and how long all of them are.</returns>
    public static (int[] Starts, int Length) Draw(int items, int batch)
    {
        var length = Math.Min(batch, items);
        int[] starts = [.. Enumerable.Range(0, items / length).Select(call => call * length)];
        new Random(Seed).Shuffle(starts);
        return (starts[..Math.Min(starts.Length, ((Drawn - 1) / length) + 1)], length);
    }

    /// <summary>Whether answers at two batches differ by more than rounding.</summary>
    /// <param name="difference">How far they are apart.</param>
    /// <param name="drawn">How many items were answered at both.</param>
    public static bool IsBeyondRounding(ScoreDifference difference, int drawn) =>
        difference.Scores.Largest > Rounding * difference.Scores.Scale || difference.OtherClass > TiedShare * drawn;
}

namespace InferenceCost.Statistics;

/// <summary>
/// The interval of a difference between two independent proportions, put together from the score interval of each (Newcombe, Statistics in
/// Medicine 17, 1998, 873-890, method 10). Of the same items answered twice it is too wide: use <see cref="TangoInterval"/>.
/// </summary>
public static class NewcombeInterval
{
    /// <summary>The interval of second - first, within -1 to 1.</summary>
    /// <exception cref="ArgumentException">No trials, successes outside 0 to trials, or a confidence outside 0 to 1.</exception>
    public static Interval Compute(int firstSuccesses, int firstTrials, int secondSuccesses, int secondTrials, double confidence = 0.90)
    {
        var (first, second) =
            (WilsonInterval.Compute(firstSuccesses, firstTrials, confidence), WilsonInterval.Compute(
                secondSuccesses, secondTrials, confidence));
        var (one, other) = ((double)firstSuccesses / firstTrials, (double)secondSuccesses / secondTrials);
        return new Interval(
            Math.Max(-1, other - one - double.Hypot(other - second.Low, first.High - one)),
            Math.Min(1, other - one + double.Hypot(second.High - other, one - first.Low)), confidence);
    }
}

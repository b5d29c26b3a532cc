using System.Globalization;
using InferenceCost.Foundation;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Statistics;

/// <summary>
/// A tail percentile of the time a call takes, given only where the sample supports one. The rule is the binomial early stopping
/// of MLPerf LoadGen (loadgen/early_stopping.cc): if calls were slower than some limit with probability 1 - p or more, then so few
/// of them in the sample would be seen with probability 1 - confidence at most. The calls are taken as independent.
/// </summary>
/// <param name="Probability">The percentile as a probability: 0.99 for p99.</param>
/// <param name="Calls">Number of calls in the sample, over all launches.</param>
/// <param name="Value">
/// The sample percentile (type 7, see <see cref="Quantile"/>), in the unit of the samples; null where it is not supported.
/// </param>
/// <param name="UpperLimit">One-sided upper confidence limit of the true percentile; null where it is not supported.</param>
/// <param name="Confidence">One-sided confidence of the limit.</param>
/// <param name="Needs">What the sample lacks, such as "needs 662 calls (has 120)"; null where the percentile is supported.</param>
public sealed record TailPercentile(double Probability, int Calls, double? Value, double? UpperLimit, double Confidence, string? Needs)
{
    /// <summary>A shorter total misses what the machine does only every few seconds.</summary>
    public const double MinimumSeconds = 10;

    /// <summary>One-sided confidence of MLPerf's rule.</summary>
    public const double DefaultConfidence = 0.99;

    /// <summary>
    /// One call of the sample may lie beyond the upper limit. With none the limit would be the slowest call, whatever befell it.
    /// </summary>
    private const int FewestCallsBeyondLimit = 1;

    /// <summary>The percentile of all calls together and its upper limit, or what is missing for them.</summary>
    /// <param name="launches">The time of each call, one array per launch.</param>
    /// <param name="probability">The percentile as a probability: 0.99 for p99.</param>
    /// <param name="secondsPerUnit">The samples' unit in seconds; nanoseconds if not given.</param>
    /// <param name="confidence">One-sided confidence of the upper limit.</param>
    /// <exception cref="ArgumentException">
    /// No launches, one without calls, a time that is not finite and above zero, or a probability, confidence or unit that is none.
    /// </exception>
    public static TailPercentile Estimate(
        IReadOnlyList<double[]> launches, double probability, double secondsPerUnit = 1e-9, double confidence = DefaultConfidence)
    {
        ArgumentNullException.ThrowIfNull(launches);
        if (launches.Count == 0)
        {
            throw new ArgumentException("At least one launch is needed.", nameof(launches));
        }

        if (!(secondsPerUnit > 0 && double.IsFinite(secondsPerUnit)))
        {
            throw new ArgumentOutOfRangeException(nameof(secondsPerUnit), secondsPerUnit, "Must be above zero.");
        }

        foreach (var launch in launches)
        {
            Guard.PositiveValues(launch, nameof(launches));
        }

        var sorted = launches.SelectMany(calls => calls).ToArray();
        Array.Sort(sorted);
        var needed = MinimumCalls(probability, confidence);
        var seconds = sorted.Sum() * secondsPerUnit;
        if (Missing(sorted.Length, needed, launches.Count, seconds) is { } missing)
        {
            return new TailPercentile(probability, sorted.Length, null, null, confidence, missing);
        }

        return new TailPercentile(
            probability,
            sorted.Length,
            Quantile.OfSorted(sorted, probability),
            sorted[^(CallsBeyondLimit(sorted.Length, probability, confidence) + 1)],
            confidence,
            null);
    }

    /// <summary>
    /// The smallest sample with an upper limit below its slowest call: the smallest n for which at most one of n calls beyond the
    /// percentile has a probability of 1 - confidence at most. 64, 130, 662 and 6,636 for p90, p95, p99 and p99.9 at 99 %.
    /// </summary>
    /// <exception cref="ArgumentException">A probability or confidence outside 0 to 1.</exception>
    public static int MinimumCalls(double probability, double confidence = DefaultConfidence)
    {
        Guard.Proportion(probability);
        Guard.Proportion(confidence);
        var enough = 2;
        while (!Supports(enough, FewestCallsBeyondLimit, probability, confidence))
        {
            enough = checked(enough * 2);
        }

        return SmallestTrue(enough / 2, enough, calls => Supports(calls, FewestCallsBeyondLimit, probability, confidence));
    }

    /// <summary>The most calls that may lie beyond the limit, for a sample of at least <see cref="MinimumCalls"/>.</summary>
    private static int CallsBeyondLimit(int calls, double probability, double confidence) =>
        SmallestTrue(FewestCallsBeyondLimit, calls, beyond => !Supports(calls, beyond, probability, confidence)) - 1;

    private static bool Supports(int calls, int beyond, double probability, double confidence) =>
        calls > beyond && Binomial.CDF(1 - probability, calls, beyond) <= 1 - confidence;

    private static int SmallestTrue(int low, int high, Func<int, bool> holds)
    {
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (holds(middle))
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    private static string? Missing(int calls, int neededCalls, int launches, double seconds)
    {
        var culture = CultureInfo.InvariantCulture;
        if (calls < neededCalls)
        {
            return string.Create(culture, $"needs {neededCalls:N0} calls (has {calls:N0})");
        }

        // Fewer processes say nothing about the luck of a single one.
        if (launches < OrderStatisticInterval.MinimumCount)
        {
            return string.Create(culture, $"needs {OrderStatisticInterval.MinimumCount} launches (has {launches})");
        }

        if (seconds < MinimumSeconds)
        {
            var callsForTime = Math.Ceiling(calls * (MinimumSeconds / seconds));
            return string.Create(
                culture, $"needs {callsForTime:N0} calls, {MinimumSeconds:0} s of them (has {calls:N0}, {seconds:0.0##} s)");
        }

        return null;
    }
}

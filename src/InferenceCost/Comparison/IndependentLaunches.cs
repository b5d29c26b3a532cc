using InferenceCost.Foundation;
using InferenceCost.Statistics;

namespace InferenceCost.Comparison;

/// <summary>
/// The change between two sets of launches that were not interleaved. Launches are the replicates; a factor between the two sets is a
/// shift of their logarithms, for which the Hodges-Lehmann estimate and the exact Mann-Whitney interval assume no form of distribution.
/// What they cannot know is how the machine changed between the sets: that is no spread within either of them.
/// </summary>
public static class IndependentLaunches
{
    /// <summary>The cost of the second set over that of the first, with its interval where both have six launches or more.</summary>
    /// <param name="oldCosts">One cost per launch, above zero.</param>
    /// <param name="newCosts">The same, in the same unit.</param>
    /// <exception cref="ArgumentException">No launches, or a cost that is not finite and above zero.</exception>
    public static RatioEstimate Change(ReadOnlySpan<double> oldCosts, ReadOnlySpan<double> newCosts)
    {
        Guard.PositiveValues(oldCosts);
        Guard.PositiveValues(newCosts);
        return ChangeOfLogarithms(Array.ConvertAll(oldCosts.ToArray(), Math.Log), Array.ConvertAll(newCosts.ToArray(), Math.Log));
    }

    /// <summary>The same, from the logarithms of the costs.</summary>
    /// <exception cref="ArgumentException">No launches, or a value that is not finite.</exception>
    public static RatioEstimate ChangeOfLogarithms(ReadOnlySpan<double> oldCosts, ReadOnlySpan<double> newCosts)
    {
        var (shift, interval) = HodgesLehmann.Estimate(oldCosts, newCosts, ChangeRule.Confidence);
        var launches = Math.Min(oldCosts.Length, newCosts.Length);
        return interval is { } ends
            ? new RatioEstimate(Math.Exp(shift), Math.Exp(ends.Low), Math.Exp(ends.High), ends.Confidence, launches)
            : new RatioEstimate(Math.Exp(shift), null, null, null, launches);
    }
}

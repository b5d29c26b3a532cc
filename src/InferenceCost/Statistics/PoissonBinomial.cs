using System.Numerics;
using System.Runtime.CompilerServices;

namespace InferenceCost.Statistics;

/// <summary>
/// The number of successes in independent trials, each with its own probability (the Poisson binomial distribution): its probabilities by
/// adding one trial after the other (Hong, Computational Statistics and Data Analysis 59, 2013, section 2.4), and numbers drawn from it.
/// Tails below 1e-20 are cut off, so that the work is trials times about nine standard deviations to either side.
/// </summary>
internal sealed class PoissonBinomial
{
    private const double Negligible = 1e-20;

    /// <summary>Trials between two looks at the tails.</summary>
    private const int TrialsBetweenCuts = 32;

    private readonly int first;
    private readonly double[] cumulative;

    /// <param name="probabilities">The probability of success of each trial, 0 to 1; none is no success.</param>
    public PoissonBinomial(ReadOnlySpan<double> probabilities)
    {
        var masses = new double[probabilities.Length + 1];
        masses[0] = 1;
        var count = 1;
        for (var trial = 0; trial < probabilities.Length; trial++)
        {
            Add(masses.AsSpan(0, ++count), probabilities[trial]);
            if ((trial + 1) % TrialsBetweenCuts == 0)
            {
                first += Cut(masses, ref count);
            }
        }

        first += Cut(masses, ref count);
        cumulative = masses.AsSpan(0, count).ToArray();
        for (var i = 1; i < count; i++)
        {
            cumulative[i] += cumulative[i - 1];
        }
    }

    /// <summary>A number of successes; one uniform number of the generator each.</summary>
    public int Next(Random random)
    {
        var found = Array.BinarySearch(cumulative, random.NextDouble() * cumulative[^1]);
        // Between two sums it is the upper one's; on a sum the one after it, since that number is below this sum with probability 1.
        return first + Math.Min(found < 0 ? ~found : found + 1, cumulative.Length - 1);
    }

    /// <summary>The probability of so many successes or fewer.</summary>
    public double AtMost(int successes) =>
        successes < first ? 0 : cumulative[Math.Min(successes - first, cumulative.Length - 1)] / cumulative[^1];

    /// <summary>One trial more: its success moves every mass one up. The highest first, so that one array is enough.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(Span<double> masses, double probability)
    {
        var (success, failure) = (new Vector<double>(probability), new Vector<double>(1 - probability));
        var end = masses.Length;
        for (; end > Vector<double>.Count; end -= Vector<double>.Count)
        {
            var start = end - Vector<double>.Count;
            var (own, below) = (new Vector<double>(masses[start..]), new Vector<double>(masses[(start - 1)..]));
            ((own * failure) + (below * success)).CopyTo(masses[start..]);
        }

        for (var i = end - 1; i > 0; i--)
        {
            masses[i] = (masses[i] * (1 - probability)) + (masses[i - 1] * probability);
        }

        masses[0] *= 1 - probability;
    }

    /// <summary>Drops both tails and says how many numbers the lower one held.</summary>
    private static int Cut(double[] masses, ref int count)
    {
        var (low, high) = (0, count);
        while (masses[low] < Negligible)
        {
            low++;
        }

        while (masses[high - 1] < Negligible)
        {
            high--;
        }

        Array.Copy(masses, low, masses, 0, high - low);
        Array.Clear(masses, high - low, count - (high - low));
        count = high - low;
        return low;
    }
}

using MathNet.Numerics.Distributions;

namespace InferenceCost.Statistics;

/// <summary>
/// McNemar's test of no difference between two paired proportions, in its mid-p form (Fagerland, Lydersen and Laake, BMC Medical
/// Research Methodology 13:91, 2013). A large p is no evidence of a difference; it is not evidence of a match.
/// </summary>
public static class McNemar
{
    /// <summary>
    /// The two-sided mid-p value: the probability, under no difference, of a split of the discordant items more lopsided than the
    /// observed one, plus half that of an equally lopsided one. 1 without discordant items, where there is nothing to test.
    /// </summary>
    /// <exception cref="ArgumentException">A negative count, or no items.</exception>
    public static double MidP(PairedCounts counts)
    {
        counts.Validate();
        var discordant = counts.Discordant;
        var fewer = Math.Min(counts.OnlyStudentRight, counts.OnlyTeacherRight);
        if (discordant == 0)
        {
            return 1;
        }

        var observed = Binomial.PMF(0.5, discordant, fewer);
        return counts.OnlyStudentRight == counts.OnlyTeacherRight
            ? 1 - observed / 2
            : 2 * Binomial.CDF(0.5, discordant, fewer) - observed;
    }
}

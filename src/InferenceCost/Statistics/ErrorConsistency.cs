using InferenceCost.Foundation;
using MathNet.Numerics.Random;

namespace InferenceCost.Statistics;

/// <summary>
/// Whether two models are right and wrong on the same items more often than their accuracies alone explain: Cohen's kappa of
/// being right (Geirhos, Meding and Wichmann, NeurIPS 2020, arXiv:2006.16736). 0 says independent errors, 1 the same ones.
/// </summary>
public static class ErrorConsistency
{
    /// <summary>
    /// (c_obs - c_exp) / (1 - c_exp), at most 1, where c_obs is the share of items on which both are right or both wrong, and c_exp
    /// what independent models of these accuracies would show. Null where c_exp is 1: both always right, or both always wrong.
    /// </summary>
    /// <exception cref="ArgumentException">A negative count, or no items.</exception>
    public static double? Kappa(PairedCounts counts)
    {
        counts.Validate();
        var (items, student, teacher) = ((long)counts.Items, StudentRight(counts), TeacherRight(counts));
        // Both parts times n^2, in whole numbers: nothing is rounded before the division.
        var unexpected = student * (items - teacher) + (items - student) * teacher;
        return unexpected == 0 ? null : 2.0 * Covariance(counts) / unexpected;
    }

    /// <summary>
    /// The percentile interval of <see cref="Kappa"/> over resampled items, which published values lack and need (Klein et al.,
    /// NeurIPS 2025, arXiv:2507.06645). Null below <see cref="PairedBootstrap.FewestDiscordantItems"/> discordant items.
    /// </summary>
    /// <param name="counts">The paired table: kappa needs no more, so that a resample is three binomial draws.</param>
    /// <param name="seed">Seed of the draw: the same seed gives the same interval.</param>
    /// <param name="confidence">Two-sided confidence.</param>
    /// <param name="resamples">Number of resamples.</param>
    /// <exception cref="ArgumentException">A negative count, no items or resamples, or a confidence outside 0 to 1.</exception>
    public static Interval? BootstrapInterval(
        PairedCounts counts, int seed, double confidence = 0.95, int resamples = PairedBootstrap.DefaultResamples)
    {
        counts.Validate();
        Guard.Proportion(confidence);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        if (counts.Discordant < PairedBootstrap.FewestDiscordantItems)
        {
            return null;
        }

        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        var kappas = new List<double>(resamples);
        while (kappas.Count < resamples)
        {
            // Once in 22,000 times at the most a resample has no discordant item, and then perhaps no kappa: it is drawn again.
            if (Kappa(counts.Resample(random)) is { } kappa)
            {
                kappas.Add(kappa);
            }
        }

        return Quantile.Middle([.. kappas], confidence);
    }

    /// <summary>
    /// kappa (1 - c_exp) / (1 - sum of p^2), p being the teacher's shares of right and wrong: the probability g with which a student
    /// that otherwise answers by itself copies the teacher's being right or wrong (the copy model of Klein et al.). It equals the
    /// student's accuracy where the teacher is right, minus that where the teacher is wrong; kappa, if both are equally accurate;
    /// and is negative for errors that avoid each other. Null where the teacher is always right or always wrong.
    /// </summary>
    /// <exception cref="ArgumentException">A negative count, or no items.</exception>
    public static double? CopyProbability(PairedCounts counts)
    {
        counts.Validate();
        var teacher = TeacherRight(counts);
        var spread = teacher * (counts.Items - teacher);
        return spread == 0 ? null : (double)Covariance(counts) / spread;
    }

    /// <summary>n^2 times the covariance of the two being right: ad - bc, half of n^2 (c_obs - c_exp).</summary>
    private static long Covariance(PairedCounts counts) =>
        (long)counts.BothRight * counts.BothWrong - (long)counts.OnlyStudentRight * counts.OnlyTeacherRight;

    private static long StudentRight(PairedCounts counts) => (long)counts.BothRight + counts.OnlyStudentRight;

    private static long TeacherRight(PairedCounts counts) => (long)counts.BothRight + counts.OnlyTeacherRight;
}

using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Quality.Pairing;

/// <summary>How far two models behave alike: see <see cref="FidelityRecord"/> for each figure and where it was taken from.</summary>
public static class Fidelity
{
    private const double Confidence = 0.95;

    /// <summary>The seed of the bootstrap: the same items give the same interval.</summary>
    private const int Seed = 2020;

    /// <summary>Compares a student's behaviour with its teacher's.</summary>
    /// <param name="items">Both models' answers.</param>
    /// <param name="withInterval">Whether the interval of the error consistency is wanted, which takes resampling.</param>
    public static FidelityRecord Compute(PairedItems items, bool withInterval = true)
    {
        ArgumentNullException.ThrowIfNull(items);
        var (agreeing, bothWrong, sameWrong) = Agreements(items);
        var (kl, shannon) = Divergences(items);
        var interval = withInterval && items.Counts is { } counted ? ErrorConsistency.BootstrapInterval(counted, Seed, Confidence) : null;
        return new FidelityRecord
        {
            Agreement = (double)agreeing / items.Count,
            PredictiveKl = kl is { } divergence && double.IsFinite(divergence) ? divergence : null,
            ProbabilityLoyalty = shannon,
            PositiveFlips = items.Counts is { } counts ? (double)counts.OnlyStudentRight / items.Count : null,
            NegativeFlips = items.Counts is { } flips ? (double)flips.OnlyTeacherRight / items.Count : null,
            WrongAgreement = bothWrong > 0 ? (double)sameWrong / bothWrong : null,
            ErrorConsistency = items.Counts is { } consistency ? ErrorConsistency.Kappa(consistency) : null,
            ErrorConsistencyLow = interval?.Low,
            ErrorConsistencyHigh = interval?.High,
            ErrorConsistencyConfidence = interval?.Confidence,
            CopyProbability = items.Counts is { } copied ? ErrorConsistency.CopyProbability(copied) : null,
        };
    }

    private static (int Agreeing, int BothWrong, int SameWrong) Agreements(PairedItems items)
    {
        int agreeing = 0, bothWrong = 0, sameWrong = 0;
        for (var i = 0; i < items.Count; i++)
        {
            var agree = items.Agree(i);
            agreeing += agree ? 1 : 0;
            if (items.IsLabelled && !items.TeacherIsRight(i) && !items.StudentIsRight(i))
            {
                bothWrong++;
                sameWrong += agree ? 1 : 0;
            }
        }

        return (agreeing, bothWrong, sameWrong);
    }

    private static (double? Kl, double? Loyalty) Divergences(PairedItems items)
    {
        if (!items.HasProbabilities)
        {
            return (null, null);
        }

        double kl = 0, loyalty = 0;
        for (var i = 0; i < items.Count; i++)
        {
            var p = items.Teacher.ProbabilitiesOf(i);
            var q = items.Student.ProbabilitiesOf(items.OfStudent(i));
            double own = 0, shannon = 0;
            for (var k = 0; k < p.Length; k++)
            {
                // What one of them thinks impossible adds nothing to its own part: p ln p goes to 0.
                var (middle, other) = (Math.Log((p[k] + (double)q[k]) / 2), Math.Log(q[k]));
                if (p[k] > 0)
                {
                    var log = Math.Log(p[k]);
                    own += p[k] * (log - other);
                    shannon += p[k] * (log - middle);
                }

                shannon += q[k] > 0 ? q[k] * (other - middle) : 0;
            }

            kl += own;
            // In bits the divergence lies between 0 and 1; rounding may leave it a hair outside.
            loyalty += 1 - Math.Sqrt(Math.Clamp(shannon / 2 / Math.Log(2), 0, 1));
        }

        // Not below 0, but for the rounding of what is recorded.
        return (Math.Max(0, kl / items.Count), loyalty / items.Count);
    }
}

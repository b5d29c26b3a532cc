using InferenceCost.Statistics;
using MathNet.Numerics.Distributions;

namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>
/// How many items (or sources, where items share them) tell two models apart. The spread of all items is known no better than that of these
/// few; and of models that hardly ever differ it says nothing at all, whereas how often they differ can still be bounded.
/// </summary>
/// <param name="Units">How many items or sources there are.</param>
/// <param name="Differing">On how many of them the two differ.</param>
/// <param name="Losses">On how many the second is worse, at least on one item of the source.</param>
/// <param name="Gains">On how many it is better.</param>
internal sealed record TellingUnits(int Units, int Differing, int Losses, int Gains)
{
    /// <summary>How an interval is called that <see cref="Bound"/> gives.</summary>
    public const string BoundMethod = "bound from how often answers differ";

    /// <summary>Whether the spread of the differences is known well enough for an interval.</summary>
    public bool AreEnough => Differing >= Math.Min(PairedBootstrap.FewestDiscordantItems, Units);

    /// <summary>Counts those of two models.</summary>
    /// <param name="from">A figure of each item for the first.</param>
    /// <param name="to">The same for the second: more is better.</param>
    /// <param name="clusters">The number of each item's source; null for independent items.</param>
    public static TellingUnits Count(double[] from, double[] to, int[]? clusters)
    {
        if (clusters is null)
        {
            var (less, more) = (0, 0);
            for (var item = 0; item < from.Length; item++)
            {
                less += to[item] < from[item] ? 1 : 0;
                more += to[item] > from[item] ? 1 : 0;
            }

            return new TellingUnits(from.Length, less + more, less, more);
        }

        var (losses, gains) = (new HashSet<int>(), new HashSet<int>());
        for (var item = 0; item < from.Length; item++)
        {
            _ = to[item] < from[item] ? losses.Add(clusters[item]) : to[item] > from[item] && gains.Add(clusters[item]);
        }

        return new TellingUnits(clusters.Distinct().Count(), losses.Union(gains).Count(), losses.Count, gains.Count);
    }

    /// <summary>
    /// The level at which a t interval of all units has Student's quantile of as many degrees of freedom as there truly are: of the units
    /// that tell the models apart, or fewer where a few of them make most of the spread (<see cref="VarianceFreedom"/>).
    /// </summary>
    /// <param name="confidence">The confidence that is wanted.</param>
    /// <param name="freedom">The degrees that the differences' variance has.</param>
    /// <param name="evidence">On how many units the figures rest, where that may be fewer.</param>
    public double Level(double confidence, double freedom, int? evidence = null)
    {
        var rests = Math.Min(freedom, Math.Max(2, Math.Min(Differing, evidence ?? Differing)) - 1);
        if (rests >= Units - 1)
        {
            return confidence;
        }

        var quantile = StudentT.InvCDF(0, 1, rests, 0.5 + (confidence / 2));
        return 1 - (2 * StudentT.CDF(0, 1, Units - 1, -quantile));
    }

    /// <summary>
    /// The interval of the mean difference, second less first, where one unit's can be so large at most: how often it is below or above
    /// zero is bounded on each side by the exact interval of Clopper and Pearson. Never below its confidence, often well above it.
    /// </summary>
    /// <param name="range">The largest difference that a unit can have.</param>
    /// <param name="confidence">Two-sided confidence.</param>
    public Interval Bound(double range, double confidence) => new(
        -range * ClopperPearsonInterval.Compute(Losses, Units, confidence).High,
        range * ClopperPearsonInterval.Compute(Gains, Units, confidence).High, confidence);

    /// <summary>What a bound of the difference means for the logarithm of the ratio; null where a score is not well above it.</summary>
    /// <param name="difference">The bound.</param>
    /// <param name="least">The lower of both scores.</param>
    public static Interval? LogRatio(Interval difference, double least) => -difference.Low < least && difference.High < least
        ? new Interval(Math.Log(1 + (difference.Low / least)), -Math.Log(1 - (difference.High / least)), difference.Confidence)
        : null;
}

using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>
/// Metrics of the whole corpus that change smoothly with the items' shares of it: the difference of two models is compared as the mean of
/// the differences of the items' influences is, by Student's t, over sources where items share them; the ratio likewise on the scale of
/// logarithms. Of the area under the ROC curve this is the interval of DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988).
/// </summary>
internal static class InfluenceComparison
{
    /// <summary>Compares two models.</summary>
    /// <param name="items">Their answers.</param>
    /// <param name="pair">Their influences and what is known of them.</param>
    /// <param name="direction">Which direction is better.</param>
    /// <param name="confidence">Two-sided confidence.</param>
    public static MetricComparison Compare(PairedItems items, InfluencePair pair, Better direction, double confidence)
    {
        var clusters = items.Clusters();
        var sign = direction == Better.Lower ? -1 : 1;
        var (teacher, student) = (pair.Teacher, pair.Student);
        var method = clusters is null ? pair.Method : $"{pair.Method} over sources";
        var telling = TellingUnits.Count(new double[items.Count], pair.Changes, clusters);
        var plain = new MetricComparison("", teacher.Value, student.Value, sign * (student.Value - teacher.Value), null, null)
        {
            Clusters = clusters is null ? null : telling.Units,
            LogRatioEstimate = sign * (Math.Log(student.Value) - Math.Log(teacher.Value)),
        };
        if (!telling.AreEnough)
        {
            // Whatever way they differ: where a changed answer stands among the others decides whether it is a loss.
            var share = ClopperPearsonInterval.Compute(telling.Differing, telling.Units, confidence).High;
            return pair.Reach(share) is not { } reach ? plain with { Method = TellingUnits.BoundMethod } : plain with
            {
                Method = TellingUnits.BoundMethod,
                Difference = new Interval(-reach, reach, confidence),
                LogRatio = TellingUnits.LogRatio(new Interval(-reach, reach, confidence), Math.Min(teacher.Value, student.Value)),
            };
        }

        // With a handful of items of the rarer class nobody knows how their numbers spread.
        if (pair.Evidence < PairedBootstrap.FewestDiscordantItems)
        {
            return plain with { Method = method };
        }

        return plain with
        {
            Method = method,
            Difference = Around(plain.Delta, [.. student.Of.Zip(teacher.Of, (own, other) => sign * (own - other))]),
            LogRatio = teacher.Value > 0 && student.Value > 0
                ? Around(
                    plain.LogRatioEstimate,
                    [.. student.Of.Zip(teacher.Of, (own, other) => sign * ((own / student.Value) - (other / teacher.Value)))])
                : null,
        };

        Interval? Around(double estimate, double[] influences)
        {
            var zeros = new double[influences.Length];
            var level = telling.Level(confidence, VarianceFreedom.Estimate(influences, clusters), pair.Evidence);
            var found = clusters is null
                ? PairedMeanInterval.Compute(zeros, influences, level)
                : PairedMeanInterval.OfClusters(zeros, influences, clusters, level);

            // The influences sum to 0 but for rounding: the interval lies about the estimate itself.
            return found is { } interval
                ? new Interval(estimate - (interval.Width / 2), estimate + (interval.Width / 2), confidence)
                : null;
        }
    }
}

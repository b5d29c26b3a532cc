using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics.Intervals;

/// <summary>
/// Metrics of the whole corpus, which are no means over items: both models are scored again on the same items drawn with replacement,
/// whole sources where items share them (paired bootstrap).
/// </summary>
internal static class CorpusComparison
{
    /// <summary>The seed of the draw: the same items give the same interval.</summary>
    private const int Seed = 1998;

    /// <summary>Compares two models by a metric of the whole corpus.</summary>
    public static MetricComparison Compare(PairedItems items, CorpusPair pair, bool isRatio, double confidence)
    {
        int[] all = [.. Enumerable.Range(0, items.Count)];
        var clusters = items.Clusters() is { } named ? items.OrderById.Select(item => named[item]).ToArray() : null;
        var sources = clusters?.Distinct().Count();
        var differing = pair.DiscordantItems ?? items.Count;
        var (teacherScore, studentScore) = (pair.Teacher(all), pair.Student(all));

        // Exchanging the models turns the difference and the ratio of a metric round that is better the lower it is.
        var isLower = pair.Direction == Better.Lower;
        var (fromScore, toScore) = isLower ? (studentScore, teacherScore) : (teacherScore, studentScore);
        if (pair is { Bound: { } bound, DiscordantItems: < PairedBootstrap.FewestDiscordantItems } && clusters is null
            && bound() is { } difference)
        {
            return Bounded(teacherScore, studentScore, difference);
        }

        return new MetricComparison(
            clusters is null ? "paired bootstrap" : "paired cluster bootstrap",
            pair.Score(teacherScore), pair.Score(studentScore), pair.Score(toScore) - pair.Score(fromScore),
            Resampled(pair.Score), isRatio ? Resampled(pair.ResampledLogarithm) : null)
        {
            Clusters = sources,
            LogRatioEstimate = pair.Logarithm(toScore) - pair.Logarithm(fromScore),
        };

        Interval? Resampled(Func<double, double> scale)
        {
            // So few items tell the two apart that resamples say more of those few than of the models.
            if (pair.DiscordantItems < PairedBootstrap.FewestDiscordantItems)
            {
                return null;
            }

            var evidence = Math.Max(2, Math.Min(differing, sources ?? differing));
            if (clusters is null && pair.Counted is { } counted)
            {
                var (from, to) = isLower ? (counted.Student, counted.Teacher) : (counted.Teacher, counted.Student);
                return PairedBootstrap.OfKinds(
                    counted.Counts, drawn => scale(from(drawn)), drawn => scale(to(drawn)), Seed, confidence, evidence: evidence);
            }
            else
            {
                var (from, to) = isLower ? (pair.Student, pair.Teacher) : (pair.Teacher, pair.Student);
                return PairedBootstrap.Compute(
                    items.Count, drawn => scale(from(drawn)), drawn => scale(to(drawn)), Seed, confidence,
                    PairedBootstrap.ResamplesOf(items.Count), clusters, evidence);
            }
        }
    }

    /// <summary>A bound of the difference, and what it means for the ratio where both scores are well above it.</summary>
    private static MetricComparison Bounded(double teacher, double student, Interval difference)
    {
        var share = difference.High / Math.Min(teacher, student);
        return new MetricComparison(
            TellingUnits.BoundMethod, teacher, student, student - teacher, difference,
            share < 1 ? new Interval(Math.Log(1 - share), -Math.Log(1 - share), difference.Confidence) : null);
    }
}

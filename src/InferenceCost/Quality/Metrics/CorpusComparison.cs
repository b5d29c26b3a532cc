using InferenceCost.Foundation;
using InferenceCost.Quality.Calibration;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// Metrics of the whole corpus, which are no means over items: both models are scored again on the same items drawn with replacement,
/// whole sources where items share them (paired bootstrap).
/// </summary>
internal static class CorpusComparison
{
    /// <summary>The seed of the draw: the same items give the same interval.</summary>
    private const int Seed = 1998;

    public static MetricComparison Of(PairedItems items, QualityMetric metric, bool isRatio, double confidence)
    {
        Require(items, metric);
        var (teacher, student) = metric == QualityMetric.MacroF1 ? F1(items) : Surprise(items);
        int[] all = [.. Enumerable.Range(0, items.Count)];
        var (teacherScore, studentScore) = (teacher(all), student(all));
        var clusters = items.Clusters() is { } named ? items.OrderById.Select(item => named[item]).ToArray() : null;
        var differing = metric == QualityMetric.MacroF1 ? items.Counts!.Value.Discordant : items.Count;
        var sources = clusters?.Distinct().Count();
        Interval? Resampled(CorpusMetric first, CorpusMetric second) => metric == QualityMetric.MacroF1 && differing < PairedBootstrap.FewestDiscordantItems
            ? null // So few items tell the two apart that resamples say more of those few than of the models.
            : PairedBootstrap.Of(items.Count, first, second, Seed, confidence, clusters: clusters, evidence: Math.Max(2, Math.Min(differing, sources ?? differing)));

        // Perplexity is better the lower it is: exchanging the models turns its difference and its ratio round.
        var isPerplexity = metric == QualityMetric.Perplexity;
        return new MetricComparison(
            clusters is null ? "paired bootstrap" : "paired cluster bootstrap",
            isPerplexity ? Math.Exp(teacherScore) : teacherScore,
            isPerplexity ? Math.Exp(studentScore) : studentScore,
            isPerplexity ? Math.Exp(teacherScore) - Math.Exp(studentScore) : studentScore - teacherScore,
            isPerplexity ? Resampled(drawn => Math.Exp(student(drawn)), drawn => Math.Exp(teacher(drawn))) : Resampled(teacher, student),
            !isRatio ? null
                : isPerplexity ? Resampled(student, teacher)
                : Resampled(drawn => Logarithm(teacher(drawn)), drawn => Logarithm(student(drawn))))
        {
            Clusters = sources,
            LogRatioEstimate = isPerplexity ? teacherScore - studentScore : Math.Log(studentScore) - Math.Log(teacherScore),
        };
    }

    private static void Require(PairedItems items, QualityMetric metric)
    {
        var lacking = metric == QualityMetric.Perplexity
            ? HasSurprises(items) || (items.IsLabelled && items.HasProbabilities) ? null : "probabilities and label, or the negative log-likelihood as score,"
            : items is { IsLabelled: true, HasAnswers: true } ? null : "label and prediction";
        if (lacking is not null)
        {
            throw new InputException($"{items.Teacher.Source}, {items.Student.Source}: {metric.Id} needs the {lacking} of each item", "record them, or compare by another metric");
        }
    }

    /// <summary>Whether the scores are the negative log-likelihoods themselves: a language model's answers have no classes.</summary>
    private static bool HasSurprises(PairedItems items) => items is { HasProbabilities: false, Teacher.Scores: not null, Student.Scores: not null };

    private static (CorpusMetric Teacher, CorpusMetric Student) F1(PairedItems items)
    {
        var labels = items.OrderById.Select(item => items.Label(item)!.Value).ToArray();
        var first = items.OrderById.Select(item => items.Teacher.Predicted[item]).ToArray();
        var second = items.OrderById.Select(item => items.Student.Predicted[items.OfStudent(item)]).ToArray();
        var classes = 1 + Math.Max(labels.Max(), Math.Max(first.Max(), second.Max()));
        return (drawn => MacroF1.Of(labels, first, classes, drawn), drawn => MacroF1.Of(labels, second, classes, drawn));
    }

    /// <summary>The mean negative log-likelihood, of which perplexity is the exponent.</summary>
    private static (CorpusMetric Teacher, CorpusMetric Student) Surprise(PairedItems items)
    {
        if (HasSurprises(items))
        {
            var (teacher, student) = (items.Teacher.Scores!, items.StudentScores());
            double[] own = [.. items.OrderById.Select(item => teacher[item])], other = [.. items.OrderById.Select(item => student[item])];
            return (drawn => Mean(own, drawn), drawn => Mean(other, drawn));
        }

        var first = items.OrderById.Select(item => Surprise(items.Teacher.ProbabilitiesOf(item)[items.Label(item)!.Value])).ToArray();
        var second = items.OrderById.Select(item => Surprise(items.Student.ProbabilitiesOf(items.OfStudent(item))[items.Label(item)!.Value])).ToArray();
        return (drawn => Mean(first, drawn), drawn => Mean(second, drawn));
    }

    private static double Surprise(float probability) => -Math.Log(Math.Max(probability, ProperScores.ProbabilityFloor));

    private static double Mean(double[] values, ReadOnlySpan<int> drawn)
    {
        var sum = 0.0;
        foreach (var item in drawn)
        {
            sum += values[item];
        }

        return sum / drawn.Length;
    }

    /// <summary>A resample in which a model finds nothing at all has no logarithm; a thousandth of a point stands for it.</summary>
    private static double Logarithm(double score) => Math.Log(Math.Max(score, 1e-5));
}

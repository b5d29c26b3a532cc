using InferenceCost.Foundation;
using InferenceCost.Quality.Calibration;
using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// exp of the mean negative log-likelihood, of the true classes or, where nothing else was recorded, of the scores: a language model's
/// answers have no classes. Two models are compared by a paired bootstrap.
/// </summary>
internal sealed class Perplexity : ScoredMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => QualityMetric.Perplexity;

    /// <summary>
    /// e to this power is 500 million: more than a uniform guess over any vocabulary, and a sum over the tokens of an item soon gives it.
    /// </summary>
    private const double LargestMean = 20;

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) => AreLikelihoods(items) || (items.IsLabelled && items.HasProbabilities)
        ? null
        : Needs("probabilities and label, or the negative log-likelihood as score,");

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own) => own switch
    {
        { Count: > 0, Labels: { } labels, Probabilities: not null } =>
            new ModelScore(Math.Exp(ProperScores.Compute(own, labels).NegativeLogLikelihood.Average())),
        { Count: > 0, Probabilities: null, Scores: { } scores } => new ModelScore(Math.Exp(RequireMeans(own.Source, scores).Average())),
        _ => null,
    };

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        var (teacher, student) = AreLikelihoods(items) ? Recorded(items) : OfTrueClasses(items);
        var pair = new CorpusPair(drawn => Mean(teacher, drawn), drawn => Mean(student, drawn), Metric.Direction) { AreLogarithms = true };
        return CorpusComparison.Compare(items, pair, isRatio, confidence);
    }

    /// <summary>Whether the scores are the negative log-likelihoods themselves.</summary>
    private static bool AreLikelihoods(PairedItems items) =>
        items is { HasProbabilities: false, Teacher.Scores: not null, Student.Scores: not null };

    private static (double[] Teacher, double[] Student) Recorded(PairedItems items)
    {
        var (teacher, student) = (
            RequireMeans(items.Teacher.Source, items.Teacher.Scores!), RequireMeans(items.Student.Source, items.StudentScores()));
        return ([.. items.OrderById.Select(item => teacher[item])], [.. items.OrderById.Select(item => student[item])]);
    }

    /// <summary>The scores, if they can be what they are taken for.</summary>
    /// <exception cref="InputException">Their mean is too large for a mean over tokens.</exception>
    private static double[] RequireMeans(string source, double[] scores)
    {
        var mean = scores.Average();
        return mean <= LargestMean ? scores : throw new InputException(
            FormattableString.Invariant($"{source}: the scores' mean is {mean:G4} nats, and no model is as unsure of a token"),
            "perplexity takes each item's mean negative log-likelihood per token, in nats: divide sums by the item's tokens");
    }

    private static (double[] Teacher, double[] Student) OfTrueClasses(PairedItems items) => (
        [.. items.OrderById.Select(item => Loss(items.Teacher.ProbabilitiesOf(item)[items.Label(item)!.Value]))],
        [.. items.OrderById.Select(item => Loss(items.Student.ProbabilitiesOf(items.OfStudent(item))[items.Label(item)!.Value]))]);

    private static double Loss(float probability) => -Math.Log(Math.Max(probability, ProperScores.ProbabilityFloor));

    private static double Mean(double[] values, ReadOnlySpan<int> drawn)
    {
        var sum = 0.0;
        foreach (var item in drawn)
        {
            sum += values[item];
        }

        return sum / drawn.Length;
    }
}

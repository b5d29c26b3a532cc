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

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) => AreLikelihoods(items) || (items.IsLabelled && items.HasProbabilities)
        ? null
        : Needs("probabilities and label, or the negative log-likelihood as score,");

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own) => own switch
    {
        { Count: > 0, Labels: { } labels, Probabilities: not null } =>
            new ModelScore(Math.Exp(ProperScores.Compute(own, labels).NegativeLogLikelihood.Average())),
        { Count: > 0, Probabilities: null, Scores: { } scores } => new ModelScore(Math.Exp(scores.Average())),
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
        var (teacher, student) = (items.Teacher.Scores!, items.StudentScores());
        return ([.. items.OrderById.Select(item => teacher[item])], [.. items.OrderById.Select(item => student[item])]);
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

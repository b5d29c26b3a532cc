using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// What must be inserted, deleted and replaced to make a text the true one, over the length of the true texts, of all items together: a
/// ratio of sums, compared by Fieller's interval of what the models differ by over that length.
/// </summary>
/// <param name="metric">Whether words or characters are counted.</param>
internal sealed class ErrorRate(QualityMetric metric) : ScoredMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => metric;

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) => items.TrueTexts is not { } truths ? Needs("label and prediction as texts")
        : truths.Sum(truth => Tokens(truth).Length) == 0 ? new Lack("all true texts are empty", "compare by exact-match")
        : null;

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own)
    {
        if (own.Texts is not { True: { } truths, Given: { Length: > 0 } given })
        {
            return null;
        }

        var length = truths.Sum(truth => (double)Tokens(truth).Length);
        return length > 0 ? new ModelScore(Errors(given, truths).Sum() / length) : null;
    }

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        var truths = items.TrueTexts!;
        return SumsComparison.Compare(
            Errors(items.Teacher.Texts!.Given, truths), Errors(items.OfStudent(items.Student.Texts!.Given), truths),
            [.. truths.Select(truth => (double)Tokens(truth).Length)], items.Clusters(), confidence);
    }

    private double[] Errors(string[] given, string[] truths)
    {
        var errors = new double[given.Length];
        Parallel.For(0, given.Length, item => errors[item] = EditDistance.Compute(Tokens(given[item]), Tokens(truths[item])));
        return errors;
    }

    private string[] Tokens(string text) => metric == QualityMetric.CharacterErrorRate
        ? [.. text.EnumerateRunes().Select(character => character.ToString())]
        : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}

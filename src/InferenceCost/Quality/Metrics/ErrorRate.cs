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
    private readonly bool areCharacters = metric == QualityMetric.CharacterErrorRate;

    /// <inheritdoc/>
    public override QualityMetric Metric => metric;

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) => items.TrueTexts is not { } truths ? Needs("label and prediction as texts")
        : Array.TrueForAll(truths, truth => Length(truth) == 0) ? new Lack("all true texts are empty", "compare by exact-match")
        : null;

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own)
    {
        if (own.Texts is not { True: { } truths, Given: { Length: > 0 } given })
        {
            return null;
        }

        var length = truths.Sum(truth => (double)Length(truth));
        return length > 0 ? new ModelScore(Errors(given, truths).Sum() / length) : null;
    }

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        var truths = items.TrueTexts!;
        return SumsComparison.Compare(
            Errors(items.Teacher.Texts!.Given, truths), Errors(items.OfStudent(items.Student.Texts!.Given), truths),
            [.. truths.Select(truth => (double)Length(truth))], items.Clusters(), confidence);
    }

    private double[] Errors(string[] given, string[] truths)
    {
        var errors = new double[given.Length];
        Parallel.For(0, given.Length, item => errors[item] = areCharacters
            ? EditDistance.Compute<int>(Characters(given[item]), Characters(truths[item]))
            : EditDistance.Compute<string>(Words(given[item]), Words(truths[item])));
        return errors;
    }

    private int Length(string text) => areCharacters ? Characters(text).Length : Words(text).Length;

    private static int[] Characters(string text) => [.. text.EnumerateRunes().Select(character => character.Value)];

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}

using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// The share of items whose text is the true one, letter for letter but for blanks around it: compared as right answers are, by Tango's
/// interval of the difference.
/// </summary>
internal sealed class ExactMatch : ScoredMetric
{
    /// <inheritdoc/>
    public override QualityMetric Metric => QualityMetric.ExactMatch;

    /// <inheritdoc/>
    public override Lack? LackOf(PairedItems items) => items.TrueTexts is null ? Needs("label and prediction as texts") : null;

    /// <inheritdoc/>
    public override ModelScore? Score(Predictions own)
    {
        if (own.Texts is not { True: { } truths, Given: { Length: > 0 } given })
        {
            return null;
        }

        var right = given.Zip(truths).Count(pair => pair.First == pair.Second);
        return new ModelScore((double)right / given.Length, WilsonInterval.Compute(right, given.Length));
    }

    /// <inheritdoc/>
    protected override MetricComparison Compared(PairedItems items, bool isRatio, double confidence)
    {
        var (truths, teacher, student) = (items.TrueTexts!, items.Teacher.Texts!.Given, items.OfStudent(items.Student.Texts!.Given));
        var counts = default(PairedCounts);
        for (var i = 0; i < truths.Length; i++)
        {
            counts = counts.Plus(teacher[i] == truths[i], student[i] == truths[i]);
        }

        return RightAnswersComparison.Compare(
            items, counts, confidence, item => (teacher[item] == truths[item], student[item] == truths[item]));
    }
}

using InferenceCost.Records;
using InferenceCost.Statistics;
using InferenceCost.Tasks.Answers;

namespace InferenceCost.Quality.Agreement;

/// <summary>
/// What a run keeps, without labels, of how far a model answers as its teacher does: the share of same classes where there are classes, and
/// beside it, by name, what the numbers themselves tell.
/// </summary>
public static class AgreementScoring
{
    private const double Confidence = 0.95;

    /// <summary>Adds what the rows of two models tell to the record of their classes, or makes a record of it.</summary>
    /// <param name="record">The agreement of their classes; null where there are none.</param>
    /// <param name="form">A record with all but its score: what was scored, where and on what.</param>
    /// <param name="teacher">The teacher's numbers.</param>
    /// <param name="student">The student's.</param>
    public static QualityRecord? OfRows(QualityRecord? record, QualityRecord form, OutputRows teacher, OutputRows student)
    {
        var agreement = RowAgreement.Compute(teacher, student);
        var cosine = agreement.Cosines?.Average();
        var told = record ?? (agreement.Cosines is { } cosines ? Scored(form, QualityMetric.Cosine, cosines.Average(), Interval(cosines))
            : agreement.PairCorrelation is { } pairs ? Scored(form, QualityMetric.PairCorrelation, pairs, null)
            : null);
        return told is null ? null : told with
        {
            Items = record is null ? agreement.Items : told.Items,
            Details = With(
                told.Details, ("cosine", cosine), ("lowestCosine", agreement.Cosines?.Min()),
                ("largestDifference", agreement.LargestDifference), ("firstShared", agreement.FirstShared),
                ("pairCorrelation", agreement.PairCorrelation)),
        };
    }

    /// <summary>A record of how far two models give the same numbers; null where one gives the same number to every item.</summary>
    /// <param name="form">A record with all but its score.</param>
    /// <param name="teacher">The teacher's number of each item.</param>
    /// <param name="student">The student's.</param>
    public static QualityRecord? OfNumbers(QualityRecord form, double[] teacher, double[] student)
    {
        double[] differences = [.. teacher.Zip(student, (own, other) => Math.Abs(own - other))];
        return teacher.Length < 2 || SpearmanCorrelation.Compute(teacher, student) is not { } correlation ? null
            : Scored(form, QualityMetric.NumberCorrelation, correlation, null) with
            {
                Details = With(form.Details, ("largestDifference", differences.Max()), ("meanDifference", differences.Average())),
            };
    }

    private static QualityRecord Scored(QualityRecord form, QualityMetric metric, double score, Interval? interval) => form with
    {
        Metric = metric.Id, Score = score, Low = interval?.Low, High = interval?.High, Confidence = interval?.Confidence,
    };

    private static Interval? Interval(double[] cosines) => PairedMeanInterval.Compute(new double[cosines.Length], cosines, Confidence);

    private static Dictionary<string, double> With(
        IReadOnlyDictionary<string, double> details, params IEnumerable<(string Name, double? Value)> others)
    {
        var all = details.ToDictionary();
        foreach (var (name, value) in others)
        {
            if (value is { } number && double.IsFinite(number))
            {
                all[name] = number;
            }
        }

        return all;
    }
}

using InferenceCost.Foundation;
using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Statistics;

namespace InferenceCost.Quality.Metrics;

/// <summary>
/// Whether a student matches its teacher: from the answers of both on the same items to the verdict on quality and everything that a
/// reader needs to judge it. Used for models that ran here and for recorded answers of models that cannot.
/// </summary>
public static class QualityComparison
{
    /// <summary>Two-sided: each statement that an interval supports is then a one-sided test at 5 %.</summary>
    private const double Confidence = 0.90;

    /// <summary>Compares two models.</summary>
    /// <exception cref="InputException">The answers do not hold what the metric needs.</exception>
    public static ClaimQuality Compare(PairedItems items, QualityTerms terms)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(terms);
        var compared = QualityMetricCatalog.Named(terms.Metric).Compare(items, terms.IsRatio, Confidence);
        var verdict = Verdict(compared, terms);
        var units = compared.Queries ?? items.Count;
        var needed = verdict.IsInconclusive() ? ItemsNeeded.Estimate(units, compared, terms) : null;
        var counts = compared.Counts;
        return new ClaimQuality
        {
            Verdict = verdict,
            Metric = terms.Metric,
            Scale = terms.IsRatio ? QualityScale.Ratio : QualityScale.Difference,
            Margin = terms.Margin?.Value,
            MarginDeclaredBeforehand = terms.Margin is not null && terms.DeclaredBeforehand,
            Method = compared.Method,
            TeacherScore = compared.Teacher,
            StudentScore = compared.Student,
            Delta = compared.Delta,
            Low = compared.Difference?.Low,
            High = compared.Difference?.High,
            Confidence = Confidence,
            Ratio = Ratio(compared),
            Items = units,
            Clusters = compared.Clusters,
            BothRight = counts?.BothRight,
            OnlyTeacherRight = counts?.OnlyTeacherRight,
            OnlyStudentRight = counts?.OnlyStudentRight,
            McNemarMidP = counts is { } paired && compared.Clusters is null ? McNemar.MidP(paired) : null,
            NeededItemsIfEqual = needed?.ForNoDifference,
            NeededItemsAsObserved = needed?.ForObserved,
            ProvableMargin = ItemsNeeded.ProvableMargin(units, compared, terms),
            Fidelity = items.HasAnswers ? Fidelity.Compute(items) : null,
            Classes = items.HasAnswers && terms.ClassMarginInForce is { } margin
                ? ClassComparison.Compare(items, margin, terms.ClassNames)
                : null,
        };
    }

    private static NonInferiorityVerdict Verdict(MetricComparison compared, QualityTerms terms)
    {
        if (terms.Margin is not { } margin)
        {
            return NonInferiorityVerdict.NotJudged;
        }

        // On the scale of logarithms both models are treated alike: 99 % of the teacher's quality and the teacher's 99 % of the student's.
        var (interval, bound) = terms.IsRatio ? (compared.LogRatio, -Math.Log(1 - margin.Value)) : (compared.Difference, margin.Value);
        return interval is { } ends ? NonInferiority.Decide(ends, bound) : NonInferiorityVerdict.Inconclusive;
    }

    private static RatioInterval? Ratio(MetricComparison compared) => double.IsFinite(compared.LogRatioEstimate)
        ? new RatioInterval(Math.Exp(compared.LogRatioEstimate), Finite(compared.LogRatio?.Low), Finite(compared.LogRatio?.High))
        : null;

    private static double? Finite(double? logarithm) => logarithm is { } end && double.IsFinite(Math.Exp(end)) ? Math.Exp(end) : null;
}

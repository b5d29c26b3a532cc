using System.Globalization;
using InferenceCost.Findings.Claims;
using InferenceCost.Findings.Subjects;
using InferenceCost.Foundation.Figures;
using InferenceCost.Records;
using InferenceCost.Reporting.Document;

namespace InferenceCost.Reporting.Pages.Runs;

/// <summary>Models whose answers hang on the batch: what they score at each batch that costs are reported at.</summary>
internal static class BatchLines
{
    /// <summary>One line for each such model.</summary>
    public static IEnumerable<Phrase> Of(FamilyOnProvider subject) =>
        from quality in subject.Quality
        where quality.Batch is not null
        select Phrase.Of($"{subject.Label(quality.Model)}: {Brief(quality)}{Found(quality)}");

    /// <summary>Both scores, the worse one named.</summary>
    public static string Brief(QualityRecord quality)
    {
        var start = string.Create(
            CultureInfo.InvariantCulture,
            $"Its answers hang on the other items of the call, and the verdict rests on batch {quality.Batch}");
        if (quality.AtOtherBatch is not { } other)
        {
            return $"{start}.";
        }

        var metric = QualityMetric.Find(quality.Metric);
        var worse = other.Score == quality.Score ? "the same"
            : (other.Score < quality.Score) == (metric.Direction == Better.Higher) ? "the worse of the two" : "the better of the two";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{start}, where its {metric.Noun} is {QualityFigures.Score(metric.Id, quality.Score)}; at batch {other.Batch} it is "
            + $"{QualityFigures.Score(metric.Id, other.Score)}, {worse}.");
    }

    private static string Found(QualityRecord quality) => quality.AtOtherBatch is not { } other ? "" : string.Create(
        CultureInfo.InvariantCulture,
        $" {other.OtherAnswers:N0} of {quality.Items:N0} answers are others; over {other.Drawn} drawn items outputs differ by up to "
        + $"{(other.LargestDifference is { } largest ? Figure.Percent(largest / other.Scale, 2) : "more than a number")} of the largest.");
}

using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Quality.Metrics;
using InferenceCost.Quality.Metrics.Intervals;
using InferenceCost.Quality.Pairing;
using InferenceCost.Records;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Comparison;

/// <summary>The answers of one model in two runs, item by item, where both runs still have them.</summary>
internal static class RecordedAnswers
{
    /// <summary>
    /// Both runs compared by the metric of the score, the old run in the teacher's place; null with the reason where the answers do not
    /// allow it.
    /// </summary>
    public static (MetricComparison? Compared, string? Reason) Compare(
        StoredRun old, QualityRecord before, StoredRun @new, QualityRecord after)
    {
        if (Find(old, before) is not { } oldFile || Find(@new, after) is not { } newFile)
        {
            return (null, "the predictions of both runs are not at hand: compared by the scores alone, as if the items were others");
        }

        try
        {
            if (FileHash.Compute(oldFile) != before.Predictions!.Sha256 || FileHash.Compute(newFile) != after.Predictions!.Sha256)
            {
                return (null, "a file of predictions is not the one that was scored: compared by the scores alone");
            }

            var read = RecordedPredictions.ReadTogether(
                [oldFile, newFile], new ReadingChoices { Form = QualityMetric.Find(before.Metric).Form });
            var items = PairedItems.Pair(read[0], read[1]);
            return QualityMetricCatalog.Find(before.Metric) is { } known && known.LackOf(items) is { } lack
                ? (null, $"the predictions do not allow it: {lack.What}")
                : QualityMetricCatalog.Find(before.Metric) is { } metric
                    ? (metric.Compare(items, isRatio: false, QualityRule.Confidence), null)
                : (null, $"compared by the scores alone: this version does not know the metric '{before.Metric}'");
        }
        catch (Exception error) when (error is InputException or IOException or UnauthorizedAccessException)
        {
            return (null, $"compared by the scores alone: {error.Message}");
        }
    }

    /// <summary>The run's record may come from anywhere: it may only name files of its own folder.</summary>
    private static string? Find(StoredRun run, QualityRecord record) =>
        run.Folder is { } folder && record.Predictions is { } predictions && Directory.Exists(folder)
            && ContainedPath.Fault(folder, predictions.File) is null
            && Path.Combine(folder, predictions.File) is var path && File.Exists(path) ? path : null;
}

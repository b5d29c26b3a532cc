using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Quality.Metrics;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Scenarios.Scoring;

/// <summary>
/// Scores of models whose answers were graded elsewhere. The files are copied into the run's folder, so that a report is made from the
/// stored run alone.
/// </summary>
internal static class GradedRecords
{
    /// <summary>Adds them; nothing where nothing was graded elsewhere.</summary>
    public static void Add(FinishedRun run, RunParts parts)
    {
        Predictions? teacher = null;
        foreach (var model in run.Family.Models.Where(model => model.Grades is not null))
        {
            try
            {
                var file = Copy(run, model, parts.Folder);
                var own = RecordedPredictions.Read(Path.Combine(parts.Folder, file.File), QualityMetric.Find(run.Family.Task.Metric!).Form);
                teacher ??= own;
                if (QualityScoring.Record(
                    run.Family.Id, model.Id, run.Provider, own, model.Id == run.Teacher ? null : teacher, file,
                    metric: run.Family.Task.Metric) is { } record)
                {
                    parts.Quality.Add(record);
                }
            }
            catch (InputException error)
            {
                parts.Unavailable.Add(
                    new UnavailableRecord(Metric.Quality.Id, $"{run.Family.Id}/{model.Id}", run.Provider, error.Message));
            }
        }
    }

    private static PredictionsFile Copy(FinishedRun run, ModelRecord model, string folder)
    {
        var (from, file) = (model.Grades!, $"predictions/{run.Family.Id}.{model.Id}.graded{Path.GetExtension(model.Grades!.File)}");
        var to = Path.Combine(folder, file);
        try
        {
            if (!File.Exists(to))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(from.File, to);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{from.File}: cannot be copied, {error.Message.Split('\n')[0]}", "leave the file where it is", error);
        }

        return FileHash.Compute(to) == from.Sha256
            ? new PredictionsFile(file, from.Sha256)
            : throw new InputException(
                $"{from.File}: is not the file that was there when the run began", "leave it as it is while it runs");
    }
}

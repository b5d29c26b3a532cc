using System.Globalization;
using InferenceCost.Families.Checking;
using InferenceCost.Families.Definition;
using InferenceCost.Foundation;
using InferenceCost.Foundation.Files;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Demo;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;

namespace InferenceCost.Scenarios.Scoring;

/// <summary>
/// The answers that families carry of their models, as predictions in the run's folder: of as many items as are scored, so that a report
/// is made from the stored run alone. They stand for a model that is not there, and are held against the answers of one that is.
/// </summary>
internal static class RecordedRecords
{
    /// <summary>More changed answers than this are told: those of another library or processor differ on ties, and on few others.</summary>
    private const double ChangedShareAllowed = 0.01;

    /// <summary>The predictions of a model, relative to the run's folder.</summary>
    public static string PredictionsFile(string family, string model) => $"predictions/{family}.{model}.recorded.csv";

    /// <summary>Writes them; in a demonstration those that stand for a model are made up as all others.</summary>
    /// <exception cref="InputException">A file of answers is not what it was when it was checked.</exception>
    public static void Write(JobContext context, DemoTruth? truth)
    {
        foreach (var family in context.Families)
        {
            var items = context.Items(family);
            foreach (var model in family.Models.Where(
                model => model.Answers is not null && items > 0 && (truth is null || model.IsRecorded)))
            {
                var path = Path.Combine(context.Folder, PredictionsFile(family.Id, model.Id));
                if (File.Exists(path))
                {
                    continue;
                }

                var labels = context.Model(family, model.Id).Inputs.ReadLabels();
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                PredictionsCsv.Write(path, truth is null
                    ? Read(family, model, labels?[..items], items)
                    : DemoPredictions.Make(
                        family.Id, model.Id, model.Role == ModelRole.Teacher, truth.Of(family.Id, model.Id).Loss, labels, items));
            }
        }
    }

    /// <summary>The predictions of a model, and where they lie; null where none were written.</summary>
    /// <exception cref="InputException">The file was changed since.</exception>
    public static (Predictions Predictions, PredictionsFile File)? Read(FinishedRun run, ModelRecord model, string folder)
    {
        var file = PredictionsFile(run.Family.Id, model.Id);
        var path = Path.Combine(folder, file);
        return model.Answers is null || !File.Exists(path)
            ? null
            : (RecordedPredictions.Read(path), new PredictionsFile(file, FileHash.Compute(path)));
    }

    /// <summary>The share of items that a model answered otherwise here.</summary>
    public static double Changed(Predictions recorded, Predictions fresh) =>
        recorded.Predicted.Zip(fresh.Predicted).Count(pair => pair.First != pair.Second) / (double)fresh.Count;

    /// <summary>What to tell of a model that answers otherwise than its recorded answers say; null where few answers changed.</summary>
    public static string? Note(QualityRecord quality, ModelRecord model) =>
        quality.Details.TryGetValue(OtherThanRecorded, out var share) && share > ChangedShareAllowed
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{quality.Family}/{model.Id}: {100 * share:0.0} % of its answers on {quality.Provider} are other classes than those that "
                + $"its family recorded ({model.Answers!.Words}); only the fresh ones count")
            : null;

    /// <summary>The name of that share among a score's details.</summary>
    public const string OtherThanRecorded = "otherThanRecorded";

    private static Predictions Read(FamilyDefinition family, ModelDefinition model, int[]? labels, int items)
    {
        var answers = CompressedAnswers.Read(AnswersFile.Verify(family, model)!, family.Task.Dataset!.Items)[..items];
        return new Predictions(
            model.Id, [.. Enumerable.Range(0, items).Select(item => item.ToString(CultureInfo.InvariantCulture))], labels, answers);
    }
}

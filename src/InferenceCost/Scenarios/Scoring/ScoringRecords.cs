using InferenceCost.Foundation;
using InferenceCost.Quality.Agreement;
using InferenceCost.Quality.Metrics;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Tasks;
using InferenceCost.Tasks.Answers;
using InferenceCost.Tasks.Answers.Recorded;
using InferenceCost.Tasks.Classification;

namespace InferenceCost.Scenarios.Scoring;

/// <summary>Recorded predictions as scores, and as the check of what came out while models were timed.</summary>
internal sealed class ScoringRecords
{
    /// <summary>
    /// An answer that changes with the batch is a tie within rounding, and one in a hundred blocks may fall on it; more is another model.
    /// </summary>
    private const double ChangedShareAllowed = 0.01;

    private readonly Dictionary<string, Predictions> predictions = [];
    private readonly Dictionary<string, OutputRows> rows = [];
    private readonly Dictionary<string, TwoBatches> batches = [];
    private readonly FinishedRun run;

    /// <summary>Reads the predictions of the models that were scored.</summary>
    public ScoringRecords(FinishedRun run, string folder)
    {
        this.run = run;
        var (files, readings) = (new Dictionary<string, PredictionsFile>(), new Dictionary<string, AnswerReading?>());
        var unavailable = run.Answers<FailedResult>(ScoringScenario.Name)
            .Select(item => Missing(item.Step.Models[0], item.Result.Message)).ToList();
        foreach (var (step, result) in run.Answers<QualityResult>(ScoringScenario.Name))
        {
            var file = ScoringScenario.PredictionsFile(step.Family, step.Models[0], step.Provider);
            try
            {
                var (path, numbers) = (Path.Combine(folder, file), OutputRows.FileBeside(Path.Combine(folder, file)));
                if (File.Exists(path) || !File.Exists(numbers))
                {
                    predictions[step.Models[0]] = RecordedPredictions.Read(path, FormOf(result.Answer));
                    files[step.Models[0]] = new PredictionsFile(file, result.PredictionsSha256);
                }

                if (File.Exists(numbers))
                {
                    rows[step.Models[0]] = OutputRows.Read(numbers);
                    files.TryAdd(step.Models[0], new PredictionsFile(OutputRows.FileBeside(file), result.PredictionsSha256));
                }

                readings[step.Models[0]] = result.Answer;
                if (result.Batches is { } found)
                {
                    batches[step.Models[0]] = found;
                }
            }
            catch (InputException error)
            {
                // The file was whole when the model was scored; what was measured beside it is kept.
                unavailable.Add(Missing(step.Models[0], error.Message));
            }
        }

        foreach (var model in run.Family.Models.Where(model => model.IsRecorded && files.Count > 0))
        {
            try
            {
                if (RecordedRecords.Read(run, model, folder) is { } recorded)
                {
                    (predictions[model.Id], files[model.Id]) = recorded;
                }
            }
            catch (InputException error)
            {
                unavailable.Add(Missing(model.Id, error.Message));
            }
        }

        var (records, notes) = (new List<QualityRecord>(), new List<string>());
        foreach (var model in run.Family.Models.Where(model => files.ContainsKey(model.Id) && model.Weights == WeightsKind.Trained))
        {
            try
            {
                if (Record(model, files[model.Id]) is { } record)
                {
                    record = Compared(record with { Answer = readings.GetValueOrDefault(model.Id) }, model, folder);
                    record = AtBothBatches(record, model, folder);
                    records.Add(record);
                    notes.AddRange(RecordedRecords.Note(record, model) is { } note ? [note] : []);
                }
            }
            catch (InputException error)
            {
                // What was measured beside it is kept: a score that cannot be told is one figure less.
                unavailable.Add(Missing(model.Id, error.Message));
            }
        }

        (Records, Unavailable, Notes) = (records, unavailable, notes);
    }

    /// <summary>A score with the mark of recorded answers; one of fresh answers with how many of the recorded ones are others.</summary>
    private QualityRecord Compared(QualityRecord record, ModelRecord model, string folder) =>
        model.IsRecorded ? record with { IsRecorded = true }
        : RecordedRecords.Read(run, model, folder) is { } recorded && predictions.TryGetValue(model.Id, out var fresh) ? record with
        {
            Details = new Dictionary<string, double>(record.Details)
            {
                [RecordedRecords.OtherThanRecorded] = RecordedRecords.Changed(recorded.Predictions, fresh),
            },
        }
        : record;

    /// <summary>With the score at the other batch, where the answers hang on it.</summary>
    private QualityRecord AtBothBatches(QualityRecord record, ModelRecord model, string folder)
    {
        if (!batches.TryGetValue(model.Id, out var found) || !predictions.TryGetValue(model.Id, out var own))
        {
            return record;
        }

        var file = ScoringScenario.PredictionsFile(run.Family.Id, model.Id, run.Provider, found.Other);
        var path = Path.Combine(folder, file);
        if (!File.Exists(path))
        {
            // Vectors have no predictions, and no score of their own.
            return record with { Batch = found.Batch };
        }

        var other = RecordedPredictions.Read(path, FormOf(record.Answer));
        var score = QualityScoring.Record(
            run.Family.Id, model.Id, run.Provider, other, predictions.GetValueOrDefault(run.Teacher), metric: run.Family.Task.Metric);
        return record with
        {
            Batch = found.Batch,
            AtOtherBatch = score is null ? null : new QualityAtBatch(
                found.Other, score.Score, score.Low, score.High, OtherAnswers(own, other), found.Drawn,
                double.IsFinite(found.Difference.Scores.Largest) ? found.Difference.Scores.Largest : null, found.Difference.Scores.Scale,
                new PredictionsFile(file, found.OtherSha256)),
        };
    }

    private static int OtherAnswers(Predictions own, Predictions other) =>
        own.Numbers is { Given: var numbers } && other.Numbers is { Given: var others }
            ? numbers.Zip(others).Count(pair => !pair.First.Equals(pair.Second))
            : own.Predicted.Zip(other.Predicted).Count(pair => pair.First != pair.Second);

    private QualityRecord? Record(ModelRecord model, PredictionsFile file)
    {
        var teacher = model.Id == run.Teacher ? null : predictions.GetValueOrDefault(run.Teacher);
        var own = predictions.GetValueOrDefault(model.Id);
        if (run.Family.Task.Kind == TaskKind.None && own?.Classes != teacher?.Classes)
        {
            // Vectors of other lengths, without labels, are no classes of each other's: their numbers are compared as far as they can be.
            (own, teacher) = (null, null);
        }

        var record = own is null ? null : QualityScoring.Record(
            run.Family.Id, model.Id, run.Provider, own, teacher, file, model.Temperature, run.Family.Task.Metric);
        if (run.Family.Task.Kind != TaskKind.None || model.Id == run.Teacher)
        {
            return record;
        }

        var form = new QualityRecord
        {
            Family = run.Family.Id, Model = model.Id, Provider = run.Provider, Metric = QualityMetric.Agreement.Id,
            Items = own?.Count ?? rows.GetValueOrDefault(model.Id)?.Items ?? 0, Score = 0, Low = null, High = null, Confidence = null,
            Predictions = file,
        };
        return own?.Numbers is { } numbers && teacher?.Numbers is { } others ? AgreementScoring.OfNumbers(form, others.Given, numbers.Given)
            : rows.TryGetValue(model.Id, out var ownRows) && rows.TryGetValue(run.Teacher, out var teacherRows)
                ? AgreementScoring.OfRows(record, form, teacherRows, ownRows)
            : record;
    }

    /// <summary>What is recorded follows what the numbers were taken for.</summary>
    private AnswerForm FormOf(AnswerReading? reading) => run.Family.Task.Metric is { } metric ? QualityMetric.Find(metric).Form
        : reading?.Meaning is { } meaning && !ClassRow.AreClasses(meaning) ? AnswerForm.Numbers
        : AnswerForm.Classes;

    private UnavailableRecord Missing(string model, string reason) =>
        new(Metric.Quality.Id, $"{run.Family.Id}/{model}", run.Provider, reason);

    /// <summary>The scores.</summary>
    public IReadOnlyList<QualityRecord> Records { get; }

    /// <summary>Models that could not be scored.</summary>
    public IReadOnlyList<UnavailableRecord> Unavailable { get; }

    /// <summary>Models that answered otherwise than their family recorded, one line each.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>A timed case whose outputs were not those that were scored is invalid: something else was timed.</summary>
    public CaseRecord CheckOutputs(CaseRecord item)
    {
        if ((item.Metric != Metric.Latency.Id && item.Metric != Metric.Throughput.Id) || item.Family != run.Family.Id
            || item.Provider != run.Provider)
        {
            return item;
        }

        // Throughput calls the same model with the same items: what its outputs are is looked at in the latency launches.
        var checks = run.AnswersWith<LatencyResult>(LatencyScenario.Name, item.Threads)
            .Where(answer => answer.Step.Batch == item.Batch || item.Metric == Metric.Throughput.Id)
            // Answers that hang on the batch are compared at the batch that they were scored at.
            .Where(answer => !batches.TryGetValue(item.Model, out var found) || answer.Step.Batch == found.Batch)
            .SelectMany(answer => answer.Result.Checks).Where(check => check.Model == item.Model).ToList();
        var seen = checks.Sum(check => check.Items.Length);
        var task = TaskKindCatalog.Find(run.Family.Task.Kind);
        var changed = predictions.TryGetValue(item.Model, out var scored) ? checks.Sum(check => task.CountChanged(check, scored)) : 0;
        Reason? reason = checks.Sum(check => check.NotFinite) > 0
            ? new Reason(
                ReasonCode.OutputNotFinite,
                "an output sampled during timing held a value that is not a finite number",
                "check the model's weights and precision")
            : changed > ChangedShareAllowed * seen
                ? new Reason(
                    ReasonCode.OutputChanged,
                    $"{changed} of {seen} outputs sampled during timing differ from the scored ones",
                    "check that nothing replaced the model during the run")
                : null;
        return reason is null ? item : item with { Valid = false, Reasons = [.. item.Reasons, reason] };
    }
}

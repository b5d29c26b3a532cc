using InferenceCost.Data;
using InferenceCost.Measurement;
using InferenceCost.Planning;
using InferenceCost.Quality;
using InferenceCost.Records;

namespace InferenceCost.Running.Assembly;

/// <summary>Recorded predictions as scores, and as the check of what came out while models were timed.</summary>
internal sealed class QualityRecords
{
    /// <summary>
    /// A class that changes with the batch is a tie within rounding, and one in a hundred blocks may fall on it; more is another model.
    /// </summary>
    private const double ChangedShareAllowed = 0.01;

    private readonly Dictionary<string, Predictions> predictions = [];
    private readonly FinishedRun run;

    /// <summary>Reads the predictions of the models that were scored.</summary>
    public QualityRecords(FinishedRun run, string folder)
    {
        this.run = run;
        var files = new Dictionary<string, PredictionsFile>();
        foreach (var (step, result) in run.Answers<QualityResult>(StepKind.Quality))
        {
            var file = JobFactory.PredictionsFile(step.Family, step.Models[0], step.Provider);
            files[step.Models[0]] = new PredictionsFile(file, result.PredictionsSha256);
            predictions[step.Models[0]] = RecordedPredictions.Read(Path.Combine(folder, file));
        }

        var teacher = predictions.GetValueOrDefault(run.Teacher);
        Records = [.. run.Family.Models
            .Where(model => predictions.ContainsKey(model.Id) && model.Weights == WeightsKind.Trained)
            .Select(model => QualityScoring.Record(
                run.Family.Id, model.Id, run.Provider, predictions[model.Id], model.Id == run.Teacher ? null : teacher, files[model.Id], model.Temperature))
            .OfType<QualityRecord>()];
        Unavailable = [.. run.Answers<FailedResult>(StepKind.Quality)
            .Select(item => new UnavailableRecord("quality", $"{run.Family.Id}/{item.Step.Models[0]}", run.Provider, item.Result.Message))];
    }

    /// <summary>The scores.</summary>
    public IReadOnlyList<QualityRecord> Records { get; }

    /// <summary>Models that could not be scored.</summary>
    public IReadOnlyList<UnavailableRecord> Unavailable { get; }

    /// <summary>A latency case whose outputs were not those that were scored is invalid: something else was timed.</summary>
    public CaseRecord CheckOutputs(CaseRecord item)
    {
        if (item.Metric != Metrics.Latency || item.Family != run.Family.Id || item.Provider != run.Provider)
        {
            return item;
        }

        var checks = run.Answers<LatencyResult>(StepKind.Latency).Where(answer => answer.Step.Batch == item.Batch)
            .SelectMany(answer => answer.Result.Checks).Where(check => check.Model == item.Model).ToList();
        var seen = checks.SelectMany(check => check.Items.Zip(check.Classes)).ToList();
        var changed = predictions.TryGetValue(item.Model, out var scored)
            ? seen.Count(pair => pair.First < scored.Count && scored.Predicted[pair.First] != pair.Second)
            : 0;
        Reason? reason = checks.Sum(check => check.NotFinite) > 0
            ? new Reason("output-not-finite", "an output sampled during timing held a value that is not a finite number", "check the model's weights and precision")
            : changed > ChangedShareAllowed * seen.Count
                ? new Reason("output-changed", $"{changed} of {seen.Count} outputs sampled during timing differ from the scored ones", "check that nothing replaced the model during the run")
                : null;
        return reason is null ? item : item with { Valid = false, Reasons = [.. item.Reasons, reason] };
    }
}

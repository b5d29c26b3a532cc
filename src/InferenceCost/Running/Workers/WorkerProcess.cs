using System.Text.Json;
using InferenceCost.Records;
using InferenceCost.Scenarios;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Running.Workers;

/// <summary>One job in a fresh process.</summary>
/// <param name="program">What is started.</param>
/// <param name="folder">Where it leaves its answer.</param>
/// <param name="json">JSON that knows the jobs that are asked; null for those of all scenarios.</param>
public sealed class WorkerProcess(CapturedProcess program, string folder, JsonSerializerOptions? json = null)
{
    private readonly JsonSerializerOptions json = json ?? ScenarioCatalog.Json;

    /// <summary>Does the job; a process that dies, or does not answer in time, answers with a <see cref="FailedResult"/>.</summary>
    /// <param name="job">What to measure.</param>
    /// <param name="patience">How long it may take: a model that loops for ever must not keep the others from being measured.</param>
    /// <param name="cancellation">Kills it, and throws.</param>
    public async Task<WorkerResult> Do(WorkerJob job, TimeSpan patience, CancellationToken cancellation)
    {
        var answer = NewAnswer();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(patience);
            return await Finish(
                program.Run(JsonSerializer.Serialize(new WorkerOrder(answer, job), json), limit.Token), answer, patience, cancellation);
        }
        finally
        {
            WorkerAnswer.Delete(answer);
        }
    }

    /// <summary>Starts a process that reads the job and waits for the word to begin.</summary>
    /// <param name="job">What to measure.</param>
    /// <param name="startedBeside">How many are started at the same time.</param>
    /// <param name="cancellation">Kills it.</param>
    internal WaitingWorker Start(WorkerJob job, int startedBeside, CancellationToken cancellation)
    {
        var answer = NewAnswer();
        return new WaitingWorker(
            this, answer, life => program.Start(
                JsonSerializer.Serialize(new WorkerOrder(answer, job, startedBeside), json), waits: true, life),
            cancellation);
    }

    /// <summary>Waits for the end of a process, and reads what it left.</summary>
    internal async Task<WorkerResult> Finish(Task<ChildExit> ending, string answer, TimeSpan patience, CancellationToken cancellation)
    {
        try
        {
            var exit = await ending;
            return WorkerAnswer.Read(answer, json) ?? WorkerAnswer.OfDead(exit);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new FailedResult(
                ReasonCode.Hung,
                FormattableString.Invariant($"the process did not answer within {patience.TotalSeconds:0} s and was ended"),
                "check that the model ends: a loop may not");
        }
    }

    private string NewAnswer() => Path.Combine(folder, $".answer.{Guid.NewGuid():N}.json");
}

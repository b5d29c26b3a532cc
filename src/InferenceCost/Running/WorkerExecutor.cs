using System.Text.Json;
using InferenceCost.Measurement;
using InferenceCost.Planning;
using InferenceCost.Records;

namespace InferenceCost.Running;

/// <summary>Does each step in a fresh process of this program, so that a crash, a full memory or a leak costs that step alone.</summary>
/// <param name="child">How a worker is started.</param>
/// <param name="jobs">Turns a step into the job that its worker gets.</param>
/// <param name="folder">Where workers leave their answers.</param>
/// <param name="patience">How long a step may take; null for far beyond what it was estimated to take.</param>
public sealed class WorkerExecutor(ChildProcess child, Func<PlanStep, WorkerJob> jobs, string folder, Func<PlanStep, TimeSpan>? patience = null) : IStepExecutor
{
    /// <inheritdoc/>
    public async Task<WorkerResult> Execute(PlanStep step, CancellationToken cancellation)
    {
        var answer = Path.Combine(folder, $".answer.{Environment.ProcessId}.json");
        File.Delete(answer);
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Patience(step));
            var exit = await child.Run(JsonSerializer.Serialize(new WorkerOrder(answer, jobs(step)), RunJson.OneLine), limit.Token);
            return ReadAnswer(answer) ?? Died(exit);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new FailedResult(
                "hung", FormattableString.Invariant($"the process did not answer within {Patience(step).TotalSeconds:0} s and was ended"), "check that the model ends: a loop may not");
        }
        finally
        {
            // Also what a worker had begun to write when it was ended.
            foreach (var left in Directory.EnumerateFiles(folder, $"*{Path.GetFileName(answer)}*"))
            {
                File.Delete(left);
            }
        }
    }

    /// <summary>Far beyond what a step was estimated to take: a model that loops for ever must not keep the others from being measured.</summary>
    private TimeSpan Patience(PlanStep step) => patience?.Invoke(step) ?? TimeSpan.FromSeconds(600 + (20 * step.EstimatedSeconds));

    private static WorkerResult? ReadAnswer(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        using var stream = File.OpenRead(path);
        return JsonSerializer.Deserialize<WorkerResult>(stream, RunJson.OneLine);
    }

    /// <summary>A worker that leaves no answer was ended from outside or by native code.</summary>
    private static FailedResult Died(ChildExit exit)
    {
        var lastLine = exit.LastOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        var said = lastLine is null ? "" : $"; its last words: {lastLine}";
        return exit.ExitCode switch
        {
            137 => new FailedResult(
                "killed", $"the process was killed (signal 9){said}", "most likely memory ran out: use a smaller batch, or a machine with more memory"),
            _ => new FailedResult(
                "crashed", $"the process ended with exit code {exit.ExitCode} and no answer{said}",
                "native code crashed: try another version of ONNX Runtime, or report the model to its maintainers"),
        };
    }
}

/// <summary>What a worker reads from its standard input.</summary>
/// <param name="Answer">The file it leaves its answer in.</param>
/// <param name="Job">What to measure.</param>
public sealed record WorkerOrder(string Answer, WorkerJob Job);

using System.Text.Json;
using InferenceCost.Measurement;
using InferenceCost.Planning;
using InferenceCost.Records;

namespace InferenceCost.Running;

/// <summary>Does each step in a fresh process of this program, so that a crash, a full memory or a leak costs that step alone.</summary>
/// <param name="child">How a worker is started.</param>
/// <param name="jobs">Turns a step into the job that its worker gets.</param>
/// <param name="folder">Where workers leave their answers.</param>
public sealed class WorkerExecutor(ChildProcess child, Func<PlanStep, WorkerJob> jobs, string folder) : IStepExecutor
{
    /// <inheritdoc/>
    public async Task<WorkerResult> Execute(PlanStep step, CancellationToken cancellation)
    {
        var answer = Path.Combine(folder, $".answer.{Environment.ProcessId}.json");
        File.Delete(answer);
        try
        {
            var exit = await child.Run(JsonSerializer.Serialize(new WorkerOrder(answer, jobs(step)), RunJson.OneLine), cancellation);
            return ReadAnswer(answer) ?? Died(exit);
        }
        finally
        {
            File.Delete(answer);
        }
    }

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

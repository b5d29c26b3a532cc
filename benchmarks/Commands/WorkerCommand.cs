using InferenceCost.Gate;
using InferenceCost.Running.Workers;
using InferenceCost.Runtime.Native;

namespace InferenceCost.Benchmarks.Commands;

/// <summary>The hidden command of child processes: one job from standard input, one answer into a file.</summary>
public static class WorkerCommand
{
    public const string Name = "worker";

    public static int Serve()
    {
        NativeLibraryChoice.Apply();
        using var input = new StreamReader(Console.OpenStandardInput());
        Worker.Serve(input, GateJobs.Json, () => Console.Out.WriteLine(WorkerOrder.Ready));
        return ExitCode.Fine;
    }
}

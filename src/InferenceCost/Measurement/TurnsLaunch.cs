using System.IO.Pipes;
using InferenceCost.Execution;
using InferenceCost.Machine;

namespace InferenceCost.Measurement;

/// <summary>
/// The child's side of taking turns: one model, loaded and warmed up, that runs a block when told to. Between turns the process waits in
/// a read of the pipe, which takes no processor time from the one whose turn it is.
/// </summary>
internal static class TurnsLaunch
{
    private const int ConnectMilliseconds = 30_000;

    public static TurnsResult Run(TurnsJob job, IClock clock)
    {
        if (job.Core is { } core)
        {
            ThreadAffinity.StayOn(core);
        }

        // Loaded before it says that it takes turns: otherwise the second side would load while the first warms up.
        using var sessions = new Sessions();
        var loaded = sessions.Load(job, job.Model);
        var inputs = sessions.Inputs(job.Model, loaded);
        var bound = sessions.Bind(loaded, inputs, job.Batch);
        var rotation = new ItemRotation(job.Model, bound, inputs, job.Batch);
        var workload = PlantedWorkload.Around(bound, job.Model.Planted, clock);
        using var pipe = new NamedPipeClientStream(".", job.Pipe, PipeDirection.InOut);
        pipe.Connect(ConnectMilliseconds);
        using var reader = new StreamReader(pipe, leaveOpen: true);
        using var writer = new StreamWriter(pipe, leaveOpen: true) { AutoFlush = true, NewLine = "\n" };
        writer.WriteLine(TurnsProtocol.Version);

        while (reader.ReadLine() is { } line && line != TurnsProtocol.End)
        {
            writer.WriteLine(TurnsProtocol.Time(Answer(line, workload, rotation, clock)));
        }

        using var planted = PlantedMemory.Take(job.Model.Planted);
        return new TurnsResult(ProcessMemory.Read(withPrivateDirty: false).PeakResidentBytes);
    }

    private static double Answer(string line, IWorkload workload, ItemRotation rotation, IClock clock)
    {
        if (line == TurnsProtocol.Warm)
        {
            return Warmup.Run(workload, TakingTurns.BlockNanoseconds, clock);
        }

        var calls = TurnsProtocol.CallsOf(line) ?? throw new InvalidOperationException($"'{line}' is no turn of {TurnsProtocol.Version}");
        rotation.Next();
        return Block.Run(workload, calls, clock);
    }
}

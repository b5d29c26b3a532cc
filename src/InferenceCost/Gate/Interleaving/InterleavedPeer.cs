using System.IO.Pipes;
using InferenceCost.Machine.Memory;
using InferenceCost.Machine.Platform;
using InferenceCost.Measuring;
using InferenceCost.Measuring.Planted;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Contract;

namespace InferenceCost.Gate.Interleaving;

/// <summary>
/// The child's side of interleaving: one model, loaded and warmed up, that runs a block when told to. Between blocks the process waits in
/// a read of the pipe, which takes no processor time from the one that runs its block.
/// </summary>
internal static class InterleavedPeer
{
    private const int ConnectMilliseconds = 30_000;

    public static InterleavedResult Run(InterleavedJob job, IClock clock)
    {
        if (job.Core is { } core)
        {
            ThreadAffinity.StayOn(core);
        }

        // Loaded before it says that it can be interleaved: otherwise the second side would load while the first warms up.
        using var sessions = new Sessions();
        var loaded = sessions.Load(job, job.Model);
        var inputs = sessions.Inputs(job.Model, loaded);
        var bound = sessions.Bind(loaded, inputs, job.Batch);
        var rotation = new ItemRotation(job.Model.Id, bound, inputs, job.Batch);
        var workload = PlantedWorkload.Around(bound, job.Model.Planted, clock);
        using var pipe = new NamedPipeClientStream(".", job.Pipe, PipeDirection.InOut);
        pipe.Connect(ConnectMilliseconds);
        using var reader = new StreamReader(pipe, leaveOpen: true);
        using var writer = new StreamWriter(pipe, leaveOpen: true) { AutoFlush = true, NewLine = "\n" };
        writer.WriteLine(InterleavingProtocol.Version);

        while (reader.ReadLine() is { } line && line != InterleavingProtocol.End)
        {
            writer.WriteLine(InterleavingProtocol.Time(Answer(line, workload, rotation, clock)));
        }

        using var planted = PlantedMemory.Take(job.Model.Planted);
        return new InterleavedResult(ProcessMemory.Read().PeakResidentBytes);
    }

    private static double Answer(string line, IWorkload workload, ItemRotation rotation, IClock clock)
    {
        if (line == InterleavingProtocol.Warm)
        {
            return Warmup.Run(workload, InterleavedBlocks.BlockNanoseconds, clock);
        }

        var calls = InterleavingProtocol.CallsOf(line)
            ?? throw new InvalidOperationException($"'{line}' asks for no block of {InterleavingProtocol.Version}");
        rotation.Next();
        return Block.Run(workload, calls, clock);
    }
}

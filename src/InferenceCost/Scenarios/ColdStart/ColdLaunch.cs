using InferenceCost.Foundation;
using InferenceCost.Machine.Memory;
using InferenceCost.Measuring;
using InferenceCost.Measuring.Planted;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Scenarios.ColdStart;

/// <summary>
/// One model alone in a fresh process: what loading takes, what the first call takes, what the process weighs. The null model is loaded
/// and run first: the zero then holds the runtime, its kernels' code and everything .NET compiles on the way.
/// </summary>
internal static class ColdLaunch
{
    /// <summary>Enough calls for the arena to reach its final size.</summary>
    private const int CallsAtBatch = 3;

    public static ColdResult Run(ColdJob job, IClock clock)
    {
        var provider = job.FindProvider();
        RunNullModel(provider, job.Settings);
        using var device = provider is CpuProvider ? null : DeviceUse.Begin();
        var zero = ProcessMemory.Read();

        var start = clock.Nanoseconds;
        using var loaded = LoadedModel.Load(job.Model.Path, provider, job.Model.Settings ?? job.Settings);
        var load = clock.Nanoseconds - start;

        var inputs = job.Model.Inputs.Open(loaded.Session);
        var item = inputs.Batch(0, 1);
        var begin = clock.Nanoseconds;
        double first;
        using (var workload = BoundWorkload.BindInputs(loaded, item))
        {
            first = Block.Run(workload, 1, clock);
            if (loaded.CapturesGraphs)
            {
                // What is captured is there once the outputs have their places.
                workload.BindOutputs();
            }

            // On a device, binding is what copies the inputs there.
            first = provider is CpuProvider ? first : clock.Nanoseconds - begin;
        }

        using var batch = BoundWorkload.Bind(loaded, inputs.Batch(0, job.Batch));
        Block.Run(batch, CallsAtBatch, clock);
        using var planted = PlantedMemory.Take(job.Model.Planted);
        var end = ProcessMemory.Read();
        var arena = ArenaStatistics.Read(loaded.Session);
        return new ColdResult
        {
            LoadNanoseconds = load,
            FirstInferenceNanoseconds = first,
            ZeroBytes = zero.ResidentBytes,
            ZeroPeakBytes = zero.PeakResidentBytes,
            PeakBytes = end.PeakResidentBytes,
            SteadyBytes = end.ResidentBytes,
            ArenaBytes = arena?.MostInUse,
            ArenaAllocatedBytes = arena?.Allocated,
            Device = device?.Read(ArenaStatistics.ReadDevice(loaded.Session)) ?? [],
            ManagedHeapBytes = GC.GetTotalMemory(forceFullCollection: false),
        };
    }

    private static void RunNullModel(ExecutionProvider provider, SessionSettings settings)
    {
        try
        {
            Run(NullModel.ToBytes(), provider, settings);
        }
        catch (Exception error) when (provider is not CpuProvider && error is OnnxRuntimeException or NativeCallException or InputException)
        {
            Run(NullModel.WithoutConvolution(), provider, settings);
        }
    }

    private static void Run(byte[] model, ExecutionProvider provider, SessionSettings settings)
    {
        using var loaded = LoadedModel.Load(model, provider, settings);
        using var workload = BoundWorkload.Bind(loaded, [NullModel.Item()]);
        workload.Run();
    }
}

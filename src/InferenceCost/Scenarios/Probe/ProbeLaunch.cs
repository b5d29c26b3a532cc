using System.Diagnostics;
using System.Globalization;
using InferenceCost.Foundation;
using InferenceCost.Machine.Memory;
using InferenceCost.Measuring;
using InferenceCost.Records;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Providers;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Costs;
using InferenceCost.Tasks.Inputs;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Scenarios.Probe;

/// <summary>The first launch of every model: does it run, where, and how long does a call take at each batch?</summary>
internal static class ProbeLaunch
{
    /// <summary>Batches whose calls would take longer than this are not tried, in nanoseconds.</summary>
    private const double LongestCall = 2e9;

    public static ProbeResult Run(ProbeJob job, IClock clock)
    {
        var (probe, inputs) = Measure(job, clock);
        // Counted once the model has left the memory, since the file is read again for it.
        var (macs, notes) = CallCost.Compute(job.Model.Path, inputs, job.Settings.CustomOperators);
        return probe with { MacsPerItem = macs, Setup = probe.Setup with { Notes = [.. probe.Setup.Notes, .. notes] } };
    }

    private static (ProbeResult Probe, IReadOnlyList<InputTensor> Inputs) Measure(ProbeJob job, IClock clock)
    {
        using var sessions = new Sessions();
        RequireProvider(job);

        var threadsBefore = ThreadCount();
        var zero = ProcessMemory.Read().ResidentBytes;
        var (loaded, placement) = PlacementProbe.Load(
            job.FindProvider(), job.Model.Path, job.Model.Settings ?? job.Settings,
            placed => sessions.Inputs(job.Model, placed).Batch(0, 1));
        sessions.Own(loaded);
        var settings = Settings(loaded, ThreadCount() - threadsBefore);
        var inputs = sessions.Inputs(job.Model, loaded);
        var tensors = inputs.Batch(0, 1);
        var one = BindOne(sessions, loaded, inputs);
        var launchSeconds = ProcessAge.Seconds();

        var times = new SortedDictionary<int, double>();
        var refused = new SortedDictionary<int, string>();
        foreach (var batch in job.Batches.Order())
        {
            // What the file says comes before what a guess says.
            if (Obstacle(loaded, inputs, batch) is { } obstacle)
            {
                refused[batch] = obstacle;
                continue;
            }

            if (times.Count > 0 && times.Last().Value * batch / times.Last().Key > LongestCall)
            {
                refused[batch] = "a call would take more than two seconds";
                continue;
            }

            try
            {
                times[batch] = WarmCall(loaded, inputs, batch, clock);
            }
            catch (Exception error) when (error is OnnxRuntimeException or NativeCallException or InputException)
            {
                refused[batch] = RuntimeMessage.OneLine(error.Message);
            }
        }

        if (times.Count == 0)
        {
            throw new InputException(
                $"{job.Model.Path}: cannot be run: {refused.Values.First()}",
                "give the inputs it needs with --dim, --shape, --value or --inputs");
        }

        var shapes = tensors.ToDictionary(tensor => tensor.Name, tensor => (IReadOnlyList<long>)tensor.Shape);
        var growth = ProcessMemory.Read().PeakResidentBytes - zero;
        var setup = new ModelSetup(
            settings, placement, shapes, inputs.Kind, [.. inputs.Notes, .. one is null ? [] : NotFinite(one, inputs)])
        {
            Proof = loaded.Provider is CpuProvider ? null : ProviderProofs.Measure(job.Model.Path, loaded, tensors, clock),
        };
        return (new ProbeResult(setup, launchSeconds, times, Math.Max(0, growth), refused, OrtEnv.Instance().GetVersionString()), tensors);
    }

    private static IEnumerable<string> NotFinite(BoundWorkload one, IModelInputs inputs)
    {
        // What a binding keeps in memory is that of the last call.
        one.Run();
        return FiniteOutputs.Notes(one, inputs.Kind);
    }

    /// <summary>
    /// The null model tells a provider that fails here from a model that it refuses. And the runtime of .NET starts threads of its own when
    /// it first loads a session; this one takes them.
    /// </summary>
    private static void RequireProvider(ProbeJob job)
    {
        var provider = job.FindProvider();
        try
        {
            using var loaded = LoadedModel.Load(NullModel.WithoutConvolution(), provider, job.Settings with { Threads = 1 });
        }
        catch (InputException error) when (error.InnerException is OnnxRuntimeException inner)
        {
            throw new ProviderUnusableException(provider, inner);
        }
    }

    /// <summary>Part of what a launch takes. A model that takes another batch than one fails here and runs at its own.</summary>
    private static BoundWorkload? BindOne(Sessions sessions, LoadedModel loaded, IModelInputs inputs)
    {
        try
        {
            return sessions.Bind(loaded, inputs, 1);
        }
        catch (Exception error) when (error is OnnxRuntimeException or NativeCallException)
        {
            // The batches that are tried below say it again, with what to do.
            return null;
        }
    }

    /// <summary>Why a model does not take so many items a call, as far as its file tells; null where it may.</summary>
    private static string? Obstacle(LoadedModel loaded, IModelInputs inputs, int batch)
    {
        try
        {
            return (from tensor in inputs.Batch(0, batch)
                    let wanted = loaded.Session.InputMetadata[tensor.Name].Dimensions
                    where wanted.Length > 0 && wanted[0] > 0 && tensor.Shape.Length > 0 && wanted[0] != tensor.Shape[0]
                    select $"the model's batch is fixed at {wanted[0]} (input {tensor.Name})").FirstOrDefault();
        }
        catch (InputException error)
        {
            return error.Message;
        }
    }

    private static double WarmCall(LoadedModel loaded, IModelInputs inputs, int batch, IClock clock)
    {
        using var workload = BoundWorkload.Bind(loaded, inputs.Batch(0, batch));
        var first = Block.Run(workload, 1, clock);
        return first > 20e6 ? Math.Min(first, Block.Run(workload, 1, clock)) : Block.Run(workload, Block.Calls(first, 20e6), clock);
    }

    /// <summary>
    /// ONNX Runtime does not answer what a session's options became. Its thread pool shows by the threads that the process gained:
    /// one fewer than asked, since the caller works too.
    /// </summary>
    private static SettingsRecord Settings(LoadedModel loaded, int threadsStarted) => new()
    {
        Requested = loaded.Settings.Requested(loaded.Provider),
        Effective = new SortedDictionary<string, string>(
            loaded.Provider.Effective(loaded.Settings.ProviderOptions)
                .ToDictionary(option => $"{loaded.Provider.Id}.{option.Key}", option => option.Value),
            StringComparer.Ordinal)
        {
            ["provider"] = loaded.Provider.RuntimeName,

            // A device's driver starts threads of its own.
            ["threads_started"] = loaded.Provider is CpuProvider ? threadsStarted.ToString(CultureInfo.InvariantCulture) : "unknown",
        },
    };

    private static int ThreadCount()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }
}

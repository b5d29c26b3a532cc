using InferenceCost.Measuring;
using InferenceCost.Measuring.Planted;
using InferenceCost.Records;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks;
using InferenceCost.Tasks.Contract;

namespace InferenceCost.Scenarios.Latency;

/// <summary>Loads the models of an interleaved latency launch, and measures them.</summary>
internal static class LatencyModels
{
    /// <summary>One latency launch: every model bound once, items changing between blocks.</summary>
    public static LatencyResult Measure(LatencyJob job, IClock clock, ICanary canary)
    {
        using var sessions = new Sessions();
        var rotations = new List<ItemRotation>();
        var contenders = job.Models.Select(model =>
        {
            var loaded = sessions.Load(job, model);
            var inputs = sessions.Inputs(model, loaded);
            if (job.OnDevice)
            {
                return new Contender(model.Id, sessions.BindOnDevice(loaded, inputs, job.Batch));
            }

            var workload = sessions.Bind(loaded, inputs, job.Batch);
            var watch = model.Output is { } output ? TaskKindCatalog.Find(model.Task).Watch(workload, output, job.Batch) : null;
            var rotation = new ItemRotation(model.Id, workload, inputs, job.Batch, watch);
            rotations.Add(rotation);
            return new Contender(model.Id, PlantedWorkload.Around(workload, model.Planted, clock), rotation.Next, rotation.Look);
        }).ToList();
        var samples = LatencyLaunch.Run(contenders, job.Palindromes, clock, canary, job.Seed);
        // More threads than one are never all busy, and a device's caller may wait or spin.
        var isTold = job is { Provider: ProviderIds.Cpu, Settings.Threads: 1 };
        return new LatencyResult(
            [.. samples.Select(model => isTold ? model : model with { BusyShare = null })],
            [.. rotations.Select(rotation => rotation.ToCheck())]);
    }
}

using InferenceCost.Machine.Energy;
using InferenceCost.Measuring;
using InferenceCost.Measuring.Planted;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Energy;
using InferenceCost.Scenarios.Latency;
using InferenceCost.Scenarios.Throughput;
using InferenceCost.Tasks.Classification;

namespace InferenceCost.Scenarios.Interleaved;

/// <summary>Loads the models of an interleaved launch, and measures them.</summary>
internal static class InterleavedLaunches
{
    /// <summary>One latency launch: every model bound once, items changing between blocks.</summary>
    public static LatencyResult Latency(LatencyJob job, IClock clock, ICanary canary)
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
            var rotation = new ItemRotation(model, workload, inputs, job.Batch);
            rotations.Add(rotation);
            return new Contender(model.Id, PlantedWorkload.Around(workload, model.Planted, clock), rotation.Next, rotation.Look);
        }).ToList();
        var samples = LatencyLaunch.Run(contenders, job.Palindromes, clock, canary);
        return new LatencyResult(samples, [.. rotations.Select(rotation => rotation.ToCheck())]);
    }

    /// <summary>One launch for energy: every model bound once, with every counter of the machine.</summary>
    public static EnergyResult Energy(EnergyJob job, IClock clock)
    {
        using var sessions = new Sessions();
        using var counters = EnergyCounters.Open();
        var workloads = job.Models.Select(model =>
        {
            var loaded = sessions.Load(job, model);
            return (model.Id, (IWorkload)sessions.Bind(loaded, sessions.Inputs(model, loaded), job.Batch));
        }).ToList();
        return new EnergyResult(EnergyLaunch.Run(
            workloads, ProviderCounters.Of(counters.Counters, job.Provider, job.Settings.ProviderOptions), clock, nanoseconds => Thread.Sleep(TimeSpan.FromMilliseconds(nanoseconds / 1e6))));
    }

    /// <summary>
    /// One throughput launch: every caller on items and buffers of its own, all callers of a model on one session. Where calls are captured there is one:
    /// nothing else may use the device while a call is, and the runtime does not see to it.
    /// </summary>
    public static ThroughputResult Throughput(ThroughputJob job, IClock clock, ICanary canary)
    {
        using var sessions = new Sessions();
        var contenders = job.Models.Select(model =>
        {
            var loaded = sessions.Load(job, model);
            var inputs = sessions.Inputs(model, loaded);
            var batch = job.Batches[model.Id];
            var callers = Enumerable.Range(0, loaded.CapturesGraphs ? 1 : job.Callers)
                .Select(caller => (IWorkload)sessions.Bind(loaded, inputs, batch, caller * batch));
            return new ThroughputContender(model.Id, batch, [.. callers]);
        }).ToList();
        return new ThroughputResult(ThroughputLaunch.Run(contenders, job.Palindromes, clock, canary), contenders[0].Callers.Count);
    }
}

using InferenceCost.Measuring;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Throughput;

/// <summary>Loads the models of a throughput launch, and measures them.</summary>
internal static class ThroughputModels
{
    /// <summary>
    /// One throughput launch: every caller on items and buffers of its own, all callers of a model on one session. Where calls are captured
    /// there is one: nothing else may use the device while a call is, and the runtime does not see to it.
    /// </summary>
    public static ThroughputResult Measure(ThroughputJob job, IClock clock, ICanary canary)
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
        return new ThroughputResult(
            ThroughputLaunch.Run(contenders, job.Palindromes, clock, canary, job.Seed), contenders[0].Callers.Count);
    }
}

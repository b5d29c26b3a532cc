using InferenceCost.Machine.Energy;
using InferenceCost.Measuring;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Energy;

/// <summary>Loads the models of an energy launch, and measures them.</summary>
internal static class EnergyModels
{
    /// <summary>One launch for energy: every model bound once, with every counter of the machine.</summary>
    public static EnergyResult Measure(EnergyJob job, IClock clock)
    {
        using var sessions = new Sessions();
        using var counters = EnergyCounters.Open();
        var workloads = job.Models.Select(model =>
        {
            var loaded = sessions.Load(job, model);
            return (model.Id, (IWorkload)sessions.Bind(loaded, sessions.Inputs(model, loaded), job.Batch));
        }).ToList();
        return new EnergyResult(EnergyLaunch.Run(
            workloads, ProviderCounters.Find(counters.Counters, job.Provider, job.Settings.ProviderOptions), clock,
            nanoseconds => Thread.Sleep(TimeSpan.FromMilliseconds(nanoseconds / 1e6))));
    }
}

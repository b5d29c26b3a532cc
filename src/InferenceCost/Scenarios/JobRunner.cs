using InferenceCost.Gate.Interleaving;
using InferenceCost.Measuring;
using InferenceCost.Scenarios.ColdStart;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Scenarios.Interleaved;
using InferenceCost.Scenarios.MachinePeak;
using InferenceCost.Scenarios.Probe;
using InferenceCost.Scenarios.Scoring;

namespace InferenceCost.Scenarios;

/// <summary>Does a job, in the process that was started for it.</summary>
public static class JobRunner
{
    /// <summary>Does the job and returns what it found; a failure throws.</summary>
    public static WorkerResult Run(WorkerJob job)
    {
        var clock = new MonotonicClock();
        return job switch
        {
            ProbeJob probe => ProbeLaunch.Run(probe, clock),
            QualityJob quality => ScoringLaunch.Run(quality, clock),
            LatencyJob latency => InterleavedLaunches.Latency(latency, clock, new MachineCanary()),
            ThroughputJob throughput => InterleavedLaunches.Throughput(throughput, clock, new MachineCanary()),
            EnergyJob energy => InterleavedLaunches.Energy(energy, clock),
            ColdJob cold => ColdLaunch.Run(cold, clock),
            InterleavedJob turns => InterleavedPeer.Run(turns, clock),
            MachinePeakJob limits => MachinePeakLaunch.Run(limits, clock),
            _ => throw new ArgumentException($"unknown job {job.GetType().Name}", nameof(job)),
        };
    }
}

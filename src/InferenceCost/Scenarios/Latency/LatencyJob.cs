using InferenceCost.Measuring;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Latency;

/// <summary>One interleaved latency launch.</summary>
public sealed record LatencyJob : WorkerJob
{
    /// <summary>The models, teacher first.</summary>
    public required IReadOnlyList<JobModel> Models { get; init; }

    /// <summary>Items per call.</summary>
    public required int Batch { get; init; }

    /// <summary>Times forwards and backwards through the models.</summary>
    public required int Palindromes { get; init; }

    /// <summary>From which the order and the lengths of blocks are drawn: the number of the launch.</summary>
    public int Seed { get; init; }

    /// <summary>Whether inputs and outputs lie in the device's memory, so that nothing is copied; the items then stay the same.</summary>
    public bool OnDevice { get; init; }

    /// <inheritdoc/>
    public override WorkerResult Run(IClock clock) => LatencyModels.Measure(this, clock, new MachineCanary());
}

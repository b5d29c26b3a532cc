using InferenceCost.Measuring;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Throughput;

/// <summary>One interleaved throughput launch.</summary>
public sealed record ThroughputJob : WorkerJob
{
    /// <summary>The models, teacher first.</summary>
    public required IReadOnlyList<JobModel> Models { get; init; }

    /// <summary>Items per call, by model id.</summary>
    public required IReadOnlyDictionary<string, int> Batches { get; init; }

    /// <summary>Callers at the same time.</summary>
    public required int Callers { get; init; }

    /// <summary>Times forwards and backwards through the models.</summary>
    public required int Palindromes { get; init; }

    /// <summary>From which the order of the windows is drawn: the number of the launch.</summary>
    public int Seed { get; init; }

    /// <inheritdoc/>
    public override WorkerResult Run(IClock clock) => ThroughputModels.Measure(this, clock, new MachineCanary());
}

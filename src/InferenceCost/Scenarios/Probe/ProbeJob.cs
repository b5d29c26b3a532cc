using InferenceCost.Measuring;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Probe;

/// <summary>Load a model, run it, and time one warm call at each batch.</summary>
public sealed record ProbeJob : WorkerJob
{
    /// <summary>The model.</summary>
    public required JobModel Model { get; init; }

    /// <summary>Batches to try; one that fails is left out of the answer.</summary>
    public required IReadOnlyList<int> Batches { get; init; }

    /// <inheritdoc/>
    public override WorkerResult Run(IClock clock) => ProbeLaunch.Run(this, clock);
}

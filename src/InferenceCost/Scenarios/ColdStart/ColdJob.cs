using InferenceCost.Measuring;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.ColdStart;

/// <summary>Load one model alone.</summary>
public sealed record ColdJob : WorkerJob
{
    /// <summary>The model.</summary>
    public required JobModel Model { get; init; }

    /// <summary>Items per call when memory is read.</summary>
    public required int Batch { get; init; }

    /// <inheritdoc/>
    public override WorkerResult Run(IClock clock) => ColdLaunch.Run(this, clock);
}

using InferenceCost.Measuring;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Energy;

/// <summary>One launch that measures energy.</summary>
public sealed record EnergyJob : WorkerJob
{
    /// <summary>The models, teacher first.</summary>
    public required IReadOnlyList<JobModel> Models { get; init; }

    /// <summary>Items per call.</summary>
    public required int Batch { get; init; }

    /// <inheritdoc/>
    public override WorkerResult Run(IClock clock) => EnergyModels.Measure(this, clock);
}

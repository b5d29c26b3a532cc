using InferenceCost.Measuring;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Scoring;

/// <summary>Score a model on the task's items and record its predictions.</summary>
public sealed record QualityJob : WorkerJob
{
    /// <summary>The model.</summary>
    public required JobModel Model { get; init; }

    /// <summary>Items per call.</summary>
    public required int Batch { get; init; }

    /// <summary>
    /// The batch of the latency that claims use, where it is another one: a model whose answers hang on the batch is scored at both, and
    /// its score is the one at this batch. Null for none.
    /// </summary>
    public int? LatencyBatch { get; init; }

    /// <summary>Callers at the same time.</summary>
    public required int Callers { get; init; }

    /// <summary>How many items, from the first on.</summary>
    public required int Items { get; init; }

    /// <summary>Whether the scores are compared with the CPU's, where they come from another provider.</summary>
    public bool ComparesWithCpu { get; init; }

    /// <summary>Where the predictions at <see cref="Batch"/> are written, where those at <see cref="LatencyBatch"/> are others.</summary>
    public string? OtherPredictionsPath { get; init; }

    /// <summary>Where the predictions are written.</summary>
    public required string PredictionsPath { get; init; }

    /// <inheritdoc/>
    public override WorkerResult Run(IClock clock) => ScoringLaunch.Run(this, clock);
}

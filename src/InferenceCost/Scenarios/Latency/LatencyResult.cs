using System.Text.Json.Serialization;
using InferenceCost.Scenarios.Contract;
using InferenceCost.Tasks.Contract;

namespace InferenceCost.Scenarios.Latency;

/// <summary>The answer to a <see cref="LatencyJob"/>.</summary>
/// <param name="Models">The samples, model by model.</param>
/// <param name="Checks">Outputs sampled between the blocks, model by model.</param>
public sealed record LatencyResult(IReadOnlyList<LatencySamples> Models, IReadOnlyList<OutputCheck> Checks) : WorkerResult, IWithCanary
{
    /// <inheritdoc/>
    [JsonIgnore]
    public IEnumerable<double> CanaryTimes => Models.SelectMany(model => model.Canary);
}

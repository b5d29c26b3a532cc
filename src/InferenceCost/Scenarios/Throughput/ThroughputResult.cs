using System.Text.Json.Serialization;
using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Throughput;

/// <summary>The answer to a <see cref="ThroughputJob"/>.</summary>
/// <param name="Models">The samples, model by model.</param>
/// <param name="Callers">Callers at the same time, which may be fewer than were asked for.</param>
public sealed record ThroughputResult(IReadOnlyList<ThroughputSamples> Models, int Callers) : WorkerResult, IWithCanary
{
    /// <inheritdoc/>
    [JsonIgnore]
    public IEnumerable<double> CanaryTimes => Models.SelectMany(model => model.Canary);
}

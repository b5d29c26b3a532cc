using InferenceCost.Scenarios.Contract;

namespace InferenceCost.Scenarios.Energy;

/// <summary>The answer to an <see cref="EnergyJob"/>.</summary>
/// <param name="Models">The samples, window by window.</param>
public sealed record EnergyResult(IReadOnlyList<EnergySamples> Models) : WorkerResult;

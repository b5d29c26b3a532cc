using InferenceCost.Records;

namespace InferenceCost.Scenarios.Contract;

/// <summary>How a model came up: the same in every launch, so the runner keeps the probe's.</summary>
/// <param name="Settings">What the session was asked for and what it answered.</param>
/// <param name="Placement">Where its nodes were placed.</param>
/// <param name="Shapes">Shapes of the inputs as they ran, by input name.</param>
/// <param name="Inputs">What it was fed.</param>
/// <param name="Notes">What had to be assumed about the inputs.</param>
public sealed record ModelSetup(
    SettingsRecord Settings, PlacementRecord Placement, IReadOnlyDictionary<string, IReadOnlyList<long>> Shapes, InputsKind Inputs,
    IReadOnlyList<string> Notes)
{
    /// <summary>What was found out about a provider other than the CPU; null on the CPU.</summary>
    public ProviderProof? Proof { get; init; }

    /// <summary>The shapes with another number of items: the probe ran one item, so an axis of one that came first is the batch.</summary>
    public Dictionary<string, IReadOnlyList<long>> ShapesAt(int batch) => Shapes.ToDictionary(
        pair => pair.Key,
        pair => pair.Value.Count > 0 && pair.Value[0] == 1 ? (IReadOnlyList<long>)[batch, .. pair.Value.Skip(1)] : pair.Value);
}

/// <summary>The answer to a <c>ProbeJob</c>.</summary>
/// <param name="Setup">How the model came up.</param>
/// <param name="LaunchSeconds">Start of the process to the end of the first call.</param>
/// <param name="CallNanoseconds">Time of one warm call, by batch.</param>
/// <param name="GrowthBytes">What the process weighs more after loading the model and running it at the largest batch.</param>
/// <param name="RefusedBatches">Batches that failed, with the runtime's words.</param>
/// <param name="NativeVersion">The native library's version.</param>
/// <param name="MacsPerItem">Multiply-accumulates of one item at the shapes that ran; null where they could not be counted.</param>
public sealed record ProbeResult(
    ModelSetup Setup, double LaunchSeconds, IReadOnlyDictionary<int, double> CallNanoseconds, long GrowthBytes,
    IReadOnlyDictionary<int, string> RefusedBatches, string NativeVersion, long? MacsPerItem = null) : WorkerResult;

using System.Globalization;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Writing;

/// <summary>
/// How a file says that its weights are random: in its producer, its metadata and its graph's description, so that no tool hides all three.
/// </summary>
internal static class RandomWeights
{
    /// <summary>The graph's description.</summary>
    public const string Warning = "Random weights: what it costs can be measured, what it answers means nothing.";

    /// <summary>The producer's name.</summary>
    public static string Producer(ulong seed) =>
        string.Create(CultureInfo.InvariantCulture, $"InferenceCost (random weights, seed {seed})");

    /// <summary>True of a model whose producer says so.</summary>
    public static bool AreIn(OnnxInventory inventory) =>
        inventory.Producer?.StartsWith("InferenceCost (random weights", StringComparison.Ordinal) == true;

    /// <summary>The lines of metadata.</summary>
    public static IEnumerable<StringStringEntryProto> Metadata(ulong seed) =>
    [
        new() { Key = "weights", Value = "random" },
        new() { Key = "seed", Value = seed.ToString(CultureInfo.InvariantCulture) },
    ];
}

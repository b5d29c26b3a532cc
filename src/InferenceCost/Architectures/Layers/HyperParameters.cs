using System.Text.Json;
using InferenceCost.Foundation;

namespace InferenceCost.Architectures.Layers;

/// <summary>
/// The hyper-parameters that somebody wrote down for an architecture. Each is asked for once, which also says that it is known:
/// what nobody asked for is refused at the end, so that a misspelt one does not silently fall back to a default.
/// </summary>
/// <param name="architecture">The architecture, for messages.</param>
/// <param name="given">A JSON object.</param>
internal sealed class HyperParameters(string architecture, JsonElement given)
{
    // Above the largest vocabulary (256,206 in NLLB) and feed-forward width there are; it keeps products of two in range.
    private const int LargestSize = 10_000_000;
    private const int MostLayers = 1000;

    private readonly HashSet<string> known = [];

    /// <summary>A number of things: layers, heads, words. At least 1.</summary>
    public int Size(string name) =>
        Whole(name, 1) ?? throw Refuse(name, "is missing", "Add it; the model's published configuration says it.");

    /// <summary>A number of things that has a default.</summary>
    public int Size(string name, int otherwise) => Whole(name, 1) ?? otherwise;

    /// <summary>A number of things of which there may be none.</summary>
    public int SizeOrNone(string name, int otherwise = 0) => Whole(name, 0) ?? otherwise;

    /// <summary>A number of layers: each becomes nodes of the graph, so a slip of the keyboard should not make millions.</summary>
    public int Layers(string name = "layers", int? otherwise = null)
    {
        var layers = otherwise is int standard ? Size(name, standard) : Size(name);
        return layers <= MostLayers
            ? layers
            : throw Refuse(name, FormattableString.Invariant($"is {layers}"), FormattableString.Invariant($"Write at most {MostLayers}."));
    }

    /// <summary>Heads that share a width evenly.</summary>
    public int Heads(string name, int width) => Size(name) is var heads && width % heads == 0
        ? heads
        : throw Refuse(
            name, FormattableString.Invariant($"{heads} heads do not divide the width {width}"), "Write a divisor of the width.");

    /// <summary>A number above 0, such as a standard deviation.</summary>
    public double Positive(string name, double otherwise) => Value(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.Number } value when value.GetDouble() is > 0 and <= 1000 and var number => number,
        var value => throw Refuse(name, $"is {value.Value.GetRawText()}", "Write a number above 0, up to 1000."),
    };

    /// <summary>Yes or no.</summary>
    public bool Flag(string name, bool otherwise) => Value(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        var value => throw Refuse(name, $"is {value.Value.GetRawText()}", "Write true or false."),
    };

    /// <summary>Refuses what nobody asked for.</summary>
    /// <exception cref="InputException">There is a hyper-parameter that the architecture does not have.</exception>
    public void RefuseOthers()
    {
        foreach (var property in given.EnumerateObject().Where(property => !known.Contains(property.Name)))
        {
            throw Refuse(property.Name, "is unknown", $"This architecture has: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
        }
    }

    /// <summary>What is thrown for a hyper-parameter that makes no sense.</summary>
    public InputException Refuse(string name, string what, string fix) => new($"Architecture '{architecture}': {name}: {what}.", fix);

    private int? Whole(string name, int smallest) => Value(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out var size) && size >= smallest && size <= LargestSize => size,
        var value => throw Refuse(
            name,
            $"is {value.Value.GetRawText()}",
            FormattableString.Invariant($"Write a whole number from {smallest} to {LargestSize}.")),
    };

    private JsonElement? Value(string name)
    {
        known.Add(name);
        return given.TryGetProperty(name, out var value) ? value : null;
    }
}

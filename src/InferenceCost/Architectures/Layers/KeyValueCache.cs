using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures.Layers;

/// <summary>
/// Keys and values of the words that were read before, handed in and out by the caller, under the names that Hugging Face's exports use:
/// <c>past_key_values.N.key</c> [batch, heads, past, size of a head] in, <c>present.N.key</c> [batch, heads, past + sequence, size of a
/// head] out.
/// </summary>
internal static class KeyValueCache
{
    /// <summary>The inputs of one layer, in float32.</summary>
    /// <param name="scope">Where conversions go.</param>
    /// <param name="layer">The layer's number, and a word more where it attends to more than one thing.</param>
    /// <param name="heads">Attention heads.</param>
    /// <param name="headSize">Width of one of them.</param>
    /// <param name="length">How many there are; null where each call chooses.</param>
    public static (GraphValue Key, GraphValue Value) Past(GraphScope scope, string layer, int heads, int headSize, long? length = null)
    {
        Dimension past = length is long known ? known : "past";
        var key = GraphOutput.Input(scope, $"past_key_values.{layer}.key", "batch", heads, past, headSize);
        return (key, GraphOutput.Input(scope, $"past_key_values.{layer}.value", "batch", heads, past, headSize));
    }

    /// <summary>The past and the new ones behind each other, also as an output of the graph.</summary>
    public static GraphValue Extended(GraphScope scope, string name, GraphValue past, GraphValue added, int heads, int headSize)
    {
        var all = scope.Node("Concat", [past, added], NodeAttributes.Of("axis", 2L));
        GraphOutput.Declare(scope, name, all, "batch", heads, "past + sequence", headSize);
        return all;
    }

    /// <summary>How many words are in the past: a list of one number.</summary>
    public static GraphValue Length(GraphScope scope, GraphValue past) => Dimensions.Length(scope, past, 2);
}

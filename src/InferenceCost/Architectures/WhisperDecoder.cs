using InferenceCost.Architectures.Layers;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Architectures;

/// <summary>
/// The decoder of Whisper (Radford et al. 2022, https://arxiv.org/abs/2212.04356), of which the distilled models keep 2 of 32 layers:
/// attention to the words so far, attention to the encoder's states, feed-forward network. Its head is the word embedding once more, stored
/// once.
/// <para>Inputs: <c>input_ids</c> int64 [batch, sequence], <c>encoder_hidden_states</c> [batch, frames, hiddenSize]. Output: <c>logits</c>
/// [batch, sequence, vocabularySize].</para>
/// <para>With <c>cache</c>, one step of generation: <c>past_key_values.N.decoder.key</c> and <c>.value</c> as <see cref="KeyValueCache"/>
/// says, and <c>past_key_values.N.encoder.key</c> and <c>.value</c> [batch, heads, frames, size of a head] in place of the encoder's
/// states, so that the layers that made them are not in the graph (as in the decoder_with_past_model of published exports).</para>
/// <para>Hyper-parameters: those of <see cref="WhisperSizes"/>, <c>vocabularySize</c>, <c>positions</c> (448), <c>frames</c> (1500),
/// <c>cache</c> (false).</para>
/// </summary>
internal static class WhisperDecoder
{
    public static void Build(HyperParameters given, OnnxGraphBuilder graph)
    {
        var sizes = WhisperSizes.Read(given);
        var (vocabulary, positions, frames) = (given.Size("vocabularySize"), given.Size("positions", 448), given.Size("frames", 1500));
        var cache = given.Flag("cache", false);
        var decoder = graph.Root["model.decoder"];
        var ids = graph.Input("input_ids", TensorElementType.Int64, "batch", "sequence");
        var words = Embedding.Table(decoder["embed_tokens"], vocabulary, sizes.Width);
        var x = cache
            ? Cached(decoder, ids, words, positions, frames, sizes)
            : Whole(decoder, ids, words, positions, frames, sizes);
        x = WhisperLayers.Normalised(decoder["layer_norm"], x, sizes.Width);
        var head = graph.Root["proj_out"];
        var logits = head.Node("MatMul", x, Dimensions.Transpose(head, words, 1, 0));
        GraphOutput.Declare(head, "logits", logits, "batch", "sequence", vocabulary);
    }

    private static GraphValue Whole(GraphScope decoder, GraphValue ids, GraphValue words, int positions, int frames, WhisperSizes sizes)
    {
        var states = GraphOutput.Input(decoder, "encoder_hidden_states", "batch", frames, sizes.Width);
        var length = Dimensions.Length(decoder, ids, 1);
        var x = Embedded(decoder, ids, words, Embedding.Positions(decoder, ids, positions), positions, sizes.Width);
        var mask = decoder.Graph.WithShape(CausalMask.Add(decoder, length, length), "sequence", "sequence");
        for (var index = 0; index < sizes.Layers; index++)
        {
            x = Layer(decoder["layers", index], x, WhisperLayers.To(null, sizes), WhisperLayers.To(states, sizes), mask, sizes);
        }

        return x;
    }

    private static GraphValue Cached(GraphScope decoder, GraphValue ids, GraphValue words, int positions, int frames, WhisperSizes sizes)
    {
        var layers = Enumerable.Range(0, sizes.Layers).Select(index => FormattableString.Invariant($"{index}")).ToArray();
        var past = layers.Select(index => KeyValueCache.Past(decoder, $"{index}.decoder", sizes.Heads, sizes.HeadSize)).ToArray();
        var seen = layers.Select(index => KeyValueCache.Past(decoder, $"{index}.encoder", sizes.Heads, sizes.HeadSize, frames)).ToArray();
        var before = KeyValueCache.Length(decoder, past[0].Key);
        var length = Dimensions.Length(decoder, ids, 1);
        var keys = decoder.Node("Add", before, length);
        var x = Embedded(decoder, ids, words, Embedding.Positions(decoder, ids, positions, before, keys), positions, sizes.Width);
        var mask = decoder.Graph.WithShape(CausalMask.Add(decoder, length, keys), "sequence", "past + sequence");
        for (var index = 0; index < sizes.Layers; index++)
        {
            var self = WhisperLayers.ToPast(past[index], $"{layers[index]}.decoder", sizes);
            x = Layer(decoder["layers", index], x, self, WhisperLayers.ToKnown(seen[index]), mask, sizes);
        }

        return x;
    }

    private static GraphValue Embedded(GraphScope decoder, GraphValue ids, GraphValue words, GraphValue places, int positions, int width)
    {
        var place = decoder["embed_positions"];
        var rows = Embedding.Rows(place, Embedding.Table(place, positions, width), places);
        return Embedding.Summed(decoder, decoder.Node("Add", Embedding.Rows(decoder["embed_tokens"], words, ids), rows), width);
    }

    private static GraphValue Layer(
        GraphScope layer, GraphValue x, WhisperLayers.Source self, WhisperLayers.Source encoder, GraphValue mask, WhisperSizes sizes)
    {
        x = WhisperLayers.Attention(layer, "self_attn", x, self, mask, sizes);
        x = WhisperLayers.Attention(layer, "encoder_attn", x, encoder, null, sizes);
        return WhisperLayers.FeedForward(layer, x, sizes);
    }
}

using InferenceCost.Architectures.Layers;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Architectures;

/// <summary>
/// GPT-2 (Radford et al. 2019, "Language Models are Unsupervised Multitask Learners") and DistilGPT2: normalisation before each sublayer,
/// learnt positions, one matrix for queries, keys and values, and a head that is the word embedding once more, stored once.
/// <para>Inputs, int64: <c>input_ids</c> [batch, sequence], <c>attention_mask</c> [batch, sequence]. Output: <c>logits</c> [batch,
/// sequence, vocabularySize]. With <c>cache</c>: the mask is [batch, past + sequence], <c>position_ids</c> [batch, sequence] come too, and
/// past and present keys and values as <see cref="KeyValueCache"/> says; an empty past is a prefill.</para>
/// <para>Hyper-parameters: <c>layers</c>, <c>hiddenSize</c>, <c>heads</c>, <c>vocabularySize</c>, <c>positions</c>, <c>intermediateSize</c>
/// (4 hiddenSize), <c>cache</c> (false).</para>
/// </summary>
internal static class Gpt2Decoder
{
    /// <summary>The operator set of the published exports (Hugging Face optimum's default for GPT-2 at the time).</summary>
    public const int Opset = 13;

    // layer_norm_epsilon in the published configuration.
    private const float Epsilon = 1e-5f;

    public static void Build(HyperParameters given, OnnxGraphBuilder graph)
    {
        var sizes = Sizes.Read(given);
        var ids = graph.Input("input_ids", TensorElementType.Int64, "batch", "sequence");
        Dimension keys = sizes.Cache ? "past + sequence" : "sequence";
        var seen = graph.Input("attention_mask", TensorElementType.Int64, "batch", keys);
        var model = graph.Root["transformer"];
        var positions = sizes.Cache
            ? graph.Input("position_ids", TensorElementType.Int64, "batch", "sequence")
            : Embedding.Positions(model, ids, sizes.Positions);
        var words = Embedding.Table(model["wte"], sizes.Vocabulary, sizes.Width);
        var places = Embedding.Rows(model["wpe"], Embedding.Table(model["wpe"], sizes.Positions, sizes.Width), positions);
        var x = Embedding.Summed(model, model.Node("Add", Embedding.Rows(model["wte"], words, ids), places), sizes.Width);
        var mask = Mask(model, ids, seen, keys);
        for (var index = 0; index < sizes.Layers; index++)
        {
            x = Layer(model["h", index], x, mask, FormattableString.Invariant($"{index}"), sizes);
        }

        x = LayerNormalization.Add(model["ln_f"], x, sizes.Width, Epsilon);
        var head = graph.Root["lm_head"];
        var logits = head.Node("MatMul", x, Dimensions.Transpose(head, words, 1, 0));
        GraphOutput.Declare(head, "logits", logits, "batch", "sequence", sizes.Vocabulary);
    }

    private static GraphValue Layer(GraphScope layer, GraphValue x, GraphValue mask, string index, Sizes sizes)
    {
        var width = sizes.Width;
        var attended = Attention(layer["attn"], LayerNormalization.Add(layer["ln_1"], x, width, Epsilon), mask, index, sizes);
        x = layer.Node("Add", Linear.Add(layer["attn.c_proj"], attended, width, width), x);
        var inner = Linear.Add(layer["mlp.c_fc"], LayerNormalization.Add(layer["ln_2"], x, width, Epsilon), width, sizes.Intermediate);
        var outer = Linear.Add(layer["mlp.c_proj"], Activation.GeluTanh(layer["mlp.act"], inner), sizes.Intermediate, width);
        return layer.Node("Add", x, outer);
    }

    private static GraphValue Attention(GraphScope self, GraphValue x, GraphValue mask, string index, Sizes sizes)
    {
        var (width, heads) = (sizes.Width, sizes.Heads);
        var parts = self.Nodes(
            "Split", 3, [Linear.Add(self["c_attn"], x, width, 3 * width), self.Graph.Constant(width, width, width)],
            NodeAttributes.Of("axis", 2L));
        var query = SelfAttention.Heads(self, parts[0], heads, width);
        var value = SelfAttention.Heads(self, parts[2], heads, width);
        GraphValue keys;
        if (sizes.Cache)
        {
            var past = KeyValueCache.Past(self, index, heads, width / heads);
            var key = KeyValueCache.Extended(
                self, $"present.{index}.key", past.Key, SelfAttention.Heads(self, parts[1], heads, width), heads, width / heads);
            keys = Dimensions.Transpose(self, key, 0, 1, 3, 2);
            value = KeyValueCache.Extended(self, $"present.{index}.value", past.Value, value, heads, width / heads);
        }
        else
        {
            keys = SelfAttention.TransposedHeads(self, parts[1], heads, width);
        }

        var scores = self.Node("Div", self.Node("MatMul", query, keys), SelfAttention.Scale(self, heads, width));
        var shares = SelfAttention.Softmax(self, self.Node("Add", scores, mask));
        return SelfAttention.Joined(self, self.Node("MatMul", shares, value), width);
    }

    // Padding and what comes later, for all layers.
    private static GraphValue Mask(GraphScope scope, GraphValue ids, GraphValue seen, Dimension keys)
    {
        var later = CausalMask.Add(scope, Dimensions.Length(scope, ids, 1), Dimensions.Length(scope, seen, 1));
        return scope.Graph.WithShape(scope.Node("Add", BertLayers.Mask(scope, seen), later), "batch", 1, "sequence", keys);
    }

    private sealed record Sizes(int Layers, int Width, int Heads, int Intermediate, int Vocabulary, int Positions, bool Cache)
    {
        public static Sizes Read(HyperParameters given)
        {
            var width = given.Size("hiddenSize");
            return new Sizes(
                given.Layers(),
                width,
                given.Heads("heads", width),
                given.Size("intermediateSize", 4 * width),
                given.Size("vocabularySize"),
                given.Size("positions"),
                given.Flag("cache", false));
        }
    }
}

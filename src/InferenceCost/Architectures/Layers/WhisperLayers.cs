using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures.Layers;

/// <summary>
/// The sublayers of Whisper (Radford et al. 2022, https://arxiv.org/abs/2212.04356): each normalises its input and adds its result to it.
/// Keys have no bias, and queries are scaled before they meet keys.
/// </summary>
internal static class WhisperLayers
{
    // The epsilon of torch.nn.LayerNorm, which Whisper leaves as it is.
    private const float Epsilon = 1e-5f;

    /// <summary>
    /// Where a sublayer has its keys [batch, heads, size of a head, keys] and values [batch, heads, keys, size of a head] from.
    /// </summary>
    public delegate (GraphValue Keys, GraphValue Values) Source(GraphScope self, GraphValue normalised);

    /// <summary>Attention to the hidden states themselves, or to what an encoder gave.</summary>
    public static Source To(GraphValue? states, WhisperSizes sizes) => (self, normalised) => (
        SelfAttention.TransposedHeads(self, Key(self, states ?? normalised, sizes), sizes.Heads, sizes.Width),
        SelfAttention.Heads(self, Value(self, states ?? normalised, sizes), sizes.Heads, sizes.Width));

    /// <summary>Attention to the words of the past and the new ones, whose keys and values become outputs.</summary>
    public static Source ToPast((GraphValue Key, GraphValue Value) past, string name, WhisperSizes sizes) => (self, normalised) =>
    {
        var key = SelfAttention.Heads(self, Key(self, normalised, sizes), sizes.Heads, sizes.Width);
        var value = SelfAttention.Heads(self, Value(self, normalised, sizes), sizes.Heads, sizes.Width);
        key = KeyValueCache.Extended(self, $"present.{name}.key", past.Key, key, sizes.Heads, sizes.HeadSize);
        value = KeyValueCache.Extended(self, $"present.{name}.value", past.Value, value, sizes.Heads, sizes.HeadSize);
        return (Dimensions.Transpose(self, key, 0, 1, 3, 2), value);
    };

    /// <summary>Attention to keys and values that are there already.</summary>
    public static Source ToKnown((GraphValue Key, GraphValue Value) known) =>
        (self, _) => (Dimensions.Transpose(self, known.Key, 0, 1, 3, 2), known.Value);

    /// <summary>An attention sublayer.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="name">The name of the sublayer: <c>self_attn</c>, <c>encoder_attn</c>.</param>
    /// <param name="x">Hidden states [batch, sequence, width].</param>
    /// <param name="source">What is attended to.</param>
    /// <param name="mask">What is added to scores; null for nothing.</param>
    /// <param name="sizes">The hyper-parameters.</param>
    public static GraphValue Attention(GraphScope layer, string name, GraphValue x, Source source, GraphValue? mask, WhisperSizes sizes)
    {
        var (self, width) = (layer[name], sizes.Width);
        var normalised = Normalised(layer[$"{name}_layer_norm"], x, width);
        var scale = self.Graph.Scalar(1 / MathF.Sqrt(sizes.HeadSize));
        var query = SelfAttention.Heads(
            self, self.Node("Mul", Linear.Add(self["q_proj"], normalised, width, width), scale), sizes.Heads, width);
        var (keys, values) = source(self, normalised);
        var scores = self.Node("MatMul", query, keys);
        var shares = SelfAttention.Softmax(self, mask is GraphValue added ? self.Node("Add", scores, added) : scores);
        var joined = SelfAttention.Joined(self, self.Node("MatMul", shares, values), width);
        return layer.Node("Add", x, Linear.Add(self["out_proj"], joined, width, width));
    }

    /// <summary>The feed-forward network.</summary>
    public static GraphValue FeedForward(GraphScope layer, GraphValue x, WhisperSizes sizes)
    {
        var inner = Linear.Add(layer["fc1"], Normalised(layer["final_layer_norm"], x, sizes.Width), sizes.Width, sizes.Intermediate);
        return layer.Node(
            "Add", x, Linear.Add(layer["fc2"], Activation.Gelu(layer["activation_fn"], inner), sizes.Intermediate, sizes.Width));
    }

    /// <summary>Layer normalisation with Whisper's epsilon.</summary>
    public static GraphValue Normalised(GraphScope scope, GraphValue x, int width) => LayerNormalization.Add(scope, x, width, Epsilon);

    private static GraphValue Key(GraphScope self, GraphValue x, WhisperSizes sizes) =>
        Linear.Add(self["k_proj"], x, sizes.Width, sizes.Width, bias: false);

    private static GraphValue Value(GraphScope self, GraphValue x, WhisperSizes sizes) =>
        Linear.Add(self["v_proj"], x, sizes.Width, sizes.Width);
}

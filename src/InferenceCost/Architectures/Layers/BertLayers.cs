using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures.Layers;

/// <summary>
/// The layers of BERT (Devlin et al. 2018, https://arxiv.org/abs/1810.04805), which RoBERTa and the distilled encoders share: attention and
/// a feed-forward network, each added to its input and normalised after it.
/// </summary>
internal static class BertLayers
{
    /// <summary>All layers: hidden states [batch, sequence, width] to the same.</summary>
    /// <param name="layers">Where they go; each gets its number as a name.</param>
    /// <param name="x">The embeddings.</param>
    /// <param name="mask">What <see cref="Mask"/> gives.</param>
    /// <param name="sizes">The hyper-parameters.</param>
    /// <param name="names">Names of the parts.</param>
    /// <param name="epsilon">Epsilon of the normalisations.</param>
    public static GraphValue Add(GraphScope layers, GraphValue x, GraphValue mask, EncoderSizes sizes, EncoderNames names, float epsilon)
    {
        for (var index = 0; index < sizes.Layers; index++)
        {
            x = Layer(layers[FormattableString.Invariant($"{index}")], x, mask, sizes, names, epsilon);
        }

        return x;
    }

    /// <summary>The mask of [batch, sequence] with 1 for words as what is added to scores: 0 for words, -10,000 for padding.</summary>
    public static GraphValue Mask(GraphScope scope, GraphValue mask)
    {
        var graph = scope.Graph;
        var spread = Dimensions.Unsqueeze(scope, Dimensions.Unsqueeze(scope, mask, 1), 2);
        var kept = scope.NodeOf(graph.Floats, "Cast", [spread], NodeAttributes.Of("to", (long)graph.Floats));
        return scope.Node("Mul", scope.Node("Sub", graph.Scalar(1f), kept), graph.Scalar(-10000f));
    }

    private static GraphValue Layer(GraphScope layer, GraphValue x, GraphValue mask, EncoderSizes sizes, EncoderNames names, float epsilon)
    {
        var width = sizes.HiddenSize;
        var projected = Linear.Add(layer[names.Projection], Attention(layer, x, mask, sizes, names), width, width);
        x = LayerNormalization.Add(layer[names.AttentionNorm], layer.Node("Add", projected, x), width, epsilon);
        var inner = Activation.Gelu(layer[names.Inner], Linear.Add(layer[names.Inner], x, width, sizes.IntermediateSize));
        var outer = Linear.Add(layer[names.Outer], inner, sizes.IntermediateSize, width);
        return LayerNormalization.Add(layer[names.OutputNorm], layer.Node("Add", outer, x), width, epsilon);
    }

    private static GraphValue Attention(GraphScope layer, GraphValue x, GraphValue mask, EncoderSizes sizes, EncoderNames names)
    {
        var (self, width, heads) = (layer[names.Attention], sizes.HiddenSize, sizes.Heads);
        var query = SelfAttention.Heads(self, Linear.Add(layer[names.Query], x, width, width), heads, width);
        var key = SelfAttention.TransposedHeads(self, Linear.Add(layer[names.Key], x, width, width), heads, width);
        var value = SelfAttention.Heads(self, Linear.Add(layer[names.Value], x, width, width), heads, width);
        var scores = self.Node("Div", self.Node("MatMul", query, key), SelfAttention.Scale(self, heads, width));
        var shares = SelfAttention.Softmax(self, self.Node("Add", scores, mask));
        return SelfAttention.Joined(self, self.Node("MatMul", shares, value), width);
    }
}

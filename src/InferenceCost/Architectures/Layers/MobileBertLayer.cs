using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures.Layers;

/// <summary>
/// One layer of MobileBERT; the names are those of Hugging Face's modeling_mobilebert.py, whose order of operations it follows.
/// </summary>
internal static class MobileBertLayer
{
    /// <summary>Hidden states [batch, sequence, width] to the same.</summary>
    public static GraphValue Add(GraphScope layer, GraphValue x, GraphValue mask, EncoderSizes sizes, MobileBertSizes narrow)
    {
        var (wide, inside) = (sizes.HiddenSize, narrow.Bottleneck);
        var entry = NoNorm(layer["bottleneck.input.LayerNorm"], Linear.Add(layer["bottleneck.input.dense"], x, wide, inside), inside);
        var shared = NoNorm(
            layer["bottleneck.attention.LayerNorm"], Linear.Add(layer["bottleneck.attention.dense"], x, wide, inside), inside);
        var attended = Attention(layer["attention.self"], shared, x, mask, sizes, inside);
        var projected = Linear.Add(layer["attention.output.dense"], attended, inside, inside);
        var inner = NoNorm(layer["attention.output.LayerNorm"], layer.Node("Add", projected, entry), inside);
        for (var index = 0; index < narrow.FeedForwards - 1; index++)
        {
            inner = FeedForward(layer["ffn", index], inner, sizes.IntermediateSize, inside);
        }

        inner = FeedForward(layer, inner, sizes.IntermediateSize, inside);
        var exit = layer["output.bottleneck"];
        return NoNorm(exit["LayerNorm"], exit.Node("Add", Linear.Add(exit["dense"], inner, inside, wide), x), wide);
    }

    /// <summary>A scale and a shift for each number of the width.</summary>
    public static GraphValue NoNorm(GraphScope scope, GraphValue x, int width)
    {
        var scaled = scope.Node("Mul", x, scope.Weight("weight", Linear.Drawn(scope, mean: 1), width));
        return scope.Node("Add", scaled, scope.Weight("bias", Linear.Drawn(scope), width));
    }

    // Queries and keys come from the shared bottleneck, values from the full width.
    private static GraphValue Attention(GraphScope self, GraphValue shared, GraphValue x, GraphValue mask, EncoderSizes sizes, int inside)
    {
        var heads = sizes.Heads;
        var query = SelfAttention.Heads(self, Linear.Add(self["query"], shared, inside, inside), heads, inside);
        var key = SelfAttention.TransposedHeads(self, Linear.Add(self["key"], shared, inside, inside), heads, inside);
        var value = SelfAttention.Heads(self, Linear.Add(self["value"], x, sizes.HiddenSize, inside), heads, inside);
        var scores = self.Node("Div", self.Node("MatMul", query, key), SelfAttention.Scale(self, heads, inside));
        var shares = SelfAttention.Softmax(self, self.Node("Add", scores, mask));
        return SelfAttention.Joined(self, self.Node("MatMul", shares, value), inside);
    }

    private static GraphValue FeedForward(GraphScope scope, GraphValue x, int intermediate, int inside)
    {
        var inner = scope.Node("Relu", Linear.Add(scope["intermediate.dense"], x, inside, intermediate));
        var outer = scope.Node("Add", Linear.Add(scope["output.dense"], inner, intermediate, inside), x);
        return NoNorm(scope["output.LayerNorm"], outer, inside);
    }
}

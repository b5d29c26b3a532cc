using InferenceCost.Architectures.Layers;
using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures;

/// <summary>
/// ViT (Dosovitskiy et al. 2020, https://arxiv.org/abs/2010.11929) and DeiT (Touvron et al. 2020, https://arxiv.org/abs/2012.12877), which
/// has the same network and, distilled, a second token with a head of its own: the answer is the mean of both heads. Names as in Hugging
/// Face's DeiT.
/// <para>Input and output: <see cref="ImageClassifier"/>.</para>
/// <para>Hyper-parameters: <c>layers</c>, <c>hiddenSize</c>, <c>heads</c>, <c>intermediateSize</c>, <c>patchSize</c> (16),
/// <c>distillationToken</c> (false), and those of <see cref="ImageClassifier"/>.</para>
/// </summary>
internal static class VisionTransformer
{
    /// <summary>The operator set of the graphs: the first with LayerNormalization.</summary>
    public const int Opset = 17;

    // layer_norm_eps in the published configurations.
    private const float Epsilon = 1e-12f;

    public static void Build(HyperParameters given, OnnxGraphBuilder graph)
    {
        var task = ImageClassifier.Read(given);
        var (layers, width, patch, distilled) =
            (given.Layers(), given.Size("hiddenSize"), given.Size("patchSize", 16), given.Flag("distillationToken", false));
        var (heads, inner) = (given.Heads("heads", width), given.Size("intermediateSize"));
        if (task.ImageSize % patch != 0)
        {
            throw given.Refuse(
                "patchSize", FormattableString.Invariant($"patches of {patch} do not divide the image of {task.ImageSize}"),
                "Write a divisor of imageSize.");
        }

        var deit = graph.Root["deit"];
        var x = Embeddings(deit["embeddings"], task.Images(graph), width, patch, task.ImageSize / patch, distilled);
        for (var index = 0; index < layers; index++)
        {
            x = Layer(deit["encoder.layer", index], x, width, heads, inner);
        }

        Heads(graph.Root, LayerNormalization.Add(deit["layernorm"], x, width, Epsilon), task, width, distilled);
    }

    private static GraphValue Embeddings(GraphScope scope, GraphValue images, int width, int patch, int side, bool distilled)
    {
        var graph = scope.Graph;
        var grid = new Convolution(ImageClassifier.Channels, width, patch, patch, Padding: 0)
            .Add(scope["patch_embeddings.projection"], images, bias: true);
        var patches = Dimensions.Transpose(scope, scope.Node("Reshape", grid, graph.Constant(0, width, side * side)), 0, 2, 1);
        var batch = scope.Node("Concat", [Dimensions.Length(scope, images, 0), graph.Constant(1, width)], NodeAttributes.Of("axis", 0L));
        string[] tokens = distilled ? ["cls_token", "distillation_token"] : ["cls_token"];
        GraphValue[] parts =
            [.. tokens.Select(token => scope.Node("Expand", scope.Weight(token, Linear.Drawn(scope), 1, 1, width), batch)), patches];
        var positions = scope.Weight("position_embeddings", Linear.Drawn(scope), 1, side * side + tokens.Length, width);
        return scope.Node("Add", scope.Node("Concat", parts, NodeAttributes.Of("axis", 1L)), positions);
    }

    private static GraphValue Layer(GraphScope layer, GraphValue x, int width, int heads, int inner)
    {
        var attended = Attention(
            layer["attention.attention"], LayerNormalization.Add(layer["layernorm_before"], x, width, Epsilon), width, heads);
        x = layer.Node("Add", Linear.Add(layer["attention.output.dense"], attended, width, width), x);
        var normalised = LayerNormalization.Add(layer["layernorm_after"], x, width, Epsilon);
        var wide = Activation.Gelu(layer["intermediate"], Linear.Add(layer["intermediate.dense"], normalised, width, inner));
        return layer.Node("Add", Linear.Add(layer["output.dense"], wide, inner, width), x);
    }

    private static GraphValue Attention(GraphScope self, GraphValue x, int width, int heads)
    {
        var query = SelfAttention.Heads(self, Linear.Add(self["query"], x, width, width), heads, width);
        var key = SelfAttention.TransposedHeads(self, Linear.Add(self["key"], x, width, width), heads, width);
        var value = SelfAttention.Heads(self, Linear.Add(self["value"], x, width, width), heads, width);
        var shares = SelfAttention.Softmax(
            self, self.Node("Div", self.Node("MatMul", query, key), SelfAttention.Scale(self, heads, width)));
        return SelfAttention.Joined(self, self.Node("MatMul", shares, value), width);
    }

    private static void Heads(GraphScope root, GraphValue states, ImageClassifier task, int width, bool distilled)
    {
        GraphValue Token(long index) => root.Node("Gather", [states, root.Graph.Scalar(index)], NodeAttributes.Of("axis", 1L));
        if (!distilled)
        {
            task.Logits(root["classifier"], Token(0), width);
            return;
        }

        var first = Linear.Dense(root["cls_classifier"], Token(0), width, task.Classes);
        var second = Linear.Dense(root["distillation_classifier"], Token(1), width, task.Classes);
        ClassificationHead.Logits(root, root.Node("Div", root.Node("Add", first, second), root.Graph.Scalar(2f)), task.Classes);
    }
}

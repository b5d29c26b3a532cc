using InferenceCost.Architectures.Layers;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Architectures;

/// <summary>
/// DistilBERT (Sanh et al. 2019, https://arxiv.org/abs/1910.01108): BERT's layers under other names, no segments, no pooler.
/// <para>Inputs, int64 [batch, sequence]: <c>input_ids</c>, <c>attention_mask</c>. Outputs: <c>logits</c> [batch, labels]; without labels
/// <c>last_hidden_state</c> [batch, sequence, hiddenSize]. Hyper-parameters: those of <see cref="EncoderSizes"/>.</para>
/// <para>Padding is masked as in BERT. PyTorch's export fills scores with minus infinity instead, to the same effect, in a pattern that
/// ONNX Runtime recognises in a single layer only: it merges the comparisons of several layers first, and then finds none with one user.
/// Teacher and student would then be compared with and without fused attention; its offline optimiser fuses both, and so does this
/// form.</para>
/// </summary>
internal static class DistilBertEncoder
{
    private const float Epsilon = 1e-12f;

    public static void Build(HyperParameters given, OnnxGraphBuilder graph)
    {
        var sizes = EncoderSizes.Read(given);
        var width = sizes.HiddenSize;
        var ids = graph.Input("input_ids", TensorElementType.Int64, "batch", "sequence");
        var mask = graph.Input("attention_mask", TensorElementType.Int64, "batch", "sequence");
        var model = graph.Root["distilbert"];
        var x = Embeddings(model["embeddings"], ids, sizes);
        x = BertLayers.Add(model["transformer.layer"], x, BertLayers.Mask(model, mask), sizes, EncoderNames.DistilBert, Epsilon);

        if (sizes.Labels == 0)
        {
            GraphOutput.Declare(graph.Root, "last_hidden_state", x, "batch", "sequence", width);
            return;
        }

        var first = Linear.Dense(graph.Root["pre_classifier"], ClassificationHead.First(graph.Root, x), width, width);
        var logits = Linear.Dense(graph.Root["classifier"], graph.Root.Node("Relu", first), width, sizes.Labels);
        ClassificationHead.Logits(graph.Root, logits, sizes.Labels);
    }

    private static GraphValue Embeddings(GraphScope scope, GraphValue ids, EncoderSizes sizes)
    {
        var words = scope["word_embeddings"];
        var place = scope["position_embeddings"];
        var x = Embedding.Rows(words, Embedding.Table(words, sizes.VocabularySize, sizes.HiddenSize), ids);
        var positions = Embedding.Positions(scope, ids, sizes.Positions);
        x = scope.Node("Add", x, Embedding.Rows(place, Embedding.Table(place, sizes.Positions, sizes.HiddenSize), positions));
        return LayerNormalization.Add(scope["LayerNorm"], Embedding.Summed(scope, x, sizes.HiddenSize), sizes.HiddenSize, Epsilon);
    }
}

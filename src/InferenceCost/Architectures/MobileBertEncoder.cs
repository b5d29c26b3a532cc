using InferenceCost.Architectures.Layers;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Architectures;

/// <summary>
/// MobileBERT (Sun et al. 2020, https://arxiv.org/abs/2004.02984): layers that work at a quarter of the width between two bottlenecks,
/// several feed-forward networks each, a scale and a shift in place of normalisation, words seen with their neighbours.
/// <para>Inputs and outputs as of <see cref="BertEncoder"/>; without <c>pooler</c> the head works on the first word's state, as in the
/// published checkpoint (<c>classifier_activation: false</c>).</para>
/// <para>Hyper-parameters: those of <see cref="EncoderSizes"/>; <c>embeddingSize</c>, <c>bottleneckSize</c>, <c>feedForwards</c> (4),
/// <c>tokenTypes</c> (2), <c>pooler</c> (false).</para>
/// </summary>
internal static class MobileBertEncoder
{
    public static void Build(HyperParameters given, OnnxGraphBuilder graph)
    {
        var sizes = EncoderSizes.Read(given);
        var narrow = MobileBertSizes.Read(given, sizes);
        var (types, pooler) = (given.Size("tokenTypes", 2), given.Flag("pooler", false));
        var ids = graph.Input("input_ids", TensorElementType.Int64, "batch", "sequence");
        var mask = graph.Input("attention_mask", TensorElementType.Int64, "batch", "sequence");
        var segments = graph.Input("token_type_ids", TensorElementType.Int64, "batch", "sequence");
        var model = graph.Root["mobilebert"];
        var x = Embeddings(model["embeddings"], ids, segments, sizes, narrow.Embedding, types);
        var added = BertLayers.Mask(model, mask);
        for (var index = 0; index < sizes.Layers; index++)
        {
            x = MobileBertLayer.Add(model["encoder.layer", index], x, added, sizes, narrow);
        }

        var first = ClassificationHead.First(model["pooler"], x);
        var pooled = pooler
            ? model["pooler"].Node("Tanh", Linear.Dense(model["pooler.dense"], first, sizes.HiddenSize, sizes.HiddenSize))
            : first;
        if (sizes.Labels > 0)
        {
            ClassificationHead.Logits(
                graph.Root, Linear.Dense(graph.Root["classifier"], pooled, sizes.HiddenSize, sizes.Labels), sizes.Labels);
            return;
        }

        GraphOutput.Declare(graph.Root, "pooler_output", pooled, "batch", sizes.HiddenSize);
        GraphOutput.Declare(graph.Root, "last_hidden_state", x, "batch", "sequence", sizes.HiddenSize);
    }

    private static GraphValue Embeddings(
        GraphScope scope, GraphValue ids, GraphValue segments, EncoderSizes sizes, int embedding, int types)
    {
        var (width, words, place, segment) =
            (sizes.HiddenSize, scope["word_embeddings"], scope["position_embeddings"], scope["token_type_embeddings"]);
        var word = Embedding.Rows(words, Embedding.Table(words, sizes.VocabularySize, embedding), ids);
        var three = scope.Node("Concat", [Shifted(scope, word, 1), word, Shifted(scope, word, -1)], NodeAttributes.Of("axis", 2L));
        var x = Linear.Add(
            scope["embedding_transformation"], scope.Graph.WithShape(three, "batch", "sequence", 3 * embedding), 3 * embedding, width);
        x = scope.Node("Add", x, Embedding.Rows(
            place, Embedding.Table(place, sizes.Positions, width), Embedding.Positions(scope, ids, sizes.Positions)));
        x = scope.Node("Add", x, Embedding.Rows(segment, Embedding.Table(segment, types, width), segments));
        return MobileBertLayer.NoNorm(scope["LayerNorm"], Embedding.Summed(scope, x, width), width);
    }

    // The embeddings of the next (1) or previous (-1) word at each place, zeros where there is none.
    private static GraphValue Shifted(GraphScope scope, GraphValue x, int by)
    {
        var graph = scope.Graph;
        var (start, end) = by > 0 ? (1L, long.MaxValue) : (0L, -1L);
        var rest = scope.Node("Slice", x, graph.Constant(start), graph.Constant(end), graph.Constant(1), graph.Constant(1));
        return scope.Node("Pad", rest, by > 0 ? graph.Constant(0, 0, 0, 0, 1, 0) : graph.Constant(0, 1, 0, 0, 0, 0));
    }
}

using InferenceCost.Architectures.Layers;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Architectures;

/// <summary>
/// BERT (Devlin et al. 2018, https://arxiv.org/abs/1810.04805) and what has its shape: MiniLM, TinyBERT.
/// <para>Inputs, all int64 [batch, sequence]: <c>input_ids</c>, <c>attention_mask</c>, <c>token_type_ids</c>. Outputs: <c>logits</c>
/// [batch, labels]; without labels <c>last_hidden_state</c> [batch, sequence, hiddenSize] and, with a pooler, <c>pooler_output</c> [batch,
/// hiddenSize].</para>
/// <para>Hyper-parameters: those of <see cref="EncoderSizes"/>; <c>tokenTypes</c> (2), <c>pooler</c> (true; the head needs it).</para>
/// </summary>
internal static class BertEncoder
{
    /// <summary>
    /// The operator set of the published exports, and the only kind in whose graphs ONNX Runtime itself recognises BERT's attention: it
    /// looks for operators of versions up to 13 (onnxruntime/core/optimizer/attention_fusion.cc), with the bias as the second term of its
    /// addition. PyTorch from 1.9 on writes it as the first, so that newer exports get there by ONNX Runtime's offline optimiser (pull
    /// request 7565 there).
    /// </summary>
    public const int Opset = 11;

    // layer_norm_eps in the published configuration.
    private const float Epsilon = 1e-12f;

    public static void Build(HyperParameters given, OnnxGraphBuilder graph)
    {
        var sizes = EncoderSizes.Read(given);
        var (types, pooler) = (given.Size("tokenTypes", 2), given.Flag("pooler", true));
        if (sizes.Labels > 0 && !pooler)
        {
            throw given.Refuse(
                "pooler", "is false, but the classification head works on the pooler's output", "Leave it out, or set labels to 0.");
        }

        var ids = graph.Input("input_ids", TensorElementType.Int64, "batch", "sequence");
        var mask = graph.Input("attention_mask", TensorElementType.Int64, "batch", "sequence");
        var segments = graph.Input("token_type_ids", TensorElementType.Int64, "batch", "sequence");
        var bert = graph.Root["bert"];
        var x = Embeddings(bert["embeddings"], ids, segments, sizes, types);
        x = BertLayers.Add(bert["encoder.layer"], x, BertLayers.Mask(bert, mask), sizes, EncoderNames.Bert, Epsilon);
        var pooled = pooler ? Pooler(bert["pooler"], x, sizes.HiddenSize) : GraphValue.None;
        if (sizes.Labels > 0)
        {
            ClassificationHead.Logits(
                graph.Root, Linear.Dense(graph.Root["classifier"], pooled, sizes.HiddenSize, sizes.Labels), sizes.Labels);
            return;
        }

        GraphOutput.Declare(graph.Root, "last_hidden_state", x, "batch", "sequence", sizes.HiddenSize);
        if (pooler)
        {
            GraphOutput.Declare(graph.Root, "pooler_output", pooled, "batch", sizes.HiddenSize);
        }
    }

    private static GraphValue Embeddings(GraphScope scope, GraphValue ids, GraphValue segments, EncoderSizes sizes, int types)
    {
        var words = scope["word_embeddings"];
        var segment = scope["token_type_embeddings"];
        var place = scope["position_embeddings"];
        var x = Embedding.Rows(words, Embedding.Table(words, sizes.VocabularySize, sizes.HiddenSize), ids);
        x = scope.Node("Add", x, Embedding.Rows(segment, Embedding.Table(segment, types, sizes.HiddenSize), segments));
        var positions = Embedding.Positions(scope, ids, sizes.Positions);
        x = scope.Node("Add", x, Embedding.Rows(place, Embedding.Table(place, sizes.Positions, sizes.HiddenSize), positions));
        return LayerNormalization.Add(scope["LayerNorm"], Embedding.Summed(scope, x, sizes.HiddenSize), sizes.HiddenSize, Epsilon);
    }

    private static GraphValue Pooler(GraphScope scope, GraphValue states, int width) =>
        scope.Node("Tanh", Linear.Dense(scope["dense"], ClassificationHead.First(scope, states), width, width));
}

using InferenceCost.Architectures.Layers;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Architectures;

/// <summary>
/// RoBERTa (Liu et al. 2019, https://arxiv.org/abs/1907.11692) and DistilRoBERTa: BERT's layers, positions that count words only and start
/// after the padding's number, no second segment.
/// <para>Inputs, int64 [batch, sequence]: <c>input_ids</c>, <c>attention_mask</c>. Outputs: <c>logits</c> [batch, labels]; without labels
/// <c>last_hidden_state</c> [batch, sequence, hiddenSize] and, with a pooler, <c>pooler_output</c> [batch, hiddenSize].</para>
/// <para>Hyper-parameters: those of <see cref="EncoderSizes"/>; <c>pooler</c> (true without labels; a head has no use for it).</para>
/// </summary>
internal static class RobertaEncoder
{
    // layer_norm_eps and pad_token_id in the published configuration.
    private const float Epsilon = 1e-5f;
    private const long Padding = 1;

    public static void Build(HyperParameters given, OnnxGraphBuilder graph)
    {
        var sizes = EncoderSizes.Read(given);
        var pooler = given.Flag("pooler", sizes.Labels == 0);
        var width = sizes.HiddenSize;
        if (sizes.Labels > 0 && pooler)
        {
            throw given.Refuse("pooler", "is true, but the classification head does not use it", "Leave it out, or set labels to 0.");
        }

        var ids = graph.Input("input_ids", TensorElementType.Int64, "batch", "sequence");
        var mask = graph.Input("attention_mask", TensorElementType.Int64, "batch", "sequence");
        var roberta = graph.Root["roberta"];
        var x = Embeddings(roberta["embeddings"], ids, sizes);
        x = BertLayers.Add(roberta["encoder.layer"], x, BertLayers.Mask(roberta, mask), sizes, EncoderNames.Bert, Epsilon);
        if (sizes.Labels > 0)
        {
            var head = graph.Root["classifier"];
            var hidden = head.Node("Tanh", Linear.Dense(head["dense"], ClassificationHead.First(head, x), width, width));
            ClassificationHead.Logits(graph.Root, Linear.Dense(head["out_proj"], hidden, width, sizes.Labels), sizes.Labels);
            return;
        }

        GraphOutput.Declare(graph.Root, "last_hidden_state", x, "batch", "sequence", width);
        if (pooler)
        {
            var pooled = roberta["pooler"].Node(
                "Tanh", Linear.Dense(roberta["pooler.dense"], ClassificationHead.First(roberta["pooler"], x), width, width));
            GraphOutput.Declare(graph.Root, "pooler_output", pooled, "batch", width);
        }
    }

    private static GraphValue Embeddings(GraphScope scope, GraphValue ids, EncoderSizes sizes)
    {
        var width = sizes.HiddenSize;
        var words = scope["word_embeddings"];
        var place = scope["position_embeddings"];
        var segments = scope["token_type_embeddings"];

        // All words are of segment 0, the only row of that table; the published model has it, so it counts and costs.
        var shape = scope.NodeOf(TensorElementType.Int64, "Shape", [ids]);
        var zeros = scope.NodeOf(TensorElementType.Int64, "ConstantOfShape", [shape], NodeAttributes.Zero("value"));
        var x = Embedding.Rows(words, Embedding.Table(words, sizes.VocabularySize, width), ids);
        x = scope.Node("Add", x, Embedding.Rows(segments, Embedding.Table(segments, 1, width), zeros));
        x = scope.Node("Add", x, Embedding.Rows(place, Embedding.Table(place, sizes.Positions, width), Positions(scope, ids)));
        return LayerNormalization.Add(scope["LayerNorm"], Embedding.Summed(scope, x, width), width, Epsilon);
    }

    // create_position_ids_from_input_ids in Hugging Face's modeling_roberta.py: the how-manieth word this is, plus the padding's number.
    private static GraphValue Positions(GraphScope scope, GraphValue ids)
    {
        const TensorElementType Count = TensorElementType.Int32;
        var isPadding = scope.NodeOf(TensorElementType.Bool, "Equal", [ids, scope.Graph.Scalar(Padding)]);
        var isWord = scope.NodeOf(Count, "Cast", [scope.Node("Not", isPadding)], NodeAttributes.Of("to", (long)Count));
        var counted = scope.Node("Mul", scope.Node("CumSum", isWord, scope.Graph.Scalar(1L)), isWord);
        var index = scope.NodeOf(TensorElementType.Int64, "Cast", [counted], NodeAttributes.Of("to", (long)TensorElementType.Int64));
        return scope.Node("Add", index, scope.Graph.Scalar(Padding));
    }
}

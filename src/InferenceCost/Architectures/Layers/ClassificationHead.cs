using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures.Layers;

/// <summary>What turns hidden states into answers about the whole sequence.</summary>
internal static class ClassificationHead
{
    /// <summary>The state of the first word: [batch, sequence, width] to [batch, width].</summary>
    public static GraphValue First(GraphScope scope, GraphValue states) =>
        scope.Node("Gather", [states, scope.Graph.Scalar(0L)], NodeAttributes.Of("axis", 1L));

    /// <summary>Declares the output <c>logits</c> [batch, labels].</summary>
    public static void Logits(GraphScope scope, GraphValue logits, int labels) =>
        GraphOutput.Declare(scope, "logits", logits, "batch", labels);
}

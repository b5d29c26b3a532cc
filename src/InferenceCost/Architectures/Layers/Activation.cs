using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures.Layers;

/// <summary>Activation functions, written as PyTorch's exporter writes them before ONNX had operators for them.</summary>
internal static class Activation
{
    /// <summary>x / 2 (1 + erf(x / sqrt 2)): BERT, Whisper, ViT.</summary>
    public static GraphValue Gelu(GraphScope scope, GraphValue x)
    {
        var graph = scope.Graph;
        var erf = scope.Node("Erf", scope.Node("Div", x, graph.Scalar(MathF.Sqrt(2))));
        return scope.Node("Mul", scope.Node("Mul", x, scope.Node("Add", erf, graph.Scalar(1f))), graph.Scalar(0.5f));
    }

    /// <summary>x / 2 (1 + tanh(sqrt(2 / pi) (x + 0.044715 x^3))): GPT-2.</summary>
    public static GraphValue GeluTanh(GraphScope scope, GraphValue x)
    {
        var graph = scope.Graph;
        var half = scope.Node("Mul", x, graph.Scalar(0.5f));
        var cubic = scope.Node("Mul", scope.Node("Pow", x, graph.Scalar(3f)), graph.Scalar(0.044715f));
        var inner = scope.Node("Mul", scope.Node("Add", x, cubic), graph.Scalar(MathF.Sqrt(2 / MathF.PI)));
        return scope.Node("Mul", half, scope.Node("Add", scope.Node("Tanh", inner), graph.Scalar(1f)));
    }
}

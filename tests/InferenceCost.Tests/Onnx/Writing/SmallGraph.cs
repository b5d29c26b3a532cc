using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Onnx.Writing;

/// <summary>y = x W + b with x of [rows, 64] and W of [64, 48], in any of the forms that the writer knows.</summary>
internal static class SmallGraph
{
    public const int Inputs = 64;
    public const int Outputs = 48;

    public static GraphDefinition Linear(ulong seed = 7, WeightPrecision precision = WeightPrecision.Full)
    {
        var graph = new OnnxGraphBuilder("linear", seed, precision);
        var dense = graph.Root["encoder"]["layer", 0]["dense"];
        var x = graph.Input("x", TensorElementType.Float, "rows", Inputs);
        var product = dense.Node(
            "MatMul", Cast(dense, x, graph.Floats), dense.Weight("weight", WeightValues.Normal(0.02), Inputs, Outputs));
        var sum = dense.Node("Add", product, dense.Weight("bias", WeightValues.Normal(0.02), Outputs));
        graph.Output("y", Cast(dense, sum, TensorElementType.Float), "rows", Outputs);
        return graph.Build();
    }

    public static GraphDefinition Rounded(int bits, ulong seed = 7, int inputs = Inputs)
    {
        var graph = new OnnxGraphBuilder("rounded", seed);
        var dense = graph.Root["encoder"]["layer", 0]["dense"];
        var x = graph.Input("x", TensorElementType.Float, "rows", inputs);
        var (numbers, scales) = graph.QuantizedWeight("encoder.layer.0.dense.weight", WeightValues.Normal(0.02), inputs, Outputs, bits);
        var product = dense.Node(
            "com.microsoft:MatMulNBits",
            [x, numbers, scales],
            NodeAttributes.Of("K", inputs), NodeAttributes.Of("N", Outputs), NodeAttributes.Of("bits", bits),
            NodeAttributes.Of("block_size", 32));
        graph.Output("y", dense.Node("Add", product, dense.Weight("bias", WeightValues.Normal(0.02), Outputs)), "rows", Outputs);
        return graph.Build();
    }

    /// <summary>What the model at the path answers to rows of fixed numbers between -1 and 1.</summary>
    public static float[] Answer(string path, int rows = 3, int inputs = Inputs)
    {
        using var session = new Microsoft.ML.OnnxRuntime.InferenceSession(path);
        var x = new DenseTensor<float>(Enumerable.Range(0, rows * inputs).Select(i => MathF.Sin(i * 0.7f)).ToArray(), [rows, inputs]);
        using var results = session.Run([Microsoft.ML.OnnxRuntime.NamedOnnxValue.CreateFromTensor("x", x)]);
        return [.. results[0].AsEnumerable<float>()];
    }

    private static GraphValue Cast(GraphScope scope, GraphValue value, TensorElementType type) =>
        value.Type == type ? value : scope.NodeOf(type, "Cast", [value], NodeAttributes.Of("to", (long)type));
}

using Google.Protobuf;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Tests.Onnx;

/// <summary>Models of a few hundred bytes that ONNX Runtime loads and runs, and a few that it must refuse. Weights are seeded.</summary>
public static class TinyModels
{
    /// <summary>y = max(x, 0); x is <c>[N,width]</c>.</summary>
    public static ModelProto Relu(int width = 4, TensorElementType type = TensorElementType.Float) => new GraphBuilder("relu")
        .Input("x", type, "N", width).Output("y", type, "N", width)
        .Node("Relu", ["x"], ["y"]).Model;

    /// <summary>y = x for any element type; the shape is as given (numbers, names or null).</summary>
    public static ModelProto Identity(TensorElementType type, params object?[] shape) => new GraphBuilder("identity")
        .Input("x", type, shape).Output("y", type, shape)
        .Node("Identity", ["x"], ["y"]).Model;

    /// <summary>y = x W; x is <c>[N,inputs]</c>, W the initialiser "W" <c>[inputs,outputs]</c>.</summary>
    public static ModelProto MatMul(int inputs = 4, int outputs = 3, int seed = 1) => new GraphBuilder("matmul")
        .Input("x", TensorElementType.Float, "N", inputs).Output("y", TensorElementType.Float, "N", outputs)
        .Floats("W", [inputs, outputs], Weights(inputs * outputs, seed))
        .Node("MatMul", ["x", "W"], ["y"]).Model;

    /// <summary>
    /// A classifier: dense layers of the given widths (the first is the input, the last the number of classes) with Relu between.
    /// Input "input" <c>[N,widths[0]]</c>, output "logits" <c>[N,widths[^1]]</c>; parameters: the sum of (in + 1) x out.
    /// </summary>
    public static ModelProto Mlp(int[] widths, int seed = 1)
    {
        var graph = new GraphBuilder("mlp")
            .Input("input", TensorElementType.Float, "N", widths[0])
            .Output("logits", TensorElementType.Float, "N", widths[^1]);
        var current = "input";
        for (var layer = 1; layer < widths.Length; layer++)
        {
            var (from, to, last) = (widths[layer - 1], widths[layer], layer == widths.Length - 1);
            var dense = last ? "logits" : $"dense{layer}";
            graph.Floats($"W{layer}", [from, to], Weights(from * to, seed + layer))
                .Floats($"b{layer}", [to], Weights(to, seed + 100 + layer));
            graph.Node("Gemm", [current, $"W{layer}", $"b{layer}"], [dense]);
            current = last ? dense : $"relu{layer}";
            _ = last ? graph : graph.Node("Relu", [dense], [current]);
        }

        return graph.Model;
    }

    /// <summary>The larger of a pair with the same input and output: 16 features, 10 classes.</summary>
    public static ModelProto Teacher() => Mlp([16, 256, 256, 10]);

    /// <summary>The smaller of the pair.</summary>
    public static ModelProto Student() => Mlp([16, 24, 10], seed: 7);

    /// <summary>sum = a + b, product = a * b; both inputs <c>[batch,3]</c>.</summary>
    public static ModelProto TwoInputsTwoOutputs() => new GraphBuilder("two")
        .Input("a", TensorElementType.Float, "batch", 3).Input("b", TensorElementType.Float, "batch", 3)
        .Output("sum", TensorElementType.Float, "batch", 3).Output("product", TensorElementType.Float, "batch", 3)
        .Node("Add", ["a", "b"], ["sum"]).Node("Mul", ["a", "b"], ["product"]).Model;

    /// <summary>
    /// An embedding: int64 "input_ids" and "attention_mask" <c>[batch,sequence]</c>; ids of <paramref name="rows"/> or more make it fail.
    /// </summary>
    public static ModelProto Embedding(int rows = 50, int width = 4) => new GraphBuilder("embedding")
        .Input("input_ids", TensorElementType.Int64, "batch", "sequence")
        .Input("attention_mask", TensorElementType.Int64, "batch", "sequence")
        .Output("hidden", TensorElementType.Float, "batch", "sequence", width).Output("kept", TensorElementType.Int64, "batch", "sequence")
        .Floats("table", [rows, width], Weights(rows * width, 3))
        .Node("Gather", ["table", "input_ids"], ["hidden"]).Node("Identity", ["attention_mask"], ["kept"]).Model;

    /// <summary>
    /// A recurrent step: "state" <c>[batch,2]</c> comes back as "stateN"; the scalar int64 "sr" scales "input" <c>[batch,2]</c>.
    /// </summary>
    public static ModelProto Recurrent() => new GraphBuilder("recurrent")
        .Input("input", TensorElementType.Float, "batch", 2)
        .Input("state", TensorElementType.Float, "batch", 2)
        .Input("sr", TensorElementType.Int64)
        .Output("output", TensorElementType.Float, "batch", 2).Output("stateN", TensorElementType.Float, "batch", 2)
        .Node("Cast", ["sr"], ["rate"], GraphBuilder.Whole("to", (int)TensorElementType.Float))
        .Node("Mul", ["input", "rate"], ["scaled"])
        .Node("Add", ["scaled", "state"], ["stateN"]).Node("Relu", ["stateN"], ["output"]).Model;

    /// <summary>An operator that no runtime knows.</summary>
    public static ModelProto UnknownOperator() => new GraphBuilder("unknown")
        .Input("x", TensorElementType.Float, "N", 4).Output("y", TensorElementType.Float, "N", 4)
        .Node("NoSuchOperator", ["x"], ["y"]).Model;

    /// <summary>An operator set from the future.</summary>
    public static ModelProto FutureOpset() => new GraphBuilder("future", opset: 999)
        .Input("x", TensorElementType.Float, "N", 4).Output("y", TensorElementType.Float, "N", 4)
        .Node("Relu", ["x"], ["y"]).Model;

    /// <summary>Writes a model to a file and returns the path.</summary>
    public static string Save(this ModelProto model, string path)
    {
        File.WriteAllBytes(path, model.ToByteArray());
        return path;
    }

    /// <summary>Moves all initialisers into an external file beside the model, then writes the model; returns its path.</summary>
    public static string SaveWithExternalData(this ModelProto model, string path, string location = "weights.bin")
    {
        var copy = model.Clone();
        var data = new List<byte>();
        foreach (var tensor in copy.Graph.Initializer)
        {
            tensor.DataLocation = TensorProto.Types.DataLocation.External;
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = $"{data.Count}" });
            tensor.ExternalData.Add(new StringStringEntryProto { Key = "length", Value = $"{tensor.RawData.Length}" });
            data.AddRange(tensor.RawData.ToByteArray());
            tensor.ClearRawData();
        }

        File.WriteAllBytes(Path.GetFullPath(location, Path.GetDirectoryName(Path.GetFullPath(path))!), [.. data]);
        return copy.Save(path);
    }

    private static float[] Weights(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
    }
}

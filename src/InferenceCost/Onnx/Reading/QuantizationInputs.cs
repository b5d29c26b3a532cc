using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Reading;

/// <summary>
/// Which inputs of the quantised operators are scales and zero points (how a weight is written down, not weights themselves), and
/// which operators pack several weights into one stored byte.
/// Input positions: ONNX operator documentation, and ContribOperators.md of ONNX Runtime for the others.
/// </summary>
internal static class QuantizationInputs
{
    private static readonly Dictionary<string, int[]> ScalesAndZeroPoints = new()
    {
        ["QuantizeLinear"] = [1, 2],
        ["DequantizeLinear"] = [1, 2],
        ["QLinearConv"] = [1, 2, 4, 5, 6, 7],
        ["QLinearMatMul"] = [1, 2, 4, 5, 6, 7],
        ["MatMulInteger"] = [2, 3],
        ["ConvInteger"] = [2, 3],
        ["QGemm"] = [1, 2, 4, 5, 7, 8],
        ["DynamicQuantizeMatMul"] = [2, 3],
        ["MatMulIntegerToFloat"] = [2, 3, 4, 5],
        ["MatMulNBits"] = [2, 3, 4],
        ["MatMulBnb4"] = [2],
        ["GatherBlockQuantized"] = [2, 3],
        ["QLinearAdd"] = [1, 2, 4, 5, 6, 7],
        ["QLinearMul"] = [1, 2, 4, 5, 6, 7],
        ["QLinearSigmoid"] = [1, 2, 3, 4],
        ["QLinearLeakyRelu"] = [1, 2, 3, 4],
        ["QLinearSoftmax"] = [1, 2, 3, 4],
        ["QLinearAveragePool"] = [1, 2, 3, 4],
        ["QLinearGlobalAveragePool"] = [1, 2, 3, 4],
    };

    private static readonly Dictionary<string, int> Biases32 = new() { ["DequantizeLinear"] = 0, ["QLinearConv"] = 8, ["QGemm"] = 6 };

    /// <summary>Names of values that some node uses as a scale or zero point.</summary>
    public static HashSet<string> Names(IEnumerable<NodeProto> nodes) => nodes
        .SelectMany(node => node.OpType == "QLinearConcat"
            ? node.Input.Where((_, index) => index < 2 || (index - 2) % 3 != 0)
            : ScalesAndZeroPoints.GetValueOrDefault(node.OpType, [])
                .Where(index => index < node.Input.Count)
                .Select(index => node.Input[index]))
        .ToHashSet();

    /// <summary>Names of values that some node uses as a 32-bit integer bias (or dequantises).</summary>
    public static HashSet<string> BiasNames(IEnumerable<NodeProto> nodes) => nodes
        .Where(node => Biases32.TryGetValue(node.OpType, out var index) && index < node.Input.Count)
        .Select(node => node.Input[Biases32[node.OpType]])
        .ToHashSet();

    /// <summary>
    /// How many weights a packed matrix holds, by the sizes that its operator states: what fills up the last block is none.
    /// </summary>
    public static Dictionary<string, long> PackedWeights(IEnumerable<NodeProto> nodes)
    {
        var weights = new Dictionary<string, long>();
        foreach (var node in nodes.Where(node => node.OpType is "MatMulNBits" or "MatMulBnb4" && node.Input.Count > 1))
        {
            long? Size(string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name)?.I;
            if (Size("K") is { } rows and > 0 && Size("N") is { } columns and > 0 && rows <= long.MaxValue / columns)
            {
                weights[node.Input[1]] = rows * columns;
            }
        }

        return weights;
    }

    /// <summary>
    /// Weights per stored element, for the packed weights of block-quantised operators: 8 / bits where they are stored as bytes.
    /// </summary>
    public static Dictionary<string, int> Packing(IEnumerable<NodeProto> nodes)
    {
        var packing = new Dictionary<string, int>();
        foreach (var node in nodes.Where(node => node.OpType is "MatMulNBits" or "GatherBlockQuantized" && node.Input.Count > 1))
        {
            var bits = node.Attribute.FirstOrDefault(attribute => attribute.Name == "bits")?.I ?? 4;
            packing[node.Input[node.OpType == "MatMulNBits" ? 1 : 0]] = bits is 2 or 4 ? (int)(8 / bits) : 1;
        }

        return packing;
    }
}

using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Reading;

/// <summary>Decides how many parameters a stored tensor stands for; the rule is stated at <see cref="OnnxInventory.Parameters"/>.</summary>
internal sealed class WeightCount
{
    private const int WidestIntegerWeight = 8;

    // BatchNormalization takes data, scale, bias, running mean, running variance (ONNX operator documentation).
    private const int FirstRunningStatistic = 3;

    private readonly HashSet<string> scalesAndZeroPoints;
    private readonly HashSet<string> statistics;
    private readonly HashSet<string> biases;
    private readonly Dictionary<string, int> packing;
    private readonly Dictionary<string, long> packed;

    public WeightCount(IEnumerable<NodeProto> nodes)
    {
        var all = nodes.ToArray();
        scalesAndZeroPoints = QuantizationInputs.Names(all);
        statistics = all.Where(node => node.OpType == "BatchNormalization")
            .SelectMany(node => node.Input.Skip(FirstRunningStatistic)).ToHashSet();
        biases = QuantizationInputs.BiasNames(all);
        packing = QuantizationInputs.Packing(all);
        packed = QuantizationInputs.PackedWeights(all);
    }

    public long Of(StoredTensor stored)
    {
        var (name, tensor) = stored;
        var type = (TensorElementType)tensor.DataType;
        var holdsWeights = ElementTypes.IsFloatingPoint(type)
            || ElementTypes.IsInteger(type) && ElementTypes.Bits(type) <= WidestIntegerWeight
            || type == TensorElementType.Int32 && biases.Contains(name);
        if (!holdsWeights || tensor.Dims.Count == 0 || scalesAndZeroPoints.Contains(name) || statistics.Contains(name))
        {
            return 0;
        }

        // A size that the stored bytes cannot hold, at eight weights a byte, is no size.
        if (packed.TryGetValue(name, out var stated) && stated / 8 <= TensorSize.Bytes(tensor))
        {
            return stated;
        }

        var perElement = ElementTypes.Bits(type) == WidestIntegerWeight ? packing.GetValueOrDefault(name, 1) : 1;
        return TensorSize.Elements(tensor) * perElement;
    }
}

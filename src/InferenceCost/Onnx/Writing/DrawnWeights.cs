using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Writing;

/// <summary>
/// Decides which initialisers are drawn anew: weights, and not the numbers by which a graph computes shapes and steps. These are float16,
/// float32 or float64, not all equal, all finite (a mask of minus infinities is no weight), no scale or zero point of a quantised weight,
/// no argument of a resizing operator, and at least <see cref="FewestElements"/>: scalars are epsilons and limits, lists of two to six are
/// factors per axis, and no layer's cost depends on so few numbers.
/// </summary>
internal sealed class DrawnWeights
{
    /// <summary>A tensor with fewer elements stays.</summary>
    public const int FewestElements = 8;

    private readonly ulong seed;
    private readonly ExternalData external;
    private readonly HashSet<string> arguments;
    private readonly Dictionary<TensorProto, string> twins;

    public DrawnWeights(OnnxModelFile file, ulong seed)
    {
        this.seed = seed;
        external = new ExternalData(file.Path);
        var nodes = ModelContents.Nodes(file.Model).ToList();
        arguments = QuantizationInputs.Names(nodes);
        arguments.UnionWith(nodes.Where(node => node.OpType is "Resize" or "Upsample").SelectMany(node => node.Input.Skip(1)));

        // A weight that an exporter wrote twice stays one weight: both get the values of the first.
        twins = new(ReferenceEqualityComparer.Instance);
        foreach (var group in DuplicateSearch.In(ModelContents.Tensors(file.Model), external))
        {
            foreach (var (_, tensor) in group)
            {
                twins[tensor] = group[0].Name;
            }
        }
    }

    /// <summary>The values that take the initialiser's place; null where it stays.</summary>
    public DrawnTensor? For(TensorProto initializer)
    {
        var type = (TensorElementType)initializer.DataType;
        if (type is not (TensorElementType.Float or TensorElementType.Float16 or TensorElementType.Double)
            || TensorSize.Elements(initializer) < FewestElements || arguments.Contains(initializer.Name))
        {
            return null;
        }

        _ = TensorSize.Bytes(initializer);
        var moments = TensorMoments.Compute(initializer, external);
        return double.IsFinite(moments.Deviation) && moments.Deviation > 0
            ? new DrawnTensor(
                initializer.Name, type, [.. initializer.Dims],
                TensorKey.Derive(seed, twins.GetValueOrDefault(initializer, initializer.Name)),
                moments)
            : null;
    }
}

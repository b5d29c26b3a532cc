using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Reading;

/// <summary>
/// What ONNX's own machine-learning operators learnt: trees, linear models and support-vector machines keep their numbers in lists of
/// attributes, and a file of a thousand trees has no stored tensor at all.
/// </summary>
/// <param name="Parameters">
/// Numbers that were learnt: thresholds of branches, weights of leaves, coefficients, support vectors. Not counted: which feature a branch
/// looks at and where it leads, values that a format writes at leaves, statistics of the training data.
/// </param>
/// <param name="FloatBytes">Bytes of all lists of floating-point numbers.</param>
/// <param name="IntegerBytes">Bytes of all lists of whole numbers: the structure of trees.</param>
internal readonly record struct ListedWeights(long Parameters, long FloatBytes, long IntegerBytes)
{
    private const string Domain = "ai.onnx.ml";
    private const string Thresholds = "nodes_values";

    /// <summary>How often training data passed a branch; nothing is computed from it.</summary>
    private const string Statistics = "nodes_hitrates";

    /// <summary>Counts those of some nodes.</summary>
    public static ListedWeights In(IEnumerable<NodeProto> nodes)
    {
        var sum = default(ListedWeights);
        foreach (var node in nodes.Where(node => node.Domain == Domain))
        {
            foreach (var attribute in node.Attribute)
            {
                sum = new ListedWeights(
                    sum.Parameters + Learnt(node, attribute), sum.FloatBytes + ((long)sizeof(float) * attribute.Floats.Count),
                    sum.IntegerBytes + ((long)sizeof(long) * attribute.Ints.Count));
            }
        }

        return sum;
    }

    private static long Learnt(NodeProto node, AttributeProto attribute) => attribute.Name switch
    {
        Statistics => 0,
        Thresholds when node.Attribute.FirstOrDefault(other => other.Name == "nodes_modes") is { } modes
            && modes.Strings.Count == attribute.Floats.Count => modes.Strings.Count(mode => mode.ToStringUtf8() != "LEAF"),
        _ => attribute.Floats.Count,
    };
}

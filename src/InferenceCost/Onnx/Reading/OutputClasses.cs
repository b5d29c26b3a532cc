using System.Globalization;
using InferenceCost.Onnx.Schema;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Onnx.Reading;

/// <summary>Walks back from the outputs of a graph to what lists the classes that they name, or give scores of.</summary>
internal sealed class OutputClasses
{
    private const string ClassifierDomain = "ai.onnx.ml";

    /// <summary>Far more than operators stand between a classifier and an output.</summary>
    private const int MostSteps = 100;

    /// <summary>Operators that leave every number in the place of its class.</summary>
    private static readonly HashSet<string> KeepsPlaces =
    [
        "Identity", "Cast", "CastLike", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Transpose", "Slice", "Gather", "GatherElements",
        "GatherND", "Split", "Dropout", "Clip", "Softmax", "LogSoftmax", "Sigmoid", "Log", "Exp", "Normalizer", "Scaler",
    ];

    private readonly Dictionary<string, NodeProto> makers = [];
    private readonly Dictionary<string, TensorProto> texts;

    private OutputClasses(GraphProto graph)
    {
        texts = graph.Initializer.Where(tensor => tensor.DataType == (int)TensorElementType.String)
            .GroupBy(tensor => tensor.Name).ToDictionary(group => group.Key, group => group.First());
        foreach (var node in graph.Node)
        {
            foreach (var output in node.Output)
            {
                makers.TryAdd(output, node);
            }
        }
    }

    /// <summary>Looks at a graph.</summary>
    public static OutputClasses Of(GraphProto graph) => new(graph);

    /// <summary>
    /// The classes in the order of an output's numbers, as a classifier, an encoder of labels or a table of names before it lists them;
    /// null where nothing does.
    /// </summary>
    public IReadOnlyList<string>? Find(string output)
    {
        var name = output;
        for (var steps = 0; steps < MostSteps; steps++)
        {
            if (texts.TryGetValue(name, out var table) && table.StringData.Count > 0)
            {
                return [.. table.StringData.Select(text => text.ToStringUtf8())];
            }

            if (!makers.TryGetValue(name, out var node) || node.Input.Count == 0)
            {
                return null;
            }

            if (!KeepsPlaces.Contains(node.OpType))
            {
                return node.Domain != ClassifierDomain ? null : node.OpType == "LabelEncoder" ? OfEncoder(node) : OfClassifier(node);
            }

            name = node.Input[0];
        }

        return null;
    }

    private static IReadOnlyList<string>? OfClassifier(NodeProto node) =>
        Texts(node, "classlabels_strings") ?? Numbers(node, "classlabels_int64s") ?? Numbers(node, "classlabels_ints");

    /// <summary>What an encoder turns numbers into, by the order of these; what it turns other things into, as they are listed.</summary>
    private static IReadOnlyList<string>? OfEncoder(NodeProto node)
    {
        var values = Texts(node, "values_strings") ?? Numbers(node, "values_int64s") ?? Texts(node, "classes_strings");
        return values is not null && Attribute(node, "keys_int64s") is { } keys && keys.Ints.Count == values.Count
            ? [.. values.Zip(keys.Ints).OrderBy(pair => pair.Second).Select(pair => pair.First)]
            : values;
    }

    private static IReadOnlyList<string>? Texts(NodeProto node, string name) =>
        Attribute(node, name) is { Strings.Count: > 0 } found ? [.. found.Strings.Select(text => text.ToStringUtf8())] : null;

    private static IReadOnlyList<string>? Numbers(NodeProto node, string name) => Attribute(node, name) is { Ints.Count: > 0 } found
        ? [.. found.Ints.Select(number => number.ToString(CultureInfo.InvariantCulture))]
        : null;

    private static AttributeProto? Attribute(NodeProto node, string name) =>
        node.Attribute.FirstOrDefault(attribute => attribute.Name == name);
}

using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Reading;

/// <summary>
/// Walks back from the outputs of a graph to the operator that says what their numbers are. A fused or taken-apart form that is not known
/// here says nothing, which is no error: the values speak too.
/// </summary>
internal sealed class OutputOrigins
{
    private const string ClassifierDomain = "ai.onnx.ml";

    /// <summary>Far more than operators stand between a softmax and an output.</summary>
    private const int MostSteps = 100;

    /// <summary>Operators after which the numbers mean what those of their first input mean.</summary>
    private static readonly HashSet<string> PassesMeaningOn =
    [
        "Identity", "Cast", "CastLike", "Reshape", "Squeeze", "Unsqueeze", "Flatten", "Transpose", "Slice", "Gather", "GatherElements",
        "GatherND", "Split", "Dropout", "Clip",
    ];

    /// <summary>Operators between a norm and the division by it, which keep it from being 0.</summary>
    private static readonly HashSet<string> KeepsFromZero = ["Clip", "Max", "Add", "Expand", "Identity"];

    private readonly Dictionary<string, (NodeProto Node, int Output)> makers = [];

    private OutputOrigins(GraphProto graph)
    {
        foreach (var node in graph.Node)
        {
            foreach (var (index, output) in node.Output.Index())
            {
                makers.TryAdd(output, (node, index));
            }
        }
    }

    /// <summary>Looks at a graph.</summary>
    public static OutputOrigins Of(GraphProto graph) => new(graph);

    /// <summary>What the operators before an output say of its numbers.</summary>
    public OutputOrigin Origin(string output) => Of(output, MostSteps);

    private OutputOrigin Of(string name, int steps)
    {
        if (steps == 0 || !makers.TryGetValue(name, out var maker))
        {
            return OutputOrigin.Unknown;
        }

        var (node, output) = maker;
        return (node.OpType, node.Domain) switch
        {
            (_, ClassifierDomain) => OfClassicalModel(node, output, steps),
            ("Softmax", _) => OutputOrigin.Softmax,
            ("LogSoftmax", _) => OutputOrigin.LogSoftmax,
            ("Sigmoid", _) => OutputOrigin.Sigmoid,
            ("ArgMax", _) => OutputOrigin.ClassNumber,
            ("TopK", _) => output == 1 ? OutputOrigin.ClassNumber : OutputOrigin.TopValues,
            ("LpNormalization", _) when (Attribute(node, "p")?.I ?? 2) == 2 => OutputOrigin.UnitVector,
            ("Log", _) when Of(node.Input[0], steps - 1) == OutputOrigin.Softmax => OutputOrigin.LogSoftmax,
            ("Exp", _) when Of(node.Input[0], steps - 1) == OutputOrigin.LogSoftmax => OutputOrigin.Softmax,
            ("Div", _) when node.Input.Count == 2 => OfQuotient(node),
            var (operation, _) when PassesMeaningOn.Contains(operation) && node.Input.Count > 0 => Of(node.Input[0], steps - 1),
            _ => OutputOrigin.Unknown,
        };
    }

    /// <summary>A linear model, a support-vector machine or an ensemble of trees, which give the class first and then the scores.</summary>
    private OutputOrigin OfClassicalModel(NodeProto node, int output, int steps)
    {
        if (node.OpType is "ZipMap" or "Normalizer" or "Scaler")
        {
            var isUnit = node.OpType == "Normalizer" && Text(node, "norm") is "L2";
            return isUnit ? OutputOrigin.UnitVector : node.OpType == "ZipMap" ? Of(node.Input[0], steps - 1) : OutputOrigin.Unknown;
        }

        return node.OpType.EndsWith("Regressor", StringComparison.Ordinal) ? OutputOrigin.Regressor
            : !node.OpType.EndsWith("Classifier", StringComparison.Ordinal) ? OutputOrigin.Unknown
            : output == 0 ? OutputOrigin.ClassNumber
            : GivesDecisionValues(node) ? OutputOrigin.DecisionValues
            : Text(node, "post_transform") switch
            {
                "SOFTMAX" or "SOFTMAX_ZERO" => OutputOrigin.Softmax,
                "LOGISTIC" => OutputOrigin.Sigmoid,
                _ => OutputOrigin.ClassifierScores,
            };
    }

    /// <summary>
    /// A support-vector machine without probabilities gives its verdict on each pair of classes; a linear classifier with one row of
    /// coefficients gives s and 1 - s, and decides by the sign of s, unless it is logistic.
    /// </summary>
    private static bool GivesDecisionValues(NodeProto node) => node.OpType switch
    {
        "SVMClassifier" => Attribute(node, "prob_a") is not { Floats.Count: > 0 },
        "LinearClassifier" => Attribute(node, "intercepts") is { Floats.Count: 1 } && Text(node, "post_transform") != "LOGISTIC",
        _ => false,
    };

    /// <summary>exp(x) over its sum is a softmax, x over its norm a unit vector.</summary>
    private OutputOrigin OfQuotient(NodeProto node)
    {
        var below = Maker(node.Input[1]);
        for (var steps = 0; below is not null && KeepsFromZero.Contains(below.OpType) && steps < MostSteps; steps++)
        {
            below = Maker(below.Input[0]);
        }

        return below?.OpType switch
        {
            "ReduceL2" => OutputOrigin.UnitVector,
            "Sqrt" when Maker(below.Input[0])?.OpType is "ReduceSumSquare" or "ReduceSum" => OutputOrigin.UnitVector,
            "ReduceSum" when Maker(node.Input[0])?.OpType == "Exp" && below.Input[0] == node.Input[0] => OutputOrigin.Softmax,
            _ => OutputOrigin.Unknown,
        };
    }

    private NodeProto? Maker(string name) => makers.TryGetValue(name, out var maker) ? maker.Node : null;

    private static AttributeProto? Attribute(NodeProto node, string name) =>
        node.Attribute.FirstOrDefault(attribute => attribute.Name == name);

    private static string? Text(NodeProto node, string name) => Attribute(node, name)?.S.ToStringUtf8();
}

using System.Text.Json.Serialization;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Costs;

/// <summary>Nodes whose multiply-accumulates were not counted.</summary>
/// <param name="Operator">Their operator.</param>
/// <param name="Nodes">How many of them.</param>
/// <param name="Reason">Why not.</param>
public sealed record UncountedOperator(string Operator, int Nodes, string Reason)
{
    /// <summary><c>If (2 nodes): its cost is not known</c></summary>
    public override string ToString() => FormattableString.Invariant($"{Operator} ({Nodes} {(Nodes == 1 ? "node" : "nodes")}): {Reason}");
}

/// <summary>
/// The multiply-accumulates (MACs) of one call of a model, at the shapes it is called with; half the floating-point operations that some
/// publications state. Element-wise work, normalisation and pooling count nothing, by the convention of the published figures.
/// </summary>
/// <param name="Total">The sum over all nodes that were counted.</param>
/// <param name="ByOperator">The same by operator, those with any.</param>
/// <param name="Uncounted">What is missing from it; empty when the count is complete.</param>
public sealed record MacCount(long Total, IReadOnlyDictionary<string, long> ByOperator, IReadOnlyList<UncountedOperator> Uncounted)
{
    /// <summary>A reason why nodes were not counted: running the model would tell.</summary>
    public const string RunTells = "which of its graphs runs, and how often, shows only when it runs";

    /// <summary>A reason likewise.</summary>
    public const string ShapeUnknown = "its shapes or attributes do not tell its cost";

    /// <summary>The count when nothing is missing from it; otherwise null: a part of a cost is not a cost.</summary>
    [JsonIgnore]
    public long? Complete => Uncounted.Count == 0 ? Total : null;

    /// <summary>Adds up the nodes of a graph.</summary>
    public static MacCount Sum(IEnumerable<NodeCall> calls)
    {
        var counted = new Dictionary<string, long>();
        var missing = new Dictionary<(string Operator, string Reason), int>();
        foreach (var call in calls)
        {
            var (macs, reason) = Cost(call);
            if (reason is not null)
            {
                missing[(call.Operator, reason)] = missing.GetValueOrDefault((call.Operator, reason)) + 1;
            }
            else if (macs > 0)
            {
                counted[call.Operator] = checked(counted.GetValueOrDefault(call.Operator) + macs);
            }
        }

        return new MacCount(
            checked(counted.Values.Sum()),
            new SortedDictionary<string, long>(counted, StringComparer.Ordinal),
            [.. missing.Select(pair => new UncountedOperator(pair.Key.Operator, pair.Value, pair.Key.Reason))
                .OrderBy(item => item.Operator, StringComparer.Ordinal)]);
    }

    private static (long Macs, string? Reason) Cost(NodeCall call)
    {
        try
        {
            return Subgraphs(call.Node).Any(Costs) ? (0, RunTells)
                : call.Node.OpType is "If" or "Loop" or "Scan" ? (0, null)
                : OperatorCosts.For(call.Operator) is not { } formula ? (0, "its cost is not known")
                : formula(call) is { } macs ? (macs, null)
                : (0, ShapeUnknown);
        }
        catch (OverflowException)
        {
            return (0, "its shapes are too large to be real");
        }
    }

    /// <summary>True when some node of a graph costs something, or might.</summary>
    private static bool Costs(GraphProto graph) => graph.Node.Any(node =>
        Subgraphs(node).Any(Costs)
        || node.OpType is not ("If" or "Loop" or "Scan") && OperatorCosts.IsFree(NodeCall.NameOf(node)) is false);

    private static IEnumerable<GraphProto> Subgraphs(NodeProto node) =>
        node.Attribute.SelectMany(attribute => attribute.G is null ? attribute.Graphs : attribute.Graphs.Append(attribute.G));
}

using System.Runtime.InteropServices;
using InferenceCost.Onnx.Writing;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace InferenceCost.Architectures;

/// <summary>Tables that give each id a row.</summary>
internal static class Embedding
{
    /// <summary>The table of an embedding layer.</summary>
    public static GraphValue Table(GraphScope scope, int rows, int width) => scope.Weight("weight", Linear.Drawn(scope), rows, width);

    /// <summary>Rows of the ids.</summary>
    public static GraphValue Rows(GraphScope scope, GraphValue table, GraphValue ids) => scope.Node("Gather", table, ids);

    /// <summary>The positions 0, 1, 2, ... as long as the sequence: [1, sequence], cut from a stored list as Hugging Face's models do.</summary>
    public static GraphValue Positions(GraphScope scope, GraphValue ids, int positions) =>
        Positions(scope, ids, positions, scope.Graph.Constant(0), Length(scope, ids, 1));

    /// <summary>The positions from <paramref name="start"/> to before <paramref name="end"/>, both lists of one number.</summary>
    public static GraphValue Positions(GraphScope scope, GraphValue ids, int positions, GraphValue start, GraphValue end)
    {
        var graph = scope.Graph;
        var numbers = Enumerable.Range(0, positions).Select(position => (long)position).ToArray();
        var all = graph.Constant("position_ids", ids.Type, [1, positions], MemoryMarshal.AsBytes<long>(numbers));
        return scope.Node("Slice", all, start, end, graph.Constant(1), graph.Constant(1));
    }

    /// <summary>Says that the embeddings are [batch, sequence, width], which does not follow from positions that were cut to measure.</summary>
    public static GraphValue Summed(GraphScope scope, GraphValue x, int width) => scope.Graph.WithShape(x, "batch", "sequence", width);

    /// <summary>One size of a tensor, as a list of one number.</summary>
    public static GraphValue Length(GraphScope scope, GraphValue tensor, int dimension)
    {
        var size = scope.Node("Gather", scope.NodeOf(TensorElementType.Int64, "Shape", [tensor]), scope.Graph.Scalar((long)dimension));
        return Unsqueeze(scope, size, 0);
    }

    /// <summary>Adds a dimension of size 1.</summary>
    public static GraphValue Unsqueeze(GraphScope scope, GraphValue x, int axis) => scope.Graph.Opset >= 13
        ? scope.Node("Unsqueeze", x, scope.Graph.Constant(axis))
        : scope.Node("Unsqueeze", [x], NodeAttributes.Of("axes", [axis]));
}

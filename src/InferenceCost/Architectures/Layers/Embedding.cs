using System.Runtime.InteropServices;
using InferenceCost.Onnx.Writing;

namespace InferenceCost.Architectures.Layers;

/// <summary>Tables that give each id a row.</summary>
internal static class Embedding
{
    /// <summary>The table of an embedding layer.</summary>
    public static GraphValue Table(GraphScope scope, int rows, int width) => scope.Weight("weight", Linear.Drawn(scope), rows, width);

    /// <summary>Rows of the ids.</summary>
    public static GraphValue Rows(GraphScope scope, GraphValue table, GraphValue ids) => scope.Node("Gather", table, ids);

    /// <summary>
    /// The positions 0, 1, 2, ... as long as the sequence: [1, sequence], cut from a stored list as Hugging Face's models do.
    /// </summary>
    public static GraphValue Positions(GraphScope scope, GraphValue ids, int positions) =>
        Positions(scope, ids, positions, scope.Graph.Constant(0), Dimensions.Length(scope, ids, 1));

    /// <summary>The positions from <paramref name="start"/> to before <paramref name="end"/>, both lists of one number.</summary>
    public static GraphValue Positions(GraphScope scope, GraphValue ids, int positions, GraphValue start, GraphValue end)
    {
        var graph = scope.Graph;
        var numbers = Enumerable.Range(0, positions).Select(position => (long)position).ToArray();
        var all = graph.Constant("position_ids", ids.Type, [1, positions], MemoryMarshal.AsBytes<long>(numbers));
        return scope.Node("Slice", all, start, end, graph.Constant(1), graph.Constant(1));
    }

    /// <summary>
    /// Says that the embeddings are [batch, sequence, width], which does not follow from positions that were cut to measure.
    /// </summary>
    public static GraphValue Summed(GraphScope scope, GraphValue x, int width) => scope.Graph.WithShape(x, "batch", "sequence", width);
}

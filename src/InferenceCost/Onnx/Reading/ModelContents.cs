using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Reading;

/// <summary>A tensor that is stored with a model, and the name it goes by: its own, or the value that its Constant node produces.</summary>
internal readonly record struct StoredTensor(string Name, TensorProto Tensor);

/// <summary>
/// Walks everything that a model holds: its graph, the subgraphs in node attributes (If, Loop, Scan) to any depth, and the bodies of
/// its local functions, each body once however often it is called.
/// </summary>
internal static class ModelContents
{
    /// <summary>Every graph, the main graph first.</summary>
    public static IEnumerable<GraphProto> Graphs(ModelProto model)
    {
        foreach (var graph in WithSubgraphs(model.Graph))
        {
            yield return graph;
        }

        foreach (var graph in model.Functions.SelectMany(function => Subgraphs(function.Node)).SelectMany(WithSubgraphs))
        {
            yield return graph;
        }
    }

    /// <summary>Every node of every graph and function body.</summary>
    public static IEnumerable<NodeProto> Nodes(ModelProto model) =>
        Graphs(model).SelectMany(graph => graph.Node).Concat(model.Functions.SelectMany(function => function.Node));

    /// <summary>
    /// Every tensor that is stored with the model: initialisers, the values and indices of sparse initialisers, and tensors in node
    /// attributes (the value of a Constant). Lists of plain numbers in attributes (shapes, tree ensembles) are not tensors.
    /// </summary>
    public static IEnumerable<StoredTensor> Tensors(ModelProto model)
    {
        var initializers = Graphs(model).SelectMany(graph => graph.Initializer.DistinctBy(tensor => tensor.Name)
            .Concat(graph.SparseInitializer.SelectMany(SparseParts)))
            .Select(tensor => new StoredTensor(tensor.Name, tensor));
        var attributes = Nodes(model).SelectMany(node => node.Attribute.SelectMany(attribute => AttributeTensors(node, attribute)));
        return initializers.Concat(attributes);
    }

    /// <summary>True when a node carries a graph of its own.</summary>
    public static bool HasSubgraphs(ModelProto model) => Graphs(model).Skip(1).Any();

    private static IEnumerable<TensorProto> SparseParts(SparseTensorProto sparse) =>
        new[] { sparse.Values, sparse.Indices }.OfType<TensorProto>();

    private static IEnumerable<StoredTensor> AttributeTensors(NodeProto node, AttributeProto attribute)
    {
        var name = node.Output.FirstOrDefault() ?? "";
        return attribute.Tensors
            .Concat(attribute.T is { } tensor ? [tensor] : [])
            .Concat(attribute.SparseTensors.SelectMany(SparseParts))
            .Concat(attribute.SparseTensor is { } sparse ? SparseParts(sparse) : [])
            .Select(part => new StoredTensor(part.Name.Length > 0 ? part.Name : name, part));
    }

    private static IEnumerable<GraphProto> WithSubgraphs(GraphProto graph) =>
        Subgraphs(graph.Node).SelectMany(WithSubgraphs).Prepend(graph);

    private static IEnumerable<GraphProto> Subgraphs(IEnumerable<NodeProto> nodes) =>
        nodes.SelectMany(node => node.Attribute)
            .SelectMany(attribute => attribute.G is null ? attribute.Graphs : attribute.Graphs.Append(attribute.G));
}

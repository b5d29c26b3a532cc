using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Assembly;

/// <summary>
/// A model that is begun by one file and ended by another, its tail: an input of the tail that is called like an input or a value of the
/// first graph is that value, and what then leads to no output of the tail is left out. So a family commits what it trained, a layer and a
/// head, and not the tables that others publish.
/// </summary>
public static class ContinuedGraph
{
    /// <summary>Puts the tail behind the first graph. Both are read only; the result shares their weights.</summary>
    /// <param name="first">The model that begins.</param>
    /// <param name="tail">What continues it.</param>
    /// <exception cref="InputException">They do not fit together.</exception>
    public static ModelProto Continue(OnnxModelFile first, OnnxModelFile tail)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(tail);
        RefuseExternal(first);
        RefuseExternal(tail);
        var (begun, ended) = (first.Model.Graph, tail.Model.Graph);
        RefuseUnfit(first.Path, begun, tail.Path, ended);
        var graph = new GraphProto { Name = ended.Name };
        graph.Node.Add(begun.Node);
        graph.Node.Add(ended.Node);
        graph.Initializer.Add(begun.Initializer);
        graph.Initializer.Add(ended.Initializer);
        graph.Output.Add(ended.Output);
        SingleWeights.Fold(graph);
        Needed.Keep(graph, begun.Input);
        var model = new ModelProto
        {
            IrVersion = Math.Max(first.Model.IrVersion, tail.Model.IrVersion), ProducerName = tail.Model.ProducerName,
            DocString = tail.Model.DocString, Graph = graph,
        };
        model.OpsetImport.Add(Opsets(first, tail));
        model.Functions.Add(first.Model.Functions);
        return model;
    }

    private static void RefuseExternal(OnnxModelFile file)
    {
        if (file.ExternalFiles.Count > 0)
        {
            throw new InputException(
                $"{file.Path}: a model that is continued has its weights inside, and this one has external data",
                "save it as one file");
        }
    }

    private static void RefuseUnfit(string firstPath, GraphProto begun, string tailPath, GraphProto ended)
    {
        var values = begun.Input.Select(input => input.Name).Concat(begun.Node.SelectMany(node => node.Output))
            .Concat(begun.Initializer.Select(tensor => tensor.Name)).ToHashSet();
        if (ended.Input.FirstOrDefault(input => !values.Contains(input.Name)) is { } unknown)
        {
            throw new InputException(
                $"{tailPath}: its input '{unknown.Name}' is no value of {firstPath}", "name the value that the tail goes on from");
        }

        var own = ended.Node.SelectMany(node => node.Output).Concat(ended.Initializer.Select(tensor => tensor.Name));
        if (own.FirstOrDefault(values.Contains) is { } clash)
        {
            throw new InputException(
                $"{tailPath}: '{clash}' is the name of a value of {firstPath} too", "give the values of the tail names of their own");
        }
    }

    private static IEnumerable<OperatorSetIdProto> Opsets(OnnxModelFile first, OnnxModelFile tail)
    {
        foreach (var theirs in tail.Model.OpsetImport)
        {
            if (first.Model.OpsetImport.FirstOrDefault(known => known.Domain == theirs.Domain) is { } ours
                && ours.Version != theirs.Version)
            {
                throw new InputException(
                    FormattableString.Invariant(
                        $"{tail.Path}: is of operator set {theirs.Version}, and {first.Path} of {ours.Version}"),
                    FormattableString.Invariant($"export the tail with operator set {ours.Version}"));
            }
        }

        return first.Model.OpsetImport.Concat(
            tail.Model.OpsetImport.Where(theirs => first.Model.OpsetImport.All(ours => ours.Domain != theirs.Domain)));
    }
}

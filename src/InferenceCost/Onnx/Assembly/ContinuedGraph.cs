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
    /// <summary>
    /// Puts the tail behind the first graph. Both are read only; the result shares their weights, and is the same from the same files.
    /// </summary>
    /// <param name="first">The model that begins.</param>
    /// <param name="tail">What continues it; its own names get a prefix where the first graph has them too.</param>
    /// <exception cref="InputException">They do not fit together.</exception>
    public static ModelProto Continue(OnnxModelFile first, OnnxModelFile tail)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(tail);
        RefuseExternal(first);
        RefuseExternal(tail);
        var ended = tail.Model.Graph.Clone();
        SingleWeights.Fold(ended);
        RefuseUnknownInputs(first, tail);
        var begun = Begun(first.Model.Graph, ended.Input);
        var clashing = TailNames.ClashingValues(begun, ended);
        if (ended.Output.FirstOrDefault(output => clashing.Contains(output.Name)) is { } taken)
        {
            throw new InputException(
                $"{tail.Path}: its output '{taken.Name}' is called like a value of {first.Path} that is needed",
                "give the output another name");
        }

        TailNames.Prefix(begun, ended);
        var graph = new GraphProto { Name = ended.Name };
        graph.Node.Add(begun.Node.Concat(ended.Node));
        graph.Initializer.Add(begun.Initializer.Concat(ended.Initializer));
        graph.SparseInitializer.Add(begun.SparseInitializer.Concat(ended.SparseInitializer));
        graph.Output.Add(ended.Output);
        Needed.Keep(graph, begun.Input);
        var model = new ModelProto
        {
            IrVersion = Math.Max(first.Model.IrVersion, tail.Model.IrVersion), ProducerName = tail.Model.ProducerName,
            DocString = tail.Model.DocString, Graph = graph,
        };
        model.OpsetImport.Add(Opsets(first, tail));
        model.Functions.Add(Functions(first, tail));
        return model;
    }

    /// <summary>The first graph, as far as it leads to what the tail takes.</summary>
    private static GraphProto Begun(GraphProto first, IEnumerable<ValueInfoProto> wanted)
    {
        var begun = new GraphProto();
        begun.Node.Add(first.Node);
        begun.Initializer.Add(first.Initializer);
        begun.SparseInitializer.Add(first.SparseInitializer);
        begun.Output.Add(wanted);
        Needed.Keep(begun, first.Input);
        return begun;
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

    private static void RefuseUnknownInputs(OnnxModelFile first, OnnxModelFile tail)
    {
        var graph = first.Model.Graph;
        var values = graph.Input.Select(input => input.Name).Concat(graph.Node.SelectMany(node => node.Output))
            .Concat(graph.Initializer.Select(tensor => tensor.Name)).ToHashSet();
        if (tail.Model.Graph.Input.FirstOrDefault(input => !values.Contains(input.Name)) is { } unknown)
        {
            throw new InputException(
                $"{tail.Path}: its input '{unknown.Name}' is no value of {first.Path}", "name the value that the tail goes on from");
        }
    }

    private static IEnumerable<OperatorSetIdProto> Opsets(OnnxModelFile first, OnnxModelFile tail)
    {
        foreach (var theirs in tail.Model.OpsetImport)
        {
            if (first.Model.OpsetImport.FirstOrDefault(known => Domain(known) == Domain(theirs)) is { } ours
                && ours.Version != theirs.Version)
            {
                throw new InputException(
                    FormattableString.Invariant(
                        $"{tail.Path}: is of operator set {theirs.Version}, and {first.Path} of {ours.Version}"),
                    FormattableString.Invariant($"export the tail with operator set {ours.Version}"));
            }
        }

        return first.Model.OpsetImport.Concat(
            tail.Model.OpsetImport.Where(theirs => first.Model.OpsetImport.All(ours => Domain(ours) != Domain(theirs))));
    }

    /// <summary>The usual operators have two names (onnx.proto).</summary>
    private static string Domain(OperatorSetIdProto set) => set.Domain == "ai.onnx" ? "" : set.Domain;

    private static IEnumerable<FunctionProto> Functions(OnnxModelFile first, OnnxModelFile tail)
    {
        var known = first.Model.Functions.ToDictionary(function => (function.Domain, function.Name));
        foreach (var function in tail.Model.Functions)
        {
            if (known.TryGetValue((function.Domain, function.Name), out var other) && !other.Equals(function))
            {
                throw new InputException(
                    $"{tail.Path}: its function '{function.Name}' is another one in {first.Path}", "give it another name");
            }
        }

        return first.Model.Functions.Concat(
            tail.Model.Functions.Where(function => !known.ContainsKey((function.Domain, function.Name))));
    }
}

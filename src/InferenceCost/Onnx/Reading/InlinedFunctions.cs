using InferenceCost.Onnx.Schema;

namespace InferenceCost.Onnx.Reading;

/// <summary>
/// The nodes of a model with every call of a local function replaced by the function's body, as the runtime does it before it runs one:
/// what a call costs is what is in there.
/// </summary>
internal sealed class InlinedFunctions
{
    /// <summary>Far deeper than any exporter nests functions; ONNX forbids that they call themselves.</summary>
    private const int Deepest = 32;

    private readonly Dictionary<(string Domain, string Name), FunctionProto> functions;
    private int calls;

    private InlinedFunctions(ModelProto model) => functions =
        model.Functions.DistinctBy(KeyOf).ToDictionary(KeyOf);

    /// <summary>The same model with its functions in line; itself where it has none.</summary>
    /// <param name="model">The model; it is changed, its nodes are not.</param>
    public static ModelProto In(ModelProto model)
    {
        if (model.Functions.Count == 0)
        {
            return model;
        }

        var nodes = Nodes(model);
        model.Graph.Node.Clear();
        model.Graph.Node.Add(nodes);
        var known = model.OpsetImport.Select(opset => Plain(opset.Domain)).ToHashSet();
        model.OpsetImport.Add(model.Functions.SelectMany(function => function.OpsetImport)
            .Where(opset => !known.Contains(Plain(opset.Domain))).DistinctBy(opset => Plain(opset.Domain)).ToList());
        return model;
    }

    /// <summary>The nodes of the main graph with the bodies of functions in line; values in a body go by names of their own.</summary>
    public static IReadOnlyList<NodeProto> Nodes(ModelProto model)
    {
        var inlined = new InlinedFunctions(model);
        return [.. model.Graph.Node.SelectMany(node => inlined.Expand(node, 0))];
    }

    private IEnumerable<NodeProto> Expand(NodeProto node, int depth)
    {
        if (depth > Deepest || !functions.TryGetValue((Plain(node.Domain), node.OpType), out var function))
        {
            return [node];
        }

        var prefix = FormattableString.Invariant($"{node.OpType}.{++calls}/");
        var names = function.Input.Index().Select(input => (input.Item, Given: node.Input.ElementAtOrDefault(input.Index) ?? ""))
            .Concat(function.Output.Index().Select(output => (output.Item, Given: node.Output.ElementAtOrDefault(output.Index) ?? "")))
            .Where(name => name.Item.Length > 0).DistinctBy(name => name.Item).ToDictionary(name => name.Item, name => name.Given);
        foreach (var output in function.Output.Where(output => names.GetValueOrDefault(output) is ""))
        {
            names[output] = prefix + output;
        }

        var attributes = function.AttributeProto.Concat(node.Attribute)
            .GroupBy(attribute => attribute.Name).ToDictionary(group => group.Key, group => group.Last());
        return function.Node.Select(inner => Copy(inner, names, attributes, prefix)).SelectMany(inner => Expand(inner, depth + 1));
    }

    private static NodeProto Copy(
        NodeProto node, Dictionary<string, string> names, Dictionary<string, AttributeProto> attributes, string prefix)
    {
        var copy = new NodeProto { OpType = node.OpType, Domain = node.Domain, Name = prefix + node.Name };
        copy.Input.Add(node.Input.Select(name => Rename(name, names, prefix)));
        copy.Output.Add(node.Output.Select(name => Rename(name, names, prefix)));
        foreach (var attribute in node.Attribute)
        {
            if (attribute.RefAttrName.Length == 0)
            {
                copy.Attribute.Add(HoldsGraph(attribute) ? Copy(attribute, names, attributes, prefix) : attribute);
            }
            else if (attributes.TryGetValue(attribute.RefAttrName, out var given))
            {
                var named = given.Clone();
                named.Name = attribute.Name;
                copy.Attribute.Add(named);
            }
        }

        return copy;
    }

    private static bool HoldsGraph(AttributeProto attribute) => attribute.G is not null || attribute.Graphs.Count > 0;

    private static AttributeProto Copy(
        AttributeProto attribute, Dictionary<string, string> names, Dictionary<string, AttributeProto> attributes, string prefix)
    {
        var copy = attribute.Clone();
        foreach (var graph in copy.G is null ? copy.Graphs : copy.Graphs.Append(copy.G))
        {
            // What a graph within a body names is a value of that body, or one of its own under a name that nobody else has.
            var nodes = graph.Node.Select(node => Copy(node, names, attributes, prefix)).ToList();
            graph.Node.Clear();
            graph.Node.Add(nodes);
            foreach (var value in graph.Input.Concat(graph.Output))
            {
                value.Name = Rename(value.Name, names, prefix);
            }

            foreach (var tensor in graph.Initializer)
            {
                tensor.Name = Rename(tensor.Name, names, prefix);
            }
        }

        return copy;
    }

    private static string Rename(string name, Dictionary<string, string> names, string prefix) =>
        name.Length == 0 ? "" : names.TryGetValue(name, out var given) ? given : prefix + name;

    private static (string Domain, string Name) KeyOf(FunctionProto function) => (Plain(function.Domain), function.Name);

    private static string Plain(string domain) => domain == "ai.onnx" ? "" : domain;
}

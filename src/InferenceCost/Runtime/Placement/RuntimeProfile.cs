using InferenceCost.Foundation.Files;
using System.Text.Json;
using Google.Protobuf.Collections;
using InferenceCost.Foundation;
using InferenceCost.Onnx.Costs;
using InferenceCost.Onnx.Reading;
using InferenceCost.Onnx.Schema;

namespace InferenceCost.Runtime.Placement;

/// <summary>Reads the nodes out of a profile that ONNX Runtime wrote.</summary>
internal static class RuntimeProfile
{
    // The runtime stops recording there (kMaxNumEvents in onnxruntime/core/common/profiler.h).
    private const int MostEvents = 1_000_000;
    private const string Suffix = "_kernel_time";
    private static readonly string[] Containers = ["If", "Loop", "Scan", "SequenceMap"];

    /// <summary>
    /// Every node that ran, with its shapes; nodes that only hold graphs are left out, since what ran in them is there itself.
    /// </summary>
    /// <param name="path">The profile.</param>
    /// <param name="model">The model, for the operators' domains and attributes.</param>
    /// <exception cref="InputException">The profile is not complete.</exception>
    public static IReadOnlyList<NodeCall> Read(string path, ModelProto model)
    {
        var known =
            ModelContents.Nodes(model).GroupBy(node => (node.Name, node.OpType)).ToDictionary(group => group.Key, group => group.First());
        var domains = known.Values.GroupBy(node => node.OpType).ToDictionary(group => group.Key, group => group.First().Domain);
        return Events<IReadOnlyList<NodeCall>>(path, events =>
        {
            if (events.GetArrayLength() >= MostEvents)
            {
                throw new InputException($"{path}: the call ran more nodes than a profile holds", "count a call with fewer steps");
            }

            return [.. events.EnumerateArray().Where(IsNode).Select(item => Call(item, known, domains))
                .Where(call => !Containers.Contains(call.Operator))];
        });
    }

    /// <summary>Reads a profile. The runtime copies the names of the model's nodes into it as they are, and they may be no UTF-8.</summary>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static T Events<T>(string path, Func<JsonElement, T> read) => JsonFile.Read(
        path, "the runtime's profile cannot be read", "check that the names of the model's nodes are UTF-8", text =>
        {
            using var profile = JsonDocument.Parse(text);
            return read(profile.RootElement);
        });

    /// <summary>Whether an event is a node that ran.</summary>
    public static bool IsNode(JsonElement item) =>
        item.GetProperty("cat").GetString() == "Node" && item.GetProperty("name").GetString()!.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>The node's name.</summary>
    public static string NameOf(JsonElement item) => item.GetProperty("name").GetString()![..^Suffix.Length];

    private static NodeCall Call(
        JsonElement item, Dictionary<(string Name, string OpType), NodeProto> known, Dictionary<string, string> domains)
    {
        var arguments = item.GetProperty("args");
        var (name, operation) = (NameOf(item), arguments.GetProperty("op_name").GetString()!);

        // A node that is not in the file is one that the runtime put in, such as a conversion, or took from the body of a function.
        var node = known.GetValueOrDefault((name, operation)) ?? known.GetValueOrDefault(("", operation))
            ?? new NodeProto { OpType = operation, Domain = domains.GetValueOrDefault(operation, "") };
        return new NodeCall(node, Shapes(arguments, "input_type_shape", node.Input), Shapes(arguments, "output_type_shape", node.Output));
    }

    /// <summary>The profile leaves out what a node does without, so that the shapes belong to the names that are not empty.</summary>
    private static long[]?[] Shapes(JsonElement arguments, string property, RepeatedField<string> names)
    {
        var recorded = arguments.GetProperty(property).EnumerateArray()
            .Select(typed => typed.EnumerateObject().First().Value.EnumerateArray().Select(size => size.GetInt64()).ToArray())
            .ToList();
        var positions =
            names.Select((name, position) => (name, position)).Where(pair => pair.name.Length > 0).Select(pair => pair.position).ToList();
        var shapes = new long[]?[Math.Max(names.Count, recorded.Count)];
        for (var index = 0; index < recorded.Count; index++)
        {
            shapes[positions.Count == recorded.Count ? positions[index] : index] = recorded[index];
        }

        return shapes;
    }
}

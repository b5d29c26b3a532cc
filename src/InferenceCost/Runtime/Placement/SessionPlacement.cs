using System.Runtime.InteropServices;
using InferenceCost.Records;
using InferenceCost.Runtime.Native;
using InferenceCost.Runtime.Providers;
using Microsoft.ML.OnnxRuntime;

namespace InferenceCost.Runtime.Placement;

/// <summary>
/// Reads back on which provider each node of a session's graph was placed, so that "it ran on X" is a fact and not a request.
/// Names are those of the original graph, before a provider fuses nodes.
/// </summary>
public static unsafe class SessionPlacement
{
    /// <summary>The session option that makes the runtime keep the assignment.</summary>
    public const string RecordingKey = "session.record_ep_graph_assignment_info";

    private const int SessionGetAssignment = 407;
    private const int SubgraphGetProvider = 408;
    private const int SubgraphGetNodes = 409;
    private const int NodeGetName = 410;
    private const int NodeGetOperator = 412;

    /// <summary>Nodes elsewhere that are named: enough to see what is wrong.</summary>
    internal const int MostNamed = 20;

    /// <summary>Where the nodes of a session are, and which of them are not on the provider that was asked for.</summary>
    public static PlacementRecord Read(InferenceSession session, ExecutionProvider asked)
    {
        nint* subgraphs;
        nuint subgraphCount;
        NativeApi.Check(((delegate* unmanaged<nint, nint**, nuint*, nint>)NativeApi.Function(SessionGetAssignment))(
            NativeApi.Handle(session), &subgraphs, &subgraphCount));

        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var elsewhere = new List<string>();
        for (nuint i = 0; i < subgraphCount; i++)
        {
            var provider = Text(SubgraphGetProvider, subgraphs[i]);
            nint* nodes;
            nuint nodeCount;
            NativeApi.Check(((delegate* unmanaged<nint, nint**, nuint*, nint>)NativeApi.Function(SubgraphGetNodes))(
                subgraphs[i], &nodes, &nodeCount));
            counts[provider] = counts.GetValueOrDefault(provider) + (int)nodeCount;
            for (nuint j = 0; provider != asked.RuntimeName && j < nodeCount && elsewhere.Count < MostNamed; j++)
            {
                elsewhere.Add($"{Text(NodeGetOperator, nodes[j])} ({Text(NodeGetName, nodes[j])}) on {provider}");
            }
        }

        return new PlacementRecord(PlacementSource.Assignment, counts, elsewhere);
    }

    private static string Text(int slot, nint item)
    {
        nint text;
        NativeApi.Check(((delegate* unmanaged<nint, nint*, nint>)NativeApi.Function(slot))(item, &text));
        return Marshal.PtrToStringUTF8(text) ?? "";
    }
}

using System.Text.Json;
using InferenceCost.Foundation;
using InferenceCost.Records;
using InferenceCost.Runtime.Providers;

namespace InferenceCost.Runtime.Placement;

/// <summary>
/// Where the nodes of a session ran in its last recorded call, read from ONNX Runtime's profile: the proof for providers whose assignment
/// the runtime does not tell, and the only source for how long the others took. Names are those of the optimised graph.
/// </summary>
public static class ProfiledPlacement
{
    /// <summary>Reads a profile of a session that ran at least once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asked">The provider that was asked for.</param>
    /// <exception cref="InputException">The profile cannot be read.</exception>
    public static PlacementRecord Read(string path, ExecutionProvider asked) =>
        RuntimeProfile.Events(path, all => Of([.. all.EnumerateArray()], asked));

    private static PlacementRecord Of(List<JsonElement> events, ExecutionProvider asked)
    {
        var run = events.Last(item => item.GetProperty("name").GetString() == "model_run");
        var (start, duration) = (run.GetProperty("ts").GetInt64(), run.GetProperty("dur").GetInt64());
        var nodes = events.Where(item => RuntimeProfile.IsNode(item) && item.GetProperty("ts").GetInt64() >= start).Select(Node).ToList();
        var elsewhere = nodes.Where(node => node.Provider != asked.RuntimeName).ToList();
        return new PlacementRecord(
            PlacementSource.Profile,
            new SortedDictionary<string, int>(
                nodes.GroupBy(node => node.Provider).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal),
            [.. elsewhere.Take(SessionPlacement.MostNamed).Select(node => $"{node.Operator} ({node.Name}) on {node.Provider}")],
            Share(elsewhere.Sum(node => node.Microseconds), duration));
    }

    /// <summary>Of the whole call: a node on a device shows the time to start it, so that the nodes' times have no sum.</summary>
    private static double? Share(long elsewhere, long call) => call > 0 ? Math.Min(1, (double)elsewhere / call) : null;

    private static (string Name, string Operator, string Provider, long Microseconds) Node(JsonElement item)
    {
        var arguments = item.GetProperty("args");
        return (
            RuntimeProfile.NameOf(item), arguments.GetProperty("op_name").GetString()!,
            arguments.GetProperty("provider").GetString()!, item.GetProperty("dur").GetInt64());
    }
}

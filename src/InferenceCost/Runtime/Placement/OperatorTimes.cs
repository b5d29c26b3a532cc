using System.Text.Json;
using InferenceCost.Foundation;

namespace InferenceCost.Runtime.Placement;

/// <summary>An operator of the graph that ran, after the runtime had rewritten it.</summary>
/// <param name="Operator">Its name: <c>MatMulIntegerToFloat</c>.</param>
/// <param name="Nodes">How many nodes of it ran in a call.</param>
/// <param name="Share">Its share of the time of all nodes of that call, 0 to 1.</param>
public sealed record OperatorTime(string Operator, int Nodes, double Share);

/// <summary>Reads which operators ran from ONNX Runtime's profile: a fusion that was hoped for is seen to have happened, or not.</summary>
internal static class OperatorTimes
{
    /// <summary>The operators of the last call in a profile, those that took the most time first.</summary>
    /// <exception cref="InputException">The profile cannot be read.</exception>
    public static IReadOnlyList<OperatorTime> Read(string path) => RuntimeProfile.Events<IReadOnlyList<OperatorTime>>(path, all =>
    {
        List<JsonElement> events = [.. all.EnumerateArray()];
        var start = events.Last(item => item.GetProperty("name").GetString() == "model_run").GetProperty("ts").GetInt64();
        var nodes = events.Where(item => RuntimeProfile.IsNode(item) && item.GetProperty("ts").GetInt64() >= start)
            .Select(item => (
                Operator: item.GetProperty("args").GetProperty("op_name").GetString()!, Time: item.GetProperty("dur").GetInt64()))
            .ToList();
        var whole = Math.Max(1, nodes.Sum(node => node.Time));
        return
        [
            .. nodes.GroupBy(node => node.Operator)
                .Select(group => new OperatorTime(group.Key, group.Count(), (double)group.Sum(node => node.Time) / whole))
                .OrderByDescending(item => item.Share).ThenBy(item => item.Operator, StringComparer.Ordinal),
        ];
    });
}

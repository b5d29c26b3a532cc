using InferenceCost.Foundation;
using InferenceCost.Onnx.Reading;
using InferenceCost.Runtime.Workloads;

namespace InferenceCost.Tasks.Costs;

/// <summary>The multiply-accumulates of a call, or why they are not known: a run goes on without them.</summary>
internal static class CallCost
{
    /// <summary>Counts them for the inputs that ran.</summary>
    public static (long? Macs, IReadOnlyList<string> Notes) Compute(
        string path, IReadOnlyList<InputTensor> inputs, IReadOnlyList<string>? customOperators)
    {
        try
        {
            var cost = ModelCost.OfCall(OnnxModelFile.Read(path), inputs, customOperators);
            return (cost.Macs.Complete, [.. cost.Notes, .. cost.Macs.Uncounted.Select(
                item => FormattableString.Invariant($"multiply-accumulates not counted: {item}"))]);
        }
        catch (Exception error) when (error is InputException or System.Text.Json.JsonException or KeyNotFoundException)
        {
            return (null, [$"multiply-accumulates not counted: {error.Message}"]);
        }
    }
}

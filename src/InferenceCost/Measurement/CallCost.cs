using InferenceCost.Execution;
using InferenceCost.Onnx;
using InferenceCost.Records;

namespace InferenceCost.Measurement;

/// <summary>The multiply-accumulates of a call, or why they are not known: a run goes on without them.</summary>
internal static class CallCost
{
    /// <summary>Counts them at the shapes that ran.</summary>
    public static (long? Macs, IReadOnlyList<string> Notes) Of(string path, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes)
    {
        try
        {
            var macs = ModelCost.At(OnnxModelFile.Read(path), shapes).Macs;
            return (macs.Complete, [.. macs.Uncounted.Select(item => FormattableString.Invariant($"multiply-accumulates not counted: {item}"))]);
        }
        catch (InputException error)
        {
            return (null, [$"multiply-accumulates not counted: {error.Message}"]);
        }
    }
}

using InferenceCost.Records;
using InferenceCost.Runtime.Workloads;
using InferenceCost.Tasks.Inputs;

namespace InferenceCost.Scenarios.Probe;

/// <summary>
/// Whether a call gives finite numbers. One that does not may cost something else than one that does, and nobody would see it where answers
/// are not scored.
/// </summary>
internal static class FiniteOutputs
{
    private const int ChunkElements = 4096;

    /// <summary>One line for each output that holds others, after a call.</summary>
    /// <param name="workload">What was called.</param>
    /// <param name="kind">What it was fed.</param>
    public static IEnumerable<string> Notes(BoundWorkload workload, InputsKind kind) =>
        from output in workload.OutputTypes
        where ElementConversion.IsNumber(output.Value) && !ElementConversion.IsWhole(output.Value)
        let bytes = workload.Output(output.Key).ToArray()
        let found = CountOthers(output.Value, bytes)
        where found > 0
        select FormattableString.Invariant(
            $"output '{output.Key}': {found} of {bytes.Length / ElementConversion.BytesOf(output.Value)} numbers are not finite ")
            + (kind == InputsKind.Synthetic
                ? "with made-up inputs; give real ones with --inputs, or values with --value"
                : "for the first item; check the model's weights, and whether its precision overflows");

    private static int CountOthers(Microsoft.ML.OnnxRuntime.Tensors.TensorElementType type, byte[] bytes)
    {
        var (size, found) = (ElementConversion.BytesOf(type), 0);
        Span<float> values = stackalloc float[ChunkElements];
        for (var start = 0; start < bytes.Length; start += ChunkElements * size)
        {
            var part = bytes.AsSpan(start, Math.Min(ChunkElements * size, bytes.Length - start));
            var read = values[..(part.Length / size)];
            if (type == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Double)
            {
                foreach (var value in System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(part))
                {
                    found += double.IsFinite(value) ? 0 : 1;
                }

                continue;
            }

            ElementConversion.ToSingles(type, part, read);
            foreach (var value in read)
            {
                found += float.IsFinite(value) ? 0 : 1;
            }
        }

        return found;
    }
}
